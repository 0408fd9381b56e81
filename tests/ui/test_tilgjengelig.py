"""Kontorets vindu kan brukes av alle: hver side og dialog på rundturen, i begge drakter og størrelser."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from ui import rundtur
from ui.uu.gang import PROVER, Gang

from overforing.saksgang.slag import Skjemasteg


@pytest.fixture(scope="module")
def gangene(gaa: Callable[..., Gang]) -> dict[str, Gang]:
    return {"vanlig": gaa(rundtur, dobbel=False), "dobbel": gaa(rundtur, dobbel=True)}


@pytest.mark.parametrize("skrift", ["vanlig", "dobbel"])
@pytest.mark.parametrize("prove", PROVER)
def test_ingen_feil_pa_noe_sted_i_kontorets_vindu(prove: str, skrift: str, gangene: dict[str, Gang]) -> None:
    assert not gangene[skrift].feil[prove], gangene[skrift].melding(prove)


def test_gangen_var_innom_alle_stegene_og_dialogene(gangene: dict[str, Gang]) -> None:
    for gang in gangene.values():
        for side in Skjemasteg:
            assert any(side in sted for sted in gang.steder), side
        assert {"10-dialog-slett", "10-dialog-krasj", "10-dialog-feil", "05-brev-omskriving"} <= set(gang.steder)
