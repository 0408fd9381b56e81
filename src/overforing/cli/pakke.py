"""``overforing brev --pakke``: hvilke valg som går sammen, og pakkene som filer."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from overforing.cli.utgang import kan_ikke, ugyldig
from overforing.filer import les
from overforing.hinder import er_mappe
from overforing.program.program import Program, na
from overforing.regelverk.funn import Vurdering
from overforing.sak.modell import Dokument, Malform, Sak

if TYPE_CHECKING:
    from overforing.arkiv.vedlegg import Vedlegg

SLAG = ("eformidling", "fiks")
FORMER = ("zip", "mappe")
FILER = ("etter_mottakeren", "bare_pdf", "pdf_og_word")
"""Verdiene i ``arkiv.verdier.Pakkefiler``, uten å hente den før den trengs."""

_VALG = (
    click.option(
        "--pakke",
        type=click.Choice(SLAG),
        help="Skriv i stedet én pakke til arkivet for hvert dokument: arkivmelding, filene og SHA-256-summer.",
    ),
    click.option(
        "--pakkefiler",
        type=click.Choice(FILER),
        help="Filene i pakken: bare PDF eller også Word; som innstilt når det ikke er sagt. «etter_mottakeren» er bare "
        "PDF gjennom eFormidling til andre enn Statsforvalteren.",
    ),
    click.option(
        "--pakkeform",
        type=click.Choice(FORMER),
        default="zip",
        help="Pakken som én zip-fil eller som en mappe; zip når det ikke er sagt.",
    ),
    click.option(
        "--vedlegg",
        "vedleggsfiler",
        multiple=True,
        metavar="FIL",
        help="Legg filen ved i pakken (PDF, Word, PNG eller JPEG; kan gjentas). Krever at --dokument er ett.",
    ),
)


def pakkevalg(kommando: Callable[..., int]) -> Callable[..., int]:
    """Kommandoen med valgene om pakker."""
    for valg in reversed(_VALG):
        kommando = valg(kommando)
    return kommando


def krev_forenlige_valg(
    pakke: str | None,
    formater: Sequence[str],
    utkast: bool,
    vedleggsfiler: Sequence[str],
    dokumenter: Sequence[str],
    pakkefiler: str | None = None,
) -> None:
    """Kaster ``UgyldigInndata`` når valgene til sammen ikke gir mening eller kan gi vedlegg til feil mottaker."""
    if vedleggsfiler and not pakke:
        raise ugyldig("--vedlegg hører til en pakke. Si også --pakke eformidling eller --pakke fiks.")
    if pakke and utkast:
        raise ugyldig("Et utkast skal ikke til arkivet. Ta bort --utkast, eller --pakke.")
    if pakkefiler and not pakke:
        raise ugyldig("--pakkefiler hører til en pakke. Si også --pakke eformidling eller --pakke fiks.")
    if pakke and formater:
        raise ugyldig("Hvilke filer en pakke har, sier --pakkefiler. Ta bort --format.")
    if vedleggsfiler and len(set(dokumenter)) != 1:
        raise ugyldig("Si hvilket dokument vedleggene hører til, med ett --dokument, så ingen andre får dem.")


def les_vedlegg(filer: Iterable[str]) -> tuple[Vedlegg, ...]:
    """Vedleggene fra disken. En fil som uansett er for stor, leses ikke inn."""
    from overforing.arkiv.vedlegg import MAKS_VEDLEGG, vedlegg

    return tuple(vedlegg(les(fil, MAKS_VEDLEGG, for_stor="feil.arkiv.stort_vedlegg"), fil) for fil in filer)


def lag_pakker(
    program: Program,
    sak: Sak,
    vurdering: Vurdering,
    dokumenter: Iterable[Dokument],
    slag: str,
    form: str,
    malform: Malform | None = None,
    vedlegg: Sequence[Vedlegg] = (),
    pakkefiler: str | None = None,
) -> dict[str, bytes]:
    """Én pakke for hvert dokument, som filnavn og innhold. I formen «mappe» står pakkens navn foran filens.

    ``pakkefiler`` er én av ``FILER``, eller ``None`` for det som er stilt inn.
    """
    tid, pakker = na(), program.arkivpakker
    if pakkefiler:
        pakker = pakker.med_filer(pakkefiler)
    filer: dict[str, bytes] = {}
    for dokument in dokumenter:
        brev = program.brevskriver.lag(dokument, sak, vurdering, malform, i_dag=na().date())
        if form == "zip":
            filer |= pakker.som_zip(brev, sak, vurdering, slag, tid, vedlegg)
        else:
            innhold = pakker.pakk(brev, sak, vurdering, slag, tid, vedlegg)
            filer |= {f"{pakker.navn(brev, sak, slag)}/{navn}": data for navn, data in innhold.items()}
    return filer


def krev_bare_pakken(mappe: Path, filer: Iterable[str]) -> None:
    """En pakke som mappe skal bare ha det som står i listen over kontrollsummer. Kaster ellers ``KanIkke``."""
    ventet = {mappe / navn for navn in filer if "/" in navn}
    for pakkemappe in sorted({sti.parent for sti in ventet}):
        if er_mappe(pakkemappe) and (andre := sorted(s.name for s in pakkemappe.iterdir() if s not in ventet)):
            raise kan_ikke(f"{pakkemappe} har filer som ikke hører til pakken: {', '.join(andre)}. Flytt dem først.")
