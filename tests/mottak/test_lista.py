"""Lista: det som vises når ikke noe annet er bedt om."""

from __future__ import annotations

from datetime import date

from overforing.mottak.foresporsel import Slag, Status
from overforing.mottak.kvittering import Mottaksutfall
from overforing.mottak.lista import Listerad
from overforing.mottak.skjerming import GRENSE
from overforing.mottak.statistikk import Dimensjon
from overforing.mottak.utvalg import SIDE, Ko, Sortering, Utvalg

DAG = date(2026, 11, 20)


def test_uten_valg_vises_alle_og_det_som_haster_forst() -> None:
    utvalg = Utvalg()
    assert (utvalg.ko, utvalg.sok, utvalg.sortering, utvalg.synkende) == (Ko.ALLE, "", Sortering.HASTER, None)
    assert {utvalg.slag, utvalg.status, utvalg.utfall, utvalg.omfang, utvalg.kommune, utvalg.fra, utvalg.til} == {None}
    assert SIDE == 50


def test_en_rad_har_journalnummeret() -> None:
    rad = Listerad(
        *(2026, 7, Slag.ANMODNING, DAG, DAG, Status.NY, *[None] * 6),
        *("", "", "Trondheim", "", "", None, False, False, "", 1, False, None),
    )
    assert rad.journalnummer == "2026/7"


def test_ordene_pa_kommandolinja_er_faste() -> None:
    """De skrives av folk og av programmer: køene, rekkefølgene, tallene og det som ble av en fil."""
    assert [[en.value for en in slag] for slag in (Ko, Sortering, Dimensjon, Mottaksutfall)] == [
        [
            "alle",
            "nye",
            "siden_sist",
            "mine",
            "uten_saksbehandler",
            "paminnelser",
            "over_frist",
            "frist_snart",
            "venter_pa_kommunen",
            "til_godkjenning",
            "avgjort_i_ar",
        ],
        ["haster", "nyest", "mottatt", "frist", "kommune", "inhabile", "status", "saksbehandler"],
        ["kommune", "kontor", "grunn", "utfall", "maned", "svartid", "alder"],
        ["ny", "ny_anmodning", "ny_versjon", "samme_innhold", "knyttet", "allerede"],
    ]


def test_et_lite_tall_er_under_fem() -> None:
    assert GRENSE == 5
