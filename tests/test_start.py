"""start.py: det som kan prøves uten nett og uten å installere noe."""

from __future__ import annotations

import ast
import importlib.util
import os
import re
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path
from types import ModuleType

import pytest

pytestmark = pytest.mark.uten_lov

BARE_LINUX = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="gjelder Linux")


@pytest.fixture
def start(rot: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """start.py lastet med en egen liten kildemappe, så den virkelige ``.venv`` ikke røres."""
    spec = importlib.util.spec_from_file_location("start", rot / "start.py")
    assert spec is not None
    assert spec.loader is not None
    modul = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(modul)
    (tmp_path / "requirements").mkdir()
    (tmp_path / "requirements" / "kjor.txt").write_text("a==1\n", encoding="utf-8")
    (tmp_path / "requirements" / "test.txt").write_text("b==1\n", encoding="utf-8")
    (tmp_path / "pyproject.toml").write_text("[project]\n", encoding="utf-8")
    monkeypatch.setattr(modul, "ROT", str(tmp_path))
    monkeypatch.setattr(modul, "VENV", str(tmp_path / ".venv"))
    monkeypatch.setattr(modul, "STEMPEL", str(tmp_path / ".venv" / "overforing.stempel"))
    return modul


def lag_ferdig_venv(start: ModuleType, tillegg: str | None = None) -> Path:
    """En ``.venv`` som ser ferdig ut: tolken, kommandoen og stempelet."""
    for navn in ("python", "overforing"):
        fil = Path(start.i_venv(navn))
        fil.parent.mkdir(parents=True, exist_ok=True)
        fil.touch()
    start.sett_stempel(start.nytt_stempel(tillegg))
    return Path(start.VENV)


# --- Python -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("utgave", [(3, 6), (3, 8)])
def test_en_gammel_python_kan_lese_filen(rot: Path, utgave: tuple[int, int]) -> None:
    ast.parse((rot / "start.py").read_text(encoding="utf-8"), feature_version=utgave)


def test_bare_standardbiblioteket_brukes(rot: Path) -> None:
    tre = ast.parse((rot / "start.py").read_text(encoding="utf-8"))
    navn = {a.name.split(".")[0] for n in ast.walk(tre) if isinstance(n, ast.Import) for a in n.names}
    assert not [n for n in ast.walk(tre) if isinstance(n, ast.ImportFrom)]
    assert navn <= sys.stdlib_module_names


@pytest.mark.parametrize("utgave", [(3, 11), (3, 12), (3, 13), (3, 14)])
def test_en_python_som_passer_far_ingen_setning(start: ModuleType, utgave: tuple[int, int]) -> None:
    assert start.python_setning((*utgave, 0)) is None


@pytest.mark.parametrize(
    ("utgave", "slutt"),
    [
        ((3, 8), "Dette er Python 3.8, som er for gammel."),
        ((3, 10), "Dette er Python 3.10, som er for gammel."),
        ((3, 15), "Dette er Python 3.15, som er for ny."),
        ((4, 0), "Dette er Python 4.0, som er for ny."),
    ],
)
def test_en_python_som_ikke_passer_far_en_norsk_setning(start: ModuleType, utgave: tuple[int, int], slutt: str) -> None:
    assert start.python_setning((*utgave, 1)) == f"Overføring trenger Python 3.11 til 3.14. {slutt}"


def test_setningen_og_pyproject_sier_det_samme_om_python(rot: Path, start: ModuleType) -> None:
    prosjekt = tomllib.loads((rot / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    fra, til = (".".join(map(str, utgave)) for utgave in (start.ELDSTE, start.FOR_NY))
    assert prosjekt["requires-python"] == f">={fra},<{til}"


# --- Stempelet ----------------------------------------------------------------------------------------------------


def test_uten_venv_ma_den_lages(start: ModuleType) -> None:
    assert start.tilstand(None) == "fremmed"


def test_en_ferdig_venv_er_klar(start: ModuleType) -> None:
    lag_ferdig_venv(start)
    assert start.tilstand(None) == "klar"


def test_stempelet_settes_i_ett_trekk_og_legger_ikke_igjen_noe(start: ModuleType) -> None:
    mappe = lag_ferdig_venv(start)
    assert [fil.name for fil in mappe.glob("*.stempel*")] == ["overforing.stempel"]


def test_en_halv_venv_uten_stempel_ma_lages_pa_nytt(start: ModuleType) -> None:
    (lag_ferdig_venv(start) / "overforing.stempel").unlink()
    assert start.tilstand(None) == "fremmed"


def test_en_venv_med_stempel_i_vill_forfatning_ma_lages_pa_nytt(start: ModuleType) -> None:
    (lag_ferdig_venv(start) / "overforing.stempel").write_bytes(b"\xff\x00\xfe")
    assert start.tilstand(None) == "fremmed"


def test_en_venv_uten_tolk_ma_lages_pa_nytt(start: ModuleType) -> None:
    lag_ferdig_venv(start)
    Path(start.i_venv("python")).unlink()
    assert start.tilstand(None) == "fremmed"


@pytest.mark.skipif(os.name == "nt", reason="lenker krever egne rettigheter på Windows")
def test_en_venv_der_tolken_er_en_lenke_til_ingenting_ma_lages_pa_nytt(start: ModuleType, tmp_path: Path) -> None:
    lag_ferdig_venv(start)
    tolk = Path(start.i_venv("python"))
    tolk.unlink()
    tolk.symlink_to(tmp_path / "avinstallert" / "python3")
    assert start.tilstand(None) == "fremmed"


def test_en_venv_fra_en_annen_python_ma_lages_pa_nytt(start: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    lag_ferdig_venv(start)
    monkeypatch.setattr(start, "grunn_python", lambda: "/et/annet/sted/python3")
    assert start.tilstand(None) == "fremmed"


def test_en_venv_i_en_flyttet_mappe_ma_lages_pa_nytt(
    start: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lag_ferdig_venv(start)
    ny = tmp_path / "flyttet"
    ny.mkdir()
    for navn in (".venv", "requirements", "pyproject.toml"):
        (tmp_path / navn).rename(ny / navn)
    for navn, sti in (("ROT", ny), ("VENV", ny / ".venv"), ("STEMPEL", ny / ".venv" / "overforing.stempel")):
        monkeypatch.setattr(start, navn, str(sti))
    assert start.tilstand(None) == "fremmed"


def test_endrede_krav_fornyer_pakkene_i_den_samme_venv(start: ModuleType, tmp_path: Path) -> None:
    lag_ferdig_venv(start)
    (tmp_path / "requirements" / "kjor.txt").write_text("a==2\n", encoding="utf-8")
    assert start.tilstand(None) == "utdatert"


def test_linjeslutt_fra_windows_er_ingen_endring(start: ModuleType, tmp_path: Path) -> None:
    lag_ferdig_venv(start)
    (tmp_path / "requirements" / "kjor.txt").write_bytes(b"a==1\r\n")
    assert start.tilstand(None) == "klar"


def test_provenes_pakker_kommer_i_tillegg(start: ModuleType) -> None:
    lag_ferdig_venv(start)
    assert start.tilstand("test") == "utdatert"
    lag_ferdig_venv(start, tillegg="test")
    assert start.tilstand("test") == "klar"
    assert start.tilstand(None) == "klar"


def test_endrede_provekrav_angar_ikke_programmet(start: ModuleType, tmp_path: Path) -> None:
    lag_ferdig_venv(start, tillegg="test")
    (tmp_path / "requirements" / "test.txt").write_text("b==2\n", encoding="utf-8")
    assert start.tilstand(None) == "klar"
    assert start.tilstand("test") == "utdatert"


@pytest.mark.skipif(os.name == "nt", reason="lenker krever egne rettigheter på Windows")
def test_en_venv_som_er_en_lenke_fjernes_uten_a_rore_det_den_peker_pa(start: ModuleType, tmp_path: Path) -> None:
    annet = tmp_path / "en annens miljø"
    annet.mkdir()
    (annet / "fil").touch()
    Path(start.VENV).symlink_to(annet)
    start.fjern_venv()
    assert not Path(start.VENV).exists()
    assert (annet / "fil").exists()


# --- Låsen --------------------------------------------------------------------------------------------------------


@pytest.mark.skipif(os.name == "nt", reason="prøver POSIX-låsen")
def test_en_start_nummer_to_venter_til_den_forste_er_ferdig(rot: Path) -> None:
    kode = (
        "import sys, start; sys.stdout.write('klar\\n'); sys.stdout.flush(); las = start.las(); "
        "sys.stdout.write('fikk\\n'); sys.stdout.flush(); sys.stdin.read()"
    )
    kommando = [sys.executable, "-c", kode]
    felles = {"cwd": rot, "stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}
    with subprocess.Popen(kommando, **felles) as forste:  # type: ignore[call-overload]
        assert [forste.stdout.readline(), forste.stdout.readline()] == ["klar\n", "fikk\n"]
        with subprocess.Popen(kommando, **felles) as andre:  # type: ignore[call-overload]
            assert andre.stdout.readline() == "klar\n"
            assert andre.stderr.readline() == "En annen start holder på å installere. Venter …\n"
            forste.kill()  # dør den første uten å rydde, slippes låsen likevel
            assert andre.stdout.readline() == "fikk\n"
            andre.stdin.close()


# --- Systemets biblioteker ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "argumenter", [["eksempel"], ["vurder", "sak.json"], ["brev", "sak.json", "--ut", "ut"], ["--help"], ["--version"]]
)
def test_kommandoer_uten_vindu_trenger_ikke_qt(start: ModuleType, argumenter: list[str]) -> None:
    assert start.qt_biblioteker(argumenter, {"DISPLAY": ":0"}) == ()


def test_vinduet_uten_skjerm_trenger_ikke_qt(start: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(start, "har_vindu", lambda: True)
    assert start.qt_biblioteker([], {}) == ()


def test_vinduet_med_skjerm_trenger_qt_og_skjermens_biblioteker(
    start: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(start, "har_vindu", lambda: True)
    assert start.qt_biblioteker([], {"DISPLAY": ":0"}) == start.QT + start.QT_X11
    assert start.qt_biblioteker(["--mal-oppstart"], {"WAYLAND_DISPLAY": "wayland-0"}) == start.QT + start.QT_WAYLAND


def test_et_program_som_ikke_har_vindu_trenger_ikke_qt(start: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(start, "har_vindu", lambda: False)
    assert start.qt_biblioteker([], {"DISPLAY": ":0"}) == ()


def test_provene_trenger_qt_men_ingen_skjerm(start: ModuleType) -> None:
    assert start.qt_biblioteker(["test", "-x"], {"DISPLAY": ":0"}) == start.QT


@pytest.mark.parametrize(
    ("glibc", "pakke"), [((2, 36), "libglib2.0-0"), ((2, 41), "libglib2.0-0t64"), ((0, 0), "libglib2.0-0")]
)
def test_debian_12_og_13_har_hvert_sitt_navn_pa_glib(start: ModuleType, glibc: tuple[int, int], pakke: str) -> None:
    assert start.pakker_for(["libGL.so.1", "libglib-2.0.so.0"], glibc) == ["libgl1", pakke]


def test_hvert_bibliotek_har_en_pakke(start: ModuleType) -> None:
    alle = start.QT + start.QT_X11 + start.QT_WAYLAND
    assert len({bibliotek for bibliotek, _ in alle}) == len(alle)
    assert len(start.pakker_for([bibliotek for bibliotek, _ in alle], (2, 36))) == len(alle)


@BARE_LINUX
def test_den_som_ikke_er_root_far_den_ene_kommandoen(start: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(start, "laster", lambda bibliotek: bibliotek != "libEGL.so.1")
    monkeypatch.setattr(start, "har_apt", lambda: True)
    monkeypatch.setattr(start, "er_root", lambda: False)
    with pytest.raises(start.Stopp) as stopp:
        start.sikre_qt(["test"])
    assert str(stopp.value).splitlines() == [
        "Prøvene trenger biblioteker maskinen mangler. Installer dem slik:",
        '  sudo sh -c "apt-get update && apt-get install -y --no-install-recommends libegl1"',
    ]


@BARE_LINUX
def test_root_far_det_som_mangler_installert(start: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    installert: list[str] = []
    monkeypatch.setattr(start, "laster", lambda bibliotek: bibliotek != "libEGL.so.1" or bool(installert))
    monkeypatch.setattr(start, "har_apt", lambda: True)
    monkeypatch.setattr(start, "er_root", lambda: True)
    monkeypatch.setattr(start, "apt", installert.extend)
    start.sikre_qt(["test"])
    assert installert == ["libegl1"]


# --- Det som kan gå galt ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("skrevet", "melding"),
    [
        ("NewConnectionError(...): [Errno -3] Temporary failure in name resolution", "UTEN_NETT"),
        ("WARNING: Retrying after connection broken by 'ProxyError(...)'", "UTEN_NETT"),
        ("[Errno 11001] getaddrinfo failed", "UTEN_NETT"),
        ("SSLError(SSLCertVerificationError(1, '[SSL: CERTIFICATE_VERIFY_FAILED] ...", "UTEN_TILLIT"),
        ("ERROR: No matching distribution found for typst==0.15.2", "UTEN_PAKKE"),
        ("ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE.", "FEIL_SUM"),
        ("OSError: [Errno 28] No space left on device", "FULL_DISK"),
    ],
)
def test_det_pip_sier_blir_en_norsk_setning(start: ModuleType, skrevet: str, melding: str) -> None:
    feil = start.pip_feil(["Collecting typst", skrevet])
    assert str(feil) == getattr(start, melding)
    assert isinstance(feil, start.IngenNett) == (melding in ("UTEN_NETT", "UTEN_TILLIT"))


def test_uten_nett_star_det_gamle_miljoet_som_det_var(start: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    lag_ferdig_venv(start)
    for_ = start.les_stempel()

    def uten_nett(*_: object) -> None:
        raise start.IngenNett(start.UTEN_NETT)

    monkeypatch.setattr(start, "pip_kommando", lambda: ["pip"])
    monkeypatch.setattr(start, "pip_installer", uten_nett)
    with pytest.raises(start.IngenNett):
        start.installer("test")
    assert start.les_stempel() == for_


def test_en_installering_som_stopper_midt_i_har_ikke_stempel(
    start: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    lag_ferdig_venv(start)

    def stopper(*_: object) -> None:
        raise start.Stopp("midt i")

    monkeypatch.setattr(start, "pip_kommando", lambda: ["pip"])
    monkeypatch.setattr(start, "pip_installer", stopper)
    with pytest.raises(start.Stopp):
        start.installer(None)
    assert start.tilstand(None) == "fremmed"


def test_en_stopp_blir_en_melding_pa_standard_feil_og_utgangskode_1(
    start: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def stopper(_: bool) -> None:
        raise start.Stopp(start.UTEN_NETT)

    monkeypatch.setattr(start, "sikre_venv", stopper)
    assert start.hoved(["eksempel"]) == 1
    ut, feil = capsys.readouterr()
    assert ut == ""
    assert feil == start.UTEN_NETT + "\n"


def test_pip_far_ikke_beskjed_om_a_installere_andre_steder(start: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    for navn in ("PIP_TARGET", "PIP_PREFIX", "PYTHONPATH", "PYTHONDONTWRITEBYTECODE"):
        monkeypatch.setenv(navn, "1")
    monkeypatch.setenv("PIP_USER", "1")
    miljo = start.rent_miljo()
    assert not {"PIP_TARGET", "PIP_PREFIX", "PYTHONPATH", "PYTHONDONTWRITEBYTECODE"} & miljo.keys()
    assert miljo["PIP_USER"] == "0"


# --- De låste kravene ---------------------------------------------------------------------------------------------


def laste(fil: Path) -> set[str]:
    return set(re.findall(r"^([a-z0-9][a-z0-9.-]*==[^ ]+)", fil.read_text(encoding="utf-8"), re.MULTILINE))


def test_hvert_krav_er_last_med_kontrollsum(rot: Path) -> None:
    for fil in sorted((rot / "requirements").glob("*.txt")):
        poster = re.split(r"^(?=[a-z0-9])", fil.read_text(encoding="utf-8"), flags=re.MULTILINE)
        assert [p for p in poster if p.strip() and "--hash=sha256:" not in p] == []


def test_kravene_nevner_ingen_adresse(rot: Path) -> None:
    for fil in sorted((rot / "requirements").iterdir()):
        tekst = fil.read_text(encoding="utf-8")
        assert re.findall(r"://|--(?:extra-)?index-url|--find-links|^-[if] | @ |\.whl", tekst, re.MULTILINE) == []


@pytest.mark.parametrize("tillegg", ["test", "pakk"])
def test_programmets_krav_og_tilleggets_er_enige(rot: Path, tillegg: str) -> None:
    kjor, dets = (
        dict(krav.split("==") for krav in laste(rot / "requirements" / f"{navn}.txt")) for navn in ("kjor", tillegg)
    )
    assert {navn: (kjor[navn], dets[navn]) for navn in kjor.keys() & dets.keys() if kjor[navn] != dets[navn]} == {}


def test_det_som_bygger_installeres_ikke_for_a_kjore(rot: Path) -> None:
    bygger = {"hatchling", "editables", "pathspec", "trove-classifiers", "setuptools", "pyinstaller"}
    assert not bygger & {krav.split("==")[0] for krav in laste(rot / "requirements" / "kjor.txt")}


def test_vart_eget_hjul_peker_pa_kildekoden_uansett_hva_mappen_heter(
    rot: Path, start: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(start, "ROT", str(tmp_path / "Åse's «saker»"))
    kilde = Path(start.ROT) / "src" / "overforing"
    kilde.mkdir(parents=True)
    (kilde / "__init__.py").write_bytes((rot / "src" / "overforing" / "__init__.py").read_bytes())
    with zipfile.ZipFile(start.eget_hjul(str(tmp_path))) as hjul:
        pth = hjul.read("overforing_kilde.pth").decode("ascii")
        assert set(hjul.namelist()) == {
            linje.split(",")[0] for linje in hjul.read(hjul.namelist()[-1]).decode().split()
        }
        assert "overforing = overforing.inngang:hoved" in hjul.read(hjul.namelist()[-2]).decode()
    gammel = list(sys.path)
    exec(pth)
    lagt_til, sys.path[:] = sys.path[len(gammel) :], gammel
    assert lagt_til == [str(Path(start.ROT) / "src")]


def test_a_pakke_har_sitt_eget_miljo(start: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    brukt = []

    def stopper(tillegg: str) -> None:
        brukt.append((tillegg, Path(start.VENV).name))
        raise start.Stopp("nok")

    monkeypatch.setattr(start, "LOGG", start.LOGG)
    monkeypatch.setattr(start, "sikre_venv", stopper)
    start.hoved(["pakk"])
    assert brukt == [("pakk", ".venv-pakk")]


def test_byggeverktoyet_er_det_samme_i_pyproject_og_kravene(rot: Path) -> None:
    bygg = tomllib.loads((rot / "pyproject.toml").read_text(encoding="utf-8"))["build-system"]["requires"]
    assert len(bygg) == 1
    assert set(bygg) <= laste(rot / "requirements" / "test.txt")
