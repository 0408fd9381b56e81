"""Teksten i vinduet større og mindre: der en står, husket, og bare innenfor det som er lov."""

from __future__ import annotations

import gc
import json
import weakref
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from mottak.mottakprover import en_sak, saksfil
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication, QRadioButton, QWidget
from ui.oppe import Oppe
from ui.styr import Styr

from overforing.program import innstillinger
from overforing.saksgang.slag import Skjemasteg
from overforing.ui.brev.omskriving import Omskriving
from overforing.ui.deler.klosser import Lenke
from overforing.ui.deler.tema import STORRELSER, Tema, neste_storrelse
from overforing.ui.vindu import meny

pytestmark = pytest.mark.uten_lov


def _tast(oppe: Oppe, *taster: str) -> None:
    styr = Styr(oppe.vindu)
    for tast in taster:
        styr.tast(tast)
        oppe.vent()
        styr = Styr(oppe.vindu)


def test_ett_hakk_om_gangen_og_aldri_utenfor() -> None:
    assert (STORRELSER[0], STORRELSER[-1]) == (90, 200)
    assert [neste_storrelse(p, 1) for p in (90, 100, 137, 175, 200)] == [100, 110, 150, 200, 200]
    assert [neste_storrelse(p, -1) for p in (90, 100, 137, 200)] == [90, 90, 125, 175]
    assert [neste_storrelse(p, 0) for p in (90, 137)] == [100, 100]


def test_tastene_gjor_teksten_storre_og_det_huskes(oppe: Oppe) -> None:
    px = oppe.vindu.ramme.utstyr.tema.px
    for_, gammelt = px(100), oppe.vindu
    _tast(oppe, "Ctrl+Plus", "Ctrl+Plus")
    assert oppe.vindu is not gammelt
    assert px(100) == pytest.approx(1.25 * for_, rel=0.05)
    assert innstillinger.les(oppe.mappe).tekststorrelse == 125
    _tast(oppe, "Ctrl+Minus")
    assert innstillinger.les(oppe.mappe).tekststorrelse == 110
    _tast(oppe, "Ctrl+0")
    assert (px(100), innstillinger.les(oppe.mappe).tekststorrelse) == (for_, 100)


def test_den_nye_storrelsen_sies_ogsa_nar_den_ikke_kan_bli_storre(oppe: Oppe, monkeypatch) -> None:
    sagt: list[str] = []
    monkeypatch.setattr(meny, "meld", lambda fra, tekst: sagt.append(tekst))
    oppe.lager.endre(tekststorrelse=175)
    _tast(oppe, "Ctrl+Plus")
    vindu = oppe.vindu
    _tast(oppe, "Ctrl+Plus")
    assert sagt == ["Teksten er 200 %"] * 2
    assert oppe.vindu is vindu, "ingenting er bygd på nytt når teksten er som før"


def test_saken_steget_angringen_og_fokus_er_der_en_var(oppe: Oppe) -> None:
    oppe.vindu.sakene.eksempel()
    oppe.vindu.sakside.ga_til(Skjemasteg.SOKNADEN)
    oppe.vent()
    felt = oppe.vindu.sakside.skjema.felt("soknad.mottatt").inndata()
    felt.setFocus()
    Styr(oppe.vindu).skriv_her("1.10.2026")
    felt.setCursorPosition(2)
    gang = oppe.vindu.sakside.gang
    _tast(oppe, "Ctrl+Plus")
    nytt = oppe.vindu.sakside.skjema.felt("soknad.mottatt").inndata()
    assert nytt is not felt
    assert (QApplication.focusWidget(), nytt.cursorPosition()) == (nytt, 2)
    assert (oppe.vindu.sakside.gang, nytt.text()) == (gang, "1.10.2026")
    assert gang.tilstand.angrer == "Når kom søknaden?"
    _tast(oppe, "Ctrl+Z")
    assert nytt.text() != "1.10.2026"


@pytest.mark.parametrize("side", ["veien", "regelbok", "hjelp", "innstillinger"])
def test_siden_en_star_pa_er_den_samme_og_saken_ligger_under(side: str, oppe: Oppe) -> None:
    oppe.vindu.sakene.eksempel()
    oppe.vindu.ramme.ga_til(side)
    oppe.vent()
    oppe.vindu.menuBar().setFocus()
    oppe.vindu.menyer._storrelse(1)
    oppe.vent()
    assert (oppe.vindu.ramme.na, oppe.vindu.ramme.apen) == (side, "sak")


