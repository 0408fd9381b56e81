"""Kjeden prøvd ledd for ledd, og loggen prøvd mot merkene i noe som er utenfor den.

Leser ett ledd om gangen. Hver sum regnes på nytt mot den som står foran, så én endring gir ett funn, og ikke ett for
hver hendelse etter den.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from overforing.feil import KanIkke, Melding, UgyldigInndata
from overforing.mottak.kontrollsvar import KOPI_ULESELIG, Funn, hendelse
from overforing.mottak.merke import Anker, Merke

from .kjede import FORM, Ledd, dokumentene, saltet_sum
from .kopi import les
from .kryptering import sqlitefeil
from .loggbase import Loggbase, Sporrer
from .mottakstabeller import MOTTAK
from .tid import tidspunkt

KLOKKA = timedelta(minutes=5)
"""Så mye kan klokka gå tilbake uten at det sies: to maskiner går aldri helt likt."""

_ALLE = """
    SELECT k.*, f.aar, f.nr AS journalnr, h.tidspunkt, h.av, h.handling, h.endret, h.tekst
    FROM kjede k
    LEFT JOIN hendelser h ON h.foresporsel = k.foresporsel AND h.nr = k.nr
    LEFT JOIN foresporsler f ON f.id = k.foresporsel
    ORDER BY k.lopenr
