"""Ingen navn fra saksfilen eller koden i det et menneske leser: verken i vinduet, på kommandolinjen eller i brevene."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

import pytest
from brev.brevprover import EKSEMPLER, brev, les_sak
from saksgang.lager import MinneLager

from overforing.brev.modell import brevtekst
from overforing.feil import KanIkke
from overforing.program.program import Program
from overforing.sak.modell import Dokument, Malform, Sak
from overforing.saksgang.presentasjon import Presentasjon
from overforing.saksgang.saksgang import Saksgang
from overforing.saksgang.tilstand import Skjemasteg
from overforing.tekster.vurderingsfil import klartekst

PROGRAM = Program.start()
SAKENE = sorted(fil.stem for fil in EKSEMPLER.rglob("[0-9]*.json"))
KODENAVN = re.compile(r"[a-zæøå]+_[a-zæøå_]+|\w+\[\w*\]|\b[a-z]{3,}(\.[a-z]{3,}){1,}\b(?<!\.no)(?<!invalid)|[{}]")


def _vinduet(sak: Sak, malform: Malform) -> Iterator[str]:
    gang = Saksgang(
        sak,
        presentasjon=Presentasjon(PROGRAM.katalog, PROGRAM.geografi, malform),
        vurder=PROGRAM.vurder,
        lager=MinneLager(),
        na=lambda: datetime(2026, 11, 22, 10, 42).astimezone(),
        versjon=1,
    )
    tilstand = gang.ga_til(Skjemasteg.OPPSUMMERING)
    yield from (tilstand.slik_star, tilstand.neste_sporsmal, tilstand.hjelp.tekst)
    yield from (tvil.tekst for tvil in tilstand.tvil)
    yield from (f"{post.tekst} {post.begrunnelse}" for post in tilstand.spor)
    yield from (steg.grunn for steg in tilstand.sider)
    yield from (f"{linje.gruppe} {linje.sporsmal} {linje.svar}" for linje in tilstand.svarene)


def _brevene(sak: Sak, malform: Malform) -> Iterator[str]:
    for dokument in Dokument:
        try:
            yield brevtekst(brev(dokument, sak, malform))
        except KanIkke:
            continue


@pytest.mark.parametrize("malform", Malform)
@pytest.mark.parametrize("navn", SAKENE)
def test_ingen_kodenavn_i_det_et_menneske_leser(navn: str, malform: Malform) -> None:
    sak = replace(les_sak(navn), malform=malform)
    pa_linjen = klartekst(PROGRAM.vurder(sak), sak, PROGRAM.katalog, PROGRAM.geografi)
    for tekst in (*_vinduet(sak, malform), pa_linjen, *_brevene(sak, malform)):
        assert not KODENAVN.search(tekst), tekst


@pytest.mark.parametrize("kodenavn", ["annen_saksbehandler", "ansatte[a1]", "habilitetsvurdering.dato", "{ansatt}"])
def test_et_kodenavn_blir_sett(kodenavn: str) -> None:
    assert KODENAVN.search(f"Hvem er det ({kodenavn})?")
