"""Høyresiden følger feltet som har fokus, uten å si fra, og foldes under spørsmålene i et smalt vindu."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget
from ui.styr import Styr
from ui.vindu import lag_vindu

from overforing.program.program import Program
from overforing.saksgang.tilstand import Skjemasteg
from overforing.ui.deler.tema import Tema
from overforing.ui.vindu.hovedvindu import Hovedvindu

VIDT, SMALT = (1366, 768), (1024, 700)


@pytest.fixture
def vindu(program: Program, tema: Tema, tmp_path: Path, qtbot) -> Iterator[Hovedvindu]:
    _, vindu, _ = lag_vindu(tmp_path, program=program, tema=tema, navnet_ditt="Siri Lund")
    vindu.resize(*VIDT)
    vindu.show()
    vindu.activateWindow()
    vindu.ramme.ga_til("saker")
    vindu.sakene._apne(vindu.sakene._kontor.eksempel)
    yield vindu
    vindu.close()


def _ga(vindu: Hovedvindu, side: Skjemasteg, sti: str) -> None:
    vindu.sakside.ga_til(side)
    vindu.sakside.vis_felt(sti)
    Styr(vindu).vent_til_ferdig()


def _tekst(del_: QWidget) -> str:
    return "\n".join(e.text().replace("\N{NO-BREAK SPACE}", " ") for e in del_.findChildren(QLabel) if not e.isHidden())


def test_loven_folger_feltet_med_fokus(vindu: Hovedvindu) -> None:
    _ga(vindu, Skjemasteg.HABILITET, "ansatte[a1].tilknytninger[0].type")
    assert "Typen avgjør" in _tekst(vindu.sakside.hoyre)
    _ga(vindu, Skjemasteg.HABILITET, "ansatte[a2].skjonn.begrunnelse")
    skjonn = _tekst(vindu.sakside.hoyre)
    assert "Her gir ikke loven svaret." in skjonn
    assert "Typen avgjør" not in skjonn
    # Svaret i feltet endrer ikke hva en leser om.
    vindu.sakside._svar("ansatte[a2].skjonn.konklusjon", "tvil")
    assert "Her gir ikke loven svaret." in _tekst(vindu.sakside.hoyre)


def test_tekstene_blir_staende_nar_en_gar_ut_av_feltet_for_a_lese_dem(vindu: Hovedvindu) -> None:
    _ga(vindu, Skjemasteg.RETT_KOMMUNE, "opphold.tvist")
    for_ = _tekst(vindu.sakside.hoyre)
    lenke = next(w for w in vindu.findChildren(QAbstractButton) if w.accessibleName().startswith("Les på Lovdata"))
    assert lenke.accessibleDescription() in for_, "loven kan høres når en ber om den"
    lenke.setFocus()
    assert _tekst(vindu.sakside.hoyre) == for_
    vindu.sakside.ga_til(Skjemasteg.OPPSUMMERING)
    assert "Les gjennom før brevet lages." in _tekst(vindu.sakside.hoyre)


def test_ingenting_sies_nar_fokus_flyttes(vindu: Hovedvindu, monkeypatch: pytest.MonkeyPatch) -> None:
    _ga(vindu, Skjemasteg.HABILITET, "ansatte[a2].skjonn.konklusjon")
    vindu.sak.lagring.lagre()
    sagt: list[str] = []

    def hor(hendelse: object) -> None:
        if isinstance(hendelse, QAccessibleAnnouncementEvent):
            sagt.append(hendelse.message())

    monkeypatch.setattr(QAccessible, "updateAccessibility", hor)
    vindu.sakside.vis_felt("ansatte[a2].overordnet")
    QApplication.processEvents()
    assert "En inhabil høyere opp sperrer alle under." in _tekst(vindu.sakside.hoyre)
    assert sagt == []


def test_i_et_smalt_vindu_foldes_hoyresiden_under_sporsmalene(vindu: Hovedvindu) -> None:
    sakside = vindu.sakside
    utfall = sakside.gang.tilstand.slik_star
    assert (sakside.midt.fold.isVisible(), sakside.hoyre.isVisible()) == (False, True)
    vindu.resize(*SMALT)
    Styr(vindu).vent_til_ferdig()
    fold = sakside.midt.fold
    assert (fold.isVisible(), sakside.hoyre.isVisible()) == (True, False)
    assert utfall in fold.bryter.accessibleName(), "hvordan saken står, er alltid synlig"
    _ga(vindu, Skjemasteg.STEDFORTREDER, "stedfortreder[innleid].mulig")
    fold.bryter.setFocus()
    Styr(vindu).tast("Mellomrom")
    assert sakside.hoyre.isVisible()
    assert "En innleid handler for kommunen" in _tekst(sakside.hoyre)
    under = fold.mapTo(vindu, fold.rect().topLeft()).y()
    assert sakside.midt.rulle.mapTo(vindu, sakside.midt.rulle.rect().bottomLeft()).y() <= under
    assert sakside.midt.neste.mapTo(vindu, sakside.midt.neste.rect().bottomLeft()).y() <= vindu.height()
    vindu.resize(*VIDT)
    Styr(vindu).vent_til_ferdig()
    assert (fold.isVisible(), sakside.hoyre.isVisible()) == (False, True)
