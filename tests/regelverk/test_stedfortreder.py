"""Forvaltningsloven § 9 første ledd (1967), § 29 fjerde ledd (2025): kan saken løses i kommunen?"""

from __future__ import annotations

from dataclasses import replace

import pytest
from regelverk.bygg import (
    BARNEVERN,
    BEGGE,
    EGEN,
    FVL1967,
    FVL2025,
    IKKE_KJENT,
    KOLLEGA,
    LANG,
    MA_PROVES,
    NABO,
    NABOLEDER,
    ORDFORER,
    TOMME,
    USPURT,
    alene,
    alle_umulige,
    ansatt,
    borte,
    endre,
    folkevalgte,
    funn,
    innleid,
    kontoret,
    mangler,
    med,
    mulig,
    om,
    opphold,
    sak,
    skjonn,
    som_tekst,
    statuser,
    svar,
    tilknytninger,
    ulempe,
    umulig,
    under_en_direktor,
    unntak,
    uten_ansatte,
    utfall,
    vurder,
    vurdering,
)

from overforing.sak.modell import Ansatt, Oppgave, Opphold, Rolle, Sak, Stedfortreder, Stedfortredertype

IKKE_PROVD = [f"stedfortreder[{type_}]" for type_ in MA_PROVES]


# --- 1. noen må skulle avgjøre


@pytest.mark.parametrize("s", [uten_ansatte(), alene(ansatt("a")), alene(ansatt("a", oppgave="forbereder"))])
def test_uten_noen_som_avgjor_er_saken_uavklart(s: Sak) -> None:
    assert (utfall(s), mangler(s)) == ("uavklart", ["ansatte"])


def test_ingen_som_avgjor_gar_foran_ubesvart_habilitet() -> None:
    assert mangler(sak(ansatt("a", "nabo", oppgave="forbereder"))) == ["ansatte"]


# --- 2 og 3. uavklart og tvil


def test_en_uavklart_i_linjen_stopper_saken() -> None:
    s = sak(*kontoret(sjef={"tilknytninger": tilknytninger("nabo")}))
    assert utfall(s) == "uavklart"
    assert mangler(s) == ["ansatte[sjef].skjonn.konklusjon", "ansatte[sjef].skjonn.begrunnelse"]


def test_alle_hullene_i_linjen_sies_pa_en_gang() -> None:
    s = sak(
        *kontoret(
            "direktor",
            veileder={"skjonn": skjonn("habil", "")},
            leder={"skjonn": skjonn(None)},
            sjef={
                "tilknytninger": tilknytninger("sosken"),
                "apenbart_unntak": unntak(""),
                "habilitetsvurdering": vurdering("overordnet", "direktor"),
            },
        )
    )
    assert sorted(mangler(s)) == [
        "ansatte[leder].skjonn.konklusjon",
        "ansatte[sjef].apenbart_unntak.begrunnelse",
        "ansatte[veileder].skjonn.begrunnelse",
    ]


def test_uavklart_gar_foran_tvil() -> None:
    s = sak(*kontoret(veileder={"skjonn": skjonn("tvil")}, leder={"tilknytninger": tilknytninger("nabo")}))
    assert utfall(s) == "uavklart"
    assert mangler(s) == ["ansatte[leder].skjonn.konklusjon", "ansatte[leder].skjonn.begrunnelse"]


def test_tvil_gar_foran_inhabilitet() -> None:
    assert utfall(sak(*kontoret("veileder", sjef={"skjonn": skjonn("tvil")}))) == "legg_fram_for_overordnet"


def test_tvil_gar_foran_et_onske_om_bytte() -> None:
    assert (
        utfall(sak(*kontoret(leder={"skjonn": skjonn("tvil")}), arsak="onske_om_bytte")) == "legg_fram_for_overordnet"
    )


def test_tvil_og_ubesvart_utenfor_linjen_betyr_ingenting() -> None:
    s = sak(*kontoret(), ansatt("tviler", skjonn=skjonn("tvil")), ansatt("ubesvart", "nabo"))
    assert utfall(s) == "behandles_som_vanlig"


