"""Tilgangsloggen i vinduet: det fortelles én gang, en ser sitt eget, og det som ikke ble ført, sies der en er."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from mottak.mottakprover import brev
from ui.styr import Styr
from ui.vindu import Svarer, lag_vindu

from overforing.mottak.egen_habilitet import OVERST
from overforing.program.innstillinger import les
from overforing.program.program import Program
from overforing.sak.person import Person
from overforing.ui.deler.tema import Tema
from overforing.ui.vindu.hovedvindu import Hovedvindu

pytestmark = pytest.mark.uten_lov

LINJE = (Person(id="e1", navn="Siv Moen", overordnet="e2"), Person(id="e2", navn="Tor Hegg", ingen_over=OVERST))


@pytest.fixture
def oppe(program: Program, tema: Tema, tmp_path: Path, qtbot) -> Iterator[tuple[Hovedvindu, Styr, Svarer]]:
    innstilt = {"embete": "trondelag", "navnet_ditt": "Tor Hegg", "embetslinje": LINJE}
    _, vindu, dialoger = lag_vindu(tmp_path, program=program, tema=tema, innstillinger=innstilt)
    qtbot.addWidget(vindu)
    vindu.resize(1320, 820)
    vindu.show()
    styr = Styr(vindu).vent_til_ferdig()
    (tmp_path / "en.docx").write_bytes(brev("docx"))
    vindu.sted.mottak.ta_imot([tmp_path / "en.docx"])
    styr.trykk("Les inn brevene").vent_til_ferdig()
    yield vindu, styr, dialoger
    vindu.close()


def test_det_fortelles_fores_og_vises_for_en_selv_en_leder_og_den_saken_gjelder(oppe, tmp_path: Path) -> None:
    vindu, styr, dialoger = oppe
    assert "Det føres hvem som ser på hva" in styr.tekst()
    styr.trykk("Jeg har lest dette")
    assert les(tmp_path).tilgang_fortalt
    mottak = vindu.sted.mottak
    aar = mottak.kontor.i_dag.year
    mottak.apne(aar, 1)
    styr.vent_til_ferdig().trykk("Se hvem som har sett på saken, eller lag innsyn").vent_til_ferdig()
    side = vindu.ramme.side("tilgang")
    assert [side.egne.item(rad, 1).text() for rad in range(side.egne.rowCount())] == [
        "Åpnet forespørselen",
        "Tilgangsloggen ble begynt",
    ]
    styr.trykk("Vis hvem som har sett på den").vent_til_ferdig()
    assert "Velg hvorfor" in styr.tekst()
    styr.velg("Hvorfor du vil se det", "Stikkprøve etter rutinen her")
    styr.trykk("Vis hvem som har sett på den").vent_til_ferdig()
    assert side.andre.item(1, 1).text().startswith("Tor Hegg")
    assert "At du så det, er ført" in styr.tekst()
    dialoger.stier = [tmp_path / "innsyn.txt"]
    styr.trykk("Lagre som tekst …").vent_til_ferdig()
    skrevet = (tmp_path / "innsyn.txt").read_text("utf-8")
    assert "Kontroll av hvem som har sett på saken" in skrevet
    assert "Tor Hegg" not in skrevet
    dialoger.stier = [tmp_path / "innsyn.pdf"]
    styr.trykk("Skriv ut …").vent_til_ferdig()
    assert (tmp_path / "innsyn.pdf").read_bytes().startswith(b"%PDF")


def test_det_som_ikke_ble_fort_sies_der_en_er_og_arbeidet_gar_videre(oppe, tmp_path: Path) -> None:
    vindu, styr, dialoger = oppe
    (tmp_path / "tilgang.db").write_bytes(b"tull" * 4096)
    mottak = vindu.sted.mottak
    mottak.apne(mottak.kontor.i_dag.year, 1)
    styr.vent_til_ferdig()
    assert vindu.ramme.na == "foresporsel"
    assert "△ At du åpnet forespørselen, er ikke ført i tilgangsloggen." in styr.tekst()
    assert dialoger.sagt == [], "det står på siden"
    dialoger.stier = [tmp_path / "ut.docx"]
    mottak.foresporselen._lagre_dokument(mottak.saken.bilde.dokumenter[0][0])
    styr.vent_til_ferdig()
    assert (tmp_path / "ut.docx").is_file()
    assert "At du lagret noe til en fil, er ikke ført" in "".join(dialoger.sagt)
    styr.tast("Escape").vent_til_ferdig()
    assert "△ Tilgangsloggen føres ikke" in styr.tekst()
