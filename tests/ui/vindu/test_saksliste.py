"""Lista over sakene: det den viser, plassen, menyen, flere om gangen, og den nye saken det ikke ble noe av."""

from __future__ import annotations

import re
import uuid
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from ui.styr import Styr
from ui.vindu import Svarer, lag_vindu

from overforing.program.program import Program
from overforing.sak import modell as m
from overforing.saksgang.tilstand import Skjemasteg
from overforing.ui.deler.brytning import hoyde
from overforing.ui.deler.radtabell import delt
from overforing.ui.deler.tema import Tema
from overforing.ui.vindu.hovedvindu import Hovedvindu
from overforing.ui.vindu.saksliste import KOLONNER, Sakstabell

Lag = Callable[[], tuple[Hovedvindu, Styr, Svarer]]


@pytest.fixture
def lag(program: Program, tema: Tema, tmp_path: Path, qtbot) -> Iterator[Lag]:
    vinduer: list[Hovedvindu] = []

    def lag_ett() -> tuple[Hovedvindu, Styr, Svarer]:
        _, vindu, dialoger = lag_vindu(tmp_path, program=program, tema=tema, navnet_ditt="Siri Lund")
        vinduer.append(vindu)
        qtbot.addWidget(vindu)
        vindu.show()
        return vindu, Styr(vindu).vent_til_ferdig(), dialoger

    yield lag_ett
    for vindu in vinduer:
        vindu.close()


def _legg_inn(vindu: Hovedvindu, program: Program, *endringer: dict[str, object]) -> None:
    """Eksempelsaken med det som er sagt her, den siste øverst i lista."""
    eksempel = program.les_sak(program.eksempel())
    for endring in endringer:
        sak = replace(eksempel, id=str(uuid.uuid4()), **endring)  # type: ignore[arg-type]
        vindu.sakene._kontor._lager.opprett(sak, {})
    vindu.ramme.ga_til("saker")


def _tabell(vindu: Hovedvindu) -> Sakstabell:
    return vindu.sakene.side.tabell


def _kolonne(vindu: Hovedvindu, navn: str) -> list[str]:
    modell = _tabell(vindu).modell
    return [modell.tekst(rad, KOLONNER.index(navn)) for rad in range(modell.rowCount())]


def _velg_i_menyen(vindu: Hovedvindu, styr: Styr, tekst: str) -> None:
    styr.tast("Menu")
    meny = vindu.sakene.side.lista.apen_meny
    assert meny is not None
    valg = next(h for h in meny.actions() if h.text() == tekst)
    meny.setActiveAction(valg)
    styr.tast("Enter").vent_til_ferdig()


SENDT = m.Sendt(dato=date(2026, 11, 21))


def test_lista_viser_utfallet_tjenesten_og_hvem_det_ventes_pa_uten_navn(lag: Lag, program: Program) -> None:
    vindu, styr, _ = lag()
    _legg_inn(vindu, program, {"saksnummer": "1"}, {"saksnummer": "2", "sendt": SENDT}, {"opphold": m.Opphold()})
    assert _kolonne(vindu, "utfall") == ["Ikke klart ennå", "Ber om overføring", "Ber om overføring"]
    assert _kolonne(vindu, "venter_pa") == ["Oss", "Statsforvalteren", "Oss"]
    assert all(tjeneste.startswith("Økonomisk stønad") for tjeneste in _kolonne(vindu, "tjeneste"))
    sak = program.les_sak(program.eksempel())
    navnene = [n.navn for n in (*sak.ansatte, *sak.parter) if n.navn]
    assert navnene
    assert [navn for navn in navnene if navn in styr.tekst()] == []


