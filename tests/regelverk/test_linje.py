"""Linjen i saken: kjent helt opp, hvem som teller når noen er borte, og hvem saken angår (rettsgrunnlag §§ 4 og 5)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from regelverk.bygg import (
    BEGGE,
    DAGEN,
    IKKE_KJENT,
    LEDIG,
    USPURT,
    ansatt,
    borte,
    endre,
    innsigelse,
    kontoret,
    mangler,
    med,
    mulig,
    part,
    sak,
    skjonn,
    statuser,
    tilknytninger,
    utfall,
    vurder,
)

from overforing.sak.modell import IngenOver, Oppgave, Sak


@pytest.fixture(params=BEGGE)
def regelsett(request):
    return request.param


# --- linjen må være kjent helt opp


@pytest.mark.parametrize("id_", ["veileder", "leder", "sjef"])
def test_en_i_linjen_uten_noen_over_seg_er_et_hull(id_: str, regelsett) -> None:
    s = sak(*kontoret(**{id_: {"overordnet": None}}))
    assert (utfall(s, regelsett), mangler(s, regelsett)) == ("uavklart", [f"ansatte[{id_}].overordnet"])


def test_alle_hullene_sies_sammen_med_det_som_ellers_mangler_i_linjen() -> None:
    s = sak(
        *kontoret(sjef={"overordnet": None}, veileder=USPURT),
        ansatt("forbereder", oppgave="forbereder"),
    )
    assert mangler(s) == [
        "ansatte[sjef].overordnet",
        "ansatte[forbereder].overordnet",
        "ansatte[veileder].ingen_tilknytning",
    ]


@pytest.mark.parametrize("rolle", ["kommunedirektor", "byrad"])
def test_linjen_kan_ende_hos_kommunedirektoren_og_hos_en_byrad(rolle: str) -> None:
    s = sak(ansatt("veileder", under="topp", oppgave="avgjor"), ansatt("topp", rolle=rolle))
    assert utfall(s) == "behandles_som_vanlig"


@pytest.mark.parametrize("rolle", ["kommunalsjef", "bydelsdirektor", "annen_leder"])
def test_linjen_kan_ende_hos_andre_nar_det_er_sagt_hvorfor(rolle: str) -> None:
    def saken(**felt) -> Sak:
        return sak(ansatt("veileder", under="topp", oppgave="avgjor"), ansatt("topp", rolle=rolle, **felt))

    assert mangler(saken()) == ["ansatte[topp].overordnet"]
    for hvorfor in IngenOver:
        assert utfall(saken(ingen_over=hvorfor)) == "behandles_som_vanlig"


def test_en_byrad_kan_sta_over_en_bydelsdirektor() -> None:
    s = sak(
        ansatt("veileder", under="bydel", oppgave="avgjor"),
        ansatt("bydel", rolle="bydelsdirektor", under="byrad"),
        ansatt("byrad", "sosken", rolle="byrad"),
    )
    assert statuser(s) == {"veileder": "avledet", "bydel": "avledet", "byrad": "inhabil"}


def test_et_hull_utenfor_linjen_betyr_ingenting() -> None:
    assert utfall(med(sak(), ansatt("utenfor"))) == "behandles_som_vanlig"


@pytest.mark.parametrize(
    "leder", [USPURT, {"skjonn": skjonn("tvil")}, {"overordnet": None}], ids=["ikke spurt", "i tvil", "hull"]
)
def test_den_habile_kan_ikke_avgjore_for_linjen_over_er_avklart(leder) -> None:
    v = vurder(sak(*kontoret(leder=leder)))
    assert v.ansatte["veileder"].value == "habil"
    assert not v.kan_avgjore("veileder")
    assert v.kan_avgjore("direktor")


def test_ukjente_over_hindrer_ikke_den_habile_i_a_avgjore() -> None:
    v = vurder(sak(*kontoret(leder=IKKE_KJENT, sjef=IKKE_KJENT, direktor=IKKE_KJENT)))
    assert v.kan_avgjore("veileder")
    assert not v.kan_avgjore("leder")


# --- hvem saken angår


def test_saken_angar_dem_med_en_oppgave_og_alle_over_dem() -> None:
    s = med(sak(), ansatt("kollega", under="leder"), ansatt("forbereder", under="sjef", oppgave="forbereder"))
    assert vurder(s).linjen == ("veileder", "leder", "sjef", "direktor", "forbereder")


def test_de_i_et_annet_organ_er_ikke_i_linjen() -> None:
    s = med(sak(), ansatt("fastlege", organ="annet"), ansatt("ordforer", rolle="ordforer", organ="folkevalgte"))
    assert vurder(s).linjen == ("veileder", "leder", "sjef", "direktor")


# --- fravær: den som fungerer, står i hennes sted


def _lederen_er_borte(fungerer_under: str = "leder", leder=USPURT, **andre) -> Sak:
    """Lederen er borte og ikke spurt; «vara» fungerer for henne."""
    return sak(
        *kontoret(leder={"fravaer": borte("vara")} | leder, **andre),
        ansatt("vara", rolle="avdelingsleder", under=fungerer_under),
    )


def test_den_som_fungerer_star_i_den_bortes_sted(regelsett) -> None:
    s = _lederen_er_borte()
    assert vurder(s, regelsett).linjen == ("veileder", "sjef", "direktor", "vara")
    assert utfall(s, regelsett) == "behandles_som_vanlig"


def test_den_som_fungerer_ma_vaere_svart_for() -> None:
    assert mangler(endre(_lederen_er_borte(), "vara", **USPURT)) == ["ansatte[vara].ingen_tilknytning"]


def test_er_den_som_fungerer_inhabil_rammes_de_under() -> None:
    s = endre(_lederen_er_borte(), "vara", tilknytninger=tilknytninger("sosken"))
    assert statuser(s)["veileder"] == "avledet"


def test_linjen_gar_videre_fra_den_bortes_overordnede() -> None:
    s = _lederen_er_borte(sjef={"tilknytninger": tilknytninger("sosken")})
    assert (statuser(s)["veileder"], statuser(s)["vara"]) == ("avledet", "avledet")


@pytest.mark.parametrize("egen_linje", ["direktor", "annensjef"])
def test_den_som_fungerer_har_ogsa_dem_den_borte_har_over_seg(egen_linje: str, regelsett) -> None:
    """I lederens sted er hun sjefens underordnede, hvor enn hun ellers hører hjemme."""
    s = med(
        _lederen_er_borte(egen_linje, sjef={"tilknytninger": tilknytninger("sosken")}),
        ansatt("annensjef", rolle="kommunalsjef", under="direktor"),
    )
    assert statuser(s, regelsett)["vara"] == "avledet"
    med_oppgaven = endre(endre(s, "vara", oppgave=Oppgave.AVGJOR), "veileder", oppgave=Oppgave.INGEN)
    assert utfall(med_oppgaven, regelsett) != "behandles_som_vanlig"
    assert vurder(med_oppgaven, regelsett).linjen == tuple(
        a.id for a in s.ansatte if a.id in ("vara", egen_linje, "sjef", "direktor")
    )


def test_den_som_fungerer_har_fortsatt_sine_egne_over_seg() -> None:
    annensjef = ansatt("annensjef", "sosken", rolle="kommunalsjef", under="direktor")
    assert statuser(med(_lederen_er_borte("annensjef"), annensjef))["vara"] == "avledet"


@pytest.mark.parametrize(
    "felt",
    [
        {"tilknytninger": tilknytninger("sosken")},
        {"tilknytninger": tilknytninger("sosken", kilde="soker")},
        {"skjonn": skjonn("inhabil")},
        {"holdes_utenfor": "Søkeren frykter henne."},
    ],
    ids=["tilknytning", "fortalt av søkeren", "vurdert", "holdes utenfor"],
)
def test_den_borte_teller_nar_noe_er_sagt_om_henne(felt, regelsett) -> None:
    s = _lederen_er_borte(leder=USPURT | felt)
    assert statuser(s, regelsett)["veileder"] == "avledet"
    assert "leder" in vurder(s, regelsett).linjen


def test_den_borte_teller_ogsa_ved_innsigelse_og_nar_en_part_nevner_henne() -> None:
    assert utfall(_lederen_er_borte(leder=USPURT | {"innsigelse": innsigelse()})) == "uavklart"
    nevnt = replace(_lederen_er_borte(), parter=(part(svar="kanskje", hvem="leder"),))
    assert mangler(nevnt) == ["ansatte[leder].ingen_tilknytning"]


def test_et_hull_over_den_borte_er_et_hull_i_linjen(regelsett) -> None:
    s = endre(_lederen_er_borte("sjef"), "leder", overordnet=None)
    assert mangler(s, regelsett) == ["ansatte[leder].overordnet"]
    bare_vara = endre(endre(s, "vara", oppgave=Oppgave.AVGJOR), "veileder", oppgave=Oppgave.INGEN)
    assert mangler(bare_vara, regelsett) == ["ansatte[leder].overordnet"]
    assert not vurder(bare_vara, regelsett).kan_avgjore("vara")


IDAG, IGAR, IMORGEN = DAGEN, DAGEN - timedelta(days=1), DAGEN + timedelta(days=1)


@pytest.mark.parametrize(
    ("fra", "til", "gjelder"),
    [
        (IDAG, None, True),
        (date(2020, 1, 1), None, True),
        (IDAG, IDAG, True),
        (IGAR, IMORGEN, True),
        (IGAR, IGAR, False),
        (IMORGEN, None, False),
    ],
)
def test_fravaeret_gjelder_fra_og_med_til_og_med(fra: date, til: date | None, gjelder: bool) -> None:
    s = endre(_lederen_er_borte(), "leder", fravaer=borte("vara", fra, til))
    assert (utfall(s) == "behandles_som_vanlig") is gjelder
    assert ("vara" in vurder(s).linjen) is gjelder


def test_uten_noen_som_fungerer_teller_den_borte_som_for() -> None:
    assert mangler(sak(*kontoret(leder={"fravaer": borte(None)} | USPURT))) == ["ansatte[leder].ingen_tilknytning"]


# --- den ledige stillingen


def test_en_ledig_stilling_stanser_ikke_saken_og_rammer_ingen(regelsett) -> None:
    s = sak(*kontoret(leder=LEDIG))
    assert utfall(s, regelsett) == "behandles_som_vanlig"
    assert statuser(s, regelsett)["leder"] == "ikke_kjent"


def test_en_ledig_stilling_blir_aldri_avledet() -> None:
    s = sak(*kontoret("sjef", leder=LEDIG))
    assert (statuser(s)["leder"], statuser(s)["veileder"]) == ("ikke_kjent", "avledet")


def test_et_hull_over_den_ledige_stillingen_er_et_hull_i_linjen() -> None:
    assert mangler(sak(*kontoret(leder=LEDIG | {"overordnet": None}))) == ["ansatte[leder].overordnet"]


def test_en_ledig_stilling_kan_ikke_baere_noe() -> None:
    s = sak(*kontoret("leder", sjef=LEDIG), stedfortreder=(mulig("overordnet", "sjef"),))
    assert utfall(s) == "uavklart"


# --- hvem spørsmålet om habilitet legges fram for


@pytest.mark.parametrize(
    ("endring", "ventet"),
    [
        ({}, "leder"),
        ({"leder": IKKE_KJENT}, "leder"),
        ({"leder": LEDIG}, "sjef"),
        ({"leder": {"tilknytninger": tilknytninger("sosken")}}, "sjef"),
        ({"leder": {"skjonn": skjonn("tvil")}}, "sjef"),
        ({"leder": LEDIG, "sjef": LEDIG, "direktor": {"skjonn": skjonn("tvil")}}, None),
    ],
    ids=["lederen", "ikke kjent med saken", "ledig", "inhabil", "i tvil", "de folkevalgte"],
)
def test_habiliteten_legges_fram_for_den_naermeste_som_kan_avgjore_den(endring, ventet: str | None) -> None:
    assert vurder(sak(*kontoret(**endring))).framlegges_for["veileder"] == ventet


def test_over_kommunedirektoren_er_det_bare_de_folkevalgte() -> None:
    assert vurder(sak()).framlegges_for["direktor"] is None


def test_habiliteten_legges_fram_for_den_som_fungerer() -> None:
    assert vurder(_lederen_er_borte()).framlegges_for["veileder"] == "vara"
