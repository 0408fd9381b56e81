"""Egenskaper som skal holde for enhver gyldig sak, i begge regelsettene."""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from gyldige_saker import EMBETE_FOR, KOMMUNER, regelsett, saker
from hypothesis import assume, given
from hypothesis import strategies as st

from overforing.regelverk.funn import Status, Steg, Utfall, Vurdering
from overforing.regelverk.regelsett import ForTidlig, Kalender
from overforing.regelverk.stedfortreder import er_overfort
from overforing.regelverk.tilknytning import grunn
from overforing.regelverk.vurder import vurder
from overforing.sak.modell import (
    FOLKEVALGTE_ROLLER,
    OVERST,
    UTEN_ANSATT,
    AlleredeTruffet,
    Ansatt,
    AvgjortAv,
    Avgrensning,
    Dokument,
    Ferdigstilt,
    IngenTilknytning,
    Konklusjon,
    MidlertidigTiltak,
    Moment,
    Organ,
    Part,
    Regelsett,
    Rolle,
    SaerligUlempe,
    Sak,
    Sendt,
    Settekommune,
    Stedfortreder,
    Stedfortredertype,
    Svarkilde,
    Tilknytning,
    Tilknytningskilde,
    Tilknytningstype,
)
from overforing.sak.saksfil import fra_verdier, til_verdier
from overforing.sak.utgaende import utgaende

UTENFOR = [rolle for rolle in Rolle if rolle not in FOLKEVALGTE_ROLLER]


def _vurder(sak: Sak, regelsett: Regelsett) -> Vurdering:
    return vurder(sak, regelsett, EMBETE_FOR)


def _i_kommunen(sak: Sak, plass: int) -> str | None:
    ider = [a.id for a in sak.ansatte if a.organ is Organ.KOMMUNEN]
    return ider[plass] if plass < len(ider) else None


@given(saker(), regelsett)
def test_enhver_gyldig_sak_far_ett_utfall_og_alle_far_en_status(sak: Sak, regelsett: Regelsett) -> None:
    vurdering = _vurder(sak, regelsett)
    assert isinstance(vurdering.utfall, Utfall)
    assert set(vurdering.ansatte) == {ansatt.id for ansatt in sak.ansatte}
    siste = vurdering.spor[-1]
    assert siste.steg in (Steg.RETT_KOMMUNE, Steg.STEDFORTREDER, Steg.SAERLIG_ULEMPE)
    assert siste.utfall == vurdering.utfall


@given(saker(), regelsett)
def test_noe_mangler_hvis_og_bare_hvis_utfallet_er_uavklart(sak: Sak, regelsett: Regelsett) -> None:
    vurdering = _vurder(sak, regelsett)
    assert bool(vurdering.mangler) == (vurdering.utfall is Utfall.UAVKLART)
    assert not (vurdering.ferdig and vurdering.mangler)


@given(saker(), regelsett)
def test_alternativet_som_baerer_utfallet_er_habilt(sak: Sak, regelsett: Regelsett) -> None:
    vurdering = _vurder(sak, regelsett)
    if vurdering.baerer is None:
        return
    alternativ = next(a for a in sak.stedfortreder if a.type == vurdering.baerer)
    assert alternativ.mulig
    if alternativ.type in UTEN_ANSATT:
        assert alternativ.habil is True
    else:
        assert alternativ.ansatt is not None
        assert vurdering.ansatte[alternativ.ansatt] is Status.HABIL


@given(saker(), regelsett, st.sampled_from(UTENFOR), st.integers(0, 5))
def test_en_ansatt_uten_del_i_saken_endrer_ikke_noe(sak: Sak, regelsett: Regelsett, rolle: Rolle, plass: int) -> None:
    """Ingenting er sagt om henne; hun har ingen oppgave, står ikke over noen og er ikke nevnt."""
    overordnet = _i_kommunen(sak, plass)
    ny = Ansatt(id="ny", rolle=rolle, overordnet=overordnet)
    for_ = _vurder(sak, regelsett)
    for ansatte in ((*sak.ansatte, ny), (ny, *sak.ansatte)):
        etter = _vurder(replace(sak, ansatte=ansatte), regelsett)
        assert (etter.utfall, etter.dokumenter) == (for_.utfall, for_.dokumenter)
        assert {m.felt for m in etter.mangler} == {m.felt for m in for_.mangler}
        assert {(a.id, a.om) for a in etter.avklaringer} == {(a.id, a.om) for a in for_.avklaringer}


