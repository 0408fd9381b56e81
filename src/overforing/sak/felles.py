"""Verdilistene som gjelder også uten en sak. Vinduet tegnes med dem, så de leses inn uten resten av kodeverket."""

from __future__ import annotations

from enum import StrEnum


class Malform(StrEnum):
    """Brevenes målform: en egenskap ved saken, ikke ved vinduet."""

    NB = "nb"
    NN = "nn"


class Sakstilstand(StrEnum):
    """Hvor langt en sak er kommet på kontoret. Står ikke i saksfilen; følger av det som er ført i den."""

    UTKAST = "utkast"
    FERDIG = "ferdig"
    SENDT = "sendt"
    SVAR_MOTTATT = "svar_mottatt"
    AVSLUTTET = "avsluttet"


class Regelsett(StrEnum):
    FVL1967 = "fvl1967"
    FVL2025 = "fvl2025"
