"""Er alle svart for (rettsgrunnlag § 3 punkt 3)? Taushet er aldri et svar, og å spørre er å fortelle."""

from __future__ import annotations

from dataclasses import replace

import pytest
from regelverk.bygg import (
    BEGGE,
    DAGEN,
    EKTEPAR,
    IKKE_KJENT,
    SOKER,
    TOK_IMOT,
    USPURT,
    alene,
    ansatt,
    endre,
    endret,
    innsigelse,
    kontoret,
    mangler,
    part,
    sak,
    skjonn,
    status,
    statuser,
    svart,
    tilknytninger,
    utfall,
    vurder,
)

from overforing.sak.modell import Ansatt, IngenTilknytning, Oppgave, Sak, Svarkilde


@pytest.fixture(params=BEGGE)
def regelsett(request):
    return request.param


# --- ett svar for hver part


def test_den_ingen_har_spurt_er_ikke_habil(regelsett) -> None:
    assert status(ansatt("a", svar=None), regelsett) == "uavklart"


@pytest.mark.parametrize("id_", ["veileder", "leder", "sjef", "direktor"])
def test_en_i_linjen_som_ingen_har_svart_for_stanser_saken(id_: str, regelsett) -> None:
    s = sak(*kontoret(**{id_: USPURT}))
    assert (utfall(s, regelsett), mangler(s, regelsett)) == ("uavklart", [f"ansatte[{id_}].ingen_tilknytning"])


def test_alle_som_ikke_er_svart_for_sies_pa_en_gang() -> None:
    s = sak(*kontoret(veileder=USPURT, direktor=USPURT))
    assert mangler(s) == ["ansatte[veileder].ingen_tilknytning", "ansatte[direktor].ingen_tilknytning"]


def test_en_utenfor_linjen_trenger_ikke_vaere_svart_for() -> None:
    assert utfall(sak(*kontoret(), ansatt("utenfor", svar=None))) == "behandles_som_vanlig"


def test_en_ny_part_gjor_alle_usvarte_for_den(regelsett) -> None:
    s = sak(parter=EKTEPAR)
    assert utfall(s, regelsett) == "uavklart"
    assert mangler(s, regelsett) == [
        f"ansatte[{id_}].ingen_tilknytning" for id_ in ("veileder", "leder", "sjef", "direktor")
    ]
    svart_for = replace(s, ansatte=tuple(endret(a, ingen_tilknytning=svart("p1", "p2")) for a in s.ansatte))
    assert utfall(svart_for, regelsett) == "behandles_som_vanlig"


def test_en_tilknytning_til_den_ene_parten_er_ikke_et_svar_om_den_andre() -> None:
    nabo = ansatt("a", "nabo", skjonn=skjonn("habil"))
    assert statuser(alene(nabo, parter=EKTEPAR))["a"] == "uavklart"
    svart_for_begge = replace(nabo, ingen_tilknytning=svart("p2"))
    assert statuser(alene(svart_for_begge, parter=EKTEPAR))["a"] == "habil"


def test_med_en_part_trenger_svaret_ikke_si_hvilken() -> None:
    uten_part = replace(ansatt("a"), ingen_tilknytning=(IngenTilknytning(kilde=Svarkilde.SELV),))
    assert status(uten_part) == "habil"


def test_uten_noen_part_kan_ingen_svare(regelsett) -> None:
    s = sak(*kontoret(), parter=())
    assert (utfall(s, regelsett), set(mangler(s, regelsett))) == ("uavklart", {"parter"})


def test_uten_noen_part_sies_ogsa_den_vurderingen_som_mangler() -> None:
    s = sak(*kontoret(leder={"innsigelse": innsigelse()}), parter=())
    assert set(mangler(s)) == {"parter", "ansatte[leder].skjonn.konklusjon", "ansatte[leder].skjonn.begrunnelse"}


def test_uten_noen_part_er_den_som_er_vurdert_inhabil_fortsatt_inhabil() -> None:
    assert statuser(sak(*kontoret(leder={"skjonn": skjonn("inhabil")}), parter=()))["leder"] == "inhabil"


# --- ikke gjort kjent med saken


def test_de_over_trenger_ikke_gjores_kjent_med_saken(regelsett) -> None:
    s = sak(*kontoret(leder=IKKE_KJENT, sjef=IKKE_KJENT, direktor=IKKE_KJENT))
    assert statuser(s, regelsett) == {
        "veileder": "habil",
        "leder": "ikke_kjent",
        "sjef": "ikke_kjent",
        "direktor": "ikke_kjent",
    }
    assert utfall(s, regelsett) == "behandles_som_vanlig"
    assert vurder(s, regelsett).kan_avgjore("veileder")


@pytest.mark.parametrize("oppgave", ["avgjor", "forbereder"])
def test_den_som_har_en_oppgave_ma_svare_selv(oppgave: str, regelsett) -> None:
    assert status(ansatt("a", svar="ikke_kjent", oppgave=oppgave), regelsett) == "uavklart"
    assert status(ansatt("a", svar="ikke_kjent"), regelsett) == "ikke_kjent"


