"""Lista som kan søkes i: ordet den som velger har skrevet, følger med når det sier mer enn valget."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from overforing.saksgang.tilstand import Valg
from overforing.ui.deler.inndata import Nedtrekk

VALG = (
    Valg("annen_slekt", "Tante, onkel eller søskenbarn", "fetter, kusine, slektning", ("fetter", "kusine")),
    Valg("nabo", "Nabo"),
)


@pytest.fixture
def lista(qtbot) -> Nedtrekk:
    lista = Nedtrekk("Velg", sokbar=True)
    lista.vis_valg(VALG)
    qtbot.addWidget(lista)
    lista.show()
    lista.skrivefelt.setFocus()
    return lista


def _svaret_etter(lista: Nedtrekk, skrevet: str) -> list[str]:
    """Det som er svart når noe er skrevet og feltet forlatt."""
    svart: list[str] = []
    lista.valgt.connect(lambda *_: svart.append(lista.svaret))
    QTest.keyClicks(lista.skrivefelt, skrevet)
    lista.skrivefelt.forlatt.emit()
    return svart


@pytest.mark.parametrize(
    ("skrevet", "svaret"),
    [
        ("fetter", "annen_slekt fetter"),
        ("Kusine", "annen_slekt kusine"),
        ("slektning", "annen_slekt"),
        ("Nabo", "nabo"),
        ("Tante, onkel eller søskenbarn", "annen_slekt"),
    ],
)
def test_det_som_er_skrevet_helt_ut(lista: Nedtrekk, skrevet: str, svaret: str) -> None:
    assert _svaret_etter(lista, skrevet)[-1:] == [svaret]


@pytest.mark.parametrize(("begynt", "svaret"), [("fet", "annen_slekt fetter"), ("tan", "annen_slekt"), ("nab", "nabo")])
def test_det_som_er_valgt_blant_forslagene(lista: Nedtrekk, begynt: str, svaret: str) -> None:
    svart: list[str] = []
    lista.valgt.connect(lambda *_: svart.append(lista.svaret))
    QTest.keyClicks(lista.skrivefelt, begynt)
    popup = lista.completer().popup()
    QTest.keyClick(popup, Qt.Key.Key_Down)
    QTest.keyClick(popup, Qt.Key.Key_Return)
    assert svaret in svart
    assert not any(ett != svaret and " " in ett for ett in svart)


def test_et_valg_i_lista_etterpa_har_ikke_ordet_med_seg(lista: Nedtrekk) -> None:
    assert _svaret_etter(lista, "fetter")[-1] == "annen_slekt fetter"
    lista.setCurrentIndex(1)
    lista.activated.emit(1)
    assert lista.svaret == "annen_slekt"
