"""Avklaringene om den enkeltes habilitet, linjen, og hvem som avgjorde spørsmålet (fvl §§ 6, 8 og 10)."""

from __future__ import annotations

from collections.abc import Iterator

from overforing.regelverk.funn import Besvart, Status, Utfall
from overforing.regelverk.habilitet import unntak_begrunnet, unntak_sagt
from overforing.regelverk.linje import NEVNER_NOEN, fungerer_for, med_oppgave
from overforing.regelverk.omstendigheter import Omstendigheter
from overforing.sak.modell import (
    Ansatt,
    AvgjortAv,
    IngenOver,
    Konklusjon,
    Oppgave,
    Organ,
    Part,
    Partsrolle,
    Regelsett,
    Rolle,
    Sporsmalssvar,
    Svarkilde,
)
from overforing.sak.sti import i_liste

_NARMESTE_LEDERE = (Rolle.NAV_LEDER, Rolle.AVDELINGSLEDER)


def habilitet_skal_legges_fram(o: Omstendigheter) -> Iterator[str]:
    """Fvl § 8 første ledd (1967): når en part krever det, avgjør den nærmeste overordnede."""
    if o.regelsett is not Regelsett.FVL1967:
        return
    for ansatt in o.ansatte:
        if krav_uten_overordnet(ansatt) and not tidsspille(ansatt):
            yield ansatt.id


def viker_sete(o: Omstendigheter, id_: str) -> bool:
    return o.statuser[id_] is Status.INHABIL


def krav_uten_overordnet(ansatt: Ansatt) -> bool:
    vurdering = ansatt.habilitetsvurdering
    return (
        vurdering is not None
        and bool(vurdering.krevd_av_part)
        and vurdering.avgjort_av not in (AvgjortAv.OVERORDNET, AvgjortAv.FOLKEVALGT_ORGAN)
    )


def tidsspille(ansatt: Ansatt) -> str:
    return ansatt.habilitetsvurdering.tidsspille.strip() if ansatt.habilitetsvurdering else ""


def inhabil_leder_utenfor_linjen(o: Omstendigheter) -> Iterator[str]:
    """En inhabil leder som ikke er plassert over noen, og noen i saken uten en slik leder over seg."""
    uten_leder = any(
        not any(o.losning.ansatte[over].rolle in _NARMESTE_LEDERE for over in o.losning.kjeder[id_].over)
        for id_ in med_oppgave(o.sak)
    )
    for ansatt in o.sak.ansatte if uten_leder else ():
        if (
            ansatt.rolle in _NARMESTE_LEDERE
            and ansatt.organ is Organ.KOMMUNEN
            and ansatt.id not in o.losning.linjen
            and o.statuser[ansatt.id] is Status.INHABIL
            and not ansatt.utenfor_linjen.strip()
        ):
            yield ansatt.id


def _i_linjen(o: Omstendigheter) -> Iterator[Ansatt]:
    return (o.losning.ansatte[id_] for id_ in o.losning.linjen)


def ingen_over_uvanlig(o: Omstendigheter) -> Iterator[str]:
    yield from (a.id for a in _i_linjen(o) if a.ingen_over is IngenOver.ANNET)


def fravaerende_leder(o: Omstendigheter) -> Iterator[str]:
    """Hvor kort et fravær kan være før den som er borte, ikke lenger teller, er uavklart."""
    yield from dict.fromkeys(id_ for ansatt in med_oppgave(o.sak) for id_ in o.losning.kjeder[ansatt].borte)


def byrad_inhabil(o: Omstendigheter) -> Iterator[str]:
    yield from (a.id for a in _i_linjen(o) if a.rolle is Rolle.BYRAD and o.statuser[a.id] is Status.INHABIL)


def avledet_langt_opp(o: Omstendigheter) -> Iterator[str]:
    """Om «direkte underordnet» i fvl § 6 tredje ledd rekker mer enn ett ledd, er uavklart."""
    for id_ in med_oppgave(o.sak):
        ledd = [opp for over, opp in o.losning.kjeder[id_].ledd.items() if o.statuser[over] is Status.INHABIL]
        if o.statuser[id_] is Status.AVLEDET and min(ledd) >= 2:
            yield id_


