"""Inngangen: hva som går til vinduet, og hva som går til kommandolinjen; og en start til, fra ende til ende."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from overforing.cli.kommandoer import kjor
from overforing.inngang import Vindusvalg, til_vinduet


@pytest.mark.parametrize(
    ("argumenter", "valg"),
    [
        ([], Vindusvalg()),
        (["brev.docx", "mappe/sak"], Vindusvalg((Path("brev.docx"), Path("mappe/sak")))),
        (["--logg", "info", "brev.docx"], Vindusvalg((Path("brev.docx"),), "info")),
        (["--logg=alt", "--loggfil=l.txt"], Vindusvalg((), "alt", "l.txt")),
        (["les", "brev.docx"], None),
        (["--logg", "info", "les", "brev.docx"], None),
        (["--logg"], None),
        (["--logg", "mye"], None),
        (["-h"], None),
        (["--ukjent.valg"], None),
    ],
)
def test_filer_gar_til_vinduet_og_resten_til_kommandolinjen(argumenter: list[str], valg: Vindusvalg | None) -> None:
    assert til_vinduet(argumenter) == valg


def _start(hjem: Path, *argumenter: str, skjerm: bool = True) -> subprocess.Popen[str]:
    miljo = os.environ | {"OVERFORING_HOME": str(hjem), "XDG_RUNTIME_DIR": str(hjem), "QT_QPA_PLATFORM": "offscreen"}
    miljo |= {"DISPLAY": ":0"} if skjerm else {"DISPLAY": "", "WAYLAND_DISPLAY": ""}
    ror = subprocess.PIPE
    kommando = [sys.executable, "-m", "overforing", *argumenter]
    return subprocess.Popen(kommando, env=miljo, stdout=ror, stderr=ror, text=True, encoding="utf-8")


@pytest.mark.skipif(sys.platform == "win32", reason="vinduet avsluttes her med et signal")
@pytest.mark.uten_lov
def test_en_start_til_gir_filen_til_den_forste_og_loggen_nevner_den_ikke(tmp_path: Path) -> None:
    logg = tmp_path / "logg.txt"
    forste = _start(tmp_path, "--logg", "alt", "--loggfil", str(logg))
    try:
        frist = time.monotonic() + 60
        while not (logg.is_file() and "vindu_tegnet" in logg.read_text("utf-8")):
            assert forste.poll() is None
            assert time.monotonic() < frist
            time.sleep(0.05)
        andre = _start(tmp_path, "Kari Nordmann.docx")
        assert andre.communicate(timeout=60) == ("", "")
        assert andre.returncode == 0
    finally:
        forste.terminate()
        forste.communicate(timeout=60)
    assert forste.returncode == 0
    linjer = logg.read_text("utf-8")
    assert "start_til" in linjer
    assert "filer=1" in linjer
    assert "Nordmann" not in linjer
    assert str(tmp_path) not in linjer


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="her er ingen disk som alltid er full")
def test_en_full_disk_for_loggen_og_et_svar_ingen_tar_imot_stanser_ingenting() -> None:
    kommando = [sys.executable, "-m", "overforing", "--logg", "alt", "--loggfil", "/dev/full", "eksempel"]
    kjort = subprocess.run(["sh", "-c", '"$@" >&-', "sh", *kommando], stderr=subprocess.PIPE, check=False)
    assert (kjort.returncode, kjort.stderr) == (0, b"")


def test_en_mappe_er_ikke_en_loggfil(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert kjor(["--loggfil", str(tmp_path), "eksempel"]) == 1
    assert capsys.readouterr().err == f"{tmp_path}: dette er en mappe, ikke en fil. Velg filen i den.\n"


@pytest.mark.uten_lov
def test_uten_skjerm_sies_det_at_filen_ikke_kan_apnes_i_et_vindu(tmp_path: Path) -> None:
    kjort = _start(tmp_path, "brev.docx", skjerm=False)
    ut, feil = kjort.communicate(timeout=60)
    assert (ut, kjort.returncode) == ("", 1)
    assert "overforing les" in feil
    assert "Traceback" not in feil
