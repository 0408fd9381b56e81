"""Regler som navngitte grener: hver modul har en ordnet tuppel av dem, og den første som slår til, svarer.

Regelboken og beslutningskartet tegnes av de samme tuplene som vurderingen går etter.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

from overforing.sak.modell import Regelsett
from overforing.sak.sti import Sti

from .funn import Utfall
from .hjemmel import Hjemler, Hjemmel

T = TypeVar("T")


def _ingen_felt(_: object) -> tuple[str, ...]:
    return ()


@dataclass(frozen=True)
class Gren(Generic[T]):
    """Én gren i et regelsteg.

    ``utfall`` er det funnet sier. ``ender`` er sakens utfall når grenen avslutter veien; ``None`` går videre.
    ``hjemmel`` er bestemmelsen i hvert regelsett; ``hjemmel_av`` brukes når den avhenger av svarene.
    ``felt`` gir stiene til svarene grenen hviler på.
    """

    id: str
    vilkar: Callable[[T], bool]
    utfall: str
    hjemmel: Hjemler
    ender: Utfall | None = None
    felt: Callable[[T], tuple[str, ...]] = _ingen_felt
    hjemmel_av: Callable[[T], tuple[Hjemmel, ...]] | None = None

    def stier(self, grunnlag: T) -> tuple[Sti, ...]:
        return tuple(map(Sti, self.felt(grunnlag)))

    def hjemler(self, grunnlag: T, regelsett: Regelsett) -> tuple[Hjemmel, ...]:
        return self.hjemmel_av(grunnlag) if self.hjemmel_av else self.hjemmel[regelsett]


def velg(grener: tuple[Gren[T], ...], grunnlag: T) -> Gren[T]:
    """Den første grenen hvis vilkår er oppfylt. Den siste grenen i hver tuppel slår alltid til."""
    return next(gren for gren in grener if gren.vilkar(grunnlag))
