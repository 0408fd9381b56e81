"""Endringene i den felles loggen, i rekkefølge, og hvem som kan gjøre dem.

Hver gjøres i sin transaksjon under en lås, så to som oppgraderer samtidig, gjør hver endring én gang. En utgitt endring
forandres aldri; en ny legges til nederst.
"""

from __future__ import annotations

from dataclasses import dataclass

import psycopg
from psycopg import sql

from overforing.feil import KanIkke
from overforing.hinder import Hindret

from . import skjerming
from .adresse import Adresse
from .fravaer import FRAVAER
from .linjen import LINJEN
from .raden import RADEN
from .sperrer import FUNKSJONER, RETTIGHETER, UTLOSERE
from .tabeller import LIGNENDE, TABELLER
from .tilstede import TILSTEDE

ENDRINGER: tuple[tuple[str, str], ...] = (
    ("loggen", TABELLER + FUNKSJONER + skjerming.FUNKSJONER + TILSTEDE + UTLOSERE + skjerming.REGLER),
    ("skjoldet", RADEN + LINJEN),
    ("fravaer", FRAVAER),
    ("lignende", LIGNENDE),
)

_LAAS = 0x4F76_4D32
_ELDST = 140000
Conn = psycopg.Connection[tuple[object, ...]]


@dataclass(frozen=True)
class Plan:
    """Det ``opprett`` vil gjøre. ``ny`` når loggen ikke finnes ennå."""

    ny: bool
    gruppe: str
    endringer: tuple[str, ...]


def gruppen(conn: Conn) -> str:
    """Rollen de som bruker loggen, er med i. Roller er felles for hele tjeneren, så den har navn etter databasen."""
    return f"{conn.info.dbname}_brukere"


def nummer(conn: Conn) -> int:
    """Hvor mange endringer loggen har fått. 0 når den ikke er opprettet. Kaster ``Hindret`` når den er nyere."""
    rad = conn.execute("SELECT to_regclass('overforing.skjema')").fetchone()
    if rad is None or rad[0] is None:
        return 0
    navnene = [navn for (navn,) in conn.execute("SELECT navn FROM overforing.skjema ORDER BY nr")]
    if navnene != [navn for navn, _ in ENDRINGER][: len(navnene)]:
        raise Hindret("hinder.felles.nyere", logg=conn.info.dbname)
    return len(navnene)


def krev_riktig(conn: Conn, adresse: Adresse) -> None:
    """Kaster ``Hindret`` når loggen ikke er den dette programmet kjenner."""
    om = {"tjener": adresse.vert, "logg": adresse.database, "login": adresse.login}
    if conn.info.server_version < _ELDST:
        raise Hindret("hinder.felles.gammel_tjener", **om)
    na = nummer(conn)
    if not na:
        raise Hindret("hinder.felles.ikke_opprettet", **om)
    if na < len(ENDRINGER):
        raise Hindret("hinder.felles.eldre", **om)


def planlegg(conn: Conn) -> Plan:
    """Det som må gjøres for at loggen skal være den dette programmet kjenner. Kaster ``KanIkke``."""
    if conn.info.server_version < _ELDST:
        raise Hindret("hinder.felles.gammel_tjener", tjener=conn.info.host)
    if conn.info.parameter_status("server_encoding") != "UTF8":
        raise KanIkke("feil.felles.tegnsett", logg=conn.info.dbname)
    na = nummer(conn)
    return Plan(na == 0, gruppen(conn), tuple(navn for navn, _ in ENDRINGER[na:]))


def opprett(conn: Conn) -> tuple[str, ...]:
    """Gi loggen det den mangler, og gi navnene på det som ble gjort."""
    gruppe, gjort = gruppen(conn), []
    for nr, (navn, endring) in enumerate(ENDRINGER, 1):
        with conn.transaction():
            conn.execute("SELECT pg_advisory_xact_lock(%s)", (_LAAS,))
            if nummer(conn) >= nr:
                continue
            if nr == 1:
                _begynn(conn, gruppe)
            conn.execute("SET LOCAL search_path = overforing, public")
            conn.execute("SET LOCAL check_function_bodies = off")  # de viser til hverandre
            conn.execute(endring.encode())
            conn.execute("INSERT INTO overforing.skjema (nr, navn) VALUES (%s, %s)", (nr, navn))
            if nr == len(ENDRINGER):  # rettighetene er til det loggen er når alt er gjort
                conn.execute(RETTIGHETER.replace("{gruppe}", sql.Identifier(gruppe).as_string(conn)).encode())
            gjort.append(navn)
    return tuple(gjort)


def _begynn(conn: Conn, gruppe: str) -> None:
    navn, database = sql.Identifier(gruppe), sql.Identifier(conn.info.dbname)
    if not conn.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", (gruppe,)).fetchone():
        conn.execute(sql.SQL("CREATE ROLE {} NOLOGIN").format(navn))
    conn.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm SCHEMA public")
    conn.execute("CREATE SCHEMA overforing")
    conn.execute(
        """
        CREATE TABLE overforing.skjema (
            nr integer PRIMARY KEY, navn text NOT NULL, gjort timestamptz NOT NULL DEFAULT clock_timestamp(),
            av text NOT NULL DEFAULT session_user
        )
        """
    )
    # Ingen andre skal inn, og ingen skal kunne legge noe eget i veien for det loggen kaller.
    conn.execute(sql.SQL("REVOKE ALL ON DATABASE {} FROM PUBLIC").format(database))
    conn.execute(sql.SQL("GRANT CONNECT ON DATABASE {} TO {}").format(database, navn))
    conn.execute("REVOKE CREATE ON SCHEMA public FROM PUBLIC")
