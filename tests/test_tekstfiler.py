"""Tekstfilene leses uten tomllib der hver tekst står på sin linje, og svaret er det samme som med."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from overforing import stier
from overforing.tekstfiler import Tekster

TEKSTER = stier.ressurser() / "tekster"


def _flat(tabell: dict[str, Any], sti: str = "") -> Iterator[tuple[str, dict[str, str]]]:
    if set(tabell) == {"nb", "nn"} and isinstance(tabell["nb"], str):
        yield sti, {m: tekst.strip() for m, tekst in tabell.items()}
    else:
        for navn, innhold in tabell.items():
            yield from _flat(innhold, f"{sti}.{navn}" if sti else navn)


def test_alle_tekstene_er_de_tomllib_ville_lest() -> None:
    ventet: dict[str, dict[str, str]] = {}
    for fil in TEKSTER.glob("*.toml"):
        ventet |= _flat(tomllib.loads(fil.read_text("utf-8")))
    assert dict(Tekster(TEKSTER)) == ventet


@pytest.mark.parametrize(
    "linjer",
    [
        r'a = {nb = "sagt \"slik\"", nn = "sagt \u00e5"}',
        'a = {nb = "en", nn = "ein"} # sagt til den som leser',
        """a = {nb = 'en "to"', nn = "ein"}""",
        'a = {nb = "en", nn = "ein\tto"}',
        'a = {nb = """\nen", nn = "to\n""", nn = "ein"}',
        'a = {nn = "ein", nb = "en"}',
        '"a" = {nb = "en", nn = "ein"}\r',
        'a.b-c = {nb = " en ", nn = "ein"}\n\n# noe\nd = {nb = "", nn = ""}',
        '[ t.u ]\na = {nb = "en", nn = "ein"}',
        'a = {nb = "en", nn = "", nn = "ein"}',
        'a = {nb = "en", nn = "ein"}\na = {nb = "to", nn = "to"}',
        'a = {nb = "en", nn = "ein"',
        'å = {nb = "en", nn = "ein"}',
        'a = {nb = "en", nn = "e\x01in"}',
    ],
)
def test_det_som_ikke_er_en_vanlig_linje_leses_som_for(linjer: str, tmp_path: Path) -> None:
    (tmp_path / "t.toml").write_text(f"[t]\n{linjer}\n", "utf-8", newline="")
    try:
        ventet = dict(_flat(tomllib.loads(f"[t]\n{linjer}\n".replace("\r\n", "\n"))))
    except tomllib.TOMLDecodeError:
        with pytest.raises(ValueError, match=r".+"):
            dict(Tekster(tmp_path))
    else:
        assert dict(Tekster(tmp_path)) == ventet
