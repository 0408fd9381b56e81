"""Å lese og endre ett felt i en sak etter stien. Saken er uforanderlig; å endre gir en ny."""

from __future__ import annotations

import types
from dataclasses import MISSING, Field, fields, replace
from datetime import date
from typing import Any, Union, get_args, get_origin, get_type_hints

from .modell import (
    SVARER_TIL_FOLKEVALGTE,
    Del,
    Fravaer,
    IngenTilknytning,
    Sak,
    Stedfortreder,
    Stedfortredertype,
    Svarkilde,
    Vertskommune,
)
from .sti import Ledd, Sti, i_liste

BARE_NAR_BESVART = frozenset(
    {
        "skjonn",
        "apenbart_unntak",
        "habilitetsvurdering",
        "representant",
        "ferdigstilt",
        "sendt",
        "svar",
        "haster_vurdert",
        "spurt_om_tilknytning",
        "vart_syn",
        "tilgang_stengt",
        "fulgt_opp",
        "vedtak",
        "nye_opplysninger",
    }
)
"""Delene som forsvinner når det siste svaret i dem tas bort. De andre er et svar bare ved å være der."""

_IKKE_ENNA = date.min
"""Den første dagen i et fravær før noen har sagt den."""


class UkjentSti(KeyError):
    """Stien finnes ikke i saken."""


def hent(sak: Del, sti: str) -> Any:
    """Verdien i feltet; ``None`` når en del på veien ikke er der."""
    verdi: Any = sak
    for navn, nokkel in _ledd(sti):
        if verdi is None:
            return None
        verdi = getattr(verdi, navn)
        if nokkel is not None:
            plass = _plass(verdi, nokkel)
            verdi = None if plass is None else verdi[plass]
    return verdi


def sett(sak: Sak, sti: str, verdi: Any) -> Sak:
    """Saken med feltet satt. Deler på veien lages når de mangler, og tas bort når de blir tomme."""
    ny: Sak = _sett(sak, _ledd(sti), verdi)
    return ny


def tom(sak: Sak, sti: str) -> Sak:
    """Saken med feltet slik det er når ingen har svart."""
    navn, nokkel = _ledd(sti)[-1]
    if nokkel is not None:
        return fjern(sak, sti)
    over = Sti(sti).over
    eier = hent(sak, over) if over else sak
    return sak if eier is None else sett(sak, sti, _standard(type(eier), navn))


def legg_til(sak: Sak, sti: str, element: Del | str) -> Sak:
    """Saken med ett element til, sist i lista."""
    return sett(sak, sti, (*hent(sak, sti), element))


def fjern(sak: Sak, sti: str) -> Sak:
    """Saken uten elementet. Pekere til en ansatt eller part som tas bort, blir tomme.

    De som sto rett under en ansatt som tas bort, står etterpå under den hun sto under: de er fortsatt lenger nede i
    samme linje, og hva en inhabil der oppe gjør med dem, skal ikke falle bort i stillhet.
    """
    navn, nokkel = _ledd(sti)[-1]
    liste_sti = Sti(sti).over / navn
    liste = hent(sak, liste_sti)
    plass = _plass(liste, nokkel or "")
    if plass is None:
        raise UkjentSti(sti)
    uten = sett(sak, liste_sti, (*liste[:plass], *liste[plass + 1 :]))
    if liste_sti == "ansatte":
        return _uten_ansatt(uten, liste[plass].id, liste[plass].overordnet)
    if liste_sti == "parter":
        return _uten_part(uten, liste[plass].id)
    return uten


def _uten_ansatt(sak: Sak, id_: str, over: str | None) -> Sak:
    def blank(del_: Any, felt: str) -> Any:
        return replace(del_, **{felt: None}) if del_ is not None and getattr(del_, felt) == id_ else del_

    uten_peker: Sak = blank(sak, "underskriver")
    return replace(
        uten_peker,
        ansatte=tuple(
            replace(
                a,
                overordnet=over if a.overordnet == id_ else a.overordnet,
                fravaer=blank(a.fravaer, "fungerer"),
                habilitetsvurdering=blank(a.habilitetsvurdering, "avgjort_av_ansatt"),
            )
            for a in sak.ansatte
        ),
        parter=tuple(
            replace(
                p,
                spurt_om_tilknytning=replace(
                    p.spurt_om_tilknytning, hvem=tuple(h for h in p.spurt_om_tilknytning.hvem if h != id_)
                ),
            )
            if p.spurt_om_tilknytning
            else p
            for p in sak.parter
        ),
        stedfortreder=tuple(
            blank(s if id_ == SVARER_TIL_FOLKEVALGTE else blank(s, "svarer_til"), "ansatt") for s in sak.stedfortreder
        ),
        allerede_truffet=tuple(blank(t, "av") for t in sak.allerede_truffet),
        midlertidige_tiltak=tuple(blank(t, "besluttet_av") for t in sak.midlertidige_tiltak),
        ingen_tiltak=blank(sak.ingen_tiltak, "vurdert_av"),
    )


