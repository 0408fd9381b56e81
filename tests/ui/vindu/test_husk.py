"""«Husk kontoret» i vinduet: fra en sak til innstillingene og til den neste saken, og aldri over noe annet uspurt."""

from __future__ import annotations

from pathlib import Path

import pytest
from linjer import LINJEN
from ui.styr import Styr
from ui.veier import ansatt, over
from ui.vindu import Svarer, lag_vindu

from overforing.hinder import Hindret
from overforing.program import innstillinger
from overforing.program.innstillinger import les
from overforing.program.program import Program
from overforing.sak import modell as m
from overforing.saksgang.tilstand import Skjemasteg
from overforing.ui.deler.tema import Tema
from overforing.ui.vindu.hovedvindu import Hovedvindu

pytestmark = pytest.mark.uten_lov

HUSK, HUSKET = "Husk kontoret", "Husket under Innstillinger."
KONTOR = {"navn": "Nav Eksempel", "kommune": "5001"}


@pytest.fixture
def vinduet(program: Program, tema: Tema, tmp_path: Path, qtbot) -> tuple[Hovedvindu, Styr, Svarer]:
    _, vindu, dialoger = lag_vindu(tmp_path, program=program, tema=tema)
    qtbot.addWidget(vindu)
    vindu.resize(1320, 820)
    vindu.show()
    return vindu, Styr(vindu), dialoger


def _pa_habilitet(vindu: Hovedvindu, styr: Styr) -> None:
    vindu.sakside.ga_til(Skjemasteg.HABILITET)
    styr.vent_til_ferdig()


def test_det_som_skrives_i_en_sak_er_der_i_den_neste(vinduet) -> None:
    vindu, styr, dialoger = vinduet
    vindu.ramme.ga_til("innstillinger")
    vindu.ramme.ga_til("saker")
    styr.trykk("Ny sak")
    assert not styr.finnes(HUSK)
    styr.skriv("Navnet på kontoret", "Nav Eksempel").skriv("Kommunen kontoret hører til", "Trondheim").tast("Tab")
    styr.trykk(HUSK)
    assert HUSKET in styr.tekst()
    assert not styr.finnes(HUSK)
    assert styr.fokus == "Neste: Partene", "kontoret er én linje nå"
    _pa_habilitet(vindu, styr)
    ansatt(styr, "Ola Hov", "Kommunedirektør")
    ansatt(styr, "Siri Lund", "Veileder eller saksbehandler")
    over(styr, "Siri Lund", "Ola Hov")
    styr.trykk(HUSK)
    assert HUSKET in styr.tekst()
    assert styr.fokus == "Hvem skulle avgjort saken?"
    assert dialoger.sagt == [], "ingenting annet sto der, så det er ingenting å spørre om"
    vindu.ramme.ga_til("innstillinger")
    assert styr.les("Person 2: Navn") == "Siri Lund", "siden var vist før, og er slik det nå er"
    vindu.ramme.ga_til("saker")
    assert styr.finnes("Nav Eksempel"), "navnet i skinnen"
    vindu.sakene.ny()
    assert vindu.sakside.gang.sak.kontor == m.Kontor(navn="Nav Eksempel", kommune="5001")
    assert vindu.sakside.gang.sak.ansatte == (
        m.Ansatt(id="a1", navn="Ola Hov", rolle=m.Rolle.KOMMUNEDIREKTOR),
        m.Ansatt(id="a2", navn="Siri Lund", rolle=m.Rolle.VEILEDER, overordnet="a1"),
    )


def test_noe_annet_som_sto_der_byttes_bare_ut_etter_et_ja(vinduet, tmp_path: Path) -> None:
    vindu, styr, dialoger = vinduet
    vindu.ramme.utstyr.innstillinger.endre(kontor=KONTOR, personer=LINJEN)
    styr.trykk("Ny sak").vent_til_ferdig()
    styr.trykk("▸  Endre").skriv("Navnet på kontoret", "Nav Annet").vent_til_ferdig()
    _pa_habilitet(vindu, styr)
    vindu.sakside.linjen.svar("a4", "overordnet", "a2")
    styr.vent()
    dialoger.svar = [False]
    styr.trykk(HUSK)
    assert "Innstillingene sier noe annet om kontoret, Siri Lund." in dialoger.sagt[0]
    assert (les(tmp_path).kontor, les(tmp_path).personer) == (KONTOR, LINJEN)
    assert HUSKET not in styr.tekst()
    styr.trykk(HUSK)
    assert les(tmp_path).kontor == KONTOR | {"navn": "Nav Annet"}
    assert les(tmp_path).personer[-1].overordnet == "a2"
    assert HUSKET in styr.tekst()


def test_gar_det_ikke_a_lagre_sies_det_og_ingenting_er_husket(vinduet, tmp_path: Path, monkeypatch) -> None:
    _, styr, dialoger = vinduet
    styr.trykk("Ny sak").skriv("Navnet på kontoret", "Nav Eksempel").vent_til_ferdig()

    def full(*_: object) -> None:
        raise Hindret("hinder.innstillinger.full", mappe=tmp_path)

    monkeypatch.setattr(innstillinger, "skriv", full)
    styr.trykk(HUSK)
    assert "Kontoret ble ikke husket" in dialoger.sagt[0]
    assert HUSKET not in styr.tekst()


def test_eksempelsaken_huskes_ikke(vinduet) -> None:
    vindu, styr, _ = vinduet
    vindu.sakene.eksempel()
    for steg in (Skjemasteg.SOKNADEN, Skjemasteg.HABILITET):
        vindu.sakside.ga_til(steg)
        styr.vent_til_ferdig()
        assert not styr.finnes(HUSK)
