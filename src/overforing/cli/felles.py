"""``overforing felles``: loggen på en tjener, for den som styrer den. Passordet står aldri på kommandolinjen."""

from __future__ import annotations

import sys
from collections.abc import Callable
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from overforing.cli.loggen import dagen
from overforing.cli.norsk import Gruppe, Kommando
from overforing.cli.opplasing import las_opp, tastet
from overforing.cli.utgang import kan_ikke, melding, skriv, skriv_json, ugyldig
from overforing.hinder import Hindret
from overforing.program import felles as rommet

if TYPE_CHECKING:
    from overforing.register.felles.adresse import Adresse

T = TypeVar("T")

_TJENER = click.option(
    "--tjener",
    metavar="ADRESSE",
    default="",
    help="postgresql://tjener/database; ellers den innstilte. Passordet står i PGPASSWORD eller spørres om.",
)
_JA = click.option("--ja", is_flag=True, help="Gjør det uten å spørre.")


@click.group(cls=Gruppe)
def felles() -> None:
    """Loggen på en tjener, når flere arbeider i den samme."""


@felles.command(cls=Kommando)
@_TJENER
@_JA
@click.pass_obj
def opprett(kontekst: Any, tjener: str, ja: bool) -> int:
    """Lag tabellene, rollen og sperrene i en database, eller oppgrader dem. Sier først hva som vil bli gjort."""
    from overforing.register.felles import skjema
    from overforing.register.felles.feil import med_rad
    from overforing.register.felles.tjener import koble_til

    adresse, conn = _koblet(kontekst, tjener, koble_til)
    with closing(conn), med_rad(adresse):
        plan = skjema.planlegg(conn)
        if not plan.endringer:
            skriv("Loggen er som den skal være. Ingenting er gjort.")
            return 0
        skriv(f"I databasen {adresse.database} på {adresse.vert}, som {adresse.login}:")
        if plan.ny:
            skriv(f"  lages rollen {plan.gruppe}, som de som skal bruke loggen, blir med i")
            skriv("  lages skjemaet overforing, og tas utvidelsen pg_trgm i bruk")
            skriv("  tas alle andres tilgang til databasen bort")
        skriv(f"  gjøres disse endringene i tabellene: {', '.join(plan.endringer)}")
        _bekreft(ja)
        skjema.opprett(conn)
        skriv("Gjort. Legg til dem som skal bruke loggen, med «overforing felles bruker legg-til».")
    return 0


@felles.command(cls=Kommando)
@click.argument("fil", type=click.Path(path_type=Path, exists=True, dir_okay=False), metavar="MOTTAK.DB")
@_TJENER
@_JA
@click.pass_obj
def flytt(kontekst: Any, fil: Path, tjener: str, ja: bool) -> int:
    """Flytt en logg i en fil til en tom logg på tjeneren. Alt prøves før det sies at det er gjort."""
    from overforing.register.database import connect
    from overforing.register.felles.flytting import flytt_inn, sett_bort
    from overforing.register.felles.tjener import apne
    from overforing.register.mottakstabeller import MOTTAK

    las_opp(kontekst.program)
    adresse, db = _koblet(kontekst, tjener, lambda adresse: apne(adresse, som_bruker=False))
    with closing(db):
        skriv(f"Alt i {fil} flyttes til {adresse.database} på {adresse.vert}. Filen blir liggende, og kan bare leses.")
        _bekreft(ja)
        with closing(connect(fil, kontekst.program.nokkel_for(fil), skjema=MOTTAK)) as gammel:
            flyttet = flytt_inn(gammel, db)
            sett_bort(gammel)
    skriv(
        f"Flyttet og prøvd: {flyttet.foresporsler} forespørsler, {flyttet.hendelser} hendelser, {flyttet.filer} filer."
    )
    if flyttet.uten_innlogging:
        melding(f"Disse har ført noe, og er ikke lagt til: {', '.join(flyttet.uten_innlogging)}.")
    return 0


@felles.command(cls=Kommando, name="hent-ut")
@click.argument("fil", type=click.Path(path_type=Path), metavar="FIL")
@_TJENER
@click.pass_obj
def hent_ut(kontekst: Any, fil: Path, tjener: str) -> int:
    """Legg hele loggen på tjeneren i en ny fil. Den på tjeneren er som før."""
    from overforing.register.database import connect
    from overforing.register.felles.flytting import hent_ut
    from overforing.register.felles.tjener import apne
    from overforing.register.mottakstabeller import MOTTAK

    if fil.exists():
        raise ugyldig(f"{fil} finnes fra før. Velg et annet navn.")
    las_opp(kontekst.program)
    _, db = _koblet(kontekst, tjener, lambda adresse: apne(adresse, som_bruker=False))
    with closing(db):
        try:
            with closing(connect(fil, kontekst.program.nokkel_for(fil), skjema=MOTTAK)) as ny:
                hentet = hent_ut(db, ny)
        except BaseException:
            for rest in (fil, *(fil.with_name(fil.name + endelse) for endelse in ("-wal", "-shm"))):
                rest.unlink(missing_ok=True)
            raise
    skriv(
        f"Hentet ut og prøvd: {hentet.foresporsler} forespørsler, {hentet.hendelser} hendelser, {hentet.filer} filer."
    )
    return 0


@felles.group(cls=Gruppe)
def bruker() -> None:
    """De som bruker den felles loggen."""


_TITTEL = click.option("--tittel", metavar="TITTEL", default=None, help="Tittelen, for eksempel seniorrådgiver.")
_INITIALER = click.option("--initialer", metavar="XX", default=None, help="Initialene.")


