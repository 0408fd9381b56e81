"""Hjelpen der en står, tastene, innholdet i regelboken, og veien til og fra det som viser saken på en annen måte."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from lovene import ordet
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from ui.styr import Styr
from ui.vindu import lag_vindu

from overforing import __version__
from overforing.program.program import Program
from overforing.saksgang.slag import Skjemasteg
from overforing.ui.deler.taster import SNARVEIER, vist
from overforing.ui.deler.tema import Tema
from overforing.ui.vindu.hovedvindu import Hovedvindu

Lag = Callable[[], tuple[Hovedvindu, Styr]]


@pytest.fixture
def lag(program: Program, tema: Tema, tmp_path: Path, qtbot) -> Iterator[Lag]:
    vinduer: list[Hovedvindu] = []

    def lag_ett() -> tuple[Hovedvindu, Styr]:
        _, vindu, _ = lag_vindu(tmp_path, program=program, tema=tema)
        vinduer.append(vindu)
        qtbot.addWidget(vindu)
        vindu.resize(1400, 820)  # så bredt at det som står ved siden av saken, ikke er foldet
        vindu.show()
        return vindu, Styr(vindu)

    yield lag_ett
    for vindu in vinduer:
        vindu.close()


def _overst(tekst) -> str:
    """Overskriften som står øverst på siden."""
    markor = tekst.cursorForPosition(tekst.viewport().rect().topLeft())
    while not markor.block().text().strip():
        markor.movePosition(markor.MoveOperation.NextBlock)
    return markor.block().text()


@pytest.mark.parametrize(
    ("side", "kapittel"),
    [
        (Skjemasteg.RETT_KOMMUNE, "1. Rett kommune?"),
        (Skjemasteg.HABILITET, "2. Hvem er inhabil?"),
        (Skjemasteg.STEDFORTREDER, "4. Kan saken løses i kommunen?"),
        (Skjemasteg.SAERLIG_ULEMPE, "5. Er det særlig ulempe å få oppnevnt stedfortreder?"),
    ],
)
def test_f1_fra_et_steg_apner_kapittelet_om_det(side: Skjemasteg, kapittel: str, lag) -> None:
    vindu, styr = lag()
    styr.trykk("Se på eksempelsaken")
    vindu.sakside.ga_til(side)
    styr.tast("F1").vent()
    assert vindu.ramme.stabel.currentWidget() is vindu.ramme.side("regelbok")
    assert vindu.ramme.side("regelbok").innhold.currentItem().text() == kapittel
    assert _overst(vindu.ramme.side("regelbok").tekst) == kapittel
    styr.tast("Escape")
    assert vindu.ramme.stabel.currentWidget() is vindu.sakside
    assert vindu.sakside.gang.tilstand.side is side


@pytest.mark.parametrize(
    ("sted", "avsnitt"),
    [("start", "Sakene"), ("soknaden", "Søknaden"), ("brevene", "Brevene"), ("veien", "Hele veien")],
)
def test_f1_ellers_apner_avsnittet_i_hjelpen_og_escape_gar_tilbake(sted: str, avsnitt: str, lag) -> None:
    vindu, styr = lag()
    if sted != "start":
        styr.trykk("Se på eksempelsaken")
        vindu.sakside.ga_til(Skjemasteg.SOKNADEN)
    if sted == "brevene":
        vindu.sakside.vis_brevene()
        styr.vent_til_ferdig()
    if sted == "veien":
        styr.trykk("Vis hele veien")
    fra = vindu.ramme.stabel.currentWidget()
    styr.tast("F1").vent()
    assert vindu.ramme.stabel.currentWidget() is vindu.ramme.side("hjelp")
    assert _overst(vindu.ramme.side("hjelp").tekst) == avsnitt
    styr.tast("F1", "Escape")
    assert vindu.ramme.stabel.currentWidget() is fra


@pytest.mark.parametrize("lenke", ["Vis hele veien", "Sammenlign med ny lov"])
def test_fra_hoyresiden_til_visningen_og_tilbake_med_escape_og_knapp(lenke: str, lag) -> None:
    vindu, styr = lag()
    styr.trykk("Se på eksempelsaken").trykk(lenke)
    assert vindu.ramme.stabel.currentWidget() in (vindu.ramme.side("veien"), vindu.ramme.side("ny_lov"))
    styr.tast("Escape")
    assert vindu.ramme.stabel.currentWidget() is vindu.sakside
    styr.trykk(lenke).trykk("Tilbake til saken")
    assert vindu.ramme.stabel.currentWidget() is vindu.sakside


def test_visningene_folger_det_som_nettopp_er_svart(lag) -> None:
    vindu, styr = lag()
    styr.trykk("Se på eksempelsaken")
    vindu.sakside.ga_til(Skjemasteg.SAERLIG_ULEMPE)
    styr.vent().trykk("Vis hele veien")
    assert "bes om å overføre" in styr.tekst()
    styr.tast("Escape").svar(ordet("sporsmal.saerlig_ulempe.vurdering.tekst"), ordet("vurdering_saerlig_ulempe.nei"))
    styr.trykk("Vis hele veien")
    assert "En stedfortreder oppnevnes (etter" in styr.tekst()


def test_fra_en_boks_i_veien_til_svaret(lag) -> None:
    vindu, styr = lag()
    styr.trykk("Se på eksempelsaken").trykk("Vis hele veien").tast("Enter").trykk("Gå til svaret i saken").vent(30)
    assert vindu.ramme.stabel.currentWidget() is vindu.sakside
    assert ordet("vurdering_saerlig_ulempe.ja") in styr.fokus


def test_alle_snarveiene_i_vinduet_star_i_hjelpen(lag) -> None:
    vindu, styr = lag()
    styr.trykk("Se på eksempelsaken").trykk("Vis hele veien").tast("Escape").trykk("Sammenlign med ny lov")
    vindu.sakside.vis_brevene()
    styr.vent_til_ferdig()
    brukt = {tast.toString() for handling in vindu.findChildren(QAction) for tast in handling.shortcuts()}
    brukt |= {snarvei.key().toString() for snarvei in vindu.findChildren(QShortcut)}
    brukt |= set(SNARVEIER["linjen"])  # leses av boksen som har fokus, og er prøvd i test_linjekart
    i_hjelpen = {QKeySequence(tast).toString() for tastene in SNARVEIER.values() for tast in tastene}
    assert brukt == i_hjelpen
    vindu.ramme.ga_til("hjelp")
    tekst = vindu.ramme.side("hjelp").tekst.toPlainText()
    assert all(vist(navn) in tekst for navn in SNARVEIER)
    assert vist("neste") == "Alt+→"
    assert vist("steg") == "Ctrl+1 … Ctrl+8"


def test_hjelpen_sier_hva_programmet_er_og_hvor_reglene_kommer_fra(lag, program: Program) -> None:
    vindu, styr = lag()
    styr.trykk("Hjelp")
    tekst = vindu.ramme.side("hjelp").tekst.toPlainText()
    assert __version__ in tekst
    assert "SQLite 3." in tekst
    assert "bruker ikke nettet" in tekst
    html = vindu.ramme.side("hjelp").tekst.toHtml()
    assert all(lov.url in html for lov in program.katalog.lover.values())


def test_innholdet_i_regelboken_gar_til_overskriften(lag) -> None:
    vindu, styr = lag()
    styr.trykk("Regelbok")
    side = vindu.ramme.side("regelbok")
    linjene = [side.innhold.item(rad).text() for rad in range(side.innhold.count())]
    assert "2.4 Inhabil uten videre" in linjene
    assert not any("_" in linje for linje in linjene)
    side.innhold.setFocus()
    side.innhold.setCurrentRow(linjene.index("2.4 Inhabil uten videre"))
    styr.vent()
    assert _overst(side.tekst) == "2.4 Inhabil uten videre"
    assert styr.fokus == "Innhold"


def test_med_stor_skrift_star_innholdet_over_teksten_og_ingenting_er_kuttet(lag, tema: Tema) -> None:
    tema.skaler(2)
    try:
        vindu, styr = lag()
        vindu.resize(940, 560)
        styr.trykk("Regelbok").vent(20)
        side = vindu.ramme.side("regelbok")
        assert side.innhold.geometry().bottom() < side.tekst.geometry().top()
        assert side.innhold.width() == side.tekst.width()
        for punkt in vindu.skinne.punkter.values():
            assert punkt.width() >= punkt.sizeHint().width()
    finally:
        tema.skaler(0.5)


def test_med_stor_skrift_viker_toppen_av_veien_for_detaljene(lag, tema: Tema) -> None:
    tema.skaler(2)
    try:
        vindu, styr = lag()
        vindu.resize(1024, 700)
        styr.trykk("Se på eksempelsaken")
        vindu.ramme.ga_til("veien")
        styr.vent(20).tast("Enter").vent(20)
        side = vindu.ramme.side("veien")
        assert not styr.finnes("Skriv ut …")
        assert side.detaljer.geometry().bottom() <= side.height()
        assert side.detaljer.minimumSizeHint().height() <= side.detaljer.height()
        assert side.kart.height() > 100
        styr.tast("Escape").vent(20)
        assert styr.finnes("Skriv ut …")
    finally:
        tema.skaler(0.5)


def test_soket_i_regelboken_sier_nar_det_ikke_fant_noe(lag) -> None:
    _, styr = lag()
    styr.trykk("Regelbok").skriv("Søk i regelboken", "xyzæ")
    assert "Ingen treff" in styr.tekst()
    styr.skriv("Søk i regelboken", "vertskommune")
    assert "Ingen treff" not in styr.tekst()