@given(saker(), regelsett, st.sampled_from(UTENFOR), st.integers(0, 5))
def test_en_inhabil_utenfor_linjen_endrer_ikke_utfallet(
    sak: Sak, regelsett: Regelsett, rolle: Rolle, plass: int
) -> None:
    """Hun kan være den som gikk til side, så notatet forteller om henne, og en inhabil leder må plasseres (§§ 8 og 9).

    At hun gikk til side, kan også kreve at det sies hva som alt er gjort.
    """
    tilknytninger = tuple(Tilknytning(type=Tilknytningstype.SOSKEN, part=part.id) for part in sak.parter)
    overordnet = _i_kommunen(sak, plass)
    ny = Ansatt(id="ny", rolle=rolle, overordnet=overordnet, tilknytninger=tilknytninger)
    for_, etter = _vurder(sak, regelsett), _vurder(replace(sak, ansatte=(*sak.ansatte, ny)), regelsett)
    assert etter.utfall == for_.utfall
    assert set(etter.dokumenter) - set(for_.dokumenter) <= {Dokument.HABILITETSNOTAT}
    # Tvilen om undertegner og kontaktmåte følger dokumentene, og er ikke om henne.
    nye = {a.id for a in etter.avklaringer} - {a.id for a in for_.avklaringer}
    assert nye <= {
        "inhabil_leder_utenfor_linjen",
        "allerede_gjort_mangler",
        "underskriver_mangler",
        "navngi_tilknytningen",
    }


@given(saker(), regelsett)
def test_svar_utenfor_veien_endrer_ikke_utfallet(sak: Sak, regelsett: Regelsett) -> None:
    vurdering = _vurder(sak, regelsett)
    steg = {funn.steg for funn in vurdering.spor}
    endret = replace(
        sak,
        notat="noe helt annet",
        settekommuner=(Settekommune(kommune="0301"),),
        saksnummer="9",
        vedlegg=("noe",),
    )
    if Steg.STEDFORTREDER not in steg:
        endret = replace(
            endret, ansatte=(), stedfortreder=(), underskriver=None, midlertidige_tiltak=(), ingen_tiltak=None
        )
    if Steg.SAERLIG_ULEMPE not in steg:
        endret = replace(endret, saerlig_ulempe=SaerligUlempe(momenter=(Moment.KOSTNAD,)))
    assert _vurder(endret, regelsett).utfall == vurdering.utfall


@given(saker(), regelsett, st.randoms(use_true_random=False))
def test_rekkefolgen_i_listene_spiller_ingen_rolle(sak: Sak, regelsett: Regelsett, tilfeldig: random.Random) -> None:
    def stokk(liste):
        ny = list(liste)
        tilfeldig.shuffle(ny)
        return tuple(ny)

    stokket = replace(
        sak,
        ansatte=tuple(
            replace(a, tilknytninger=stokk(a.tilknytninger), ingen_tilknytning=stokk(a.ingen_tilknytning))
            for a in stokk(sak.ansatte)
        ),
        stedfortreder=stokk(sak.stedfortreder),
        parter=stokk(sak.parter),
        settekommuner=stokk(sak.settekommuner),
        saerlig_ulempe=replace(sak.saerlig_ulempe, momenter=stokk(sak.saerlig_ulempe.momenter)),
    )
    for_, etter = _vurder(sak, regelsett), _vurder(stokket, regelsett)
    assert (for_.utfall, for_.ferdig, dict(for_.ansatte)) == (etter.utfall, etter.ferdig, dict(etter.ansatte))
    assert {m.felt for m in for_.mangler} == {m.felt for m in etter.mangler}
    assert for_.dokumenter == etter.dokumenter
    # Hvilken av to like begrunnelser som nevnes, og hvilken part som spørres, følger rekkefølgen i filen.
    assert {(a.id, a.ma_loses) for a in for_.avklaringer} == {(a.id, a.ma_loses) for a in etter.avklaringer}


# --- taushet frir ingen


def _frihet(vurdering: Vurdering, id_: str) -> int:
    """Hva den ansatte kan gjøre: avgjøre (og dermed bære et utfall), bare forberede, eller ingenting."""
    return 2 if vurdering.kan_avgjore(id_) else int(vurdering.kan_forberede(id_))


