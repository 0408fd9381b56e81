"""Det registeret vet om en sak: raden i databasen og det den blir når den leses."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from overforing.feil import UgyldigInndata
from overforing.sak.jsonlesing import STORST
from overforing.sak.lekkasje import trygt_saksnummer
from overforing.sak.modell import Arsak, Sak, Sakstilstand, Sakstype
from overforing.sak.saksfil import til_json
from overforing.sak.tilstand import sakstilstand

from .sok import soketekst


@dataclass(frozen=True)
class Lagret:
    """En sak slik den ligger i registeret.

    ``raa`` er halvskrevne feltverdier etter sti; ``versjon`` skal gis tilbake ved lagring.
    """

    sak: Sak = field(repr=False)
    raa: Mapping[str, str] = field(repr=False)
    versjon: int
    endret: datetime
    endret_av: str
    avsluttet: bool


@dataclass(frozen=True)
class Saksrad:
    """En linje i lista, uten navn. ``forelopig_svar``: søkeren har fått det.

    ``kopier`` er hvor mange kopier som venter på at noen ser på dem."""

    id: str
    saksnummer: str
    mottatt: date | None
    tilstand: Sakstilstand
    endret: datetime
    endret_av: str
    sakstype: Sakstype
    arsak: Arsak | None
    haster: bool | None
    forelopig_svar: bool
    kopier: int


@dataclass(frozen=True)
class Revisjon:
    """Saken slik den var. ``sak`` er ``None`` når revisjonen ikke lenger kan leses."""

    nr: int
    tidspunkt: datetime
    grunn: str
    sak: Sak | None = field(repr=False)


@dataclass(frozen=True)
class Kopi:
    """Det en annen hadde skrevet da saken var endret i mellomtiden. ``sak`` er ``None`` når den ikke kan leses."""

    nr: int
    tidspunkt: datetime
    av: str
    sak: Sak | None = field(repr=False)
    raa: Mapping[str, str] = field(repr=False)


def kolonner(sak: Sak, raa: Mapping[str, str]) -> dict[str, Any]:
    """Saken og det lista og søket trenger av den."""
    tekst = til_json(sak)
    if len(tekst) > STORST:
        raise UgyldigInndata("Saken er større enn 10 MB og kan ikke lagres. Kort ned de lengste tekstene.")
    if any("\ud800" <= tegn <= "\udfff" for tegn in tekst):
        raise UgyldigInndata("En av tekstene har et halvt tegn som ikke kan lagres. Skriv det på nytt.")
    return {
        "id": sak.id,
        "tilstand": sakstilstand(sak).value,
        "saksnummer": trygt_saksnummer(sak),
        "mottatt": sak.soknad.mottatt.isoformat() if sak.soknad.mottatt else None,
        "sakstype": sak.sakstype.value,
        "arsak": sak.arsak.value if sak.arsak else None,
        "haster": sak.soknad.haster,
        "forelopig_svar": sak.forelopig_svar_soker is not None,
        "sok": soketekst(sak),
        "raa": json.dumps(dict(raa)),
        "json": tekst,
    }


def saksrad(rad: Mapping[str, Any]) -> Saksrad:
    """Raden som en linje i lista."""
    return Saksrad(
        id=rad["id"],
        saksnummer=rad["saksnummer"],
        mottatt=date.fromisoformat(rad["mottatt"]) if rad["mottatt"] else None,
        tilstand=Sakstilstand(rad["gjeldende"]),
        endret=tidspunkt(rad["endret"]),
        endret_av=rad["endret_av"],
        sakstype=Sakstype(rad["sakstype"]),
        arsak=Arsak(rad["arsak"]) if rad["arsak"] else None,
        haster=None if rad["haster"] is None else bool(rad["haster"]),
        forelopig_svar=bool(rad["forelopig_svar"]),
        kopier=rad["kopier"],
    )


def tidspunkt(tekst: str) -> datetime:
    """Et tidspunkt slik det er lagret, i UTC."""
    return datetime.fromisoformat(tekst)


def kopinummer(nummer: str) -> str:
    """«2026/0417» blir «2026/0417 (kopi)», og den igjen «2026/0417 (kopi 2)». Uten nummer er det ingenting å merke."""
    treff = re.fullmatch(r"(.*) \(kopi(?: (\d+))?\)", nummer)
    if treff:
        return f"{treff[1]} (kopi {int(treff[2] or 1) + 1})"
    return f"{nummer} (kopi)" if nummer.strip() else ""
