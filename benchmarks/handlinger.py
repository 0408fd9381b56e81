"""Handlingene på veiene gjennom programmet. Skriver tall; krever ingenting.

Kjøres: ``.venv/bin/python benchmarks/handlinger.py``. Et trykk, et skrevet felt, et valg, et svar, et kryss og en tast
er én handling hver. Mål fra en tom sak til lagrede brev: høyst 20 når saken løses i kommunen, høyst 40 når det bes om
overføring, og under 10 for å dele ut tjue forespørsler. Veiene står i ``tests/ui/veier.py``, og går i vinduet til et
kontor, eller et embete, som har stilt inn seg selv. De andre veiene hos Statsforvalteren, med målene sine, står i
``tests/ui/veier_mottak.py``, og går med tastaturet alene.
"""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path
from typing import cast

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.pop(0)  # brev.py og mottak.py her er ikke prøvenes
sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))

from PySide6.QtWidgets import QApplication
from ui import veier_mottak
from ui.telling import Teller
from ui.veier import EMBETET, EMBETETS_VEIER, VEIER, innstillinger
from ui.vindu import lag_vindu

from overforing.saksgang.tilstand import Skjemasteg
from overforing.ui.deler.tema import Tema
from overforing.ui.vindu.oppstart import riv_ned

MAL = {"bytt_saksbehandler": 20, "overordnet_avgjor": 20, "be_om_overforing": 40}
EMBETETS_MAL = {"del_ut_tjue": 9}


def mal(utfall: str, tema: Tema) -> tuple[int, dict[Skjemasteg, int]]:
    """Handlingene på veien, og hvor mange piksler som må rulles fram på hvert steg på en skjerm på 1366×768.

    Vinduet er 1366×696: oppgavelinjen og tittellinjen tar resten.
    """
    with tempfile.TemporaryDirectory() as mappe:
        _, vindu, dialoger = lag_vindu(Path(mappe), innstillinger=innstillinger(utfall), tema=tema)
        vindu.resize(1366, 696)
        vindu.show()
        dialoger.stier.append(Path(mappe) / "brevene")
        teller = Teller(vindu)
        VEIER[utfall](teller)
        riv_ned(vindu)
        return teller.handlinger, teller.rulles


def mal_embetet(vei: str, tema: Tema) -> int:
    """Handlingene på en av Statsforvalterens veier."""
    with tempfile.TemporaryDirectory() as mappe:
        _, vindu, _ = lag_vindu(Path(mappe), innstillinger=EMBETET, tema=tema)
        vindu.resize(1366, 696)
        vindu.show()
        teller = Teller(vindu)
        fyll, ga = EMBETETS_VEIER[vei]
        fyll(vindu)
        teller.vent_til_ferdig()
        ga(teller)
        riv_ned(vindu)
        return teller.handlinger


def hoved() -> None:
    tema = Tema(cast(QApplication, QApplication.instance() or QApplication([])), las=False)
    for vei, hoyst in EMBETETS_MAL.items():
        print(f"{vei}: {mal_embetet(vei, tema)} handlinger (mål {hoyst})")
    for utfall, hoyst in MAL.items():
        handlinger, rulles = mal(utfall, tema)
        ruller = ", ".join(f"{steg} {piksler}" for steg, piksler in rulles.items() if piksler) or "ingen"
        print(f"{utfall}: {handlinger} handlinger (mål {hoyst}); sider som må rulles: {ruller}")
    for navn, vei in veier_mottak.VEIER_MOTTAK.items():
        with tempfile.TemporaryDirectory() as mappe:
            print(f"{navn}: {veier_mottak.mal(navn, Path(mappe), tema)} handlinger (mål {vei.hoyst})")


if __name__ == "__main__":
    hoved()
