"""Strekene under ord som kan være feil, forslagene i menyen, og at feltet er uendret av dem."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QApplication, QCheckBox, QMenu, QVBoxLayout, QWidget
from tekster.rettskrivingsprover import rettskriving
from ui.styr import Styr

from overforing.sak.felles import Malform
from overforing.tekster.rettskriving import EGNE, Rettskriving
from overforing.ui.deler.inndata import Tekstflate
from overforing.ui.deler.linjefelt import Linjefelt
from overforing.ui.deler.staving import Stavevakt, ordene, skrives_pa, uten_rettskriving
from overforing.ui.deler.utstyr import Utstyr
from overforing.ui.innstillinger.innstillingsside import Innstillingsside
from overforing.ui.innstillinger.stavekort import Stavekort

pytest.importorskip("hunspell")
TEKST = "Søknaden er ikke søknaad. Hei Siri Lund, kl. 10.42."


@pytest.mark.parametrize(
    ("tekst", "proves"),
    [
        ("Hei du. Kari kom, og Siri gikk", ["Hei", "du", "Kari", "kom", "og", "gikk"]),
        ("NAV og macOS a1b2 c@d.no www.nav.no/sosial", ["og"]),
        ("– Hva?\n«Ja», sa hun: Nei. e-posten Nav-kontoret", ["Hva", "Ja", "sa", "hun", "Nei", "e-posten"]),
    ],
)
def test_navn_forkortelser_og_adresser_proves_ikke(tekst: str, proves: list[str]) -> None:
    assert [ord_ for _, ord_ in ordene(tekst)] == proves


@pytest.fixture
def flate(norsk: QApplication, utstyr: Utstyr, tmp_path: Path, qtbot) -> Callable[..., Tekstflate]:
    def lag(rett: Rettskriving | None = None, tekst: str = TEKST) -> Tekstflate:
        vindu = QWidget()
        rom = QVBoxLayout(vindu)
        felt, annet = Tekstflate(egen_angre=True), Linjefelt()
        felt.setPlainText(tekst)
        rom.addWidget(annet)
        rom.addWidget(felt)
        qtbot.addWidget(vindu)
        vindu.show()
        vindu.activateWindow()
        annet.setFocus()
        vakt = Stavevakt(vindu, norsk, utstyr, rett or rettskriving(tmp_path, "nb"))
        qtbot.addWidget(vindu, before_close_func=lambda _: vakt.slipp())
        return felt

    return lag


def merket(felt: Tekstflate) -> list[str]:
    return [merke.cursor.selectedText() for merke in felt.extraSelections()]


def menyen(felt: Tekstflate, plass: int) -> QMenu:
    markor = felt.textCursor()
    markor.setPosition(plass)
    felt.setTextCursor(markor)
    felt.contextMenuEvent(QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(), felt.mapToGlobal(QPoint())))
    meny = felt.findChild(QMenu)
    assert isinstance(meny, QMenu)
    return meny


def valg(meny: QMenu, tekst: str) -> object:
    return next(a for a in meny.actions() if a.text() == tekst)


def test_ordet_merkes_nar_en_kommer_til_feltet_og_ingenting_er_svart(flate, qtbot) -> None:
    felt, endret = flate(), []
    felt.textChanged.connect(lambda: endret.append(1))
    felt.setFocus()
    qtbot.waitUntil(lambda: merket(felt) == ["søknaad"])
    assert endret == []
    assert not felt.document().isModified()
    felt.appendPlainText("kontooret og")
    qtbot.waitUntil(lambda: merket(felt) == ["søknaad", "kontooret"])


def test_forslaget_kan_velges_med_tastaturet_og_ordet_legges_til(flate, qtbot, tmp_path: Path) -> None:
    felt = flate()
    felt.setFocus()
    qtbot.waitUntil(lambda: bool(merket(felt)))
    meny = menyen(felt, TEKST.index("søknaad") + 2)
    valg(meny, "søknad").trigger()
    meny.close()
    assert felt.toPlainText() == TEKST.replace("søknaad", "søknad")
    felt.undo()
    assert felt.toPlainText() == TEKST
    meny = menyen(felt, TEKST.index("søknaad") + 2)
    valg(meny, "Legg til i ordlista").trigger()
    meny.close()
    assert merket(felt) == []
    assert (tmp_path / EGNE).read_text("utf-8") == "søknaad\n"


def test_av_pa_en_malform_uten_ordliste_i_innstillingene_og_i_en_adresse(flate, qtbot, utstyr: Utstyr) -> None:
    felt = flate()
    felt.setFocus()
    qtbot.waitUntil(lambda: bool(merket(felt)))
    skrives_pa(felt.window(), Malform.NN)
    felt.staver.se_pa()
    assert merket(felt) == []
    skrives_pa(felt.window(), Malform.NB)
    utstyr.innstillinger.endre(rettskriving=False)
    felt.staver.se_pa()
    assert merket(felt) == []
    utstyr.innstillinger.endre(rettskriving=True)
    adresse = flate()
    uten_rettskriving(adresse)
    adresse.setFocus()
    qtbot.wait(400)
    assert adresse.staver is None


@pytest.mark.parametrize(
    ("malformer", "sies"),
    [
        ((), "det er ingen norsk ordliste"),
        (("nb",), "bare en ordliste for bokmål"),
        (("nb", "nn"), "bokmål og nynorsk"),
    ],
)
def test_innstillingene_sier_hva_som_er_funnet(utstyr, tmp_path: Path, qtbot, malformer: tuple, sies: str) -> None:
    side = Innstillingsside(replace(utstyr, rettskriving=lambda: rettskriving(tmp_path, *malformer)))
    qtbot.addWidget(side)
    side.show()
    assert sies in Styr(side).tekst()
    kryss = side.findChild(Stavekort).findChild(QCheckBox)
    assert kryss.isChecked() is kryss.isEnabled() is bool(malformer)
    kryss.click()
    side.lagre()
    assert utstyr.innstillinger.verdier.rettskriving is not bool(malformer)
