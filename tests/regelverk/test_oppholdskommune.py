"""Sosialtjenesteloven § 3: hvilken kommune har ansvaret, og skal dette kontoret behandle søknaden?"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from regelverk.bygg import (
    ANNET_FYLKE,
    BEGGE,
    EGEN,
    FVL1967,
    FVL2025,
    MOTTATT,
    NABO,
    USPURT,
    VERT,
    alle_umulige,
    ansatt,
    dokumenter,
    funn,
    kontoret,
    mangler,
    opphold,
    overfort_hit,
    sak,
    soknad,
    som_tekst,
    statuser,
    tvist,
    ulempe,
    utfall,
    vurder,
)

from overforing.sak.modell import Kontor, Opphold, OverfortHit, Sak, Tvist

DER_SOKEREN_ER = ("oppholder_seg", "utskrevet", "uten_bopel", "statlig_innkvartering", "uten_lovlig_opphold")
FOR_INNTAKET = ("institusjon", "fengsel")


def _ansvarlig(o: Opphold) -> str | None:
    return vurder(sak(opphold=o)).ansvarlig


# --- hvem som har ansvaret


@pytest.mark.parametrize("grunnlag", DER_SOKEREN_ER)
def test_kommunen_der_sokeren_er_har_ansvaret(grunnlag: str) -> None:
    assert _ansvarlig(opphold(grunnlag, EGEN, for_inntak=NABO, bosatt_i=ANNET_FYLKE)) == EGEN
    assert utfall(sak(opphold=opphold(grunnlag, EGEN))) == "behandles_som_vanlig"
    assert utfall(sak(opphold=opphold(grunnlag, NABO))) == "annen_kommune"


@pytest.mark.parametrize("grunnlag", FOR_INNTAKET)
def test_kommunen_for_inntaket_har_ansvaret_for_den_som_er_i_institusjon_eller_fengsel(grunnlag: str) -> None:
    assert _ansvarlig(opphold(grunnlag, NABO, for_inntak=EGEN)) == EGEN
    assert utfall(sak(opphold=opphold(grunnlag, NABO, for_inntak=EGEN))) == "behandles_som_vanlig"
    assert utfall(sak(opphold=opphold(grunnlag, EGEN, for_inntak=NABO))) == "annen_kommune"


def test_ved_utskriving_gar_ansvaret_til_kommunen_der_sokeren_er() -> None:
    """Kostnadene kan kreves tilbake (§ 7), men det flytter ikke ansvaret."""
    assert _ansvarlig(opphold("utskrevet", EGEN, for_inntak=NABO)) == EGEN


def test_den_som_er_i_institusjon_trenger_ikke_si_hvor_institusjonen_ligger() -> None:
    assert mangler(sak(opphold=opphold("institusjon", None, for_inntak=EGEN))) == []


def test_bosatt_i_samme_kommune_som_hun_er_i() -> None:
    bosatt = opphold("integreringstilskudd", EGEN, bosatt_i=EGEN)
    assert _ansvarlig(bosatt) == EGEN
    assert mangler(sak(opphold=bosatt)) == []


@pytest.mark.parametrize(
    ("avtalt", "avslag", "ansvarlig"),
    [
        (True, None, EGEN),
        (True, "ja", EGEN),
        (False, "ja", NABO),
        (False, "nei", EGEN),
        (False, "apenbart_urimelig", EGEN),
    ],
)
def test_flyktning_som_har_flyttet(avtalt: bool, avslag: str | None, ansvarlig: str) -> None:
    """Forskrift 1251 § 3: den nye kommunen kan avslå når flyttingen ikke er avtalt, men ikke åpenbart urimelig."""
    assert _ansvarlig(opphold("integreringstilskudd", EGEN, bosatt_i=NABO, avtalt=avtalt, avslag=avslag)) == ansvarlig


def test_avslag_uten_at_hun_har_flyttet_betyr_ingenting() -> None:
    assert _ansvarlig(opphold("integreringstilskudd", EGEN, bosatt_i=EGEN, avtalt=False, avslag="ja")) == EGEN


def test_bosettingskommunen_ma_behandle_nar_den_nye_kommunen_har_avslatt() -> None:
    flyttet = opphold("integreringstilskudd", NABO, bosatt_i=EGEN, avtalt=False, avslag="ja")
    assert utfall(sak(opphold=flyttet)) == "behandles_som_vanlig"


# --- det som må være svart på


@pytest.mark.parametrize(
    ("grunnlag", "trenger"),
    [
        *((grunnlag, ["opphold.kommune"]) for grunnlag in DER_SOKEREN_ER),
        *((grunnlag, ["opphold.kommune_for_inntak"]) for grunnlag in FOR_INNTAKET),
        ("integreringstilskudd", ["opphold.bosettingskommune", "opphold.kommune"]),
    ],
)
def test_uten_kommunen_grunnlaget_trenger_er_svaret_uavklart(grunnlag: str, trenger: list[str]) -> None:
    uten = sak(opphold=opphold(grunnlag, None))
    assert utfall(uten) == "uavklart"
    assert sorted(mangler(uten)) == sorted(trenger)


def test_uten_grunnlag_er_svaret_uavklart() -> None:
    assert mangler(sak(opphold=opphold(None))) == ["opphold.grunnlag"]


def test_uten_kontorets_kommune_er_svaret_uavklart() -> None:
    assert mangler(sak(kontor=Kontor())) == ["kontor.kommune"]


def test_alt_som_mangler_sies_pa_en_gang() -> None:
    assert sorted(mangler(sak(opphold=opphold(None, None), kontor=Kontor()))) == ["kontor.kommune", "opphold.grunnlag"]
    assert sorted(mangler(sak(opphold=opphold("fengsel", None), kontor=Kontor()))) == [
        "kontor.kommune",
        "opphold.kommune_for_inntak",
    ]
    assert sorted(mangler(sak(opphold=opphold("integreringstilskudd", EGEN, bosatt_i=NABO), kontor=Kontor()))) == [
        "kontor.kommune",
        "opphold.flytting_avtalt",
    ]


def test_flyktning_som_har_flyttet_ma_si_om_det_var_avtalt() -> None:
    assert mangler(sak(opphold=opphold("integreringstilskudd", EGEN, bosatt_i=NABO))) == ["opphold.flytting_avtalt"]


def test_forst_nar_flyttingen_ikke_var_avtalt_sporres_det_om_avslag() -> None:
    ikke_avtalt = opphold("integreringstilskudd", EGEN, bosatt_i=NABO, avtalt=False)
    avtalt = opphold("integreringstilskudd", EGEN, bosatt_i=NABO, avtalt=True)
    assert mangler(sak(opphold=ikke_avtalt)) == ["opphold.avslag"]
    assert mangler(sak(opphold=avtalt)) == []


def test_et_avslag_svarer_ikke_pa_om_flyttingen_var_avtalt() -> None:
    assert mangler(sak(opphold=opphold("integreringstilskudd", EGEN, bosatt_i=NABO, avslag="ja"))) == [
        "opphold.flytting_avtalt"
    ]


def test_delegering_til_vertskommunen_gjor_ikke_opp_for_et_manglende_svar() -> None:
    uten = sak(opphold=opphold("oppholder_seg", None, vert=EGEN))
    assert (utfall(uten), mangler(uten)) == ("uavklart", ["opphold.kommune"])


# --- vertskommunen


def test_den_lille_kommunen_sender_saken_til_vertskommunen() -> None:
    liten = sak(opphold=opphold(kommune=EGEN, vert=VERT))
    assert utfall(liten) == "vertskommune"
    assert vurder(liten).ansvarlig == EGEN


def test_vertskommunen_behandler_saken_for_den_lille_kommunen() -> None:
    verten = sak(opphold=opphold(kommune=NABO, vert=EGEN))
    assert utfall(verten) == "behandles_som_vanlig"
    assert vurder(verten).ansvarlig == NABO


def test_en_tredje_kommune_sender_ogsa_saken_til_vertskommunen() -> None:
    assert utfall(sak(opphold=opphold(kommune=NABO, vert=VERT))) == "vertskommune"


def test_et_vertskommunesamarbeid_som_ikke_omfatter_saken_endrer_ingenting() -> None:
    assert utfall(sak(opphold=opphold(kommune=EGEN, vert=VERT, omfatter=False))) == "behandles_som_vanlig"
    assert utfall(sak(opphold=opphold(kommune=NABO, vert=EGEN, omfatter=False))) == "annen_kommune"


def test_er_vertskommunen_ogsa_den_ansvarlige_gar_saken_videre() -> None:
    assert utfall(sak(opphold=opphold(kommune=EGEN, vert=EGEN))) == "behandles_som_vanlig"


def test_institusjonsopphold_og_vertskommune_virker_sammen() -> None:
    """Ansvaret ligger i kommunen for inntaket; myndigheten er delegert derfra til verten."""
    verten = sak(opphold=opphold("institusjon", ANNET_FYLKE, for_inntak=NABO, vert=EGEN))
    assert utfall(verten) == "behandles_som_vanlig"
    assert vurder(verten).ansvarlig == NABO


# --- tvist


def test_tvist_gar_foran_alt_annet_selv_nar_ingenting_annet_er_svart() -> None:
    uenige = sak(opphold=opphold(None, None, vert=VERT, tvist=Tvist(med_kommune=NABO)))
    assert (utfall(uenige), mangler(uenige)) == ("tvist_om_opphold", [])


@pytest.mark.parametrize("regelsett", BEGGE)
@pytest.mark.parametrize(
    ("med_kommune", "egen", "ventet"),
    [
        (None, EGEN, ["opphold.tvist.med_kommune"]),
        (EGEN, EGEN, ["opphold.tvist.med_kommune"]),
        (NABO, None, ["kontor.kommune"]),
        (None, None, ["kontor.kommune", "opphold.tvist.med_kommune"]),
    ],
)
def test_en_tvist_er_mellom_to_kommuner(
    med_kommune: str | None, egen: str | None, ventet: list[str], regelsett
) -> None:
    s = sak(opphold=opphold(tvist=Tvist(med_kommune=med_kommune)), kontor=Kontor(kommune=egen))
    assert (utfall(s, regelsett), mangler(s, regelsett)) == ("uavklart", ventet)


# --- overført hit: dette kontoret er settekommunen


def _hit(hit: OverfortHit, mottatt: date | None = MOTTATT, **felt: object) -> Sak:
    return sak(**({"opphold": opphold(kommune=NABO, hit=hit), "soknad": soknad(mottatt=mottatt)} | felt))


@pytest.mark.parametrize("regelsett", BEGGE)
@pytest.mark.parametrize("grunnlag", [None, *DER_SOKEREN_ER])
def test_en_sak_som_er_overfort_hit_behandles_her_hvor_sokeren_enn_er(grunnlag: str | None, regelsett) -> None:
    s = sak(opphold=opphold(grunnlag, None, hit=overfort_hit()))
    assert utfall(s, regelsett) == "behandles_som_vanlig"
    assert vurder(s, regelsett).ansvarlig == NABO


def test_habiliteten_sporres_det_om_pa_nytt_hos_settekommunen() -> None:
    assert mangler(_hit(overfort_hit(), ansatte=kontoret(leder=USPURT))) == ["ansatte[leder].ingen_tilknytning"]


@pytest.mark.parametrize(
    ("hit", "mottatt", "ventet"),
    [
        (overfort_hit(None), MOTTATT, ["omfang"]),
        (overfort_hit(til=None), MOTTATT, ["til"]),
        (overfort_hit(), None, ["soknad.mottatt"]),
        (overfort_hit("en_soknad", None), MOTTATT, ["gjelder_denne"]),
        (overfort_hit(til=date(2026, 11, 17)), MOTTATT, ["gjelder_denne"]),
        (overfort_hit(None, None), None, ["omfang", "soknad.mottatt"]),
        (overfort_hit(fra=None), MOTTATT, ["fra"]),
        (overfort_hit(fra=EGEN), MOTTATT, ["fra"]),
    ],
)
def test_det_ma_vaere_kjent_hvor_langt_overforingen_rekker(hit, mottatt, ventet: list[str]) -> None:
    s = _hit(hit, mottatt)
    stier = [felt if "." in felt else f"opphold.overfort_hit.{felt}" for felt in ventet]
    assert (utfall(s), mangler(s)) == ("uavklart", stier)


def test_uten_kontorets_kommune_kan_ingenting_vaere_overfort_hit() -> None:
    assert mangler(_hit(overfort_hit(), kontor=Kontor())) == ["kontor.kommune"]


@pytest.mark.parametrize("mottatt", [date(2027, 5, 19), date(2027, 5, 20)])
def test_overforingen_gjelder_til_og_med_siste_dag(mottatt: date) -> None:
    assert utfall(_hit(overfort_hit(til=date(2027, 5, 20)), mottatt)) == "behandles_som_vanlig"
    assert mangler(_hit(overfort_hit(til=date(2027, 5, 18)), mottatt)) == ["opphold.overfort_hit.gjelder_denne"]


@pytest.mark.parametrize("hit", [overfort_hit("en_soknad", None), overfort_hit(til=date(2026, 11, 17))])
def test_det_er_sagt_om_overforingen_gjelder_denne_saken(hit: OverfortHit) -> None:
    """Settekommunens egne vedtak og klagene over dem hører med; en ny søknad gjør det ikke."""
    assert utfall(_hit(replace(hit, gjelder_denne=True))) == "behandles_som_vanlig"
    tilbake = _hit(replace(hit, gjelder_denne=False))
    assert (utfall(tilbake), vurder(tilbake).ansvarlig) == ("annen_kommune", NABO)


def test_gjelder_overforingen_ikke_sporres_det_som_om_den_ikke_var_der() -> None:
    ikke = overfort_hit(None, None, fra=None, gjelder_denne=False)
    assert utfall(sak(opphold=opphold(kommune=EGEN, hit=ikke))) == "behandles_som_vanlig"
    assert mangler(sak(opphold=opphold(None, None, hit=ikke))) == ["opphold.grunnlag"]


def test_er_ogsa_settekommunen_inhabil_bes_det_om_en_annen() -> None:
    s = _hit(
        overfort_hit(),
        ansatte=kontoret("leder sjef direktor"),
        stedfortreder=alle_umulige(),
        saerlig_ulempe=ulempe("ja"),
    )
    assert utfall(s) == "be_om_overforing"


def test_tvist_gar_foran_inhabilitet() -> None:
    inhabil_leder = sak(*kontoret("leder"), opphold=opphold(tvist=Tvist(med_kommune=NABO)))
    assert utfall(inhabil_leder) == "tvist_om_opphold"
    assert statuser(inhabil_leder)["leder"] == "inhabil"


# --- det som følger med


SLATT_SAMMEN = date(2018, 1, 1)
GAMMEL, DELT = "1601", "1850"


def _etterfolger(nummer: str, dag: date) -> str | None:
    """1601 ble til kontorets kommune ved årsskiftet 2018; 1850 ble delt mellom flere i 2020."""
    if nummer == GAMMEL:
        return EGEN if dag >= SLATT_SAMMEN else GAMMEL
    if nummer == DELT:
        return None if dag >= date(2020, 1, 1) else DELT
    return nummer


@pytest.mark.parametrize(
    "o",
    [
        opphold(kommune=GAMMEL),
        opphold("fengsel", NABO, for_inntak=GAMMEL),
        opphold("integreringstilskudd", EGEN, bosatt_i=GAMMEL),
        opphold(kommune=NABO, vert=GAMMEL),
    ],
    ids=["oppholdet", "før inntaket", "bosettingen", "vertskommunen"],
)
def test_et_gammelt_nummer_er_den_kommunen_det_ble_til(o: Opphold) -> None:
    assert vurder(sak(opphold=o), etterfolger=_etterfolger).utfall == "behandles_som_vanlig"
    assert vurder(sak(opphold=o)).utfall != "behandles_som_vanlig"


def test_ogsa_kontorets_eget_nummer_kan_vaere_gammelt() -> None:
    s = sak(kontor=Kontor(kommune=GAMMEL))
    assert vurder(s, etterfolger=_etterfolger).utfall == "behandles_som_vanlig"


def test_for_sammenslaingen_er_det_to_kommuner() -> None:
    s = sak(opphold=opphold(kommune=GAMMEL), vurderingsdato=date(2017, 12, 31))
    assert vurder(s, etterfolger=_etterfolger).utfall == "annen_kommune"
    assert vurder(replace(s, vurderingsdato=SLATT_SAMMEN), etterfolger=_etterfolger).utfall == "behandles_som_vanlig"


def test_en_tvist_med_en_kommune_som_er_slatt_sammen_med_var_er_ingen_tvist() -> None:
    s = sak(opphold=opphold(tvist=tvist(GAMMEL)))
    assert [m.felt for m in vurder(s, etterfolger=_etterfolger).mangler] == ["opphold.tvist.med_kommune"]


@pytest.mark.parametrize(
    ("o", "felt"),
    [
        (opphold(kommune=DELT), "opphold.kommune"),
        (opphold("institusjon", for_inntak=DELT), "opphold.kommune_for_inntak"),
        (opphold("integreringstilskudd", bosatt_i=DELT), "opphold.bosettingskommune"),
        (opphold(vert=DELT), "opphold.vertskommune.kommune"),
        (opphold(tvist=tvist(DELT)), "opphold.tvist.med_kommune"),
        (opphold(hit=overfort_hit(fra=DELT)), "opphold.overfort_hit.fra"),
    ],
)
def test_en_kommune_som_ble_delt_ma_velges_slik_den_heter_na(o: Opphold, felt: str) -> None:
    v = vurder(sak(opphold=o), etterfolger=_etterfolger)
    assert [(m.felt, m.tekst) for m in v.mangler] == [(felt, "mangel.kommune_delt")]
    assert v.utfall == "uavklart"


def test_en_delt_vertskommune_uten_saken_betyr_ingenting() -> None:
    s = sak(opphold=opphold(vert=DELT, omfatter=False))
    assert vurder(s, etterfolger=_etterfolger).utfall == "behandles_som_vanlig"


@pytest.mark.parametrize("o", [opphold(kommune=NABO), opphold(vert=VERT), opphold(tvist=Tvist()), opphold(None)])
def test_alle_far_en_status_ogsa_nar_saken_stopper_her(o: Opphold) -> None:
    stoppet = sak(*kontoret("leder"), opphold=o)
    assert statuser(stoppet) == {"veileder": "avledet", "leder": "inhabil", "sjef": "habil", "direktor": "habil"}
    assert [f.steg.value for f in vurder(stoppet).spor] == ["rett_kommune"]


def test_et_kontor_uten_ansatte_kan_sende_saken_videre() -> None:
    assert utfall(sak(ansatt("a"), opphold=opphold(kommune=NABO))) == "annen_kommune"


@pytest.mark.parametrize("regelsett", BEGGE)
def test_rett_kommune_er_det_samme_i_begge_regelsettene(regelsett: object) -> None:
    assert utfall(sak(opphold=opphold("fengsel", NABO, for_inntak=EGEN)), regelsett) == "behandles_som_vanlig"
    assert utfall(sak(opphold=opphold(kommune=NABO)), regelsett) == "annen_kommune"


@pytest.mark.parametrize(
    ("o", "hjemmel"),
    [
        (opphold(), ["sotjl § 3 (1)"]),
        (opphold("institusjon", for_inntak=EGEN), ["sotjl § 3 (2)"]),
        (opphold("fengsel", for_inntak=EGEN), ["sotjl § 3 (2)"]),
        (opphold("utskrevet"), ["sotjl § 3 (3)", "sotjl § 7 (2)"]),
        (opphold("integreringstilskudd", bosatt_i=EGEN), ["f1251 § 3"]),
        (opphold("uten_bopel"), ["f1251 § 1", "f1251 § 2", "f1251 § 4"]),
        (opphold("statlig_innkvartering"), ["f1251 § 1", "f1251 § 2", "f1251 § 4"]),
        (opphold("uten_lovlig_opphold"), ["f1251 § 1", "f1251 § 2", "f1251 § 4"]),
        (opphold(tvist=tvist()), ["sotjl § 49"]),
        (opphold(tvist=Tvist()), ["sotjl § 49"]),
        (opphold(hit=overfort_hit()), ["fvl § 9 (2)", "delegering810 § "]),
    ],
)
def test_hjemmelen_for_hvert_grunnlag(o: Opphold, hjemmel: list[str]) -> None:
    assert som_tekst(funn(sak(opphold=o), "rett_kommune").hjemmel) == hjemmel


def test_delegeringen_har_sin_egen_hjemmel() -> None:
    for o in (opphold(vert=VERT), opphold(kommune=NABO, vert=EGEN)):
        hjemler = som_tekst(funn(sak(opphold=o), "rett_kommune").hjemmel)
        assert {"sotjl § 3 (4)", "koml § 20-1", "koml § 20-2", "koml § 20-3"} <= set(hjemler)


def test_oversendelsen_har_sin_egen_hjemmel_i_hvert_regelsett() -> None:
    annen = sak(opphold=opphold(kommune=NABO))
    assert {"fvlf § 4", "fvl § 11 (4)"} <= set(som_tekst(funn(annen, "rett_kommune", regelsett=FVL1967).hjemmel))
    assert "fvl2025 § 16" in som_tekst(funn(annen, "rett_kommune", regelsett=FVL2025).hjemmel)


def test_funnet_hviler_pa_feltene_som_ble_lest() -> None:
    assert funn(sak(), "rett_kommune").felt == ("opphold.grunnlag", "opphold.kommune")
    fengsel = sak(opphold=opphold("fengsel", NABO, for_inntak=EGEN))
    assert set(funn(fengsel, "rett_kommune").felt) == {"opphold.grunnlag", "opphold.kommune_for_inntak"}


def test_oversendelse_og_orientering_nar_saken_horer_til_et_annet_sted() -> None:
    for o in (opphold(kommune=NABO), opphold(vert=VERT)):
        assert dokumenter(sak(opphold=o)) == ["oversendelse", "orientering"]
