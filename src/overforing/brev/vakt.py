"""Vakten ved døren: det i et ferdig brev som ikke skal ut av kontoret.

Fødselsnumre hører ingen steder hjemme i et brev herfra. En parts navn hører ikke hjemme der brevet kjennes igjen
utenfra: tittel, referanser og filnavn (rettsgrunnlag § 9).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from overforing.sak.lekkasje import finn_fodselsnumre, finn_navn, tekster
from overforing.sak.modell import Sak

from .modell import Brev, blokklinjer


class Hva(StrEnum):
    FODSELSNUMMER = "fodselsnummer"
    NAVN = "navn"


class Hvor(StrEnum):
    TITTEL = "tittel"
    FILNAVN = "filnavn"
    SAKSNUMMER = "saksnummer"
    DERES_REF = "deres_ref"
    HODE = "hode"
    SEKSJON = "seksjon"
    SLUTT = "slutt"
    VEDLAGT = "vedlagt"


@dataclass(frozen=True)
class Lekkasje:
    """Noe som ikke skal ut. ``navn`` er overskriften på delen, eller stien til feltet i saken som følger med."""

    hva: Hva
    hvor: Hvor
    navn: str = ""


def lekkasjer(brev: Brev, sak: Sak, folger: Sak | None, filnavn: Iterable[str]) -> tuple[Lekkasje, ...]:
    """Alt i brevet som ikke skal ut, hvert sted én gang.

    ``sak`` er saken brevet er skrevet av, ``folger`` den delen av den som følger med inne i filen.
    """
    utenpa = _referanser(brev, sak)
    navnesteder = [
        (Hvor.TITTEL, brev.tittel, False),
        *((hvor, verdi, True) for hvor, verdi in utenpa if hvor is not Hvor.HODE),
        *((Hvor.FILNAVN, fil, False) for fil in filnavn),
    ]
    funn = [Lekkasje(Hva.NAVN, hvor) for hvor, tekst, deler in navnesteder if finn_navn(tekst, sak, deler=deler)]
    steder = [
        *((Lekkasje(Hva.FODSELSNUMMER, hvor), tekst) for hvor, tekst, _ in navnesteder),
        *((Lekkasje(Hva.FODSELSNUMMER, hvor), verdi) for hvor, verdi in utenpa if hvor is Hvor.HODE),
        *_i_brevet(brev),
    ]
    if folger:
        # Saksnummeret og referansen er sagt over.
        uten = replace(folger, saksnummer="", brev=replace(folger.brev, deres_ref=""))
        steder += [(Lekkasje(Hva.FODSELSNUMMER, Hvor.VEDLAGT, sti), tekst) for sti, tekst in tekster(uten)]
    funn += [sted for sted, tekst in steder if finn_fodselsnumre(tekst)]
    return tuple(dict.fromkeys(funn))


def _referanser(brev: Brev, sak: Sak) -> list[tuple[Hvor, str]]:
    """Verdiene i referansefeltet, med saksnummeret og «Deres ref.» som det de er."""
    kjente = {_samlet(sak.saksnummer): Hvor.SAKSNUMMER, _samlet(sak.brev.deres_ref): Hvor.DERES_REF}
    return [(kjente.get(_samlet(r.verdi), Hvor.HODE), r.verdi) for r in brev.hode.referanser]


def _samlet(tekst: str) -> str:
    return " ".join(tekst.split())


def _i_brevet(brev: Brev) -> Iterator[tuple[Lekkasje, str]]:
    hode = brev.hode
    for linje in (*hode.avsender, *hode.mottaker, hode.merking):
        yield Lekkasje(Hva.FODSELSNUMMER, Hvor.HODE), linje
    for seksjon in brev.seksjoner:
        sted = Lekkasje(Hva.FODSELSNUMMER, Hvor.SEKSJON, seksjon.overskrift)
        yield sted, seksjon.overskrift
        for blokk in seksjon.blokker:
            yield from ((sted, linje) for linje in blokklinjer(blokk))
    yield from ((Lekkasje(Hva.FODSELSNUMMER, Hvor.SLUTT), linje) for linje in (brev.hilsen, *brev.underskrift))
