"""``overforing brev --pakke`` og ``overforing les`` på en pakke, kjørt i prosessen."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest

from overforing.arkiv.vedlegg import MAKS_VEDLEGG
from overforing.brev.lesing.les import les as les_brev
from overforing.cli.kommandoer import kjor
from overforing.filer import Pakkested
from overforing.program.program import Program

FILENE = {"arkivmelding.xml", "anmodning.pdf", "anmodning.docx", "manifest-sha256.txt"}


@pytest.fixture
def sak(tmp_path: Path) -> str:
    fil = tmp_path / "sak.json"
    fil.write_text(Program.start().eksempel(), "utf-8")
    return str(fil)


def anmodningen(sak: str, ut: Path, *flere: str, slag: str = "eformidling") -> int:
    return kjor(["brev", sak, "--ut", str(ut), "--dokument", "anmodning", "--pakke", slag, *flere])


@pytest.mark.parametrize("slag", ["eformidling", "fiks"])
def test_hvert_dokument_blir_sin_egen_pakke(sak: str, tmp_path: Path, capsys, slag: str) -> None:
    assert kjor(["brev", sak, "--ut", str(tmp_path / "ut"), "--pakke", slag]) == 0
    stier = [Path(linje) for linje in capsys.readouterr().out.splitlines()]
    dokumenter = ("Anmodning", "Habilitetsnotat", "Orientering til søkeren")
    assert {sti.name for sti in stier} == {f"{dokument} 2026-0417 {slag}.zip" for dokument in dokumenter}
    assert sorted(stier) == sorted((tmp_path / "ut").iterdir())


def test_pakken_kan_leses_tilbake(sak: str, tmp_path: Path, capsys) -> None:
    assert anmodningen(sak, tmp_path / "ut", "--malform", "nn", slag="fiks") == 0
    capsys.readouterr()
    assert kjor(["les", str(tmp_path / "ut" / "Oppmoding 2026-0417 fiks.zip"), "--json"]) == 0
    lest = json.loads(capsys.readouterr().out)
    saken = json.loads(Path(sak).read_text("utf-8"))
    assert (lest["dokument"], lest["sak_id"], lest["tekst"]) == ("anmodning", saken["id"], "uendret")
    assert lest["sak"]["ansatte"][0]["id"] == saken["ansatte"][0]["id"]


def test_pakken_kan_ogsa_vaere_en_mappe(sak: str, tmp_path: Path, capsys) -> None:
    assert anmodningen(sak, tmp_path, "--pakkeform", "mappe") == 0
    pakke = tmp_path / "Anmodning 2026-0417 eformidling"
    assert {fil.name for fil in pakke.iterdir()} == FILENE
    assert anmodningen(sak, tmp_path, "--pakkeform", "mappe") == 1
    assert "Anmodning 2026-0417 eformidling" in capsys.readouterr().err
    assert anmodningen(sak, tmp_path, "--pakkeform", "mappe", "--overskriv") == 0
    (pakke / "vedlegg-1.pdf").write_bytes(b"fra forrige gang")
    assert anmodningen(sak, tmp_path, "--pakkeform", "mappe", "--overskriv") == 1
    assert "vedlegg-1.pdf" in capsys.readouterr().err
    assert {fil.name for fil in tmp_path.iterdir()} == {"sak.json", "Anmodning 2026-0417 eformidling"}


def test_en_pakke_skrives_aldri_over_uten_at_det_er_bedt_om(sak: str, tmp_path: Path, capsys) -> None:
    zip_ = tmp_path / "Anmodning 2026-0417 eformidling.zip"
    zip_.write_bytes(b"mitt eget")
    assert anmodningen(sak, tmp_path) == 1
    assert zip_.read_bytes() == b"mitt eget"
    assert "Anmodning 2026-0417 eformidling.zip" in capsys.readouterr().err
    assert anmodningen(sak, tmp_path, "--overskriv") == 0
    assert zipfile.is_zipfile(zip_)


def test_vedleggene_folger_med_under_noytrale_navn(sak: str, tmp_path: Path, capsys) -> None:
    (tmp_path / "Kari Nordmann.pdf").write_bytes(b"%PDF-1.4 en")
    (tmp_path / "bilde.jpeg").write_bytes(b"\xff\xd8\xff to")
    filer = [str(tmp_path / "Kari Nordmann.pdf"), str(tmp_path / "bilde.jpeg")]
    assert anmodningen(sak, tmp_path, "--vedlegg", filer[0], "--vedlegg", filer[1]) == 0
    with zipfile.ZipFile(tmp_path / "Anmodning 2026-0417 eformidling.zip") as pakke:
        assert set(pakke.namelist()) == FILENE | {"vedlegg-1.pdf", "vedlegg-2.jpg"}
        assert pakke.read("vedlegg-1.pdf") == b"%PDF-1.4 en"
        assert b"Nordmann" not in pakke.read("arkivmelding.xml") + pakke.read("manifest-sha256.txt")


@pytest.mark.parametrize(
    ("valg", "kode", "ventet"),
    [
        (["--pakke", "noark"], 2, "eformidling, fiks"),
        (["--pakke", "fiks", "--pakkeform", "tar"], 2, "zip, mappe"),
        (["--pakke", "fiks", "--utkast"], 2, "utkast skal ikke til arkivet"),
        (["--pakke", "fiks", "--format", "pdf"], 2, "sier --pakkefiler"),
        (["--pakkefiler", "bare_pdf"], 2, "hører til en pakke"),
        (["--vedlegg", "VEDLEGG"], 2, "hører til en pakke"),
        (["--pakke", "fiks", "--vedlegg", "VEDLEGG"], 2, "hvilket dokument"),
        (["--pakke", "fiks", "--dokument", "anmodning", "--vedlegg", "VEDLEGG"], 2, "må være PDF"),
        (["--pakke", "fiks", "--dokument", "anmodning", "--vedlegg", "STOR"], 2, "over 20 MB"),
        (["--pakke", "fiks", "--dokument", "anmodning", "--vedlegg", "borte.pdf"], 1, "finnes ikke"),
    ],
)
def test_det_som_ikke_gar_sies_pa_norsk_og_ingenting_skrives(
    sak: str, tmp_path: Path, capsys, valg: list[str], kode: int, ventet: str
) -> None:
    vedlegg, stor = tmp_path / "vedlegg.html", tmp_path / "stor.pdf"
    vedlegg.write_text("<html>")
    with stor.open("wb") as fil:
        fil.truncate(MAKS_VEDLEGG + 1)
    sted = {"VEDLEGG": str(vedlegg), "STOR": str(stor)}
    assert kjor(["brev", sak, "--ut", str(tmp_path / "ut"), *[sted.get(v, v) for v in valg]]) == kode
    feil = capsys.readouterr().err
    assert ventet in feil
    assert "Traceback" not in feil
    assert not (tmp_path / "ut").exists()


def test_pakken_har_filene_det_er_bedt_om(sak: str, tmp_path: Path) -> None:
    assert anmodningen(sak, tmp_path, "--pakkeform", "mappe", "--pakkefiler", "bare_pdf", slag="fiks") == 0
    pakke = tmp_path / "Anmodning 2026-0417 fiks"
    assert {fil.name for fil in pakke.iterdir()} == FILENE - {"anmodning.docx"}


def test_det_sporres_etter_navnet_pa_sokeren_for_brevet_til_henne(sak: str, tmp_path: Path, capsys) -> None:
    uten_navn = json.loads(Path(sak).read_text("utf-8"))
    uten_navn["parter"][0].pop("navn")
    Path(sak).write_text(json.dumps(uten_navn), "utf-8")
    assert kjor(["brev", sak, "--ut", str(tmp_path / "ut"), "--pakke", "fiks"]) == 1
    assert capsys.readouterr().err.startswith("Hva heter søkeren?")
    assert not (tmp_path / "ut").exists()


def test_en_uferdig_sak_blir_ingen_pakke(tmp_path: Path, capsys) -> None:
    fil = Path(__file__).parents[1] / "eksempler" / "20-en-i-linjen-er-ikke-spurt.json"
    assert kjor(["brev", str(fil), "--ut", str(tmp_path / "ut"), "--pakke", "fiks"]) == 1
    assert "ikke ferdig" in capsys.readouterr().err
    assert not (tmp_path / "ut").exists()


def test_vinduet_kan_lage_den_samme_pakken(tmp_path: Path) -> None:
    from datetime import UTC, datetime

    program = Program.start()
    kontor = program.apne_kontor(None, lambda: datetime(2026, 11, 20, 12, tzinfo=UTC))  # type: ignore[arg-type]
    sak = program.les_sak(program.eksempel())
    vurdering = program.vurder(sak)
    brev = program.brevskriver.lag(vurdering.dokumenter[0], sak, vurdering)
    (sti,) = kontor.lag_pakker([brev], sak, vurdering, "fiks", Pakkested(tmp_path))
    assert sti.name == "Anmodning 2026-0417 fiks.zip"
    assert les_brev(sti.read_bytes(), sti.name).sak_json is not None
