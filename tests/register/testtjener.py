"""Prøvenes egen PostgreSQL: en tjener i en midlertidig mappe, bare nådd gjennom en socket der, og borte etterpå."""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache, cached_property
from pathlib import Path
from typing import Any

import psycopg

from overforing.mottak.kontrollsvar import Funn
from overforing.register.felles import skjema
from overforing.register.felles.adresse import Adresse, les_adresse
from overforing.register.felles.tjener import Tjener
from overforing.register.felles.tjenermotor import Tjenermotor
from overforing.register.foresporsler import Foresporselsregister

EIER = "eier"
"""Den som eier tjeneren, og er superbruker på den."""


@cache
def binaer_mappe() -> Path | None:
    """Mappen med ``initdb``, eller ``None`` når den ikke er på maskinen."""
    steder = [Path(funnet).resolve().parent for funnet in (shutil.which("initdb"),) if funnet]
    steder += sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda s: -int(s.parent.name))
    return next((sted for sted in steder if (sted / "initdb").exists() and (sted / "postgres").exists()), None)


def hvorfor_ikke() -> str:
    """Hvorfor prøvene på en tjener ikke kan kjøres her; tomt når de kan."""
    if os.name != "posix":
        return "prøvene starter PostgreSQL bare på POSIX"
    if binaer_mappe() is None:
        return "PostgreSQL er ikke installert (Debian: postgresql)"
    return ""


class Provetjener:
    """En tjener som går. ``fsync`` er av når ingen skal ta strømmen fra den."""

    def __init__(self, mappe: Path, *, fsync: bool = False, kopi_av: Path | None = None) -> None:
        self.mappe, self.port = mappe, 5432
        self.eier: dict[str, psycopg.Connection[Any]] = {}
        self.ledige: list[Provelogg] = []
        """Forbindelser til prøvenes felles logg. Å begynne en ny koster mer enn mange prøver."""
        self._som: dict[str, Any] = {}
        if os.geteuid() == 0:  # PostgreSQL vil ikke kjøres av root
            kontoer = {en.pw_name: en for en in pwd.getpwall()}
            eier = kontoer.get("postgres") or kontoer["nobody"]
            os.chown(mappe, eier.pw_uid, eier.pw_gid)
            self._som = {"user": eier.pw_uid, "group": eier.pw_gid, "extra_groups": []}
        if kopi_av is not None:
            self._overta(kopi_av)
            return
        self._kjor("initdb", "-D", self.data, "-U", EIER, "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync")
        with (self.data / "postgresql.conf").open("a") as ut:
            trygt = "" if fsync else "fsync = off\nfull_page_writes = off\n"
            ut.write(
                f"listen_addresses = ''\nunix_socket_directories = '{mappe}'\nmax_connections = 60\n"
                f"shared_buffers = 64MB\nautovacuum = off\nlogging_collector = off\n{trygt}"
            )
        self.start()

    @property
    def data(self) -> Path:
        return self.mappe / "data"

    def _kjor(self, program: str, *argumenter: object) -> None:
        mappe = binaer_mappe()
        assert mappe is not None
        subprocess.run(
            [mappe / program, *map(str, argumenter)],
            check=True,
            cwd=self.mappe,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "LC_ALL": "C.UTF-8"},
            **self._som,
        )

    def _overta(self, data: Path) -> None:
        """Gå videre med det en annen, som er stanset, hadde."""
        shutil.copytree(data, self.data)
        for fil in (self.data, *self.data.rglob("*")):
            if "user" in self._som:
                os.chown(fil, self._som["user"], self._som["group"])
        with (self.data / "postgresql.conf").open("a") as ut:
            ut.write(f"unix_socket_directories = '{self.mappe}'\nlisten_addresses = ''\nssl = off\n")
        self.start()

    def med_tls(self) -> Path:
        """Ta også imot kryptert på 127.0.0.1, med et sertifikat for «localhost» ingen stoler på. Svaret er det."""
        sertifikat, nokkel = self.data / "server.crt", self.data / "server.key"
        hva = ("-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost")
        ny = ("openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", *hva)
        filer = ("-keyout", str(nokkel), "-out", str(sertifikat))
        subprocess.run([*ny, *filer], check=True, capture_output=True, **self._som)
        with socket.socket() as ledig:
            ledig.bind(("127.0.0.1", 0))
            self.port = ledig.getsockname()[1]
        with (self.data / "postgresql.conf").open("a") as ut:
            ut.write(f"listen_addresses = '127.0.0.1'\nport = {self.port}\nssl = on\n")
        self.stans()
        self.start()
        return sertifikat

    def start(self) -> None:
        self._kjor("pg_ctl", "-D", self.data, "-w", "-l", self.mappe / "logg", "start")

    def stans(self, maten: str = "fast") -> None:
        self._kjor("pg_ctl", "-D", self.data, "-w", "-m", maten, "stop")

    @contextmanager
    def kutt(self, database: str, *logins: str) -> Iterator[None]:
        """Forbindelsene til dem som er logget inn, brytes, og ingen når fram, som når nettverket er borte."""
        sokkel, gjemt = self.mappe / f".s.PGSQL.{self.port}", self.mappe / "kuttet"
        sql = "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = %s AND usename = ANY (%s)"
        with psycopg.connect(**self.adresse("postgres").valg, autocommit=True) as conn:
            sokkel.rename(gjemt)
            conn.execute(sql, (database, list(logins)))
        try:
            yield
        finally:
            gjemt.rename(sokkel)

    def drep(self) -> None:
        """Stans den slik strømmen stanser den."""
        for conn in (*self.eier.values(), *self.ledige):
            conn.close()
        pid = int((self.data / "postmaster.pid").read_text().split()[0])
        os.kill(pid, signal.SIGQUIT)
        while (self.data / "postmaster.pid").exists():
            time.sleep(0.02)

    def adresse(self, database: str, login: str = EIER) -> Adresse:
        return les_adresse(f"postgresql:///{database}?host={self.mappe}&port={self.port}", login=login)


