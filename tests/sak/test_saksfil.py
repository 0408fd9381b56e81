"""Saksfilen fram og tilbake: ingenting går tapt, og alle feil sies på én gang."""

from __future__ import annotations

import json
from dataclasses import fields, is_dataclass
from datetime import date
from pathlib import Path

import pytest
from gyldige_saker import KOMMUNER, saker
from hypothesis import given

from overforing.feil import UgyldigSaksfil
from overforing.sak.modell import Del, Sak
from overforing.sak.saksfil import fra_json, fra_verdier, kanonisk, til_json, til_verdier
from overforing.tekster.geografi import Geografi

ROT = Path(__file__).parents[2]
NUMRE = Geografi.les(ROT / "resources").numre
EKSEMPLER = sorted((ROT / "tests" / "eksempler").rglob("[0-9]*.json"))


@given(saker())
def test_en_sak_skrevet_og_lest_er_den_samme(sak: Sak) -> None:
    lest = fra_json(til_json(sak).encode(), KOMMUNER)
    assert lest == fra_verdier(til_verdier(sak), KOMMUNER) == sak
    assert til_json(lest) == til_json(sak)


@pytest.mark.parametrize("fil", EKSEMPLER, ids=lambda fil: fil.stem)
def test_en_fil_lest_og_skrevet_har_de_samme_verdiene(fil: Path) -> None:
    raa = json.loads(fil.read_text("utf-8"))
    assert til_verdier(fra_verdier(raa, NUMRE)) == raa


def test_det_filen_sa_uttrykkelig_skrives_ogsa_nar_det_er_det_vanlige() -> None:
    raa = {
        "skjema": "overforing/sak/1",
        "id": "7f0c3c3e-6a0e-4c55-9d5a-0f3c1f6f2a11",
        "sakstype": "soknad",
        "vurderingsdato": "2026-11-20",
        "kontor": {},
        "soknad": {"tjenester": [], "beskrivelse": ""},
        "ansatte": [{"id": "a1", "oppgave": "ingen", "innsigelse": {}}],
        "vedlegg": [],
    }
    assert til_verdier(fra_verdier(raa, KOMMUNER)) == raa


def test_alle_feilene_kommer_pa_en_gang_med_sti_ventet_og_funnet() -> None:
    raa = {
        "skjema": "overforing/sak/9",
        "id": "ikke-en-uuid",
        "kontor": {"kommune": 5001, "farge": "blå"},
        "ansatte": [
            {"id": "a1", "overordnet": "a2", "skjonn": {"konklusjon": "kanskje"}},
            {"id": "a2", "overordnet": "a1"},
        ],
        "stedfortreder": [{"type": "innleid", "begrunnelse": 1}],
        "settekommuner": [{"kommune": "9998"}],
        "underskriver": "a9",
        "notat": None,
    }
    with pytest.raises(UgyldigSaksfil) as feil:
        fra_verdier(raa, KOMMUNER)
    assert {f.felt for f in feil.value.feil} == {
        "skjema",
        "id",
        "vurderingsdato",
        "kontor.farge",
        "kontor.kommune",
        "ansatte[a1].overordnet",
        "ansatte[a1].skjonn.konklusjon",
        "stedfortreder[innleid].begrunnelse",
        "settekommuner[0].kommune",
        "underskriver",
        "notat",
    }
    konklusjon = next(f for f in feil.value.feil if f.felt.endswith("konklusjon"))
    assert (str(konklusjon.forventet), konklusjon.funnet) == ("én av «inhabil», «habil», «tvil»", "«kanskje»")


def test_en_dag_for_reglene_begynte_avvises_og_den_forste_er_god() -> None:
    raa = {"skjema": "overforing/sak/1", "id": "7f0c3c3e-6a0e-4c55-9d5a-0f3c1f6f2a11", "vurderingsdato": "1969-12-31"}
    with pytest.raises(UgyldigSaksfil) as feil:
        fra_verdier(raa, KOMMUNER, date(1970, 1, 1))
    (eneste,) = feil.value.feil
    assert eneste.felt == "vurderingsdato"
    assert (str(eneste.forventet), eneste.funnet) == ("en dato fra og med 1970-01-01", "«1969-12-31»")
    assert fra_verdier(raa, KOMMUNER, date(1969, 12, 31)).vurderingsdato == date(1969, 12, 31)


def test_eksemplene_er_de_som_er_avtalt(delt: Path) -> None:
    for fil in (delt / "eksempler").iterdir():
        assert (ROT / "tests" / "eksempler" / fil.name).read_bytes() == fil.read_bytes(), fil.name


def test_saksfilen_er_lesbar_for_den_som_apner_den() -> None:
    raa = {"skjema": "overforing/sak/1", "id": "7f0c3c3e-6a0e-4c55-9d5a-0f3c1f6f2a11", "vurderingsdato": "2026-11-20"}
    assert til_json(fra_verdier(raa | {"notat": "Blåbær"}, KOMMUNER)) == (
        '{\n  "skjema": "overforing/sak/1",\n  "id": "7f0c3c3e-6a0e-4c55-9d5a-0f3c1f6f2a11",\n'
        '  "vurderingsdato": "2026-11-20",\n  "notat": "Blåbær"\n}\n'
    )


@pytest.mark.parametrize(
    ("skjema", "sagt"), [({}, "ingenting"), ({"skjema": "overforing/sak/9"}, "«overforing/sak/9»")]
)
def test_et_annet_skjema_sies_slik_det_sto(skjema: dict[str, str], sagt: str) -> None:
    raa = {"id": "7f0c3c3e-6a0e-4c55-9d5a-0f3c1f6f2a11", "vurderingsdato": "2026-11-20", **skjema}
    with pytest.raises(UgyldigSaksfil) as feil:
        fra_verdier(raa, KOMMUNER)
    (eneste,) = feil.value.feil
    assert (eneste.felt, eneste.forventet, str(eneste.funnet)) == ("skjema", "«overforing/sak/1»", sagt)


def test_kanonisk_form_er_sortert_uten_mellomrom_og_med_norske_bokstaver() -> None:
    verdier = {"å": [True, "«x»"], "b": {"d": "1", "c": "\n\x01"}}
    assert kanonisk(verdier) == '{"b":{"c":"\\n\\u0001","d":"1"},"å":[true,"«x»"]}'


def test_hvert_felt_i_saken_kan_skrives_og_leses() -> None:
    """Et nytt felt i modellen må kunne leses; ellers ville det stille forsvinne."""

    def klasser(slag: type) -> set[type]:
        return {slag, *(k for under in slag.__subclasses__() for k in klasser(under))}

    for slag in klasser(Del):
        assert is_dataclass(slag)
        assert next(f.name for f in fields(slag)) == "gitt"
