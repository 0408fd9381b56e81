"""``overforing registrer`` og ``overforing register``: Statsforvalterens logg uten vindu."""

from __future__ import annotations

from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from overforing.cli.loggen import (
    KLOKKA,
    NAVN,
    REGISTER,
    SOM_JSON,
    apnet_logg,
    mottatt_dag,
    nummeret,
    tilgangen,
    utforer,
    valgt,
)
from overforing.cli.norsk import Gruppe, Kommando
from overforing.cli.utgang import FEIL_INNDATA, KAN_IKKE, melding, skriv, skriv_json, ugyldig
from overforing.filer import MAKS_FIL, les
from overforing.mottak.foresporsel import Slag, Status
from overforing.program.embetet import Mottaksprogram
from overforing.program.kopier import Registerkopier
from overforing.program.program import Program, na
from overforing.sak.kodeverk import Avgrensningstype, Malform
from overforing.sak.kopi import Register

if TYPE_CHECKING:
    from overforing.mottak.utvalg import Utvalg
    from overforing.saksgang.mottak.gang import Resultat

SKJEMA = "overforing/mottak/1"


@click.command(cls=Kommando)
@click.argument("filer", nargs=-1, required=True, metavar="FIL…")
@REGISTER
@SOM_JSON
@click.option("--mottatt", metavar="DATO", help="Datoen brevene kom (ÅÅÅÅ-MM-DD); i dag når den ikke er sagt.")
@NAVN
@click.option("--likevel", is_flag=True, help="Før også et brev som er datert etter dagen det kom.")
@click.option("--som-den-er", is_flag=True, help="Før også en fil som ikke kan leses, slik den kom.")
@KLOKKA
@click.pass_obj
def registrer(
    kontekst: Any,
    filer: tuple[str, ...],
    fil: Path | None,
    som_json: bool,
    mottatt: str | None,
    navn: str,
    likevel: bool,
    som_den_er: bool,
) -> int:
    """Før mottatte brev i loggen. En fil som ikke kan brukes, stanser ikke de andre."""
    dato, kode = mottatt_dag(mottatt), 0
    mottak = Mottaksprogram(kontekst.program)
    with apnet_logg(kontekst.program, fil, navn) as logg:
        gang = mottak.mottaksgang(logg)
        alle = ((sti, partial(les, sti, MAKS_FIL)) for sti in filer)
        for resultat in gang.registrer(alle, dato, bekreftet=likevel, som_den_er=som_den_er):
            if resultat.kvittering is None:
                kode = max(kode, KAN_IKKE if resultat.uleselig else FEIL_INNDATA)
                rad = " Si den rette dagen med --mottatt, eller bruk --likevel." if resultat.for_brevet else ""
                rad = " Bruk --som-den-er for å føre den slik den kom." if resultat.kan_fores else rad
                melding(f"{resultat.fil}: {resultat.avvist}{rad}")
            elif not som_json:
                skriv(f"{resultat.fil}: {resultat.melding}")
            if som_json:
                skriv_json(_resultat(resultat))
    kopier = Registerkopier(kontekst.program, filer={Register.LOGG: fil.absolute()} if fil else {})
    for galt in kopier.daglig(Register.LOGG, Register.TILGANG):
        melding(str(galt))
    return kode


@click.group(cls=Gruppe)
def register() -> None:
    """Loggen over mottatte forespørsler."""


