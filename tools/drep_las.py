"""Stanser programmet midt i det låsen gjør, og ser etter at alt kan åpnes.

    python tools/drep_las.py [--drap 200]

Et eget program slår låsen på og av om og om igjen, over registeret og kopiene av det, eller begynner den i en ny
datamappe, og drepes på et tilfeldig sted. Etter hvert drap prøves det at hver fil er hel, at hver låst fil åpnes med
nøkkelen som er i ringen, og at ingen sak er borte. Svaret er tallene, og 1 når noe var galt.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

sys.path.insert(0, str(Path(__file__).resolve().parent))

import drep

from overforing.feil import OverforingFeil
from overforing.las.las import Las
from overforing.las.nokkelhold import Regler
from overforing.register.database import connect
from overforing.register.kryptering import Filslag
from overforing.register.omskriving import finn
from overforing.register.tilkobling import tilkobling

RING = "ring.json"


def lasen(rot: Path) -> Las:
    return Las(rot / "data", drep.Filring(rot / RING), regler=Regler(begynner=True))


def forbered(rot: Path) -> None:
    """Et register med saker i og to kopier, ulåst."""
    drep.lag(rot / "data")
    shutil.rmtree(rot / "data" / "brev")


def arbeid(rot: Path, hva: str) -> None:
    """Det programmet som drepes, gjør."""
    las = lasen(rot)
    las.klargjor()
    print("klar", flush=True)
    while hva == "av og på":
        arket = las.ark()
        las.sla_pa({nr: arket[nr - 1] for nr in las.sporres_om})
        las.sla_av()
    while True:
        ny = lasen(rot)
        fil = rot / "data" / "saker.db"
        register = drep.saksregister(connect(fil, ny.nokkel_for(fil), er_nettverk=lambda _: False))
        register.opprett(drep.sak(len(register.liste()), "A"))
        register.lukk()
        if len(drep.Filring(rot / RING)) > 1:
            os._exit(3)  # en nøkkel ingen bruker


def galt(rot: Path, hva: str) -> Iterator[str]:
    """Det som ikke er helt, eller ikke kan åpnes, nå."""
    data, las = rot / "data", lasen(rot)
    if las.er_pa and las.trenger_opplasing():
        yield "nøkkelen er borte"
        return
    filer = [fil for slag in (Filslag.APEN, Filslag.LAAST) for fil in finn(data, slag)]
    if hva == "av og på" and len(filer) != 3:
        yield "en fil er borte"
    if hva == "begynn" and any(finn(data, Filslag.APEN)):
        yield "en ny fil er ulåst"
    for fil in filer:
        try:
            with closing(tilkobling(str(fil), key=las.nokkel_for(fil))) as conn:
                if conn.execute("PRAGMA integrity_check").fetchone() != ("ok",):
                    yield "skadet fil"
                if hva == "av og på" and conn.execute("SELECT count(*) FROM saker").fetchone() != (drep.SAKER,):
                    yield "saker er borte"
        except OverforingFeil:
            yield "en låst fil kan ikke åpnes"


def drap(rot: Path, antall: int, hva: str) -> Counter[str]:
    """Drep programmet så mange ganger mens det gjør ``hva``, og gi det som var galt."""
    tall: Counter[str] = Counter()
    rot.mkdir(parents=True, exist_ok=True)
    if hva == "av og på":
        forbered(rot)
    for _ in range(antall):
        if hva == "begynn":
            shutil.rmtree(rot / "data", ignore_errors=True)
            (rot / RING).unlink(missing_ok=True)
        kall = [sys.executable, __file__, "--arbeid", hva, "--rot", str(rot)]
        with subprocess.Popen(kall, stdout=subprocess.PIPE) as prosess:
            assert prosess.stdout is not None
            if hva == "av og på":
                prosess.stdout.readline()
            time.sleep(random.uniform(0, 0.4 if hva == "av og på" else 0.8))
            if prosess.poll() is not None:
                tall["programmet stanset selv"] += 1
            prosess.kill()
        tall[f"drap: {hva}"] += 1
        tall.update(f"{hva}: {det}" for det in galt(rot, hva))
    return tall


def main() -> int:
    valg = argparse.ArgumentParser()
    valg.add_argument("--drap", type=int, default=200)
    valg.add_argument("--rot", type=Path)
    valg.add_argument("--arbeid", default="", help="være programmet som drepes")
    args = valg.parse_args()
    if args.arbeid:
        arbeid(args.rot, args.arbeid)
    tall: Counter[str] = Counter()
    for hva in ("av og på", "begynn"):
        with TemporaryDirectory() as rot:
            tall += drap(Path(rot), args.drap, hva)
    for hva, antall in tall.items():
        print(f"{antall:6} {hva}")
    return int(any(not hva.startswith("drap: ") for hva in tall))


if __name__ == "__main__":
    sys.exit(main())
