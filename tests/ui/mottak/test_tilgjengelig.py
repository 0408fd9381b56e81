"""Statsforvalterens vindu kan brukes av alle: hver side på rundturen, i begge drakter og størrelser."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from ui import rundtur_mottak
from ui.uu.gang import PROVER, Gang

pytestmark = pytest.mark.uten_lov


@pytest.fixture(scope="module")
def gangene(gaa: Callable[..., Gang]) -> dict[str, Gang]:
    return {"vanlig": gaa(rundtur_mottak, dobbel=False), "dobbel": gaa(rundtur_mottak, dobbel=True)}


@pytest.mark.parametrize("skrift", ["vanlig", "dobbel"])
@pytest.mark.parametrize("prove", PROVER)
def test_ingen_feil_pa_noe_sted_i_statsforvalterens_vindu(prove: str, skrift: str, gangene: dict[str, Gang]) -> None:
    assert not gangene[skrift].feil[prove], gangene[skrift].melding(prove)


def test_gangen_var_innom_lista_foresporselen_og_tallene(gangene: dict[str, Gang]) -> None:
    for gang in gangene.values():
        assert {"22-mottak", "24-mottak-for-hand", "26-foresporsel-avgjor", "28-statistikk"} <= set(gang.steder)
