"""``overforing registrer`` og ``overforing register``: Statsforvalterens logg uten vindu."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from overforing.cli.norsk import Gruppe, Kommando
from overforing.cli.pakke import SLAG
from overforing.cli.utgang import FEIL_INNDATA, KAN_IKKE, kan_ikke, melding, skriv, skriv_json, ugyldig
from overforing.feil import KanIkke
from overforing.filer import MAKS_FIL, les, skriv_alle
from overforing.hinder import Hindret
from overforing.mottak.foresporsel import Slag, Status
from overforing.program.embetet import Mottaksprogram
from overforing.program.kopier import Registerkopier
from overforing.program.program import Program, na
from overforing.sak.kodeverk import Avgrensningstype, Malform
from overforing.sak.kopi import Register

if TYPE_CHECKING:
    from overforing.mottak.egen_habilitet import Utforer
    from overforing.mottak.foresporsel import Foresporsel
    from overforing.mottak.hendelser import Endring
    from overforing.mottak.kontrollsvar import Avvik
    from overforing.mottak.utvalg import Utvalg
    from overforing.register.foresporsler import Foresporselsregister
    from overforing.saksgang.mottak.gang import Resultat

SKJEMA = "overforing/mottak/1"

_register = click.option("--register", "fil", type=click.Path(path_type=Path), metavar="DB", help="Loggens fil.")
_klokka = click.option(
    "--klokka-er-riktig",
    is_flag=True,
    expose_value=False,
    callback=lambda ctx, _, sagt: ctx.meta.update(klokka_er_riktig=sagt),
    help="Før selv om klokka ser ut til å gå feil.",
)
_json = click.option("--json", "som_json", is_flag=True, help="Ett JSON-objekt per linje.")


@click.command(cls=Kommando)
@click.argument("filer", nargs=-1, required=True, metavar="FIL…")
@_register
@_json
@click.option("--mottatt", metavar="DATO", help="Datoen brevene kom (ÅÅÅÅ-MM-DD); i dag når den ikke er sagt.")
@click.option("--navn", metavar="NAVN", default="", help="Den som fører, når det ikke er innstilt.")
@click.option("--likevel", is_flag=True, help="Før også et brev som er datert etter dagen det kom.")
@click.option("--som-den-er", is_flag=True, help="Før også en fil som ikke kan leses, slik den kom.")
@_klokka
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
    dato, kode = _mottatt(mottatt), 0
    mottak = Mottaksprogram(kontekst.program)
    with _logg(kontekst.program, fil, navn) as logg:
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
    for galt in kopier.daglig(Register.LOGG):
        melding(str(galt))
    return kode


@click.group(cls=Gruppe)
def register() -> None:
    """Loggen over mottatte forespørsler."""


@register.command(cls=Kommando)
@click.argument("ko", default="alle", metavar="[KØ]")
@_register
@_json
@click.option("--antall", type=click.IntRange(1), default=50, help="Så mange vises; 50 når det ikke er sagt.")
@click.option(
    "--sorter",
    metavar="KOLONNE",
    default="haster",
    help="haster, nyest, mottatt, frist, kommune, inhabile, status, saksbehandler.",
)
@click.option("--status", type=click.Choice([s.value for s in Status]), help="Bare denne statusen.")
@click.option("--slag", type=click.Choice([s.value for s in Slag]), help="Bare dette slaget.")
@click.option("--kommune", metavar="NUMMER", help="Bare denne kommunen.")
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

    Køene: alle, nye, siden_sist, mine, uten_saksbehandler, paminnelser, over_frist, frist_snart, venter_pa_kommunen og
    avgjort_i_ar.
    """
    from overforing.mottak.utvalg import Ko, Sortering, Utvalg

    utvalg = Utvalg(
        _valgt(Ko, ko, "kø"),
        status=Status(status) if status else None,
        slag=Slag(slag) if slag else None,
        kommune=kommune,
        omfang=Avgrensningstype(omfang) if omfang else None,
        sortering=_valgt(Sortering, sorter, "sortering"),
    )
    return _vis_liste(kontekst.program, fil, utvalg, antall, som_json)


