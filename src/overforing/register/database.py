"""Å åpne et register: filen og mappen bare for brukeren, riktige pragmaer, sikkerhetskopi før oppgradering.

På en lokal disk brukes WAL, og flere programmer kan skrive etter tur. På en nettverksmappe virker ikke WAL: der brukes
vanlig journal, én har registeret åpent for skriving (``laas``), og de andre leser.
"""

from __future__ import annotations

import getpass
import glob
import os
import sqlite3
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import sqlite_utils

from overforing.hinder import Hindret

from .feil import ApentHosAnnen, med_rad, nokkelen_passer, skadet
from .kryptering import APNE, OMSKRIVES, PORTEN, Filslag, feilkode, filslag, sqlitefeil
from .laas import Laas
from .migrations import SAKER, Skjema
from .nettverk import er_nettverksmappe
from .tilkobling import VENTETID, lag_fil, lag_mappe, skriv_kopi, tilkobling, uri

if TYPE_CHECKING:
    from .filmotor import Filmotor
    from .loggbase import Sporring

POSIX = os.name == "posix"

SJEKKES_HELT = 64 * 1024 * 1024
"""Største fil som leses helt igjennom hver gang den åpnes, i byte."""

SJEKKES_HELT_LAAST = 16 * 1024 * 1024
"""Det samme for en låst fil. Den tar lengre tid, og hver side i den har en sum som prøves når den leses."""


def _klokke() -> datetime:
    return datetime.now(UTC)