@pytest.mark.parametrize("bredde", [940, 1024, 1366, 1920])
def test_lista_ruller_aldri_til_siden_og_beholder_det_viktigste(lag: Lag, program: Program, bredde: int) -> None:
    vindu, styr, _ = lag()
    vindu.resize(bredde, 560)
    _legg_inn(vindu, program, *({"saksnummer": f"2026/{nr}", "sendt": SENDT} for nr in range(30)))
    vindu.sakene._kontor.sett_merkelapp(_tabell(vindu).modell.rader[0].id, "En ganske lang merkelapp på saken")
    vindu.sakene.hent()
    styr.vent(50)
    tabell = _tabell(vindu)
    vises = [navn for nr, navn in enumerate(KOLONNER) if not tabell.isColumnHidden(nr)]
    assert {"saksnummer", "merkelapp", "utfall", "venter_pa", "merk"} <= set(vises)
    assert ("endret" in vises) is (bredde >= 1366)
    assert tabell.horizontalHeader().length() == tabell.viewport().width()
    assert tabell.horizontalScrollBar().maximum() == 0
    hodet = tabell.horizontalHeader()
    assert all(hodet.sectionSize(KOLONNER.index(n)) >= hodet.sectionSizeHint(KOLONNER.index(n)) for n in vises)


@pytest.mark.parametrize("bredde", [400, 550, 770, 1150])
def test_ingen_tekst_kuttes_og_raden_er_sa_hoy_som_teksten(lag: Lag, program: Program, bredde: int) -> None:
    vindu, styr, _ = lag()
    _tabell(vindu).setFixedWidth(bredde)
    lange = {"saksnummer": "ARK-2026-000123456789012345-XYZ", "sendt": SENDT}
    _legg_inn(vindu, program, {"saksnummer": "1", "opphold": m.Opphold()}, lange)
    vindu.sakene._kontor.sett_merkelapp(_tabell(vindu).modell.rader[0].id, "En ganske lang merkelapp på saken")
    vindu.sakene.hent()
    styr.vent(50)
    tabell = _tabell(vindu)
    vises = [nr for nr in range(len(KOLONNER)) if not tabell.isColumnHidden(nr)]
    alt = {nr: [tabell.modell.vist(rad, nr) for rad in range(2)] for nr in vises}
    for nr, tekster in alt.items():
        for ordet in re.split("[ \n\u200b]", " ".join(map(delt, tekster))):
            assert tabell.fontMetrics().horizontalAdvance(ordet) + tabell.luft <= tabell.columnWidth(nr), ordet
    linje = hoyde("x", tabell.font(), 1_000)
    for rad in range(2):
        lagt = [hoyde(alt[nr][rad], tabell.font(), tabell.columnWidth(nr) - tabell.luft + 1) for nr in vises]
        linjene = round(max(lagt) / linje)
        en_linje = tabell.verticalHeader().defaultSectionSize()
        assert tabell.rowHeight(rad) == en_linje + (linjene - 1) * tabell.fontMetrics().lineSpacing(), rad
    star = " ".join(t for tekster in alt.values() for t in tekster)
    assert "Statsforvalteren" in star
    assert "En ganske lang merkelapp på saken" in star
    assert ("Venter på: Statsforvalteren" in star) is (bredde == 400), star


def test_i_et_lavt_vindu_ruller_bare_siden_og_enter_apner_raden_en_star_pa(lag: Lag, program: Program) -> None:
    vindu, styr, _ = lag()
    vindu.setMinimumSize(0, 0)
    vindu.resize(940, 330)  # som 940 x 560 med dobbelt så stor tekst
    _legg_inn(vindu, program, *({"saksnummer": f"2026/{nr}"} for nr in range(30)))
    styr.vent(50)
    tabell, siden = _tabell(vindu), vindu.sakene.side.rulle.verticalScrollBar()
    rader = []
    for tast in ("PageDown", "PageDown", "Ctrl+End", "PageUp"):
        styr.tast(tast)
        plass = tabell.visualRect(tabell.currentIndex())
        assert tabell.visibleRegion().boundingRect().contains(plass), tast
        rader.append(tabell.currentIndex().row())
    assert 0 < rader[0] < rader[1] < rader[3] < rader[2] == 29
    assert (tabell.verticalScrollBar().maximum(), siden.maximum() > 0) == (0, True)
    nummer = tabell.modell.rader[rader[3]].saksnummer
    styr.tast("Enter").vent_til_ferdig()
    assert vindu.sakside.gang.sak.saksnummer == nummer
    vindu.ramme.ga_til("saker")
    vindu.resize(940, 700)
    styr.vent(50)
    assert (tabell.verticalScrollBar().maximum() > 0, siden.maximum()) == (True, 0)


