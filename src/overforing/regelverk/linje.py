"""Linjen i saken: hvem som står over hvem i det organet de handler for (fvl § 6 tredje ledd, § 10)."""

from __future__ import annotations

from overforing.sak.modell import Ansatt, Oppgave, Sak


def kjede(ansatte: dict[str, Ansatt], id_: str) -> tuple[str, ...]:
    """Id-ene til alle over den ansatte i samme organ, nærmeste først. Kjeden stopper ved et annet organ."""
    over: dict[str, None] = {}
    ansatt = ansatte[id_]
    while (neste := ansatte.get(ansatt.overordnet or "")) and neste.organ is ansatt.organ and neste.id not in over:
        if neste.id == id_:
            break
        over[neste.id] = None
        ansatt = neste
    return tuple(over)


def kjeder(sak: Sak) -> dict[str, tuple[str, ...]]:
    """Kjeden for hver ansatt i saken."""
    ansatte = {ansatt.id: ansatt for ansatt in sak.ansatte}
    return {id_: kjede(ansatte, id_) for id_ in ansatte}


def med_oppgave(sak: Sak) -> tuple[str, ...]:
    """De som forbereder eller avgjør saken."""
    return tuple(ansatt.id for ansatt in sak.ansatte if ansatt.oppgave is not Oppgave.INGEN)


def linjen(sak: Sak, over: dict[str, tuple[str, ...]]) -> tuple[str, ...]:
    """De med en oppgave og alle over dem, i filens rekkefølge. Bare de teller i spørsmålet om stedfortreder."""
    oppgave = med_oppgave(sak)
    med = {*oppgave, *(id_ for ansatt in oppgave for id_ in over[ansatt])}
    return tuple(ansatt.id for ansatt in sak.ansatte if ansatt.id in med)
