"""Tastaturet gjennom en hel sak: Tab går framover også når svarene bygger siden om, og pilene velger."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox, QComboBox, QLineEdit, QPlainTextEdit, QRadioButton, QWidget
from ui.styr import Styr
from ui.uu.felles import kalt
from ui.vindu import lag_vindu

from overforing.program.program import Program
from overforing.saksgang.slag import Skjemasteg
from overforing.ui.deler.tema import Tema
from overforing.ui.vindu.hovedvindu import Hovedvindu


@pytest.fixture
def vindu(program: Program, tema: Tema, tmp_path: Path, qtbot) -> Iterator[Hovedvindu]:
    _, ett, _ = lag_vindu(tmp_path, program=program, tema=tema, navnet_ditt="Siri Lund")
    qtbot.addWidget(ett)
    ett.resize(1366, 728)
    ett.show()
    yield ett
    ett.close()


def _med_fokus() -> QWidget | None:
    her = QApplication.focusWidget()
    over = her.parentWidget() if her else None
    return over if isinstance(over, QComboBox) else her


def _spor(her: QWidget) -> str:
    """Spørsmålet uten navnet på kortet, som kan være det en nettopp skrev."""
    return her.accessibleName().split(": ")[-1]


def _svar(her: QWidget, tekst: str) -> None:
    """Svar på det en står på, om det ikke er svart."""
    if isinstance(her, QRadioButton | QCheckBox):
        if not her.isChecked():
            QTest.keyClick(her, Qt.Key.Key_Space)
    elif isinstance(her, QComboBox):
        if her.currentIndex() == 0 and her.count() > 1:
            QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Down)
        if (liste := QApplication.activePopupWidget()) is not None:
            QTest.keyClick(liste, Qt.Key.Key_Return)
    elif (isinstance(her, QLineEdit) and not her.text()) or (isinstance(her, QPlainTextEdit) and not her.toPlainText()):
        QTest.keyClicks(her, tekst)


@pytest.mark.parametrize("eksempel", [False, True], ids=["ny sak", "eksempelsaken"])
@pytest.mark.parametrize("steg", [s for s in Skjemasteg if s is not Skjemasteg.OPPSUMMERING])
def test_tab_gar_framover_til_knappene_mens_en_svarer(steg: Skjemasteg, eksempel: bool, vindu: Hovedvindu) -> None:
    vindu.sakene.eksempel() if eksempel else vindu.sakene.ny()
    styr = Styr(vindu)
    side = vindu.sakside
    side.ga_til(steg)
    styr.vent_til_ferdig()
    if steg is Skjemasteg.HABILITET and not eksempel:
        side._legg_til("ansatte")
        styr.vent_til_ferdig()
    side.fokuser_forste()
    innhold, forrige, sett = side.midt.innhold, QRect(), []
    for _ in range(150):
        her = _med_fokus()
        assert her is not None, f"fokus er borte etter {sett[-3:]}"
        if her in side.midt.knappene:
            break
        if her in side.midt.feilliste.findChildren(QWidget):
            QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
            continue
        assert innhold.isAncestorOf(her), f"{kalt(her)} etter {sett[-3:]}"
        navn, plass = _spor(her), QRect(her.mapTo(innhold, QPoint()), her.size())
        lenger_ned = plass.top() >= forrige.top() or plass.left() >= forrige.right() - 4
        assert lenger_ned, f"{kalt(her)} står over eller til venstre for {sett[-1]}"
        _svar(her, str(len(sett)))
        styr.vent_til_ferdig()
        her = _med_fokus()
        assert her is not None
        assert _spor(her) == navn, f"«{navn}» mistet fokus da det ble svart"
        forrige = QRect(her.mapTo(innhold, QPoint()), her.size())
        sett.append(kalt(her))
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    assert _med_fokus() in side.midt.knappene, sett[-5:]
    assert len(sett) >= 2


def _fokusrekke(vindu: Hovedvindu, tast: Qt.Key, antall: int) -> list[QWidget | None]:
    ut = []
    for _ in range(antall):
        QTest.keyClick(QApplication.focusWidget(), tast)
        ut.append(_med_fokus())
    return ut


def test_tab_gar_en_gang_inn_i_svaralternativene_og_pilene_velger(vindu: Hovedvindu) -> None:
    vindu.sakene.ny()
    styr = Styr(vindu).vent_til_ferdig()
    side = vindu.sakside
    ja, nei = (next(r for r in side.findChildren(QRadioButton) if r.text() == t) for t in ("Ja", "Nei"))
    assert _med_fokus() is ja
    assert not ja.isChecked()
    assert nei not in _fokusrekke(vindu, Qt.Key.Key_Tab, 2)
    ja.setFocus()
    QTest.keyClick(ja, Qt.Key.Key_Right)
    styr.vent_til_ferdig()
    assert nei.isChecked()
    assert side.gang.sak.soknad.haster is False
    assert _med_fokus() is nei
    QTest.keyClick(nei, Qt.Key.Key_Left)
    assert ja.isChecked()


def test_tab_kommer_inn_pa_svaret_som_er_valgt(vindu: Hovedvindu) -> None:
    vindu.sakene.eksempel()
    Styr(vindu).vent_til_ferdig()
    muntlig = next(r for r in vindu.sakside.findChildren(QRadioButton) if r.text() == "Muntlig" and r.isVisible())
    dato = vindu.sakside.skjema.felt("soknad.mottatt").inndata()
    dato.setFocus()
    assert _fokusrekke(vindu, Qt.Key.Key_Tab, 1) == [muntlig]


def test_pilene_velger_filter_i_sakslista_og_tab_gar_forbi(vindu: Hovedvindu) -> None:
    vindu.sakene.eksempel()
    vindu.ramme.ga_til("saker")
    Styr(vindu).vent_til_ferdig()
    side = vindu.sakene.side
    alle, utkast = (k for k, verdi in side._filter.items() if verdi in (None, "utkast"))
    side.sokefelt.setFocus()
    assert _fokusrekke(vindu, Qt.Key.Key_Tab, 1) == [alle]
    QTest.keyClick(alle, Qt.Key.Key_Right)
    assert (utkast.isChecked(), _med_fokus()) == (True, utkast)
    assert _fokusrekke(vindu, Qt.Key.Key_Tab, 1)[0] not in side._filter
