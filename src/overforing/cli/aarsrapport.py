"""``overforing register aarsrapport``: tallene for et år, til Excel eller til å lese her."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from overforing.cli.loggen import REGISTER, apnet_logg
from overforing.cli.norsk import Kommando
from overforing.cli.utgang import melding, skriv
from overforing.filer import skriv_alle
from overforing.program.embetet import Mottaksprogram
from overforing.program.program import na
from overforing.sak.kodeverk import Malform

if TYPE_CHECKING:
    from overforing.saksgang.mottak.rapport import Rapport


@click.command(cls=Kommando)
@REGISTER
@click.option("--aar", type=click.IntRange(1900, 9999), help="Året; dette året når det ikke er sagt.")
@click.option("--umasket", is_flag=True, help="Alle tall, også de små. Bare til embetet selv.")
@click.option("--ut", type=click.Path(path_type=Path), metavar="FIL", help="Excel-filen; uten den vises tallene her.")
@click.option("--malform", type=click.Choice([m.value for m in Malform]), default="nb", help="nb eller nn.")
@click.option("--overskriv", is_flag=True, help="Skriv over filen om den finnes.")
@click.pass_obj
def aarsrapport(
    kontekst: Any, fil: Path | None, aar: int | None, umasket: bool, ut: Path | None, malform: str, overskriv: bool
) -> int:
    """Tallene for et år: måned, utfall, tid til svar, åpne etter alder, kommune, Nav-kontor og grunn. Tall fra 1 til 4
    er skjermet, når du ikke ber om noe annet."""
    with apnet_logg(kontekst.program, fil) as logg:
        utlevering = Mottaksprogram(kontekst.program).utlevering(logg)
        rapport = utlevering.rapport(aar or na().year, Malform(malform), skjermet=not umasket)
        innhold = utlevering.arbeidsbok(rapport, Malform(malform)) if ut else b""
    if umasket:
        melding(rapport.advarsel)
    if ut is None:
        skriv("\n".join(_linjer(rapport)))
        return 0
    for sti in skriv_alle(ut.absolute().parent, {ut.name: innhold}, overskriv=overskriv):
        skriv(sti)
    return 0


def _linjer(rapport: Rapport) -> Iterator[str]:
    from overforing.saksgang.mottak.rapport import tallord

    yield rapport.tittel
    yield rapport.advarsel
    yield ""
    yield from (f"{hva}\t{tallord(celle)}" for hva, celle in rapport.nokkeltall)
    for tabell in rapport.tabeller:
        yield from ("", "\t".join((tabell.navn, *tabell.kolonner)))
        yield from ("\t".join((rad.navn, *map(tallord, rad.celler))) for rad in (*tabell.rader, tabell.sum))
    yield from ("", *rapport.forklaring)
