"""Et eget program til prøvene: lagrer saken om og om igjen og skriver hver versjon når den er kvittert for.

``lagrer.py FIL BRUKER`` lagrer til det blir drept. ``lagrer.py FIL BRUKER én`` leser saken, skriver versjonen, venter
på en linje, lagrer, og skriver den nye versjonen eller hvem som kom først.
"""

from __future__ import annotations

import sys
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from gyldige_saker import KOMMUNER
from register.registerprover import ID, ukjent

from overforing.register.database import connect
from overforing.register.feil import EndretAvAnnen
from overforing.register.saker import Saksregister


def _na() -> datetime:
    return datetime.now(UTC)


def hoved(fil: str, bruker: str, maten: str = "") -> None:
    db = connect(Path(fil), bruker=bruker, er_nettverk=lambda _: False)
    register = Saksregister(db, kommuner=KOMMUNER, na=_na, bruker=bruker, kjennetegn=ukjent)
    lagret = register.les(ID)
    versjon = lagret.versjon
    if maten:
        print(versjon, flush=True)
        sys.stdin.readline()
        try:
            print(register.lagre_utkast(replace(lagret.sak, notat=bruker), {"notat": bruker}, versjon), flush=True)
        except EndretAvAnnen as feil:
            print(f"endret av {feil.av}", flush=True)
        db.close()
        return
    while True:
        # Ulik lengde hver gang, så rader flyttes mellom sider.
        sak = replace(lagret.sak, notat=f"{versjon + 1} " + "x" * (versjon * 701 % 9000))
        versjon = register.lagre_utkast(sak, {"soknad.mottatt": f"{versjon + 1}."}, versjon)
        print(versjon, flush=True)


if __name__ == "__main__":
    hoved(*sys.argv[1:])
