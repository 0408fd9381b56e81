"""Holder saken hel mens den svares på: svar som ikke kan stå sammen, er ikke en gyldig saksfil.

Når et svar utelukker et annet, gjelder det nye. Ingenting her frir noen: den som ikke lenger har noen over seg, er et
hull i linjen, og et svar som går bort, må gis på nytt.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from overforing.regelverk.linje import er_borte
from overforing.sak import modell as m


def hold_sammen(sak: m.Sak) -> m.Sak:
    """Saken uten svar som utelukker hverandre. Kommer uendret tilbake når den er hel."""
    ansatte = _linjen(tuple(_ansatt(a, sak) for a in sak.ansatte), sak.vurderingsdato)
    organ = {a.id: a.organ for a in ansatte}
    stedfortreder = tuple(
        replace(s, ansatt=None) if s.ansatt and organ[s.ansatt] is not m.Organ.KOMMUNEN else s
        for s in sak.stedfortreder
    )
    opphold = sak.opphold
    if opphold.overfort_hit and (opphold.tvist or opphold.vertskommune):
        opphold = replace(opphold, tvist=None, vertskommune=None)
    hel = replace(sak, ansatte=ansatte, stedfortreder=stedfortreder, opphold=opphold)
    return sak if hel == sak else hel


def _ansatt(ansatt: m.Ansatt, sak: m.Sak) -> m.Ansatt:
    """Det som må stemme innenfor den ansatte selv."""
    folkevalgt = ansatt.rolle in m.FOLKEVALGTE_ROLLER
    if folkevalgt is not (ansatt.organ is m.Organ.FOLKEVALGTE):
        ansatt = replace(ansatt, organ=m.Organ.FOLKEVALGTE if folkevalgt else m.Organ.KOMMUNEN)
    if ansatt.ingen_over and (ansatt.rolle not in m.KAN_VAERE_OVERST or ansatt.overordnet):
        ansatt = replace(ansatt, ingen_over=None)
    if ansatt.fravaer and ansatt.fravaer.til and ansatt.fravaer.til < ansatt.fravaer.fra:
        ansatt = replace(ansatt, fravaer=replace(ansatt.fravaer, til=None))
    if ansatt.stilling_ledig:
        ansatt = replace(
            ansatt, tilknytninger=(), ingen_tilknytning=(), skjonn=None, apenbart_unntak=None, habilitetsvurdering=None
        )
    uten_oppgave = ansatt.organ is not m.Organ.KOMMUNEN or ansatt.stilling_ledig or er_borte(ansatt, sak.vurderingsdato)
    if uten_oppgave and ansatt.oppgave is not m.Oppgave.INGEN:
        ansatt = replace(ansatt, oppgave=m.Oppgave.INGEN)
    return _uten_dobbeltsvar(ansatt, sak)


def _uten_dobbeltsvar(ansatt: m.Ansatt, sak: m.Sak) -> m.Ansatt:
    """«Ingen tilknytning» står ikke ved siden av en tilknytning hun selv har fortalt om, og bare én gang."""
    eneste = sak.parter[0].id if len(sak.parter) == 1 else None
    brukt = {t.part or eneste for t in ansatt.tilknytninger if t.kilde is m.Tilknytningskilde.SELV}
    igjen = []
    for svar in ansatt.ingen_tilknytning:
        if (svar.part or eneste) not in brukt:
            brukt.add(svar.part or eneste)
            igjen.append(svar)
    return replace(ansatt, ingen_tilknytning=tuple(igjen))


def _linjen(ansatte: tuple[m.Ansatt, ...], dag: date) -> tuple[m.Ansatt, ...]:
    """Linjen går innenfor ett organ, og den som fungerer, er en annen i det som er på jobb."""
    etter_id = {a.id: a for a in ansatte}

    def i_linjen(ansatt: m.Ansatt) -> m.Ansatt:
        over = etter_id.get(ansatt.overordnet or "")
        if over and (over.organ is not ansatt.organ or over.organ is m.Organ.FOLKEVALGTE):
            ansatt = replace(ansatt, overordnet=None)
        fungerer = etter_id.get(ansatt.fravaer.fungerer or "") if ansatt.fravaer else None
        kan = fungerer and (
            fungerer.id != ansatt.id
            and fungerer.organ is ansatt.organ
            and not fungerer.stilling_ledig
            and not er_borte(fungerer, dag)
        )
        if ansatt.fravaer and fungerer and not kan:
            ansatt = replace(ansatt, fravaer=replace(ansatt.fravaer, fungerer=None))
        return ansatt

    return tuple(map(i_linjen, ansatte))
