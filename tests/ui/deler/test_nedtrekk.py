"""Lista som kan søkes i: to bokstaver finner, det som er merket, tas, og ingenting viskes ut."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QStringListModel, Qt
from PySide6.QtTest import QTest

from overforing.saksgang.tilstand import Valg
from overforing.ui.deler.inndata import Nedtrekk, med_forslag
from overforing.ui.deler.linjefelt import Linjefelt
from overforing.ui.deler.utstyr import Utstyr

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
    QTest.keyClick(lista.forslag.liste, Qt.Key.Key_Return)
    assert svaret in svart
    assert not any(ett != svaret and " " in ett for ett in svart)


def test_et_valg_i_lista_etterpa_har_ikke_ordet_med_seg(lista: Nedtrekk) -> None:
    assert _svaret_etter(lista, "fetter")[-1] == "annen_slekt fetter"
    lista.setCurrentIndex(1)
    lista.activated.emit(1)
    assert lista.svaret == "annen_slekt"


KOMMUNER = tuple(
    Valg(navn, navn, ogsa)
    for navn, ogsa in (
        ("Gol", ""),
        ("Kárášjohka – Karasjok", "Kárášjohka, Karasjok"),
        ("Malvik (foreslått)", ""),
        ("Råde", ""),
        ("Snåase – Snåsa", "Snåase, Snåsa"),
        ("Våler (Innlandet)", ""),
        ("Våler (Østfold)", ""),
        ("Ås", ""),
        ("Åseral", ""),
    )
)


@pytest.mark.parametrize("tast", [Qt.Key.Key_Return, Qt.Key.Key_Tab])
@pytest.mark.parametrize(
    ("begynt", "valgt"),
    [("ås", "Ås"), ("ka", "Kárášjohka – Karasjok"), ("sn", "Snåase – Snåsa"), ("MA", "Malvik (foreslått)")],
)
def test_to_bokstaver_finner_og_det_merkede_tas(lista: Nedtrekk, begynt: str, valgt: str, tast: Qt.Key) -> None:
    lista.vis_valg(KOMMUNER)
    QTest.keyClicks(lista.skrivefelt, begynt)
    assert lista.forslag.liste.currentIndex().data() == valgt
    QTest.keyClick(lista.forslag.liste, tast)
    assert (lista.verdi, lista.skrivefelt.text()) == (valgt, valgt)


def test_det_som_ikke_er_et_valg_blir_staende_og_er_ikke_svart(lista: Nedtrekk) -> None:
    lista.vis_valg(KOMMUNER)
    lista.vis_verdi("Gol")
    sagt: list[str] = []
    lista.uten_treff.connect(sagt.append)
    lista.skrivefelt.selectAll()
    QTest.keyClicks(lista.skrivefelt, "Atlantis")
    lista.skrivefelt.forlatt.emit()
    assert (sagt, lista.skrivefelt.text(), lista.verdi) == (["Atlantis"], "Atlantis", "")
    lista.vis_valg(KOMMUNER[1:])
    assert (lista.skrivefelt.text(), lista.verdi) == ("Atlantis", "")


def test_er_det_to_som_heter_det_ma_en_velge_selv(lista: Nedtrekk) -> None:
    lista.vis_valg(KOMMUNER)
    QTest.keyClicks(lista.skrivefelt, "våler")
    QTest.keyClick(lista.forslag.liste, Qt.Key.Key_Tab)
    assert (lista.skrivefelt.text(), lista.verdi) == ("våler", "")


@pytest.mark.parametrize("skrevet", ["porsáŋ", "porsangu", "Porsanki"])
def test_en_kommune_foreslas_pa_alt_den_heter_ogsa_uten_merkene(skrevet: str, utstyr: Utstyr, qtbot) -> None:
    felt = Linjefelt()
    qtbot.addWidget(felt)
    forslag = med_forslag(felt, utstyr.kommuner, merk_forste=True)
    felt.show()
    felt.setFocus()
    felt.setText(skrevet)
    felt.textEdited.emit(skrevet)
    QTest.keyClick(forslag.liste, Qt.Key.Key_Tab)
    assert felt.text() == "Porsanger"


def test_et_felt_som_ogsa_tar_andre_ord_tar_bare_det_en_har_gatt_til(qtbot) -> None:
    felt = Linjefelt()
    qtbot.addWidget(felt)
    forslag = med_forslag(felt, QStringListModel(["Brev i posten", "Digital post"], felt))
    felt.show()
    felt.setFocus()
    QTest.keyClicks(felt, "br")
    QTest.keyClick(forslag.liste, Qt.Key.Key_Tab)
    assert felt.text() == "br"
    QTest.keyClicks(felt, "e")
    QTest.keyClick(forslag.liste, Qt.Key.Key_Down)
    QTest.keyClick(forslag.liste, Qt.Key.Key_Tab)
    assert felt.text() == "Brev i posten"
