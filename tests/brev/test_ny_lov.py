"""Brevene etter forvaltningsloven av 2025: hvert dokument er godkjent, og ingen viser til loven av 1967."""

from __future__ import annotations

import re
from functools import cache

import pytest
from brev.brevprover import EKSEMPLER, SAKER, brev, les_sak, lesbar
from brev.test_komponer import NY_LOV
from brev.test_svarbrev import HVER
from brev.test_svarbrev import NY_LOV as SVAR_ETTER_NY_LOV

from overforing.brev.komponer import EMBETETS, SKRIVERE
from overforing.brev.modell import Brev
from overforing.feil import KanIkke
from overforing.sak.modell import Dokument, Malform, Regelsett

ALLE_SAKER = sorted([fil.stem for fil in SAKER.glob("*.json")] + [fil.stem for fil in EKSEMPLER.rglob("[0-9]*.json")])
GAMMEL_LOV = re.compile(
    r"forvaltningslov(en|a) §|lov(en|a) av 1967|«særlig ulempe»|tidsspille|skadevirkning|enkelte tilfelle"
)
"""Den gamle loven heter «forvaltningsloven», den nye alltid «forvaltningsloven av 2025»; og ord bare den gamle har."""


@cache
def etter_ny_lov(dokument: Dokument, malform: Malform) -> dict[str, Brev]:
    """Brevet i hver av sakene som har det."""
    ut = {}
    for navn in ALLE_SAKER:
        try:
            ut[navn] = brev(dokument, les_sak(navn), malform, Regelsett.FVL2025)
        except KanIkke:
            continue
    return ut


def test_hvert_dokument_er_godkjent_etter_den_nye_loven() -> None:
    assert {dokument for _, dokument in NY_LOV} == set(SKRIVERE)
    assert {HVER[navn][0] for navn in SVAR_ETTER_NY_LOV} == set(EMBETETS)


@pytest.mark.parametrize("malform", Malform)
@pytest.mark.parametrize("dokument", SKRIVERE)
def test_ingen_sak_far_et_brev_som_viser_til_den_gamle_loven(dokument: Dokument, malform: Malform) -> None:
    brevene = etter_ny_lov(dokument, malform)
    assert brevene
    for navn, laget in brevene.items():
        assert not GAMMEL_LOV.search(lesbar(laget)), navn


@pytest.mark.parametrize("dokument", [Dokument.ANMODNING, Dokument.HABILITETSNOTAT])
def test_proven_kjenner_den_gamle_loven_igjen(dokument: Dokument) -> None:
    for malform in Malform:
        assert GAMMEL_LOV.search(lesbar(brev(dokument, les_sak("alt-utfylt"), malform, Regelsett.FVL1967)))
