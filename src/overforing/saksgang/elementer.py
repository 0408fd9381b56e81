"""Nye deler i en saksliste: ledige id-er, det som følger med, og hvor i linjen en ny ansatt kommer."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import TypeVar

from overforing.sak import felt as sakfelt
from overforing.sak import modell as m
from overforing.sak.sti import Sti, i_liste

from .slag import Plass
from .tilstand import Sporsmal

_Svar = TypeVar("_Svar", m.Tilknytning, m.IngenTilknytning)

NYE: Mapping[str, Callable[[], m.Del]] = {
    "innsigelse": m.Innsigelse,
    "tvist": m.Tvist,
    "overfort_hit": m.OverfortHit,
    "ingen_tiltak": m.IngenTiltak,
    "forelopig_svar_soker": m.ForelopigSvarSoker,
    "orientering_soker": m.OrienteringSoker,
}
"""Delene et kryss legger til."""


def med_ny(sak: m.Sak, liste: str, dag: date, person: tuple[str, str] = ("", "")) -> m.Sak:
    """Saken med ett element til, sist i lista. ``person`` er navn og rolle, for en ansatt som går igjen.

    Kaster ``UkjentSti`` når det ikke er en liste det kan legges til i.
    """
    element: m.Del
    match liste:
        case "ansatte":
            element = _ansatt(sak, person)
        case "parter":
            rolle = m.Partsrolle.EKTEFELLE if sak.parter else m.Partsrolle.SOKER
            element = m.Part(id=ledig("p", [p.id for p in sak.parter]), rolle=rolle)
        case "settekommuner":
            element = m.Settekommune()
        case "midlertidige_tiltak":
            element = m.MidlertidigTiltak(dato=dag)
        case "allerede_truffet":
            element = m.AlleredeTruffet()
        case _:
            raise sakfelt.UkjentSti(liste)
    return sakfelt.legg_til(_med_part(sak), liste, element)


def med_ny_stedfortreder(sak: m.Sak, sti: str, dag: date) -> m.Sak:
    """Saken med en ny ansatt, og alternativet i ``sti`` (``stedfortreder[overordnet].ansatt``) pekende på henne."""
    med = med_ny(sak, "ansatte", dag)
    return med_stedfortreder(med, sti, med.ansatte[-1].id)


INGEN = "ingen"
"""Svaret at ingen kan, på spørsmålet om hvem som kan avgjøre."""


def med_stedfortreder(sak: m.Sak, sti: str, hvem: str) -> m.Sak:
    """Saken der alternativet i ``sti`` er den ansatte, ``INGEN``, eller ikke svart på når ``hvem`` er tom."""
    mulig = Sti(sti).over / "mulig"
    if not hvem or hvem == INGEN:
        sak = sakfelt.tom(sak, sti)
        return sakfelt.sett(sak, mulig, False) if hvem else sakfelt.tom(sak, mulig)
    return sakfelt.sett(sakfelt.sett(sak, mulig, True), sti, hvem)


def med_ny_i_linjen(sak: m.Sak, ved: str, plass: Plass) -> m.Sak:
    """Saken med en ny ansatt over, under eller ved siden av ``ved``. Over betyr mellom ``ved`` og den som sto over.

    Den nye handler for samme organ som ``ved``: ellers ville linjen vært brutt der, og virkningen av en inhabil lenger
    oppe falt bort i stillhet (fvl § 6 tredje ledd).
    """
    sti = i_liste("ansatte", ved)
    her: m.Ansatt = sakfelt.hent(sak, sti)
    ny = _ansatt(sak)
    ny = replace(ny, overordnet=ved if plass is Plass.UNDER else her.overordnet, organ=her.organ)
    if plass is Plass.OVER:
        ny = replace(ny, rolle=m.Rolle.ANNEN_LEDER)
    sak = sakfelt.legg_til(_med_part(sak), "ansatte", ny)
    return sakfelt.sett(sak, sti / "overordnet", ny.id) if plass is Plass.OVER else sak


def med_ordet(sak: m.Sak, sporsmal: Sporsmal, ordet: str) -> m.Sak:
    """Saken der tilknytningen er beskrevet med ordet den nå er funnet på.

    Det brukeren selv har skrevet, blir stående. Et ord fra den gamle typen gjør det ikke: det ville sagt noe annet.
    """
    beskrivelse = sporsmal.sti.over / "beskrivelse"
    skrevet = str(sakfelt.hent(sak, beskrivelse) or "").strip()
    gamle = next((v.presise for v in sporsmal.valg if v.verdi == sporsmal.svar), ())
    if skrevet and skrevet.casefold() not in map(str.casefold, gamle):
        return sak
    return sakfelt.sett(sak, beskrivelse, ordet) if skrevet or ordet else sak


def uten_rolle(ansatte: Iterable[m.Ansatt], sagt: Iterable[str] = ()) -> dict[str, str]:
    """Halve svar for dem ingen har sagt rollen til. Filen kan ikke si det: der er den «annen»."""
    kjent = set(sagt)
    return {a.sti / "rolle": "" for a in ansatte if a.rolle is m.Rolle.ANNEN and a.id not in kjent}


def bare_linjen(ansatt: m.Ansatt) -> bool:
    """Om ingenting er sagt om den ansatte utenom navn, rolle, oppgave og plassen i linjen."""
    return ansatt == m.Ansatt(
        id=ansatt.id,
        navn=ansatt.navn,
        rolle=ansatt.rolle,
        oppgave=ansatt.oppgave,
        overordnet=ansatt.overordnet,
        ingen_over=ansatt.ingen_over,
    )


def med_avgjorende(sak: m.Sak, id_: str) -> m.Sak:
    """Saken der den med ``id_`` skulle avgjort, og ingen andre. Den som forbereder, gjør fortsatt det."""

    def med_oppgave(a: m.Ansatt) -> m.Ansatt:
        if a.id == id_:
            return replace(a, oppgave=m.Oppgave.AVGJOR)
        if a.oppgave is not m.Oppgave.AVGJOR:
            return a
        # En det alt er sagt noe om, faller ikke ut av saken i stillhet.
        return replace(a, oppgave=m.Oppgave.INGEN if bare_linjen(a) else m.Oppgave.FORBEREDER)

    return replace(sak, ansatte=tuple(map(med_oppgave, sak.ansatte)))


def blir_ring(sak: m.Sak, id_: str, overordnet: str) -> bool:
    """Om den ansatte til slutt ville stå under seg selv."""
    return i_ring({a.id: a.overordnet for a in sak.ansatte}, id_, overordnet)


def i_ring(over: Mapping[str, str | None], id_: str, overordnet: str) -> bool:
    """Om ``id_`` til slutt ville stå under seg selv. ``over`` er hvem hver står under nå."""
    ledd: str | None = overordnet
    while ledd and ledd != id_:
        ledd = over.get(ledd)
    return ledd == id_


def _ansatt(sak: m.Sak, person: tuple[str, str] = ("", "")) -> m.Ansatt:
    navn, rolle = person
    return m.Ansatt(
        id=ledig("a", [a.id for a in sak.ansatte]), navn=navn, rolle=m.Rolle(rolle) if rolle else m.Rolle.ANNEN
    )


def _med_part(sak: m.Sak) -> m.Sak:
    """Med bare én part sier en tilknytning eller et svar ikke hvilken. Det må de før det blir flere."""
    if len(sak.parter) != 1:
        return sak
    eneste = sak.parter[0].id

    def sagt(svarene: tuple[_Svar, ...]) -> tuple[_Svar, ...]:
        return tuple(svar if svar.part else replace(svar, part=eneste) for svar in svarene)

    return replace(
        sak,
        ansatte=tuple(
            replace(a, tilknytninger=sagt(a.tilknytninger), ingen_tilknytning=sagt(a.ingen_tilknytning))
            for a in sak.ansatte
        ),
    )


def ledig(forstavelse: str, brukt: list[str]) -> str:
    """Den første id-en som ikke er brukt: «a1», «a2» …"""
    nummer = 1
    while f"{forstavelse}{nummer}" in brukt:
        nummer += 1
    return f"{forstavelse}{nummer}"
