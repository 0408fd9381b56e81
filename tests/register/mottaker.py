"""Et eget program til prøvene: fører saksfiler i loggen og skriver journalnummeret når hver er kvittert for.

``mottaker.py FIL FRA`` fører saker med nummer FRA, FRA + 1 … til det blir drept, eller til ANTALL når det er gitt: én
alene, to sammen, tre sammen, og om igjen.
"""

from __future__ import annotations

import itertools
import sys
from datetime import UTC, datetime
from pathlib import Path

from mottak.mottakprover import MOTTATT, inngaende

from overforing.register.database import connect
from overforing.register.foresporsler import Foresporselsregister
from overforing.register.mottakstabeller import MOTTAK


def hoved(fil: str, fra: str, antall: str = "") -> None:
    db = connect(Path(fil), skjema=MOTTAK, bruker=fra, er_nettverk=lambda _: False)
    logg = Foresporselsregister(db, kommunenavn=str, na=lambda: datetime.now(UTC), bruker=fra)
    print("klar", flush=True)
    numre = iter(range(int(antall)) if antall else itertools.count())
    for sammen in itertools.cycle((1, 2, 3)):
        # Ulik lengde hver gang, så rader flyttes mellom sider.
        klare = [
            inngaende(int(fra) + nr, allerede_gjort="x" * (nr * 701 % 9000)) for nr in itertools.islice(numre, sammen)
        ]
        if not klare:
            break
        while klare:
            for kvittering in logg.motta_flere(klare, MOTTATT):
                print(kvittering.foresporsel.journalnummer, flush=True)
                klare.pop(0)
    db.close()


if __name__ == "__main__":
    hoved(*sys.argv[1:])
