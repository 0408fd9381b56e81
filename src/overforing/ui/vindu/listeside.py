"""Lista på startsiden, og det som kan gjøres med de valgte i den. Leses inn når sakene er hentet."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QMenu, QPushButton

from overforing.ui.deler.flyt import Rad
from overforing.ui.deler.klosser import Etikett, Kort, Spalte, knapp
from overforing.ui.deler.meld import meld
from overforing.ui.deler.ordene import Ord
from overforing.ui.deler.tema import Tema

from .saksliste import Saksmodell, Sakstabell
from .saksmeny import handlinger, lag_meny

if TYPE_CHECKING:
    from overforing.saksgang.kontor import Saksrad


class Listeside(Spalte):
    """``gjores`` gir navnet på det som skal gjøres, og de valgte."""

    gjores = Signal(str, tuple)
    vis_alle = Signal()

    def __init__(self, tema: Tema, ord_: Ord) -> None:
        px = tema.px
        super().__init__(px(12))
        self._ord = ord_
        self.apen_meny: QMenu | None = None
        self.tabell = Sakstabell(Saksmodell(ord_), tema, ord_("start.tittel"))
        self.tabell.apnes.connect(partial(self._gjor, "apne"))
        self.tabell.slettes.connect(partial(self._gjor, "slett"))
        self.tabell.merkes.connect(partial(self._gjor, "merk_sak"))
        self.tabell.meny.connect(self._vis_meny)
        self.tabell.selectionModel().selectionChanged.connect(self._vis_handlinger)
        self.rom.addWidget(self.tabell, 1_000)
        self._ingen = self.rom.ny(Kort(tema))
        self._ingen.setMaximumWidth(px(620))
        self._ingen.rom.addWidget(Etikett(ord_("start.ingen_treff")))
        self._ingen.rom.til_venstre(knapp(ord_("start.vis_alle"), self.vis_alle.emit))
        self._bunn = self.rom.ny(Rad(px(10)))
        self._knapper: dict[str, QPushButton] = {}
        for navn in ("apne", "forny", "dupliser", "slett", "hent_kopier"):
            self._knapper[navn] = self._bunn.rom.ny(knapp(ord_(f"start.{navn}"), partial(self._gjor, navn), "stille"))
        self._flere = self._bunn.rom.ny(knapp(ord_("start.flere"), self._vis_flere, "stille"))
        self._antall = Etikett("", "dempet", bryt=False)
        self._bunn.rom.til_hoyre(self._antall)
        self.rom.addStretch(1)

    def vis(self, rader: tuple[Saksrad, ...]) -> None:
        """Vis radene. Den som var valgt, er valgt fortsatt."""
        valgte = {rad.id for rad in self.tabell.valgte}
        self.tabell.modell.vis(rader)
        self.tabell.tilpass()
        for del_ in (self.tabell, self._bunn):
            del_.setVisible(bool(rader))
        if rader:
            self.tabell.velg(valgte)
        self._ingen.setVisible(not rader)
        self._vis_handlinger()

    def fortell(self) -> None:
        """Si hvor mange saker det er i lista."""
        meld(self, self._antall.text() if self.tabell.modell.rader else self._ord("start.ingen_treff"))

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
        if navn in handlinger(valgte):
            self.gjores.emit(navn, valgte)

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
