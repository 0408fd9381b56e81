"""Hva av saken som får følge med et brev ut av kontoret.

Bare det utfallet hviler på og brevet forteller om: svarene på veien saken gikk, aldri svar ved siden av den.
Det interne notatet, omskrevne seksjoner, adresser, det søkeren ønsker, og partenes navn blir igjen; navnene følger bare
når brevet nevner søkeren. Et svar som er tomt, etterlater ikke noe spor av at det har stått noe der.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import MISSING, fields, replace
from enum import StrEnum
from typing import Any, TypeVar

from .modell import (
    FOLKEVALGTE_ROLLER,
    Ansatt,
    Avgrensning,
    Avgrensningstype,
    Brevvalg,
    Del,
    Dokument,
    Opphold,
    Oppholdsgrunnlag,
    Organ,
    Part,
    Resultat,
    SaerligUlempe,
    Sak,
    Sporsmalssvar,
    Svar,
)
from .sti import Sti

D = TypeVar("D", bound=Del)

_NEVNER_NOEN = (Sporsmalssvar.JA, Sporsmalssvar.KANSKJE)

_FORTALT_I_TVIST = {
    Oppholdsgrunnlag.INSTITUSJON: ("grunnlag", "kommune_for_inntak", "kommune"),
    Oppholdsgrunnlag.FENGSEL: ("grunnlag", "kommune_for_inntak", "kommune"),
    Oppholdsgrunnlag.INTEGRERINGSTILSKUDD: ("grunnlag", "bosettingskommune", "kommune", "flytting_avtalt"),
}


def fortalt_om_oppholdet(opphold: Opphold) -> tuple[str, ...]:
    """Svarene om oppholdet som står i et krav om å avgjøre tvisten. De som hørte til et annet grunnlag, gjør ikke det.

    Utfallet hviler bare på at det er tvist (sotjl § 49), men den som avgjør den, får vite det vi vet.
    """
    if opphold.grunnlag is None:
        return ()
    return _FORTALT_I_TVIST.get(opphold.grunnlag, ("grunnlag", "kommune"))


def utgaende(sak: Sak, dokument: Dokument, felt: Collection[Sti], linjen: Collection[str]) -> Sak:
    """Delen av saken som følger med ``dokument``.

    ``felt`` er stiene til svarene funnene i sporet hviler på, ``linjen`` id-ene til dem saken angår.
    Den som får brevet, kan vurdere saken på nytt og få samme utfall.
    """
    renset = replace(
        sak,
        notat="",
        parter=tuple(_part(part, navngis=sak.brev.nevn_soker) for part in sak.parter),
        opphold=_opphold(sak.opphold, felt),
        soknad=sak.soknad if sak.soknad.haster else replace(sak.soknad, hva_haster=""),
        ingen_tiltak=None if sak.midlertidige_tiltak else sak.ingen_tiltak,
        brev=Brevvalg(dato=sak.brev.dato, deres_ref=sak.brev.deres_ref, nevn_soker=sak.brev.nevn_soker),
        orientering_soker=replace(sak.orientering_soker, onske="") if sak.orientering_soker else None,
        vedtak=None,
        svar=_svar(sak.svar, felt) if "svar.resultat" in felt else None,
        sendt=None,
        ferdigstilt=replace(sak.ferdigstilt, av="") if sak.ferdigstilt else None,
    )
    if dokument is Dokument.TVIST:
        renset = replace(
            renset,
            parter=tuple(replace(part, spurt_om_tilknytning=None) for part in renset.parter),
            opphold=_opphold(
                sak.opphold, [*felt, *(Sti("opphold") / navn for navn in fortalt_om_oppholdet(sak.opphold))]
            ),
            midlertidige_tiltak=tuple(replace(t, besluttet_av=None, fulgt_opp=None) for t in sak.midlertidige_tiltak),
            allerede_truffet=(),
            ingen_tiltak=replace(renset.ingen_tiltak, vurdert_av=None) if renset.ingen_tiltak else None,
            stedfortreder=(),
            saerlig_ulempe=SaerligUlempe(),
            settekommuner=(),
            avgrensning=Avgrensning(),
            allerede_gjort="",
        )
        deltakere: set[str] = set()
    else:
        renset = replace(
            renset,
            stedfortreder=tuple(s for s in sak.stedfortreder if s.sti in felt),
            avgrensning=_avgrensning(sak.avgrensning),
        )
        deltakere = _deltakere(renset, linjen)
    nevnte = _nevnte(renset, deltakere)
    return _uten_spor(
        replace(
            renset,
            parter=tuple(_uten_andre(part, deltakere) for part in renset.parter),
            ansatte=tuple(
                _deltaker(a, felt) if a.id in deltakere else _bare_nevnt(a)
                for a in sak.ansatte
                if a.id in deltakere | nevnte
            ),
        )
    )


def _uten_spor(del_: D) -> D:
    """Delen uten det som ikke sier noe: et tomt svar, en del det bare er tomme svar i, og minnet om hva filen hadde."""
    renset: dict[str, Any] = {felt.name: _rens(getattr(del_, felt.name)) for felt in fields(del_)}
    tomme = {felt.name: None for felt in fields(del_) if felt.default is None and _er_tomt(renset[felt.name])}
    return replace(del_, **{**renset, **tomme, "gitt": frozenset()})


def _rens(verdi: Any) -> Any:
    if isinstance(verdi, Del):
        return _uten_spor(verdi)
    if isinstance(verdi, tuple):
        return tuple(renset for v in verdi if not _er_tomt(renset := _rens(v)))
    return "" if isinstance(verdi, str) and not isinstance(verdi, StrEnum) and not verdi.strip() else verdi


def _er_tomt(verdi: Any) -> bool:
    """Om det ikke er svart på noe i verdien, heller ikke noe annet enn det som gjelder uten svar."""
    if isinstance(verdi, Del):
        return all(
            getattr(verdi, felt.name) == (felt.default if felt.default_factory is MISSING else felt.default_factory())
            for felt in fields(verdi)
            if felt.compare
        )
    return bool(verdi == "")


def _part(part: Part, *, navngis: bool) -> Part:
    """Adressene er til brevene til søkeren, og det som er vurdert om en sperret, er kontorets eget."""
    representant = part.representant if navngis else None
    return replace(
        part,
        navn=part.navn if navngis else "",
        adresse="",
        postnummer="",
        poststed="",
        sperre_vurdert="",
        representant=replace(representant, adresse="", postnummer="", poststed="") if representant else None,
    )


def _uten_andre(part: Part, deltakere: Collection[str]) -> Part:
    """Det parten har sagt om noen som ikke har noe med saken å gjøre, og det hun ikke sier lenger, blir igjen."""
    spurt = part.spurt_om_tilknytning
    if spurt is None:
        return part
    nevnt = spurt.hvem if spurt.svar in _NEVNER_NOEN else ()
    hvem = tuple(id_ for id_ in nevnt if id_ in deltakere)
    if nevnt and not hvem:
        return replace(part, spurt_om_tilknytning=None)
    forklart = spurt.svar is Sporsmalssvar.IKKE_SPURT or (spurt.svar in _NEVNER_NOEN and not hvem)
    return replace(part, spurt_om_tilknytning=replace(spurt, hvem=hvem, fordi=spurt.fordi if forklart else ""))


def _svar(svar: Svar | None, felt: Collection[Sti]) -> Svar | None:
    if svar is None:
        return None
    if svar.resultat is not Resultat.OVERFORT:
        svar = replace(svar, settekommune=None, omfang=None, til=None)
    return svar if "svar.nye_opplysninger" in felt else replace(svar, nye_opplysninger=None)


def _opphold(opphold: Opphold, felt: Collection[Sti], fortalt: Collection[str] = ()) -> Opphold:
    behold = {sti.ledd[1][0] for sti in felt if sti.er_under("opphold")} | {"begrunnelse", *fortalt}
    tom = Opphold()
    fjernes = [navn for navn in vars(tom) if navn != "gitt" and navn not in behold]
    return replace(opphold, **{navn: getattr(tom, navn) for navn in fjernes})


def _avgrensning(avgrensning: Avgrensning) -> Avgrensning:
    fornyelser = avgrensning.type is Avgrensningstype.SOKNAD_OG_FORNYELSER
    return avgrensning if fornyelser else replace(avgrensning, til=None)


def _deltakere(sak: Sak, linjen: Collection[str]) -> set[str]:
    """Linjen, dem alternativene navngir, alle over dem, og dem som fungerer for noen av dem."""
    ansatte = {ansatt.id: ansatt for ansatt in sak.ansatte}
    venter = [*linjen]
    for alternativ in sak.stedfortreder:
        venter += [id_ for id_ in (alternativ.ansatt, alternativ.svarer_til) if id_ in ansatte]
    deltakere: set[str] = set()
    while venter:
        id_ = venter.pop()
        if id_ in deltakere:
            continue
        deltakere.add(id_)
        ansatt = ansatte[id_]
        venter += [over for over in (ansatt.overordnet, ansatt.fravaer.fungerer if ansatt.fravaer else None) if over]
    return deltakere


def _nevnte(sak: Sak, deltakere: set[str]) -> set[str]:
    """De som bare er nevnt: undertegner, har besluttet et tiltak eller avgjort en annens habilitet."""
    nevnt = {tiltak.besluttet_av for tiltak in sak.midlertidige_tiltak} | {
        truffet.av for truffet in sak.allerede_truffet
    }
    nevnt.add(sak.underskriver)
    nevnt.add(sak.ingen_tiltak.vurdert_av if sak.ingen_tiltak else None)
    nevnt |= {
        ansatt.habilitetsvurdering.avgjort_av_ansatt
        for ansatt in sak.ansatte
        if ansatt.id in deltakere and ansatt.habilitetsvurdering
    }
    return {id_ for id_ in nevnt if id_}


def _bare_nevnt(ansatt: Ansatt) -> Ansatt:
    organ = Organ.FOLKEVALGTE if ansatt.rolle in FOLKEVALGTE_ROLLER else Organ.KOMMUNEN
    return Ansatt(id=ansatt.id, navn=ansatt.navn, rolle=ansatt.rolle, organ=organ)


def _deltaker(ansatt: Ansatt, felt: Collection[Sti]) -> Ansatt:
    """Den ansatte med de svarene statusen hviler på."""
    hviler_pa = {sti.ledd[1][0] for sti in felt if sti.er_under(ansatt.sti)}
    vurdering = ansatt.habilitetsvurdering
    if vurdering and not vurdering.krevd_av_part:
        vurdering = replace(vurdering, tidsspille="")
    return replace(
        ansatt,
        utenfor_linjen="",
        tilgang_stengt=None,
        holdes_utenfor=ansatt.holdes_utenfor if "holdes_utenfor" in hviler_pa else "",
        tilknytninger=ansatt.tilknytninger if "tilknytninger" in hviler_pa else (),
        ingen_tilknytning=ansatt.ingen_tilknytning if "ingen_tilknytning" in hviler_pa else (),
        skjonn=ansatt.skjonn if "skjonn" in hviler_pa else None,
        apenbart_unntak=ansatt.apenbart_unntak if "apenbart_unntak" in hviler_pa else None,
        innsigelse=ansatt.innsigelse,
        habilitetsvurdering=vurdering,
    )
