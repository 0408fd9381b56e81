"""Det vinduet får av programmet: det lages når det brukes, og registeret lukkes når vinduet er lukket."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import threading
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from overforing.program import vinduet as app_vindu
from overforing.program.program import Program
from overforing.program.vinduet import Sent
from overforing.ui.vindu import oppstart


@pytest.mark.parametrize("brukt", [True, False])
def test_registeret_er_lukket_nar_vinduet_er_lukket(
    brukt: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OVERFORING_HOME", str(tmp_path))
    beholdt: list[Any] = []

    def start(kontor: Any, *_: Any, **__: Any) -> int:
        beholdt.append(kontor)
        if brukt:
            kontor.eksempel()
        return 7

    monkeypatch.setattr(oppstart, "start", start)
    monkeypatch.setattr(app_vindu, "skriv_ned_harde_krasj", lambda mappe: None)  # pytest har sin egen
    assert app_vindu.vindu(Program.start()) == 7
    filer = {fil.name for fil in tmp_path.rglob("saker.db*")}
    assert filer == ({"saker.db"} if brukt else set())
    if brukt:
        with pytest.raises(sqlite3.ProgrammingError, match="closed"):
            beholdt[0].saker()


def test_saken_er_endret_av_den_brukeren_har_sagt_at_hun_er_og_aldri_av_en_konto(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OVERFORING_HOME", str(tmp_path))
    program = Program.start()
    lagret = []
    for navn in ("", "root", "Siri Lund"):
        program.innstillinger.endre(navnet_ditt=navn)
        if not lagret:
            register = app_vindu._apne_register(program)
        sak = program.les_sak(program.eksempel())
        register.opprett(replace(sak, id=f"{len(lagret):08x}{sak.id[8:]}"))
        lagret.append(register.les(f"{len(lagret):08x}{sak.id[8:]}").endret_av)
    register.lukk()
    assert lagret == ["", "", "Siri Lund"]


def test_to_trader_som_bruker_det_samtidig_far_det_samme() -> None:
    laget: list[str] = []

    def lag() -> str:
        time.sleep(0.02)  # så den andre rekker å begynne
        laget.append("laget")
        return "det"

    det = Sent(lag)
    trader = [threading.Thread(target=lambda: det.upper) for _ in range(2)]
    for trad in trader:
        trad.start()
    for trad in trader:
        trad.join()
    assert laget == ["laget"]


def test_det_som_aldri_ble_brukt_lages_ikke_for_a_lukkes() -> None:
    laget: list[str] = []
    Sent(lambda: laget.append("laget")).lukk_om_laget()
    assert laget == []


_SIDEN_BIBLIOTEKER = ("uuid", "platform", "keyring", "sqlcipher3", "tomllib", "datetime")
_SIDEN = (
    "las.las",
    "regelverk.hjemmel",
    "sak.kodeverk",
    "sak.person",
    "ui.deler.fokusring",
    "ui.deler.inndata",
    "ui.deler.krasjrapport",
    "ui.vindu.listeside",
)


def test_det_forste_bildet_venter_ikke_pa_det_som_trengs_siden(tmp_path: Path) -> None:
    siden = (*_SIDEN_BIBLIOTEKER, *(f"overforing.{m}" for m in _SIDEN))
    kode = (
        "import sys; from overforing.inngang import hoved\n"
        "try: hoved()\n"
        f"except SystemExit as ut: sys.exit(ut.code or str([m for m in {siden} if m in sys.modules] or ''))"
    )
    miljo = os.environ | {"OVERFORING_HOME": str(tmp_path), "QT_QPA_PLATFORM": "offscreen"}
    kjort = subprocess.run(
        [sys.executable, "-c", kode, "--mal-oppstart"], env=miljo, capture_output=True, text=True, check=False
    )
    assert kjort.stderr.strip() == ""


def test_det_letes_etter_soppel_igjen_nar_vinduet_er_tegnet(tmp_path: Path) -> None:
    kode = (
        "import gc, sys; from overforing.inngang import hoved\n"
        "try: hoved()\n"
        "except SystemExit: print(gc.isenabled(), gc.get_freeze_count() > 0)"
    )
    miljo = os.environ | {"OVERFORING_HOME": str(tmp_path), "QT_QPA_PLATFORM": "offscreen"}
    kjort = subprocess.run(
        [sys.executable, "-c", kode, "--mal-oppstart"], env=miljo, capture_output=True, text=True, check=False
    )
    assert kjort.stdout.split() == ["True", "True"]
