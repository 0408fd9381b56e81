"""Å flytte loggen fra en fil til en tjener, og tilbake til en fil. Alt som er ført, er med, også kjeden.

Ingenting er flyttet før alt er lest tilbake og holdt mot det som skulle flyttes, rad for rad og fil for fil, og loggen
der er kontrollert. Går noe galt, er tjeneren som før.
"""

from __future__ import annotations

import hashlib
import stat
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import zip_longest
from typing import Any

from psycopg import sql

from overforing.feil import KanIkke
from overforing.register.database import Register
from overforing.register.feil import med_rad
from overforing.register.kontroll import kontroller
from overforing.register.loggbase import Sporrer

from .skjema import Conn
from .sperrer import LAASEN
from .tjener import Tjener

_TABELLENE = {
    "foresporsler": "id",
    "hendelser": "foresporsel, nr",
    "filer": "sha256",
    "dokumenter": "aar, sekvens",
    "kjede": "lopenr",
    "soketekster": "id",
    "brevutkast": "foresporsel, dokument, malform, seksjon",
    "skjemautkast": "sted, av, skjema",
}
"""Tabellene, i den rekkefølgen de viser til hverandre, med det radene står etter."""

_JA_NEI = frozenset({"haster", "manuell", "ny_versjon"})


@dataclass(frozen=True)
class Flyttet:
    """Det som er flyttet og prøvd. ``uten_innlogging`` er navnene noe er ført med, som ingen logger inn som."""

    foresporsler: int
    hendelser: int
    filer: int
    uten_innlogging: tuple[str, ...] = ()


def flytt_inn(fil: Register, til: Tjener) -> Flyttet:
    """Flytt loggen i ``fil`` til en tom logg på tjeneren. ``til`` er åpnet av den som eier tabellene der.

    Kaster ``KanIkke`` når loggen i filen ikke er i orden, når den på tjeneren ikke er tom, og når noe ikke ble likt.
    """
    if not kontroller(fil).i_orden:
        raise KanIkke("feil.felles.ikke_i_orden", fil=fil.fil.name)
    with til.leser(), til.conn.transaction():
        conn = til.conn
        conn.execute(f"SELECT pg_advisory_xact_lock({LAASEN})".encode())
        if conn.execute("SELECT EXISTS (SELECT 1 FROM foresporsler)").fetchone() != (False,):
            raise KanIkke("feil.felles.ikke_tom", logg=til.adresse.database)
        _slipp(conn, "DISABLE")
        for tabell in _TABELLENE:
            _fyll(conn, tabell, _kolonner(fil, tabell), _rader(fil, fil, tabell))
        conn.execute("UPDATE soketekster SET ord = ordene_i(tekst)")
        for navn in ("foresporsler", "kjede"):
            conn.execute("UPDATE tellere SET verdi = %s WHERE navn = %s", (fil.motor.talt(navn), navn))
        _slipp(conn, "ENABLE")
        flyttet = _holdt_mot(fil, fil, til)
        if not kontroller(til).i_orden:
            raise KanIkke("feil.felles.ikke_likt")
        navnene = conn.execute(
            "SELECT DISTINCT av FROM hendelser WHERE brettet(av) NOT IN (SELECT brettet(navn) FROM brukere) ORDER BY av"
        ).fetchall()
    return Flyttet(*flyttet, tuple(str(navn) for (navn,) in navnene))


def sett_bort(fil: Register) -> None:
    """Filen loggen er flyttet fra, kan bare leses, og ingenting av den ligger i en følgefil."""
    with med_rad(fil.fil):
        fil.conn.execute("PRAGMA journal_mode = DELETE")
        fil.fil.chmod(stat.S_IRUSR)


def hent_ut(fra: Tjener, fil: Register) -> Flyttet:
    """Legg loggen på tjeneren i en ny og tom ``fil``.

    Kaster ``KanIkke`` når noe på tjeneren er skjermet for den som henter den, og når noe ikke ble likt.
    """
    with fra.leser(), fra.motor.stillbilde():
        with fil.skriver():
            if fil.execute("SELECT EXISTS (SELECT 1 FROM foresporsler)").fetchone()[0]:
                raise KanIkke("feil.felles.ikke_tom", logg=fil.fil.name)
            for tabell in _TABELLENE:
                kolonner = _kolonner(fil, tabell)
                plasser = ", ".join("?" for _ in kolonner)
                for rad in _rader(fra, fil, tabell):
                    fil.execute(f"INSERT INTO {tabell} ({', '.join(kolonner)}) VALUES ({plasser})", rad)
        flyttet = _holdt_mot(fil, fil, fra)
    if not kontroller(fil).i_orden:
        raise KanIkke("feil.felles.ikke_likt")
    return Flyttet(*flyttet)


def _slipp(conn: Conn, hva: str) -> None:
    """Sperrene er om den som fører. Her føres det andre har ført, og alt prøves etterpå."""
    for tabell in _TABELLENE:
        conn.execute(sql.SQL("ALTER TABLE {} {} TRIGGER USER").format(sql.Identifier(tabell), sql.SQL(hva)))


def _kolonner(fil: Register, tabell: str) -> list[str]:
    return [rad[1] for rad in fil.execute(f"PRAGMA table_info({tabell})")]


def _rader(db: Sporrer, fil: Register, tabell: str) -> Iterator[tuple[Any, ...]]:
    """Radene i tabellen, i rekkefølge og i filens kolonner, med ja og nei som det."""
    kolonner = _kolonner(fil, tabell)
    for rad in db.query(f"SELECT {', '.join(kolonner)} FROM {tabell} ORDER BY {_TABELLENE[tabell]}"):
        yield tuple(bool(rad[navn]) if navn in _JA_NEI and rad[navn] is not None else rad[navn] for navn in kolonner)


def _fyll(conn: Conn, tabell: str, kolonner: list[str], rader: Iterable[tuple[Any, ...]]) -> None:
    mer = ["ord"] if tabell == "soketekster" else []
    navnene = sql.SQL(", ").join(map(sql.Identifier, (*kolonner, *mer)))
    kopier = sql.SQL("COPY {} ({}) FROM STDIN").format(sql.Identifier(tabell), navnene)
    with conn.cursor() as peker, peker.copy(kopier) as inn:
        for rad in rader:
            inn.write_row((*rad, *("" for _ in mer)))


def _holdt_mot(fil: Register, en: Sporrer, annen: Sporrer) -> tuple[int, int, int]:
    """Antallet forespørsler, hendelser og filer, når alt er likt. Kaster ``KanIkke``."""
    antall: Mapping[str, int] = {}
    for tabell in _TABELLENE:
        talt = 0
        for her, der in zip_longest(_rader(en, fil, tabell), _rader(annen, fil, tabell)):
            if her != der or (tabell == "filer" and not _er_den(der)):
                raise KanIkke("feil.felles.ikke_likt")
            talt += 1
        antall = {**antall, tabell: talt}
    return antall["foresporsler"], antall["hendelser"], antall["filer"]


def _er_den(fil: tuple[Any, ...]) -> bool:
    sha256, storrelse, innhold = fil
    return bool(len(innhold) == storrelse) and hashlib.sha256(innhold).hexdigest() == sha256
