"""Saker embetet selv har avgjort, som ligner en forespørsel: etter bestemmelsen og momentene, og aldri mer enn det.

En sak den som ser på, er inhabil eller i tvil i, er ikke med, og den som selv er det i denne, får ingen.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from overforing.sak.kodeverk import Moment

from .egne_svar import er_blant, i_tvil, inhabile
from .foresporsel import Foresporsel, Slag, Svarutfall
from .inngaende import FLERE_GRUNNER

FLEST = 5

AVGJOR = (
    Svarutfall.OVERFORT,
    Svarutfall.DELVIS_OVERFORT,
    Svarutfall.IKKE_INHABILITET,
    Svarutfall.IKKE_SAERLIG_ULEMPE,
)
"""Utfallene der embetet har tatt stilling til en anmodning. En tvist har verken grunnen eller momentene."""


@dataclass(frozen=True)
class Avgjort:
    """En avgjort forespørsel, og momentene kommunen viste til i den."""

    f: Foresporsel
    momenter: frozenset[str]


@dataclass(frozen=True)
class Likhet:
    """En sak som ligner. ``grunn`` er bestemmelsen begge hviler på (tom når det ikke er den samme), som kode."""

    aar: int
    nr: int
    utfall: Svarutfall
    avgjort: date
    grunn: str
    momenter: tuple[Moment, ...]


def lignende(f: Foresporsel, momenter: Iterable[str], avgjorte: Iterable[Avgjort], meg: str) -> tuple[Likhet, ...]:
    """De som ligner mest, den likeste først, ellers den sist avgjorte. ``momenter`` er dem i ``f``."""
    if f.slag is Slag.TVIST or _er_utenfor(f, meg):
        return ()
    her = frozenset(momenter)
    funnet = [likhet for en in avgjorte if (likhet := _likhet(f, her, en, meg)) is not None]
    funnet.sort(key=lambda e: (bool(e.grunn) + len(e.momenter), e.avgjort, e.aar, e.nr), reverse=True)
    return tuple(funnet[:FLEST])


def _likhet(f: Foresporsel, her: frozenset[str], en: Avgjort, meg: str) -> Likhet | None:
    annen, utfall, avgjort = en.f, en.f.utfall, en.f.avgjort
    if utfall not in AVGJOR or avgjort is None or annen.apen or annen.del_av or annen.slag is not f.slag:
        return None
    if (annen.aar, annen.nr) == (f.aar, f.nr) or (f.sak and annen.sak == f.sak) or _er_utenfor(annen, meg):
        return None
    grunn = f.grunn if f.grunn == annen.grunn and f.grunn != FLERE_GRUNNER else ""
    felles = tuple(moment for moment in Moment if moment in her and moment in en.momenter)
    if not grunn and not felles:
        return None
    return Likhet(annen.aar, annen.nr, utfall, avgjort, grunn, felles)


def _er_utenfor(f: Foresporsel, meg: str) -> bool:
    return er_blant(meg, (*inhabile(f), *i_tvil(f)))
