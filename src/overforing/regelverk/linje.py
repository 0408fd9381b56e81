"""Linjen i saken: hvem som står over hvem i det organet de handler for (fvl § 6 tredje ledd, § 10).

Er en i linjen borte og en annen fungerer, står den som fungerer, i hennes sted, og linjen går videre fra den borte sin
overordnede. Den borte selv teller bare når noe er sagt om henne som kan gjøre henne inhabil (rettsgrunnlag § 4).
Den som fungerer, har også dem over seg som den borte har: i hennes sted er hun deres underordnede.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from overforing.sak.modell import OVERST, Ansatt, Oppgave, Organ, Sak, Sporsmalssvar

NEVNER_NOEN = frozenset({Sporsmalssvar.JA, Sporsmalssvar.KANSKJE})
"""Svarene der en part sier at det er, eller kan være, en tilknytning."""


def nevnt_av(sak: Sak) -> Mapping[str, frozenset[str]]:
    """For hver part: id-ene til dem hun har sagt at hun har, eller kan ha, en tilknytning til."""
    return {
        part.id: frozenset(part.spurt_om_tilknytning.hvem)
        if part.spurt_om_tilknytning and part.spurt_om_tilknytning.svar in NEVNER_NOEN
        else frozenset()
        for part in sak.parter
    }


def er_borte(ansatt: Ansatt, dag: date) -> bool:
    """Om fraværet gjelder den dagen. Uten sluttdato varer det."""
    fravaer = ansatt.fravaer
    return fravaer is not None and fravaer.fra <= dag and (fravaer.til is None or dag <= fravaer.til)


def fungerer_for(ansatt: Ansatt, dag: date) -> str | None:
    """Id-en til den som fungerer for den ansatte den dagen."""
    return ansatt.fravaer.fungerer if ansatt.fravaer and er_borte(ansatt, dag) else None


@dataclass(frozen=True)
class Kjede:
    """Alle over en ansatt, nærmeste først, med hvor mange ledd opp hver av dem står (1 er nærmeste).

    ``poster`` er stillingene linjen går gjennom, også der en annen fungerer. ``sted`` er stillingene hun selv fungerer
    i, og ``borte`` alle det fungeres for.
    """

    ledd: Mapping[str, int]
    poster: tuple[str, ...]
    sted: tuple[str, ...]
    borte: tuple[str, ...]

    @property
    def over(self) -> tuple[str, ...]:
        return tuple(self.ledd)


def kjeder(sak: Sak) -> dict[str, Kjede]:
    """Kjeden over hver ansatt i saken, slik den er på vurderingsdatoen."""
    ansatte = {ansatt.id: ansatt for ansatt in sak.ansatte}
    nevnt = frozenset(id_ for hvem in nevnt_av(sak).values() for id_ in hvem)
    return {id_: _kjede(ansatte, id_, sak.vurderingsdato, nevnt) for id_ in ansatte}


def _kjede(ansatte: Mapping[str, Ansatt], id_: str, dag: date, nevnt: frozenset[str]) -> Kjede:
    ledd: dict[str, int] = {}
    poster: dict[str, None] = {}
    sted = tuple(a.id for a in ansatte.values() if fungerer_for(a, dag) == id_)
    borte = dict.fromkeys(sted)
    for start in (id_, *sted):
        for opp, post in enumerate(_stillingene_over(ansatte, start), 1):
            if post.id == id_:
                continue
            poster[post.id] = None
            fungerer = fungerer_for(post, dag)
            if fungerer:
                borte[post.id] = None
            for over in (fungerer, post.id if not fungerer or _kan_vaere_inhabil(post, nevnt) else None):
                if over and over != id_:
                    ledd[over] = min(opp, ledd.get(over, opp))
    naermest_forst = dict(sorted(ledd.items(), key=lambda par: par[1]))
    return Kjede(naermest_forst, tuple(poster), sted, tuple(borte))


def _stillingene_over(ansatte: Mapping[str, Ansatt], id_: str) -> Iterator[Ansatt]:
    """Stillingene over en ansatt i det samme organet, nærmeste først."""
    sett = {id_}
    ansatt = ansatte[id_]
    while (neste := ansatte.get(ansatt.overordnet or "")) and neste.organ is ansatt.organ and neste.id not in sett:
        sett.add(neste.id)
        yield neste
        ansatt = neste


def _kan_vaere_inhabil(ansatt: Ansatt, nevnt: frozenset[str]) -> bool:
    """Om noe er sagt om den ansatte som kan gjøre henne inhabil."""
    return bool(
        ansatt.tilknytninger
        or ansatt.innsigelse
        or ansatt.skjonn
        or ansatt.holdes_utenfor.strip()
        or ansatt.id in nevnt
    )


def har_hull(ansatt: Ansatt) -> bool:
    """Om det ikke er sagt hvem som står over den ansatte, eller hvorfor ingen gjør det (rettsgrunnlag § 5)."""
    return (
        ansatt.organ is Organ.KOMMUNEN
        and ansatt.overordnet is None
        and ansatt.ingen_over is None
        and ansatt.rolle not in OVERST
    )


def har_ingen_over(ansatt: Ansatt) -> bool:
    """Om den ansatte er øverst i linjen, så spørsmålet om habiliteten går til et folkevalgt organ."""
    return ansatt.overordnet is None and (ansatt.rolle in OVERST or ansatt.ingen_over is not None)


def med_oppgave(sak: Sak) -> tuple[str, ...]:
    """De som forbereder eller avgjør saken."""
    return tuple(ansatt.id for ansatt in sak.ansatte if ansatt.oppgave is not Oppgave.INGEN)


def linjen(sak: Sak, kjedene: Mapping[str, Kjede]) -> tuple[str, ...]:
    """De med en oppgave og alle over dem, i filens rekkefølge. Bare de teller i spørsmålet om stedfortreder."""
    oppgave = med_oppgave(sak)
    med = {*oppgave, *(id_ for ansatt in oppgave for id_ in kjedene[ansatt].over)}
    return tuple(ansatt.id for ansatt in sak.ansatte if ansatt.id in med)