def test_den_over_en_som_bare_forbereder_er_med_i_linjen() -> None:
    s = sak(
        *under_en_direktor(
            ansatt("avgjor", oppgave="avgjor"),
            ansatt("forbereder", oppgave="forbereder", under="over"),
            ansatt("over", rolle="avdelingsleder", skjonn=skjonn("tvil")),
        )
    )
    assert utfall(s) == "legg_fram_for_overordnet"


# --- 4. ingen er sperret


def test_ingen_sperret_betyr_at_saken_behandles_som_vanlig() -> None:
    assert utfall(sak()) == "behandles_som_vanlig"
    assert utfall(sak(arsak=None)) == "behandles_som_vanlig"


@pytest.mark.parametrize("arsak", ["onske_om_bytte", "kapasitet", "annet"])
def test_andre_grunner_enn_inhabilitet_gir_ingen_overforing(arsak: str) -> None:
    assert utfall(sak(arsak=arsak)) == "ikke_grunn_til_overforing"


def _bytte(
    *alternativer: Stedfortreder, veileder: Ansatt | None = None, forbereder: Ansatt | None = None, **felt
) -> Sak:
    """Bare saksbehandleren er inhabil, og kollegaen kan ta over, om ikke noe annet er sagt."""
    folk = [veileder or a if a.id == "veileder" else a for a in kontoret("" if veileder else "veileder")]
    return sak(
        *folk,
        *([forbereder] if forbereder else []),
        KOLLEGA,
        stedfortreder=alternativer or (mulig("annen_saksbehandler", "kollega"),),
        **felt,
    )


@pytest.mark.parametrize("arsak", ["onske_om_bytte", "kapasitet", "annet", None])
def test_inhabilitet_gar_foran_arsaken_som_ble_oppgitt(arsak: str | None) -> None:
    assert utfall(_bytte(arsak=arsak)) == "bytt_saksbehandler"


def test_en_inhabil_direktor_sperrer_den_som_skal_avgjore() -> None:
    assert utfall(sak(*kontoret("direktor"))) == "uavklart"


def test_en_avledet_som_bare_forbereder_er_ikke_sperret() -> None:
    s = sak(
        *kontoret("leder", veileder={"oppgave": Oppgave.FORBEREDER}, sjef={"oppgave": Oppgave.AVGJOR}),
    )
    assert (statuser(s)["veileder"], utfall(s)) == ("avledet", "behandles_som_vanlig")


def test_en_inhabil_som_bare_forbereder_er_sperret() -> None:
    s = _bytte(
        forbereder=ansatt("forbereder", "sosken", oppgave="forbereder", under="leder"),
        veileder=ansatt("veileder", under="leder", oppgave="avgjor"),
    )
    assert utfall(s) == "bytt_saksbehandler"


def test_en_inhabil_utenfor_linjen_sperrer_ingen() -> None:
    assert utfall(sak(*kontoret(), ansatt("utenfor", "sosken", rolle="avdelingsleder"))) == "behandles_som_vanlig"


# --- 5. bare saksbehandleren er inhabil


def test_bare_den_inhabile_veilederen_trer_til_side() -> None:
    assert utfall(_bytte()) == "bytt_saksbehandler"
    assert vurder(_bytte()).baerer == "annen_saksbehandler"


def test_en_med_rollen_annen_er_heller_ingen_leder() -> None:
    assert utfall(endre(_bytte(), "veileder", rolle=Rolle.ANNEN)) == "bytt_saksbehandler"


@pytest.mark.parametrize("rolle", ["avdelingsleder", "nav_leder", "kommunalsjef", "kommunedirektor", "annen_leder"])
def test_en_inhabil_med_lederrolle_gar_til_alternativene(rolle: str) -> None:
    s = alene(ansatt("a", "sosken", rolle=rolle, oppgave="avgjor"))
    assert (utfall(s), mangler(s)) == ("uavklart", IKKE_PROVD)


