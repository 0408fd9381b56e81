"""Det nye brukere snublet i: å hente kontoret, å fjerne en tilknytning, å søke i slektskap og lange ord."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from lovene import ordet
from ui.styr import Styr
from ui.vindu import Svarer, lag_vindu

from overforing.program.program import Program
from overforing.saksgang.tilstand import Skjemasteg
from overforing.ui.deler import brytning
from overforing.ui.deler.tema import Tema
from overforing.ui.sak.svarrad import Svarrad
from overforing.ui.vindu.hovedvindu import Hovedvindu

Lag = Callable[[], tuple[Hovedvindu, Styr, Svarer]]


@pytest.fixture
def lag(program: Program, tema: Tema, tmp_path: Path, qtbot) -> Iterator[Lag]:
    vinduer: list[Hovedvindu] = []

    def lag_ett() -> tuple[Hovedvindu, Styr, Svarer]:
        _, vindu, dialoger = lag_vindu(tmp_path, program=program, tema=tema)
        vinduer.append(vindu)
        qtbot.addWidget(vindu)
        vindu.show()
        return vindu, Styr(vindu), dialoger

    yield lag_ett
    for vindu in vinduer:
        vindu.close()


def test_kontoret_hentes_fra_innstillingene_i_saken_som_var_apen(lag: Lag) -> None:
    vindu, styr, _ = lag()
    styr.trykk("Ny sak")
    assert not styr.finnes("Hent fra Innstillinger")
    styr.trykk("Innstillinger").skriv("Navnet på kontoret", "Nav Eksempel").skriv(
        "Kommunen kontoret hører til", "Trondheim"
    )
    styr.tast("Tab").vent_til_ferdig()
    styr.tast("Escape").trykk("Hent fra Innstillinger")
    assert styr.les("Navnet på kontoret") == "Nav Eksempel"
    assert styr.les("Kommunen kontoret hører til") == "Trondheim"
    assert styr.fokus == "Navnet på kontoret"
    assert not any(g.hent for g in vindu.sakside.gang.tilstand.grupper)
    styr.tast("Ctrl+Z")
    assert styr.les("Navnet på kontoret") == ""


@pytest.fixture
def tilknyttet(lag: Lag) -> tuple[Hovedvindu, Styr]:
    vindu, styr, _ = lag()
    styr.trykk("Ny sak")
    vindu.sakside.ga_til(Skjemasteg.HABILITET)
    vindu.sakside._legg_til("ansatte")
    vindu.sakside._svar("ansatte[a1].navn", "Kari Moen")
    vindu.sakside._svar("ansatte[a1].tilknytninger", "nabo")
    return vindu, styr.vent()


def test_en_tilknytning_har_sin_egen_fjernknapp(tilknyttet: tuple[Hovedvindu, Styr]) -> None:
    vindu, styr = tilknyttet
    styr.trykk("Kari Moen: Fjern: Nabo")
    assert vindu.sakside.gang.sak.ansatte[0].tilknytninger == ()
    assert styr.fokus.startswith("Kari Moen: Legg til en tilknytning")
    styr.tast("Ctrl+Z")
    assert len(vindu.sakside.gang.sak.ansatte[0].tilknytninger) == 1


def test_et_ord_som_kan_vaere_flere_tilknytninger_viser_dem(tilknyttet: tuple[Hovedvindu, Styr]) -> None:
    _, styr = tilknyttet
    styr.trykk("Kari Moen: Fjern: Nabo")
    feltet = "Kari Moen: Legg til en tilknytning. Parten er den ansattes …"
    styr.skriv(feltet, "svoger").tast("Tab")
    for valg in ("Søsken til ektefellen (svoger eller svigerinne)", "Ektefelle til søsken (svoger eller svigerinne)"):
        assert f"«{valg}»" in styr.tekst()
    styr.skriv(feltet, "xyz").tast("Tab")
    assert "Fant ikke «xyz» i lista" in styr.tekst()


def test_et_langt_ord_i_oppsummeringen_brytes_i_stedet_for_a_kuttes(tema: Tema, qtbot) -> None:
    adresse = "kontaktperson.med.langt.navn@nav-kontoret-i-den-store-kommunen.eksempel.no"
    rad, kort = (Svarrad(("kontor.epost",), "E-post", svar, "Endre svar", tema) for svar in (adresse, "kort"))
    for widget in (rad, kort):
        qtbot.addWidget(widget)
    assert rad.heightForWidth(420) > kort.heightForWidth(420)
    skrift = rad.font()
    assert brytning.hoyde("ord " * 3, skrift, 10_000) == brytning.hoyde("ord", skrift, 10_000)
    assert brytning.hoyde("en linje\nen til", skrift, 10_000) == 2 * brytning.hoyde("en", skrift, 10_000)


def test_ctrl_s_lagrer_brevene_og_ctrl_p_skriver_ut(lag: Lag, tmp_path: Path) -> None:
    vindu, styr, dialoger = lag()
    styr.trykk("Se på eksempelsaken")
    vindu.sakside.vis_brevene()
    styr.vent_til_ferdig()
    dialoger.stier.append(tmp_path / "papir.pdf")
    styr.tast("Ctrl+P").vent_til_ferdig()
    assert (tmp_path / "papir.pdf").stat().st_size > 10_000
    dialoger.stier.append(tmp_path / "brevene")
    styr.tast("Ctrl+S").vent_til_ferdig()
    assert {fil.suffix for fil in (tmp_path / "brevene").iterdir()} == {".docx", ".pdf"}


def test_forste_start_spor_om_kontoret_og_lar_det_vente(lag: Lag) -> None:
    vindu, styr, _ = lag()
    styr.vent_til_ferdig().vent(50)
    styr.trykk("Nav-kontor eller kommune").skriv("Navnet på kontoret", "Nav Eksempel")
    styr.skriv("Kommunen kontoret hører til", "Trndheim").trykk("Lagre kontoret")
    assert "Finner ingen kommune som heter «Trndheim»" in styr.tekst()
    styr.skriv("Kommunen kontoret hører til", "Trondheim").trykk("Lagre kontoret")
    assert "Hvor arbeider du?" not in styr.tekst()
    styr.trykk("Ny sak")
    assert (vindu.sakside.gang.sak.kontor.navn, vindu.sakside.gang.sak.kontor.kommune) == ("Nav Eksempel", "5001")


def test_spormalet_om_kontoret_kan_hoppes_over(lag: Lag) -> None:
    _, styr, _ = lag()
    styr.vent_til_ferdig().vent(50)
    styr.trykk("Nav-kontor eller kommune").trykk("Hopp over")
    assert "Hvor arbeider du?" not in styr.tekst()
    assert "Kontoret er ikke valgt" in styr.tekst()


def test_veien_fra_startsiden_til_eksempelbrevet_er_a_trykke_neste(lag: Lag) -> None:
    vindu, styr, _ = lag()
    styr.trykk("Se på eksempelsaken")
    for steg in (
        "Partene",
        "Rett kommune",
        "Hvem er inhabil?",
        "Stedfortreder",
        ordet("side.saerlig_ulempe.tittel"),
        "I mellomtiden",
    ):
        styr.trykk(f"Neste: {steg}")
    styr.trykk("Neste: Oppsummering og brev").trykk("Neste: Brevene").vent_til_ferdig()
    assert vindu.sakside.viser_brevene
    styr.tast("Alt+Right")
    assert vindu.sakside.viser_brevene, "det er ikke noe etter brevene"
