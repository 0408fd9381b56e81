"""Linjen i saken: å legge til, flytte, fjerne og gi en oppgave i kartet, med mus og med tastatur."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from ui.styr import Styr
from ui.vindu import lag_vindu

from overforing.program.program import Program
from overforing.saksgang.saksgang import Saksgang
from overforing.saksgang.tilstand import Boks, Farge, Skjemasteg
from overforing.ui.deler.tema import Tema
from overforing.ui.linje.linjeboks import Personboks
from overforing.ui.linje.linjeplan import legg
from overforing.ui.sak.sakside import Sakside

# Eksempelsaken: Siri Lund (a3) under Kari Moen (a1) under Anne Dahl (a2).


@pytest.fixture
def side(program: Program, tema: Tema, tmp_path: Path, qtbot) -> Iterator[Sakside]:
    _, vindu, _ = lag_vindu(tmp_path, program=program, tema=tema)
    qtbot.addWidget(vindu)
    vindu.resize(1320, 820)
    vindu.show()
    vindu.sakene.ny()
    sakside = vindu.sakside
    sakside.ga_til(Skjemasteg.HABILITET)
    sakside.gjor(_fire_ansatte)
    Styr(vindu).vent()
    if sakside.linjekart.isHidden():
        sakside.linjebryter.click()
    yield sakside
    vindu.close()


def _fire_ansatte(gang: Saksgang) -> None:
    for navn, rolle, over in (
        ("Anne Dahl", "kommunalsjef", ""),
        ("Kari Moen", "nav_leder", "a1"),
        ("Siri Lund", "veileder", "a2"),
        ("Jon Berg", "veileder", "a2"),
    ):
        gang.legg_til("ansatte")
        for felt, verdi in (("navn", navn), ("rolle", rolle), ("overordnet", over)):
            if verdi:
                gang.svar(f"ansatte[{gang.sak.ansatte[-1].id}].{felt}", verdi)
    gang.forlat_felt()


def _linjen(side: Sakside) -> dict[str, str | None]:
    navn = {a.id: a.navn for a in side.gang.sak.ansatte}
    return {a.navn: navn.get(a.overordnet or "") for a in side.gang.sak.ansatte}


def _boks(side: Sakside, id_: str) -> Personboks:
    boks = side.linjekart.boks(id_)
    assert boks is not None
    return boks


def _handlinger(meny: QMenu) -> Iterator[QAction]:
    for handling in meny.actions():
        if handling.menu() is not None:
            yield from _handlinger(handling.menu())
        elif not handling.isSeparator():
            yield handling


def _klikk_i_menyen(side: Sakside, id_: str, *vei: str) -> None:
    """Åpne menyen på boksen med musa, og klikk seg fram til valget."""
    styr = Styr(side.window())
    side.midt.rulle.ensureWidgetVisible(_boks(side, id_))
    QTest.mouseMove(_boks(side, id_))  # menyen tar ikke et slipp der pekeren sto da den kom
    QTest.mouseClick(_boks(side, id_), Qt.MouseButton.LeftButton)
    meny = side.linjen.apen
    assert meny is not None
    for nr, ledd in enumerate(vei, start=1):
        handling = next(h for h in meny.actions() if h.text() == ledd)
        QTest.mouseMove(meny, meny.actionGeometry(handling).center())
        QTest.mouseClick(meny, Qt.MouseButton.LeftButton, pos=meny.actionGeometry(handling).center())
        styr.vent()
        if nr < len(vei):
            meny = handling.menu()
    styr.vent()


def _tast_i_menyen(side: Sakside, id_: str, *vei: str) -> None:
    """Åpne menyen på boksen med Enter, og gå til valget med piltastene."""
    styr = Styr(side.window())
    _boks(side, id_).setFocus()
    styr.tast("Enter")
    meny = side.linjen.apen
    assert meny is not None
    for nr, ledd in enumerate(vei, start=1):
        for _ in meny.actions():
            aktiv = meny.activeAction()
            if aktiv is not None and aktiv.text() == ledd:
                break
            QTest.keyClick(meny, Qt.Key.Key_Down)
        assert meny.activeAction().text() == ledd
        under = meny.activeAction().menu()
        QTest.keyClick(meny, Qt.Key.Key_Right if nr < len(vei) else Qt.Key.Key_Return)
        styr.vent()
        meny = under
    styr.vent()


MATER: tuple[Callable[..., None], ...] = (_klikk_i_menyen, _tast_i_menyen)
_OVER = ("Står under", "Anne Dahl")


@pytest.mark.parametrize("gjor", MATER, ids=["mus", "tastatur"])
def test_linjen_endres_likt_med_mus_og_tastatur(side: Sakside, gjor: Callable[..., None]) -> None:
    gjor(side, "a3", *_OVER)
    assert _linjen(side)["Siri Lund"] == "Anne Dahl"
    assert side.skjema.sted("ansatte[a3].overordnet").q.svar == "a1", "skjemaet viser det samme"
    gjor(side, "a3", "Oppgave i saken", "Avgjør saken")
    gjor(side, "a3", "Rolle", "Avdelingsleder")
    assert (side.gang.sak.ansatte[2].oppgave, side.gang.sak.ansatte[2].rolle) == ("avgjor", "avdelingsleder")
    gjor(side, "a3", "Legg til en ansatt", "Over")
    assert [a.overordnet for a in side.gang.sak.ansatte] == [None, "a1", "a5", "a2", "a1"]
    assert Styr(side.window()).fokus.endswith(": Navn"), "det neste er å skrive navnet"
    gjor(side, "a4", "Fjern fra saken")
    assert [a.id for a in side.gang.sak.ansatte] == ["a1", "a2", "a3", "a5"]
    for _ in range(5):
        side.angre()
    assert _linjen(side) == {
        "Anne Dahl": None,
        "Kari Moen": "Anne Dahl",
        "Siri Lund": "Kari Moen",
        "Jon Berg": "Kari Moen",
    }
    assert side.gang.sak.ansatte[2].oppgave == "ingen"


def test_det_som_angres_har_navn_og_hver_handling_er_ett_steg(side: Sakside) -> None:
    side.linjen.svar("a3", "overordnet", "a1")
    side.linjen.svar("a3", "overordnet", "")
    assert side.gang.tilstand.angrer == "Nærmeste overordnede i slike saker"
    side.angre()
    assert _linjen(side)["Siri Lund"] == "Anne Dahl"


def test_en_boks_dras_inn_under_en_annen(side: Sakside) -> None:
    fra, til = _boks(side, "a3"), _boks(side, "a1")
    _dra(fra, til, slipp=False)
    assert til.mal
    QTest.keyClick(fra, Qt.Key.Key_Escape)
    assert _linjen(side)["Siri Lund"] == "Kari Moen", "Escape legger boksen tilbake"
    _dra(fra, til)
    assert _linjen(side)["Siri Lund"] == "Anne Dahl"
    assert side.linjen.apen is None, "å dra er ikke å klikke"
    assert not any(_boks(side, id_).mal for id_ in ("a1", "a2", "a3", "a4"))


def _dra(fra: Personboks, til: Personboks, *, slipp: bool = True) -> None:
    tatt = QPoint(20, 10)
    QTest.mousePress(fra, Qt.MouseButton.LeftButton, pos=tatt)
    for _ in range(2):  # musa flyttes i to steg: det første sier at det er en dragning
        hit = fra.mapFromGlobal(til.mapToGlobal(til.rect().center()))
        _flytt_musa(fra, hit)
    if slipp:
        QTest.mouseRelease(fra, Qt.MouseButton.LeftButton, pos=tatt)


def _flytt_musa(boks: Personboks, punkt: QPoint) -> None:
    from PySide6.QtCore import QEvent, QPointF
    from PySide6.QtGui import QMouseEvent

    knapp, ingen = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    hendelse = QMouseEvent(
        QEvent.Type.MouseMove, QPointF(punkt), QPointF(boks.mapToGlobal(punkt)), Qt.MouseButton.NoButton, knapp, ingen
    )
    QApplication.sendEvent(boks, hendelse)


def test_ctrl_og_piltast_flytter_i_linjen(side: Sakside) -> None:
    styr = Styr(side.window())
    side.linjekart.fokuser("a4")
    styr.tast("Ctrl+Ned")
    assert _linjen(side)["Jon Berg"] == "Siri Lund"
    styr.tast("Ctrl+Opp", "Ctrl+Opp")
    assert _linjen(side)["Jon Berg"] == "Anne Dahl"
    assert styr.fokus.startswith("Jon Berg")
    styr.tast("Ctrl+Opp", "Ctrl+Opp")
    assert _linjen(side)["Jon Berg"] is None
    assert "Det er ingen å flytte Jon Berg til" in styr.tekst()


def test_piltastene_gar_mellom_boksene_og_tab_gar_videre(side: Sakside) -> None:
    styr = Styr(side.window())
    side.linjekart.fokuser("a1")
    styr.tast("Ned", "Ned")
    assert styr.fokus.startswith(("Siri Lund", "Jon Berg"))
    styr.tast("Opp", "Opp")
    assert styr.fokus.startswith("Anne Dahl")
    styr.tast("Tab")
    assert not isinstance(QApplication.focusWidget(), Personboks)


def test_en_ring_avvises_i_kartet_og_i_skjemaet_med_samme_setning(side: Sakside) -> None:
    for_ = side.gang.sak
    side.skjema.sted("ansatte[a1].overordnet")
    side.linjen.svar("a1", "overordnet", "a3")
    setningen = "Anne Dahl kan ikke stå under Siri Lund, for Siri Lund står selv under Anne Dahl."
    tekst = Styr(side.window()).tekst()
    assert tekst.count(setningen) == 2, "i kartet og i feltet"
    assert side.gang.sak == for_
    side.gjor(lambda gang: gang.svar("ansatte[a1].organ", "kommunen"))
    assert setningen not in Styr(side.window()).tekst()


def test_folgen_tegnes_med_en_gang(side: Sakside) -> None:
    side.linjen.svar("a3", "oppgave", "avgjor")
    side.gjor(lambda gang: gang.svar("ansatte[a3].ingen_tilknytning[p1].kilde", "selv"))
    side.gjor(lambda gang: gang.svar("ansatte[a1].ingen_tilknytning[p1].kilde", "selv"))
    side.gjor(lambda gang: gang.svar("ansatte[a1].ingen_over", "parlamentarisk_styre"))
    side.gjor(lambda gang: gang.svar("ansatte[a2].tilknytninger", "sosken"))
    assert "Siri Lund, veileder, avgjør saken, bare forberede" in _boks(side, "a3").accessibleName()
    side.linjen.svar("a3", "overordnet", "a1")
    assert "bare forberede" not in _boks(side, "a3").accessibleName()
    assert "Siri Lund står nå under Anne Dahl: kan avgjøre." in Styr(side.window()).tekst()
    side.angre()
    assert "bare forberede" in _boks(side, "a3").accessibleName()


def test_boksene_sier_hva_de_er_og_hvor_de_star(side: Sakside) -> None:
    boks = _boks(side, "a2")
    iface = QAccessible.queryAccessibleInterface(boks)
    assert iface.role() == QAccessible.Role.Button
    assert iface.text(QAccessible.Text.Name).startswith("Kari Moen, Nav-leder")
    assert iface.text(QAccessible.Text.Description) == "Under Anne Dahl. Over Siri Lund, Jon Berg. Åpner en meny."
    assert boks.toolTip() == boks.accessibleName()
    boks.setFocus()
    assert iface.state().focused
    QTest.keyClick(boks, Qt.Key.Key_Menu)
    meny = side.linjen.apen
    assert meny is not None
    assert meny.accessibleName() == "Kari Moen: endre i linjen"
    assert all(h.text() for h in _handlinger(meny))
    valgt = [h.text() for h in _handlinger(meny) if h.isChecked()]
    assert valgt == ["Anne Dahl", "Har ingen oppgave i saken", "Nav-leder"]
    meny.close()


def test_den_som_fjernes_gir_fokus_til_den_over(side: Sakside) -> None:
    side.linjekart.fokuser("a3")
    Styr(side.window()).tast("Slett")
    assert "Siri Lund" not in _linjen(side)
    assert Styr(side.window()).fokus.startswith("Kari Moen")
    for id_ in ("a1", "a2", "a4"):
        side.linjen.fjern(id_)
    assert not side.linjekart.isVisible()
    assert Styr(side.window()).fokus == "Legg til en ansatt"


@pytest.mark.parametrize("bredde", [260, 480, 730, 1200])
def test_tolv_personer_far_plass_uten_at_noen_ligger_over_en_annen(bredde: int) -> None:
    over = {"2": "1", "3": "2", "4": "2", "5": "2", "6": "3", "7": "3", "8": "3", "9": "4", "10": "4", "11": "5"}
    linjen = tuple(Boks(str(n), f"Ansatt {n}", "", "", Farge.GOD, under=over.get(str(n), "")) for n in range(1, 13))
    plan = legg(linjen, bredde, lambda n: max(1, round(n)), lambda _id, _b: 60)
    assert set(plan.ruter) == {b.id for b in linjen}
    assert plan.bredde <= bredde
    assert all(rute.left() >= 0 and rute.right() < plan.bredde for rute in plan.ruter.values())
    par = [(a, b) for a in plan.ruter for b in plan.ruter if a < b]
    assert not [p for p in par if plan.ruter[p[0]].intersects(plan.ruter[p[1]])]
    for id_, overordnet in over.items():
        assert plan.ruter[id_].top() > plan.ruter[overordnet].bottom()


def test_et_langt_navn_uten_mellomrom_er_helt_i_boksen(side: Sakside) -> None:
    boks = _boks(side, "a2")
    kort = boks.hoyde(180)
    side.gjor(lambda gang: gang.svar("ansatte[a2].navn", "Bjørgkristianeøvregårdmikkelsdatter" * 2))
    assert _boks(side, "a2").hoyde(180) > kort, "navnet brytes i stedet for å kuttes"