def test_den_som_er_noens_overordnede_i_saken_er_leder_uansett_rolle() -> None:
    s = sak(*under_en_direktor(ansatt("a", oppgave="avgjor", under="b"), ansatt("b", "sosken", rolle="annen")))
    assert (utfall(s), mangler(s)) == ("uavklart", IKKE_PROVD)


@pytest.mark.parametrize("borte_rolle", ["nav_leder", "annen"], ids=["lederrolle", "overordnet for en i linjen"])
def test_den_som_fungerer_for_en_leder_er_leder_uansett_rolle(borte_rolle: str) -> None:
    s = sak(
        *under_en_direktor(
            ansatt("a", oppgave="avgjor", under="l"),
            ansatt("l", rolle=borte_rolle, fravaer=borte("vara")),
            ansatt("vara", "sosken"),
        )
    )
    assert (utfall(s), mangler(s)) == ("uavklart", IKKE_PROVD)


def test_den_som_bare_er_overordnet_for_noen_utenfor_saken_er_ingen_leder_i_den() -> None:
    """Avgjørelse i prosjektet: en som ikke har noe med saken å gjøre, skal ikke kunne endre utfallet."""
    assert utfall(med(_bytte(), ansatt("utenfor", under="veileder"))) == "bytt_saksbehandler"


def test_en_inhabil_leder_i_linjen_gar_til_alternativene_ogsa_nar_veilederen_er_inhabil() -> None:
    assert mangler(sak(*kontoret("veileder leder"))) == IKKE_PROVD


def test_en_inhabil_leder_i_linjen_teller_ogsa_nar_bare_veilederen_er_sperret() -> None:
    """Sjefen avgjør og er habil; lederen mellom dem er inhabil, så saken er ikke bare saksbehandlerens."""
    s = sak(
        *kontoret("veileder leder", veileder={"oppgave": Oppgave.FORBEREDER}, sjef={"oppgave": Oppgave.AVGJOR}),
    )
    assert (utfall(s), mangler(s)) == ("uavklart", IKKE_PROVD)


def test_finnes_det_ingen_annen_saksbehandler_ma_alternativene_proves() -> None:
    s = _bytte(umulig("annen_saksbehandler"))
    assert (utfall(s), mangler(s)) == ("uavklart", IKKE_PROVD)


@pytest.mark.parametrize("tom", TOMME)
def test_annen_saksbehandler_umulig_uten_begrunnelse_er_uavklart(tom: str) -> None:
    s = _bytte(umulig("annen_saksbehandler", tom))
    assert (utfall(s), mangler(s)) == ("uavklart", ["stedfortreder[annen_saksbehandler].begrunnelse"])


@pytest.mark.parametrize(
    "alternativer",
    [
        (mulig("overordnet", "leder"),),
        (Stedfortreder(type=Stedfortredertype.ANNEN_SAKSBEHANDLER, begrunnelse=LANG),),
        (Stedfortreder(type=Stedfortredertype.ANNEN_SAKSBEHANDLER, ansatt="kollega"),),
    ],
    ids=["ikke ført opp", "ikke sagt om det er mulig", "navngitt, men ikke sagt om det er mulig"],
)
def test_uten_noen_til_a_ta_over_er_saken_uavklart(alternativer) -> None:
    s = _bytte(*alternativer)
    assert (utfall(s), mangler(s)) == ("uavklart", ["stedfortreder[annen_saksbehandler]"])


@pytest.mark.parametrize(
    "kollega",
    [
        {"tilknytninger": tilknytninger("sosken")},
        USPURT,
        IKKE_KJENT,
        {"overordnet": None},
    ],
    ids=["inhabil", "ikke spurt", "ikke kjent med saken", "ikke plassert i linjen"],
)
def test_den_som_skal_ta_over_men_ikke_kan_baerer_ikke_utfallet(kollega) -> None:
    """Bare saksbehandleren trer til side, men saken er ikke ferdig før noen kan ta over."""
    v = vurder(endre(_bytte(), "kollega", **kollega))
    assert (v.utfall.value, v.baerer, v.ferdig) == ("bytt_saksbehandler", None, False)


