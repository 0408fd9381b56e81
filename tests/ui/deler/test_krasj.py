"""Våre egne feil: saken lagret, én dialog, og en rapport uten noe fra saken, hvor i programmet den enn kom fra."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QEvent, QObject, QTimer, qWarning
from PySide6.QtGui import QGuiApplication, QPaintEvent
from PySide6.QtWidgets import QPlainTextEdit, QPushButton, QWidget
from sak.fodselsnumre import et_nummer
from ui.styr import Styr
from ui.vindu import Svarer, lag_vindu

from overforing.program.program import Program
from overforing.sak.kodeverk import Malform
from overforing.ui.deler.arbeid import Arbeid
from overforing.ui.deler.krasj import FLEST, RO, Krasjfanger
from overforing.ui.deler.krasjdialog import Krasjdialog
from overforing.ui.deler.krasjrapport import Rapport, lag
from overforing.ui.deler.ordene import Ord
from overforing.ui.deler.tema import Tema
from overforing.ui.vindu.hovedvindu import Hovedvindu

NAVN, NUMMER = "Turid Hemmelig Lund", et_nummer()


class Klokke:
    def __init__(self) -> None:
        self.na = 100.0

    def __call__(self) -> float:
        return self.na


class Fanget:
    def __init__(self) -> None:
        self.rapporter: list[Rapport] = []
        self.klokke = Klokke()
        self.mens: Callable[[], object] | None = None
        self.fanger = Krasjfanger(self._vis, self.klokke)

    def _vis(self, rapport: Rapport) -> None:
        self.rapporter.append(rapport)
        if self.mens is not None:
            self.mens()


@pytest.fixture
def fanget(qapp) -> Iterator[Fanget]:
    gammel = sys.excepthook, threading.excepthook, sys.unraisablehook
    ett = Fanget()
    ett.fanger.fang()
    yield ett
    ett.fanger.slipp()
    sys.excepthook, threading.excepthook, sys.unraisablehook = gammel


def _sprekk() -> None:
    raise KeyError(f"{NAVN} {NUMMER}")


def _i_en_knapp(qtbot) -> None:
    knapp = QPushButton()
    qtbot.addWidget(knapp)
    knapp.clicked.connect(lambda: _sprekk())
    knapp.click()


def _i_en_timer(qtbot) -> None:
    QTimer.singleShot(0, _sprekk)


def _i_en_trad(qtbot) -> None:
    trad = threading.Thread(target=_sprekk)
    trad.start()
    trad.join()


def _i_et_arbeid(qtbot) -> None:
    arbeid = Arbeid(QGuiApplication.instance())
    arbeid.gjor("x", _sprekk, lambda _: None)
    qtbot.waitUntil(lambda: not arbeid.pagar)
    arbeid.avslutt()


def _i_en_tegning(qtbot) -> QWidget:
    class Tegner(QWidget):
        def paintEvent(self, _hendelse: QPaintEvent) -> None:  # noqa: N802
            _sprekk()

    tegner = Tegner()
    qtbot.addWidget(tegner)
    QTimer.singleShot(0, lambda: tegner.show())
    return tegner


def _i_et_hendelsesfilter(qtbot) -> tuple[QWidget, QObject]:
    class Filter(QObject):
        def eventFilter(self, _hvem: QObject, hendelse: QEvent) -> bool:  # noqa: N802
            if hendelse.type() == QEvent.Type.Show:
                _sprekk()
            return False

    widget, filter_ = QWidget(), Filter()
    qtbot.addWidget(widget)
    widget.installEventFilter(filter_)
    QTimer.singleShot(0, lambda: widget.show())
    return widget, filter_


@pytest.mark.qt_no_exception_capture
@pytest.mark.parametrize(
    "sprekk", [_i_en_knapp, _i_en_timer, _i_en_trad, _i_et_arbeid, _i_en_tegning, _i_et_hendelsesfilter]
)
def test_en_feil_hvor_som_helst_gir_en_rapport_uten_det_feilen_sa(sprekk, fanget: Fanget, qtbot, caplog) -> None:
    _lever = sprekk(qtbot)
    qtbot.waitUntil(lambda: fanget.rapporter != [])
    (rapport,) = fanget.rapporter
    assert "KeyError" in rapport.tekst
    assert "(test_krasj.py:" in rapport.tekst
    for hemmelig in (NAVN, NUMMER, "Turid", str(Path.home()), str(Path(__file__).parent)):
        assert hemmelig not in rapport.tekst + caplog.text
    assert rapport.kode in caplog.text


@pytest.mark.qt_no_exception_capture
def test_en_feil_mens_den_forrige_vises_legges_bare_i_loggen(fanget: Fanget, qtbot, caplog) -> None:
    def mens() -> None:
        fanget.mens = None
        fanget.fanger.meld(ValueError())
        qtbot.wait(1)

    fanget.mens = mens
    fanget.fanger.meld(KeyError())
    qtbot.waitUntil(lambda: fanget.mens is None)
    qtbot.wait(1)
    assert [r.kjenne for r in fanget.rapporter] == ["KeyError"]
    assert "ValueError" in caplog.text


@pytest.mark.qt_no_exception_capture
def test_en_feil_som_gar_i_ring_vises_en_gang_og_igjen_bare_nar_den_har_vaert_borte(fanget: Fanget, qtbot) -> None:
    def antall_etter(sekunder: float) -> int:
        fanget.klokke.na += sekunder
        fanget.fanger.meld(KeyError())
        qtbot.wait(1)
        return len(fanget.rapporter)

    assert [antall_etter(RO / 2) for _ in range(10)] == [1] * 10
    assert [antall_etter(RO + 1) for _ in range(FLEST + 2)][-1] == FLEST
    fanget.fanger.meld(ValueError())
    qtbot.wait(1)
    assert len(fanget.rapporter) == FLEST + 1


@pytest.mark.qt_no_exception_capture
def test_en_feil_i_selve_feilmeldingen_gir_ikke_en_feilmelding_til(fanget: Fanget, qtbot, caplog) -> None:
    fanget.mens = _sprekk
    fanget.fanger.meld(ValueError())
    qtbot.waitUntil(lambda: "KeyError" in caplog.text)
    assert len(fanget.rapporter) == 1
    assert NAVN not in caplog.text


@pytest.mark.qt_no_exception_capture
def test_det_qt_sier_kommer_i_loggen_uten_resten_av_setningen(fanget: Fanget, caplog) -> None:
    qWarning(f"QWidget::setTekst: fant ikke {NAVN}")
    qWarning(f"{NAVN} er ikke her")
    assert "QtWarningMsg default QWidget::setTekst" in caplog.text
    assert NAVN not in caplog.text


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.text(min_size=6), min_size=1, max_size=3), st.sampled_from([KeyError, ValueError, OSError]))
def test_ingenting_av_det_som_sto_i_feilene_er_med_i_rapporten(meldinger: list[str], slag: type[Exception]) -> None:
    merket = [f"⟦{melding}⟧" for melding in meldinger]
    saken = {"navn": NAVN, "nummer": NUMMER, **dict.fromkeys(merket, "fra saken")}

    def kjede(rest: list[str]) -> None:
        if not rest:
            raise slag(*saken)
        try:
            kjede(rest[1:])
        except Exception as feil:
            feil.add_note(rest[0])
            raise slag(rest[0]) from feil

    with pytest.raises(slag) as kastet:
        kjede(merket)
    tekst = lag("kode", kastet.value).tekst
    assert "⟦" not in tekst
    assert NAVN not in tekst
    assert NUMMER not in tekst
    assert tekst.count("som førte til:") == len(merket)


def test_en_feilklasse_laget_av_noe_fra_saken_er_bare_en_feil() -> None:
    slag = type(NAVN.replace(" ", ""), (Exception,), {})
    assert lag("kode", slag()).kjenne == "en feil"


def test_rapporten_sier_utgavene_og_stedet_i_var_kode(program: Program) -> None:
    try:
        program.katalog.hent("finnes.ikke", Malform.NB)
    except KeyError as feil:
        tekst = lag("1f2e3d4c", feil).tekst
    assert tekst.startswith("Overføring ")
    for ordet in ("feil 1f2e3d4c", "Python 3.", "Qt 6.", "tekster/katalog.py:", " hent\n", "KeyError"):
        assert ordet in tekst


# I vinduet


@pytest.fixture
def vindu(program: Program, tema: Tema, tmp_path: Path, qtbot) -> Iterator[tuple[Hovedvindu, Styr, Svarer]]:
    _, ett, dialoger = lag_vindu(tmp_path, program=program, tema=tema)
    qtbot.addWidget(ett)
    ett.show()
    yield ett, Styr(ett), dialoger
    ett.close()


RAPPORT = Rapport("kode", "KeyError", "rapporten")


def test_saken_er_lagret_for_det_sies_ogsa_det_som_star_i_feltet(vindu, tmp_path: Path) -> None:
    ett, styr, dialoger = vindu
    styr.trykk("Ny sak").skriv("Saksnummer i fagsystemet", "2026/777")
    ett.krasj(RAPPORT)
    assert not ett.sak.lagring._klokke.isActive()
    assert ett.sakene._kontor.saker()[0].saksnummer == "2026/777"
    assert "Saken er lagret" in dialoger.sagt[-1]
    assert ett.isVisible()


def test_kan_ikke_saken_lagres_sies_det_og_programmet_gar_videre(vindu, tmp_path: Path) -> None:
    ett, styr, dialoger = vindu
    styr.trykk("Ny sak").skriv("Saksnummer i fagsystemet", "2026/778")
    (tmp_path / "saker.sqlite").rename(tmp_path / "borte")
    ett.krasj(RAPPORT)
    assert "er ikke lagret" in dialoger.sagt[-1]
    (tmp_path / "borte").rename(tmp_path / "saker.sqlite")
    assert ett.sak.lagring.lagre(spor=False)


def test_uten_en_apen_sak_sies_det_at_ingenting_er_rort(vindu) -> None:
    ett, _, dialoger = vindu
    ett.krasj(RAPPORT)
    assert "Ingen sak var åpen" in dialoger.sagt[-1]


def test_brukeren_kan_velge_a_lukke_programmet(vindu) -> None:
    ett, _, dialoger = vindu
    dialoger.svar.append(True)
    ett.krasj(RAPPORT)
    assert not ett.isVisible()


@pytest.mark.parametrize("malform", list(Malform))
def test_rapporten_vises_for_den_kan_kopieres(program: Program, malform: Malform, qtbot) -> None:
    dialog = Krasjdialog(None, Ord(program.katalog, malform), "Saken er lagret.", "feilen\nog stedet")
    qtbot.addWidget(dialog)
    dialog.show()
    rapport = dialog.findChild(QPlainTextEdit)
    kopier = next(k for k in dialog.findChildren(QPushButton) if k.text() == "Kopier rapporten")
    assert not rapport.isVisible()
    assert not kopier.isVisible()
    dialog._bryter.click()
    assert rapport.isVisible()
    assert rapport.isReadOnly()
    kopier.click()
    assert QGuiApplication.clipboard().text() == "feilen\nog stedet"
    assert "kopiert" in Styr(dialog).tekst()


def test_programmet_fanger_feilene_og_gir_dem_fra_seg_igjen(rot: Path, tmp_path: Path) -> None:
    """Hele veien, i en egen prosess: en feil i en knapp, dialogen svart på, og programmet lukket."""
    kode = """
