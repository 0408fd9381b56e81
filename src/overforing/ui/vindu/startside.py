"""Sakene: finne, åpne, lage, fornye, kopiere og slette. Lista har aldri navn."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QMenu, QPushButton, QWidget

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
from overforing.ui.deler.meld import meld
from overforing.ui.deler.ordene import Ord
from overforing.ui.deler.tema import Tema

from .saksliste import Saksmodell, Sakstabell
from .saksmeny import handlinger, lag_meny

if TYPE_CHECKING:
    from overforing.saksgang.kontor import Saksrad

_SOK_MS = 120


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
    slett = Signal(tuple)
    sok = Signal()

    def __init__(self, tema: Tema, ord_: Ord) -> None:
        super().__init__(tema)
        self._tema, self._ord = tema, ord_
        self.apen_meny: QMenu | None = None
        self._sok_vist: tuple[str, str | None] = ("", None)
        px, rom = tema.px, self.rom
        topp = QHBoxLayout()
        topp.setSpacing(px(12))
        topp.addWidget(Etikett(ord_("start.tittel"), "overskrift", bryt=False))
        topp.addStretch(1)
        self._ny = knapp(ord_("start.ny"), self.ny.emit, "hoved")
        apne_fil = knapp(ord_("start.apne_fil"), self.apne_fil.emit)
        self._handlinger = Rad(px(12), self._ny, apne_fil, knapp(ord_("start.eksempel"), self.eksempel.emit))
        self._topp = topp
        topp.addWidget(self._handlinger)
        rom.addLayout(topp)
        self._innledning = rom.ny(Etikett(ord_("start.innledning"), "dempet"))
        rom.addWidget(self._sokerad())
        # Ikke en QStackedWidget: den blir så høy som den høyeste av sidene, også når siden ikke vises.
        self._listeside, self._tomside = self._lista(), self._tom()
        for side in (self._listeside, self._tomside):
            rom.addWidget(side, 1)
            side.hide()  # til sakene er hentet: ingen av delene er sant før det
        rom.addStretch(0)
        self._klokke = utsatt(self, _SOK_MS, self.sok)

    def _sokerad(self) -> QWidget:
        px, ord_ = self._tema.px, self._ord
        self._rad = Rad(px(8))
        rad = self._rad.rom
        self.sokefelt = rad.ny(Linjefelt())
        self.sokefelt.setPlaceholderText(ord_("start.sok"))
        self.sokefelt.setAccessibleName(ord_("start.sok"))
        self.sokefelt.setClearButtonEnabled(True)
        self.sokefelt.setFixedWidth(px(280))
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

    def _lista(self) -> QWidget:
        px, ord_ = self._tema.px, self._ord
        flate = Spalte(px(12))
        rom = flate.rom
        self.tabell = Sakstabell(Saksmodell(ord_), self._tema, ord_("start.tittel"))
        self.tabell.apnes.connect(partial(self._gjor, "apne"))
        self.tabell.slettes.connect(partial(self._gjor, "slett"))
        self.tabell.merkes.connect(partial(self._gjor, "merk_sak"))
        self.tabell.meny.connect(self._vis_meny)
        self.tabell.selectionModel().selectionChanged.connect(self._vis_handlinger)
        rom.addWidget(self.tabell, 1_000)
        self._ingen = rom.ny(Kort(self._tema))
        self._ingen.setMaximumWidth(px(620))
        self._ingen.rom.addWidget(Etikett(ord_("start.ingen_treff")))
        self._ingen.rom.til_venstre(knapp(ord_("start.vis_alle"), self.vis_alle))
        self._bunn = rom.ny(Rad(px(10)))
        self._knapper: dict[str, QPushButton] = {}
        for navn in ("apne", "forny", "dupliser", "slett", "hent_kopier"):
            self._knapper[navn] = self._bunn.rom.ny(knapp(ord_(f"start.{navn}"), partial(self._gjor, navn), "stille"))
        self._flere = self._bunn.rom.ny(knapp(ord_("start.flere"), self._vis_flere, "stille"))
        self._antall = Etikett("", "dempet", bryt=False)
        self._bunn.rom.til_hoyre(self._antall)
        rom.addStretch(1)
        return flate

    def _tom(self) -> Spalte:
        px, ord_ = self._tema.px, self._ord
        kort = Kort(self._tema)
        kort.setMaximumWidth(px(620))
        kort.rom.setContentsMargins(px(24), px(22), px(24), px(24))
        kort.rom.setSpacing(px(12))
        kort.rom.addWidget(Etikett(ord_("start.tom_tittel"), "mellomtittel"))
        kort.rom.addWidget(Etikett(ord_("start.tom_tekst")))
        self._tomrad = QHBoxLayout()
        kort.rom.addLayout(self._tomrad)
        flate = Spalte(0, kort)
        flate.rom.addStretch(1)
        return flate

    # Det som vises

    def vis_pa_tom_side(self, kort: QWidget) -> None:
        """Et kort øverst når det ikke er noen saker."""
        self._tomside.rom.insertWidget(0, kort)
        self._tomside.rom.insertSpacing(1, self._tema.px(12))
        sett_inn_foran(self._ny, med_tab(kort))

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
        """Vis radene. Den som var valgt, er valgt fortsatt."""
        tomt = not rader and not self.sokt and self.filter is None
        self._listeside.setVisible(not tomt)
        self._tomside.setVisible(tomt)
        self._topp.removeWidget(self._handlinger)
        self._tomrad.removeWidget(self._handlinger)
        if tomt:
            self._tomrad.insertWidget(0, self._handlinger)
        else:
            self._topp.addWidget(self._handlinger)
        self._rad.setVisible(not tomt)
        self._innledning.setVisible(not tomt)
        valgte = {rad.id for rad in self.tabell.valgte}
        self.tabell.modell.vis(rader)
        self.tabell.tilpass()
        if not rader and self.tabell.hasFocus():
            self.sokefelt.setFocus()
        for del_ in (self.tabell, self._bunn):
            del_.setVisible(bool(rader))
        if rader:
            self.tabell.velg(valgte)
        self._ingen.setVisible(not rader)
        self._vis_handlinger()
        if (sok := (self.sokt, self.filter)) != self._sok_vist:
            self._sok_vist = sok
            meld(self, self._antall.text() if rader else self._ord("start.ingen_treff"))

    def fokuser(self) -> None:
        (self.tabell if self.tabell.modell.rader else self._ny).setFocus()

    def _vis_handlinger(self, *_: object) -> None:
        valgte, alle = self.tabell.valgte, len(self.tabell.modell.rader)
        kan = handlinger(valgte)
        for navn, k in self._knapper.items():
            k.setEnabled(navn in kan)
        self._knapper["hent_kopier"].setVisible("hent_kopier" in kan)
        antall = self._ord("start.en") if alle == 1 else self._ord("start.antall", antall=str(alle))
        if len(valgte) > 1:
            antall = self._ord("start.valgt", valgt=str(len(valgte)), antall=antall)
            if antall != self._antall.text():
                meld(self, antall)
        self._antall.setText(antall)
        self._bunn.updateGeometry()

    # Det som gjøres med de valgte

    def _gjor(self, navn: str) -> None:
        valgte = self.tabell.valgte
        if navn not in handlinger(valgte):
            return
        if navn == "slett":
            self.slett.emit(valgte)
        else:
            getattr(self, navn).emit(valgte[0])

    def _vis_flere(self) -> None:
        self._vis_meny(self._flere.mapToGlobal(QPoint(0, self._flere.height())))

    def _vis_meny(self, hvor: QPoint) -> None:
        """Åpne menyen. Den er alt åpen når menytasten også gir et høyreklikk."""
        if self.apen_meny is not None:
            return
        meny = self.apen_meny = lag_meny(self.tabell, self._ord, self._gjor)
        meny.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        meny.aboutToHide.connect(self._lukket)
        meny.popup(hvor)
        meny.setActiveAction(meny.actions()[0])

    def _lukket(self) -> None:
        self.apen_meny = None
