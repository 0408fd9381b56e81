"""``overforing brevmal`` og valgene for egne maler i ``overforing brev``."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from overforing.cli.norsk import Kommando
from overforing.cli.utgang import melding, skriv
from overforing.program.program import Program


@click.command(cls=Kommando)
@click.option(
    "--ut", "mappe", required=True, type=click.Path(path_type=Path), metavar="MAPPE", help="Hvor malene legges."
)
@click.option("--overskriv", is_flag=True, help="Skriv over filer som finnes fra før.")
@click.pass_obj
def brevmal(kontekst: Any, mappe: Path, overskriv: bool) -> int:
    """Hent brevhodet og brevtekstene, til å lage egne av."""
    for sti in kontekst.program.egne_maler.hent(mappe, overskriv=overskriv):
        skriv(sti)
    return 0


def med_egne_maler(program: Program, brevhode: Path | None, tekster: Path | None) -> Program:
    """Programmet med malene som er gitt. Det som er galt med dem kontoret har stilt inn, sies på standard feil, og det
    brevene ikke tar med av brevhodet som er gitt, også."""
    for varsel in () if brevhode and tekster else program.malvarsler():
        melding(str(varsel))
    med = program.med_egne_maler(brevhode, tekster)
    for merknad in med.brevhode.merknader if med.brevhode else ():
        melding(f"{brevhode}: {merknad}")
    return med