class Register(sqlite_utils.Database):
    """Et åpent register. ``skrivebeskyttet`` sier hvorfor det bare kan leses, og er ``None`` når det kan skrives."""

    def __init__(
        self, fil: Path, conn: sqlite3.Connection, laas: Laas | ApentHosAnnen | None, key: str | None = None
    ) -> None:
        super().__init__(conn, execute_plugins=False)
        self.fil = fil
        self._key = key
        self._apent = laas if isinstance(laas, ApentHosAnnen) else None
        self.skrivebeskyttet = str(laas) if self._apent else None
        self._laas = laas if isinstance(laas, Laas) else None
        self._nett = laas is not None
        self._apnet = _plass(fil)

    def close(self) -> None:
        """Lukk filen og slipp låsen. Alt som er lagret, er da i selve filen."""
        self.hvil()
        super().close()
        with PORTEN:
            APNE.discard(self)
        if self._laas:
            self._laas.slipp()

    def tilkobling_til(self, kopi: Path) -> sqlite3.Connection:
        """Koble til en kopi av registeret, med samme nøkkel når den er låst. Den som kobler til, lukker."""
        return tilkobling(str(kopi), VENTETID, self._key if filslag(kopi) is Filslag.LAAST else None)

    @property
    def nokkel(self) -> str | None:
        """Nøkkelen filen er åpnet med."""
        return self._key

    @cached_property
    def motor(self) -> Filmotor:
        """Det loggen trenger, når det er den som ligger i filen."""
        from .filmotor import Filmotor

        return Filmotor(self)

    @property
    def pa_nett(self) -> bool:
        """Om filen er på en nettverksmappe, der én har den åpen for skriving om gangen."""
        return self._nett

    @property
    def laast(self) -> bool:
        """Om filen er åpnet med en nøkkel."""
        return self._key is not None

    def hvil(self) -> None:
        """Flytt det som er lagret, fra følgefilen inn i selve filen, så den som kopierer filen, får det med seg.

        Går det ikke nå, er ingenting tapt: det ligger trygt i følgefilen til neste gang.
        """
        if not self._apent:
            with suppress(*sqlitefeil()):
                self.conn.execute("PRAGMA wal_checkpoint(PASSIVE)")

    def erstatt_med(self, kilde: sqlite3.Connection) -> None:
        """Gjør innholdet til det som er i ``kilde``. Stanses det midt i, er registeret som før.

        Kaster ``KanIkke`` som annen skriving.
        """
        with self.skriver():
            pass  # noen andre kan holde på; SQLite venter ikke på dem når den skriver over alt
        with med_rad(self.fil):
            kilde.backup(self.conn)
        self.hvil()

    @contextmanager
    def leser(self) -> Iterator[None]:
        """Rundt alt som leser: omgivelsenes feil blir ``KanIkke`` med råd."""
        with med_rad(self.fil):
            yield

    @contextmanager
    def skriver(self) -> Iterator[None]:
        """Rundt alt som skriver: én transaksjon som tar skrivelåsen med en gang, og blir hel eller ikke til.

        Det som skriver inne i en annen, er en del av den. Går det galt, er hele den ytterste som den aldri var.
        """
        inne_i_en = bool(self.conn.in_transaction)
        if inne_i_en:
            yield
            return
        if self._apent:
            raise ApentHosAnnen(self._apent.melding.nokkel, **self._apent.melding.verdier)
        with med_rad(self.fil):
            self._krev_pa_plass()
            if self._laas:
                self._laas.krev()
            self.conn.execute("BEGIN IMMEDIATE")
            try:
                yield
                self.conn.execute("COMMIT")
            except BaseException:
                if self.conn.in_transaction:  # en full disk kan ha rullet tilbake alt
                    self.conn.execute("ROLLBACK")
                raise

    def _krev_pa_plass(self) -> None:
        """SQLite merker ikke at filen er slettet eller byttet ut, og ville skrevet til noe ingen finner igjen.

        På en nettverksmappe kan nummeret til en fil skifte av seg selv; der sjekkes bare at den finnes.
        """
        na = _plass(self.fil)
        if na is None or (na != self._apnet and not self._nett):
            raise Hindret("hinder.register.flyttet", fil=self.fil)

    def sett_inn(self, tabell: str, verdier: Mapping[str, Any], finnes: str = "") -> int | None:
        """Sett inn en rad, og gi nummeret den fikk. ``finnes`` er hva som da skal gjøres (``ON CONFLICT …``)."""
        plasser = ", ".join(f":{kolonne}" for kolonne in verdier)
        sql = f"INSERT INTO {tabell} ({', '.join(verdier)}) VALUES ({plasser}) {finnes}"
        return self.execute(sql, dict(verdier)).lastrowid

    def oppdater(self, tabell: str, id_: str | int, verdier: Mapping[str, Any]) -> None:
        """Gi kolonnene i raden med id-en nye verdier."""
        nye = ", ".join(f"{kolonne} = :{kolonne}" for kolonne in verdier)
        self.execute(f"UPDATE {tabell} SET {nye} WHERE id = :id", {**verdier, "id": id_})

    def query(self, sql: str, params: Any = None) -> Iterator[dict[str, Any]]:  # type: ignore[override]
        """Radene, hentet etter hvert.

        sqlite_utils setter et lagringspunkt rundt hver spørring, i tilfelle den skriver. Ingen av våre gjør det, og det
        var tre setninger for hver.
        """
        peker = self.conn.execute(sql, () if params is None else params)
        navn = [kolonne[0] for kolonne in peker.description]
        return (dict(zip(navn, rad, strict=True)) for rad in peker)

    def rader(self, sql: str, verdier: dict[str, Any]) -> list[dict[str, Any]]:
        """Svaret på en spørring. Alt hentes med en gang, så ingen lesing blir stående åpen.

        En tekst som ikke er gyldig UTF-8, har «�» der den er ødelagt: én rad skal ikke skjule de andre.
        """
        try:
            return list(self.query(sql, verdier))
        except sqlitefeil() as feil:
            if hasattr(feil, "sqlite_errorcode"):  # det er SQLites egen; denne er Pythons
                raise
        self.conn.text_factory = lambda tekst: tekst.decode("utf-8", "replace")
        try:
            return list(self.query(sql, verdier))
        finally:
            self.conn.text_factory = str

    def samlet(self, *sporringer: Sporring) -> list[list[dict[str, Any]]]:
        """Svarene på flere spørringer. Her koster det ingenting å spørre én gang til."""
        return [self.rader(*sporring) for sporring in sporringer]


