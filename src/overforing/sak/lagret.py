"""Kontorets egne saker slik de ligger lagret: saken, linjen i lista, revisjonene og kopiene."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from .modell import Sak, Sakstilstand, Tjeneste

IKKE_LAGRET = 0
"""Versjonen av en sak som ikke ligger i lageret ennå."""


@dataclass(frozen=True)
class Kjennetegn:
    """Det lista viser av en sak, som bare reglene kan si. Tomt er ikke vurdert."""

    utfall: str = ""
    venter_pa: str = ""


@dataclass(frozen=True)
class Lagret:
    """En sak med det som er halvskrevet i den.

    ``raa`` er halvskrevne feltverdier etter sti; ``versjon`` skal gis tilbake ved lagring. ``fornyelse_av`` er id-en
    til den forrige saken i samme forhold, som kan være slettet. ``filer`` er der brevene er lagret på denne maskinen,
    de siste først.
    """

    sak: Sak = field(repr=False)
    raa: Mapping[str, str] = field(repr=False)
    versjon: int
    endret: datetime
    endret_av: str = ""
    avsluttet: bool = False
    merkelapp: str = ""
    fornyelse_av: str | None = None
    filer: tuple[str, ...] = ()


@dataclass(frozen=True)
class Lagerrad:
    """Det lageret vet om en sak uten å lese den. Har aldri navn.

    ``merkelapp`` er kontorets egne ord om saken. ``kjennetegn`` er slik saken sto da den sist ble lagret.

    ``haster`` er søkerens svar, og ``forelopig_svar`` om søkeren har fått det. ``kopier`` er hvor mange ganger noe ikke
    kunne lagres fordi saken var endret et annet sted. ``uleselig`` er at saken er ødelagt på disken.
    """

    id: str
    saksnummer: str
    mottatt: date | None
    tilstand: Sakstilstand
    endret: datetime
    endret_av: str
    haster: bool | None
    forelopig_svar: bool
    kopier: int
    merkelapp: str
    tjenester: tuple[Tjeneste, ...]
    kjennetegn: Kjennetegn
    uleselig: bool


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
