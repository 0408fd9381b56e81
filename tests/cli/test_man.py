"""Man-siden er den hjelpen sier, og det som er for utviklere, står ikke i noen av dem."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest

from overforing.cli.kommandoer import kjor

ROT = Path(__file__).resolve().parents[2]


def test_man_siden_er_laget_av_hjelpen_slik_den_er_na() -> None:
    spek = importlib.util.spec_from_file_location("lag_man", ROT / "tools" / "lag_man.py")
    assert spek is not None
    assert spek.loader is not None
    modul = importlib.util.module_from_spec(spek)
    spek.loader.exec_module(modul)
    side = modul.lag()
    assert "legg" in side
    assert modul.SIDE.read_text("utf-8") == side, "kjør tools/lag_man.py"


@pytest.mark.parametrize("valg", ["-h", "--help"])
def test_hjelpen_viser_ikke_det_som_er_for_utviklere(valg: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert kjor([valg]) == 0
    ut = capsys.readouterr().out
    assert "--logg" in ut
    assert "--mal-oppstart" not in ut
