"""Loggen på en tjener: mange som fører samtidig mens tjeneren faller, hva lista koster ved siden av psycopg alene, og
hva vinduet bruker når det er langt til tjeneren.

Kjør ``python benchmarks/felles.py [antall som fører] [antall hver] [antall forespørsler]``; 20, 200 og 100 000 når det
ikke er sagt. Starter sin egen PostgreSQL i en midlertidig mappe. Målet er 0 tapt, 0 hull og 0 doble, og høyst 2 ganger.
"""

from __future__ import annotations

import importlib.util
import multiprocessing
import os
import sys
import tempfile
import threading
import time
import uuid
from dataclasses import replace
from pathlib import Path
from typing import Any

ROT = Path(__file__).resolve().parents[1]
sys.path[0:1] = [str(ROT / "src"), str(ROT / "tests")]
_HJEM = tempfile.TemporaryDirectory(prefix="overforing-benk-")
os.environ["OVERFORING_HOME"] = _HJEM.name
os.environ["PYTHON_KEYRING_BACKEND"] = "keyring.backends.null.Keyring"  # ingen nøkkel til det som kastes

from mottak.mottakprover import MOTTATT, PROGRAM, inngaende  # noqa: E402
from register.testtjener import Provetjener, egen_tjener, hvorfor_ikke, lag_database, legg_til  # noqa: E402
from register.vei import vei  # noqa: E402

from overforing.hinder import Hindret  # noqa: E402
from overforing.mottak.utvalg import Ko, Sortering, Utvalg  # noqa: E402
from overforing.program.embetet import Mottaksprogram  # noqa: E402
from overforing.register.felles.adresse import les_adresse  # noqa: E402
from overforing.register.felles.tjener import Tjener, apne  # noqa: E402
from overforing.register.felles.tjener import oversett as til_psycopg  # noqa: E402
from overforing.register.foresporselsliste import Foresporselsliste  # noqa: E402
from overforing.register.foresporsler import Foresporselsregister  # noqa: E402
from overforing.register.kontroll import kontroller  # noqa: E402


def for_(adresse: Any, hvem: int, antall: int, ut: Any) -> None:
    """Før så mange brev. Faller tjeneren, prøves det samme brevet igjen til det er kvittert for."""
    mal, db, forsok = inngaende(hvem), None, 0
    for nr in range(antall):
        id_ = str(uuid.UUID(int=hvem << 32 | nr))
        inn = replace(mal, sak_id=id_, innhold=id_.encode(), felt={**mal.felt, "sak": id_})
        while True:
            try:
                db = db or apne(adresse)
                logg = Foresporselsregister(db, kommunenavn=str, na=db.na, bruker=db.meg)
                ut.put((logg.motta(inn, MOTTATT).foresporsel.journalnummer, id_))
                break
            except Hindret:
                forsok += 1
                time.sleep(0.1)
    ut.put(("ferdig", str(forsok)))


def skrivere(tjener: Provetjener, antall: int, hver: int) -> None:
    lag_database(tjener, "skrivere", stillbar=False)
    for hvem in range(antall):
        legg_til(tjener, "skrivere", f"s{hvem}", f"Skriver {hvem}", "saksbehandler")
    prosesser = multiprocessing.get_context("fork")
    ut = prosesser.Queue()
    begynt = time.perf_counter()
    alle = [
        prosesser.Process(target=for_, args=(tjener.adresse("skrivere", f"s{hvem}"), hvem, hver, ut))
        for hvem in range(antall)
    ]
    for en in alle:
        en.start()
    kvittert: list[tuple[str, str]] = []
    ferdige, igjen, falt = 0, 0, False
    while ferdige < antall:
        nummer, hva = ut.get(timeout=120)
        if nummer == "ferdig":
            ferdige, igjen = ferdige + 1, igjen + int(hva)
            continue
        kvittert.append((nummer, hva))
        if not falt and len(kvittert) > antall * hver // 2:
            falt = True
            tjener.drep()
            time.sleep(1)
            tjener.start()
    tok = time.perf_counter() - begynt
    for en in alle:
        en.join()
    db = Tjener(tjener.adresse("skrivere"))
    fort = {f"{aar}/{nr}": sak for aar, nr, sak in db.execute("SELECT aar, nr, sak FROM foresporsler")}
    svar = kontroller(db)
    tapt = sum(fort.get(nummer) != sak for nummer, sak in kvittert)
    doble = len(fort) - len(set(fort.values()))
    hull = len(fort) - max(int(nummer.split("/")[1]) for nummer in fort)
    db.close()
    print(f"{antall} som fører {hver} hver, og tjeneren drept midt i: {len(kvittert) / tok:.0f} i sekundet")
    print(f"  {igjen} forsøk på nytt; tapt: {tapt}, hull: {abs(hull)}, doble: {doble}, avvik: {len(svar.avvik)}")