def _svart_selv(ansatt: Ansatt, part: str, eneste: bool) -> bool:
    def gjelder(svar: Tilknytning | IngenTilknytning) -> bool:
        return svar.part == part or (svar.part is None and eneste)

    return any(gjelder(t) and t.kilde is Tilknytningskilde.SELV for t in ansatt.tilknytninger) or any(
        gjelder(svar) and svar.kilde is Svarkilde.SELV for svar in ansatt.ingen_tilknytning
    )


@given(saker(), regelsett)
def test_ingen_er_habil_for_alle_partene_er_svart_for_av_henne_selv(sak: Sak, regelsett: Regelsett) -> None:
    vurdering = _vurder(sak, regelsett)
    for ansatt in sak.ansatte:
        if vurdering.ansatte[ansatt.id] is Status.HABIL:
            assert sak.parter
            assert all(_svart_selv(ansatt, part.id, len(sak.parter) == 1) for part in sak.parter)
            loftet = ansatt.apenbart_unntak is not None and ansatt.apenbart_unntak.oppfylt
            domt = ansatt.skjonn is not None and ansatt.skjonn.konklusjon is Konklusjon.HABIL
            assert not ansatt.tilknytninger or loftet or domt


@given(saker(), regelsett)
def test_ingen_er_habil_under_en_inhabil(sak: Sak, regelsett: Regelsett) -> None:
    """Den som er borte uten at noe er sagt om henne, teller ikke, men hun er da heller aldri inhabil."""
    vurdering = _vurder(sak, regelsett)
    for ansatt in sak.ansatte:
        if vurdering.ansatte[ansatt.id] is Status.HABIL:
            assert Status.INHABIL not in {vurdering.ansatte[id_] for id_ in _over(sak, ansatt)}


def _over(sak: Sak, ansatt: Ansatt) -> list[str]:
    """Stillingene over den ansatte, så enkelt det kan sies."""
    ansatte = {a.id: a for a in sak.ansatte}
    over: list[str] = []
    while ansatt.overordnet:
        over.append(ansatt.overordnet)
        ansatt = ansatte[ansatt.overordnet]
    return over


def _baerer(sak: Sak, vurdering: Vurdering) -> Ansatt | None:
    """Den ansatte som bærer utfallet, eller som en innleid svarer til."""
    alternativ = next((s for s in sak.stedfortreder if s.type == vurdering.baerer), None)
    id_ = (alternativ.ansatt or alternativ.svarer_til) if alternativ else None
    return next((a for a in sak.ansatte if a.id == id_), None)


@given(saker(), regelsett)
def test_den_som_baerer_utfallet_er_habil_og_har_svart_selv_om_hver_part(sak: Sak, regelsett: Regelsett) -> None:
    vurdering = _vurder(sak, regelsett)
    if baerer := _baerer(sak, vurdering):
        assert vurdering.ansatte[baerer.id] is Status.HABIL
        assert all(_svart_selv(baerer, part.id, len(sak.parter) == 1) for part in sak.parter)


@given(saker(), regelsett)
def test_ingen_baerer_utfallet_med_et_hull_eller_en_uavklart_over_seg(sak: Sak, regelsett: Regelsett) -> None:
    vurdering = _vurder(sak, regelsett)
    baerer = _baerer(sak, vurdering)
    if baerer is None:
        return
    ansatte = {a.id: a for a in sak.ansatte}
    over = _over(sak, baerer)
    for ledd in (baerer, *(ansatte[id_] for id_ in over)):
        topp = ledd.rolle in OVERST or ledd.ingen_over is not None or ledd.organ is not Organ.KOMMUNEN
        assert ledd.overordnet or topp
    # Den det fungeres for, teller bare når noe er sagt om henne; i hennes sted står den som fungerer.
    pa_jobb = [id_ for id_ in over if not ansatte[id_].fravaer]
    assert not {vurdering.ansatte[id_] for id_ in pa_jobb} & {Status.UAVKLART, Status.TVIL, Status.INHABIL}


@given(saker(), regelsett)
def test_ingen_sak_er_ferdig_for_linjen_er_svart_for(sak: Sak, regelsett: Regelsett) -> None:
    vurdering = _vurder(sak, regelsett)
    har_spurt = Steg.STEDFORTREDER in {funn.steg for funn in vurdering.spor}
    if har_spurt and vurdering.utfall is not Utfall.UAVKLART and not er_overfort(sak):
        assert Status.UAVKLART not in {vurdering.ansatte[id_] for id_ in vurdering.linjen}
        assert vurdering.linjen


