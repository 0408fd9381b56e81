"""Små tall skjult slik at de heller ikke kan regnes ut.

Tallene som vises sammen, er et sett celler med summer mellom: en tabell er at alt i den er en sum, og et Nav-kontor er
en del av kommunen sin. Den som ser dem, kan trekke fra hverandre alt som vises. ``skjul`` prøver det, og skjuler mer
til det ikke fører fram.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping, Sequence

GRENSE = 5
"""Tall under dette skjermes i det som forlater embetet."""

Sum = tuple[str, Sequence[str]]
"""En celle, og dem den er summen av."""

Intervall = tuple[float, float]


def skjul(
    celler: Mapping[str, int], summer: Sequence[Sum], usynlige: Collection[str] = (), grense: int = GRENSE
) -> frozenset[str]:
    """Cellene som må skjules for at ingen skal kunne finne et tall fra 1 til under ``grense``.

    ``usynlige`` vises aldri selv, men kan regnes ut av de andre. Ingen skjult celle er bestemt av det som vises, og
    hver av dem kan være minst ``grense``. Null skjules ikke. Summene må henge sammen uten å gå i ring: da er
    intervallene nøyaktige.
    """
    sma = {en for en, tall in celler.items() if 0 < tall < grense}
    skjult = sma - set(usynlige)
    summer = [(hele, [en for en in deler if celler[en] or en in usynlige]) for hele, deler in summer]
    while True:
        kjent = intervaller(celler, summer, skjult, usynlige)
        utsatt = (en for en in celler if en in skjult or en in sma)
        funnet = next((en for en in utsatt if kjent[en][0] == kjent[en][1] or kjent[en][1] < grense), None)
        if funnet is None:
            return frozenset(skjult)
        vist = {en for en, tall in celler.items() if tall > 0 and en not in skjult and en not in usynlige}
        skjult.add(min(_neste(funnet, summer, vist, usynlige), key=lambda en: (celler[en], en)))


def intervaller(
    celler: Mapping[str, int], summer: Sequence[Sum], skjult: Collection[str], usynlige: Collection[str]
) -> dict[str, Intervall]:
    """Det minste og det største hver celle kan være for den som ser de andre. Det som er skjult, er minst én.

    Kaster ``ValueError`` når summene ikke henger sammen.
    """
    ut: dict[str, Intervall] = {en: (tall, tall) for en, tall in celler.items()}
    ut |= {en: (1, math.inf) for en in skjult} | {en: (0, math.inf) for en in usynlige}
    for_: dict[str, Intervall] = {}
    while for_ != ut:
        for_ = dict(ut)
        for hele, deler in summer:
            lavest = sum(ut[en][0] for en in deler)
            endelige = [ut[en][1] for en in deler if ut[en][1] < math.inf]
            uten_grense, hoyest = len(deler) - len(endelige), sum(endelige)
            ut[hele] = _snitt(ut[hele], (lavest, math.inf if uten_grense else hoyest))
            for en in deler:
                lav, hoy = ut[en]
                andre = math.inf if uten_grense > (hoy == math.inf) else hoyest - (hoy if hoy < math.inf else 0)
                ut[en] = _snitt(ut[en], (ut[hele][0] - andre, ut[hele][1] - (lavest - lav)))
        if any(lav > hoy for lav, hoy in ut.values()):
            raise ValueError("summene henger ikke sammen")
    return ut


def _snitt(a: Intervall, b: Intervall) -> Intervall:
    return max(a[0], b[0]), min(a[1], b[1])


def _neste(celle: str, summer: Sequence[Sum], vist: Collection[str], usynlige: Collection[str]) -> list[str]:
    """Det som kan skjules for å verne cellen: det den er summen av, ellers det den står sammen med, ellers det over.

    Er ingenting av det vist, er det noe lenger unna som bestemmer den.
    """
    for hele, deler in summer:
        if hele == celle and deler and (synlige := _synlige(deler, summer, vist)) and len(synlige) == len(deler):
            return synlige
    for hele, deler in summer:
        if celle in deler:
            ved_siden = _synlige([en for en in deler if en != celle], summer, vist)
            if hele in vist and (celle in usynlige or not ved_siden):
                return [hele]
            if ved_siden:
                return ved_siden
    return _narmest(celle, summer, vist)


def _narmest(celle: str, summer: Sequence[Sum], vist: Collection[str]) -> list[str]:
    """Det som vises nærmest cellen, gjennom summer der ingenting vises. Noe er det: ellers var ingenting bestemt."""
    nadd = {celle}
    while True:
        naboer = {en for hele, deler in summer for en in (hele, *deler) if not nadd.isdisjoint((hele, *deler))}
        if funnet := sorted(naboer & set(vist)):
            return funnet
        assert naboer != nadd, "noe som ikke vises, kan ikke bestemme noe"
        nadd = naboer


def _synlige(celler: Sequence[str], summer: Sequence[Sum], vist: Collection[str]) -> list[str]:
    """Cellene som vises, og under de andre det som vises der."""
    ut = []
    for en in celler:
        under = [] if en in vist else [del_ for hele, deler in summer if hele == en for del_ in deler]
        ut += [en] if en in vist else _synlige(under, summer, vist)
    return ut
