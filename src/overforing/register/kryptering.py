"""Kryptering i ro: nøkkelen, feilene fra begge bibliotekene, og hva slags fil som ligger der.

En låst fil er kryptert side for side av SQLCipher. Nøkkelen er 32 tilfeldige byte, skrevet som 64 heksadesimale tegn;
den brukes slik den er, så å åpne en låst fil tar ikke lengre tid enn å åpne en annen. Uten nøkkel brukes Pythons egen
SQLite, og SQLCipher leses ikke inn.
"""

from __future__ import annotations

import os
import sqlite3
import sys
import threading
import weakref
from enum import StrEnum
from pathlib import Path
from typing import Protocol

HODE = b"SQLite format 3\0"
"""Slik begynner en fil som ikke er låst."""

SIDE = 4096
"""Sidene i en låst fil, i byte: alt i den er tilfeldige byte, også hodet."""

SKADET = "-skadet-"
"""I navnet på et register som ikke lot seg lese, slik det var da det ble byttet ut."""

OMSKRIVES = ".omskrives"
"""Endelsen på en fil som skrives om. Blir den liggende, er den aldri den som gjelder."""


class Filslag(StrEnum):
    """Hva en fil er, lest av de første bytene i den."""

    INGEN = "ingen"
    """Den finnes ikke, eller er tom."""
    APEN = "apen"
    LAAST = "laast"
    UKJENT = "ukjent"
    """Verken det ene eller det andre, for eksempel en skadet fil."""


def ra_nokkel(key: str) -> str:
    """Nøkkelen slik SQLCipher tar den uten å utlede noe av den: ``x'…'``."""
    if len(bytes.fromhex(key)) != 32:
        raise ValueError("nøkkelen er ikke 32 byte")
    return f"x'{key}'"


def sqlitefeil() -> tuple[type[Exception], ...]:
    """Feilene å fange rundt en tilkobling. SQLCipher har sine egne klasser; kodene i dem er de samme."""
    sqlcipher = sys.modules.get("sqlcipher3.dbapi2")
    return (sqlite3.Error,) if sqlcipher is None else (sqlite3.Error, sqlcipher.Error)


def feilkode(feil: Exception) -> int:
    """SQLites kode i en feil fra ``sqlitefeil``, uten tillegget om hvor den oppsto; 0 når den ikke har noen."""
    kode = getattr(feil, "sqlite_errorcode", None)
    return int(kode) & 0xFF if kode is not None else _UTEN_KODE.get(str(feil), 0)


_UTEN_KODE = {
    "database is locked": sqlite3.SQLITE_BUSY,
    "database table is locked": sqlite3.SQLITE_LOCKED,
    "attempt to write a readonly database": sqlite3.SQLITE_READONLY,
    "disk I/O error": sqlite3.SQLITE_IOERR,
    "database disk image is malformed": sqlite3.SQLITE_CORRUPT,
    "database or disk is full": sqlite3.SQLITE_FULL,
    "unable to open database file": sqlite3.SQLITE_CANTOPEN,
    "file is not a database": sqlite3.SQLITE_NOTADB,
}
"""SQLites egne ord for kodene (``sqlite3_errstr``): ``backup`` i sqlcipher3 sier bare dem."""


def radklasse(conn: object) -> type[sqlite3.Row]:
    """Raden som kan hentes både etter plass og navn, for denne tilkoblingen."""
    if isinstance(conn, sqlite3.Connection):
        return sqlite3.Row
    rad: type[sqlite3.Row] = sys.modules["sqlcipher3.dbapi2"].Row
    return rad


def filslag(fil: Path) -> Filslag:
    """Hva filen er, målt. Kaster ``OSError`` når den ikke kan leses."""
    try:
        side = _les_side(fil)
    except FileNotFoundError:
        return Filslag.INGEN
    if not side:
        return Filslag.INGEN
    if side.startswith(HODE):
        return Filslag.APEN
    # En side med tilfeldige byte har nesten alle de 256; en tekst eller en fil full av nuller har det ikke.
    if (
        not side.startswith((b"PK\x03\x04", b"%PDF-"))
        and len(side) == SIDE
        and fil.stat().st_size % SIDE == 0
        and len(set(side)) > 240
    ):
        return Filslag.LAAST
    return Filslag.UKJENT


def er_database(fil: Path) -> bool:
    """Om filen er et register eller en kopi av et, låst eller ikke. Kaster ``OSError`` når den ikke kan leses."""
    return filslag(fil) in (Filslag.APEN, Filslag.LAAST)


class Apen(Protocol):
    """Et register dette programmet har åpent."""

    fil: Path


APNE: weakref.WeakSet[Apen] = weakref.WeakSet()
"""Registrene dette programmet har åpne. En fil kan ikke skrives om så lenge den er blant dem."""

PORTEN = threading.RLock()
"""Holdes mens en fil åpnes eller skrives om. SQLite og SQLCipher ser ikke hverandres låser i samme program."""

_HOLDT: dict[tuple[int, int], int] = {}


def er_apen(fil: Path) -> bool:
    """Om programmet har filen åpen som et register."""
    with PORTEN:
        return any(db.fil.resolve() == fil.resolve() for db in APNE)


def _les_side(fil: Path) -> bytes:
    """Første side. På POSIX mister hele programmet låsene SQLite har på en fil når *en* åpning av den lukkes, så en fil
    i bruk holdes åpen til den er slettet eller byttet ut.
    """
    with PORTEN:
        for plass, nummer in list(_HOLDT.items()):
            if os.fstat(nummer).st_nlink == 0:
                os.close(_HOLDT.pop(plass))
        if os.name != "posix" or not er_apen(fil):
            with fil.open("rb") as inn:
                return inn.read(SIDE)
        stat = fil.stat()
        plass = (stat.st_dev, stat.st_ino)
        if plass not in _HOLDT:
            _HOLDT[plass] = os.open(fil, os.O_RDONLY | os.O_CLOEXEC)
        return os.pread(_HOLDT[plass], SIDE, 0)
