"""Ett vindu for hver bruker og datamappe: plassen tas, gis videre og slippes, og ingenting gamlet står i veien."""

from __future__ import annotations

import errno
import os
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from overforing import forste
from overforing.forste import TATT, Henger, Plass, begynn

FILER = (Path("/et sted/Anmodning 2026-0417.docx"), Path("/et sted/æøå.overforing"))


@pytest.fixture(autouse=True)
def _kjoremappe(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))


@pytest.fixture(params=["sokkel", "maskinen"])
def plass(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Plass]:
    """Den første, på en sokkel i mappen, og slik det er der systemet ikke har slike."""
    if request.param == "maskinen":
        monkeypatch.setattr(forste, "_LENGSTE_SOKKEL", 0)
    plass = begynn(tmp_path / "data", ())
    assert plass is not None
    yield plass
    plass.slipp()


def _svar_en_gang(plass: Plass, fatt: list[forste.Sendt], svar: bytes = TATT) -> threading.Thread:
    lytter = plass.lytt()
    assert lytter is not None
    lytter.setblocking(True)

    def svar_en() -> None:
        med, _ = lytter.accept()
        data = b""
        while (sendt := plass.les(data)) is None:
            data += med.recv(4096)
        fatt.append(sendt)
        med.sendall(svar)
        med.close()

    trad = threading.Thread(target=svar_en)
    trad.start()
    return trad


def test_den_som_starter_siden_gir_filene_sine_til_den_forste(
    plass: Plass, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_ACTIVATION_TOKEN", "merke_1")
    fatt: list[forste.Sendt] = []
    trad = _svar_en_gang(plass, fatt)
    assert begynn(tmp_path / "data", FILER, vent=5) is None
    trad.join()
    assert fatt == [(FILER, "merke_1")]


def test_en_annen_datamappe_er_et_annet_vindu(plass: Plass, tmp_path: Path) -> None:
    annen = begynn(tmp_path / "en annen", ())
    assert annen is not None
    annen.slipp()


def test_den_som_henger_blir_sagt_fra_om_og_far_ingen_fil(plass: Plass, tmp_path: Path) -> None:
    with pytest.raises(Henger):  # den lytter ikke ennå
        begynn(tmp_path / "data", FILER, vent=0)
    plass.lytt()
    with pytest.raises(Henger):  # den lytter, men ingen svarer
        begynn(tmp_path / "data", FILER, vent=0.1)


def test_nar_den_forste_slipper_er_den_neste_den_forste_selv_om_det_ligger_en_gammel_sokkel(
    plass: Plass, tmp_path: Path
) -> None:
    plass.lytt()
    gamle = {fil: fil.read_bytes() for fil in tmp_path.rglob("*.adr")}
    plass.slipp()
    for fil, innhold in gamle.items():
        fil.write_bytes(innhold)
        fil.with_suffix(".sok").touch()
    neste = begynn(tmp_path / "data", FILER, vent=0)
    assert neste is not None
    assert neste.lytt() is not None
    neste.slipp()


def test_kan_den_forste_ikke_lytte_apner_de_andre_hvert_sitt_vindu(
    plass: Plass, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError

    monkeypatch.setattr(Plass, "_skriv_adressen", full)
    assert plass.lytt() is None
    neste = begynn(tmp_path / "data", FILER, vent=0)
    assert neste is not None
    neste.slipp()


@pytest.mark.skipif(sys.platform == "win32", reason="der sies det på samme måte som at en annen har den")
def test_en_disk_som_ikke_kan_lase_stanser_ikke_starten(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def kan_ikke(*_: object) -> None:
        raise OSError(errno.ENOLCK, "")

    monkeypatch.setattr("fcntl.flock", kan_ikke)
    alene = begynn(tmp_path / "data", (), vent=0)
    assert alene is not None
    assert alene.lytt() is None


def test_en_som_ikke_har_nokkelen_far_ikke_gitt_noe(plass: Plass) -> None:
    with pytest.raises(ValueError):  # noqa: PT011
        plass.les(b"feil\0-\0/etc/passwd\0\0")
    with pytest.raises(ValueError):  # noqa: PT011
        plass.les(b"x" * (forste.MAKS_BYTE + 1))


@pytest.mark.skipif(sys.platform == "win32", reason="rettighetene på Windows er brukerens egen mappe")
def test_bare_brukeren_selv_kommer_til_og_en_mappe_andre_kan_skrive_i_brukes_ikke(plass: Plass, tmp_path: Path) -> None:
    plass.lytt()
    mappe = tmp_path / f"overforing-{os.getuid()}"
    assert {fil.stat().st_mode & 0o077 for fil in (mappe, *mappe.iterdir())} == {0}
    mappe.chmod(0o777)
    alene = begynn(tmp_path / "data", ())
    assert alene is not None
    assert alene.lytt() is None


def test_det_sporres_uten_noe_tungt() -> None:
    import subprocess

    kode = "import sys, overforing.forste; print(*{'socket', 'hashlib', 'json', 'PySide6'} & sys.modules.keys())"
    svar = subprocess.run([sys.executable, "-c", kode], check=True, capture_output=True, text=True)
    assert svar.stdout.split() == []
