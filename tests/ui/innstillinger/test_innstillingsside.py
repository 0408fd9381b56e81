"""Innstillingene i vinduet: lagres mens en skriver, og adressen må bekreftes før den står i et brev."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QStringListModel
from PySide6.QtWidgets import QCheckBox
from ui.styr import Styr

from overforing.program.innstillinger import Innstillingslager, les
from overforing.program.program import Program
from overforing.sak.person import Person
from overforing.ui.deler.dialoger import Dialoger
from overforing.ui.deler.ordene import Ord
from overforing.ui.deler.tema import Tema
from overforing.ui.deler.utstyr import Utstyr
from overforing.ui.innstillinger.innstillingsside import Innstillingsside

I_DAG = date(2026, 11, 20)
FORSLAG = "Postboks 2600\n7734 Steinkjer"


@pytest.fixture
def lag(program: Program, ord_: Ord, tema: Tema, tmp_path: Path, qtbot):
    def lag_side() -> tuple[Innstillingsside, Styr]:
        modell = QStringListModel(["Malvik", "Trondheim – Tråante", "Våler (Innlandet)", "Våler (Østfold)"])
        utstyr = Utstyr(ord_, tema, program.geografi, Innstillingslager(tmp_path), Dialoger(ord_), lambda: I_DAG)
        utstyr.__dict__["kommuner"] = modell
        side = Innstillingsside(utstyr)
        qtbot.addWidget(side)
        side.resize(800, 900)
        side.show()
        return side, Styr(side)

    return lag_side


def test_det_som_skrives_er_lagret_og_star_der_neste_gang(lag, tmp_path: Path, qtbot) -> None:
    side, styr = lag()
    with qtbot.waitSignal(side.endret):
        styr.skriv("Navnet på kontoret", "Nav Eksempel").skriv("Navnet ditt", "Ida Øye")
        styr.skriv("Kommunen kontoret hører til", "malvik").svar("Målform i nye brev", "Nynorsk")
    styr.vent_til_ferdig()
    lest = les(tmp_path)
    assert dict(lest.kontor) == {"navn": "Nav Eksempel", "kommune": "5031"}
    assert (lest.navnet_ditt, lest.malform) == ("Ida Øye", "nn")
    _, ny = lag()
    assert ny.les("Kommunen kontoret hører til") == "Malvik"
    assert ny.les("Navnet på kontoret") == "Nav Eksempel"


def test_det_arkivet_vil_ha_er_lagret_og_det_som_er_galt_sies_ved_feltet(lag, tmp_path: Path) -> None:
    side, styr = lag()
    side.arkivet.fold.apne()
    styr.svar("Filer i pakken", "Bare PDF").skriv("Arkivdel", "SAK-2024").skriv("Klasse", "F 47").tast("Tab")
    assert "△ Klasse: En kode kan ikke ha mellomrom." in styr.tekst()
    styr.skriv("Klasse", "F47").skriv("Saksbehandler", "NAV12").tast("Tab").vent_til_ferdig()
    assert "mellomrom" not in styr.tekst()
    ventet = {"filer": "bare_pdf", "arkivdel": "SAK-2024", "klasse": "F47", "saksbehandler": "NAV12"}
    assert dict(les(tmp_path).arkiv) == ventet
    ny, styr = lag()
    assert styr.les("Klasse") == "F47"
    assert ny.arkivet.fold.apen
    assert "△ Tittel på klassen: Må fylles ut når det andre er det." in styr.tekst()
    styr.svar("Filer i pakken", "Etter mottakeren").vent_til_ferdig()
    assert "filer" not in les(tmp_path).arkiv


def test_en_kommune_som_ikke_finnes_sies_ved_feltet_nar_det_forlates(lag, tmp_path: Path) -> None:
    _, styr = lag()
    styr.skriv("Kommunen kontoret hører til", "Atlantis")
    assert "Finner ingen kommune" not in styr.tekst()
    styr.tast("Tab").vent_til_ferdig()
    assert "Finner ingen kommune" in styr.tekst()
    assert "kommune" not in les(tmp_path).kontor
    styr.skriv("Kommunen kontoret hører til", "Malvik").tast("Tab")
    assert "Finner ingen kommune" not in styr.tekst()


def test_adressen_er_et_forslag_til_den_er_bekreftet(lag, tmp_path: Path) -> None:
    _, styr = lag()
    assert not styr.finnes("Bekreft adressen")
    styr.skriv("Kommunen kontoret hører til", "Malvik").tast("Tab").vent_til_ferdig()
    felt = "Postadressen til Statsforvalteren i Trøndelag"
    assert styr.les(felt) == FORSLAG
    assert "står ikke i brevene" in styr.tekst()
    assert dict(les(tmp_path).bekreftede_adresser) == {}
    styr.trykk("Bekreft adressen").vent_til_ferdig()
    assert dict(les(tmp_path).bekreftede_adresser) == {"trondelag": FORSLAG}
    # En rettelse gjelder først når den er bekreftet.
    styr.skriv(felt, "Postboks 1\n7000 Trondheim")
    assert "den du bekreftet sist" in styr.tekst()
    styr.trykk("Bekreft adressen").vent_til_ferdig()
    assert dict(les(tmp_path).bekreftede_adresser) == {"trondelag": "Postboks 1\n7000 Trondheim"}
    styr.trykk("Ikke bruk adressen").vent_til_ferdig()
    assert dict(les(tmp_path).bekreftede_adresser) == {}


def test_personer_legges_til_og_fjernes(lag, tmp_path: Path) -> None:
    _, styr = lag()
    styr.trykk("Legg til en person").skriv_her("Kari Moen").velg("Person 1: Rolle", "Nav-leder")
    styr.trykk("Legg til en person").skriv_her("Ánne Sárá").velg(
        "Person 2: Rolle", "Veileder eller saksbehandler"
    ).vent_til_ferdig()
    anne = Person(id="a2", navn="Ánne Sárá", rolle="veileder")
    assert les(tmp_path).personer == (Person(id="a1", navn="Kari Moen", rolle="nav_leder"), anne)
    styr.trykk("Person 1: Fjern").vent_til_ferdig()
    assert les(tmp_path).personer == (anne,)
    assert styr.les("Person 1: Navn") == "Ánne Sárá"


def test_en_skadet_fil_og_en_feil_ved_lagring_sies_pa_siden(lag, tmp_path: Path, monkeypatch) -> None:
    (tmp_path / "innstillinger.json").write_text("{", "utf-8")
    _, styr = lag()
    assert "Innstillingene var skadet" in styr.tekst()
    import overforing.program.innstillinger as innstillinger
    from overforing.hinder import Hindret

    def full(*_: object) -> None:
        raise Hindret("hinder.innstillinger.full", mappe=tmp_path)

    monkeypatch.setattr(innstillinger, "skriv", full)
    styr.skriv("Navnet ditt", "Ida").vent_til_ferdig()
    assert "disken er full" in styr.tekst()
    assert styr.les("Navnet ditt") == "Ida"


def test_et_felt_med_fast_form_sier_fra_nar_det_forlates_og_lagres_ikke_for_det_er_rettet(lag, tmp_path: Path) -> None:
    _, styr = lag()
    styr.skriv("E-post", "ida@nav").tast("Tab").vent_til_ferdig()
    assert "Skriv hele adressen" in styr.tekst()
    assert styr.les("E-post") == "ida@nav"
    assert "epost" not in les(tmp_path).kontor
    styr.skriv("E-post", "ida@nav.no").vent_til_ferdig()
    assert "Skriv hele adressen" not in styr.tekst()
    assert les(tmp_path).kontor["epost"] == "ida@nav.no"


def test_arkivet_kan_settes_til_a_fore_journalen(lag, tmp_path: Path) -> None:
    side, _ = lag()
    side.vis_for("trondelag")
    (kryss,) = side.findChildren(QCheckBox)
    kryss.click()
    side.lagre()
    assert les(tmp_path).journal_i_arkivet


def test_en_lenke_gar_til_kortet_ogsa_nar_det_er_plass_til_dem_ved_siden_av(lag) -> None:
    side, styr = lag()
    for bredde in (800, 1300):
        side.resize(bredde, 900)
        styr.trykk("Gå til: Vinduet")
        assert side.focusWidget().accessibleName().startswith("Språket i vinduet")
    assert not styr.finnes("Gå til: Hvem er leder for hvem?")
    side.vis_for("trondelag")
    styr.vent_til_ferdig().trykk("Gå til: Hvem er leder for hvem?")


@pytest.mark.parametrize("nummer", ["3114", "1818", "0101"])
def test_kommunen_er_den_samme_nar_feltet_bare_er_besokt(lag, tmp_path: Path, nummer: str) -> None:
    """To heter Våler og to Herøy, og 0101 er ikke nummeret til Halden lenger."""
    Innstillingslager(tmp_path).endre(kontor={"navn": "Nav Eksempel", "kommune": nummer})
    side, styr = lag()
    for navn in ("kommune", "navn"):
        side.kontoret.felt[navn].setFocus()
    styr.skriv("Navnet på kontoret", "Nav Et annet").vent_til_ferdig()
    assert "△" not in styr.tekst()
    assert les(tmp_path).kontor == {"navn": "Nav Et annet", "kommune": nummer}
