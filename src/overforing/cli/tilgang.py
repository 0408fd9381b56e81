"""``overforing register tilgang`` og ``tilgang-innsyn``: hvem som har sett på hva, og det den saken gjelder, kan få."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from overforing.cli.loggen import NAVN, REGISTER, SOM_JSON, apnet_logg, nummeret, tilgangen, valgt
from overforing.cli.norsk import Kommando
from overforing.cli.utgang import melding, skriv, skriv_json, ugyldig
from overforing.filer import skriv_alle
from overforing.program.program import na
from overforing.sak.kodeverk import Malform

SKJEMA = "overforing/tilgang/1"


@click.command(cls=Kommando)
@click.argument("journalnummer", required=False)
@REGISTER
@SOM_JSON
@NAVN
@click.option("--grunn", default="", metavar="GRUNN", help="mistanke, avvik, innsyn, stikkprove eller tilsyn.")
@click.pass_obj
def tilgang(kontekst: Any, journalnummer: str | None, fil: Path | None, som_json: bool, navn: str, grunn: str) -> int:
    """Vis det du selv har åpnet, søkt i, eksportert og skrevet ut. Med et journalnummer: hvem som har sett på den
    forespørselen. Det kan en leder som ikke er inhabil i den, med en grunn, og det blir ført."""
    from overforing.mottak.tilgang import Grunn
    from overforing.saksgang.mottak.tilgang import Tilgangsord

    program = kontekst.program
    nummer = nummeret(journalnummer) if journalnummer is not None else None
    if nummer is not None and not grunn:
        raise ugyldig(f"Si hvorfor du ser på den, med --grunn. Velg blant: {', '.join(Grunn)}.")
    with apnet_logg(program, fil, navn) as logg, tilgangen(program, logg) as her:
        oppslag = her.egne() if nummer is None else her.se(nummer, valgt(Grunn, grunn, "grunn"))
    for rad, ett in zip(Tilgangsord(program.katalog, Malform.NB).rader(oppslag), oppslag, strict=True):
        if som_json:
            skriv_json(
                {
                    "skjema": SKJEMA,
                    "nr": ett.nr,
                    "tidspunkt": ett.tidspunkt.isoformat(),
                    "navn": ett.hvem.navn,
                    "konto": ett.hvem.konto,
                    "gjort": ett.gjort.value,
                    "journalnummer": f"{ett.aar}/{ett.journalnr}" if ett.journalnr is not None else None,
                    "grunn": ett.grunn,
                }
            )
        else:
            skriv("\t".join(rad))
    if not oppslag:
        melding("Ingenting er ført.")
    return 0


@click.command(cls=Kommando, name="tilgang-innsyn")
@click.argument("journalnummer")
@REGISTER
@NAVN
@click.option("--ut", type=click.Path(path_type=Path), metavar="FIL", help="Tekstfilen; uten den vises siden her.")
@click.option("--malform", type=click.Choice([m.value for m in Malform]), default="nb", help="nb eller nn.")
@click.option("--overskriv", is_flag=True, help="Skriv over filen om den finnes.")
@click.pass_obj
def innsynsark(
    kontekst: Any, journalnummer: str, fil: Path | None, navn: str, ut: Path | None, malform: str, overskriv: bool
) -> int:
    """Lag siden til den saken gjelder: dagene noen har sett på forespørselen, og hvorfor, uten navn."""
    from overforing.saksgang.mottak.tilgang import Tilgangsord

    program, nummer = kontekst.program, nummeret(journalnummer)
    with apnet_logg(program, fil, navn) as logg, tilgangen(program, logg) as her:
        innsyn = her.innsyn(nummer)
    tekst = Tilgangsord(program.katalog, Malform(malform)).ark(innsyn, na().date()).tekst()
    if ut is None:
        skriv(tekst, slutt="")
        return 0
    for sti in skriv_alle(ut.absolute().parent, {ut.name: tekst.encode()}, overskriv=overskriv):
        skriv(sti)
    return 0
