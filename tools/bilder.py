"""Bilder av alle sidene i vinduet uten skjerm: eksempelsaken og en tom sak, lyst og mørkt, to størrelser.

    python tools/bilder.py MAPPE [--bare DEL] [--skala 2.0]

Bildene er til å se på. ``--bare`` tar bare dem som har DEL i navnet.
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "src"))

from PySide6.QtGui import QFont, QFontDatabase
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from overforing.app import Program
from overforing.innstillinger import Innstillingslager
from overforing.saksgang.tilstand import Side
from overforing.ui import qtnorsk
from overforing.ui.hovedvindu import Hovedvindu
from overforing.ui.ordene import Ord
from overforing.ui.tema import Tema

STORRELSER = ((1320, 820), (1024, 700))


def _na() -> datetime:
    return datetime(2026, 11, 22, 10, 42).astimezone()


def _app() -> QApplication:
    app = QApplication(sys.argv[:1])
    if "Open Sans" not in QFontDatabase.families():
        import ttf_opensans

        for fil in sorted((Path(ttf_opensans.__file__).parent / "ttf").glob("OpenSans-*.ttf")):
            QFontDatabase.addApplicationFont(str(fil))
    app.setFont(QFont("Open Sans", 9))
    return app


def _lager(mappe: Path, program: Program) -> Any:
    from overforing.register.database import connect
    from overforing.register.saker import Saksregister

    return Saksregister(connect(mappe / "saker.db"), kommuner=program.geografi.numre, na=_na, bruker="bruker")


def _scener(vindu: Hovedvindu, kontor: Any) -> Iterator[str]:
    """Sett opp en side om gangen, og gi navnet på bildet."""
    vindu.vis_side("saker")
    yield "01-start-tom"
    vindu.sakene.ny()
    for i, side in enumerate(Side, start=1):
        vindu.sakside.ga_til(side)
        yield f"02-tom-{i}-{side}"
    vindu.sakside.ga_til(Side.SOKNADEN)
    vindu.sakside.ga_neste()
    yield "03-tom-feil"
    vindu.vis_side("saker")
    vindu.sakene._apne(kontor.eksempel)
    for i, side in enumerate(Side, start=1):
        vindu.sakside.ga_til(side)
        yield f"04-eksempel-{i}-{side}"
        rulle = vindu.sakside._midtrulle.verticalScrollBar()
        if rulle.maximum() > 50:
            rulle.setValue(rulle.maximum())
            yield f"04-eksempel-{i}-{side}-ned"
    vindu.sakside.vis_brevene()
    QTest.qWait(600)
    while vindu.sakside._brevside.arbeid.pagar:
        QTest.qWait(100)
    yield "05-brevene"
    vindu.vis_side("regelbok")
    yield "06-regelbok"
    vindu.vis_side("innstillinger")
    yield "07-innstillinger"
    vindu.vis_side("saker")
    yield "08-start"


def main() -> int:
    valg = argparse.ArgumentParser()
    valg.add_argument("mappe", type=Path)
    valg.add_argument("--bare", default="")
    valg.add_argument("--skala", type=float, default=1.0)
    valg.add_argument("--drakt", choices=("lys", "mork", "begge"), default="begge")
    valg.add_argument("--storrelse", default="")
    args = valg.parse_args()
    args.mappe.mkdir(parents=True, exist_ok=True)
    app = _app()
    qtnorsk.installer(app)
    program = Program.start()
    for drakt in ("lys", "mork") if args.drakt == "begge" else (args.drakt,):
        for bredde, hoyde in STORRELSER:
            if args.storrelse and str(bredde) != args.storrelse:
                continue
            with TemporaryDirectory() as hjem:
                tema = Tema(app, las=drakt == "mork")
                if args.skala != 1.0:
                    tema.skaler(args.skala)
                kontor = program.apne_kontor(_lager(Path(hjem), program), _na)
                lager = Innstillingslager(Path(hjem))
                lager.verdier = replace(lager.verdier, kontor={"navn": "Nav Eksempel", "kommune": "5001"})
                vindu = Hovedvindu(kontor, lager, Ord(program.katalog), program.geografi, tema, app, regelbok=_regelbok)
                vindu.resize(bredde, hoyde)
                vindu.show()
                QTest.qWaitForWindowExposed(vindu)
                for navn in _scener(vindu, kontor):
                    if args.bare and args.bare not in navn:
                        continue
                    start = time.perf_counter()
                    QTest.qWait(150)
                    vindu.grab().save(str(args.mappe / f"{navn}-{drakt}-{bredde}.png"))
                    print(f"{navn} {drakt} {bredde} {1000 * (time.perf_counter() - start):.0f} ms")
                vindu.close()
                vindu.deleteLater()
                app.setFont(QFont("Open Sans", 9))
                app.processEvents()
    return 0


def _regelbok() -> str:
    fil = Path(__file__).resolve().parents[1] / "docs" / "regelbok.md"
    return fil.read_text("utf-8")


if __name__ == "__main__":
    sys.exit(main())
