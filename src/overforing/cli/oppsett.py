"""``overforing oppsett``: det som er bestemt og foreslått for maskinen, og det som er galt i filen."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from overforing import stier
from overforing.cli.norsk import Kommando
from overforing.cli.utgang import FEIL_INNDATA, melding, skriv
from overforing.feil import KanIkke
from overforing.program.program import Program
from overforing.sak.kodeverk import Malform


@click.command(cls=Kommando)
@click.argument("fil", required=False, type=click.Path(path_type=Path))
@click.pass_obj
def oppsett(kontekst: Any, fil: Path | None) -> int:
    """Vis det som er bestemt for maskinen, og om den har ordlister. Eller prøv en FIL før den legges ut."""
    program = kontekst.program
    lest = program.oppsett
    if fil is not None:
        lest = program.les_oppsett(fil)
        for galt in lest.galt:
            melding(str(galt))
        if lest.fil is None:
            raise KanIkke("hinder.les.finnes_ikke", fil=fil)
    elif lest.fil is None:
        skriv(f"Ingenting er bestemt: {stier.oppsettfil()} finnes ikke.")
    for nokkel, verdi in lest.verdier.items():
        skriv(f"{nokkel} = {verdi.verdi}  ({'bestemt' if verdi.fast else 'forslag'})")
    if fil is None:
        skriv(_rettskrivingen(program))
    return FEIL_INNDATA if lest.galt else 0


def _rettskrivingen(program: Program) -> str:
    from overforing.tekster.rettskriving import Rettskriving

    navn = {Malform.NB: "bokmål", Malform.NN: "nynorsk"}
    leses = Rettskriving(program.datamappe, lambda: program.katalog.ordliste("rettskriving")).leses()
    if not leses:
        return "Rettskrivingen er av: programmet finner ingen norsk ordliste det kan lese."
    return f"Rettskrivingen har ordliste for {' og '.join(navn[m] for m in leses)}."
