"""Linjen på kontoret: tegnet og endret i kartet og i lista, med mus og tastatur, og den samme begge steder."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from linjer import LINJEN
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu
from sak.fodselsnumre import et_nummer
from ui.styr import Styr

from overforing.program.innstillinger import les
from overforing.sak.person import Person
from overforing.ui.deler.utstyr import Utstyr
from overforing.ui.innstillinger.innstillingsside import Innstillingsside
from overforing.ui.innstillinger.kontorlinje import Kontorlinje


@pytest.fixture
def linjen(utstyr: Utstyr, qtbot) -> Kontorlinje:
    utstyr.innstillinger.endre(personer=LINJEN)
    side = Innstillingsside(utstyr)
    qtbot.addWidget(side)
    side.resize(900, 900)
    side.show()
    Styr(side).vent()
    return side.linjen


def _styr(linjen: Kontorlinje, *, tastatur: bool = False) -> Styr:
    return Styr(linjen.window(), tastatur=tastatur)


def _lagret(linjen: Kontorlinje, mappe: Path) -> dict[str, str]:
    """Hvem hver står under i filen, etter navn."""
    _styr(linjen).vent_til_ferdig()
    personer = les(mappe).personer
    navn = {p.id: p.navn for p in personer}
    return {p.navn: navn.get(p.overordnet, "") for p in personer}


SOM_DEN_VAR = {"Ola Hov": "", "Anne Dahl": "Ola Hov", "Kari Moen": "Anne Dahl", "Siri Lund": "Kari Moen"}


def _i_menyen(linjen: Kontorlinje, id_: str, *vei: str) -> None:
    linjen.styring.apne(id_)
    meny: QMenu | None = linjen.styring.apen
    handling: QAction | None = None
    for ledd in vei:
        assert meny is not None
        handling = next(h for h in meny.actions() if h.text() == ledd)
        meny = handling.menu()
    assert handling is not None
    handling.trigger()
    if linjen.styring.apen is not None:
        linjen.styring.apen.close()
    _styr(linjen).vent()


def test_boksen_flyttes_med_musa_med_tastene_og_fra_menyen(linjen: Kontorlinje, tmp_path: Path) -> None:
    fra, til = linjen.kart.boks("a4"), linjen.kart.boks("a2")
    assert fra is not None
    assert til is not None
    tak = fra.rect().center()
    QTest.mousePress(fra, Qt.MouseButton.LeftButton, pos=tak)
    for punkt in (tak - QPoint(0, 30), fra.mapFromGlobal(til.mapToGlobal(til.rect().center()))):
        QTest.mouseMove(fra, punkt)
        _styr(linjen).vent()
    mal = fra.mapFromGlobal(til.mapToGlobal(til.rect().center()))
    QTest.mouseMove(fra, mal)
    QTest.mouseRelease(fra, Qt.MouseButton.LeftButton, pos=mal)
    assert _lagret(linjen, tmp_path) == SOM_DEN_VAR | {"Siri Lund": "Anne Dahl"}
    linjen.kart.fokuser("a4")
    _styr(linjen).tast("Ctrl+Down")
    assert _lagret(linjen, tmp_path) == SOM_DEN_VAR
    _i_menyen(linjen, "a4", "Står under", "Ola Hov")
    assert _lagret(linjen, tmp_path) == SOM_DEN_VAR | {"Siri Lund": "Ola Hov"}
    assert "Siri Lund står nå under Ola Hov." in _styr(linjen).tekst()
    _styr(linjen).trykk("Angre").trykk("Angre").trykk("Angre")
    assert _lagret(linjen, tmp_path) == SOM_DEN_VAR
    assert not _styr(linjen).finnes("Angre")


RING = "Anne Dahl kan ikke stå under Siri Lund, for Siri Lund står selv under Anne Dahl. Flytt Siri Lund først."


def test_den_som_ville_statt_under_seg_selv_avvises_i_kartet_og_i_lista(linjen: Kontorlinje, tmp_path: Path) -> None:
    _i_menyen(linjen, "a2", "Står under", "Siri Lund")
    assert _styr(linjen).tekst().count(RING) == 1
    boks = linjen.kart.boks("a2")
    assert boks is not None
    assert RING in boks.accessibleDescription()
    assert _lagret(linjen, tmp_path) == SOM_DEN_VAR
    _styr(linjen).velg("Person 2: Nærmeste overordnede", "Under Ola Hov")
    rad = linjen.liste.rad("a2")
    assert rad is not None
    QTest.keyClick(rad.over, Qt.Key.Key_End)
    _styr(linjen).vent()
    assert RING in rad.over.accessibleDescription()
    assert _styr(linjen).les("Person 2: Nærmeste overordnede") == "Under Ola Hov"
    assert _lagret(linjen, tmp_path) == SOM_DEN_VAR


def test_hvem_som_er_over_sporres_det_om_til_det_er_sagt(linjen: Kontorlinje, tmp_path: Path) -> None:
    styr = _styr(linjen, tastatur=True)
    styr.trykk("Legg til en person").skriv_her("Jon Berg").velg("Person 5: Rolle", "Kommunalsjef").vent_til_ferdig()
    assert "Hvem er over Jon Berg?" in styr.tekst()
    styr.velg(
        "Person 5: Nærmeste overordnede", "Ingen over. Kommunen har parlamentarisk styre (byråd)"
    ).vent_til_ferdig()
    assert "Hvem er over" not in styr.tekst()
    assert les(tmp_path).personer[-1] == Person(
        id="a5", navn="Jon Berg", rolle="kommunalsjef", ingen_over="parlamentarisk_styre"
    )
    styr.velg("Person 5: Nærmeste overordnede", "Under Anne Dahl").vent_til_ferdig()
    assert les(tmp_path).personer[-1] == Person(id="a5", navn="Jon Berg", rolle="kommunalsjef", overordnet="a2")
    assert [b.under for b in linjen.bilde.boksene()] == ["", "a1", "a2", "a3", "a2"]


def test_den_som_har_sluttet_er_gra_star_sist_og_kan_komme_tilbake(linjen: Kontorlinje, tmp_path: Path) -> None:
    styr = _styr(linjen, tastatur=True)
    styr.kryss("Person 3: Har sluttet").vent_til_ferdig()
    assert les(tmp_path).personer == (*LINJEN[:2], replace(LINJEN[2], sluttet=True), LINJEN[3])
    assert linjen.kart.boks("a3") is None
    assert styr.fokus == "Person 4: Har sluttet"
    rad = linjen.liste.rad("a3")
    assert rad is not None
    assert (rad.navn.text(), rad.navn.isEnabled(), rad.rolle.isEnabled()) == ("Kari Moen", False, False)
    assert "Hvem er over Siri Lund?" in styr.tekst()
    styr.kryss("Person 4: Har sluttet").vent_til_ferdig()
    assert les(tmp_path).personer == LINJEN
    _i_menyen(linjen, "a4", "Har sluttet")
    assert _lagret(linjen, tmp_path) == SOM_DEN_VAR
    assert les(tmp_path).personer[-1].sluttet


def test_en_ny_fra_menyen_er_der_en_ba_om_og_navnet_er_det_neste(linjen: Kontorlinje, tmp_path: Path) -> None:
    _i_menyen(linjen, "a4", "Legg til en ansatt", "Over")
    _styr(linjen).skriv_her("Per Vik")
    assert _lagret(linjen, tmp_path) == SOM_DEN_VAR | {"Per Vik": "Kari Moen", "Siri Lund": "Per Vik"}
    boks = linjen.kart.boks("a5")
    assert boks is not None
    assert boks.boks.navn == "Per Vik"


def test_den_som_fjernes_kan_hentes_tilbake(linjen: Kontorlinje, tmp_path: Path) -> None:
    linjen.kart.fokuser("a3")
    _styr(linjen).tast("Slett")
    assert _lagret(linjen, tmp_path) == {"Ola Hov": "", "Anne Dahl": "Ola Hov", "Siri Lund": "Anne Dahl"}
    assert "Kari Moen er fjernet. Du kan angre." in _styr(linjen).tekst()
    for _ in range(3):
        _styr(linjen).trykk("Person 1: Fjern")
    assert _lagret(linjen, tmp_path) == {}
    for _ in range(4):
        _styr(linjen).trykk("Angre")
    assert _lagret(linjen, tmp_path) == SOM_DEN_VAR


def test_tab_gar_innom_kartet_og_sa_lista_ovenfra(linjen: Kontorlinje) -> None:
    navn = [felt.split(" = ")[0] for felt in _styr(linjen).felt()]
    fra = next(i for i, felt in enumerate(navn) if felt.endswith("Ola Hov, kommunedirektør, øverst i linjen"))
    personer = [felt.split(": ", 1)[1] for felt in navn[fra + 1 : fra + 6]]
    assert personer == [
        "Person 1: Navn",
        "Person 1: Rolle",
        "Person 1: Har sluttet",
        "Person 1: Fjern",
        "Person 2: Navn",
    ]
    assert navn.index("knapp: Legg til en person") == fra + 4 + 3 * 5 + 1


def test_et_fodselsnummer_i_et_navn_sies_og_lagres_ikke(linjen: Kontorlinje, tmp_path: Path) -> None:
    styr = _styr(linjen)
    styr.skriv("Person 4: Navn", et_nummer()).vent_til_ferdig()
    assert "ligner et fødselsnummer" in styr.tekst()
    assert les(tmp_path).personer[-1].navn == ""
    styr.skriv("Person 4: Navn", "Siri Lund").vent_til_ferdig()
    assert "ligner et fødselsnummer" not in styr.tekst()
    assert les(tmp_path).personer == LINJEN
