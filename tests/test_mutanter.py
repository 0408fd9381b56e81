"""Verktøyet som lager feil i koden: feilene er de det sier, og en prøve som ser etter, merker dem."""

from __future__ import annotations

import ast
import runpy
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.uten_lov

KODE = '''def stor(n: int) -> bool:
    """Over tre."""
    if not n:
        return False
    return n > 3 and n != 5
'''


@pytest.fixture(scope="module")
def verktoyet() -> dict[str, Any]:
    return runpy.run_path(str(Path(__file__).resolve().parents[1] / "tools" / "mutanter.py"))


def test_feilene_er_de_det_sier(verktoyet: dict[str, Any]) -> None:
    assert [f"{m.linje}: {m}" for m in verktoyet["mutanter"](ast.parse(KODE))] == [
        "3: «not n» → «n»",
        "4: «return False» → «return None»",
        "4: «False» → «True»",
        "5: «return n > 3 and n != 5» → «return None»",
        "5: «n > 3 and n != 5» → «n > 3 or n != 5»",
        "5: «n > 3» → «n >= 3»",
        "5: «3» → «4»",
        "5: «n != 5» → «n == 5»",
        "5: «5» → «6»",
    ]


def test_koden_med_feilen_har_den_ene_feilen(verktoyet: dict[str, Any]) -> None:
    _, med_feil = verktoyet["lag_feil"](KODE, 5)
    assert ast.unparse(ast.parse(KODE)).replace("n > 3", "n >= 3") == med_feil


def test_en_feil_en_prove_ser_er_drept_og_koden_selv_er_urort(
    verktoyet: dict[str, Any], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pakke, prover = tmp_path / "src" / "overforing", tmp_path / "tests"
    pakke.mkdir(parents=True)
    prover.mkdir()
    (pakke / "__init__.py").touch()
    (pakke / "tall.py").write_text("def over(n):\n    return n > 3\n", "utf-8")
    (prover / "test_tall.py").write_text(
        "from overforing.tall import over\n\n\ndef test_over():\n    assert over(5) and not over(2)\n", "utf-8"
    )
    assert verktoyet["prov"](tmp_path, ["tall.py"], ["tests"], 0, 1) == {"drept": 1, "OVERLEVDE": 2}
    assert capsys.readouterr().out.splitlines() == [
        "drept     tall.py:2 «return n > 3» → «return None»",
        "OVERLEVDE tall.py:2 «n > 3» → «n >= 3»",
        "OVERLEVDE tall.py:2 «3» → «4»",
    ]
    assert (pakke / "tall.py").read_text("utf-8") == "def over(n):\n    return n > 3\n"
