"""``overforing oppsett``: det som er bestemt og foreslått for maskinen, og det som er galt i filen."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from overforing import stier
from overforing.cli.norsk import Kommando
from overforing.cli.utgang import FEIL_INNDATA, melding, skriv


@click.command(cls=Kommando)
@click.argument("fil", required=False, type=click.Path(path_type=Path))
@click.pass_obj
def oppsett(kontekst: Any, fil: Path | None) -> int:
    """Vis det som er bestemt for maskinen, eller prøv en FIL før den legges ut."""
    program = kontekst.program
    lest = program.oppsett
    if fil is not None:
        lest = program.les_oppsett(fil)
        for galt in lest.galt:
            melding(str(galt))
    if lest.fil is None:
        skriv(f"Ingenting er bestemt: {fil or stier.oppsettfil()} finnes ikke.")
    for nokkel, verdi in lest.verdier.items():
        skriv(f"{nokkel} = {verdi.verdi}  ({'bestemt' if verdi.fast else 'forslag'})")
    return FEIL_INNDATA if lest.galt else 0
