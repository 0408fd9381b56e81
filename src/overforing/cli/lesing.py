"""``overforing les``: et brev, en pakke eller en saksfil lest tilbake."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from overforing.cli.norsk import Kommando
from overforing.cli.utgang import skriv, skriv_json
from overforing.filer import MAKS_FIL
from overforing.filer import les as les_fil
from overforing.sak.kodeverk import Malform

if TYPE_CHECKING:
    from overforing.program.program import Program
    from overforing.sak.embetssvar import Embetssvar


@click.command(cls=Kommando)
@click.argument("fil", metavar="FIL")
@click.option("--json", "som_json", is_flag=True, help="Resultatet som JSON.")
@click.pass_obj
def les(kontekst: Any, fil: str, som_json: bool) -> int:
    """Les et brev (docx, pdf), en pakke (zip) eller en saksfil tilbake."""
    from overforing.sak.saksfil import til_verdier
    from overforing.saksgang.om_filen import om_filen

    program = kontekst.program

    def ord_(nokkel: str, **verdier: object) -> str:
        return str(program.katalog.hent(nokkel, Malform.NB, **verdier))

    navn = Path(fil).name
    lest = program.leser(les_fil(fil, MAKS_FIL), navn).i(navn)
    sak = program.les_sak(lest.sak_json) if lest.sak_json is not None else None
    if som_json:
        skriv_json(
            {
                "skjema": "overforing/lest/1",
                "dokument": lest.dokument,
                "sak_id": lest.sak_id,
                "sak": til_verdier(sak) if sak else None,
                "tekst": lest.tekst,
                **({"pafort": lest.pafort} if lest.pafort else {}),
                **({"svar": _svarverdier(lest.svar)} if lest.svar else {}),
            }
        )
        return 0
    hva = ord_(f"dokument.{lest.dokument}") if lest.dokument else "saksfil"
    skriv(f"Dokument: {hva}")
    skriv(f"Sak: {lest.sak_id}")
    if lest.mistet != "sak":
        skriv("Saken følger med." if sak else "Saken følger ikke med, bare id-en.")
    if lest.svar:
        skriv(f"Svar: {_svar_i_ord(program, lest.svar)}")
    if lest.tekst != "kan_ikke_avgjores":
        skriv(ord_(f"lest.tekst.{lest.tekst}"))
    for setning in om_filen(lest, ord_):
        skriv(setning)
    return 0


def _svarverdier(svar: Embetssvar) -> dict[str, str]:
    return {navn.removeprefix("svar-"): verdi for navn, verdi in svar.par()}


def _svar_i_ord(program: Program, svar: Embetssvar) -> str:
    """«overført til Malvik, 20. november 2026»."""
    from overforing.saksgang.mottak.visning import omfangsord
    from overforing.tekster.katalog import dato

    katalog, geografi = program.katalog, program.geografi
    if svar.ansvarlig:
        hva = katalog.hent("mottak.utfall.ansvar_fastsatt", Malform.NB, kommune=geografi.navn(svar.ansvarlig))
    elif svar.settekommune:
        hva = katalog.hent("mottak.utfall.overfort", Malform.NB, kommune=geografi.navn(svar.settekommune))
    else:
        hva = katalog.hent(f"resultat.{svar.resultat}", Malform.NB)
    omfang = omfangsord(katalog, Malform.NB, svar.omfang, svar.til)
    return ", ".join(bit for bit in (hva, omfang, dato(svar.dato)) if bit)
