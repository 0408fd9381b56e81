"""Det lista over forespørslene kan vise: køene, filtrene, rekkefølgen og én side om gangen."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from overforing.sak.kodeverk import Avgrensningstype

from .foresporsel import Slag, Status, Svarutfall
from .lista import Listerad

SIDE = 50
"""Så mange rader på en side når ikke annet er sagt."""


class Ko(StrEnum):
    """Køene i vinduet."""

    ALLE = "alle"
    NYE = "nye"
    MINE = "mine"
    UTEN_SAKSBEHANDLER = "uten_saksbehandler"
    OVER_FRIST = "over_frist"
    VENTER_PA_KOMMUNEN = "venter_pa_kommunen"
    AVGJORT_I_AR = "avgjort_i_ar"


class Sortering(StrEnum):
    """Kolonnene lista kan sorteres på. ``NYEST`` er rekkefølgen de ble ført i."""

    NYEST = "nyest"
    MOTTATT = "mottatt"
    FRIST = "frist"
    KOMMUNE = "kommune"
    SAKSBEHANDLER = "saksbehandler"


@dataclass(frozen=True)
class Sted:
    """Den siste raden på en side. Gis tilbake uendret for å få den neste."""

    verdi: str | int
    id: int


@dataclass(frozen=True)
class Utvalg:
    """Hva lista skal vise. ``None`` og tomt er «alle»; ``fra`` og ``til`` er mottatt-datoer, begge med."""

    ko: Ko = Ko.ALLE
    sok: str = field(default="", repr=False)
    slag: Slag | None = None
    status: Status | None = None
    utfall: Svarutfall | None = None
    omfang: Avgrensningstype | None = None
    kommune: str | None = None
    fra: date | None = None
    til: date | None = None
    sortering: Sortering = Sortering.NYEST
    synkende: bool | None = None
    """``None`` er det vanlige for sorteringen: nyest og sist mottatt først, ellers stigende."""


@dataclass(frozen=True)
class Listeside:
    """En side av lista. ``neste`` er ``None`` på den siste."""

    rader: tuple[Listerad, ...]
    neste: Sted | None
