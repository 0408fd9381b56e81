"""Teksten kan leses linje for linje med tastaturet."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from overforing.ui.deler.lesetekst import Lesetekst


def vis(qtbot) -> Lesetekst:
    tekst = Lesetekst("Hjelp")
    qtbot.addWidget(tekst)
    tekst.resize(400, 120)
    tekst.setHtml("".join(f'<p><a name="a{nr}"></a>Avsnitt {nr}.</p>' for nr in range(40)))
    tekst.show()
    tekst.setFocus()
    return tekst


def test_pil_ned_gar_en_linje_ned(qtbot) -> None:
    tekst = vis(qtbot)
    for nr in (1, 2):
        QTest.keyClick(tekst, Qt.Key.Key_Down)
        assert tekst.textCursor().block().text() == f"Avsnitt {nr}."
    assert tekst.isReadOnly()


def test_lesingen_begynner_der_en_er_kommet(qtbot) -> None:
    tekst = vis(qtbot)
    tekst.scrollToAnchor("a30")
    tekst.les_herfra()
    assert tekst.textCursor().block().text() == "Avsnitt 30."
