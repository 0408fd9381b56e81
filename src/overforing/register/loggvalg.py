"""Valgene som gjelder hele loggen: fire øyne, og hvem som arbeider her. Det siste gjelder; ingenting tas bort."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from overforing.feil import KanIkke
from overforing.mottak.brukere import Bruker, Rolle
from overforing.mottak.fire_oyne import Loggvalg
from overforing.mottak.foresporsel import Foresporsel
from overforing.mottak.skjold import skjold

from .loggbase import Loggbase, Sporring
from .loggrader import foresporsel
from .tid import dag, tid, tidspunkt

_BRUKER = "bruker"


def siste(db: Loggbase, valg: str) -> Loggvalg | None:
    """Det som gjelder nå, eller ``None`` når ingen har sagt noe."""
    return siste_av(db.rader(*siste_sporring(valg)))


def alle(db: Loggbase, valg: str) -> tuple[Loggvalg, ...]:
    """Alt som er sagt om det, det første først."""
    return tuple(map(_valg, db.rader("SELECT * FROM loggvalg WHERE valg = :valg ORDER BY nr", {"valg": valg})))


def sett(db: Loggbase, valg: str, verdi: str, hvorfor: str, av: str, na: datetime) -> None:
    (etter,) = db.execute("SELECT coalesce(max(lopenr), 0) FROM kjede").fetchone()
    hva = {"valg": valg, "verdi": verdi, "hvorfor": hvorfor.strip()}
    db.sett_inn("loggvalg", {"tidspunkt": tid(na), "av": av, "etter": etter, **hva})


def siste_av(rader: Iterable[dict[str, Any]]) -> Loggvalg | None:
    """Svaret på ``siste_sporring``."""
    return next(map(_valg, rader), None)


def siste_sporring(valg: str) -> Sporring:
    """Spørringen ``siste`` leser svaret på."""
    return "SELECT * FROM loggvalg WHERE valg = :valg ORDER BY nr DESC LIMIT 1", {"valg": valg}


def brukere(db: Loggbase) -> tuple[Bruker, ...]:
    """De som arbeider her, slik det sist ble sagt om hver, etter navn."""
    return brukere_av(db, db.rader(*brukersporring(db)))


def brukersporring(db: Loggbase) -> Sporring:
    """Spørringen ``brukere`` leser svaret på."""
    if db.motor.brukere:
        return db.motor.brukere, {}
    return "SELECT verdi FROM loggvalg WHERE valg = :valg ORDER BY nr", {"valg": _BRUKER}


def brukere_av(db: Loggbase, rader: Iterable[dict[str, Any]]) -> tuple[Bruker, ...]:
    """Radene ``brukersporring`` ga, som brukere."""
    if db.motor.brukere:
        return tuple(Bruker(**{**rad, "rolle": Rolle(rad["rolle"])}) for rad in rader)
    alle: dict[str, Bruker] = {}
    for rad in rader:
        v = json.loads(rad["verdi"])
        bruker = Bruker(
            v["navn"], v["tittel"], v["initialer"], Rolle(v["rolle"]), dag(v["borte_til"]), v["stedfortreder"]
        )
        alle[" ".join(bruker.navn.split()).casefold()] = bruker
    return tuple(sorted(alle.values(), key=lambda b: b.navn))


def sett_bruker(db: Loggbase, b: Bruker, av: str, na: datetime) -> None:
    """Legg til eller endre en bruker. På en tjener gjør den som drifter den, det; da kastes ``KanIkke``."""
    if db.motor.brukere:
        raise KanIkke("feil.felles.brukere_der")
    verdier = {**vars(b), "borte_til": b.borte_til.isoformat() if b.borte_til else None}
    sett(db, _BRUKER, json.dumps(verdier, ensure_ascii=False), "", av, na)


def flere_arbeider_her(db: Loggbase) -> bool:
    """Om mer enn ett navn har ført noe i loggen, eller flere er registrert. Slår opp i en indeks, leser ikke alt.

    En logg på en tjener er for flere, uansett hvem som har ført noe ennå.
    """
    if db.motor.brukere:
        return True
    (forste, siste_) = db.execute("SELECT (SELECT min(av) FROM hendelser), (SELECT max(av) FROM hendelser)").fetchone()
    return forste != siste_ or len(brukere(db)) > 1


def skjermet_for(db: Loggbase, navn: str) -> dict[int, Foresporsel]:
    """Forespørslene ``navn`` ikke ser saken i, etter id, også dem som er slått sammen med en av dem.

    I en logg bare én har ført i, er det ingen: den som er alene, må kunne gjøre saken klar for den hun gir den fra seg
    til. Spør like mange ganger hvor mange det enn er; er det ingen, én gang. På en tjener svarer databasen, for den som
    er logget inn.
    """
    if (skjermede := db.motor.skjermede()) is not None:
        return {rad["id"]: foresporsel(rad) for rad in skjermede}
    ventende = _selv_skjermet_for(db, navn)
    if not ventende or not flere_arbeider_her(db):
        return {}
    skjermet: dict[int, Foresporsel] = {}
    while ventende:
        skjermet |= ventende
        numre = ", ".join(f"'{f.journalnummer}'" for f in ventende.values())
        # Uten det første leddet kan ikke indeksen brukes, og da leses hele loggen.
        deler = db.rader(f"SELECT * FROM foresporsler WHERE del_av <> '' AND del_av IN ({numre})", {})
        ventende = {rad["id"]: foresporsel(rad) for rad in deler if rad["id"] not in skjermet}
    return skjermet


def _selv_skjermet_for(db: Loggbase, navn: str) -> dict[int, Foresporsel]:
    mulige = db.rader(_MULIGE, {})
    if not mulige:
        return {}
    meg = _brettet(navn)
    idene = ", ".join(str(rad["id"]) for rad in mulige if meg in _brettet(rad["navnene"]))
    rader = db.rader(f"SELECT * FROM foresporsler WHERE id IN ({idene})", {}) if idene else []
    alle = ((rad["id"], foresporsel(rad)) for rad in rader)
    return {id_: f for id_, f in alle if skjold(f, navn) is not None}


_MULIGE = """
    SELECT id, inhabile_her || ';' || i_tvil_her || ';' || saksbehandler AS navnene FROM foresporsler
    WHERE inhabile_her <> '' OR i_tvil_her <> '' OR egen_habilitet IN ('inhabil', 'tvil')
"""
"""Slik indeksen over dem har det: det er få av dem, og de er de eneste det letes i."""


def _brettet(tekst: str) -> str:
    return " ".join(tekst.split()).casefold()


def _valg(rad: dict[str, Any]) -> Loggvalg:
    return Loggvalg(rad["verdi"], rad["av"], tidspunkt(rad["tidspunkt"]), rad["hvorfor"], rad["etter"])
