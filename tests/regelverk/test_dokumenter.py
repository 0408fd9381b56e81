"""Hvilke dokumenter et utfall kaller på (rettsgrunnlag § 9)."""

from __future__ import annotations

from dataclasses import replace

import pytest
from regelverk.bygg import (
    BEGGE,
    FVL1967,
    FVL2025,
    LANG,
    VEIER,
    Vei,
    ansatt,
    dokumenter,
    folkevalgte,
    innsigelse,
    kontoret,
    mulig,
    sak,
    skjonn,
    soknad,
    svar,
    tilknytninger,
    unntak,
    utfall,
    vurder,
    vurdering,
)

from overforing.brev.komponer.dokumenter import SKRIVERE
from overforing.regelverk.dokumenter import kan_skrives
from overforing.sak.modell import Dokument, Oppgave, Regelsett, Sak, Stedfortredertype

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


def _ventet(vei: Vei) -> list[str]:
    """De folkevalgte må få et saksframlegg, og søkeren vite at folkevalgte leser saken."""
    folkevalgt = any(a.type is Stedfortredertype.FOLKEVALGT_ORGAN and a.mulig for a in vei.sak.stedfortreder)
    return [*TABELL[vei.utfall], *(["saksframlegg", "orientering"] if folkevalgt else [])]


@pytest.mark.parametrize("regelsett", BEGGE)
@pytest.mark.parametrize("navn", FOR_SVARET)
def test_hvert_utfall_kaller_pa_sine_dokumenter(navn: str, regelsett) -> None:
    vei = VEIER[navn]
    assert dokumenter(vei.sak, regelsett) == _ventet(vei)


def test_de_folkevalgte_som_reserve_trenger_ikke_noe_saksframlegg() -> None:
    """Bare det alternativet utfallet hviler på, teller."""
    s = VEIER["sjefen avgjør"].sak
    assert dokumenter(replace(s, stedfortreder=(*s.stedfortreder, folkevalgte()))) == ["habilitetsnotat"]


# --- som vanlig: habilitetsnotat når noe i linjen er vurdert


@pytest.mark.parametrize("regelsett", BEGGE)
@pytest.mark.parametrize("id_", ["veileder", "leder", "sjef", "direktor"])
@pytest.mark.parametrize(
    "endring",
    [
        {"tilknytninger": tilknytninger("nabo"), "skjonn": skjonn("habil")},
        {"skjonn": skjonn("habil")},
        {"innsigelse": innsigelse(), "skjonn": skjonn("habil")},
        {"tilknytninger": tilknytninger("nabo"), "skjonn": skjonn("inhabil"), "apenbart_unntak": unntak()},
    ],
    ids=["tilknytning", "bare skjønn", "innsigelse", "unntak"],
)
def test_et_notat_nar_noen_i_linjen_er_vurdert(id_: str, endring: dict[str, object], regelsett) -> None:
    s = sak(*kontoret(**{id_: endring}))
    assert (utfall(s, regelsett), dokumenter(s, regelsett)) == ("behandles_som_vanlig", ["habilitetsnotat"])


@pytest.mark.parametrize(
    "utenfor",
    [
        ansatt("x", "nabo"),
        ansatt("x", skjonn=skjonn("habil")),
        ansatt("x", innsigelse=innsigelse()),
    ],
)
def test_ingen_notat_om_en_som_ikke_har_noe_med_saken(utenfor) -> None:
    s = sak(*kontoret(), utenfor)
    assert (utfall(s), dokumenter(s)) == ("behandles_som_vanlig", [])


@pytest.mark.parametrize("x", [ansatt("x", "sosken"), ansatt("x", "nabo", skjonn=skjonn("inhabil"))])
def test_et_notat_nar_en_inhabil_alt_har_tradt_til_side(x) -> None:
    s = sak(*kontoret(), x)
    assert (utfall(s), dokumenter(s)) == ("behandles_som_vanlig", ["habilitetsnotat"])


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


@pytest.mark.parametrize("resultat", ["avslatt", "returnert"])
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
        assert [d for d in dokumenter(s) if d != "orientering"] == [d for d in _ventet(vei) if d != "orientering"]


def test_etter_avslag_kaller_saken_pa_oppnevning() -> None:
    assert dokumenter(VEIER["avslag fra Statsforvalteren"].sak) == ["oppnevning", "habilitetsnotat", "orientering"]