@register.command(cls=Kommando)
@click.argument("tekst", nargs=-1, required=True)
@_register
@_json
@click.option("--antall", type=click.IntRange(1), default=50, help="Så mange vises; 50 når det ikke er sagt.")
@click.pass_obj
def sok(kontekst: Any, tekst: tuple[str, ...], fil: Path | None, som_json: bool, antall: int) -> int:
    """Søk i loggen. Det som haster, vises først, og så de nyeste."""
    from overforing.mottak.utvalg import Utvalg

    return _vis_liste(kontekst.program, fil, Utvalg(sok=" ".join(tekst)), antall, som_json)


@register.command(cls=Kommando)
@click.argument("journalnummer")
@_register
@_json
@click.pass_obj
def vis(kontekst: Any, journalnummer: str, fil: Path | None, som_json: bool) -> int:
    """Vis én forespørsel: feltene, dokumentene, historikken, og det som mangler."""
    from overforing.saksgang.mottak.visning import Visningsord

    program = kontekst.program
    with _logg(program, fil) as logg:
        visning = Mottaksprogram(program).mottaksgang(logg).vis(*_nummer(journalnummer))
    ord_ = Visningsord(program.katalog, program.geografi, Malform.NB)
    if som_json:
        skriv_json({"skjema": SKJEMA, **ord_.verdier(visning)})
    else:
        skriv(ord_.klartekst(visning), slutt="")
    return 0


@register.command(cls=Kommando, name="legg-ved")
@click.argument("journalnummer")
@click.argument("filer", nargs=-1, required=True, metavar="FIL…", type=click.Path(path_type=Path))
@_register
@click.option("--navn", metavar="NAVN", default="", help="Den som fører, når det ikke er innstilt.")
@_klokka
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
    with _logg(kontekst.program, fil, navn) as logg:
        gang, dato = Mottaksprogram(kontekst.program).mottaksgang(logg), _mottatt(mottatt)
        alle = ((sti.name, partial(les, sti, MAKS_FIL)) for sti in filer)
        f = gang.legg_ved(*_nummer(journalnummer), alle, dato, bekreftet=likevel)
        print(f"Lagt på {f.journalnummer}.")
    return 0


@register.command(cls=Kommando, name="sla-sammen")
@click.argument("journalnummer")
@click.argument("med")
@_register
@click.option("--navn", metavar="NAVN", default="", help="Den som fører, når det ikke er innstilt.")
@_klokka
@click.pass_obj
def sla_sammen(kontekst: Any, journalnummer: str, med: str, fil: Path | None, navn: str) -> int:
    """Slå en forespørsel sammen med en annen, når de er den samme. Den første lukkes, og ingenting slettes."""
    from overforing.mottak.egen_habilitet import vokt
    from overforing.mottak.overganger import sla_sammen as sla_sammen_

    with _logg(kontekst.program, fil, navn) as logg:
        fra, til = logg.les(*_nummer(journalnummer)), logg.les(*_nummer(med))
        utforer = _utforer(kontekst.program, logg)
        inn, mottar = sla_sammen_(fra, til, na().date())
        logg.gjor_begge((fra, vokt(fra, inn, utforer)), (til, vokt(til, mottar, utforer)))
        print(f"{fra.journalnummer} er slått sammen med {til.journalnummer}.")
    return 0


