"""Kommunene og statsforvalterne, lest fra ``resources``."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from overforing.sak.kodeverk import Malform


@dataclass(frozen=True)
class Embete:
    """En statsforvalter. Postadressen er ikke bekreftet og brukes ikke i brev før brukeren har bekreftet den."""

    id: str
    navn: str
    malform: Malform
    organisasjonsnummer: str
    postadresse_ubekreftet: str


@dataclass(frozen=True)
class Kommune:
    """En kommune, gjeldende eller utgått. ``embete`` er tomt når en utgått kommune ikke har én etterfølger."""

    nummer: str
    navn: str
    norsk_alias: str
    embete: str
    utgatt: bool = False

    @property
    def brevnavn(self) -> str:
        """Navnet i et brev: uten fylket i parentes, og med det norske navnet etter det samiske eller kvenske."""
        navn = self.navn.split(" (")[0]
        return f"{navn} – {self.norsk_alias}" if self.norsk_alias else navn


class Geografi:
    def __init__(self, kommuner: Mapping[str, Kommune], embeter: Mapping[str, Embete]) -> None:
        self.kommuner = kommuner
        self.embeter = embeter

    @classmethod
    def les(cls, ressurser: Path) -> Geografi:
        embeter = {
            rad["embete"]: Embete(
                rad["embete"],
                rad["navn"],
                Malform(rad["malform"]),
                rad["organisasjonsnummer"],
                rad["postadresse_ubekreftet"],
            )
            for rad in _rader(ressurser / "statsforvaltere.csv")
        }
        kommuner = {
            rad["kommunenummer"]: Kommune(rad["kommunenummer"], rad["navn"], rad["norsk_alias"], rad["embete"])
            for rad in _rader(ressurser / "kommuner.csv")
        }
        utgatte = {
            rad["kommunenummer"]: Kommune(
                rad["kommunenummer"],
                rad["navn"],
                "",
                kommuner[rad["etterfolger"]].embete if rad["etterfolger"] in kommuner else "",
                utgatt=True,
            )
            for rad in _rader(ressurser / "utgatte_kommuner.csv")
        }
        return cls(utgatte | kommuner, embeter)

    @cached_property
    def numre(self) -> frozenset[str]:
        """Alle kommunenumre som finnes eller har funnes."""
        return frozenset(self.kommuner)

    @cached_property
    def embete_for(self) -> Mapping[str, str]:
        """Kommunenummer til embete, for kommunene som har ett."""
        return {nummer: kommune.embete for nummer, kommune in self.kommuner.items() if kommune.embete}

    @cached_property
    def kommuner_i_dag(self) -> tuple[Kommune, ...]:
        """Kommunene som finnes i dag, i norsk alfabetisk rekkefølge."""
        return tuple(sorted((k for k in self.kommuner.values() if not k.utgatt), key=_alfabetisk))

    def navnene(self) -> list[str]:
        """Navnene på kommunene som finnes i dag, i rekkefølge. To som heter det samme, skilles med fylket."""
        antall = Counter(k.brevnavn for k in self.kommuner_i_dag)
        return [k.navn if antall[k.brevnavn] > 1 else k.brevnavn for k in self.kommuner_i_dag]

    def navn(self, nummer: str) -> str:
        """Kommunens navn i et brev, eller nummeret når det er ukjent."""
        kommune = self.kommuner.get(nummer)
        return kommune.brevnavn if kommune else nummer


def _alfabetisk(kommune: Kommune) -> str:
    # I Unicode kommer å før æ og ø; ÿ kommer etter alle tre.
    return kommune.navn.casefold().replace("å", "ÿ")


def _rader(fil: Path) -> list[dict[str, str]]:
    with fil.open(encoding="utf-8", newline="") as lest:
        return list(csv.DictReader(lest))
