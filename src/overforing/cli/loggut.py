"""``overforing register kontroller`` og ``eksporter``: om loggen er i orden, og det som går ut av den."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from overforing.cli.loggen import REGISTER, SOM_JSON, apnet_logg, dagen, nummeret, tilgangen
from overforing.cli.norsk import Kommando
from overforing.cli.pakke import SLAG
from overforing.cli.utgang import KAN_IKKE, melding, skriv, skriv_json, ugyldig
from overforing.filer import skriv_alle
from overforing.program.embetet import Mottaksprogram
from overforing.program.program import na

if TYPE_CHECKING:
    from overforing.mottak.kontrollsvar import Avvik


@click.command(cls=Kommando)
@REGISTER
@SOM_JSON
@click.option("--mot", multiple=True, type=click.Path(path_type=Path), metavar="FIL…", help="Prøv den mot disse også.")
@click.argument("flere", nargs=-1, type=click.Path(path_type=Path), metavar="")
@click.pass_obj
def kontroller(kontekst: Any, fil: Path | None, som_json: bool, mot: tuple[Path, ...], flere: tuple[Path, ...]) -> int:
    """Se etter at loggen er hel og ikke er gjort om: numrene, historikken, filene, kjeden og databasen, og at den er
    den samme som da sikkerhetskopiene ble tatt. Med --mot også som da et brev gikk ut, en journal eller dokumentliste
    ble laget, eller en annen kopi ble tatt."""
    if flere and not mot:
        raise ugyldig("Sett --mot foran filene loggen skal prøves mot.")
    with apnet_logg(kontekst.program, fil) as logg:
        svar = Mottaksprogram(kontekst.program).kontroller(logg, (*mot, *flere))
    for kjent in svar.om_sqlite:
        melding(f"sqlite: {kjent}")
    if som_json:
        skriv_json(
            {
                "skjema": "overforing/kontroll/1",
                "i_orden": svar.i_orden,
                "foresporsler": svar.foresporsler,
                "hendelser": svar.hendelser,
                "dokumenter": svar.dokumenter,
                "merke": str(svar.merke or ""),
                "mot": svar.mot,
                "kopier": svar.kopier,
                "avvik": [_avvik(a) for a in svar.avvik],
                "merknader": [_avvik(a) for a in svar.merknader],
                "om_sqlite": [str(en) for en in svar.om_sqlite],
            }
        )
    else:
        skriv(f"{svar.foresporsler} forespørsler, {svar.hendelser} hendelser, {svar.dokumenter} dokumenter.")
        if svar.merke:
            skriv(f"Merket på loggen er {svar.merke}.")
        skriv(f"Prøvd mot sikkerhetskopier: {svar.kopier}.")
        skriv("Loggen er i orden." if svar.i_orden else "Loggen er ikke i orden.")
    for avvik_ in (*svar.avvik, *svar.merknader):
        melding(f"{avvik_.slag}: {avvik_.melding}")
    return 0 if svar.i_orden else KAN_IKKE


@click.command(cls=Kommando)
@click.argument("hva", type=click.Choice(["journal", "lopende", "dokumenter", "csv", "tall", "pakke"]))
@REGISTER
@click.option("--ut", type=click.Path(path_type=Path), required=True, metavar="FIL", help="Filen som skrives.")
@click.option("--fra", metavar="DATO", help="Første dag (ÅÅÅÅ-MM-DD); 1. januar i år når den ikke er sagt.")
@click.option("--til", metavar="DATO", help="Siste dag; i dag når den ikke er sagt.")
@click.option("--embete", metavar="ID", help="Embetet, når det ikke er innstilt.")
@click.option("--nummer", metavar="JOURNALNUMMER", help="Til pakke: forespørselen brevet svarer på.")
@click.option(
    "--dokument",
    type=click.IntRange(1),
    metavar="NR",
    help="Til pakke: brevets nummer; det siste når det ikke er sagt.",
)
@click.option("--slag", type=click.Choice(SLAG), default=SLAG[0], help="Til pakke: arkivet den skal til.")
@click.option("--overskriv", is_flag=True, help="Skriv over filen om den finnes.")
@click.pass_obj
def eksporter(
    kontekst: Any,
    hva: str,
    fil: Path | None,
    ut: Path,
    fra: str | None,
    til: str | None,
    embete: str | None,
    nummer: str | None,
    dokument: int | None,
    slag: str,
    overskriv: bool,
) -> int:
    """Skriv journal (offentlig, XML), løpende journal (egen, XML), dokumenter med kontrollsummer (CSV), forespørsler
    (CSV), tall for et kalenderår (CSV, små skjermet) eller pakken til arkivet (zip)."""
    siste = dagen(til) if til else na().date()
    forste = dagen(fra) if fra else date(siste.year, 1, 1)
    if forste > siste:
        raise ugyldig("Den første dagen er etter den siste.")
    if hva == "pakke" and nummer is None:
        raise ugyldig("Si hvilken forespørsel svaret gjelder, med --nummer ÅR/NUMMER.")
    with apnet_logg(kontekst.program, fil) as logg:
        utlevering = Mottaksprogram(kontekst.program).utlevering(logg, embete)
        gjelder = nummeret(nummer) if nummer is not None and hva == "pakke" else None
        if gjelder is not None:
            (innhold,) = utlevering.pakke(*gjelder, slag, dokument).values()
        else:
            innhold = utlevering.ark(hva, forste, siste)
        if hva != "tall":  # tallene sier ikke noe om noen forespørsel
            with tilgangen(kontekst.program, logg) as tilgang:
                tilgang.eksportert(gjelder)
    for sti in skriv_alle(ut.absolute().parent, {ut.name: innhold}, overskriv=overskriv):
        skriv(sti)
    return 0


def _avvik(avvik: Avvik) -> dict[str, Any]:
    return {"slag": avvik.slag.value, "nokkel": avvik.nokkel, "hvor": [*map(str, avvik.hvor)], "melding": avvik.melding}
