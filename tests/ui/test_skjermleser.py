"""Vinduet gjennom en skjermleser: over AT-SPI, på en egen buss, slik Orca leser det.

Kjøres der Debian-pakkene i ``.ci/run`` er, og hoppes ellers over.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from mottak.mottakprover import brev
from ui.skjermleser import bussen
from ui.skjermleser.bussen import Skjermleser, Sted, skjermleser

pytestmark = [
    pytest.mark.uten_lov,
    pytest.mark.skipif(bool(bussen.mangler()), reason=f"ingen skjermleser: {bussen.mangler()}"),
]

NAVNENE = ("Moen", "Dahl", "Lund", "Hov", "Eksempelsen")


@pytest.fixture(scope="module")
def leser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Skjermleser]:
    with skjermleser(tmp_path_factory.mktemp("skjermleser")) as ett:
        yield ett


@pytest.fixture(scope="module")
def startsiden(leser: Skjermleser) -> list[Sted]:
    return leser.tre()


@pytest.fixture(scope="module")
def saken(leser: Skjermleser, startsiden: list[Sted]) -> Skjermleser:
    """Eksempelsaken er åpen."""
    leser.gjor("trykk Se på eksempelsaken")
    leser.vent_pa(lambda sagt: sagt.startswith("Søknaden"))
    return leser


@pytest.fixture(scope="module")
def mottaket(saken: Skjermleser) -> Skjermleser:
    """Det samme vinduet hos Statsforvalteren."""
    saken.gjor("embete trondelag")
    return saken


def vinduet(leser: Skjermleser) -> str:
    return leser.av("frame")[0].navn


def av(sider: list[Sted], rolle: str) -> dict[str, Sted]:
    return {sted.navn: sted for sted in sider if sted.rolle == rolle}


def ga_til(leser: Skjermleser, steg: str) -> list[str]:
    """Gå til steget, og gi alt som ble sagt til siden var sagt."""
    leser.gjor(f"trykk {steg}")
    return leser.vent_pa(lambda sagt: sagt.split(",")[0] == steg)


def test_startsiden_har_overskrifter_og_lista_over_sidene(startsiden: list[Sted]) -> None:
    assert av(startsiden, "heading")["Saker"].egenskaper == {"level": "1"}
    assert av(startsiden, "heading")["Ingen saker ennå"].egenskaper == {"level": "2"}
    lista = next(nr for nr, sted in enumerate(startsiden) if sted.rolle == "list")
    punkter = startsiden[lista + 1 : lista + 5]
    assert [sted.rolle for sted in punkter] == ["list item"] * 4
    assert {sted.dybde for sted in punkter} == {startsiden[lista].dybde + 1}
    assert [sted.navn for sted in punkter if "selected" in sted.tilstander] == ["Saker"]
    assert "Ny sak" in av(startsiden, "push button")


def test_siden_sies_og_star_i_tittelen_med_saksnummeret_og_uten_navn(saken: Skjermleser) -> None:
    sagt = ga_til(saken, "Hvem er inhabil?")
    assert sum(en.startswith("Hvem er inhabil?") for en in sagt) == 1
    assert vinduet(saken) == "Hvem er inhabil? – Eksempel 2026/0417 – Overføring"
    assert not any(navn in vinduet(saken) for navn in NAVNENE)
    tre = saken.tre()
    assert av(tre, "heading")["Hvem er inhabil?"].egenskaper == {"level": "1"}
    assert any("Hvem er inhabil?" in navn for navn in av(tre, "list item"))


def test_sporet_er_lenker_og_det_som_gjor_noe_er_knapper(saken: Skjermleser) -> None:
    ga_til(saken, "Rett kommune")
    tre = saken.tre()
    assert {"Rett kommune: Trondheim", "Vis hele veien"} <= set(av(tre, "link"))
    assert any(navn.startswith("Neste: ") for navn in av(tre, "push button"))
    assert any(navn.startswith("Angre") for navn in av(tre, "push button"))


def test_en_ansatts_status_sies_en_gang_nar_den_blir_en_annen(saken: Skjermleser) -> None:
    ga_til(saken, "Hvem er inhabil?")
    saken.gjor("sett ansatte[a3].tilknytninger = sosken")
    assert saken.vent_pa(lambda sagt: sagt.startswith("Siri Lund: "))[-1] == "Siri Lund: inhabil"
    saken.gjor("tast Ctrl+Z")
    assert "bare forberede" in saken.vent_pa(lambda sagt: sagt.startswith("Siri Lund: "))[-1]


def test_utfallet_sies_nar_det_blir_et_annet_og_ikke_for_hvert_tegn(saken: Skjermleser) -> None:
    ga_til(saken, "Rett kommune")
    saken.gjor("skriv I hvilken kommune er søkeren nå? = Bergen", "tast Tab")
    sagt = saken.vent_pa(lambda sagt: sagt.startswith("Slik står saken"))
    time.sleep(1)
    sagt += saken.horer()
    assert [en for en in sagt if "Slik står saken" in en] == ["Slik står saken: En annen kommune har ansvaret."]
    saken.gjor("tast Ctrl+Z")
    saken.vent_pa(lambda sagt: sagt.startswith("Slik står saken"))


def test_det_som_apnes_sier_om_det_er_apent(saken: Skjermleser) -> None:
    ga_til(saken, "Hvem er inhabil?")

    def med(tilstand: str) -> list[str]:
        return [sted.navn for sted in saken.tre() if tilstand in sted.tilstander]

    det, apent = med("collapsed")[0], med("expanded")
    saken.trykk(det)
    slutt = time.monotonic() + bussen.LENGST
    while len(med("expanded")) != len(apent) + 1:
        assert time.monotonic() < slutt, med("expanded")
    assert det not in med("collapsed")


def test_brevet_har_faner_og_kan_leses_linje_for_linje(saken: Skjermleser) -> None:
    ga_til(saken, "Oppsummering og brev")
    saken.gjor("trykk Neste: Brevene")
    saken.vent_pa(lambda sagt: sagt == "Brevene")
    assert vinduet(saken) == "Brevene – Eksempel 2026/0417 – Overføring"
    faner = av(saken.tre(), "page tab")
    assert [navn for navn, fane in faner.items() if "selected" in fane.tilstander] == ["Slik blir det"]
    saken.gjor("trykk Som tekst")
    faner = av(saken.tre(), "page tab")
    assert [navn for navn, fane in faner.items() if "selected" in fane.tilstander] == ["Som tekst"]
    teksten = saken.en("Brevet som tekst").tekst
    assert "Statsforvalteren i Trøndelag" in teksten
    saken.fokuser("Brevet som tekst")
    forste = saken.linje()
    saken.gjor("tast Ned")
    neste = saken.linje()
    assert forste != neste
    assert forste.strip() in teksten
    assert neste.strip() in teksten


def test_hjelpen_kan_leses_linje_for_linje(saken: Skjermleser) -> None:
    saken.gjor("trykk Hjelp")
    saken.vent_pa(lambda sagt: sagt == "Hjelp")
    assert vinduet(saken) == "Hjelp – Overføring"
    linjer = []
    for _ in range(3):
        linjer.append(saken.linje())
        saken.gjor("tast Ned")
    assert len(set(linjer)) == 3
    assert all(linje for linje in linjer)
    saken.gjor("tast Escape")
    saken.vent_pa(lambda sagt: sagt.startswith("Brevene"))


def test_hjelpen_na_og_at_det_er_lagret_sies_i_en_ny_sak(saken: Skjermleser) -> None:
    saken.gjor("trykk Saker")
    saken.vent_pa(lambda sagt: sagt == "Saker")
    saken.gjor("trykk Ny sak")
    saken.vent_pa(lambda sagt: sagt.startswith("Søknaden"))
    saken.gjor("svar Trenger søkeren hjelp nå? = Ja")
    saken.vent_pa(lambda sagt: "Trengs hjelp nå?" in sagt)
    saken.vent_pa(lambda sagt: sagt.startswith("Lagret kl. "))


def test_at_et_brev_er_fort_sies_hos_statsforvalteren(mottaket: Skjermleser, tmp_path: Path) -> None:
    (tmp_path / "brev.docx").write_bytes(brev("docx"))
    mottaket.vent_pa(lambda sagt: sagt == "Mottak")
    mottaket.gjor(f"fil {tmp_path / 'brev.docx'}", "trykk Les inn brev …", "trykk Les inn brevene")
    mottaket.vent_pa(lambda sagt: "1 ført" in sagt)
    tre = mottaket.tre()
    assert av(tre, "heading")["Mottatte forespørsler"].egenskaper == {"level": "1"}
    assert next(sted.navn for sted in tre if "selected" in sted.tilstander) == "Mottak"
    assert "2026/1" in av(tre, "table cell")
