"""Tvilen som står igjen (rettsgrunnlag § 8): at hver rad har prøver, og det som er felles for dem.

Radene selv prøves i de andre filene som heter test_avklaringer, en for hvert rom i regelverk/avklaringer.
"""

from __future__ import annotations

from dataclasses import replace

import pytest
from regelverk.bygg import (
    BEGGE,
    KONTOR,
    KORT,
    SOKER,
    VEIER,
    ansatt,
    avklaringsliste,
    endre,
    kontoret,
    med,
    om,
    sak,
    skjonn,
    unntak,
    vurder,
    vurdering,
)
from regelverk.test_avklaringer_alternativene import TILFELLER as ALTERNATIVENE
from regelverk.test_avklaringer_anmodningen import TILFELLER as ANMODNINGEN
from regelverk.test_avklaringer_begrunnelsene import TILFELLER as BEGRUNNELSENE
from regelverk.test_avklaringer_brevene import TILFELLER as BREVENE
from regelverk.test_avklaringer_habiliteten import TILFELLER as HABILITETEN
from regelverk.test_avklaringer_hjelpen import TILFELLER as HJELPEN
from regelverk.test_avklaringer_linjen import TILFELLER as LINJEN

from overforing.regelverk.avklaringer import REGLER
from overforing.sak.modell import Ansatt, Oppgave

TILFELLER = (*HJELPEN, *HABILITETEN, *LINJEN, *BEGRUNNELSENE, *ALTERNATIVENE, *ANMODNINGEN, *BREVENE)

# Kolonnen «ma_loses» i tabellen.
JA = [
    "inhabil_leder_utenfor_linjen",
    "navngi_tilknytningen",
    "avgjort_av_inhabil",
    "unntak_ikke_for_part",
    "unntak_krever_overordnet",
    "avgjort_av_ikke_spurt",
    "avgjort_av_ikke_overordnet",
    "vurdering_ikke_dokumentert",
    "hast_ikke_vurdert",
    "ingen_tiltak_av_inhabil",
    "tiltak_ikke_forelopig",
    "innsigelse_etter_vurdering",
    "ny_saksbehandler_ikke_navngitt",
    "ny_saksbehandler_sperret",
    "underskriver_ikke_spurt",
    "oppnevnes_av_folkevalgte",
    "overordnet_ikke_spurt",
    "tvist_uten_eget_syn",
    "brev_ved_sperre",
    "stedfortreder_ikke_funnet",
    "settekommune_er_egen",
    "settekommune_inhabil",
    "avgrensning_uten_slutt",
    "kontaktmate_mangler",
]
NEI = [
    "ingen_over_uvanlig",
    "fravaerende_leder",
    "byrad_inhabil",
    "avledet_langt_opp",
    "ledig_uten_fungerende",
    "soker_ikke_spurt",
    "ansatt_heter_som_part",
    "sperret_spurt_utenfor",
    "unntak_uvanlig",
    "hast_foreldet",
    "tiltak_uten_navn",
    "forelopig_svar_mangler",
    "tynn_begrunnelse",
    "allerede_gjort_mangler",
    "kontaktperson_inhabil",
    "like_begrunnelser",
    "samme_navn",
    "datoer_i_feil_rekkefolge",
    "vedtak_av_inhabil",
    "habil_overordnet_avvist",
    "samarbeidskommunen_kan_ta_saken",
    "kommunestyret_kan_alltid",
    "framlegg_til_seg_selv",
    "tvist_uten_motpartens_svar",
    "avgrensning_lang",
    "representant_ikke_orientert",
    "adressesperre",
    "settekommune_mangler",
    "settekommune_ikke_spurt",
    "settekommune_uvillig",
    "settekommune_annet_fylke",
    "avgrensning_mangler",
    "underskriver_mangler",
    "orientering_mangler",
    "avslag_er_enkeltvedtak",
]
BEGGE_DELER = [
    "habilitet_skal_legges_fram",
    "hast_uten_tiltak",
    "underskriver_inhabil",
    "stedfortreder_linje_ukjent",
    "folkevalgt_organ_uten_myndighet",
    "stedfortreder_ikke_spurt",
    "innleid_svarer_til_ukjent",
    "innleid_under_inhabil",
    "stedfortreder_sperret",
    "stedfortreder_ikke_navngitt",
    "stedfortreder_habilitet_ukjent",
    "overordnet_ikke_i_linjen",
    "saerlig_ulempe_tynn",
]
RADENE = [regel.id for regel in REGLER]


