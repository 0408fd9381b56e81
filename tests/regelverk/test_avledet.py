"""Forvaltningsloven § 6 tredje ledd (1967), § 25 annet ledd (2025): virkningen for dem under en inhabil overordnet."""

from __future__ import annotations

import pytest
from regelverk.bygg import (
    BEGGE,
    FVL1967,
    FVL2025,
    ansatt,
    funn,
    kontoret,
    med,
    mulig,
    sak,
    skjonn,
    som_tekst,
    statuser,
    tilknytninger,
    unntak,
    utfall,
    vurder,
    vurdering,
)


@pytest.mark.parametrize("svar", ["selv", "ikke_kjent"])
def test_virkningen_rammer_ogsa_den_som_ikke_er_gjort_kjent_med_saken(svar: str) -> None:
    assert statuser(med(sak(*kontoret("leder")), ansatt("x", under="leder", svar=svar)))["x"] == "avledet"


@pytest.mark.parametrize("regelsett", BEGGE)
def test_de_under_en_inhabil_leder_kan_ikke_avgjore(regelsett) -> None:
    assert statuser(sak(*kontoret("leder")), regelsett) == {
        "veileder": "avledet",
        "leder": "inhabil",
        "sjef": "habil",
        "direktor": "habil",
    }


def test_virkningen_gar_gjennom_alle_ledd() -> None:
    assert statuser(sak(*kontoret("direktor"))) == {
        "veileder": "avledet",
        "leder": "avledet",
        "sjef": "avledet",
        "direktor": "inhabil",
    }


def test_virkningen_gar_aldri_oppover() -> None:
    assert statuser(sak(*kontoret("veileder")))["leder"] == "habil"


def test_virkningen_gar_aldri_sidelengs() -> None:
    alle = statuser(sak(ansatt("a", "sosken", under="l"), ansatt("b", under="l"), ansatt("l", rolle="kommunedirektor")))
    assert alle == {"a": "inhabil", "b": "habil", "l": "habil"}


def test_bare_inhabilitet_smitter_ikke_tvil_eller_ubesvarte_sporsmal() -> None:
    assert statuser(sak(*kontoret(leder={"skjonn": skjonn("tvil")})))["veileder"] == "habil"
    assert statuser(sak(*kontoret(leder={"tilknytninger": tilknytninger("nabo")})))["veileder"] == "habil"


def test_den_som_selv_er_inhabil_forblir_inhabil() -> None:
    assert statuser(sak(*kontoret("veileder leder")))["veileder"] == "inhabil"


def test_den_som_selv_er_i_tvil_eller_ubesvart_forblir_det() -> None:
    """Bare den som ellers er habil, blir avledet."""
    assert statuser(sak(*kontoret("leder", veileder={"skjonn": skjonn("tvil")})))["veileder"] == "tvil"
    assert (
        statuser(sak(*kontoret("leder", veileder={"tilknytninger": tilknytninger("nabo")})))["veileder"] == "uavklart"
    )


# --- organet


def test_to_i_samme_annet_organ_smitter() -> None:
    begge_utenfor = sak(ansatt("a", under="b", organ="annet"), ansatt("b", "sosken", organ="annet"))
    assert statuser(begge_utenfor) == {"a": "avledet", "b": "inhabil"}


def test_en_statsansatt_leder_handler_for_kommunen() -> None:
    """§ 10: det er organet en handler for, som teller; «kommunen» er utgangspunktet."""
    assert statuser(sak(ansatt("veileder", under="leder"), ansatt("leder", "sosken", rolle="nav_leder"))) == {
        "veileder": "avledet",
        "leder": "inhabil",
    }


# --- unntaket


def test_den_underordnedes_eget_unntak_lofter_ikke_den_avledede_virkningen() -> None:
    assert statuser(sak(*kontoret("leder", veileder={"apenbart_unntak": unntak()})))["veileder"] == "avledet"


AVGJORT_AV_SJEFEN = {"apenbart_unntak": unntak(), "habilitetsvurdering": vurdering("overordnet", "sjef")}


def test_den_underordnedes_eget_unntak_lofter_bare_hennes_egen_inhabilitet() -> None:
    begge = sak(*kontoret("veileder leder", veileder=AVGJORT_AV_SJEFEN))
    assert statuser(begge)["veileder"] == "avledet"


def test_den_avledede_virkningen_faller_nar_lederens_eget_unntak_gjelder() -> None:
    loftet = sak(*kontoret("leder", leder=AVGJORT_AV_SJEFEN))
    assert statuser(loftet) == {"veileder": "habil", "leder": "habil", "sjef": "habil", "direktor": "habil"}


def test_et_unntak_uten_begrunnelse_gjor_lederen_uavklart_og_smitter_ikke() -> None:
    halvt = sak(*kontoret("leder", leder=AVGJORT_AV_SJEFEN | {"apenbart_unntak": unntak("")}))
    assert statuser(halvt)["leder"] == "uavklart"
    assert statuser(halvt)["veileder"] == "habil"
    assert utfall(halvt) == "uavklart"


# --- det nye regelsettet og sporet


def test_lederens_samboer_smitter_forst_etter_den_nye_loven() -> None:
    samboer = sak(*kontoret(leder={"tilknytninger": tilknytninger("samboer")}))
    assert statuser(samboer, FVL1967)["veileder"] == "habil"
    assert statuser(samboer, FVL2025)["veileder"] == "avledet"


def test_funnet_har_hjemmel_og_gjelder_den_avledede() -> None:
    under_inhabil = sak(*kontoret("leder"))
    assert som_tekst(funn(under_inhabil, "avledet", "veileder", FVL1967).hjemmel) == ["fvl § 6 (3)"]
    assert som_tekst(funn(under_inhabil, "avledet", "veileder", FVL2025).hjemmel) == ["fvl2025 § 25 (2)"]
    assert [f.om for f in vurder(under_inhabil).spor if f.steg == "avledet"] == ["veileder"]


def test_funnet_hviler_pa_linjen_opp_til_den_inhabile() -> None:
    assert funn(sak(*kontoret("leder")), "avledet", "veileder").felt == ("ansatte[veileder].overordnet",)
    assert funn(sak(*kontoret("sjef direktor")), "avledet", "veileder").felt == (
        "ansatte[veileder].overordnet",
        "ansatte[leder].overordnet",
    )


def test_den_avledede_kan_forberede() -> None:
    """Veilederen forbereder, sjefen avgjør: ingen er sperret, selv om Nav-lederen mellom dem er inhabil."""
    delt = sak(
        ansatt("veileder", under="leder", oppgave="forbereder"),
        ansatt("leder", "sosken", rolle="nav_leder", under="sjef"),
        ansatt("sjef", rolle="kommunalsjef", oppgave="avgjor", under="direktor"),
        ansatt("direktor", rolle="kommunedirektor"),
    )
    assert statuser(delt)["veileder"] == "avledet"
    assert utfall(delt) == "behandles_som_vanlig"


def test_en_avledet_kan_ikke_vaere_stedfortreder() -> None:
    under = sak(
        *kontoret("leder"),
        ansatt("avdeling", rolle="avdelingsleder", under="leder"),
        stedfortreder=(mulig("leder_annen_enhet", "avdeling"),),
    )
    assert statuser(under)["avdeling"] == "avledet"
    assert utfall(under) == "uavklart"
