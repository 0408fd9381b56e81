"""Lista over sakene: radene med ordene på dem, sorteringen, og kolonnene det er plass til."""

from __future__ import annotations

import re
from collections.abc import Collection
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QAbstractTableModel,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QResizeEvent

from overforing.saksgang.slag import Sakstilstand
from overforing.ui.deler.bokstavelig import bokstavelig
from overforing.ui.deler.klosser import hold_sammen
from overforing.ui.deler.ordene import Ord
from overforing.ui.deler.radtabell import Radtabell
from overforing.ui.deler.tema import Tema

if TYPE_CHECKING:
    from overforing.saksgang.kontor import Saksrad

KOLONNER = ("saksnummer", "merkelapp", "tjeneste", "utfall", "venter_pa", "tilstand", "merk", "mottatt", "endret")
_VIKTIGST = ("utfall", "venter_pa", "tjeneste", "merk", "saksnummer", "merkelapp", "tilstand", "mottatt", "endret")
"""Rekkefølgen kolonnene får plassen i."""
_VIKER = ("endret", "mottatt", "tilstand", "tjeneste", "merkelapp")
"""Det som går først når det er trangt."""
_VIKER_SIST = ("venter_pa",)
"""Det som går når ikke engang det lengste ordet i hver får plass, som med stor skrift i et lite vindu."""
_STAR_HOS = {"venter_pa": "utfall", "merkelapp": "saksnummer"}
"""Har kolonnen veket, står det i denne ruten, under det som står der fra før."""
_KORTEST = {
    "saksnummer": 184,
    "utfall": 190,
    "venter_pa": 174,
    "merk": 116,
    "tilstand": 144,
    "mottatt": 144,
    "endret": 300,
}
"""Så smale kan kolonnene bli før en må vike; de andre kan bli 104."""

_RADEN = 40
_ETTER_Z = str.maketrans("æøå", "{|}")
_Plass = QModelIndex | QPersistentModelIndex
_Nokkel = tuple[bool, list[tuple[int, str]]]


