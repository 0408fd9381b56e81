"""Kortet med brevmaler: velge, få vite hva som må rettes, hente våre, og gå tilbake med ett klikk."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest
from brev.egne import egne_brevhoder as hoder
from ui.styr import Styr
from ui.vindu import Svarer, lag_kontor, lag_vindu

from overforing.program.program import Program
from overforing.ui.brev.brevside import Brevside
from overforing.ui.deler.tema import Tema
from overforing.ui.deler.utstyr import Utstyr
from overforing.ui.innstillinger.brevmalkort import Brevmalkort


@pytest.fixture
def apnet(program: Program, tema: Tema, tmp_path: Path, dialoger: Svarer, qtbot):
    _, vindu, _ = lag_vindu(tmp_path, program=program, dialoger=dialoger, tema=tema)
    qtbot.addWidget(vindu)
    vindu.show()
    vindu.ramme.ga_til("innstillinger")
    return Styr(vindu)


def test_vare_maler_er_i_bruk_til_noe_annet_er_valgt(apnet: Styr) -> None:
    tekst = apnet.tekst()
    assert "Programmets brevhode er i bruk." in tekst
    assert "Programmets tekster er i bruk." in tekst
    assert "Gjelder både Word og PDF: siden" in tekst
    assert not apnet.finnes("Tilbake til programmets brevhode")
    assert not apnet.finnes("Tilbake til programmets tekster")


def test_kontoret_henter_vare_maler_endrer_dem_og_tar_dem_i_bruk(apnet: Styr, dialoger: Svarer, tmp_path: Path) -> None:
    dialoger.stier.append(tmp_path)
    apnet.trykk("Hent programmets maler …")
    mappe = tmp_path / "Brevmaler"
    assert f"Malene ligger i {mappe}." in apnet.tekst()
    fil = mappe / "nb" / "anmodning.md"
    fil.write_text(fil.read_text("utf-8").replace("Vi ber dere", "Vi ber herved dere", 1), "utf-8")
    dialoger.stier.append(mappe)
    apnet.trykk("Velg mappe med tekster …")
    assert "Deres tekster er i bruk: nb/anmodning.md. Ellers brukes programmets." in apnet.tekst()
    dialoger.stier.append(mappe / "brevhode.docx")
    apnet.trykk("Velg brevhode …")
    assert "Deres brevhode er i bruk: brevhode.docx" in apnet.tekst()
    apnet.trykk("Tilbake til programmets tekster")
    assert apnet.fokus == "Velg mappe med tekster …"
    apnet.trykk("Tilbake til programmets brevhode")
    assert "Programmets brevhode er i bruk." in apnet.tekst()
    assert "Programmets tekster er i bruk." in apnet.tekst()


def test_det_som_ma_rettes_star_pa_kortet_og_det_som_var_i_bruk_er_i_bruk(
    apnet: Styr, dialoger: Svarer, tmp_path: Path
) -> None:
    docx.Document().save(str(tmp_path / "tom.docx"))
    dialoger.stier.append(tmp_path / "tom.docx")
    apnet.trykk("Velg brevhode …")
    assert "Dette må rettes først" in apnet.tekst()
    assert "«Merking»" in apnet.tekst()
    assert "Programmets brevhode er i bruk." in apnet.tekst()
    # Feilen er borte når det neste valget går bra.
    (tmp_path / "god.docx").write_bytes(hoder.fra_word())
    dialoger.stier.append(tmp_path / "god.docx")
    apnet.trykk("Velg brevhode …")
    assert "Dette må rettes" not in apnet.tekst()
    assert "△ Teksten som står i selve dokumentet, blir ikke med" in apnet.tekst()


def test_avsenderen_i_brevhodet_og_underskriften_velges(
    apnet: Styr, dialoger: Svarer, program: Program, tmp_path: Path
) -> None:
    assert "Avsenderen øverst" not in apnet.tekst()
    (tmp_path / "eget.docx").write_bytes(hoder.kontorets())
    dialoger.stier.append(tmp_path / "eget.docx")
    apnet.trykk("Velg brevhode …")
    apnet.svar("Avsenderen øverst i brevet", "Står i brevhodet")
    apnet.svar("Under hilsenen", "«Dokumentet er godkjent elektronisk»")
    maler = apnet.vindu.findChild(Brevmalkort)._maler
    valgt = maler.tilstand()
    assert (valgt.avsender_i_brevhodet, valgt.godkjent_elektronisk) == (True, True)
    apnet.svar("Under hilsenen", "Plass til å skrive under")
    assert not maler.tilstand().godkjent_elektronisk


def test_mange_feil_vises_ikke_alle_pa_en_gang(apnet: Styr, dialoger: Svarer, tmp_path: Path) -> None:
    (tmp_path / "nb").mkdir()
    (tmp_path / "nb" / "anmodning.md").write_text("Hei\n", "utf-8")
    dialoger.stier.append(tmp_path)
    apnet.trykk("Velg mappe med tekster …")
    tekst = apnet.tekst()
    assert tekst.count("•  nb/anmodning.md") == 12
    assert "til. Rett disse først." in tekst


def test_a_ombestemme_seg_i_dialogen_endrer_ingenting(apnet: Styr, dialoger: Svarer) -> None:
    for knapp in ("Hent programmets maler …", "Velg brevhode …", "Velg mappe med tekster …"):
        apnet.trykk(knapp)
    assert "må rettes" not in apnet.tekst()
    assert dialoger.sagt == []


def test_en_mappe_malene_ikke_kan_legges_i_sies(apnet: Styr, dialoger: Svarer, tmp_path: Path) -> None:
    (tmp_path / "fil").write_text("")
    dialoger.stier.append(tmp_path / "fil" / "under")
    apnet.trykk("Hent programmets maler …")
    assert dialoger.sagt[0].startswith("Malene er ikke hentet\n")
    assert "ikke en mappe" in dialoger.sagt[0]


def test_en_skadet_kopi_sies_pa_kortet(apnet: Styr, dialoger: Svarer, tmp_path: Path) -> None:
    (tmp_path / "god.docx").write_bytes(hoder.kontorets())
    dialoger.stier.append(tmp_path / "god.docx")
    apnet.trykk("Velg brevhode …")
    (tmp_path / "egne maler" / "brevhode.docx").write_bytes(b"x")
    apnet.vindu.ramme.ga_til("saker")
    apnet.vindu.ramme.ga_til("innstillinger")
    apnet.vent_til_ferdig()
    assert "△ Deres eget brevhode brukes ikke; programmets brukes i stedet." in apnet.tekst()
    assert "Programmets brevhode er i bruk." in apnet.tekst()
    assert apnet.finnes("Tilbake til programmets brevhode")


def test_brevsiden_tar_de_nye_tekstene_med_en_gang_og_sier_fra_om_en_skadet_mal(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, utstyr: Utstyr, qtbot
) -> None:
    monkeypatch.setenv("OVERFORING_HOME", str(tmp_path / "hjem"))
    program = Program.start()
    kontor = lag_kontor(program, tmp_path)
    side = Brevside(kontor, utstyr)
    qtbot.addWidget(side)
    side.resize(700, 800)
    side.show()
    side.vis(kontor.eksempel())
    styr = Styr(side).vent_til_ferdig().trykk("Som tekst")
    assert "Vi ber herved" not in side.tekst.leser.toPlainText()
    mappe = program.egne_maler.hent_i(tmp_path)
    fil = mappe / "nb" / "anmodning.md"
    fil.write_text(fil.read_text("utf-8").replace("Vi ber dere", "Vi ber herved dere", 1), "utf-8")
    program.egne_maler.velg_tekster(mappe)
    side.oppdater()
    styr.vent_til_ferdig()
    assert "Vi ber herved" in side.tekst.leser.toPlainText()
    assert "brukes i stedet" not in styr.tekst()
    (program.egne_maler.mappe / "brevtekster.json").write_bytes(b"{")
    side.oppdater()
    styr.vent_til_ferdig()
    assert "△ Deres egne brevtekster brukes ikke; programmets brukes i stedet." in styr.tekst()
    assert "Vi ber herved" not in side.tekst.leser.toPlainText()
    side.avslutt()
