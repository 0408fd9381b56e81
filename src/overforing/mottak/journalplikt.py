"""Hva som skal i journalen: hvert dokument inn og ut, også det loggen ikke har filen til (arkivforskrifta § 14).

Interne notater føres som organinterne dokumenter. De er i embetets egen journal, aldri i den offentlige.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from .foresporsel import Svarutfall
from .hendelser import Handling, Hendelse
from .kvittering import Dokumentpost, Retning

_INN = frozenset({Handling.MOTTATT, Handling.NY_VERSJON, Handling.NYTT_BREV, Handling.SAMME_INNHOLD})
_UT = frozenset({Handling.FORELOPIG_SVAR, Handling.ETTERLYST})
UTEN_DOKUMENT = frozenset({Svarutfall.FEILFORT, Svarutfall.TRUKKET, Svarutfall.BORTFALT})
"""Utfallene en forespørsel kan ende med uten at noe er sendt."""


def retning_for(h: Hendelse) -> Retning | None:
    """Hva slags dokument hendelsen alltid har i journalen; ``None`` når den ikke må ha noe."""
    if h.handling is Handling.NOTAT:
        return "intern"
    if h.handling in _INN:
        return "inn"
    if h.handling is Handling.AVGJORT:
        return None if h.endret.get("utfall", ("", ""))[1] in UTEN_DOKUMENT else "ut"
    return "ut" if h.handling in _UT else None


class Avskrivningsmate(StrEnum):
    """Måtene et mottatt dokument avskrives på (Noark 5, M619)."""

    BREV = "Besvart med brev"
    ETTERRETNING = "Tatt til etterretning"
    ORIENTERING = "Tatt til orientering"


@dataclass(frozen=True)
class Avskrivning:
    """At et mottatt dokument er ferdig behandlet. ``av`` er dokumentet det er besvart med, når det er et."""

    dato: date
    mate: Avskrivningsmate
    av: Dokumentpost | None = None


def avskrivning(
    d: Dokumentpost, dokumenter: Sequence[Dokumentpost], historikk: Sequence[Hendelse]
) -> Avskrivning | None:
    """Avskrivningen av et mottatt dokument, eller ``None`` så lenge det står ubesvart.

    Avgjørelsen avskriver alt som er kommet før den, og det gjør det også at forespørselen er slått sammen med en annen.
    Åpnes forespørselen igjen, er ingenting besvart før den neste. Det
    som kommer etter avgjørelsen, er avskrevet når noen har lest det.
    """
    if d.retning != "inn":
        return None
    svar: Hendelse | None = None
    for h in historikk:
        if h.handling is Handling.GJENAPNET:
            svar = None
        elif h.nr > d.hendelse and (_avsluttet(h) or (h.handling is Handling.LEST and svar is None)):
            svar = h
    if svar is None:
        return None
    dato = svar.tidspunkt.astimezone().date()
    if svar.handling is Handling.LEST:
        avgjort = any(_avsluttet(h) and h.nr < d.hendelse for h in historikk)
        return Avskrivning(dato, Avskrivningsmate.ORIENTERING) if avgjort else None
    brev = next((en for en in dokumenter if en.hendelse == svar.nr and en.retning == "ut"), None)
    return Avskrivning(dato, Avskrivningsmate.BREV if brev else Avskrivningsmate.ETTERRETNING, brev)


def _avsluttet(h: Hendelse) -> bool:
    return h.handling is Handling.AVGJORT or (h.handling is Handling.SLATT_SAMMEN and "del_av" in h.endret)
