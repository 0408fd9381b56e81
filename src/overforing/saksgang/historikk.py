"""Angre og gjenta: en liste av uforanderlige saker, med navn på det som ble gjort."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from overforing.feil import Melding
from overforing.sak.modell import Sak


@dataclass(frozen=True)
class Oyeblikk:
    """Saken på ett tidspunkt, med de halvskrevne feltene. ``gjorde`` er det som førte hit, ``felt`` hvor.

    Det er en melding, ikke en setning, så den kan sies på den målformen vinduet har da.
    """

    sak: Sak
    raa: tuple[tuple[str, str], ...] = ()
    gjorde: Melding | None = None
    felt: str = ""

    def samme_som(self, annet: Oyeblikk) -> bool:
        """Om saken og det halvskrevne er det samme. Hva som ble gjort, er noe annet."""
        return (self.sak, self.raa) == (annet.sak, annet.raa)


@dataclass(frozen=True)
class Historikk:
    """Alle øyeblikkene og hvor i rekken vi står. Ett steg per besøk i et felt."""

    rekke: tuple[Oyeblikk, ...]
    plass: int = 0
    apen: bool = False

    @classmethod
    def fra(cls, sak: Sak, raa: tuple[tuple[str, str], ...] = ()) -> Historikk:
        return cls((Oyeblikk(sak, raa),))

    @property
    def na(self) -> Oyeblikk:
        return self.rekke[self.plass]

    @property
    def angrer(self) -> Melding | None:
        """Det som angres, eller ``None``."""
        return self.na.gjorde if self.plass > 0 else None

    @property
    def gjentar(self) -> Melding | None:
        return self.rekke[self.plass + 1].gjorde if self.plass + 1 < len(self.rekke) else None

    def gjor(self, nytt: Oyeblikk) -> Historikk:
        """Legg til et øyeblikk. Flere endringer i samme besøk i et felt er ett steg; det som var angret, går bort."""
        if nytt.samme_som(self.na):
            return self
        samme_besok = self.apen and self.plass > 0 and nytt.felt == self.na.felt and bool(nytt.felt)
        fram_til = self.plass if samme_besok else self.plass + 1
        return Historikk((*self.rekke[:fram_til], nytt), fram_til, apen=True)

    def i_alle(self, endre: Callable[[Sak], Sak]) -> Historikk:
        """Noe som er skjedd utenfor saken, og som derfor ikke kan angres: det gjelder i alle øyeblikkene."""
        return replace(self, rekke=tuple(replace(o, sak=endre(o.sak)) for o in self.rekke))

    def lukk_besok(self) -> Historikk:
        """Feltet er forlatt: neste endring er et nytt steg."""
        return replace(self, apen=False)

    def angre(self) -> Historikk:
        return replace(self, plass=max(0, self.plass - 1), apen=False)

    def gjenta(self) -> Historikk:
        return replace(self, plass=min(len(self.rekke) - 1, self.plass + 1), apen=False)
