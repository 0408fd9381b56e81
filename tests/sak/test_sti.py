"""Stien er teksten saksfilen har: den bygges og deles opp uten at noe annet sted må vite hvordan den skrives."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from overforing.sak import modell as m
from overforing.sak.sti import Sti, i_liste

DYP = Sti("ansatte[a1].tilknytninger[0].type")


def test_stien_er_teksten_selv() -> None:
    assert i_liste("ansatte", "a1") / i_liste("tilknytninger", 0) / "type" == "ansatte[a1].tilknytninger[0].type"
    assert json.dumps({DYP: DYP}) == '{"ansatte[a1].tilknytninger[0].type": "ansatte[a1].tilknytninger[0].type"}'
    assert {DYP: 1}[str(DYP)] == 1
    assert Sti() / "kontor" / "navn" == "kontor.navn"


def test_delene_vet_hvor_de_star_i_saken() -> None:
    assert m.Ansatt(id="a1").sti == "ansatte[a1]"
    assert m.Part(id="p1").sti == "parter[p1]"
    assert m.Stedfortreder(type=m.Stedfortredertype.INNLEID).sti == "stedfortreder[innleid]"


@pytest.mark.parametrize(
    ("sti", "rot", "id_", "felt", "uten_nokler", "over", "liste"),
    [
        ("", "", None, "", "", "", ""),
        ("notat", "notat", None, "notat", "notat", "", ""),
        ("kontor.navn", "kontor", None, "navn", "kontor.navn", "kontor", ""),
        ("parter[p1]", "parter", "p1", "parter", "parter", "", "parter"),
        ("ansatte[a1].skjonn.dato", "ansatte", "a1", "dato", "ansatte.skjonn.dato", "ansatte[a1].skjonn", "ansatte"),
        (DYP, "ansatte", "a1", "type", "ansatte.tilknytninger.type", DYP[:-5], "ansatte[a1].tilknytninger"),
        ("ansatte[a.1 ].navn", "ansatte", "a.1 ", "navn", "ansatte.navn", "ansatte[a.1 ]", "ansatte"),
        ("ansatte[a]1].navn", "ansatte", "a]1", "navn", "ansatte.navn", "ansatte[a]1]", "ansatte"),
    ],
)
def test_delene_av_en_sti(
    sti: str, rot: str, id_: str | None, felt: str, uten_nokler: str, over: str, liste: str
) -> None:
    s = Sti(sti)
    assert (s.rot, s.id, s.felt, s.uten_nokler, s.over, s.liste) == (rot, id_, felt, uten_nokler, over, liste)


@pytest.mark.parametrize(
    ("sti", "over", "ventet"),
    [
        ("ansatte[a1].navn", "ansatte[a1]", True),
        ("ansatte[a1].navn", "ansatte", True),
        ("ansatte[a10].navn", "ansatte[a1]", False),
        ("soknad.haster_vurdert.dato", "soknad.haster", False),
        ("ansatte", "ansatte", False),
    ],
)
def test_under_er_under_og_ikke_bare_begynner_likt(sti: str, over: str, ventet: bool) -> None:
    assert Sti(sti).er_under(over) is ventet


navn = st.from_regex(r"[a-z_]{1,8}", fullmatch=True)
# Klammer og punktum tett i tett kan leses på mer enn én måte; en id med den ene av dem er grei.
nokkel = st.none() | st.text(st.characters(codec="utf-8", exclude_characters="[]"), max_size=8)


@given(st.lists(st.tuples(navn, nokkel), min_size=1, max_size=5))
def test_det_som_bygges_kan_deles_opp_igjen(ledd: list[tuple[str, str | None]]) -> None:
    sti = Sti()
    for n, k in ledd:
        forrige, sti = sti, sti / (n if k is None else i_liste(n, k))
        assert sti.over == forrige
    assert sti.ledd == tuple(ledd)
