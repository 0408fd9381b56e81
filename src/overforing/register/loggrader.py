"""Radene i loggen som det de er ført av: forespørsler, hendelser og dokumenter."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import fields
from datetime import date, datetime
from enum import Enum
from functools import cache
from typing import Any

from overforing.mottak import hendelser
from overforing.mottak.foresporsel import FASTE, FELT, Foresporsel
from overforing.mottak.hendelser import Handling, Hendelse
from overforing.mottak.kvittering import Dokumentpost
from overforing.sak.modell import Dokument

from .tid import dag, tidspunkt

ALLE = (*FASTE, *FELT)
"""Kolonnene i ``foresporsler`` som er felt i en forespørsel."""

_TYPER: Mapping[str, type] = {**hendelser.TYPER, "forelopig_mangler": bool}


class _Verdier(dict[Any, Any]):
    """Feltverdien hver kolonneverdi står for. Den tolkes første gang; det er få av dem, og mange rader.

    Kaster ``ValueError`` når feltet ikke kan ha den.
    """

    def __init__(self, tolk: Callable[[Any], Any], kjente: Iterable[Any] = ()) -> None:
        super().__init__({verdi: verdi for verdi in kjente} | {None: None})
        self._tolk = tolk

    def __missing__(self, kolonne: Any) -> Any:
        verdi = self[kolonne] = self._tolk(kolonne)
        return verdi


_DAGENE = _Verdier(date.fromisoformat)


@cache
def tolken(felt: str) -> Callable[[Any], Any] | None:
    """Det som gjør en kolonne til feltverdien; ``None`` når de er det samme."""
    type_ = _TYPER.get(felt, str)
    if type_ is datetime:
        return tidspunkt
    if type_ is date:
        return _DAGENE.__getitem__
    if type_ is bool:
        return _Verdier(bool, (False, True)).__getitem__  # SQLites 0 og 1 er de samme nøklene
    return _Verdier(type_, type_).__getitem__ if issubclass(type_, Enum) else None


def kolonnene(felt: Sequence[str], rader: Sequence[Sequence[Any]]) -> list[Iterable[Any]]:
    """Feltverdiene i rader som begynner med disse kolonnene, hver kolonne for seg. Er det ingen rader, er de tomme.

    Hva en kolonne skal bli, avgjøres da én gang, ikke for hver rad.
    """
    if not rader:
        return [() for _ in felt]
    return [
        kolonne if tolk is None else map(tolk, kolonne)
        for tolk, kolonne in zip(map(tolken, felt), zip(*rader, strict=True), strict=False)
    ]


_TOLKENE = tuple((felt, tolken(felt)) for felt in ALLE)


def foresporsel(rad: Mapping[str, Any] | sqlite3.Row) -> Foresporsel:
    """En rad i ``foresporsler`` som forespørsel. Kaster ``ValueError`` når en verdi ikke er en den kan ha."""
    return Foresporsel(**{felt: rad[felt] if tolk is None else tolk(rad[felt]) for felt, tolk in _TOLKENE})


def foresporsler(rader: Sequence[Sequence[Any]]) -> Iterator[Foresporsel]:
    """Rader som begynner med kolonnene ``ALLE``, som forespørsler."""
    for verdier in zip(*kolonnene(ALLE, rader), strict=True):
        yield Foresporsel(**dict(zip(ALLE, verdier, strict=True)))


def hendelse(rad: Mapping[str, Any]) -> Hendelse:
    """En rad i ``hendelser``. Kaster ``ValueError`` når den ikke kan leses."""
    return Hendelse(
        rad["nr"],
        tidspunkt(rad["tidspunkt"]),
        rad["av"],
        Handling(rad["handling"]),
        {felt: (gammel, ny) for felt, (gammel, ny) in json.loads(rad["endret"]).items()},
        rad["tekst"],
    )


def dokumentpost(rad: Mapping[str, Any]) -> Dokumentpost:
    """En rad i ``dokumenter``, med størrelsen på filen og om saken følger med."""
    verdier = {felt.name: rad[felt.name] for felt in fields(Dokumentpost)} | {
        "registrert": tidspunkt(rad["registrert"]),
        "dokument": Dokument(rad["dokument"]) if rad["dokument"] else None,
        "dato": dag(rad["dato"]),
        "mottatt": dag(rad["mottatt"]),
        "pafort": tuple(rad["pafort"].split()),
        "har_sak": bool(rad["har_sak"]),
        "sha256": rad["sha256"] or "",
        "storrelse": rad["storrelse"] or 0,
    }
    return Dokumentpost(**verdier)