@contextmanager
def egen_tjener(
    *, fsync: bool = False, mappe: Path | None = None, kopi_av: Path | None = None
) -> Iterator[Provetjener]:
    """En tjener som er borte etterpå. Mappen har et kort navn: stien til en socket kan ikke være lang."""
    mappe = mappe or Path(tempfile.mkdtemp(prefix="ovpg-"))
    mappe.chmod(0o755)
    try:
        tjener = Provetjener(mappe, fsync=fsync, kopi_av=kopi_av)
        try:
            yield tjener
        finally:
            tjener.drep()
    finally:
        shutil.rmtree(mappe, ignore_errors=True)


class _Stillbar(Tjenermotor):
    """Kontrollen finner at klokka er byttet ut. Det er prøven som har gjort det."""

    def databasen(self) -> Iterator[Funn]:
        yield from (funn for funn in super().databasen() if funn.hvor != "klokka")


class Provelogg(Tjener):
    """En felles logg i en prøve. Den som fører, logges inn med navnet sitt, som en vanlig bruker.

    Klokka i databasen sier ingenting, så prøven kan stille den.
    """

    @cached_property
    def motor(self) -> Tjenermotor:
        return _Stillbar(self)

    def som(self, navn: str) -> None:
        """Bli den med navnet, på den samme forbindelsen."""
        login = brukernavn(navn)
        if navn not in self._kjente:
            gruppe = f"{self.adresse.database}_brukere"
            self.conn.execute("RESET SESSION AUTHORIZATION")
            if not self.conn.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", (login,)).fetchone():
                self.conn.execute(f'CREATE ROLE "{login}" LOGIN')
            self.conn.execute(f'GRANT "{gruppe}" TO "{login}"')
            self.conn.execute(
                "INSERT INTO brukere (login, navn, rolle) VALUES (%s, %s, 'saksbehandler') ON CONFLICT DO NOTHING",
                (login, navn),
            )
            self._kjente.add(navn)
        self.conn.execute(f'SET SESSION AUTHORIZATION "{login}"')

    def som_ny(self) -> None:
        """Slik den var før noen logget inn."""
        self._kjente.clear()
        self.conn.execute("RESET SESSION AUTHORIZATION")
        self.conn.execute("SET session_replication_role = origin")

    def utenom(self) -> None:
        """Bli den som eier tjeneren, uten sperrer."""
        self.conn.execute("RESET SESSION AUTHORIZATION")
        self.conn.execute("SET session_replication_role = replica")

    @property
    def _kjente(self) -> set[str]:
        return self.__dict__.setdefault("_de_kjente", set())


class Proveregister(Foresporselsregister):
    """Loggen slik hver av dem som fører i den, ser den: ``bruker`` er den som er logget inn."""

    @property
    def bruker(self) -> str:
        return self._bruker

    @bruker.setter
    def bruker(self, navn: str) -> None:
        self._bruker = navn
        self._logg_inn()

    def _logg_inn(self) -> None:
        assert isinstance(self.db, Provelogg)
        if self._bruker:
            self.db.som(self._bruker)

    @contextmanager
    def _forer(self) -> Iterator[None]:
        self._logg_inn()
        with super()._forer():
            yield


def brukernavn(navn: str) -> str:
    return "".join(tegn for tegn in navn.casefold() if tegn.isalnum()) or "ingen"


TABELLENE = (
    *("skjemautkast", "brevutkast", "soketekster", "kjede", "dokumenter", "filer", "hendelser", "foresporsler"),
    *("brukere", "loggvalg"),
)


def tom(tjener: Provetjener, database: str) -> None:
    """Ta bort alt som er ført, slik bare den som eier hele tjeneren, kan."""
    if database not in tjener.eier:
        tjener.eier[database] = psycopg.connect(**tjener.adresse(database).valg, autocommit=True)
        tjener.eier[database].execute("SET session_replication_role = replica")
    bort = "; ".join(f"DELETE FROM {tabell}" for tabell in TABELLENE)
    tjener.eier[database].execute(f"BEGIN; {bort}; UPDATE tellere SET verdi = 0; COMMIT")


def lag_database(tjener: Provetjener, navn: str, *, stillbar: bool, tom: bool = False) -> None:
    """En ny felles logg, eller en ``tom`` database. Er loggen ``stillbar``, sier databasen ingenting om klokka."""
    with psycopg.connect(**tjener.adresse("postgres").valg, autocommit=True) as conn:
        conn.execute(f'CREATE DATABASE "{navn}"')
    if tom:
        return
    with psycopg.connect(**tjener.adresse(navn).valg, autocommit=True) as conn:
        skjema.opprett(conn)
        if stillbar:
            ingen = "RETURNS timestamptz LANGUAGE sql AS $$ SELECT NULL::timestamptz $$"
            conn.execute(f"CREATE OR REPLACE FUNCTION klokka() {ingen}")


def legg_til(tjener: Provetjener, database: str, login: str, navn: str, rolle: str) -> None:
    """En innlogging til loggen; uten ``navn`` er den ikke en bruker der."""
    with psycopg.connect(**tjener.adresse(database).valg, autocommit=True) as conn:
        if not conn.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", (login,)).fetchone():
            conn.execute(f'CREATE ROLE "{login}" LOGIN')
        conn.execute(f'GRANT "{database}_brukere" TO "{login}"')
        if navn:
            conn.execute("INSERT INTO brukere (login, navn, rolle) VALUES (%s, %s, %s)", (login, navn, rolle))
