"""Felles for prøvene av mottaket: en forespørsel å gjøre noe med, og filer laget av programmet selv."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from typing import Any

from overforing.mottak import hendelser
from overforing.mottak.foresporsel import EgenHabilitet, Foresporsel, Slag
from overforing.mottak.frister import frist
from overforing.mottak.hendelser import Endring, Hendelse
from overforing.mottak.inngaende import Inngaende, felt_fra_sak
from overforing.program.embetet import Mottaksprogram
from overforing.program.program import Program
from overforing.sak.modell import Dokument, Sak
from overforing.sak.saksfil import kanonisk, til_verdier
from overforing.saksgang.utgang import fra_kontoret

PROGRAM = Program.start()
STATSFORVALTER = Mottaksprogram(PROGRAM)
EKSEMPLER = Path(__file__).resolve().parents[1] / "eksempler"
MOTTATT = date(2026, 11, 20)
LEDERNE = "Lederne over meg er ikke gjort kjent med saken, og jeg vet ikke om noen tilknytning."
"""Det en krysser av for sammen med at en er habil."""
NA = datetime(2026, 11, 22, 10, 42, tzinfo=UTC)


def en_foresporsel(**felt: Any) -> Foresporsel:
    """En anmodning fra Trondheim som kom 20. november, og det som ellers blir bedt om."""
    mottatt = felt.pop("mottatt", MOTTATT)
    verdier: dict[str, Any] = {
        "aar": 2026,
        "nr": 1,
        "versjon": 1,
        "registrert": NA,
        "registrert_av": "Ine Aune",
        "slag": Slag.ANMODNING,
        "mottatt": mottatt,
        "frist": frist(mottatt),
        "kommune": "5001",
        **felt,
    }
    return Foresporsel(**verdier)


def min_foresporsel(**felt: Any) -> Foresporsel:
    """En Ine har tatt og svart for sin habilitet i. Lederne over henne er ikke spurt."""
    ine = "Ine Aune"
    svart = {"saksbehandler": ine, "egen_habilitet": EgenHabilitet.HABIL, "lederne_ikke_spurt": ine}
    return en_foresporsel(**{**svart, **felt})


def etter(foresporsel: Foresporsel, endring: Endring) -> Foresporsel:
    """Forespørselen når endringen er ført."""
    endret = hendelser.forskjell(foresporsel, endring.felt)
    fort = Hendelse(foresporsel.versjon + 1, NA, "Ine Aune", endring.handling, endret, endring.tekst)
    return hendelser.anvend(foresporsel, fort)


def en_sak(nr: int = 0, navn: str = "01-hele-linjen-inhabil-be-om-overforing", **felt: Any) -> Sak:
    """Et av eksemplene, med egen id når det er gitt et nummer."""
    sak = PROGRAM.les_sak((EKSEMPLER / f"{navn}.json").read_bytes())
    return replace(sak, **({"id": f"{nr:08x}{sak.id[8:]}"} if nr else {}), **felt)


def saksfil(sak: Sak) -> bytes:
    return json.dumps(til_verdier(sak), ensure_ascii=False).encode()


def inngaende(nr: int = 0, **felt: Any) -> Inngaende:
    """En lest saksfil, uten å gå veien om noen leser."""
    sak = en_sak(nr, **felt)
    return Inngaende(
        innhold=saksfil(sak),
        format="json",
        dokument=None,
        sak_id=sak.id,
        sak=sak,
        sak_json=kanonisk(til_verdier(sak)),
        innholdssum=hashlib.sha256(kanonisk(til_verdier(sak)).encode()).hexdigest(),
        felt={**felt_fra_sak(sak, PROGRAM.vurder(sak), None), "tittel": "Anmodning", "tilgang": "offentleglova § 13"},
    )


@cache
def brev(format_: str, dokument: Dokument = Dokument.ANMODNING, nr: int = 0) -> bytes:
    """Brevet kommunen sender, skrevet av programmet."""
    sak = en_sak(nr)
    vurdering = PROGRAM.vurder(sak)
    laget = PROGRAM.brevskriver.lag(dokument, sak, vurdering)
    return PROGRAM.utgang.skriv(fra_kontoret(laget, sak, vurdering), format_)
