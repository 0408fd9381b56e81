"""Skriv docs/tilgjengelighet.md av resources/tilgjengelighet.toml. Kjøres når den er endret."""

from __future__ import annotations

from pathlib import Path

from overforing.program.program import Program
from overforing.tekster.tilgjengelighet import Erklaering

ROT = Path(__file__).resolve().parents[1]


def erklaering(program: Program) -> str:
    return Erklaering(program.katalog).markdown()


if __name__ == "__main__":
    (ROT / "docs" / "tilgjengelighet.md").write_text(erklaering(Program.start()), "utf-8")
