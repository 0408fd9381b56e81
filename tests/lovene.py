"""For prøver som handler om én av forvaltningslovene, uansett hvilken som gjelder når prøvene kjøres."""

from __future__ import annotations

from copy import copy
from dataclasses import replace
from datetime import date

from overforing.app import Program
from overforing.regelverk.regelsett import Kalender
from overforing.sak.modell import Ferdigstilt, Regelsett, Sak

FVL1967, FVL2025 = Regelsett
FORSTE_DAG = date(1970, 1, 1)


def programmet_under(lov: Regelsett) -> Program:
    """Programmet når loven har vært den som gjelder, fra første dag."""
    program = copy(Program.start())
    program.__dict__["kalender"] = Kalender({FVL1967: FORSTE_DAG} | {lov: FORSTE_DAG})
    return program


def avgjort_etter(lov: Regelsett, sak: Sak) -> Sak:
    """Saken slik den er når den er gjort ferdig etter loven."""
    return replace(sak, ferdigstilt=Ferdigstilt(tidspunkt="2026-11-22T10:42:00+00:00", regelsett=lov, av="Siri Lund"))
