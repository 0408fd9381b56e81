"""Hva som veies i en konkret vurdering, for hver tilknytning som må vurderes (fvl § 6 annet ledd)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from overforing.sak.modell import Ansatt
from overforing.tekster.vekt import INNSIGELSE, KOLLEGA_SOM_PART, Vekt, vekt

from .lesning import Lesning


def veies(les: Lesning, ansatte: Iterable[Ansatt]) -> tuple[Vekt, ...]:
    """Det som skal veies for disse, hver slags tilknytning én gang."""
    alle = dict.fromkeys(hva for ansatt in ansatte for hva in _ma_veies(les, ansatt))
    funnet = (vekt(les.ord.katalog, hva, les.ord.malform) for hva in alle)
    return tuple(v for v in funnet if v)


def _ma_veies(les: Lesning, ansatt: Ansatt) -> Iterator[str]:
    yield from les.vurdering.ma_vurderes[ansatt.id]
    if not ansatt.tilknytninger and ansatt.id in les.vurdering.kollega_er_part:
        yield KOLLEGA_SOM_PART
    if ansatt.innsigelse:
        yield INNSIGELSE
