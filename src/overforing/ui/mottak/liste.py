"""Lista over forespørslene: en modell som henter neste side når en ruller, og tabellen som viser den."""

from __future__ import annotations

from collections.abc import Callable, Collection

from PySide6.QtCore import (
    QAbstractTableModel,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QResizeEvent

from overforing.mottak.lista import Listerad
from overforing.mottak.utvalg import Listeside, Sortering, Sted
from overforing.ui.deler.bokstavelig import bokstavelig
from overforing.ui.deler.radtabell import SA_HOY_DEN_VIL, Radtabell
from overforing.ui.deler.tema import Tema

from .kolonner import BRYTES, KOLONNER, SORTERING, kolonnebredder

_Plass = QModelIndex | QPersistentModelIndex
_RADEN = 38
_TILSTANDEN = 170
"""Så bred er statusen minst, om teksten trenger det: heller viker en annen kolonne enn at den går over seks linjer."""


class Listemodell(QAbstractTableModel):
    """Radene som er hentet. ``trenger`` gis stedet neste side begynner, og svaret kommer med ``legg_til``, eller med
    ``kom_ikke`` når det ikke gikk. ``hentes`` sier at det er begynt eller slutt på å hente dem alle.

    ``sortert`` er det som sies om overskriften lista er sortert etter. Med ``holdt`` hentes neste side bare når det bes
    om med ``hent_neste``.
    """

    trenger = Signal(object)
    hentes = Signal()

    def __init__(self, overskrifter: tuple[str, ...], celle: Callable[[Listerad, str], str]) -> None:
        super().__init__()
        self._overskrifter, self._celle = overskrifter, celle
        self.rader: list[Listerad] = []
        self._neste: Sted | None = None
        self._venter = False
        self.henter_alle = self.holdt = False
        self.sortert: tuple[int, str] = (-1, "")

    def vis(self, side: Listeside) -> None:
        """Begynn på nytt med denne siden."""
        self.beginResetModel()
        self.rader = list(side.rader)
        self._neste, self._venter, self.henter_alle = side.neste, False, False
        self.endResetModel()

    def legg_til(self, side: Listeside, etter: Sted) -> None:
        """Siden som ble bedt om. En som ikke lenger er den neste, er foreldet."""
        if etter != self._neste:
            return
        self.beginInsertRows(QModelIndex(), len(self.rader), len(self.rader) + len(side.rader) - 1)
        self.rader += side.rader
        self._neste, self._venter = side.neste, False
        self.endInsertRows()
        if self.henter_alle:
            self.hent_alle()

    def kom_ikke(self, etter: Sted) -> None:
        """Siden som ble bedt om, lot seg ikke hente."""
        if etter == self._neste:
            self._venter = False
            self.stans()

    @property
    def er_hele(self) -> bool:
        """Om alle radene er hentet."""
        return self._neste is None

    def hent_alle(self) -> None:
        """Hent resten, en side om gangen."""
        self.henter_alle = not self.er_hele
        self.hent_neste()
        self.hentes.emit()

    def stans(self) -> None:
        """Hent ikke flere av seg selv."""
        self.henter_alle = False
        self.hentes.emit()

    def tekst(self, rad: int, kolonne: str) -> str:
        return self._celle(self.rader[rad], kolonne)

    def rowCount(self, forelder: _Plass | None = None) -> int:  # noqa: N802
        return 0 if forelder is not None and forelder.isValid() else len(self.rader)

    def columnCount(self, forelder: _Plass | None = None) -> int:  # noqa: N802
        return 0 if forelder is not None and forelder.isValid() else len(KOLONNER)

    def data(self, plass: _Plass, rolle: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not plass.isValid() or rolle not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return None
        tekst = self.tekst(plass.row(), KOLONNER[plass.column()])
        return bokstavelig(tekst) if rolle == Qt.ItemDataRole.ToolTipRole else tekst

    def headerData(self, nr: int, retning: Qt.Orientation, rolle: int = Qt.ItemDataRole.DisplayRole) -> object:  # noqa: N802
        if retning != Qt.Orientation.Horizontal:
            return None
        if rolle == Qt.ItemDataRole.AccessibleDescriptionRole and nr == self.sortert[0]:
            return self.sortert[1]
        return self._overskrifter[nr] if rolle == Qt.ItemDataRole.DisplayRole else None

    def canFetchMore(self, forelder: _Plass) -> bool:  # noqa: N802
        return not forelder.isValid() and not self.holdt and self._neste is not None and not self._venter

    def fetchMore(self, forelder: _Plass) -> None:  # noqa: N802
        if self.canFetchMore(forelder):
            self.hent_neste()

    def hent_neste(self) -> None:
        if self._neste is not None and not self._venter:
            self._venter = True
            self.trenger.emit(self._neste)


class Listetabell(Radtabell):
    """Enter åpner. Tab går videre, ikke fra rute til rute. Flere velges med Shift, Ctrl og Ctrl+A.

    Kolonnene er så brede som teksten i dem. Er det for trangt, går teksten over flere linjer, og så viker de som trengs
    minst: kortet under har dem. ``sorteres`` gis rekkefølgen og om den er synkende, når det trykkes på en overskrift.
    """

    apnes = Signal()
    sorteres = Signal(object, bool)
    kolonnene_endret = Signal()
    """Andre kolonner kan vises nå."""

    def __init__(self, modell: Listemodell, tema: Tema, navn: str) -> None:
        super().__init__(tema, navn, _RADEN)
        self.modell = modell
        modell.setParent(self)  # ellers holder det som hører på den, siden i live når vinduet er borte
        self.setModel(modell)
        self.vis_sortering(Sortering.HASTER, synkende=False)
        self.horizontalHeader().sortIndicatorChanged.connect(self._sortert)
        self.sett_hoyden()
        self.doubleClicked.connect(lambda _: self.apnes.emit())
        self._onsket: dict[str, int] = {}
        self._minst: dict[str, int] = {}
        self._bredder: dict[str, int] = {}
        self._malt: list[dict[str, int]] = []
        """Hvor bred teksten er i hver rad, i kolonnene den kan brytes i."""
        modell.modelReset.connect(self._mal_alle)
        modell.rowsInserted.connect(lambda _, forste, __: self._mal(forste))
        modell.rowsInserted.connect(lambda _, forste, __: self._velg_videre(forste))

    # De valgte

    @property
    def valgte(self) -> tuple[Listerad, ...]:
        """Radene som er valgt, i den rekkefølgen de står."""
        plasser = sorted(plass.row() for plass in self.selectionModel().selectedRows())
        return tuple(self.modell.rader[plass] for plass in plasser)

    def selectAll(self) -> None:  # noqa: N802
        """Alle i lista, også dem som ikke er hentet: de velges etter hvert som de kommer."""
        super().selectAll()
        self.modell.hent_alle()

    def _velg_videre(self, forste: int) -> None:
        """Er noen av dem over ikke valgt lenger, har brukeren valgt noe annet imens."""
        if self.modell.henter_alle:
            if len(self.selectionModel().selectedRows()) == forste:
                super().selectAll()
            else:
                self.modell.stans()

    def velg(self, numre: Collection[str], staa_pa: str = "") -> None:
        """Velg dem med disse journalnumrene, og stå på den ene av dem; er ingen av dem her, velg den første."""
        alle = {rad.journalnummer: plass for plass, rad in enumerate(self.modell.rader)}
        plasser = sorted(alle[nummer] for nummer in numre if nummer in alle) or [0]
        her = alle.get(staa_pa, -1)
        naa = self.modell.index(her if her in plasser else plasser[0], 0)
        utvalg = QItemSelection()
        for plass in plasser:
            utvalg.select(self.modell.index(plass, 0), self.modell.index(plass, len(KOLONNER) - 1))
        velger, flagg = self.selectionModel(), QItemSelectionModel.SelectionFlag
        velger.setCurrentIndex(naa, flagg.NoUpdate)
        velger.select(utvalg, flagg.ClearAndSelect)
        self.scrollTo(naa)

    # Rekkefølgen

    def vis_sortering(self, sortering: Sortering, *, synkende: bool) -> None:
        """Vis på overskriften hva lista er sortert etter."""
        nr = next((nr for nr, navn in enumerate(KOLONNER) if SORTERING[navn] is sortering), -1)
        retning = Qt.SortOrder.DescendingOrder if synkende else Qt.SortOrder.AscendingOrder
        topp = self.horizontalHeader()
        for_ = topp.blockSignals(True)
        topp.setSortIndicatorShown(nr >= 0)
        topp.setSortIndicator(nr, retning)
        topp.blockSignals(for_)
        topp.viewport().update()

    def _sortert(self, nr: int, retning: Qt.SortOrder) -> None:
        sortering = SORTERING[KOLONNER[nr]] if nr >= 0 else Sortering.HASTER
        self.sorteres.emit(sortering, retning == Qt.SortOrder.DescendingOrder)

    # Plassen

    def _mal_alle(self) -> None:
        self.glem_malene()
        self._onsket = dict(zip(KOLONNER, self.hodene(), strict=True))
        self._minst, self._bredder, self._malt = dict(self._onsket), {}, []
        self._mal(0)

    def _mal(self, forste: int) -> None:
        """Mål radene fra og med den første, én gang hver: å lage og måle tekst er det som tar tid."""
        luft = self.luft
        for rad in range(forste, len(self.modell.rader)):
            malt = {}
            for navn in KOLONNER:
                hel, ordet = self.mal_tekst(self.modell.tekst(rad, navn))
                self._onsket[navn] = max(self._onsket[navn], hel + luft)
                self._minst[navn] = max(self._minst[navn], (ordet if navn in BRYTES else hel) + luft)
                if navn in BRYTES:
                    malt[navn] = hel
            self._malt.append(malt)
        plass = min(self._onsket["tilstand"], self._px(_TILSTANDEN))
        self._minst["tilstand"] = max(self._minst["tilstand"], plass)
        self._kolonnene(forste)

    def resizeEvent(self, hendelse: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(hendelse)
        if self._onsket:
            self._kolonnene()

    def _kolonnene(self, forste: int = 0) -> None:
        """Gi kolonnene bredden sin, og radene fra og med den første høyden; alle, når bredden er en annen."""
        bredder = kolonnebredder(self.viewport().width(), self._minst, self._onsket)
        var_skjult = [self.isColumnHidden(nr) for nr in range(len(KOLONNER))]
        for nr, navn in enumerate(KOLONNER):
            self.setColumnHidden(nr, navn not in bredder)
            if navn in bredder:
                self.setColumnWidth(nr, bredder[navn])
        self._radene(forste if bredder == self._bredder else 0, bredder)
        self._bredder = bredder
        if var_skjult != [self.isColumnHidden(nr) for nr in range(len(KOLONNER))]:
            self.kolonnene_endret.emit()

    def _radene(self, forste: int, bredder: dict[str, int]) -> None:
        """En rad er så høy som den lengste teksten i den, når den er brutt."""
        brytes = [(navn, bredder[navn]) for navn in bredder if navn in BRYTES]
        for rad in range(forste, len(self._malt)):
            lange = [(navn, bredde) for navn, bredde in brytes if self._malt[rad][navn] > bredde - self.luft]
            self.sett_linjene(rad, [(self.modell.tekst(rad, navn), bredde) for navn, bredde in lange])
        self.sett_hoyden()

    def vis_hel(self, hel: bool) -> bool:
        self.modell.holdt = hel
        return super().vis_hel(hel)

    def hoyder(self, alt: int) -> tuple[int, int]:
        return self._px(_RADEN) * 4, SA_HOY_DEN_VIL

    def vises(self, nr: int) -> bool:
        return not self.isColumnHidden(nr)

    # Tastene

    def star_pa(self) -> None:
        if self.hel and self.hasFocus() and self.currentIndex().row() == len(self.modell.rader) - 1:
            self.modell.hent_neste()
        super().star_pa()

    def keyPressEvent(self, hendelse: QKeyEvent) -> None:  # noqa: N802
        if hendelse.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.apnes.emit()
        else:
            super().keyPressEvent(hendelse)
