"""Rollene en skjermleser får, spurt gjennom Qt. Over en ordentlig buss prøves de i ``test_skjermleser.py``."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from overforing.ui.deler.klosser import Etikett, Kort, Lenke, Spalte, knapp
from overforing.ui.deler.roller import installer
from overforing.ui.deler.tema import Tema
from overforing.ui.deler.valgrad import Valgrad

R = QAccessible.Role


@pytest.fixture
def vis(qtbot) -> Callable[[QWidget], QWidget]:
    def vis_den(widget: QWidget) -> QWidget:
        qtbot.addWidget(widget)
        widget.show()
        return widget

    QAccessible.setActive(True)
    installer(QWidget())
    return vis_den


def flate(widget: QWidget):
    return QAccessible.queryAccessibleInterface(widget)


def stand(widget: QWidget) -> QAccessible.State:
    return flate(widget).state()


@pytest.mark.parametrize(("utseendet", "nivaa"), [("overskrift", 1), ("mellomtittel", 2), ("korttittel", 2)])
def test_en_overskrift_er_en_overskrift_med_niva(utseendet: str, nivaa: int, vis) -> None:
    etikett = vis(Etikett("Hvem er inhabil?", utseendet))
    assert flate(etikett).role() is R.Heading
    assert flate(etikett).text(QAccessible.Text.Name) == "Hvem er inhabil?"
    assert flate(etikett).attributesInterface().attributeValue(QAccessible.Attribute.Level) == nivaa
    etikett.vis_tekst("Stedfortreder")
    assert flate(etikett).text(QAccessible.Text.Name) == "Stedfortreder"
    assert flate(vis(Etikett("Vanlig tekst"))).role() is R.StaticText


@pytest.mark.parametrize("lag", [knapp, Lenke])
def test_det_som_gar_et_sted_er_en_lenke_og_det_som_gjor_noe_en_knapp(lag, vis, qtbot) -> None:
    trykket: list[str] = []
    lenke = vis(lag("Alle saker", lambda: trykket.append("lenke"), "lenke_liten"))
    gjor = vis(lag("Angre", lambda: trykket.append("knapp"), "lenke_liten", "knapp"))
    assert flate(lenke).role() is R.Link
    assert flate(gjor).role() is R.Button
    for k in (lenke, gjor):
        assert "Press" in flate(k).actionInterface().actionNames()
        flate(k).actionInterface().doAction("Press")
        k.setEnabled(False)
        assert flate(k).actionInterface().actionNames() == []
        k.setEnabled(True)
    qtbot.waitUntil(lambda: trykket == ["lenke", "knapp"])


def test_det_som_apner_og_lukker_noe_sier_om_det_er_apent(vis) -> None:
    bryter = vis(knapp("Kari Moen", None, "bryter"))
    assert not stand(bryter).expandable
    for apen in (True, False):
        bryter.setProperty("apen", apen)
        assert (stand(bryter).expandable, stand(bryter).expanded, stand(bryter).collapsed) == (True, apen, not apen)


def test_faner_er_faner_og_sier_hvilken_som_er_valgt(vis) -> None:
    rad = vis(Valgrad("Måter å se brevet på", faner=True))
    rad.fyll([("sider", "Slik blir det"), ("tekst", "Som tekst")])
    rad.velg("tekst")
    assert flate(rad).role() is R.PageTabList
    faner = rad.findChildren(QPushButton)
    assert [(flate(f).role(), bool(stand(f).selected)) for f in faner] == [(R.PageTab, False), (R.PageTab, True)]


def test_en_flate_med_navn_er_en_gruppe(vis, tema: Tema) -> None:
    for ny in (Spalte(0), Kort(tema)):
        vis(ny)
        assert flate(ny).role() is not R.Grouping
        ny.setAccessibleName("Trenger søkeren hjelp nå?")
        assert flate(ny).role() is R.Grouping


def test_det_skjermleseren_spurte_om_for_rollene_var_der_far_den_vite_pa_nytt(vis, qtbot) -> None:
    vindu = QWidget()
    rom = QVBoxLayout(vindu)
    etikett = Etikett("Saker")
    rom.addWidget(etikett)
    qtbot.addWidget(vindu)
    assert flate(etikett).role() is R.StaticText
    etikett.setProperty("rolle", "overskrift")
    assert flate(etikett).role() is R.StaticText
    installer(vindu)
    assert flate(etikett).role() is R.Heading
