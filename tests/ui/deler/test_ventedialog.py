"""Det som gjøres ved siden av vinduet: det varer eller ikke, og kan stanses."""

from __future__ import annotations

import threading

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from overforing.feil import KanIkke
from overforing.ui.deler import ventedialog
from overforing.ui.deler.dialoger import Dialoger
from overforing.ui.deler.ordene import Ord
from overforing.ui.deler.ventedialog import Ventedialog


def test_det_som_gar_fort_gir_svaret_eller_feilen_uten_et_vindu(ord_: Ord, qtbot: QtBot) -> None:
    assert Dialoger(ord_).vent(None, "Leser filen …", lambda: 7, lambda: None) == 7

    def gikk_ikke() -> None:
        raise KanIkke("feil.les.ikke_startet")

    with pytest.raises(KanIkke):
        Dialoger(ord_).vent(None, "Leser filen …", gikk_ikke, lambda: None)


def test_det_som_varer_kan_stanses(ord_: Ord, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ventedialog, "STILLE", 0.01)
    stanset = threading.Event()
    sett: list[str] = []

    def trykk() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, Ventedialog)
        (knappen,) = dialog.findChildren(QPushButton)
        sett.append(knappen.text())
        knappen.click()

    QTimer.singleShot(50, trykk)
    assert Dialoger(ord_).vent(None, "Leser filen …", lambda: stanset.wait(60), stanset.set) is True
    assert sett == ["Stans"]
