"""Saker som ligner: bare avgjorte, etter grunn og momenter, og aldri en den som ser på, er inhabil eller i tvil i."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from mottak.mottakprover import en_foresporsel

from overforing.mottak.foresporsel import EgenHabilitet, Slag, Status, Svarutfall
from overforing.mottak.lignende import FLEST, Avgjort, lignende
from overforing.sak.kodeverk import Moment

MEG = "Ine Aune"
GRUNN = "fvl-6-1-b"
HER = en_foresporsel(nr=1, grunn=GRUNN, sak="a")
FLERE, SPREDNING = Moment.FLERE_LEDD_INHABILE, Moment.SPREDNING_AV_SENSITIVE_OPPLYSNINGER


def avgjort(nr: int = 2, momenter: tuple[str, ...] = (), **felt: Any) -> Avgjort:
    standard = {"grunn": GRUNN, "status": Status.AVGJORT, "utfall": Svarutfall.OVERFORT, "avgjort": date(2026, 11, 1)}
    return Avgjort(en_foresporsel(nr=nr, **{**standard, **felt}), frozenset(momenter))


def test_den_likeste_star_forst_og_sa_den_siste() -> None:
    like = [
        avgjort(2),
        avgjort(3, (FLERE, SPREDNING, "ukjent"), grunn="fvl-6-2"),
        avgjort(4, (FLERE,)),
        avgjort(5, avgjort=date(2026, 11, 2)),
    ]
    svar = lignende(HER, (SPREDNING, FLERE), like, MEG)
    assert [(s.nr, s.grunn, s.momenter) for s in svar] == [
        (4, GRUNN, (FLERE,)),
        (3, "", (FLERE, SPREDNING)),
        (5, GRUNN, ()),
        (2, GRUNN, ()),
    ]
    assert len(lignende(HER, (), [avgjort(nr) for nr in range(2, 20)], MEG)) == FLEST


@pytest.mark.parametrize(
    "felt",
    [
        {"nr": 1},
        {"sak": "a"},
        {"utfall": Svarutfall.TRUKKET},
        {"status": Status.UNDER_BEHANDLING, "utfall": None, "avgjort": None},
        {"slag": Slag.TVIST},
        {"del_av": "2026/9"},
        {"grunn": "fvl-6-2"},
        {"inhabile_her": "Tor Hegg; ine  aune"},
        {"i_tvil_her": MEG},
        {"saksbehandler": MEG, "egen_habilitet": EgenHabilitet.INHABIL},
    ],
    ids=str,
)
def test_en_som_ikke_skal_ses_er_ikke_med(felt: dict[str, Any]) -> None:
    assert lignende(HER, (), [avgjort(**felt)], MEG) == ()
    assert lignende(HER, (), [avgjort()], MEG)


def test_flere_grunner_er_ikke_den_samme_grunnen() -> None:
    her = en_foresporsel(grunn="flere")
    assert lignende(her, (), [avgjort(grunn="flere")], MEG) == ()
    assert lignende(en_foresporsel(grunn=""), (), [avgjort(grunn="")], MEG) == ()


def test_den_som_er_inhabil_her_far_ingen() -> None:
    for felt in ({"inhabile_her": MEG}, {"i_tvil_her": MEG}):
        assert lignende(en_foresporsel(grunn=GRUNN, **felt), (), [avgjort()], MEG) == ()
