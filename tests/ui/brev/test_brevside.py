"""Brevsiden: sidene, teksten, å skrive om uten å miste noe, og filene."""

from __future__ import annotations

import re
from dataclasses import replace
from html import unescape
from pathlib import Path

import pytest
from brev.eksempelbrev import langt_brev
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QTextBlock
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from ui.styr import Styr
from ui.vindu import Svarer

from overforing.brev.innsyn import Sladding
from overforing.brev.modell import linjer
from overforing.sak.modell import Dokument, Malform
from overforing.saksgang.kontor import Sakskontor
from overforing.saksgang.saksgang import Saksgang
from overforing.saksgang.tilstand import Skjemasteg
from overforing.ui.brev.brevside import Brevside
from overforing.ui.brev.brevvisning import som_html
from overforing.ui.brev.innsynsdialog import Innsynsdialog
from overforing.ui.deler.utstyr import Utstyr

EKSEMPLER = Path(__file__).parents[2] / "eksempler"


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
    vindu.resize(900, 800)
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
    assert nivaer.count(2) == len(side.flate.laget.brev.seksjoner)
    styr.skriv("Søk i teksten", "inhabil").trykk("Finn neste")
    assert side.tekst.leser.textCursor().selectedText().lower() == "inhabil"
    styr.skriv("Søk i teksten", "finnes ikke her").trykk("Finn neste")
    assert "Finner ikke" in styr.tekst()


def test_malformen_velges_her_og_er_en_del_av_saken(side: Brevside, styr: Styr, gang: Saksgang) -> None:
    styr.trykk("Som tekst").velg("Målform i brevene", "Nynorsk").vent_til_ferdig()
    assert gang.sak.malform is Malform.NN
    assert "søkjaren" in side.tekst.leser.toPlainText().lower()
    gang.angre()
    assert gang.sak.malform is Malform.NB


VI_BER = "Skriv om: Hva vi ber om"


def test_en_del_skrives_om_sammenlignes_og_settes_tilbake(side: Brevside, styr: Styr, gang: Saksgang) -> None:
    styr.trykk(VI_BER)
    forslag = side.om.egen.toPlainText()
    assert forslag
    styr.skriv("Din tekst", "Min egen tekst.").vent_til_ferdig()
    del_ = side.om.valgt
    egen = gang.sak.brev.overstyringer[Dokument.ANMODNING][Malform.NB][del_.id]
    assert (egen.tekst, egen.forslag) == ("Min egen tekst.", forslag)
    assert "Min egen tekst." in side.tekst.leser.toPlainText()
    assert "Skrevet om" in _pa_arket(side)
    styr.trykk("Sammenlign")
    assert side.om.forslag.isVisible()
    assert side.om.forslag.toPlainText() == forslag
    styr.trykk("Tilbake til forslaget").vent_til_ferdig()
    assert side.om.egen.toPlainText() == forslag
    assert "Min egen tekst." not in side.tekst.leser.toPlainText()
    assert "Skrevet om" not in _pa_arket(side)
    gang.angre()
    side.oppdater()
    styr.vent_til_ferdig()
    assert side.om.egen.toPlainText() == "Min egen tekst."


def _pa_arket(side: Brevside) -> list[str]:
    return [knappen.text() for knappen in side.sider._knapper.values()]


def test_det_skrives_om_der_delen_star_pa_sidene_og_i_teksten(side: Brevside, styr: Styr) -> None:
    styr.trykk("Skriv om: Hvem som er inhabil")
    om = side.om
    over, under = side.sider._strimler[:2]
    # Siden er delt ved overskriften, og ingenting er dekket.
    assert (over.nr, under.nr) == (0, 0)
    assert over.geometry().bottom() < om.geometry().top() <= om.geometry().bottom() < under.geometry().top()
    assert over.height() + under.height() == pytest.approx(over.sidehoyde, abs=1)
    assert om.egen.mapTo(side, om.egen.rect().center()).y() < side.height()
    styr.trykk("Som tekst")
    assert om.parentWidget() is side.tekst.leser.viewport()
    assert 0 < om.geometry().top() - side.tekst.under("habilitet") < 20
    # Teksten under er ikke dekket: neste overskrift står etter det som skrives.
    assert side.tekst.under("linjen") > om.geometry().bottom()
    styr.trykk("Ferdig")
    assert not om.isVisible()
    assert "Søkeren er søsken" in side.tekst.leser.toPlainText()


