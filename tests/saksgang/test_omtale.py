"""Det som står ved siden av et spørsmål: tabellene er hele, og teksten følger feltet, svaret og loven."""

from __future__ import annotations

from dataclasses import replace

import pytest
from lovene import FVL1967, FVL2025, programmet_under

from overforing.program.program import Program
from overforing.sak import modell as m
from overforing.sak.felt import sett
from overforing.sak.sti import Sti
from overforing.saksgang.omtale import HJEMLENE, PA_SIDEN, VED_FELTET, Omtaler
from overforing.saksgang.tilstand import Omtale, Skjemasteg

PROGRAM = programmet_under(FVL1967)
KATALOG = PROGRAM.katalog
EKSEMPEL = PROGRAM.les_sak(PROGRAM.eksempel())


def _nokler(tabell: str) -> set[str]:
    return {nokkel.removeprefix(f"{tabell}.") for nokkel in KATALOG if nokkel.startswith(f"{tabell}.")}


def _stilles(felt: str) -> bool:
    """Om det finnes et spørsmål med dette feltet, eller i denne delen av saken."""
    return any(nokkel.startswith(f"{felt}.") for nokkel in _nokler("sporsmal"))


def _ved(sak: m.Sak, sti: str, side: Skjemasteg = Skjemasteg.HABILITET, program: Program = PROGRAM) -> Omtale:
    vurdering = program.vurder(sak)
    return Omtaler(sak, vurdering, program.katalog.etter(vurdering.regelsett), m.Malform.NB).ved(side, sti)


def _hjemlene(omtale: Omtale) -> list[str]:
    return [lovtekst.hjemmel for lovtekst in omtale.loven]


def test_hver_tekst_om_loven_har_en_hjemmel_og_et_sted_den_vises() -> None:
    brukt = {navn for navnene in (*PA_SIDEN.values(), *VED_FELTET.values()) for navn in navnene}
    assert set(HJEMLENE) == _nokler("lovtekst") == brukt
    assert set(PA_SIDEN) == set(Skjemasteg)


@pytest.mark.parametrize("felt", sorted({*VED_FELTET, *(n.removesuffix(".tekst") for n in _nokler("hvorfor"))}))
def test_hvert_felt_i_tabellene_finnes(felt: str) -> None:
    navn, _, svar = felt.partition("=")
    if navn.startswith("stedfortreder."):
        assert navn.partition(".")[2] in m.Stedfortredertype.__members__.values()
    else:
        assert _stilles(navn)
    if navn == "opphold.grunnlag" and svar:
        assert svar in m.Oppholdsgrunnlag.__members__.values()


def test_hvert_oppholdsgrunnlag_har_sin_tekst() -> None:
    assert {f"opphold.grunnlag={g}" for g in m.Oppholdsgrunnlag} <= set(VED_FELTET)
    assert {f"stedfortreder.{t}" for t in m.Stedfortredertype} <= set(VED_FELTET)


def test_feltet_gar_foran_siden_og_siden_gjelder_ellers() -> None:
    siden = _ved(EKSEMPEL, "")
    assert _ved(EKSEMPEL, "ansatte[a1].navn") == siden
    assert _ved(EKSEMPEL, "et_sporsmal_uten_felt_i_saken") == siden
    unntaket = _ved(EKSEMPEL, "ansatte[a1].apenbart_unntak.oppfylt")
    assert _hjemlene(unntaket) == ["forvaltningsloven § 6 fjerde ledd"]
    assert "Uten en begrunnelse" in unntaket.hvorfor
    # Et felt uten egen tekst har den som gjelder delen det er i.
    assert _ved(EKSEMPEL, "ansatte[a1].apenbart_unntak.begrunnelse") == unntaket


def test_fengsel_og_institusjon_har_hver_sin_tekst() -> None:
    tekster = []
    for grunnlag in (m.Oppholdsgrunnlag.FENGSEL, m.Oppholdsgrunnlag.INSTITUSJON):
        ny = replace(EKSEMPEL, opphold=m.Opphold(grunnlag=grunnlag))
        tekster.append(_ved(ny, "opphold.grunnlag", Skjemasteg.RETT_KOMMUNE).loven[0].tekst)
    assert "R35-00" in tekster[0]
    assert "heldøgns omsorg" in tekster[1]


@pytest.mark.parametrize(
    ("lov", "type_", "hjemmel"),
    [
        (FVL1967, m.Tilknytningstype.SOSKEN, "forvaltningsloven § 6 første ledd"),
        (FVL1967, m.Tilknytningstype.SAMBOER, "forvaltningsloven § 6 annet ledd"),
        (FVL2025, m.Tilknytningstype.SAMBOER, "forvaltningsloven av 2025 § 26"),
        (FVL2025, m.Tilknytningstype.NABO, "forvaltningsloven av 2025 § 27"),
    ],
)
def test_tilknytningen_viser_bestemmelsen_den_hviler_pa(
    lov: m.Regelsett, type_: m.Tilknytningstype, hjemmel: str
) -> None:
    program = programmet_under(lov)
    sti = Sti("ansatte[a1].tilknytninger[0].type")
    omtale = _ved(sett(EKSEMPEL, sti, type_), sti, program=program)
    assert _hjemlene(omtale) == [hjemmel]


def test_alternativene_har_hver_sin_omtale() -> None:
    alle = [_ved(EKSEMPEL, f"stedfortreder[{t}].mulig", Skjemasteg.STEDFORTREDER) for t in m.Stedfortredertype]
    assert len(set(alle)) == len(m.Stedfortredertype)
