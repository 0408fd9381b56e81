"""Tallene: hvor mange forespørsler, etter kommune, grunn, utfall og måned, og hvor mange dager de tok.

I det som forlater embetet, er tall under fem skjermet, også slik at de ikke kan regnes ut av summen.
"""

from __future__ import annotations

import statistics
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from .foresporsel import Svarutfall
from .frister import dager_brukt

GRENSE = 5
"""Tall under dette skjermes i det som forlater embetet."""


class Dimensjon(StrEnum):
    """Det tallene deles etter."""

    KOMMUNE = "kommune"
    GRUNN = "grunn"
    UTFALL = "utfall"
    MANED = "maned"


@dataclass(frozen=True)
class Tallgrunnlag:
    """Det statistikken trenger av en forespørsel. Tom tekst er «ikke kjent». ``omfang`` er overføringens."""

    kommune: str
    grunn: str
    utfall: str
    mottatt: date
    avgjort: date | None
    omfang: str = ""


@dataclass(frozen=True)
class Tallrad:
    """Én rad. ``antall`` og ``median_dager`` er ``None`` når de er skjermet, eller når ingen er avgjort.

    ``avgjorte`` er hvor mange medianen bygger på.
    """

    verdi: str
    antall: int | None
    avgjorte: int | None
    median_dager: float | None


@dataclass(frozen=True)
class Talltabell:
    """Tallene etter én dimensjon, og summen. Radene er sortert etter verdien."""

    dimensjon: Dimensjon
    rader: tuple[Tallrad, ...]
    sum: Tallrad


def tell(grunnlag: Iterable[Tallgrunnlag], dimensjon: Dimensjon) -> Talltabell:
    """Tell etter én dimensjon. Feilførte er ikke forespørsler og telles ikke. Måneden er den forespørselen kom.

    Utfallet av en overføring deles etter omfanget: ``overfort.en_soknad`` og ``overfort.soknad_og_fornyelser``.
    """
    grupper: Mapping[str, list[Tallgrunnlag]] = defaultdict(list)
    alle = [en for en in grunnlag if en.utfall != Svarutfall.FEILFORT]
    for en in alle:
        grupper[_verdi(en, dimensjon)].append(en)
    return Talltabell(dimensjon, tuple(_rad(verdi, grupper[verdi]) for verdi in sorted(grupper)), _rad("", alle))


def skjerm(tabell: Talltabell, grense: int = GRENSE) -> Talltabell:
    """Tabellen slik den kan forlate embetet.

    Antall under grensen skjermes. Så skjermes de minste av de andre radene til det som er skjermet, ikke kan regnes
    ut av summen: minst to rader, og så mye til sammen at ingen av dem må være under grensen. Rekker ikke radene,
    skjermes summen også. Medianen vises bare når den bygger på minst ``grense`` saker.
    """
    etter_storrelse = sorted(tabell.rader, key=lambda rad: (rad.antall or 0, rad.verdi))
    sma = [rad for rad in etter_storrelse if (rad.antall or 0) < grense]
    resten = etter_storrelse[len(sma) :]
    while sma and not _trygt(sma, grense) and resten:
        sma.append(resten.pop(0))
    skjult = {rad.verdi for rad in sma}
    sum_skjult = (tabell.sum.antall or 0) < grense or (bool(sma) and not _trygt(sma, grense))
    return replace(
        tabell,
        rader=tuple(_skjermet(rad, rad.verdi in skjult, grense) for rad in tabell.rader),
        sum=_skjermet(tabell.sum, sum_skjult, grense),
    )


def _trygt(sma: Sequence[Tallrad], grense: int) -> bool:
    """Om hver av de skjulte kan være både under og over grensen når en kjenner summen av dem."""
    til_sammen = sum(rad.antall or 0 for rad in sma)
    return til_sammen - (len(sma) - 1) >= grense


def _skjermet(rad: Tallrad, skjult: bool, grense: int) -> Tallrad:
    if skjult:
        return replace(rad, antall=None, avgjorte=None, median_dager=None)
    # Hvor mange som er avgjort, vises aldri: differansene mellom radene ville vært nye små tall.
    return replace(rad, avgjorte=None, median_dager=rad.median_dager if (rad.avgjorte or 0) >= grense else None)


def _verdi(en: Tallgrunnlag, dimensjon: Dimensjon) -> str:
    if dimensjon is Dimensjon.MANED:
        return f"{en.mottatt:%Y-%m}"
    if dimensjon is Dimensjon.UTFALL and en.omfang:
        # Som en del av utfallet: to tabeller med samme sum kunne røpet det som er skjermet i den ene.
        return f"{en.utfall}.{en.omfang}"
    return str(getattr(en, dimensjon.value))


def _rad(verdi: str, gruppe: Sequence[Tallgrunnlag]) -> Tallrad:
    dager = [dager_brukt(en.mottatt, en.avgjort) for en in gruppe if en.avgjort]
    return Tallrad(verdi, len(gruppe), len(dager), float(statistics.median(dager)) if dager else None)
