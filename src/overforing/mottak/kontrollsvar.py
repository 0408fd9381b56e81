"""Det kontrollen av loggen svarer: hva som ble sett på, og det som ikke er i orden, med hva som skal gjøres.

Alt sies med journalnummer, plass og filnavn, aldri med noe fra saken.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from overforing.feil import Melding, Tekst, Utsagn

from .merke import Merke

FLEST_STEDER = 10
"""Så mange steder nevnes. Er det flere, sies det hvor mange."""


class Kontrollslag(StrEnum):
    """Det som kontrolleres."""

    DATABASEN = "databasen"
    NUMRENE = "numrene"
    HISTORIKKEN = "historikken"
    DOKUMENTENE = "dokumentene"
    JOURNALEN = "journalen"
    FILENE = "filene"
    SOKET = "soket"
    KJEDEN = "kjeden"
    MERKENE = "merkene"
    """Loggen mot noe utenfor den: et brev, en eksport eller en kopi."""
    TILGANGEN = "tilgangen"
    """Tilgangsloggen ved siden av."""


class Funn(NamedTuple):
    """Noe som er galt ett sted. ``nokkel`` er i ``kontroll.funn``, og det samme flere steder sies én gang."""

    nokkel: str
    hvor: Melding | str


def hendelse(aar: object, journalnr: object, nr: object) -> Melding:
    """Stedet en hendelse står."""
    return Melding("kontroll.hvor.hendelse", nummer=f"{aar}/{journalnr}", nr=nr)


@dataclass(frozen=True)
class Avvik(Utsagn):
    """Noe som ikke er i orden: hva, alle stedene, og hva som skal gjøres, som hele setninger."""

    slag: Kontrollslag
    nokkel: str
    hvor: tuple[Melding | str, ...]

    @property
    def funn(self) -> Melding:
        resten = len(self.hvor) - FLEST_STEDER
        til = (Melding("kontroll.og_til", antall=resten),) if resten > 0 else ()
        return Melding(f"kontroll.funn.{self.nokkel}", hvor=(*self.hvor[:FLEST_STEDER], *til))

    @property
    def gjor(self) -> Melding:
        return Melding(f"kontroll.gjor.{_GJOR.get(self.nokkel, 'sikre')}")

    def paa(self, tekst: Tekst) -> str:
        return f"{self.funn.paa(tekst)} {self.gjor.paa(tekst)}"

    @property
    def melding(self) -> str:
        """På bokmål."""
        return str(self)

    @property
    def er_merknad(self) -> bool:
        """Noe som ikke sier at loggen er endret. Kjeden sier at tidene er de som ble ført: det var klokka som gikk
        tilbake."""
        return self.nokkel in ("klokka", "kopi_bytte", KOPI_ULESELIG)


KOPI_ULESELIG = "kopi_uleselig"
"""Funnet når en sikkerhetskopi ikke lar seg lese, og loggen derfor ikke er prøvd mot den."""

_GJOR = {
    "database_skadet": "hent_fram",
    "klokka": "klokka",
    "sok_mangler": "sok",
    "sokeregister": "sok",
    "anker_kortere": "anker",
    "anker_annen": "anker",
    "anker_uten": "annen_fil",
    "anker_for_kjeden": "annen_fil",
    "anker_uleselig": "annen_fil",
    "kopi_bytte": "kopi_bytte",
    KOPI_ULESELIG: "kopi_uleselig",
}
"""Rådet i ``kontroll.gjor`` når det ikke er å sikre filen og sammenligne."""


@dataclass(frozen=True)
class Kontroll:
    """Hva som ble kontrollert, merket på loggen da, hvor mange filer den ble prøvd mot, og avvikene.

    ``kopier`` er hvor mange sikkerhetskopier den ble prøvd mot av seg selv, utenom ``mot``.
    ``merknader`` er det som er verdt å vite, og som ikke lar seg rette: det står i en logg som er i orden.
    ``om_sqlite`` er de kjente feilene i utgaven av SQLite den ble lest med; det er ikke noe galt med loggen for det.
    """

    foresporsler: int
    hendelser: int
    dokumenter: int
    avvik: tuple[Avvik, ...]
    merke: Merke | None = None
    mot: int = 0
    merknader: tuple[Avvik, ...] = ()
    kopier: int = 0
    om_sqlite: tuple[Melding, ...] = ()

    @property
    def i_orden(self) -> bool:
        return not self.avvik


def samle(funn: Iterable[tuple[Kontrollslag, Funn]]) -> Iterator[Avvik]:
    """Avvikene, det samme flere steder slått sammen til ett."""
    steder: dict[tuple[Kontrollslag, str], list[Melding | str]] = {}
    for slag, ett in funn:
        alle = steder.setdefault((slag, ett.nokkel), [])
        if ett.hvor not in alle[-1:]:
            alle.append(ett.hvor)
    for (slag, nokkel), hvor in steder.items():
        yield Avvik(slag, nokkel, tuple(hvor))