def test_etter_overforingen_sendes_saken_til_settekommunen() -> None:
    """Det er for sent å be om det som er gjort, så det kalles ikke på noen anmodning."""
    s = VEIER["overført til settekommunen"].sak
    assert dokumenter(s) == ["habilitetsnotat", "orientering", "oversendelse"]


# --- på forespørsel


ALLTID = {"forelopig_svar_soker", "hastenotat", "orientering"}


def _kan_lages(s: Sak, regelsett: Regelsett = FVL1967) -> set[str]:
    return {d.value for d in vurder(s, regelsett).pa_foresporsel}


@pytest.mark.parametrize("regelsett", BEGGE)
@pytest.mark.parametrize("navn", VEIER)
def test_hjelp_og_beskjed_til_sokeren_kan_lages_i_enhver_sak(navn: str, regelsett) -> None:
    """Også i en som er uavklart: de venter aldri på en linje."""
    v = vurder(VEIER[navn].sak, regelsett)
    kan = {*v.pa_foresporsel, *v.dokumenter}
    assert {d.value for d in kan} >= ALLTID
    assert all(kan_skrives(v, Dokument(d)) for d in ALLTID)
    assert set(v.pa_foresporsel).isdisjoint(v.dokumenter)


@pytest.mark.parametrize("navn", VEIER)
def test_alt_annet_venter_pa_at_saken_er_ferdig(navn: str) -> None:
    ferdig = VEIER[navn].sak
    uferdig = vurder(replace(ferdig, soknad=soknad(None)))
    assert all(
        kan_skrives(vurder(ferdig), d) == vurder(ferdig).ferdig for d in vurder(ferdig).dokumenter if d not in ALLTID
    )
    assert not any(kan_skrives(uferdig, d) for d in uferdig.dokumenter if d not in ALLTID)


def test_hvert_dokument_kommunen_skriver_blir_til_i_en_sak() -> None:
    """Et som verken et utfall kaller på eller noen kan be om, ville ingen fått laget."""
    kan = {d for vei in VEIER.values() for v in (vurder(vei.sak),) for d in (*v.dokumenter, *v.pa_foresporsel)}
    assert kan == set(SKRIVERE)


def test_et_notat_kan_lages_ogsa_nar_ingenting_er_vurdert() -> None:
    assert _kan_lages(sak()) == {*ALLTID, "habilitetsnotat"}
    vurdert = sak(*kontoret(leder={"skjonn": skjonn("habil")}))
    assert _kan_lages(vurdert) == ALLTID


KREVD = {"habilitetsvurdering": vurdering("selv", krevd=True)}


def test_sporsmalet_kan_legges_fram_nar_en_part_krever_det() -> None:
    s = sak(*kontoret(veileder=KREVD))
    v = vurder(s)
    assert "framlegg" in _kan_lages(s)
    assert (v.ferdig, kan_skrives(v, Dokument.FRAMLEGG)) == (False, True)
    assert "framlegg" not in _kan_lages(s, FVL2025)
    assert "framlegg" not in _kan_lages(sak())


def test_om_en_som_holdes_utenfor_legges_ingenting_fram() -> None:
    v = vurder(sak(*kontoret(leder={**KREVD, "holdes_utenfor": LANG})))
    assert "habilitet_skal_legges_fram" in {a.id for a in v.avklaringer}
    assert Dokument.FRAMLEGG not in v.pa_foresporsel


def test_sporsmalet_kan_legges_fram_pa_nytt_nar_en_inhabil_avgjorde_det() -> None:
    s = sak(
        *kontoret("sjef", leder={"habilitetsvurdering": vurdering("overordnet", "sjef")}),
        stedfortreder=(mulig("overordnet", "direktor"),),
        underskriver="direktor",
    )
    assert kan_skrives(vurder(s), Dokument.FRAMLEGG)


def test_framlegget_venter_pa_det_andre_som_ma_loses() -> None:
    s = sak(*kontoret(veileder=KREVD), soknad=soknad(None))
    assert not kan_skrives(vurder(s), Dokument.FRAMLEGG)


def test_en_mulig_settekommune_kan_sporres_sa_lenge_saken_ikke_er_overfort() -> None:
    """Etter overføringen foreslår ingen brev noen lenger."""
    assert "foresporsel_settekommune" in _kan_lages(VEIER["særlig ulempe"].sak)
    assert "foresporsel_settekommune" in _kan_lages(VEIER["ny anmodning etter avslaget"].sak)
    assert "foresporsel_settekommune" not in _kan_lages(VEIER["overført til settekommunen"].sak)
    assert "foresporsel_settekommune" not in _kan_lages(VEIER["innleid"].sak)