def test_bytte_av_saksbehandler_gar_foran_en_overordnet_som_kunne_avgjort() -> None:
    s = _bytte(mulig("overordnet", "leder"), mulig("annen_saksbehandler", "kollega"))
    assert utfall(s) == "bytt_saksbehandler"


# --- 6. alternativene i rekkefølge


def _brukbare(*typer: str) -> Sak:
    """Lederen er inhabil, og disse alternativene er brukbare."""
    alle = {
        "annen_saksbehandler": mulig("annen_saksbehandler", "fri"),
        "overordnet": mulig("overordnet", "sjef"),
        "leder_annen_enhet": mulig("leder_annen_enhet", "naboleder"),
        "leder_utenfor_nav": mulig("leder_utenfor_nav", "barnevern"),
        "innleid": innleid(),
        "folkevalgt_organ": folkevalgte(),
    }
    fri = ansatt("fri", under="naboleder")
    return sak(*kontoret("leder"), fri, NABOLEDER, BARNEVERN, stedfortreder=tuple(alle[type_] for type_ in typer))


REKKEFOLGE = (
    ("annen_saksbehandler", "bytt_saksbehandler"),
    ("overordnet", "overordnet_avgjor"),
    ("leder_annen_enhet", "oppnevn_stedfortreder"),
    ("leder_utenfor_nav", "oppnevn_stedfortreder"),
    ("innleid", "oppnevn_stedfortreder"),
    ("folkevalgt_organ", "overordnet_avgjor"),
)


@pytest.mark.parametrize("regelsett", BEGGE)
@pytest.mark.parametrize(("type_", "ventet"), REKKEFOLGE)
def test_utfallet_av_hvert_alternativ_alene(type_: str, ventet: str, regelsett) -> None:
    assert utfall(_brukbare(type_), regelsett) == ventet
    assert vurder(_brukbare(type_), regelsett).baerer == type_


@pytest.mark.parametrize("forst", range(len(REKKEFOLGE)))
def test_det_forste_brukbare_alternativet_velges_uansett_rekkefolgen_i_filen(forst: int) -> None:
    type_, ventet = REKKEFOLGE[forst]
    typer = [t for t, _ in REKKEFOLGE[forst:]]
    for rekke in (typer, typer[::-1]):
        s = _brukbare(*rekke)
        assert (utfall(s), vurder(s).baerer) == (ventet, type_)


def test_de_andre_trenger_ikke_vaere_provd_nar_ett_er_brukbart() -> None:
    assert mangler(_brukbare("innleid")) == []


def test_et_umulig_alternativ_er_ikke_brukbart_selv_om_den_navngitte_er_habil() -> None:
    assert utfall(sak(*kontoret("leder"), stedfortreder=(umulig("overordnet", ansatt="sjef"),))) == "uavklart"


@pytest.mark.parametrize("regelsett", BEGGE)
@pytest.mark.parametrize("type_", ["annen_saksbehandler", "leder_annen_enhet", "leder_utenfor_nav"])
@pytest.mark.parametrize(
    "x",
    [
        ansatt("x", "sosken", under="sjef"),
        ansatt("x", "nabo", under="sjef"),
        ansatt("x", under="sjef", skjonn=skjonn("tvil")),
        ansatt("x", under="leder"),
        ansatt("x", under="sjef", svar=None),
        ansatt("x", under="sjef", svar="ikke_kjent"),
        ansatt("x"),
        ansatt("x", under="uspurt"),
        ansatt("x", under="tviler"),
        ansatt("x", under="ovre_hull"),
    ],
    ids=[
        "inhabil",
        "uavklart",
        "tvil",
        "avledet",
        "ikke spurt",
        "ikke kjent med saken",
        "ikke plassert i linjen",
        "lederen hennes er ikke spurt",
        "lederen hennes er i tvil",
        "hull høyere opp",
    ],
)
def test_den_som_skal_tre_inn_ma_vaere_habil_i_en_linje_som_er_kjent(type_: str, x: Ansatt, regelsett) -> None:
    s = sak(
        *kontoret("leder"),
        x,
        ansatt("uspurt", under="direktor", svar=None),
        ansatt("tviler", under="direktor", skjonn=skjonn("tvil")),
        ansatt("ovre_hull", under="hull"),
        ansatt("hull"),
        stedfortreder=(mulig(type_, "x"),),
    )
    assert utfall(s, regelsett) == "uavklart"
    assert vurder(s, regelsett).baerer is None


