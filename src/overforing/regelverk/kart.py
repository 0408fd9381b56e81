"""Beslutningskartet: stegene og grenene i dem, lest av de samme tuplene som vurderingen går etter."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from . import avledet, habilitet, oppholdskommune, saerlig_ulempe, stedfortreder
from .ansvar import ANSVAR, Ansvar
from .funn import Steg
from .gren import Gren

_MODULER = (oppholdskommune, habilitet, avledet, stedfortreder, saerlig_ulempe)


@dataclass(frozen=True)
class Kartsteg:
    """Ett steg på veien med grenene i den rekkefølgen de prøves. ``ansvar`` har bare spørsmålet om rett kommune."""

    steg: Steg
    grener: tuple[Gren[Any], ...]
    ansvar: tuple[Ansvar, ...] = ()


def kart() -> tuple[Kartsteg, ...]:
    """Hele veien, i rekkefølge."""
    return tuple(Kartsteg(modul.STEG, modul.GRENER, ANSVAR if modul is oppholdskommune else ()) for modul in _MODULER)
