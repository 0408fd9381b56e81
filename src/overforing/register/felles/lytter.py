"""Å få vite når andre fører noe i den felles loggen: en egen tråd med en egen forbindelse."""

from __future__ import annotations

import threading
from collections.abc import Callable

import psycopg

from .adresse import Adresse

_VENT = 1.0
"""Sekunder mellom hver gang det ses etter om den skal stanse, og mellom forsøkene på å koble til igjen."""


class Lytter(threading.Thread):
    """Kaller ``hort`` med journalnummeret som er ført på, og med tom tekst når forbindelsen er kommet igjen.

    Det sies bare at noe er ført, aldri hva. Det som ble ført mens forbindelsen var borte, er ikke sagt, så da må alt
    hentes på nytt.
    """

    def __init__(self, adresse: Adresse, hort: Callable[[str], object]) -> None:
        super().__init__(name="lytter", daemon=True)
        self._adresse, self._hort = adresse, hort
        self._slutt = threading.Event()

    def stans(self) -> None:
        """Stans. Venter ikke på tråden; den hører ikke noe mer."""
        self._slutt.set()

    def run(self) -> None:
        forste = True
        while not self._slutt.is_set():
            try:
                with psycopg.connect(**self._adresse.valg, autocommit=True) as conn:
                    conn.execute("LISTEN overforing")
                    if not forste:
                        self._si("")
                    forste = False
                    while not self._slutt.is_set():
                        for melding in conn.notifies(timeout=_VENT):
                            self._si(melding.payload)
            except psycopg.Error:
                self._slutt.wait(_VENT)

    def _si(self, nummer: str) -> None:
        if not self._slutt.is_set():
            self._hort(nummer)
