"""Hvor mye loggen koster ved siden av SQLite alene. Skriver ut forholdstall; prøver ingenting.

Kjør ``python benchmarks/mottak.py [antall forespørsler] [antall brev]``; 100 000 og 1 000 når det ikke er sagt, og
1 000 000 forespørsler går også. Målet er høyst 2 ganger.

Innlesing: brevene ført i loggen, mot å pakke ut de samme filene, tolke XML-en og sette inn en rad med filen.
Lista: en side fra loggen, mot en spørring skrevet for hånd på de samme tabellene, i samme kjøring. Den henter de samme
radene med de samme kolonnene, uten å slå opp hva som mangler et foreløpig svar, og gjør ikke noe med dem.
"""

from __future__ import annotations

import io
import json
import os
import sqlite3
import statistics
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import date, timedelta
from itertools import islice
from pathlib import Path
from typing import Any

ROT = Path(__file__).resolve().parents[1]
sys.path[0:1] = [str(ROT / "src"), str(ROT / "tests")]
_HJEM = tempfile.TemporaryDirectory(prefix="overforing-benk-")
os.environ["OVERFORING_HOME"] = _HJEM.name
os.environ["PYTHON_KEYRING_BACKEND"] = "keyring.backends.null.Keyring"  # ingen nøkkel til det som kastes

from lxml import etree  # noqa: E402
from mottak.mottakprover import MOTTATT, PROGRAM, STATSFORVALTER, en_foresporsel, en_sak  # noqa: E402

from overforing.mottak import hendelser  # noqa: E402
from overforing.mottak.foresporsel import FELT  # noqa: E402
from overforing.mottak.lista import Listerad  # noqa: E402
from overforing.mottak.utvalg import Ko, Sortering, Sted, Utvalg  # noqa: E402
from overforing.register.foresporselsliste import Foresporselsliste  # noqa: E402
from overforing.register.sok import brett  # noqa: E402
from overforing.sak.modell import Dokument  # noqa: E402
from overforing.sak.rekkefolge import sorteringsnokkel  # noqa: E402
from overforing.saksgang.utgang import fra_kontoret  # noqa: E402

I_DAG = date(2026, 11, 22)


def lag_brev(antall: int) -> list[bytes]:
    """Så mange anmodninger i Word, hver med sin sak. Brevet tegnes én gang; saken i det byttes."""
    sak = en_sak()
    vurdering = PROGRAM.vurder(sak)
    komponert = PROGRAM.brevskriver.lag(Dokument.ANMODNING, sak, vurdering)
    ut = []
    for nr in range(1, antall + 1):
        # Hver sak har sitt eget nummer: det er referansen det ses etter om noen har brukt før.
        egen = replace(sak, id=f"{nr:08x}{sak.id[8:]}", saksnummer=f"2026/{nr:04}")
        ut.append(PROGRAM.utgang.skriv(fra_kontoret(replace(komponert, sak_id=egen.id), egen, vurdering), "docx"))
    return ut


class Deltid:
    """Tiden hver del tok, i sekunder. Et kall som tas tid på inne i et annet, telles i begge."""

    def __init__(self) -> None:
        self.brukt: dict[str, float] = {}

    @contextmanager
    def ta(self, del_: str) -> Iterator[None]:
        for_ = time.perf_counter()
        yield
        self.brukt[del_] = self.brukt.get(del_, 0) + time.perf_counter() - for_

    def rundt(self, eier: object, navn: str, del_: str) -> None:
        ekte = getattr(eier, navn)

        def kall(*args: Any, **valg: Any) -> Any:
            with self.ta(del_):
                return ekte(*args, **valg)

        setattr(eier, navn, kall)


