"""Fra start til et tegnet vindu, mot et tomt PySide6-vindu i samme kjøring. Skriver tall og forhold; krever ingenting.

Kjøres: ``.venv/bin/python benchmarks/oppstart.py [GANGER]``. Uten skjerm måles det med Qts «offscreen».
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time

TOMT = """
import sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMainWindow
class Vindu(QMainWindow):
    def paintEvent(self, hendelse):
        super().paintEvent(hendelse)
        QTimer.singleShot(0, app.quit)
app = QApplication(sys.argv)
vindu = Vindu()
vindu.resize(1320, 820)
vindu.show()
app.exec()
"""


def sekunder(kommando: list[str], miljo: dict[str, str]) -> float:
    start = time.perf_counter()
    subprocess.run(kommando, check=True, env=miljo, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return time.perf_counter() - start


def main(ganger: int = 10) -> None:
    miljo = dict(os.environ)
    # Den installerte er kompilert på forhånd. Uten lov til å skrive det ned kompileres alt på nytt hver gang.
    miljo.pop("PYTHONDONTWRITEBYTECODE", None)
    if not (miljo.get("DISPLAY") or miljo.get("WAYLAND_DISPLAY")) and sys.platform not in ("win32", "darwin"):
        miljo.setdefault("QT_QPA_PLATFORM", "offscreen")
    tider: dict[str, list[float]] = {"tomt": [], "vart": []}
    with tempfile.TemporaryDirectory() as hjem:
        miljo["OVERFORING_HOME"] = hjem
        kommandoer = {
            "tomt": [sys.executable, "-c", TOMT],
            "vart": [sys.executable, "-m", "overforing", "--mal-oppstart"],
        }
        for runde in range(ganger + 1):  # den første varmer opp
            for navn, kommando in kommandoer.items():
                brukt = sekunder(kommando, miljo)
                if runde:
                    tider[navn].append(brukt)
    tomt, vart = (statistics.median(tider[navn]) for navn in ("tomt", "vart"))
    print(f"et tomt PySide6-vindu: {tomt * 1000:.0f} ms (median av {ganger})")
    print(f"programmet: {vart * 1000:.0f} ms, {vart / tomt:.2f} × det tomme (mål høyst 1,5 ×)")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10)
