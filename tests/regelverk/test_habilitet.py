"""Forvaltningsloven § 6 (1967) og §§ 26–28 (2025): er den ansatte selv inhabil?"""

from __future__ import annotations

from dataclasses import replace

import pytest
from regelverk.bygg import (
    BEGGE,
    FVL1967,
    FVL2025,
    KORT,
    LANG,
    TOMME,
    ansatt,
    funn,
    innsigelse,
    kontoret,
    mangler,
    sak,
    skjonn,
    som_tekst,
    status,
    statuser,
    unntak,
    utfall,
    vurder,
)

from overforing.sak.modell import ApenbartUnntak, Part, Partsrolle, Skjonn, Tilknytning, Tilknytningstype

# Tabellen i rettsgrunnlag § 3, rad for rad. A: uten videre. S: krever en konkret vurdering.
TABELL = """
er_part                          A § 6 (1) a         A § 26 (1)
slekt_rett_linje                 A § 6 (1) b         A § 26 (2) b
sosken                           A § 6 (1) b         A § 26 (2) c
ektefelle                        A § 6 (1) c         A § 26 (2) a
tidligere_ektefelle              A § 6 (1) c         A § 26 (2) a
forlovet                         A § 6 (1) c         A § 26 (2) a
tidligere_forlovet               S § 6 (2)           S § 27
samboer                          S § 6 (2)           A § 26 (2) a
tidligere_samboer                S § 6 (2)           A § 26 (2) a
kjareste                         S § 6 (2)           S § 27
felles_barn                      S § 6 (2)           S § 27
svigerforelder                   A § 6 (1) b         A § 26 (2) d
svigerbarn                       A § 6 (1) b         A § 26 (2) b
steforelder                      A § 6 (1) b         A § 26 (2) f
stebarn                          A § 6 (1) b         A § 26 (2) f
ektefelles_sosken                A § 6 (1) b         A § 26 (2) d
soskens_ektefelle                A § 6 (1) b         A § 26 (2) c
samboers_slekt                   S § 6 (2)           A § 26 (2) d
slekts_samboer                   S § 6 (2)           A § 26 (2) b
soskens_samboer                  S § 6 (2)           A § 26 (2) c
fosterforelder                   A § 6 (1) c         A § 26 (2) e
fosterbarn                       A § 6 (1) c         A § 26 (2) e
tidligere_fosterforhold          S § 6 (2)           S § 27
verge_fullmektig                 A § 6 (1) d         A § 26 (3) a
tidligere_verge_fullmektig       S § 6 (2)           S § 27
ledelse_forening_part            A § 6 (1) e nr. 1   A § 26 (3) b
ledelse_selskap_part             A § 6 (1) e nr. 2   A § 26 (3) b
ledelse_offentlig_selskap_part   S § 6 (2)           A § 26 (3) b
annen_slekt                      S § 6 (2)           S § 27
tidligere_svogerskap             S § 6 (2)           S § 27
svogers_ektefelle                S § 6 (2)           S § 27
nart_vennskap                    S § 6 (2)           S § 27
bekjentskap                      S § 6 (2)           S § 27
nabo                             S § 6 (2)           S § 27
kollega                          S § 6 (2)           S § 27
tidligere_kollega                S § 6 (2)           S § 27
konflikt                         S § 6 (2)           S § 27
okonomisk_interesse              S § 6 (2)           S § 27
nerstaende_interesse             S § 6 (2)           S § 27
tidligere_befatning              S § 6 (2)           S § 27
underinstans                     S § 6 (2)           A § 26 (4)
felles_verv                      S § 6 (2)           S § 27
arbeidsforhold                   S § 6 (2)           S § 27
partens_representant             S § 6 (2)           S § 27
annet                            S § 6 (2)           S § 27
"""


def _rader() -> list[tuple[str, str, str]]:
    rader = []
    for linje in TABELL.strip().splitlines():
        type_, gammel, ny = (del_.strip() for del_ in (linje[:33], linje[33:53], linje[53:]))
        rader += [(type_, FVL1967, gammel), (type_, FVL2025, ny)]
    return rader


