"""Maskinen slås av, eller systemet ber programmet slutte: det halvskrevne er lagret, og låsen på mappen sluppet."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from overforing.program.innstillinger import Innstillinger, skriv
from overforing.register.laas import ENDELSE

pytestmark = [pytest.mark.uten_lov, pytest.mark.skipif(os.name != "posix", reason="signalene er POSIX")]

VINDUET = """
import sys
from PySide6.QtCore import SIGNAL, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from overforing.program.program import Program
from overforing.program.vinduet import vindu
from overforing.register import database
from overforing.ui.vindu import sesjon
from overforing.ui.vindu.hovedvindu import Hovedvindu
from ui.styr import Styr

database.connect.__kwdefaults__["er_nettverk"] = lambda mappe: True  # der er det en lås

def skriv(vindu, navn, tekst):
    felt = next(f for f in Styr(vindu)._av(object) if f.accessibleName().startswith(navn))
    felt.setFocus()
    QTest.keyClicks(felt, tekst)

def ga(vindu, lagre):
    app = QApplication.instance()
    if not vindu.sted.embete:
        vindu.sakene.ny()
        skriv(vindu, "Saksnummer", "2026/")
        lagre()  # nå er registeret åpent, og låst
        skriv(vindu, "Saksnummer", "77")
        print("skrevet", flush=True)
        return
    vindu.sted.mottak.for_hand.vis()
    Styr(vindu).vent_til_ferdig()
    skriv(vindu, "Deres ref", "2026/")
    assert app.receivers(SIGNAL("commitDataRequest(QSessionManager&)")) == 1
    lagre()  # det signalet gjør
    print("lagret", flush=True)
    sys.stdin.readline()
    skriv(vindu, "Deres ref", "77")
    print("skrevet", flush=True)
    if sys.argv[1] == "aboutToQuit":
        app.exit(0)

class Sesjon(sesjon.Sesjon):
    def __init__(self, app, lagre, avslutt):
        super().__init__(app, lagre, avslutt)
        vindu = next(w for w in app.topLevelWidgets() if isinstance(w, Hovedvindu))
        QTimer.singleShot(300, vindu, lambda: ga(vindu, lagre))

sesjon.Sesjon = Sesjon
sys.exit(vindu(Program.start()))
"""


def rader(fil: Path, sql: str) -> list[Any]:
    with closing(sqlite3.connect(fil)) as conn:
        return conn.execute(sql).fetchall()


@pytest.mark.parametrize(("embete", "slutt"), [("", "SIGTERM"), ("trondelag", "aboutToQuit")])
def test_det_halvskrevne_er_lagret_og_lasen_sluppet(tmp_path: Path, embete: str, slutt: str) -> None:
    skriv(tmp_path, Innstillinger(embete=embete, navnet_ditt="Ine Aune"))
    register, sql = tmp_path / ("mottak.db" if embete else "saker.db"), "SELECT saksnummer FROM saker"
    miljo = os.environ | {"QT_QPA_PLATFORM": "offscreen", "OVERFORING_HOME": str(tmp_path)}
    miljo["PYTHONPATH"] = os.pathsep.join(sys.path)
    ror = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    with subprocess.Popen([sys.executable, "-c", VINDUET, slutt], env=miljo, **ror) as prosess:
        assert prosess.stdout is not None
        assert prosess.stdin is not None
        try:
            if embete:
                sql = "SELECT json_extract(innhold, '$.ref') FROM skjemautkast"
                assert prosess.stdout.readline() == "lagret\n"
                assert rader(register, sql) == [("2026/",)], "før maskinen slås av"
                prosess.stdin.write("videre\n")
                prosess.stdin.flush()
            assert prosess.stdout.readline() == "skrevet\n"
            if not embete:
                assert register.with_name(register.name + ENDELSE).exists()
                prosess.send_signal(signal.SIGTERM)
            assert prosess.wait(20) == 0
        finally:
            prosess.kill()
    assert rader(register, sql) == [("2026/77",)]
    assert list(tmp_path.glob(f"*{ENDELSE}")) == []
