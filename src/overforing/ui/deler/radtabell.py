"""En tabell der teksten brytes og aldri kuttes, og som kan være så høy som radene når det er siden som ruller."""

from __future__ import annotations

import re

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, Qt
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from .klosser import Rulle
from .tabell import som_radliste
from .tema import Tema

_LAV = 450
"""I en lavere side er det ikke plass til ei liste under det som står over den."""
SA_HOY_DEN_VIL = 16_777_215
"""Qts egen største høyde."""
_BRYT = Qt.TextFlag.TextWordWrap.value
_LANGT_ORD = re.compile(r"(?=\S*\d)\S{15}(?=\S)|\S{22}(?=\S)")
"""Et nummer deles før et ord: det er ordet en leser."""


class Radtabell(QTableView):
    """Hele rader, flere om gangen, og aldri sidelengs.

    Er tabellen ``hel``, er den så høy som radene, og siden den står i, ruller til den en står på.
    """

    def __init__(self, tema: Tema, navn: str, radhoyde: int) -> None:
        super().__init__()
        self._px, self.hel = tema.px, False
        self._bredt: dict[str, tuple[int, int]] = {}
        self._linjer: dict[tuple[str, int], int] = {}
        """Det som er målt: mange ruter har den samme teksten, og å måle den er det som tar tid."""
        som_radliste(self, navn)
        self.setItemDelegate(_Rute(self))
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        rader, topp = self.verticalHeader(), self.horizontalHeader()
        rader.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rader.setDefaultSectionSize(tema.px(radhoyde))
        topp.setSectionsClickable(True)
        topp.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        topp.setSortIndicatorClearable(True)

    def vis_hel(self, hel: bool) -> bool:
        """Vis alle radene, eller bare dem det er plass til. Sier om det er annerledes enn det var."""
        if hel is self.hel:
            return False
        self.hel = hel
        av, trengs = Qt.ScrollBarPolicy.ScrollBarAlwaysOff, Qt.ScrollBarPolicy.ScrollBarAsNeeded
        self.setVerticalScrollBarPolicy(av if hel else trengs)
        self.sett_hoyden()
        return True

    # Plassen

    def tilpass_siden(self, hoyde: int) -> bool:
        """Er siden lav, vis alle radene. Sier om det er annerledes enn det var."""
        return self.vis_hel(hoyde < self._px(_LAV))

    def sett_hoyden(self) -> None:
        """Så høy som radene når den er hel, ellers mellom det minste og det største."""
        alt = self.horizontalHeader().sizeHint().height() + self.verticalHeader().length() + 2 * self.frameWidth()
        minst, storst = (alt, alt) if self.hel else self.hoyder(alt)
        self.setMinimumHeight(minst)
        self.setMaximumHeight(storst)

    def hoyder(self, alt: int) -> tuple[int, int]:
        """Den minste og den største høyden når tabellen ikke er hel. ``alt`` er det alle radene trenger."""
        raise NotImplementedError

    @property
    def luft(self) -> int:
        """Det en rute trenger ved siden av teksten: det stilarket og Qt legger på."""
        margen = self.style().pixelMetric(QStyle.PixelMetric.PM_FocusFrameHMargin, None, self) + 1
        return 2 * (self._px(10) + margen) + 1  # en brøkdel av en piksel er også en piksel

    def hodene(self) -> list[int]:
        """Så bred hver overskrift må være. Kolonnene er synlige etterpå: en skjult sier ikke hva den trenger."""
        topp, etter = self.horizontalHeader(), self.horizontalHeader().sortIndicatorSection()
        vist = topp.isSortIndicatorShown()
        topp.setSortIndicatorShown(False)  # med pilen vil alle hodene ha plass til den
        alle = range(topp.count())
        for nr in alle:
            topp.setSectionHidden(nr, False)
        bredder = [topp.sectionSizeHint(nr) + (self._px(18) if nr == etter else 0) for nr in alle]
        topp.setSortIndicatorShown(vist)
        return bredder

    def mal_tekst(self, tekst: str) -> tuple[int, int]:
        """Bredden teksten trenger på én linje, og den det lengste ordet i den trenger."""
        if tekst not in self._bredt:
            bredt = self.fontMetrics().horizontalAdvance
            ordene = re.split("[ \u200b]", delt(tekst))
            self._bredt[tekst] = bredt(tekst), max(map(bredt, ordene))
        return self._bredt[tekst]

    def sett_linjene(self, rad: int, tekster: list[tuple[str, int]]) -> None:
        """Raden er så høy som den teksten som går over flest linjer i bredden på ruten sin."""
        luft = self.luft
        linjer = max((self._antall(tekst, bredde - luft) for tekst, bredde in tekster), default=1)
        hoyde = self.verticalHeader().defaultSectionSize() + (linjer - 1) * self.fontMetrics().lineSpacing()
        if self.rowHeight(rad) != hoyde:
            self.setRowHeight(rad, hoyde)

    def _antall(self, tekst: str, bredde: int) -> int:
        if "\n" not in tekst and self.mal_tekst(tekst)[0] <= bredde:
            return 1
        if (tekst, bredde) not in self._linjer:
            mal, flate = self.fontMetrics(), QRect(0, 0, bredde, 10_000)
            hoyde = mal.boundingRect(flate, _BRYT, delt(tekst)).height()
            self._linjer[tekst, bredde] = round(hoyde / mal.lineSpacing())
        return self._linjer[tekst, bredde]

    def glem_malene(self) -> None:
        self._bredt.clear()
        self.glem_linjene()

    def glem_linjene(self) -> None:
        """Kolonnene har fått andre bredder."""
        self._linjer.clear()

    # Raden en står på

    def star_pa(self) -> None:
        """La siden rulle til raden, og til så mye rundt den at overskriftene er med når det er den første."""
        if not (self.hel and self.hasFocus()):
            return
        over = self.parentWidget()
        while over is not None and not isinstance(over, Rulle):
            over = over.parentWidget()
        if over is not None and (innhold := over.widget()) is not None:
            rad = self.visualRect(self.currentIndex())
            midt = self.viewport().mapTo(innhold, QPoint(0, rad.center().y()))
            over.ensureVisible(0, midt.y(), 0, rad.height() // 2 + self._px(48))

    def currentChanged(  # noqa: N802
        self, na: QModelIndex | QPersistentModelIndex, for_: QModelIndex | QPersistentModelIndex
    ) -> None:
        super().currentChanged(na, for_)
        self.star_pa()

    def focusInEvent(self, hendelse: QFocusEvent) -> None:  # noqa: N802
        super().focusInEvent(hendelse)
        self.star_pa()

    def moveCursor(  # noqa: N802
        self, hvor: QAbstractItemView.CursorAction, endrere: Qt.KeyboardModifier
    ) -> QModelIndex:
        """Page Up og Page Down er så mange rader som synes, også når siden ruller."""
        side = {QAbstractItemView.CursorAction.MovePageUp: -1, QAbstractItemView.CursorAction.MovePageDown: 1}
        na = self.currentIndex()
        if not self.hel or hvor not in side or not na.isValid():
            return super().moveCursor(hvor, endrere)
        vei, siste = side[hvor], self.model().rowCount() - 1
        synes = self.visibleRegion().boundingRect().height() - self.rowHeight(na.row())
        rad = self.rowAt(self.rowViewportPosition(na.row()) + vei * max(0, synes))
        if rad < 0:
            rad = siste if vei > 0 else 0
        elif rad == na.row():
            rad = min(max(0, rad + vei), siste)
        return self.model().index(rad, na.column())


class _Rute(QStyledItemDelegate):
    """Et ord ingen kolonne har plass til, deles heller enn å kuttes."""

    def initStyleOption(  # noqa: N802
        self, valg: QStyleOptionViewItem, plass: QModelIndex | QPersistentModelIndex
    ) -> None:
        super().initStyleOption(valg, plass)
        valg.text = delt(valg.text)


def delt(tekst: str) -> str:
    """Teksten slik den vises: et svært langt ord kan deles."""
    return _LANGT_ORD.sub("\\g<0>\u200b", tekst)