RADER = _rader()


def test_tabellen_har_alle_tilknytningene_en_gang() -> None:
    typer = [type_ for type_, regelsett, _ in RADER if regelsett == FVL1967]
    assert sorted(typer) == sorted(t.value for t in Tilknytningstype)


@pytest.mark.parametrize(("type_", "regelsett", "grunn"), RADER)
def test_tilknytningen_gjor_inhabil_uten_videre_eller_krever_vurdering(type_: str, regelsett, grunn: str) -> None:
    slag, bestemmelse = grunn[0], f"{'fvl' if regelsett == FVL1967 else 'fvl2025'} {grunn[2:]}"
    uvurdert = sak(ansatt("a", type_, oppgave="avgjor"))
    if slag == "A":
        assert statuser(uvurdert, regelsett) == {"a": "inhabil"}
        assert som_tekst(funn(uvurdert, "habilitet", "a", regelsett).hjemmel) == [bestemmelse]
        assert statuser(sak(ansatt("a", type_, skjonn=skjonn("habil"))), regelsett) == {"a": "inhabil"}
    else:
        assert statuser(uvurdert, regelsett) == {"a": "uavklart"}
        assert mangler(uvurdert, regelsett) == ["ansatte[a].skjonn.konklusjon", "ansatte[a].skjonn.begrunnelse"]
        for konklusjon in ("inhabil", "habil"):
            vurdert = sak(ansatt("a", type_, oppgave="avgjor", skjonn=skjonn(konklusjon)))
            assert statuser(vurdert, regelsett) == {"a": konklusjon}
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


def test_uten_tilknytning_innsigelse_eller_skjonn_er_den_ansatte_habil() -> None:
    assert [status(ansatt("a"), r) for r in BEGGE] == ["habil", "habil"]


@pytest.mark.parametrize("regelsett", BEGGE)
@pytest.mark.parametrize("konklusjon", ["inhabil", "habil", "tvil"])
def test_konklusjonen_er_menneskets(konklusjon: str, regelsett) -> None:
    assert status(ansatt("a", "nabo", skjonn=skjonn(konklusjon)), regelsett) == konklusjon


@pytest.mark.parametrize("tom", TOMME)
@pytest.mark.parametrize("konklusjon", ["inhabil", "habil", "tvil"])
def test_en_konklusjon_uten_begrunnelse_er_uavklart(konklusjon: str, tom: str) -> None:
    uten = sak(ansatt("a", "nabo", oppgave="avgjor", skjonn=skjonn(konklusjon, tom)))
    assert statuser(uten) == {"a": "uavklart"}
    assert mangler(uten) == ["ansatte[a].skjonn.begrunnelse"]


def test_en_begrunnelse_uten_konklusjon_er_uavklart() -> None:
    uten = sak(ansatt("a", "nabo", oppgave="avgjor", skjonn=skjonn(None, LANG)))
    assert statuser(uten) == {"a": "uavklart"}
    assert mangler(uten) == ["ansatte[a].skjonn.konklusjon"]


def test_en_kort_begrunnelse_er_nok_til_a_konkludere() -> None:
    assert status(ansatt("a", "nabo", skjonn=skjonn("habil", KORT))) == "habil"


@pytest.mark.parametrize("regelsett", BEGGE)
def test_et_skjonn_uten_tilknytning_teller(regelsett) -> None:
    assert status(ansatt("a", skjonn=skjonn("inhabil")), regelsett) == "inhabil"
    assert status(ansatt("a", skjonn=skjonn("tvil")), regelsett) == "tvil"
    assert status(ansatt("a", skjonn=Skjonn()), regelsett) == "uavklart"


def test_en_innsigelse_skal_vurderes_etter_1967_men_krever_ingenting_etter_2025() -> None:
    med_innsigelse = ansatt("a", innsigelse=innsigelse())
    assert status(med_innsigelse, FVL1967) == "uavklart"
    assert status(med_innsigelse, FVL2025) == "habil"


