"""De som arbeider på kontoret, og hvem som står over hvem. Aldri noe svar om dem: det hører til én sak."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Person:
    """``rolle`` og ``ingen_over`` er verdier fra kodeverket; alt er tomt til noen har sagt det.

    ``overordnet`` er id-en til den nærmeste over.
    """

    id: str
    navn: str = ""
    rolle: str = ""
    overordnet: str = ""
    ingen_over: str = ""
    sluttet: bool = False


Linje = tuple[Person, ...]


def er_hel(linje: Linje) -> bool:
    """Om hver har sin egen id, alle de sier er over, er der, og ingen til slutt står under seg selv."""
    over = {p.id: p.overordnet for p in linje}
    return len(over) == len(linje) and "" not in over and all(_kommer_opp(over, p.id) for p in linje)


def _kommer_opp(over: Mapping[str, str], ledd: str) -> bool:
    sett: set[str] = set()
    while ledd in over and ledd not in sett:
        sett.add(ledd)
        ledd = over[ledd]
    return not ledd