@given(saker(), regelsett)
def test_en_part_til_gjor_ingen_friere(sak: Sak, regelsett: Regelsett) -> None:
    """Et svar om én part er ikke et svar om en annen, så ingen kan avgjøre eller forberede før det er svart igjen."""
    for_ = _vurder(_med_parten_sagt(sak), regelsett)
    etter = _vurder(replace(_med_parten_sagt(sak), parter=(*sak.parter, Part(id="ny"))), regelsett)
    assert for_.ansatte == _vurder(sak, regelsett).ansatte
    for ansatt in sak.ansatte:
        assert _frihet(etter, ansatt.id) == 0
        assert (etter.ansatte[ansatt.id] is Status.INHABIL) <= (for_.ansatte[ansatt.id] is Status.INHABIL)


def _med_parten_sagt(sak: Sak) -> Sak:
    """Hvert svar sier hvilken part det gjelder, så det fortsatt gjelder den når det kommer en til."""
    if len(sak.parter) != 1:
        return sak
    eneste = sak.parter[0].id
    return replace(
        sak,
        ansatte=tuple(
            replace(
                a,
                tilknytninger=tuple(replace(t, part=eneste) for t in a.tilknytninger),
                ingen_tilknytning=tuple(replace(s, part=eneste) for s in a.ingen_tilknytning),
            )
            for a in sak.ansatte
        ),
    )


def _med_ansatt(sak: Sak, ansatt: Ansatt, **felt: Any) -> Sak:
    return replace(sak, ansatte=tuple(replace(a, **felt) if a is ansatt else a for a in sak.ansatte))


def _med_part(sak: Sak, part: Part, **felt: Any) -> Sak:
    return replace(sak, parter=tuple(replace(p, **felt) if p is part else p for p in sak.parter))


def _med_alternativ(sak: Sak, alternativ: Stedfortreder, **felt: Any) -> Sak:
    return replace(sak, stedfortreder=tuple(replace(s, **felt) if s is alternativ else s for s in sak.stedfortreder))


def _en_er_part(sak: Sak) -> bool:
    return any(t.type is Tilknytningstype.ER_PART for a in sak.ansatte for t in a.tilknytninger)


def _uten_svar(sak: Sak) -> Iterator[Sak]:
    """Ett svar om en part borte.

    Ikke hos den som har gitt hjelp: ``tiltak_ikke_forelopig`` gjelder dem som er inhabile eller avledet (§ 8), ikke
    dem som ikke er avklart.
    """
    ga_hjelp = {tiltak.besluttet_av for tiltak in sak.midlertidige_tiltak}
    for ansatt in sak.ansatte:
        for svar in ansatt.ingen_tilknytning if ansatt.id not in ga_hjelp else ():
            igjen = tuple(s for s in ansatt.ingen_tilknytning if s is not svar)
            yield _med_ansatt(sak, ansatt, ingen_tilknytning=igjen)


def _uten_overordnet(sak: Sak) -> Iterator[Sak]:
    """Plassen i linjen borte.

    Ikke hos kommunedirektør og byråd: rollen er en topp i seg selv, og den som har noen over seg der, må si det (§ 5).
    Og ikke der en ansatt er part: bare den som har samme overordnede som henne, må vurderes konkret (§ 3 punkt 2).
    """
    ga_hjelp = {tiltak.besluttet_av for tiltak in sak.midlertidige_tiltak}
    for ansatt in sak.ansatte:
        if _en_er_part(sak):
            return
        if ansatt.overordnet and ansatt.rolle not in OVERST and ansatt.id not in ga_hjelp:
            yield _med_ansatt(sak, ansatt, overordnet=None)


_MA_VURDERES = {t for t in Tilknytningstype if not any(grunn(t, regelsett).uten_videre for regelsett in Regelsett)}


