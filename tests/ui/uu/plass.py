"""Plassen: all tekst får plass der den står, ingenting ligger oppå noe annet, og ingen side ruller sidelengs."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations

from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QComboBox,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QSplitterHandle,
    QStackedWidget,
    QStyle,
    QStyleOptionFrame,
    QTableView,
    QTextEdit,
    QToolButton,
    QWidget,
)
from ui.uu.felles import Blikk, i_rullefelt, kalt


def plass(blikk: Blikk) -> Iterator[str]:
    """Teksten i hver etikett, knapp og kolonneoverskrift får plass. Det som kortes, står helt i verktøytipset."""
    for w in blikk.synlige:
        if isinstance(w, QToolButton) and isinstance(w.parent(), QLineEdit):
            continue  # krysset i et søkefelt, som Qt tegner etter feltet
        if w.width() <= 1 or w.height() <= 1:
            if getattr(w, "text", str)() if isinstance(w, (QLabel, QAbstractButton)) else "":
                yield f"{kalt(w)} har ingen plass"
        elif isinstance(w, QLabel) and w.text():
            yield from _etiketten(w)
        elif isinstance(w, QAbstractButton):
            yield from _knappen(w)
        elif isinstance(w, QComboBox):
            if w.hasHeightForWidth() and w.heightForWidth(w.width()) > w.height() + 1:
                yield f"{kalt(w)} viser ikke hele «{w.currentText()}»"
        elif isinstance(w, QLineEdit) and w.placeholderText() and not w.text():
            valg = QStyleOptionFrame()
            w.initStyleOption(valg)
            rom = w.style().subElementRect(QStyle.SubElement.SE_LineEditContents, valg, w).width() - 4
            if w.fontMetrics().horizontalAdvance(w.placeholderText()) > rom:
                yield f"{kalt(w)} har ikke plass til «{w.placeholderText()}»"
        elif isinstance(w, QTableView):
            yield from _tabellen(w)


def _etiketten(w: QLabel) -> Iterator[str]:
    rom = w.contentsRect()
    mal = w.fontMetrics()
    if w.wordWrap():
        if w.heightForWidth(w.width()) > w.height() + 2:
            yield f"{kalt(w)} trenger {w.heightForWidth(w.width())} i høyden og har {w.height()}"
        lengste = max(mal.horizontalAdvance(ord_) for ord_ in re.split(r"[ \n-]", w.text()))
        if lengste > rom.width() + 1:
            yield f"{kalt(w)} kutter et ord: {lengste} i {rom.width()}"
    elif w.sizeHint().width() > w.width() + 2 or mal.height() > w.height() + 1:
        yield f"{kalt(w)} trenger {w.sizeHint().width()}×{mal.height()} og har {w.width()}×{w.height()}"


def _knappen(w: QAbstractButton) -> Iterator[str]:
    if hasattr(w, "hoyde"):
        trengs, bredest = w.hoyde(w.width()), 0
    elif w.hasHeightForWidth():
        trengs, bredest = w.heightForWidth(w.width()), w.minimumSizeHint().width()
    elif isinstance(w, QPushButton):
        trengs, bredest = w.fontMetrics().height(), _knappetekst(w)
    else:
        trengs, bredest = w.sizeHint().height(), w.sizeHint().width()
    if trengs > w.height() + 2:
        yield f"{kalt(w)} trenger {trengs} i høyden og har {w.height()}"
    if bredest > w.width() + 2:
        yield f"{kalt(w)} trenger {bredest} i bredden og har {w.width()}"


def _knappetekst(w: QPushButton) -> int:
    tekst = w.text().replace("&&", "&")
    return w.fontMetrics().horizontalAdvance(tekst) if tekst else 0


def _tabellen(w: QTableView) -> Iterator[str]:
    modell, topp, mal = w.model(), w.horizontalHeader(), w.fontMetrics()
    tips, vist = Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.DisplayRole
    for k in range(modell.columnCount()):
        if topp.isSectionHidden(k):
            continue
        if topp.sectionSizeHint(k) > topp.sectionSize(k) + 1 and not topp.isHidden():
            yield f"{kalt(w)}: overskriften «{modell.headerData(k, Qt.Orientation.Horizontal)}» er kuttet"
        for rad in range(min(modell.rowCount(), 40)):
            plass = modell.index(rad, k)
            tekst = str(plass.data(vist) or "")
            if mal.horizontalAdvance(tekst) > topp.sectionSize(k) - 8 and plass.data(tips) != tekst:
                yield f"{kalt(w)}: «{tekst}» er kuttet og står ikke i verktøytipset"
    if modell.rowCount() and mal.height() > w.rowHeight(0):
        yield f"{kalt(w)}: radene er lavere enn skriften"


def innenfor(blikk: Blikk) -> Iterator[str]:
    """Ingenting stikker utenfor det det ligger i, uten at en kan rulle dit."""
    for w in blikk.synlige:
        ramme = w.parentWidget()
        if ramme is None or w.isWindow() or i_rullefelt(w) or _eget_rom(w):
            continue
        if not w.layoutDirection() or not w.geometry().isEmpty():
            ut = w.geometry().united(ramme.rect())
            if ut.width() > ramme.width() + 2 or ut.height() > ramme.height() + 2:
                yield f"{kalt(w)} {_mal(w.geometry())} stikker utenfor {kalt(ramme)} {ramme.width()}×{ramme.height()}"


def oppa(blikk: Blikk) -> Iterator[str]:
    """To søsken ligger aldri oppå hverandre."""
    barn: dict[QWidget, list[QWidget]] = defaultdict(list)
    for w in blikk.synlige:
        if (over := w.parentWidget()) is not None and not w.isWindow() and not _eget_rom(w):
            barn[over].append(w)
    for over, sosken in barn.items():
        if isinstance(over, QStackedWidget):
            continue
        for a, b in combinations(sosken, 2):
            felles = a.geometry() & b.geometry()
            if felles.width() > 2 and felles.height() > 2:
                yield f"{kalt(a)} {_mal(a.geometry())} og {kalt(b)} {_mal(b.geometry())} ligger oppå hverandre"


def sidelengs(blikk: Blikk) -> Iterator[str]:
    """Ingen side må rulles til siden. Tabeller og tegningen av hele veien får."""
    for w in blikk.synlige:
        if isinstance(w, QTextEdit):
            bredde = w.document().size().width()  # legger ut resten av teksten
            if bredde > w.viewport().width() + 1:
                yield f"{kalt(w)} er {bredde:.0f} bred og har {w.viewport().width()}"
        elif isinstance(w, QScrollArea) and type(w).__name__ != "Kartflate":
            inni = w.widget()
            if w.horizontalScrollBar().maximum() > 0 or inni.width() > w.viewport().width() + 1:
                yield f"{kalt(w)} er bredere enn ruten: {inni.width()} i {w.viewport().width()}"


def _eget_rom(w: QWidget) -> bool:
    """Deler Qt selv plasserer: rullefeltene, kolonneoverskriftene, rutene i lister og knappene i tekstfelt."""
    over = w.parentWidget()
    return isinstance(over, (QAbstractScrollArea, QAbstractItemView, QLineEdit, QComboBox)) or isinstance(
        w, QSplitterHandle
    )


def _mal(r: QRect) -> str:
    return f"({r.x()},{r.y()} {r.width()}×{r.height()})"
