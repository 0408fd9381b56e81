"""Tittelen på vinduet sier siden og saksnummeret, aldri et navn, og en ny side sies én gang."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from ui.styr import Styr
from ui.vindu import lag_vindu

from overforing.program.program import Program
from overforing.saksgang.slag import Skjemasteg
from overforing.ui.deler import ramme as rammemodul
from overforing.ui.deler.tema import Tema
from overforing.ui.vindu.hovedvindu import Hovedvindu

NAVNENE = ("Moen", "Dahl", "Lund", "Hov", "Eksempelsen")


@pytest.fixture
def vindu(program: Program, tema: Tema, tmp_path: Path, qtbot) -> Iterator[Hovedvindu]:
    _, ett, _ = lag_vindu(tmp_path, program=program, tema=tema)
    qtbot.addWidget(ett)
    ett.show()
    yield ett
    ett.close()


@pytest.fixture
def sagt(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    det: list[str] = []
    monkeypatch.setattr(rammemodul, "meld", lambda fra, tekst: det.append(tekst))
    return det


def test_hver_side_har_sin_tittel_og_ingen_har_et_navn(vindu: Hovedvindu, sagt: list[str]) -> None:
    styr = Styr(vindu)
    styr.vent()
    assert vindu.windowTitle() == "Saker – Overføring"
    assert sagt == []
    vindu.sakene.eksempel()
    titler = {}
    for steg in Skjemasteg:
        vindu.sakside.ga_til(steg)
        styr.vent()
        titler[vindu.sakside.gang.tilstand.sidetittel] = vindu.windowTitle()
    vindu.sakside.vis_brevene()
    styr.vent()
    titler["Brevene"] = vindu.windowTitle()
    for side, navn in (("veien", "Hele veien"), ("ny_lov", "Sammenlign med ny lov")):
        vindu.ramme.ga_til(side)
        styr.vent()
        titler[navn] = vindu.windowTitle()
    assert titler == {navn: f"{navn} – Eksempel 2026/0417 – Overføring" for navn in titler}
    assert len(titler) == len(Skjemasteg) + 3
    assert sagt == [f"{next(iter(titler))}, Eksempel 2026/0417", *list(titler)[1:]]
    for side in ("regelbok", "innstillinger", "hjelp", "saker"):
        vindu.ramme.ga_til(side)
        styr.vent()
        assert vindu.windowTitle() == f"{vindu.ramme.utstyr.ord(f'skinne.{side}')} – Overføring"
    assert not any(navn in tittel for tittel in (*titler.values(), *sagt) for navn in NAVNENE)


def test_et_navn_skrevet_som_saksnummer_kommer_ikke_i_tittelen(vindu: Hovedvindu, sagt: list[str]) -> None:
    vindu.sakene.eksempel()
    vindu.sakside._svar("saksnummer", "2026/0417 Eksempelsen")
    Styr(vindu).vent()
    assert "Eksempelsen" not in vindu.windowTitle()
    assert vindu.windowTitle().startswith("Søknaden – ")