def lista(tjener: Provetjener, antall: int) -> None:
    spec = importlib.util.spec_from_file_location("benk_mottak", ROT / "benchmarks" / "mottak.py")
    assert spec is not None
    assert spec.loader is not None
    benk = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(benk)
    lag_database(tjener, "lista", stillbar=False)
    legg_til(tjener, "lista", "ine", "Ine Aune", "saksbehandler")
    eier = Tjener(tjener.adresse("lista"))
    eier.execute("SET session_replication_role = replica")
    # Indeksene det søkes i, lages når alt er på plass: det tar en brøkdel av tiden.
    sok = eier.execute("SELECT indexdef FROM pg_indexes WHERE indexname IN ('sok_biter', 'sok_ord')").fetchall()
    eier.execute("DROP INDEX sok_biter, sok_ord")
    with tempfile.TemporaryDirectory() as mappe:
        fil = benk.fyll(Path(mappe), antall, sokbar=False)._db
        for tabell in ("foresporsler", "soketekster"):
            kolonner = [rad[1] for rad in fil.execute(f"PRAGMA table_info({tabell})")]
            mer = ["ord"] if tabell == "soketekster" else []
            with eier.conn.cursor() as peker:
                kopi = f"COPY {tabell} ({', '.join((*kolonner, *mer))}) FROM STDIN".encode()
                with peker.copy(kopi) as inn:
                    ja_nei = [k in ("haster", "manuell", "ny_versjon") for k in kolonner]
                    for rad in fil.execute(f"SELECT {', '.join(kolonner)} FROM {tabell}"):
                        verdier = [bool(v) if j and v is not None else v for j, v in zip(ja_nei, rad, strict=True)]
                        inn.write_row((*verdier, *("" for _ in mer)))
        fil.close()
    eier.execute("UPDATE soketekster SET ord = ordene_i(tekst)")
    eier.execute("SET maintenance_work_mem = '1GB'")
    for (indeks,) in sok:
        eier.execute(indeks)
    eier.execute("VACUUM ANALYZE")
    eier.close()
    print(f"\n{antall} forespørsler, én side på 50: loggen mot den samme SQL-en gjennom psycopg")
    db = apne(tjener.adresse("lista", "ine"))
    liste = Foresporselsliste(db, "Ine Aune")
    nyest: Any = {"sortering": Sortering.NYEST}
    for navn, utvalg in (
        ("første side", Utvalg(**nyest)),
        ("det som haster først", Utvalg()),
        ("sortert på kommune", Utvalg(sortering=Sortering.KOMMUNE)),
        ("nye", Utvalg(Ko.NYE, **nyest)),
        ("mine", Utvalg(Ko.MINE, **nyest)),
        ("avgjort i år", Utvalg(Ko.AVGJORT_I_AR, **nyest)),
        ("søk «kommune»", Utvalg(sok="kommune", **nyest)),
        ("søk «kommune» i det som haster først", Utvalg(sok="kommune")),
        ("søk «trondheim»", Utvalg(sok="Trondheim", **nyest)),
        ("søk «Ås»", Utvalg(sok="Ås", **nyest)),
        ("søk uten treff", Utvalg(sok="finnes ikke noe sted", **nyest)),
    ):
        spurt: list[tuple[bytes, Any]] = []
        ekte = db.motor.side
        db.motor.side = lambda sql, v, ekte=ekte, spurt=spurt: (  # type: ignore[method-assign]
            spurt.append((til_psycopg(sql).encode(), v)),
            ekte(sql, v),
        )[1]
        liste.side(utvalg, benk.I_DAG)
        db.motor.side = ekte  # type: ignore[method-assign]
        benk.mal(
            navn,
            lambda u=utvalg: liste.side(u, benk.I_DAG),
            lambda spurt=spurt: [db.conn.execute(sql, v).fetchall() for sql, v in spurt],
        )
    db.close()