@pytest.mark.parametrize("type_", ["annen_saksbehandler", "leder_annen_enhet", "leder_utenfor_nav"])
def test_de_over_den_som_trer_inn_trenger_ikke_gjores_kjent_med_saken(type_: str) -> None:
    s = sak(
        *kontoret("leder"),
        ansatt("x", under="over"),
        ansatt("over", rolle="annen_leder", under="direktor", svar="ikke_kjent"),
        stedfortreder=(mulig(type_, "x"),),
    )
    assert vurder(s).baerer == type_


def test_ogsa_den_overordnede_ma_sta_i_en_linje_som_er_kjent() -> None:
    s = sak(
        *kontoret("leder", sjef={"overordnet": "ny"}, direktor={"overordnet": None}),
        ansatt("ny", rolle="kommunalsjef", under="direktor", svar=None),
        stedfortreder=(mulig("overordnet", "sjef"),),
    )
    assert mangler(s) == ["ansatte[ny].ingen_tilknytning"]


@pytest.mark.parametrize("type_", ["annen_saksbehandler", "overordnet", "leder_annen_enhet", "leder_utenfor_nav"])
def test_et_mulig_alternativ_uten_navn_er_ikke_brukbart(type_: str) -> None:
    assert utfall(sak(*kontoret("leder"), stedfortreder=(mulig(type_),))) == "uavklart"


# --- innleid og folkevalgte


@pytest.mark.parametrize("alternativ", [innleid, folkevalgte])
@pytest.mark.parametrize("habil", [False, None])
def test_innleid_og_folkevalgte_ma_vaere_habile(alternativ, habil: bool | None) -> None:
    assert utfall(sak(*kontoret("leder"), stedfortreder=(alternativ(habil=habil),))) == "uavklart"


def _innleid_under(svarer_til: str | None, inhabile: str = "leder", **felt) -> Sak:
    return sak(*kontoret(inhabile), stedfortreder=(innleid(svarer_til),), **felt)


def test_en_innleid_er_stedfortreder_og_omfattes_av_reglene_som_en_ansatt() -> None:
    s = _innleid_under("sjef")
    assert som_tekst(funn(s, "stedfortreder", regelsett=FVL1967).hjemmel) == ["fvl § 9 (1)", "fvl § 10"]
    assert som_tekst(funn(s, "stedfortreder", regelsett=FVL2025).hjemmel) == ["fvl2025 § 29 (4)", "fvl2025 § 2 (3)"]
    assert [h.punktum for h in funn(s, "stedfortreder", regelsett=FVL2025).hjemmel] == [1, None]


@pytest.mark.parametrize("svarer_til", ["folkevalgte", "sjef", "direktor"])
def test_den_innleide_svarer_til_de_folkevalgte_eller_til_en_habil(svarer_til: str) -> None:
    assert utfall(_innleid_under(svarer_til)) == "oppnevn_stedfortreder"


@pytest.mark.parametrize("svarer_til", [None, "leder", "veileder"], ids=["ikke sagt", "inhabil", "avledet"])
def test_den_innleide_er_sperret_som_den_hun_svarer_til(svarer_til: str | None) -> None:
    """Fvl §§ 10 og 6 tredje ledd: også den innleide er underordnet."""
    assert utfall(_innleid_under(svarer_til)) == "uavklart"


@pytest.mark.parametrize(
    "over",
    [
        ansatt("x", rolle="annen_leder", under="direktor", svar="ikke_kjent"),
        ansatt("x", rolle="annen_leder", under="direktor", svar=None),
        ansatt("x", rolle="annen_leder", under="direktor", skjonn=skjonn("tvil")),
        ansatt("x", rolle="annen_leder"),
    ],
    ids=["ikke kjent med saken", "ikke spurt", "tvil", "hull i linjen"],
)
def test_den_innleide_svarer_til_en_som_ikke_er_avklart(over: Ansatt) -> None:
    assert utfall(med(_innleid_under("x"), over)) == "uavklart"


