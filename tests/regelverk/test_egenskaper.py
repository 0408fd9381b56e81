"""Egenskaper som skal holde for enhver gyldig sak, i begge regelsettene."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date

import pytest
from gyldige_saker import EMBETE_FOR, KOMMUNER, regelsett, saker
from hypothesis import assume, given
from hypothesis import strategies as st

from overforing.regelverk.funn import Status, Steg, Utfall
from overforing.regelverk.regelsett import ForTidlig, Kalender
from overforing.regelverk.vurder import vurder
from overforing.sak.modell import (
    UTEN_ANSATT,
    Ansatt,
    Dokument,
    Ferdigstilt,
    Moment,
    Regelsett,
    Rolle,
    SaerligUlempe,
    Sak,
    Settekommune,
)
from overforing.sak.saksfil import fra_verdier, til_verdier
from overforing.sak.utgaende import utgaende


def _vurder(sak: Sak, regelsett: Regelsett):
    return vurder(sak, regelsett, EMBETE_FOR)


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


@given(saker(), regelsett, st.sampled_from(Rolle), st.integers(0, 5), st.booleans())
def test_en_ansatt_uten_del_i_saken_endrer_ikke_utfallet(
    sak: Sak, regelsett: Regelsett, rolle: Rolle, plass: int, inhabil: bool
) -> None:
    overordnet = sak.ansatte[plass].id if plass < len(sak.ansatte) else None
    skjonn = sak.ansatte[0].skjonn if sak.ansatte and inhabil else None
    ny = Ansatt(id="ny", rolle=rolle, overordnet=overordnet, skjonn=skjonn)
    for ansatte in ((*sak.ansatte, ny), (ny, *sak.ansatte)):
        etter = _vurder(replace(sak, ansatte=ansatte), regelsett)
        for_ = _vurder(sak, regelsett)
        assert etter.utfall == for_.utfall
        assert etter.dokumenter == for_.dokumenter
        assert {a for a in etter.avklaringer if a.om == "ny"} == set()


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
        ansatte=tuple(replace(a, tilknytninger=stokk(a.tilknytninger)) for a in stokk(sak.ansatte)),
        stedfortreder=stokk(sak.stedfortreder),
        parter=stokk(sak.parter),
        settekommuner=stokk(sak.settekommuner),
        saerlig_ulempe=replace(sak.saerlig_ulempe, momenter=stokk(sak.saerlig_ulempe.momenter)),
    )
    for_, etter = _vurder(sak, regelsett), _vurder(stokket, regelsett)
    assert (for_.utfall, for_.ferdig, dict(for_.ansatte)) == (etter.utfall, etter.ferdig, dict(etter.ansatte))
    assert {m.felt for m in for_.mangler} == {m.felt for m in etter.mangler}
    assert for_.dokumenter == etter.dokumenter


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


@given(saker(), regelsett, st.sampled_from((Dokument.ANMODNING, Dokument.TVIST)))
def test_den_som_far_brevet_kan_vurdere_saken_og_fa_samme_utfall(
    sak: Sak, regelsett: Regelsett, dokument: Dokument
) -> None:
    vurdering = _vurder(sak, regelsett)
    assume(vurdering.utfall is not Utfall.UAVKLART)  # da finnes ikke noe brev
    if dokument not in vurdering.dokumenter:
        dokument = Dokument.ANMODNING
        if vurdering.utfall is Utfall.TVIST_OM_OPPHOLD:
            dokument = Dokument.TVIST
    felt = {f for funn in vurdering.spor for f in funn.felt}
    reist = utgaende(sak, dokument, felt, vurdering.linjen)
    lest = fra_verdier(til_verdier(reist), KOMMUNER)
    assert lest == reist
    assert _vurder(lest, regelsett).utfall == vurdering.utfall


@given(saker(), regelsett)
def test_navn_notat_og_svar_utenfor_veien_reiser_ikke(sak: Sak, regelsett: Regelsett) -> None:
    vurdering = _vurder(sak, regelsett)
    felt = {f for funn in vurdering.spor for f in funn.felt}
    reist = utgaende(sak, Dokument.ANMODNING, felt, vurdering.linjen)
    assert reist.notat == ""
    if not sak.brev.nevn_soker:
        assert all(part.navn == "" and part.representant is None for part in reist.parter)
    navngitte = {s.ansatt for s in reist.stedfortreder}
    for ansatt in reist.ansatte:
        if ansatt.id not in vurdering.linjen and ansatt.id not in navngitte:
            over_noen = any(a.overordnet == ansatt.id for a in reist.ansatte)
            assert over_noen or not ansatt.tilknytninger
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
