"""Det foreløpige svaret til søkeren (fvl § 11 a): at saken ikke er avgjort, hvorfor, og når svaret kan ventes.

Det sendes mens saken er uavgjort, så det kan skrives i enhver sak. Det bygger på det samme utdraget som orienteringen,
uten noe om hvem en ansatt er for hvem.
"""

from __future__ import annotations

from dataclasses import dataclass

from overforing.regelverk.funn import Utfall

from .orientering import Utdrag


@dataclass(frozen=True)
class Ventegrunn:
    """Hva som ikke er avklart, når saken ikke har et utfall ennå."""

    kommune_uavklart: bool
    hvem_uavklart: bool


def ventegrunn(u: Utdrag) -> Ventegrunn:
    uavklart = u.utfall is Utfall.UAVKLART
    return Ventegrunn(
        kommune_uavklart=uavklart and u.kommune_uavklart, hvem_uavklart=uavklart and not u.kommune_uavklart
    )
