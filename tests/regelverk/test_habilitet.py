"""Forvaltningsloven § 6 (1967) og §§ 26–28 (2025): er den ansatte selv inhabil?

Om alle er svart for, står i test_besvarelse.py.
"""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from regelverk.bygg import (
    BEGGE,
    EKTEPAR,
    FVL1967,
    FVL2025,
    IKKE_KJENT,
    KORT,
    LANG,
    LEDIG,
    TOMME,
    USPURT,
    alene,
    ansatt,
    borte,
    endret,
    funn,
    innsigelse,
    kontoret,
    mangler,
    mulig,
    sak,
    skjonn,
    som_tekst,
    status,
    statuser,
    svart,
    tilknytninger,
    under_en_direktor,
    unntak,
    vurder,
    vurdering,
)

from overforing.sak.modell import Ansatt, ApenbartUnntak, IngenOver, Oppgave, Regelsett, Sak, Skjonn, Tilknytningstype

# Tabellen i rettsgrunnlag § 3, rad for rad. A: uten videre. S: krever en konkret vurdering.
RETTSGRUNNLAG = Path(__file__).resolve().parents[2] / "docs" / "rettsgrunnlag.md"
RAD = re.compile(r"^\| `(\w+)` \| [^|]+ \| ([AS] § 6 [^|]+?) \| ([AS] § 2[67][^|]*?) \|$", re.MULTILINE)


def _rader() -> list[tuple[str, str, str]]:
    rader = []
    for type_, gammel, ny in RAD.findall(RETTSGRUNNLAG.read_text("utf-8")):
        rader += [(type_, FVL1967, gammel), (type_, FVL2025, ny)]
    return rader


RADER = _rader()


def test_tabellen_har_alle_tilknytningene_en_gang() -> None:
    typer = [type_ for type_, regelsett, _ in RADER if regelsett == FVL1967]
    assert sorted(typer) == sorted(t.value for t in Tilknytningstype)


@pytest.mark.parametrize(("type_", "regelsett", "grunn"), RADER)
def test_tilknytningen_gjor_inhabil_uten_videre_eller_krever_vurdering(type_: str, regelsett, grunn: str) -> None:
    slag, bestemmelse = grunn[0], f"{'fvl' if regelsett == FVL1967 else 'fvl2025'} {grunn[2:]}"
    uvurdert = alene(ansatt("a", type_, oppgave="avgjor"))
    if slag == "A":
        assert statuser(uvurdert, regelsett)["a"] == "inhabil"
        assert som_tekst(funn(uvurdert, "habilitet", "a", regelsett).hjemmel) == [bestemmelse]
        assert status(ansatt("a", type_, skjonn=skjonn("habil")), regelsett) == "inhabil"
    else:
        assert statuser(uvurdert, regelsett)["a"] == "uavklart"
        assert [felt for felt in mangler(uvurdert, regelsett) if felt.startswith("ansatte[a]")] == [
            "ansatte[a].skjonn.konklusjon",
            "ansatte[a].skjonn.begrunnelse",
        ]
        for konklusjon in ("inhabil", "habil"):
            vurdert = alene(ansatt("a", type_, oppgave="avgjor", skjonn=skjonn(konklusjon)))
            assert statuser(vurdert, regelsett)["a"] == konklusjon
            assert som_tekst(funn(vurdert, "habilitet", "a", regelsett).hjemmel) == [bestemmelse]


# --- de to lovene ved siden av hverandre


def test_samboer_krever_vurdering_etter_1967_men_ikke_etter_2025() -> None:
    assert status(ansatt("a", "samboer"), FVL1967) == "uavklart"
    assert status(ansatt("a", "samboer"), FVL2025) == "inhabil"


def test_den_nye_loven_spor_ikke_en_gang_om_samboeren_naar_noen_har_konkludert_med_habil() -> None:
    vurdert = ansatt("a", "samboer", skjonn=skjonn("habil"))
    assert status(vurdert, FVL1967) == "habil"
    assert status(vurdert, FVL2025) == "inhabil"


def test_tidligere_forlovet_krever_vurdering_i_begge() -> None:
    assert [status(ansatt("a", "tidligere_forlovet"), r) for r in BEGGE] == ["uavklart", "uavklart"]


