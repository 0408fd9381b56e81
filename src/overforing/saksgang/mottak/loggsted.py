"""Hvor loggen ligger: på denne maskinen, eller på en tjener der flere arbeider i den samme (program/felles.py)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol


class Loggsted(Protocol):
    """Valget av tjener. Metodene kan kaste ``OverforingFeil`` med en setning om hva som er i veien."""

    @property
    def adresse(self) -> str:
        """Adressen til tjeneren; tom når loggen er på maskinen."""
        ...

    @property
    def er_bestemt(self) -> bool:
        """Om den som drifter maskinen, har bestemt hvor den ligger. Da endres det ikke her."""
        ...

    @property
    def foreslatt(self) -> str:
        """Adressen den som drifter maskinen, foreslår; tom når ingen er foreslått."""
        ...

    def prov(self, adresse: str, passord: str) -> str:
        """Navnet en føres med i loggen der, når den kan brukes."""
        ...

    def velg(self, adresse: str, passord: str) -> bool:
        """Bruk loggen der fra nå; tom adresse er den på maskinen. Svaret er om passordet, når det er et, huskes."""
        ...

    def lytt(self, hort: Callable[[str], object]) -> Callable[[], object] | None:
        """Kall ``hort`` med journalnummeret når noen fører noe, og med tom tekst når forbindelsen er kommet igjen.

        Det kalles på en egen tråd. Svaret stanser det, og er ``None`` når loggen er på maskinen.
        """
        ...
