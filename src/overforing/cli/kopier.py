"""``overforing kopier``: sikkerhetskopiene av kontorets saker og av loggen, uten vindu."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from overforing.cli.norsk import Gruppe, Kommando
from overforing.cli.opplasing import las_opp
from overforing.cli.utgang import KAN_IKKE, melding, skriv, ugyldig
from overforing.program.kopier import Registerkopier
from overforing.sak.kopi import Register, Registerkopi

if TYPE_CHECKING:
    from collections.abc import Callable

_logg = click.option("--logg", is_flag=True, help="Kopiene av loggen, ikke av kontorets saker.")
_tilgang = click.option("--tilgang", is_flag=True, help="Kopiene av tilgangsloggen, den som ligger ved loggen.")
_fil = click.option(
    "--register", "fil", type=click.Path(path_type=Path), metavar="DB", help="Registerets fil, når den ligger for seg."
)
_kopi = click.argument("kopi", metavar="KOPI")


def _valg(kommando: Callable[..., int]) -> Callable[..., int]:
    return _logg(_tilgang(_fil(click.pass_obj(kommando))))


@click.group(cls=Gruppe)
def kopier() -> None:
    """Sikkerhetskopiene: se dem, ta en, og legg tilbake."""


@kopier.command(cls=Kommando)
@_valg
def liste(kontekst: Any, fil: Path | None, logg: bool, tilgang: bool) -> int:
    """Vis kopiene, den nyeste først, og det som er galt med registeret."""
    rom, hva = _rom(kontekst, fil, logg, tilgang)
    alle = rom.alle(hva)
    for kopi in alle:
        tatt = kopi.tatt.astimezone()
        skriv(
            f"{kopi.fil.name}\t{tatt:%d.%m.%Y} kl. {tatt:%H.%M}" + ("\tfør noe ble lagt tilbake" if kopi.bytte else "")
        )
    if not alle:
        melding(f"Ingen kopier i {rom.mappe(hva)}.")
    galt = [funn for funn in rom.funn() if funn.register is hva]
    for funn in galt:
        ord_ = kontekst.program.katalog.hent
        melding(ord_(f"ui_kopier.funn.{hva}.{funn.hva}", "nb").removeprefix("△ ") + f": {funn.fil}")
    return KAN_IKKE if galt else 0


@kopier.command(cls=Kommando)
@_kopi
@_valg
def vis(kontekst: Any, kopi: str, fil: Path | None, logg: bool, tilgang: bool) -> int:
    """Vis hva som er i en kopi. Ingenting endres."""
    rom, hva = _rom(kontekst, fil, logg, tilgang)
    for rad in rom.innhold(hva, _valgt(rom, hva, kopi)):
        stand = ("uleselig" if rad.uleselig else "her" if rad.her else "ikke her",) if rad.id else ()
        skriv("\t".join((rad.nummer or "uten nummer", f"{rad.endret:%d.%m.%Y}", rad.merkelapp, rad.id, *stand)))
    return 0


@kopier.command(cls=Kommando)
@_valg
def ta(kontekst: Any, fil: Path | None, logg: bool, tilgang: bool) -> int:
    """Ta en kopi nå."""
    rom, hva = _rom(kontekst, fil, logg, tilgang)
    if not rom.fil(hva).is_file():
        raise ugyldig(f"Det er ikke noe å ta kopi av: {rom.fil(hva)} finnes ikke.")
    skriv(rom.ta(hva).fil)
    return 0


@kopier.command(cls=Kommando, name="legg-tilbake")
@_kopi
@click.option("--sak", "id_", metavar="ID", help="Bare denne saken; ellers hele registeret.")
@_valg
def legg_tilbake(kontekst: Any, kopi: str, id_: str | None, fil: Path | None, logg: bool, tilgang: bool) -> int:
    """Legg tilbake en kopi, eller én sak i den. Det som er der nå, blir en ny kopi."""
    rom, hva = _rom(kontekst, fil, logg, tilgang)
    valgt = _valgt(rom, hva, kopi)
    if id_ is None:
        rom.legg_tilbake_alt(hva, valgt)
    elif hva is not Register.SAKER:
        raise ugyldig("Fra loggen kan bare hele kopien legges tilbake.")
    else:
        rom.legg_tilbake_sak(valgt, id_)
    skriv(rom.fil(hva))
    return 0


@kopier.command(cls=Kommando, name="begynn-pa-nytt")
@_valg
def begynn_pa_nytt(kontekst: Any, fil: Path | None, logg: bool, tilgang: bool) -> int:
    """La registeret gjelde slik det er, eller begynne tomt, når det mangler noe som er i kopiene."""
    rom, hva = _rom(kontekst, fil, logg, tilgang)
    rom.begynn_pa_nytt(hva)
    skriv(rom.fil(hva))
    return 0


def _rom(kontekst: Any, fil: Path | None, logg: bool, tilgang: bool) -> tuple[Registerkopier, Register]:
    las_opp(kontekst.program)
    hva = Register.TILGANG if tilgang else Register.LOGG if logg else Register.SAKER
    fra = Register.LOGG if tilgang else hva  # tilgangsloggen ligger ved en logg
    return Registerkopier(kontekst.program, filer={fra: fil.absolute()} if fil else {}), hva


def _valgt(rom: Registerkopier, hva: Register, navn: str) -> Registerkopi:
    """Kopien med navnet, eller den nyeste når det er det som er skrevet."""
    alle = rom.alle(hva)
    for kopi in alle:
        if navn in ("nyeste", kopi.fil.name, str(kopi.fil)):
            return kopi
    raise ugyldig(f"Det finnes ingen kopi som heter «{navn}» i {rom.mappe(hva)}. Se «overforing kopier liste».")
