"""Hva som står i et vindu, og hvor det kan være fra: tekstene på målformen, Qts ord, saken, brevene og stedene."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from PySide6.QtCore import QAbstractItemModel, Qt
from PySide6.QtGui import QAccessible, QTextDocumentFragment
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QComboBox,
    QGroupBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QTabBar,
    QTextEdit,
    QWidget,
)

from overforing.sak.kodeverk import Malform
from overforing.tekster.katalog import MANEDER, Katalog
from overforing.ui.deler.qtnorsk import Norsk

_MEST = 60
"""Så mange rader av en liste holder: de andre er laget på samme måte."""
_INNHOLD = (QPlainTextEdit, QTextEdit, QLineEdit, QAbstractItemView)
"""Skjermleseren får innholdet, og det er lest for seg."""
_FLEST_KOLONNER = 12
_ROLLER = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole)


def tekstene(topp: QWidget) -> Iterator[str]:
    """Alt som kan leses eller høres i det som er synlig."""
    for w in (topp, *topp.findChildren(QWidget)):
        if w.isVisible():
            yield from map(ren, (w.toolTip(), w.accessibleName(), w.accessibleDescription()))
            if w.isWindow():
                yield w.windowTitle()
            yield from _i(w)
            grensesnitt = QAccessible.queryAccessibleInterface(w)
            if grensesnitt is not None and not isinstance(
                w, QPlainTextEdit | QTextEdit | QLineEdit | QAbstractItemView
            ):
                yield from _skjermleseren(grensesnitt)


def _i(w: QWidget) -> Iterator[str]:
    if isinstance(w, QLabel | QAbstractButton):
        yield ren(w.text())
    elif isinstance(w, QLineEdit):
        yield from (w.text(), w.placeholderText())
    elif isinstance(w, QPlainTextEdit | QTextEdit):
        yield from w.toPlainText().split("\n")
        yield w.placeholderText()
    elif isinstance(w, QComboBox):
        yield from (w.itemText(i) for i in range(min(w.count(), _MEST)))
    elif isinstance(w, QTabBar):
        yield from (w.tabText(i) for i in range(w.count()))
    elif isinstance(w, QGroupBox):
        yield w.title()
    elif isinstance(w, QHeaderView):
        yield from (_rolle(w.model(), i, w.orientation()) for i in range(min(w.count(), _MEST)))
    elif isinstance(w, QAbstractItemView):
        yield from _radene(w.model())


def _rolle(modell: QAbstractItemModel, i: int, retning: Qt.Orientation) -> str:
    return str(modell.headerData(i, retning) or "")


def _radene(modell: QAbstractItemModel | None) -> Iterator[str]:
    if modell is None:
        return
    for rad in range(min(modell.rowCount(), _MEST)):
        for kolonne in range(_FLEST_KOLONNER):  # en liste sier ikke selv hvor mange den har
            celle = modell.index(rad, kolonne)
            for rolle in _ROLLER if celle.isValid() else ():
                yield str(celle.data(rolle) or "")


def _skjermleseren(grensesnitt: QAccessible.Interface) -> Iterator[str]:
    for hva in (QAccessible.Text.Name, QAccessible.Text.Description, QAccessible.Text.Help):
        yield ren(grensesnitt.text(hva))


def ren(tekst: str) -> str:
    """Teksten uten merking og hurtigtaster."""
    uten = QTextDocumentFragment.fromHtml(tekst).toPlainText() if "<" in tekst else tekst
    return re.sub(r"&(?=\w)", "", uten)


class Kilder:
    """``data`` er det som er skrevet eller kommet utenfra: saken, brevene, filnavn, personer og steder."""

    def __init__(self, katalog: Katalog, malform: Malform, data: Iterable[str]) -> None:
        self._fast: set[str] = set()
        self._maler: list[tuple[str, re.Pattern[str]]] = []
        self._deler = sorted({flat for d in data if len(flat := _flat(d)) > 1}, key=len, reverse=True)
        self._data = " \n ".join(self._deler)
        for nokkel in katalog:
            for linje in _linjene(katalog._tekster[nokkel][malform]):
                self._ta_med(linje)
        for lov in katalog.lover.values():
            self._ta_med(lov.kort[malform])
        qts = Norsk(katalog, malform)
        for ordet in qts.ordene.values():
            self._ta_med(ordet.replace("&", ""))
        self._fast |= {ordet.casefold() for ordet in (*qts.tastene.values(), *qts.tastene, *MANEDER, *_LIKE)}
        self._maler.sort(key=lambda par: len(par[0]), reverse=True)
        self._sett = cache(self._sjekk)

    def _ta_med(self, linje: str) -> None:
        if "{" not in linje:
            self._fast |= {_flat(linje), *map(_flat, re.split(r"(?<=[.?!]) ", linje))}
            return
        faste = re.split(r"\{\w+\}", linje)
        if any(re.search(r"\w", _flat(f)) for f in faste):
            monster = r"(.*)".join(re.escape(_flat(f, kant=False)) for f in faste)
            lengste = max((_flat(f, kant=False).strip(" .") for f in faste), key=len)
            self._maler.append((lengste, re.compile(re.sub(r"\\[.?]$", "", monster))))

    def kjent(self, tekst: str) -> bool:
        return all(self._sett(_flat(linje, kant=False), _DYBDE) for linje in re.split(r"\n| {3,}", tekst))

    def uten_data(self, tekst: str) -> str:
        """Det i teksten som ikke er skrevet av en bruker eller står i et brev."""
        flat = _flat(tekst, kant=False)
        for del_ in self._deler:
            flat = flat.replace(del_, " ")
        return flat

    def _sjekk(self, tekst: str, dybde: int) -> bool:
        tekst = tekst.strip()
        kjerne = tekst.strip(_PYNT)
        if not re.search(r"[a-zæøåáčđŋšŧž]{2}", kjerne) or kjerne in self._fast or kjerne in self._data:
            return True
        if tekst.endswith("…") and any(fast.startswith(kjerne) for fast in self._fast):
            return True  # kortet, der det ikke er plass
        if dybde == 0:
            return False
        # Et tall eller et tegn på kanten kan høre til teksten eller stå foran den.
        utgaver = {tekst.rstrip(" ."), tekst.lstrip(_PYNT).rstrip(" ."), tekst.rstrip(_PYNT), kjerne}
        for fast, monster in self._maler:
            if fast not in tekst:
                continue
            for treff in filter(None, map(monster.fullmatch, utgaver)):
                if all(self._sett(verdi, dybde - 1) for verdi in treff.groups()):
                    return True
        if (uten := _HJEMMEL.sub("", tekst)) != tekst:
            return self._sett(_flat(uten, kant=False), dybde - 1)
        return any(
            self._sett(tekst[: skille.start()], dybde - 1) and self._sett(tekst[skille.end() :], dybde - 1)
            for skille in _SKILLE.finditer(tekst)
        )


_LIKE = ("esc", "pluss", "minus", "kl")
_DYBDE = 9
"""Så mange ganger kan en tekst være satt sammen av andre."""
_PYNT = " \t\u00a0.,:;()«»–—-·•△■✓✕○●▾▸→←↑↓≠=+*|…%?!/0123456789§"
_HJEMMEL = re.compile(
    r"§§? ?[\d-]+( ?[a-z]\b)?(, [\d-]+)*( og [\d-]+)?( \w+ ledd)?( bokstav \w)?( nr\. \d)?( \w+ punktum)?|https://\S+"
)
_SKILLE = re.compile(r": |\. |(?:^|,? ,? ?)og |, | \(|\) |; | · | – | → |\t|  +|\? |» |… |\+| ?[■→△✓•] ?")


def _flat(tekst: str, *, kant: bool = True) -> str:
    flat = re.sub(r"[ \u00a0\t]+", " ", tekst).casefold()
    return flat.strip(_PYNT) if kant else flat


def _linjene(tekst: str) -> Iterator[str]:
    """Linjene i en tekst, uten merkingen i Markdown og HTML."""
    uten = re.sub(r"<[^>]+>", "", re.sub(r"\[([^\]]+)\]\([^)]*\)", r"\1", tekst))
    for linje in re.sub(r"[*`#]", "", uten).split("\n"):
        if linje.strip(" -"):
            yield linje.strip(" -").replace("{{", "{").replace("}}", "}")