def test_sortering_ved_klikk_pa_hodet_og_fra_menyen_beholder_valget(lag: Lag, program: Program) -> None:
    vindu, styr, _ = lag()
    _legg_inn(vindu, program, *({"saksnummer": nr} for nr in ("2026/10", "2025/3", "", "2026/9")))
    assert _kolonne(vindu, "saksnummer") == ["2026/9", "Uten nummer", "2025/3", "2026/10"]
    tabell = _tabell(vindu)
    tabell.velg([tabell.modell.rader[0].id])
    hodet = tabell.horizontalHeader()
    sted = QPoint(hodet.sectionViewportPosition(0) + 8, 8)
    QTest.mouseClick(hodet.viewport(), Qt.MouseButton.LeftButton, pos=sted)
    assert _kolonne(vindu, "saksnummer") == ["2025/3", "2026/9", "2026/10", "Uten nummer"]
    assert [rad.saksnummer for rad in tabell.valgte] == ["2026/9"]
    QTest.mouseClick(hodet.viewport(), Qt.MouseButton.LeftButton, pos=sted)
    assert _kolonne(vindu, "saksnummer") == ["2026/10", "2026/9", "2025/3", "Uten nummer"]
    styr.tast("Menu")
    meny = vindu.sakene.side.lista.apen_meny
    assert meny is not None
    under = next(h.menu() for h in meny.actions() if h.text() == "Sorter etter")
    next(h for h in under.actions() if h.text() == "Sist endret først").trigger()
    meny.close()
    assert _kolonne(vindu, "saksnummer") == ["2026/9", "Uten nummer", "2025/3", "2026/10"]


@pytest.mark.parametrize("tast", ["Menu", "Shift+F10", "høyreklikk"])
def test_menyen_har_det_som_kan_gjores_med_saken(lag: Lag, program: Program, tast: str) -> None:
    vindu, styr, _ = lag()
    _legg_inn(vindu, program, {"saksnummer": "1", "sendt": SENDT})
    tabell = _tabell(vindu)
    if tast == "høyreklikk":
        pos = tabell.visualRect(tabell.modell.index(0, 0)).center()
        hendelse = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, pos, tabell.viewport().mapToGlobal(pos))
        QApplication.sendEvent(tabell.viewport(), hendelse)
    else:
        styr.tast(tast)
    meny = vindu.sakene.side.lista.apen_meny
    assert meny is not None
    assert [h.text() for h in meny.actions() if h.text()] == [
        "Åpne",
        "Merkelapp …",
        "Ny søknad i samme forhold",
        "Lag kopi",
        "Lagre som saksfil …",
        "Avslutt saken",
        "Slett …",
        "Sorter etter",
    ]
    meny.close()
    assert vindu.sakene.side.lista.apen_meny is None


def test_flere_velges_med_tastaturet_og_slettes_med_ett_sporsmal(lag: Lag, program: Program) -> None:
    vindu, styr, dialoger = lag()
    _legg_inn(vindu, program, *({"saksnummer": str(nr)} for nr in range(5)))
    tabell = _tabell(vindu)
    styr.tast("Shift+Ned", "Shift+Ned")
    assert [rad.saksnummer for rad in tabell.valgte] == ["4", "3", "2"]
    assert "3 valgt av 5 saker" in styr.tekst()
    dialoger.svar = [False]
    styr.tast("Slett")
    (spurt,) = dialoger.sagt
    assert spurt.startswith("Slette 3 saker?")
    assert spurt.endswith("[Slett 3 saker]")
    assert len(tabell.modell.rader) == 5
    styr.tast("Slett")
    assert _kolonne(vindu, "saksnummer") == ["1", "0"]
    assert len(dialoger.sagt) == 2