def test_brevene_og_soket_er_der_en_var(oppe: Oppe) -> None:
    oppe.vindu.sakene.eksempel()
    oppe.vindu.sakside.vis_brevene()
    oppe.vent()
    oppe.vindu.menyer._storrelse(1)
    oppe.vent()
    assert oppe.vindu.sakside.viser_brevene
    oppe.vindu.ramme.ga_til("saker")
    oppe.vindu.sakene.side.sokefelt.setFocus()
    Styr(oppe.vindu).skriv_her("2026")
    oppe.vent()
    _tast(oppe, "Ctrl+Minus")
    assert oppe.vindu.sakene.side.sokt == "2026"
    assert oppe.vindu.sakene.side.sokefelt.hasFocus()


def test_i_tegningen_er_det_tegningen_som_blir_storre(oppe: Oppe) -> None:
    oppe.vindu.sakene.eksempel()
    oppe.vindu.ramme.ga_til("veien")
    oppe.vent()
    _tast(oppe, "Ctrl+Plus")
    assert oppe.vindu.ramme.side("veien").kart.prosent == 120
    assert oppe.lager.verdier.tekststorrelse == 100


def test_valget_i_innstillingene_gjelder_med_en_gang_og_beholder_fokus(oppe: Oppe) -> None:
    oppe.vindu.ramme.ga_til("innstillinger")
    Styr(oppe.vindu).svar("Størrelsen på teksten", "150 %")
    oppe.vent()
    assert oppe.lager.verdier.tekststorrelse == 150
    fokus = QApplication.focusWidget()
    assert isinstance(fokus, QRadioButton)
    assert (fokus.text(), fokus.isChecked(), fokus.window()) == ("150 %", True, oppe.vindu)


def _hos_statsforvalteren(oppe: Oppe) -> Any:
    oppe.lager.endre(embete="trondelag", navnet_ditt="Ine Aune", rolle="embete")
    oppe.vindu.sted.bruk()
    (oppe.mappe / "sak.json").write_bytes(saksfil(en_sak(1)))
    mottak = oppe.vindu.sted.mottak
    mottak.innlesing.les([oppe.mappe / "sak.json"])
    oppe.vent()
    return mottak


def test_foresporselen_og_det_halvskrevne_er_der_en_var(oppe: Oppe) -> None:
    mottak = _hos_statsforvalteren(oppe)
    mottak.apne(mottak.kontor.i_dag.year, 1)
    oppe.vent()
    mottak.saken.handlinger.deler["notat"].legg_inn({"tekst": "Ring kommunen."})
    oppe.vindu.menyer._storrelse(1)
    oppe.vent()
    assert oppe.vindu.ramme.na == "foresporsel"
    assert oppe.vindu.sted.mottak.saken.handlinger.deler["notat"].skrevet() == {"tekst": "Ring kommunen."}


def test_skjemaet_for_hand_er_der_en_var(oppe: Oppe) -> None:
    mottak = _hos_statsforvalteren(oppe)
    mottak.for_hand.vis()
    mottak.for_hand.side._felt["avsender"].setText("Nav Eksempel")
    skrevet = mottak.for_hand.side.skrevet()
    oppe.vindu.menyer._storrelse(1)
    oppe.vent()
    assert oppe.vindu.ramme.na == "manuell"
    assert oppe.vindu.sted.mottak.for_hand.side.skrevet() == skrevet


@pytest.mark.parametrize("sted", ["kontor", "embete"])
def test_ingenting_av_det_gamle_vinduet_er_igjen(sted: str, oppe: Oppe) -> None:
    if sted == "embete":
        _hos_statsforvalteren(oppe).apne(date.today().year, 1)
    else:
        oppe.vindu.sakene.eksempel()
        oppe.vindu.sakside.ga_til(Skjemasteg.HABILITET)
        oppe.vindu.sakside.vis_brevene()
    oppe.vent()
    gammelt = [weakref.ref(w) for w in (oppe.vindu, *oppe.vindu.findChildren(QWidget))]
    oppe.vindu.menyer._storrelse(1)
    oppe.vent()
    for _ in range(2):  # det som slettes, kan ha holdt på noe
        gc.collect()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    assert Counter(type(w).__name__ for ref in gammelt if (w := ref()) is not None) == {}
    assert [w for w in QApplication.topLevelWidgets() if isinstance(w, Lenke | Omskriving)] == []


@pytest.mark.parametrize("galt", [89, 201, 0, True, "100", None, 110.5])
def test_en_umulig_storrelse_i_filen_er_vanlig_storrelse(galt: object, tmp_path: Path) -> None:
    (tmp_path / innstillinger.FIL).write_text(json.dumps({"tekststorrelse": galt}), "utf-8")
    assert innstillinger.les(tmp_path).tekststorrelse == 100


def test_storrelsen_er_der_fra_forste_vindu(oppe: Oppe, tema: Tema) -> None:
    oppe.lager.endre(tekststorrelse=200)
    oppe.vinduer.bytt()
    oppe.vent()
    vanlig = tema.px(100) / 2
    tema.sett_tekst(100)
    assert tema.px(100) == pytest.approx(vanlig, rel=0.05)
