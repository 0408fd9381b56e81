"""Brevsiden: sidene, teksten, å skrive om uten å miste noe, og filene."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextBlock
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QVBoxLayout, QWidget
from ui.styr import Styr
from ui.vindu import Svarer

from overforing.sak.modell import Dokument, Malform
from overforing.saksgang.kontor import Sakskontor
from overforing.saksgang.saksgang import Saksgang
from overforing.saksgang.tilstand import Skjemasteg
from overforing.ui.brev.brevside import Brevside
from overforing.ui.deler.utstyr import Utstyr


@pytest.fixture
def gang(kontor: Sakskontor) -> Saksgang:
    return kontor.eksempel()


@pytest.fixture
def side(kontor: Sakskontor, utstyr: Utstyr, qtbot):
    vindu = QWidget()
    qtbot.addWidget(vindu)
    utstyr.husk(navnet_ditt="Ida Øye")
    brevside = Brevside(kontor, utstyr)
    QVBoxLayout(vindu).addWidget(brevside)
    vindu.resize(700, 800)
    vindu.show()
    yield brevside
    brevside.avslutt()


@pytest.fixture
def styr(side: Brevside, gang: Saksgang) -> Styr:
    side.vis(gang)
    return Styr(side.window()).vent_til_ferdig()


def _tom_sak(kontor: Sakskontor) -> Saksgang:
    stilt_inn = kontor.eksempel().sak.kontor
    kontor.presentasjon = replace(kontor.presentasjon, kontoret=lambda: stilt_inn)
    return kontor.ny()


def test_sidene_vises_skarpe_og_har_navn(side: Brevside, styr: Styr) -> None:
    assert side.sider.antall >= 2
    assert side.sider.pikselbredde == round(side.sider.bredde * side.devicePixelRatioF())
    assert any(navn.startswith("Side 1 av") for navn in (w.accessibleName() for w in side.sider.findChildren(QWidget)))


def test_teksten_har_overskrifter_som_overskrifter_og_kan_sokes_i(side: Brevside, styr: Styr) -> None:
    styr.trykk("Som tekst")
    nivaer = []
    blokk: QTextBlock = side.tekst.leser.document().begin()
    while blokk.isValid():
        nivaer.append(blokk.blockFormat().headingLevel())
        blokk = blokk.next()
    assert nivaer.count(1) == 1
    assert nivaer.count(2) == side.om.liste.count()
    styr.skriv("Søk i teksten", "inhabil").trykk("Finn neste")
    assert side.tekst.leser.textCursor().selectedText().lower() == "inhabil"
    styr.skriv("Søk i teksten", "finnes ikke her").trykk("Finn neste")
    assert "Finner ikke" in styr.tekst()


def test_malformen_velges_her_og_er_en_del_av_saken(side: Brevside, styr: Styr, gang: Saksgang) -> None:
    styr.trykk("Som tekst").svar("Målform i brevene", "Nynorsk").vent_til_ferdig()
    assert gang.sak.malform is Malform.NN
    assert "søkjaren" in side.tekst.leser.toPlainText().lower()
    gang.angre()
    assert gang.sak.malform is Malform.NB


def test_en_del_skrives_om_sammenlignes_og_settes_tilbake(side: Brevside, styr: Styr, gang: Saksgang) -> None:
    styr.trykk("Skriv om")
    forslag = side.om.egen.toPlainText()
    assert side.om.egen.isReadOnly()
    side.om.skriv_om.click()
    styr.skriv("Din tekst", "Min egen tekst.").vent_til_ferdig()
    del_ = side.om.valgt
    egen = gang.sak.brev.overstyringer[Dokument.ANMODNING][Malform.NB][del_.id]
    assert (egen.tekst, egen.forslag) == ("Min egen tekst.", forslag)
    assert "(skrevet om)" in side.om.liste.item(0).text()
    assert "Min egen tekst." in side.tekst.leser.toPlainText()
    styr.trykk("Sammenlign")
    assert side.om.forslag.isVisible()
    assert side.om.forslag.toPlainText() == forslag
    styr.trykk("Tilbake til forslaget").vent_til_ferdig()
    assert side.om.egen.toPlainText() == forslag
    assert "Min egen tekst." not in side.tekst.leser.toPlainText()
    gang.angre()
    side.oppdater()
    styr.vent_til_ferdig()
    assert side.om.egen.toPlainText() == "Min egen tekst."


def test_et_endret_grunnlag_sies_og_egen_tekst_star_urort(side: Brevside, styr: Styr, gang: Saksgang) -> None:
    styr.trykk("Skriv om")
    side.om.skriv_om.click()
    styr.skriv("Din tekst", "Min tekst står.").vent_til_ferdig()
    gang.svar("soknad.mottatt", "1.7.2026")
    side.oppdater()
    styr.vent_til_ferdig()
    assert "Grunnlaget er endret siden du skrev om" in styr.tekst()
    assert side.om.egen.toPlainText() == "Min tekst står."
    styr.skriv("Din tekst", "Min tekst står fortsatt.").vent_til_ferdig()
    assert "Grunnlaget er endret" in styr.tekst()
    styr.trykk("Behold min tekst").vent_til_ferdig()
    assert "Grunnlaget er endret" not in styr.tekst()
    assert side.om.egen.toPlainText() == "Min tekst står fortsatt."


def test_en_del_uten_tekst_faller_bort_men_kan_hentes_tilbake(side: Brevside, styr: Styr, gang: Saksgang) -> None:
    styr.trykk("Skriv om")
    antall, overskrift = side.om.liste.count(), side.om.valgt.overskrift
    side.om.skriv_om.click()
    styr.skriv("Din tekst", "").vent_til_ferdig()
    assert side.om.liste.count() == antall
    assert "(tatt bort)" in side.om.liste.item(0).text()
    assert f"\n{overskrift}\n" not in side.tekst.leser.toPlainText()
    styr.trykk("Tilbake til forslaget").vent_til_ferdig()
    assert side.om.egen.toPlainText()


def test_egen_tekst_uten_plass_i_brevet_er_tatt_vare_pa(side: Brevside, styr: Styr, gang: Saksgang) -> None:
    gang.skriv_om(Dokument.ANMODNING, Malform.NB, "finnes_ikke", "Noe viktig.", "")
    side.oppdater()
    styr.vent_til_ferdig().trykk("Skriv om")
    side.om.liste.setCurrentRow(side.om.liste.count() - 1)
    assert side.om.egen.toPlainText() == "Noe viktig."
    assert "tatt vare på" in styr.tekst()


def test_det_siste_som_er_skrevet_er_med_nar_siden_forlates_og_lukkes(
    side: Brevside, styr: Styr, gang: Saksgang
) -> None:
    styr.trykk("Skriv om")
    side.om.skriv_om.click()
    QTest.keyClicks(side.om.egen, "Xyz")
    side.avslutt()
    assert "Xyz" in str(gang.sak.brev.overstyringer)


def test_ctrl_z_i_teksten_gar_til_programmet_med_det_siste_sendt(side: Brevside, styr: Styr, gang: Saksgang) -> None:
    from PySide6.QtGui import QKeySequence, QShortcut

    snarvei = QShortcut(QKeySequence(QKeySequence.StandardKey.Undo), side.window())
    snarvei.activated.connect(lambda: (gang.angre(), side.oppdater()))
    styr.trykk("Skriv om")
    side.om.skriv_om.click()
    side.window().activateWindow()
    side.om.egen.setFocus()
    QTest.keyClicks(side.om.egen, "Xyz")
    QTest.keyClick(side.om.egen, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    styr.vent_til_ferdig()
    assert gang.tilstand.gjentar == "Skrevet om i brevet"
    assert "Xyz" not in side.om.egen.toPlainText()


def test_brevene_lagres_der_brukeren_velger_og_saken_er_ferdig(
    side: Brevside, styr: Styr, gang: Saksgang, dialoger: Svarer, tmp_path: Path
) -> None:
    ut = tmp_path / "ut"
    dialoger.stier.append(ut)
    styr.trykk("Lagre Word og PDF").vent_til_ferdig()
    assert {f.name for f in ut.iterdir()} == set(side._kontor.filnavn(gang.tilstand.dokumenter, gang.sak))
    assert gang.sak.ferdigstilt is not None
    assert gang.sak.ferdigstilt.av == "Ida Øye"
    assert str(ut) in styr.tekst()
    styr.finnes("Åpne mappen")
    forste = (ut / "Anmodning Eksempel 2026-0417.pdf").read_bytes()
    # Finnes de fra før, spørres det, og nei endrer ingenting.
    dialoger.stier.append(ut)
    dialoger.svar.append(False)
    styr.trykk("Lagre Word og PDF").vent_til_ferdig()
    assert "Anmodning Eksempel 2026-0417.docx" in dialoger.sagt[-1]
    assert (ut / "Anmodning Eksempel 2026-0417.pdf").read_bytes() == forste


def test_gar_det_ikke_a_lagre_sies_hvorfor(side: Brevside, styr: Styr, dialoger: Svarer, tmp_path: Path) -> None:
    (tmp_path / "fil").write_text("", "utf-8")
    dialoger.stier.append(tmp_path / "fil")
    styr.trykk("Lagre Word og PDF").vent_til_ferdig()
    assert "ikke en mappe" in dialoger.sagt[-1]
    assert "Brevene er ikke lagret." in styr.tekst()
    assert side.lagring.knapp.isEnabled()


def test_sendt_fores_opp_med_dag_og_mate(
    side: Brevside, styr: Styr, gang: Saksgang, dialoger: Svarer, tmp_path
) -> None:
    dialoger.stier.append(tmp_path / "ut")
    styr.trykk("Lagre Word og PDF").vent_til_ferdig()
    styr.trykk("Merk som sendt").skriv("Når ble det sendt?", "tull").tast("Enter")
    assert gang.sak.sendt is None
    assert "Skriv datoen" in styr.tekst()
    styr.skriv("Når ble det sendt?", "231126").skriv("Hvordan ble det sendt?", "eFormidling")
    styr.tast("Shift+Tab", "Enter")
    assert (gang.sak.sendt.dato.isoformat(), gang.sak.sendt.mate) == ("2026-11-23", "eFormidling")
    assert "Sendt 23. november 2026 (eFormidling)." in styr.tekst()


def test_en_sak_som_ikke_er_ferdig_sier_hva_som_ma_loses(side: Brevside, kontor: Sakskontor, qtbot) -> None:
    gang = _tom_sak(kontor)
    side.vis(gang)
    styr = Styr(side.window()).vent_til_ferdig()
    assert "kan lages ennå. Dette må løses først:" in styr.tekst()
    lenke = next(navn for navn in styr.felt() if "Søknaden: " in navn).removeprefix("knapp: ")
    with qtbot.waitSignal(side.ga_til) as signal:
        styr.trykk(lenke)
    assert signal.args[0] is Skjemasteg.SOKNADEN


def test_et_utkast_er_merket_og_kan_ikke_lagres(side: Brevside, gang: Saksgang, dialoger: Svarer, qtbot) -> None:
    gang.tom("soknad.haster")
    side.vis(gang)
    styr = Styr(side.window()).vent_til_ferdig()
    assert not gang.tilstand.ferdig
    assert gang.tilstand.dokumenter
    styr.trykk("Som tekst")
    assert "UTKAST" in side.tekst.leser.toPlainText()
    styr.trykk("Lagre Word og PDF")
    assert dialoger.sagt == []
    assert gang.sak.ferdigstilt is None


def test_det_som_lagres_for_seg_sies_ved_navn_til_det_er_valgt(side: Brevside, styr: Styr) -> None:
    assert "er ikke med når du lagrer de andre" in styr.tekst()
    assert "Foreløpig svar til søkeren, hastenotat og" in styr.tekst()
    styr.svar("Dokument", "Foreløpig svar til søkeren").vent_til_ferdig()
    assert "er ikke med når du lagrer de andre" not in styr.tekst()


def test_et_foreldet_svar_rorer_ikke_det_nye(side: Brevside, styr: Styr, gang: Saksgang) -> None:
    styr.trykk("Skriv om")
    side.om.skriv_om.click()
    for tekst in ("A", "B", "C"):
        QTest.keyClicks(side.om.egen, tekst)
        side.om.send()
        side.flate._lag()
    styr.vent_til_ferdig()
    assert side.om.egen.toPlainText().startswith("ABC")
