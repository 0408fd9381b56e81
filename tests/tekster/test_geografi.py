"""Kommunene på en dag: hvilke som finnes, og hvilken et nummer står for."""

from __future__ import annotations

import tomllib
from datetime import date, timedelta
from pathlib import Path

import pytest

from overforing.program.program import Program
from overforing.tekster.geografi import Geografi

GEOGRAFI = Program.start().geografi
I_2018, I_2019, I_2021, NA = date(2018, 6, 1), date(2019, 6, 1), date(2021, 6, 1), date(2026, 11, 20)
FOR, ETTER = date(2026, 12, 31), date(2027, 1, 1)


@pytest.mark.parametrize(
    ("nummer", "dato", "gjelder"),
    [
        ("3101", NA, "3101"),
        ("3001", NA, "3101"),
        ("0101", NA, "3101"),
        ("0101", I_2021, "3001"),
        ("0101", date(2019, 12, 31), "0101"),
        ("0101", date(2020, 1, 1), "3001"),
        ("1702", I_2018, "5004"),
        ("1702", NA, "5006"),
        ("0116", NA, "3101"),
    ],
)
def test_et_utgatt_nummer_er_etterfolgeren_den_dagen(nummer: str, dato: date, gjelder: str) -> None:
    assert GEOGRAFI.gjelder_som(nummer, dato) == gjelder


@pytest.mark.parametrize(
    ("nummer", "dato", "gjelder"),
    [("3101", I_2021, "3001"), ("3101", I_2019, "0101"), ("3001", I_2019, "0101"), ("1580", I_2021, "1507")],
)
def test_et_nummer_som_ikke_gjelder_enna_er_forgjengeren_den_dagen(nummer: str, dato: date, gjelder: str) -> None:
    assert GEOGRAFI.gjelder_som(nummer, dato) == gjelder


def test_en_delt_kommune_star_for_seg_selv_til_den_deles_og_siden_for_ingen() -> None:
    assert GEOGRAFI.gjelder_som("1507", date(2023, 12, 31)) == "1507"
    assert GEOGRAFI.gjelder_som("1507", date(2024, 1, 1)) is None
    assert GEOGRAFI.mulige("1507", date(2024, 1, 1)) == {"1508", "1580"}
    assert GEOGRAFI.gjelder_som("1613", I_2018) == "5012"
    assert GEOGRAFI.gjelder_som("1613", NA) is None


def test_et_nytt_nummer_for_flere_star_ikke_for_en_av_dem_for_de_er_slatt_sammen() -> None:
    assert GEOGRAFI.gjelder_som("5006", date(2019, 12, 31)) is None
    assert GEOGRAFI.gjelder_som("5006", date(2020, 1, 1)) == "5006"


def test_et_ukjent_nummer_og_et_uten_kjent_etterfolger_star_for_ingen() -> None:
    assert GEOGRAFI.gjelder_som("9999", NA) is None
    assert GEOGRAFI.gjelder_som("1701", NA) == "5037"
    assert GEOGRAFI.gjelder_som("0435", NA) is None


@pytest.mark.parametrize("dato", [date(2016, 1, 1), I_2018, I_2019, date(2020, 1, 1), I_2021, date(2024, 1, 1), NA])
def test_det_et_nummer_star_for_finnes_den_dagen(dato: date) -> None:
    kommunene = {k.nummer for k in GEOGRAFI.kommunene(dato)}
    assert {GEOGRAFI.gjelder_som(nummer, dato) for nummer in GEOGRAFI.numre} == {None, *kommunene}


def test_hver_etterfolger_finnes_dagen_etter_eller_har_selv_vart_kortere() -> None:
    for kommune in GEOGRAFI.kommuner.values():
        for etterfolger in kommune.etterfolgere:
            assert etterfolger != kommune.nummer
            assert GEOGRAFI.kommuner[etterfolger].sist_gyldig > kommune.sist_gyldig


def test_en_kommune_som_begynner_kommer_av_en_som_sluttet_dagen_for() -> None:
    """Ellers finnes de gamle ved siden av den nye, og et opphold i en av dem er et annet svar enn det skal være."""
    slutter = {(e, k.sist_gyldig + timedelta(1)) for k in GEOGRAFI.kommuner.values() for e in k.etterfolgere}
    nye = {(k.nummer, k.gyldig_fra) for k in GEOGRAFI.kommunene(date.max) if k.gyldig_fra > date.min}
    assert nye - slutter == set()


