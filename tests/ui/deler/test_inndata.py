"""Feltene å skrive i."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from overforing.ui.deler.inndata import Tekstflate


def test_et_hardt_mellomrom_blir_staende_der_det_er_skrevet(qtbot: QtBot) -> None:
    felt = Tekstflate()
    qtbot.addWidget(felt)
    qtbot.keyClicks(felt, "§\u00a09")
    felt.appendPlainText("og 10")
    assert felt.toPlainText() == "§\u00a09\nog 10"