def test_den_som_avgjorde_i_forste_instans_er_inhabil_uten_videre_bare_etter_2025() -> None:
    assert status(ansatt("a", "underinstans"), FVL1967) == "uavklart"
    assert status(ansatt("a", "underinstans"), FVL2025) == "inhabil"


# --- den konkrete vurderingen


def test_den_som_har_svart_og_ikke_har_noe_mer_ved_seg_er_habil() -> None:
    assert [status(ansatt("a"), r) for r in BEGGE] == ["habil", "habil"]


@pytest.mark.parametrize("regelsett", BEGGE)
@pytest.mark.parametrize("konklusjon", ["inhabil", "habil", "tvil"])
def test_konklusjonen_er_menneskets(konklusjon: str, regelsett) -> None:
    assert status(ansatt("a", "nabo", skjonn=skjonn(konklusjon)), regelsett) == konklusjon


def _egne_mangler(a: Ansatt, regelsett: Regelsett = FVL1967) -> list[str]:
    """Det som mangler om den ansatte som avgjør saken."""
    s = alene(replace(a, oppgave=Oppgave.AVGJOR))
    assert statuser(s, regelsett)["a"] == "uavklart"
    return mangler(s, regelsett)


@pytest.mark.parametrize("tom", TOMME)
@pytest.mark.parametrize("konklusjon", ["inhabil", "habil", "tvil"])
def test_en_konklusjon_uten_begrunnelse_er_uavklart(konklusjon: str, tom: str) -> None:
    assert _egne_mangler(ansatt("a", "nabo", skjonn=skjonn(konklusjon, tom))) == ["ansatte[a].skjonn.begrunnelse"]


def test_en_begrunnelse_uten_konklusjon_er_uavklart() -> None:
    assert _egne_mangler(ansatt("a", "nabo", skjonn=skjonn(None, LANG))) == ["ansatte[a].skjonn.konklusjon"]


def test_en_kort_begrunnelse_er_nok_til_a_konkludere() -> None:
    assert status(ansatt("a", "nabo", skjonn=skjonn("habil", KORT))) == "habil"


@pytest.mark.parametrize("regelsett", BEGGE)
def test_et_skjonn_uten_tilknytning_teller(regelsett) -> None:
    assert status(ansatt("a", skjonn=skjonn("inhabil")), regelsett) == "inhabil"
    assert status(ansatt("a", skjonn=skjonn("tvil")), regelsett) == "tvil"
    assert status(ansatt("a", skjonn=Skjonn()), regelsett) == "uavklart"


@pytest.mark.parametrize("regelsett", BEGGE)
def test_en_innsigelse_skal_vurderes_i_begge_lovene(regelsett) -> None:
    """2025 nevner den ikke, men det en part har gjort gjeldende, må vurderes (§ 29 første ledd)."""
    assert status(ansatt("a", innsigelse=innsigelse()), regelsett) == "uavklart"
    assert status(ansatt("a", innsigelse=innsigelse(), skjonn=skjonn("habil")), regelsett) == "habil"
    assert status(ansatt("a", innsigelse=innsigelse(), skjonn=skjonn("inhabil")), regelsett) == "inhabil"


def test_en_innsigelse_mot_den_som_er_inhabil_uten_videre_krever_ikke_mer() -> None:
    assert status(ansatt("a", "sosken", innsigelse=innsigelse())) == "inhabil"


def test_en_slektning_uten_videre_er_nok_selv_om_naboskapet_ikke_er_vurdert() -> None:
    begge_deler = alene(ansatt("a", "nabo", "sosken"))
    assert statuser(begge_deler)["a"] == "inhabil"
    assert som_tekst(funn(begge_deler, "habilitet", "a").hjemmel) == ["fvl § 6 (1) b"]
    assert funn(begge_deler, "habilitet", "a").felt == ("ansatte[a].tilknytninger[1]",)


def test_to_tilknytninger_uten_videre_gir_begge_hjemlene() -> None:
    assert som_tekst(funn(alene(ansatt("a", "sosken", "verge_fullmektig")), "habilitet", "a").hjemmel) == [
        "fvl § 6 (1) b",
        "fvl § 6 (1) d",
    ]


def test_tilknytning_til_ektefellen_som_soker_sammen_teller() -> None:
    bror = ansatt("a", "sosken", part="p2", svar=None)
    assert statuser(alene(bror, parter=EKTEPAR))["a"] == "inhabil"


