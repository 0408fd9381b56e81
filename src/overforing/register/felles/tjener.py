"""En åpen felles logg: forbindelsen, transaksjonene, og SQL-en oversatt til den psycopg tar.

Faller forbindelsen, kobles det til igjen ved neste spørring. En lesing gjøres da om igjen; det som skulle føres, er
ikke ført, og det sies.
"""

from __future__ import annotations

import itertools
import re
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from datetime import datetime, timedelta
from functools import cached_property, lru_cache
from typing import Any, TypeVar

import psycopg
from psycopg.pq import TransactionStatus
from psycopg.rows import dict_row

from overforing.feil import KanIkke
from overforing.hinder import Hindret
from overforing.register.loggbase import Sporring

from .adresse import Adresse
from .feil import med_rad
from .skjema import krev_riktig
from .sperrer import LAASEN
from .tjenermotor import Tjenermotor

Conn = psycopg.Connection[tuple[Any, ...]]
T = TypeVar("T")
_VENT = (0, 0.5, 1, 2, 4)
"""Sekunder før hvert forsøk på å spørre tjeneren om det siste ble ført."""


class Tjener:
    """``Loggbase`` på en tjener. ``meg`` er navnet den som er logget inn, føres med; tomt når hun ikke er lagt til."""

    fil = None

    def __init__(self, adresse: Adresse) -> None:
        self.adresse = adresse
        self.meg = ""
        self._conn: Conn | None = None
        self._skriver = False
        self._stillbilde = False
        self._teller = itertools.count()

    @cached_property
    def motor(self) -> Tjenermotor:
        return Tjenermotor(self)

    def close(self) -> None:
        if self._conn is not None:
            self._conn.close()
            self._conn = None

    @property
    def conn(self) -> Conn:
        """Forbindelsen. Er den brutt, kobles det til igjen, unntatt midt i noe som føres."""
        if self._conn is None or (self._conn.closed and not self._skriver):
            self._conn = self._koble_til()
        return self._conn

    def _koble_til(self) -> Conn:
        with med_rad(self.adresse):
            # Ingen spørring ligger klar til neste gang: den kunne vært forklart for en som er skjermet fra noe.
            conn = psycopg.connect(**self.adresse.valg, autocommit=True, prepare_threshold=None)
            try:
                krev_riktig(conn, self.adresse)
                rad = conn.execute("SELECT meg(), clock_timestamp()").fetchone()
            except BaseException:
                conn.close()
                raise
            assert rad is not None
            self.meg = rad[0] or ""
            self._still(rad[1])
            return conn

    def _still(self, tjenerens: datetime) -> None:
        self._malt = time.monotonic(), tjenerens

    def na(self) -> datetime:
        """Klokka på tjeneren, i maskinens tidssone."""
        self.conn  # noqa: B018 – måles når det kobles til
        malt, tjenerens = self._malt
        return (tjenerens + timedelta(seconds=time.monotonic() - malt)).astimezone()

    @contextmanager
    def leser(self) -> Iterator[None]:
        """Rundt alt som leser: omgivelsenes feil blir ``KanIkke`` med råd."""
        with med_rad(self.adresse):
            yield

    @contextmanager
    def skriver(self) -> Iterator[None]:
        """Rundt alt som skriver: én transaksjon som tar låsen med en gang, og blir hel eller ikke til."""
        if self._skriver:
            yield
            return
        with med_rad(self.adresse):
            nummer = self._begynn()
            self._skriver = True
            try:
                yield
                self._fullfor(nummer)
            except BaseException:
                with suppress(psycopg.Error):
                    self.conn.execute("ROLLBACK")
                raise
            finally:
                self._skriver = False

    def _begynn(self) -> str:
        """Ta låsen. Svaret er nummeret tjeneren har gitt transaksjonen."""
        hva = "clock_timestamp(), pg_current_xact_id()::text"
        peker = self._utfor(f"BEGIN; SELECT pg_advisory_xact_lock({LAASEN}), {hva}", None)
        peker.nextset()
        rad = peker.fetchone()
        assert rad is not None
        self._still(rad[1])
        return str(rad[2])

    def _fullfor(self, nummer: str) -> None:
        """Falt forbindelsen før svaret kom, er det bare tjeneren som vet om det ble ført. Da spørres den."""
        try:
            self.conn.execute("COMMIT")
        except psycopg.OperationalError:
            if not self.conn_er_brutt or not self._ble_fort(nummer):
                raise

    def _ble_fort(self, nummer: str) -> bool:
        for vent in _VENT:
            time.sleep(vent)
            with suppress(KanIkke):
                self._conn = self._koble_til()
                rad = self._conn.execute("SELECT pg_xact_status(%s::xid8)", (nummer,)).fetchone()
                if rad is not None and rad[0] in ("committed", "aborted"):
                    return bool(rad[0] == "committed")
        om = {"tjener": self.adresse.vert, "logg": self.adresse.database}
        raise Hindret("hinder.felles.usikkert", **om)

    def execute(self, sql: str, parameters: Any = None) -> psycopg.Cursor[tuple[Any, ...]]:
        return self._utfor(oversett(sql), _verdier(parameters))

    def query(self, sql: str, params: Any = None) -> Iterator[dict[str, Any]]:
        """Radene; i en lesetransaksjon noen hundre om gangen, og flere slike kan leses om hverandre."""
        if not self._stillbilde:
            yield from self.rader(sql, params)
            return
        with self.conn.cursor(f"rader_{next(self._teller)}", row_factory=dict_row) as peker:
            peker.itersize = 500
            yield from peker.execute(oversett(sql).encode(), _verdier(params))

    @property
    def i_transaksjon(self) -> bool:
        return self.conn.info.transaction_status is TransactionStatus.INTRANS

    @contextmanager
    def lesetransaksjon(self) -> Iterator[None]:
        """Rundt mange lesinger som skal se loggen slik den er nå. Inne i en transaksjon er det den som leser."""
        inne_i_en = self.i_transaksjon
        if not inne_i_en:
            self.execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
        self._stillbilde = True
        try:
            yield
        finally:
            self._stillbilde = False
            if not inne_i_en:
                with suppress(psycopg.Error):  # er forbindelsen brutt, er også transaksjonen borte
                    self.conn.execute("ROLLBACK")

    @contextmanager
    def mange_like(self) -> Iterator[None]:
        """Rundt mange like spørringer fra en som ikke er skjermet: de planlegges én gang, og glemmes etterpå."""
        conn = self.conn
        conn.prepare_threshold = 5
        try:
            yield
        finally:
            with suppress(psycopg.Error):  # er forbindelsen brutt, er de også borte
                # psycopg ser bare på den første av flere like setninger, og må selv vite at de er borte.
                conn.execute(f"DEALLOCATE ALL -- {next(self._teller)}".encode(), prepare=False)
            conn.prepare_threshold = None

    def rader(self, sql: str, verdier: Any) -> list[dict[str, Any]]:
        """Svaret på en spørring, hentet med en gang."""
        return _med_navn(self.execute(sql, verdier))

    def samlet(self, *sporringer: Sporring) -> list[list[dict[str, Any]]]:
        """Svarene på flere spørringer, hentet på én tur. Er forbindelsen brutt, prøves de én gang til."""

        def hent() -> list[psycopg.Cursor[tuple[Any, ...]]]:
            with self.conn.pipeline():
                return [self.conn.execute(oversett(sql).encode(), verdier) for sql, verdier in sporringer]

        return [_med_navn(peker) for peker in self._med_nytt_forsok(hent)]

    def sett_inn(self, tabell: str, verdier: Mapping[str, Any], finnes: str = "") -> int | None:
        plasser = ", ".join(f":{kolonne}" for kolonne in verdier)
        sql = f"INSERT INTO {tabell} ({', '.join(verdier)}) VALUES ({plasser}) {finnes}"
        if tabell != "foresporsler":
            self.execute(sql, dict(verdier))
            return None
        rad = self.execute(f"{sql} RETURNING id", dict(verdier)).fetchone()
        assert rad is not None
        return int(rad[0])

    def oppdater(self, tabell: str, id_: str | int, verdier: Mapping[str, Any]) -> None:
        nye = ", ".join(f"{kolonne} = :{kolonne}" for kolonne in verdier)
        self.execute(f"UPDATE {tabell} SET {nye} WHERE id = :id", {**verdier, "id": id_})

    def _utfor(self, sql: str, verdier: Any) -> psycopg.Cursor[tuple[Any, ...]]:
        return self._med_nytt_forsok(lambda: self.conn.execute(sql.encode(), verdier))

    def _med_nytt_forsok(self, spor: Callable[[], T]) -> T:
        """Er forbindelsen brutt, prøves det én gang til på en ny, når ingenting er begynt på."""
        try:
            return spor()
        except psycopg.OperationalError:
            if self._skriver or not self.conn_er_brutt:
                raise
        return spor()

    @property
    def conn_er_brutt(self) -> bool:
        return self._conn is None or bool(self._conn.closed)


