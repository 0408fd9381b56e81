"""En sak som rad i databasen, og raden som linje i lista."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from overforing.feil import UgyldigInndata
from overforing.sak.jsonlesing import STORST
from overforing.sak.lagret import Kjennetegn, Lagerrad
from overforing.sak.lekkasje import trygt_saksnummer
from overforing.sak.modell import Sak, Sakstilstand, Tjeneste
from overforing.sak.saksfil import til_json
from overforing.sak.tilstand import sakstilstand

from .sok import soketekst
from .tid import dag, tidspunkt


def kolonner(sak: Sak, raa: Mapping[str, str]) -> dict[str, Any]:
    """Saken og det lista og søket trenger av den."""
    tekst = til_json(sak)
    if len(tekst) > STORST:
        raise UgyldigInndata("feil.register.stor_sak")
    if any("\ud800" <= tegn <= "\udfff" for tegn in tekst):
        raise UgyldigInndata("feil.register.halvt_tegn")
    return {
        "id": sak.id,
        "tilstand": sakstilstand(sak).value,
        "saksnummer": trygt_saksnummer(sak),
        "mottatt": sak.soknad.mottatt.isoformat() if sak.soknad.mottatt else None,
        "sakstype": sak.sakstype.value,
        "arsak": sak.arsak.value if sak.arsak else None,
        "haster": sak.soknad.haster,
        "forelopig_svar": sak.forelopig_svar_soker is not None,
        "tjenester": " ".join(sak.soknad.tjenester),
        "sok": soketekst(sak),
        "raa": json.dumps(dict(raa)),
        "json": tekst,
    }


def lagerrad(rad: Mapping[str, Any]) -> Lagerrad:
    """Raden som en linje i lista."""
    return Lagerrad(
        id=rad["id"],
        saksnummer=rad["saksnummer"],
        mottatt=dag(rad["mottatt"]),
        tilstand=Sakstilstand(rad["gjeldende"]),
        endret=tidspunkt(rad["endret"]),
        endret_av=rad["endret_av"],
        haster=None if rad["haster"] is None else bool(rad["haster"]),
        forelopig_svar=bool(rad["forelopig_svar"]),
        kopier=rad["kopier"],
        merkelapp=rad["lapp"],
        tjenester=tuple(t for t in Tjeneste if t in rad["tjenester"].split()),
        kjennetegn=Kjennetegn(rad["utfall"], rad["venter_pa"]),
    )
