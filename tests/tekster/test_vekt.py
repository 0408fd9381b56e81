"""Det som skal veies: hver tilknytning som må vurderes, har spørsmål og et utgangspunkt, og ordene røper ingenting."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from ui.engelsk import engelske_ord
from ui.norske_ord import bokmalsord

from overforing.regelverk.tilknytning import grunn
from overforing.sak.kodeverk import Malform, Regelsett, Tilknytningstype
from overforing.tekster.katalog import Katalog
from overforing.tekster.vekt import INNSIGELSE, KOLLEGA_SOM_PART, Vekt, vekt

KATALOG = Katalog.les(Path(__file__).resolve().parents[2] / "resources")
MA_VURDERES = [t for t in Tilknytningstype if any(not grunn(t, r).uten_videre for r in Regelsett)]
UTEN_VIDERE = [t for t in Tilknytningstype if t not in MA_VURDERES]
VEIES = [*MA_VURDERES, INNSIGELSE, KOLLEGA_SOM_PART]
ORDENE = sorted(nokkel for nokkel in KATALOG if nokkel.startswith(("vekt.", "spor.")))

FORBEHOLD = r"\b(som regel|normalt|ofte|oftere|oftare)\b"


def hent(hva: str, malform: Malform) -> Vekt:
    funnet = vekt(KATALOG, hva, malform)
    assert funnet is not None, hva
    return funnet


@pytest.mark.parametrize("malform", Malform)
@pytest.mark.parametrize("hva", VEIES)
def test_det_som_ma_vurderes_har_noen_fa_sporsmal(hva: str, malform: Malform) -> None:
    sporsmal = hent(hva, malform).sporsmal
    assert 2 <= len(sporsmal) <= 4
    assert all(s.endswith("?") and s.count("?") == 1 for s in sporsmal)


@pytest.mark.parametrize("malform", Malform)
@pytest.mark.parametrize("hva", VEIES)
def test_utgangspunktet_er_en_setning_om_det_vanlige_og_aldri_svaret(hva: str, malform: Malform) -> None:
    utgangspunkt = hent(hva, malform).utgangspunkt
    assert re.search(FORBEHOLD, utgangspunkt)
    assert re.findall(r"[.!?]", utgangspunkt) == ["."]


@pytest.mark.parametrize("hva", VEIES)
def test_malformene_spor_om_det_samme_med_hver_sine_ord(hva: str) -> None:
    nb, nn = (hent(hva, malform) for malform in Malform)
    assert len(nb.sporsmal) == len(nn.sporsmal)
    assert nb.sporsmal != nn.sporsmal
    assert nb.utgangspunkt != nn.utgangspunkt
    assert bool(nb.kilde) == bool(nn.kilde)


@pytest.mark.parametrize("type_", UTEN_VIDERE)
def test_det_er_ingenting_a_veie_nar_begge_lovene_gjor_inhabil_uten_videre(type_: Tilknytningstype) -> None:
    assert vekt(KATALOG, type_, Malform.NB) is None


def test_ingenting_annet_veies() -> None:
    grupper = {nokkel.split(".")[1] for nokkel in KATALOG if nokkel.startswith("vekt.")}
    assert grupper == {*VEIES, "felles"}


@pytest.mark.parametrize("nokkel", ORDENE)
def test_ordene_er_norske_pa_hver_sin_malform(nokkel: str) -> None:
    nb, nn = (re.sub(r"«[^»]*»|{\w+}", "", KATALOG._tekster[nokkel][malform]) for malform in Malform)
    assert engelske_ord(nb) == []
    assert engelske_ord(nn) == []
    assert bokmalsord(nn) == []


# Å spørre er å røpe at noen søker


@pytest.mark.parametrize("malform", Malform)
def test_sporsmalet_til_den_ansatte_sier_navnet_og_ikke_hva_saken_gjelder(malform: Malform) -> None:
    tekst = KATALOG.hent("spor.ansatt", malform, navn="Eli Eksempel")
    assert "Eli Eksempel" in tekst
    assert re.search("taushetsplikt|teieplikt", tekst)
    assert not re.search("søk|stønad|tjenest|tenest|hast|adresse|Nav", tekst)


@pytest.mark.parametrize("malform", Malform)
def test_den_som_spor_sokeren_far_vite_at_det_er_frivillig_og_ikke_virker_pa_hjelpen(malform: Malform) -> None:
    tekst = KATALOG.hent("lovtekst.spor_soker", malform)
    assert "frivillig" in tekst
    assert re.search("påvirker ikke hjelpen|påverkar ikkje hjelpa", tekst)
