"""THIRD_PARTY.md: hver pakke programmet kjører på, med lisens, og ingenting som peker til et register."""

from __future__ import annotations

import re
import runpy
import tomllib
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.uten_lov


@pytest.fixture(scope="module")
def verktoy(rot: Path) -> dict[str, Any]:
    return runpy.run_path(str(rot / "tools" / "lag_tredjepart.py"))


@pytest.fixture(scope="module")
def tekst(rot: Path) -> str:
    return (rot / "THIRD_PARTY.md").read_text("utf-8")


def test_filen_er_den_de_installerte_pakkene_gir(verktoy: dict[str, Any], tekst: str, rot: Path) -> None:
    assert tekst == verktoy["tredjepart"](rot), "kjør tools/lag_tredjepart.py"


def test_hver_pakke_programmet_ber_om_star_der_med_laast_versjon(tekst: str, rot: Path) -> None:
    ber_om = tomllib.loads((rot / "pyproject.toml").read_text("utf-8"))["project"]["dependencies"]
    rader = dict(re.findall(r"^\| ([\w.-]+) \| ([\w.]+) \|", tekst, re.MULTILINE))
    star = {navn.lower().replace("_", "-"): versjon for navn, versjon in rader.items()}
    laast = dict(re.findall(r"^([\w.-]+)==([\w.]+)", (rot / "requirements" / "kjor.txt").read_text("utf-8"), re.M))
    for krav in ber_om:
        navn = re.split(r"[^\w.-]", krav)[0].lower()
        assert star[navn] == laast[navn]
    assert "hatchling" not in star  # bygger, kjører ikke


def test_ingen_pakke_er_uten_lisens(tekst: str) -> None:
    assert "| not stated |" not in tekst
    assert re.search(r"^\| PySide6_Essentials \| [\d.]+ \| LGPL-3.0-only", tekst, re.MULTILINE)


def test_hver_pakke_har_lisensteksten_sin_med_om_den_fulgte_med(verktoy: dict[str, Any], tekst: str, rot: Path) -> None:
    uten = {pakke.metadata["Name"] for pakke in verktoy["pakker"](rot) if f"{pakke.metadata['Name']} (" not in tekst}
    assert uten == {"PySide6_Essentials", "shiboken6"}  # Qt er omtalt for seg


def test_adresser_til_pakkeregistre_tas_bort_og_andre_star(verktoy: dict[str, Any]) -> None:
    for register in verktoy["_REGISTRE"]:
        assert verktoy["_renset"](f"se https://{register}.org/project/x/ for mer") == "se  for mer"
        assert verktoy["_renset"](f"(<https://files.{register}.io/a/b.zip>)") == "()"
    assert verktoy["_renset"]("https://www.apache.org/licenses/") == "https://www.apache.org/licenses/"


def test_filen_nevner_ingen_pakkeregistre(verktoy: dict[str, Any], tekst: str) -> None:
    assert [navn for navn in verktoy["_REGISTRE"] if f"{navn}." in tekst.lower()] == []
