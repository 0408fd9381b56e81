"""Hvem som undertegner anmodningen når de som vanligvis gjør det, er inhabile."""

from __future__ import annotations

from overforing.regelverk.funn import Status
from overforing.sak.modell import FOLKEVALGTE_ROLLER, Rolle
from overforing.tekster.navn import stor

from .flett import Felt
from .lesning import Lesning


def undertegnet(les: Lesning) -> Felt:
    """Tom når en habil i linjen undertegner, eller ingen er ført opp."""
    ansatt = les.ansatte.get(les.sak.underskriver or "")
    toppen = any(a.rolle is Rolle.KOMMUNEDIREKTOR for a in les.inhabile)
    tekst = ""
    if ansatt and les.status(ansatt.id) is Status.INHABIL:
        tekst = stor(les.ord("brev.undertegnet.inhabil", hvem=les.hvem(ansatt)))
    elif ansatt and toppen and ansatt.rolle in FOLKEVALGTE_ROLLER:
        tekst = les.ord("brev.undertegnet.folkevalgt", hvem=les.hvem(ansatt))
    return {"undertegnet": tekst}
