"""Kommandolinjen. Svar går til standard ut, meldinger til standard feil; 0 gjort, 1 kunne ikke, 2 feil inndata."""

from __future__ import annotations

import subprocess
import tempfile
from collections.abc import Iterable
from functools import cached_property
from pathlib import Path
from typing import Any

import click

from overforing import __version__, hinder, logg, stier
from overforing.brev.modell import FORMATER
from overforing.cli import (
    aarsrapport,
    brevmal,
    felles,
    innsyn,
    kopier,
    las,
    lesing,
    loggut,
    mottak,
    oppsett,
    sladding,
    tilgang,
)
from overforing.cli import pakke as pakker
from overforing.cli.norsk import Gruppe, Kommando, bruksfeil
from overforing.cli.utgang import (
    FEIL_INNDATA,
    KAN_IKKE,
    TEGN_VINDUET,
    har_skjerm,
    kan_ikke,
    melding,
    sett_logg,
    skriv,
    skriv_json,
    trygt,
    ugyldig,
)
from overforing.feil import Feltfeil, KanIkke, Melding, UgyldigInndata, UgyldigSaksfil
from overforing.filer import MAKS_FIL, skriv_alle
from overforing.filer import les as les_fil
from overforing.program.program import Program, na
from overforing.program.vinduet import vindu
from overforing.regelverk.dokumenter import kan_skrives
from overforing.regelverk.funn import Vurdering
from overforing.sak.modell import Dokument, Malform, Regelsett, Sak


class Kontekst:
    """Programmet, laget første gang en kommando trenger det."""

    @cached_property
    def program(self) -> Program:
        program = Program.start()
        for galt in program.oppsett.galt:
            melding(str(galt))
        return program


def kjor(argumenter: list[str]) -> int:
    """Kjør én kommando og gi koden tilbake."""
    return trygt(lambda: _kjor(argumenter))


def _kjor(argumenter: list[str]) -> int:
    try:
        kode = overforing.main(argumenter, prog_name="overforing", standalone_mode=False, obj=Kontekst())
    except click.ClickException as feil:
        melding(bruksfeil(feil))
        return FEIL_INNDATA
    except click.Abort:
        raise KeyboardInterrupt from None
    return kode if isinstance(kode, int) else 0


