"""Menylinjen: alt en kan gjøre, på begge sider og målformer, med tastene til, og gråtonet når det ikke går."""

from __future__ import annotations

from collections import Counter

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu, QPlainTextEdit, QWidget
from ui.oppe import Oppe
from ui.styr import Styr

from overforing.sak.kodeverk import Malform
from overforing.ui.deler.taster import SNARVEIER, vist
from overforing.ui.vindu.hovedvindu import Hovedvindu


def _hos_statsforvalteren(oppe: Oppe) -> None:
    oppe.lager.endre(embete="trondelag", navnet_ditt="Ine Aune", rolle="embete")
    oppe.vindu.sted.bruk()


def _menyene(vindu: Hovedvindu) -> list[QMenu]:
    return vindu.menuBar().findChildren(QMenu)


def _apne(vindu: Hovedvindu, navn: str) -> dict[str, QAction]:
    """Menyen slik den vises, etter kommandoens navn."""
    meny = next(m for m in _menyene(vindu) if m.objectName() == navn)
    meny.aboutToShow.emit()
    return {handling.objectName(): handling for handling in meny.actions()}


def _lukk(vindu: Hovedvindu, navn: str) -> None:
    next(m for m in _menyene(vindu) if m.objectName() == navn).aboutToHide.emit()


def _bokstav(tekst: str) -> str:
    plass = tekst.replace("&&", "  ").index("&")
    return tekst[plass + 1].casefold()


@pytest.mark.parametrize("malform", Malform)
@pytest.mark.parametrize("embete", [False, True], ids=["kontoret", "statsforvalteren"])
def test_hver_bokstav_velger_bare_en_ting(malform: Malform, embete: bool, oppe: Oppe) -> None:
    if embete:
        _hos_statsforvalteren(oppe)
    oppe.vinduer.bytt(malform)
    menylinje = oppe.vindu.menuBar()
    for rad in (menylinje.actions(), *(meny.actions() for meny in _menyene(oppe.vindu))):
        bokstaver = Counter(_bokstav(h.text()) for h in rad if not h.isSeparator())
        assert max(bokstaver.values()) == 1, [h.text() for h in rad]
    assert [h.text().replace("&", "") for h in menylinje.actions()] == [
        "Mottak" if embete else "Sak",
        "Rediger",
        "Vis",
        "Hjelp",
    ]


def test_hver_snarvei_star_i_menyen(oppe: Oppe) -> None:
    """Unntatt de som ikke gjør noe alene: linjen flyttes i en boks, og F10 er veien til menyene."""
    handlinger = [h for meny in _menyene(oppe.vindu) for h in meny.actions()]
    har = {tast.toString() for h in handlinger for tast in h.shortcuts()}
    har |= {h.text().split("\t")[1] for h in handlinger if "\t" in h.text()}
    skal = {tast for navn, taster in SNARVEIER.items() if navn not in ("linjen", "meny") for tast in taster}
    assert skal <= har


def test_det_som_ikke_gar_er_gratt_bare_mens_menyen_er_apen(oppe: Oppe) -> None:
    sak = _apne(oppe.vindu, "sak")
    assert {n for n, h in sak.items() if n and not h.isEnabled()} == {
        "brevene",
        "lagre",
        "skriv_ut",
        "pakk",
        "innsyn",
        "saksfil",
        "forny",
        "avslutt",
    }
    _lukk(oppe.vindu, "sak")
    assert all(h.isEnabled() for h in sak.values())
    oppe.vindu.sakene.eksempel()
    oppe.vent()
    assert _apne(oppe.vindu, "sak")["brevene"].isEnabled()
    vis = _apne(oppe.vindu, "vis")
    assert not vis["forrige"].isEnabled(), "det første steget har ikke noe foran seg"
    assert vis["neste"].isEnabled()


def test_menyen_gjor_det_den_sier(oppe: Oppe) -> None:
    vindu = oppe.vindu
    _apne(vindu, "sak")["eksempel"].trigger()
    oppe.vent()
    det_neste = vindu.sakside.gang.tilstand.neste
    _apne(vindu, "vis")["neste"].trigger()
    assert vindu.sakside.gang.tilstand.side is det_neste
    _apne(vindu, "sak")["brevene"].trigger()
    oppe.vent()
    assert vindu.sakside.viser_brevene
    sak = _apne(vindu, "sak")
    assert (sak["lagre"].isEnabled(), sak["skriv_ut"].isEnabled()) == (True, True)
    skrevet: list[str] = []
    vindu.sakside._brevside.ut.skriv_ut.clicked.connect(lambda: skrevet.append("ut"))
    sak["skriv_ut"].trigger()
    vindu.sakside._brevside.ut.pakk.clicked.disconnect()
    vindu.sakside._brevside.ut.pakk.clicked.connect(lambda: skrevet.append("pakke"))
    sak["pakk"].trigger()
    assert skrevet == ["ut", "pakke"]
    _apne(vindu, "hjelp")["om"].trigger()
    assert vindu.ramme.na == "hjelp"
    _apne(vindu, "vis")["tilbake"].trigger()
    assert vindu.ramme.na == "sak"


