"""Det lista over forespørslene kan vise: køene, filtrene, rekkefølgen og én side om gangen."""

from __future__ import annotations

from collections.abc import Mapping
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
    SIDEN_SIST = "siden_sist"
    """Det andre har ført mens en var borte, og det nye i ens egne: det som kom etter dagen en sist førte noe selv."""
    MINE = "mine"
    UTEN_SAKSBEHANDLER = "uten_saksbehandler"
    PAMINNELSER = "paminnelser"
    """Det som bør gjøres nå (``paminnelser``)."""
    OVER_FRIST = "over_frist"
    FRIST_SNART = "frist_snart"
    """Fristen er ute i dag eller en av de sju neste dagene."""
    VENTER_PA_KOMMUNEN = "venter_pa_kommunen"
    TIL_GODKJENNING = "til_godkjenning"
    """Forslag til avgjørelse som venter på at en annen godkjenner (``fire_oyne``)."""
    AVGJORT_I_AR = "avgjort_i_ar"


class Sortering(StrEnum):
    """Rekkefølgen: det som haster først, eller en av kolonnene. ``NYEST`` er rekkefølgen de ble ført i."""

    HASTER = "haster"
    """Det som haster, og så resten slik det passer i køen: det eldste først i ens egen, ellers det som ble ført sist.

    Er det et journalnummer det søkes etter, står den forespørselen aller først.
    """
    NYEST = "nyest"
    MOTTATT = "mottatt"
    FRIST = "frist"
    KOMMUNE = "kommune"
    INHABILE = "inhabile"
    STATUS = "status"
    SAKSBEHANDLER = "saksbehandler"


RESTEN: Mapping[Ko, Sortering] = {
    Ko.MINE: Sortering.MOTTATT,
    Ko.PAMINNELSER: Sortering.FRIST,
    Ko.OVER_FRIST: Sortering.FRIST,
    Ko.FRIST_SNART: Sortering.FRIST,
    Ko.TIL_GODKJENNING: Sortering.FRIST,
}
"""Rekkefølgen på resten når det som haster, står først: det eldste øverst. I de andre køene er det den nyeste."""


@dataclass(frozen=True)
class Sted:
    """Den siste raden på en side, i den ``del_`` av lista den står i. Gis tilbake uendret for å få den neste."""

    verdi: str | int
    id: int
    del_: int = 0


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
    sortering: Sortering = Sortering.HASTER
    synkende: bool | None = None
    """``None`` er det vanlige for sorteringen: nyest og sist mottatt først, ellers stigende.

    Det som haster, står først uansett når det er det som er valgt.
    """


@dataclass(frozen=True)
class Listeside:
    """En side av lista. ``neste`` er ``None`` på den siste."""

    rader: tuple[Listerad, ...]
    neste: Sted | None
