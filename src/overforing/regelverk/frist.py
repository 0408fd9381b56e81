"""Fristen for foreløpig svar til søkeren: fvl § 11 a tredje ledd (fvl2025 § 17). Datoen i dag gis inn."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

VARSEL = timedelta(days=25)
"""Så lenge etter at søknaden kom, sies det fra om fristen. Et hjelpemiddel, ikke et krav i loven."""


class Friststand(StrEnum):
    """``INGEN``: ikke noe å si. ``NAER``: fra dag 25. ``NADD``: en måned er gått. ``GJORT``: svart eller avsluttet."""

    INGEN = "ingen"
    NAER = "naer"
    NADD = "nadd"
    GJORT = "gjort"


@dataclass(frozen=True)
class Svarfrist:
    """``dato`` er siste dag for svar eller foreløpig svar, når søknadens dato er kjent."""

    stand: Friststand
    dato: date | None


def forelopig_svar(mottatt: date | None, i_dag: date, *, besvart: bool, avsluttet: bool) -> Svarfrist:
    """Fvl § 11 a tredje ledd: i en sak om enkeltvedtak skal søkeren ha svar eller foreløpig svar innen en måned.

    Fristen løper til foreløpig svar er ført opp eller saken er avsluttet. At anmodningen er ferdig, sendt eller
    besvart av Statsforvalteren, stanser den ikke: da venter søkeren fortsatt på svar på søknaden.
    """
    frist = en_maned_etter(mottatt) if mottatt else None
    if besvart or avsluttet:
        return Svarfrist(Friststand.GJORT, frist)
    if mottatt is None or frist is None or i_dag - mottatt < VARSEL:
        return Svarfrist(Friststand.INGEN, frist)
    return Svarfrist(Friststand.NADD if i_dag >= frist else Friststand.NAER, frist)


def en_maned_etter(dato: date) -> date | None:
    """Samme dag i neste måned, eller månedens siste dag når den dagen ikke finnes. ``None`` etter kalenderens slutt."""
    ar, maned = (dato.year, dato.month + 1) if dato.month < 12 else (dato.year + 1, 1)
    if ar > date.max.year:
        return None
    return date(ar, maned, min(dato.day, calendar.monthrange(ar, maned)[1]))
