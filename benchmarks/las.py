"""Låst mot ulåst: å åpne, liste og søke i kontorets saker og i loggen, vekselvis i samme kjøring. Skriver forhold.

Kjøres: ``.venv/bin/python benchmarks/las.py [SAKER] [GANGER]``. Målet er høyst 1,3 ganger tiden uten lås.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from datetime import date
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))

from gyldige_saker import KOMMUNER
from register.registerprover import Klokke, en_sak, ukjent

from overforing.las.nokkel import ny
from overforing.mottak.utvalg import Utvalg
from overforing.register.database import Register, connect
from overforing.register.foresporselsliste import Foresporselsliste
from overforing.register.foresporsler import Foresporselsregister
from overforing.register.mottakstabeller import MOTTAK
from overforing.register.omskriving import skriv_om
from overforing.register.saker import Saksregister

I_DAG = date(2026, 11, 22)


def saker(db: Register) -> Saksregister:
    return Saksregister(db, kommuner=KOMMUNER, na=Klokke(), bruker="Kari Moen", kjennetegn=ukjent)


def fyll(mappe: Path, antall: int) -> tuple[Path, Path]:
    kontoret, loggen = mappe / "saker.db", mappe / "mottak.db"
    with closing(connect(kontoret)) as db:
        db.execute("PRAGMA synchronous = OFF")
        register = saker(db)
        for nr in range(1, antall + 1):
            register.opprett(en_sak(nr))
    with closing(connect(loggen, skjema=MOTTAK)) as db:
        db.execute("PRAGMA synchronous = OFF")
        logg = Foresporselsregister(db, kommunenavn=str, na=Klokke(), bruker="Ine Aune")
        for nr in range(1, antall + 1):
            logg.registrer_for_hand({"kommune": "0301", "avsender": "Nav Gamle Oslo", "deres_ref": f"{nr}"}, I_DAG)
    return kontoret, loggen


TIL_LISTA = """
import sys
from pathlib import Path
from PySide6.QtWidgets import QApplication
from overforing.program.program import Program, na
from overforing.register.database import connect
from overforing.register.saker import Saksregister
from overforing.ui.vindu.hovedvindu import Hovedvindu
program = Program.start()
db = connect(Path(sys.argv[1]), sys.argv[2] or None)
Saksregister(db, kommuner=program.geografi.numre, na=na, bruker="x", kjennetegn=program.kjennetegn).liste()
"""
"""Det programmet leser inn og gjør fra det startes til sakene er hentet, uten å tegne noe."""


def mal(ganger: int, *begge: Callable[[], object]) -> list[float]:
    """Sekunder for hver av dem, medianen, målt vekselvis så maskinens luner rammer begge."""
    tider: list[list[float]] = [[] for _ in begge]
    for runde in range(ganger + 1):  # den første varmer opp
        for tid, gjor in zip(tider, begge, strict=True):
            start = time.perf_counter()
            gjor()
            if runde:
                tid.append(time.perf_counter() - start)
    return [statistics.median(tid) for tid in tider]


def vis(hva: str, tider: list[float]) -> None:
    apen, laast = tider
    print(f"{hva}: {apen * 1000:.1f} ms åpen, {laast * 1000:.1f} ms låst: {laast / apen:.2f} ganger tiden")


def main(antall: int = 1000, ganger: int = 15) -> None:
    with tempfile.TemporaryDirectory() as mappe:
        apen, laast = Path(mappe, "apen"), Path(mappe, "laast")
        nokkel = ny()
        fyll(apen, antall)
        for fil in fyll(laast, antall):
            start = time.perf_counter()
            skriv_om(fil, None, nokkel)
            print(f"{fil.name} ({fil.stat().st_size / 1e6:.1f} MB) låst på {time.perf_counter() - start:.2f} s")
        steder = ((apen, None), (laast, nokkel))

        def apne(navn: str, **valg: object) -> list[Callable[[], Register]]:
            return [lambda m=m, k=k: connect(m / navn, k, **valg) for m, k in steder]  # type: ignore[misc]

        for navn, valg in (("saker.db", {}), ("mottak.db", {"skjema": MOTTAK})):
            vis(f"åpne {navn}", mal(ganger, *(lambda a=a: a().close() for a in apne(navn, **valg))))
        til_lista: list[Callable[[], object]] = [
            lambda m=m, k=k: subprocess.run([sys.executable, "-c", TIL_LISTA, m / "saker.db", k or ""], check=True)  # type: ignore[misc]
            for m, k in steder
        ]
        vis("starte og hente sakene", mal(ganger, *til_lista))
        kontoret = [saker(a()) for a in apne("saker.db")]
        vis("lista over saker", mal(ganger, *(r.liste for r in kontoret)))
        vis("søk i saker", mal(ganger, *(lambda r=r: r.liste("Per Ås") for r in kontoret)))
        vis("lese en sak", mal(ganger, *(lambda r=r: r.les(en_sak(1).id) for r in kontoret)))
        listene = [Foresporselsliste(a(), "Ine Aune") for a in apne("mottak.db", skjema=MOTTAK)]
        vis("lista i loggen", mal(ganger, *(lambda r=r: r.side(Utvalg(), I_DAG) for r in listene)))
        vis("søk i loggen", mal(ganger, *(lambda r=r: r.side(Utvalg(sok="gamle oslo"), I_DAG) for r in listene)))
        vis("køene i loggen", mal(ganger, *(lambda r=r: r.koer(I_DAG) for r in listene)))


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
