"""Det som kommer til posten uten å være brev herfra: registrert likevel, lagt på en forespørsel, og slått sammen."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from brev.lesing.epostprover import epost
from mottak.mottakprover import en_sak, saksfil
from ui.styr import Styr
from ui.vindu import Svarer, lag_vindu

from overforing.program.innstillinger import Innstillinger, skriv
from overforing.program.program import Program
from overforing.saksgang.mottak.bilde import dag
from overforing.ui.deler.tema import Tema
from overforing.ui.vindu.hovedvindu import Hovedvindu

from .test_vindu import slipp

pytestmark = pytest.mark.uten_lov


@pytest.fixture
def mottak(program: Program, tema: Tema, tmp_path: Path, qtbot) -> Iterator[tuple[Hovedvindu, Styr, Svarer]]:
    skriv(tmp_path, Innstillinger(embete="trondelag", navnet_ditt="Ine Aune"))
    dialoger = Svarer()
    _, vindu, _ = lag_vindu(tmp_path, program=program, tema=tema, dialoger=dialoger)
    qtbot.addWidget(vindu)
    vindu.resize(1320, 820)
    vindu.show()
    yield vindu, Styr(vindu, tastatur=True).vent_til_ferdig(), dialoger
    vindu.close()


def test_en_sekk_med_alt_mulig_arbeides_gjennom(mottak, tmp_path: Path) -> None:
    vindu, styr, dialoger = mottak
    innhold = {
        "a.json": saksfil(en_sak(1)),
        "b.eml": epost({}, f"Vedlegg i sak {en_sak().saksnummer}.\n"),
        "c.eml": epost({}, emne="Vi ber om overføring", fra="Post <post@malvik.kommune.no>"),
        "d.jpg": b"\xff\xd8\xff\xe0",
        "e.png": b"\x89PNG\r\n\x1a\n",
    }
    for navn, data in innhold.items():
        (tmp_path / navn).write_bytes(data)
    slipp(vindu, [tmp_path / navn for navn in list(innhold)[:4]])
    assert "E-posten har ingen brev eller saksfil" in styr.tekst()
    assert "ikke er ført: 3" in styr.tekst()

    styr.velg("Eller hører filen til en forespørsel?", "2026/1 Trondheim, 2026/0137 (foreslått)")
    styr.trykk("Legg på forespørselen").vent_til_ferdig()
    assert "Lagt på" in styr.tekst()
    styr.trykk("Registrer alle (2) likevel").vent_til_ferdig()
    assert not styr.finnes("Registrer likevel")
    logg = vindu.sted.mottak
    numre = [(rad.journalnummer, rad.manuell) for rad in logg.side.modell.rader]
    aar = numre[0][0][:5]
    assert numre == [(f"{aar}3", True), (f"{aar}2", True), (f"{aar}1", False)]

    logg.apne(int(aar[:4]), 2)
    styr.vent_til_ferdig()
    assert "Vi ber om overføring" in styr.tekst()
    styr.trykk("Fyll ut med dette").trykk("Registrer").vent_til_ferdig()
    f = logg.saken.bilde.f
    assert (f.kommune, str(f.dokumentdato)) == ("5031", "2026-11-18")
    assert "Lest i e-posten" not in styr.tekst()

    dialoger.stier = [tmp_path / "e.png"]
    styr.trykk("Legg ved filer …").vent_til_ferdig()
    assert styr.les("Når kom de?") == dag(logg.kontor.i_dag)
    styr.skriv("Når kom de?", "2.11.2026").trykk("Legg ved").vent_til_ferdig()
    assert "datert 18. november 2026, etter dagen det skal ha kommet" in styr.tekst()
    styr.trykk("Legg ved").vent_til_ferdig()
    assert "«e.png»" in styr.tekst()
    assert logg.saken.bilde.dokumenter[-1][0].mottatt == date(2026, 11, 2)
    styr.trykk("Slå sammen med en annen").skriv("Journalnummeret til den andre", f"{aar}3")
    styr.trykk("Slå sammen").vent_til_ferdig()
    assert logg.saken.bilde.f.journalnummer == f"{aar}3"
    assert f"Slått sammen med denne: {aar}2" in styr.tekst()


def test_filene_ligger_ved_en_som_registreres_for_hand(mottak, tmp_path: Path) -> None:
    vindu, styr, dialoger = mottak
    dialoger.stier = [tmp_path / "a.jpg", tmp_path / "b.png"]
    dialoger.stier[0].write_bytes(b"\xff\xd8\xff\xe0")
    dialoger.stier[1].write_bytes(b"\x89PNG\r\n\x1a\n")
    styr.trykk("Registrer for hånd").trykk("Legg ved filer …")
    assert "Ligger ved: a.jpg, b.png" in styr.tekst()
    styr.svar("Hva gjelder det?", "Anmodning om overføring")
    styr.velg("Kommunen som ber", "Malvik").trykk("Registrer").vent_til_ferdig()
    assert [d.filnavn for d, _ in vindu.sted.mottak.saken.bilde.dokumenter] == ["a.jpg", "b.png"]
