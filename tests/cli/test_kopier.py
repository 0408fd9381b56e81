"""Sikkerhetskopiene på kommandolinjen: tatt av seg selv, fortalt når loggen er borte, og lagt tilbake."""

from __future__ import annotations

from pathlib import Path

import pytest

from overforing.cli.kommandoer import kjor
from overforing.program.program import Program


def test_en_logg_som_blir_borte_begynnes_ikke_pa_nytt_og_legges_tilbake(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("OVERFORING_HOME", str(tmp_path))
    sak = tmp_path / "sak.json"
    sak.write_text(Program.start().eksempel(), "utf-8")
    registrer = ["registrer", str(sak), "--navn", "Ine Aune"]
    assert kjor(registrer) == 0
    (kopi,) = (tmp_path / "sikkerhetskopier").iterdir()
    for fil in tmp_path.glob("mottak.db*"):
        fil.unlink()
    assert kjor(registrer) == 1
    assert kjor(["kopier", "liste", "--logg"]) == 1
    ut = capsys.readouterr()
    assert kopi.name in ut.out
    assert "Ingenting er begynt på nytt" in ut.err
    assert not (tmp_path / "mottak.db").exists()
    assert kjor(["kopier", "vis", kopi.name, "--logg"]) == 0
    assert "/1\t" in capsys.readouterr().out
    assert kjor(["kopier", "legg-tilbake", "finnes ikke", "--logg"]) == 2
    assert kjor(["kopier", "legg-tilbake", "nyeste", "--logg"]) == 0
    assert kjor(["kopier", "liste", "--logg"]) == 0
    assert kjor(["register", "liste"]) == 0
    assert "Trondheim" in capsys.readouterr().out
