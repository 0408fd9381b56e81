"""Hvem som undertegner anmodningen når de som vanligvis gjør det, er inhabile."""

from __future__ import annotations

from dataclasses import dataclass

from overforing.regelverk.funn import Status
from overforing.sak.modell import FOLKEVALGTE_ROLLER, Rolle

from .lesning import Lesning
from .ord import stor


@dataclass(frozen=True)
class Undertegnet:
    """Tom når en habil i linjen undertegner, eller ingen er ført opp."""

    undertegnet: str


def undertegnet(les: Lesning) -> Undertegnet:
    ansatt = les.ansatte.get(les.sak.underskriver or "")
    if ansatt is None:
        return Undertegnet("")
    if les.status(ansatt.id) is Status.INHABIL:
        return Undertegnet(stor(les.ord("brev.undertegnet.inhabil", hvem=les.hvem(ansatt))))
    toppen = any(a.rolle is Rolle.KOMMUNEDIREKTOR for a in les.inhabile)
    if toppen and ansatt.rolle in FOLKEVALGTE_ROLLER:
        return Undertegnet(les.ord("brev.undertegnet.folkevalgt", hvem=les.hvem(ansatt)))
    return Undertegnet("")
