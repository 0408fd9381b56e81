"""Lista i mottaket: flere på en gang, rekkefølgen, påminnelsene, og hvor den står etter innlesing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from mottak.mottakprover import en_sak, saksfil
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from ui.telling import Teller
from ui.veier import EMBETET, EMBETETS_VEIER, tjue_i_posten
from ui.vindu import Svarer, lag_vindu

from overforing.hinder import Hindret
from overforing.mottak.utvalg import Ko, Sortering, Utvalg
from overforing.program.program import Program
from overforing.ui.deler.klosser import hold_sammen
from overforing.ui.deler.tema import Tema
from overforing.ui.mottak.kolonner import KOLONNER, kolonnebredder
from overforing.ui.vindu.hovedvindu import Hovedvindu


@pytest.fixture
def mottak(program: Program, tema: Tema, tmp_path: Path, qtbot) -> Iterator[tuple[Hovedvindu, Teller, Svarer]]:
    dialoger = Svarer()
    _, vindu, _ = lag_vindu(tmp_path, program=program, tema=tema, dialoger=dialoger, innstillinger=EMBETET)
    qtbot.addWidget(vindu)
    vindu.resize(1366, 696)
    vindu.show()
    teller = Teller(vindu, tastatur=True)
    yield vindu, teller.vent_til_ferdig(), dialoger
    vindu.close()


def test_tjue_deles_ut_med_tastaturet_pa_under_ti_handlinger(mottak) -> None:
    vindu, teller, dialoger = mottak
    fyll, ga = EMBETETS_VEIER["del_ut_tjue"]
    fyll(vindu)
    ga(teller.vent_til_ferdig())
    assert teller.handlinger < 10
    assert "20 gitt til Siv Moen." in teller.tekst()
    side = vindu.sted.mottak.side
    teller.trykk("Kø: Alle").vent_til_ferdig()
    har = [rad.saksbehandler for rad in side.modell.rader]
    assert (har.count("Siv Moen"), har.count("Tor Hegg")) == (20, 3)
    assert dialoger.sagt == []

    # De som ikke går, sies med grunnen, og er valgt ennå.
    teller.tast("Ctrl+A").trykk("Fordel …").skriv("Gi til", "Tor Hegg").tast("Enter").vent_til_ferdig()
    assert "20 gitt til Tor Hegg." in teller.tekst()
    assert "Tor Hegg har den fra før." in teller.tekst()
    assert [rad.saksbehandler for rad in side.tabell.valgte] == ["Tor Hegg"] * 3
    # Et navn ingen kjenner, må bekreftes.
    teller.trykk("Fordel …").skriv("Gi til", "Tor Heg").tast("Enter").vent_til_ferdig()
    assert "trykk en gang til" in teller.tekst()
    assert "Tor Heg" not in {rad.saksbehandler for rad in side.modell.rader}
    teller.tast("Escape").trykk("Sett frist …").skriv("Ny frist", "1.6.2099").skriv("Hvorfor", "Ferie.").tast("Enter")
    assert "3 har fått fristen 1.6.2099." in teller.vent_til_ferdig().tekst()
    teller.trykk("Purr …").trykk("Lag purrebrev (3)").vent_til_ferdig()
    assert "Kommunen er ikke bedt om noe" not in teller.tekst(), "uten en mappe lages ingenting"


def test_rekkefolgen_velges_pa_overskriften_og_i_lista_over_dem(mottak) -> None:
    vindu, teller, _ = mottak
    tjue_i_posten(vindu)
    teller.vent_til_ferdig()
    side = vindu.sted.mottak.side
    topp = side.tabell.horizontalHeader()
    midt = QPoint(topp.sectionViewportPosition(6) + 20, topp.height() // 2)
    for ventet, forst in ((False, "Tor Hegg"), (True, "")):
        QTest.mouseClick(topp.viewport(), Qt.MouseButton.LeftButton, pos=midt)
        teller.vent_til_ferdig()
        assert (side.utvalg.sortering, side.utvalg.synkende) == (Sortering.SAKSBEHANDLER, ventet)
        assert side.modell.rader[0].saksbehandler == forst
    assert teller.les("Rekkefølge") == "Etter saksbehandler"
    beskrevet = side.modell.headerData(6, Qt.Orientation.Horizontal, Qt.ItemDataRole.AccessibleDescriptionRole)
    assert beskrevet == "Sortert etter Saksbehandler, synkende"
    teller.velg("Rekkefølge", "Etter frist").trykk("Snu rekkefølgen").vent_til_ferdig()
    assert (topp.sortIndicatorSection(), topp.sortIndicatorOrder()) == (5, Qt.SortOrder.DescendingOrder)
    teller.velg("Rekkefølge", "Haster først").vent_til_ferdig()
    assert side.utvalg == Utvalg()
    assert not teller.finnes("Snu rekkefølgen")
    assert not topp.isSortIndicatorShown()


def test_ctrl_a_tar_hele_lista_og_sier_fra_nar_resten_ikke_kom(mottak, monkeypatch: pytest.MonkeyPatch) -> None:
    vindu, teller, dialoger = mottak
    tjue_i_posten(vindu)
    kontor, side = vindu.sted.mottak.kontor, vindu.sted.mottak.side
    monkeypatch.setattr(
        kontor, "side", lambda utvalg, etter=None: kontor._i.liste.side(utvalg, kontor.i_dag, etter, antall=9)
    )
    vindu.sted.mottak.hent()
    teller.vent_til_ferdig().tast("Ctrl+A").vent_til_ferdig()
    assert (len(side.modell.rader), len(side.tabell.valgte)) == (23, 23)
    assert "23 valgt" in teller.tekst()

    hent = kontor.side
    vindu.sted.mottak.hent()
    teller.vent_til_ferdig()
    hinder = Hindret("hinder.register.borte", fil=Path("mottak.db"))
    monkeypatch.setattr(kontor, "side", lambda utvalg, etter=None: kaster(hinder) if etter else hent(utvalg))
    dialoger.svar = [False]
    teller.tast("Ctrl+A").vent_til_ferdig()
    valgt = len(side.tabell.valgte)
    assert valgt == len(side.modell.rader) < 23
    assert f"{valgt} valgt" in teller.tekst()
    assert "Resten av lista er ikke hentet, og er ikke valgt." in teller.tekst()
    monkeypatch.setattr(kontor, "side", hent)
    side.tabell.clearSelection()
    teller.tast("Ctrl+A").vent_til_ferdig()
    assert len(side.tabell.valgte) == 23


def kaster(feil: Exception) -> None:
    raise feil


def test_kolonnene_er_hele_nar_det_er_plass_brytes_nar_det_er_trangt_og_viker_sist() -> None:
    minst = dict.fromkeys(KOLONNER, 100)
    onsket = {**minst, "inhabile": 300, "tilstand": 250}
    assert kolonnebredder(1100, minst, onsket) == {
        **onsket,
        "kommune": 112,
        "inhabile": 312,
        "tilstand": 262,
        "saksbehandler": 114,
    }
    assert kolonnebredder(900, minst, onsket) == {**minst, "inhabile": 150, "tilstand": 250}
    trangt = kolonnebredder(460, minst, onsket)
    assert (sum(trangt.values()), list(trangt)) == (460, ["nummer", "kommune", "tilstand", "frist"])


def test_lista_star_pa_den_nyeste_etter_innlesing_og_det_som_haster_er_forst(mottak, tmp_path: Path) -> None:
    vindu, teller, dialoger = mottak
    sak = en_sak(1)
    filer = {"haster": replace(sak, soknad=replace(sak.soknad, haster=True)), "en": en_sak(2), "to": en_sak(3)}
    for navn, innhold in filer.items():
        (tmp_path / f"{navn}.json").write_bytes(saksfil(innhold))
    dialoger.stier = [tmp_path / f"{navn}.json" for navn in filer]
    teller.tast("Ctrl+O").trykk("Les inn brevene").vent_til_ferdig()
    side = vindu.sted.mottak.side
    assert [rad.nr for rad in side.modell.rader] == [1, 3, 2]
    assert (side.valgt.nr, side.tabell.currentIndex().row()) == (3, 1)
    side.tabell.selectRow(0)
    ny = replace(en_sak(4), saksnummer="2026/4")
    (tmp_path / "enda en.json").write_bytes(saksfil(ny))
    dialoger.stier = [tmp_path / "enda en.json"]
    teller.tast("Ctrl+O").trykk("Les inn brevene").vent_til_ferdig()
    assert (side.valgt.nr, [rad.nr for rad in side.tabell.valgte]) == (4, [4]), "også når en sto på en annen"
    teller.trykk("Kø: Påminnelser").vent_til_ferdig()
    assert "Saken haster, og ingen er satt til å behandle den." in teller.tekst()
    assert side._koer[Ko.PAMINNELSER].accessibleDescription() == "1"


def test_i_et_lavt_vindu_ruller_bare_siden_og_raden_en_star_pa_synes(mottak, monkeypatch: pytest.MonkeyPatch) -> None:
    vindu, teller, _ = mottak
    tjue_i_posten(vindu)
    kontor, side = vindu.sted.mottak.kontor, vindu.sted.mottak.side
    monkeypatch.setattr(
        kontor, "side", lambda utvalg, etter=None: kontor._i.liste.side(utvalg, kontor.i_dag, etter, antall=9)
    )
    vindu.setMinimumSize(0, 0)
    vindu.resize(940, 330)  # som 940 x 560 med dobbelt så stor tekst
    vindu.sted.mottak.hent()
    teller.vent_til_ferdig()
    tabell, felt = side.tabell, side.rulle.verticalScrollBar()

    def synes() -> bool:
        plass = tabell.visualRect(tabell.currentIndex())
        return tabell.visibleRegion().boundingRect().contains(plass)

    def antall() -> tuple[int, int]:
        teller.vent_til_ferdig()
        assert tabell.verticalScrollBar().maximum() == 0
        return len(side.modell.rader), tabell.currentIndex().row()

    assert antall() == (9, 0), "resten hentes ikke før noen vil se dem"
    tabell.setFocus()
    teller.tast("PageDown")
    rader, rad = antall()
    assert 0 < rad < rader - 1
    assert synes()
    teller.tast("Ctrl+End")
    assert antall() == (18, 8), "den som går nedover, får de neste"
    assert synes()
    teller.trykk("Vis flere forespørsler")
    assert antall() == (23, 8)
    assert not teller.finnes("Vis flere forespørsler")
    midt = QPointF(40, 40)
    hjulet = QWheelEvent(
        *(midt, tabell.viewport().mapToGlobal(midt), QPoint(), QPoint(0, 120), Qt.MouseButton.NoButton),
        *(Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False),
    )
    QApplication.sendEvent(tabell.viewport(), hjulet)
    assert not hjulet.isAccepted(), "hjulet over lista går videre til siden"
    vindu.resize(940, 700)
    teller.vent_til_ferdig()
    assert tabell.verticalScrollBar().maximum() > 0
    assert felt.maximum() == 0


def test_en_dato_brytes_aldri() -> None:
    hel = "Overført til Gol, til og med 1.\N{NO-BREAK SPACE}juni\N{NO-BREAK SPACE}2027"
    assert hold_sammen("Overført til Gol, til og med 1. juni 2027") == hel
    assert (
        hold_sammen("△ 1.6.2027 · Frist: 2.6.2027") == "△\N{NO-BREAK SPACE}1.6.2027 · Frist:\N{NO-BREAK SPACE}2.6.2027"
    )
    assert hold_sammen("bokstav b, nr. 2") == "bokstav\N{NO-BREAK SPACE}b, nr.\N{NO-BREAK SPACE}2"
