"""Det det søkes i: saksnummeret, navnene og de frie tekstene i saken, uten skille mellom store og små bokstaver."""

from __future__ import annotations

import dataclasses
import unicodedata
from collections.abc import Iterator, Mapping
from enum import Enum

from overforing.sak.modell import Sak

_PEKERE = {"id", "overordnet", "part", "ansatt", "avgjort_av_ansatt", "besluttet_av", "vurdert_av", "underskriver"}
_KOMMUNER = {"kommune", "kommune_for_inntak", "bosettingskommune", "med_kommune", "settekommune"}
_IKKE_SOKBART = _PEKERE | _KOMMUNER | {"gitt", "tidspunkt", "forslag", "kontor"}
"""Pekere, koder, det programmet selv har skrevet, og kontoret, som er likt i alle sakene."""


def brett(tekst: str) -> str:
    """Teksten slik den sammenlignes: «ÅS», «ås» og en å skrevet med to tegn er det samme."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", tekst).casefold())


def soketekst(sak: Sak) -> str:
    """Alt det kan søkes i, med linjeskift mellom."""
    return brett("\n".join(_tekster(sak)))


def _tekster(verdi: object) -> Iterator[str]:
    match verdi:
        case Enum():
            return
        case str():
            if verdi:
                yield verdi
        case tuple():
            for element in verdi:
                yield from _tekster(element)
        case Mapping():
            for element in verdi.values():
                yield from _tekster(element)
        case _ if dataclasses.is_dataclass(verdi):
            for felt in dataclasses.fields(verdi):
                if felt.name not in _IKKE_SOKBART:
                    yield from _tekster(getattr(verdi, felt.name))
