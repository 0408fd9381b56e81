"""Det lengste vinduet står stille på en runde innom alt. Skriver tall; krever ingenting.

Kjøres: ``.venv/bin/python benchmarks/stans.py [VEI]``, med en av veiene i ``tests/ui/veier.py``; den lengste når ingen
er sagt. Hver hendelse på vinduets tråd tas tiden på, så det som måles, er det brukeren ville merket: fra et klikk eller
tastetrykk til vinduet svarer igjen. Mål: høyst 100 ms.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QAbstractButton, QApplication
from ui.styr import Styr
from ui.veier import VEIER, innstillinger
from ui.vindu import Svarer, lag_vindu

from overforing.saksgang.tilstand import Skjemasteg
from overforing.ui.vindu.oppstart import riv_ned

HENDELSER = (
    QEvent.Type.KeyPress,
    QEvent.Type.MouseButtonRelease,
    QEvent.Type.Timer,
    QEvent.Type.MetaCall,
    QEvent.Type.UpdateRequest,
    QEvent.Type.LayoutRequest,
    QEvent.Type.Resize,
)


class Maler(QApplication):
    """Tar tiden på hver ytre hendelse."""

    def __init__(self) -> None:
        super().__init__([])
        self.hvor = ""
        self.dybde = 0
        self.stans: list[tuple[float, str, str]] = []

    def notify(self, mottaker: QObject, hendelse: QEvent) -> bool:
        if self.dybde or hendelse.type() not in HENDELSER:
            return super().notify(mottaker, hendelse)
        navn, slag = type(mottaker).__name__, hendelse.type().name
        if isinstance(mottaker, QAbstractButton):
            navn += f" «{mottaker.text()}»"
        self.dybde += 1
        start = time.perf_counter()
        try:
            return super().notify(mottaker, hendelse)
        finally:
            self.dybde -= 1
            self.stans.append((time.perf_counter() - start, self.hvor, f"{slag} til {navn}"))


def main(vei: str = "be_om_overforing") -> None:
    app = Maler()
    with tempfile.TemporaryDirectory() as mappe:
        dialoger = Svarer()
        _, vindu, _ = lag_vindu(Path(mappe), dialoger=dialoger, innstillinger=innstillinger(vei))
        vindu.show()
        styr = Styr(vindu)

        def steg(hvor: str, gjor: Callable[[], object]) -> None:
            app.hvor = hvor
            start = time.perf_counter()
            gjor()
            styr.vent_til_ferdig()
            print(f"  {hvor}: {time.perf_counter() - start:.1f} s i alt", file=sys.stderr)

        dialoger.stier.append(Path(mappe) / "ut")
        steg("hele veien til brevene", lambda: VEIER[vei](styr))
        for fane in ("Som tekst", "Slik blir det"):
            steg(f"brevene: {fane}", lambda fane=fane: styr.trykk(fane))
        for side in Skjemasteg:
            steg(f"steget {side}", lambda side=side: _direkte(app, lambda: vindu.sakside.ga_til(side)))
        for side in ("regelbok", "innstillinger", "saker"):
            steg(side, lambda side=side: _direkte(app, lambda: vindu.ramme.ga_til(side)))
        steg("åpne saken igjen", lambda: styr.tast("Enter"))
        vindu.close()
        riv_ned(vindu)
    print("De ti lengste:")
    for tid, hvor, hva in sorted(app.stans, reverse=True)[:10]:
        print(f"{tid * 1000:6.0f} ms  {hvor}: {hva}")
    lengst = max(app.stans)[0] * 1000
    over = sum(tid > 0.1 for tid, _, _ in app.stans)
    print(f"lengste stans: {lengst:.0f} ms (mål høyst 100 ms); {over} av {len(app.stans)} hendelser over 100 ms")


def _direkte(app: Maler, gjor: Callable[[], object]) -> None:
    """Et kall som ellers kommer av et klikk."""
    start = time.perf_counter()
    gjor()
    app.stans.append((time.perf_counter() - start, app.hvor, "kallet"))


if __name__ == "__main__":
    main(*sys.argv[1:])