def test_hver_del_nas_med_tastaturet_og_fokus_kommer_tilbake(side: Brevside, gang: Saksgang) -> None:
    side.vis(gang)
    styr = Styr(side.window(), tastatur=True).vent_til_ferdig()
    styr.trykk("Skriv om: Vedlegg")
    assert styr.fokus == "Vedlegg: Din tekst"
    styr.tast("Escape")
    assert styr.fokus == "Skriv om: Vedlegg"
    knappen = QApplication.focusWidget()
    assert side.sider.viewport().rect().contains(knappen.mapTo(side.sider.viewport(), knappen.rect().center()))
    assert side.sider.horizontalScrollBar().maximum() == 0


def test_en_klikker_i_delen_for_a_skrive_den_om(side: Brevside, styr: Styr) -> None:
    forste = side.sider._strimler[0]
    andel = side.sider._steder[1][1]
    QTest.mouseClick(forste, Qt.MouseButton.LeftButton, pos=QPoint(80, round(andel * forste.height()) + 20))
    assert side.om.valgt.id == "rett_kommune"
    side.om.lukk()
    QTest.mouseClick(forste, Qt.MouseButton.LeftButton, pos=QPoint(80, 20))
    assert side.om.valgt is None  # hodet er ingen del


def test_overskriftene_i_teksten_er_lenker_til_a_skrive_om(side: Brevside, styr: Styr) -> None:
    styr.trykk("Som tekst")
    side.tekst.leser.setFocus()
    styr.tast("Tab", "Enter")
    assert side.om.valgt.id == "bakgrunn"
    assert styr.fokus == "Hva vi ber om: Din tekst"


def _foreld(side: Brevside, styr: Styr, gang: Saksgang) -> None:
    """Skriv om den første delen, og endre så et svar den bygger på."""
    styr.trykk(VI_BER).skriv("Din tekst", "Min tekst står.").trykk("Ferdig").vent_til_ferdig()
    gang.svar("soknad.mottatt", "1.7.2026")
    side.oppdater()
    styr.vent_til_ferdig()


FORELDET = "bygger på andre opplysninger enn saken nå har"


def test_et_endret_grunnlag_sies_pa_hver_visning_og_egen_tekst_star_urort(
    side: Brevside, styr: Styr, gang: Saksgang
) -> None:
    styr.trykk(VI_BER).skriv("Din tekst", "Min tekst står.").vent_til_ferdig()
    assert FORELDET not in styr.tekst()
    styr.trykk("Ferdig")
    gang.svar("soknad.mottatt", "1.7.2026")
    side.oppdater()
    styr.vent_til_ferdig()
    for visning in ("Slik blir det", "Som tekst"):
        styr.trykk(visning)
        assert FORELDET in styr.tekst()
    styr.trykk("Slik blir det")
    assert "△ Se på den" in _pa_arket(side)
    # I et annet brev sies det også, og lenken fører dit.
    styr.velg("Dokument", "Habilitetsnotat").vent_til_ferdig()
    assert FORELDET in styr.tekst()
    styr.trykk("Hva vi ber om, i anmodning om overføring").vent_til_ferdig()
    assert side.om.egen.toPlainText() == "Min tekst står."
    assert side.om.forslag.isVisible()
    assert "Saken har fått andre opplysninger" in styr.tekst()
    styr.skriv("Din tekst", "Min tekst står fortsatt.").vent_til_ferdig()
    assert FORELDET in styr.tekst()
    styr.trykk("Behold min tekst").vent_til_ferdig()
    assert FORELDET not in styr.tekst()
    assert side.om.egen.toPlainText() == "Min tekst står fortsatt."