def connect(
    path: Path,
    key: str | None = None,
    *,
    skjema: Skjema = SAKER,
    bruker: str = "",
    na: Callable[[], datetime] = _klokke,
    er_nettverk: Callable[[Path], bool] = er_nettverksmappe,
    ventetid: float = VENTETID,
) -> Register:
    """Åpne registeret i ``path``; mappen og filen lages om de mangler, og en eldre fil oppgraderes.

    ``key`` er nøkkelen til en låst fil, 64 heksadesimale tegn; en ny fil blir låst med den.
    ``bruker`` er den andre får se har registeret åpent på en nettverksmappe.
    Kaster en ``KanIkke`` fra ``feil`` med råd når filen er nyere, skadet, låst med en annen nøkkel eller opptatt, eller
    stedet er fullt eller skrivebeskyttet.
    """
    fil = path.absolute()
    with PORTEN, med_rad(fil):
        lag_mappe(fil.parent)
        nettverk = er_nettverk(fil.parent)
        laas = Laas.prov(fil, bruker or _brukernavn(), na) if nettverk else None
        try:
            if isinstance(laas, ApentHosAnnen):
                db = _apne_for_lesing(fil, laas, skjema, ventetid, key)
            else:
                db = _apne(fil, laas, skjema, na, ventetid, key)
            APNE.add(db)
            return db
        except BaseException:
            if isinstance(laas, Laas):
                laas.slipp()
            raise


@contextmanager
def holdt_for_seg_selv(fil: Path, bruker: str) -> Iterator[None]:
    """Rundt arbeid som ingen annen skal kunne skrive imens: låsen ved siden av filen, når den er på en nettverksmappe.

    Kaster ``ApentHosAnnen`` når en annen har den.
    """
    laas = Laas.prov(fil, bruker or _brukernavn(), _klokke) if er_nettverksmappe(fil.parent) else None
    if isinstance(laas, ApentHosAnnen):
        raise laas
    try:
        yield
    finally:
        if laas:
            laas.slipp()


def hvil(fil: Path, key: str | None = None) -> None:
    """Som ``Register.hvil``, for et register noen kan ha åpent på en annen tråd eller i et annet program."""
    if fil.with_name(fil.name + "-wal").is_file():
        with PORTEN, suppress(*sqlitefeil()), closing(tilkobling(f"{uri(fil)}?mode=rw", key=key, uri=True)) as conn:
            conn.execute("PRAGMA wal_checkpoint(PASSIVE)")


def sikkerhetskopier(fil: Path) -> list[Path]:
    """Kopiene som er tatt før oppgraderinger av registeret i ``fil``."""
    return sorted(fil.parent.glob(f"{glob.escape(fil.name)}.skjema*.bak"))


def skriv_over_rester(db: sqlite_utils.Database) -> bool:
    """Skriv filen på nytt, så ingenting av det som er slettet, ligger igjen i den. Gir om det ble helt gjort.

    ``secure_delete`` alene er ikke nok: når SQLite flytter rader mellom sider, kan en rest bli liggende mellom dem.
    """
    db.conn.execute("PRAGMA wal_checkpoint(TRUNCATE)")  # tar det meste, og gir plass til resten
    db.conn.execute("VACUUM")
    opptatt, *_ = db.conn.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    return not opptatt


def _apne(
    fil: Path, laas: Laas | None, skjema: Skjema, na: Callable[[], datetime], ventetid: float, key: str | None
) -> Register:
    lag_fil(fil)
    if POSIX and laas is None:
        _bare_for_brukeren(fil)
    db = Register(fil, tilkobling(str(fil), ventetid, key), laas, key)
    try:
        if 0 < fil.stat().st_size < 512:  # SQLite ville ha skrevet over den
            raise skadet(fil)
        if laas:
            # Uten delt minne: en fil som var i WAL et annet sted, kan bare leses slik på en nettverksmappe.
            db.execute("PRAGMA locking_mode = EXCLUSIVE")
        _kontroller(db, skjema)
        _velg_journal(db, "delete" if laas else "wal", ventetid)
        # Er programmet drept mens filen ble skrevet om, kan dette være alt i den, uten lås.
        fil.with_name(fil.name + OMSKRIVES).unlink(missing_ok=True)
        db.execute("PRAGMA synchronous = FULL")
        if skjema.mangler(db):
            if skjema.nummer(db):
                _ta_sikkerhetskopi(db, skjema, na)
            with db.skriver():
                skjema.oppgrader(db)
            db.hvil()
        if laas:
            db.execute("PRAGMA locking_mode = NORMAL")
            db.execute("SELECT count(*) FROM sqlite_master").fetchall()  # først nå slippes den
    except BaseException:
        db.conn.close()
        raise
    return db


