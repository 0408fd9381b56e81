"""Radene i loggen som det de er ført av: forespørsler, hendelser og dokumenter."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping
from typing import Any

from overforing.mottak import hendelser
from overforing.mottak.foresporsel import FELT, Foresporsel
from overforing.mottak.hendelser import Handling, Hendelse
from overforing.mottak.kvittering import Dokumentpost
from overforing.sak.modell import Dokument

from .tid import dag, tidspunkt

_JA_NEI = frozenset({"haster", "manuell", "ny_versjon"})


def foresporsel(rad: Mapping[str, Any] | sqlite3.Row) -> Foresporsel:
    """En rad i ``foresporsler`` som forespørsel. Kaster ``ValueError`` når en verdi ikke er en den kan ha."""
    felt = {f: hendelser.inn(f, bool(rad[f]) if f in _JA_NEI and rad[f] is not None else rad[f]) for f in FELT}
    return Foresporsel(
        aar=rad["aar"],
        nr=rad["nr"],
        versjon=rad["versjon"],
        registrert=tidspunkt(rad["registrert"]),
        registrert_av=rad["registrert_av"],
        **felt,
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
    return Dokumentpost(
        aar=rad["aar"],
        sekvens=rad["sekvens"],
        post=rad["post"],
        hendelse=rad["hendelse"],
        registrert=tidspunkt(rad["registrert"]),
        retning=rad["retning"],
        dokument=Dokument(rad["dokument"]) if rad["dokument"] else None,
        format=rad["format"],
        dato=dag(rad["dato"]),
        tekst=rad["tekst"],
        sha256=rad["sha256"],
        storrelse=rad["storrelse"],
        har_sak=bool(rad["har_sak"]),
    )