@pytest.mark.parametrize("knappen", ["Lagre Word og PDF", "Skriv ut …", "Pakke til arkivet …"])
def test_egen_tekst_pa_gamle_opplysninger_gar_ikke_ut_uten_at_det_spores(
    side: Brevside, styr: Styr, gang: Saksgang, dialoger: Svarer, tmp_path: Path, knappen: str
) -> None:
    _foreld(side, styr, gang)
    dialoger.stier.append(tmp_path / "ut")
    dialoger.svar.append(False)
    styr.trykk(knappen).vent_til_ferdig()
    (sagt,) = dialoger.sagt
    assert FORELDET in sagt
    assert "Hva vi ber om, i anmodning om overføring" in sagt
    assert not (tmp_path / "ut").exists()
    assert gang.sak.ferdigstilt is None
    assert side.om.valgt.id == "bakgrunn"  # «Se på den»


def test_svarer_brukeren_lagre_likevel_lagres_det(
    side: Brevside, styr: Styr, gang: Saksgang, dialoger: Svarer, tmp_path: Path
) -> None:
    _foreld(side, styr, gang)
    dialoger.stier.append(tmp_path / "ut")
    styr.trykk("Lagre Word og PDF").vent_til_ferdig()
    assert "[Lagre likevel]" in dialoger.sagt[0]
    assert len(list((tmp_path / "ut").iterdir())) == 2 * len(gang.tilstand.dokumenter)


def test_en_del_uten_tekst_faller_bort_men_kan_hentes_tilbake(side: Brevside, styr: Styr, gang: Saksgang) -> None:
    styr.trykk(VI_BER).skriv("Din tekst", "").trykk("Ferdig").vent_til_ferdig()
    assert "\nHva vi ber om\n" not in side.tekst.leser.toPlainText()
    styr.trykk("Hva vi ber om (tatt bort)").trykk("Tilbake til forslaget").vent_til_ferdig()
    assert side.om.egen.toPlainText()
    assert "\nHva vi ber om\n" in side.tekst.leser.toPlainText()


def test_egen_tekst_uten_plass_i_brevet_er_tatt_vare_pa(side: Brevside, styr: Styr, gang: Saksgang) -> None:
    gang.skriv_om(Dokument.ANMODNING, Malform.NB, "finnes_ikke", "Noe viktig.", "")
    side.oppdater()
    styr.vent_til_ferdig()
    styr.trykk("Noe viktig. (ikke med i brevet nå)")
    assert side.om.egen.toPlainText() == "Noe viktig."
    assert "tatt vare på" in styr.tekst()


def test_det_siste_som_er_skrevet_er_med_nar_siden_forlates_og_lukkes(
    side: Brevside, styr: Styr, gang: Saksgang
) -> None:
    styr.trykk(VI_BER)
    QTest.keyClicks(side.om.egen, "Xyz")
    side.avslutt()
    assert "Xyz" in str(gang.sak.brev.overstyringer)


