"""Siden om en forespørsel: dokumentet ved siden av saken, som sider og som tekst, og i et smalt vindu for seg selv."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest
from brev.lesing.epostprover import epost
from brev.lesing.test_vis import en_pdf
from mottak.mottakprover import brev, en_foresporsel
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from ui.styr import Styr
from ui.vindu import Svarer, lag_vindu

from overforing.program.innstillinger import Innstillinger, skriv
from overforing.program.program import Program
from overforing.ui.deler.ordene import Ord
from overforing.ui.deler.tema import Tema
from overforing.ui.deler.utstyr import Utstyr
from overforing.ui.mottak.felter import Retting
from overforing.ui.vindu.hovedvindu import Hovedvindu

from .test_vindu import apne_den_forste, slipp


@pytest.fixture
def mottak(program: Program, tema: Tema, tmp_path: Path, qtbot) -> Iterator[tuple[Hovedvindu, Styr]]:
    skriv(tmp_path, Innstillinger(embete="trondelag", navnet_ditt="Ine Aune"))
    _, vindu, _ = lag_vindu(tmp_path, program=program, tema=tema, dialoger=Svarer())
    qtbot.addWidget(vindu)
    vindu.resize(1320, 820)
    vindu.show()
    yield vindu, Styr(vindu, tastatur=True).vent_til_ferdig()
    vindu.close()


def inn(vindu: Hovedvindu, styr: Styr, navn: str, data: bytes, mappe: Path) -> None:
    (mappe / navn).write_bytes(data)
    slipp(vindu, [mappe / navn])
    if styr.finnes("Registrer likevel"):
        styr.trykk("Registrer likevel").vent_til_ferdig()
    apne_den_forste(styr)


def test_brevet_star_ved_siden_av_saken_og_kan_leses_linje_for_linje(mottak, tmp_path: Path) -> None:
    vindu, styr = mottak
    inn(vindu, styr, "a.pdf", brev("pdf"), tmp_path)
    side = vindu.sted.mottak.saken
    rute = side.rute
    assert rute.isVisible()
    assert side.handlinger.isVisible()
    assert rute.sider.antall > 1
    # Sidene ligger under hverandre, og rutens bredde er deres.
    biter = [s.geometry() for s in rute.sider._strimler]
    assert all(over.bottom() < under.top() for over, under in pairwise(biter))
    assert rute.sider._bilder[0].width() == rute.sider.pikselbredde
    assert "er inhabil (forvaltningsloven" in styr.tekst()

    styr.trykk("Som tekst").vent_til_ferdig()
    rute.tekst.setFocus()
    rute.tekst.moveCursor(QTextCursor.MoveOperation.Start)
    linjer = []
    for _ in range(12):
        linjer.append(rute.tekst.textCursor().block().text())
        QTest.keyClick(rute.tekst, Qt.Key.Key_Down)
    assert "Statsforvalteren i Trøndelag" in linjer

    styr.trykk("Hva vil du gjøre?")
    assert side.handlinger.isAncestorOf(vindu.focusWidget())


@pytest.mark.parametrize("storrelse", [(940, 560), (1092, 574)])
def test_i_et_smalt_vindu_er_dokumentet_en_fane(mottak, tmp_path: Path, storrelse: tuple[int, int]) -> None:
    vindu, styr = mottak
    vindu.resize(*storrelse)
    inn(vindu, styr, "a.pdf", brev("pdf"), tmp_path)
    side = vindu.sted.mottak.saken
    assert not side.rute.isVisible()
    assert side.rute._hentet == (), "ingenting hentes før det skal ses"
    styr.trykk("Dokumentene").vent_til_ferdig()
    assert side.rute.sider.antall > 1
    assert not side.handlinger.isVisible()
    vindu.resize(1320, 820)
    styr.vent_til_ferdig()
    assert side.rute.isVisible()
    assert side.handlinger.isVisible()


def test_en_epost_og_filene_i_den_velges_i_lista_og_en_fil_som_henger_holder_ingen(
    mottak, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    vindu, styr = mottak
    inn(vindu, styr, "a.eml", epost({"Søknad.pdf": en_pdf((200, 200))}, "Vi ber om hjelp.\n"), tmp_path)
    side = vindu.sted.mottak.saken
    assert "Vi ber om hjelp." in side.rute.tekst.toPlainText()
    assert "Ikke kjent" in styr.tekst()
    styr.velg("Dokument som vises", "– Søknad.pdf (ligger i nr. 1)").vent_til_ferdig()
    assert side.rute.sider.antall == 1

    stanset = []
    kontor = vindu.sted.mottak.kontor
    ekte = kontor._leser.stans
    monkeypatch.setattr(kontor._leser, "vis", lambda *_: stanset.append(1) or _vent(stanset))
    monkeypatch.setattr(kontor._leser, "stans", lambda: (stanset.append(2), ekte()))
    side.rute.velger.velg_som_bruker(0)
    styr.vent_pa(lambda: stanset)
    styr.trykk("Ta forespørselen").vent(50)
    styr.vent_pa(lambda: side.bilde.min)
    vindu.close()
    assert 2 in stanset


def _vent(stanset: list[int]) -> None:
    """Som en fil som bruker all tiden den har, til noen sier stans."""
    import time

    while 2 not in stanset:
        time.sleep(0.01)
    raise RuntimeError


def test_et_kommunenummer_som_er_gatt_ut_star_nar_noe_annet_rettes(
    program: Program, tema: Tema, ord_: Ord, qtbot
) -> None:
    """Drammen hadde 3005 til 2024. En forespørsel fra da er fortsatt derfra."""
    kommuner = Utstyr(ord_, tema, program.geografi, cast(Any, None), cast(Any, None)).kommuner
    rettet: list[dict[str, object]] = []
    skjema = Retting(tema, ord_, kommuner, lambda felt, _: rettet.append(felt))
    qtbot.addWidget(skjema)
    for nummer, navn in (("3005", "Drammen (3005)"), ("5001", ""), ("1507", "Ålesund (1507)")):
        skjema.vis(cast(Any, SimpleNamespace(f=en_foresporsel(kommune=nummer), kommunen=navn)))
        assert (skjema.nye(""), skjema.skrevet()) == ({}, {})
        if navn:
            assert skjema.kommunen.skrivefelt.text() == navn
