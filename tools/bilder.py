"""Bilder av alle sidene i vinduet uten skjerm, lyst og mørkt, i to størrelser.

    python tools/bilder.py MAPPE [--bare DEL] [--storrelse 1092x574] [--skala 2.0] [--side mottak] [--malform nn]

Bildene er til å se på. ``--side mottak`` tar Statsforvalterens vindu. ``--bare`` tar bare dem som har DEL i navnet.
"""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "src"))
sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))

from PySide6.QtGui import QFont, QFontDatabase
from PySide6.QtWidgets import QApplication, QWidget
from ui import rundtur, rundtur_mottak
from ui.tidsur import ro

from overforing.program.program import Program
from overforing.sak.kodeverk import Malform
from overforing.ui.deler import qtnorsk
from overforing.ui.deler.tema import Tema
from overforing.ui.vindu.oppstart import riv_ned

STORRELSER = ((1320, 820), (940, 560))


def lag_app(skrift: str, program: Program, malform: str = "nb") -> QApplication:
    """Programmet med skriften og med Qt på norsk."""
    app = QApplication(sys.argv[:1])
    if skrift not in QFontDatabase.families():
        for fil in sorted((Path(__file__).resolve().parents[1] / "resources" / "skrifter").glob("*.ttf")):
            QFontDatabase.addApplicationFont(str(fil))
    app.setFont(QFont(skrift, 9))
    qtnorsk.installer(app, program.katalog, Malform(malform))
    return app


def main() -> int:
    valg = argparse.ArgumentParser()
    valg.add_argument("mappe", type=Path)
    valg.add_argument("--bare", default="")
    valg.add_argument("--skala", type=float, default=1.0)
    valg.add_argument("--skrift", default="Open Sans")
    valg.add_argument("--drakt", choices=("lys", "mork", "begge"), default="begge")
    valg.add_argument("--storrelse", default="")
    valg.add_argument("--side", choices=("kontor", "mottak"), default="kontor")
    valg.add_argument("--malform", choices=[str(m) for m in Malform], default="nb")
    args = valg.parse_args()
    args.mappe.mkdir(parents=True, exist_ok=True)
    program = Program.start()
    app = lag_app(args.skrift, program, args.malform)
    for drakt in ("lys", "mork") if args.drakt == "begge" else (args.drakt,):
        for bredde, hoyde in [tuple(map(int, args.storrelse.split("x")))] if args.storrelse else STORRELSER:
            _ga_rundt(app, program, args, drakt, bredde, hoyde)
            app.setFont(QFont(args.skrift, 9))
            app.processEvents()
    return 0


def _ga_rundt(app: QApplication, program: Program, args: Any, drakt: str, bredde: int, hoyde: int) -> None:
    def ta(navn: str, widget: QWidget) -> None:
        if args.bare in navn:
            widget.grab().save(str(args.mappe / f"{navn}-{drakt}-{bredde}.png"))
            print(navn, drakt, bredde)

    with TemporaryDirectory() as hjem:
        tema = Tema(app, las=drakt == "mork")
        if args.skala != 1.0:
            tema.skaler(args.skala)
        turen = rundtur_mottak if args.side == "mottak" else rundtur
        vindu = turen.lag_vindu(program, Path(hjem), tema, app, Malform(args.malform))
        vindu.resize(bredde, hoyde)
        vindu.show()
        ro(vindu)
        for navn in turen.rundtur(vindu, program, Path(hjem), ta):
            if args.bare in navn:
                ro(vindu)
                ta(navn, vindu)
        vindu.close()
        riv_ned(vindu)


if __name__ == "__main__":
    sys.exit(main())
