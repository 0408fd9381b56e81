"""Skriv docs/regelbok.md av reglene og eksempelsakene. Kjøres fra toppen av kildekoden når en regel er endret."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

from overforing.program.program import Program
from overforing.regelverk import avklaringer
from overforing.regelverk.kart import kart
from overforing.sak.modell import Regelsett
from overforing.tekster.regelbok import Eksempler, Regelbok

ROT = Path(__file__).resolve().parents[1]


def eksempler(program: Program) -> Eksempler:
    """Hvilke eksempelsaker som går innom hver gren, etter loven av 1967."""
    treff: dict[tuple[str, str], list[str]] = defaultdict(list)
    for fil in sorted((ROT / "tests" / "eksempler").rglob("[0-9]*.json")):
        navn = fil.stem.split("-", 1)[1].replace("-", " ")
        vurdering = program.vurder(program.les_sak(fil.read_bytes()), Regelsett.FVL1967)
        for gren in dict.fromkeys((funn.steg, funn.gren) for funn in vurdering.spor):
            treff[gren].append(f"«{navn}»")
    return {gren: navn[:3] for gren, navn in treff.items()}


def regelbok(program: Program) -> str:
    return Regelbok(program.katalog, kart(), avklaringer.REGLER, eksempler(program)).markdown()


if __name__ == "__main__":
    (ROT / "docs").mkdir(exist_ok=True)
    (ROT / "docs" / "regelbok.md").write_text(regelbok(Program.start()), "utf-8")