def koble_til(adresse: Adresse) -> Conn:
    """En forbindelse til databasen, hva som enn er i den. Kaster en ``KanIkke`` med råd når det ikke går."""
    with med_rad(adresse):
        return psycopg.connect(**adresse.valg, autocommit=True)


def apne(adresse: Adresse, *, som_bruker: bool = True) -> Tjener:
    """Åpne den felles loggen. Kaster en ``KanIkke`` med råd når det ikke går.

    Den som ikke er lagt til, kan bare åpne den for å styre den, og ikke ``som_bruker``.
    """
    db = Tjener(adresse)
    db.conn  # noqa: B018
    if som_bruker and not db.meg:
        db.close()
        raise Hindret("hinder.felles.ikke_lagt_til", tjener=adresse.vert, logg=adresse.database, login=adresse.login)
    return db


@lru_cache(maxsize=512)
def oversett(sql: str) -> str:
    """SQL med ``:navn`` og ``?`` til den psycopg tar. Ingen av dem står i en tekst i SQL-en vår."""
    sql = re.sub(r"(?<![:\w]):([a-z_]\w*)", r"%(\1)s", sql.replace("%", "%%"))
    return sql.replace("?", "%s")


def _med_navn(peker: psycopg.Cursor[tuple[Any, ...]]) -> list[dict[str, Any]]:
    navn = [kolonne.name for kolonne in peker.description or ()]
    return [dict(zip(navn, rad, strict=True)) for rad in peker.fetchall()]


def _verdier(verdier: Any) -> Any:
    return () if verdier is None else verdier
