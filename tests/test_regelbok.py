"""Regelboken, beslutningskartet og vurderingen leses av de samme grenene."""

from __future__ import annotations

import json
import re
import runpy
from dataclasses import replace
from pathlib import Path

import pytest

from overforing.program.program import Program
from overforing.regelverk import avklaringer, stedfortreder
from overforing.regelverk import hjemmel as hj
from overforing.regelverk.funn import Utfall
from overforing.regelverk.gren import Gren
from overforing.regelverk.kart import kart
from overforing.sak.modell import Malform, Regelsett
from overforing.tekster.regelbok import Regelbok

FLERE = Path(__file__).parent / "eksempler" / "flere"
FORVENTET = json.loads((FLERE / "forventet.json").read_text("utf-8"))


@pytest.fixture(scope="module")
def program() -> Program:
    return Program.start()


def test_regelboken_i_docs_er_den_reglene_gir(program: Program, rot: Path) -> None:
    lag = runpy.run_path(str(rot / "tools" / "lag_regelbok.py"))["regelbok"]
    assert (rot / "docs" / "regelbok.md").read_text("utf-8") == lag(program), (
        "kjør tools/lag_regelbok.py og les endringen"
    )


def test_hver_gren_har_tekst_pa_begge_malformer_og_minst_ett_eksempel(program: Program, rot: Path) -> None:
    eksempler = runpy.run_path(str(rot / "tools" / "lag_regelbok.py"))["eksempler"](program)
    for steg in kart():
        for gren in steg.grener:
            assert f"regelbok.{steg.steg}.titler.{gren.id}" in program.katalog
            assert f"regelbok.{steg.steg}.grener.{gren.id}" in program.katalog
            assert f"funn.{steg.steg}.{gren.id}" in program.katalog
            assert eksempler.get((steg.steg, gren.id)), f"ingen eksempelsak for {gren.id}"
        for ansvar in steg.ansvar:
            assert f"regelbok.{steg.steg}.ansvar.{ansvar.id}" in program.katalog


def test_en_ny_gren_synes_i_vurderingen_kartet_og_boken(program: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    ny = Gren("prove", lambda _: True, Utfall.BEHANDLES_SOM_VANLIG, hj.STEDFORTREDER, Utfall.BEHANDLES_SOM_VANLIG)
    monkeypatch.setattr(stedfortreder, "GRENER", (ny, *stedfortreder.GRENER))

    sak = program.les_sak(program.eksempel())
    assert program.vurder(sak).spor[-1].gren == "prove"
    assert ny in next(steg.grener for steg in kart() if steg.steg is stedfortreder.STEG)
    assert "`prove`" in Regelbok(program.katalog, kart(), avklaringer.REGLER, {}).markdown()


def test_boken_i_vinduet_har_bare_ord(program: Program) -> None:
    bok = program.regelbok()
    assert "### 1.2 Kommunene er uenige\n" in bok
    assert "`" not in bok
    assert re.findall(r"\w+_\w+", bok) == []


def test_boken_finnes_ogsa_pa_nynorsk(program: Program) -> None:
    bok = Regelbok(program.katalog, kart(), avklaringer.REGLER, {}, Malform.NN).markdown()
    assert "Kven er inhabil?" in bok
    assert "forvaltningslova" in bok
    assert "forvaltningsloven" not in bok


@pytest.mark.parametrize("navn", sorted(FORVENTET))
def test_de_andre_eksemplene_far_utfallet_de_skal(program: Program, navn: str) -> None:
    sak = program.les_sak((FLERE / f"{navn}.json").read_bytes())
    vurdering = program.vurder(sak, Regelsett.FVL1967)
    assert vurdering.utfall == FORVENTET[navn]["utfall"]
    assert [mangel.felt for mangel in vurdering.mangler] == FORVENTET[navn]["mangler"]


def test_eksempelet_i_programmet_er_ferdig_og_uten_tvil(program: Program) -> None:
    vurdering = program.vurder(program.les_sak(program.eksempel()))
    assert vurdering.utfall is Utfall.BE_OM_OVERFORING
    assert vurdering.ferdig
    assert vurdering.avklaringer == ()


def test_rekkefolgen_av_grenene_avgjor(program: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    """Den første grenen som passer, svarer: snus rekkefølgen, svarer den siste, som alltid passer."""
    monkeypatch.setattr(stedfortreder, "GRENER", tuple(reversed(stedfortreder.GRENER)))
    sak = program.les_sak((FLERE / "25-saksbehandler-utenfor-lederens-linje.json").read_bytes())
    assert program.vurder(replace(sak)).utfall is Utfall.UAVKLART