def test_hos_statsforvalteren_er_menyen_mottakets(oppe: Oppe) -> None:
    _hos_statsforvalteren(oppe)
    mottak = _apne(oppe.vindu, "mottak")
    assert mottak["apne"].text() == "Les &inn brev …"
    assert {"saksfil", "eksempel"}.isdisjoint(mottak)
    assert {"neste", "veien", "saker"}.isdisjoint(_apne(oppe.vindu, "vis"))
    mottak["ny"].trigger()
    assert oppe.vindu.ramme.na == "manuell"
    oppe.lager.endre(embete="", rolle="kontor")
    oppe.vindu.sted.bruk()
    assert _menyene(oppe.vindu)[0].objectName() == "sak"


def test_menyen_og_hoyreklikk_navngir_det_som_angres_og_angrer_svaret(oppe: Oppe) -> None:
    oppe.vindu.sakene.ny()
    oppe.vent()
    assert _apne(oppe.vindu, "rediger")["angre"].text() == "&Angre"
    assert not _apne(oppe.vindu, "rediger")["angre"].isEnabled()
    _lukk(oppe.vindu, "rediger")
    sakside = oppe.vindu.sakside
    for sti, skriv, sporsmal in (
        ("soknad.mottatt", "1.10.2026", "Når kom søknaden?"),
        ("soknad.beskrivelse", "Det gjelder mat.", "Saken kort fortalt"),
    ):
        felt = sakside.skjema.felt(sti).inndata()
        felt.setFocus()
        Styr(oppe.vindu).skriv_her(skriv)
        oppe.vent()
        assert _apne(oppe.vindu, "rediger")["angre"].text() == f"&Angre: {sporsmal}"
        _lukk(oppe.vindu, "rediger")
        meny = _hoyreklikk(felt)
        assert [h.text() for h in meny.actions()[:2]] == [f"&Angre: {sporsmal}", "&Gjenta"]
        assert [h.isEnabled() for h in meny.actions()[:2]] == [True, False]
        assert sum("Angre" in h.text() for h in meny.actions()) == 1
        meny.actions()[0].trigger()
        meny.close()
        oppe.vent()
        assert sakside.skjema.felt(sti).q.svar == ""
        assert _tekst(sakside.skjema.felt(sti).inndata()) == ""
    assert sakside.gang.tilstand.gjentar == "Saken kort fortalt"


def _hoyreklikk(felt: QWidget) -> QMenu:
    hendelse = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, QPoint(5, 5), felt.mapToGlobal(QPoint(5, 5)))
    QApplication.sendEvent(felt if isinstance(felt, QLineEdit) else felt.viewport(), hendelse)
    meny = QApplication.activePopupWidget()
    assert isinstance(meny, QMenu)
    return meny


def _tekst(felt: QWidget) -> str:
    return felt.toPlainText() if isinstance(felt, QPlainTextEdit) else felt.text()


def test_det_nettopp_skrevne_angres_ogsa_for_det_er_sendt(oppe: Oppe) -> None:
    oppe.vindu.sakene.ny()
    oppe.vent()
    felt = oppe.vindu.sakside.skjema.felt("soknad.mottatt").inndata()
    felt.setFocus()
    QTest.keyClicks(felt, "1.10.2026")
    assert oppe.vindu.sakside.gang.tilstand.angrer is None, "ikke sendt ennå"
    QTest.keyClick(felt, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert felt.text() == ""


def test_f10_og_alt_gar_til_menyene_og_esc_tilbake(oppe: Oppe) -> None:
    oppe.vindu.sakene.ny()
    oppe.vent()
    felt = oppe.vindu.sakside.skjema.felt("soknad.mottatt").inndata()
    felt.setFocus()
    QTest.keyClick(felt, Qt.Key.Key_F10)
    apen = QApplication.activePopupWidget()
    assert isinstance(apen, QMenu)
    assert apen.objectName() == "sak"
    QTest.keyClick(apen, Qt.Key.Key_Escape)
    QTest.keyClick(oppe.vindu.menuBar(), Qt.Key.Key_Escape)
    assert QApplication.focusWidget() is felt
    QTest.keyClick(felt, Qt.Key.Key_R, Qt.KeyboardModifier.AltModifier)
    apen = QApplication.activePopupWidget()
    assert isinstance(apen, QMenu)
    assert apen.objectName() == "rediger"
    apen.close()


def test_klipp_kopier_og_lim_gjelder_feltet_en_kom_fra(oppe: Oppe) -> None:
    oppe.vindu.sakene.ny()
    oppe.vent()
    felt = oppe.vindu.sakside.skjema.felt("soknad.mottatt").inndata()
    felt.setFocus()
    Styr(oppe.vindu).skriv_her("1.10.2026")
    rediger = _apne(oppe.vindu, "rediger")
    rediger["merk"].trigger()
    assert felt.selectedText() == "1.10.2026"
    rediger["klipp"].trigger()
    assert felt.text() == ""
    rediger["lim"].trigger()
    assert felt.text() == "1.10.2026"
    _lukk(oppe.vindu, "rediger")
    oppe.vindu.sakside.midt.neste.setFocus()
    assert not _apne(oppe.vindu, "rediger")["klipp"].isEnabled()


def test_menylinjen_tar_en_linje(oppe: Oppe) -> None:
    linje = oppe.vindu.menuBar()
    assert linje.height() <= 2 * linje.fontMetrics().height()
    assert vist("meny") == "F10"
