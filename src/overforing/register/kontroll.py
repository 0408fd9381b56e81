"""Er loggen i orden? Numrene uten hull, filene mot summene sine, historikken hel, databasen frisk.

Leser bare. Det som er galt, sies med journalnummer eller sekvensnummer, aldri med noe fra saken.
"""

from __future__ import annotations

import hashlib
import itertools
import json
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from overforing.mottak.foresporsel import FELT
from overforing.mottak.hendelser import spill_av, ut
from overforing.mottak.journalplikt import retning_for

from .database import Register
from .loggrader import foresporsel, hendelse

_VERN = (
    "vern_foresporsler_delete",
    "vern_foresporsler_update",
    "vern_hendelser_update",
    "vern_hendelser_delete",
    "vern_dokumenter_update",
    "vern_dokumenter_delete",
    "vern_filer_update",
    "vern_filer_delete",
    "vern_soketekster_delete",
)


class Kontrollslag(StrEnum):
    """Det som kontrolleres."""

    DATABASEN = "databasen"
    NUMRENE = "numrene"
    HISTORIKKEN = "historikken"
    DOKUMENTENE = "dokumentene"
    JOURNALEN = "journalen"
    FILENE = "filene"
    SOKET = "soket"


@dataclass(frozen=True)
class Avvik:
    """Noe som ikke er i orden, som en hel setning."""

    slag: Kontrollslag
    melding: str


@dataclass(frozen=True)
class Kontroll:
    """Hva som ble kontrollert, og avvikene."""

    foresporsler: int
    hendelser: int
    dokumenter: int
    avvik: tuple[Avvik, ...]

    @property
    def i_orden(self) -> bool:
        return not self.avvik


def kontroller(db: Register) -> Kontroll:
    """Kontroller hele loggen. Andre kan føre imens: alt leses slik det var da kontrollen begynte."""
    with db.leser():
        db.conn.execute("BEGIN")
        try:
            foresporsler, hendelser, dokumenter = (_antall(db, tabell) for tabell in _TABELLER)
            svar = Kontroll(foresporsler, hendelser, dokumenter, tuple(_avvik(db)))
        finally:
            db.conn.execute("ROLLBACK")
    return svar


def _antall(db: Register, tabell: str) -> int:
    return int(db.conn.execute(f"SELECT count(*) FROM {tabell}").fetchone()[0])


_TABELLER = ("foresporsler", "hendelser", "dokumenter")


def _avvik(db: Register) -> Iterator[Avvik]:
    for hvem, finn in (
        (Kontrollslag.DATABASEN, _databasen),
        (Kontrollslag.NUMRENE, _numrene),
        (Kontrollslag.HISTORIKKEN, _historikken),
        (Kontrollslag.DOKUMENTENE, _dokumentene),
        (Kontrollslag.JOURNALEN, _journalen),
        (Kontrollslag.FILENE, _filene),
        (Kontrollslag.SOKET, _soket),
    ):
        yield from (Avvik(hvem, melding) for melding in finn(db))


