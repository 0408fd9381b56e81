"""Tallene: hvor mange forespørsler, etter kommune, Nav-kontor, grunn, utfall og måned, og hvor mange dager de tok.

Det som ikke er kjent, telles for seg og aldri som null. Det som forlater embetet, går gjennom ``aarsrapport.skjerm``.
"""

from __future__ import annotations

import statistics
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from .foresporsel import Slag, Svarutfall
from .frister import dager_brukt, frist


class Dimensjon(StrEnum):
    """Det tallene deles etter."""

    KOMMUNE = "kommune"
    KONTOR = "kontor"
    GRUNN = "grunn"
    UTFALL = "utfall"
    MANED = "maned"
    SVARTID = "svartid"
    """De avgjorte, etter om svaret kom innen en måned (``frister``)."""
    ALDER = "alder"
    """De åpne, etter hvor lenge de har ligget."""


TVIST, INGEN, UKJENT = "tvist", "ingen", "ukjent"
"""Grunner som ikke er en bestemmelse, og det som er avgjort uten at det står hvordan eller når."""


@dataclass(frozen=True)
class Tallgrunnlag:
    """Det statistikken trenger av en forespørsel. Tom tekst er «ikke kjent».

    ``omfang`` er overføringens, og ``kontor`` navnet på Nav-kontoret slik det er ført.
    """

    kommune: str
    grunn: str
    utfall: str
    mottatt: date
    avgjort: date | None
    omfang: str = ""
    kontor: str = ""

    @property
    def dager(self) -> int | None:
        """Dagene til svaret. Er dagen det kom, rettet til etter avgjørelsen, er de ikke kjent."""
        return dager_brukt(self.mottatt, self.avgjort) if self.avgjort and self.avgjort >= self.mottatt else None

    @property
    def innen(self) -> bool:
        """Om svaret kom innen en måned."""
        return self.dager is not None and self.avgjort is not None and self.avgjort <= frist(self.mottatt)


@dataclass(frozen=True)
class Tallrad:
    """Én rad. ``antall`` og ``median_dager`` er ``None`` når de er skjermet, eller når ingen er avgjort.

    ``avgjorte`` er hvor mange medianen bygger på, og ``innen`` hvor mange av dem som fikk svar innen en måned.
    """

    verdi: str
    antall: int | None
    avgjorte: int | None
    median_dager: float | None
    innen: int | None = None


@dataclass(frozen=True)
class Talltabell:
    """Tallene etter én dimensjon, og summen. Radene er sortert etter verdien."""

    dimensjon: Dimensjon
    rader: tuple[Tallrad, ...]
    sum: Tallrad


def tallgrunn(grunn: str, slag: str, *, har_saken: bool, inhabile: str) -> str:
    """Grunnen slik den telles: bestemmelsen, ``TVIST``, ``INGEN`` når kommunens svar ikke gjør noen inhabil, ellers
    tom, altså ikke kjent.
    """
    if grunn:
        return grunn
    if slag == Slag.TVIST:
        return TVIST
    return INGEN if har_saken and not inhabile else ""


def tell(grunnlag: Iterable[Tallgrunnlag], dimensjon: Dimensjon) -> Talltabell:
    """Tell etter én dimensjon. Feilførte er ikke forespørsler og telles ikke. Måneden er den forespørselen kom.

    Utfallet av en overføring deles etter omfanget: ``overfort.en_soknad`` og ``overfort.soknad_og_fornyelser``. Et
    Nav-kontor er ``kommune|navn``: to kommuner kan ha hvert sitt med samme navn, og «NAV Lade» er det samme som
    «Nav Lade».
    """
    alle = [en for en in grunnlag if en.utfall != Svarutfall.FEILFORT]
    navn = _kontornavn(alle) if dimensjon is Dimensjon.KONTOR else {}
    grupper: Mapping[str, list[Tallgrunnlag]] = defaultdict(list)
    for en in alle:
        verdi = _verdi(en, dimensjon)
        grupper[navn.get(verdi, verdi)].append(en)
    return Talltabell(dimensjon, tuple(tallrad(verdi, grupper[verdi]) for verdi in sorted(grupper)), tallrad("", alle))


def tallrad(verdi: str, gruppe: Sequence[Tallgrunnlag]) -> Tallrad:
    """Raden for dem som har verdien."""
    dager = [en.dager for en in gruppe if en.dager is not None]
    median = float(statistics.median(dager)) if dager else None
    return Tallrad(verdi, len(gruppe), len(dager), median, sum(en.innen for en in gruppe))


def _kontornavn(alle: Iterable[Tallgrunnlag]) -> dict[str, str]:
    """Kontoret til det navnet det oftest er ført med."""
    skrevet: Mapping[str, Counter[str]] = defaultdict(Counter)
    for en in alle:
        skrevet[_verdi(en, Dimensjon.KONTOR)][" ".join(en.kontor.split())] += 1
    return {
        verdi: f"{verdi.partition('|')[0]}|{min(navn, key=lambda n: (-navn[n], n))}" for verdi, navn in skrevet.items()
    }


def _verdi(en: Tallgrunnlag, dimensjon: Dimensjon) -> str:
    if dimensjon is Dimensjon.MANED:
        return f"{en.mottatt:%Y-%m}"
    if dimensjon is Dimensjon.KONTOR:
        return f"{en.kommune}|{' '.join(en.kontor.split()).casefold()}"
    if dimensjon is Dimensjon.UTFALL and en.avgjort and not en.utfall:
        return UKJENT
    if dimensjon is Dimensjon.UTFALL and en.omfang:
        # Som en del av utfallet: to tabeller med samme sum kunne røpet det som er skjermet i den ene.
        return f"{en.utfall}.{en.omfang}"
    return str(getattr(en, dimensjon.value))
