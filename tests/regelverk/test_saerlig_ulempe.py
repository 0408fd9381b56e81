"""Forvaltningsloven § 9 annet ledd (1967), § 29 fjerde ledd annet punktum (2025): særlig ulempe."""

from __future__ import annotations

from dataclasses import replace

import pytest
from regelverk.bygg import (
    BEGGE,
    FVL1967,
    FVL2025,
    KORT,
    LANG,
    NABO,
    TOMME,
    alle_umulige,
    funn,
    innleid,
    kontoret,
    mangler,
    mulig,
    sak,
    som_tekst,
    svar,
    ulempe,
    utfall,
    vurder,
)

from overforing.sak.modell import SaerligUlempe, Sak

HELE_LINJEN = sak(*kontoret("leder sjef direktor"), stedfortreder=alle_umulige())


def _med(saerlig_ulempe: SaerligUlempe, resultat: str | None = None) -> Sak:
    return replace(HELE_LINJEN, saerlig_ulempe=saerlig_ulempe, svar=svar(resultat) if resultat else None)


@pytest.mark.parametrize("regelsett", BEGGE)
def test_ja_gir_anmodning_og_nei_gir_stedfortreder(regelsett) -> None:
    assert utfall(_med(ulempe("ja")), regelsett) == "be_om_overforing"
    assert utfall(_med(ulempe("nei")), regelsett) == "oppnevn_stedfortreder"


@pytest.mark.parametrize(
    ("vurdert", "mangler_ventet"),
    [
        (SaerligUlempe(), ["saerlig_ulempe.vurdering", "saerlig_ulempe.begrunnelse"]),
        (ulempe(None), ["saerlig_ulempe.vurdering"]),
        *((ulempe(svaret, tom), ["saerlig_ulempe.begrunnelse"]) for svaret in ("ja", "nei") for tom in TOMME),
    ],
)
def test_uten_vurdering_eller_begrunnelse_er_saken_uavklart(vurdert: SaerligUlempe, mangler_ventet: list[str]) -> None:
    assert (utfall(_med(vurdert)), mangler(_med(vurdert))) == ("uavklart", mangler_ventet)


def test_en_kort_begrunnelse_er_en_begrunnelse() -> None:
    assert utfall(_med(ulempe("ja", KORT))) == "be_om_overforing"


@pytest.mark.parametrize("momenter", ["", "sokerens_onske", "travelhet kostnad avstand"])
def test_momentene_avgjor_aldri_utfallet(momenter: str) -> None:
    """Et menneske konkluderer; svake momenter gir en avklaring, ikke et annet utfall."""
    assert utfall(_med(ulempe("ja", LANG, momenter))) == "be_om_overforing"


# --- etter Statsforvalterens svar


def test_etter_avslag_ma_kommunen_oppnevne_stedfortreder() -> None:
    assert utfall(_med(ulempe("ja"), "avslatt")) == "oppnevn_stedfortreder"


def test_et_returnert_brev_endrer_ikke_utfallet() -> None:
    assert utfall(_med(ulempe("ja"), "returnert")) == "be_om_overforing"


@pytest.mark.parametrize("regelsett", BEGGE)
def test_etter_avslag_kan_kommunen_be_pa_nytt_nar_noe_er_nytt(regelsett) -> None:
    s = replace(_med(ulempe("ja")), svar=svar("avslatt", nytt="Også kommunedirektøren er i slekt med søkeren."))
    assert utfall(s, regelsett) == "be_om_overforing"
    assert "svar.nye_opplysninger" in funn(s, "saerlig_ulempe", regelsett=regelsett).felt


@pytest.mark.parametrize("tom", ["  ", "\n\t "])
def test_nye_opplysninger_uten_innhold_er_ikke_nye(tom: str) -> None:
    assert utfall(replace(_med(ulempe("ja")), svar=svar("avslatt", nytt=tom))) == "oppnevn_stedfortreder"


def test_nye_opplysninger_hjelper_ikke_nar_ulempen_ikke_er_saerlig() -> None:
    s = replace(_med(ulempe("nei")), svar=svar("avslatt", nytt="Noe nytt."))
    assert utfall(s) == "oppnevn_stedfortreder"


def test_etter_overforingen_er_ulempen_ikke_lenger_et_sporsmal() -> None:
    s = replace(_med(SaerligUlempe()), svar=svar("overfort", NABO))
    assert (utfall(s), mangler(s)) == ("be_om_overforing", [])
    assert "saerlig_ulempe" not in [f.steg.value for f in vurder(s).spor]


def test_et_svar_uten_resultat_er_ikke_et_avslag() -> None:
    assert utfall(replace(_med(ulempe("ja")), svar=svar(None))) == "be_om_overforing"


def test_et_avslag_gjor_ikke_opp_for_en_manglende_begrunnelse() -> None:
    assert mangler(_med(ulempe("ja", ""), "avslatt")) == ["saerlig_ulempe.begrunnelse"]


def test_et_avslag_betyr_ingenting_nar_saken_kan_loses_i_kommunen() -> None:
    s = sak(*kontoret("leder"), stedfortreder=(mulig("overordnet", "sjef"),), svar=svar("avslatt"))
    assert utfall(s) == "overordnet_avgjor"


# --- veien hit


def test_saerlig_ulempe_er_ikke_et_sporsmal_for_alternativene_er_provd() -> None:
    for_tidlig = sak(*kontoret("leder"), saerlig_ulempe=ulempe("ja"))
    assert utfall(for_tidlig) == "uavklart"
    assert "saerlig_ulempe" not in [f.steg.value for f in vurder(for_tidlig).spor]
    assert not [felt for felt in mangler(for_tidlig) if felt.startswith("saerlig_ulempe")]


def test_et_ja_til_saerlig_ulempe_hjelper_ikke_naar_en_stedfortreder_finnes() -> None:
    losbar = sak(*kontoret("leder"), stedfortreder=(innleid(),), saerlig_ulempe=ulempe("ja"))
    assert utfall(losbar) == "oppnevn_stedfortreder"


def test_hjemmelen_for_a_be_om_overforing() -> None:
    assert "fvl § 9 (2)" in som_tekst(funn(_med(ulempe("ja")), "saerlig_ulempe", regelsett=FVL1967).hjemmel)
    assert "fvl2025 § 29 (4)" in som_tekst(funn(_med(ulempe("ja")), "saerlig_ulempe", regelsett=FVL2025).hjemmel)
    for regelsett in BEGGE:
        lover = [h.lov.value for h in funn(_med(ulempe("ja")), "saerlig_ulempe", regelsett=regelsett).hjemmel]
        assert "delegering810" in lover


def test_funnet_hviler_pa_vurderingen_og_svaret() -> None:
    assert set(funn(_med(ulempe("ja"), "avslatt"), "saerlig_ulempe").felt) >= {
        "saerlig_ulempe.vurdering",
        "saerlig_ulempe.begrunnelse",
        "svar.resultat",
    }