@pytest.mark.parametrize(("dato", "av"), [(None, TOK_IMOT), (DAGEN, ""), (DAGEN, "  "), (None, "")])
def test_at_noen_ikke_er_gjort_kjent_ma_vaere_sagt_av_noen_en_dag(dato, av: str) -> None:
    assert status(ansatt("a", ingen_tilknytning=svart(kilde="ikke_kjent", dato=dato, av=av))) == "uavklart"


def test_hennes_eget_svar_er_et_svar_ogsa_uten_dato() -> None:
    assert status(ansatt("a", ingen_tilknytning=svart(dato=None, av=""))) == "habil"


def test_et_eget_svar_om_den_ene_og_ukjent_med_den_andre_er_ikke_habil() -> None:
    delt = ansatt("a", ingen_tilknytning=(*svart("p1"), *svart("p2", kilde="ikke_kjent")))
    assert statuser(alene(delt, parter=EKTEPAR))["a"] == "ikke_kjent"


def test_den_ukjente_stryker_ingen_under_seg() -> None:
    assert statuser(sak(*kontoret(leder=IKKE_KJENT)))["veileder"] == "habil"


# --- det andre forteller


@pytest.mark.parametrize("kilde", ["soker", "andre"])
def test_det_andre_forteller_veies_som_alt_annet(kilde: str, regelsett) -> None:
    assert status(ansatt("a", "sosken", kilde=kilde, svar=None), regelsett) == "inhabil"
    assert status(ansatt("a", "nabo", kilde=kilde, svar=None), regelsett) == "uavklart"


@pytest.mark.parametrize("kilde", ["soker", "andre"])
def test_det_andre_forteller_er_ikke_hennes_svar(kilde: str) -> None:
    fortalt = ansatt("a", "nabo", kilde=kilde, svar=None, skjonn=skjonn("habil"))
    assert status(fortalt) == "ikke_kjent"
    assert status(replace(fortalt, oppgave=Oppgave.AVGJOR)) == "uavklart"
    assert status(replace(fortalt, oppgave=Oppgave.AVGJOR, ingen_tilknytning=svart())) == "habil"


def test_den_som_ikke_er_gjort_kjent_kan_vurderes_til_a_vaere_i_tvil_eller_inhabil() -> None:
    for konklusjon in ("tvil", "inhabil"):
        assert status(ansatt("a", "nabo", kilde="soker", svar="ikke_kjent", skjonn=skjonn(konklusjon))) == konklusjon


# --- den parten nevner


def _nevnt(svar: str, *, hvem: str = "leder", **leder) -> Sak:
    return sak(*kontoret(leder=IKKE_KJENT | leder), parter=(part(svar=svar, hvem=hvem),))


@pytest.mark.parametrize("svar", ["ja", "kanskje"])
def test_den_parten_nevner_ma_svare_selv(svar: str, regelsett) -> None:
    s = _nevnt(svar)
    assert (statuser(s, regelsett)["leder"], mangler(s, regelsett)) == (
        "uavklart",
        ["ansatte[leder].ingen_tilknytning"],
    )
    assert utfall(endre(s, "leder", ingen_tilknytning=svart()), regelsett) == "behandles_som_vanlig"


@pytest.mark.parametrize("svar", ["ingen_kjent", "vil_ikke", "ikke_spurt"])
def test_et_annet_svar_nevner_ingen(svar: str) -> None:
    assert statuser(_nevnt(svar))["leder"] == "ikke_kjent"


def test_er_tilknytningen_fort_opp_trenger_hun_ikke_sporres() -> None:
    fortalt = {"tilknytninger": tilknytninger("sosken", kilde="soker")}
    assert statuser(_nevnt("ja", **fortalt))["leder"] == "inhabil"
    vurdert = {"tilknytninger": tilknytninger("nabo", kilde="soker"), "skjonn": skjonn("habil")}
    assert statuser(_nevnt("ja", **vurdert))["leder"] == "ikke_kjent"


def test_den_ene_parten_nevner_krever_svar_bare_om_henne() -> None:
    def saken(leder: Ansatt) -> Sak:
        folk = tuple(endret(a, ingen_tilknytning=svart("p1", "p2")) for a in kontoret() if a.id != "leder")
        return sak(leder, *folk, parter=(part(svar="ja", hvem="leder"), EKTEPAR[1]))

    (leder,) = (a for a in kontoret() if a.id == "leder")
    nok = (*svart("p1"), *svart("p2", kilde="ikke_kjent"))
    for_lite = (*svart("p1", kilde="ikke_kjent"), *svart("p2"))
    assert statuser(saken(endret(leder, ingen_tilknytning=nok)))["leder"] == "ikke_kjent"
    assert statuser(saken(endret(leder, ingen_tilknytning=for_lite)))["leder"] == "uavklart"


def test_standardsaken_er_besvart_av_alle() -> None:
    assert sak().parter == (SOKER,)
    assert set(statuser(sak()).values()) == {"habil"}
