"""Ny søknad i samme forhold: ingen er svart for på forhånd, og en tidligere vurdering er bare et forslag."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from gyldige_saker import EMBETE_FOR, KOMMUNER, regelsett, saker
from hypothesis import given

from overforing.program.program import Program
from overforing.regelverk.funn import Status, Utfall
from overforing.regelverk.vurder import vurder
from overforing.sak import modell as m
from overforing.sak.saksfil import fra_json, til_json
from overforing.saksgang.fornyelse import ny_soknad, tidligere
from overforing.saksgang.helhet import hold_sammen

PROGRAM = Program.start()
NY_ID = "00000001-3e6a-4c55-9d5a-0f3c1f6f2a11"
DAG = date(2027, 1, 5)
KONTOR = m.Kontor(navn="Nav Eksempel", kommune="5001")


def _ny(sak: m.Sak) -> m.Sak:
    return ny_soknad(sak, NY_ID, DAG, KONTOR)


def _verdier(verdi: Any) -> Iterator[Any]:
    if dataclasses.is_dataclass(verdi):
        for felt in dataclasses.fields(verdi):
            yield from _verdier(getattr(verdi, felt.name))
    elif isinstance(verdi, tuple):
        for element in verdi:
            yield from _verdier(element)
    else:
        yield verdi


@given(saker(), regelsett)
def test_ingen_er_fri_og_ingenting_er_svart_i_en_fornyet_sak(sak: m.Sak, lov: m.Regelsett) -> None:
    ny = _ny(sak)
    vurdering = vurder(ny, lov, EMBETE_FOR)
    assert not vurdering.ferdig
    assert vurdering.utfall is Utfall.UAVKLART
    assert set(vurdering.ansatte.values()) <= {Status.UAVKLART, Status.INHABIL, Status.AVLEDET}
    for ansatt in ny.ansatte:
        assert ansatt.ingen_tilknytning == ()
        assert (ansatt.skjonn, ansatt.apenbart_unntak, ansatt.habilitetsvurdering, ansatt.innsigelse) == (None,) * 4
        assert ansatt.oppgave is m.Oppgave.INGEN
    assert [v for v in _verdier(ny) if isinstance(v, date)] == [DAG]
    assert (ny.midlertidige_tiltak, ny.ingen_tiltak, ny.soknad) == ((), None, m.Soknad())
    assert all(p.samtykke is None and p.spurt_om_tilknytning is None for p in ny.parter)


def _hva(ansatt: m.Ansatt) -> list[tuple[m.Tilknytningstype, str | None, str]]:
    return [(t.type, t.part, t.beskrivelse) for t in ansatt.tilknytninger]


@given(saker())
def test_en_fornyet_sak_er_hel_og_har_menneskene_linjen_og_tilknytningene(sak: m.Sak) -> None:
    ny = _ny(sak)
    assert hold_sammen(ny) == ny
    assert fra_json(til_json(ny), KOMMUNER) == ny
    assert [(a.id, a.navn, a.rolle, a.overordnet, _hva(a)) for a in ny.ansatte] == [
        (a.id, a.navn, a.rolle, a.overordnet, _hva(a)) for a in sak.ansatte
    ]
    assert all(t.kilde is not m.Tilknytningskilde.SELV for a in ny.ansatte for t in a.tilknytninger), "et gammelt svar"
    assert [(p.id, p.navn, p.representant) for p in ny.parter] == [(p.id, p.navn, p.representant) for p in sak.parter]


@given(saker())
def test_det_som_verner_noen_blir_ikke_borte(sak: m.Sak) -> None:
    ny = _ny(sak)
    assert [bool(p.adressesperre) for p in ny.parter] == [bool(p.adressesperre) for p in sak.parter]
    assert [a.holdes_utenfor for a in ny.ansatte] == [a.holdes_utenfor for a in sak.ansatte]
    hit = sak.opphold.overfort_hit
    assert ny.opphold.overfort_hit == (m.OverfortHit(fra=hit.fra, omfang=hit.omfang) if hit else None)


def test_bare_det_som_skal_folge_med_folger_med() -> None:
    """Et nytt felt i saken begynner tomt i en fornyet sak til noen har bestemt noe annet."""
    sak = PROGRAM.les_sak(PROGRAM.eksempel())
    fulgt = {f.name for f in dataclasses.fields(m.Sak) if getattr(_ny(sak), f.name) != f.default}
    assert fulgt == {"id", "vurderingsdato", "kontor", "parter", "opphold", "ansatte"}


# Det som ble ment sist

SKJONN = m.Skjonn(konklusjon=m.Konklusjon.INHABIL, begrunnelse="De vokste opp i samme hus.")
VENN = m.Tilknytning(type=m.Tilknytningstype.NART_VENNSKAP, part="p1")
KARI = m.Ansatt(id="a1", navn="Kari Moen", rolle=m.Rolle.VEILEDER, tilknytninger=(VENN,), skjonn=SKJONN)
SAK = m.Sak(
    id="7f0c3c3e-6a0e-4c55-9d5a-0f3c1f6f2a11",
    vurderingsdato=date(2026, 11, 20),
    parter=(m.Part(id="p1", navn="Per Ås", rolle=m.Partsrolle.SOKER),),
    ansatte=(KARI,),
)


def test_den_tidligere_vurderingen_finnes_for_den_samme_med_de_samme_tilknytningene() -> None:
    ny = _ny(SAK)
    assert tidligere(SAK, ny, ny.ansatte[0]) == KARI
    flyttet = replace(ny.ansatte[0], overordnet="a2", oppgave=m.Oppgave.AVGJOR)
    assert tidligere(SAK, ny, flyttet) == KARI


@pytest.mark.parametrize(
    "endring",
    [
        {"navn": "Ola Hov"},
        {"rolle": m.Rolle.NAV_LEDER},
        {"tilknytninger": ()},
        {"tilknytninger": (replace(VENN, type=m.Tilknytningstype.BEKJENTSKAP),)},
        {"id": "a2"},
    ],
)
def test_gjelder_den_noe_annet_na_er_den_ikke_et_forslag(endring: dict[str, Any]) -> None:
    ny = _ny(SAK)
    assert tidligere(SAK, ny, replace(ny.ansatte[0], **endring)) is None


def test_en_annen_part_gir_ikke_noe_forslag() -> None:
    ny = _ny(SAK)
    annen = replace(ny, parter=(replace(ny.parter[0], navn="Eva Lie"),))
    assert tidligere(SAK, annen, ny.ansatte[0]) is None


def test_den_som_ikke_ble_vurdert_og_en_sak_uten_forrige_har_ingen() -> None:
    uvurdert = replace(SAK, ansatte=(replace(KARI, skjonn=None),))
    assert tidligere(uvurdert, _ny(uvurdert), _ny(uvurdert).ansatte[0]) is None
    assert tidligere(None, SAK, KARI) is None
