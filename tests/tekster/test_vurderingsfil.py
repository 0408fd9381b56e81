"""Vurderingen ut: JSON etter saksfil.md § 2, og klartekst et menneske kan lese."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest
from gyldige_saker import EMBETE_FOR, regelsett, saker
from hypothesis import given

from overforing.program.program import Program
from overforing.regelverk.vurder import vurder
from overforing.sak.modell import Malform, Regelsett, Sak
from overforing.tekster import vurderingsfil

PROGRAM = Program.start()
ROT = Path(__file__).resolve().parents[2]


def _verdier(sak: Sak, regelsett: Regelsett):
    return vurderingsfil.verdier(vurder(sak, regelsett, EMBETE_FOR), sak, PROGRAM.katalog, PROGRAM.geografi)


@given(saker(), regelsett)
def test_enhver_vurdering_kan_skrives_pa_begge_malformer(sak: Sak, regelsett: Regelsett) -> None:
    for malform in Malform:
        i_malform = replace(sak, malform=malform)
        verdier = _verdier(i_malform, regelsett)
        assert json.loads(json.dumps(verdier)) == verdier
        tekster = [f["begrunnelse"] for f in verdier["spor"]] + [a["tekst"] for a in verdier["avklaringer"]]
        for tekst in tekster:
            assert tekst.strip()
            assert not re.search(r"[][{}]|None|  |\w_\w", tekst), tekst
        vurdering = vurder(i_malform, regelsett, EMBETE_FOR)
        assert vurderingsfil.klartekst(vurdering, i_malform, PROGRAM.katalog, PROGRAM.geografi).endswith("\n")


def test_eksempelet_i_spesifikasjonen_gir_svaret_som_star_der() -> None:
    sak = PROGRAM.les_sak(
        """{"skjema": "overforing/sak/1", "id": "7f0c3c3e-6a0e-4c55-9d5a-0f3c1f6f2a11",
        "vurderingsdato": "2026-11-20", "kontor": {"navn": "Nav Eksempel", "kommune": "5001"},
        "soknad": {"mottatt": "2026-11-18", "haster": true, "hva_haster": "Uten penger til mat"},
        "arsak": "inhabilitet",
        "parter": [{"id": "p1", "rolle": "soker", "spurt_om_tilknytning": {"svar": "ja", "hvem": ["a1"]}}],
        "opphold": {"grunnlag": "oppholder_seg", "kommune": "5001"},
        "ansatte": [
          {"id": "a1", "navn": "Kari Moen", "rolle": "nav_leder", "overordnet": "a2",
           "tilknytninger": [{"type": "sosken", "part": "p1"}],
           "habilitetsvurdering": {"avgjort_av": "overordnet", "avgjort_av_ansatt": "a2", "krevd_av_part": false,
            "dato": "2026-11-19"}},
          {"id": "a2", "navn": "Anne Dahl", "rolle": "kommunalsjef", "overordnet": "a4",
           "ingen_tilknytning": [{"part": "p1", "kilde": "selv", "dato": "2026-11-19", "av": "Siri Lund"}]},
          {"id": "a3", "navn": "Siri Lund", "rolle": "veileder", "overordnet": "a1", "oppgave": "avgjor",
           "ingen_tilknytning": [{"part": "p1", "kilde": "selv", "dato": "2026-11-19", "av": "Siri Lund"}]},
          {"id": "a4", "navn": "Ola Hov", "rolle": "kommunedirektor",
           "ingen_tilknytning": [{"part": "p1", "kilde": "ikke_kjent", "dato": "2026-11-19", "av": "Siri Lund"}]}],
        "stedfortreder": [{"type": "overordnet", "ansatt": "a2", "mulig": true}],
        "midlertidige_tiltak": [{"hjemmel": "sotjl18", "forelopig": true, "besluttet_av": "a1"}],
        "allerede_gjort": "Ingenting.", "orientering_soker": {"mate": "telefon"}, "underskriver": "a2"}"""
    )
    verdier = _verdier(sak, Regelsett.FVL1967)
    assert verdier["utfall"] == "overordnet_avgjor"
    assert verdier["ferdig"] is True
    assert verdier["ansatte"] == {
        "a1": {"status": "inhabil", "kan_forberede": False, "kan_avgjore": False},
        "a2": {"status": "habil", "kan_forberede": True, "kan_avgjore": True},
        "a3": {"status": "avledet", "kan_forberede": True, "kan_avgjore": False},
        "a4": {"status": "ikke_kjent", "kan_forberede": False, "kan_avgjore": False},
    }
    assert verdier["mangler"] == []
    assert verdier["avklaringer"] == []
    assert verdier["dokumenter"] == ["habilitetsnotat"]
    forste = verdier["spor"][0]
    assert forste["steg"] == "rett_kommune"
    assert forste["om"] is None
    assert forste["utfall"] == "egen_kommune"
    assert forste["hjemmel"] == [{"lov": "sotjl", "paragraf": "3", "ledd": 1}]
    assert forste["felt"] == ["opphold.grunnlag", "opphold.kommune"]
    assert list(verdier) == [
        "skjema", "sak", "regelsett", "utfall", "ferdig", "ansatte", "mangler", "avklaringer", "spor", "dokumenter",
    ]  # fmt: skip


def test_sammenligningen_viser_at_samboeren_er_inhabil_uten_videre_i_den_nye_loven() -> None:
    sak = PROGRAM.les_sak((ROT / "tests/eksempler/13-samboer-ikke-vurdert-enna.json").read_bytes())
    svar = vurderingsfil.sammenligning(_verdier(sak, Regelsett.FVL1967), _verdier(sak, Regelsett.FVL2025))
    forskjeller = {f["felt"]: (f["fvl1967"], f["fvl2025"]) for f in svar["forskjeller"]}
    assert forskjeller["ansatte[a1].status"] == ("uavklart", "inhabil")
    assert forskjeller["ansatte[a3].status"] == ("habil", "avledet")
    assert "ansatte[a4].status" not in forskjeller


def test_like_saker_har_ingen_forskjeller() -> None:
    sak = PROGRAM.les_sak(PROGRAM.eksempel())
    en = _verdier(sak, Regelsett.FVL1967)
    assert vurderingsfil.sammenligning(en, en)["forskjeller"] == []


@pytest.mark.parametrize("malform", Malform)
def test_klarteksten_nevner_ingen_id_er(malform: Malform) -> None:
    sak = replace(PROGRAM.les_sak(PROGRAM.eksempel()), malform=malform)
    tekst = vurderingsfil.klartekst(PROGRAM.vurder(sak), sak, PROGRAM.katalog, PROGRAM.geografi)
    assert "Kari Moen" in tekst
    assert not re.search(r"\ba[1-4]\b", tekst)


def test_den_som_er_habil_uten_en_kjent_linje_er_ikke_bare_habil() -> None:
    sak = PROGRAM.les_sak((ROT / "tests/eksempler/19-veilederen-er-ikke-plassert-i-linjen.json").read_bytes())
    tekst = vurderingsfil.klartekst(PROGRAM.vurder(sak), sak, PROGRAM.katalog, PROGRAM.geografi)
    assert "  Siri Lund: habil, linjen ikke avklart\n" in tekst
    assert "  Anne Dahl: ikke gjort kjent med saken\n" in tekst


def test_en_ledig_stilling_er_ledig_og_ingen_som_ikke_er_spurt() -> None:
    sak = PROGRAM.les_sak((ROT / "tests/eksempler/flere/37-kommunalsjefens-stilling-er-ledig.json").read_bytes())
    tekst = vurderingsfil.klartekst(PROGRAM.vurder(sak), sak, PROGRAM.katalog, PROGRAM.geografi)
    assert "  Kommunalsjefen: stillingen er ledig\n" in tekst