def navngi_tilknytningen(o: Omstendigheter) -> Iterator[str]:
    for part in o.sak.parter:
        spurt = part.spurt_om_tilknytning
        if (
            spurt
            and spurt.svar in NEVNER_NOEN
            and not spurt.hvem
            and not spurt.fordi.strip()
            and not any(o.besvarelse.tilknytninger(ansatt, part.id) for ansatt in o.sak.ansatte)
        ):
            yield part.sti / "spurt_om_tilknytning.hvem"


def ledig_uten_fungerende(o: Omstendigheter) -> Iterator[str]:
    for ansatt in _i_linjen(o):
        if ansatt.stilling_ledig and not fungerer_for(ansatt, o.sak.vurderingsdato):
            yield ansatt.id


def soker_ikke_spurt(o: Omstendigheter) -> Iterator[str]:
    """Søkeren kan spørres før noen i linjen, og aldri før hjelpen hun trenger nå."""
    ukjente = any(o.statuser[id_] is Status.IKKE_KJENT for id_ in o.losning.linjen)
    venter_pa_hjelp = o.hastesvar_uten_tiltak and not o.ingen_tiltak_begrunnet
    if ukjente and not venter_pa_hjelp and not any(_har_svart(part) for part in o.sak.parter):
        spurt = next((p for p in o.sak.parter if p.rolle is Partsrolle.SOKER), next(iter(o.sak.parter), None))
        yield spurt.sti / "spurt_om_tilknytning" if spurt else "parter"


def _har_svart(part: Part) -> bool:
    spurt = part.spurt_om_tilknytning
    if spurt is None or spurt.svar is None:
        return False
    return spurt.svar is not Sporsmalssvar.IKKE_SPURT or bool(spurt.fordi.strip())


def ansatt_heter_som_part(o: Omstendigheter) -> Iterator[str]:
    navn = {_navn(p.navn) for p in o.sak.parter} | {_navn(p.representant.navn) for p in o.sak.parter if p.representant}
    yield from (a.id for a in o.ansatte if _navn(a.navn) in navn - {""})


def _navn(navn: str) -> str:
    return navn.strip().casefold()


def sperret_spurt_utenfor(o: Omstendigheter) -> Iterator[str]:
    """Med adressesperre spørres ikke flere enn loven krever. De utfallet hviler på, må ha svart."""
    ma_ha_svart = _utfallet_hviler_pa(o)
    for ansatt in o.ansatte:
        if ansatt.id not in ma_ha_svart and any(
            part.adressesperre
            and not part.samtykke
            and not o.besvarelse.ma_svare_selv(ansatt, part.id)
            and any(
                svar.kilde is Svarkilde.SELV and o.besvarelse.part(svar.part) == part.id
                for svar in ansatt.ingen_tilknytning
            )
            for part in o.sak.parter
        ):
            yield ansatt.id


def _utfallet_hviler_pa(o: Omstendigheter) -> frozenset[str | None]:
    """Den som bærer utfallet, oppnevner, har avgjort et habilitetsspørsmål eller har nektet hjelp."""
    return frozenset(
        {
            o.baerende,
            o.losning.svarer_til(o.baerer),
            o.sak.underskriver if o.utfall is Utfall.OPPNEVN_STEDFORTREDER else None,
            o.sak.ingen_tiltak.vurdert_av if o.sak.ingen_tiltak else None,
            *(av for _, av in _avgjort_av_overordnet(o)),
        }
    )


def _avgjort_av_overordnet(o: Omstendigheter) -> Iterator[tuple[Ansatt, str | None]]:
    for ansatt in o.ansatte:
        vurdering = ansatt.habilitetsvurdering
        if vurdering and vurdering.avgjort_av is AvgjortAv.OVERORDNET:
            yield ansatt, vurdering.avgjort_av_ansatt


def avgjort_av_inhabil(o: Omstendigheter) -> Iterator[str]:
    for ansatt, av in _avgjort_av_overordnet(o):
        if av and o.statuser[av] is Status.INHABIL:
            yield ansatt.id


def avgjort_av_ikke_spurt(o: Omstendigheter) -> Iterator[str]:
    for ansatt, av in _avgjort_av_overordnet(o):
        overordnet = o.losning.ansatte.get(av or "")
        if overordnet and not all(
            o.besvarelse.svar(overordnet, part) is Besvart.SELV or o.besvarelse.tilknytninger(overordnet, part)
            for part in o.besvarelse.parter
        ):
            yield ansatt.id


