"""Filene systemet kjenner programmet på: de heter det samme, og ikonene er hele."""

from __future__ import annotations

import configparser
import shutil
import struct
import subprocess
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from overforing import __version__
from overforing.filer import KAN_APNES, SAKSFIL

ROT = Path(__file__).resolve().parents[1]
LINUX, IKON = ROT / "pakking" / "linux", ROT / "resources" / "ikon"
ID = "no.overforing.Overforing"
TYPE = "application/x-overforing-sak+json"


def test_systemet_kjenner_programmet_pa_ett_navn() -> None:
    oppstart = (ROT / "src/overforing/ui/vindu/oppstart.py").read_text("utf-8")
    assert f'PROGRAM_ID = "{ID}"' in oppstart
    meny = configparser.ConfigParser(interpolation=None)
    meny.optionxform = str  # type: ignore[assignment,method-assign]
    meny.read(LINUX / f"{ID}.desktop", "utf-8")
    start = meny["Desktop Entry"]
    assert (start["Icon"], start["MimeType"], start["Exec"]) == (ID, f"{TYPE};", "overforing %F")
    om = ET.parse(LINUX / f"{ID}.metainfo.xml").getroot()
    assert (om.findtext("id"), om.findtext("launchable")) == (ID, f"{ID}.desktop")
    assert om.findtext("provides/mediatype") == TYPE
    assert om.find("releases/release").attrib["version"] == __version__  # type: ignore[union-attr]
    slag = ET.parse(LINUX / f"{ID}.xml").getroot()[0]
    monster = [node.attrib["pattern"] for node in slag if node.tag.endswith("glob")]
    assert (slag.attrib["type"], monster) == (TYPE, [f"*{SAKSFIL}"])
    assert SAKSFIL[1:] in KAN_APNES


@pytest.mark.parametrize(
    "kommando",
    [
        ["appstreamcli", "validate", "--no-net", f"{ID}.metainfo.xml"],
        ["desktop-file-validate", f"{ID}.desktop"],
    ],
    ids=lambda k: k[0],
)
def test_filene_godtas_av_systemets_egne_prover(kommando: list[str]) -> None:
    if shutil.which(kommando[0]) is None:
        pytest.skip(f"{kommando[0]} er ikke her (Debian: appstream, desktop-file-utils)")
    svar = subprocess.run(kommando, cwd=LINUX, capture_output=True, text=True, check=False)
    assert svar.returncode == 0, svar.stdout + svar.stderr


def test_hvert_ikon_er_en_png_i_sin_storrelse_og_ico_viser_til_hele_bilder() -> None:
    for fil in IKON.glob("*.png"):
        data = fil.read_bytes()
        assert struct.unpack(">II", data[16:24]) == (int(fil.stem), int(fil.stem))
    ico = (IKON / "overforing.ico").read_bytes()
    storrelser = []
    for nr in range(struct.unpack("<H", ico[4:6])[0]):
        side, lengde, sted = struct.unpack("<B7xII", ico[6 + 16 * nr : 22 + 16 * nr])
        storrelser.append(side or 256)
        assert ico[sted : sted + lengde] == (IKON / f"{side or 256}.png").read_bytes()
    assert storrelser == [16, 24, 32, 48, 64, 256]
    icns = (IKON / "overforing.icns").read_bytes()
    assert struct.unpack(">I", icns[4:8])[0] == len(icns)