def _apne_for_lesing(fil: Path, laas: ApentHosAnnen, skjema: Skjema, ventetid: float, key: str | None) -> Register:
    db = Register(fil, tilkobling(f"{uri(fil)}?mode=ro", ventetid, key, uri=True), laas, key)
    try:
        _kontroller(db, skjema)
        if skjema.mangler(db):
            raise Hindret("hinder.register.eldre", fil=fil.name, laas=laas)
    except sqlitefeil() as feil:
        db.conn.close()
        if feilkode(feil) == sqlite3.SQLITE_READONLY:
            raise ApentHosAnnen("hinder.register.avbrutt", fil=fil.name, laas=laas) from None
        raise
    except BaseException:
        db.conn.close()
        raise
    return db


def _kontroller(db: Register, skjema: Skjema) -> None:
    """Er dette vårt, helt og ikke nyere enn oss? Ingenting i filen er endret når svaret er nei."""
    db.execute("PRAGMA secure_delete = ON")
    with nokkelen_passer(db.fil, db.nokkel):
        (merke,) = db.execute("PRAGMA application_id").fetchone()
    if merke != skjema.merke and (merke or db.table_names()):
        raise skadet(db.fil)
    if skjema.er_nyere(db):
        raise Hindret("hinder.register.nyere", fil=db.fil)
    # En stor logg ville tatt lang tid å åpne; den har sin egen kontroll.
    storst = SJEKKES_HELT_LAAST if db.laast else SJEKKES_HELT
    if db.fil.stat().st_size <= storst and db.execute("PRAGMA quick_check(1)").fetchone()[0] != "ok":
        raise skadet(db.fil)


def _velg_journal(db: Register, journal: str, ventetid: float) -> None:
    """Å bytte journal venter ikke på andre slik annen skriving gjør, så det prøves til det går eller tiden er ute."""
    frist = time.monotonic() + ventetid
    while True:
        try:
            (ble,) = db.conn.execute(f"PRAGMA journal_mode = {journal}").fetchone()
        except sqlitefeil() as feil:
            if feilkode(feil) != sqlite3.SQLITE_BUSY or time.monotonic() > frist:
                raise
        else:
            # Støtter ikke disken WAL, er vanlig journal like trygg. Men WAL på en nettverksmappe er det ikke.
            if journal == "wal" or ble == journal:
                return
            if time.monotonic() > frist:
                raise Hindret("hinder.register.opptatt_nett", fil=db.fil.name)
        time.sleep(0.05)


def _ta_sikkerhetskopi(db: Register, skjema: Skjema, na: Callable[[], datetime]) -> None:
    """Hele registeret til en fil ved siden av, med skjemaets nummer og tidspunktet i navnet."""
    navn = f"{db.fil.name}.skjema{skjema.nummer(db)}-{na().astimezone(UTC):%Y%m%dT%H%M%S%fZ}.bak"
    skriv_kopi(db.conn, db.fil.with_name(navn), skjema.merke, db.nokkel)


def _plass(fil: Path) -> tuple[int, int] | None:
    """Hvilken fil det er som ligger der, eller ``None`` når det ikke ligger noen."""
    try:
        stat = fil.stat()
    except (FileNotFoundError, NotADirectoryError):
        return None
    return stat.st_dev, stat.st_ino


def _bare_for_brukeren(fil: Path) -> None:
    """Ta fra andre tilgangen til en fil de har fått den til, for eksempel da den ble kopiert hit."""
    for del_ in (fil, *(fil.with_name(fil.name + endelse) for endelse in ("-wal", "-shm", "-journal"))):
        try:
            if del_.stat().st_mode & 0o077:
                del_.chmod(0o600)
        except (FileNotFoundError, PermissionError):
            continue  # en annens fil kan vi ikke endre; SQLite sier fra om vi ikke kan skrive i den


def _brukernavn() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return ""