"""


def kjeden(db: Loggbase) -> Iterator[Funn]:
    """Det som er endret, tatt bort eller lagt inn etter at det ble ført, og sakene som ikke er den summen er av."""
    lopenr, forrige, sist = 0, "", ""
    for rad in db.query(_ALLE):
        if rad["lopenr"] != lopenr + 1:
            yield Funn("kjede_hull", _plassene(lopenr + 1, rad["lopenr"] - 1))
        elif rad["forrige"] != forrige:
            yield Funn("kjede_brutt", _sted(rad))
        lopenr, forrige = rad["lopenr"], rad["sum"]
        if rad["aar"] is None or rad["handling"] is None:
            yield Funn("kjede_hull", _plassene(lopenr, lopenr))
            continue
        yield from _leddet(db, rad)
        if (gikk_tilbake := _gikk_tilbake(sist, rad["tidspunkt"])) is not None:
            if gikk_tilbake:
                yield Funn("klokka", _sted(rad))
            sist = rad["tidspunkt"]
    if (talt := db.motor.talt("kjede")) != lopenr:
        yield Funn("kjede_slutt", _plassene(lopenr + 1, talt))
    for aar, journalnr, nr in db.execute(
        """
        SELECT f.aar, f.nr, h.nr FROM hendelser h LEFT JOIN foresporsler f ON f.id = h.foresporsel
        WHERE NOT EXISTS (SELECT 1 FROM kjede k WHERE k.foresporsel = h.foresporsel AND k.nr = h.nr)
        """
    ):
        yield Funn("kjede_utenfor", hendelse(aar, journalnr, nr))


def _leddet(db: Sporrer, rad: Mapping[str, Any]) -> Iterator[Funn]:
    if rad["form"] != FORM:
        yield Funn("kjede_ukjent", _sted(rad))
        return
    ledd = Ledd(rad, dokumentene(db, rad["foresporsel"], rad["nr"]))
    for d in ledd.dokumenter:
        if d["sak"] is not None and d["innholdssum"] != hashlib.sha256(d["sak"].encode()).hexdigest():
            yield Funn("innholdssum", f"{d['aar']}-{d['sekvens']}")
    try:
        saltet, salter = json.loads(rad["saltet"]), json.loads(rad["salter"])
        hel = ledd.sum(rad["lopenr"], rad["forrige"], saltet) == rad["sum"]
        ordene = all(_stemmer(db, ledd, sti, sum_, salter.get(sti)) for sti, sum_ in saltet.items())
    except (ValueError, TypeError, KeyError, AttributeError):
        hel, ordene = False, True
    if not hel:
        yield Funn("kjede_endret", _sted(rad))
    elif not ordene:
        yield Funn("kjede_ord", _sted(rad))


def _stemmer(db: Sporrer, ledd: Ledd, sti: str, sum_: str, salt: str | None) -> bool:
    """Om ordene er de som ble ført, eller er tatt bort etter at det er ført at det er bestemt."""
    naa = ledd.tekst(sti)
    if salt is not None:
        return isinstance(naa, str) and saltet_sum(salt, sti, naa) == sum_
    (bestemt,) = db.execute(
        "SELECT EXISTS (SELECT 1 FROM hendelser WHERE foresporsel = ? AND handling = 'tilintetgjort' "
        "AND tekst LIKE ? || ':%')",
        (ledd.rad["foresporsel"], ledd.rad["nr"]),
    ).fetchone()
    return naa == "" and bool(bestemt)


def _gikk_tilbake(sist: str, na: str) -> bool | None:
    """Om klokka gikk tilbake; ``None`` når det ikke er et tidspunkt (da er leddet alt sagt å være endret)."""
    try:
        gammel, ny = tidspunkt(sist) if sist else datetime.min, tidspunkt(na)
        return bool(sist) and gammel - ny > KLOKKA
    except (ValueError, TypeError):
        return None


def mot(db: Sporrer, ankere: Iterable[Anker]) -> Iterator[Funn]:
    """Loggen mot merkene i det som er utenfor den. Det første som ikke stemmer i hver fil, er nok."""
    (antall,) = db.execute("SELECT coalesce(max(lopenr), 0) FROM kjede").fetchone()
    for anker in ankere:
        merke = None
        try:
            for merke in anker.merker:
                funnet = _sammenlign(db, merke, antall)
                if funnet:
                    yield Funn(funnet, Melding("kontroll.hvor.anker", fil=anker.fil, nr=merke.nr, antall=antall))
                    break
        except (UgyldigInndata, KanIkke) as feil:
            if anker.kopi:
                yield Funn(KOPI_ULESELIG, anker.fil)
            elif isinstance(feil, UgyldigInndata):
                yield Funn(feil.melding.nokkel.rpartition(".")[2], anker.fil)
            else:
                raise
            continue
        if merke is None:
            yield Funn("anker_uten", anker.fil)


def brevmerket(db: Sporrer, merke: Merke, lopenr: int) -> bool:
    """Om merket i et brev som er ført på plassen, er merket på loggen slik den var før brevet ble ført."""
    return merke.nr < lopenr and not _sammenlign(db, merke, lopenr)


def _sammenlign(db: Sporrer, merke: Merke, antall: int) -> str:
    if not merke.nr:
        return ""
    if merke.nr > antall:
        return "anker_kortere"
    rad = db.execute("SELECT sum FROM kjede WHERE lopenr = ?", (merke.nr,)).fetchone()
    return "" if rad is not None and Merke.av(merke.nr, rad[0]) == merke else "anker_annen"


def merkene_i_kopien(fil: Path, key: str | None = None, *, bare_nyeste: bool = False) -> Iterator[Merke]:
    """Hver plass i kjeden i en kopi av databasefilen, den første først. Plass 0 er begynnelsen, som er lik for alle.

    ``bare_nyeste`` er begynnelsen og den siste plassen. Kaster ``UgyldigInndata`` med en nøkkel i ``kontroll.funn`` når
    filen ikke er en logg, eller er fra før kjeden, og ``KanIkke`` når den er låst med noe annet enn ``key``.
    """
    # En kopi uten følgefil er hel slik den er, og ingenting skal lages ved siden av den.
    alene = "" if fil.with_name(f"{fil.name}-wal").exists() else "&immutable=1"
    try:
        with les(fil, key, alene) as kopi:
            if kopi.execute("PRAGMA application_id").fetchone()[0] != MOTTAK.merke:
                raise UgyldigInndata("kontroll.funn.anker_uleselig", hvor=fil.name)
            if not kopi.execute("SELECT count(*) FROM sqlite_master WHERE name = 'kjede'").fetchone()[0]:
                raise UgyldigInndata("kontroll.funn.anker_for_kjeden", hvor=fil.name)
            yield Merke(0, "")
            siste = "WHERE lopenr = (SELECT max(lopenr) FROM kjede)" if bare_nyeste else ""
            for lopenr, sum_ in kopi.execute(f"SELECT lopenr, sum FROM kjede {siste} ORDER BY lopenr"):
                yield Merke.av(lopenr, sum_)
    except OSError:
        raise UgyldigInndata("kontroll.funn.anker_uleselig", hvor=fil.name) from None
    except sqlitefeil():
        raise UgyldigInndata("kontroll.funn.anker_uleselig", hvor=fil.name) from None


def _sted(rad: Mapping[str, Any]) -> Melding | str:
    return hendelse(rad["aar"], rad["journalnr"], rad["nr"])


def _plassene(fra: int, til: int) -> str:
    return str(fra) if fra >= til else f"{fra}–{til}"