def _uten_vurdering(sak: Sak) -> Iterator[Sak]:
    """Vurderingen «habil», eller en del av den, borte.

    Ikke hos den som er borte: da teller hun bare i linjen når noe er sagt om henne (§ 4). Hele vurderingen tas bare
    bort der noe annet krever den; en vurdering ingen ba om, frir ingen.
    """
    for ansatt in sak.ansatte:
        if ansatt.skjonn and ansatt.skjonn.konklusjon is Konklusjon.HABIL and ansatt.fravaer is None:
            if ansatt.innsigelse or any(t.type in _MA_VURDERES for t in ansatt.tilknytninger):
                yield _med_ansatt(sak, ansatt, skjonn=None)
            yield _med_ansatt(sak, ansatt, skjonn=replace(ansatt.skjonn, konklusjon=None))
            yield _med_ansatt(sak, ansatt, skjonn=replace(ansatt.skjonn, begrunnelse=" "))


def _uten_unntak(sak: Sak) -> Iterator[Sak]:
    """Begrunnelsen for unntaket borte.

    Ikke der tilknytningen virker uten videre og ingen annen har avgjort det: da frir unntaket ingen, med eller uten
    begrunnelse, og tvilen gjelder bare det begrunnede (§ 3 punkt 4, § 8).
    """
    for ansatt in sak.ansatte:
        av = ansatt.habilitetsvurdering.avgjort_av if ansatt.habilitetsvurdering else None
        av_andre = av is AvgjortAv.OVERORDNET or (av is AvgjortAv.FOLKEVALGT_ORGAN and ansatt.overordnet is None)
        kan_loftes = av_andre or all(t.type in _MA_VURDERES for t in ansatt.tilknytninger)
        if ansatt.apenbart_unntak and ansatt.apenbart_unntak.oppfylt and kan_loftes:
            yield _med_ansatt(sak, ansatt, apenbart_unntak=replace(ansatt.apenbart_unntak, begrunnelse=""))


def _uten_habil(sak: Sak) -> Iterator[Sak]:
    for alternativ in sak.stedfortreder:
        if alternativ.habil:
            yield _med_alternativ(sak, alternativ, habil=None)


def _uten_mulig(sak: Sak) -> Iterator[Sak]:
    """Svaret om at det er mulig, borte hos det eneste som er det.

    Der flere er mulige, bærer det neste, og det er svart for for seg. Er en ansatt part, kreves det en vurdering av
    den som er navngitt, og ikke av andre i linjen (§ 3 punkt 2). «Annen saksbehandler» må ikke være prøvd når en leder
    er inhabil (§ 5 punkt 7).
    """
    mulige = [s for s in sak.stedfortreder if s.mulig]
    if len(mulige) == 1 and not _en_er_part(sak) and mulige[0].type is not Stedfortredertype.ANNEN_SAKSBEHANDLER:
        yield _med_alternativ(sak, mulige[0], mulig=None)


def _uten_begrunnelse(sak: Sak) -> Iterator[Sak]:
    for alternativ in sak.stedfortreder:
        if alternativ.mulig is False:
            yield _med_alternativ(sak, alternativ, begrunnelse="\n")
    yield replace(sak, saerlig_ulempe=replace(sak.saerlig_ulempe, begrunnelse=""))
    for ansatt in sak.ansatte:
        yield _med_ansatt(sak, ansatt, utenfor_linjen="")
        if ansatt.habilitetsvurdering:
            yield _med_ansatt(sak, ansatt, habilitetsvurdering=replace(ansatt.habilitetsvurdering, tidsspille=""))
    for part in sak.parter:
        yield _med_part(sak, part, sperre_vurdert="")
        if part.spurt_om_tilknytning:
            yield _med_part(sak, part, spurt_om_tilknytning=replace(part.spurt_om_tilknytning, fordi=""))
    if sak.ingen_tiltak:
        yield replace(sak, ingen_tiltak=replace(sak.ingen_tiltak, begrunnelse=""))
    if sak.svar and sak.svar.nye_opplysninger:
        yield replace(sak, svar=replace(sak.svar, nye_opplysninger=replace(sak.svar.nye_opplysninger, tekst="")))


def _uten_hast(sak: Sak) -> Iterator[Sak]:
    if sak.soknad.haster is False:
        yield replace(sak, soknad=replace(sak.soknad, haster=None))


