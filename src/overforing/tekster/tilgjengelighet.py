"""Erklæringen om tilgjengelighet: kravene i EN 301 549 V3.2.1 kapittel 11, og hvordan programmet står til hvert av dem.

Den lages av det prøvene av vinduet ser etter, og sier like tydelig hva som ikke er prøvd.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from overforing.sak.kodeverk import Malform

from .katalog import Katalog

_IKKE_PROVD = ("skjermlesere", "systemene", "hoy_kontrast", "systemdialoger", "folk")


class Stand(StrEnum):
    """Hvordan programmet står til et krav."""

    PROVD = "provd"
    DELVIS = "delvis"
    BYGD = "bygd"
    IKKE_PROVD = "ikke_provd"
    GJELDER_IKKE = "gjelder_ikke"


@dataclass(frozen=True)
class Krav:
    """Ett punkt i standarden. ``prover`` er navnene på prøvene som holder det; ``slik`` nøkkelen til en merknad."""

    punkt: str
    stand: Stand
    prover: tuple[str, ...] = ()
    slik: str = ""


@dataclass(frozen=True)
class Erklaering:
    """Erklæringen på én målform."""

    katalog: Katalog
    malform: Malform = Malform.NB

    @property
    def krav(self) -> tuple[Krav, ...]:
        """Kravene i den rekkefølgen de står i standarden."""
        return tuple(
            Krav(punkt, Stand(post["stand"]), tuple(post.get("prover", ())), post.get("slik", ""))
            for punkt, post in self.katalog.tilgjengelighet.items()
        )

    def ord(self, nokkel: str) -> str:
        return self.katalog.hent(f"tilgjengelighet.{nokkel}", self.malform)

    @property
    def ikke_provd(self) -> tuple[str, ...]:
        """Det prøven ikke har vært i nærheten av."""
        return tuple(self.ord(f"ikke.{navn}") for navn in _IKKE_PROVD)

    @property
    def provene(self) -> tuple[str, ...]:
        """Det prøven ser etter, en setning for hver."""
        alle = dict.fromkeys(prove for krav in self.krav for prove in krav.prover)
        return tuple(self.ord(f"prove.{navn}") for navn in alle)

    def hva(self, krav: Krav) -> str:
        return self.ord(f"krav.p{krav.punkt.replace('.', '_')}")

    def slik(self, krav: Krav) -> str:
        """«Prøvd. Prøvd med dobbel skrift …»"""
        return " ".join(bit for bit in (f"{self.ord(f'stand.{krav.stand}')}.", self._merknad(krav)) if bit)

    def _merknad(self, krav: Krav) -> str:
        return self.ord(f"slik.{krav.slik}") if krav.slik else ""

    def markdown(self) -> str:
        return "\n".join(self._linjer()).rstrip() + "\n"

    def _linjer(self) -> Iterator[str]:
        yield from (f"# {self.ord('tittel')}", "")
        for nokkel in ("innledning", "forbehold", "si_fra"):
            yield from (self.ord(nokkel), "")
        yield from (f"## {self.ord('ikke_her')}", "", *(f"- {linje}" for linje in self.ikke_provd), "")
        yield from (f"## {self.ord('provene')}", "", *(f"- {linje}" for linje in self.provene), "")
        yield from (f"## {self.ord('kravene')}", "")
        yield f"| {self.ord('punkt')} | {self.ord('krav_om')} | {self.ord('status')} |"
        yield "|---|---|---|"
        for krav in self.krav:
            yield f"| {krav.punkt} | {self.hva(krav)} | {self.slik(krav)} |"
