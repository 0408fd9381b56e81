"""Hvilken forespørsel noe som er kommet, kan høre til: den det nevner, eller en fra den samme kommunen."""

from __future__ import annotations

import re
from collections.abc import Iterable

from .foresporsel import Foresporsel

_MINST = 4
"""Korteste referanse det letes etter, i tegn: en kortere kan stå hvor som helst."""


def horer_til(tekst: str, kommune: str | None, apne: Iterable[Foresporsel]) -> tuple[Foresporsel, ...]:
    """Forespørslene i ``apne`` det kan høre til: først dem ``tekst`` nevner, så dem fra ``kommune``."""
    brettet = tekst.casefold()
    nevnt, samme = [], []
    for f in apne:
        if any(_nevnt(ref, brettet) for ref in (f.journalnummer, f.arkivsak, f.deres_ref)):
            nevnt.append(f)
        elif kommune and f.kommune == kommune:
            samme.append(f)
    return (*nevnt, *samme)


def _nevnt(ref: str, tekst: str) -> bool:
    ref = ref.strip().casefold()
    if len(ref) < _MINST or ref not in tekst or not any(tegn.isdigit() for tegn in ref):
        return False
    return re.search(rf"(?<![\w/]){re.escape(ref)}(?![\w/])", tekst) is not None
