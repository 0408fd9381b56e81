"""Flere varsler samtidig: bare det viktigste er åpent, men ingen av dem er borte."""

from __future__ import annotations

from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from overforing.ui.deler.klosser import Rulleside
from overforing.ui.deler.ordene import Ord
from overforing.ui.deler.tema import Tema
from overforing.ui.deler.varsel import Varsel, Varslene


def test_det_viktigste_er_apent_og_de_andre_kan_apnes(qtbot: QtBot, tema: Tema, ord_: Ord) -> None:
    side, foran = Rulleside(tema), QPushButton("Ny sak")
    qtbot.addWidget(side)
    varslene = side.rom.ny(Varslene(tema, ord_, foran))
    side.rom.addWidget(foran)
    side.show()
    alle = {hva: Varsel(tema, hva, f"Om {hva}", "", (("Gjør", lambda: None),)) for hva in ("tilbud", "saker", "laas")}
    for varsel in alle.values():
        varslene.legg_til(varsel)

    def apne() -> list[str]:
        return [hva for hva, varsel in alle.items() if varsel.isVisible()]

    def lenkene() -> dict[str, QPushButton]:
        return {k.text(): k for k in varslene.findChildren(QPushButton) if k.isVisible() and k.text() != "Gjør"}

    assert apne() == ["saker"]
    assert list(lenkene()) == ["Om laas", "Om tilbud"]
    lenkene()["Om tilbud"].click()
    assert apne() == ["tilbud"]
    assert alle["tilbud"].isAncestorOf(side.focusWidget())
    assert list(lenkene()) == ["Om saker", "Om laas"]
    del_ = alle.pop("tilbud")
    del_.ta_bort()
    assert apne() == ["saker"]
    assert alle["saker"].isAncestorOf(side.focusWidget())
    for hva in ("saker", "laas"):
        alle.pop(hva).ta_bort()
    assert not varslene.isVisible()
    assert side.focusWidget() is foran
