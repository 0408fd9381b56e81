"""Sakene: finne, åpne, lage, fornye, kopiere og slette. Lista har aldri navn."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QWidget

from overforing.saksgang.slag import Sakstilstand
from overforing.ui.deler.flyt import Rad
from overforing.ui.deler.klosser import (
    Etikett,
    Kort,
    Rulleside,
    Spalte,
    knapp,
    med_tab,
    sett_inn_foran,
    utsatt,
)
from overforing.ui.deler.linjefelt import Linjefelt
from overforing.ui.deler.ordene import Ord
from overforing.ui.deler.tema import Tema

if TYPE_CHECKING:
    from overforing.saksgang.kontor import Saksrad
    from overforing.ui.deler.varsel import Varslene

    from .listeside import Listeside
    from .saksliste import Sakstabell

_SOK_MS = 120
_LAVT = 350
"""Lavere enn dette blir det for lite igjen til lista."""
_SOK = 280
_SMALT_SOK = 200


class Startside(Rulleside):
    """Sender opp hva brukeren vil med en rad, eller med alle de valgte; ``sok`` når lista skal hentes på nytt."""

    ny = Signal()
    eksempel = Signal()
    apne_fil = Signal()
    apne = Signal(object)
    dupliser = Signal(object)
    forny = Signal(object)
    merk_sak = Signal(object)
    saksfil = Signal(object)
    avslutt = Signal(object)
    gjenapne = Signal(object)
    hent_kopier = Signal(object)
    hent_fram = Signal(object)
    slett = Signal(tuple)
    sok = Signal()

    def __init__(self, tema: Tema, ord_: Ord) -> None:
        super().__init__(tema)
        self._tema, self._ord = tema, ord_
        self._sok_vist: tuple[str, str | None] = ("", None)
        self._tomt = False
        px, rom = tema.px, self.rom
        self._topp = rom.ny(Rad(px(12), Etikett(ord_("start.tittel"), "overskrift", bryt=False))).rom
        self._ny = knapp(ord_("start.ny"), self.ny.emit, "hoved")
        apne_fil = knapp(ord_("start.apne_fil"), self.apne_fil.emit)
        self._eksempelet = knapp(ord_("start.eksempel"), self.eksempel.emit)
        self._handlinger = Rad(px(12), self._ny, apne_fil, self._eksempelet)
        self._topp.til_hoyre(self._handlinger)
        self._innledning = rom.ny(Etikett(ord_("start.innledning"), "dempet"))
        rom.addWidget(self._sokerad())
        rom.addStretch(0)
        self._klokke = utsatt(self, _SOK_MS, self.sok)
        self._tilpass = utsatt(self, 0, self._rulle.tilpass)

    def _sokerad(self) -> QWidget:
        px, ord_ = self._tema.px, self._ord
        self._rad = Rad(px(8))
        rad = self._rad.rom
        self.sokefelt = rad.ny(Linjefelt())
        self.sokefelt.setPlaceholderText(ord_("start.sok"))
        self.sokefelt.setAccessibleName(ord_("start.sok"))
        self.sokefelt.setFixedWidth(px(_SOK))
        self.sokefelt.textChanged.connect(lambda _: self._klokke.start())
        self._filtre = QButtonGroup(self)
        self._filtre.setExclusive(True)
        self._filter: dict[QPushButton, str | None] = {}
        for verdi in (None, *Sakstilstand):
            tekst = ord_("start.alle") if verdi is None else ord_(f"tilstand.{verdi}")
            k = knapp(tekst, None, "filter")
            k.setCheckable(True)
            k.setChecked(verdi is None)
            k.setAccessibleName(f"{ord_('start.filter')}: {tekst}")
            self._filter[k] = verdi
            self._filtre.addButton(k)
            rad.addWidget(k)
        self._filtre.buttonClicked.connect(lambda _: self.sok.emit())
        return self._rad

    @cached_property
    def lista(self) -> Listeside:
        """Lista over sakene. Lages når de er hentet: vinduet tegnes før det."""
        from .listeside import Listeside

        lista = Listeside(self._tema, self._ord)
        lista.gjores.connect(self._gjor)
        lista.vis_alle.connect(self.vis_alle)
        lista.tabell.tilpass_siden(self.height())
        self.sokefelt.setClearButtonEnabled(True)
        self._legg_nederst(lista)
        return lista

    @cached_property
    def _tomside(self) -> Spalte:
        """Det som står der når det ikke er noen saker."""
        px, ord_ = self._tema.px, self._ord
        kort = Kort(self._tema)
        kort.rom.setContentsMargins(px(24), px(18), px(24), px(20))
        kort.rom.setSpacing(px(10))
        kort.rom.addWidget(Etikett(ord_("start.tom_tittel"), "mellomtittel"))
        kort.rom.addWidget(Etikett(ord_("start.tom_tekst")))
        self._tomrad = QHBoxLayout()
        kort.rom.addLayout(self._tomrad)
        # En rad spør kortene hvor høye de er i den bredden de får; en stabel spør i hele bredden, og da kuttes de.
        self._tomspalte = Spalte(0, kort)
        self._tomspalte.setMaximumWidth(px(620))
        rad = QHBoxLayout()
        rad.addWidget(self._tomspalte, 1)
        rad.addStretch(0)
        flate = Spalte(0)
        flate.rom.addLayout(rad)
        flate.rom.addStretch(1)
        self._legg_nederst(flate)
        return flate

    def _legg_nederst(self, side: QWidget) -> None:
        # Ikke en QStackedWidget: den blir så høy som den høyeste av sidene, også når siden ikke vises.
        self.rom.insertWidget(self.rom.count() - 1, side, 1)
        side.hide()

    # Det som vises

    @property
    def tabell(self) -> Sakstabell:
        return self.lista.tabell

    def vis_pa_tom_side(self, kort: QWidget) -> None:
        """Et kort øverst når det ikke er noen saker."""
        _ = self._tomside
        self._tomspalte.rom.insertWidget(0, kort)
        self._tomspalte.rom.insertSpacing(1, self._tema.px(12))
        sett_inn_foran(self._ny, med_tab(kort))

    @cached_property
    def varslene(self) -> Varslene:
        """Det som er galt, øverst."""
        from overforing.ui.deler.varsel import Varslene

        varslene = Varslene(self._tema, self._ord, self._ny)
        self.rom.insertWidget(0, varslene)
        return varslene

    @property
    def sokt(self) -> str:
        return self.sokefelt.text()

    @property
    def filter(self) -> str | None:
        return next(verdi for k, verdi in self._filter.items() if k.isChecked())

    def vis_alle(self) -> None:
        """Ta bort søket og filteret."""
        self.sokefelt.clear()
        self._klokke.stop()
        next(k for k, verdi in self._filter.items() if verdi is None).setChecked(True)
        self.sokefelt.setFocus()
        self.sok.emit()

    def vis(self, rader: tuple[Saksrad, ...]) -> None:
        """Vis radene, eller det som står der når det ikke er noen saker."""
        tomt = not rader and not self.sokt and self.filter is None
        self.lista.setVisible(not tomt)
        self._tomside.setVisible(tomt)
        self._topp.removeWidget(self._handlinger)
        self._tomrad.removeWidget(self._handlinger)
        if tomt:
            self._tomrad.insertWidget(0, self._handlinger)
        else:
            self._topp.til_hoyre(self._handlinger)
        self._rad.setVisible(not tomt)
        self._tomt = tomt
        self._gi_lista_plass()
        if not rader and self.tabell.hasFocus():
            self.sokefelt.setFocus()
        self.lista.vis(rader)
        if (sok := (self.sokt, self.filter)) != self._sok_vist:
            self._sok_vist = sok
            self.lista.fortell()

    @property
    def _er_lav(self) -> bool:
        return self.height() < self._tema.px(_LAVT)

    def resizeEvent(self, hendelse: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(hendelse)
        self._gi_lista_plass()
        if "lista" in self.__dict__ and self.tabell.tilpass_siden(self.height()):
            self._tilpass.start()

    def _gi_lista_plass(self) -> None:
        """I et lavt vindu viker det som ikke trengs over lista. Eksempelsaken står også i menyen."""
        trangt = self._er_lav and not self._tomt
        self._innledning.setVisible(not (self._tomt or trangt))
        self._eksempelet.setVisible(not trangt)
        self.sokefelt.setFixedWidth(self._tema.px(_SMALT_SOK if trangt else _SOK))

    def fokuser(self) -> None:
        (self.tabell if self.tabell.modell.rader else self._ny).setFocus()
        if self._er_lav and self._tomt:  # før siden er lagt ut, er det ikke der det skal stå
            QTimer.singleShot(0, self, lambda: self._rulle.ensureWidgetVisible(self._ny, 20, 20))

    def _gjor(self, navn: str, valgte: tuple[Saksrad, ...]) -> None:
        """Send videre det som skal gjøres: bare sletting gjelder flere."""
        getattr(self, navn).emit(valgte if navn == "slett" else valgte[0])