def test_hver_kommune_har_et_embete_som_finnes() -> None:
    assert set(GEOGRAFI.embete_for.values()) == set(GEOGRAFI.embeter)


@pytest.mark.parametrize(
    ("dato", "antall"),
    [
        (date(2016, 12, 31), 428),
        (date(2017, 12, 31), 426),
        (date(2018, 1, 1), 422),
        (date(2019, 12, 31), 422),
        (date(2020, 1, 1), 356),
        (date(2023, 12, 31), 356),
        (date(2024, 1, 1), 357),
    ],
)
def test_sa_mange_kommuner_var_det(dato: date, antall: int) -> None:
    assert len(GEOGRAFI.kommunene(dato)) == antall
    assert len(GEOGRAFI.navnene(dato)) == antall


def test_lista_folger_dagen() -> None:
    assert "Haram" not in GEOGRAFI.navnene(I_2021)
    assert "Haram" in GEOGRAFI.navnene(NA)
    assert "Rygge" in GEOGRAFI.navnene(I_2019)
    assert "Rygge" not in GEOGRAFI.navnene(NA)


def test_gammelt_og_nytt_nummer_er_samme_svar() -> None:
    assert GEOGRAFI.samme("0101", "3101", NA)
    assert GEOGRAFI.samme("0104", "0136", NA)
    assert not GEOGRAFI.samme("0104", "0136", I_2019)
    assert not GEOGRAFI.samme("1507", "1508", NA)
    assert not GEOGRAFI.samme("1507", "5012", NA)
    assert GEOGRAFI.samme("1507", "1507", NA)
    assert not GEOGRAFI.samme(None, "3101", NA)
    assert GEOGRAFI.samme(None, None, NA)


# Det kommunene heter ellers


@pytest.mark.parametrize(
    ("skrevet", "nummer"),
    [
        ("Romsa", "5501"),
        ("Áltá", "5601"),
        ("alattio", "5601"),
        ("Porsáŋgu", "5622"),
        ("porsangu", "5622"),
        ("Porsáŋggu gielda", "5622"),
        ("Bådåddjo", "1804"),
        ("Bådåddjo kommune", "1804"),
        ("EVENÁŠŠI", "1853"),
        ("Karasjohka", "5610"),
        ("Stientje", "5006"),
        ("Hábmer", "1875"),
        ("Hamarøy", "1875"),
        ("Gáivuotna - Kåfjord - Kaivuono", "5540"),
        ("Gáivuona suohkan / Kåfjord kommune / Kaivuonon komuuni", "5540"),
        ("Herøy (Nordland)", "1818"),
        ("Ås", "3218"),
    ],
)
def test_en_kommune_kjennes_pa_alt_den_heter_pa_hvert_sprak(skrevet: str, nummer: str) -> None:
    assert GEOGRAFI.heter(skrevet, NA) == {nummer}


@pytest.mark.parametrize("skrevet", ["As", "Bodo", "", "-", "Romsa - Áltá", "Tromsø / Ukjent", "Fjernvik"])
def test_det_ingen_kommune_heter_gjettes_ikke(skrevet: str) -> None:
    assert GEOGRAFI.heter(skrevet, NA) == frozenset()


@pytest.mark.parametrize(
    ("sokt", "i_loggen"),
    [
        ("karasjohka", "Kárášjohka"),
        ("PORSANGU", "Porsanger"),
        ("Porsáŋggu", "Porsanger"),
        ("gielda", "kommune"),
        ("bådåddjo", "Bodø"),
    ],
)
def test_et_ord_det_sokes_pa_er_ogsa_det_kommunen_heter_i_loggen(sokt: str, i_loggen: str) -> None:
    assert i_loggen in GEOGRAFI.andre_ord(sokt)
    assert GEOGRAFI.andre_ord("Trondheim") == ()


def test_det_flere_heter_er_flere() -> None:
    assert GEOGRAFI.heter("Herøy", NA) == {"1515", "1818"}


def test_ingen_navn_pa_et_annet_sprak_er_navnet_pa_en_annen_kommune() -> None:
    for kommune in GEOGRAFI.kommunene(NA):
        for navn in kommune.andre_navn:
            assert GEOGRAFI.heter(navn, NA) == {kommune.nummer}, navn
    assert sum(len(k.andre_navn) for k in GEOGRAFI.kommunene(NA)) > 55


