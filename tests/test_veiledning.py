"""Brukerveiledningen og README: bildene finnes og lages av skriptet, og lenkene går et sted."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

BILDE = re.compile(r"!\[(?P<tekst>[^\]]*)\]\((?P<sti>[^)]+)\)")
LENKE = re.compile(r"(?<!!)\[[^\]]+\]\((?P<mal>[^)]+)\)")
DOKUMENTER = ("README.md", "docs/brukerveiledning.md")


def _laget(rot: Path) -> set[str]:
    """Navnet på bildene skriptet lager."""
    skript = ast.parse((rot / "tools" / "lag_bilder_til_veiledningen.py").read_text("utf-8"))
    tabeller = [
        ast.literal_eval(linje.value)
        for linje in skript.body
        if isinstance(linje, ast.Assign) and isinstance(linje.value, ast.Dict)
    ]
    return {f"{navn}.png" for tabell in tabeller for navn in tabell.values()}


@pytest.mark.parametrize("dokument", DOKUMENTER)
def test_bildene_finnes_lages_av_skriptet_og_er_beskrevet(dokument: str, rot: Path) -> None:
    fil = rot / dokument
    bilder = list(BILDE.finditer(fil.read_text("utf-8")))
    assert len(bilder) >= 2
    for bilde in bilder:
        sti = fil.parent / bilde["sti"]
        assert sti.read_bytes().startswith(b"\x89PNG"), sti.name
        assert sti.name in _laget(rot)
        assert len(bilde["tekst"]) > 20


def test_alle_bildene_skriptet_lager_er_i_bruk(rot: Path) -> None:
    brukt = {Path(b["sti"]).name for d in DOKUMENTER for b in BILDE.finditer((rot / d).read_text("utf-8"))}
    assert brukt == _laget(rot) == {fil.name for fil in (rot / "docs" / "bilder").iterdir()}


@pytest.mark.parametrize("dokument", DOKUMENTER)
def test_lenkene_gar_til_noe_som_er_her(dokument: str, rot: Path) -> None:
    fil = rot / dokument
    tekst = fil.read_text("utf-8")
    overskrifter = {_anker(linje.lstrip("# ")) for linje in tekst.splitlines() if linje.startswith("#")}
    for lenke in LENKE.finditer(tekst):
        mal = lenke["mal"]
        if mal.startswith("#"):
            assert mal[1:] in overskrifter, mal
        elif not mal.startswith("https://"):
            assert (fil.parent / mal).exists(), mal


def _anker(overskrift: str) -> str:
    """Slik en overskrift blir til et anker der filene leses."""
    return re.sub(r"[^\w\- ]", "", overskrift.lower()).strip().replace(" ", "-")
