"""Det som får fokus, rulles fram, også når det er programmet som flytter fokus."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from overforing.ui.deler.fokusring import Fokusring
from overforing.ui.deler.klosser import Flate, Rulle, Spalte, stabel, ta_bort


@pytest.fixture
def vindu(norsk: QApplication, qtbot):
    ett = QWidget()
    qtbot.addWidget(ett)
    flate = Flate()
    rom = stabel(flate, 4)
    ett.felt = [rom.ny(QLineEdit()) for _ in range(40)]
    ett.stort = rom.ny(QPlainTextEdit())
    ett.stort.setFixedHeight(900)
    ett.rulle = Rulle(flate)
    QVBoxLayout(ett).addWidget(ett.rulle)
    ett.resize(300, 200)
    ring = Fokusring(ett, norsk)
    ett.show()
    ett.activateWindow()
    ett.felt[0].setFocus()
    qtbot.waitUntil(ett.felt[0].hasFocus)
    yield ett
    ring.slipp()


def test_feltet_programmet_flytter_fokus_til_synes(vindu: QWidget, qtbot) -> None:
    for felt in (vindu.felt[-1], vindu.felt[3]):
        assert felt.visibleRegion().isEmpty()
        felt.setFocus()
        qtbot.waitUntil(lambda felt=felt: felt.visibleRegion().boundingRect().height() == felt.height())


def test_det_som_er_hoyere_enn_plassen_flytter_ikke_pa_seg(vindu: QWidget, qtbot) -> None:
    plass = vindu.rulle.verticalScrollBar().value()
    vindu.stort.setFocus()
    qtbot.wait(20)
    assert vindu.stort.hasFocus()
    assert vindu.rulle.verticalScrollBar().value() == plass


class _SvarerNarDetForlates(QLineEdit):
    """Et felt på en flate som tas bort når fokus går videre, slik et svar kan bytte ut det som er spurt om."""

    def focusOutEvent(self, hendelse: QFocusEvent) -> None:  # noqa: N802
        super().focusOutEvent(hendelse)
        flate = self.parentWidget()
        over = flate.parentWidget()
        ta_bort(flate)
        over.resize(over.width(), over.height() + 1)


def test_ringen_slipper_det_som_blir_borte_idet_det_mister_fokus(vindu: QWidget, qtbot, qtlog) -> None:
    felt = _SvarerNarDetForlates()
    vindu.rulle.widget().layout().addWidget(Spalte(0, felt))
    felt.setFocus()
    qtbot.waitUntil(felt.hasFocus)
    vindu.felt[3].setFocus()
    qtbot.waitUntil(vindu.felt[3].hasFocus)
    assert [r.message for r in qtlog.records if "hierarchy" in r.message] == []