def test_hvert_nummer_med_andre_navn_er_en_kommune_som_finnes() -> None:
    skrevet = tomllib.loads((Program.start().ressurser / "kommunenavn.toml").read_text("utf-8"))
    assert set(skrevet) == {k.nummer for k in GEOGRAFI.kommunene(NA) if k.andre_navn}
    assert {slag for navn in skrevet.values() for slag in navn} == {"samisk", "kvensk", "sted"}


def test_brevet_har_det_samme_navnet_som_for() -> None:
    assert GEOGRAFI.navn("5622") == "Porsanger"
    assert GEOGRAFI.navn("5540") == "Gáivuotna – Kåfjord"


# Det som er vedtatt


@pytest.fixture(scope="module")
def vedtatt(tmp_path_factory: pytest.TempPathFactory) -> Geografi:
    """Fra nyttår går Nordvik opp i Sørvik, Østby og Vestby blir Nyby, og Storvik deles i Lillevik og Sørvik."""
    mappe: Path = tmp_path_factory.mktemp("ressurser")
    (mappe / "statsforvaltere.csv").write_bytes((Program.start().ressurser / "statsforvaltere.csv").read_bytes())
    (mappe / "kommunenavn.toml").touch()
    (mappe / "kommuner.csv").write_text(
        "kommunenummer,navn,norsk_alias,fylkesnummer,fylke,embete,gyldig_fra\n"
        "9001,Nordvik,,90,Prøvefylket,oboa,\n"
        "9002,Sørvik,,90,Prøvefylket,oboa,\n"
        "9003,Østby,,90,Prøvefylket,oboa,\n"
        "9004,Vestby,,90,Prøvefylket,oboa,\n"
        "9005,Nyby,,90,Prøvefylket,oboa,2027-01-01\n"
        "9006,Storvik,,90,Prøvefylket,oboa,\n"
        "9007,Lillevik,,90,Prøvefylket,oboa,2027-01-01\n",
        "utf-8",
    )
    (mappe / "utgatte_kommuner.csv").write_text(
        "kommunenummer,navn,gyldig_fra,sist_gyldig,etterfolger\n"
        "8001,Gamle Nordvik,,2019-12-31,9001\n"
        "8003,Gamle Østby,,2019-12-31,9003\n"
        "9001,Nordvik,,2026-12-31,9002\n"
        "9003,Østby,,2026-12-31,9005\n"
        "9004,Vestby,,2026-12-31,9005\n"
        "9006,Storvik,,2026-12-31,9002 9007\n",
        "utf-8",
    )
    return Geografi.les(mappe)


def test_en_vedtatt_sammenslaing_endrer_ingenting_for_dagen(vedtatt: Geografi) -> None:
    for dato in (NA, FOR):
        assert vedtatt.navnene(dato) == ["Nordvik", "Storvik", "Sørvik", "Vestby", "Østby"]
        for nummer in ("9001", "9002", "9003", "9004", "9006"):
            assert vedtatt.gjelder_som(nummer, dato) == nummer
        assert vedtatt.gjelder_som("8001", dato) == "9001"
        assert not vedtatt.samme("9001", "9002", dato)
        assert not vedtatt.samme("9003", "9005", dato)


def test_fra_dagen_gjelder_sammenslaingen_helt(vedtatt: Geografi) -> None:
    for dato in (ETTER, ETTER + timedelta(days=400)):
        assert vedtatt.navnene(dato) == ["Lillevik", "Nyby", "Sørvik"]
        assert {vedtatt.gjelder_som(n, dato) for n in ("8001", "9001", "9002")} == {"9002"}
        assert {vedtatt.gjelder_som(n, dato) for n in ("8003", "9003", "9004", "9005")} == {"9005"}
        assert vedtatt.gjelder_som("9006", dato) is None


def test_embetet_er_kjent_for_alle_som_er_eller_blir_en_kommune(vedtatt: Geografi) -> None:
    assert set(vedtatt.embete_for) == vedtatt.numre
    assert GEOGRAFI.embete_for["1663"] == GEOGRAFI.embete_for["5031"]
    assert "1507" not in GEOGRAFI.embete_for
