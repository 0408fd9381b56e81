"""Registerets tabeller, som en rekke små endringer. Hver taler bare om tabeller, aldri om dagens saksmodell.

En utgitt endring forandres aldri; en ny legges til nederst i ``SAKER``. To ting gjelder i alle utgaver, for sletting
hviler på dem, også i gamle sikkerhetskopier: en sak er raden i ``saker`` med nøkkelen ``id``, og alt annet om saken
forsvinner med den raden.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from sqlite_utils import Database
from sqlite_utils.migrations import Migrations

from .summer import er_json, kontrollsum

Endring = Callable[[Database], None]


@dataclass(frozen=True)
class Skjema:
    """Tabellene i ett slag register. ``merke`` er SQLites ``application_id`` i filer av det slaget."""

    navn: str
    merke: int
    endringer: tuple[Endring, ...]

    @cached_property
    def _migrations(self) -> Migrations:
        rekke = Migrations(self.navn)
        for endring in self.endringer:
            rekke(name=endring.__name__)(endring)
        return rekke

    def nummer(self, db: Database) -> int:
        """Hvor mange endringer filen har fått. 0 er en fil uten tabeller."""
        return len(self._migrations.applied(db))

    def er_nyere(self, db: Database) -> bool:
        """Om filen har fått endringer dette programmet ikke kjenner."""
        kjente = {endring.__name__ for endring in self.endringer}
        return any(gjort.name not in kjente for gjort in self._migrations.applied(db))

    def mangler(self, db: Database) -> bool:
        """Om det er endringer filen ikke har fått."""
        return bool(self._migrations.pending(db))

    def oppgrader(self, db: Database) -> None:
        """Gi filen endringene den mangler. Kalles inne i en transaksjon, så den får alle eller ingen."""
        self._migrations.apply(db)
        db.execute(f"PRAGMA application_id = {self.merke}")


def saker(db: Database) -> None:
    """Én rad per sak: utkastet, og det lista og søket trenger. De lange tekstene står sist, så lista leser lite."""
    db.execute(
        """
        CREATE TABLE saker (
            id TEXT NOT NULL PRIMARY KEY,
            versjon INTEGER NOT NULL CHECK (versjon >= 1),
            opprettet TEXT NOT NULL,
            endret TEXT NOT NULL,
            endret_av TEXT NOT NULL,
            avsluttet INTEGER NOT NULL DEFAULT 0 CHECK (avsluttet IN (0, 1)),
            tilstand TEXT NOT NULL,
            saksnummer TEXT NOT NULL,
            mottatt TEXT,
            sakstype TEXT NOT NULL,
            arsak TEXT,
            haster INTEGER,
            sok TEXT NOT NULL,
            raa TEXT NOT NULL,
            json TEXT NOT NULL
        )
        """
    )
    db.execute("CREATE INDEX saker_endret ON saker (endret)")


def revisjoner(db: Database) -> None:
    """Saken slik den var da den ble lukket, ferdigstilt eller fikk et brev."""
    db.execute(
        """
        CREATE TABLE revisjoner (
            sak TEXT NOT NULL REFERENCES saker (id) ON DELETE CASCADE,
            nr INTEGER NOT NULL,
            tidspunkt TEXT NOT NULL,
            grunn TEXT NOT NULL,
            json TEXT NOT NULL,
            PRIMARY KEY (sak, nr)
        )
        """
    )


def kopier(db: Database) -> None:
    """Det den som kom som nummer to, hadde skrevet: én kopi per åpning av saken, som fortsetter å følge skrivingen."""
    db.execute(
        """
        CREATE TABLE kopier (
            nr INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
            sak TEXT NOT NULL REFERENCES saker (id) ON DELETE CASCADE,
            okt TEXT NOT NULL,
            bygger_pa INTEGER NOT NULL,
            tidspunkt TEXT NOT NULL,
            av TEXT NOT NULL,
            raa TEXT NOT NULL,
            json TEXT NOT NULL,
            UNIQUE (sak, okt, bygger_pa)
        )
        """
    )


def slettet(db: Database) -> None:
    """Det som blir igjen av en slettet sak. ``ryddet`` er 0 til også restene i filen er skrevet over."""
    db.execute(
        """
        CREATE TABLE slettet (
            sak TEXT NOT NULL,
            tidspunkt TEXT NOT NULL,
            ryddet INTEGER NOT NULL DEFAULT 0 CHECK (ryddet IN (0, 1))
        )
        """
    )


def forelopig_svar(db: Database) -> None:
    """Om søkeren har fått foreløpig svar, så lista kan vise fristen uten å lese sakene."""
    db.execute(
        "ALTER TABLE saker ADD COLUMN forelopig_svar INTEGER NOT NULL DEFAULT 0 CHECK (forelopig_svar IN (0, 1))"
    )
    db.execute(
        """
        UPDATE saker SET forelopig_svar = 1
        WHERE CASE WHEN json_valid(json) THEN json_type(json, '$.forelopig_svar_soker') IS NOT NULL END
        """
    )


def kjennetegn(db: Database) -> None:
    """Det lista viser av hver sak, kontorets egen merkelapp, og saken den er en fornyelse av.

    ``lapp_roper`` er 1 når merkelappen sier hvem saken gjelder; da vises den ikke. Utfallet i eldre saker er ukjent til
    de lagres igjen.
    """
    for kolonne in ("tjenester", "utfall", "venter_pa", "merkelapp"):
        db.execute(f"ALTER TABLE saker ADD COLUMN {kolonne} TEXT NOT NULL DEFAULT ''")
    db.execute("ALTER TABLE saker ADD COLUMN lapp_roper INTEGER NOT NULL DEFAULT 0 CHECK (lapp_roper IN (0, 1))")
    db.execute("ALTER TABLE saker ADD COLUMN fornyelse_av TEXT")
    db.execute(
        """
        UPDATE saker SET tjenester = CASE WHEN json_valid(json) THEN
            coalesce((SELECT group_concat(value, ' ') FROM json_each(saker.json, '$.soknad.tjenester')), '') ELSE '' END
        """
    )


def filer(db: Database) -> None:
    """Stiene til brevene som er lagret fra saken, som en JSON-liste."""
    db.execute("ALTER TABLE saker ADD COLUMN filer TEXT NOT NULL DEFAULT '[]'")


def kontrollsummer(db: Database) -> None:
    """Summen av teksten i hver sak (``summer``). En sak som alt er ødelagt, får ingen, og vises som uleselig."""
    db.execute("ALTER TABLE saker ADD COLUMN kontrollsum TEXT NOT NULL DEFAULT ''")
    tekster = "SELECT rowid, CAST(json AS BLOB), CAST(raa AS BLOB) FROM saker"
    for rad, tekst, halvskrevet in db.execute(tekster).fetchall():
        if er_json(tekst, halvskrevet):
            db.execute("UPDATE saker SET kontrollsum = ? WHERE rowid = ?", [kontrollsum(tekst, halvskrevet), rad])


SAKER = Skjema(
    "saker", 0x4F76_5331, (saker, revisjoner, kopier, slettet, forelopig_svar, kjennetegn, filer, kontrollsummer)
)
"""Kontorets egne saker. Merket er «OvS1»."""
