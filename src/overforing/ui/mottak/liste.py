"""Lista over forespørslene: en modell som henter neste side når en ruller, og tabellen som viser den."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHeaderView, QTableView

from overforing.mottak.lista import Listerad
from overforing.mottak.utvalg import Listeside, Sted
from overforing.ui.deler.bokstavelig import bokstavelig
from overforing.ui.deler.tabell import med_en_valgt, som_radliste
from overforing.ui.deler.tema import Tema

KOLONNER = ("nummer", "mottatt", "kommune", "inhabile", "tilstand", "frist", "saksbehandler")
_VIKER = ("inhabile", "saksbehandler", "mottatt", "frist")
"""Kolonnene som viker når det er trangt, den første først."""
_Plass = QModelIndex | QPersistentModelIndex


class Listemodell(QAbstractTableModel):
    """Radene som er hentet. ``trenger`` gis stedet neste side begynner, og svaret kommer med ``legg_til``."""

    trenger = Signal(object)

    def __init__(self, overskrifter: tuple[str, ...], celle: Callable[[Listerad, str], str]) -> None:
        super().__init__()
        self._overskrifter, self._celle = overskrifter, celle
        self.rader: list[Listerad] = []
        self._neste: Sted | None = None
        self._venter = False

    def vis(self, side: Listeside) -> None:
        """Begynn på nytt med denne siden."""
        self.beginResetModel()
        self.rader = list(side.rader)
        self._neste, self._venter = side.neste, False
        self.endResetModel()

    def legg_til(self, side: Listeside, etter: Sted) -> None:
        """Siden som ble bedt om. En som ikke lenger er den neste, er foreldet."""
        if etter != self._neste:
            return
        self.beginInsertRows(QModelIndex(), len(self.rader), len(self.rader) + len(side.rader) - 1)
        self.rader += side.rader
        self._neste, self._venter = side.neste, False
        self.endInsertRows()

    def rowCount(self, forelder: _Plass | None = None) -> int:  # noqa: N802
        return 0 if forelder is not None and forelder.isValid() else len(self.rader)

    def columnCount(self, forelder: _Plass | None = None) -> int:  # noqa: N802
        return 0 if forelder is not None and forelder.isValid() else len(KOLONNER)

    def data(self, plass: _Plass, rolle: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not plass.isValid() or rolle not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return None
        tekst = self._celle(self.rader[plass.row()], KOLONNER[plass.column()])
        return bokstavelig(tekst) if rolle == Qt.ItemDataRole.ToolTipRole else tekst

    def headerData(self, nr: int, retning: Qt.Orientation, rolle: int = Qt.ItemDataRole.DisplayRole) -> object:  # noqa: N802
        vannrett = retning == Qt.Orientation.Horizontal
        return self._overskrifter[nr] if vannrett and rolle == Qt.ItemDataRole.DisplayRole else None

    def canFetchMore(self, forelder: _Plass) -> bool:  # noqa: N802
        return not forelder.isValid() and self._neste is not None and not self._venter

    def fetchMore(self, forelder: _Plass) -> None:  # noqa: N802
        if self.canFetchMore(forelder):
            self._venter = True
            self.trenger.emit(self._neste)


_FASTE = {0: "2026/1000", 1: "22.12.2026", 5: "△ 22.12.2026", 6: "Saksbehandler"}
"""Kolonnene som alltid skal vise alt, med det lengste som vanligvis står der."""
_LENGSTE_STATUS = "△ Under behandling · haster"


class Listetabell(QTableView):
    """Enter åpner. Tab går videre, ikke fra rute til rute."""

    apnes = Signal()
    kolonnene_endret = Signal()
    """Andre kolonner kan vises nå."""

    def __init__(self, modell: Listemodell, tema: Tema, navn: str) -> None:
        super().__init__()
        self.setModel(modell)
        som_radliste(self, navn)
        med_en_valgt(self)
        px, rader = tema.px, self.verticalHeader()
        # Lik høyde på alle: da måles ingen rad som ikke vises.
        rader.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rader.setDefaultSectionSize(px(38))
        bredt = self.fontMetrics().horizontalAdvance
        self._faste = {nr: bredt(tekst) + px(34) for nr, tekst in _FASTE.items()}
        self._delte = {2: 10, 3: 12, 4: 12}
        self._minst = {2: px(106), 3: px(106), 4: bredt(_LENGSTE_STATUS) + px(26)}
        self.setMinimumHeight(px(38) * 4)
        self.doubleClicked.connect(lambda _: self.apnes.emit())

    def resizeEvent(self, hendelse: QResizeEvent) -> None:  # noqa: N802
        """Numre, datoer og navn får det de trenger, resten deles. Er det for lite, viker noen: kortet under har dem."""
        super().resizeEvent(hendelse)
        self._la_noen_vike()
        topp = self.horizontalHeader()
        bredder = {nr: max(bredde, topp.sectionSizeHint(nr)) for nr, bredde in self._faste.items() if self.vises(nr)}
        minst = {nr: max(self._minst[nr], topp.sectionSizeHint(nr)) for nr in self._delte if self.vises(nr)}
        igjen = self.viewport().width() - sum(bredder.values())
        # Den som trenger mest av andelen sin, får først.
        resten = {nr: andel for nr, andel in self._delte.items() if self.vises(nr)}
        for nr in sorted(resten, key=lambda nr: minst[nr] / self._delte[nr], reverse=True):
            bredder[nr] = max(minst[nr], igjen * resten[nr] // sum(resten.values()))
            igjen -= bredder[nr]
            del resten[nr]
        for nr, bredde in bredder.items():
            self.setColumnWidth(nr, bredde)

    def vises(self, nr: int) -> bool:
        return not self.isColumnHidden(nr)

    def _la_noen_vike(self) -> None:
        topp, alle = self.horizontalHeader(), range(len(KOLONNER))
        for_ = [self.vises(nr) for nr in alle]
        for nr in alle:  # en skjult overskrift sier at den ikke trenger noe
            self.setColumnHidden(nr, False)
        trengs = {nr: max((self._faste | self._minst)[nr], topp.sectionSizeHint(nr)) for nr in alle}
        for nr in map(KOLONNER.index, _VIKER):
            if sum(trengs.values()) <= self.viewport().width():
                break
            del trengs[nr]
            self.setColumnHidden(nr, True)
        if for_ != [self.vises(nr) for nr in alle]:
            self.kolonnene_endret.emit()

    def keyPressEvent(self, hendelse: QKeyEvent) -> None:  # noqa: N802
        if hendelse.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.apnes.emit()
        else:
            super().keyPressEvent(hendelse)
