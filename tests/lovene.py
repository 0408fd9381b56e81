"""For prøver som handler om én av forvaltningslovene, og for dem som følger den som gjelder når prøvene kjøres."""

from __future__ import annotations

from copy import copy
from dataclasses import replace
from datetime import date

from overforing.program.program import Program
from overforing.regelverk.regelsett import Kalender
from overforing.sak.modell import Ferdigstilt, Malform, Regelsett, Sak
from overforing.tekster.navn import stor

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


def loven_i_dag() -> Regelsett:
    return Program.start().kalender.gjeldende(date.today())


def ordet(nokkel: str) -> str:
    """Teksten slik den står først i en linje i vinduet, i saker etter loven som gjelder i dag."""
    return stor(Program.start().katalog.etter(loven_i_dag()).hent(nokkel, Malform.NB))
