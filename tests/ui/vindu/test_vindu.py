"""Vinduet under ett: veien til brevene med tastaturet alene, ingenting tapt, norsk overalt, navn på alt."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QMimeData, QObject, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QColor, QDragEnterEvent, QDropEvent, QKeyEvent, QPalette
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QPlainTextEdit, QRadioButton, QWidget
from ui.engelsk import engelske_ord
from ui.styr import Styr
from ui.telling import Teller
from ui.veier import VEIER, innstillinger
from ui.vindu import Svarer, lag_vindu, na

from overforing.brev.lesing.les import les as les_brev
from overforing.program.innstillinger import les
from overforing.program.program import Program
from overforing.sak.modell import Dokument, Malform
from overforing.saksgang.tilstand import Skjemasteg
from overforing.saksgang.utgang import fra_kontoret
from overforing.ui.deler.farger import LYS, MORK, Farger
from overforing.ui.deler.ordene import Ord
from overforing.ui.deler.tema import Tema, palett
from overforing.ui.vindu.hovedvindu import Hovedvindu
from overforing.ui.vindu.startside import Startside

Lag = Callable[[], tuple[Hovedvindu, Styr, Svarer]]


@pytest.fixture
def lag(program: Program, tema: Tema, tmp_path: Path, qtbot) -> Iterator[Lag]:
    vinduer: list[Hovedvindu] = []

    def lag_ett(*, innstillinger: dict[str, Any] | None = None) -> tuple[Hovedvindu, Styr, Svarer]:
        stilt_inn = innstillinger or {"navnet_ditt": "Siri Lund"}
        _, vindu, dialoger = lag_vindu(tmp_path, program=program, tema=tema, innstillinger=stilt_inn)
        vinduer.append(vindu)
        qtbot.addWidget(vindu)
        vindu.show()
        return vindu, Styr(vindu), dialoger

    yield lag_ett
    for vindu in vinduer:
        vindu.close()


class _Vinduer(QObject):
    """Det som vises som et vindu for seg selv, uten å være en liste eller en dialog."""

    def __init__(self, app: QApplication) -> None:
        super().__init__()
        self.vist: list[str] = []
        app.installEventFilter(self)

    def eventFilter(self, objekt: QObject, hendelse: QEvent) -> bool:  # noqa: N802
        if (
            hendelse.type() == QEvent.Type.Show
            and isinstance(objekt, QWidget)
            and objekt.isWindow()
            and (objekt.windowType() in _VINDU)
        ):
            self.vist.append(f"{type(objekt).__name__} «{objekt.accessibleName()}»")
        return False


_VINDU = (Qt.WindowType.Window, Qt.WindowType.Widget)

UTFALL = {
    "bytt_saksbehandler": ({Dokument.HABILITETSNOTAT}, 20),
    "overordnet_avgjor": ({Dokument.HABILITETSNOTAT}, 20),
    "be_om_overforing": ({Dokument.HABILITETSNOTAT, Dokument.ANMODNING}, 40),
}
"""Brevene som skal bli laget, og det meste en skal måtte gjøre."""


@pytest.mark.parametrize("utfall", UTFALL)
def test_hele_veien_til_de_lagrede_brevene_er_kort_med_tastaturet_alene_uten_a_rulle(
    utfall: str, lag, program: Program, tmp_path: Path, qapp: QApplication
) -> None:
    vindu, _, dialoger = lag(innstillinger=innstillinger(utfall))
    vindu.resize(1366, 696)  # kontorets skjerm: 768 uten oppgavelinjen og tittellinjen
    dialoger.stier.append(tmp_path / "brevene")
    vinduer = _Vinduer(qapp)
    teller = Teller(vindu, tastatur=True)
    VEIER[utfall](teller)
    assert vinduer.vist == [], "ingenting vises før det står i vinduet: det tar fokus"
    gang, (dokumenter, hoyst) = vindu.sakside.gang, UTFALL[utfall]
    assert gang.vurdering.utfall == utfall
    laget = {les_brev(fil.read_bytes(), fil.name).dokument for fil in (tmp_path / "brevene").iterdir()}
    assert laget == set(gang.tilstand.dokumenter)
    assert laget >= dokumenter
    assert gang.sak.ferdigstilt is not None
    assert dialoger.sagt == []
    assert teller.handlinger <= hoyst
    assert {steg: piksler for steg, piksler in teller.rulles.items() if piksler} == {}


def test_en_endring_er_lagret_av_seg_selv_og_det_halvskrevne_star_der_igjen(lag, qtbot) -> None:
    vindu, styr, _ = lag()
    styr.trykk("Ny sak").skriv("Saksnummer i fagsystemet", "2026/99").skriv("Når kom søknaden?", "1.7.")
    qtbot.waitUntil(lambda: not vindu.sakside.gang.ulagret, timeout=4000)
    # Programmet dør uten å lukke: det som er lagret, er alt.
    _, ny, _ = lag()
    ny.tast("Enter")
    assert ny.les("Saksnummer i fagsystemet") == "2026/99"
    assert ny.les("Når kom søknaden?") == "1.7."
    assert "Skriv året også" in ny.tekst()


def test_det_to_vinduer_skriver_i_samme_sak_kan_hentes_fram_begge_deler(lag) -> None:
    forste, styr, _ = lag()
    styr.trykk("Ny sak").skriv("Saksnummer i fagsystemet", "2026/99").tast("Tab")
    assert forste.sak.lagring.lagre()
    andre, ny, dialoger = lag()
    ny.tast("Enter").skriv("Saksnummer i fagsystemet", "2026/99 fra det andre vinduet")
    forste.activateWindow()
    styr.vent_pa(forste.isActiveWindow).skriv("Saksnummer i fagsystemet", "2026/100").tast("Tab")
    assert forste.sak.lagring.lagre()
    assert andre.sak.lukk()
    assert "Saken ble endret av" in dialoger.sagt[-1]
    andre.ramme.ga_til("saker")
    ny.trykk("Hent fram det som ikke ble lagret")
    rader = {(rad.saksnummer, rad.merkelapp) for rad in andre.sakene.side.tabell.modell.rader}
    assert rader == {("2026/100", ""), ("2026/99 fra det andre vinduet", "Hentet fram")}
    assert not ny.finnes("Hent fram det som ikke ble lagret")


def test_a_lukke_vinduet_lagrer_det_som_nettopp_er_skrevet(lag) -> None:
    vindu, styr, _ = lag()
    styr.trykk("Ny sak").skriv("Saksnummer i fagsystemet", "2026/100")
    vindu.close()
    _, ny, _ = lag()
    assert "2026/100" in ny.tekst()


def test_vinduet_husker_hvordan_det_var(lag, tmp_path: Path) -> None:
    vindu, styr, _ = lag()
    vindu.showMaximized()
    styr.vent()
    vindu.close()
    assert les(tmp_path).vindu
    nytt, _, _ = lag()
    assert nytt.isMaximized()


@pytest.mark.parametrize("fil", ["sak.json", "anmodning.docx", "anmodning.pdf", "anmodning.zip"])
def test_en_sak_et_brev_eller_en_pakke_kan_slippes_pa_vinduet(fil: str, lag, program: Program, tmp_path: Path) -> None:
    sak = program.les_sak(program.eksempel())
    vurdering = program.vurder(sak)
    if fil.endswith(".json"):
        (tmp_path / fil).write_text(program.eksempel(), "utf-8")
    else:
        brev = program.brevskriver.lag(Dokument.ANMODNING, sak, vurdering)
        if fil.endswith(".zip"):
            (data,) = program.arkivpakker.som_zip(brev, sak, vurdering, "fiks", na()).values()
        else:
            data = program.utgang.skriv(fra_kontoret(brev, sak, vurdering), fil.split(".")[1])
        (tmp_path / fil).write_bytes(data)
    vindu, styr, _ = lag()
    sluppet = QMimeData()
    sluppet.setUrls([QUrl.fromLocalFile(str(tmp_path / fil))])
    knapp, ingen = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    inn = QDragEnterEvent(QPoint(500, 400), Qt.DropAction.CopyAction, sluppet, knapp, ingen)
    QApplication.sendEvent(vindu, inn)
    assert inn.isAccepted()
    QApplication.sendEvent(vindu, QDropEvent(QPointF(500, 400), Qt.DropAction.CopyAction, sluppet, knapp, ingen))
    styr.vent_pa(lambda: vindu.sakside is not None and vindu.sakside.gang is not None)
    assert vindu.sakside.gang.sak.id == sak.id


def test_en_annen_fil_tas_ikke_imot(lag, tmp_path: Path) -> None:
    vindu, _, _ = lag()
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(tmp_path / "lyd.mp3"))])
    inn = QDragEnterEvent(
        QPoint(5, 5), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    inn.ignore()
    QApplication.sendEvent(vindu, inn)
    assert not inn.isAccepted()


def _rundt(vindu: Hovedvindu, styr: Styr) -> Iterator[str]:
    """Alle sidene, med en tom sak og eksempelsaken."""
    yield "tom start"
    vindu.sakene.ny()
    for side in Skjemasteg:
        vindu.sakside.ga_til(side)
        styr.vent()
        yield f"tom {side}"
    vindu.sakside.ga_til(Skjemasteg.SOKNADEN)
    vindu.sakside.ga_neste()
    yield "tom, med feil"
    vindu.ramme.ga_til("saker")
    vindu.sakene._apne(vindu.sakene._kontor.eksempel)
    for side in Skjemasteg:
        vindu.sakside.ga_til(side)
        styr.vent()
        yield f"eksempel {side}"
    vindu.sakside.vis_brevene()
    styr.vent_til_ferdig()
    for fane in ("Slik blir det", "Som tekst"):
        styr.trykk(fane)
        yield f"brevene {fane}"
    for navn in ("veien", "ny_lov"):
        vindu.ramme.ga_til(navn)
        styr.vent()
        yield navn
    for side in ("innstillinger", "regelbok", "hjelp", "saker"):
        vindu.ramme.ga_til(side)
        styr.vent()
        yield side


def _tekster(widget: QWidget) -> Iterator[str]:
    for hva in (
        "text",
        "title",
        "placeholderText",
        "toolTip",
        "accessibleName",
        "accessibleDescription",
        "windowTitle",
    ):
        if hasattr(widget, hva):
            verdi = getattr(widget, hva)()
            yield verdi if isinstance(verdi, str) else ""
    if isinstance(widget, QPlainTextEdit):
        yield widget.toPlainText()


def test_hver_side_far_plass_i_det_minste_vinduet_og_alt_som_kan_fa_fokus_har_et_navn_og_ingenting_er_engelsk(
    lag, tmp_path: Path
) -> None:
    vindu, styr, _ = lag()
    vindu.resize(940, 560)
    uten_navn, engelsk = [], []
    for hvor in _rundt(vindu, styr):
        assert (vindu.width(), vindu.height()) == (940, 560), hvor
        assert [w for w in QApplication.topLevelWidgets() if w.isVisible()] == [vindu], hvor
        for widget in (vindu, *vindu.findChildren(QWidget)):
            if not widget.isVisible():
                continue
            if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and not isinstance(widget.parent(), QLineEdit):
                navn = widget.accessibleName() or (widget.text() if isinstance(widget, QAbstractButton) else "")
                if not navn:
                    uten_navn.append(f"{hvor}: {type(widget).__name__} i {type(widget.parent()).__name__}")
            tekster = [t.replace(str(tmp_path), "") for t in _tekster(widget)]
            engelsk += [f"{hvor}: {ordet}: {t[:60]}" for t in tekster for ordet in engelske_ord(t)]
    assert sorted(set(uten_navn)) == []
    assert sorted(set(engelsk)) == []


@pytest.mark.parametrize("tast", [Qt.Key.Key_Return, Qt.Key.Key_Enter], ids=["Return", "Enter"])
def test_enter_trykker_pa_knappen_som_har_fokus(lag, tast: Qt.Key) -> None:
    vindu, styr, _ = lag()
    styr.trykk("Se på eksempelsaken").vent()
    vindu.sakside.ga_til(Skjemasteg.SOKNADEN)
    neste = vindu.sakside.midt.neste
    neste.setFocus()
    gjentatt = QKeyEvent(QKeyEvent.Type.KeyPress, tast, Qt.KeyboardModifier.NoModifier, "", True)
    QApplication.sendEvent(neste, gjentatt)
    QTest.keyClick(neste, tast, Qt.KeyboardModifier.ControlModifier)
    assert vindu.sakside.gang.tilstand.side == Skjemasteg.SOKNADEN, "Enter holdt nede, eller med Ctrl, trykker ikke"
    QTest.keyClick(neste, tast)
    styr.vent()
    assert vindu.sakside.gang.tilstand.side == Skjemasteg.PARTENE
    vindu.skinne.punkter["regelbok"].setFocus()
    QTest.keyClick(vindu.skinne.punkter["regelbok"], tast)
    assert vindu.ramme.na == "regelbok"


def test_enter_velger_ikke_i_valg_og_felt(lag) -> None:
    vindu, styr, _ = lag()
    styr.trykk("Ny sak").vent()
    valg = next(k for k in vindu.sakside.findChildren(QRadioButton) if k.isVisible())
    felt = next(f for f in vindu.sakside.findChildren(QPlainTextEdit) if f.isVisible())
    valg.setFocus()
    QTest.keyClick(valg, Qt.Key.Key_Return)
    assert not valg.isChecked()
    felt.setFocus()
    QTest.keyClick(felt, Qt.Key.Key_Return)
    assert felt.toPlainText() == "\n"
    assert vindu.sakside.gang.tilstand.side == Skjemasteg.SOKNADEN


def _lysstyrke(farge: QColor) -> float:
    """Relativ luminans etter WCAG 2.2."""
    kanaler = (farge.redF(), farge.greenF(), farge.blueF())
    r, g, b = (k / 12.92 if k <= 0.04045 else ((k + 0.055) / 1.055) ** 2.4 for k in kanaler)
    return 0.2126 * r + 0.7152 * g + 0.0722 * b


def kontrast(a: str | QColor, b: str | QColor) -> float:
    lys, mork = sorted((_lysstyrke(QColor(a)), _lysstyrke(QColor(b))), reverse=True)
    return (lys + 0.05) / (mork + 0.05)


def test_kontrasten_regnes_som_i_wcag() -> None:
    assert kontrast("#000000", "#ffffff") == pytest.approx(21)
    assert kontrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)


@pytest.mark.parametrize("farger", [LYS, MORK], ids=["lys", "mørk"])
def test_teksten_og_det_merkede_har_kontrast_nok(farger: Farger) -> None:
    p, r = palett(farger), QPalette.ColorRole
    for gruppe in (QPalette.ColorGroup.Active, QPalette.ColorGroup.Inactive, QPalette.ColorGroup.Disabled):
        for tekst, bunn in (
            (r.WindowText, r.Window),
            (r.Text, r.Base),
            (r.ButtonText, r.Button),
            (r.HighlightedText, r.Highlight),
            (r.PlaceholderText, r.Base),
            (r.Link, r.Base),
            (r.ToolTipText, r.ToolTipBase),
        ):
            assert kontrast(p.color(gruppe, tekst), p.color(gruppe, bunn)) >= 4.5, (gruppe, tekst)
    for tekst, bunner in (
        (farger.tekst, (farger.bunn, farger.kort, farger.svak)),
        (farger.dempet, (farger.bunn, farger.kort)),
        (farger.hoved, (farger.kort, farger.svak)),
        (farger.pa_hoved, (farger.hoved, farger.hoved_over)),
        (farger.feil, (farger.bunn, farger.kort)),
        (farger.lenke, (farger.bunn, farger.kort, farger.info.flate)),
        (farger.skinne_tekst, (farger.skinne, farger.skinne_valgt)),
        (farger.skinne_dempet, (farger.skinne,)),
    ):
        for bunn in bunner:
            assert kontrast(tekst, bunn) >= 4.5, (tekst, bunn)
    for tone in (farger.god, farger.stopp, farger.varsel, farger.noytral, farger.info):
        assert kontrast(tone.tekst, tone.flate) >= 4.5, tone
    for flate in (farger.bunn, farger.kort):
        assert kontrast(farger.fokus, flate) >= 3
        assert kontrast(farger.feltkant, flate) >= 3


def test_ctrl_z_pa_brevsiden_tar_bort_det_som_ble_skrevet_om(lag) -> None:
    vindu, styr, _ = lag()
    styr.trykk("Se på eksempelsaken")
    vindu.sakside.vis_brevene()
    styr.vent_til_ferdig()
    side = vindu.sakside._brevside
    styr.trykk("Skriv om: Hva vi ber om")
    forslag = side.om.egen.toPlainText()
    styr.skriv("Din tekst", "Min egen tekst.").vent_til_ferdig()
    assert vindu.sakside.gang.sak.brev.overstyringer
    styr.tast("Ctrl+Z").vent_til_ferdig()
    assert not vindu.sakside.gang.sak.brev.overstyringer
    assert side.om.egen.toPlainText() == forslag


def test_tvilen_om_egen_tekst_forer_til_den_i_brevet(lag) -> None:
    vindu, styr, _ = lag()
    styr.trykk("Se på eksempelsaken")
    vindu.sakside.gang.skriv_om(Dokument.HABILITETSNOTAT, Malform.NB, "saken", "Vår tekst.", "Et forslag fra før.")
    vindu.sakside.ga_til(Skjemasteg.OPPSUMMERING)
    (tvilen,) = [navn for navn in styr.felt() if "saken har fått andre opplysninger" in navn]
    styr.trykk(tvilen.removeprefix("knapp: ")).vent_til_ferdig()
    assert vindu.sakside.viser_brevene
    assert styr.fokus.endswith(": Din tekst")
    assert styr.les("Din tekst") == "Vår tekst."


def test_saken_lagres_som_saksfil_og_kan_apnes_igjen(lag, tmp_path: Path) -> None:
    vindu, styr, dialoger = lag()
    styr.trykk("Se på eksempelsaken")
    sak = vindu.sakside.gang.sak
    vindu.sakside.ga_til(Skjemasteg.OPPSUMMERING)
    dialoger.stier.append(tmp_path / "ut")
    styr.trykk("Lagre som saksfil …")
    assert Program.start().les_sak((tmp_path / "ut.overforing").read_bytes()) == sak


def test_forelopig_svar_lagres_alene_ogsa_i_en_sak_som_ikke_er_ferdig(lag, tmp_path: Path) -> None:
    vindu, styr, dialoger = lag()
    styr.trykk("Ny sak").svar("Trenger søkeren hjelp nå?", "Nei").skriv("Når kom søknaden?", "1.11.2026")
    styr.skriv("Navnet på kontoret", "Nav Eksempel").skriv("Kommunen kontoret hører til", "Trondheim")
    styr.tast("Tab").vent_til_ferdig()
    vindu.sakside.gang.svar("kontor.telefon", "55 55 33 33")
    vindu.sakside.vis_brevene()
    styr.vent_til_ferdig()
    dialoger.stier.append(tmp_path / "ut")
    styr.trykk("Lagre dette brevet").vent_til_ferdig()
    assert {fil.stem for fil in (tmp_path / "ut").iterdir()} == {"Foreløpig svar til søkeren"}
    assert vindu.sakside.gang.sak.ferdigstilt is None


def test_brevet_skrives_ut_og_pakkes_til_arkivet(lag, tmp_path: Path) -> None:
    vindu, styr, dialoger = lag()
    styr.trykk("Se på eksempelsaken")
    vindu.sakside.vis_brevene()
    styr.vent_til_ferdig()
    dialoger.stier.append(tmp_path / "papir.pdf")
    styr.trykk("Skriv ut …").vent_til_ferdig()
    assert (tmp_path / "papir.pdf").stat().st_size > 10_000
    assert "Brevet er sendt til skriveren." in styr.tekst()
    dialoger.stier.append(tmp_path / "pakker")
    styr.trykk("Pakke til arkivet …").vent_til_ferdig()
    pakker = sorted((tmp_path / "pakker").iterdir())
    assert len(pakker) == len(vindu.sakside.gang.tilstand.dokumenter)
    assert all(zipfile.is_zipfile(pakke) for pakke in pakker)
    vindu.sakside.gang.svar("parter[p1].navn", "")
    styr.trykk("Pakke til arkivet …").vent_til_ferdig()
    assert "Hva heter søkeren?" in dialoger.sagt[-1]
    assert len(list((tmp_path / "pakker").iterdir())) == len(pakker)


FODSELSNUMMER = "01815599922"  # syntetisk


def test_et_fodselsnummer_i_en_omskrevet_del_kommer_ikke_ut(lag, tmp_path: Path) -> None:
    vindu, styr, dialoger = lag()
    styr.trykk("Se på eksempelsaken")
    vindu.sakside.vis_brevene()
    styr.vent_til_ferdig().trykk("Skriv om: Hva vi ber om")
    styr.skriv("Din tekst", f"Søkeren er {FODSELSNUMMER}.").vent_til_ferdig()
    dialoger.stier.append(tmp_path / "papir.pdf")
    styr.trykk("Skriv ut …").vent_til_ferdig()
    assert "fødselsnummer" in dialoger.sagt[-1].lower()
    dialoger.stier.append(tmp_path / "ut")
    styr.trykk("Lagre Word og PDF").vent_til_ferdig()
    assert "fødselsnummer" in dialoger.sagt[-1].lower()
    # Ingenting er skrevet, så saken er ikke ferdig.
    assert vindu.sakside.gang.sak.ferdigstilt is None
    vindu.sakside.ga_til(Skjemasteg.OPPSUMMERING)
    dialoger.stier.append(tmp_path / "sak.json")
    styr.trykk("Lagre som saksfil …").vent_til_ferdig()
    assert "fødselsnummer" in dialoger.sagt[-1].lower()
    skrevet = [fil for fil in tmp_path.rglob("*") if fil.suffix in (".pdf", ".docx", ".json") and fil.stat().st_size]
    assert [fil.name for fil in skrevet if fil.name != "innstillinger.json"] == []


def test_ingenting_er_sagt_om_sakene_for_de_er_hentet(tema: Tema, ord_: Ord, qtbot) -> None:
    side = Startside(tema, ord_)
    qtbot.addWidget(side)
    side.show()
    styr = Styr(side)
    assert ord_("start.tom_tittel") not in styr.tekst()
    assert ord_("start.ingen_treff") not in styr.tekst()
    side.vis(())
    assert ord_("start.tom_tittel") in styr.tekst()