def _databasen(db: Register) -> Iterator[str]:
    for (svar,) in db.conn.execute("PRAGMA integrity_check"):
        if svar != "ok":
            yield f"Databasen er skadet: {svar}."
    for tabell, *_ in db.conn.execute("PRAGMA foreign_key_check"):
        yield f"En rad i «{tabell}» viser til noe som ikke finnes."
    finnes = {navn for (navn,) in db.conn.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")}
    for navn in _VERN:
        if navn not in finnes:
            yield f"Sperren «{navn}» mot endring er tatt bort."


def _numrene(db: Register) -> Iterator[str]:
    for tabell, kolonne, hva in (
        ("foresporsler", "nr", "Journalnummer {aar}/{nr} mangler."),
        ("dokumenter", "sekvens", "Dokument nr. {nr} i journalen for {aar} mangler."),
    ):
        # En rad rett etter et hull: nummeret før den finnes ikke.
        for aar, nr, forrige in db.conn.execute(
            f"""
            SELECT aar, {kolonne}, forrige FROM (
                SELECT aar, {kolonne}, lag({kolonne}, 1, 0) OVER (PARTITION BY aar ORDER BY {kolonne}) AS forrige
                FROM {tabell})
            WHERE {kolonne} <> forrige + 1
            """
        ):
            for manglende in itertools.islice(range(forrige + 1, nr), 20):
                yield hva.format(aar=aar, nr=manglende)

    # Tallet SQLite selv har talt til, avslører at de siste er borte.
    (talt, siste) = db.conn.execute(
        "SELECT coalesce((SELECT seq FROM sqlite_sequence WHERE name = 'foresporsler'), 0), "
        "(SELECT coalesce(max(id), 0) FROM foresporsler)"
    ).fetchone()
    if talt != siste:
        yield f"Det er ført {talt} forespørsler, men de siste er borte."


def _historikken(db: Register) -> Iterator[str]:
    rader = db.query("SELECT * FROM foresporsler ORDER BY id")
    grupper = itertools.groupby(
        db.query("SELECT * FROM hendelser ORDER BY foresporsel, nr"), key=lambda rad: rad["foresporsel"]
    )
    historie = next(grupper, None)
    for rad in rader:
        nummer = f"{rad['aar']}/{rad['nr']}"
        hendelser_her: list[dict[str, Any]] = []
        if historie is not None and historie[0] == rad["id"]:
            hendelser_her = list(historie[1])
            historie = next(grupper, None)
        try:
            fort = foresporsel(rad)
            naa = spill_av(fort.aar, fort.nr, [hendelse(h) for h in hendelser_her])
        except (ValueError, KeyError, TypeError, json.JSONDecodeError) as feil:
            yield f"{nummer}: historikken er ikke hel ({feil})."
            continue
        if (naa.versjon, naa.registrert, naa.registrert_av) != (fort.versjon, fort.registrert, fort.registrert_av):
            yield f"{nummer}: historikken har {naa.versjon} hendelser, og det skal være {fort.versjon}."
        elif ulike := [felt for felt in FELT if ut(getattr(naa, felt)) != ut(getattr(fort, felt))]:
            yield f"{nummer}: det som står i {', '.join(ulike)}, er ikke det historikken sier."


def _dokumentene(db: Register) -> Iterator[str]:
    for aar, nr, poster, hoyest in db.conn.execute(
        """
        SELECT f.aar, f.nr, count(*), max(d.post) FROM dokumenter d JOIN foresporsler f ON f.id = d.foresporsel
        GROUP BY d.foresporsel HAVING count(*) <> max(d.post)
        """
    ):
        yield f"{aar}/{nr}: dokumentene er ikke i rekke ({poster} av {hoyest})."
    for aar, sekvens in db.conn.execute(
        "SELECT aar, sekvens FROM dokumenter d WHERE d.sha256 IS NOT NULL "
        "AND NOT EXISTS (SELECT 1 FROM filer WHERE filer.sha256 = d.sha256)"
    ):
        yield f"Filen til dokument nr. {sekvens} i journalen for {aar} mangler."


def _journalen(db: Register) -> Iterator[str]:
    """Det som er ført, og ikke har plassen sin i journalen: da er det heller ikke med når den eksporteres."""
    for rad in db.query(
        """
        SELECT f.aar, f.nr AS journalnr, h.* FROM hendelser h JOIN foresporsler f ON f.id = h.foresporsel
        WHERE NOT EXISTS (SELECT 1 FROM dokumenter d WHERE d.foresporsel = h.foresporsel AND d.hendelse = h.nr)
        ORDER BY h.foresporsel, h.nr
        """
    ):
        try:
            retning = retning_for(hendelse(rad))
        except (ValueError, KeyError, TypeError):
            continue  # en skadet hendelse er sagt under historikken
        if retning is not None:
            yield f"{rad['aar']}/{rad['journalnr']}: hendelse {rad['nr']} mangler i journalen ({_HVA[retning]})."


_HVA = {"inn": "dokument inn", "ut": "dokument ut", "intern": "internt notat"}


def _filene(db: Register) -> Iterator[str]:
    for sha256, storrelse, innhold in db.conn.execute("SELECT sha256, storrelse, innhold FROM filer"):
        if len(innhold) != storrelse or hashlib.sha256(innhold).hexdigest() != sha256:
            eiere = db.conn.execute("SELECT aar, sekvens FROM dokumenter WHERE sha256 = ?", (sha256,)).fetchall()
            hvor = ", ".join(f"nr. {sekvens} for {aar}" for aar, sekvens in eiere) or "uten dokument"
            yield f"En fil er ikke lenger slik den kom (dokument {hvor})."


def _soket(db: Register) -> Iterator[str]:
    (uten,) = db.conn.execute(
        "SELECT count(*) FROM foresporsler WHERE id NOT IN (SELECT id FROM soketekster)"
    ).fetchone()
    if uten:
        yield f"{uten} forespørsler kan ikke finnes med søk."