def test_radene_er_tabellens_hver_en_gang() -> None:
    assert sorted(RADENE) == sorted([*JA, *NEI, *BEGGE_DELER])


@pytest.mark.parametrize("id_", RADENE)
def test_hver_rad_har_en_sak_som_reiser_tvilen_og_en_som_sa_vidt_ikke_gjor_det(id_: str) -> None:
    assert [t for t in TILFELLER if t.id == id_ and t.om]
    assert [t for t in TILFELLER if t.id == id_ and not t.om]


@pytest.mark.parametrize("id_", RADENE)
def test_hver_rad_er_provd_som_den_er_bindende_eller_ikke(id_: str) -> None:
    ventet = {True} if id_ in JA else {False} if id_ in NEI else {True, False}
    assert {t.ma_loses for t in TILFELLER if t.id == id_ and t.om} == ventet


def test_tilfellene_gjelder_rader_som_finnes_og_heter_hver_sitt() -> None:
    assert {t.id for t in TILFELLER} == set(RADENE)
    assert len({str(t) for t in TILFELLER}) == len(TILFELLER)


def test_avklaringene_kommer_i_tabellens_rekkefolge() -> None:
    for tilfelle in TILFELLER:
        plasser = [RADENE.index(id_) for id_ in avklaringsliste(tilfelle.sak)]
        assert plasser == sorted(plasser)


# --- ferdig


def test_en_ferdig_besvart_sak_har_ingen_tvil() -> None:
    for regelsett in BEGGE:
        assert avklaringsliste(sak(), regelsett) == []
        assert vurder(sak(), regelsett).ferdig


@pytest.mark.parametrize("regelsett", BEGGE)
def test_ferdig_er_avklart_og_uten_tvil_som_ma_loses(regelsett) -> None:
    for s in (*(vei.sak for vei in VEIER.values()), *(t.sak for t in TILFELLER)):
        v = vurder(s, regelsett)
        assert v.ferdig == (v.utfall != "uavklart" and not any(a.ma_loses for a in v.avklaringer))


def test_tvilen_endrer_aldri_utfallet_og_utfallet_er_uavklart_bare_nar_noe_mangler() -> None:
    for tilfelle in TILFELLER:
        v = vurder(tilfelle.sak)
        assert bool(v.mangler) == (v.utfall == "uavklart")


# --- de uten del i saken


@pytest.mark.parametrize(
    "utenfor",
    [
        ansatt("x", "sosken", rolle="kommunalsjef", navn="Per Vik", vurdering=vurdering("selv", krevd=True)),
        ansatt("x", "sosken", unntak=unntak(KORT)),
        ansatt("x", "nabo", skjonn=skjonn("tvil", KORT)),
        ansatt("x", skjonn=skjonn("inhabil", KORT), vurdering=vurdering("overordnet", "leder", krevd=True)),
        ansatt("x", svar=None, navn="Per Vik"),
    ],
    ids=["slekt", "unntak", "tvil", "inhabil", "ikke spurt"],
)
@pytest.mark.parametrize("navn", VEIER)
def test_en_uten_del_i_saken_gir_aldri_tvil(navn: str, utenfor: Ansatt) -> None:
    """Bare at hun har trådt til side, må følges opp: et notat å undertegne, og det hun alt hadde gjort."""
    s = replace(
        VEIER[navn].sak,
        kontor=replace(KONTOR, kontaktperson="Per Vik"),
        underskriver=VEIER[navn].sak.underskriver or "veileder",
        parter=(replace(SOKER, navn="Per Vik"),),
    )
    assert avklaringsliste(med(s, utenfor)) == avklaringsliste(s)


def test_den_overordnedes_oppgave_gjor_ham_ikke_til_en_uten_del_i_saken() -> None:
    s = sak(
        *kontoret("sjef", veileder={"oppgave": Oppgave.FORBEREDER}, leder={"oppgave": Oppgave.AVGJOR}),
        allerede_gjort="",
    )
    assert om(s, "allerede_gjort_mangler") == []
    assert om(endre(s, "sjef", oppgave=Oppgave.FORBEREDER), "allerede_gjort_mangler") == ["allerede_gjort"]
