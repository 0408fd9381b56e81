"""Det noen har skrevet, vises slik det står: et ``<img>`` i en tekst åpner aldri filen det nevner."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from copy import copy
from dataclasses import replace
from pathlib import Path
from types import ModuleType

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from ui import rundtur, rundtur_mottak
from ui.kanari import Kanari, kanarifugl, med_merket
from ui.tidsur import ro

from overforing.feil import UgyldigInndata
from overforing.program.program import Program
from overforing.sak.kodeverk import Malform
from overforing.sak.modell import Dokument
from overforing.saksgang.mottak.svar import Svarvalg
from overforing.saksgang.tilstand import Skjemasteg
from overforing.ui.deler.dialoger import Dialoger
from overforing.ui.deler.ordene import Ord
from overforing.ui.deler.tema import Tema
from overforing.ui.vindu.hovedvindu import Hovedvindu
from overforing.ui.vindu.oppstart import riv_ned

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="bare Linux har inotify")

UI = Path(__file__).resolve().parents[2] / "src" / "overforing" / "ui"


@pytest.fixture
def kanari(norsk: QApplication) -> Iterator[Kanari]:
    with kanarifugl() as ett:
        yield ett


def test_kanarifuglen_ser_et_tips_og_en_etikett_som_leses_som_html(
    kanari: Kanari, qtbot, monkeypatch: pytest.MonkeyPatch
) -> None:
    vindu = QWidget()
    qtbot.addWidget(vindu)
    assert not kanari.apnet()
    monkeypatch.chdir(kanari.bilde.parent)
    vindu.setToolTip(f'<img src="{kanari.bilde.name}"> Kari Moen')
    kanari.hold_over(vindu, set())
    assert kanari.apnet()
    QLabel(f"{kanari.merke} Kari Moen", vindu)
    vindu.grab()
    assert kanari.apnet()


@pytest.mark.parametrize("tur", [rundtur, rundtur_mottak])
def test_ingen_side_eller_dialog_leser_det_noen_har_skrevet_som_html(
    kanari: Kanari,
    tur: ModuleType,
    program: Program,
    tema: Tema,
    norsk: QApplication,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(kanari.bilde.parent)  # et filnavn har ingen skråstreker
    ett = copy(program)
    eksempel = med_merket(program, kanari.merke)
    assert eksempel.count("k.png") > 15
    object.__setattr__(ett, "eksempel", lambda: eksempel)
    vindu = tur.lag_vindu(ett, tmp_path, tema, norsk, Malform.NB)
    sett: set[str] = set()
    lager = vindu.ramme.utstyr.innstillinger
    personer = tuple(replace(p, navn=f"{kanari.merke} {p.navn}") for p in lager.verdier.personer)
    lager.verdier = replace(lager.verdier, personer=personer, navnet_ditt=f"{kanari.merke} Ine Aune")
    try:
        vindu.resize(1320, 820)
        vindu.show()
        vindu.menyer.fyll()
        steder = _kontoret(vindu, kanari) if tur is rundtur else _embetet(vindu, kanari, ett, tmp_path)
        for sted in steder:
            ro(vindu)
            vindu.grab()
            kanari.hold_over(vindu, sett)
            assert not kanari.apnet(), sted
    finally:
        vindu.close()
        riv_ned(vindu)
    assert any("k.png" in tips for tips in sett)


def _kontoret(vindu: Hovedvindu, kanari: Kanari) -> Iterator[str]:
    lager = vindu.ramme.utstyr.innstillinger
    lager.verdier = replace(lager.verdier, rolle="kontor")
    vindu.sakene._apne(vindu.sakene._kontor.eksempel)
    for side in Skjemasteg:
        vindu.sakside.ga_til(side)
        yield str(side)
    vindu.sakside.linjen.apne(vindu.sakside.gang.sak.ansatte[0].id)
    yield "menyen i linjen"
    vindu.sakside.linjen.apen.close()
    vindu.sakside.vis_brevene()
    yield "brevene"
    brev = vindu.sakside._brevside
    brev.faner.valgt.emit("tekst")
    brev.flate.skriv_om("habilitet")
    yield "brevet som tekst"
    for navn in ("veien", "ny_lov", "innstillinger", "saker"):
        vindu.ramme.ga_til(navn)
        yield navn
        if navn == "veien":
            vindu.ramme.side("veien")._bytt_visning()
            yield "veien som tekst"
    vindu.sakene._kontor.sett_merkelapp(vindu.sakene._kontor.saker()[0].id, "<img>")
    vindu.sakene.hent()
    yield "lista"


def _embetet(vindu: Hovedvindu, kanari: Kanari, program: Program, hjem: Path) -> Iterator[str]:
    gang = vindu.sted.mottak
    filer = rundtur_mottak._filer(program, hjem)
    merket = [fil.rename(hjem / f'<img src="{kanari.bilde.name}">{fil.name}') for fil in filer]
    gang.ta_imot(merket)
    yield "når de kom"
    gang.innlesing._svart(gang.kontor.i_dag, False)
    yield "lest inn"
    gang.arbeid.gjor("fyll", lambda: rundtur_mottak._fyll(gang.kontor), lambda _: gang.hent())
    yield "lista"
    aar = gang.kontor.i_dag.year
    gang.apne(aar, 1)
    yield "forespørselen"
    for navn in ("habilitet", "avgjor", "etterlys"):
        gang.saken.handlinger.apne(navn)
    yield "handlingene"
    gang.foresporselen.skriv(Svarvalg(Dokument.FORELOPIG_SVAR))
    yield "brevet"
    for navn in ("statistikk", "innstillinger"):
        vindu.ramme.ga_til(navn)
        yield navn


def test_ingen_melding_leser_det_noen_har_skrevet_som_html(kanari: Kanari, ord_: Ord, qtbot) -> None:
    tekst, dialoger = f"{kanari.merke} Kari Moen", Dialoger(ord_)
    sett: list[str] = []

    def lukk() -> None:
        dialog = QApplication.activeModalWidget()
        assert dialog is not None
        dialog.grab()
        sett.extend(e.text() for e in dialog.findChildren(QLabel) if e.isVisible())
        dialog.close()

    for vis in (
        lambda: dialoger.si(None, tekst, tekst),
        lambda: dialoger.gikk_ikke(None, tekst, UgyldigInndata("feil.les.i_filen", fil=tekst, feil=tekst)),
        lambda: dialoger.skriv(None, tekst, tekst, tekst, 400),
        lambda: dialoger.krasj(None, tekst, tekst),
    ):
        QTimer.singleShot(50, lukk)
        vis()
    assert not kanari.apnet()
    assert sum(kanari.merke in vist for vist in sett) >= 7


def test_alt_qt_gjetter_pa_gar_gjennom_det_som_gjor_det_bokstavelig() -> None:
    """Et nytt verktøytips, en ny meldingsboks eller etikett uten det, sees her, også der turen ikke går."""
    uten = []
    for fil in UI.rglob("*.py"):
        kode = fil.read_text("utf-8")
        for bit in re.findall(r"(?:setToolTip|QToolTip\.showText|setItemData|setWhatsThis|setStatusTip)\(.*", kode):
            if "bokstavelig(" not in bit and ("ToolTip" in bit or "setItemData" not in bit):
                uten.append(f"{fil.name}: {bit}")
        alene = {"QLabel(": ("inndata.py",), "QMessageBox": ("dialoger.py", "stilark.py")}
        uten += [f"{fil.name}: {navn}" for navn, hvor in alene.items() if navn in kode and fil.name not in hvor]
    assert uten == []
