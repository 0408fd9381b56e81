"""Er loggen i orden? Numrene uten hull, filene mot summene sine, historikken hel, kjeden ubrutt, databasen frisk.

Leser bare, og ett av gangen. Det som er galt, sies med journalnummer eller sekvensnummer, aldri med noe fra saken.
"""

from __future__ import annotations

import hashlib
import itertools
import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import Any

from overforing.feil import Melding
from overforing.mottak.fire_oyne import VALG, er_pa, uten_godkjenning
from overforing.mottak.foresporsel import FELT
from overforing.mottak.hendelser import Handling, Hendelse, spill_av, ut
from overforing.mottak.journalplikt import retning_for
from overforing.mottak.kontrollsvar import KOPI_ULESELIG, Funn, samle
from overforing.mottak.kontrollsvar import Avvik as Avvik
from overforing.mottak.kontrollsvar import Kontroll as Kontroll
from overforing.mottak.kontrollsvar import Kontrollslag as Kontrollslag
from overforing.mottak.kontrollsvar import hendelse as stedet
from overforing.mottak.merke import Anker, merker_i

from . import loggvalg
from .kjede import nyeste_merke
from .kjedekontroll import brevmerket, kjeden, mot
from .loggbase import Loggbase
from .loggrader import foresporsel, hendelse
from .loggsok import mangler_i_soket


def kontroller(db: Loggbase, ankere: Iterable[Anker] = (), ellers: Iterable[Funn] = ()) -> Kontroll:
    """Kontroller hele loggen, og den mot ``ankere``. Andre kan føre imens: alt leses slik det var da det begynte.

    ``ellers`` er det som alt er funnet om ankrene.
    """
    with db.leser(), db.motor.stillbilde():
        om_sqlite = db.motor.kjente_feil()
        if galt := tuple(db.motor.mangler_tabeller()):  # da er det ingenting å lese
            avvik = tuple(samle((Kontrollslag.DATABASEN, ett) for ett in galt))
            return Kontroll(0, 0, 0, avvik, om_sqlite=om_sqlite)
        prover = tuple(ankere)
        foresporsler, hendelser, dokumenter = (_antall(db, tabell) for tabell in _TABELLER)
        alt = tuple(samle((*_funn(db, prover), *((Kontrollslag.MERKENE, ett) for ett in ellers))))
        kopier = sum(anker.kopi for anker in prover)
        uleste = sum(len(a.hvor) for a in alt if a.nokkel == KOPI_ULESELIG)
        avvik, merknader = (tuple(a for a in alt if a.er_merknad is m) for m in (False, True))
        lest = max(0, kopier - uleste)
        tall = (foresporsler, hendelser, dokumenter)
        return Kontroll(*tall, avvik, nyeste_merke(db), len(prover) - kopier, merknader, lest, om_sqlite)


def _antall(db: Loggbase, tabell: str) -> int:
    return int(db.execute(f"SELECT count(*) FROM {tabell}").fetchone()[0])


_TABELLER = ("foresporsler", "hendelser", "dokumenter")


def _funn(db: Loggbase, ankere: Iterable[Anker]) -> Iterator[tuple[Kontrollslag, Funn]]:
    prover: tuple[tuple[Kontrollslag, Callable[[Loggbase], Iterator[Funn]]], ...] = (
        (Kontrollslag.DATABASEN, lambda db: db.motor.databasen()),
        (Kontrollslag.NUMRENE, _numrene),
        (Kontrollslag.HISTORIKKEN, _historikken),
        (Kontrollslag.HISTORIKKEN, _godkjent),
        (Kontrollslag.DOKUMENTENE, _dokumentene),
        (Kontrollslag.JOURNALEN, _journalen),
        (Kontrollslag.FILENE, _filene),
        (Kontrollslag.KJEDEN, kjeden),
        (Kontrollslag.SOKET, _soket),
        (Kontrollslag.MERKENE, lambda db: mot(db, ankere)),
    )
    for hvem, finn in prover:
        yield from ((hvem, ett) for ett in finn(db))