SOM_VERT = opphold(kommune=NABO, vert=EGEN)


@pytest.mark.parametrize(
    ("organ_i", "eget", "som_vert"),
    [
        (None, True, False),
        ("egen_kommune", True, False),
        ("samarbeidskommune", False, True),
        ("felles_nemnd", False, True),
    ],
)
def test_vertskommunens_egne_folkevalgte_har_ingen_myndighet(organ_i: str | None, eget: bool, som_vert: bool) -> None:
    """Koml § 20-2 tredje ledd."""

    def lost(o: Opphold) -> bool:
        return utfall(sak(*kontoret("leder"), stedfortreder=(folkevalgte(organ_i=organ_i),), opphold=o)) != "uavklart"

    assert (lost(opphold()), lost(SOM_VERT)) == (eget, som_vert)


def test_i_vertskommunen_kan_den_innleide_ikke_svare_til_de_folkevalgte() -> None:
    assert utfall(_innleid_under("folkevalgte", opphold=SOM_VERT)) == "uavklart"
    til_ordforeren = med(_innleid_under("ordforer"), ORDFORER)
    assert utfall(til_ordforeren) == "oppnevn_stedfortreder"
    assert utfall(replace(til_ordforeren, opphold=SOM_VERT)) == "uavklart"
    assert om(replace(til_ordforeren, opphold=SOM_VERT), "folkevalgt_organ_uten_myndighet") == ["innleid"]
    assert utfall(_innleid_under("sjef", opphold=SOM_VERT)) == "oppnevn_stedfortreder"


# --- den overordnede må stå over alle de inhabile i linjen


def test_den_overordnede_ma_sta_over_den_inhabile() -> None:
    assert utfall(sak(*kontoret("leder"), stedfortreder=(mulig("overordnet", "sjef"),))) == "overordnet_avgjor"
    assert utfall(sak(*kontoret("leder"), stedfortreder=(mulig("overordnet", "direktor"),))) == "overordnet_avgjor"


def test_den_overordnede_i_en_annen_linje_er_ikke_overordnet() -> None:
    s = sak(
        *kontoret("leder"),
        ansatt("annensjef", rolle="kommunalsjef", under="direktor"),
        stedfortreder=(mulig("overordnet", "annensjef"),),
    )
    assert utfall(s) == "uavklart"


def test_den_overordnede_ma_sta_over_hver_av_de_inhabile() -> None:
    """Veilederen og forberederen har hver sin leder; bare direktøren står over begge de inhabile."""

    def to_linjer(overordnet: str) -> Sak:
        return sak(
            ansatt("a", oppgave="avgjor", under="leder_a"),
            ansatt("b", "sosken", oppgave="forbereder", under="leder_b"),
            ansatt("leder_a", "sosken", rolle="nav_leder", under="sjef_a"),
            ansatt("sjef_a", rolle="kommunalsjef", under="direktor"),
            ansatt("leder_b", rolle="nav_leder", under="direktor"),
            ansatt("direktor", rolle="kommunedirektor"),
            stedfortreder=(mulig("overordnet", overordnet),),
        )

    assert utfall(to_linjer("sjef_a")) == "uavklart"
    assert utfall(to_linjer("leder_b")) == "uavklart"
    assert utfall(to_linjer("direktor")) == "overordnet_avgjor"


def test_en_inhabil_utenfor_linjen_krever_ingen_overordnet_over_seg() -> None:
    s = sak(*kontoret("leder"), ansatt("utenfor", "sosken"), stedfortreder=(mulig("overordnet", "sjef"),))
    assert utfall(s) == "overordnet_avgjor"


def test_en_inhabil_direktor_uten_noen_over_seg_har_ingen_overordnet() -> None:
    s = sak(*kontoret("direktor"), BARNEVERN, stedfortreder=(mulig("overordnet", "barnevern"),))
    assert utfall(s) == "uavklart"


