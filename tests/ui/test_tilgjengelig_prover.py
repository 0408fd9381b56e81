"""Prøvene av tilgjengeligheten finner feil: hver får et vindu med akkurat den feilen den er til for."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QPushButton,
    QScrollArea,
    QTableWidget,
    QTableWidgetItem,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)
from ui.tidsur import ro
from ui.uu import farge, tab
from ui.uu.felles import Blikk, Prove
from ui.uu.gang import PLASS, PROVER, SKJERMLESER

from overforing.ui.deler.farger import LYS, MORK, Farger
from overforing.ui.deler.fokusring import Fokusring
from overforing.ui.deler.klosser import knapp
from overforing.ui.deler.tema import Tema

Bygg = Callable[[QWidget, QVBoxLayout], None]


class _Felle(QLineEdit):
    def event(self, hendelse) -> bool:
        if isinstance(hendelse, QKeyEvent) and hendelse.key() in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            return True
        return super().event(hendelse)


class _Stum(QPushButton):
    """En knapp som ser lik ut med fokus."""

    def paintEvent(self, _hendelse) -> None:  # noqa: N802
        pass


def _knapp(tekst: str = "", navnet: str = "", slag: type[QPushButton] = QPushButton) -> QPushButton:
    ny = slag(tekst)
    ny.setAccessibleName(navnet or tekst)
    return ny


def _uten_navn(_: QWidget, rom: QVBoxLayout) -> None:
    rom.addWidget(_knapp())


def _etter_verdien(_: QWidget, rom: QVBoxLayout) -> None:
    boks = QComboBox()
    boks.addItems(["Saksbehandler", "Leder"])
    rom.addWidget(boks)


def _uten_rolle(_: QWidget, rom: QVBoxLayout) -> None:
    flate = QWidget()
    flate.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    flate.setAccessibleName("Tegningen")
    rom.addWidget(flate)


def _uten_overskrift(_: QWidget, rom: QVBoxLayout) -> None:
    lapp = QLabel("Søknaden")
    lapp.setProperty("rolle", "overskrift")
    lapp.setProperty("leses_som", "tekst")
    rom.addWidget(lapp)


def _uten_feilen(_: QWidget, rom: QVBoxLayout) -> None:
    felt, feil = QLineEdit(), QLabel("△ Skriv en dato.")
    felt.setAccessibleName("Mottatt")
    felt.setProperty("feil", "ja")
    feil.setProperty("rolle", "feil")
    rom.addWidget(felt)
    rom.addWidget(feil)


def _like_navn(_: QWidget, rom: QVBoxLayout) -> None:
    rom.addWidget(_knapp("Fjern"))
    rom.addWidget(_knapp("Fjern"))


def _annet_navn(_: QWidget, rom: QVBoxLayout) -> None:
    rom.addWidget(_knapp("Lagre", "Fortsett"))


def _tom_rad(_: QWidget, rom: QVBoxLayout) -> None:
    liste = QListWidget()
    liste.addItems(["Søknaden", ""])
    rom.addWidget(liste)


def _bare_farge(_: QWidget, rom: QVBoxLayout) -> None:
    lapp = QLabel("inhabil")
    lapp.setProperty("rolle", "merke")
    lapp.setProperty("farge", "stopp")
    rom.addWidget(lapp)


def _kuttet(_: QWidget, rom: QVBoxLayout) -> None:
    lapp = QLabel("En lang ledetekst som ikke får plass")
    lapp.setFixedWidth(40)
    rom.addWidget(lapp)


def _kuttet_knapp(_: QWidget, rom: QVBoxLayout) -> None:
    k = _knapp("Registrer for hånd")
    k.setFixedWidth(40)
    rom.addWidget(k)


def _kuttet_rute(_: QWidget, rom: QVBoxLayout) -> None:
    tabell = QTableWidget(1, 1)
    tabell.setItem(0, 0, QTableWidgetItem("Statsforvalteren i Trøndelag"))
    tabell.setColumnWidth(0, 40)
    rom.addWidget(tabell)


def _utenfor(eier: QWidget, rom: QVBoxLayout) -> None:
    ramme = QWidget()
    ramme.setFixedSize(60, 30)
    QLabel("stikker ut", ramme).setGeometry(20, 0, 90, 20)
    rom.addWidget(ramme)


def _oppa_hverandre(eier: QWidget, rom: QVBoxLayout) -> None:
    for x in (5, 30):
        QLabel("oppå", eier).setGeometry(x, 100, 60, 20)


def _sidelengs(_: QWidget, rom: QVBoxLayout) -> None:
    rulle, inni = QScrollArea(), QWidget()
    inni.setFixedSize(900, 20)
    rulle.setWidget(inni)
    rom.addWidget(rulle)


def _baklengs(eier: QWidget, rom: QVBoxLayout) -> None:
    overst, nederst, sist = _knapp("En"), _knapp("To"), _knapp("Tre")
    for k in (overst, nederst, sist):
        rom.addWidget(k)
    QWidget.setTabOrder(nederst, overst)
    QWidget.setTabOrder(overst, sist)


def _spalte_baklengs(eier: QWidget, rom: QVBoxLayout) -> None:
    rad = QHBoxLayout()
    venstre, hoyre = _knapp("Venstre"), _knapp("Høyre")
    rad.addWidget(venstre)
    rad.addWidget(hoyre)
    forst = _knapp("Først")
    rom.addWidget(forst)
    rom.addLayout(rad)
    QWidget.setTabOrder(forst, hoyre)
    QWidget.setTabOrder(hoyre, venstre)


def _svak_tekst(_: QWidget, rom: QVBoxLayout) -> None:
    lapp = QLabel("Nesten borte")
    lapp.setStyleSheet("color: #a0a0a0; background: #ffffff")
    rom.addWidget(lapp)


def _svak_tekst_i_dokument(_: QWidget, rom: QVBoxLayout) -> None:
    tekst = QTextBrowser()
    tekst.setAccessibleName("Hjelp")
    tekst.setHtml('<table bgcolor="#333333"><tr><td><span style="color:#555555">i en rute</span></td></tr></table>')
    rom.addWidget(tekst)


def _uten_fokus(_: QWidget, rom: QVBoxLayout) -> None:
    rom.addWidget(_knapp("Lagre", slag=_Stum))


def _felle(_: QWidget, rom: QVBoxLayout) -> None:
    felle = _Felle()
    felle.setAccessibleName("Notat")
    rom.addWidget(felle)
    rom.addWidget(_knapp("Lagre"))


PROVENE: dict[str, Callable[[], Prove]] = {
    **{hva: (lambda p=prove: p) for hva, prove in {**SKJERMLESER, **PLASS}.items()},
    "tekstkontrast": farge.Tekstkontrast,
    "fokus": farge.Fokus,
    "tab": lambda: tab.tab,
}
FEILENE: list[tuple[str, Bygg]] = [
    ("navn", _uten_navn),
    ("navn", _etter_verdien),
    ("rolle", _uten_rolle),
    ("overskrift", _uten_overskrift),
    ("feil_i_feltet", _uten_feilen),
    ("ulike_navn", _like_navn),
    ("ledetekst", _annet_navn),
    ("rader", _tom_rad),
    ("tegn_og_ord", _bare_farge),
    ("plass", _kuttet),
    ("plass", _kuttet_knapp),
    ("plass", _kuttet_rute),
    ("innenfor", _utenfor),
    ("oppa", _oppa_hverandre),
    ("sidelengs", _sidelengs),
    ("leserekkefolge", _baklengs),
    ("leserekkefolge", _spalte_baklengs),
    ("tekstkontrast", _svak_tekst),
    ("tekstkontrast", _svak_tekst_i_dokument),
    ("fokus", _uten_fokus),
    ("tab", _felle),
]
UTEN_FEIL_A_LAGE = {"tilstand"}
"""Qt sier alltid tilstanden til sine egne knapper og felt; prøven vokter dem vi tegner selv."""


@pytest.fixture
def vindu(tema: Tema, norsk: QApplication, qtbot) -> QWidget:
    ett = QWidget()
    ett.resize(400, 300)
    qtbot.addWidget(ett)
    return ett


def _vis(vindu: QWidget, bygg: Bygg) -> Blikk:
    rom = QVBoxLayout(vindu)
    bygg(vindu, rom)
    rom.addStretch(1)
    vindu.show()
    vindu.activateWindow()
    ro(vindu)
    return Blikk(vindu)


@pytest.mark.parametrize(("prove", "bygg"), FEILENE, ids=[f"{p}{b.__name__}" for p, b in FEILENE])
def test_proven_finner_feilen_den_er_til_for(prove: str, bygg: Bygg, vindu: QWidget) -> None:
    assert list(PROVENE[prove]()(_vis(vindu, bygg)))


@pytest.mark.parametrize("prove", PROVER)
def test_et_godt_vindu_har_ingen_feil(prove: str, vindu: QWidget, norsk: QApplication) -> None:
    def bygg(eier: QWidget, rom: QVBoxLayout) -> None:
        etikett, felt, boks = QLabel("Navn"), QLineEdit(), QComboBox()
        felt.setAccessibleName("Navn")
        etikett.setBuddy(felt)
        rolle = QLabel("Rolle")
        boks.addItems(["Saksbehandler", "Leder"])
        boks.setAccessibleName("Rolle")
        rolle.setBuddy(boks)
        for del_ in (etikett, felt, rolle, boks, knapp("Lagre", rolle="hoved")):
            rom.addWidget(del_)
        eier.ring = Fokusring(eier, norsk)

    assert list(PROVENE[prove]()(_vis(vindu, bygg))) == []
    vindu.ring.slipp()


def test_hver_prove_har_et_vindu_den_finner_feil_i() -> None:
    assert {prove for prove, _ in FEILENE} == set(PROVER) - UTEN_FEIL_A_LAGE


@pytest.mark.parametrize("farger", [LYS, MORK], ids=["lys", "mork"])
def test_fargene_vi_tegner_med_har_kontrast_nok(farger: Farger) -> None:
    """Det som tegnes for hånd med flere farger i én flate: stegene, linjen, kartet, søylene og merkene."""
    f = farger
    tekst = [(s, b) for s in (f.tekst, f.dempet, f.lenke, f.feil) for b in (f.kort, f.bunn)]
    tekst += [(f.tekst, f.svak), (f.dempet, f.svak), (f.hoved, f.svak), (f.pa_hoved, f.hoved), (f.pa_merket, f.merket)]
    tekst += [(f.skinne_tekst, f.skinne_valgt), (f.skinne_dempet, f.skinne)]
    for tone in (f.god, f.stopp, f.varsel, f.noytral, f.info):
        tekst += [(tone.tekst, tone.flate), (tone.tekst, f.kort), (f.dempet, tone.flate)]
    deler = [(f.feltkant, f.kort), (f.feltkant, f.bunn), (f.fokus, f.kort), (f.fokus, f.bunn), (f.hoved, f.kort)]
    deler += [(f.strek, b) for b in (f.kort, f.bunn, f.noytral.flate if f.morkt else f.bunn)]
    deler += [(tone.kant, f.kort) for tone in (f.god, f.stopp, f.varsel, f.noytral)]
    deler += [(f.skinne_fokus, f.skinne), (f.skinne_fokus, f.skinne_valgt)]
    for par, krav in ((tekst, farge.TEKST), (deler, farge.DELER)):
        for a, b in par:
            assert farge.kontrast(QColor(a), QColor(b)) >= krav, (a, b)


def test_kontrasten_regnes_som_i_wcag() -> None:
    assert round(farge.kontrast(QColor("#000000"), QColor("#ffffff")), 2) == 21
    assert round(farge.kontrast(QColor("#777777"), QColor("#ffffff")), 2) == 4.48
