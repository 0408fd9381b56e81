"""``overforing register apne-sladdet`` og ``tilintetgjor``: det sladdede, vist av to sammen eller borte for godt."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from overforing.cli.loggen import KLOKKA, NAVN, REGISTER, apnet_logg, dagen, gjor, nummeret, valgt
from overforing.cli.norsk import Kommando
from overforing.cli.utgang import skriv


@click.command(cls=Kommando, name="apne-sladdet")
@click.argument("journalnummer")
@click.argument("hendelse", type=click.IntRange(1))
@REGISTER
@click.option("--navn", metavar="NAVN", default="", help="Den som åpner, når det ikke er innstilt.")
@click.option("--sammen-med", metavar="NAVN", required=True, help="Den andre som er med.")
@click.option("--hvorfor", metavar="TEKST", required=True, help="Grunnen, som blir stående i loggen.")
@KLOKKA
@click.pass_obj
def apne_sladdet(
    kontekst: Any, journalnummer: str, hendelse: int, fil: Path | None, navn: str, sammen_med: str, hvorfor: str
) -> int:
    """Vis det som er sladdet i en hendelse. To må være sammen om det, og det føres."""
    from overforing.mottak.sladding import apne

    aar, nr = nummeret(journalnummer)
    with apnet_logg(kontekst.program, fil, navn) as logg:
        f, historikk = logg.les(aar, nr), logg.historikk(aar, nr)
        gjor(kontekst.program, logg, f, apne(f, historikk, hendelse, logg.bruker, sammen_med, hvorfor))
        skriv(logg.original(aar, nr, hendelse))
    return 0


@click.command(cls=Kommando)
@click.argument("journalnummer")
@click.argument("hendelse", type=click.IntRange(1))
@REGISTER
@NAVN
@click.option("--bestemt-av", metavar="HVEM", required=True, help="Den som har bestemt det.")
@click.option("--dato", "bestemt", metavar="DATO", required=True, help="Dagen det ble bestemt (ÅÅÅÅ-MM-DD).")
@click.option("--hvorfor", metavar="TEKST", required=True, help="Grunnen, som blir stående i loggen.")
@KLOKKA
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

    aar, nr = nummeret(journalnummer)
    hvem = valgt(Bestemt, bestemt_av, "som kan bestemme det")
    with apnet_logg(kontekst.program, fil, navn) as logg:
        f, historikk = logg.les(aar, nr), logg.historikk(aar, nr)
        ny = tilintetgjor_(f, historikk, hendelse, hvem, dagen(bestemt), hvorfor)
        gjor(kontekst.program, logg, f, ny)
    return 0