def innlesing(antall: int, mappe: Path) -> None:
    """Gulvet er det samme arbeidet med én COMMIT for hvert brev, og så med én for like mange om gangen som loggen."""
    filer, tid = lag_brev(antall), Deltid()
    logg = STATSFORVALTER.apne_logg(mappe / "mottak.db", "Ine Aune")
    gang = STATSFORVALTER.mottaksgang(logg)
    tid.rundt(gang.filtolk, "les", "tolke saken og vurdere den")
    tid.rundt(gang, "_svar", "svare")
    sammen: list[int] = []
    ekte = logg.motta_flere

    def motta_flere(*args: Any) -> Any:
        with tid.ta("føre i loggen"):
            fort = ekte(*args)
        sammen.append(len(fort))
        return fort

    logg.motta_flere = motta_flere  # type: ignore[method-assign]
    for start in range(0, antall, 250):
        bunke = filer[start : start + 250]
        plass = len(sammen)
        with tid.ta("loggen"):
            svar = list(gang.registrer(((f"{n}.docx", lambda d=d: d) for n, d in enumerate(bunke)), MOTTATT))
        assert all(s.kvittering for s in svar)
        alene(bunke, [1] * len(bunke), mappe / "alene.db", tid, "alene")
        alene(bunke, sammen[plass:], mappe / "sammen.db", tid, "alene, like mange om gangen")
    logg.db.close()
    brukt = tid.brukt
    a, b = (antall / brukt[k] for k in ("loggen", "alene"))
    print(
        f"{antall} brev inn: {a:.0f} i sekundet mot {b:.0f} alene: {brukt['loggen'] / brukt['alene']:.1f} ganger tiden"
    )
    likt = brukt["loggen"] / brukt["alene, like mange om gangen"]
    print(f"  mot det samme med like få COMMIT ({antall / len(sammen):.1f} brev i hver): {likt:.1f} ganger")
    for hva, sekunder in brukt.items():
        print(f"  {hva}: {sekunder / antall * 1000:.2f} ms for hvert brev")
    print(f"  maskinen har {os.cpu_count()} kjerner, og {os.getloadavg()[0]:.1f} venter på dem")


def alene(bunke: list[bytes], sammen: list[int], fil: Path, tid: Deltid, hva: str) -> None:
    """Pakk ut, tolk XML-en, og sett inn en rad med filen, så mange i hver COMMIT."""
    with closing(sqlite3.connect(fil, isolation_level=None)) as db:
        db.executescript("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA wal_checkpoint")
        db.execute("CREATE TABLE IF NOT EXISTS t (a TEXT, b TEXT, c BLOB)")
        brevene = iter(bunke)
        with tid.ta(hva):
            for antall in sammen:
                db.execute("BEGIN")
                for data in islice(brevene, antall):
                    with tid.ta(f"{hva}: pakke ut og tolke"):
                        pakke = zipfile.ZipFile(io.BytesIO(data))
                        navnene = [n for n in pakke.namelist() if n.endswith((".xml", ".rels"))]
                        deler = [etree.fromstring(pakke.read(n)) for n in navnene]
                        sak = next(t for d in deler for t in d.itertext() if t.startswith('{"'))
                    db.execute("INSERT INTO t VALUES (?, ?, ?)", (json.loads(sak)["id"], sak, data))
                db.execute("COMMIT")