def test_den_som_fungerer_for_den_overordnede_star_over_dem_under() -> None:
    s = sak(
        *kontoret("leder", sjef={"fravaer": borte("vara")} | IKKE_KJENT),
        ansatt("vara", rolle="annen_leder", under="direktor"),
        stedfortreder=(mulig("overordnet", "vara"),),
    )
    assert utfall(s) == "overordnet_avgjor"


def test_for_saksbehandlerens_sak_kan_ogsa_nav_lederen_vaere_den_overordnede() -> None:
    s = sak(*kontoret("veileder"), stedfortreder=(umulig("annen_saksbehandler"), mulig("overordnet", "leder")))
    assert utfall(s) == "overordnet_avgjor"


# --- 7. alt må være prøvd


def test_ingenting_er_provd() -> None:
    assert mangler(sak(*kontoret("leder"))) == IKKE_PROVD


def test_annen_saksbehandler_trenger_ikke_vaere_provd() -> None:
    assert "stedfortreder[annen_saksbehandler]" not in mangler(sak(*kontoret("leder")))


@pytest.mark.parametrize("type_", MA_PROVES)
def test_hvert_alternativ_som_ikke_er_provd_sies(type_: str) -> None:
    assert mangler(sak(*kontoret("leder"), stedfortreder=alle_umulige(unntatt=type_))) == [f"stedfortreder[{type_}]"]


@pytest.mark.parametrize("type_", MA_PROVES)
@pytest.mark.parametrize("tom", TOMME)
def test_et_nei_uten_begrunnelse_er_ikke_fort_opp(type_: str, tom: str) -> None:
    provd = (*alle_umulige(unntatt=type_), umulig(type_, tom))
    assert mangler(sak(*kontoret("leder"), stedfortreder=provd)) == [f"stedfortreder[{type_}].begrunnelse"]


@pytest.mark.parametrize("type_", MA_PROVES)
def test_et_alternativ_uten_svar_er_ikke_fort_opp(type_: str) -> None:
    ubesvart = Stedfortreder(type=Stedfortredertype(type_), begrunnelse=LANG)
    provd = (*alle_umulige(unntatt=type_), ubesvart)
    assert mangler(sak(*kontoret("leder"), stedfortreder=provd)) == [f"stedfortreder[{type_}].mulig"]


@pytest.mark.parametrize(
    ("type_", "ubrukelig"),
    [
        ("overordnet", mulig("overordnet", "utenfor")),
        ("overordnet", mulig("overordnet")),
        ("leder_annen_enhet", mulig("leder_annen_enhet", "utenfor")),
        ("leder_utenfor_nav", mulig("leder_utenfor_nav")),
        ("innleid", innleid(None)),
        ("folkevalgt_organ", folkevalgte(habil=False)),
    ],
)
def test_mulig_men_ikke_brukbart_er_like_fullt_fort_opp(type_: str, ubrukelig: Stedfortreder) -> None:
    s = sak(
        *kontoret("leder"),
        ansatt("utenfor", "sosken"),
        stedfortreder=(*alle_umulige(unntatt=type_), ubrukelig),
        saerlig_ulempe=ulempe("nei"),
    )
    assert (utfall(s), mangler(s)) == ("oppnevn_stedfortreder", [])


def test_hullene_i_alternativene_sies_samlet_med_hver_sin_sti() -> None:
    s = sak(
        *kontoret("leder"),
        stedfortreder=(
            umulig("overordnet", " "),
            Stedfortreder(type=Stedfortredertype.INNLEID),
            umulig("folkevalgt_organ"),
        ),
    )
    assert mangler(s) == [
        "stedfortreder[overordnet].begrunnelse",
        "stedfortreder[leder_annen_enhet]",
        "stedfortreder[leder_utenfor_nav]",
        "stedfortreder[innleid].mulig",
    ]


# --- saken er overført til en annen kommune


