"""Arbeid ved siden av vinduet: på en annen tråd, svaret på vinduets, og bare det siste teller."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QThread

from overforing.ui.deler.arbeid import Arbeid


@pytest.fixture
def arbeid(qapp) -> Iterator[Arbeid]:
    ett = Arbeid()
    yield ett
    ett.avslutt()


def test_arbeidet_gjores_pa_en_annen_trad_og_svaret_kommer_pa_vinduets(arbeid: Arbeid, qtbot) -> None:
    traader: list[object] = []
    arbeid.gjor(
        "x",
        lambda: traader.append(threading.current_thread()) or 5,
        lambda svar: traader.extend([svar, QThread.isMainThread()]),
    )
    assert arbeid.pagar
    qtbot.waitUntil(lambda: not arbeid.pagar)
    assert traader[0] is not threading.main_thread()
    assert traader[1:] == [5, True]


def test_bare_det_siste_svaret_leveres_og_det_som_ikke_er_begynt_blir_ikke_gjort(arbeid: Arbeid, qtbot) -> None:
    slipp, gjort, svar = threading.Event(), [], []

    def jobb(nr: int) -> int:
        if nr == 0:
            slipp.wait(5)
        gjort.append(nr)
        return nr

    for nr in range(4):
        arbeid.gjor("sider", lambda nr=nr: jobb(nr), svar.append)
    arbeid.gjor("lagre", lambda: "lagret", svar.append)
    slipp.set()
    qtbot.waitUntil(lambda: not arbeid.pagar)
    assert svar == [3, "lagret"]
    assert 3 in gjort
    assert gjort.count(1) == gjort.count(2) == 0


def test_feilen_leveres_til_den_som_ba_om_arbeidet(arbeid: Arbeid, qtbot) -> None:
    feil: list[Exception] = []
    arbeid.gjor("x", lambda: 1 // 0, lambda _: None, feil.append)
    qtbot.waitUntil(lambda: not arbeid.pagar)
    assert isinstance(feil[0], ZeroDivisionError)


def test_en_feil_ingen_tar_imot_nar_programmets_egen_feilmelding(arbeid: Arbeid, qtbot) -> None:
    with qtbot.captureExceptions() as kastet:
        arbeid.gjor("x", lambda: 1 // 0, lambda _: None)
        qtbot.waitUntil(lambda: not arbeid.pagar)
    assert [slag for slag, *_ in kastet] == [ZeroDivisionError]


def test_et_forkastet_svar_leveres_ikke(arbeid: Arbeid, qtbot) -> None:
    svar: list[int] = []
    arbeid.gjor("x", lambda: 1, svar.append)
    arbeid.forkast("x")
    qtbot.waitUntil(lambda: not arbeid.pagar)
    assert svar == []


def test_a_avslutte_venter_pa_det_som_er_begynt(arbeid: Arbeid, qtbot) -> None:
    begynt, slipp, gjort, svar = threading.Event(), threading.Event(), [], []

    def jobb() -> None:
        begynt.set()
        slipp.wait(5)
        gjort.append(1)

    arbeid.gjor("lagre", jobb, svar.append)
    arbeid.gjor("sider", lambda: gjort.append(2), svar.append)
    begynt.wait(5)
    threading.Timer(0.05, slipp.set).start()
    arbeid.avslutt()
    assert gjort == [1]
    qtbot.wait(1)
    assert svar == []


def test_opptatt_sies_en_gang_for_alt_som_venter(arbeid: Arbeid, qtbot) -> None:
    sagt: list[bool] = []
    arbeid.opptatt.connect(sagt.append)
    arbeid.gjor("a", lambda: 1, lambda _: None)
    arbeid.gjor("b", lambda: 1, lambda _: None)
    qtbot.waitUntil(lambda: not arbeid.pagar)
    assert sagt == [True, False]
