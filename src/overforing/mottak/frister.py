"""Fristen for en forespørsel, og fristen kommunen får når noe etterlyses.

Loven har ingen frist for å avgjøre om en sak skal overføres. Målestokken er at det skal svares uten ugrunnet opphold
(fvl § 11 a; i loven av 2025 § 17), og at foreløpig svar skal gis etter en måned. Måneden gjelder bare saker om
enkeltvedtak, og om dette er en slik sak, er ikke avklart. Fristen her er den måneden. Den er embetets egen, og kan
rettes.
"""

from __future__ import annotations

import calendar
from datetime import date

from .foresporsel import Foresporsel
from .lista import Listerad


def frist(mottatt: date) -> date:
    """Samme dato måneden etter, eller månedens siste dag når den er kortere. Fristen går ut når den dagen er omme."""
    if (mottatt.year, mottatt.month) == (date.max.year, date.max.month):
        return date.max
    ar, maned = (mottatt.year, mottatt.month + 1) if mottatt.month < 12 else (mottatt.year + 1, 1)
    return date(ar, maned, min(mottatt.day, calendar.monthrange(ar, maned)[1]))


def er_over_frist(foresporsel: Foresporsel, i_dag: date) -> bool:
    """Om fristen er oversittet. Det begynner dagen etter fristen, og gjelder bare det som ikke er avgjort."""
    return foresporsel.apen and foresporsel.frist < i_dag


def svarfrist_er_ute(foresporsel: Foresporsel | Listerad, i_dag: date) -> bool:
    """Om kommunen ikke har svart innen dagen den ble bedt om."""
    return foresporsel.svarfrist is not None and foresporsel.svarfrist < i_dag


def dager_brukt(mottatt: date, avgjort: date) -> int:
    """Dager fra mottak til avgjørelse; 0 når det ble avgjort samme dag."""
    return max((avgjort - mottatt).days, 0)
