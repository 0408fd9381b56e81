"""Den bygde pakken mot kildetreet: starten av vinduet og av en kommando, som forholdstall, og størrelsen.

Kjøres etter ``python3 start.py pakk``: ``.venv/bin/python benchmarks/pakke.py [GANGER] [PROGRAM …]``. Uten program
måles det i dist/. Alle kjøres etter tur, i et tomt hjem, med de samme variablene. Krever ingenting.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROT = Path(__file__).resolve().parents[1]
BYGD = {
    "darwin": ROT / "dist" / "Overføring.app" / "Contents" / "MacOS" / "overforing",
    "win32": ROT / "dist" / "overforing" / "overforing.exe",
}.get(sys.platform, ROT / "dist" / "overforing" / "overforing")
HVA = {"vinduet": ["--mal-oppstart"], "eksempel": ["eksempel"], "vurder": ["vurder", "sak.json"]}


def main(ganger: int, programmer: list[Path]) -> int:
    borte = [str(fil) for fil in programmer if not fil.is_file()]
    if borte:
        print(f"Finner ikke {', '.join(borte)}. Bygg pakken først: python3 start.py pakk", file=sys.stderr)
        return 1
    kommandoer = {"kildetreet": [sys.executable, "-P", "-m", "overforing"]} | {str(p): [str(p)] for p in programmer}
    miljo = {navn: verdi for navn, verdi in os.environ.items() if navn != "PYTHONDONTWRITEBYTECODE"}
    miljo |= {"QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(ROT / "src"), "LC_ALL": "C.UTF-8"}
    for program in programmer:
        filer = [fil for fil in program.parent.rglob("*") if fil.is_file() and not fil.is_symlink()]
        print(f"{program}: {sum(fil.stat().st_size for fil in filer) / 1e6:.0f} MB i {len(filer)} filer")
    with tempfile.TemporaryDirectory() as hjem:
        miljo["OVERFORING_HOME"] = hjem
        (Path(hjem) / "sak.json").write_bytes((ROT / "resources" / "eksempel.json").read_bytes())
        for hva, argumenter in HVA.items():
            tider: dict[str, list[float]] = {navn: [] for navn in kommandoer}
            for runde in range(ganger + 1):  # den første varmer opp
                for navn, kommando in kommandoer.items():
                    start = time.perf_counter()
                    subprocess.run([*kommando, *argumenter], check=True, env=miljo, cwd=hjem, capture_output=True)
                    if runde:
                        tider[navn].append(time.perf_counter() - start)
            kilden = statistics.median(tider["kildetreet"])
            print(f"{hva}: kildetreet {kilden * 1000:.0f} ms (median av {ganger})")
            for program in map(str, programmer):
                brukt = statistics.median(tider[program])
                print(f"  {program}: {brukt * 1000:.0f} ms, {brukt / kilden:.2f} × kildetreet (mål høyst 1,2 ×)")
    return 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 10, [Path(p) for p in sys.argv[2:]] or [BYGD]))
