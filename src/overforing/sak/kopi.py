"""Sikkerhetskopiene av et register slik de vises: kopien, det som er i den, og det som er galt ved start."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path


class Register(StrEnum):
    """Registrene det tas kopi av."""

    SAKER = "saker"
    LOGG = "logg"
    TILGANG = "tilgang"
    """Hvem som har sett på hva i loggen."""


@dataclass(frozen=True)
class Registerkopi:
    """En kopi av hele registeret. ``bytte``: den er tatt fordi registeret ble byttet ut rett etterpå."""

    fil: Path
    tatt: datetime
    bytte: bool = False


@dataclass(frozen=True)
class Kopirad:
    """En sak eller en forespørsel i en kopi. Har aldri navn.

    ``id`` er sakens; i loggen er den tom, for en forespørsel legges ikke tilbake alene. ``her`` er om den finnes i
    registeret nå, og ``uleselig`` om den ikke kan leses ut av kopien.
    """

    nummer: str
    merkelapp: str
    endret: datetime | date
    id: str = ""
    her: bool = False
    uleselig: bool = False


class Startfunn(StrEnum):
    """Det som kan være galt med et register det finnes kopier av."""

    MANGLER = "mangler"
    SKADET = "skadet"
    TOMT = "tomt"
    ELDRE = "eldre"


@dataclass(frozen=True)
class Funn:
    """Noe er galt med ``register``. ``nyeste`` er den nyeste kopien som kan leses, med mer enn det som er der nå."""

    register: Register
    hva: Startfunn
    nyeste: Registerkopi
    fil: Path
