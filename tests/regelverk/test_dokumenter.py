"""Hvilke dokumenter et utfall kaller på (rettsgrunnlag § 9)."""

from __future__ import annotations

from dataclasses import replace

import pytest
from regelverk.bygg import (
    BEGGE,
    FVL1967,
    FVL2025,
    VEIER,
    ansatt,
    dokumenter,
    innsigelse,
    kontoret,
    sak,
    skjonn,
    svar,
    tilknytninger,
    unntak,
    utfall,
)

from overforing.sak.modell import Oppgave, Sak

TABELL = {
    "be_om_overforing": ["anmodning", "habilitetsnotat", "orientering"],
    "oppnevn_stedfortreder": ["oppnevning", "habilitetsnotat", "orientering"],
    "overordnet_avgjor": ["habilitetsnotat"],
    "bytt_saksbehandler": ["habilitetsnotat"],
    "legg_fram_for_overordnet": ["framlegg"],
    "annen_kommune": ["oversendelse", "orientering"],
    "vertskommune": ["oversendelse", "orientering"],
    "tvist_om_opphold": ["tvist"],
    "behandles_som_vanlig": [],
    "ikke_grunn_til_overforing": ["orientering"],
    "uavklart": [],
}

FOR_SVARET = {navn: vei for navn, vei in VEIER.items() if vei.sak.svar is None}


@pytest.mark.parametrize("regelsett", BEGGE)
@pytest.mark.parametrize("navn", FOR_SVARET)
def test_hvert_utfall_kaller_pa_sine_dokumenter(navn: str, regelsett) -> None:
    vei = VEIER[navn]
    assert dokumenter(vei.sak, regelsett) == TABELL[vei.utfall]


# --- som vanlig: habilitetsnotat når noe i linjen er vurdert


@pytest.mark.parametrize("regelsett", BEGGE)
@pytest.mark.parametrize("id_", ["veileder", "leder", "sjef", "direktor"])
@pytest.mark.parametrize(
    "endring",
    [
        {"tilknytninger": tilknytninger("nabo"), "skjonn": skjonn("habil")},
        {"skjonn": skjonn("habil")},
        {"tilknytninger": tilknytninger("sosken"), "apenbart_unntak": unntak()},
    ],
    ids=["tilknytning", "bare skjønn", "unntak"],
)
def test_et_notat_nar_noen_i_linjen_er_vurdert(id_: str, endring: dict[str, object], regelsett) -> None:
    s = sak(*kontoret(**{id_: endring}))
    assert (utfall(s, regelsett), dokumenter(s, regelsett)) == ("behandles_som_vanlig", ["habilitetsnotat"])


def test_en_innsigelse_gir_et_notat_etter_1967_og_ingenting_etter_2025() -> None:
    vurdert = sak(*kontoret(veileder={"innsigelse": innsigelse(), "skjonn": skjonn("habil")}))
    bare_innsigelse = sak(*kontoret(veileder={"innsigelse": innsigelse()}))
    assert dokumenter(vurdert, FVL1967) == ["habilitetsnotat"]
    assert (utfall(bare_innsigelse, FVL2025), dokumenter(bare_innsigelse, FVL2025)) == ("behandles_som_vanlig", [])


@pytest.mark.parametrize(
    "utenfor",
    [
        ansatt("x", "sosken"),
        ansatt("x", "nabo"),
        ansatt("x", skjonn=skjonn("habil")),
        ansatt("x", innsigelse=innsigelse()),
    ],
)
def test_ingen_notat_om_en_som_ikke_har_noe_med_saken(utenfor) -> None:
    s = sak(*kontoret(), utenfor)
    assert (utfall(s), dokumenter(s)) == ("behandles_som_vanlig", [])


def test_et_unntak_som_aldri_kom_til_bruk_gir_ikke_noe_notat() -> None:
    """Det er ikke en tilknytning, en vurdering eller en innsigelse."""
    assert dokumenter(sak(*kontoret(leder={"apenbart_unntak": unntak()}))) == []


def test_en_inhabil_leder_midt_i_linjen_gir_et_notat_selv_om_ingen_er_sperret() -> None:
    s = sak(*kontoret("leder", veileder={"oppgave": Oppgave.FORBEREDER}, sjef={"oppgave": Oppgave.AVGJOR}))
    assert (utfall(s), dokumenter(s)) == ("behandles_som_vanlig", ["habilitetsnotat"])


def test_et_onske_om_bytte_gir_bare_orienteringen_ogsa_nar_noen_er_vurdert_habil() -> None:
    s = sak(*kontoret(leder={"skjonn": skjonn("habil")}), arsak="onske_om_bytte")
    assert (utfall(s), dokumenter(s)) == ("ikke_grunn_til_overforing", ["orientering"])


# --- Statsforvalterens svar


@pytest.mark.parametrize("resultat", ["overfort", "avslatt", "returnert"])
def test_etter_svaret_far_sokeren_en_ny_orientering(resultat: str) -> None:
    s = replace(VEIER["sjefen avgjør"].sak, svar=svar(resultat))
    assert dokumenter(s) == ["habilitetsnotat", "orientering"]


@pytest.mark.parametrize("navn", FOR_SVARET)
def test_orienteringen_fores_opp_en_gang(navn: str) -> None:
    vei = VEIER[navn]
    s: Sak = replace(vei.sak, svar=svar("returnert"))
    if vei.utfall == "uavklart":
        assert dokumenter(s) == []
    else:
        assert dokumenter(s).count("orientering") == 1
        assert [d for d in dokumenter(s) if d != "orientering"] == [d for d in TABELL[vei.utfall] if d != "orientering"]


def test_etter_avslag_kaller_saken_pa_oppnevning() -> None:
    assert dokumenter(VEIER["avslag fra Statsforvalteren"].sak) == ["oppnevning", "habilitetsnotat", "orientering"]
