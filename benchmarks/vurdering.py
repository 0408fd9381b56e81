"""Hvor lang tid tar en vurdering, og fem hundre saker i ett kall? Skriver tall og forhold; krever ingenting.

Kjøres: ``.venv/bin/python benchmarks/vurdering.py [SAKER]``. Gulvet måles i samme kjøring: JSON lest uten kontroll,
og en Python som bare starter.
"""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from overforing.program.program import Program

ANTALL = 500


def median(gjor: Callable[[], object], ganger: int) -> float:
    """Median tid i sekunder."""
    tider = []
    for _ in range(ganger):
        start = time.perf_counter()
        gjor()
        tider.append(time.perf_counter() - start)
    return statistics.median(tider)


def main(antall: int = ANTALL) -> None:
    program = Program.start()
    filer = sorted((Path(__file__).parents[1] / "tests" / "eksempler").rglob("[0-9]*.json"))
    raa = [fil.read_bytes() for fil in filer]
    saker = [program.les_sak(data) for data in raa]

    vurdere = median(lambda: [program.vurder(sak) for sak in saker], 50) / len(saker)
    lese = median(lambda: [program.les_sak(data) for data in raa], 20) / len(saker)
    gulv = median(lambda: [json.loads(data) for data in raa], 50) / len(saker)
    print(f"vurdering per sak: {vurdere * 1000:.3f} ms (mål under 0,2 ms)")
    print(f"streng lesing per sak: {lese * 1000:.3f} ms, {lese / gulv:.0f} × json.loads")

    with tempfile.TemporaryDirectory() as mappe:
        for nummer in range(antall):
            Path(mappe, f"{nummer}.json").write_bytes(raa[nummer % len(raa)])
        navn = [str(fil) for fil in sorted(Path(mappe).iterdir())]
        kommando = [sys.executable, "-m", "overforing", "vurder", "--json", *navn]
        start = time.perf_counter()
        subprocess.run(kommando, check=False, stdout=subprocess.DEVNULL)
        alle = time.perf_counter() - start
        start = time.perf_counter()
        subprocess.run([sys.executable, "-c", "pass"], check=True)
        tom = time.perf_counter() - start
    print(f"{antall} saker i ett kall: {alle:.2f} s (mål under 2 s), {alle / tom:.0f} × en Python som bare starter")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else ANTALL)