def avgjort_av_ikke_overordnet(o: Omstendigheter) -> Iterator[str]:
    for ansatt, _ in _avgjort_av_overordnet(o):
        if not o.besvarelse.avgjorde_over_henne(ansatt, o.losning.kjeder[ansatt.id]):
            yield ansatt.id


def unntak_ikke_for_part(o: Omstendigheter) -> Iterator[str]:
    yield from (a.id for a in o.ansatte if unntak_sagt(a) and o.losning.egne[a.id].er_part)


def unntak_krever_overordnet(o: Omstendigheter) -> Iterator[str]:
    for ansatt in o.ansatte:
        egen = o.losning.egne[ansatt.id]
        grunngitt = unntak_sagt(ansatt) and unntak_begrunnet(ansatt)
        if grunngitt and egen.uten_videre and not egen.er_part and not egen.avgjort_av_andre:
            yield ansatt.id


def unntak_uvanlig(o: Omstendigheter) -> Iterator[str]:
    """Fvl § 6 fjerde ledd er snevert og passer sjelden når tilknytningen gjør inhabil uten videre."""
    for ansatt in o.ansatte:
        egen = o.losning.egne[ansatt.id]
        if egen.loftet and egen.uten_videre:
            yield ansatt.id


def vurdering_ikke_dokumentert(o: Omstendigheter) -> Iterator[str]:
    """Den som ikke er gjort kjent med saken, er vurdert av dem som arbeider med den; hun har ikke avgjort noe."""
    for ansatt in o.ansatte:
        egen = o.losning.egne[ansatt.id]
        if egen.skjonnet_avgjorde and egen.status is not Status.IKKE_KJENT and ansatt.skjonn:
            vurdering = ansatt.habilitetsvurdering
            avgjort = vurdering is not None and vurdering.avgjort_av is not None and vurdering.dato is not None
            if ansatt.skjonn.konklusjon is not Konklusjon.TVIL and not avgjort:
                yield ansatt.id


def innsigelse_etter_vurdering(o: Omstendigheter) -> Iterator[str]:
    for ansatt in o.ansatte:
        innsigelse = ansatt.innsigelse.dato if ansatt.innsigelse else None
        vurdert = ansatt.habilitetsvurdering.dato if ansatt.habilitetsvurdering else None
        if innsigelse and vurdert and innsigelse > vurdert:
            yield ansatt.id


def allerede_gjort_mangler(o: Omstendigheter) -> Iterator[str]:
    """Det en inhabil alt har forberedt, må som regel gjøres på nytt; er det truffet vedtak, gjelder fvl §§ 35 og 41."""
    over_noen = {over for id_ in med_oppgave(o.sak) for over in o.losning.kjeder[id_].over}
    har_vaert_med = any(
        o.statuser[ansatt.id] is Status.INHABIL
        and (ansatt.oppgave is not Oppgave.INGEN or (ansatt.tilknytninger and ansatt.id not in over_noen))
        for ansatt in o.sak.ansatte
    )
    if har_vaert_med and not o.sak.allerede_gjort.strip():
        yield "allerede_gjort"


def vedtak_av_inhabil(o: Omstendigheter) -> Iterator[str]:
    for i, truffet in enumerate(o.sak.allerede_truffet):
        sperret = truffet.av and o.statuser[truffet.av] in (Status.INHABIL, Status.AVLEDET)
        if sperret and truffet.gjelder_fortsatt is not False:
            yield i_liste("allerede_truffet", i)


def kontaktperson_inhabil(o: Omstendigheter) -> Iterator[str]:
    kontaktperson = o.sak.kontor.kontaktperson.strip()
    for ansatt in o.ansatte:
        if kontaktperson and o.statuser[ansatt.id] is Status.INHABIL and ansatt.navn.strip() == kontaktperson:
            yield ansatt.id


def samme_navn(o: Omstendigheter) -> Iterator[str]:
    """En inhabil som heter det samme som den som avgjør eller undertegner, kan forveksles med henne."""
    andre = [id_ for id_ in (o.baerende, o.sak.underskriver) if id_]
    for ansatt in o.ansatte:
        navn = _navn(ansatt.navn)
        like = [id_ for id_ in andre if id_ != ansatt.id and _navn(o.losning.ansatte[id_].navn) == navn]
        if navn and like and o.statuser[ansatt.id] is Status.INHABIL:
            yield ansatt.id
