"""Lag bildene i docs/brukerveiledning.md og README av det virkelige vinduet, når det har fått et nytt utseende.

python tools/lag_bilder_til_veiledningen.py
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "src"))
sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))

from bilder import lag_app
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QWidget
from ui import rundtur, rundtur_mottak
from ui.tidsur import ro

from overforing.program.program import Program
from overforing.sak.kodeverk import Malform
from overforing.ui.deler.tema import Tema
from overforing.ui.vindu.oppstart import riv_ned

MAPPE = Path(__file__).resolve().parents[1] / "docs" / "bilder"

# Stedet på rundturen, og filen det blir til.
KONTORET = {
    "00-forste-start": "start",
    "03-halv-feil-i-felt": "feil",
    "04-eksempel-1-soknaden": "soknaden",
    "04-eksempel-4-habilitet": "habilitet",
    "04-eksempel-6-saerlig_ulempe": "saerlig-ulempe",
    "04-eksempel-7-i_mellomtiden": "i-mellomtiden",
    "04-eksempel-8-oppsummering": "oppsummering",
    "05-brev-sider": "brevet",
    "05-brev-skrevet-om": "skriv-om",
    "06-veien": "hele-veien",
    "06-ny-lov": "ny-lov",
    "08-innstillinger": "innstillinger",
}
MOTTAKET = {
    "22-mottak": "mottak",
    "25-foresporsel": "foresporsel",
    "26-foresporsel-avgjor": "avgjor",
    "28-statistikk": "statistikk",
}


def _lagre(vindu: QWidget, navn: str) -> None:
    if (
        not vindu.grab()
        .toImage()
        .convertToFormat(QImage.Format.Format_RGB888)
        .save(str(MAPPE / f"{navn}.png"), quality=0)
    ):
        raise OSError(f"kan ikke skrive bildet «{navn}»")


def _ga_rundt(turen: Any, bilder: dict[str, str], app: QApplication, program: Program) -> None:
    besokt = set()
    with TemporaryDirectory() as hjem:
        vindu = turen.lag_vindu(program, Path(hjem), Tema(app, las=False), app, Malform.NB)
        vindu.resize(1320, 820)
        vindu.show()
        ro(vindu)
        for sted in turen.rundtur(vindu, program, Path(hjem), lambda navn, dialog: None):
            if sted in bilder:
                besokt.add(sted)
                ro(vindu)
                _lagre(vindu, bilder[sted])
        vindu.close()
        riv_ned(vindu)
    if igjen := bilder.keys() - besokt:
        raise LookupError(f"rundturen er ikke innom {', '.join(sorted(igjen))}")


if __name__ == "__main__":
    MAPPE.mkdir(parents=True, exist_ok=True)
    programmet = Program.start()
    appen = lag_app("Open Sans", programmet)
    _ga_rundt(rundtur, KONTORET, appen, programmet)
    _ga_rundt(rundtur_mottak, MOTTAKET, appen, programmet)