@pytest.mark.parametrize("regelsett", BEGGE)
@pytest.mark.parametrize("ansatte", [kontoret(), kontoret("leder"), kontoret(leder=USPURT), kontoret("veileder")])
def test_etter_overforingen_sporres_det_ikke_paa_nytt(ansatte, regelsett) -> None:
    """Myndigheten ligger hos settekommunen, hva som enn siden er endret her."""
    s = sak(*ansatte, svar=svar("overfort", NABO))
    assert (utfall(s, regelsett), mangler(s, regelsett)) == ("be_om_overforing", [])


def test_det_ma_sies_hvor_saken_er_overfort() -> None:
    s = sak(*kontoret("leder"), svar=svar("overfort"))
    assert (utfall(s), mangler(s)) == ("uavklart", ["svar.settekommune"])


@pytest.mark.parametrize("resultat", ["avslatt", "returnert", None])
def test_andre_svar_stanser_ikke_sporsmalene(resultat: str | None) -> None:
    assert mangler(sak(*kontoret("leder"), svar=svar(resultat))) == IKKE_PROVD


# --- ansatte uten del i saken


@pytest.mark.parametrize(
    "utenfor",
    [
        ansatt("x", "sosken", rolle="nav_leder"),
        ansatt("x", "nabo"),
        ansatt("x", skjonn=skjonn("tvil")),
        ansatt("x", under="veileder"),
        ansatt("x", "sosken", under="leder"),
    ],
)
@pytest.mark.parametrize("inhabile", ["", "veileder", "leder"])
def test_en_uten_del_i_saken_endrer_aldri_utfallet(utenfor, inhabile: str) -> None:
    uten = sak(*kontoret(inhabile))
    med_en_til = med(uten, utenfor)
    assert (utfall(med_en_til), mangler(med_en_til)) == (utfall(uten), mangler(uten))
    assert vurder(med_en_til).linjen == vurder(uten).linjen


# --- hjemlene


@pytest.mark.parametrize(
    ("s", "gammel", "ny"),
    [
        (_brukbare("annen_saksbehandler"), "fvl § 9 (1)", "fvl2025 § 29 (4)"),
        (_brukbare("overordnet"), "fvl § 9 (1)", "fvl2025 § 29 (4)"),
        (_brukbare("leder_utenfor_nav"), "fvl § 9 (1)", "fvl2025 § 29 (4)"),
        (_brukbare("innleid"), "fvl § 10", "fvl2025 § 2 (3)"),
        (_brukbare("folkevalgt_organ"), "sotjl § 46", "sotjl § 46"),
        (_bytte(), "fvl § 9 (1)", "fvl2025 § 29 (4)"),
        (sak(*kontoret("veileder")), "fvl § 9 (1)", "fvl2025 § 29 (4)"),
        (sak(*kontoret(sjef={"overordnet": None})), "fvl § 6 (3)", "fvl2025 § 25 (2)"),
        (sak(*kontoret(leder={"skjonn": skjonn("tvil")})), "fvl § 8 (1)", "fvl2025 § 29 (2)"),
    ],
)
def test_hjemmelen_folger_regelsettet(s: Sak, gammel: str, ny: str) -> None:
    assert gammel in som_tekst(funn(s, "stedfortreder", regelsett=FVL1967).hjemmel)
    assert ny in som_tekst(funn(s, "stedfortreder", regelsett=FVL2025).hjemmel)


def test_sporet_er_gatt_i_rekkefolge_og_slutter_der_saken_er_lost() -> None:
    steg = [f.steg.value for f in vurder(_brukbare("overordnet")).spor]
    assert steg == ["rett_kommune", *["habilitet"] * 7, "avledet", "stedfortreder"]


def test_listene_i_filen_kan_sta_i_hvilken_som_helst_rekkefolge() -> None:
    s = sak(*kontoret("leder sjef"), stedfortreder=alle_umulige(), saerlig_ulempe=ulempe())
    snudd = replace(s, ansatte=s.ansatte[::-1], stedfortreder=s.stedfortreder[::-1])
    assert (utfall(s), statuser(s)) == (utfall(snudd), statuser(snudd))