def test_en_innsigelse_som_er_vurdert_folger_vurderingen() -> None:
    vurdert = ansatt("a", innsigelse=innsigelse(), skjonn=skjonn("habil"))
    assert [status(vurdert, r) for r in BEGGE] == ["habil", "habil"]


def test_en_innsigelse_mot_den_som_er_inhabil_uten_videre_krever_ikke_mer() -> None:
    assert status(ansatt("a", "sosken", innsigelse=innsigelse())) == "inhabil"


def test_en_slektning_uten_videre_er_nok_selv_om_naboskapet_ikke_er_vurdert() -> None:
    begge_deler = sak(ansatt("a", "nabo", "sosken"))
    assert statuser(begge_deler) == {"a": "inhabil"}
    assert som_tekst(funn(begge_deler, "habilitet", "a").hjemmel) == ["fvl § 6 (1) b"]
    assert funn(begge_deler, "habilitet", "a").felt == ("ansatte[a].tilknytninger[1]",)


def test_to_tilknytninger_uten_videre_gir_begge_hjemlene() -> None:
    assert som_tekst(funn(sak(ansatt("a", "sosken", "verge_fullmektig")), "habilitet", "a").hjemmel) == [
        "fvl § 6 (1) b",
        "fvl § 6 (1) d",
    ]


def test_tilknytning_til_ektefellen_som_soker_sammen_teller() -> None:
    to_parter = (Part(id="p1", rolle=Partsrolle.SOKER), Part(id="p2", rolle=Partsrolle.EKTEFELLE))
    bror = ansatt("a", "sosken", oppgave="avgjor", part="p2")
    assert statuser(sak(bror, parter=to_parter)) == {"a": "inhabil"}


def test_tilknytningen_gjelder_den_eneste_parten_nar_parten_ikke_er_nevnt() -> None:
    assert status(ansatt("a", "sosken", part=None)) == "inhabil"


def test_hver_ansatt_vurderes_for_seg() -> None:
    assert statuser(sak(ansatt("a", "sosken"), ansatt("b"), ansatt("c", "nabo"))) == {
        "a": "inhabil",
        "b": "habil",
        "c": "uavklart",
    }


# --- åpenbart-unntaket


@pytest.mark.parametrize("regelsett", BEGGE)
def test_unntaket_lofter_det_som_gjor_inhabil_uten_videre(regelsett) -> None:
    assert status(ansatt("a", "sosken", unntak=unntak()), regelsett) == "habil"


@pytest.mark.parametrize("regelsett", BEGGE)
def test_unntaket_lofter_en_konkret_vurdering(regelsett) -> None:
    assert status(ansatt("a", "nabo", skjonn=skjonn("inhabil"), unntak=unntak()), regelsett) == "habil"


@pytest.mark.parametrize("tom", TOMME)
@pytest.mark.parametrize(
    "a", [ansatt("a", "sosken", oppgave="avgjor"), ansatt("a", oppgave="avgjor", skjonn=skjonn("inhabil"))]
)
def test_unntaket_uten_begrunnelse_er_uavklart(a, tom: str) -> None:
    uten = sak(replace(a, apenbart_unntak=unntak(tom)))
    assert statuser(uten) == {"a": "uavklart"}
    assert mangler(uten) == ["ansatte[a].apenbart_unntak.begrunnelse"]


@pytest.mark.parametrize("oppfylt", [False, None])
@pytest.mark.parametrize("begrunnelse", [LANG, ""])
def test_et_unntak_som_ikke_er_oppfylt_har_ingen_virkning(oppfylt: bool | None, begrunnelse: str) -> None:
    assert status(ansatt("a", "sosken", unntak=ApenbartUnntak(oppfylt=oppfylt, begrunnelse=begrunnelse))) == "inhabil"