import logging, sys, threading
logging.basicConfig(level=logging.WARNING)
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from overforing.program import vinduet as app_vindu
from overforing.program.program import Program
from overforing.ui.deler.dialoger import Dialoger
from overforing.ui.vindu import hovedvindu
sagt = []
def krasj(self, forelder, tekst, rapport):
    sagt.append(rapport)
    return True
Dialoger.krasj = krasj
def sprekk():
    assert sys.excepthook is not sys.__excepthook__
    assert threading.excepthook is not threading.__excepthook__
    assert "overforing.ui.deler.krasjrapport" in sys.modules  # hentet inn før noe er galt
    raise RuntimeError("Turid Hemmelig Lund")
hovedvindu.Hovedvindu._forste_saker = lambda self: QTimer.singleShot(0, sprekk)
kode = app_vindu.vindu(Program.start())
print("kode", kode, len(sagt), sys.excepthook is sys.__excepthook__)
"""
    miljo = {"OVERFORING_HOME": str(tmp_path), "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(rot / "src")}
    ferdig = subprocess.run(
        [sys.executable, "-c", kode], capture_output=True, text=True, env=miljo, timeout=60, check=False
    )
    assert "kode 0 1 True" in ferdig.stdout, ferdig.stderr
    assert "RuntimeError" in ferdig.stderr
    assert "Turid" not in ferdig.stderr


def test_et_hardt_krasj_skriver_stedene_i_koden_og_ikke_noe_fra_saken(rot: Path, tmp_path: Path) -> None:
    kode = f"""
import ctypes, pathlib
from overforing.program.vinduet import skriv_ned_harde_krasj
skriv_ned_harde_krasj(pathlib.Path({str(tmp_path)!r}))
navn = {NAVN!r}
ctypes.string_at(0)
"""
    miljo = {"PYTHONPATH": str(rot / "src")}
    svar = subprocess.run([sys.executable, "-c", kode], capture_output=True, env=miljo, timeout=60, check=False)
    assert svar.returncode != 0
    skrevet = (tmp_path / "krasj.txt").read_text("utf-8", "replace")
    assert "string_at" in skrevet
    assert NAVN not in skrevet