def _uten_part(sak: Sak, id_: str) -> Sak:
    """Et svar må gjelde en part; blir det ingen igjen, eller var det denne, går svaret med."""

    def igjen(svarene: tuple[Any, ...]) -> tuple[Any, ...]:
        return tuple(svar for svar in svarene if svar.part != id_ and sak.parter)

    return replace(
        sak,
        ansatte=tuple(
            replace(a, tilknytninger=igjen(a.tilknytninger), ingen_tilknytning=igjen(a.ingen_tilknytning))
            for a in sak.ansatte
        ),
    )


def _ledd(sti: str) -> tuple[Ledd, ...]:
    if ledd := Sti(sti).ledd:
        return ledd
    raise UkjentSti(sti)


def _plass(liste: tuple[Any, ...], nokkel: str) -> int | None:
    """Plassen til elementet med id-en, typen eller parten det gjelder, ellers tallet selv.

    Et svar som ikke sier hvilken part det gjelder, gjelder den eneste.
    """
    for i, element in enumerate(liste):
        if isinstance(element, Stedfortreder):
            if element.type == nokkel:
                return i
        elif isinstance(element, IngenTilknytning):
            if element.part in (nokkel, None):
                return i
        elif getattr(element, "id", None) == nokkel:
            return i
    return int(nokkel) if nokkel.isdecimal() and int(nokkel) < len(liste) else None


def _sett(del_: Any, ledd: tuple[Ledd, ...], verdi: Any) -> Any:
    (navn, nokkel), resten = ledd[0], ledd[1:]
    slag: type[Del] = type(del_)
    if navn not in _navn(slag):
        raise UkjentSti(navn)
    gammel = getattr(del_, navn)
    ny: Any
    if nokkel is not None:
        ny = _sett_i_liste(gammel, navn, nokkel, resten, verdi)
    elif not resten:
        ny = verdi
    else:
        ny = _sett(gammel if gammel is not None else _ny(_slag(slag, navn)), resten, verdi)
        if (navn in BARE_NAR_BESVART and ny == _ny(type(ny))) or _uten_det_den_ma_ha(ny):
            ny = None
    return replace(del_, **{navn: ny})


def _sett_i_liste(
    liste: tuple[Any, ...], navn: str, nokkel: str, resten: tuple[Ledd, ...], verdi: Any
) -> tuple[Any, ...]:
    plass = _plass(liste, nokkel)
    if plass is None:
        if navn == "stedfortreder":
            ny: Del = Stedfortreder(type=Stedfortredertype(nokkel))
        elif navn == "ingen_tilknytning":
            if resten != (("kilde", None),):
                return liste  # en dag eller et navn er ikke noe svar før det er sagt hvem det kom fra
            ny = IngenTilknytning(kilde=Svarkilde.SELV, part=nokkel)
        else:
            raise UkjentSti(i_liste(navn, nokkel))
        liste, plass = (*liste, ny), len(liste)
    satt = _sett(liste[plass], resten, verdi) if resten else verdi
    return (*liste[:plass], *(() if _uten_det_den_ma_ha(satt) else (satt,)), *liste[plass + 1 :])


def _uten_det_den_ma_ha(del_: Any) -> bool:
    """Deler som ikke er noe svar når et felt filen krever i dem, ikke er besvart."""
    return isinstance(del_, Vertskommune | Fravaer | IngenTilknytning) and any(
        getattr(del_, felt.name) in (None, "", _IKKE_ENNA) for felt in fields(del_) if _kreves(felt)
    )


def _ny(slag: type[Del]) -> Any:
    if slag is Vertskommune:
        return Vertskommune(kommune="", omfatter_saken=True)
    return Fravaer(fra=_IKKE_ENNA) if slag is Fravaer else slag()


def _kreves(felt: Field[Any]) -> bool:
    return felt.default is MISSING and felt.default_factory is MISSING


def _navn(slag: type[Del]) -> frozenset[str]:
    return frozenset(felt.name for felt in fields(slag))


def _slag(slag: type[Del], navn: str) -> type[Del]:
    """Dataklassen et felt har når det er besvart."""
    type_ = get_type_hints(slag)[navn]
    if get_origin(type_) in (Union, types.UnionType):
        type_ = next(a for a in get_args(type_) if a is not type(None))
    return type_  # type: ignore[no-any-return]


def _standard(slag: type[Del], navn: str) -> Any:
    felt = next(f for f in fields(slag) if f.name == navn)
    return None if felt.default is MISSING else felt.default
