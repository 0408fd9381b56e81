"""Loggen på en tjener: det som bare PostgreSQL forstår."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from datetime import datetime
from typing import Any, Protocol

from overforing.feil import KanIkke, Melding
from overforing.mottak.kontrollsvar import Funn
from overforing.register.loggbase import Loggbase, Sok
from overforing.register.sok import Fulltekstsok

from .sperrekontroll import sperrene, tabellene

_FLEST = 2**62
_GRENSER = (2000, _FLEST)


class Tjenerbase(Loggbase, Protocol):
    """Den felles loggen, åpen."""

    @property
    def i_transaksjon(self) -> bool: ...

    def lesetransaksjon(self) -> AbstractContextManager[None]: ...


class Tjenermotor:
    """``Loggmotor`` for en tjener."""

    haster = "f.haster"
    forelopig_sendt = """EXISTS (
        SELECT 1 FROM hendelser h WHERE h.foresporsel = f.id AND h.handling = 'forelopig_svar'
    )"""
    samme_fil = "id = fort_som(:sha256)"
    momenter = "json_pa(d.sak, string_to_array(substr(:sti, 3), '.'))"
    vises = "f.id NOT IN (SELECT skjermede())"
    brukere = """
        SELECT b.navn, b.tittel, b.initialer, b.rolle, b.borte_til, coalesce(s.navn, '') AS stedfortreder
        FROM brukere b LEFT JOIN brukere s ON s.login = b.stedfortreder
        WHERE NOT b.sluttet ORDER BY b.navn
    """
    serverens_klokke = True

    def __init__(self, db: Tjenerbase) -> None:
        self._db = db

    def sok(self, sok: Fulltekstsok) -> Sok:
        if not sok.bitene and not sok.ordene:
            return Sok("foresporsler f", "f.id")
        biter = [[f"%{_som_like(bit)}%" for bit in gruppe] for gruppe in sok.bitene]
        ordene = [[f"% {delt}%" if (delt := _delt(en)) else "" for en in gruppe] for gruppe in sok.ordene]
        hva = "CAST(:bitene AS jsonb), CAST(:ordene AS jsonb)"
        hvor = ":fra_id, CAST(:etter_treff AS bigint), :synkende, :flest"
        fra = f"sok({hva}, {hvor}) AS s(id) JOIN foresporsler f ON f.id = s.id"
        verdier = {"bitene": json.dumps(biter), "ordene": json.dumps(ordene), "fra_id": 0, "flest": _FLEST}
        return Sok(fra, "s.id", (), {**verdier, "synkende": True, "etter_treff": None}, _GRENSER)

    def side(self, sql: str, verdier: Mapping[str, Any]) -> Sequence[Sequence[Any]]:
        rader: list[tuple[Any, ...]] = self._db.execute(sql, verdier).fetchall()
        return rader

    def apner(self, aar: int, nr: int) -> tuple[tuple[str, datetime], ...]:
        return tuple(self._db.execute("SELECT navn, siden FROM apner(:aar, :nr)", {"aar": aar, "nr": nr}).fetchall())

    def neste(self, kolonne: str, tabell: str, hvor: str, verdi: int) -> int:
        """Også det som er skjermet, er med i rekken."""
        assert (kolonne, tabell, hvor) in _REKKER
        return int(self._en(f"SELECT neste_{kolonne}(:verdi)", {"verdi": verdi}))

    def nytt_soketekst(self, id_: int, forste: str, mer: str) -> None:
        verdier = {"id": id_, "forste": _uten_null(forste), "mer": _uten_null(mer)}
        self._db.execute("SELECT nytt_soketekst(:id, :forste, :mer)", verdier)

    def bytt_soketekst(self, id_: int, tekst: str) -> None:
        self._db.execute("SELECT bytt_soketekst(:id, :tekst)", {"id": id_, "tekst": _uten_null(tekst)})

    def tilintetgjor(self, id_: int, nr: int) -> None:
        self._db.execute("SELECT tilintetgjor(:id, :nr)", {"id": id_, "nr": nr})

    @contextmanager
    def stillbilde(self) -> Iterator[None]:
        with self._db.lesetransaksjon():
            if self._en("SELECT count(*) FROM skjermede()", {}):
                raise KanIkke("feil.felles.kontroll_skjermet")
            yield

    def krev_hele_journalen(self, fra: str, til: str) -> None:
        if self._en("SELECT skjermede_dokumenter(:fra, :til)", {"fra": fra, "til": til}):
            raise KanIkke("feil.felles.journal_skjermet")

    def stand(self) -> object | None:
        return None if self._db.i_transaksjon else self.talt("kjede")

    def talt(self, tabell: str) -> int:
        return int(self._en("SELECT verdi FROM tellere WHERE navn = :navn", {"navn": tabell}))

    def kjente_feil(self) -> tuple[Melding, ...]:
        return ()

    def databasen(self) -> Iterator[Funn]:
        yield from sperrene(self._db)

    def mangler_tabeller(self) -> Iterator[Funn]:
        yield from tabellene(self._db)

    def sokeindeksen(self) -> Iterator[Funn]:
        (ulike,) = self._db.execute("SELECT count(*) FROM soketekster WHERE ord <> ordene_i(tekst)").fetchone() or (0,)
        if ulike:
            yield Funn("sokeregister", "sok_ord")

    def _en(self, sql: str, verdier: Mapping[str, Any]) -> Any:
        rad = self._db.execute(sql, verdier).fetchone()
        assert rad is not None
        return rad[0]


_REKKER = {("nr", "foresporsler", "aar"), ("sekvens", "dokumenter", "aar"), ("post", "dokumenter", "foresporsel")}


def _som_like(tekst: str) -> str:
    for tegn in "\\%_":
        tekst = tekst.replace(tegn, f"\\{tegn}")
    return tekst


def _delt(tekst: str) -> str:
    """Som ``ordene_i`` i databasen: mellomrom for det som ikke er bokstav eller tall."""
    ord_ = ("".join(tegn if tegn.isalpha() or tegn.isdecimal() or tegn in "¹²³¼½¾" else " " for tegn in tekst)).split()
    return " ".join(ord_)


def _uten_null(tekst: str) -> str:
    """PostgreSQL kan ikke ha tegnet med nummer null i en tekst; det er heller ingenting å søke etter."""
    return tekst.replace("\0", " ")
