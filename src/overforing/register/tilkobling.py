"""Tilkoblingen til et register, og en kopi som er hel eller ikke til. Det eneste stedet med ``connect``.

Alle tilkoblinger, også til kopiene, lages i ``tilkobling``, med nøkkelen når filen er låst.
"""

from __future__ import annotations

import os
import sqlite3
import uuid
from contextlib import closing, suppress
from pathlib import Path
from urllib.parse import quote

from .kryptering import ra_nokkel

VENTETID = 5.0
"""Så mange sekunder venter en lagring på et annet program før den gir opp."""

HELT = 64 * 1024 * 1024
"""Største kopi som prøves helt, i byte; i en større prøves ikke indeksene mot radene."""

UFERDIG = ".uferdig"
"""Endelsen på en kopi som er under arbeid. Blir den liggende, var programmet stanset imens, og den feies."""


def tilkobling(
    mal: str, ventetid: float = VENTETID, key: str | None = None, *, uri: bool = False
) -> sqlite3.Connection:
    """En tilkobling til filen eller ``file:``-adressen ``mal``, med nøkkelen når den er låst.

    ``key`` er 64 heksadesimale tegn; noe annet gir ``ValueError``. Ingenting leses, så en feil nøkkel merkes først da.
    """
    # isolation_level=None: ingen skjulte transaksjoner, bare dem vi begynner selv.
    if key is None:
        conn = sqlite3.connect(mal, timeout=ventetid, isolation_level=None, uri=uri)
    else:
        conn = krypterbar(mal, ventetid, key, uri=uri)
    conn.execute("PRAGMA foreign_keys = ON")
    conn.execute("PRAGMA temp_store = MEMORY")  # ingenting av sakene i midlertidige filer
    return conn


def krypterbar(mal: str, ventetid: float, key: str | None, *, uri: bool = False) -> sqlite3.Connection:
    """Som ``tilkobling``, alltid gjennom SQLCipher: den kan lese en åpen fil ved siden av en låst."""
    import sqlcipher3.dbapi2

    conn: sqlite3.Connection = sqlcipher3.dbapi2.connect(mal, timeout=ventetid, isolation_level=None, uri=uri)
    conn.execute("PRAGMA cipher_log_level = NONE")  # den skriver ellers til standard feil
    if key is not None:
        conn.execute(f'PRAGMA key = "{ra_nokkel(key)}"')
    return conn


def uri(fil: Path) -> str:
    """Stien som ``file:``-adresse. Også en Windows-deling må ha tom vert, ellers avviser SQLite den."""
    sti = quote(fil.as_posix())
    return "file://" + (sti if sti.startswith("/") else "/" + sti)


def skriv_kopi(fra: sqlite3.Connection, kopi: Path, merke: int, key: str | None = None) -> None:
    """Skriv alt som er i ``fra``, til filen ``kopi``, som er prøvd og på disken før den får navnet sitt.

    ``merke`` er registerets ``application_id``, og ``key`` nøkkelen til både ``fra`` og kopien.
    Kaster feilene i ``sqlitefeil`` og ``OSError``; da er det som var, urørt.
    """
    ny = kopi.with_name(f".{kopi.name}.{uuid.uuid4().hex}{UFERDIG}")
    try:
        lag_fil(ny)
        with closing(tilkobling(str(ny), key=key)) as til:
            fra.backup(til)
            til.execute("PRAGMA journal_mode = DELETE")  # én fil, uten følge
            krev_hel(til, merke, helt=ny.stat().st_size <= HELT)
        _til_disken(ny)
        ny.replace(kopi)
        mappe_til_disken(kopi.parent)
    finally:
        for endelse in ("", "-journal", "-wal", "-shm"):
            with suppress(OSError):  # stedet kan være blitt borte imens
                ny.with_name(ny.name + endelse).unlink(missing_ok=True)


def krev_hel(conn: sqlite3.Connection, merke: int, *, helt: bool) -> None:
    """Kast ``sqlite3.DatabaseError`` når databasen er skadet, eller er noe annet enn et register av slaget."""
    prove = "integrity_check" if helt else "quick_check"
    (svar,) = conn.execute(f"PRAGMA {prove}(1)").fetchone()
    (funnet,) = conn.execute("PRAGMA application_id").fetchone()
    if svar != "ok" or funnet != merke:
        feil = sqlite3.DatabaseError("ikke hel")
        feil.sqlite_errorcode = sqlite3.SQLITE_CORRUPT
        raise feil


def lag_mappe(mappe: Path) -> None:
    if mappe.is_dir():
        return
    mappe.parent.mkdir(parents=True, exist_ok=True)
    mappe.mkdir(mode=0o700, exist_ok=True)


def lag_fil(fil: Path) -> None:
    """En tom fil bare brukeren kan lese, om den ikke finnes. SQLite gir følgefilene (-wal, -shm) samme rettigheter."""
    try:
        os.close(os.open(fil, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    except FileExistsError:
        return


def _til_disken(fil: Path) -> None:
    with fil.open("r+b") as apen:
        os.fsync(apen.fileno())


def mappe_til_disken(mappe: Path) -> None:
    """At en fil har fått navnet sitt, skal også være på disken. Ikke alle systemer kan si det om en mappe."""
    with suppress(OSError):
        nummer = os.open(mappe, os.O_RDONLY)
        try:
            os.fsync(nummer)
        finally:
            os.close(nummer)
