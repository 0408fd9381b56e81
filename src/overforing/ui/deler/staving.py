"""Ord som kan være feil stavet, understreket i feltet en skriver i, og forslagene i høyreklikkmenyen.

Understrekingen er tegnet over teksten og er ikke en del av den: feltet er ikke endret, ingenting er svart, og en
skjermleser leser det samme som før.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QColor, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QApplication, QTextEdit, QWidget

from overforing.feil import OverforingFeil
from overforing.sak.felles import Malform

from .inndata import HeltSkrevet
from .klosser import utsatt
from .meld import meld
from .utstyr import Utstyr

if TYPE_CHECKING:
    from PySide6.QtWidgets import QMenu

    from overforing.tekster.rettskriving import Rettskriving

VENT = 300
"""Millisekunder uten tastetrykk før ordene ses på."""
_MALFORM, _UTEN = "skrives_pa", "uten_rettskriving"
_ORD = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*")
_HENGER_SAMMEN = re.compile(r"[\w@/\\]|\.\w")
_NY_SETNING = re.compile(r"(?:^|[.:!?–•-])[\s«\"“(]*$")


def skrives_pa(widget: QWidget, malform: Malform) -> None:
    """Det som skrives i widgeten og feltene i den, er på målformen."""
    widget.setProperty(_MALFORM, malform.value)


def uten_rettskriving(felt: QWidget) -> None:
    """Det som skrives i feltet, er ikke setninger."""
    felt.setProperty(_UTEN, True)


def ordene(tekst: str) -> Iterator[tuple[int, str]]:
    """Ordene som kan prøves, og hvor de står.

    Ikke navn, forkortelser, adresser og tall: et ord med stor bokstav prøves bare der en setning begynner.
    """
    for treff in _ORD.finditer(tekst):
        ord_, fra, til = treff.group(), treff.start(), treff.end()
        for_, etter = tekst[max(0, fra - 1) : fra], tekst[til : til + 2]
        if len(ord_) < 2 or _HENGER_SAMMEN.match(etter) or (for_ and (for_ in "@/\\._" or for_.isdigit())):
            continue
        liten = ord_.islower()
        if liten or (ord_[0].isupper() and ord_[1:].islower() and _NY_SETNING.search(tekst[:fra])):
            yield fra, ord_


class Stavevakt(QObject):
    """Følger fokus i vinduet, og ser på ordene i det feltet en er kommet til, når rettskrivingen er på."""

    def __init__(self, vindu: QWidget, app: QApplication, utstyr: Utstyr, rettskriving: Rettskriving) -> None:
        super().__init__(vindu)
        self._vindu, self._u, self._rett = vindu, utstyr, rettskriving
        self._app: QApplication | None = app
        app.focusChanged.connect(self._flytt)
        self._flytt(None, app.focusWidget())

    def slipp(self) -> None:
        """Følg ikke fokus lenger."""
        if self._app is not None:
            self._app.focusChanged.disconnect(self._flytt)
            self._app = None

    def _flytt(self, _: QWidget | None, felt: QWidget | None) -> None:
        if not isinstance(felt, HeltSkrevet) or felt.isReadOnly() or felt.property(_UTEN):
            return
        if felt.window() is self._vindu and self._rett.malformer:
            # Å lese ordlista kan ta et øyeblikk. Det skal ikke skje mens fokus flyttes.
            QTimer.singleShot(VENT, felt, partial(self._se_pa, felt))

    def _se_pa(self, felt: HeltSkrevet) -> None:
        if not isinstance(felt.staver, Staver):
            felt.staver = Staver(felt, self._u, self._rett)
        felt.staver.se_pa()


class Staver(QObject):
    """Understrekingen i ett felt, og forslagene til det ordet menyen er åpnet på."""

    def __init__(self, felt: HeltSkrevet, utstyr: Utstyr, rettskriving: Rettskriving) -> None:
        super().__init__(felt)
        self._felt, self._u, self._rett = felt, utstyr, rettskriving
        self._vent = utsatt(self, VENT, self.se_pa)
        felt.document().contentsChanged.connect(self._vent.start)
        felt.cursorPositionChanged.connect(self._vent.start)

    @property
    def _malform(self) -> Malform:
        widget: QWidget | None = self._felt
        while widget is not None:
            if valgt := widget.property(_MALFORM):
                return Malform(valgt)
            widget = widget.parentWidget()
        return Malform(self._u.innstillinger.verdier.malform)

    def se_pa(self) -> None:
        """Strek under ordene det kan være noe galt med. Det ordet som skrives nå, får stå i fred."""
        markor, strek = self._felt.textCursor(), QTextCharFormat()
        strek.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
        strek.setUnderlineColor(QColor(self._u.tema.farger.feil))
        skrives = markor.position() if self._felt.hasFocus() and not markor.hasSelection() else -1
        merker = []
        for fra, til in self._gale():
            if til != skrives:
                merke = QTextEdit.ExtraSelection()
                merke.format, merke.cursor = strek, self._velg(fra, til)
                merker.append(merke)
        self._felt.setExtraSelections(merker)

    def til_menyen(self, meny: QMenu, markor: QTextCursor) -> None:
        """Legg forslagene til ordet ved markøren øverst i menyen, når det kan være feil."""
        her = markor.position()
        galt = next(((fra, til) for fra, til in self._gale() if fra <= her <= til), None)
        if galt is None:
            return
        from PySide6.QtGui import QAction

        t, ord_ = self._u.ord.fra, self._felt.toPlainText()[slice(*galt)]
        valg = []
        for forslag in self._rett.forslag(ord_, self._malform):
            valg.append(QAction(forslag.replace("&", "&&"), meny))
            valg[-1].triggered.connect(partial(self._bytt, galt, ord_, forslag))
        if not valg:
            valg.append(QAction(t("ui.staving.ingen_forslag"), meny))
            valg[-1].setEnabled(False)
        if self._rett.kan_legges_til(ord_):
            valg.append(QAction(t("ui.staving.legg_til"), meny))
            valg[-1].triggered.connect(partial(self._legg_til, ord_))
        forst = next(iter(meny.actions()), None)
        for ett in valg:
            meny.insertAction(forst, ett)  # type: ignore[arg-type]  # None er lov i Qt: sist
        meny.insertSeparator(forst)  # type: ignore[arg-type]

    def _gale(self) -> Iterator[tuple[int, int]]:
        verdier, malform = self._u.innstillinger.verdier, self._malform
        if not verdier.rettskriving or malform not in self._rett.malformer:
            return
        # Markøren teller UTF-16, og i det et tegn utenfor det er i teksten, er det ikke lenger det samme.
        tekst = self._felt.toPlainText()
        if not tekst.isascii() and len(tekst.encode("utf-16-le", "surrogatepass")) != 2 * len(tekst):
            return
        yield from ((fra, fra + len(o)) for fra, o in ordene(tekst) if not self._rett.er_rett(o, malform))

    def _velg(self, fra: int, til: int) -> QTextCursor:
        markor = QTextCursor(self._felt.document())
        markor.setPosition(fra)
        markor.setPosition(til, QTextCursor.MoveMode.KeepAnchor)
        return markor

    def _bytt(self, galt: tuple[int, int], ord_: str, forslag: str) -> None:
        markor = self._velg(*galt)
        if markor.selectedText() == ord_:  # teksten kan være en annen mens menyen står åpen
            markor.insertText(forslag)
            meld(self._felt, self._u.ord.fra("ui.staving.byttet", ord=forslag))

    def _legg_til(self, ord_: str) -> None:
        sies = self._u.ord.fra("ui.staving.lagt_til", ord=ord_)
        try:
            self._rett.legg_til(ord_)
        except OverforingFeil as feil:
            sies = self._u.ord.feil(feil)
        self.se_pa()
        meld(self._felt, sies)
