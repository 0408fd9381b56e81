"""Det kommandoene på loggen har felles: valgene, å åpne den, og å tolke det som er skrevet."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from overforing.cli.opplasing import las_opp
from overforing.cli.utgang import kan_ikke, melding, ugyldig
from overforing.feil import KanIkke
from overforing.hinder import Hindret
from overforing.program.embetet import Mottaksprogram
from overforing.program.program import Program, na
from overforing.sak.kodeverk import Malform

if TYPE_CHECKING:
    from overforing.mottak.egen_habilitet import Utforer
    from overforing.mottak.foresporsel import Foresporsel
    from overforing.mottak.hendelser import Endring
    from overforing.register.foresporsler import Foresporselsregister
    from overforing.saksgang.mottak.tilgang import Tilgang

REGISTER = click.option("--register", "fil", type=click.Path(path_type=Path), metavar="DB", help="Loggens fil.")
KLOKKA = click.option(
    "--klokka-er-riktig",
    is_flag=True,
    expose_value=False,
    callback=lambda ctx, _, sagt: ctx.meta.update(klokka_er_riktig=sagt),
    help="Før selv om klokka ser ut til å gå feil.",
)
SOM_JSON = click.option("--json", "som_json", is_flag=True, help="Ett JSON-objekt per linje.")
NAVN = click.option("--navn", metavar="NAVN", default="", help="Den som fører, når det ikke er innstilt.")


_OM_LASEN = {"feil.las.ark_forst": "bekreft", "feil.las.kreves": "pa --passfrase"}


@contextmanager
def apnet_logg(program: Program, fil: Path | None, navn: str = "") -> Iterator[Foresporselsregister]:
    """Loggen, åpen så lenge det varer. Det kommandolinjen kan gjøre med en feil, sies med den."""
    las_opp(program)
    try:
        logg = Mottaksprogram(program).apne_logg(fil, navn)
    except Hindret as feil:
        if feil.melding.nokkel == "hinder.kopi.mangler":
            raise kan_ikke(f"{feil} Se «overforing kopier --help».") from None
        raise
    except KanIkke as feil:
        if rad := _OM_LASEN.get(feil.melding.nokkel):
            raise kan_ikke(f"{feil} Kjør «overforing las {rad}».") from None
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


@contextmanager
def tilgangen(program: Program, logg: Foresporselsregister) -> Iterator[Tilgang]:
    """Der det føres hvem som ser på hva. Ble det ikke ført, eller er det nytt at det føres, sies det etterpå."""
    tilgang = Mottaksprogram(program).tilgang(logg)
    try:
        yield tilgang
    finally:
        tilgang.lager.lukk()
    if tilgang.galt is not None:
        melding(f"△ {tilgang.galt}")
    if tilgang.ny:
        maaneder = program.innstillinger.verdier.tilgang_maaneder
        melding(program.katalog.hent("tilgang.fortalt.tekst", Malform.NB, maaneder=str(maaneder)))


def nummeret(tekst: str) -> tuple[int, int]:
    """Året og nummeret i «2026/17»."""
    aar, _, nr = tekst.strip().partition("/")
    if aar.isdecimal() and nr.isdecimal() and len(aar) == 4 and len(nr) < 10:
        return int(aar), int(nr)
    raise ugyldig("Skriv journalnummeret som år og nummer, for eksempel 2026/17.")


def mottatt_dag(tekst: str | None) -> date:
    """Dagen noe kom; i dag når den ikke er sagt, og aldri fram i tid."""
    dato = dagen(tekst) if tekst else na().date()
    if dato > na().date():
        raise ugyldig("Brevene kan ikke være mottatt fram i tid.")
    return dato


def dagen(tekst: str) -> date:
    """Datoen i «ÅÅÅÅ-MM-DD»."""
    try:
        return date.fromisoformat(tekst)
    except ValueError:
        raise ugyldig(f"«{tekst}» er ikke en dato på formen ÅÅÅÅ-MM-DD.") from None


def valgt(slag: Any, verdi: str, hva: str) -> Any:
    """Verdien i kodeverket ``slag``. ``hva`` er det den skulle vært, etter «er ikke en»."""
    try:
        return slag(verdi)
    except ValueError:
        raise ugyldig(f"«{verdi}» er ikke en {hva}. Velg blant: {', '.join(slag)}.") from None


def gjor(program: Program, logg: Foresporselsregister, f: Foresporsel, ny: Endring) -> None:
    """Før en endring, når den som fører, kan gjøre det."""
    from overforing.mottak.egen_habilitet import vokt

    logg.gjor(f.aar, f.nr, f.versjon, vokt(f, ny, utforer(program, logg)))


def utforer(program: Program, logg: Foresporselsregister) -> Utforer:
    """Den som fører, med lederne sine: dem tjeneren vet om, ellers dem i innstillingene."""
    from overforing.mottak.egen_habilitet import Utforer

    return Utforer(logg.bruker, logg.linje or program.innstillinger.verdier.embetslinje)
