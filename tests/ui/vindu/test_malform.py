"""Målformen i vinduet: valgt for seg, byttet der en står, og husket."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from mottak.mottakprover import en_sak, saksfil
from PySide6.QtWidgets import QApplication, QLineEdit
from ui import rundtur_mottak
from ui.norske_ord import bokmalsord
from ui.oppe import Oppe
from ui.tekstkilder import tekstene
from ui.tidsur import ro

from overforing.brev.lesing.les import les as les_brev
from overforing.brev.modell import linjer
from overforing.program import innstillinger
from overforing.program.program import Program
from overforing.sak.kodeverk import Dokument, Malform
from overforing.saksgang.tilstand import Skjemasteg
from overforing.saksgang.utgang import fra_kontoret
from overforing.ui.deler.tema import Tema

NN = Malform.NN


def test_vinduet_bytter_malform_der_en_star(oppe: Oppe) -> None:
    oppe.velg("nn")
    assert oppe.vindu.ramme.stabel.currentWidget() is oppe.vindu.ramme.side("innstillinger")
    assert oppe.vindu.windowTitle() == "Innstillingar – Overføring"
    assert oppe.vindu.ramme.side("innstillinger")._vindusmalform._gruppe.checkedButton().hasFocus()
    assert QApplication.translate("QLineEdit", "&Undo") == "&Angre"
    assert QApplication.translate("QPlatformTheme", "Don't Save") == "Ikkje lagre"
    oppe.velg("nb")
    assert QApplication.translate("QPlatformTheme", "Don't Save") == "Ikke lagre"


def test_malformen_i_vinduet_er_ikke_brevenes(oppe: Oppe) -> None:
    oppe.velg("nn")
    lest = innstillinger.les(oppe.mappe)
    assert (lest.vindusmalform, lest.malform) == ("nn", "nb")


def test_den_apne_saken_folger_med_og_kan_angres_pa_den_nye_malformen(oppe: Oppe) -> None:
    oppe.vindu.sakene.eksempel()
    sakside = oppe.vindu.sakside
    sakside.ga_til(Skjemasteg.SOKNADEN)
    sakside._svar("soknad.mottatt", "1.10.2026")
    sakside.gang.forlat_felt()
    sakside._legg_til("parter")
    gang = sakside.gang
    assert gang.tilstand.angrer == "Legg til en part"
    oppe.velg("nn")
    assert oppe.vindu.sakside is not sakside
    assert oppe.vindu.sakside.gang is gang
    assert gang.tilstand.angrer == "Legg til ein part"
    assert oppe.vindu.sakside.kolonne._angre.accessibleName() == "Angre: Legg til ein part"
    gang.angre()
    assert gang.tilstand.angrer == "Når kom søknaden?"
    oppe.vindu.ramme.escape()
    assert oppe.vindu.ramme.stabel.currentWidget() is oppe.vindu.sakside
    oppe.vindu.sakside.angre()
    assert gang.tilstand.angrer is None


def test_det_halvskrevne_hos_statsforvalteren_folger_med(oppe: Oppe, program: Program) -> None:
    oppe.lager.endre(embete="trondelag", navnet_ditt="Ine Aune", rolle="embete")
    oppe.vindu.sted.bruk()
    (oppe.mappe / "sak.json").write_bytes(saksfil(en_sak(1)))

    def vis_foresporselen() -> Any:
        oppe.vindu.ramme.ga_til("mottak")
        oppe.vent()
        oppe.vindu.sted.mottak.apne(oppe.vindu.sted.mottak.kontor.i_dag.year, 1)
        oppe.vent()
        return oppe.vindu.sted.mottak.saken.handlinger.deler["notat"]

    oppe.vindu.sted.mottak.innlesing.les([oppe.mappe / "sak.json"])
    oppe.vent()
    vis_foresporselen().legg_inn({"tekst": "Ring kommunen."})
    oppe.velg("nn")
    assert vis_foresporselen().skrevet() == {"tekst": "Ring kommunen."}


def test_det_som_er_skrevet_halvt_far_meldingen_pa_den_nye_malformen(oppe: Oppe) -> None:
    oppe.vindu.sakene.ny()
    oppe.vindu.sakside._svar("soknad.mottatt", "31.2.2026")
    gang = oppe.vindu.sakside.gang
    assert [f.tekst for f in gang.tilstand.feil] == ["«Når kom søknaden?»: 31.2.2026 er ikke en dato som finnes."]
    oppe.velg("nn")
    assert [f.tekst for f in gang.tilstand.feil] == ["«Når kom søknaden?»: 31.2.2026 er ikkje ein dato som finst."]


def test_malformen_kan_velges_ved_forste_start(oppe: Oppe) -> None:
    ro(oppe.vindu)
    kort = oppe.vindu.sted._hvor
    assert kort is not None
    kort.malform_valgt.emit("nn")
    oppe.vent()
    assert oppe.vindu.sted._hvor is not None  # det er fortsatt ikke svart på hvor hun arbeider
    assert oppe.vindu.sakene.side.sokefelt.accessibleName() == oppe.vindu.ramme.utstyr.ord("start.sok")
    assert oppe.vindu.ramme.utstyr.ord.malform is NN
    assert bokmalsord(" ".join(tekstene(oppe.vindu))) == []


def test_statsforvalterens_meldinger_folger_vinduet_og_titlene_brevene(
    program: Program, tmp_path: Path, tema: Tema, norsk: QApplication
) -> None:
    vindu = rundtur_mottak.lag_vindu(program, tmp_path, tema, norsk, NN)
    gang = vindu.sted.mottak.kontor._i.gang
    assert gang.filtolk.tittel("anmodning", "5001") == "Anmodning om overføring av sak – Trondheim"
    assert gang._ord("mottak.merknad.haster") == program.katalog.hent("mottak.merknad.haster", NN)
    vindu.close()


SAMISKE = ["1826", "5540", "5610", "5612", "5628", "5636"]  # Aarborte, Gáivuotna, Kárášjohka, Guovdageaidnu …


@pytest.mark.parametrize("nummer", SAMISKE)
def test_samiske_kommunenavn_kan_velges_og_star_som_de_er(oppe: Oppe, nummer: str) -> None:
    geografi = oppe.vindu.ramme.utstyr.geografi
    navn = geografi.navn(nummer)
    assert geografi.kommuner[nummer].navn in navn
    assert navn in geografi.navnene(date(2026, 11, 20))
    oppe.vindu.sakene.ny()
    oppe.vindu.sakside._svar("kontor.kommune", navn)
    assert oppe.vindu.sakside.gang.sak.kontor.kommune == nummer
    assert navn in [felt.text() for felt in oppe.vindu.sakside.findChildren(QLineEdit)]


def test_en_soker_med_samisk_navn_star_som_hun_heter_i_vinduet_sok_og_brev(oppe: Oppe, program: Program) -> None:
    navn = "Máret Áŋŋel Đorđi Šuorŧa"
    oppe.vindu.sakene.eksempel()
    sakside = oppe.vindu.sakside
    sakside._svar("parter[p1].navn", navn)
    sakside.ga_til(Skjemasteg.PARTENE)
    assert navn in [felt.text() for felt in sakside.findChildren(QLineEdit)]
    gang = sakside.gang
    gang.lagre()
    brev = oppe.kontor.utkast(Dokument.FORELOPIG_SVAR_SOKER, gang.sak, gang.vurdering)
    assert navn in "\n".join(linjer(brev))
    for format_ in ("docx", "pdf"):
        tegnet = program.utgang.skriv(fra_kontoret(brev, gang.sak, gang.vurdering), format_)
        assert navn in les_brev(tegnet, f"brev.{format_}").brodtekst
    assert [rad.id for rad in oppe.kontor.saker("áŋŋel")] == [gang.sak.id]
    assert [rad.id for rad in oppe.kontor.saker("šuorŧa")] == [gang.sak.id]
