"""Hjulet: bygges uten nett, installeres i et tomt miljø og skriver et brev fra en annen mappe."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

pytestmark = pytest.mark.uten_lov

WINDOWS = os.name == "nt"


def kjor(kommando: list[str | Path], mappe: Path) -> str:
    """Kjører i mappen uten noe av vårt eget miljø på importstien, og gir det som ble skrevet på standard ut."""
    miljo = {navn: verdi for navn, verdi in os.environ.items() if navn not in ("PYTHONPATH", "PYTHONHOME")}
    miljo["PYTHONIOENCODING"] = "utf-8"
    svar = subprocess.run(
        [str(del_) for del_ in kommando], cwd=mappe, env=miljo, capture_output=True, encoding="utf-8", check=False
    )
    assert svar.returncode == 0, f"{kommando}\n{svar.stdout}\n{svar.stderr}"
    return svar.stdout


@pytest.fixture(scope="module")
def hjul(rot: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Hjulet bygd av kildekoden med det låste byggeverktøyet."""
    ut = tmp_path_factory.mktemp("hjul")
    kjor([sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", ut], rot)
    (fil,) = ut.glob("overforing-*.whl")
    return fil


@pytest.fixture(scope="module")
def miljo(hjul: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Et tomt miljø med hjulet i; det låner pakkene hjulet trenger, men ikke kildekoden."""
    mappe = tmp_path_factory.mktemp("tomt miljø")
    venv.create(mappe, with_pip=False, symlinks=not WINDOWS)
    programmer = mappe / ("Scripts" if WINDOWS else "bin")
    python = programmer / ("python.exe" if WINDOWS else "python")
    kjor([sys.executable, "-m", "pip", "--python", python, "install", "-q", "--no-index", "--no-deps", hjul], mappe)
    # Mapper nevnt i en .pth-fil får ikke sine egne .pth-filer lest, så den redigerbare installasjonen blir ikke med.
    pakker = kjor([python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"], mappe).strip()
    lanes = dict.fromkeys(sysconfig.get_path(sti) for sti in ("purelib", "platlib"))
    (Path(pakker) / "lante_pakker.pth").write_text("\n".join(lanes) + "\n", encoding="utf-8")
    return programmer


def test_hjulet_har_programmet_ressursene_og_brevene(hjul: Path, rot: Path) -> None:
    with zipfile.ZipFile(hjul) as zip_:
        navn = set(zip_.namelist())
    for mappe in ("resources", "letters"):
        skal = {
            f"overforing/{fil.relative_to(rot).as_posix()}"
            for fil in (rot / mappe).rglob("*")
            if fil.is_file() and not fil.name.startswith((".", "~"))
        }
        assert skal
        assert skal <= navn
    assert "overforing/cli/kommandoer.py" in navn
    assert not [n for n in navn if n.startswith(("tests/", "src/")) or "__pycache__" in n]


def test_det_installerte_hjulet_skriver_et_brev_fra_en_annen_mappe(miljo: Path, rot: Path, tmp_path: Path) -> None:
    python = miljo / ("python.exe" if WINDOWS else "python")
    overforing = miljo / ("overforing.exe" if WINDOWS else "overforing")

    hvor = Path(kjor([python, "-c", "import overforing; print(overforing.__file__)"], tmp_path).strip())
    assert hvor.is_relative_to(miljo.parent)
    assert not hvor.is_relative_to(rot)

    sak = kjor([overforing, "eksempel"], tmp_path)
    assert json.loads(sak)["skjema"] == "overforing/sak/1"
    (tmp_path / "sak.json").write_text(sak, encoding="utf-8")

    skrevet = kjor([overforing, "brev", "sak.json", "--ut", "ut"], tmp_path).splitlines()
    filer = sorted((tmp_path / "ut").iterdir())
    assert {fil.suffix for fil in filer} == {".docx", ".pdf"}
    assert all(fil.read_bytes().startswith({".docx": b"PK", ".pdf": b"%PDF-"}[fil.suffix]) for fil in filer)
    assert {(tmp_path / linje).resolve() for linje in skrevet if linje.strip()} == {fil.resolve() for fil in filer}
