"""Nye deler i saken: et svar som bare kunne gjelde én part, gjelder fortsatt den samme når det kommer flere."""

from __future__ import annotations

from datetime import date

import pytest

from overforing.sak import modell as m
from overforing.saksgang.elementer import med_ny, med_ny_i_linjen
from overforing.saksgang.slag import Plass

DAG = date(2026, 11, 20)


def en_sak(*parter: str) -> m.Sak:
    ansatt = m.Ansatt(
        id="a1",
        tilknytninger=(m.Tilknytning(type=m.Tilknytningstype.NABO, kilde=m.Tilknytningskilde.SOKER),),
        ingen_tilknytning=(m.IngenTilknytning(kilde=m.Svarkilde.SELV, dato=DAG, av="Siri Lund"),),
    )
    return m.Sak(
        id="7f0c3c3e-6a0e-4c55-9d5a-0f3c1f6f2a11",
        vurderingsdato=DAG,
        parter=tuple(m.Part(id=id_) for id_ in parter),
        ansatte=(ansatt, m.Ansatt(id="a2")),
    )


def test_svarene_sier_hvilken_part_de_gjelder_nar_det_kommer_en_til() -> None:
    sak = med_ny(en_sak("p1"), "parter", DAG)
    assert [p.id for p in sak.parter] == ["p1", "p2"]
    assert [t.part for t in sak.ansatte[0].tilknytninger] == ["p1"]
    assert sak.ansatte[0].ingen_tilknytning == (
        m.IngenTilknytning(kilde=m.Svarkilde.SELV, part="p1", dato=DAG, av="Siri Lund"),
    )
    assert sak.ansatte[1] == m.Ansatt(id="a2")


def test_et_svar_som_alt_sier_hvilken_part_det_gjelder_star_som_det_er() -> None:
    sak = med_ny(med_ny(en_sak("p1"), "parter", DAG), "parter", DAG)
    assert [s.part for s in sak.ansatte[0].ingen_tilknytning] == ["p1"]


@pytest.mark.parametrize("plass", Plass)
def test_ogsa_en_ny_i_linjen_gjor_svarene_tydelige(plass: Plass) -> None:
    sak = med_ny_i_linjen(en_sak("p1"), "a1", plass)
    assert [s.part for s in sak.ansatte[0].ingen_tilknytning] == ["p1"]
    assert sak.ansatte[-1].ingen_tilknytning == ()