@register.command(cls=Kommando)
@_register
@_json
@click.option("--mot", multiple=True, type=click.Path(path_type=Path), metavar="FIL…", help="Prøv den mot disse også.")
@click.argument("flere", nargs=-1, type=click.Path(path_type=Path), metavar="")
@click.pass_obj
def kontroller(kontekst: Any, fil: Path | None, som_json: bool, mot: tuple[Path, ...], flere: tuple[Path, ...]) -> int:
    """Se etter at loggen er hel og ikke er gjort om: numrene, historikken, filene, kjeden og databasen. Med --mot også
    at den er den samme som da et brev gikk ut, en journal eller dokumentliste ble laget, eller en kopi ble tatt."""
    if flere and not mot:
        raise ugyldig("Sett --mot foran filene loggen skal prøves mot.")
    with _logg(kontekst.program, fil) as logg:
        svar = Mottaksprogram(kontekst.program).kontroller(logg, (*mot, *flere))
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
                "avvik": [_avvik(a) for a in svar.avvik],
                "merknader": [_avvik(a) for a in svar.merknader],
            }
        )
    else:
        skriv(f"{svar.foresporsler} forespørsler, {svar.hendelser} hendelser, {svar.dokumenter} dokumenter.")
        if svar.merke:
            skriv(f"Merket på loggen er {svar.merke}.")
        skriv("Loggen er i orden." if svar.i_orden else "Loggen er ikke i orden.")
    for avvik_ in (*svar.avvik, *svar.merknader):
        melding(f"{avvik_.slag}: {avvik_.melding}")
    return 0 if svar.i_orden else KAN_IKKE


@register.command(cls=Kommando)
@click.argument("hva", type=click.Choice(["journal", "lopende", "dokumenter", "csv", "tall", "pakke"]))
@_register
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
    siste = _dato(til) if til else na().date()
    forste = _dato(fra) if fra else date(siste.year, 1, 1)
    if forste > siste:
        raise ugyldig("Den første dagen er etter den siste.")
    if hva == "pakke" and nummer is None:
        raise ugyldig("Si hvilken forespørsel svaret gjelder, med --nummer ÅR/NUMMER.")
    with _logg(kontekst.program, fil) as logg:
        utlevering = Mottaksprogram(kontekst.program).utlevering(logg, embete)
        if nummer is not None and hva == "pakke":
            (innhold,) = utlevering.pakke(*_nummer(nummer), slag, dokument).values()
        else:
            innhold = utlevering.ark(hva, forste, siste)
    for sti in skriv_alle(ut.absolute().parent, {ut.name: innhold}, overskriv=overskriv):
        skriv(sti)
    return 0


@register.command(cls=Kommando, name="apne-sladdet")
@click.argument("journalnummer")
@click.argument("hendelse", type=click.IntRange(1))
@_register
@click.option("--navn", metavar="NAVN", default="", help="Den som åpner, når det ikke er innstilt.")
@click.option("--sammen-med", metavar="NAVN", required=True, help="Den andre som er med.")
@click.option("--hvorfor", metavar="TEKST", required=True, help="Grunnen, som blir stående i loggen.")
@_klokka
@click.pass_obj
def apne_sladdet(
    kontekst: Any, journalnummer: str, hendelse: int, fil: Path | None, navn: str, sammen_med: str, hvorfor: str
) -> int:
    """Vis det som er sladdet i en hendelse. To må være sammen om det, og det føres."""
    from overforing.mottak.sladding import apne

    aar, nr = _nummer(journalnummer)
    with _logg(kontekst.program, fil, navn) as logg:
        f, historikk = logg.les(aar, nr), logg.historikk(aar, nr)
        _gjor(kontekst.program, logg, f, apne(f, historikk, hendelse, logg.bruker, sammen_med, hvorfor))
        print(logg.original(aar, nr, hendelse))
    return 0