def test_saker_som_ikke_star_ved_siden_av_hverandre_velges_med_mellomrom(lag: Lag, program: Program) -> None:
    vindu, styr, _ = lag()
    _legg_inn(vindu, program, *({"saksnummer": str(nr)} for nr in range(4)))
    styr.tast("Ctrl+Ned", "Ctrl+Ned", "Mellomrom")
    assert [rad.saksnummer for rad in _tabell(vindu).valgte] == ["3", "1"]


def test_med_flere_valgt_kan_bare_slettingen_brukes(lag: Lag, program: Program) -> None:
    vindu, styr, _ = lag()
    _legg_inn(vindu, program, {"saksnummer": "1"}, {"saksnummer": "2"})
    styr.tast("Ctrl+A", "Enter")
    assert vindu.ramme.na == "saker"
    styr.tast("Menu")
    meny = vindu.sakene.side.lista.apen_meny
    assert meny is not None
    assert [h.text() for h in meny.actions() if h.text()] == ["Slett …", "Sorter etter"]
    meny.close()


def test_merkelappen_settes_i_lista_og_sporres_om_igjen_nar_den_roper(lag: Lag, program: Program) -> None:
    vindu, styr, dialoger = lag()
    part = replace(program.les_sak(program.eksempel()).parter[0], navn="Eva Nordvik")
    _legg_inn(vindu, program, {"saksnummer": "1", "parter": (part,)})
    dialoger.skrevet = ["Nordvik", "Følges hver uke"]
    styr.tast("F2")
    assert _kolonne(vindu, "merkelapp") == ["Følges hver uke"]
    forst, feil, igjen = dialoger.sagt
    assert (forst.split("\n")[0], igjen.split("\n")[0]) == ("Merkelapp: ", "Merkelapp: Nordvik")
    assert "et navn fra saken" in feil
    vindu.sakene.side.sokefelt.setText("hver UKE")
    styr.vent_til_ferdig()
    assert _kolonne(vindu, "saksnummer") == ["1"]


def test_saken_avsluttes_apnes_igjen_og_lagres_som_fil_fra_menyen(lag: Lag, program: Program, tmp_path: Path) -> None:
    vindu, styr, dialoger = lag()
    _legg_inn(vindu, program, {"saksnummer": "1", "sendt": SENDT})
    _velg_i_menyen(vindu, styr, "Avslutt saken")
    assert (_kolonne(vindu, "tilstand"), _kolonne(vindu, "venter_pa")) == (["Avsluttet"], ["Ingen"])
    _velg_i_menyen(vindu, styr, "Åpne saken igjen")
    assert _kolonne(vindu, "tilstand") == ["Sendt"]
    dialoger.stier = [tmp_path / "ut.json"]
    _velg_i_menyen(vindu, styr, "Lagre som saksfil …")
    assert program.les_sak((tmp_path / "ut.json").read_bytes()).saksnummer == "1"


def test_ny_soknad_i_samme_forhold_apner_en_sak_der_ingen_har_svart(lag: Lag, program: Program) -> None:
    vindu, styr, _ = lag()
    _legg_inn(vindu, program, {"saksnummer": "2026/1", "sendt": SENDT})
    styr.trykk("Ny søknad i samme forhold")
    assert vindu.ramme.na == "sak"
    gang = vindu.sakside.gang
    assert (gang.sak.saksnummer, gang.sak.sendt, len(gang.sak.ansatte)) == ("", None, 4)
    assert all(not ansatt.ingen_tilknytning for ansatt in gang.sak.ansatte)
    vindu.ramme.ga_til("saker")
    assert _kolonne(vindu, "merkelapp") == ["Fornyer 2026/1", "–"]