@pytest.mark.parametrize(
    "uten",
    [
        _uten_svar,
        _uten_overordnet,
        _uten_vurdering,
        _uten_unntak,
        _uten_habil,
        _uten_mulig,
        _uten_begrunnelse,
        _uten_hast,
    ],
)
@given(saker(), regelsett)
def test_et_svar_som_frir_tatt_bort_gjor_ingen_friere_og_ingen_sak_ferdig(
    uten: Callable[[Sak], Iterator[Sak]], sak: Sak, regelsett: Regelsett
) -> None:
    """Friere er den som kan avgjøre (og bære et utfall) eller forberede, og ikke kunne det før.

    Er saken overført, ligger myndigheten hos settekommunen, og det spørres ikke på nytt her (§ 5).
    """
    for_ = _vurder(sak, regelsett)
    for endret in uten(sak):
        etter = _vurder(endret, regelsett)
        for ansatt in sak.ansatte:
            assert _frihet(etter, ansatt.id) <= _frihet(for_, ansatt.id)
        assert for_.ferdig or not etter.ferdig or er_overfort(sak)


@given(saker(), regelsett)
def test_avklaringene_endrer_aldri_utfallet(sak: Sak, regelsett: Regelsett) -> None:
    """Det bare tvil hviler på, kan være hva som helst."""
    annet = replace(
        sak,
        kontor=replace(sak.kontor, telefon="", kontaktperson="Siri Lund"),
        soknad=replace(sak.soknad, haster=None if sak.soknad.haster else True, haster_vurdert=None),
        parter=tuple(replace(part, navn="Ola Hov", adressesperre=True, sperre_vurdert="") for part in sak.parter),
        ansatte=tuple(replace(ansatt, navn="Ola Hov", utenfor_linjen="") for ansatt in sak.ansatte),
        allerede_gjort="" if sak.allerede_gjort else "Ingenting.",
        allerede_truffet=(AlleredeTruffet(),),
        midlertidige_tiltak=(MidlertidigTiltak(forelopig=False),),
        vedtak=None,
        underskriver=None,
        orientering_soker=None,
        forelopig_svar_soker=None,
        sendt=Sendt(dato=date(1970, 1, 1)),
        settekommuner=(),
        avgrensning=Avgrensning(),
    )
    for_, etter = _vurder(sak, regelsett), _vurder(annet, regelsett)
    assert (for_.utfall, for_.baerer, dict(for_.ansatte)) == (etter.utfall, etter.baerer, dict(etter.ansatte))
    assert [m.felt for m in for_.mangler] == [m.felt for m in etter.mangler]
    assert for_.dokumenter == etter.dokumenter


# --- regelsettene og det som reiser


@given(st.dates(date(1970, 1, 1)), st.none() | st.dates(date(1971, 1, 1)))
def test_hver_dag_fra_det_forste_regelsettet_har_ett_regelsett(dag: date, ny_lov: date | None) -> None:
    start = {Regelsett.FVL1967: date(1970, 1, 1)} | ({Regelsett.FVL2025: ny_lov} if ny_lov else {})
    ventet = Regelsett.FVL2025 if ny_lov and dag >= ny_lov else Regelsett.FVL1967
    assert Kalender(start).gjeldende(dag) is ventet


@given(st.dates(max_value=date(1969, 12, 31)))
def test_en_dag_for_det_forste_regelsettet_avvises(dag: date) -> None:
    with pytest.raises(ForTidlig):
        Kalender({Regelsett.FVL1967: date(1970, 1, 1)}).gjeldende(dag)


@given(saker(), regelsett, st.dates())
def test_en_ferdig_sak_beholder_regelsettet(sak: Sak, avgjort: Regelsett, ny_lov: date) -> None:
    ferdig = replace(sak, ferdigstilt=Ferdigstilt(regelsett=avgjort))
    kalender = Kalender({Regelsett.FVL1967: date(1, 1, 1), Regelsett.FVL2025: ny_lov})
    assert kalender.for_sak(ferdig) is avgjort


def _reist(sak: Sak, vurdering: Vurdering) -> Sak:
    dokument = Dokument.TVIST if vurdering.utfall is Utfall.TVIST_OM_OPPHOLD else Dokument.ANMODNING
    felt = {f for funn in vurdering.spor for f in funn.felt}
    return utgaende(sak, dokument, felt, vurdering.linjen)


