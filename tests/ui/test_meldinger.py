"""Det som skjer uten at fokus flyttes, sies høyt, og på én måte: ``meld``. Og en tilstand har alltid tegn og ord."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QAccessibleEvent
from PySide6.QtWidgets import QWidget
from ui.styr import Styr
from ui.uu.felles import Blikk
from ui.uu.navn import feil_i_feltet
from ui.vindu import Svarer, lag_vindu

from overforing.feil import UgyldigInndata
from overforing.mottak.utvalg import Ko
from overforing.program.program import Program
from overforing.sak.kodeverk import Malform
from overforing.saksgang.kart.beslutningskart import Folge
from overforing.saksgang.kart.sammenligning import Forskjell
from overforing.saksgang.tilstand import Farge, Skjemasteg, Stegstatus, Valg
from overforing.ui.deler import meld as meldmodul
from overforing.ui.deler.ordene import Ord
from overforing.ui.deler.tema import TEGN, Tema
from overforing.ui.kart import karttegning
from overforing.ui.kart.kartflate import Kartboks
from overforing.ui.linje.linjekart import Personboks
from overforing.ui.mottak.bunke import Bunkehandlinger
from overforing.ui.mottak.deler import Handlingsdel
from overforing.ui.mottak.manuell import Manuellside
from overforing.ui.mottak.side import Mottakside
from overforing.ui.vindu.hovedvindu import Hovedvindu


class _Horer:
    """Hører det samme som skjermleseren, i stedet for ``QAccessible``."""

    AnnouncementPoliteness, Event = QAccessible.AnnouncementPoliteness, QAccessible.Event

    def __init__(self) -> None:
        self.hort: list[tuple[str, bool]] = []

    def updateAccessibility(self, hendelse) -> None:  # noqa: N802
        if isinstance(hendelse, QAccessibleAnnouncementEvent):
            viktig = hendelse.politeness() == self.AnnouncementPoliteness.Assertive
            self.hort.append((hendelse.message(), viktig))


@pytest.fixture
def horer(monkeypatch: pytest.MonkeyPatch) -> _Horer:
    ny = _Horer()
    # Bare der det sies fra: det som leses inn mens prøven går, skal ha Qts egen.
    hendelser = {"QAccessibleEvent": QAccessibleEvent, "QAccessibleAnnouncementEvent": QAccessibleAnnouncementEvent}
    monkeypatch.setattr(meldmodul, "QtGui", SimpleNamespace(QAccessible=ny, **hendelser))
    return ny


@pytest.fixture
def vindu(program: Program, tema: Tema, tmp_path: Path, dialoger: Svarer, qtbot) -> Iterator[Hovedvindu]:
    _, ett, _ = lag_vindu(tmp_path, program=program, tema=tema, dialoger=dialoger)
    qtbot.addWidget(ett)
    ett.show()
    yield ett
    ett.close()


def test_bare_meld_sier_noe_hoyt(rot: Path) -> None:
    """En annen vei forbi ville ikke blitt prøvd."""
    for fil in (rot / "src").rglob("*.py"):
        if fil.name != "meld.py":
            assert "QAccessibleAnnouncementEvent" not in fil.read_text("utf-8"), fil.name
            assert "updateAccessibility" not in fil.read_text("utf-8"), fil.name


def test_at_saken_er_lagret_sies_den_forste_gangen(vindu: Hovedvindu, horer: _Horer) -> None:
    vindu.sakene.ny()
    for svar in ("ja", "nei"):
        vindu.sakside._svar("soknad.haster", svar)
        vindu.sak.lagring.lagre()
    assert sum(tekst.startswith("Lagret kl.") for tekst, _ in horer.hort) == 1


def test_utfallet_hjelpen_og_en_ansatts_status_sies_nar_de_endres_og_en_gang(
    vindu: Hovedvindu, horer: _Horer, qtbot
) -> None:
    vindu.sakene.eksempel()
    qtbot.wait(800)
    horer.hort.clear()

    def sagt(*svar: tuple[str, str]) -> list[str]:
        for sti, verdi in svar:
            vindu.sakside._svar(sti, verdi)
        qtbot.waitUntil(lambda: bool(horer.hort))
        qtbot.wait(800)
        ut = [tekst for tekst, _ in horer.hort if not tekst.startswith("Lagret kl.")]
        horer.hort.clear()
        return ut

    assert sagt(("ansatte[a3].tilknytninger", "sosken"), ("soknad.haster", "nei")) == ["Siri Lund: inhabil"]
    assert sagt(("opphold.kommune", "Berge"), ("opphold.kommune", "Bergen")) == [
        "Slik står saken: En annen kommune har ansvaret."
    ]
    vindu.sakene.ny()
    qtbot.wait(800)
    assert not any("Slik står saken" in tekst for tekst, _ in horer.hort), "en annen sak er ikke noe som er endret"
    horer.hort.clear()
    assert any(tekst.startswith("Trengs hjelp nå? ") for tekst in sagt(("soknad.haster", "ja")))


def test_antall_feil_sies_og_avbryter(vindu: Hovedvindu, horer: _Horer) -> None:
    vindu.sakene.ny()
    vindu.sakside.ga_til(Skjemasteg.SOKNADEN)
    vindu.sakside.ga_neste()
    antall = len(vindu.sakside.gang.tilstand.feil)
    assert antall > 1
    assert (f"{antall} ting mangler.", True) in horer.hort
    vindu.sakside._svar("soknad.mottatt", "31.2.2026")
    vindu.sakside.ga_neste()
    # Dagen søknaden kom, er foreslått, og mangler ikke før det står noe galt der.
    assert (f"Én feil må rettes. {antall} ting mangler.", True) in horer.hort


def test_treffene_i_et_sok_sies_en_gang_for_hvert_sok(vindu: Hovedvindu, horer: _Horer) -> None:
    vindu.sakene.eksempel()
    vindu.ramme.ga_til("saker")
    styr = Styr(vindu)
    for sok in ("2026", "finnes ikke"):
        vindu.sakene.side.sokefelt.setText(sok)
        styr.vent_til_ferdig()
        vindu.sakene.hent()
    assert [tekst for tekst, _ in horer.hort if "sak" in tekst][-2:] == [
        "1 sak",
        vindu.ramme.utstyr.ord("start.ingen_treff"),
    ]


def test_at_brevene_er_laget_sies(vindu: Hovedvindu, horer: _Horer, dialoger: Svarer, tmp_path: Path) -> None:
    vindu.sakene.eksempel()
    vindu.sakside.vis_brevene()
    (tmp_path / "brev").mkdir()
    dialoger.stier.append(tmp_path / "brev")
    styr = Styr(vindu)
    styr.vent_til_ferdig()
    vindu.sakside._brevside.lagring.knapp.click()
    styr.vent_til_ferdig()
    assert list((tmp_path / "brev").glob("*.docx"))
    assert horer.hort[-1][0].startswith(f"Lagret i {tmp_path / 'brev'}: Anmodning")


def test_hver_tilstand_i_saken_har_sitt_eget_tegn() -> None:
    assert len(set(TEGN.values())) == len(Farge)
    assert len({*karttegning.TEGN.values(), karttegning.TRUFFET}) == len(Folge) + 1


def test_stegene_sier_statusen_med_ord_og_tegner_den_med_tegn(vindu: Hovedvindu) -> None:
    tegn = {Stegstatus.FERDIG: "✓", Stegstatus.IKKE_AKTUELL: "–"}
    sett = set()
    for apne in (vindu.sakene.ny, vindu.sakene.eksempel):
        apne()
        liste = vindu.sakside.kolonne.stegliste
        for rad, side in enumerate(vindu.sakside.gang.tilstand.sider):
            lest = liste.item(rad).data(Qt.ItemDataRole.AccessibleTextRole)
            assert lest.endswith(vindu.ramme.utstyr.ord(f"steg.{side.status}"))
            assert liste._tegner._tegn(side, rad, False)[0] == tegn.get(side.status, str(rad + 1))
            sett.add(side.status)
    assert len(sett) >= 2


def test_boksene_i_linjen_og_kartet_sier_det_de_viser(vindu: Hovedvindu) -> None:
    vindu.sakene.eksempel()
    vindu.sakside.ga_til(Skjemasteg.HABILITET)
    for boks in vindu.sakside.linjekart.findChildren(Personboks):
        assert boks._linjer()[2][0].startswith(f"{TEGN[boks.boks.farge]} {boks.boks.status}")
        assert boks.boks.status in boks.accessibleName()
    vindu.ramme.ga_til("veien")
    kart = vindu.ramme.side("veien").kart
    truffet = [boks for boks in kart.findChildren(Kartboks) if boks.node.truffet]
    assert truffet
    for boks in truffet:
        assert kart.tegner._linjer(boks.node)[-1][0].startswith(karttegning.TRUFFET)
        assert kart.tegner.merke(boks.node) in boks.accessibleName()


def test_koen_over_frist_har_tegn_og_ord(tema: Tema, ord_: Ord, qtbot) -> None:
    utstyr: Any = SimpleNamespace(tema=tema, ord=ord_)
    ingen: Any = None
    side = Mottakside(tema, ord_, (), QWidget(), Bunkehandlinger(ingen, ingen, utstyr), date.today)
    qtbot.addWidget(side)
    side.vis_koer({Ko.OVER_FRIST: 2})
    assert side._koer[Ko.OVER_FRIST].text() == "△ Over frist  2"
    assert side._koer[Ko.OVER_FRIST].accessibleDescription() == "2"


def test_forskjellen_mellom_lovene_har_tegn_og_ord(ord_: Ord) -> None:
    merkene = {ord_.fra(f"ui_sammenlign.merke.{forskjell}") for forskjell in Forskjell}
    assert len(merkene) == len(Forskjell)
    assert ord_.fra("ui_sammenlign.merke.svar").startswith("≠ ")


def test_feilen_i_et_skjema_hos_statsforvalteren_horer_til_det_den_gjelder(tema: Tema, ord_: Ord, qtbot) -> None:
    side = Manuellside(tema, ord_, (Valg("5001", "Trondheim"),))
    qtbot.addWidget(side)
    side.tom(date(2026, 11, 22))
    side.show()
    side._registrer()
    assert list(feil_i_feltet(Blikk(side))) == []
    assert "kommune" in side._kommune.accessibleDescription().lower()
    assert "velg hva" in side._slag.accessibleDescription().lower()
    side._kommune.vis_verdi("5001")
    side._felt["mottatt"].setText("31.2.2026")
    side._registrer()
    assert list(feil_i_feltet(Blikk(side))) == []
    assert side._kommune.accessibleDescription() == ""
    assert "31.2.2026" in side._felt["mottatt"].accessibleDescription()


def test_feilen_ved_en_handling_horer_til_knappen_som_ble_trykket(tema: Tema, ord_: Ord, qtbot, horer: _Horer) -> None:
    def uten_grunn() -> None:
        raise UgyldigInndata("feil.mottak.hvorfor_rettes")

    del_ = Handlingsdel("Avgjør", tema, Ord(ord_.katalog, Malform.NN))
    qtbot.addWidget(del_)
    knapp = del_.gjor("Før avgjørelsen", uten_grunn)
    del_.apne(True)
    del_.show()
    knapp.click()
    assert list(feil_i_feltet(Blikk(del_))) == []
    assert knapp.accessibleDescription() == "Skriv kvifor det blir retta."
    assert ("Skriv kvifor det blir retta.", True) in horer.hort
    del_.tom()
    assert knapp.accessibleDescription() == ""
