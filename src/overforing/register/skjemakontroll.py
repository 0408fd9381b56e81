"""Er databasen den programmet laget? Hver sperre og indeks holdes mot den SQL-en en ny logg får, ikke mot navnet."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from sqlite_utils import Database

from overforing.mottak.kontrollsvar import Funn

from .loggbase import Sporrer
from .migrations import Skjema
from .mottakstabeller import MOTTAK

_EGNE = """
    SELECT type, name, sql FROM sqlite_master
    WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'
        AND NOT (tbl_name = '_sqlite_migrations' AND type IN ('table', 'index'))
"""
"""Det SQLite og migreringene selv lager, er ulikt fra utgave til utgave, og gjør ingenting med det som føres."""


def skjemaet(db: Sporrer, skjema: Skjema = MOTTAK) -> Iterator[Funn]:
    """Det som er tatt bort, byttet ut eller lagt til. En fremmed tabell gjør ingenting med det som føres."""
    ventet, finnes = _ventet(skjema), _les(db)
    for navn, (_, sql) in ventet.items():
        if navn not in finnes:
            yield Funn("skjema_borte", navn)
        elif finnes[navn][1] != sql:
            yield Funn("skjema_endret", navn)
    yield from (Funn("skjema_fremmed", navn) for navn in finnes if navn not in ventet and finnes[navn][0] != "table")


def mangler_tabeller(db: Sporrer) -> bool:
    """Om det mangler noe resten av kontrollen leser."""
    finnes = _les(db)
    return any(type_ == "table" and navn not in finnes for navn, (type_, _) in _ventet(MOTTAK).items())


@cache
def _ventet(skjema: Skjema) -> dict[str, tuple[str, str]]:
    ny = Database(memory=True)
    skjema.oppgrader(ny)
    ventet = _les(ny)
    ny.close()
    return ventet


def _les(db: Sporrer) -> dict[str, tuple[str, str]]:
    """Navn til slag og SQL. Mellomrom og anførselstegn er ulike fra utgave til utgave av SQLite."""
    return {navn: (type_, re.sub(r'[\s"]', "", sql)) for type_, navn, sql in db.execute(_EGNE).fetchall()}