def test_tilknytningen_gjelder_den_eneste_parten_nar_parten_ikke_er_nevnt() -> None:
    assert status(ansatt("a", "sosken", part=None)) == "inhabil"
    assert status(ansatt("a", "nabo", part=None, skjonn=skjonn("habil"))) == "habil"


def test_hver_ansatt_vurderes_for_seg() -> None:
    alle = statuser(sak(*under_en_direktor(ansatt("a", "sosken"), ansatt("b"), ansatt("c", "nabo"))))
    assert alle == {"a": "inhabil", "b": "habil", "c": "uavklart", "topp": "habil"}


# --- en kollega er part


def _kollega_soker(*andre: Ansatt, stedfortreder=()) -> Sak:
    """Avdelingslederen «y» søker selv. Hun er under «leder»; «under_y» er under henne, «ved_siden» på hennes nivå."""
    return sak(
        *kontoret(),
        ansatt("y", "er_part", rolle="avdelingsleder", under="leder"),
        ansatt("under_y", under="y"),
        ansatt("ved_siden", rolle="avdelingsleder", under="leder"),
        *andre,
        stedfortreder=stedfortreder,
    )


@pytest.mark.parametrize("regelsett", BEGGE)
@pytest.mark.parametrize("id_", ["veileder", "leder", "under_y", "ved_siden"])
def test_de_naere_ma_vurderes_konkret_nar_en_kollega_er_part(id_: str, regelsett) -> None:
    """Den som har en oppgave, hennes leder, de under henne og de på hennes nivå."""
    assert statuser(_kollega_soker(), regelsett)[id_] == "uavklart"
    vurdert = sak(*(endret(a, skjonn=skjonn("habil")) for a in _kollega_soker().ansatte if a.id != "y"))
    assert statuser(vurdert, regelsett)[id_] == "habil"


def test_den_som_fungerer_er_leder_for_den_som_er_part() -> None:
    """Lederen er borte: den som fungerer for henne, er nå den nærmeste over søkeren."""
    vara = ansatt("vara", under="sjef")
    borte_leder = replace(kontoret()[1], fravaer=borte("vara"))
    s = _kollega_soker(vara)
    assert statuser(s)["vara"] == "habil"
    s = replace(s, ansatte=tuple(borte_leder if a.id == "leder" else a for a in s.ansatte))
    assert statuser(s)["vara"] == "uavklart"


def test_fungerer_soker_selv_ma_de_under_vurderes() -> None:
    ansatte = (*kontoret(leder={"fravaer": borte("vara")}), ansatt("vara", "er_part", under="direktor"))
    s = sak(*ansatte, ansatt("kollega", under="leder"))
    assert statuser(s)["kollega"] == "uavklart"


def test_for_andre_i_linjen_er_det_vanlige_svaret_nok() -> None:
    alle = statuser(_kollega_soker(ansatt("fjern", under="sjef")))
    assert (alle["sjef"], alle["direktor"], alle["fjern"]) == ("habil", "habil", "habil")


def test_den_som_er_foreslatt_eller_som_en_innleid_svarer_til_ma_vurderes() -> None:
    fjern = ansatt("fjern", under="sjef")
    assert statuser(_kollega_soker(fjern, stedfortreder=(mulig("leder_annen_enhet", "fjern"),)))["fjern"] == "uavklart"
    innleid = mulig("innleid", habil=True, svarer_til="fjern")
    assert statuser(_kollega_soker(fjern, stedfortreder=(innleid,)))["fjern"] == "uavklart"


def test_en_kollega_i_et_annet_organ_krever_ingen_vurdering() -> None:
    s = sak(*kontoret(), ansatt("fastlege", "er_part", organ="annet"))
    assert statuser(s)["veileder"] == "habil"


# --- åpenbart-unntaket (§ 6 fjerde ledd, § 28 annet ledd)


def _loftet(*typer: str, av: str = "overordnet", av_ansatt: str | None = "topp", **felt) -> Ansatt:
    """En ansatt der unntaket er begrunnet, og en annen har avgjort spørsmålet."""
    return ansatt("a", *typer, unntak=unntak(), vurdering=vurdering(av, av_ansatt), **felt)


@pytest.mark.parametrize("regelsett", BEGGE)
def test_unntaket_lofter_det_som_gjor_inhabil_uten_videre_nar_en_overordnet_har_avgjort(regelsett) -> None:
    assert status(_loftet("sosken"), regelsett) == "habil"


