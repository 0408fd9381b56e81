"""Filene låsen gjelder: hvert register, og hver kopi av et, i datamappen og i mappene kopiene er i, hva de enn heter.

Det er ingen liste over navn. Et nytt register i datamappen, også et som ligger ved siden av loggen, er låst som de
andre når det åpnes med ``Las.nokkel_for``; det er alt som trengs.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from overforing.feil import KanIkke
from overforing.register.kryptering import Filslag

_REGISTRE = (".db", ".bak")
_WINDOWS_EGEN = "thumbs.db"
"""Windows legger små bilder av filene i en slik; den er ikke noe register."""


class Mapper:
    """``kopimapper`` kaster ``KanIkke`` når en mappe er borte."""

    def __init__(self, mappe: Path, kopimapper: Callable[[], Iterable[Path]]) -> None:
        self._mappe, self._kopimapper = mappe, kopimapper

    def alle(self) -> tuple[Path, ...]:
        """Mappene. Kaster ``KanIkke`` når en av dem er borte."""
        return (self._mappe, *(m for m in self._kopimapper() if not m.is_relative_to(self._mappe)))

    def her(self) -> tuple[Path, ...]:
        """Uten dem på en disk som ikke er koblet til: dem kan det ikke sies noe om."""
        try:
            return self.alle()
        except KanIkke:
            return (self._mappe,)

    def gjelder(self, fil: Path) -> bool:
        return any(fil.resolve().is_relative_to(mappe.resolve()) for mappe in self.her())


def er_register(fil: Path) -> bool:
    """Om navnet er det et register har."""
    return fil.suffix in _REGISTRE and fil.name.lower() != _WINDOWS_EGEN


def finn(mapper: Iterable[Path], slag: Filslag) -> list[Path]:
    """Filene av slaget. Kaster ``KanIkke`` når en av dem ikke kan leses."""
    from overforing.register import omskriving

    return [fil for mappe in mapper for fil in omskriving.finn(mappe, slag)]


def uleselige(mapper: Iterable[Path]) -> list[Path]:
    """Registrene med ødelagt hode: resten av dem kan være i klartekst, og kan være låst."""
    return [fil for fil in finn(mapper, Filslag.UKJENT) if er_register(fil)]