@bruker.command(cls=Kommando, name="legg-til")
@click.argument("login", metavar="INNLOGGING")
@click.option(
    "--navn", required=True, metavar="NAVN", help="Navnet det føres med. Det kan ikke endres når det er brukt."
)
@click.option("--rolle", required=True, metavar="ROLLE", help="arkiv, saksbehandler eller leder.")
@_TITTEL
@_INITIALER
@click.option("--passord", "med_passord", is_flag=True, help="Gi innloggingen et passord, som spørres om.")
@_TJENER
@click.pass_obj
def legg_til(
    kontekst: Any,
    login: str,
    navn: str,
    rolle: str,
    tittel: str | None,
    initialer: str | None,
    med_passord: bool,
    tjener: str,
) -> int:
    """Legg til en bruker. Finnes ikke innloggingen på tjeneren, blir den laget."""
    from overforing.register.felles import brukere

    ny = brukere.Bruker(login, navn, rolle, tittel or "", initialer or "")
    _styr(kontekst, tjener, lambda conn: brukere.legg_til(conn, ny, _nytt_passord(login) if med_passord else ""))
    return 0


@bruker.command(cls=Kommando)
@click.argument("login", metavar="INNLOGGING")
@click.option("--navn", metavar="NAVN", help="Navnet det føres med.")
@click.option("--rolle", metavar="ROLLE", help="arkiv, saksbehandler eller leder.")
@_TITTEL
@_INITIALER
@click.option("--borte-til", metavar="DATO", help="Borte til og med (ÅÅÅÅ-MM-DD); «nei» når hun er tilbake.")
@click.option(
    "--stedfortreder", metavar="INNLOGGING", help="Den som er leder for henne så lenge; «ingen» tar det bort."
)
@click.option(
    "--overordnet",
    metavar="INNLOGGING",
    help="Lederen hennes; «ingen» når det er sagt at ingen leder henne, «ukjent» tar det bort.",
)
@click.option("--sluttet/--begynt", default=None, help="Ta fra henne tilgangen, eller gi den igjen.")
@_TJENER
@click.pass_obj
def endre(
    kontekst: Any,
    /,
    login: str,
    tjener: str,
    borte_til: str | None,
    stedfortreder: str | None,
    overordnet: str | None,
    **felt: object,
) -> int:
    """Endre det som er sagt om en bruker."""
    from overforing.register.felles import brukere

    nye: dict[str, object] = {navn: verdi for navn, verdi in felt.items() if verdi is not None}
    if borte_til is not None:
        til: date | None = None if borte_til == "nei" else dagen(borte_til)
        nye["borte_til"] = til
    if stedfortreder is not None:
        nye["stedfortreder"] = None if stedfortreder == "ingen" else stedfortreder
    if overordnet is not None:
        nye["overordnet"] = None if overordnet in ("ingen", "ukjent") else overordnet
        nye["overst"] = overordnet == "ingen"
    if not nye:
        raise ugyldig("Si hva som skal endres.")
    _styr(kontekst, tjener, lambda conn: brukere.endre(conn, login, **nye))
    return 0


@bruker.command(cls=Kommando)
@_TJENER
@click.option("--json", "som_json", is_flag=True, help="Ett JSON-objekt per linje.")
@click.pass_obj
def liste(kontekst: Any, tjener: str, som_json: bool) -> int:
    """Vis dem som bruker loggen."""
    from overforing.register.felles import brukere

    def vis(conn: Any) -> None:
        for en in brukere.alle(conn):
            if som_json:
                skriv_json({navn: verdi if verdi is None else str(verdi) for navn, verdi in vars(en).items()})
                continue
            borte = f"borte til {en.borte_til:%d.%m.%Y}" if en.borte_til else ""
            leder = "øverst" if en.overst else f"under {en.overordnet}" if en.overordnet else ""
            hva = (en.login, en.navn, en.rolle, en.tittel, "sluttet" if en.sluttet else borte, leder)
            skriv("\t".join(hva).rstrip())

    _styr(kontekst, tjener, vis)
    return 0


def _styr(kontekst: Any, tjener: str, gjor: Callable[[Any], None]) -> None:
    from overforing.register.felles.feil import med_rad
    from overforing.register.felles.tjener import apne

    adresse, db = _koblet(kontekst, tjener, lambda adresse: apne(adresse, som_bruker=False))
    with closing(db), med_rad(adresse):
        gjor(db.conn)


def _koblet(kontekst: Any, tjener: str, koble: Callable[[Adresse], T]) -> tuple[Adresse, T]:
    """Adressen, og det som er koblet til der. Tar tjeneren ikke imot, spørres det etter passordet når noen er der."""
    skrevet = tjener or kontekst.program.innstillinger.verdier.loggtjener
    if not skrevet:
        raise ugyldig("Si hvilken tjener det gjelder, med --tjener postgresql://…")
    adresse = rommet.adressen(skrevet)
    try:
        return adresse, koble(adresse)
    except Hindret as feil:
        if feil.melding.nokkel != "hinder.felles.passord" or not sys.stdin.isatty():
            raise
    adresse = rommet.adressen(skrevet, tastet(f"Passordet til {adresse.login}: ", skjult=True))
    return adresse, koble(adresse)


def _nytt_passord(login: str) -> str:
    passord = tastet(f"Nytt passord til {login}: ", skjult=True)
    if not passord or passord != tastet("Det samme en gang til: ", skjult=True):
        raise kan_ikke("De to passordene er ikke like, eller tomme. Ingenting er gjort.")
    return passord


def _bekreft(ja: bool) -> None:
    if not ja and tastet("Skriv ja for å gjøre det: ").strip().casefold() != "ja":
        raise kan_ikke("Ingenting er gjort.")
