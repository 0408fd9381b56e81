"""Tekster på bokmål og nynorsk ved siden av hverandre, hentet med nøkkel.

Filene i ``resources/tekster`` er TOML: en tabell per nøkkel med ``nb`` og ``nn``. Verdier settes inn
med ``{navn}``. Verdiene er data og tolkes aldri som mal.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from overforing.sak.felles import Malform, Regelsett
from overforing.tekstfiler import Tekster

if TYPE_CHECKING:
    from datetime import date

    from overforing.regelverk.hjemmel import Hjemmel, Lov

MANEDER = [
    "januar",
    "februar",
    "mars",
    "april",
    "mai",
    "juni",
    "juli",
    "august",
    "september",
    "oktober",
    "november",
    "desember",
]
LEDD = {
    Malform.NB: ("første", "annet", "tredje", "fjerde", "femte", "sjette"),
    Malform.NN: ("første", "andre", "tredje", "fjerde", "femte", "sjette"),
}


class Lovnavn(NamedTuple):
    """En lov eller forskrift: kortnavnet i løpende tekst og adressen på Lovdata."""

    kort: Mapping[Malform, str]
    url: str


class Katalog:
    """Alle tekstene. Bygges én gang og sendes dit tekster trengs."""

    def __init__(self, ressurser: Path) -> None:
        self._ressurser = ressurser
        self._tekster = Tekster(ressurser / "tekster")
        self._foran = ""
        self._etter: dict[Regelsett, Katalog] = {}

    @classmethod
    def les(cls, ressurser: Path) -> Katalog:
        """Tekstene i ``tekster/*.toml`` og lovene i ``lover.toml`` under ``ressurser``."""
        return cls(ressurser)

    @cached_property
    def lover(self) -> Mapping[Lov, Lovnavn]:
        from overforing.regelverk.hjemmel import Lov

        return {
            Lov(navn): Lovnavn({Malform(m): post[m] for m in Malform}, post["url"])
            for navn, post in self._tabell("lover").items()
        }

    @cached_property
    def tilgjengelighet(self) -> Mapping[str, Mapping[str, Any]]:
        """Kravene til tilgjengelighet etter punkt i standarden, slik de står i ``tilgjengelighet.toml``."""
        return self._tabell("tilgjengelighet")

    def ordliste(self, navn: str) -> Mapping[str, Any]:
        """Ordlista ``ordlister/<navn>.toml``, lest hver gang: den som bruker den, holder på den."""
        return self._tabell(f"ordlister/{navn}")

    def _tabell(self, navn: str) -> Mapping[str, Any]:
        import tomllib

        return tomllib.loads((self._ressurser / f"{navn}.toml").read_text("utf-8"))

    @cached_property
    def krav(self) -> Mapping[str, Mapping[str, Mapping[str, str]]]:
        """Feltene et brev må ha med, og hvorfor på hver målform: dokument, felt, målform."""
        lest: Mapping[str, Mapping[str, Mapping[str, str]]] = self._tabell("tekster/krav")["krav"]
        return lest

    def etter(self, regelsett: Regelsett) -> Katalog:
        """Katalogen der teksten «fvl2025.x», når den finnes, går foran «x» i det regelsettet."""
        if regelsett not in self._etter:
            from copy import copy

            katalog = copy(self)
            katalog._foran = f"{regelsett}."
            self._etter[regelsett] = katalog
        return self._etter[regelsett]

    def __contains__(self, nokkel: str) -> bool:
        return nokkel in self._tekster

    def __iter__(self) -> Iterator[str]:
        return iter(self._tekster)

    def hent(self, nokkel: str, malform: Malform, **verdier: str) -> str:
        """Teksten med nøkkelen, med verdiene satt inn. Ukjent nøkkel eller manglende verdi er en feil i programmet."""
        tekst = self._tekster_for(nokkel)[malform]
        return tekst.format_map(verdier) if verdier or "{" in tekst else tekst

    def _tekster_for(self, nokkel: str) -> Mapping[str, str]:
        foran = self._foran + nokkel
        return self._tekster[foran if self._foran and foran in self._tekster else nokkel]

    def hjemmel(self, hjemmel: Hjemmel, malform: Malform, *, uten_lov: bool = False) -> str:
        """«forvaltningsloven § 6 første ledd bokstav b»."""
        ledd = LEDD[malform]
        deler = [] if uten_lov else [self.lover[hjemmel.lov].kort[malform]]
        if hjemmel.paragraf:
            deler.append(f"§ {hjemmel.paragraf}")
        if hjemmel.ledd:
            deler.append(f"{ledd[hjemmel.ledd - 1]} ledd")
        if hjemmel.bokstav:
            deler.append(f"bokstav {hjemmel.bokstav}")
        if hjemmel.nummer:
            deler.append(f"nr. {hjemmel.nummer}")
        if hjemmel.punktum:
            deler.append(f"{ledd[hjemmel.punktum - 1]} punktum")
        return " ".join(deler)

    def hjemler(self, hjemler: Iterable[Hjemmel], malform: Malform) -> str:
        """Flere bestemmelser i løpende tekst: «kommuneloven §§ 20-1 og 20-2», «§ 3 tredje ledd og § 7 annet ledd»."""
        from overforing.regelverk.hjemmel import Hjemmel

        tekster: list[str] = []
        for lov, samme in groupby(hjemler, key=lambda hjemmel: hjemmel.lov):
            gruppe = list(samme)
            if len(gruppe) > 1 and all(h == Hjemmel(lov, h.paragraf) for h in gruppe):
                tekster.append(f"{self.lover[lov].kort[malform]} §§ {oppramsing(h.paragraf for h in gruppe)}")
            else:
                tekster += [self.hjemmel(h, malform, uten_lov=plass > 0) for plass, h in enumerate(gruppe)]
        return oppramsing(tekster)

    def lovdata(self, hjemmel: Hjemmel) -> str:
        """Adressen på Lovdata til bestemmelsen."""
        url = self.lover[hjemmel.lov].url
        return f"{url}/§{hjemmel.paragraf.replace(' ', '')}" if hjemmel.paragraf else url


def oppramsing(ledd: Iterable[str]) -> str:
    """«a, b og c»."""
    alle = list(ledd)
    return " og ".join([", ".join(alle[:-1]), alle[-1]]) if len(alle) > 1 else "".join(alle)


def de_forste(ledd: Sequence[str], flest: int = 5) -> str:
    """«a, b og c», eller «a, b og 31 til» når de er flere enn ``flest``; likt på bokmål og nynorsk."""
    return oppramsing(ledd if len(ledd) <= flest else (*ledd[: flest - 1], f"{len(ledd) - flest + 1} til"))


def dato(verdi: date) -> str:
    """«20. november 2026»; likt på bokmål og nynorsk."""
    return f"{verdi.day}. {MANEDER[verdi.month - 1]} {verdi.year}"
