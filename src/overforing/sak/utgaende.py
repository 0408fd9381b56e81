"""Hva av saken som får følge med et brev ut av kontoret.

Bare det utfallet hviler på og brevet forteller om: svarene på veien saken gikk, aldri svar ved siden av den.
Det interne notatet, omskrevne seksjoner og partenes navn blir igjen; navnene følger bare når brevet nevner søkeren.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from .modell import (
    Ansatt,
    Avgrensning,
    Avgrensningstype,
    Brevvalg,
    Dokument,
    Opphold,
    Oppholdsgrunnlag,
    Resultat,
    SaerligUlempe,
    Sak,
    Svar,
)

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


def utgaende(sak: Sak, dokument: Dokument, felt: Collection[str], linjen: Collection[str]) -> Sak:
    """Delen av saken som følger med ``dokument``.

    ``felt`` er stiene til svarene funnene i sporet hviler på, ``linjen`` id-ene til dem saken angår.
    Den som får brevet, kan vurdere saken på nytt og få samme utfall.
    """
    renset = replace(
        sak,
        notat="",
        parter=sak.parter if sak.brev.nevn_soker else tuple(replace(p, navn="", representant=None) for p in sak.parter),
        opphold=_opphold(sak.opphold, felt),
        soknad=sak.soknad if sak.soknad.haster else replace(sak.soknad, hva_haster=""),
        ingen_tiltak=None if sak.midlertidige_tiltak else sak.ingen_tiltak,
        brev=Brevvalg(dato=sak.brev.dato, deres_ref=sak.brev.deres_ref, nevn_soker=sak.brev.nevn_soker),
        svar=_svar(sak.svar) if "svar.resultat" in felt else None,
        sendt=None,
        ferdigstilt=replace(sak.ferdigstilt, av="") if sak.ferdigstilt else None,
    )
    if dokument is Dokument.TVIST:
        renset = replace(
            renset,
            opphold=_opphold(sak.opphold, [*felt, *(f"opphold.{navn}" for navn in fortalt_om_oppholdet(sak.opphold))]),
            midlertidige_tiltak=tuple(replace(t, besluttet_av=None) for t in sak.midlertidige_tiltak),
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
            stedfortreder=tuple(s for s in sak.stedfortreder if f"stedfortreder[{s.type}]" in felt),
            avgrensning=_avgrensning(sak.avgrensning),
        )
        deltakere = _deltakere(renset, linjen)
    nevnte = _nevnte(renset, deltakere)
    return replace(
        renset,
        ansatte=tuple(
            _deltaker(a, felt) if a.id in deltakere else _bare_nevnt(a)
            for a in sak.ansatte
            if a.id in deltakere | nevnte
        ),
    )


def _svar(svar: Svar | None) -> Svar | None:
    return replace(svar, settekommune=None) if svar and svar.resultat is not Resultat.OVERFORT else svar


def _opphold(opphold: Opphold, felt: Collection[str]) -> Opphold:
    behold = {sti.split(".")[1] for sti in felt if sti.startswith("opphold.")} | {"begrunnelse"}
    tom = Opphold()
    fjernes = [navn for navn in vars(tom) if navn != "gitt" and navn not in behold]
    return replace(opphold, **{navn: getattr(tom, navn) for navn in fjernes})


def _avgrensning(avgrensning: Avgrensning) -> Avgrensning:
    fornyelser = avgrensning.type is Avgrensningstype.SOKNAD_OG_FORNYELSER
    return avgrensning if fornyelser else replace(avgrensning, til=None)


def _deltakere(sak: Sak, linjen: Collection[str]) -> set[str]:
    """Linjen, dem alternativene navngir, og alle over dem: de som kan avgjøre hvem som er habil."""
    over = {ansatt.id: ansatt.overordnet for ansatt in sak.ansatte}
    deltakere: set[str] = set()
    for start in (*linjen, *(s.ansatt for s in sak.stedfortreder if s.ansatt)):
        ledd: str | None = start
        while ledd and ledd not in deltakere:
            deltakere.add(ledd)
            ledd = over[ledd]
    return deltakere


def _nevnte(sak: Sak, deltakere: set[str]) -> set[str]:
    """De som bare er nevnt: undertegner, har besluttet et tiltak eller avgjort en annens habilitet."""
    nevnt = {tiltak.besluttet_av for tiltak in sak.midlertidige_tiltak}
    nevnt.add(sak.underskriver)
    nevnt.add(sak.ingen_tiltak.vurdert_av if sak.ingen_tiltak else None)
    nevnt |= {
        ansatt.habilitetsvurdering.avgjort_av_ansatt
        for ansatt in sak.ansatte
        if ansatt.id in deltakere and ansatt.habilitetsvurdering
    }
    return {id_ for id_ in nevnt if id_}


def _bare_nevnt(ansatt: Ansatt) -> Ansatt:
    return Ansatt(id=ansatt.id, navn=ansatt.navn, rolle=ansatt.rolle)


def _deltaker(ansatt: Ansatt, felt: Collection[str]) -> Ansatt:
    """Den ansatte med de svarene statusen hviler på."""
    sti = f"ansatte[{ansatt.id}]."
    hviler_pa = {f.removeprefix(sti).split(".")[0].split("[")[0] for f in felt if f.startswith(sti)}
    vurdering = ansatt.habilitetsvurdering
    if vurdering and not vurdering.krevd_av_part:
        vurdering = replace(vurdering, tidsspille="")
    return replace(
        ansatt,
        tilknytninger=ansatt.tilknytninger if "tilknytninger" in hviler_pa else (),
        skjonn=ansatt.skjonn if "skjonn" in hviler_pa else None,
        apenbart_unntak=ansatt.apenbart_unntak if "apenbart_unntak" in hviler_pa else None,
        innsigelse=ansatt.innsigelse,
        habilitetsvurdering=vurdering,
    )
