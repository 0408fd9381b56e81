"""Det som før ble kuttet, skjult eller rullet i vinduet."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QRect, QRectF, QSize
from PySide6.QtGui import QColor, QFont, QFontMetrics, QImage, QPainter
from PySide6.QtWidgets import QApplication, QLineEdit, QMainWindow, QPushButton, QWidget
from ui.styr import Styr
from ui.vindu import lag_vindu

from overforing.program.innstillinger import Innstillingslager
from overforing.program.program import Program
from overforing.saksgang.tilstand import Skjemasteg, Valg
from overforing.ui.deler.fokusring import Fokusring
from overforing.ui.deler.inndata import Nedtrekk
from overforing.ui.deler.klosser import Etikett, HelEtikett
from overforing.ui.deler.tema import Tema, sett
from overforing.ui.vindu.hovedvindu import Hovedvindu
from overforing.ui.vindu.oppstart import riv_ned
from overforing.ui.vindu.plassering import innenfor
from overforing.ui.vindu.skinne import SIDER
from overforing.ui.vindu.skinneikon import tegn_ikon


@pytest.fixture
def dobbel_skrift(tema: Tema, program: Program, tmp_path: Path) -> Iterator[Hovedvindu]:
    tema.skaler(2)
    _, vindu, _ = lag_vindu(tmp_path, program=program, tema=tema)
    vindu.resize(1320, 820)
    vindu.show()
    yield vindu
    vindu.close()
    riv_ned(vindu)  # ellers tegnes det på nytt når skriften byttes
    tema.skaler(0.5)


@pytest.fixture
def vindu(program: Program, tema: Tema, tmp_path: Path, qtbot) -> Iterator[Hovedvindu]:
    _, ett, _ = lag_vindu(tmp_path, program=program, tema=tema)
    qtbot.addWidget(ett)
    ett.resize(1320, 820)
    ett.show()
    yield ett
    ett.close()


def test_ingen_stegtittel_kuttes_med_dobbel_skrift(dobbel_skrift: Hovedvindu) -> None:
    dobbel_skrift.sakene.eksempel()
    Styr(dobbel_skrift).vent()
    liste = dobbel_skrift.sakside.kolonne.stegliste
    linje = QFontMetrics(liste.font()).height()
    plass = liste.viewport().width() - dobbel_skrift.ramme.utstyr.tema.px(33) - 4
    for rad in range(liste.count()):
        ledd = liste.item(rad)
        linjer = 1 if QFontMetrics(liste.font()).horizontalAdvance(ledd.text()) <= plass else 2
        assert liste.visualItemRect(ledd).height() >= linjer * linje, ledd.text()
    assert liste.visualItemRect(liste.item(liste.count() - 1)).bottom() <= liste.viewport().height()


def test_ingen_sider_i_saken_ruller_sidelengs_med_dobbel_skrift(dobbel_skrift: Hovedvindu) -> None:
    dobbel_skrift.sakene.eksempel()
    for side in Skjemasteg:
        dobbel_skrift.sakside.ga_til(side)
        Styr(dobbel_skrift).vent()
        assert dobbel_skrift.sakside.midt.rulle.horizontalScrollBar().maximum() == 0, side


def test_ringen_er_der_ogsa_nar_feltet_far_nytt_utseende(vindu: Hovedvindu) -> None:
    styr = Styr(vindu)
    vindu.ramme.ga_til("innstillinger")
    felt = vindu.ramme.side("innstillinger").findChild(QLineEdit)
    felt.setFocus()
    styr.vent_pa(lambda: vindu.findChild(Fokusring) is not None)  # den kommer når vinduet er tegnet
    ring = vindu.findChild(Fokusring)
    styr.vent_pa(ring.isVisible)
    sett(felt, feil="ja")
    styr.vent(50)
    styr.vent_pa(ring.isVisible)


def test_innstillingene_slutter_der_innholdet_slutter(vindu: Hovedvindu) -> None:
    vindu.ramme.ga_til("innstillinger")
    Styr(vindu).vent(50)
    innhold = vindu.ramme.side("innstillinger").widget()
    assert innhold.height() == innhold.layout().heightForWidth(innhold.width())


def test_sakslista_ruller_ikke_siden_nar_den_far_plass(vindu: Hovedvindu) -> None:
    styr = Styr(vindu)
    vindu.sakene.eksempel()
    vindu.ramme.ga_til("saker")
    styr.vent(50)
    side = vindu.sakene.side
    flate = side.lista.parentWidget()
    assert flate.height() <= side.height()
    assert side.tabell.height() < side.height() // 2, "en liste med én sak er ikke så høy som siden"


def test_et_langt_valg_brytes_i_et_smalt_felt(qtbot, tema: Tema) -> None:
    felt = Nedtrekk("Velg")
    qtbot.addWidget(felt)
    felt.vis_valg((Valg("a", "Et langt valg som ikke får plass på én linje i et smalt felt"),))
    felt.vis_verdi("a")
    assert felt.heightForWidth(200) > felt.heightForWidth(1000)


def test_en_etikett_blir_lavere_igjen_nar_teksten_blir_kort(qtbot, tema: Tema) -> None:
    etikett = HelEtikett("Inhabilitet stopper aldri nødhjelp. " * 8)
    qtbot.addWidget(etikett)
    etikett.resize(180, 400)
    etikett.show()
    hoy = etikett.minimumHeight()
    etikett.vis_tekst("Kort.")
    assert 0 < etikett.minimumHeight() < hoy / 3


def test_regelboken_i_vinduet_viser_ingen_av_programmets_egne_navn(program: Program) -> None:
    lest = program.regelbok()
    assert "`" not in lest
    assert "Eksempler:" not in lest


@pytest.mark.parametrize(
    ("ledig", "onsket", "blir"),
    [
        ((0, 0, 1920, 1040), (100, 100, 1320, 820), (100, 100, 1320, 820)),
        ((0, 0, 1093, 576), (-113, -122, 1320, 820), (0, 10, 1093, 566)),
        ((0, 0, 1366, 728), (2400, 300, 1320, 820), (46, 10, 1320, 718)),
        ((-1280, 0, 1280, 1024), (-1500, 900, 1000, 700), (-1280, 324, 1000, 700)),
        ((0, 28, 800, 452), (0, 0, 1320, 820), (0, 38, 940, 560)),
    ],
    ids=["får plass", "mindre skjerm", "skjerm som er borte", "skjerm til venstre", "mindre enn det minste"],
)
def test_vinduet_apner_innenfor_skjermen(
    ledig: tuple[int, ...], onsket: tuple[int, ...], blir: tuple[int, ...]
) -> None:
    assert innenfor(QRect(*onsket), QRect(*ledig), tittellinje=10) == QRect(*blir)


def test_et_vindu_husket_fra_en_storre_skjerm_apner_innenfor_denne(
    program: Program, tema: Tema, tmp_path: Path, qtbot
) -> None:
    """Skjermen i prøvene er 800×800: lavere enn det huskede, og smalere enn det minste vinduet."""
    ledig = QApplication.primaryScreen().availableGeometry()
    stort = QMainWindow()
    qtbot.addWidget(stort)
    stort.setGeometry(900, 700, 1600, 1300)
    husket = base64.b64encode(stort.saveGeometry().data()).decode("ascii")
    Innstillingslager(tmp_path).endre(vindu=husket)
    _, vindu, _ = lag_vindu(tmp_path, program=program, tema=tema)
    qtbot.addWidget(vindu)
    assert vindu.minimumSize() == QSize(940, 560)
    assert vindu.width() == max(940, ledig.width())
    assert ledig.top() < vindu.y() + vindu.height() <= ledig.bottom() + 1
    assert vindu.x() == ledig.left()


def test_knapperaden_er_i_syne_pa_hvert_steg_i_det_minste_vinduet(vindu: Hovedvindu) -> None:
    vindu.resize(vindu.minimumSize())
    vindu.sakene.eksempel()
    styr = Styr(vindu)
    for side in Skjemasteg:
        vindu.sakside.ga_til(side)
        styr.vent()
        knapper = [k for k in vindu.sakside.midt.knappene if k.isVisible()]
        assert knapper, side
        for knapp in knapper:
            assert _hel(knapp), (side, knapp.accessibleName())
    styr.trykk("Neste: Brevene").vent_til_ferdig()
    for navn in ("Lagre Word og PDF", "Mer …"):
        assert _hel(next(k for k in vindu.findChildren(QPushButton) if k.text() == navn and k.isVisible())), navn
    assert vindu.size() == vindu.minimumSize()


def _hel(widget: QWidget) -> bool:
    """Alt av widgeten synes, og den er så stor som den trenger."""
    synlig = widget.visibleRegion().boundingRect()
    return synlig == widget.rect() and widget.width() >= widget.sizeHint().width()


def test_ingen_ord_til_hoyre_er_bredere_enn_plassen_i_det_smaleste_vinduet_den_star_i(vindu: Hovedvindu) -> None:
    vindu.resize(vindu.ramme.utstyr.tema.px(1280), vindu.minimumHeight())
    vindu.sakene.eksempel()
    for steg in Skjemasteg:
        vindu.sakside.ga_til(steg)
        Styr(vindu).vent()
        etiketter = [e for e in vindu.sakside.hoyre.findChildren(Etikett) if e.isVisible() and e.wordWrap()]
        assert etiketter
        for etikett in etiketter:
            bredest = max(etikett.text().split(), key=etikett.fontMetrics().horizontalAdvance)
            assert etikett.fontMetrics().horizontalAdvance(bredest) <= etikett.width(), (steg, bredest)


def test_et_valgt_filter_har_plass_til_den_fete_skriften(vindu: Hovedvindu) -> None:
    vindu.sakene.eksempel()
    vindu.ramme.ga_til("saker")
    Styr(vindu).vent()
    marg = 2 * vindu.ramme.utstyr.tema.px(11)
    filtre = [k for k in vindu.findChildren(QPushButton) if k.property("rolle") == "filter" and k.isVisible()]
    assert len(filtre) == 6
    for filter_ in filtre:
        fet = filter_.font()
        fet.setWeight(QFont.Weight.DemiBold)
        assert QFontMetrics(fet).horizontalAdvance(filter_.text()) + marg <= filter_.width(), filter_.text()


# Bredde og høyde i logiske piksler, og hvor stor teksten er.
SKJERMER = {
    "1366×768": (1366, 728, 1),
    "1366×768 med 125 %": (1092, 574, 1),
    "1920×1080 med 150 %": (1280, 680, 1),
    "1024×700": (1024, 700, 1),
    "det minste": (940, 560, 1),
    "det minste med 200 % tekst": (940, 560, 2),
    "1280×720 med 200 % tekst": (1280, 720, 2),
}


@pytest.fixture
def skjerm(request: pytest.FixtureRequest, tema: Tema, program: Program, tmp_path: Path) -> Iterator[Hovedvindu]:
    bredde, hoyde, skala = SKJERMER[request.param]
    tema.sett_tekst(100 * skala)
    _, ett, _ = lag_vindu(tmp_path, program=program, tema=tema)
    ett.resize(bredde, hoyde)
    ett.show()
    yield ett
    assert (ett.width(), ett.height()) == (bredde, hoyde), "innholdet krever ikke mer enn det er"
    ett.close()
    riv_ned(ett)
    tema.sett_tekst(100)


@pytest.mark.parametrize(
    ("skjerm", "vanlig_tekst"), [(navn, skala == 1) for navn, (_, _, skala) in SKJERMER.items()], indirect=["skjerm"]
)
def test_pa_hver_skjerm_er_knappene_i_syne_pa_en_linje_og_bare_stegene_ruller(
    skjerm: Hovedvindu, vanlig_tekst: bool
) -> None:
    """Med større tekst enn vanlig kan knappene gå over flere linjer, og det som står under stegene, rulle."""
    skjerm.sakene.ny()
    styr = Styr(skjerm)
    side = skjerm.sakside
    for steg in Skjemasteg:
        side.ga_til(steg)
        styr.vent_til_ferdig()
        for knapp in (side.midt.neste, side.midt.forrige):
            assert knapp.isHidden() or _hel(knapp), (steg, knapp.accessibleName())
        assert side.midt.rulle.horizontalScrollBar().maximum() == 0, steg
        assert side.midt.rulle.viewport().height() >= 3 * side.fontMetrics().height(), steg
        if vanlig_tekst and steg is not Skjemasteg.SOKNADEN:
            assert side.midt.neste.y() == side.midt.forrige.y(), steg
            for del_ in (side.kolonne._hjelpekort, side.kolonne._angre, side.kolonne._gjenta):
                assert _synes(del_), steg


def _synes(widget: QWidget) -> bool:
    return widget.visibleRegion().boundingRect() == widget.rect()


def test_steget_en_er_pa_er_i_syne_nar_stegene_ruller(vindu: Hovedvindu) -> None:
    vindu.resize(940, 560)
    vindu.sakene.ny()
    kolonne = vindu.sakside.kolonne
    kolonne._hjelpetekst.vis_tekst("Inhabilitet stopper aldri nødhjelp. " * 6)
    styr = Styr(vindu)
    for steg in (Skjemasteg.OPPSUMMERING, Skjemasteg.SOKNADEN):
        vindu.sakside.ga_til(steg)
        styr.vent_til_ferdig()
        liste = kolonne.stegliste
        ledd = liste.item(list(Skjemasteg).index(steg))
        assert liste.visibleRegion().contains(liste.visualItemRect(ledd).center()), steg


def test_skinnen_er_bare_tegn_i_en_sak(vindu: Hovedvindu) -> None:
    punkt, styr = vindu.skinne.punkter["regelbok"], Styr(vindu)
    for side, bare_tegn in (("sak", True), ("saker", False)):
        vindu.sakene.ny() if side == "sak" else vindu.ramme.ga_til(side)
        for bredde in (1366, 940):
            vindu.resize(bredde, 700)
            styr.vent()
            assert (vindu.skinne.width() < 80) is bare_tegn, (side, bredde)
            assert punkt.toolTip() == ("Regelbok" if bare_tegn else "")
            assert punkt.accessibleName() == "Regelbok"
            status = vindu.skinne._status
            assert not status.text() or _synes(status), (side, bredde, status.text())


def test_hvert_punkt_i_skinnen_har_sitt_eget_tegn() -> None:
    bilder = set()
    for side in (*SIDER, "ingen"):
        bilde = QImage(20, 20, QImage.Format.Format_RGB32)
        bilde.fill(0)
        maler = QPainter(bilde)
        tegn_ikon(maler, side, QRectF(0, 0, 20, 20), QColor("white"))
        maler.end()
        bilder.add(bytes(bilde.constBits()))
    assert len(bilder) == len(SIDER) + 1