def live(tjener: Provetjener, antall: int = 20) -> None:
    """Hvor lenge det tar før alle som lytter, har fått vite om noe som føres."""
    lag_database(tjener, "live", stillbar=False)
    legg_til(tjener, "live", "live-ine", "Ine Aune", "saksbehandler")
    sett: list[float] = []
    klare = threading.Barrier(antall + 1)

    def lytt() -> None:
        with apne(tjener.adresse("live", "live-ine")).conn as conn:
            conn.execute("LISTEN overforing")
            klare.wait()
            for _ in conn.notifies(timeout=10, stop_after=1):
                sett.append(time.perf_counter())

    traader = [threading.Thread(target=lytt) for _ in range(antall)]
    for traad in traader:
        traad.start()
    klare.wait()
    db = apne(tjener.adresse("live", "live-ine"))
    logg = Foresporselsregister(db, kommunenavn=str, na=db.na, bruker=db.meg)
    begynt = time.perf_counter()
    logg.motta(inngaende(1), MOTTATT)
    for traad in traader:
        traad.join()
    db.close()
    print(f"\n{len(sett)} av {antall} som lytter, visste det etter {max(sett) - begynt:.2f} s, føringen medregnet")


class _Embetet(Mottaksprogram):
    """Et vindu på en logg som alt er åpnet."""

    def __init__(self, logg: Foresporselsregister) -> None:
        super().__init__(PROGRAM)
        self._logg = logg

    def apne_logg(self, fil: Path | None = None, navn: str = "") -> Foresporselsregister:
        return self._logg


def langt_unna(tjener: Provetjener, tur: float = 0.05) -> None:
    """Hva vinduet gjør når en tur til tjeneren og tilbake tar så lenge."""
    lag_database(tjener, "unna", stillbar=False)
    legg_til(tjener, "unna", "unna-ine", "Ine Aune", "saksbehandler")
    with vei(f"{tjener.mappe}/.s.PGSQL.{tjener.port}", tur) as veien:
        adresse = f"postgresql:///unna?host=127.0.0.1&port={veien.port}&sslmode=disable&gssencmode=disable"
        db = apne(les_adresse(adresse, login="unna-ine"))
        logg = Foresporselsregister(db, kommunenavn=str, na=db.na, bruker=db.meg)
        fort = [logg.motta(inngaende(nr), MOTTATT).foresporsel for nr in range(1, 11)]
        kontor = _Embetet(logg).kontor()
        print(f"\nEn vei på {tur * 1000:.0f} ms")
        for navn, gjor in (
            ("en forespørsel åpnes", lambda nr: kontor.vis(fort[nr].aar, fort[nr].nr)),
            ("lista hentes på nytt", lambda _: (kontor.side(Utvalg()), kontor.koer())),
        ):
            tider, for_ = [], veien.turer
            for nr in range(len(fort)):
                begynt = time.perf_counter()
                gjor(nr)
                tider.append(time.perf_counter() - begynt)
            turer = (veien.turer - for_) / len(fort)
            forst, *resten = tider
            print(
                f"  {navn}: {min(resten):.2f}–{max(resten):.2f} s (første gang {forst:.2f}), {turer:.1f} turer i snitt"
            )
        kontor.lukk()


if __name__ == "__main__":
    if grunn := hvorfor_ikke():
        print(f"0 målt: {grunn}")
        sys.exit()
    forer, hver_, foresporsler = (int(a) for a in (*sys.argv[1:], *("20", "200", "100000")[len(sys.argv) - 1 :]))
    # Den minste målingen er bare for å se at den går.
    with egen_tjener(fsync=hver_ > 10) as startet:
        skrivere(startet, forer, hver_)
        live(startet)
        langt_unna(startet)
        if foresporsler:
            lista(startet, foresporsler)