@given(saker(), regelsett)
def test_den_som_far_brevet_kan_vurdere_saken_og_fa_samme_utfall(sak: Sak, regelsett: Regelsett) -> None:
    """Også dem i linjen får samme status; id-ene peker på noe, ellers tas filen ikke imot."""
    vurdering = _vurder(sak, regelsett)
    assume(vurdering.utfall is not Utfall.UAVKLART)  # da finnes ikke noe brev
    reist = _reist(sak, vurdering)
    lest = fra_verdier(json.loads(json.dumps(til_verdier(reist))), KOMMUNER)
    assert lest == reist
    mottatt = _vurder(lest, regelsett)
    assert mottatt.utfall == vurdering.utfall
    assert mottatt.baerer == vurdering.baerer
    if Steg.HABILITET in {funn.steg for funn in vurdering.spor}:
        assert {id_: mottatt.ansatte[id_] for id_ in vurdering.linjen} == {
            id_: vurdering.ansatte[id_] for id_ in vurdering.linjen
        }


@given(saker(), regelsett)
def test_navn_adresser_onsker_og_notat_reiser_ikke(sak: Sak, regelsett: Regelsett) -> None:
    reist = _reist(sak, _vurder(sak, regelsett))
    verdier = til_verdier(reist)
    assert "notat" not in verdier
    assert "onske" not in verdier.get("orientering_soker", {})
    for part in verdier.get("parter", []):
        assert part.keys().isdisjoint({"adresse", "postnummer", "poststed"})
        assert part.get("representant", {}).keys().isdisjoint({"adresse", "postnummer", "poststed"})
        if not sak.brev.nevn_soker:
            assert part.keys().isdisjoint({"navn", "representant"})


@given(saker(), regelsett)
def test_det_som_reiser_har_ingen_tomme_nokler(sak: Sak, regelsett: Regelsett) -> None:
    """Et tomt svar etterlater ikke noe spor av at det har stått noe der, heller ikke i en fil som hadde nøkkelen."""
    lest = fra_verdier(_med_tomme_nokler(til_verdier(sak)), KOMMUNER)
    verdier = til_verdier(_reist(lest, _vurder(lest, regelsett)))
    assert verdier.keys().isdisjoint({"notat", "vedtak", "sendt"})
    assert [sti for sti, verdi in _alle(verdier) if verdi in ("", [], {}) or not str(verdi).strip()] == []


def _med_tomme_nokler(verdier: dict[str, Any]) -> dict[str, Any]:
    tom = {"notat": "", "allerede_gjort": "", "vedlegg": ["", "  "], "stedfortreder": [], "orientering_soker": {}}
    parter = [{"navn": "", "adresse": "", "sperre_vurdert": "", **part} for part in verdier.get("parter", [])]
    ansatte = [{"navn": "", "utenfor_linjen": "", **ansatt} for ansatt in verdier.get("ansatte", [])]
    return {**tom, **verdier, "parter": parter, "ansatte": ansatte}


def _alle(verdi: Any, sti: str = "") -> Iterator[tuple[str, Any]]:
    yield sti, verdi
    deler = verdi.items() if isinstance(verdi, dict) else enumerate(verdi) if isinstance(verdi, list) else ()
    for navn, del_ in deler:
        yield from _alle(del_, f"{sti}.{navn}")


@given(saker(), regelsett)
def test_svar_utenfor_veien_reiser_ikke(sak: Sak, regelsett: Regelsett) -> None:
    vurdering = _vurder(sak, regelsett)
    reist = _reist(sak, vurdering)
    navngitte = {id_ for s in reist.stedfortreder for id_ in (s.ansatt, s.svarer_til)}
    over = {a.overordnet for a in reist.ansatte} | {a.fravaer.fungerer for a in reist.ansatte if a.fravaer}
    for ansatt in reist.ansatte:
        if ansatt.id not in {*vurdering.linjen, *navngitte, *over}:
            assert ansatt == Ansatt(id=ansatt.id, navn=ansatt.navn, rolle=ansatt.rolle, organ=ansatt.organ)
    if Steg.SAERLIG_ULEMPE in {f.steg for f in vurdering.spor}:
        assert {s.type for s in reist.stedfortreder} == {s.type for s in sak.stedfortreder}


def test_provene_nar_alle_utfall() -> None:
    """Sakene over er bare verdt noe om de når hele veien; eksemplene dekker hvert utfall hver for seg."""
    from pathlib import Path

    from overforing.sak.saksfil import fra_json
    from overforing.tekster.geografi import Geografi

    rot = Path(__file__).resolve().parents[2]
    numre = Geografi.les(rot / "resources").numre
    filer = list((rot / "tests" / "eksempler").glob("[0-9]*.json"))
    utfall = {vurder(fra_json(f.read_bytes(), numre), Regelsett.FVL1967).utfall for f in filer}
    assert utfall == set(Utfall)
