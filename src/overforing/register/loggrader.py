"""Radene i loggen som det de er ført av: forespørsler, hendelser og dokumenter."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Mapping
from dataclasses import fields
from datetime import date
from enum import Enum
from functools import cache
from typing import Any

from overforing.mottak import hendelser
from overforing.mottak.foresporsel import FELT, Foresporsel
from overforing.mottak.hendelser import Handling, Hendelse
from overforing.mottak.kvittering import Dokumentpost
from overforing.sak.modell import Dokument

from .tid import dag, tidspunkt


def verdi(felt: str, kolonne: Any) -> Any:
    """Feltverdien en kolonne i ``foresporsler`` står for. Kaster ``ValueError`` når feltet ikke kan ha den."""
    tolk = tolken(felt)
    return kolonne if tolk is None or kolonne is None else tolk(kolonne)


@cache
def tolken(felt: str) -> Callable[[Any], Any] | None:
    """Det som gjør en kolonne som ikke er tom, til feltverdien; ``None`` når de er det samme."""
    type_ = hendelser.TYPER.get(felt, str)
    if type_ is date:
        return date.fromisoformat
    return type_ if type_ is bool or issubclass(type_, Enum) else None


def foresporsel(rad: Mapping[str, Any] | sqlite3.Row) -> Foresporsel:
    """En rad i ``foresporsler`` som forespørsel. Kaster ``ValueError`` når en verdi ikke er en den kan ha."""
    return Foresporsel(
        aar=rad["aar"],
        nr=rad["nr"],
        versjon=rad["versjon"],
        registrert=tidspunkt(rad["registrert"]),
        registrert_av=rad["registrert_av"],
        **{felt: verdi(felt, rad[felt]) for felt in FELT},
    )


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
