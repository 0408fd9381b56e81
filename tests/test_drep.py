"""Stanset midt i en skriving er ingenting ødelagt: noen få drap og feil her, så mange en vil med ``tools/drep.py``."""

from __future__ import annotations

import runpy
import sys
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.uten_lov


@pytest.fixture(scope="module")
def verktoy() -> Any:
    veien = sys.path.copy()
    yield runpy.run_path(str(Path(__file__).resolve().parents[1] / "tools" / "drep.py"))
    sys.path[:] = veien


def test_drept_midt_i_kopi_og_tilbakelegging_er_alt_helt(verktoy: Any, tmp_path: Path) -> None:
    tall = verktoy["drap"](tmp_path, 3)
    tall.pop("blandet")
    assert tall == {"drap": 3}


def test_en_feil_ved_et_skrivepunkt_lar_alt_vaere_helt(verktoy: Any, tmp_path: Path) -> None:
    tall = verktoy["feil"](tmp_path, 8)
    assert {hva: antall for hva, antall in tall.items() if antall and not hva.startswith("punkter")} == {}
    assert sum(tall.values()) > 40


def test_noe_halvt_blir_sett(verktoy: Any, tmp_path: Path) -> None:
    _, b = verktoy["lag"](tmp_path)
    b.fil.write_bytes(b.fil.read_bytes()[:8192])
    (tmp_path / "brev" / "Notat.pdf").write_bytes(b"halvt")
    db = verktoy["apne"](tmp_path)
    db.execute("UPDATE saker SET json = '{' WHERE rowid = 2")
    db.close()
    assert list(verktoy["galt"](tmp_path)) == ["uleselig sak", "skadet kopi", "halvt brev"]


def test_drept_mens_lasen_slas_av_og_pa_og_kopier_tas_kan_alt_apnes(verktoy: Any, tmp_path: Path) -> None:
    assert verktoy["drap_laas"](tmp_path / "data", 2) == {"drap med låsen": 2}


def test_drept_midt_i_innlesingen_er_alt_kvittert_for_der(verktoy: Any, tmp_path: Path) -> None:
    tall = verktoy["drap_innlesing"](tmp_path / "data", 2)
    assert tall.pop("drap: kvittert for") > 0
    assert tall == {"drap i innlesingen": 2}
    en_til = ["ny", "2026", "999999", "0" * 64]
    assert list(verktoy["galt_innlesing"](tmp_path / "data" / "0.db", [en_til])) == ["kvittert, men borte"]


@pytest.fixture(scope="module")
def laasverktoy(verktoy: Any) -> Any:
    veien = sys.path.copy()
    yield runpy.run_path(str(Path(__file__).resolve().parents[1] / "tools" / "drep_las.py"))
    sys.path[:] = veien


def test_drept_midt_i_lasen_kan_alt_apnes(laasverktoy: Any, tmp_path: Path) -> None:
    tall = laasverktoy["drap"](tmp_path / "a", 1, "av og på") + laasverktoy["drap"](tmp_path / "b", 1, "begynn")
    assert tall == {"drap: av og på": 1, "drap: begynn": 1}


def test_en_tapt_nokkel_og_en_skadet_fil_blir_sett(laasverktoy: Any, tmp_path: Path) -> None:
    laasverktoy["forbered"](tmp_path)
    las = laasverktoy["lasen"](tmp_path)
    arket = las.ark()
    las.sla_pa({nr: arket[nr - 1] for nr in las.sporres_om})
    assert list(laasverktoy["galt"](tmp_path, "av og på")) == []
    (tmp_path / "data" / "saker.db").unlink()
    assert list(laasverktoy["galt"](tmp_path, "av og på")) == ["en fil er borte"]
    (tmp_path / "ring.json").unlink()
    assert list(laasverktoy["galt"](tmp_path, "av og på")) == ["nøkkelen er borte"]