def test_ctrl_z_i_teksten_gar_til_programmet_med_det_siste_sendt(side: Brevside, styr: Styr, gang: Saksgang) -> None:
    from PySide6.QtGui import QKeySequence, QShortcut

    snarvei = QShortcut(QKeySequence(QKeySequence.StandardKey.Undo), side.window())
    snarvei.activated.connect(lambda: (gang.angre(), side.oppdater()))
    styr.trykk(VI_BER)
    side.window().activateWindow()
    side.om.egen.setFocus()
    QTest.keyClicks(side.om.egen, "Xyz")
    QTest.keyClick(side.om.egen, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    styr.vent_til_ferdig()
    assert gang.tilstand.gjentar == "Skrevet om i brevet"
    assert "Xyz" not in side.om.egen.toPlainText()


def test_brevet_tilpasses_bredden_eller_siden_og_valget_huskes(side: Brevside, styr: Styr, kontor: Sakskontor) -> None:
    rute = side.sider._strimler[0]
    assert rute.width() > 0.9 * side.sider.viewport().width()
    styr.velg("Hvor stort brevet vises", "Hele siden").vent(350).vent_til_ferdig()
    assert rute.height() <= side.sider.viewport().height()
    side.vis(kontor.eksempel())
    styr.vent_til_ferdig()
    assert styr.les("Hvor stort brevet vises") == "Hele siden"
    assert side.sider._strimler[0].height() <= side.sider.viewport().height()
    styr.velg("Hvor stort brevet vises", "200 prosent").vent(350).vent_til_ferdig()
    assert side.sider._strimler[0].width() == 2 * 794


def test_valgene_star_pa_en_linje_nar_det_er_plass(side: Brevside, styr: Styr) -> None:
    side.window().resize(940, 640)
    styr.vent(350).vent_til_ferdig()
    over = (side._dokumenter, side.flate.malformer, side.faner)
    under = (side.lagring.knapp, side.ut.skriv_ut, side.flate.storrelse)
    for valgene in (over, under):
        midt = [w.mapTo(side, w.rect().center()).y() for w in valgene]
        assert max(midt) - min(midt) <= 2
    side.window().resize(590, 480)
    styr.vent(350).vent_til_ferdig()
    assert abs(side._dokumenter.geometry().center().y() - side.flate.malformer.geometry().center().y()) <= 2
    knappene = (side.lagring.knapp, side.ut.skriv_ut)
    assert all(side.rect().contains(k.mapTo(side, k.rect().bottomRight())) for k in knappene)
    assert side.sider.viewport().height() >= 250


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
    assert {d for d, trykt in gang.sak.brev.datoer.items() if trykt.dato} == set(gang.tilstand.dokumenter)
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
    assert "Brevene er ikke lagret" in styr.tekst()
    assert side.lagring.knapp.isEnabled()


def test_kan_brevene_ikke_bli_pdf_tilbys_word_alene(
    side: Brevside, styr: Styr, gang: Saksgang, dialoger: Svarer, tmp_path: Path
) -> None:
    gang.svar("saerlig_ulempe.begrunnelse", "Han som spør, heter 中.")
    dialoger.stier.append(tmp_path / "ut")
    styr.trykk("Lagre Word og PDF").vent_til_ferdig()
    assert "«中» (U+4E2D)" in dialoger.sagt[-1]
    assert dialoger.sagt[-1].endswith("[Lagre bare Word-filene]")
    assert {fil.suffix for fil in (tmp_path / "ut").iterdir()} == {".docx"}
    assert gang.sak.ferdigstilt is not None


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


def test_filene_er_lenker_og_det_neste_star_der_ogsa_nar_saken_apnes_igjen(
    side: Brevside, styr: Styr, gang: Saksgang, kontor: Sakskontor, dialoger: Svarer, tmp_path: Path
) -> None:
    assert "Det neste" not in styr.tekst()
    dialoger.stier.append(tmp_path / "ut")
    styr.trykk("Lagre Word og PDF").vent_til_ferdig()
    notat = "Habilitetsnotat Eksempel 2026-0417"
    gang.lukk()
    (tmp_path / "ut" / f"{notat}.docx").unlink()
    side.vis(kontor.apne(gang.sak.id))
    styr.vent_til_ferdig()
    styr.trykk("Anmodning Eksempel 2026-0417.docx").trykk(f"{notat}.pdf").trykk("Åpne mappen")
    assert dialoger.sagt[-3:] == ["åpnet Anmodning Eksempel 2026-0417.docx", f"åpnet {notat}.pdf", "åpnet ut"]
    assert f"{notat}.docx er ikke der lenger" in styr.tekst()
    assert "Send anmodningen til Statsforvalteren, og merk den som sendt her." in styr.tekst()
    # En annen sak har ingen av delene.
    side.vis(kontor.eksempel())
    styr.vent_til_ferdig()
    assert "Det neste" not in styr.tekst()
    assert not styr.finnes("Åpne mappen")


def test_et_notat_merkes_ikke_som_sendt(side: Brevside, kontor: Sakskontor, dialoger: Svarer, tmp_path: Path) -> None:
    sak = kontor._verktoy.les_sak((EKSEMPLER / "03-leder-inhabil-kommunalsjef-avgjor.json").read_bytes())
    gang = kontor._opprett(sak)
    side.vis(gang)
    styr = Styr(side.window()).vent_til_ferdig()
    dialoger.stier.append(tmp_path / "ut")
    styr.trykk("Lagre Word og PDF").vent_til_ferdig()
    assert gang.tilstand.dokumenter == (Dokument.HABILITETSNOTAT,)
    assert "Legg notatet i saken i fagsystemet." in styr.tekst()
    assert not styr.finnes("Merk som sendt")


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
    assert "Lagres sammen: anmodning om overføring, habilitetsnotat og orientering til søkeren." in styr.tekst()
    styr.velg("Dokument", "Foreløpig svar til søkeren").vent_til_ferdig()
    assert "Lagres sammen" not in styr.tekst()
    assert "Dette brevet lagres for seg." in styr.tekst()
    assert styr.finnes("Lagre dette brevet")


def test_et_foreldet_svar_rorer_ikke_det_nye(side: Brevside, styr: Styr, gang: Saksgang) -> None:
    styr.trykk(VI_BER)
    for tekst in ("A", "B", "C"):
        QTest.keyClicks(side.om.egen, tekst)
        side.om.send()
        side.flate._lag()
    styr.vent_til_ferdig()
    assert side.om.egen.toPlainText().startswith("ABC")


def test_en_kopi_til_innsyn_velges_med_ingenting_krysset_av_og_saken_er_som_for(
    side: Brevside, styr: Styr, gang: Saksgang, dialoger: Svarer, tmp_path: Path
) -> None:
    import pypdfium2

    for_ = gang.sak
    styr.trykk("Kopi til innsyn …")
    dialog = side.findChild(Innsynsdialog)
    assert dialog.valg == Sladding()
    i_vinduet = Styr(dialog)
    i_vinduet.kryss("Hele delen: Hvem som er inhabil")
    i_vinduet.skriv("Ord som skal bort overalt", "Siri Lund\nstår ikke der")
    assert "△ «står ikke der» står ikke i brevet" in i_vinduet.tekst()
    dialoger.stier.append(tmp_path)
    i_vinduet.trykk("Lag kopien …")
    assert dialog.isVisible()  # et ord som ikke er der, kan være skrevet feil
    i_vinduet.skriv("Ord som skal bort overalt", "Siri Lund")
    assert len(dialog.valg.linjer) > 2
    i_vinduet.trykk("Lag kopien …")
    styr.vent_til_ferdig()
    (fil,) = tmp_path.glob("Innsyn*.pdf")
    tekst = "".join(s.get_textpage().get_text_range() for s in pypdfium2.PdfDocument(fil))
    assert "[sladdet]" in tekst
    assert "Siri Lund" not in tekst
    assert f"Kopien til innsyn ligger i {tmp_path}: {fil.name}" in styr.tekst()
    assert gang.sak == for_


def test_det_som_ikke_far_plass_ved_knappene_ligger_under_mer(side: Brevside, styr: Styr) -> None:
    knapper, arkivet = side.knapper, side.ut.pakk
    assert (arkivet.isVisible(), knapper.mer.isVisible()) == (True, False)
    side.window().resize(360, 800)
    styr.vent_til_ferdig()
    assert (arkivet.isVisible(), knapper.mer.isVisible()) == (False, True)
    trykket: list[str] = []
    arkivet.clicked.disconnect()
    arkivet.clicked.connect(lambda: trykket.append("pakke"))
    knapper.mer.click()
    valgene = {valg.text(): valg for valg in knapper.apen.actions()}
    assert list(valgene) == ["Pakke til arkivet …", "Kopi til innsyn …", "Hvor stort brevet vises"]
    valgene["Pakke til arkivet …"].trigger()
    assert trykket == ["pakke"]
    valgene["Hvor stort brevet vises"].menu().actions()[-1].trigger()
    assert side.flate.storrelse.verdi == side.sider.storrelse != "bredde"
    knapper.apen.close()


def test_brevet_som_tekst_har_hver_linje_papiret_har() -> None:
    brev = replace(langt_brev(), godkjenning="Dokumentet er godkjent elektronisk.")
    vist = unescape(re.sub(r"<[^>]*>", "\n", som_html(brev)))
    assert [linje for linje in linjer(brev) if linje and linje not in vist] == []