@pytest.mark.parametrize("regelsett", BEGGE)
@pytest.mark.parametrize(
    "v",
    [
        None,
        vurdering("selv"),
        vurdering("overordnet"),
        vurdering("overordnet", "a"),
        vurdering("overordnet", "b"),
        vurdering("folkevalgt_organ"),
    ],
    ids=["ikke sagt", "selv", "ikke navngitt", "seg selv", "en ved siden av", "folkevalgte, men hun har en over seg"],
)
def test_ingen_lofter_sitt_eget_slektskap(v, regelsett) -> None:
    s = sak(*under_en_direktor(ansatt("a", "sosken", unntak=unntak(), vurdering=v), ansatt("b")))
    assert statuser(s, regelsett)["a"] == "inhabil"


@pytest.mark.parametrize("tom", TOMME)
def test_uten_virkning_er_unntaket_ogsa_uten_grunn_uten_virkning(tom: str) -> None:
    assert status(ansatt("a", "sosken", unntak=unntak(tom))) == "inhabil"


@pytest.mark.parametrize(
    "felt",
    [
        {"rolle": "kommunedirektor"},
        {"rolle": "byrad"},
        {"rolle": "kommunalsjef", "ingen_over": IngenOver.INTERKOMMUNALT_ORGAN},
    ],
    ids=["kommunedirektør", "byråd", "øverst i linjen"],
)
def test_et_folkevalgt_organ_kan_lofte_den_som_ikke_har_noen_over_seg(felt) -> None:
    assert statuser(sak(_loftet("sosken", av="folkevalgt_organ", av_ansatt=None, **felt)))["a"] == "habil"


def test_har_kommunedirektoren_en_over_seg_kan_ikke_de_folkevalgte_lofte_henne() -> None:
    direktor = _loftet("sosken", av="folkevalgt_organ", av_ansatt=None, rolle="kommunedirektor", under="byrad")
    assert statuser(sak(direktor, ansatt("byrad", rolle="byrad")))["a"] == "inhabil"


@pytest.mark.parametrize("regelsett", BEGGE)
@pytest.mark.parametrize("flere", [(), ("sosken",)])
@pytest.mark.parametrize("begrunnelse", [LANG, ""])
def test_unntaket_lofter_aldri_den_som_selv_er_part(flere, begrunnelse: str, regelsett) -> None:
    part = replace(_loftet("er_part", *flere), apenbart_unntak=unntak(begrunnelse))
    assert status(part, regelsett) == "inhabil"


@pytest.mark.parametrize("regelsett", BEGGE)
def test_unntaket_lofter_en_konkret_vurdering_hvem_som_enn_avgjorde(regelsett) -> None:
    assert status(ansatt("a", "nabo", skjonn=skjonn("inhabil"), unntak=unntak()), regelsett) == "habil"


@pytest.mark.parametrize("tom", TOMME)
@pytest.mark.parametrize("a", [_loftet("sosken"), ansatt("a", skjonn=skjonn("inhabil"))], ids=["slekt", "vurdering"])
def test_unntaket_uten_begrunnelse_er_uavklart_der_det_kunne_loftet(a: Ansatt, tom: str) -> None:
    assert _egne_mangler(replace(a, apenbart_unntak=unntak(tom))) == ["ansatte[a].apenbart_unntak.begrunnelse"]


@pytest.mark.parametrize("oppfylt", [False, None])
@pytest.mark.parametrize("begrunnelse", [LANG, ""])
def test_et_unntak_som_ikke_er_oppfylt_har_ingen_virkning(oppfylt: bool | None, begrunnelse: str) -> None:
    ikke = ApenbartUnntak(oppfylt=oppfylt, begrunnelse=begrunnelse)
    assert status(replace(_loftet("sosken"), apenbart_unntak=ikke)) == "inhabil"


@pytest.mark.parametrize("begrunnelse", [LANG, ""])
def test_unntaket_har_ingen_virkning_for_andre_enn_den_inhabile(begrunnelse: str) -> None:
    apent = unntak(begrunnelse)
    assert status(ansatt("a", unntak=apent)) == "habil"
    assert status(ansatt("a", "nabo", skjonn=skjonn("tvil"), unntak=apent)) == "tvil"
    assert status(ansatt("a", "nabo", skjonn=skjonn("habil"), unntak=apent)) == "habil"
    assert status(ansatt("a", "nabo", unntak=apent)) == "uavklart"