@pytest.mark.parametrize("begrunnelse", [LANG, ""])
def test_unntaket_har_ingen_virkning_for_andre_enn_den_inhabile(begrunnelse: str) -> None:
    apent = unntak(begrunnelse)
    assert status(ansatt("a", unntak=apent)) == "habil"
    assert status(ansatt("a", "nabo", skjonn=skjonn("tvil"), unntak=apent)) == "tvil"
    assert status(ansatt("a", "nabo", skjonn=skjonn("habil"), unntak=apent)) == "habil"
    assert status(ansatt("a", "nabo", unntak=apent)) == "uavklart"


def test_unntaket_kommer_ikke_i_stedet_for_vurderingen() -> None:
    uvurdert = sak(ansatt("a", "nabo", oppgave="avgjor", unntak=unntak("")))
    assert mangler(uvurdert) == ["ansatte[a].skjonn.konklusjon", "ansatte[a].skjonn.begrunnelse"]
    uten_grunn = sak(ansatt("a", "nabo", oppgave="avgjor", skjonn=skjonn("inhabil", " "), unntak=unntak()))
    assert mangler(uten_grunn) == ["ansatte[a].skjonn.begrunnelse"]


def test_unntaket_for_samboeren_trenger_en_vurdering_forst_etter_1967() -> None:
    samboer = ansatt("a", "samboer", unntak=unntak())
    assert status(samboer, FVL1967) == "uavklart"
    assert status(samboer, FVL2025) == "habil"


def test_unntakets_hjemmel() -> None:
    loftet = sak(ansatt("a", "sosken", unntak=unntak()))
    assert som_tekst(funn(loftet, "habilitet", "a", FVL1967).hjemmel) == ["fvl § 6 (4)"]
    assert som_tekst(funn(loftet, "habilitet", "a", FVL2025).hjemmel) == ["fvl2025 § 28 (2)"]


# --- hva statusen betyr


@pytest.mark.parametrize(
    ("regelsett", "id", "forberede", "avgjore"),
    [
        (FVL1967, "habil", True, True),
        (FVL1967, "avledet", True, False),
        (FVL1967, "inhabil", False, False),
        (FVL1967, "tvil", False, False),
        (FVL1967, "uavklart", False, False),
    ],
)
def test_hvem_som_kan_forberede_og_avgjore(regelsett, id: str, forberede: bool, avgjore: bool) -> None:
    alle = sak(
        ansatt("habil"),
        ansatt("inhabil", "sosken"),
        ansatt("avledet", under="inhabil"),
        ansatt("tvil", skjonn=skjonn("tvil")),
        ansatt("uavklart", "nabo"),
    )
    fikk = vurder(alle, regelsett).ansatte[id]
    assert fikk.value == id
    assert (fikk.kan_forberede, fikk.kan_avgjore) == (forberede, avgjore)


def test_sporet_har_ett_funn_per_ansatt_ogsa_for_dem_utenfor_saken() -> None:
    spor = vurder(sak(*kontoret(), ansatt("utenfor", "nabo"))).spor
    assert [f.om for f in spor if f.steg == "habilitet"] == ["veileder", "leder", "sjef", "direktor", "utenfor"]


def test_organet_avgjor_ikke_om_den_enkelte_er_habil() -> None:
    assert status(ansatt("a", "sosken", organ="annet")) == "inhabil"


def test_flere_tilknytninger_til_hver_sin_part() -> None:
    to_parter = (Part(id="p1", rolle=Partsrolle.SOKER), Part(id="p2", rolle=Partsrolle.EKTEFELLE))
    nabo_og_soster = ansatt("a", "nabo", oppgave="avgjor")
    nabo_og_soster = replace(
        nabo_og_soster,
        tilknytninger=(*nabo_og_soster.tilknytninger, Tilknytning(type=Tilknytningstype.SOSKEN, part="p2")),
    )
    assert statuser(sak(nabo_og_soster, parter=to_parter)) == {"a": "inhabil"}
    assert utfall(sak(nabo_og_soster, parter=to_parter)) == "bytt_saksbehandler"
