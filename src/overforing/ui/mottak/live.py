"""Det andre fører på en tjener, vist mens en ser på: det høres på en egen tråd og gjøres på vinduets."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal

from overforing.feil import OverforingFeil
from overforing.ui.deler.klosser import utsatt

if TYPE_CHECKING:
    from overforing.saksgang.mottak.kontor import Mottakskontor

_SAMLE = 200
"""Millisekunder det samles i, så mange på en gang hentes én gang."""


class Live(QObject):
    """``hort`` kalles på vinduets tråd med numrene det er ført på; tom tekst er at alt kan være et annet."""

    _horte = Signal(str)

    def __init__(self, forelder: QObject, kontor: Mottakskontor, hort: Callable[[frozenset[str]], object]) -> None:
        super().__init__(forelder)
        self._kontor, self._hort = kontor, hort
        self._stans: Callable[[], object] | None = None
        self._adresse = ""
        self._numre: set[str] = set()
        self._vent = utsatt(self, _SAMLE, self._si)
        self._horte.connect(self._samle, Qt.ConnectionType.QueuedConnection)

    def folg(self) -> None:
        """Følg med der loggen ligger nå. Går det ikke, er det alt sagt av det som ville lese loggen."""
        sted = self._kontor.loggsted
        adresse = sted.adresse if sted is not None else ""
        if adresse == self._adresse:
            return
        self.stans()
        if sted is not None and adresse:
            with suppress(OverforingFeil):
                self._stans = sted.lytt(self._horte.emit)
                self._adresse = adresse

    def stans(self) -> None:
        if self._stans is not None:
            self._stans()
        self._stans, self._adresse = None, ""

    def _samle(self, nummer: str) -> None:
        self._numre.add(nummer)
        self._vent.start()

    def _si(self) -> None:
        numre, self._numre = frozenset(self._numre), set()
        if self._stans is not None:
            self._hort(numre)