def _numrene(db: Loggbase) -> Iterator[Funn]:
    for tabell, kolonne, nokkel, hvor in (
        ("foresporsler", "nr", "nummer_mangler", "{aar}/{nr}"),
        ("dokumenter", "sekvens", "dokument_mangler", "{aar}-{nr}"),
    ):
        # En rad rett etter et hull: nummeret før den finnes ikke.
        for aar, nr, forrige in db.execute(
            f"""
            SELECT aar, {kolonne}, forrige FROM (
                SELECT aar, {kolonne}, lag({kolonne}, 1, 0) OVER (PARTITION BY aar ORDER BY {kolonne}) AS forrige
                FROM {tabell}) rekken
            WHERE {kolonne} <> forrige + 1
            """
        ):
            for manglende in itertools.islice(range(forrige + 1, nr), 100):
                yield Funn(nokkel, hvor.format(aar=aar, nr=manglende))

    # Tallet databasen selv har talt til, avslører at de siste er borte.
    talt = db.motor.talt("foresporsler")
    (siste,) = db.execute("SELECT coalesce(max(id), 0) FROM foresporsler").fetchone()
    if talt != siste:
        yield Funn("siste_borte", Melding("kontroll.hvor.av", talt=talt, antall=siste))


def _forespurt(db: Loggbase, *, sok: bool = False) -> Iterator[tuple[dict[str, Any], list[dict[str, Any]]]]:
    """Hver rad i ``foresporsler`` med hendelsene sine, én om gangen, og det det søkes i når ``sok``."""
    kolonner = ", s.tekst AS soketekst" if sok else ""
    fra = f"foresporsler f LEFT JOIN {db.motor.soketekster} s ON s.id = f.id" if sok else "foresporsler f"
    grupper = itertools.groupby(
        db.query("SELECT * FROM hendelser ORDER BY foresporsel, nr"), key=lambda rad: rad["foresporsel"]
    )
    historie = next(grupper, None)
    for rad in db.query(f"SELECT f.*{kolonner} FROM {fra} ORDER BY f.id"):
        while historie is not None and historie[0] < rad["id"]:  # hendelser uten forespørsel
            historie = next(grupper, None)
        hendelser: list[dict[str, Any]] = []
        if historie is not None and historie[0] == rad["id"]:
            hendelser = list(historie[1])
            historie = next(grupper, None)
        yield rad, hendelser


def _lest(hendelser: Iterable[dict[str, Any]]) -> list[Hendelse]:
    return [hendelse(rad) for rad in hendelser]


_ULESELIG = (ValueError, KeyError, TypeError, AttributeError)


def _historikken(db: Loggbase) -> Iterator[Funn]:
    for rad, hendelser_her in _forespurt(db):
        nummer = f"{rad['aar']}/{rad['nr']}"
        try:
            fort = foresporsel(rad)
            naa = spill_av(fort.aar, fort.nr, _lest(hendelser_her))
        except _ULESELIG:
            yield Funn("historikken_ikke_hel", nummer)
            continue
        if (naa.versjon, naa.registrert, naa.registrert_av) != (fort.versjon, fort.registrert, fort.registrert_av):
            yield Funn("historikken_ikke_hel", nummer)
        elif ulike := [felt for felt in FELT if ut(getattr(naa, felt)) != ut(getattr(fort, felt))]:
            yield Funn("raden_ulik", f"{nummer} ({', '.join(ulike)})")


def _godkjent(db: Loggbase) -> Iterator[Funn]:
    """Avgjørelsene som er ført mens en annen skulle godkjenne dem, og som ingen annen har godkjent."""
    valgene = loggvalg.alle(db, VALG)
    if not any(map(er_pa, valgene)):
        return

    brev: dict[int, set[int]] = defaultdict(set)
    sql = "SELECT foresporsel, hendelse FROM dokumenter WHERE retning = 'ut' AND sha256 IS NOT NULL"
    for id_, nr in db.execute(sql):
        brev[id_].add(nr)
    plass = {}
    sql = (
        "SELECT k.foresporsel, k.nr, k.lopenr FROM kjede k JOIN hendelser h USING (foresporsel, nr) WHERE handling = ?"
    )
    for id_, nr, lopenr in db.execute(sql, (Handling.AVGJORT,)):
        plass[id_, nr] = lopenr

    def gjaldt(id_: int, nr: int) -> bool:
        return er_pa(next((v for v in reversed(valgene) if v.etter < plass.get((id_, nr), 0)), None))

    for rad, hendelser_her in _forespurt(db):
        try:
            lest, her = _lest(hendelser_her), partial(gjaldt, rad["id"])
            for nr in uten_godkjenning(rad["aar"], rad["nr"], lest, her, brev[rad["id"]]):
                yield Funn("uten_godkjenning", stedet(rad["aar"], rad["nr"], nr))
        except _ULESELIG:
            continue  # sagt under historikken


