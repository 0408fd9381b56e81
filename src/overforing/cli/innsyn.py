"""``overforing innsyn``: ett brev som kopi til innsyn, der det som er valgt, er tatt bort."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from overforing.brev.innsyn import MAKS_HJEMMEL, Sladding, er_som_lagret, grupper, treff
from overforing.brev.modell import Brev
from overforing.cli.norsk import Kommando
from overforing.cli.utgang import melding, skriv, ugyldig
from overforing.filer import MAKS_FIL, les, skriv_alle
from overforing.program.program import na
from overforing.sak.modell import Dokument, Malform


@click.command(cls=Kommando)
@click.argument("fil", metavar="SAK.json")
@click.option("--dokument", required=True, type=click.Choice([d.value for d in Dokument]), help="Brevet det gjelder.")
@click.option("--ut", "mappe", type=click.Path(path_type=Path), metavar="MAPPE", help="Hvor kopien legges.")
@click.option("--vis", is_flag=True, help="Vis i stedet delene av brevet og linjene med nummer, til å velge i.")
@click.option("--del", "deler", multiple=True, metavar="ID", help="Ta bort hele denne delen (kan gjentas).")
@click.option(
    "--linje", "numre", multiple=True, type=int, metavar="NR", help="Ta bort denne linjen eller raden (kan gjentas)."
)
@click.option("--ord", "ordene", multiple=True, metavar="TEKST", help="Ta bort ordene hvor de står (kan gjentas).")
@click.option(
    "--hjemmel",
    default="",
    metavar="TEKST",
    help="Det som skal stå ved hvert merke, som «offentleglova § 13».",
)
@click.option("--malform", type=click.Choice([m.value for m in Malform]), help="Målform i brevet, ellers sakens.")
@click.option("--overskriv", is_flag=True, help="Skriv over en kopi som finnes fra før.")
@click.pass_obj
def innsyn(
    kontekst: Any,
    fil: str,
    dokument: str,
    mappe: Path | None,
    vis: bool,
    deler: tuple[str, ...],
    numre: tuple[int, ...],
    ordene: tuple[str, ...],
    hjemmel: str,
    malform: str | None,
    overskriv: bool,
) -> int:
    """Lag en kopi til innsyn i PDF, uten saken og uten det du velger bort."""
    program = kontekst.program
    sak = program.les_sak(les(fil, MAKS_FIL))
    brev = program.brevskriver.lag(
        Dokument(dokument), sak, program.vurder(sak), Malform(malform) if malform else None, i_dag=na().date()
    )
    if vis:
        for gruppe in grupper(brev):
            skriv(f"{gruppe.id}: {gruppe.overskrift}".rstrip(": "))
            for numre, tekst in gruppe.linjer:
                skriv(f"{numre[0]:>5}  {tekst}")
        return 0
    if mappe is None:
        raise ugyldig("Si hvor kopien skal ligge, med --ut, eller se hva du kan velge bort, med --vis.")
    valg = _valg(brev, deler, numre, ordene, hjemmel)
    if er_som_lagret(brev, sak) is None:
        melding(program.katalog.hent("ui_brev.innsyn.ikke_lagret", Malform.NB))
    kopien = program.utgang.innsynskopi(brev, sak, valg, na().date())
    for sti in skriv_alle(mappe, kopien, overskriv=overskriv):
        skriv(sti)
    if not (valg.linjer or valg.ord):
        melding("Ingenting er tatt bort i kopien.")
    if program.utgang.navn_star_igjen(brev, sak, valg):
        melding(program.katalog.hent("ui_brev.innsyn.navn", Malform.NB))
    return 0


def _valg(
    brev: Brev, deler: tuple[str, ...], numre: tuple[int, ...], ordene: tuple[str, ...], hjemmel: str
) -> Sladding:
    """Det som er bedt om. Kaster ``UgyldigInndata`` når noe av det ikke er i brevet: da ville det blitt stående."""
    alle = {gruppe.id: {nummer for numre, _ in gruppe.linjer for nummer in numre} for gruppe in grupper(brev)}
    rader = {numre[0]: numre for gruppe in grupper(brev) for numre, _ in gruppe.linjer}
    for del_ in deler:
        if del_ not in alle:
            raise ugyldig(f"Brevet har ingen del som heter «{del_}». Velg blant: {', '.join(alle)}.")
    for nummer in numre:
        if nummer not in rader:
            raise ugyldig(f"Brevet har ingen linje {nummer}. Se numrene med --vis.")
    for nummer, ordet in enumerate(ordene, 1):
        if not treff(brev, ordet):
            raise ugyldig(f"Det du skrev i --ord nummer {nummer}, står ikke i brevet. Ingenting er laget.")
    if len(hjemmel) > MAKS_HJEMMEL or not hjemmel.isprintable():
        raise ugyldig(f"Det som står ved --hjemmel, må være på én linje og høyst {MAKS_HJEMMEL} tegn.")
    valgt = frozenset().union(*(rader[nummer] for nummer in numre), *(alle[del_] for del_ in deler))
    return Sladding(valgt, ordene, hjemmel)
