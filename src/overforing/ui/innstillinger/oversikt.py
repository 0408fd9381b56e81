"""Kortene på innstillingssiden som lenker: ved siden av når det er plass, ellers øverst på siden."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QLayout, QWidget

from overforing.ui.deler.flyt import Rad
from overforing.ui.deler.klosser import Etikett, Kort, Rulle, Spalte, knapp, med_tab, sett_inn_foran, tom_rom, utsatt
from overforing.ui.deler.ordene import Ord
from overforing.ui.deler.tema import Tema

_BREDDE = 240


class Oversikt(Rad):
    """Raden øverst i ``spalte``. Lista ved siden av ligger oppå ``side``, og står der mens siden ruller."""

    def __init__(self, side: Rulle, spalte: QWidget, tema: Tema, ord_: Ord) -> None:
        super().__init__(tema.px(12))
        self._side, self._spalte, self._px, self._t = side, spalte, tema.px, ord_.fra
        self._kortene: list[Kort] = []
        self._ved_siden = Spalte(tema.px(8))
        self._ved_siden.setParent(side)
        self._ved_siden.hide()
        self.tegn = utsatt(self, 0, self._tegn)

    def _tegn(self) -> None:
        kortene = [k for k in self._side.findChildren(Kort) if k.tittel and k.isVisibleTo(self._side)]
        kortene.sort(key=lambda kort: kort.mapTo(self._spalte, QPoint(0, 0)).y())
        if kortene != self._kortene:
            self._kortene = kortene
            self._lag(self.rom)
            self._lag(self._ved_siden.rom)
        self.ordne()
        if kortene:
            sett_inn_foran(med_tab(kortene[0])[0], [*med_tab(self), *med_tab(self._ved_siden)])

    def _lag(self, rom: QLayout) -> None:
        tom_rom(rom)
        deler: list[QWidget] = [Etikett(self._t("ui_innstillinger.oversikt"), "dempet", bryt=False)]
        for kort in self._kortene:
            lenke = knapp(kort.tittel, partial(self._ga_til, kort), "lenke_liten")
            lenke.setAccessibleName(self._t("ui_innstillinger.ga_til", kort=kort.tittel))
            deler.append(lenke)
        for del_ in deler:
            rom.addWidget(del_)
            del_.show()

    def ordne(self) -> None:
        """Ved siden av når spalten og lista får plass, ellers øverst."""
        px, flate = self._px, self._side.viewport()
        venstre = self._spalte.mapTo(flate, QPoint(0, 0)).x() + px(760) + px(24)
        plass = bool(self._kortene) and flate.width() - venstre >= px(_BREDDE)
        hoyde = self._ved_siden.sizeHint().height()
        plass = plass and hoyde + px(40) <= flate.height()
        self._ved_siden.setGeometry(flate.x() + venstre, flate.y() + px(24), px(_BREDDE), hoyde)
        self._ved_siden.setVisible(plass)
        self._ved_siden.raise_()
        self.setVisible(bool(self._kortene) and not plass)

    def _ga_til(self, kort: Kort) -> None:
        """Kortet øverst, og fokus på det første i det."""
        self._side.tilpass()
        rulle = self._side.verticalScrollBar()
        rulle.setValue(rulle.value() + kort.mapTo(self._side.viewport(), QPoint(0, -self._px(12))).y())
        forste = next((w for w in med_tab(kort) if w.isVisibleTo(kort)), None)
        if forste is not None:
            forste.setFocus(Qt.FocusReason.OtherFocusReason)
