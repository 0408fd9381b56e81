"""Høy kontrast: ber maskinen om det, er bare fargene dens i bruk, og alt som ellers er en svak flate, har kant."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication
from ui import rundtur, rundtur_mottak
from ui.tidsur import ro
from ui.uu import farge
from ui.uu.felles import Blikk

from overforing.program.program import Program
from overforing.sak.kodeverk import Malform
from overforing.saksgang.slag import Farge, Skjemasteg
from overforing.ui.deler.farger import LYS, systemets
from overforing.ui.deler.tema import Tema
from overforing.ui.vindu.oppstart import riv_ned

_ROLLER = ("Window", "WindowText", "Highlight", "HighlightedText", "Link")
DRAKTER = {
    "svart": ("#000000", "#ffffff", "#1aebff", "#000000", "#ffff00"),
    "hvit": ("#ffffff", "#000000", "#37006e", "#ffffff", "#00009f"),
    "svart uten egne lenker": ("#202020", "#ffffff", "#303030", "#ffffff", "#0000ff"),
}
_AVSLATT = "#7f7f7f"


class Maskin(QObject):
    """Det maskinen ber om, slik prøven vil ha det."""

    endret = Signal()
    morkt = False
    hoy_kontrast = True

    def __init__(self, drakt: str) -> None:
        super().__init__()
        self.bruk(drakt)

    def bruk(self, drakt: str) -> None:
        roller = QPalette.ColorRole
        self._palett = p = QPalette()
        for navn, verdi in zip(_ROLLER, DRAKTER[drakt], strict=True):
            p.setColor(roller[navn], QColor(verdi))
        bunn, tekst = map(QColor, DRAKTER[drakt][:2])
        for rolle in (roller.Base, roller.Button, roller.AlternateBase, roller.ToolTipBase):
            p.setColor(rolle, bunn)
        for rolle in (roller.Text, roller.ButtonText, roller.BrightText, roller.ToolTipText):
            p.setColor(rolle, tekst)
        for rolle in (roller.WindowText, roller.Text, roller.ButtonText):
            p.setColor(QPalette.ColorGroup.Disabled, rolle, QColor(_AVSLATT))

    def palett(self) -> QPalette:
        return self._palett


def _lag(norsk: QApplication, drakt: str) -> tuple[Tema, Maskin]:
    maskin: Any = Maskin(drakt)
    return Tema(norsk, systemet=maskin), maskin


@pytest.fixture
def etterpa(norsk: QApplication, tema: Tema) -> Iterator[None]:
    skrift = norsk.font()
    yield
    norsk.setFont(skrift)
    tema.las(False)


@pytest.mark.parametrize("drakt", DRAKTER)
@pytest.mark.usefixtures("etterpa")
def test_bare_maskinens_farger_er_i_bruk(drakt: str, norsk: QApplication) -> None:
    _lag(norsk, drakt)
    lov = {*DRAKTER[drakt], _AVSLATT}
    assert set(re.findall("#[0-9a-f]{6}", norsk.styleSheet())) <= lov
    assert norsk.palette().color(QPalette.ColorRole.Window).name() == DRAKTER[drakt][0]


@pytest.mark.parametrize("drakt", DRAKTER)
def test_teksten_kantene_lenkene_og_fokus_har_kontrast_nok(drakt: str) -> None:
    f = systemets(Maskin(drakt).palett())
    for farge_ in (f.tekst, f.dempet, f.lenke, f.feil, f.hoved, f.kant, f.feltkant, f.fokus, f.strek, f.rulle):
        assert farge.kontrast(QColor(farge_), QColor(f.bunn)) >= farge.TEKST, farge_
    assert farge.kontrast(QColor(f.pa_hoved), QColor(f.hoved)) >= farge.TEKST
    assert farge.kontrast(QColor(f.pa_merket), QColor(f.merket)) >= farge.TEKST
    assert {f.kort, f.svak, f.skinne, f.skinne_valgt, *(f.tone(t).flate for t in Farge)} == {f.bunn}


@pytest.mark.usefixtures("etterpa")
def test_drakten_folger_maskinen_mens_programmet_er_oppe(norsk: QApplication) -> None:
    tema, maskin = _lag(norsk, "svart")
    assert tema.farger.hoy_kontrast
    maskin.bruk("hvit")
    maskin.endret.emit()
    assert tema.farger.bunn == "#ffffff"
    maskin.hoy_kontrast = False
    maskin.endret.emit()
    assert tema.farger == LYS
    maskin.hoy_kontrast = True
    maskin.endret.emit()
    tema.las(False)
    assert tema.farger == LYS, "en låst drakt følger ikke maskinen"


@pytest.mark.usefixtures("etterpa")
def test_andre_systemfarger_uten_annet_onske_tas_ogsa_i_bruk(norsk: QApplication) -> None:
    tema, maskin = _lag(norsk, "svart")
    norsk.setPalette(Maskin("hvit").palett())
    maskin.bruk("hvit")
    tema.nye_systemfarger()
    assert tema.farger.bunn == "#ffffff"


def _stedene(vindu: Any) -> Iterator[str]:
    vindu.sakene.eksempel()
    for steg in (Skjemasteg.SOKNADEN, Skjemasteg.HABILITET, Skjemasteg.OPPSUMMERING):
        vindu.sakside.ga_til(steg)
        yield steg
    for side in ("veien", "regelbok", "innstillinger", "saker"):
        vindu.ramme.ga_til(side)
        yield side


def _stedene_hos_statsforvalteren(vindu: Any) -> Iterator[str]:
    yield "mottak"
    vindu.sted.mottak.for_hand.vis()
    yield "manuelt"
    vindu.ramme.ga_til("statistikk")
    yield "statistikk"


@pytest.mark.parametrize("drakt", ["svart", "hvit"])
@pytest.mark.parametrize("tur", [rundtur, rundtur_mottak], ids=["kontoret", "statsforvalteren"])
@pytest.mark.usefixtures("etterpa")
def test_sidene_er_lesbare_og_har_synlig_fokus(
    tur: Any, drakt: str, program: Program, norsk: QApplication, tmp_path: Path
) -> None:
    tema, _ = _lag(norsk, drakt)
    vindu = tur.lag_vindu(program, tmp_path, tema, norsk, Malform.NB)
    vindu.resize(1366, 728)
    vindu.show()
    vindu.activateWindow()
    ro(vindu)
    prover = (farge.Tekstkontrast(), farge.Fokus())
    lov = {*DRAKTER[drakt], _AVSLATT}
    for sted in (_stedene if tur is rundtur else _stedene_hos_statsforvalteren)(vindu):
        ro(vindu)
        assert [feil for prove in prover for feil in prove(Blikk(vindu))] == [], sted
        bilde = vindu.grab().toImage()
        antall = Counter(memoryview(bytes(bilde.constBits())).cast("I"))
        flater = {QColor(f).name() for f, n in antall.items() if n > bilde.width() * bilde.height() // 50}
        assert flater <= lov, sted
    vindu.close()
    riv_ned(vindu)
