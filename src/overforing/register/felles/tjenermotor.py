"""Loggen på en tjener: det som bare PostgreSQL forstår."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from datetime import date, datetime
from typing import Any, Protocol

from overforing.feil import KanIkke, Melding
from overforing.mottak.brukere import Bruker, Kollega, Rolle
from overforing.mottak.egen_habilitet import OVERST
from overforing.mottak.kontrollsvar import Funn
from overforing.register.loggbase import Loggbase, Sok
from overforing.register.sok import Fulltekstsok
from overforing.sak.person import Linje, Person

from .sperrekontroll import sperrene, tabellene

_FLEST = 2**62
_GRENSER = (2000, _FLEST)


class Tjenerbase(Loggbase, Protocol):
    """Den felles loggen, åpen."""

    @property
    def i_transaksjon(self) -> bool: ...

    def lesetransaksjon(self) -> AbstractContextManager[None]: ...

    def mange_like(self) -> AbstractContextManager[None]: ...


class Tjenermotor:
    """``Loggmotor`` for en tjener."""

    haster = "f.haster"
    forelopig_sendt = """EXISTS (
        SELECT 1 FROM hendelser h WHERE h.foresporsel = f.id AND h.handling = 'forelopig_svar'
    )"""
    samme_fil = "id = fort_som(:sha256)"
    samme_sak = "id = saken_fort_som(:sak)"
    nummeret = "CROSS JOIN LATERAL nummeret(h.foresporsel) f"
    avgjort_i_ar = "f.avgjort >= :aaret AND f.avgjort < :aaret || '~'"
    skjermer = True
    soketekster = "soketekstene()"
    med_skjermede = "(SELECT * FROM foresporsler UNION ALL SELECT * FROM skjermede_rader())"
    momenter = "json_pa(d.sak, string_to_array(substr(:sti, 3), '.'))"
    brukere = """
        SELECT b.navn, b.tittel, b.initialer, b.rolle, b.borte_til, coalesce(s.navn, '') AS stedfortreder
        FROM brukere b LEFT JOIN brukere s ON s.login = b.stedfortreder AND NOT s.sluttet
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

    def en_rad(self, vilkar: str) -> str:
        """I ett, så det ikke spørres to ganger om det som ikke finnes."""
        return (
            f"SELECT *, false AS skjermet FROM foresporsler WHERE {vilkar} "
            f"UNION ALL SELECT *, true FROM skjermede_rader() WHERE {vilkar}"
        )

    def skjermede(self) -> Sequence[Mapping[str, Any]]:
        return self._db.rader("SELECT * FROM skjermede_rader()", {})

    def skjermede_mellom(self, fra: str, til: str, *, ogsa_apne: bool) -> Sequence[int]:
        hva = {"fra": fra, "til": til, "apne": ogsa_apne}
        return [id_ for (id_,) in self._db.execute("SELECT skjermede_mellom(:fra, :til, :apne)", hva).fetchall()]

    def siste_ledd(self) -> tuple[int, str] | None:
        svar = self._db.execute("SELECT lopenr, sum FROM siste_ledd()").fetchone()
        return (svar[0], svar[1]) if svar else None

    def legg_pa(self, id_: int, sortering: str, forrige: str, ny: str, mer: str) -> None:
        verdier = {"id": id_, "sortering": sortering, "forrige": forrige, "ny": ny, "mer": _uten_null(mer)}
        self._db.execute("SELECT legg_pa(:id, :sortering, :forrige, :ny, :mer)", verdier)

    def neste(self, kolonne: str, tabell: str, hvor: str, verdi: int) -> int:
        """Også det som er skjermet, er med i rekken."""
        assert (kolonne, tabell, hvor) in _REKKER
        return int(self._en(f"SELECT neste_{kolonne}(:verdi)", {"verdi": verdi}))

    def soketekst(self, id_: int) -> str:
        return str(self._en("SELECT coalesce(soketekst(:id), '')", {"id": id_}))

    def nytt_soketekst(self, id_: int, forste: str, mer: str) -> None:
        verdier = {"id": id_, "forste": _uten_null(forste), "mer": _uten_null(mer)}
        self._db.execute("SELECT nytt_soketekst(:id, :forste, :mer)", verdier)

    def bytt_soketekst(self, id_: int, tekst: str) -> None:
        self._db.execute("SELECT bytt_soketekst(:id, :tekst)", {"id": id_, "tekst": _uten_null(tekst)})

    def soketekstene_samlet(self) -> AbstractContextManager[None]:
        return nullcontext()

    def tilintetgjor(self, id_: int, nr: int) -> None:
        self._db.execute("SELECT tilintetgjor(:id, :nr)", {"id": id_, "nr": nr})

    @contextmanager
    def stillbilde(self) -> Iterator[None]:
        with self._db.mange_like(), self._db.lesetransaksjon():
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

    def linje(self) -> Linje:
        """Også dem som er sluttet: de står over dem de sto over, til det er sagt noe annet."""
        rader = self._db.execute("SELECT login, navn, coalesce(overordnet, ''), overst FROM brukere").fetchall()
        if not any(over or overst for _, _, over, overst in rader):
            return ()
        return tuple(
            Person(id=login, navn=navn, overordnet=over, ingen_over=OVERST if overst else "")
            for login, navn, over, overst in rader
        )

    def kolleger(self) -> tuple[Kollega, ...]:
        rader = self._db.execute(
            """
            SELECT b.login, b.navn, b.tittel, b.initialer, b.rolle, b.borte_til, coalesce(s.navn, ''),
                coalesce(b.stedfortreder, ''), b.sluttet, b.fravaer_av, b.fravaer_sagt
            FROM brukere b LEFT JOIN brukere s ON s.login = b.stedfortreder ORDER BY b.navn
            """
        )
        return tuple(
            Kollega(login, Bruker(navn, tittel, ini, Rolle(rolle), til, sted), *resten)
            for login, navn, tittel, ini, rolle, til, sted, *resten in rader
        )

    def sett_fravaer(self, login: str, borte_til: date | None, stedfortreder: str) -> None:
        sql = "UPDATE brukere SET borte_til = :til, stedfortreder = nullif(:sted, '') WHERE login = :login"
        if not self._db.execute(sql, {"til": borte_til, "sted": stedfortreder, "login": login}).rowcount:
            raise KanIkke("feil.felles.bare_eget_fravaer")

    def kjente_feil(self) -> tuple[Melding, ...]:
        return ()

    def databasen(self) -> Iterator[Funn]:
        yield from sperrene(self._db)

    def mangler_tabeller(self) -> Iterator[Funn]:
        yield from tabellene(self._db)

    def sokeindeksen(self) -> Iterator[Funn]:
        if self._en("SELECT gale_sokeord()", {}):
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
