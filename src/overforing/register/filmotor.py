"""Loggen i en fil: det som bare SQLite forstår."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from typing import Any, Protocol

from overforing.feil import Melding
from overforing.mottak.brukere import Kollega
from overforing.mottak.kontrollsvar import Funn
from overforing.sak.person import Linje
from overforing.sqlite_utgave import kjente_feil

from . import kjede
from .loggbase import Loggbase, Sok
from .loggsok import med_nytt
from .sok import Fulltekstsok

_INDEKSENE = ("sok_ord", "sok_biter")


class Fil(Loggbase, Protocol):
    """Databasen i en fil, åpen."""

    conn: sqlite3.Connection


class Filmotor:
    """``Loggmotor`` for en fil."""

    haster = "f.haster = 1"
    # SQLite ville ellers lest hele historikken til hver av dem.
    forelopig_sendt = """EXISTS (
        SELECT 1 FROM hendelser h INDEXED BY hendelser_forelopig
        WHERE h.foresporsel = f.id AND h.handling = 'forelopig_svar'
    )"""
    samme_fil = "id = (SELECT foresporsel FROM dokumenter WHERE sha256 = :sha256 AND retning = 'inn')"
    samme_sak = "sak = :sak ORDER BY id DESC LIMIT 1"
    nummeret = kjede.NUMMERET
    avgjort_i_ar = "substr(f.avgjort, 1, 4) = :aaret"
    skjermer = False
    soketekster = "soketekster"
    med_skjermede = "foresporsler"
    momenter = "CASE json_valid(d.sak) WHEN 1 THEN json_extract(d.sak, :sti) END"
    brukere = ""
    serverens_klokke = False

    def __init__(self, db: Fil) -> None:
        self._db = db
        self._nye_soketekster: dict[int, str] | None = None

    def sok(self, sok: Fulltekstsok) -> Sok:
        # FTS5 går baklengs gjennom treffene selv; da stanser det når siden er full.
        if not sok.bitene and not sok.ordene:
            return Sok("foresporsler f", "f.id")
        biter, ord_ = sok.biter, sok.ord
        tabell = "sok_biter" if biter else "sok_ord"
        vilkar = [f"{tabell} MATCH {':biter' if biter else ':ord'}"]
        if biter and ord_:
            vilkar.append("f.id IN (SELECT rowid FROM sok_ord WHERE sok_ord MATCH :ord)")
        fra = f"{tabell} CROSS JOIN foresporsler f ON f.id = {tabell}.rowid"
        return Sok(fra, f"{tabell}.rowid", tuple(vilkar), {"biter": biter, "ord": ord_})

    def side(self, sql: str, verdier: Mapping[str, Any]) -> Sequence[Sequence[Any]]:
        return self._db.conn.execute(sql, verdier).fetchall()

    def apner(self, aar: int, nr: int) -> tuple[tuple[str, datetime], ...]:
        return ()

    def en_rad(self, vilkar: str) -> str:
        return f"SELECT *, 0 AS skjermet FROM foresporsler WHERE {vilkar}"

    def skjermede(self) -> None:
        return None

    def skjermede_mellom(self, fra: str, til: str, *, ogsa_apne: bool) -> None:
        return None

    def siste_ledd(self) -> tuple[int, str] | None:
        svar = self._db.execute("SELECT lopenr, sum FROM kjede ORDER BY lopenr DESC LIMIT 1").fetchone()
        return (svar[0], svar[1]) if svar else None

    def legg_pa(self, id_: int, sortering: str, forrige: str, ny: str, mer: str) -> None:
        raise NotImplementedError("i en fil er ingen rad skjermet")

    def neste(self, kolonne: str, tabell: str, hvor: str, verdi: int) -> int:
        sql = f"SELECT coalesce(max({kolonne}), 0) + 1 AS neste FROM {tabell} WHERE {hvor} = :verdi"
        return int(self._db.rader(sql, {"verdi": verdi})[0]["neste"])

    @contextmanager
    def soketekstene_samlet(self) -> Iterator[None]:
        """De nye settes inn i én setning til slutt: FTS5 skriver det den har i minnet, til filen for hver av dem."""
        nye: dict[int, str] = {}
        self._nye_soketekster = nye
        try:
            yield
            if nye:
                plasser = ", ".join(["(?, ?)"] * len(nye))
                verdier = [verdi for rad in nye.items() for verdi in rad]
                self._db.execute(f"INSERT INTO soketekster (id, tekst) VALUES {plasser}", verdier)
        finally:
            self._nye_soketekster = None

    def soketekst(self, id_: int) -> str:
        if self._nye_soketekster and id_ in self._nye_soketekster:
            return self._nye_soketekster[id_]
        rader = self._db.rader("SELECT tekst FROM soketekster WHERE id = :id", {"id": id_})
        return str(rader[0]["tekst"]) if rader else ""

    def nytt_soketekst(self, id_: int, forste: str, mer: str) -> None:
        for_ = self.soketekst(id_)
        tekst = med_nytt(for_, forste, mer)
        if for_:
            if for_ != tekst:
                self.bytt_soketekst(id_, tekst)
        elif self._nye_soketekster is not None:
            self._nye_soketekster[id_] = tekst
        else:
            self._db.sett_inn("soketekster", {"id": id_, "tekst": tekst})

    def bytt_soketekst(self, id_: int, tekst: str) -> None:
        if self._nye_soketekster and id_ in self._nye_soketekster:
            self._nye_soketekster[id_] = tekst
            return
        self._db.oppdater("soketekster", id_, {"tekst": tekst})

    def tilintetgjor(self, id_: int, nr: int) -> None:
        """Også restene av ordene i indeksene."""
        self._db.execute("UPDATE hendelser SET tekst = '' WHERE foresporsel = ? AND nr = ?", [id_, nr])
        kjede.glem_teksten(self._db, id_, nr)
        for indeks in _INDEKSENE:
            self._db.execute(f"INSERT INTO {indeks} ({indeks}) VALUES ('rebuild')")

    @contextmanager
    def stillbilde(self) -> Iterator[None]:
        conn = self._db.conn
        conn.execute("BEGIN")
        # Et ødelagt tegn i én tekst skal ikke stanse lesingen: teksten blir en annen, og da stemmer ikke summen.
        tekst, conn.text_factory = conn.text_factory, lambda lest: lest.decode("utf-8", "replace")
        try:
            yield
        finally:
            conn.text_factory = tekst
            conn.execute("ROLLBACK")

    def krev_hele_journalen(self, fra: str, til: str) -> None:
        """I en fil er ingenting skjermet av databasen."""

    def stand(self) -> object | None:
        if self._db.conn.in_transaction:
            return None
        return self._db.conn.execute("SELECT name, seq FROM sqlite_sequence").fetchall()

    def talt(self, tabell: str) -> int:
        sql = "SELECT coalesce((SELECT seq FROM sqlite_sequence WHERE name = ?), 0)"
        return int(self._db.execute(sql, [tabell]).fetchone()[0])

    def linje(self) -> Linje:
        return ()

    def kolleger(self) -> tuple[Kollega, ...]:
        return ()

    def sett_fravaer(self, login: str, borte_til: date | None, stedfortreder: str) -> None:
        """I en fil er ingen logget inn."""

    def kjente_feil(self) -> tuple[Melding, ...]:
        return kjente_feil(str(self._db.execute("SELECT sqlite_version()").fetchone()[0]))

    def databasen(self) -> Iterator[Funn]:
        from .skjemakontroll import skjemaet

        for (svar,) in self._db.execute("PRAGMA integrity_check"):
            if svar != "ok":
                yield Funn("database_skadet", str(svar))
        for tabell, *_ in self._db.execute("PRAGMA foreign_key_check"):
            yield Funn("viser_til_ingenting", str(tabell))
        yield from skjemaet(self._db)

    def mangler_tabeller(self) -> Iterator[Funn]:
        from .skjemakontroll import mangler_tabeller, skjemaet

        if mangler_tabeller(self._db):
            yield from skjemaet(self._db)

    def sokeindeksen(self) -> Iterator[Funn]:
        for indeks in _INDEKSENE:
            (ulike,) = self._db.execute(
                f"SELECT count(*) FROM (SELECT id FROM soketekster EXCEPT SELECT id FROM {indeks}_docsize)"
            ).fetchone()
            if ulike:
                yield Funn("sokeregister", indeks)
