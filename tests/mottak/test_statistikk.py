"""Tallene, og at små tall i en tabell ikke kan finnes ved å trekke fra. Hele rapporten prøves i test_aarsrapport."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from overforing.mottak.skjerming import GRENSE, skjul
from overforing.mottak.statistikk import Dimensjon, Tallgrunnlag, tallgrunn, tell
from overforing.sak.kodeverk import Avgrensningstype

DAG = date(2026, 11, 1)


def foresporsler(**antall: int) -> list[Tallgrunnlag]:
    """Så mange fra hver kommune, avgjort på 1, 2, 3 … dager."""
    return [
        Tallgrunnlag(kommune, "fvl-6-1-b", "overfort", DAG, DAG + timedelta(days=dag))
        for kommune, n in antall.items()
        for dag in range(1, n + 1)
    ]


def antall(kommuner: dict[str, int], grense: int = GRENSE) -> dict[str, int | None]:
    """Tabellen alene, med summen som tom tekst, og det skjulte som ``None``."""
    celler = {"": sum(kommuner.values()), **kommuner}
    skjult = skjul(celler, [("", list(kommuner))], grense=grense)
    return {celle: None if celle in skjult else tall for celle, tall in celler.items()}


def test_median_dager_er_av_dem_som_er_avgjort() -> None:
    apen = Tallgrunnlag("A", "", "", DAG, None)
    (rad,) = tell([*foresporsler(A=5), apen], Dimensjon.KOMMUNE).rader
    assert (rad.antall, rad.avgjorte, rad.median_dager) == (6, 5, 3.0)
    assert tell([apen], Dimensjon.KOMMUNE).sum.median_dager is None


def test_feilforte_telles_ikke() -> None:
    feilfort = Tallgrunnlag("A", "", "feilfort", DAG, DAG)
    assert tell([feilfort, *foresporsler(A=2)], Dimensjon.KOMMUNE).sum.antall == 2


def test_overforingene_telles_etter_hva_de_omfatter() -> None:
    overfort = foresporsler(A=3)
    alene, med = (replace(overfort[nr], omfang=omfang) for nr, omfang in enumerate(Avgrensningstype))
    avslatt = Tallgrunnlag("A", "", "ikke_inhabilitet", DAG, DAG)
    rader = tell([alene, med, alene, overfort[2], avslatt], Dimensjon.UTFALL).rader
    assert [(rad.verdi, rad.antall) for rad in rader] == [
        ("ikke_inhabilitet", 1),
        ("overfort", 1),
        ("overfort.en_soknad", 2),
        ("overfort.soknad_og_fornyelser", 1),
    ]
    assert [rad.verdi for rad in tell([alene, med], Dimensjon.KOMMUNE).rader] == ["A"]


def test_en_som_ikke_er_avgjort_telles_for_seg() -> None:
    apen = Tallgrunnlag("A", "fvl-6-1-b", "", DAG, None)
    assert [rad.verdi for rad in tell([apen, *foresporsler(A=1)], Dimensjon.UTFALL).rader] == ["", "overfort"]
    assert [rad.verdi for rad in tell([apen], Dimensjon.GRUNN).rader] == ["fvl-6-1-b"]


def test_summen_er_alle_og_har_ikke_noe_navn() -> None:
    tabell = tell(foresporsler(A=2, B=3), Dimensjon.KOMMUNE)
    assert (tabell.dimensjon, tabell.sum.verdi, tabell.sum.antall) == (Dimensjon.KOMMUNE, "", 5)
    assert tell([], Dimensjon.KOMMUNE).sum.antall == 0


def test_fem_er_ikke_et_lite_tall_og_grensen_kan_settes() -> None:
    assert antall({"A": 5, "B": 8}) == {"": 13, "A": 5, "B": 8}
    assert antall({"A": 5, "B": 8}, 6) == {"": 13, "A": None, "B": None}


def test_av_like_store_rader_skjermes_den_forste_i_alfabetet() -> None:
    assert antall({"A": 7, "B": 2, "C": 7}) == {"A": None, "B": None, "C": 7, "": 16}


def test_maneden_er_den_foresporselen_kom() -> None:
    sent = Tallgrunnlag("A", "", "overfort", date(2026, 10, 31), date(2026, 12, 1))
    assert [rad.verdi for rad in tell([sent, *foresporsler(A=1)], Dimensjon.MANED).rader] == ["2026-10", "2026-11"]


@pytest.mark.parametrize(
    ("kommuner", "ventet"),
    [
        # Ingen små tall: alt vises.
        ({"A": 5, "B": 7}, {"A": 5, "B": 7, "": 12}),
        # Ett lite tall kunne vært regnet ut av summen: det minste av de andre skjules også.
        ({"A": 2, "B": 7, "C": 9}, {"A": None, "B": None, "C": 9, "": 18}),
        # To små, men til sammen så lite at begge måtte være under fem.
        ({"A": 1, "B": 2, "C": 9, "D": 20}, {"A": None, "B": None, "C": None, "D": 20, "": 32}),
        # To små som til sammen kunne vært noe annet.
        ({"A": 3, "B": 4, "C": 9}, {"A": None, "B": None, "C": 9, "": 16}),
        # Fem enere er fem: en som kjenner summen, ville visst det.
        ({"A": 1, "B": 1, "C": 1, "D": 1, "E": 1}, {"A": None, "B": None, "C": None, "D": None, "E": None, "": None}),
        # Bare én kommune: summen er den samme som den.
        ({"A": 3}, {"A": None, "": None}),
    ],
)
def test_sma_tall_skjermes_ogsa_for_den_som_trekker_fra(
    kommuner: dict[str, int], ventet: dict[str, int | None]
) -> None:
    assert antall(kommuner) == ventet


@given(st.dictionaries(st.sampled_from("ABCDEFGH"), st.integers(1, 15), min_size=1))
def test_ingen_skjult_rad_ma_vaere_under_fem(kommuner: dict[str, int]) -> None:
    vist = antall(kommuner)
    summen = vist.pop("")
    skjult = [navn for navn, n in vist.items() if n is None]
    assert all(n is None or n >= 5 for n in vist.values())
    assert {navn for navn, n in kommuner.items() if n < 5} <= set(skjult)
    if not skjult:
        assert summen == sum(kommuner.values())
    elif summen is not None:
        # Det en kan regne ut: summen av de skjulte, og at hver er minst én.
        til_sammen = summen - sum(n for n in vist.values() if n is not None)
        assert len(skjult) > 1
        assert til_sammen - (len(skjult) - 1) >= 5


def test_to_skrivemater_av_et_kontor_er_det_samme_og_to_kommuner_har_hvert_sitt() -> None:
    skrevet = [("5001", "Nav Nes"), ("5001", "NAV  Nes"), ("5001", "Nav Nes"), ("3301", "Nav Nes"), ("5001", "")]
    grunnlag = [Tallgrunnlag(kommune, "", "", DAG, None, kontor=kontor) for kommune, kontor in skrevet]
    rader = tell(grunnlag, Dimensjon.KONTOR).rader
    assert [(rad.verdi, rad.antall) for rad in rader] == [("3301|Nav Nes", 1), ("5001|", 1), ("5001|Nav Nes", 3)]


def test_det_som_ikke_er_kjent_er_aldri_null_dager_eller_et_utfall() -> None:
    rettet = Tallgrunnlag("A", "", "overfort", DAG, DAG - timedelta(days=1))
    uten = Tallgrunnlag("A", "", "", DAG, DAG)
    (rad,) = tell([rettet, uten], Dimensjon.KOMMUNE).rader
    assert (rad.antall, rad.avgjorte, rad.median_dager) == (2, 1, 0.0)
    assert [rad.verdi for rad in tell([rettet, uten], Dimensjon.UTFALL).rader] == ["overfort", "ukjent"]


@pytest.mark.parametrize(
    ("felt", "ventet"),
    [
        (("fvl-6-1-b", "anmodning", True, "veileder"), "fvl-6-1-b"),
        (("", "tvist", True, ""), "tvist"),
        (("", "anmodning", True, ""), "ingen"),
        (("", "anmodning", True, "veileder"), ""),
        (("", "anmodning", False, ""), ""),
    ],
)
def test_en_grunn_som_ikke_er_kjent_er_ikke_det_samme_som_ingen(felt: tuple[str, str, bool, str], ventet: str) -> None:
    grunn, slag, har_saken, inhabile = felt
    assert tallgrunn(grunn, slag, har_saken=har_saken, inhabile=inhabile) == ventet
