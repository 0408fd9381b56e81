"""Er databasen den programmet laget? Funksjonene, sperrene, reglene og rettighetene mot dem en ny felles logg får."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from overforing.mottak.kontrollsvar import Funn
from overforing.register.loggbase import Sporrer

from .skjema import ENDRINGER

_BARE_TIL = ("hendelser", "dokumenter", "filer", "kjede", "loggvalg", "tellere", "skjema")


@cache
def _funksjoner() -> dict[str, str]:
    alt = "\n".join(endring for _, endring in ENDRINGER)
    return dict(re.findall(r"CREATE (?:OR REPLACE )?FUNCTION (\w+)\(.*?AS\s+\$\$(.*?)\$\$", alt, re.DOTALL))


@cache
def _navnene(monster: str) -> frozenset[tuple[str, ...]]:
    alt = "\n".join(endring for _, endring in ENDRINGER)
    return frozenset(treff if isinstance(treff, tuple) else (treff,) for treff in re.findall(monster, alt))


@cache
def _sporres() -> dict[tuple[str, str], frozenset[str]]:
    """Funksjonene hver regel spør, slik den sist ble satt."""
    alt = "\n".join(endring for _, endring in ENDRINGER)
    regler = re.findall(r"(?:CREATE|ALTER) POLICY (\w+) ON (\w+)([^;]*);", alt)
    return {(navn, tabell): frozenset(re.findall(r"\w+\(\)", vilkar)) for navn, tabell, vilkar in regler}


def tabellene(db: Sporrer) -> Iterator[Funn]:
    """Tabellene som er borte."""
    finnes = {navn for (navn,) in db.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'overforing'")}
    for (navn,) in sorted(_navnene(r"CREATE TABLE (\w+)")):
        if navn not in finnes:
            yield Funn("skjema_borte", navn)


def sperrene(db: Sporrer) -> Iterator[Funn]:
    """Det som er tatt bort, byttet ut eller lagt til."""
    finnes = dict(
        db.execute("SELECT proname, prosrc FROM pg_proc WHERE pronamespace = 'overforing'::regnamespace").fetchall()
    )
    for navn, kropp in sorted(_funksjoner().items()):
        if finnes.get(navn) != kropp:
            yield Funn("skjema_endret" if navn in finnes else "skjema_borte", navn)
    utlosere = {
        (navn, tabell): pa
        for navn, tabell, pa in db.execute(
            """
            SELECT t.tgname, c.relname, t.tgenabled::text IN ('O', 'A') FROM pg_trigger t
            JOIN pg_class c ON c.oid = t.tgrelid
            WHERE NOT t.tgisinternal AND c.relnamespace = 'overforing'::regnamespace
            """
        )
    }
    yield from _ulike(
        {(n, t) for n, t in _navnene(r"CREATE (?:CONSTRAINT )?TRIGGER (\w+) (?:BEFORE|AFTER)[A-Z ]*? ON (\w+)")},
        {navn for navn, pa in utlosere.items() if pa},
    )
    regler = {
        (navn, tabell): vilkar or ""
        for navn, tabell, vilkar in db.execute(
            "SELECT policyname, tablename, qual FROM pg_policies WHERE schemaname = 'overforing'"
        )
    }
    yield from _ulike({(n, t) for n, t in _navnene(r"CREATE POLICY (\w+) ON (\w+)")}, set(regler))
    # PostgreSQL skriver vilkåret på sin måte, så det er bare funksjonene det spør, som kan prøves.
    for (navn, tabell), funksjoner in sorted(_sporres().items()):
        if (navn, tabell) in regler and any(en not in regler[navn, tabell] for en in funksjoner):
            yield Funn("skjema_endret", tabell)
    rader = db.execute(
        "SELECT relname FROM pg_class WHERE relrowsecurity AND relnamespace = 'overforing'::regnamespace"
    ).fetchall()
    for (tabell,) in sorted(_navnene(r"ALTER TABLE (\w+) ENABLE ROW LEVEL SECURITY") - set(rader)):
        yield Funn("skjema_endret", tabell)
    indekser = {navn for (navn,) in db.execute("SELECT indexname FROM pg_indexes WHERE schemaname = 'overforing'")}
    for (navn,) in sorted(_navnene(r"CREATE (?:UNIQUE )?INDEX (\w+)") - _navnene(r"DROP INDEX (\w+)")):
        if navn not in indekser:
            yield Funn("skjema_borte", navn)
    for tabell, hva in db.execute(
        """
        SELECT c.relname, a.privilege_type FROM pg_class c, aclexplode(c.relacl) a
        WHERE c.relnamespace = 'overforing'::regnamespace AND a.grantee <> c.relowner
            AND c.relname = ANY (:tabeller) AND a.privilege_type IN ('UPDATE', 'DELETE', 'TRUNCATE', 'TRIGGER')
        """,
        {"tabeller": list(_BARE_TIL)},
    ).fetchall():
        yield Funn("skjema_fremmed", f"{hva} ON {tabell}")


def _ulike(ventet: set[tuple[str, str]], finnes: set[tuple[str, str]]) -> Iterator[Funn]:
    yield from (Funn("skjema_borte", navn) for navn, _ in sorted(ventet - finnes))
    yield from (Funn("skjema_fremmed", navn) for navn, _ in sorted(finnes - ventet))
