"""«Kopier til fagsystemet»: det en ser, er det som kopieres."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication

from overforing.ui.deler.ordene import Ord
from overforing.ui.deler.tema import Tema
from overforing.ui.sak.fagsystemkort import Fagsystemkort


def test_det_som_vises_er_det_som_kopieres(tema: Tema, ord_: Ord, qtbot) -> None:
    kort = Fagsystemkort(tema, ord_)
    qtbot.addWidget(kort)
    kort.vis("Utfall: en\nSendt: to")
    kort.show()
    assert not kort._fakta.isVisible()
    kort.fold.apne()
    assert kort._fakta.isVisible()
    kort._kopier()
    assert QApplication.clipboard().text() == kort._fakta.text() == "Utfall: en\nSendt: to"
    assert kort._sagt.isVisible()
    kort.vis("Utfall: et annet")
    assert not kort._sagt.isVisible()
