"""Å skrive en fil om, fra åpen til låst eller tilbake. Den nye prøves før den gamle går, så én hel fil står igjen.

Filen holdes for seg selv hele veien. En ny fil skrives ved siden av, leses igjennom og holdes opp mot den gamle, og
settes så i stedet for den i ett steg. Blir programmet drept før det steget, er den gamle som den var; etter det er den
nye hel.
"""

from __future__ import annotations

import hashlib
import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from overforing.hinder import Hindret

from .database import holdt_for_seg_selv
from .feil import med_rad, nokkelen_passer, skadet
from .kryptering import (
    OMSKRIVES,
    PORTEN,
    Filslag,
    er_apen,
    feilkode,
    filslag,
    ra_nokkel,
    sqlitefeil,
)
from .tilkobling import UFERDIG, VENTETID, krypterbar, lag_fil, tilkobling, uri

STEG = ("begynt", "kopiert", "provd", "byttet", "ryddet")
"""Stegene ``skriv_om`` går, i rekkefølge. Til og med «provd» gjelder den gamle filen, fra «byttet» den nye."""

_BIT = 1024 * 1024

_KODER = {
    "database or disk is full": sqlite3.SQLITE_FULL,
    "database disk image is malformed": sqlite3.SQLITE_CORRUPT,
    "disk I/O error": sqlite3.SQLITE_IOERR,
}


def skriv_om(
    fil: Path,
    fra: str | None,
    til: str | None,
    *,
    bruker: str = "",
    ventetid: float = VENTETID,
    underveis: Callable[[str], object] = lambda _: None,
) -> None:
    """Skriv ``fil`` om fra nøkkelen ``fra`` til nøkkelen ``til``; ``None`` er uten lås.

    ``underveis`` kalles etter hvert steg i ``STEG``. Kaster ``KanIkke`` med råd når filen er i bruk, skadet eller låst
    med noe annet enn ``fra``, eller disken er full; da er filen som før.
    """
    fil = fil.resolve()
    ny = fil.with_name(fil.name + OMSKRIVES)
    with PORTEN, med_rad(fil):
        if er_apen(fil):
            raise Hindret("hinder.register.opptatt", fil=fil.name)
        with holdt_for_seg_selv(fil, bruker), _alene(fil, fra, ventetid) as gammel:
            try:
                underveis("begynt")
                ny.unlink(missing_ok=True)
                lag_fil(ny)
                eksporter(gammel, ny, til)
                underveis("kopiert")
                _prov(gammel, ny, til)
                _pa_disken(ny)
                underveis("provd")
                _bytt(gammel, fil, ny, underveis)
            except BaseException:
                ny.unlink(missing_ok=True)
                raise


def finn(mappe: Path, slag: Filslag) -> tuple[Path, ...]:
    """Filene av et slag i mappen og mappene under den: registrene, og kopiene av dem hva de enn heter.

    Hver fil kjennes på de første bytene. En låst fil kjennes ikke sikkert fra en annen med tilfeldige byte; det viser
    seg når den åpnes. Kaster ``KanIkke`` når en fil ikke kan leses.
    """
    filer = (
        f
        for f in sorted(mappe.rglob("*"))
        if f.is_file() and not f.is_symlink() and not f.name.endswith(_IKKE) and UFERDIG not in f.name
    )
    return tuple(f for f in filer if _slaget(f) is slag)


def _slaget(fil: Path) -> Filslag:
    with med_rad(fil):
        return filslag(fil)


def fei_uferdige(mappe: Path) -> None:
    """Ta bort det som ble liggende av kopier og omskrivinger som ikke ble ferdige, så det ikke står igjen ulåst."""
    for monster in (f"*{UFERDIG}*", f"*{OMSKRIVES}"):
        for fil in mappe.rglob(monster):
            with suppress(OSError):
                fil.unlink()


_IKKE = ("-wal", "-shm", "-journal", ".laas", OMSKRIVES)


def passer(fil: Path, key: str | None) -> bool:
    """Om filen kan leses med nøkkelen, eller uten når den er ``None``."""
    with med_rad(fil), closing(tilkobling(f"{uri(fil)}?mode=rw", VENTETID, key, uri=True)) as conn:
        try:
            conn.execute("SELECT count(*) FROM sqlite_master").fetchone()
        except sqlitefeil() as feil:
            if feilkode(feil) != sqlite3.SQLITE_NOTADB:
                raise
            return False
        return True


