"""Erklæringen om tilgjengelighet sier det prøvene prøver, og ikke mer."""

from __future__ import annotations

import re
import runpy
from pathlib import Path

import pytest
from ui.uu.gang import ANDRE, PROVER

from overforing.program.program import Program
from overforing.sak.kodeverk import Malform
from overforing.tekster.tilgjengelighet import Erklaering, Stand
from overforing.ui.deler.ordene import Ord
from overforing.ui.deler.tema import Tema
from overforing.ui.hjelp.hjelpeside import Hjelpeside


@pytest.fixture
def erklaering(program: Program) -> Erklaering:
    return Erklaering(program.katalog)


def test_erklaeringen_viser_bare_til_prover_som_finnes_og_til_alle_av_dem(erklaering: Erklaering) -> None:
    brukt = {prove for krav in erklaering.krav for prove in krav.prover}
    assert brukt == {*PROVER, *ANDRE}
    assert len(erklaering.provene) == len(brukt)
    assert all(f"tilgjengelighet.prove.{prove}" in erklaering.katalog for prove in brukt)


@pytest.mark.parametrize("navn", ANDRE)
def test_prover_i_egne_filer_finnes(navn: str, rot: Path) -> None:
    assert "def test_" in (rot / "tests" / "ui" / f"test_{navn}.py").read_text("utf-8")


def test_bare_det_som_er_provd_har_prover_og_alt_annet_har_en_grunn(erklaering: Erklaering) -> None:
    for krav in erklaering.krav:
        provd = krav.stand in (Stand.PROVD, Stand.DELVIS)
        assert bool(krav.prover) == provd, krav.punkt
        assert krav.slik or krav.stand is Stand.PROVD, krav.punkt


def test_kravene_er_kapittel_11_i_rekkefolge_og_hvert_bare_en_gang(erklaering: Erklaering) -> None:
    punkter = [krav.punkt for krav in erklaering.krav]
    assert len(punkter) == len(set(punkter))
    assert punkter == sorted(punkter, key=lambda punkt: [int(del_) for del_ in punkt.split(".")])
    assert {punkt.split(".")[1] for punkt in punkter} == {"1", "2", "3", "4", "5", "6", "7", "8"}
    assert all(punkt.startswith("11.") for punkt in punkter)


def test_erklaeringen_sier_ikke_at_alt_er_oppfylt(erklaering: Erklaering) -> None:
    tekst = erklaering.markdown()
    assert "ikke en erklæring om at alle kravene er oppfylt" in tekst
    assert all(ord_ in tekst for ord_ in ("NVDA", "JAWS", "VoiceOver", "Orca", "Windows", "macOS", "høy kontrast"))
    assert any(krav.stand is Stand.IKKE_PROVD for krav in erklaering.krav)


def test_erklaeringen_i_docs_er_den_dataene_gir(program: Program, rot: Path) -> None:
    lag = runpy.run_path(str(rot / "tools" / "lag_tilgjengelighet.py"))["erklaering"]
    assert (rot / "docs" / "tilgjengelighet.md").read_text("utf-8") == lag(program), (
        "kjør tools/lag_tilgjengelighet.py og les endringen"
    )


@pytest.mark.parametrize("malform", Malform)
def test_hele_erklaeringen_star_under_hjelp(malform: Malform, program: Program, tema: Tema, qtbot) -> None:
    side = Hjelpeside(tema, Ord(program.katalog, malform))
    qtbot.addWidget(side)
    erklaering = Erklaering(program.katalog, malform)
    vist = re.sub(r"\s+", " ", side.tekst.toPlainText())
    for krav in erklaering.krav:
        assert f"{krav.punkt} {erklaering.hva(krav)} {erklaering.slik(krav)}" in vist
    for linje in (*erklaering.provene, *erklaering.ikke_provd):
        assert linje in vist
