"""``overforing las``: låsen på det som er lagret, uten vindu. Det som tastes, leses fra standard inn."""

from __future__ import annotations

from typing import Any

import click

from overforing.cli.norsk import Gruppe, Kommando
from overforing.cli.opplasing import las_opp, tastet
from overforing.cli.utgang import KAN_IKKE, kan_ikke, melding, skriv
from overforing.las.las import Las
from overforing.program.innstillinger import signatur
from overforing.program.program import Program, na
from overforing.sak.kodeverk import Malform

_passfrase = click.option(
    "--passfrase", is_flag=True, help="Ta vare på nøkkelen med en passfrase i stedet for i nøkkelringen."
)


@click.group(cls=Gruppe)
def las() -> None:
    """Låsen på det som er lagret: slå den på og av, og skriv ut arket."""


@las.command(cls=Kommando)
@click.pass_obj
def vis(kontekst: Any) -> int:
    """Vis hva som er låst, lest av filene selv."""
    return _vis(kontekst.program)


@las.command(cls=Kommando)
@_passfrase
@click.pass_obj
def pa(kontekst: Any, passfrase: bool) -> int:
    """Vis arket, spør etter to av gruppene, og lås alt som er lagret."""
    program = kontekst.program
    laasen: Las = program.las
    grupper: dict[int, str] = {}
    frase = ""
    if not laasen.er_pa:
        if not passfrase and not laasen.har_ring():
            raise kan_ikke("Denne maskinen har ingen nøkkelring programmet kan bruke. Bruk --passfrase.")
        laasen.krev_ingenting_laast()
        laasen.ark()  # trekker de to gruppene det spørres om
        skriv(_arket(program) + "\n")
        grupper = _grupper(laasen.sporres_om)
        frase = _ny_passfrase() if passfrase else ""
    else:
        las_opp(program)
    laasen.sla_pa(grupper, frase, _bruker(program))
    return _vis(program)


@las.command(cls=Kommando)
@click.pass_obj
def av(kontekst: Any) -> int:
    """Ta låsen av alt som er lagret, og la den være av."""
    program = kontekst.program
    if not program.las.er_pa:
        program.las.si_nei()
        melding(program.katalog.hent("feil.las.av_alt", Malform.NB))
        return 0
    las_opp(program)
    program.las.sla_av(_bruker(program))
    return _vis(program)


@las.command(cls=Kommando)
@click.pass_obj
def ark(kontekst: Any) -> int:
    """Skriv gjenopprettingsarket til standard ut, til å skrive ut på papir."""
    program = kontekst.program
    if not program.las.er_pa:
        raise kan_ikke("Låsen er ikke på, så det er ikke noe ark. Slå den på med «overforing las pa».")
    las_opp(program)
    skriv(_arket(program))
    return 0


@las.command(cls=Kommando)
@click.pass_obj
def bekreft(kontekst: Any) -> int:
    """Vis arket og spør etter to av gruppene, så det er sikkert at det kan leses."""
    program = kontekst.program
    if not program.las.er_pa:
        raise kan_ikke("Låsen er ikke på, så det er ikke noe ark å bekrefte.")
    las_opp(program)
    program.las.ark()  # trekker de to gruppene det spørres om
    skriv(_arket(program) + "\n")
    program.las.bekreft(_grupper(program.las.sporres_om))
    skriv("Arket stemmer.")
    return 0


@las.command(cls=Kommando)
@click.pass_obj
def kontornokkel(kontekst: Any) -> int:
    """Lag en nøkkel for kontoret: et ark til safen, og linjen som skal stå i oppsett.toml."""
    from secrets import SystemRandom

    from overforing.las.kontornokkel import nytt_par
    from overforing.las.nokkel import GRUPPER, grupper, som_gruppe

    hemmelig, apen = nytt_par()
    arket = grupper(hemmelig)
    katalog = kontekst.program.katalog
    rader = "\n".join(katalog.hent("las.ark.gruppe", Malform.NB, nr=nr, gruppe=g) for nr, g in enumerate(arket, 1))
    deler = (katalog.hent(f"las.kontorark.{del_}", Malform.NB) for del_ in ("tittel", "hva", "hvor"))
    skriv("\n\n".join([*deler, rader]) + "\n")
    for nr, gruppe in _grupper(tuple(sorted(SystemRandom().sample(range(1, GRUPPER + 1), 2)))).items():
        if som_gruppe(gruppe) != arket[nr - 1]:
            raise kan_ikke(f"Gruppe {nr} er ikke slik den står på arket. Kast arket, og lag et nytt.")
    skriv("Sett denne linjen under [bestemt] i oppsett.toml på maskinene:\n")
    skriv(f'las.kontornokkel = "{" ".join(grupper(apen))}"')
    return 0


@las.command(cls=Kommando)
@_passfrase
@click.pass_obj
def gjenopprett(kontekst: Any, passfrase: bool) -> int:
    """Åpne med gjenopprettingsarket, og gi nøkkelen en plass på denne maskinen."""
    program = kontekst.program
    arket = tastet("Gruppene på arket, fra 1 til 8: ")
    if not program.las.gjenopprett(arket, _ny_passfrase() if passfrase else ""):
        raise kan_ikke("Arket er riktig, men denne maskinen har ingen nøkkelring. Prøv igjen med --passfrase.")
    return _vis(program)


def _vis(program: Program) -> int:
    tilstand = program.las.tilstand()
    setning = {"pa": "Låsen er på.", "av": "Låsen er av.", "delvis": "Noe er låst, og noe er ikke låst."}
    skriv(setning[tilstand.er])
    for ordet, filer in (("låst", tilstand.laaste), ("ikke låst", tilstand.apne)):
        for fil in filer:
            skriv(f"  {fil}: {ordet}")
    if tilstand.med:
        skriv(f"Nøkkelen ligger i {'nøkkelringen' if tilstand.med == 'nokkelring' else 'las.json, bak en passfrase'}.")
    if program.las.kontoret_kan_apne:
        skriv("Kontorets nøkkel åpner også.")
    if program.las.mangler_ark:
        melding("Ingen har sett at arket kan leses. Kjør «overforing las bekreft».")
    if tilstand.laaste and not tilstand.med:
        melding("Noe er låst, men las.json er borte. Kjør «overforing las gjenopprett» med arket.")
        return KAN_IKKE
    if tilstand.er == "delvis":
        melding("Kjør «overforing las pa» for å låse resten, eller «overforing las av» for å låse opp alt.")
    return KAN_IKKE if tilstand.er == "delvis" else 0


def _arket(program: Program) -> str:
    def tekst(nokkel: str, **verdier: str) -> str:
        return program.katalog.hent(nokkel, Malform.NB, **verdier)

    return program.las.arkside(tekst, na().date())


def _grupper(numre: tuple[int, ...]) -> dict[int, str]:
    return {nr: tastet(f"Gruppe {nr}, slik den står på arket: ") for nr in numre}


def _ny_passfrase() -> str:
    frase = tastet("Ny passfrase: ", skjult=True)
    if frase != tastet("Den samme en gang til: ", skjult=True):
        raise kan_ikke("De to passfrasene er ikke like. Ingenting er gjort.")
    return frase


def _bruker(program: Program) -> str:
    return signatur(program.innstillinger.verdier.navnet_ditt)