@register.command(cls=Kommando)
@click.argument("ko", default="alle", metavar="[KØ]")
@REGISTER
@SOM_JSON
@click.option("--antall", type=click.IntRange(1), default=50, help="Så mange vises; 50 når det ikke er sagt.")
@click.option(
    "--sorter",
    metavar="KOLONNE",
    default="haster",
    help="haster, nyest, mottatt, frist, kommune, inhabile, status, saksbehandler.",
)
@click.option("--status", type=click.Choice([s.value for s in Status]), help="Bare denne statusen.")
@click.option("--slag", type=click.Choice([s.value for s in Slag]), help="Bare dette slaget.")
@click.option("--kommune", metavar="KOMMUNE", help="Bare denne kommunen: nummeret, eller det den heter i dag.")
@click.option("--omfang", type=click.Choice([o.value for o in Avgrensningstype]), help="Bare overføringer av dette.")
@click.pass_obj
def liste(
    kontekst: Any,
    ko: str,
    fil: Path | None,
    som_json: bool,
    antall: int,
    sorter: str,
    status: str | None,
    slag: str | None,
    kommune: str | None,
    omfang: str | None,
) -> int:
    """Vis en kø, det som haster først.

    Køene: alle, nye, siden_sist, mine, uten_saksbehandler, paminnelser, over_frist, frist_snart, venter_pa_kommunen,
    til_godkjenning og avgjort_i_ar.
    """
    from overforing.mottak.utvalg import Ko, Sortering, Utvalg

    utvalg = Utvalg(
        valgt(Ko, ko, "kø"),
        status=Status(status) if status else None,
        slag=Slag(slag) if slag else None,
        kommune=_nummeret(kommune, kontekst.program) if kommune else None,
        omfang=Avgrensningstype(omfang) if omfang else None,
        sortering=valgt(Sortering, sorter, "sortering"),
    )
    return _vis_liste(kontekst.program, fil, utvalg, antall, som_json)


@register.command(cls=Kommando)
@click.argument("tekst", nargs=-1, required=True)
@REGISTER
@SOM_JSON
@click.option("--antall", type=click.IntRange(1), default=50, help="Så mange vises; 50 når det ikke er sagt.")
@click.pass_obj
def sok(kontekst: Any, tekst: tuple[str, ...], fil: Path | None, som_json: bool, antall: int) -> int:
    """Søk i loggen. Det som haster, vises først, og så de nyeste."""
    from overforing.mottak.utvalg import Utvalg

    return _vis_liste(kontekst.program, fil, Utvalg(sok=" ".join(tekst)), antall, som_json)


@register.command(cls=Kommando)
@click.argument("journalnummer")
@REGISTER
@SOM_JSON
@click.pass_obj
def vis(kontekst: Any, journalnummer: str, fil: Path | None, som_json: bool) -> int:
    """Vis én forespørsel: feltene, dokumentene, historikken, og det som mangler."""
    from overforing.saksgang.mottak.visning import Visningsord

    program = kontekst.program
    nummer = nummeret(journalnummer)
    with apnet_logg(program, fil) as logg:
        visning = Mottaksprogram(program).mottaksgang(logg).vis(*nummer)
        with tilgangen(program, logg) as tilgang:
            tilgang.apnet(nummer)
    ord_ = Visningsord(program.katalog, program.geografi, Malform.NB)
    if som_json:
        skriv_json({"skjema": SKJEMA, **ord_.verdier(visning)})
    else:
        skriv(ord_.klartekst(visning), slutt="")
    return 0


@register.command(cls=Kommando, name="legg-ved")
@click.argument("journalnummer")
@click.argument("filer", nargs=-1, required=True, metavar="FIL…", type=click.Path(path_type=Path))
@REGISTER
@NAVN
@KLOKKA
@click.option("--mottatt", metavar="DATO", help="Datoen filene kom (ÅÅÅÅ-MM-DD); i dag når den ikke er sagt.")
@click.option("--likevel", is_flag=True, help="Før dem også når et brev er datert etter dagen det skal ha kommet.")
@click.pass_obj
def legg_ved(
    kontekst: Any,
    journalnummer: str,
    filer: tuple[Path, ...],
    fil: Path | None,
    navn: str,
    mottatt: str | None,
    likevel: bool,
) -> int:
    """Legg filer på en forespørsel de hører til, slik de er."""
    with apnet_logg(kontekst.program, fil, navn) as logg:
        gang, dato = Mottaksprogram(kontekst.program).mottaksgang(logg), mottatt_dag(mottatt)
        alle = ((sti.name, partial(les, sti, MAKS_FIL)) for sti in filer)
        f = gang.legg_ved(*nummeret(journalnummer), alle, dato, bekreftet=likevel)
        skriv(f"Lagt på {f.journalnummer}.")
    return 0