def test_unntaket_kommer_ikke_i_stedet_for_vurderingen() -> None:
    begge = ["ansatte[a].skjonn.konklusjon", "ansatte[a].skjonn.begrunnelse"]
    assert _egne_mangler(ansatt("a", "nabo", unntak=unntak(""))) == begge
    assert _egne_mangler(ansatt("a", "nabo", skjonn=skjonn("inhabil", " "), unntak=unntak())) == begge[1:]


def test_den_loftede_ma_fortsatt_vurderes_for_det_andre() -> None:
    """Unntaket svarer for slektskapet, ikke for naboskapet."""
    assert status(_loftet("sosken", "nabo")) == "uavklart"
    assert status(_loftet("sosken", "nabo", skjonn=skjonn("tvil"))) == "tvil"
    assert status(_loftet("sosken", "nabo", skjonn=skjonn("habil"))) == "habil"


def test_den_loftede_ma_fortsatt_ha_svart_om_de_andre_partene() -> None:
    loftet = _loftet("sosken", svar=None)
    assert statuser(alene(loftet, parter=EKTEPAR))["a"] == "uavklart"
    svart_for = replace(loftet, ingen_tilknytning=svart("p2"))
    assert statuser(alene(svart_for, parter=EKTEPAR))["a"] == "habil"


def test_den_loftede_som_ikke_er_gjort_kjent_med_saken_blir_ikke_habil() -> None:
    fortalt_av_soker = _loftet("sosken", kilde="soker", svar="ikke_kjent")
    assert status(fortalt_av_soker) == "ikke_kjent"


def test_unntaket_for_samboeren_etter_de_to_lovene() -> None:
    """1967: en vurdering først. 2025: uten videre, så en annen må ha avgjort det."""
    assert status(_loftet("samboer"), FVL1967) == "uavklart"
    assert status(_loftet("samboer"), FVL2025) == "habil"
    selv = ansatt("a", "samboer", skjonn=skjonn("inhabil"), unntak=unntak())
    assert (status(selv, FVL1967), status(selv, FVL2025)) == ("habil", "inhabil")


def test_unntakets_hjemmel() -> None:
    loftet = alene(_loftet("sosken"))
    assert som_tekst(funn(loftet, "habilitet", "a", FVL1967).hjemmel) == ["fvl § 6 (4)"]
    assert som_tekst(funn(loftet, "habilitet", "a", FVL2025).hjemmel) == ["fvl2025 § 28 (2)"]


# --- hva statusen hviler på


AVGJORT = {"apenbart_unntak": unntak(), "habilitetsvurdering": vurdering("overordnet", "sjef")}
SKJONN = ["skjonn.konklusjon", "skjonn.begrunnelse"]
SVAR, FORSTE, ANDRE = "ingen_tilknytning", "tilknytninger[0]", "tilknytninger[1]"


@pytest.mark.parametrize(
    ("leder", "felt"),
    [
        ({}, [SVAR]),
        (IKKE_KJENT, [SVAR]),
        (USPURT, [SVAR]),
        ({"tilknytninger": tilknytninger("nabo"), "skjonn": skjonn("habil")}, [FORSTE, SVAR, *SKJONN]),
        ({"tilknytninger": tilknytninger("nabo"), "skjonn": skjonn("inhabil")}, [FORSTE, SVAR, *SKJONN]),
        ({"tilknytninger": tilknytninger("nabo")}, [FORSTE, SVAR, *SKJONN]),
        ({"innsigelse": innsigelse(), "skjonn": skjonn("habil")}, [SVAR, "innsigelse", *SKJONN]),
        ({"tilknytninger": tilknytninger("nabo", "sosken")}, [ANDRE]),
        (
            {"tilknytninger": tilknytninger("sosken")} | AVGJORT,
            [FORSTE, SVAR, "apenbart_unntak", "habilitetsvurdering"],
        ),
        (
            {"tilknytninger": tilknytninger("sosken", "nabo"), "skjonn": skjonn("habil")} | AVGJORT,
            [FORSTE, SVAR, ANDRE, *SKJONN, "apenbart_unntak", "habilitetsvurdering"],
        ),
        (
            {"tilknytninger": tilknytninger("nabo"), "skjonn": skjonn("inhabil"), "apenbart_unntak": unntak()},
            [FORSTE, SVAR, *SKJONN, "apenbart_unntak"],
        ),
        ({"holdes_utenfor": "Søkeren er redd henne."}, ["holdes_utenfor"]),
        (LEDIG, ["stilling_ledig"]),
    ],
)
def test_funnet_hviler_pa_svarene_som_ble_lest(leder, felt: list[str]) -> None:
    assert funn(sak(*kontoret(leder=leder)), "habilitet", "leder").felt == tuple(f"ansatte[leder].{f}" for f in felt)


