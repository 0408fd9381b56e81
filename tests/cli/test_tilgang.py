"""``overforing register tilgang``: det som fører, og det som viser."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from mottak.mottakprover import brev

from overforing.cli.kommandoer import kjor


@pytest.fixture
def db(tmp_path: Path) -> str:
    fil = str(tmp_path / "mottak.db")
    (tmp_path / "en.docx").write_bytes(brev("docx"))
    assert kjor(["registrer", str(tmp_path / "en.docx"), "--register", fil, "--navn", "Ine Aune"]) == 0
    return fil


def test_kommandolinjen_forer_det_som_vises_sokes_og_eksporteres(db: str, tmp_path: Path, capsys) -> None:
    nummer = f"{date.today().year}/1"
    kjor(["register", "vis", nummer, "--register", db])
    assert "Når noen åpner en forespørsel" in capsys.readouterr().err, "sagt den første gangen"
    kjor(["register", "sok", "trondheim", "--register", db])
    kjor(["register", "eksporter", "csv", "--ut", str(tmp_path / "a.csv"), "--register", db])
    kjor(["register", "eksporter", "tall", "--ut", str(tmp_path / "b.csv"), "--register", db])
    assert "Når noen åpner" not in capsys.readouterr().err
    assert kjor(["register", "tilgang", "--json", "--register", db]) == 0
    rader = [json.loads(linje) for linje in capsys.readouterr().out.splitlines()]
    assert [(rad["gjort"], rad["journalnummer"]) for rad in reversed(rader)] == [
        ("begynt", None),
        ("apnet", nummer),
        ("sokt", None),
        ("eksportert", None),
    ]
    assert "trondheim" not in json.dumps(rader)
    assert kjor(["register", "kontroller", "--register", db]) == 0


def test_en_som_ikke_leder_ser_ikke_andres_men_kan_lage_innsynet(db: str, tmp_path: Path, capsys) -> None:
    nummer, til = f"{date.today().year}/1", tmp_path / "innsyn.txt"
    kjor(["register", "vis", nummer, "--register", db])
    assert kjor(["register", "tilgang", nummer, "--register", db]) == 2
    assert "Si hvorfor" in capsys.readouterr().err
    assert kjor(["register", "tilgang", nummer, "--grunn", "nysgjerrig", "--register", db]) == 2
    assert kjor(["register", "tilgang", nummer, "--grunn", "mistanke", "--register", db]) == 1
    assert "Bare en leder" in capsys.readouterr().err
    assert kjor(["register", "tilgang-innsyn", nummer, "--ut", str(til), "--malform", "nn", "--register", db]) == 0
    assert "Førespurnaden blei opna" in til.read_text("utf-8")


def test_en_skadet_tilgangslogg_sies_og_forespurnaden_vises(db: str, tmp_path: Path, capsys) -> None:
    (tmp_path / "tilgang.db").write_bytes(b"tull" * 4096)
    assert kjor(["register", "vis", f"{date.today().year}/1", "--register", db]) == 0
    svar = capsys.readouterr()
    assert "Dokumenter" in svar.out
    assert "ikke ført i tilgangsloggen" in svar.err
    assert (tmp_path / "tilgang.db").read_bytes() == b"tull" * 4096
    assert kjor(["register", "kontroller", "--register", db]) == 1
    assert "Tilgangsloggen er ikke kontrollert" in capsys.readouterr().err