def fyll(mappe: Path, antall: int, *, sokbar: bool = True) -> Foresporselsliste:
    """En logg med så mange forespørsler, satt inn utenom mottaket så det går fort; uten søket går det fortest."""
    logg = STATSFORVALTER.apne_logg(mappe / "stor.db", "Ine Aune")
    db = logg.db
    db.execute("PRAGMA synchronous = OFF")
    if not sokbar:
        db.execute("DROP TRIGGER soketekster_ny")
    kommuner = [k.nummer for k in PROGRAM.geografi.kommunene(I_DAG)]
    navn = {nr: PROGRAM.geografi.navn(nr) for nr in kommuner}
    folk = ["", "Ine Aune", "Tor Hegg", "Åse Aas", "Čohkka Sárá"]
    standard = {felt: hendelser.ut(getattr(en_foresporsel(), felt)) for felt in FELT}
    kolonner = [*FELT, "id", "aar", "nr", "versjon", "registrert", "registrert_av", "kommunenavn", "sortering_kommune",
                "sortering_saksbehandler"]  # fmt: skip

    def rad(nr: int) -> dict[str, object]:
        kommune = kommuner[nr * 7919 % len(kommuner)]
        mottatt = I_DAG - timedelta(days=(antall - nr) * 2000 // antall)
        apen = nr > antall * 0.98
        hvem = folk[nr % len(folk)] if apen else folk[1 + nr % 4]
        return {
            **standard,
            "id": nr, "aar": mottatt.year, "nr": nr, "versjon": 1, "registrert": f"{mottatt}T08:00:00.000000+00:00",
            "registrert_av": "Ine Aune", "kommune": kommune, "avsender": f"Nav {navn[kommune]}", "deres_ref": f"{nr}",
            "mottatt": mottatt.isoformat(), "frist": (mottatt + timedelta(days=30)).isoformat(), "sak": None,
            "status": ("ny" if nr % 2 else "under_behandling") if apen else "avgjort", "saksbehandler": hvem,
            "avgjort": None if apen else (mottatt + timedelta(days=nr % 40)).isoformat(),
            "utfall": None if apen else "ikke_saerlig_ulempe", "kommunenavn": navn[kommune],
            "inhabile_her": "Tor Hegg" if nr % 100 == 0 else "",
            "sortering_kommune": sorteringsnokkel(navn[kommune]),
            "sortering_saksbehandler": sorteringsnokkel(hvem, person=True),
        }  # fmt: skip

    with db.skriver():
        db.conn.executemany(
            f"INSERT INTO foresporsler ({', '.join(kolonner)}) VALUES ({', '.join(':' + k for k in kolonner)})",
            (rad(nr) for nr in range(1, antall + 1)),
        )
        tekst = "søkeren oppholder seg i oppholdskommunen, og lederen er nær slektning. alle står under lederen."
        db.conn.executemany(
            "INSERT INTO soketekster (id, tekst) VALUES (?, ?)",
            (
                (nr, f"2026/{nr} nav {brett(navn[kommuner[nr * 7919 % len(kommuner)]])}\n{tekst}")
                for nr in range(1, antall + 1)
            ),
        )
    if sokbar:
        db.execute("INSERT INTO sok_biter (sok_biter) VALUES ('optimize')")
        db.execute("INSERT INTO sok_ord (sok_ord) VALUES ('optimize')")
    return Foresporselsliste(db, "Ine Aune")


def liste(antall: int, mappe: Path) -> None:
    for_ = time.perf_counter()
    liste_ = fyll(mappe, antall)
    print(f"\n{antall} forespørsler (fylt på {time.perf_counter() - for_:.0f} s), én side på 50")
    db = liste_._db.conn
    midt = antall // 2
    nyest: Any = {"sortering": Sortering.NYEST}
    kolonner = ", ".join(felt for felt in Listerad._fields if felt not in ("forelopig_mangler", "skjermet"))
    biter = "SELECT KOLONNER FROM sok_biter CROSS JOIN foresporsler f ON f.id = sok_biter.rowid WHERE sok_biter MATCH"
    for navn, utvalg, etter, sql in (
        ("første side", Utvalg(**nyest), None, "SELECT KOLONNER FROM foresporsler ORDER BY id DESC LIMIT 50"),
        ("side midt i", Utvalg(**nyest), midt,
         f"SELECT KOLONNER FROM foresporsler WHERE id < {midt} ORDER BY id DESC LIMIT 50"),
        ("sortert på kommune", Utvalg(sortering=Sortering.KOMMUNE), None,
         "SELECT KOLONNER FROM foresporsler ORDER BY sortering_kommune, id LIMIT 50"),
        ("nye", Utvalg(Ko.NYE, **nyest), None,
         "SELECT KOLONNER FROM foresporsler WHERE status = 'ny' OR ny_versjon ORDER BY id DESC LIMIT 50"),
        ("mine", Utvalg(Ko.MINE, **nyest), None,
         "SELECT KOLONNER FROM foresporsler WHERE saksbehandler = 'Ine Aune' AND "
         "status <> 'avgjort' ORDER BY id DESC LIMIT 50"),
        ("over frist", Utvalg(Ko.OVER_FRIST, **nyest), None,
         f"SELECT KOLONNER FROM foresporsler WHERE frist < '{I_DAG}' AND "
         "status <> 'avgjort' ORDER BY id DESC LIMIT 50"),
        ("avgjort i år", Utvalg(Ko.AVGJORT_I_AR, **nyest), None,
         "SELECT KOLONNER FROM foresporsler WHERE substr(avgjort, 1, 4) = '2026' ORDER BY id DESC LIMIT 50"),
        ("søk «kommune»", Utvalg(sok="kommune", **nyest), None,
         f"{biter} '\"kommune\"' ORDER BY sok_biter.rowid DESC LIMIT 50"),
        ("søk «trondheim»", Utvalg(sok="Trondheim", **nyest), None,
         f"{biter} '\"trondheim\"' ORDER BY sok_biter.rowid DESC LIMIT 50"),
        ("søk «Ås»", Utvalg(sok="Ås", **nyest), None, "SELECT KOLONNER FROM sok_ord CROSS JOIN foresporsler f ON "
         "f.id = sok_ord.rowid WHERE sok_ord MATCH '\"ås\"*' ORDER BY sok_ord.rowid DESC LIMIT 50"),
        ("søk uten treff", Utvalg(sok="finnes ikke noe sted", **nyest), None,
         f"{biter} '\"finnes\" AND \"ikke\" AND \"noe\" AND \"sted\"' ORDER BY sok_biter.rowid DESC LIMIT 50"),
    ):  # fmt: skip
        sted = Sted(etter, etter) if etter else None
        mal(
            navn,
            lambda u=utvalg, s=sted: liste_.side(u, I_DAG, s),
            lambda q=sql: db.execute(q.replace("KOLONNER", kolonner)).fetchall(),
        )
    haster = "SELECT KOLONNER FROM foresporsler WHERE haster = 1 AND status <> 'avgjort' ORDER BY id DESC LIMIT 50"
    resten = "SELECT KOLONNER FROM foresporsler ORDER BY id DESC LIMIT 50"
    mal(
        "det som haster først",
        lambda: liste_.side(Utvalg(), I_DAG),
        lambda: [db.execute(q.replace("KOLONNER", kolonner)).fetchall() for q in (haster, resten)],
    )
    mal("tallene i alle køene", lambda: liste_.koer(I_DAG), lambda: [db.execute(q).fetchone() for q in (
        "SELECT count(*) FROM foresporsler", "SELECT count(*) FROM foresporsler WHERE status = 'ny' OR ny_versjon",
        "SELECT count(*) FROM foresporsler WHERE saksbehandler = 'Ine Aune' AND status <> 'avgjort'",
        "SELECT count(*) FROM foresporsler WHERE saksbehandler = '' AND status <> 'avgjort'",
        f"SELECT count(*) FROM foresporsler WHERE frist < '{I_DAG}' AND status <> 'avgjort'",
        f"SELECT count(*) FROM foresporsler WHERE frist BETWEEN '{I_DAG}' AND '{I_DAG + timedelta(days=7)}' AND "
        "status <> 'avgjort'",
        "SELECT count(*) FROM foresporsler INDEXED BY foresporsler_apne WHERE status <> 'avgjort' AND "
        "registrert > '2026-11-21'",
        "SELECT count(*) FROM foresporsler INDEXED BY foresporsler_apne WHERE status <> 'avgjort' AND "
        f"mottatt <= '{I_DAG - timedelta(days=25)}'",
        "SELECT count(*) FROM foresporsler WHERE status = 'venter_pa_kommunen'",
        "SELECT count(*) FROM foresporsler WHERE substr(avgjort, 1, 4) = '2026' ")])  # fmt: skip
    liste_._db.close()


_LENGST = 20.0
"""Sekunder én måling får bruke før det er nok med de rundene som er gått."""


def mal(navn: str, vart: Callable[[], object], deres: Callable[[], object], ganger: int = 40) -> None:
    """Annenhver gang, og den raskeste fjerdedelen av begge, så det andre på maskinen ikke blir en del av svaret."""
    tider: tuple[list[float], list[float]] = ([], [])
    for runde in range(ganger + 1):
        if runde > 5 and sum(map(sum, tider)) > _LENGST:
            break
        for hvem, gjor in list(enumerate((vart, deres)))[:: 1 if runde % 2 else -1]:
            for_ = time.perf_counter()
            gjor()
            if runde:
                tider[hvem].append(time.perf_counter() - for_)
    vare, deres_tid = (statistics.quantiles(t, n=4)[0] * 1000 for t in tider)
    print(f"  {navn}: {vare:.2f} ms mot {deres_tid:.2f} ms = {vare / deres_tid:.1f} ganger")


if __name__ == "__main__":
    foresporsler, brev_ = (int(a) for a in (*sys.argv[1:], *("100000", "1000")[len(sys.argv) - 1 :]))
    with tempfile.TemporaryDirectory() as mappe:
        if brev_:
            innlesing(brev_, Path(mappe))
        if foresporsler:
            liste(foresporsler, Path(mappe))
    _HJEM.cleanup()