def _dokumentene(db: Loggbase) -> Iterator[Funn]:
    for aar, nr in db.execute(
        """
        SELECT f.aar, f.nr FROM dokumenter d JOIN foresporsler f ON f.id = d.foresporsel
        GROUP BY d.foresporsel, f.aar, f.nr HAVING count(*) <> max(d.post)
        """
    ):
        yield Funn("ikke_i_rekke", f"{aar}/{nr}")
    for aar, sekvens in db.execute(
        "SELECT aar, sekvens FROM dokumenter d WHERE d.sha256 IS NOT NULL "
        "AND NOT EXISTS (SELECT 1 FROM filer WHERE filer.sha256 = d.sha256)"
    ):
        yield Funn("fil_mangler", f"{aar}-{sekvens}")


def _journalen(db: Loggbase) -> Iterator[Funn]:
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
        except _ULESELIG:
            continue  # en skadet hendelse er sagt under historikken
        if retning is not None:
            yield Funn("ikke_i_journalen", stedet(rad["aar"], rad["journalnr"], rad["nr"]))


def _filene(db: Loggbase) -> Iterator[Funn]:
    """Filene mot summene sine, og merket i hvert brev som gikk ut, mot loggen slik den var da."""
    ut_av = {
        sha256: (aar, nr, post, lopenr)
        for sha256, aar, nr, post, lopenr in db.execute(
            """
            SELECT d.sha256, f.aar, f.nr, d.post, k.lopenr FROM dokumenter d
            JOIN foresporsler f ON f.id = d.foresporsel
            JOIN kjede k ON k.foresporsel = d.foresporsel AND k.nr = d.hendelse
            WHERE d.retning = 'ut' AND d.sha256 IS NOT NULL
            """
        )
    }
    for sha256, storrelse in db.execute("SELECT sha256, storrelse FROM filer").fetchall():
        (innhold,) = db.execute("SELECT innhold FROM filer WHERE sha256 = ?", (sha256,)).fetchone()
        if len(innhold) != storrelse or hashlib.sha256(innhold).hexdigest() != sha256:
            eiere = db.execute("SELECT aar, sekvens FROM dokumenter WHERE sha256 = ?", (sha256,)).fetchall()
            for hvor in eiere or (("–", "–"),):
                yield Funn("fil_endret", "-".join(map(str, hvor)))
        elif sha256 in ut_av:
            aar, nr, post, lopenr = ut_av[sha256]
            if not all(brevmerket(db, merke, lopenr) for merke in merker_i(innhold)):
                yield Funn("brev_ut", f"{aar}/{nr}-{post}")


def _soket(db: Loggbase) -> Iterator[Funn]:
    """Finner søket det det skal? Ordene er regnet ut på nytt av det som er ført."""
    for rad, hendelser_her in _forespurt(db, sok=True):
        saker = db.execute("SELECT sak FROM dokumenter WHERE foresporsel = ? AND sak IS NOT NULL", (rad["id"],))
        try:
            mangler = mangler_i_soket(
                rad["soketekst"] or "", foresporsel(rad), _lest(hendelser_her), (json.loads(sak) for (sak,) in saker)
            )
        except _ULESELIG:
            continue  # sagt under historikken eller kjeden
        if mangler:
            yield Funn("sok_mangler", f"{rad['aar']}/{rad['nr']}")
    yield from db.motor.sokeindeksen()
