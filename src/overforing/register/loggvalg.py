"""Valgene som gjelder hele loggen: fire øyne, og hvem som arbeider her. Det siste gjelder; ingenting tas bort."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from overforing.feil import KanIkke
from overforing.mottak.brukere import Bruker, Rolle
from overforing.mottak.fire_oyne import Loggvalg
from overforing.mottak.foresporsel import Foresporsel
from overforing.mottak.skjold import skjold

from .loggbase import Loggbase
from .loggrader import foresporsel
from .tid import dag, tid, tidspunkt

_BRUKER = "bruker"


def siste(db: Loggbase, valg: str) -> Loggvalg | None:
    """Det som gjelder nå, eller ``None`` når ingen har sagt noe."""
    rader = db.rader("SELECT * FROM loggvalg WHERE valg = :valg ORDER BY nr DESC LIMIT 1", {"valg": valg})
    return next(map(_valg, rader), None)


def alle(db: Loggbase, valg: str) -> tuple[Loggvalg, ...]:
    """Alt som er sagt om det, det første først."""
    return tuple(map(_valg, db.rader("SELECT * FROM loggvalg WHERE valg = :valg ORDER BY nr", {"valg": valg})))


def sett(db: Loggbase, valg: str, verdi: str, hvorfor: str, av: str, na: datetime) -> None:
    (etter,) = db.execute("SELECT coalesce(max(lopenr), 0) FROM kjede").fetchone()
    hva = {"valg": valg, "verdi": verdi, "hvorfor": hvorfor.strip()}
    db.sett_inn("loggvalg", {"tidspunkt": tid(na), "av": av, "etter": etter, **hva})


def brukere(db: Loggbase) -> tuple[Bruker, ...]:
    """De som arbeider her, slik det sist ble sagt om hver, etter navn."""
    if (kjente := db.motor.brukere()) is not None:
        return kjente
    alle: dict[str, Bruker] = {}
    for rad in db.rader("SELECT * FROM loggvalg WHERE valg = :valg ORDER BY nr", {"valg": _BRUKER}):
        v = json.loads(rad["verdi"])
        bruker = Bruker(
            v["navn"], v["tittel"], v["initialer"], Rolle(v["rolle"]), dag(v["borte_til"]), v["stedfortreder"]
        )
        alle[" ".join(bruker.navn.split()).casefold()] = bruker
    return tuple(sorted(alle.values(), key=lambda b: b.navn))


def sett_bruker(db: Loggbase, b: Bruker, av: str, na: datetime) -> None:
    """Legg til eller endre en bruker. På en tjener gjør den som drifter den, det; da kastes ``KanIkke``."""
    if db.motor.brukere() is not None:
        raise KanIkke("feil.felles.brukere_der")
    verdier = {**vars(b), "borte_til": b.borte_til.isoformat() if b.borte_til else None}
    sett(db, _BRUKER, json.dumps(verdier, ensure_ascii=False), "", av, na)


def flere_arbeider_her(db: Loggbase) -> bool:
    """Om mer enn ett navn har ført noe i loggen, eller flere er registrert. Slår opp i en indeks, leser ikke alt.

    En logg på en tjener er for flere, uansett hvem som har ført noe ennå.
    """
    if db.motor.brukere() is not None:
        return True
    (forste, siste_) = db.execute("SELECT (SELECT min(av) FROM hendelser), (SELECT max(av) FROM hendelser)").fetchone()
    return forste != siste_ or len(brukere(db)) > 1


def skjermet_for(db: Loggbase, navn: str) -> Iterator[tuple[int, Foresporsel]]:
    """Forespørslene ``navn`` ikke ser saken i, med id, også dem som er slått sammen med en av dem.

    På en tjener er det databasen som svarer, for den som er logget inn. I en logg bare én har ført i, er det ingen: den
    som er alene, må kunne gjøre saken klar for den hun gir den fra seg til.
    """
    if (skjermede := db.motor.skjermede()) is not None:
        yield from ((rad["id"], foresporsel(rad)) for rad in skjermede)
        return
    sett: set[int] = set()
    for id_, f in _selv_skjermet_for(db, navn):
        if not sett and not flere_arbeider_her(db):
            return
        ventende = [(id_, f)]
        while ventende:
            id_, f = ventende.pop()
            if id_ not in sett:
                sett.add(id_)
                yield id_, f
                deler = db.rader("SELECT * FROM foresporsler WHERE del_av = :nummer", {"nummer": f.journalnummer})
                ventende += ((rad["id"], foresporsel(rad)) for rad in deler)


def _selv_skjermet_for(db: Loggbase, navn: str) -> Iterator[tuple[int, Foresporsel]]:
    mulige = db.rader(
        """
        SELECT id, inhabile_her || ';' || i_tvil_her || ';' || saksbehandler AS navnene FROM foresporsler
        WHERE inhabile_her <> '' OR i_tvil_her <> '' OR egen_habilitet IN ('inhabil', 'tvil')
        """,
        {},
    )
    for rad in mulige:
        if _brettet(navn) in _brettet(rad["navnene"]):
            (hele,) = db.rader("SELECT * FROM foresporsler WHERE id = :id", {"id": rad["id"]})
            f = foresporsel(hele)
            if skjold(f, navn) is not None:
                yield rad["id"], f


def _brettet(tekst: str) -> str:
    return " ".join(tekst.split()).casefold()


def _valg(rad: dict[str, Any]) -> Loggvalg:
    return Loggvalg(rad["verdi"], rad["av"], tidspunkt(rad["tidspunkt"]), rad["hvorfor"], rad["etter"])