@register.command(cls=Kommando)
@click.argument("journalnummer")
@click.argument("hendelse", type=click.IntRange(1))
@_register
@click.option("--navn", metavar="NAVN", default="", help="Den som fører, når det ikke er innstilt.")
@click.option("--bestemt-av", metavar="HVEM", required=True, help="Den som har bestemt det.")
@click.option("--dato", "bestemt", metavar="DATO", required=True, help="Dagen det ble bestemt (ÅÅÅÅ-MM-DD).")
@click.option("--hvorfor", metavar="TEKST", required=True, help="Grunnen, som blir stående i loggen.")
@_klokka
@click.pass_obj
def tilintetgjor(
    kontekst: Any,
    journalnummer: str,
    hendelse: int,
    fil: Path | None,
    navn: str,
    bestemt_av: str,
    bestemt: str,
    hvorfor: str,
) -> int:
    """Ta bort for godt det som er sladdet i en hendelse, når det er bestemt: av nasjonalarkivet, datatilsynet, en
    domstol, eller av arkivet fordi det ikke er et saksdokument (ikke_saksdokument)."""
    from overforing.mottak.sladding import Bestemt
    from overforing.mottak.sladding import tilintetgjor as tilintetgjor_

    aar, nr = _nummer(journalnummer)
    hvem = _valgt(Bestemt, bestemt_av, "som kan bestemme det")
    with _logg(kontekst.program, fil, navn) as logg:
        f, historikk = logg.les(aar, nr), logg.historikk(aar, nr)
        ny = tilintetgjor_(f, historikk, hendelse, hvem, _dato(bestemt), hvorfor)
        _gjor(kontekst.program, logg, f, ny)
    return 0


def _gjor(program: Program, logg: Foresporselsregister, f: Foresporsel, ny: Endring) -> None:
    from overforing.mottak.egen_habilitet import vokt

    logg.gjor(f.aar, f.nr, f.versjon, vokt(f, ny, _utforer(program, logg)))


def _utforer(program: Program, logg: Foresporselsregister) -> Utforer:
    from overforing.mottak.egen_habilitet import Utforer

    return Utforer(logg.bruker, program.innstillinger.verdier.embetslinje)


def _vis_liste(program: Program, fil: Path | None, utvalg: Utvalg, antall: int, som_json: bool) -> int:
    from overforing.register.foresporselsliste import Foresporselsliste
    from overforing.saksgang.mottak.visning import Visningsord, foresporselsverdier

    ord_ = Visningsord(program.katalog, program.geografi, Malform.NB)
    with _logg(program, fil) as logg:
        rader, neste = Foresporselsliste(logg.db, logg.bruker).hele(utvalg, na().date(), antall=antall)
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
    return 0


def _avvik(avvik: Avvik) -> dict[str, Any]:
    return {"slag": avvik.slag.value, "nokkel": avvik.nokkel, "hvor": [*map(str, avvik.hvor)], "melding": avvik.melding}


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


@contextmanager
def _logg(program: Program, fil: Path | None, navn: str = "") -> Iterator[Foresporselsregister]:
    try:
        logg = Mottaksprogram(program).apne_logg(fil, navn)
    except Hindret as feil:
        if feil.melding.nokkel == "hinder.kopi.mangler":
            raise kan_ikke(f"{feil} Se «overforing kopier --help».") from None
        raise
    if click.get_current_context().meta.get("klokka_er_riktig"):
        logg.klokkevakt.er_rett()
    try:
        yield logg
    except KanIkke as feil:
        if feil.melding.nokkel.startswith("feil.register.klokka"):
            raise kan_ikke(f"{feil} Bruk da --klokka-er-riktig.") from None
        raise
    finally:
        logg.db.close()


def _nummer(tekst: str) -> tuple[int, int]:
    aar, _, nr = tekst.strip().partition("/")
    if aar.isdecimal() and nr.isdecimal() and len(aar) == 4 and len(nr) < 10:
        return int(aar), int(nr)
    raise ugyldig("Skriv journalnummeret som år og nummer, for eksempel 2026/17.")


def _mottatt(tekst: str | None) -> date:
    dato = _dato(tekst) if tekst else na().date()
    if dato > na().date():
        raise ugyldig("Brevene kan ikke være mottatt fram i tid.")
    return dato


def _dato(tekst: str) -> date:
    try:
        return date.fromisoformat(tekst)
    except ValueError:
        raise ugyldig(f"«{tekst}» er ikke en dato på formen ÅÅÅÅ-MM-DD.") from None


def _valgt(slag: Any, verdi: str, hva: str) -> Any:
    try:
        return slag(verdi)
    except ValueError:
        raise ugyldig(f"«{verdi}» er ikke en {hva}. Velg blant: {', '.join(slag)}.") from None