@register.command(cls=Kommando, name="sla-sammen")
@click.argument("journalnummer")
@click.argument("med")
@REGISTER
@NAVN
@KLOKKA
@click.pass_obj
def sla_sammen(kontekst: Any, journalnummer: str, med: str, fil: Path | None, navn: str) -> int:
    """Slå en forespørsel sammen med en annen, når de er den samme. Den første lukkes, og ingenting slettes."""
    from overforing.mottak.egen_habilitet import vokt
    from overforing.mottak.overganger import sla_sammen as sla_sammen_

    with apnet_logg(kontekst.program, fil, navn) as logg:
        fra, til = logg.les(*nummeret(journalnummer)), logg.les(*nummeret(med))
        den_som = utforer(kontekst.program, logg)
        inn, mottar = sla_sammen_(fra, til, na().date())
        logg.gjor_begge((fra, vokt(fra, inn, den_som)), (til, vokt(til, mottar, den_som)))
        skriv(f"{fra.journalnummer} er slått sammen med {til.journalnummer}.")
    return 0


def _nummeret(skrevet: str, program: Program) -> str:
    """Kommunenummeret til et nummer eller et navn, på hvilket språk som helst."""
    if skrevet in program.geografi.kommuner:
        return skrevet
    treff = sorted(program.geografi.heter(skrevet, na().date()))
    if len(treff) > 1:
        raise ugyldig(f"Flere kommuner heter «{skrevet}». Skriv nummeret: {', '.join(treff)}.")
    if not treff:
        raise ugyldig(f"Ingen kommune heter «{skrevet}», og det er heller ikke et kommunenummer.")
    return treff[0]


def _vis_liste(program: Program, fil: Path | None, utvalg: Utvalg, antall: int, som_json: bool) -> int:
    from overforing.register.foresporselsliste import Foresporselsliste
    from overforing.saksgang.mottak.visning import Visningsord, foresporselsverdier

    ord_ = Visningsord(program.katalog, program.geografi, Malform.NB)
    with apnet_logg(program, fil) as logg:
        if utvalg.sok:
            with tilgangen(program, logg) as tilgang:
                tilgang.sokt()
        liste = Foresporselsliste(logg.db, logg.bruker, program.geografi.andre_ord)
        rader, neste = liste.hele(utvalg, na().date(), antall=antall)
        skjermet = ", ".join(f.journalnummer for f in liste.skjermet())
    for rad in rader:
        if som_json:
            skriv_json({"skjema": SKJEMA, **foresporselsverdier(rad)})
        else:
            avsender = program.geografi.navn(rad.kommune) if rad.kommune else "ukjent kommune"
            hva = (rad.journalnummer, rad.mottatt, avsender, ord_.tilstand(rad), f"frist {rad.frist}")
            skriv("\t".join(map(str, (*hva, rad.saksbehandler or "–"))))
    if not rader:
        melding("Ingen forespørsler.")
    elif neste:
        melding(f"Det er flere. Her er de {antall} første.")
    if skjermet:
        hvem = f"{logg.bruker} er inhabil eller i tvil" if logg.bruker.strip() else "det ikke er sagt hvem du er"
        melding(f"Ikke med her, fordi {hvem}: {skjermet}.")
    return 0


def _resultat(resultat: Resultat) -> dict[str, Any]:
    if resultat.kvittering is None:
        return {"skjema": "overforing/mottatt/1", "fil": resultat.fil, "utfall": "avvist", "grunn": resultat.avvist}
    return {
        "skjema": "overforing/mottatt/1",
        "fil": resultat.fil,
        "utfall": resultat.kvittering.utfall.value,
        "journalnummer": resultat.kvittering.foresporsel.journalnummer,
        "merknader": list(resultat.merknader),
        "endret": [{"felt": f.felt, "for": f.for_, "naa": f.naa} for f in resultat.felt],
        "tekst": [asdict(t) for t in resultat.tekst],
    }