@pytest.mark.parametrize("hvor", ["knappen", "menylinjen"])
def test_ny_soknad_kan_ogsa_begynnes_fra_den_sendte_saken(lag: Lag, program: Program, hvor: str) -> None:
    vindu, styr, _ = lag()
    _legg_inn(vindu, program, {"saksnummer": "2026/1", "sendt": SENDT})
    styr.tast("Enter").vent_til_ferdig()
    vindu.sakside.ga_til(vindu.sakside.gang.tilstand.sider[-1].side)
    gammel = vindu.sakside.gang.sak.id
    styr.vent()
    if hvor == "knappen":
        styr.trykk("Ny søknad i samme forhold")
    else:
        valgene = vindu.menuBar().findChildren(QAction)
        next(valg for valg in valgene if valg.text().replace("&", "") == "Ny søknad i samme forhold").trigger()
    assert vindu.sakside.gang.sak.id != gammel
    vindu.ramme.ga_til("saker")
    assert len(_tabell(vindu).modell.rader) == 2


def test_en_ny_sak_som_forlates_uten_svar_er_ikke_i_lista(lag: Lag) -> None:
    vindu, styr, _ = lag()
    styr.trykk("Ny sak").vent_til_ferdig()
    vindu.ramme.ga_til("saker")
    assert _tabell(vindu).modell.rader == []
    styr.trykk("Ny sak").skriv("Saksnummer i fagsystemet", "2026/1")
    vindu.ramme.ga_til("saker")
    assert _kolonne(vindu, "saksnummer") == ["2026/1"]


def test_kopien_er_valgt_hvordan_lista_enn_er_sortert(lag: Lag, program: Program) -> None:
    vindu, styr, _ = lag()
    _legg_inn(vindu, program, {"saksnummer": "2"}, {"saksnummer": "1"})
    tabell = _tabell(vindu)
    tabell.horizontalHeader().setSortIndicator(0, Qt.SortOrder.AscendingOrder)
    tabell.velg({rad.id for rad in tabell.modell.rader if rad.saksnummer == "2"})
    styr.trykk("Lag kopi")
    assert [(rad.saksnummer, rad.merkelapp) for rad in tabell.valgte] == [("2", "Kopi")]


def test_begrunnelsen_fra_sist_tas_i_bruk_med_ett_trykk(lag: Lag, program: Program) -> None:
    vindu, styr, _ = lag()
    skjonn = m.Skjonn(konklusjon=m.Konklusjon.INHABIL, begrunnelse="De vokste opp i samme hus.")
    venn = m.Tilknytning(type=m.Tilknytningstype.NART_VENNSKAP, part="p1")
    kari = m.Ansatt(id="a1", navn="Kari Moen", tilknytninger=(venn,), skjonn=skjonn)
    sak = m.Sak(id=str(uuid.uuid4()), vurderingsdato=date(2026, 11, 20), parter=(m.Part(id="p1"),), ansatte=(kari,))
    vindu.sakene._kontor._lager.opprett(sak, {})
    vindu.sakene.forny(sak.id)
    vindu.sakside.ga_til(Skjemasteg.HABILITET)
    styr.vent()
    assert vindu.sakside.gang.sak.ansatte[0].skjonn is None
    styr.trykk("Kari Moen: Er den ansatte inhabil?: Forslag: Inhabil, som sist")
    styr.trykk("Kari Moen: Hvorfor?: Forslag: bruk begrunnelsen fra sist").vent_til_ferdig()
    assert vindu.sakside.gang.sak.ansatte[0].skjonn == skjonn
    assert styr.les("Kari Moen: Hvorfor?") == skjonn.begrunnelse
