"""«Vis hele veien»: tegningen med tastatur og skjermleser, teksten ved siden av, og på papir."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
import pytest
from lovene import FVL1967, FVL2025, loven_i_dag, ordet
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication
from ui.engelsk import engelske_ord
from ui.styr import Styr
from ui.vindu import Svarer

from overforing.regelverk import hjemmel as hj
from overforing.regelverk import stedfortreder
from overforing.regelverk.funn import Utfall
from overforing.regelverk.gren import Gren
from overforing.saksgang.kontor import Sakskontor
from overforing.saksgang.slag import Skjemasteg
from overforing.ui.deler.utstyr import Utstyr
from overforing.ui.kart.kartside import Kartside


@pytest.fixture
def side(kontor: Sakskontor, utstyr: Utstyr, qtbot) -> Kartside:
    ny = Kartside(utstyr)
    qtbot.addWidget(ny)
    ny.resize(1100, 760)
    ny.show()
    ny.vis(kontor.kart(kontor.eksempel()))
    return ny


@pytest.fixture
def styr(side: Kartside) -> Styr:
    return Styr(side).vent()


def _fokus(side: Kartside) -> str:
    return side.window().focusWidget().node.id


def test_tegningen_apner_der_saken_star(side: Kartside, styr: Styr) -> None:
    assert _fokus(side) == "saerlig_ulempe.saerlig_ulempe"
    assert side.kart.viewport().rect().contains(side.window().focusWidget().mapTo(side.kart.viewport(), QPoint(10, 10)))
    assert "Denne saken: Statsforvalteren bes om å overføre saken" in styr.tekst()


def test_hver_boks_har_sporsmalet_utfallet_og_veien_i_navnet(side: Kartside, styr: Styr) -> None:
    sporsmalet = ordet("regelbok.saerlig_ulempe.grener.saerlig_ulempe").partition("?")[0]
    assert styr.fokus == (f"5.4 {sporsmalet}? Svares det ja: Statsforvalteren bes om å overføre saken. Saken gikk hit.")
    navn = {boks.node.id: boks.accessibleName() for boks in side.kart.bokser}
    assert navn["stedfortreder.ingen_avgjor"].endswith("Svaret var nei i denne saken.")
    assert "Gjelder her: " in navn["habilitet.uten_videre"]
    assert len(set(navn.values())) == len(navn)
    assert [ordet for tekst in navn.values() for ordet in engelske_ord(tekst)] == []


def test_alle_boksene_nas_med_piltastene(side: Kartside, styr: Styr) -> None:
    styr.tast("Home")
    sett = [_fokus(side)]
    for _ in range(80):
        styr.tast("Ned")
        if _fokus(side) == sett[-1]:
            break
        sett.append(_fokus(side))
    assert sett == [boks.node.id for boks in side.kart.bokser]
    styr.tast("Home", "Høyre")
    assert _fokus(side).startswith("habilitet.")
    styr.tast("Venstre")
    assert _fokus(side).startswith("rett_kommune.")
    styr.tast("End")
    assert _fokus(side) == "saerlig_ulempe.ikke_saerlig_ulempe"


def test_bare_en_boks_star_i_veien_for_tab(side: Kartside, styr: Styr) -> None:
    styr.tast("Opp")
    med_tab = [b for b in side.kart.bokser if b.focusPolicy() & Qt.FocusPolicy.TabFocus]
    assert [b.node.id for b in med_tab] == [_fokus(side)]


def test_enter_forteller_hva_boksen_sier_og_escape_lukker(side: Kartside, styr: Styr) -> None:
    assert not side.escape()
    styr.tast("Enter")
    assert f"5.4 {ordet('regelbok.saerlig_ulempe.titler.saerlig_ulempe')}" in styr.tekst()
    hjemmel = {
        FVL1967: "Forvaltningsloven § 9 annet ledd",
        FVL2025: "Forvaltningsloven av 2025 § 29 fjerde ledd annet punktum",
    }
    assert f"Hjemmel: {hjemmel[loven_i_dag()]}" in styr.tekst()
    assert "I denne saken: Kommunen mener" in styr.tekst()
    styr.tast("Opp")
    assert "5.3 Statsforvalteren har sagt nei" in styr.tekst()
    assert side.escape()
    assert side.detaljer.isHidden()
    assert _fokus(side) == "saerlig_ulempe.avslatt"


def test_fra_boksen_til_svaret_og_til_regelboken(side: Kartside, styr: Styr, qtbot) -> None:
    styr.tast("Enter")
    with qtbot.waitSignal(side.detaljer.ga_til) as gikk:
        styr.trykk("Gå til svaret i saken")
    assert gikk.args == [Skjemasteg.SAERLIG_ULEMPE, "saerlig_ulempe.vurdering"]
    with qtbot.waitSignal(side.detaljer.les_mer) as leste:
        styr.trykk("Les i regelboken")
    assert leste.args == ["saerlig_ulempe"]


def test_storrelsen_endres_med_taster_knapper_og_hjul(side: Kartside, styr: Styr) -> None:
    boks = side.kart.bokser[0]
    for_ = boks.width()
    styr.tast("Ctrl+Plus")
    assert side.kart.prosent == 120
    assert boks.width() > for_
    styr.tast("Ctrl+Minus", "Ctrl+Minus")
    assert side.kart.prosent == 83
    styr.trykk("Større")
    assert side.kart.prosent == 100
    styr.tast("Ctrl+Plus")
    assert side.kart.prosent == 100, "utenfor tegningen er det teksten i vinduet tastene gjelder"
    boks.setFocus()
    styr.tast("Ctrl+Plus", "Ctrl+0")
    assert (side.kart.prosent, boks.width()) == (100, for_)
    hjul = QWheelEvent(
        QPointF(50, 50),
        QPointF(50, 50),
        QPoint(),
        QPoint(0, 120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.ControlModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(side.kart.viewport(), hjul)
    assert side.kart.prosent == 120
    for _ in range(20):
        styr.tast("Ctrl+Plus")
    assert side.kart.prosent == 300


def test_i_en_smal_side_blir_det_faerre_spalter_og_ingenting_stikker_ut(side: Kartside, styr: Styr) -> None:
    def spalter() -> int:
        return len({boks.x() for boks in side.kart.bokser})

    assert spalter() == 4
    side.resize(560, 700)
    styr.vent()
    assert spalter() == 2
    assert max(b.geometry().right() for b in side.kart.bokser) <= side.kart.viewport().width()


@pytest.mark.parametrize("bredde", range(700, 1400, 37))
def test_hver_boks_er_hoy_nok_til_teksten_sin(side: Kartside, styr: Styr, bredde: int) -> None:
    side.resize(bredde, 700)
    styr.vent()
    tegner = side.kart.tegner
    for boks in side.kart.bokser:
        assert boks.height() >= tegner.hoyde(boks.node, boks.width()), boks.node.id


def test_teksten_sier_det_samme_med_overskrifter(side: Kartside, styr: Styr) -> None:
    styr.trykk("Som tekst")
    tekst = side.tekst.toPlainText()
    for boks in side.kart.bokser:
        assert f"{boks.node.nummer} {boks.node.tittel}" in tekst
        assert boks.node.forklaring in tekst
    nivaer = [side.tekst.document().findBlockByNumber(i).blockFormat().headingLevel() for i in range(400)]
    assert (nivaer.count(1), nivaer.count(2), nivaer.count(3)) == (1, 5, len(side.kart.bokser))
    assert tekst.count("✓ I denne saken:") == sum(b.node.truffet for b in side.kart.bokser)
    styr.trykk("Tegning")
    assert side.kart.isVisible()


def test_en_ny_gren_i_reglene_star_i_tegningen(
    kontor: Sakskontor, side: Kartside, styr: Styr, monkeypatch: pytest.MonkeyPatch
) -> None:
    ny = Gren("prove", lambda _: False, Utfall.BEHANDLES_SOM_VANLIG, hj.STEDFORTREDER, Utfall.BEHANDLES_SOM_VANLIG)
    monkeypatch.setattr(stedfortreder, "GRENER", (ny, *stedfortreder.GRENER))
    side.vis(kontor.kart(kontor.eksempel()))
    boks = next(b for b in side.kart.bokser if b.node.id == "stedfortreder.prove")
    assert boks.isVisible()
    assert boks.accessibleName().startswith("4.1 prove. Da følger: Saken behandles som vanlig")
    assert "4.1 prove" in side.tekst.toPlainText()


def _sider(fil: Path) -> list[str]:
    with pypdfium2.PdfDocument(fil) as pdf:
        return [side.get_textpage().get_text_bounded() for side in pdf]


def test_tegningen_skrives_ut_pa_ett_liggende_ark(side: Kartside, styr: Styr, dialoger: Svarer, tmp_path: Path) -> None:
    fil = tmp_path / "veien.pdf"
    dialoger.stier.append(fil)
    styr.tast("Ctrl+P")
    (arket,) = _sider(fil)
    with pypdfium2.PdfDocument(fil) as pdf:
        bredde, hoyde = pdf[0].get_size()
    assert bredde > hoyde
    flatt = " ".join(arket.split())
    assert "5.4 Mener kommunen at det er" in flatt
    assert flatt.count("✓") == sum(b.node.truffet for b in side.kart.bokser) + 1  # og i tegnforklaringen
    # I skriverkøen står det aldri noe om saken.
    assert dialoger.sagt == ["Hele veien"]


def test_teksten_skrives_ut_over_flere_sider(side: Kartside, styr: Styr, dialoger: Svarer, tmp_path: Path) -> None:
    fil = tmp_path / "veien.pdf"
    dialoger.stier.append(fil)
    styr.trykk("Som tekst").trykk("Skriv ut …")
    sider = _sider(fil)
    assert len(sider) > 1
    assert "Hvem er inhabil?" in " ".join(sider)


def test_en_skriver_som_ikke_tar_imot_sies_med_rad(
    side: Kartside, styr: Styr, dialoger: Svarer, tmp_path: Path
) -> None:
    dialoger.stier.append(tmp_path / "finnes ikke" / "veien.pdf")
    styr.tast("Ctrl+P")
    assert "Skriveren tok ikke imot" in dialoger.sagt[-1]


def test_ingenting_skjer_nar_brukeren_lar_vaere_a_velge_skriver(side: Kartside, styr: Styr, dialoger: Svarer) -> None:
    styr.trykk("Skriv ut …")
    assert dialoger.sagt == ["Hele veien"]
