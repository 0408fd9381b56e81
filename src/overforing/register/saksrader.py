"""En sak som rad i databasen, og raden som linje i lista."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from overforing.feil import UgyldigInndata
from overforing.sak.jsonlesing import STORST
from overforing.sak.lagret import Kjennetegn, Lagerrad
from overforing.sak.lekkasje import trygt_saksnummer
from overforing.sak.modell import Sak, Sakstilstand, Tjeneste
from overforing.sak.saksfil import til_json
from overforing.sak.tilstand import sakstilstand

from .sok import soketekst
from .summer import kontrollsum
from .tid import dag, tidspunkt


def kolonner(sak: Sak, raa: Mapping[str, str]) -> dict[str, Any]:
    """Saken og det lista og søket trenger av den."""
    tekst = til_json(sak)
    if len(tekst) > STORST:
        raise UgyldigInndata("feil.register.stor_sak")
    if any("\ud800" <= tegn <= "\udfff" for tegn in tekst):
        raise UgyldigInndata("feil.register.halvt_tegn")
    halvskrevet = json.dumps(dict(raa))
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
        "raa": halvskrevet,
        "json": tekst,
        "kontrollsum": kontrollsum(tekst.encode(), halvskrevet.encode()),
    }


def lagerrad(rad: Mapping[str, Any], uleselig: bool) -> Lagerrad:
    """Raden som en linje i lista. Er den ``uleselig``, kan også det lista viser, være ødelagt."""
    try:
        return _lagerrad(rad, uleselig)
    except (ValueError, TypeError, AttributeError):
        return Lagerrad(
            id=str(rad["id"]),
            saksnummer="",
            mottatt=None,
            tilstand=Sakstilstand.UTKAST,
            endret=datetime.fromtimestamp(0, UTC),
            endret_av="",
            haster=None,
            forelopig_svar=False,
            kopier=rad["kopier"],
            merkelapp="",
            tjenester=(),
            kjennetegn=Kjennetegn(),
            uleselig=True,
        )


def _lagerrad(rad: Mapping[str, Any], uleselig: bool) -> Lagerrad:
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
        uleselig=uleselig,
    )
