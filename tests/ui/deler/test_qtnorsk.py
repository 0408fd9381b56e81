"""Qts egne ord: ingen engelske igjen der programmet kan vise dem."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QLocale, QPoint, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QDialogButtonBox,
    QFileDialog,
    QLineEdit,
    QMenu,
    QMessageBox,
    QPlainTextEdit,
    QTabWidget,
    QTextBrowser,
    QTextEdit,
    QTreeView,
    QWidget,
)
from ui.engelsk import engelske_ord
from ui.norske_ord import bokmalsord

from overforing.program.program import Program
from overforing.sak.kodeverk import Malform
from overforing.ui.deler.qtnorsk import Norsk, installer

pytestmark = pytest.mark.usefixtures("norsk")


def _menytekster(meny: QMenu) -> list[str]:
    ut = []
    for handling in meny.actions():
        ut.append(handling.text().split("\t")[0])
        if handling.menu():
            ut += _menytekster(handling.menu())
    return [tekst.replace("&", "") for tekst in ut if tekst]


@pytest.mark.parametrize("slag", [QLineEdit, QPlainTextEdit, QTextEdit, QTextBrowser])
def test_hoyreklikkmenyene_er_norske(slag: type[QWidget], qtbot) -> None:
    felt = slag()
    qtbot.addWidget(felt)
    tekster = _menytekster(felt.createStandardContextMenu())
    assert "Kopier" in tekster
    assert "Merk alt" in tekster
    assert engelske_ord(" ".join(tekster)) == []


def test_lenker_i_tekst_har_norsk_meny(qtbot) -> None:
    leser = QTextBrowser()
    qtbot.addWidget(leser)
    leser.setHtml("<a href='https://lovdata.no'>loven</a>")
    assert "Kopier lenkeadressen" in _menytekster(leser.createStandardContextMenu(QPoint(5, 5)))


def test_standardknappene_er_norske(qtbot) -> None:
    boks = QMessageBox()
    qtbot.addWidget(boks)
    rekke = QDialogButtonBox()
    qtbot.addWidget(rekke)
    for knapp in QMessageBox.StandardButton:
        if knapp.value and boks.addButton(knapp):
            rekke.addButton(QDialogButtonBox.StandardButton(knapp.value))
    boks.setDetailedText("x")
    tekster = [k.text().replace("&", "") for k in (*boks.buttons(), *rekke.buttons())]
    assert {"Lagre", "Avbryt", "Ja", "Nei", "Åpne", "Forkast", "Lukk"} <= set(tekster)
    assert engelske_ord(" ".join(tekster)) == []


@pytest.mark.parametrize("modus", [QFileDialog.FileMode.Directory, QFileDialog.FileMode.ExistingFiles])
@pytest.mark.parametrize("slag", [QFileDialog.AcceptMode.AcceptOpen, QFileDialog.AcceptMode.AcceptSave])
def test_qts_egen_filvelger_er_norsk(modus, slag, qtbot, tmp_path) -> None:
    dialog = QFileDialog(None, "", str(tmp_path))
    qtbot.addWidget(dialog)
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    dialog.setFileMode(modus)
    dialog.setAcceptMode(slag)
    dialog.show()
    deler = [dialog, *dialog.findChildren(QWidget)]
    tekster = [
        getattr(del_, hva)()
        for del_ in deler
        for hva in ("text", "toolTip", "accessibleName", "windowTitle")
        if hasattr(del_, hva)
    ]
    modell = dialog.findChild(QTreeView).model()
    tekster += [str(modell.headerData(kolonne, Qt.Orientation.Horizontal)) for kolonne in range(4)]
    assert engelske_ord(" ".join(t.replace("&", "") for t in tekster if str(tmp_path) not in t)) == []


def test_qts_egen_utskriftsdialog_er_norsk(qtbot) -> None:
    skriver = QPrinter()  # dialogen eier den ikke
    dialog = QPrintDialog(skriver)
    qtbot.addWidget(dialog)
    dialog.show()
    deler = [dialog, *dialog.findChildren(QWidget)]
    tekster = [
        getattr(del_, hva)()
        for del_ in deler
        for hva in ("text", "title", "toolTip", "windowTitle")
        if hasattr(del_, hva) and not isinstance(del_, QLineEdit)
    ]
    tekster += [del_.itemText(i) for del_ in dialog.findChildren(QComboBox) for i in range(del_.count())]
    tekster += [del_.tabText(i) for del_ in dialog.findChildren(QTabWidget) for i in range(del_.count())]
    assert "Vend på langsiden" in tekster
    assert engelske_ord(" ".join(str(t).replace("&", "") for t in tekster)) == []


def test_det_som_ikke_star_i_lista_star_som_det_er(program: Program) -> None:
    oversetter = Norsk(program.katalog, Malform.NB)
    assert oversetter.translate("QLineEdit", "Something new") is None
    assert oversetter.translate("MinEgen", "Save") is None
    assert not oversetter.isEmpty()


@pytest.mark.parametrize("malform", Malform)
def test_plassholdere_og_hurtigtaster_er_bevart(program: Program, malform: Malform) -> None:
    for engelsk, norsk in Norsk(program.katalog, malform).ordene.items():
        assert engelsk.count("%1") == norsk.count("%1"), engelsk
        assert engelsk.count("&") == norsk.count("&"), engelsk


def test_nynorsken_har_ikke_noe_bokmal(program: Program) -> None:
    ordene = Norsk(program.katalog, Malform.NN).ordene
    assert {ordet: funnet for ordet, nn in ordene.items() if (funnet := bokmalsord(nn))} == {}


def test_hvert_av_qts_ord_star_en_gang_og_pa_begge_malformer(program: Program) -> None:
    deler = program.katalog.ordliste("qt").values()
    assert len(Norsk(program.katalog, Malform.NB).ordene) == sum(len(del_) for del_ in deler)
    ulike = [norsk for del_ in deler for norsk in del_.values() if not isinstance(norsk, str)]
    assert all(set(norsk) == {"nb", "nn"} and norsk["nb"] != norsk["nn"] for norsk in ulike)
    assert len(ulike) > 80


def test_den_lange_lista_leses_ikke_for_den_trengs(program: Program) -> None:
    qts = Norsk(program.katalog, Malform.NB)
    assert qts.translate("QGuiApplication", "QT_LAYOUT_DIRECTION") is None
    assert qts.translate("QShortcut", "Space") == "Mellomrom"
    assert "ordene" not in vars(qts)
    assert qts.translate("QPlatformTheme", "&Open") == "&Åpne"


def test_taster_tall_og_datoer_er_norske() -> None:
    assert QKeySequence("Ctrl+Del").toString(QKeySequence.SequenceFormat.NativeText) == "Ctrl+Delete"
    assert QLocale().language() == QLocale.Language.NorwegianBokmal


def test_nynorsk_er_var_egen_ogsa_der_qt_har_sin(norsk: QApplication, program: Program) -> None:
    installer(norsk, program.katalog, Malform.NN)
    try:
        assert norsk.translate("QPlatformTheme", "&Open") == "&Opne"
        assert norsk.translate("QLineEdit", "&Undo") == "&Angre"
        assert norsk.translate("QColorDialog", "Hu&e:") == "&Kulør:"  # Qts egen, for det vi ikke har
        assert QLocale().language() == QLocale.Language.NorwegianNynorsk
    finally:
        installer(norsk, program.katalog)
    assert norsk.translate("QPlatformTheme", "&Open") == "&Åpne"