class Saksmodell(QAbstractTableModel):
    """Radene slik de leses. Uten sortering står de som de kom, den sist endrede først."""

    def __init__(self, ord_: Ord) -> None:
        super().__init__()
        self._ord = ord_
        self._hentet: tuple[Saksrad, ...] = ()
        self.rader: list[Saksrad] = []
        self.veket: frozenset[str] = frozenset()
        """Kolonnene det ikke er plass til."""
        self._tekster: dict[tuple[int, int], str] = {}
        self._sortert: tuple[int, Qt.SortOrder] = (-1, Qt.SortOrder.AscendingOrder)

    @property
    def nyeste(self) -> str:
        """Id-en til den sist endrede, hvordan lista enn er sortert."""
        return self._hentet[0].id if self._hentet else ""

    def vis(self, rader: tuple[Saksrad, ...]) -> None:
        self.beginResetModel()
        self._hentet = rader
        self._ordne()
        self.endResetModel()

    def sort(self, kolonne: int, retning: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sorter etter kolonnen; en uten nummer gir rekkefølgen radene kom i."""
        if (kolonne, retning) != self._sortert:
            self._sortert = (kolonne, retning)
            self.vis(self._hentet)

    def _ordne(self) -> None:
        kolonne, retning = self._sortert
        rader = list(self._hentet)
        if kolonne >= 0:
            nokler = {rad.id: self._nokkel(rad, KOLONNER[kolonne]) for rad in rader}
            rader.sort(key=lambda rad: nokler[rad.id][1], reverse=retning == Qt.SortOrder.DescendingOrder)
            rader.sort(key=lambda rad: nokler[rad.id][0])  # det tomme står sist uansett retning
        self.rader = rader
        self._tekster.clear()

    def _nokkel(self, rad: Saksrad, kolonne: str) -> _Nokkel:
        """Om ruten er tom, og det den sorteres etter: tid, tilstandens rekkefølge, eller tekst der tall er tall."""
        match kolonne:
            case "endret":
                tekst = rad.endret.isoformat()
            case "mottatt":
                tekst = rad.mottatt.isoformat() if rad.mottatt else ""
            case "tilstand":
                tekst = str(list(Sakstilstand).index(rad.tilstand))
            case "saksnummer":
                tekst = rad.saksnummer
            case _:
                tekst = self._celle(rad, kolonne).replace("–", "")
        biter = re.findall(r"\d+|\D+", tekst.casefold().translate(_ETTER_Z))
        return not tekst, [(int(bit), "") if bit.isdecimal() else (-1, bit) for bit in biter]

    def _celle(self, rad: Saksrad, kolonne: str) -> str:
        ord_ = self._ord
        if rad.uleselig and kolonne == "utfall":
            return ord_("start.uleselig")
        match kolonne:
            case "saksnummer":
                return rad.saksnummer or ord_("start.nummer_mangler")
            case "merkelapp":
                return rad.merkelapp or "–"
            case "tjeneste":
                return self._tjenesten(rad)
            case "utfall":
                return ord_(f"start.utfallet.{rad.kjennetegn.utfall}") if rad.kjennetegn.utfall else "–"
            case "venter_pa":
                venter = "ingen" if rad.tilstand is Sakstilstand.AVSLUTTET else rad.kjennetegn.venter_pa
                return ord_(f"start.venter.{venter}") if venter else "–"
            case "tilstand":
                return ord_(f"tilstand.{rad.tilstand}")
            case "mottatt":
                return _dag(rad.mottatt) if rad.mottatt else "–"
            case "merk":
                return self._merk(rad) or "–"
        nar = f"{_dag(rad.endret.astimezone())} kl. {rad.endret.astimezone():%H.%M}"
        return ord_("start.endret_av", nar=nar, hvem=rad.endret_av) if rad.endret_av else nar

    def _tjenesten(self, rad: Saksrad) -> str:
        if not rad.tjenester:
            return "–"
        forste, *resten = rad.tjenester
        tekst = self._ord(f"start.tjenesten.{forste}")
        return self._ord("start.og_flere", tjeneste=tekst, antall=str(len(resten))) if resten else tekst

    def _merk(self, rad: Saksrad) -> str:
        """Det som ikke bør vente: at saken haster, noe ulagret, og fristen for foreløpig svar når den er nær."""
        haster = rad.haster and rad.tilstand == Sakstilstand.UTKAST
        biter = (
            self._ord("start.haster") if haster else "",
            self._ord("start.har_kopi") if rad.kopier else "",
            rad.frist.kort,
        )
        return " · ".join(bit for bit in biter if bit)

    def tekst(self, rad: int, kolonne: int) -> str:
        if (rad, kolonne) not in self._tekster:
            self._tekster[rad, kolonne] = hold_sammen(self._celle(self.rader[rad], KOLONNER[kolonne]))
        return self._tekster[rad, kolonne]

    def vist(self, rad: int, kolonne: int) -> str:
        """Det som står i ruten: teksten, og under den det som ikke har noen kolonne."""
        linjer = [self.tekst(rad, kolonne)]
        for navn in (n for n, hos in _STAR_HOS.items() if n in self.veket and hos == KOLONNER[kolonne]):
            if (verdi := self.tekst(rad, KOLONNER.index(navn))) != "–":
                linjer.append(f"{self._ord(f'start.{navn}')}: {verdi}")
        return "\n".join(linjer)

    def rowCount(self, forelder: _Plass | None = None) -> int:  # noqa: N802
        return 0 if forelder is not None and forelder.isValid() else len(self.rader)

    def columnCount(self, forelder: _Plass | None = None) -> int:  # noqa: N802
        return 0 if forelder is not None and forelder.isValid() else len(KOLONNER)

    def data(self, plass: _Plass, rolle: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not plass.isValid() or rolle not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return None
        tekst = self.vist(plass.row(), plass.column())
        return bokstavelig(tekst) if rolle == Qt.ItemDataRole.ToolTipRole else tekst

    def headerData(self, nr: int, retning: Qt.Orientation, rolle: int = Qt.ItemDataRole.DisplayRole) -> object:  # noqa: N802
        vannrett = retning == Qt.Orientation.Horizontal
        return self._ord(f"start.{KOLONNER[nr]}") if vannrett and rolle == Qt.ItemDataRole.DisplayRole else None


class Sakstabell(Radtabell):
    """Enter åpner, Delete vil slette, F2 setter merkelapp, menytasten og høyreklikk vil ha menyen.

    Flere velges med Shift eller Ctrl. Tabellen ruller aldri til siden: er det trangt, går teksten over flere linjer, og
    så viker de kolonnene som trengs minst.
    """

    apnes = Signal()
    slettes = Signal()
    merkes = Signal()
    meny = Signal(QPoint)

    def __init__(self, modell: Saksmodell, tema: Tema, navn: str) -> None:
        super().__init__(tema, navn, _RADEN)
        self.modell = modell
        self.setModel(modell)
        topp = self.horizontalHeader()
        topp.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        topp.sortIndicatorChanged.connect(self._sorter)
        self.doubleClicked.connect(lambda _: self.apnes.emit())
        self._onsket: dict[int, int] = {}
        self._ordet: dict[int, int] = {}
        self._bredder: dict[int, int] = {}

    # De valgte

    @property
    def valgte(self) -> tuple[Saksrad, ...]:
        return tuple(self.modell.rader[plass.row()] for plass in self.selectionModel().selectedRows())

    def velg(self, ider: Collection[str]) -> None:
        """Velg sakene med disse id-ene; er ingen her, den første."""
        plasser = [nr for nr, rad in enumerate(self.modell.rader) if rad.id in ider] or [0]
        utvalg = QItemSelection()
        for nr in plasser:
            utvalg.select(self.modell.index(nr, 0), self.modell.index(nr, len(KOLONNER) - 1))
        velger, flagg = self.selectionModel(), QItemSelectionModel.SelectionFlag
        velger.setCurrentIndex(self.modell.index(plasser[0], 0), flagg.NoUpdate)
        velger.select(utvalg, flagg.ClearAndSelect)

    def _sorter(self, kolonne: int, retning: Qt.SortOrder) -> None:
        valgte = {rad.id for rad in self.valgte}
        self.modell.sort(kolonne, retning)
        self.tilpass()
        if self.modell.rader:
            self.velg(valgte)

    # Plassen

    def tilpass(self) -> None:
        """Mål radene som er kommet, og del plassen."""
        self.glem_malene()
        for del_ in (self, self.horizontalHeader()):
            del_.ensurePolished()
        self._onsket, self._ordet, self._bredder = {}, {}, {}
        for nr in range(len(KOLONNER)):
            malt = [self.mal_tekst(t) for t in {self.modell.tekst(rad, nr) for rad in range(self.modell.rowCount())}]
            self._onsket[nr] = self.luft + max((hel for hel, _ in malt), default=0)
            self._ordet[nr] = self.luft + max((ordet for _, ordet in malt), default=0)
        self._kolonnene()

    def hoyder(self, alt: int) -> tuple[int, int]:
        """Så høy som radene, og aldri så høy at siden må rulle for den."""
        topp, rad = self.horizontalHeader().sizeHint().height(), self.verticalHeader().defaultSectionSize()
        storst = max(alt, topp + rad + 4)
        return min(topp + 3 * rad, storst), storst

    def resizeEvent(self, hendelse: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(hendelse)
        self._kolonnene()

    def _kolonnene(self) -> None:
        """Del bredden mellom kolonnene, og gi radene høyden. Ingen er bredere enn den trenger, så nær som den siste."""
        if not self._onsket:
            return
        topp, px = self.horizontalHeader(), self._px
        ordet = {nr: max(hode, self._ordet[nr]) for nr, hode in enumerate(self.hodene())}
        onsket = {nr: max(ordet[nr], min(bredde, px(300))) for nr, bredde in self._onsket.items()}
        kortest = {nr: max(ordet[nr], min(onsket[nr], px(_KORTEST.get(KOLONNER[nr], 104)))) for nr in onsket}
        vises = [nr for nr in onsket if KOLONNER[nr] != "merkelapp" or any(r.merkelapp for r in self.modell.rader)]
        bredder = fordel(self.viewport().width(), ordet, kortest, onsket, vises)
        for nr in range(len(KOLONNER)):
            topp.setSectionHidden(nr, nr not in bredder)
            if nr in bredder:
                topp.resizeSection(nr, bredder[nr])
        if bredder != self._bredder:
            self._bredder = bredder
            self.glem_linjene()
            self.modell.veket = frozenset(navn for nr, navn in enumerate(KOLONNER) if nr not in bredder)
            verter = {_STAR_HOS.get(navn) for navn in self.modell.veket}
            # De andre kolonnene har plass til alt på én linje.
            brytes = [nr for nr, bredde in bredder.items() if bredde < self._onsket[nr] or KOLONNER[nr] in verter]
            for rad in range(len(self.modell.rader)):
                self.sett_linjene(rad, [(self.modell.vist(rad, nr), bredder[nr]) for nr in brytes])
        self.sett_hoyden()

    def sizeHint(self) -> QSize:  # noqa: N802
        return QSize(super().sizeHint().width(), self.minimumHeight())

    # Tastene

    def keyPressEvent(self, hendelse: QKeyEvent) -> None:  # noqa: N802
        tast, shift = hendelse.key(), hendelse.modifiers() & Qt.KeyboardModifier.ShiftModifier
        if tast in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.apnes.emit()
        elif tast == Qt.Key.Key_Delete:
            self.slettes.emit()
        elif tast == Qt.Key.Key_F2:
            self.merkes.emit()
        elif tast == Qt.Key.Key_Menu or (tast == Qt.Key.Key_F10 and shift):
            self.vis_menyen()
        else:
            super().keyPressEvent(hendelse)

    def vis_menyen(self) -> None:
        """Be om menyen ved raden som har fokus."""
        rute = self.visualRect(self.currentIndex())
        self.meny.emit(self.viewport().mapToGlobal(QPoint(max(0, rute.left()), rute.bottom())))

    def contextMenuEvent(self, hendelse: QContextMenuEvent) -> None:  # noqa: N802
        if hendelse.reason() == QContextMenuEvent.Reason.Keyboard:
            self.vis_menyen()
        elif self.indexAt(hendelse.pos()).isValid():
            self.meny.emit(hendelse.globalPos())
        hendelse.accept()


def fordel(
    plass: int, ordet: dict[int, int], kortest: dict[int, int], onsket: dict[int, int], vises: list[int]
) -> dict[int, int]:
    """Bredden på hver kolonne som blir vist, og til sammen ``plass``.

    Blir det for trangt, viker de som kan, og teksten i resten brytes: ``ordet`` er det lengste ordet i hver. Det som
    haster, og så de viktigste, får mest.
    """
    ordet, kortest, onsket = dict(ordet), dict(kortest), dict(onsket)
    for minst, viker in ((kortest, _VIKER), (ordet, _VIKER_SIST)):
        for nr in map(KOLONNER.index, viker):
            if nr in vises and sum(minst[nr] for nr in vises) > plass:
                vises = [annen for annen in vises if annen != nr]
                if hos := _STAR_HOS.get(KOLONNER[nr]):
                    vert = KOLONNER.index(hos)
                    for bredder in (ordet, kortest):
                        bredder[vert] = max(bredder[vert], ordet[nr])
                    onsket[vert] = max(onsket[vert], ordet[nr] + onsket[nr])  # navnet på kolonnen foran
        trengs = sum(minst[nr] for nr in vises)
        if trengs <= plass:
            break
    bredder = {nr: min(minst[nr], minst[nr] * plass // trengs) for nr in vises}
    til_overs = plass - sum(bredder.values())
    etter_tur = sorted(vises, key=lambda nr: _VIKTIGST.index(KOLONNER[nr]))
    for maal, rekke in ((kortest, (KOLONNER.index("merk"), *etter_tur)), (onsket, etter_tur)):
        for nr in rekke:
            mer = max(0, min(til_overs, maal[nr] - bredder[nr]))
            bredder[nr] += mer
            til_overs -= mer
    bredder[vises[-1]] += til_overs
    return bredder


def _dag(verdi: date) -> str:
    return f"{verdi.day}.{verdi.month}.{verdi.year}"
