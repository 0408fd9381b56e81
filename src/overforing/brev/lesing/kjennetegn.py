"""Et brev herfra kjent igjen på ordene, når en utskrift til PDF har tatt merkene."""

from __future__ import annotations

import re

from overforing.brev.modell import normaliser

TITLER = (
    "Anmodning om å overføre en sak til en annen kommune",
    "Oppmoding om å overføre ei sak til ein annan kommune",
    "Tvist om hvilken kommune som har ansvaret",
    "Tvist om kva kommune som har ansvaret",
)
"""Titlene på de to brevene som bærer saken, slik de står i ``letters``."""

MERKINGEN = ("Unntatt offentlighet", "Unnateke offentlegheit")


def ligner(tekst: str) -> bool:
    """Om begynnelsen av teksten har både merkingen og tittelen på et brev som skulle hatt saken med seg."""
    tett = _tett(tekst)
    return any(_tett(merke) in tett for merke in MERKINGEN) and any(_tett(tittel) in tett for tittel in TITLER)


def _tett(tekst: str) -> str:
    return re.sub(r"\s", "", normaliser(tekst))
