"""Felles for registerprøvene: klokka, en sak og navnene på det ``conftest`` gir."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from overforing.register.database import Register
from overforing.register.foresporsler import Foresporselsregister
from overforing.register.saker import Saksregister
from overforing.sak.lagret import Kjennetegn
from overforing.sak.modell import Ansatt, Part, Sak, Soknad

Apne = Callable[..., Register]
LagRegister = Callable[..., Saksregister]
LagLogg = Callable[..., Foresporselsregister]
BARE_FIL = pytest.mark.parametrize("motor", ["fil"], indirect=True)
"""Prøven er om filen loggen ligger i, og sier ingenting om en på en tjener."""

ID = "7f0c3c3e-6a0e-4c55-9d5a-0f3c1f6f2a11"


def ukjent(sak: Sak, raa: Mapping[str, str]) -> Kjennetegn:
    """Ingen regler: lista vet ikke hva sakene ender med."""
    return Kjennetegn()


class Klokke:
    """Står stille til prøven flytter den."""

    def __init__(self) -> None:
        self.tid = datetime(2026, 11, 22, 9, 42, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.tid

    def fram(self, **hvor_lenge: float) -> None:
        self.tid += timedelta(**hvor_lenge)


def en_sak(nr: int = 0, **felt: Any) -> Sak:
    """En sak med et eget nummer og det som ellers blir bedt om."""
    return Sak(
        **{
            "id": f"{nr:08x}{ID[8:]}" if nr else ID,
            "vurderingsdato": date(2026, 11, 20),
            "saksnummer": f"2026/{417 + nr:04}",
            "soknad": Soknad(mottatt=date(2026, 11, 18), hva_haster="Uten penger til mat"),
            "parter": (Part(id="p1", navn="Per Ås"),),
            "ansatte": (Ansatt(id="a1", navn="Ola Hov"),),
            **felt,
        }
    )