@contextmanager
def _alene(fil: Path, key: str | None, ventetid: float) -> Iterator[sqlite3.Connection]:
    """Filen med alt arbeidet i seg, uten følgefiler, og uten at noen annen kan åpne den."""
    # Uten å lage den: en kopi kan være ryddet bort imens, og en tom ville sett ut som en kopi.
    with closing(krypterbar(f"{uri(fil)}?mode=rw", ventetid, key, uri=True)) as conn:
        with nokkelen_passer(fil, key):
            conn.execute("SELECT count(*) FROM sqlite_master").fetchone()
        conn.execute("PRAGMA journal_mode = DELETE")
        conn.execute("PRAGMA locking_mode = EXCLUSIVE")
        conn.execute("BEGIN EXCLUSIVE")
        conn.execute("COMMIT")  # låsen holdes til filen lukkes
        (journal,) = conn.execute("PRAGMA journal_mode").fetchone()
        if journal != "delete":
            raise Hindret("hinder.register.opptatt", fil=fil.name)
        yield conn


def eksporter(gammel: sqlite3.Connection, ny: Path, til: str | None) -> None:
    """Skriv alt i ``gammel``, som er fra ``krypterbar``, til filen ``ny`` med nøkkelen ``til``."""
    merker = {navn: gammel.execute(f"PRAGMA {navn}").fetchone()[0] for navn in ("application_id", "user_version")}
    gammel.execute("ATTACH DATABASE ? AS ny KEY ?", (str(ny), "" if til is None else ra_nokkel(til)))
    gammel.execute("PRAGMA ny.journal_mode = OFF")  # ingen kopi av sidene ved siden av den heller
    try:
        gammel.execute("SELECT sqlcipher_export('ny')")
    except sqlitefeil() as feil:
        # En feil inne i funksjonen kommer ut med setningen, men med koden for «noe gikk galt».
        if kode := _KODER.get(str(feil)):
            setattr(feil, "sqlite_errorcode", kode)  # noqa: B010
        raise
    for navn, verdi in merker.items():
        gammel.execute(f"PRAGMA ny.{navn} = {verdi}")
    gammel.execute("DETACH DATABASE ny")


def _prov(gammel: sqlite3.Connection, ny: Path, til: str | None) -> None:
    """Kast ``Hindret`` når den nye ikke er hel, eller ikke har alt det den gamle har."""
    with closing(tilkobling(str(ny), VENTETID, til)) as conn:
        hel = [rad[0] for rad in conn.execute("PRAGMA integrity_check")] == ["ok"]
        if not hel or list(_innhold(conn)) != list(_innhold(gammel)):
            raise skadet(ny)


def _innhold(conn: sqlite3.Connection) -> Iterator[tuple[object, ...]]:
    """Merkene, alt som er laget i filen, og for hver tabell antallet rader og summen av dem."""
    yield tuple(conn.execute(f"PRAGMA {navn}").fetchone()[0] for navn in ("application_id", "user_version"))
    laget = conn.execute("SELECT type, name, tbl_name, sql, rootpage FROM sqlite_master ORDER BY type, name").fetchall()
    conn.text_factory = bytes  # en tekst som ikke er UTF-8, skal også med, slik den er
    for slag, navn, tabell, sql, side in laget:
        yield slag, navn, tabell, sql
        if slag == "table" and side:  # en virtuell tabell har ingen egne rader
            sum_, antall = hashlib.sha256(), 0
            for rad in conn.execute(f'SELECT * FROM "{navn}" NOT INDEXED'):
                sum_.update(repr(rad).encode("utf-8", "surrogatepass"))
                antall += 1
            yield navn, antall, sum_.hexdigest()


def _pa_disken(sti: Path) -> None:
    nummer = os.open(sti, os.O_RDONLY if sti.is_dir() else os.O_RDWR)
    try:
        os.fsync(nummer)
    finally:
        os.close(nummer)


def _bytt(gammel: sqlite3.Connection, fil: Path, ny: Path, underveis: Callable[[str], object]) -> None:
    if os.name != "posix":
        gammel.close()  # Windows bytter ikke ut en fil som er åpen
        ny.replace(fil)
        underveis("byttet")
        underveis("ryddet")
        return
    # Åpnet før byttet er dette fortsatt den gamle, så den kan skrives over når den ikke gjelder lenger.
    nummer = os.open(fil, os.O_RDWR | os.O_CLOEXEC)
    try:
        ny.replace(fil)
        _pa_disken(fil.parent)
        underveis("byttet")
        with suppress(OSError):  # det er best å få det gjort, men den nye gjelder alt
            for plass in range(0, os.fstat(nummer).st_size, _BIT):
                os.pwrite(nummer, bytes(_BIT), plass)
            os.fsync(nummer)
        underveis("ryddet")
    finally:
        os.close(nummer)