# --- den som holdes utenfor, og den ledige stillingen


@pytest.mark.parametrize("regelsett", BEGGE)
@pytest.mark.parametrize(
    "felt",
    [
        {},
        USPURT,
        IKKE_KJENT,
        {"tilknytninger": tilknytninger("nabo")},
        {"skjonn": skjonn("habil")},
        {
            "tilknytninger": tilknytninger("sosken"),
            "apenbart_unntak": unntak(),
            "habilitetsvurdering": vurdering("selv"),
        },
    ],
    ids=["svart", "uspurt", "ikke kjent", "uvurdert", "vurdert habil", "unntak"],
)
def test_den_som_holdes_utenfor_regnes_som_inhabil(felt, regelsett) -> None:
    assert status(endret(ansatt("a", holdes_utenfor="Søkeren frykter henne."), **felt), regelsett) == "inhabil"


def test_unntaket_lofter_aldri_den_som_holdes_utenfor() -> None:
    assert status(_loftet("sosken", holdes_utenfor="Søkeren frykter henne.")) == "inhabil"


@pytest.mark.parametrize("tom", TOMME)
def test_a_holde_noen_utenfor_krever_en_grunn(tom: str) -> None:
    assert status(ansatt("a", holdes_utenfor=tom)) == "habil"
    assert status(ansatt("a", holdes_utenfor=tom, svar=None)) == "uavklart"


def test_i_en_ledig_stilling_er_det_ingen_a_sporre() -> None:
    assert status(ansatt("a", svar=None, stilling_ledig=True)) == "ikke_kjent"
    assert status(ansatt("a", svar=None, stilling_ledig=False)) == "uavklart"


# --- hva statusen betyr


@pytest.mark.parametrize(
    ("id_", "forberede", "avgjore"),
    [
        ("habil", True, True),
        ("avledet", True, False),
        ("ikke_spurt", False, False),
        ("inhabil", False, False),
        ("tvil", False, False),
        ("uavklart", False, False),
        ("ikke_kjent", False, False),
    ],
)
def test_hvem_som_kan_forberede_og_avgjore(id_: str, forberede: bool, avgjore: bool) -> None:
    s = sak(
        *under_en_direktor(
            ansatt("habil"),
            ansatt("inhabil", "sosken"),
            ansatt("avledet", under="inhabil"),
            ansatt("ikke_spurt", under="inhabil", svar="ikke_kjent"),
            ansatt("tvil", skjonn=skjonn("tvil")),
            ansatt("uavklart", "nabo"),
            ansatt("ikke_kjent", svar="ikke_kjent"),
        )
    )
    v = vurder(s)
    assert v.ansatte[id_].value == ("avledet" if id_ == "ikke_spurt" else id_)
    assert (v.kan_forberede(id_), v.kan_avgjore(id_)) == (forberede, avgjore)


def test_sporet_har_ett_funn_per_ansatt_ogsa_for_dem_utenfor_saken() -> None:
    spor = vurder(sak(*kontoret(), ansatt("utenfor", "nabo"))).spor
    assert [f.om for f in spor if f.steg == "habilitet"] == ["veileder", "leder", "sjef", "direktor", "utenfor"]


def test_organet_avgjor_ikke_om_den_enkelte_er_habil() -> None:
    assert status(ansatt("a", "sosken", organ="annet")) == "inhabil"


def test_tvil_bak_et_unntak_hviler_ogsa_pa_unntaket() -> None:
    s = alene(_loftet("sosken", skjonn=skjonn("tvil")))
    assert statuser(s)["a"] == "tvil"
    assert "ansatte[a].apenbart_unntak" in funn(s, "habilitet", "a").felt