@click.group(cls=Gruppe, invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(
    __version__, "--versjon", "--version", message="overforing %(version)s", help="Vis versjonen og avslutt."
)
@click.option(
    "--logg",
    "niva",
    type=click.Choice(logg.NIVAER),
    help="Skriv hva programmet gjør, fra dette nivået, til standard feil. Aldri noe fra en sak.",
)
@click.option("--loggfil", default="", metavar="FIL", help="Skriv loggen til denne filen i stedet.")
@click.option("--mal-oppstart", is_flag=True, hidden=True, help="Tegn det første vinduet og avslutt.")
@click.pass_context
def overforing(ctx: click.Context, niva: str | None, loggfil: str, mal_oppstart: bool) -> int:
    """Fra søknad og habilitet til brevet, eller notatet som sier at ingen overføring trengs.

    Uten kommando åpnes vinduet, med FIL på det som er i filen.
    """
    sett_logg(niva or "", loggfil)
    if ctx.invoked_subcommand is not None:
        logg.info(f"kommando_{ctx.invoked_subcommand.replace('-', '_')}")
        return 0
    if mal_oppstart or har_skjerm():
        kode: int = vindu(ctx.obj.program, mal_oppstart=mal_oppstart)
        return kode
    return _vis_eksempel(ctx.obj.program)


@overforing.command(cls=Kommando)
@click.pass_obj
def eksempel(kontekst: Kontekst) -> int:
    """Skriv ut en fullstendig, oppdiktet sak."""
    skriv(kontekst.program.eksempel(), slutt="")
    return 0


@overforing.command(cls=Kommando)
@click.argument("filer", nargs=-1, required=True, metavar="FIL…")
@click.option("--json", "som_json", is_flag=True, help="Ett JSON-objekt per linje og fil.")
@click.option("--regelsett", type=click.Choice([r.value for r in Regelsett]), help="Bruk dette regelsettet.")
@click.option("--sammenlign", is_flag=True, help="Gjeldende og vedtatt lov ved siden av hverandre (JSON).")
@click.pass_obj
def vurder(kontekst: Kontekst, filer: tuple[str, ...], som_json: bool, regelsett: str | None, sammenlign: bool) -> int:
    """Vurder saksfiler og forklar veien til utfallet."""
    from overforing.tekster import vurderingsfil

    program = kontekst.program
    kode = 0
    for fil in filer:
        try:
            sak = program.les_sak(les_fil(fil, MAKS_FIL))
        except UgyldigSaksfil as feil:
            kode = FEIL_INNDATA
            if som_json or sammenlign:
                skriv_json(_feilfil(fil, feil.feil))
            for feltfeil in feil.feil:
                melding(f"{fil}: {feltfeil}")
            continue
        except (KanIkke, UgyldigInndata) as feil:
            kode = max(kode, KAN_IKKE if isinstance(feil, KanIkke) else FEIL_INNDATA)
            if som_json or sammenlign:
                skriv_json(_feilfil(fil, (Feltfeil("", Melding("feil.saksfil.lesbar"), str(feil)),)))
            melding(str(feil))
            continue
        if sammenlign:
            begge = (
                vurderingsfil.verdier(program.vurder(sak, r), sak, program.katalog, program.geografi) for r in Regelsett
            )
            skriv_json(vurderingsfil.sammenligning(*begge))
            continue
        vurdering = program.vurder(sak, Regelsett(regelsett) if regelsett else None)
        if som_json:
            skriv_json(vurderingsfil.verdier(vurdering, sak, program.katalog, program.geografi))
        else:
            if len(filer) > 1:
                skriv(f"{fil}\n")
            skriv(vurderingsfil.klartekst(vurdering, sak, program.katalog, program.geografi))
    return kode


@overforing.command(cls=Kommando)
@click.argument("fil", metavar="SAK.json")
@click.option(
    "--ut", "mappe", required=True, type=click.Path(path_type=Path), metavar="MAPPE", help="Hvor brevene legges."
)
@click.option("--dokument", "dokumenter", multiple=True, metavar="ID", help="Bare dette dokumentet (kan gjentas).")
@click.option(
    "--format",
    "formater",
    multiple=True,
    type=click.Choice(FORMATER),
    help="Word eller PDF; begge når det ikke er sagt.",
)
@click.option("--malform", type=click.Choice([m.value for m in Malform]), help="Målform i brevene, ellers sakens.")
@click.option("--utkast", is_flag=True, help="Skriv også når saken ikke er ferdig, merket UTKAST på hver side.")
@click.option("--overskriv", is_flag=True, help="Skriv over filer som finnes fra før.")
@pakker.pakkevalg
@click.option(
    "--brevhode", type=click.Path(path_type=Path), metavar="FIL", help="Skriv brevene med dette brevhodet (.docx)."
)
@click.option(
    "--tekster", type=click.Path(path_type=Path), metavar="MAPPE", help="Bruk brevtekstene i denne mappen (nb og nn)."
)
@click.pass_obj
def brev(
    kontekst: Kontekst,
    fil: str,
    mappe: Path,
    dokumenter: tuple[str, ...],
    formater: tuple[str, ...],
    malform: str | None,
    utkast: bool,
    overskriv: bool,
    pakke: str | None,
    pakkefiler: str | None,
    pakkeform: str,
    vedleggsfiler: tuple[str, ...],
    brevhode: Path | None,
    tekster: Path | None,
) -> int:
    """Skriv dokumentene saken kaller på, i Word og PDF, eller som pakker til arkivet."""
    program = brevmal.med_egne_maler(kontekst.program, brevhode, tekster)
    pakker.krev_forenlige_valg(pakke, formater, utkast, vedleggsfiler, dokumenter, pakkefiler)
    sak = program.les_sak(les_fil(fil, MAKS_FIL))
    vurdering = program.vurder(sak)
    onsket = _onskede(dokumenter, vurdering)
    if not onsket or not all(kan_skrives(vurdering, dokument) for dokument in onsket):
        _krev_ferdig(vurdering, program, sak, utkast)
    valgt_malform = Malform(malform) if malform else None
    if pakke:
        filer = pakker.lag_pakker(
            program,
            sak,
            vurdering,
            onsket,
            pakke,
            pakkeform,
            valgt_malform,
            pakker.les_vedlegg(vedleggsfiler),
            pakkefiler,
        )
        pakker.krev_bare_pakken(mappe, filer)
    else:
        filer = lag_filer(program, sak, vurdering, onsket, formater or FORMATER, valgt_malform, utkast)
    for sti in skriv_alle(mappe, filer, overskriv=overskriv):
        skriv(sti)
    if not onsket:
        melding("Saken kaller ikke på noe dokument.")
    _varsle_om_foreldede(program, sak, vurdering, onsket, valgt_malform)
    return 0


overforing.add_command(brevmal.brevmal)
overforing.add_command(innsyn.innsyn)
for _kommando in (
    loggut.kontroller,
    loggut.eksporter,
    aarsrapport.aarsrapport,
    sladding.apne_sladdet,
    sladding.tilintetgjor,
    tilgang.tilgang,
    tilgang.innsynsark,
):
    mottak.register.add_command(_kommando)


def lag_filer(
    program: Program,
    sak: Sak,
    vurdering: Vurdering,
    dokumenter: Iterable[Dokument],
    formater: Iterable[str],
    malform: Malform | None = None,
    utkast: bool = False,
) -> dict[str, bytes]:
    """Brevene som filnavn og innhold.

    Kaster ``KanIkke`` når et brev ville røpet et fødselsnummer eller en parts navn, også som utkast.
    """
    from overforing.saksgang.utgang import fra_kontoret

    filer: dict[str, bytes] = {}
    formater = tuple(formater)
    for dokument in dokumenter:
        laget = program.brevskriver.lag(dokument, sak, vurdering, malform, utkast=utkast, i_dag=na().date())
        filer |= program.utgang.filer(fra_kontoret(laget, sak, vurdering), formater)
    return filer


def _varsle_om_foreldede(
    program: Program, sak: Sak, vurdering: Vurdering, dokumenter: tuple[Dokument, ...], malform: Malform | None
) -> None:
    """Si fra om egen tekst som er skrevet før saken fikk de opplysningene den har nå."""
    from overforing.saksgang.omskrevet import foreldede

    for f in foreldede(program.brevskriver, sak, vurdering, dokumenter, malform):
        brev = program.katalog.hent(f"dokument.{f.dokument}", Malform.NB)
        # Her nevnes en tekst uten plass ved id-en: det noen har skrevet, hører ikke hjemme i en logg.
        nokkel, hva = ("rad.foreldet", f.del_.overskrift)
        if f.del_.uten_plass:
            nokkel, hva = "rad.foreldet_uten_plass", f.del_.id
        melding(f"Advarsel: {program.katalog.hent(nokkel, Malform.NB, del_=hva, brev=brev)}")


def _onskede(dokumenter: tuple[str, ...], vurdering: Vurdering) -> tuple[Dokument, ...]:
    """Dokumentene som er bedt om, eller dem saken kaller på. Noen kan lages i enhver sak når det bes om dem."""
    if not dokumenter:
        return vurdering.dokumenter
    kjente = {dokument.value: dokument for dokument in Dokument}
    for id_ in dokumenter:
        if id_ not in kjente:
            raise ugyldig(f"«{id_}» er ikke et dokument. Velg blant: {', '.join(kjente)}.")
    onsket = tuple(dict.fromkeys(kjente[id_] for id_ in dokumenter))
    for dokument in onsket:
        if dokument not in (*vurdering.dokumenter, *vurdering.pa_foresporsel):
            kaller_pa = ", ".join(vurdering.dokumenter) or "ingen dokumenter"
            raise kan_ikke(f"Utfallet «{vurdering.utfall}» kaller ikke på «{dokument}», men på {kaller_pa}.")
    return onsket


def _krev_ferdig(vurdering: Vurdering, program: Program, sak: Sak, utkast: bool) -> None:
    if vurdering.ferdig or (utkast and vurdering.dokumenter):
        return
    from overforing.tekster.navn import Navn

    navn = Navn(sak, program.katalog, program.geografi, Malform.NB)
    punkter = [f"  {navn.mangel(mangel)} ({mangel.felt})" for mangel in vurdering.mangler]
    punkter += [f"  {navn.avklaring(a)}" for a in vurdering.avklaringer if a.ma_loses]
    rad = "" if utkast else "\nMed --utkast kan brevene skrives likevel, merket UTKAST." if vurdering.dokumenter else ""
    raise kan_ikke("Saken er ikke ferdig. Dette må besvares eller løses først:\n" + "\n".join(punkter) + rad)


overforing.add_command(lesing.les)
overforing.add_command(las.las)
overforing.add_command(felles.felles)
overforing.add_command(mottak.registrer)
overforing.add_command(mottak.register)
overforing.add_command(kopier.kopier)
overforing.add_command(oppsett.oppsett)


def _feilfil(fil: str, feil: tuple[Feltfeil, ...]) -> dict[str, Any]:
    return {
        "skjema": "overforing/feil/1",
        "fil": fil,
        "feil": [{"felt": f.felt, "forventet": str(f.forventet), "funnet": str(f.funnet)} for f in feil],
    }


def _vis_eksempel(program: Program) -> int:
    """Uten vindu: gjør hovedoppgaven på eksempelsaken, i en ny mappe, og si hva som ble gjort."""
    from overforing.tekster import vurderingsfil

    sak = program.les_sak(program.eksempel())
    vurdering = program.vurder(sak)
    mappe = _ny_mappe(Path.cwd(), "overforing-eksempel")
    stier = skriv_alle(mappe, lag_filer(program, sak, vurdering, vurdering.dokumenter, FORMATER))
    skriv_alle(mappe, {"sak.json": program.eksempel().encode()})
    skriv("Her er ingen skjerm, så vinduet åpnes ikke. Eksempelsaken er vurdert, og brevene er skrevet.\n")
    skriv(vurderingsfil.klartekst(vurdering, sak, program.katalog, program.geografi))
    skriv(f"Filene ligger i {mappe}:")
    bilde = _bilde_av_vinduet(mappe / "vindu.png")
    for sti in (*stier, mappe / "sak.json", *bilde):
        skriv(f"  {sti.name}")
    return 0


def _bilde_av_vinduet(fil: Path) -> list[Path]:
    """Et bilde av vinduet med eksempelsaken, laget uten skjerm og med en tom datamappe."""
    with tempfile.TemporaryDirectory() as hjem:
        selv, miljo = stier.programmet_selv()
        # Det som lages her, kastes: ingen nøkkel til det skal legges i nøkkelringen.
        uten_ring = {"PYTHON_KEYRING_BACKEND": "keyring.backends.null.Keyring"}
        miljo |= {"QT_QPA_PLATFORM": "offscreen", "OVERFORING_HOME": hjem, **uten_ring}
        subprocess.run([*selv, TEGN_VINDUET, str(fil)], env=miljo, capture_output=True, check=False)
    if fil.is_file():
        return [fil]
    melding("Bildet av vinduet kunne ikke lages: Qt mangler noe den trenger her.")
    return []


def _ny_mappe(under: Path, navn: str) -> Path:
    """En mappe som ikke fantes: ``navn``, ``navn-2``, ``navn-3`` …"""
    nummer = 1
    while True:
        mappe = under / (navn if nummer == 1 else f"{navn}-{nummer}")
        try:
            mappe.mkdir()
            return mappe
        except FileExistsError:
            nummer += 1
        except OSError as feil:
            raise hinder.skriving(feil, under) from None
