"""Det foreløpige svaret til søkeren (fvl § 11 a): at saken ikke er avgjort, hvorfor, og når svaret kan ventes.

Det sendes mens saken er uavgjort, så det kan skrives i enhver sak. Det bygger på det samme utdraget som orienteringen,
uten noe om hvem en ansatt er for hvem.
"""

from __future__ import annotations

from dataclasses import dataclass

from overforing.feil import KanIkke
from overforing.regelverk.funn import Utfall
from overforing.sak.modell import Sakstype
from overforing.tekster.katalog import oppramsing

from .ord import linje
from .orientering import Utdrag


@dataclass(frozen=True)
class Ventegrunn:
    """Hva som ikke er avklart, når saken ikke har et utfall ennå."""

    kommune_uavklart: bool
    hvem_uavklart: bool


def ventegrunn(u: Utdrag) -> Ventegrunn:
    """Kaster ``KanIkke`` når brevet ikke kan si hvem det er fra, eller når det de svarer på, kom."""
    mangler = []
    if not (linje(u.kontor.navn) or u.kontor.kommune):
        mangler.append("hvilket kontor det er fra")
    if u.mottatt is None and u.sakstype in (Sakstype.SOKNAD, Sakstype.KLAGE):
        mangler.append(f"når {'søknaden' if u.sakstype is Sakstype.SOKNAD else 'klagen'} kom")
    if mangler:
        raise KanIkke(f"Det foreløpige svaret kan skrives når det er ført opp {oppramsing(mangler)}.")
    uavklart = u.utfall is Utfall.UAVKLART
    return Ventegrunn(
        kommune_uavklart=uavklart and u.kommune_uavklart, hvem_uavklart=uavklart and not u.kommune_uavklart
    )
