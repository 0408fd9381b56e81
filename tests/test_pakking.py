"""Pakken: det som er med og ikke, .deb-ens innhold, MSI-ens kilde og arbeidsflyten. Selve pakken bygges og kjøres av
``python3 start.py pakk --prov``, som tar minutter.
"""

from __future__ import annotations

import ast
import os
import re
import runpy
import shutil
import subprocess
import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from types import ModuleType
from xml.etree import ElementTree

import pytest

from overforing import stier
from overforing.brev.lesing.vis import BILDER

pytestmark = pytest.mark.uten_lov

QT = "PySide6/Qt/"


@pytest.fixture
def pakking(rot: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """``pakking`` og start.py på importstien, og borte igjen etterpå."""
    for mappe in (rot / "pakking", rot):
        monkeypatch.syspath_prepend(mappe)
    for_ = set(sys.modules)
    yield
    for navn in set(sys.modules) - for_:
        if navn in ("innhold", "deb", "notiser", "start", "bygg"):
            del sys.modules[navn]


@pytest.fixture
def innhold(pakking: None) -> ModuleType:
    return import_module("innhold")


@pytest.mark.parametrize(
    ("mal", "med"),
    [
        (QT + "lib/libQt6Core.so.6", True),
        (QT + "lib/libQt6Widgets.so.6", True),
        (QT + "lib/libQt6Network.so.6", False),
        (QT + "lib/libQt6Quick.so.6", False),
        (QT + "lib/libicudata.so.73", True),
        (QT + "plugins/platforms/libqxcb.so", True),
        (QT + "plugins/platforms/libqvnc.so", False),
        (QT + "plugins/imageformats/libqjpeg.so", True),
        (QT + "plugins/imageformats/libqsvg.so", False),
        (QT + "plugins/imageformats/libqpdf.so", False),
        (QT + "plugins/tls/libqopensslbackend.so", False),
        (QT + "translations/qtbase_nn.qm", True),
        (QT + "translations/qtbase_de.qm", False),
        (QT + "qml/QtQml/qmldir", False),
        ("PySide6/QtGui.abi3.so", True),
        ("PySide6/QtNetwork.abi3.so", False),
        ("PySide6/Qt6Gui.dll", True),
        ("PySide6/Qt6Pdf.dll", False),
        ("PySide6/QtPrintSupport.pyd", True),
        ("PySide6/opengl32sw.dll", False),
        ("PySide6/plugins/platforms/qwindows.dll", True),
        ("PySide6/plugins/imageformats/qwebp.dll", False),
        ("PySide6/Qt/lib/QtWidgets.framework/Versions/A/QtWidgets", True),
        ("PySide6/Qt/lib/QtQml.framework/Versions/A/QtQml", False),
        ("PySide6/Qt/plugins/platforms/libqcocoa.dylib", True),
        ("overforing/resources/lover.toml", True),
        ("docx/templates/default.docx", True),
    ],
)
def test_bare_det_vinduet_bruker_av_qt_er_med(innhold: ModuleType, mal: str, med: bool) -> None:
    assert innhold.er_med(mal, f"/et/sted/{mal}") == med


@pytest.mark.parametrize(
    ("bibliotek", "med"),
    [("libcrypto.so.3", True), ("libffi.so.8", True), ("libxcb.so.1", False), ("libgtk-3.so.0", False)],
)
def test_det_skjermen_trenger_kommer_fra_systemet(innhold: ModuleType, bibliotek: str, med: bool) -> None:
    assert innhold.er_med(bibliotek, f"/lib/x86_64-linux-gnu/{bibliotek}") == med


def test_bildene_et_brev_kan_ha_kan_leses_og_ingen_andre(innhold: ModuleType) -> None:
    bildelesere = {f"q{navn}" for navn in ("gif", "icns", "ico", "jpeg", "pdf", "svg", "tga", "tiff", "wbmp", "webp")}
    trengs = {{"jpg": "qjpeg"}.get(slag, f"q{slag}") for slag in BILDER if slag != "png"}
    assert bildelesere & innhold.QT_TILLEGG == trengs


def test_programmet_bruker_ikke_noe_av_det_som_er_utenom(innhold: ModuleType, rot: Path) -> None:
    brukt = set()
    for fil in (rot / "src").rglob("*.py"):
        for fra, navn in re.findall(
            r"^ *(?:from ([\w.]+) )?import \(?([\w., ]*)", fil.read_text("utf-8"), re.MULTILINE
        ):
            alle = {ett.split()[0] for ett in navn.split(",") if ett.strip()}
            brukt |= {fra, *(f"{fra}.{ett}" for ett in alle)} if fra else alle
    assert {"sqlite_utils.Database", "sqlcipher3.dbapi2", "PySide6.QtPrintSupport"} <= brukt
    borte = innhold.MODULER_UTENOM
    assert not [navn for navn in brukt for uten in borte if navn == uten or navn.startswith(uten + ".")]
    qt = {navn.split(".")[1].removeprefix("Qt") for navn in brukt if navn.startswith("PySide6.Qt")}
    assert qt <= innhold.QT_BIBLIOTEKER


def test_spesifikasjonen_er_en_mappe_og_aldri_en_fil(rot: Path) -> None:
    kall = [
        n
        for n in ast.walk(ast.parse((rot / "pakking" / "overforing.spec").read_text("utf-8")))
        if isinstance(n, ast.Call)
    ]
    (exe,) = (k for k in kall if getattr(k.func, "id", "") == "EXE")
    assert {k.arg: ast.literal_eval(k.value) for k in exe.keywords if k.arg == "exclude_binaries"} == {
        "exclude_binaries": True
    }
    assert [k for k in kall if getattr(k.func, "id", "") == "COLLECT"]


def test_det_som_startes_herfra_far_systemets_biblioteker(rot: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LD_LIBRARY_PATH", "/i/pakken")
    monkeypatch.setenv("LD_LIBRARY_PATH_ORIG", "/brukerens")
    krok = str(rot / "pakking" / "kjorehook.py")
    runpy.run_path(krok)
    assert os.environ["LD_LIBRARY_PATH"] == "/brukerens"
    runpy.run_path(krok)  # uten noe fra før er det borte
    assert "LD_LIBRARY_PATH" not in os.environ


def test_pakket_er_det_programmet_med_konsoll_som_startes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for navn in ("overforing.exe", "overforing-vindu.exe"):
        (tmp_path / navn).touch()
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", str(tmp_path / "overforing-vindu.exe"))
    monkeypatch.setenv("PYTHONPATH", "som den var")
    kommando, miljo = stier.programmet_selv()
    assert kommando == [str(tmp_path / "overforing.exe")]
    assert miljo["PYTHONPATH"] == "som den var"
    assert miljo["PYINSTALLER_RESET_ENVIRONMENT"] == "1"  # ellers finner den ikke bibliotekene i pakken


def test_ingen_andre_enn_stier_bruker_tolken_som_tolk(rot: Path) -> None:
    brukere = [f.name for f in (rot / "src").rglob("*.py") if "sys.executable" in f.read_text("utf-8")]
    assert brukere == ["stier.py"]


# --- .deb ---------------------------------------------------------------------------------------------------------


def test_deb_en_ber_om_alt_qt_trenger_av_skjermen(pakking: None) -> None:
    deb, start = import_module("deb"), import_module("start")
    felt = dict(linje.split(": ", 1) for linje in deb.kontrollfil("amd64", 1, (2, 36)).splitlines() if linje[0] != " ")
    ber_om = {pakke.split(" ")[0] for pakke in felt["Depends"].split(", ")}
    assert {pakke for _, pakke in start.QT + start.QT_X11} | {"libc6"} == ber_om
    assert "libglib2.0-0 | libglib2.0-0t64" in felt["Depends"]
    assert felt["Version"] == import_module("overforing").__version__


def test_deb_en_tar_med_ikon_og_menypunkt_nar_de_er_der(pakking: None, tmp_path: Path) -> None:
    deb = import_module("deb")
    assert list(deb.filer_ved_siden(tmp_path)) == []
    for fil in (f"pakking/linux/{deb.NAVN}.desktop", "pakking/linux/overforing.1", "resources/ikon/48.png"):
        (tmp_path / fil).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / fil).touch()
    assert [mal for _, mal in deb.filer_ved_siden(tmp_path)] == [
        f"usr/share/applications/{deb.NAVN}.desktop",
        "usr/share/man/man1/overforing.1",
        f"usr/share/icons/hicolor/48x48/apps/{deb.NAVN}.png",
    ]


@pytest.mark.skipif(shutil.which("dpkg-deb") is None, reason="dpkg-deb finnes ikke her")
def test_deb_en_lages_uten_root_og_eies_av_root(pakking: None, tmp_path: Path) -> None:
    bygd = tmp_path / "bygd"
    (bygd / "lisenser").mkdir(parents=True)
    (bygd / "overforing").write_text("#!/bin/sh\n")
    (bygd / "overforing").chmod(0o700)
    (bygd / "lisenser" / "LICENSE").touch(0o600)
    fil = import_module("deb").lag_deb(bygd, tmp_path)
    ut = subprocess.run(["dpkg-deb", "--contents", str(fil)], capture_output=True, text=True, check=True).stdout
    rader = {rad[5]: (rad[0], rad[1]) for rad in map(str.split, ut.splitlines())}
    assert {eier for _, eier in rader.values()} == {"root/root"}
    assert rader["./usr/lib/overforing/overforing"][0] == "-rwxr-xr-x"
    assert rader["./usr/lib/overforing/lisenser/LICENSE"][0] == "-rw-r--r--"
    assert "./usr/bin/overforing -> ../lib/overforing/overforing" in ut
    assert [f.name for f in tmp_path.iterdir() if f.is_dir()] == ["bygd"]


# --- Windows, macOS og lisensene ----------------------------------------------------------------------------------


def test_msi_en_er_for_alle_pa_maskinen_og_skiller_vinduet_fra_kommandoene(rot: Path) -> None:
    ns = {"w": "http://wixtoolset.org/schemas/v4/wxs"}
    tre = ElementTree.parse(rot / "pakking" / "windows" / "overforing.wxs").getroot()
    pakke = tre.find("w:Package", ns)
    assert pakke is not None
    assert pakke.get("Scope") == "perMachine"
    assert pakke.get("UpgradeCode") == "7ce85ba5-9880-4d82-8ea6-abb6ccfacdf0"  # aldri en ny: da oppgraderes ingen
    filer = {fil.get("Id"): fil.get("Source") for fil in tre.iterfind(".//w:File", ns)}
    utelatt = {fil.get("Files") for fil in tre.iterfind(".//w:Exclude", ns)}
    assert set(filer.values()) == utelatt  # det som har sin egen del, er ikke med to ganger
    snarvei = tre.find(".//w:File[@Id='VinduetFil']/w:Shortcut", ns)
    assert snarvei is not None
    assert filer["VinduetFil"] == r"$(Mappe)\overforing-vindu.exe"


def test_arbeidsflyten_bygger_og_prover_pa_hvert_system_og_nevner_ikke_noe_register(rot: Path) -> None:
    tekst = (rot / ".github" / "workflows" / "pakker.yml").read_text("utf-8")
    jobber = re.split(r"^  (?=\w+:$)", tekst.split("jobs:\n")[1], flags=re.MULTILINE)[1:]
    assert [jobb.split(":")[0] for jobb in jobber] == ["linux", "windows", "macos"]
    assert all("python start.py pakk --prov" in jobb for jobb in jobber)
    navn = (*runpy.run_path(str(rot / "tools" / "lag_tredjepart.py"))["_REGISTRE"], "nuget")
    for fil in (rot / "pakking").rglob("*"):
        if fil.is_file() and fil.suffix in (".py", ".spec", ".wxs", ".md", ".xml"):
            tekst += fil.read_text("utf-8")
    assert [n for n in navn if f"{n}." in tekst.lower()] == []


def test_lisensene_folger_med(pakking: None, rot: Path) -> None:
    med = {mal: Path(kilde) for mal, kilde, _ in import_module("notiser").notiser(())}
    for navn in ("LICENSE", "THIRD_PARTY.md", "LGPL-3.0.txt", "GPL-3.0.txt", "QT.md", "Open-Sans.txt", "Python.txt"):
        assert med[f"lisenser/{navn}"].stat().st_size > 500
    assert "GNU LESSER GENERAL PUBLIC LICENSE" in med["lisenser/LGPL-3.0.txt"].read_text("utf-8")
