"""Tvilen som står igjen (rettsgrunnlag § 8): når den oppstår, om den må løses, hva den handler om, i hvilke utfall."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date

import pytest
from regelverk.bygg import (
    ANNET_FYLKE,
    BEGGE,
    DAGEN,
    EGEN,
    FVL1967,
    FVL2025,
    KORT,
    LANG,
    NABO,
    TOMME,
    VEIER,
    VERT,
    alle_umulige,
    ansatt,
    avklaringer,
    avklaringsliste,
    endre,
    ingen_tiltak,
    kontoret,
    med,
    mulig,
    om,
    opphold,
    sak,
    settekommune,
    skjonn,
    svar,
    tilknytninger,
    tiltak,
    ulempe,
    umulig,
    unntak,
    utfall,
    vurder,
    vurdering,
)

from overforing.sak.modell import (
    Avgrensning,
    Avgrensningstype,
    ForelopigSvarSoker,
    Kontor,
    Oppgave,
    OrienteringSoker,
    Sak,
    Settekommune,
    Soknad,
    Stedfortreder,
    Stedfortredertype,
)

# Radene i rettsgrunnlag § 8 som må løses før saken er ferdig. De to som avhenger av utfallet, har sine egne prøver.
MA_LOSES = {
    "habilitet_skal_legges_fram",
    "avgjort_av_inhabil",
    "hast_ikke_vurdert",
    "hast_uten_tiltak",
    "tiltak_ikke_forelopig",
    "underskriver_inhabil",
    "stedfortreder_sperret",
    "stedfortreder_ikke_navngitt",
    "stedfortreder_habilitet_ukjent",
    "overordnet_ikke_i_linjen",
    "ny_saksbehandler_ikke_navngitt",
    "stedfortreder_ikke_funnet",
    "settekommune_er_egen",
    "settekommune_inhabil",
    "avgrensning_uten_slutt",
}
KAN_STA = {
    "unntak_uvanlig",
    "forelopig_svar_mangler",
    "tynn_begrunnelse",
    "allerede_gjort_mangler",
    "kontaktperson_inhabil",
    "habil_overordnet_avvist",
    "saerlig_ulempe_tynn",
    "settekommune_mangler",
    "settekommune_ikke_spurt",
    "settekommune_uvillig",
    "settekommune_annet_fylke",
    "avgrensning_mangler",
    "underskriver_mangler",
    "orientering_mangler",
    "avslag_er_enkeltvedtak",
}

ALLE = frozenset(VEIER)
HABILITET = frozenset(navn for navn, vei in VEIER.items() if vei.habilitet)
ALTERNATIVER = frozenset(navn for navn, vei in VEIER.items() if vei.alternativer)


def veier_med(id_: str, endring: Callable[[Sak], Sak]) -> set[str]:
    """Veiene der avklaringen oppstår når saken får denne endringen, som ikke må flytte saken til et annet utfall."""
    ut = set()
    for navn, vei in VEIER.items():
        s = endring(vei.sak)
        assert utfall(s) == vei.utfall, f"endringen flyttet «{navn}»"
        if om(s, id_):
            ut.add(navn)
    return ut


def _ma(s: Sak, id_: str) -> bool:
    (svaret,) = {a.ma_loses for a in avklaringer(s, id_)}
    return svaret


ANMODNING = VEIER["særlig ulempe"].sak


# --- habilitetsspørsmålet skal legges fram for en overordnet (fvl § 8)


KREVD = vurdering("selv", krevd=True)


def test_en_part_har_krevd_at_en_overordnet_avgjor() -> None:
    s = sak(*kontoret(veileder={"habilitetsvurdering": KREVD}))
    assert om(s, "habilitet_skal_legges_fram") == ["veileder"]
    assert _ma(s, "habilitet_skal_legges_fram")


@pytest.mark.parametrize("av", ["selv", None])
def test_kravet_star_ogsa_nar_det_ikke_er_sagt_hvem_som_avgjorde(av: str | None) -> None:
    s = sak(*kontoret(veileder={"habilitetsvurdering": vurdering(av, krevd=True)}))
    assert om(s, "habilitet_skal_legges_fram") == ["veileder"]


@pytest.mark.parametrize("av", ["overordnet", "folkevalgt_organ"])
def test_kravet_er_oppfylt_nar_en_overordnet_eller_folkevalgte_avgjorde(av: str) -> None:
    s = sak(*kontoret(direktor={"habilitetsvurdering": vurdering(av, krevd=True)}))
    assert om(s, "habilitet_skal_legges_fram") == []


def test_ingen_har_krevd_noe() -> None:
    for krevd in (False, None):
        s = sak(*kontoret(veileder={"habilitetsvurdering": vurdering("selv", krevd=krevd)}))
        assert om(s, "habilitet_skal_legges_fram") == []


def test_tidsspille_med_grunn_gjor_at_en_selv_kan_avgjore() -> None:
    s = sak(*kontoret(veileder={"habilitetsvurdering": vurdering("selv", krevd=True, tidsspille=LANG)}))
    assert om(s, "habilitet_skal_legges_fram") == []


@pytest.mark.parametrize("tom", TOMME)
def test_tidsspille_uten_grunn_er_ingen_grunn(tom: str) -> None:
    s = sak(*kontoret(veileder={"habilitetsvurdering": vurdering("selv", krevd=True, tidsspille=tom)}))
    assert om(s, "habilitet_skal_legges_fram") == ["veileder"]


def test_partens_krav_finnes_ikke_i_den_nye_loven() -> None:
    s = sak(*kontoret(veileder={"habilitetsvurdering": KREVD}))
    assert om(s, "habilitet_skal_legges_fram", FVL2025) == []


def test_kravet_gjelder_hver_i_linjen_og_den_som_er_foreslatt_men_ikke_andre() -> None:
    s = sak(
        *kontoret("leder", sjef={"habilitetsvurdering": KREVD}),
        ansatt("foreslatt", vurdering=KREVD),
        ansatt("avvist", vurdering=KREVD),
        ansatt("utenfor", vurdering=KREVD),
        stedfortreder=(
            mulig("leder_annen_enhet", "foreslatt"),
            umulig("leder_utenfor_nav", ansatt="avvist"),
        ),
    )
    assert om(s, "habilitet_skal_legges_fram") == ["sjef", "foreslatt"]


def test_kravet_sporres_det_etter_i_alle_utfall_gjennom_habilitet() -> None:
    assert (
        veier_med("habilitet_skal_legges_fram", lambda s: endre(s, "veileder", habilitetsvurdering=KREVD)) == HABILITET
    )


# --- den som avgjorde, er selv inhabil


def test_habilitetssporsmalet_er_avgjort_av_en_inhabil() -> None:
    s = sak(*kontoret("sjef", leder={"habilitetsvurdering": vurdering("overordnet", "sjef")}))
    assert om(s, "avgjort_av_inhabil") == ["leder"]
    assert _ma(s, "avgjort_av_inhabil")


def test_den_som_avgjorde_kan_vaere_hvem_som_helst_i_filen() -> None:
    s = sak(*kontoret(leder={"habilitetsvurdering": vurdering("overordnet", "utenfor")}), ansatt("utenfor", "sosken"))
    assert om(s, "avgjort_av_inhabil") == ["leder"]


@pytest.mark.parametrize(
    "v",
    [
        vurdering("overordnet", "veileder"),
        vurdering("overordnet"),
        vurdering("selv", "sjef"),
        vurdering("folkevalgt_organ", "sjef"),
        vurdering(None, "sjef"),
    ],
    ids=["avledet", "ikke navngitt", "selv", "folkevalgte", "ikke sagt"],
)
def test_bare_en_inhabil_overordnet_teller(v) -> None:
    s = sak(*kontoret("sjef", leder={"habilitetsvurdering": v}))
    assert om(s, "avgjort_av_inhabil") == []


def test_en_uten_del_i_saken_gir_ingen_tvil_om_hvem_som_avgjorde() -> None:
    s = sak(*kontoret("sjef"), ansatt("utenfor", vurdering=vurdering("overordnet", "sjef")))
    assert om(s, "avgjort_av_inhabil") == []


def test_avgjort_av_inhabil_gjelder_alle_utfall_gjennom_habilitet() -> None:
    assert (
        veier_med(
            "avgjort_av_inhabil",
            lambda s: endre(
                med(s, ansatt("x", "sosken")), "veileder", habilitetsvurdering=vurdering("overordnet", "x")
            ),
        )
        == HABILITET
    )


# --- unntaket brukt på en slektning


@pytest.mark.parametrize(("regelsett", "type_"), [(FVL1967, "sosken"), (FVL2025, "sosken"), (FVL2025, "samboer")])
def test_unntaket_er_uvanlig_for_den_som_er_inhabil_uten_videre(regelsett, type_: str) -> None:
    s = sak(*kontoret(leder={"tilknytninger": tilknytninger(type_), "apenbart_unntak": unntak()}))
    assert om(s, "unntak_uvanlig", regelsett) == ["leder"]
    assert [a.ma_loses for a in avklaringer(s, "unntak_uvanlig", regelsett)] == [False]


def test_unntaket_er_ikke_uvanlig_etter_en_konkret_vurdering() -> None:
    s = sak(
        *kontoret(
            leder={
                "tilknytninger": tilknytninger("samboer"),
                "skjonn": skjonn("inhabil"),
                "apenbart_unntak": unntak(),
            }
        )
    )
    assert om(s, "unntak_uvanlig", FVL1967) == []
    assert om(s, "unntak_uvanlig", FVL2025) == ["leder"]


def test_et_unntak_uten_grunn_eller_uten_virkning_er_ikke_uvanlig() -> None:
    uten_grunn = sak(*kontoret("leder", leder={"apenbart_unntak": unntak("")}))
    uten_virkning = sak(*kontoret(leder={"apenbart_unntak": unntak()}))
    ikke_oppfylt = sak(*kontoret("leder", leder={"apenbart_unntak": unntak(oppfylt=False)}))
    assert [om(s, "unntak_uvanlig") for s in (uten_grunn, uten_virkning, ikke_oppfylt)] == [[], [], []]


def test_unntaket_hos_en_uten_del_i_saken_gir_ingen_tvil() -> None:
    assert om(sak(*kontoret(), ansatt("x", "sosken", unntak=unntak())), "unntak_uvanlig") == []


def test_unntaket_hos_den_foreslatte_pekes_ut() -> None:
    s = sak(
        *kontoret("leder"),
        ansatt("x", "sosken", unntak=unntak()),
        stedfortreder=(mulig("leder_utenfor_nav", "x"),),
    )
    assert (utfall(s), om(s, "unntak_uvanlig")) == ("oppnevn_stedfortreder", ["x"])


# --- det som haster


def test_det_er_ikke_sagt_om_det_haster() -> None:
    s = sak(soknad=Soknad())
    assert om(s, "hast_ikke_vurdert") == ["soknad.haster"]
    assert _ma(s, "hast_ikke_vurdert")


@pytest.mark.parametrize("haster", [True, False])
def test_det_er_sagt_om_det_haster(haster: bool) -> None:
    assert om(sak(soknad=Soknad(haster=haster)), "hast_ikke_vurdert") == []


def test_hast_sporres_det_om_i_alle_utfall() -> None:
    assert veier_med("hast_ikke_vurdert", lambda s: replace(s, soknad=Soknad())) == ALLE


def test_det_haster_og_ingenting_er_gjort() -> None:
    s = sak(soknad=Soknad(haster=True))
    assert len(om(s, "hast_uten_tiltak")) == 1
    assert _ma(s, "hast_uten_tiltak")


@pytest.mark.parametrize("tom", TOMME)
def test_a_si_at_ingenting_trengs_krever_en_grunn(tom: str) -> None:
    assert len(om(sak(soknad=Soknad(haster=True), ingen_tiltak=ingen_tiltak(tom)), "hast_uten_tiltak")) == 1


@pytest.mark.parametrize(
    "s",
    [
        sak(soknad=Soknad(haster=True), midlertidige_tiltak=(tiltak(),)),
        sak(soknad=Soknad(haster=True), ingen_tiltak=ingen_tiltak()),
        sak(soknad=Soknad(haster=False)),
        sak(soknad=Soknad()),
    ],
    ids=["tiltak", "begrunnet uten", "haster ikke", "ikke sagt"],
)
def test_hast_som_er_tatt_hand_om(s: Sak) -> None:
    assert om(s, "hast_uten_tiltak") == []


def test_hast_uten_tiltak_gjelder_alle_utfall() -> None:
    assert veier_med("hast_uten_tiltak", lambda s: replace(s, soknad=Soknad(haster=True))) == ALLE


@pytest.mark.parametrize("av", ["leder", "veileder"])
@pytest.mark.parametrize("hjemmel", ["sotjl18", "sotjl27", "annet", None])
def test_den_inhabile_og_den_avledede_kan_bare_avgjore_forelopig(hjemmel: str | None, av: str) -> None:
    s = sak(*kontoret("leder"), midlertidige_tiltak=(tiltak(hjemmel, forelopig=False, av=av),))
    assert len(om(s, "tiltak_ikke_forelopig")) == 1
    assert om(s, "tiltak_ikke_forelopig")[0].startswith("midlertidige_tiltak[0]")
    assert _ma(s, "tiltak_ikke_forelopig")


@pytest.mark.parametrize(
    "t",
    [
        tiltak(forelopig=True, av="leder"),
        tiltak("sotjl17", forelopig=False, av="leder"),
        tiltak(forelopig=False, av="sjef"),
        tiltak(forelopig=False),
    ],
    ids=["foreløpig", "råd og veiledning", "avgjort av en habil", "ikke sagt hvem"],
)
def test_tiltak_som_er_i_orden(t) -> None:
    assert om(sak(*kontoret("leder"), midlertidige_tiltak=(t,)), "tiltak_ikke_forelopig") == []


def test_tvil_og_ubesvart_hindrer_ikke_et_endelig_tiltak() -> None:
    s = sak(
        *kontoret(veileder={"skjonn": skjonn("tvil")}, leder={"skjonn": skjonn(None)}),
        midlertidige_tiltak=(tiltak(forelopig=False, av="veileder"), tiltak(forelopig=False, av="leder")),
    )
    assert om(s, "tiltak_ikke_forelopig") == []


def test_hvert_tiltak_pekes_ut_for_seg() -> None:
    s = sak(
        *kontoret("leder"),
        midlertidige_tiltak=(tiltak(forelopig=False, av="leder"), tiltak(), tiltak(forelopig=False, av="veileder")),
    )
    assert [sti[: len("midlertidige_tiltak[0]")] for sti in om(s, "tiltak_ikke_forelopig")] == [
        "midlertidige_tiltak[0]",
        "midlertidige_tiltak[2]",
    ]


def test_tiltaket_pekes_ut_i_alle_utfall() -> None:
    def endring(s: Sak) -> Sak:
        return replace(med(s, ansatt("x", "sosken")), midlertidige_tiltak=(tiltak(forelopig=False, av="x"),))

    assert veier_med("tiltak_ikke_forelopig", endring) == ALLE


# --- foreløpig svar


@pytest.mark.parametrize(
    ("mottatt", "fristen"),
    [
        (date(2026, 10, 20), date(2026, 11, 20)),
        (date(2026, 1, 31), date(2026, 2, 28)),
        (date(2024, 1, 31), date(2024, 2, 29)),
        (date(2024, 1, 30), date(2024, 2, 29)),
        (date(2026, 1, 28), date(2026, 2, 28)),
        (date(2026, 2, 28), date(2026, 3, 28)),
        (date(2024, 2, 29), date(2024, 3, 29)),
        (date(2026, 3, 31), date(2026, 4, 30)),
        (date(2026, 12, 31), date(2027, 1, 31)),
        (date(2026, 12, 1), date(2027, 1, 1)),
        (date(2100, 1, 31), date(2100, 2, 28)),
        (date(2000, 1, 31), date(2000, 2, 29)),
    ],
)
def test_en_kalendermaned_uten_forelopig_svar(mottatt: date, fristen: date) -> None:
    def pa(dag: date) -> list[str]:
        return om(sak(vurderingsdato=dag, soknad=Soknad(mottatt=mottatt, haster=False)), "forelopig_svar_mangler")

    assert pa(fristen) == ["forelopig_svar_soker"]
    assert pa(date.fromordinal(fristen.toordinal() + 100)) == ["forelopig_svar_soker"]
    assert pa(date.fromordinal(fristen.toordinal() - 1)) == []
    assert pa(mottatt) == []
    assert pa(date.fromordinal(mottatt.toordinal() - 1)) == []


def test_den_siste_maneden_i_kalenderen_har_ingen_frist_etter_seg() -> None:
    """Seksten dager er ikke en kalendermåned, heller ikke i den siste måneden kalenderen har."""
    s = sak(vurderingsdato=date(9999, 12, 31), soknad=Soknad(mottatt=date(9999, 12, 15), haster=False))
    assert om(s, "forelopig_svar_mangler") == []


def test_forelopig_svar_er_gitt_eller_mottaksdatoen_er_ikke_kjent() -> None:
    gammel = Soknad(mottatt=date(2026, 1, 1), haster=False)
    assert not _ma(sak(soknad=gammel), "forelopig_svar_mangler")
    assert om(sak(soknad=gammel, forelopig_svar_soker=ForelopigSvarSoker(dato=DAGEN)), "forelopig_svar_mangler") == []
    assert om(sak(soknad=gammel, forelopig_svar_soker=ForelopigSvarSoker()), "forelopig_svar_mangler") == []
    assert om(sak(soknad=Soknad(haster=False)), "forelopig_svar_mangler") == []


def test_forelopig_svar_gjelder_alle_utfall() -> None:
    gammel = Soknad(mottatt=date(2026, 1, 1), haster=False)
    assert veier_med("forelopig_svar_mangler", lambda s: replace(s, soknad=gammel)) == ALLE


# --- tynne begrunnelser


@pytest.mark.parametrize(
    ("begrunnelse", "tynn"),
    [
        ("x" * 39, True),
        ("x" * 40, False),
        ("  " + "x" * 39 + " \n", True),
        ("  " + "x" * 40 + "  ", False),
        ("æ" * 40, False),
    ],
)
def test_under_forti_tegn_uten_blanke_i_endene_er_tynt(begrunnelse: str, tynn: bool) -> None:
    s = sak(*kontoret(leder={"skjonn": skjonn("habil", begrunnelse)}))
    assert om(s, "tynn_begrunnelse") == (["ansatte[leder].skjonn.begrunnelse"] if tynn else [])


def test_en_tynn_begrunnelse_kan_sta() -> None:
    assert not _ma(sak(*kontoret(leder={"skjonn": skjonn("habil", KORT)})), "tynn_begrunnelse")


@pytest.mark.parametrize("konklusjon", ["inhabil", "habil", "tvil"])
def test_skjonnet_som_avgjorde_er_brukt(konklusjon: str) -> None:
    s = sak(*kontoret(leder={"tilknytninger": tilknytninger("nabo"), "skjonn": skjonn(konklusjon, KORT)}))
    assert om(s, "tynn_begrunnelse") == ["ansatte[leder].skjonn.begrunnelse"]


def test_skjonnet_er_ikke_brukt_nar_slektskapet_avgjor() -> None:
    assert om(sak(*kontoret("leder", leder={"skjonn": skjonn("habil", KORT)})), "tynn_begrunnelse") == []


def test_skjonnet_om_samboeren_er_brukt_i_den_gamle_loven_men_ikke_i_den_nye() -> None:
    s = sak(*kontoret(leder={"tilknytninger": tilknytninger("samboer"), "skjonn": skjonn("inhabil", KORT)}))
    assert om(s, "tynn_begrunnelse", FVL1967) == ["ansatte[leder].skjonn.begrunnelse"]
    assert om(s, "tynn_begrunnelse", FVL2025) == []


def test_et_skjonn_uten_konklusjon_er_ikke_brukt() -> None:
    assert om(sak(*kontoret(leder={"skjonn": skjonn(None, KORT)})), "tynn_begrunnelse") == []


def test_unntaket_er_brukt_bare_nar_det_loftet_noe() -> None:
    loftet = sak(*kontoret("leder", leder={"apenbart_unntak": unntak(KORT)}))
    uten_virkning = sak(*kontoret(leder={"apenbart_unntak": unntak(KORT)}))
    ikke_oppfylt = sak(*kontoret("leder", leder={"apenbart_unntak": unntak(KORT, oppfylt=False)}))
    assert om(loftet, "tynn_begrunnelse") == ["ansatte[leder].apenbart_unntak.begrunnelse"]
    assert om(uten_virkning, "tynn_begrunnelse") == []
    assert om(ikke_oppfylt, "tynn_begrunnelse") == []


def test_hvorfor_et_alternativ_er_umulig_er_brukt_nar_alternativene_er_provd() -> None:
    s = sak(
        *kontoret("leder"),
        stedfortreder=(
            umulig("annen_saksbehandler", KORT),
            mulig("overordnet", "sjef", begrunnelse=KORT),
            umulig("innleid", KORT),
            umulig("folkevalgt_organ", LANG),
        ),
    )
    assert utfall(s) == "overordnet_avgjor"
    assert om(s, "tynn_begrunnelse") == [
        "stedfortreder[annen_saksbehandler].begrunnelse",
        "stedfortreder[innleid].begrunnelse",
    ]


@pytest.mark.parametrize("ansatte", [kontoret(), kontoret("veileder"), kontoret(leder={"skjonn": skjonn("tvil")})])
def test_alternativene_er_ikke_brukt_nar_veien_ikke_nadde_dem(ansatte) -> None:
    assert om(sak(*ansatte, stedfortreder=(umulig("innleid", KORT),)), "tynn_begrunnelse") == []


def test_en_tom_begrunnelse_for_et_nei_er_et_hull_ikke_en_tynn_begrunnelse() -> None:
    assert om(sak(*kontoret("leder"), stedfortreder=(umulig("innleid", " "),)), "tynn_begrunnelse") == []


@pytest.mark.parametrize("svaret", ["ja", "nei"])
def test_begrunnelsen_for_saerlig_ulempe_er_brukt(svaret: str) -> None:
    s = replace(ANMODNING, saerlig_ulempe=ulempe(svaret, KORT))
    assert om(s, "tynn_begrunnelse") == ["saerlig_ulempe.begrunnelse"]


def test_begrunnelsen_for_saerlig_ulempe_er_ikke_brukt_nar_saken_er_lost_for() -> None:
    for navn in ("sjefen avgjør", "innleid", "som vanlig", "alternativene er ikke prøvd"):
        assert om(replace(VEIER[navn].sak, saerlig_ulempe=ulempe("ja", KORT)), "tynn_begrunnelse") == []


def test_begrunnelsen_for_tidsspille_er_brukt_nar_parten_krevde_en_overordnet() -> None:
    def med_vurdering(v) -> Sak:
        return sak(*kontoret(veileder={"habilitetsvurdering": v}))

    brukt = med_vurdering(vurdering("selv", krevd=True, tidsspille=KORT))
    assert om(brukt, "tynn_begrunnelse") == ["ansatte[veileder].habilitetsvurdering.tidsspille"]
    assert om(brukt, "tynn_begrunnelse", FVL2025) == []
    for ikke_brukt in (
        vurdering("selv", krevd=False, tidsspille=KORT),
        vurdering("overordnet", "leder", krevd=True, tidsspille=KORT),
        vurdering("folkevalgt_organ", krevd=True, tidsspille=KORT),
        vurdering("selv", krevd=True, tidsspille=" "),
    ):
        assert om(med_vurdering(ikke_brukt), "tynn_begrunnelse") == []


def test_begrunnelsen_for_ingen_tiltak_er_brukt_bare_nar_det_haster_og_ingenting_er_gjort() -> None:
    haster = Soknad(haster=True)
    assert om(sak(soknad=haster, ingen_tiltak=ingen_tiltak(KORT)), "tynn_begrunnelse") == ["ingen_tiltak.begrunnelse"]
    assert om(sak(soknad=Soknad(haster=False), ingen_tiltak=ingen_tiltak(KORT)), "tynn_begrunnelse") == []
    assert om(sak(soknad=haster, ingen_tiltak=ingen_tiltak(" ")), "tynn_begrunnelse") == []
    assert (
        om(sak(soknad=haster, ingen_tiltak=ingen_tiltak(KORT), midlertidige_tiltak=(tiltak(),)), "tynn_begrunnelse")
        == []
    )


def test_hver_tynn_begrunnelse_pekes_ut_for_seg() -> None:
    s = replace(
        endre(ANMODNING, "leder", tilknytninger=tilknytninger("nabo"), skjonn=skjonn("inhabil", KORT)),
        saerlig_ulempe=ulempe("ja", KORT),
    )
    assert sorted(om(s, "tynn_begrunnelse")) == ["ansatte[leder].skjonn.begrunnelse", "saerlig_ulempe.begrunnelse"]


def test_begrunnelsen_om_en_uten_del_i_saken_er_ikke_brukt() -> None:
    assert om(sak(*kontoret(), ansatt("x", "nabo", skjonn=skjonn("habil", KORT))), "tynn_begrunnelse") == []


def test_begrunnelsen_om_den_foreslatte_er_brukt() -> None:
    s = sak(
        *kontoret("leder"),
        ansatt("x", "nabo", skjonn=skjonn("habil", KORT)),
        stedfortreder=(mulig("leder_utenfor_nav", "x"),),
    )
    assert om(s, "tynn_begrunnelse") == ["ansatte[x].skjonn.begrunnelse"]


def test_tynne_begrunnelser_gjelder_alle_utfall_gjennom_habilitet() -> None:
    def endring(s: Sak) -> Sak:
        return replace(s, soknad=Soknad(haster=True), ingen_tiltak=ingen_tiltak(KORT))

    assert veier_med("tynn_begrunnelse", endring) == HABILITET


# --- det som alt er gjort


@pytest.mark.parametrize("oppgave", ["avgjor", "forbereder"])
def test_en_inhabil_med_oppgave_og_ikke_sagt_hva_som_er_gjort(oppgave: str) -> None:
    s = sak(ansatt("a", "sosken", oppgave=oppgave), ansatt("b", oppgave="avgjor"))
    assert om(s, "allerede_gjort_mangler") == ["allerede_gjort"]
    assert not _ma(s, "allerede_gjort_mangler")
    assert om(replace(s, allerede_gjort="Ingenting er gjort."), "allerede_gjort_mangler") == []


@pytest.mark.parametrize("tom", TOMME)
def test_a_ikke_si_noe_om_det_som_er_gjort(tom: str) -> None:
    assert om(replace(sak(*kontoret("veileder")), allerede_gjort=tom), "allerede_gjort_mangler") == ["allerede_gjort"]


@pytest.mark.parametrize("s", [sak(), sak(*kontoret("leder")), sak(*kontoret(), ansatt("x", "sosken"))])
def test_ingen_inhabil_har_en_oppgave(s: Sak) -> None:
    assert om(s, "allerede_gjort_mangler") == []


# --- underskriveren


@pytest.mark.parametrize("navn", sorted(ALLE - {"særlig ulempe"}))
def test_en_inhabil_kan_ikke_undertegne(navn: str) -> None:
    s = replace(med(VEIER[navn].sak, ansatt("x", "sosken")), underskriver="x")
    assert om(s, "underskriver_inhabil") == ["x"]
    assert _ma(s, "underskriver_inhabil")


def test_om_en_inhabil_leder_kan_undertegne_anmodningen_er_uavklart() -> None:
    s = replace(ANMODNING, underskriver="leder")
    assert om(s, "underskriver_inhabil") == ["leder"]
    assert not _ma(s, "underskriver_inhabil")


@pytest.mark.parametrize("navn", sorted(ALLE))
def test_en_avledet_kan_undertegne_alt_unntatt_oppnevningen(navn: str) -> None:
    vei = VEIER[navn]
    s = replace(med(vei.sak, ansatt("over_x", "sosken"), ansatt("x", under="over_x")), underskriver="x")
    assert om(s, "underskriver_inhabil") == (["x"] if vei.utfall == "oppnevn_stedfortreder" else [])


def test_en_habil_kan_undertegne_og_en_i_tvil_pekes_ikke_ut() -> None:
    for x in (ansatt("x"), ansatt("x", "nabo"), ansatt("x", skjonn=skjonn("tvil"))):
        assert om(replace(med(sak(), x), underskriver="x"), "underskriver_inhabil") == []


# --- kontaktpersonen


@pytest.mark.parametrize("navn", ["Kari Moen", "  Kari Moen\t"])
def test_den_inhabile_star_som_kontaktperson(navn: str) -> None:
    s = sak(
        *kontoret("leder", leder={"navn": "Kari Moen"}),
        kontor=Kontor(kommune=EGEN, kontaktperson=navn),
        stedfortreder=(mulig("overordnet", "sjef"),),
    )
    assert om(s, "kontaktperson_inhabil") == ["leder"]
    assert not _ma(s, "kontaktperson_inhabil")


@pytest.mark.parametrize("navn", ["", "   ", "Kari", "kari moen", "Siri Lund", "Anne Dahl"])
def test_kontaktpersonen_er_en_annen(navn: str) -> None:
    s = sak(
        *kontoret("leder", leder={"navn": "Kari Moen"}, veileder={"navn": "Siri Lund"}, sjef={"navn": "Anne Dahl"}),
        kontor=Kontor(kommune=EGEN, kontaktperson=navn),
    )
    assert om(s, "kontaktperson_inhabil") == []


def test_et_tomt_navn_er_ikke_den_samme_som_et_tomt_felt() -> None:
    s = sak(*kontoret("leder", leder={"navn": ""}), kontor=Kontor(kommune=EGEN, kontaktperson=" "))
    assert om(s, "kontaktperson_inhabil") == []


def test_en_uten_del_i_saken_kan_vaere_kontaktperson() -> None:
    s = sak(
        *kontoret(),
        ansatt("x", "sosken", navn="Per Vik"),
        kontor=Kontor(kommune=EGEN, kontaktperson="Per Vik"),
    )
    assert om(s, "kontaktperson_inhabil") == []


# --- alternativene


def _losning(*alternativer: Stedfortreder, folk: Iterable = ()) -> Sak:
    return sak(*kontoret("leder"), *folk, stedfortreder=alternativer)


@pytest.mark.parametrize("type_", ["annen_saksbehandler", "overordnet", "leder_annen_enhet", "leder_utenfor_nav"])
@pytest.mark.parametrize(
    "x",
    [ansatt("x", "sosken"), ansatt("x", "nabo"), ansatt("x", skjonn=skjonn("tvil")), ansatt("x", under="leder")],
    ids=["inhabil", "uavklart", "tvil", "avledet"],
)
def test_den_som_er_foreslatt_er_ikke_habil(type_: str, x) -> None:
    s = _losning(mulig(type_, "x"), folk=[x])
    assert om(s, "stedfortreder_sperret") == [type_]
    assert _ma(s, "stedfortreder_sperret")


@pytest.mark.parametrize("type_", ["innleid", "folkevalgt_organ"])
def test_innleid_og_folkevalgte_som_sies_a_vaere_inhabile(type_: str) -> None:
    s = _losning(mulig(type_, habil=False))
    assert om(s, "stedfortreder_sperret") == [type_]
    assert om(s, "stedfortreder_habilitet_ukjent") == []


@pytest.mark.parametrize("type_", ["innleid", "folkevalgt_organ"])
def test_innleid_og_folkevalgte_som_ingen_har_spurt_om_habilitet(type_: str) -> None:
    s = _losning(mulig(type_))
    assert om(s, "stedfortreder_habilitet_ukjent") == [type_]
    assert _ma(s, "stedfortreder_habilitet_ukjent")
    assert om(s, "stedfortreder_sperret") == []
    assert om(_losning(mulig(type_, habil=True)), "stedfortreder_habilitet_ukjent") == []


@pytest.mark.parametrize("type_", ["annen_saksbehandler", "overordnet", "leder_annen_enhet", "leder_utenfor_nav"])
def test_ingen_er_navngitt(type_: str) -> None:
    s = _losning(mulig(type_))
    assert om(s, "stedfortreder_ikke_navngitt") == [type_]
    assert _ma(s, "stedfortreder_ikke_navngitt")
    assert om(_losning(mulig(type_, "x"), folk=[ansatt("x")]), "stedfortreder_ikke_navngitt") == []


@pytest.mark.parametrize("type_", ["innleid", "folkevalgt_organ"])
def test_innleid_og_folkevalgte_trenger_ikke_navngis(type_: str) -> None:
    assert om(_losning(mulig(type_, habil=True)), "stedfortreder_ikke_navngitt") == []


def test_den_overordnede_star_ikke_over_de_inhabile() -> None:
    s = _losning(mulig("overordnet", "x"), folk=[ansatt("x", rolle="kommunalsjef")])
    assert om(s, "overordnet_ikke_i_linjen") == ["overordnet"]
    assert _ma(s, "overordnet_ikke_i_linjen")
    assert om(s, "stedfortreder_sperret") == []
    assert om(_losning(mulig("overordnet", "sjef")), "overordnet_ikke_i_linjen") == []
    assert om(_losning(mulig("overordnet")), "overordnet_ikke_i_linjen") == []


def test_den_overordnede_som_ikke_er_habil_er_sperret_og_ikke_mer() -> None:
    s = _losning(mulig("overordnet", "x"), folk=[ansatt("x", "sosken")])
    assert (om(s, "overordnet_ikke_i_linjen"), om(s, "stedfortreder_sperret")) == ([], ["overordnet"])


def test_kravet_om_a_sta_i_linjen_gjelder_bare_den_overordnede() -> None:
    s = _losning(mulig("leder_utenfor_nav", "x"), folk=[ansatt("x")])
    assert om(s, "overordnet_ikke_i_linjen") == []


def test_den_overordnede_er_avvist_enda_en_habil_star_over() -> None:
    s = _losning(umulig("overordnet"))
    assert om(s, "habil_overordnet_avvist") == ["overordnet"]
    assert not _ma(s, "habil_overordnet_avvist")


def test_ingen_habil_star_over_alle_de_inhabile() -> None:
    assert om(ANMODNING, "habil_overordnet_avvist") == []


def test_en_habil_utenfor_linjen_er_ingen_overordnet() -> None:
    s = sak(*kontoret("leder sjef direktor"), ansatt("x"), stedfortreder=(umulig("overordnet"),))
    assert om(s, "habil_overordnet_avvist") == []


def test_en_habil_over_bare_noen_av_de_inhabile_teller_ikke() -> None:
    s = sak(
        ansatt("a", oppgave="avgjor", under="leder_a"),
        ansatt("leder_a", "sosken", rolle="nav_leder", under="sjef_a"),
        ansatt("sjef_a", rolle="kommunalsjef"),
        ansatt("b", "sosken", oppgave="forbereder"),
        stedfortreder=(umulig("overordnet"),),
    )
    assert om(s, "habil_overordnet_avvist") == []


def test_et_nei_uten_grunn_til_den_overordnede_er_ikke_fort_opp() -> None:
    assert om(_losning(umulig("overordnet", " ")), "habil_overordnet_avvist") == []


ALTERNATIVRADER = {
    "stedfortreder_sperret": mulig("leder_annen_enhet", "sperret"),
    "stedfortreder_ikke_navngitt": mulig("leder_annen_enhet"),
}


@pytest.mark.parametrize("id_", ALTERNATIVRADER)
def test_radene_om_alternativene_gjelder_fra_punkt_seks(id_: str) -> None:
    def endring(s: Sak) -> Sak:
        andre = tuple(a for a in s.stedfortreder if a.type != "leder_annen_enhet")
        # Der alternativene ikke er prøvd, og der alle er det, blir saken der den var.
        return replace(med(s, ansatt("sperret", "sosken")), stedfortreder=(*andre, ALTERNATIVRADER[id_]))

    assert veier_med(id_, endring) == ALTERNATIVER


@pytest.mark.parametrize(
    "overordnet", [mulig("overordnet", "utenfor"), umulig("overordnet")], ids=["utenfor linjen", "avvist"]
)
@pytest.mark.parametrize("navn", sorted(ALLE - ALTERNATIVER))
def test_ingen_av_radene_om_alternativene_gjelder_for_punkt_seks(navn: str, overordnet: Stedfortreder) -> None:
    darlige = (
        overordnet,
        mulig("leder_annen_enhet"),
        mulig("leder_utenfor_nav", "sperret"),
        mulig("innleid"),
        mulig("folkevalgt_organ", habil=False),
    )
    vei = VEIER[navn]
    s = replace(med(vei.sak, ansatt("utenfor"), ansatt("sperret", "sosken")), stedfortreder=darlige)
    assert utfall(s) == vei.utfall
    assert avklaringsliste(s) == avklaringsliste(vei.sak)


def test_alle_oppforte_alternativer_ses_pa_ogsa_nar_ett_annet_brukes() -> None:
    s = _losning(
        mulig("overordnet", "sjef"),
        mulig("leder_annen_enhet"),
        mulig("leder_utenfor_nav", "x"),
        mulig("innleid"),
        folk=[ansatt("x", "sosken")],
    )
    assert utfall(s) == "overordnet_avgjor"
    assert om(s, "stedfortreder_ikke_navngitt") == ["leder_annen_enhet"]
    assert om(s, "stedfortreder_sperret") == ["leder_utenfor_nav"]
    assert om(s, "stedfortreder_habilitet_ukjent") == ["innleid"]


def test_et_alternativ_uten_svar_eller_umulig_gir_ingen_tvil_om_hvem() -> None:
    s = _losning(
        Stedfortreder(type=Stedfortredertype.LEDER_ANNEN_ENHET, ansatt="x"),
        umulig("leder_utenfor_nav", ansatt="x"),
        umulig("innleid"),
        folk=[ansatt("x", "sosken")],
    )
    for id_ in ("stedfortreder_sperret", "stedfortreder_ikke_navngitt", "stedfortreder_habilitet_ukjent"):
        assert om(s, id_) == []


# --- bytte av saksbehandler


@pytest.mark.parametrize(
    "alternativer",
    [(), (mulig("annen_saksbehandler"),), (mulig("annen_saksbehandler", "x"),), (umulig("annen_saksbehandler", " "),)],
    ids=["ikke nevnt", "uten navn", "inhabil", "nei uten grunn"],
)
def test_den_nye_saksbehandleren_er_ikke_navngitt(alternativer: tuple[Stedfortreder, ...]) -> None:
    s = sak(*kontoret("veileder"), ansatt("x", "sosken"), stedfortreder=alternativer)
    assert utfall(s) == "bytt_saksbehandler"
    assert om(s, "ny_saksbehandler_ikke_navngitt") == ["annen_saksbehandler"]
    assert _ma(s, "ny_saksbehandler_ikke_navngitt")
    assert om(s, "stedfortreder_sperret") == om(s, "stedfortreder_ikke_navngitt") == []


def test_den_nye_saksbehandleren_er_navngitt() -> None:
    s = sak(*kontoret("veileder"), ansatt("x"), stedfortreder=(mulig("annen_saksbehandler", "x"),))
    assert om(s, "ny_saksbehandler_ikke_navngitt") == []


def test_bytte_gjennom_alternativene_har_alltid_en_navngitt() -> None:
    assert om(VEIER["annen saksbehandler utenfor linjen"].sak, "ny_saksbehandler_ikke_navngitt") == []


def test_ny_saksbehandler_gjelder_bare_bytte() -> None:
    for navn, vei in VEIER.items():
        ventet = navn == "bare saksbehandleren"
        assert bool(om(vei.sak, "ny_saksbehandler_ikke_navngitt")) == ventet


# --- oppnevning uten noen å oppnevne


@pytest.mark.parametrize("navn", ["ikke særlig ulempe", "avslag fra Statsforvalteren"])
def test_kommunen_ma_oppnevne_men_har_ingen(navn: str) -> None:
    assert om(VEIER[navn].sak, "stedfortreder_ikke_funnet") == ["stedfortreder"]
    assert _ma(VEIER[navn].sak, "stedfortreder_ikke_funnet")


def test_en_oppnevnt_stedfortreder_er_funnet() -> None:
    for navn, vei in VEIER.items():
        if navn not in ("ikke særlig ulempe", "avslag fra Statsforvalteren"):
            assert om(vei.sak, "stedfortreder_ikke_funnet") == []


# --- anmodningen


@pytest.mark.parametrize(
    ("momenter", "tynt"),
    [
        ("", True),
        ("sokerens_onske manglende_tillit travelhet kostnad hastverk avstand", True),
        ("flere_ledd_inhabile", False),
        ("alle_underordnet_lite_kontor", False),
        ("fagkompetanse_mangler", False),
        ("spredning_av_sensitive_opplysninger", False),
        ("gjentatte_saker", False),
        ("travelhet gjentatte_saker", False),
    ],
)
def test_et_ja_uten_et_tungt_moment_er_tynt(momenter: str, tynt: bool) -> None:
    s = replace(ANMODNING, saerlig_ulempe=ulempe("ja", momenter=momenter))
    assert om(s, "saerlig_ulempe_tynn") == (["saerlig_ulempe.momenter"] if tynt else [])


def _foreslatt(*settekommuner: Settekommune, **felt: object) -> Sak:
    return replace(ANMODNING, settekommuner=settekommuner, **felt)


def test_ingen_settekommune_er_foreslatt() -> None:
    assert om(_foreslatt(), "settekommune_mangler") == ["settekommuner"]
    assert om(_foreslatt(), "settekommune_ikke_spurt") == []
    assert om(_foreslatt(settekommune()), "settekommune_mangler") == []


@pytest.mark.parametrize("spurt", [False, None])
def test_ingen_av_de_foreslatte_er_spurt(spurt: bool | None) -> None:
    s = _foreslatt(settekommune(spurt=spurt), settekommune(VERT, spurt=spurt))
    assert om(s, "settekommune_ikke_spurt") == ["settekommuner"]


def test_en_av_de_foreslatte_er_spurt() -> None:
    assert om(_foreslatt(settekommune(spurt=False), settekommune(VERT)), "settekommune_ikke_spurt") == []


def test_egen_kommune_kan_ikke_vaere_settekommune() -> None:
    s = _foreslatt(settekommune(EGEN), settekommune(NABO))
    assert om(s, "settekommune_er_egen") == [EGEN]
    assert _ma(s, "settekommune_er_egen")


def test_kommunen_med_ansvaret_kan_heller_ikke_vaere_settekommune() -> None:
    """Dette kontoret er vertskommune for en nabo; ansvaret er naboens."""
    s = _foreslatt(settekommune(NABO), settekommune(VERT), opphold=opphold(kommune=NABO, vert=EGEN))
    assert utfall(s) == "be_om_overforing"
    assert om(s, "settekommune_er_egen") == [NABO]


def test_numrene_sammenlignes_slik_de_er_skrevet() -> None:
    assert om(_foreslatt(settekommune("1601")), "settekommune_er_egen") == []


@pytest.mark.parametrize(("habil", "ventet"), [(False, [NABO]), (True, []), (None, [])])
def test_settekommunen_er_inhabil(habil: bool | None, ventet: list[str]) -> None:
    assert om(_foreslatt(settekommune(habil=habil)), "settekommune_inhabil") == ventet
    if ventet:
        assert _ma(_foreslatt(settekommune(habil=habil)), "settekommune_inhabil")


@pytest.mark.parametrize(("villig", "ventet"), [(False, [NABO]), (True, []), (None, [])])
def test_settekommunen_er_uvillig(villig: bool | None, ventet: list[str]) -> None:
    assert om(_foreslatt(settekommune(villig=villig)), "settekommune_uvillig") == ventet


def test_settekommunen_ligger_under_et_annet_embete() -> None:
    s = _foreslatt(settekommune(ANNET_FYLKE), settekommune(NABO))
    assert om(s, "settekommune_annet_fylke") == [ANNET_FYLKE]


def test_det_er_kontorets_embete_som_sammenlignes_ikke_sokerens() -> None:
    s = _foreslatt(settekommune(NABO), opphold=opphold(kommune=ANNET_FYLKE, vert=EGEN))
    assert om(s, "settekommune_annet_fylke") == []


def test_en_kommune_uten_kjent_embete_gir_ingen_tvil() -> None:
    assert om(_foreslatt(settekommune("9999")), "settekommune_annet_fylke") == []


def test_avgrensningen_er_ikke_valgt() -> None:
    assert om(ANMODNING, "avgrensning_mangler") == ["avgrensning.type"]
    for type_ in Avgrensningstype:
        assert om(replace(ANMODNING, avgrensning=Avgrensning(type=type_)), "avgrensning_mangler") == []


def test_fornyelser_ma_ha_en_slutt() -> None:
    fornyelser = Avgrensning(type=Avgrensningstype.SOKNAD_OG_FORNYELSER)
    assert om(replace(ANMODNING, avgrensning=fornyelser), "avgrensning_uten_slutt") == ["avgrensning.til"]
    assert _ma(replace(ANMODNING, avgrensning=fornyelser), "avgrensning_uten_slutt")
    med_slutt = replace(fornyelser, til=date(2027, 11, 20))
    assert om(replace(ANMODNING, avgrensning=med_slutt), "avgrensning_uten_slutt") == []
    en = Avgrensning(type=Avgrensningstype.EN_SOKNAD)
    assert om(replace(ANMODNING, avgrensning=en), "avgrensning_uten_slutt") == []


@pytest.mark.parametrize(
    ("id_", "endring"),
    [
        ("saerlig_ulempe_tynn", {}),
        ("settekommune_mangler", {}),
        ("settekommune_ikke_spurt", {"settekommuner": (settekommune(spurt=False),)}),
        ("settekommune_er_egen", {"settekommuner": (settekommune(EGEN),)}),
        ("settekommune_inhabil", {"settekommuner": (settekommune(habil=False),)}),
        ("settekommune_uvillig", {"settekommuner": (settekommune(villig=False),)}),
        ("settekommune_annet_fylke", {"settekommuner": (settekommune(ANNET_FYLKE),)}),
        ("avgrensning_mangler", {}),
        ("avgrensning_uten_slutt", {"avgrensning": Avgrensning(type=Avgrensningstype.SOKNAD_OG_FORNYELSER)}),
    ],
)
def test_radene_om_anmodningen_gjelder_bare_den(id_: str, endring: dict[str, object]) -> None:
    def uten_tunge(s: Sak) -> Sak:
        return replace(s, saerlig_ulempe=replace(s.saerlig_ulempe, momenter=()), **endring)

    assert veier_med(id_, uten_tunge) == {"særlig ulempe"}


# --- brevene


def test_ingen_underskriver_nar_saken_har_dokumenter() -> None:
    uten_dokumenter = {n for n, v in VEIER.items() if v.utfall in ("uavklart", "behandles_som_vanlig")}
    assert veier_med("underskriver_mangler", lambda s: s) == ALLE - uten_dokumenter
    assert veier_med("underskriver_mangler", lambda s: replace(med(s, ansatt("x")), underskriver="x")) == set()
    assert not _ma(sak(*kontoret("veileder")), "underskriver_mangler")


def test_ingen_underskriver_pa_notatet_om_en_vurdering_som_endte_med_habil() -> None:
    s = sak(*kontoret(leder={"skjonn": skjonn("habil")}))
    assert (utfall(s), om(s, "underskriver_mangler")) == ("behandles_som_vanlig", ["underskriver"])


def test_sokeren_er_ikke_orientert() -> None:
    med_orientering = {
        n
        for n, v in VEIER.items()
        if v.utfall
        in ("be_om_overforing", "oppnevn_stedfortreder", "annen_kommune", "vertskommune", "ikke_grunn_til_overforing")
    }
    assert veier_med("orientering_mangler", lambda s: s) == med_orientering
    assert om(ANMODNING, "orientering_mangler") == ["orientering_soker"]
    assert not _ma(ANMODNING, "orientering_mangler")
    assert veier_med("orientering_mangler", lambda s: replace(s, orientering_soker=OrienteringSoker())) == set()


def test_etter_svaret_skal_sokeren_orienteres_ogsa_der_utfallet_ikke_krever_det() -> None:
    assert om(replace(VEIER["sjefen avgjør"].sak, svar=svar("avslatt")), "orientering_mangler") == ["orientering_soker"]


# --- avslaget


def _flyktning(**felt: object) -> Sak:
    return sak(opphold=opphold("integreringstilskudd", EGEN, bosatt_i=NABO, **felt))


def test_avslaget_er_et_enkeltvedtak() -> None:
    s = _flyktning(avtalt=False, avslag="ja")
    assert utfall(s) == "annen_kommune"
    assert om(s, "avslag_er_enkeltvedtak") == ["opphold.avslag"]
    assert not _ma(s, "avslag_er_enkeltvedtak")


@pytest.mark.parametrize(
    "s",
    [
        sak(opphold=opphold(kommune=NABO, avslag="ja")),
        sak(opphold=opphold("integreringstilskudd", NABO, bosatt_i=NABO, avslag="ja")),
        sak(opphold=opphold("integreringstilskudd", NABO, bosatt_i=EGEN, avtalt=True, avslag="ja")),
        sak(opphold=opphold("integreringstilskudd", NABO, bosatt_i=EGEN, avtalt=False, avslag="apenbart_urimelig")),
        sak(opphold=opphold("integreringstilskudd", NABO, bosatt_i=EGEN, avtalt=False, avslag="nei")),
    ],
    ids=["annet grunnlag", "samme kommune", "avtalt", "åpenbart urimelig", "nei"],
)
def test_avslaget_avgjorde_ikke(s: Sak) -> None:
    assert utfall(s) == "annen_kommune"
    assert om(s, "avslag_er_enkeltvedtak") == []


def test_bosettingskommunen_har_ikke_truffet_vedtaket() -> None:
    s = sak(opphold=opphold("integreringstilskudd", NABO, bosatt_i=EGEN, avtalt=False, avslag="ja"))
    assert (utfall(s), om(s, "avslag_er_enkeltvedtak")) == ("behandles_som_vanlig", [])


def test_avslaget_gjelder_bare_nar_saken_sendes_til_en_annen_kommune() -> None:
    s = sak(opphold=opphold("integreringstilskudd", EGEN, bosatt_i=NABO, avtalt=False, avslag="ja", vert=VERT))
    assert (utfall(s), om(s, "avslag_er_enkeltvedtak")) == ("vertskommune", [])


# --- felles for alle


def test_en_ferdig_besvart_sak_har_ingen_tvil() -> None:
    assert avklaringsliste(sak()) == []
    assert vurder(sak()).ferdig


@pytest.mark.parametrize("regelsett", BEGGE)
@pytest.mark.parametrize("navn", VEIER)
def test_ferdig_er_avklart_og_uten_tvil_som_ma_loses(navn: str, regelsett) -> None:
    v = vurder(VEIER[navn].sak, regelsett)
    assert v.ferdig == (v.utfall != "uavklart" and not any(a.ma_loses for a in v.avklaringer))
    for a in v.avklaringer:
        assert a.id in MA_LOSES | KAN_STA
        if a.id != "underskriver_inhabil":
            assert a.ma_loses == (a.id in MA_LOSES)


@pytest.mark.parametrize(
    "utenfor",
    [
        ansatt("x", "sosken", rolle="nav_leder", navn="Per Vik", vurdering=KREVD),
        ansatt("x", "sosken", unntak=unntak(KORT)),
        ansatt("x", "nabo", skjonn=skjonn("tvil", KORT)),
        ansatt("x", skjonn=skjonn("inhabil", KORT), vurdering=vurdering("overordnet", "leder", krevd=True)),
    ],
)
@pytest.mark.parametrize("navn", VEIER)
def test_en_uten_del_i_saken_gir_aldri_tvil(navn: str, utenfor) -> None:
    s = replace(VEIER[navn].sak, kontor=Kontor(kommune=EGEN, kontaktperson="Per Vik"))
    assert avklaringsliste(med(s, utenfor)) == avklaringsliste(s)


def test_den_overordnedes_oppgave_gjor_ham_ikke_til_en_uten_del_i_saken() -> None:
    s = sak(*kontoret("sjef", veileder={"oppgave": Oppgave.FORBEREDER}, leder={"oppgave": Oppgave.AVGJOR}))
    assert om(s, "allerede_gjort_mangler") == []
    assert om(endre(s, "sjef", oppgave=Oppgave.FORBEREDER), "allerede_gjort_mangler") == ["allerede_gjort"]


def test_alle_umulige_og_habil_sjef_over_gir_bade_anmodning_og_et_pek() -> None:
    s = sak(*kontoret("leder"), stedfortreder=alle_umulige(), saerlig_ulempe=ulempe("ja"))
    assert utfall(s) == "be_om_overforing"
    assert om(s, "habil_overordnet_avvist") == ["overordnet"]
