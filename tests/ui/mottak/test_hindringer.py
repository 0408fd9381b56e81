"""Det omgivelsene hindrer hos Statsforvalteren: sagt én gang med råd, og «Prøv igjen» går når det er rettet."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from disker import fyll_disken
from mottak.mottakprover import brev, en_sak, saksfil
from ui.styr import Styr
from ui.vindu import Svarer, lag_vindu

from overforing.program.innstillinger import Innstillinger, skriv
from overforing.program.program import Program
from overforing.register import database
from overforing.ui.deler.tema import Tema
from overforing.ui.vindu.hovedvindu import Hovedvindu

pytestmark = pytest.mark.uten_lov

Lag = Callable[..., tuple[Hovedvindu, Styr, Svarer]]


@pytest.fixture
def lag(program: Program, tema: Tema, tmp_path: Path, qtbot, monkeypatch) -> Iterator[Lag]:
    ekte = database.tilkobling
    monkeypatch.setattr(database, "tilkobling", lambda mal, _, *resten, **valg: ekte(mal, 0.1, *resten, **valg))
    vinduer: list[Hovedvindu] = []

    def lag_ett(mappe: Path = tmp_path, dialoger: Svarer | None = None) -> tuple[Hovedvindu, Styr, Svarer]:
        skriv(mappe, Innstillinger(embete="trondelag", navnet_ditt="Ine Aune"))
        _, vindu, svarer = lag_vindu(mappe, program=program, tema=tema, dialoger=dialoger)
        qtbot.addWidget(vindu)
        vindu.show()
        vinduer.append(vindu)
        return vindu, Styr(vindu, tastatur=True).vent_til_ferdig(), svarer

    yield lag_ett
    for vindu in vinduer:
        vindu.close()


@pytest.fixture
def filer(tmp_path: Path) -> list[Path]:
    innhold = {"a.docx": brev("docx"), "b.json": saksfil(en_sak(2)), "c.json": saksfil(en_sak(3))}
    mappe = tmp_path / "inn"
    mappe.mkdir()
    for navn, data in innhold.items():
        (mappe / navn).write_bytes(data)
    return [mappe / navn for navn in innhold]


def _lasen(mappe: Path) -> Any:
    annen = sqlite3.connect(mappe / "mottak.db", isolation_level=None)
    annen.execute("BEGIN IMMEDIATE")
    return closing(annen)


def test_en_skadet_logg_sies_en_gang_og_kan_legges_tilbake(lag: Lag, tmp_path: Path) -> None:
    (tmp_path / "mottak.db").write_bytes(b"ikke en logg\n" * 100)
    dialoger = Svarer()
    dialoger.rett.append((tmp_path / "mottak.db").unlink)
    _, styr, _ = lag(dialoger=dialoger)
    styr.vent_til_ferdig()
    (sagt,) = dialoger.sagt
    assert sagt.startswith("Kommer ikke til i loggen\n")
    assert "er skadet" in sagt
    assert styr.finnes("Kø: Nye")


def test_en_nyere_logg_apnes_ikke_og_det_er_ingenting_a_prove_igjen(lag: Lag, tmp_path: Path) -> None:
    forste, styr, _ = lag()
    forste.close()
    with closing(sqlite3.connect(tmp_path / "mottak.db", isolation_level=None)) as db:
        db.execute("INSERT INTO _sqlite_migrations (migration_set, name, applied_at) VALUES ('foresporsler', 'ny', '')")
    _, styr, dialoger = lag()
    styr.vent_til_ferdig()
    assert "nyere utgave" in dialoger.sagt[0]
    assert not any("[Prøv igjen]" in det for det in dialoger.sagt)


def test_en_innlesing_som_stopper_leser_resten_nar_det_er_rettet(lag: Lag, tmp_path: Path, filer: list[Path]) -> None:
    vindu, styr, dialoger = lag()
    with _lasen(tmp_path):
        vindu.sted.mottak.innlesing.les(filer)
        styr.vent_til_ferdig()
        assert "Innlesingen stoppet. Et annet program bruker mottak.db" in styr.tekst()
        assert dialoger.sagt == []
    styr.trykk("Prøv igjen").vent_til_ferdig()
    assert "Lest inn: 3 av 3. 3 ført" in styr.tekst()
    assert "stoppet" not in styr.tekst()
    assert not styr.finnes("Prøv igjen")


def test_et_brev_til_tar_ikke_bort_det_som_ikke_er_fort(lag: Lag, tmp_path: Path, filer: list[Path]) -> None:
    """Åpnet fra skrivebordet mens resten av postsekken venter på at noe skal rettes."""
    vindu, styr, _ = lag()
    (gal := tmp_path / "inn" / "gal.json").write_text("{")
    with _lasen(tmp_path):
        vindu.sted.mottak.innlesing.les([gal, *filer[:2]])
        styr.vent_til_ferdig()
        assert styr.finnes("Prøv igjen")
    vindu.sted.mottak.innlesing.les(filer[2:])
    styr.vent_til_ferdig()
    assert "Lest inn: 4 av 4. 3 ført, 0 kjent fra før, 1 ikke brukt." in styr.tekst()
    # Det som ikke ble brukt, står til lista er lukket.
    vindu.sted.mottak.innlesing.les(filer[:1])
    styr.vent_til_ferdig()
    assert "gal.json" in styr.tekst()
    styr.trykk("Lukk lista").vent_til_ferdig()
    vindu.sted.mottak.innlesing.les(filer[:1])
    styr.vent_til_ferdig()
    assert "Lest inn: 1 av 1." in styr.tekst()
    assert "gal.json" not in styr.tekst()


def test_en_innlesing_som_stopper_pa_full_disk_leser_resten_nar_det_er_plass(
    lag: Lag, filer: list[Path], liten_disk: Callable[[str], Path]
) -> None:
    disk = liten_disk("size=3m")
    vindu, styr, _ = lag(disk)
    fyll = fyll_disken(disk)
    vindu.sted.mottak.innlesing.les(filer)
    styr.vent_til_ferdig()
    assert "Disken er full der mottak.db ligger" in styr.tekst()
    fyll.unlink()
    styr.trykk("Prøv igjen").vent_til_ferdig()
    assert "Lest inn: 3 av 3. 3 ført" in styr.tekst()


@pytest.mark.qt_no_exception_capture
def test_en_feil_i_programmet_under_innlesingen_sier_ikke_hva_den_sa(
    lag: Lag, filer: list[Path], monkeypatch, qtbot
) -> None:
    vindu, styr, _ = lag()

    def sprekk(*_: object) -> None:
        raise KeyError("Turid Hemmelig Lund")

    monkeypatch.setattr(type(vindu.sted.mottak.kontor._i.gang.filtolk), "les", sprekk)
    with qtbot.captureExceptions() as kastet:
        vindu.sted.mottak.innlesing.les(filer)
        styr.vent_til_ferdig()
    assert [slag for slag, *_ in kastet] == [KeyError]
    assert "Innlesingen stoppet på en feil i programmet" in styr.tekst()
    assert "Turid" not in styr.tekst()


def test_det_som_fores_for_hand_star_til_loggen_er_ledig(lag: Lag, tmp_path: Path) -> None:
    vindu, styr, dialoger = lag()
    styr.trykk("Registrer for hånd").svar("Hva gjelder det?", "Anmodning om overføring")
    styr.velg("Kommunen som ber", "Malvik").skriv("Brevets dato (valgfritt)", "1.7.2026")
    with _lasen(tmp_path):
        styr.trykk("Registrer").vent_til_ferdig()
        assert "Et annet program bruker mottak.db" in styr.tekst()
        assert styr.les("Brevets dato (valgfritt)") == "1.7.2026"
    styr.trykk("Registrer").vent_til_ferdig()
    assert vindu.sted.mottak.saken.bilde.f.kommune == "5031"
    assert dialoger.sagt == []


def test_et_notat_star_til_loggen_er_ledig(lag: Lag, tmp_path: Path, filer: list[Path]) -> None:
    vindu, styr, dialoger = lag()
    vindu.sted.mottak.innlesing.les(filer[:1])
    styr.vent_til_ferdig().trykk("Åpne forespørselen").vent_til_ferdig()
    styr.trykk("Skriv et notat").skriv("Notat", "Ringte kommunen.")
    with _lasen(tmp_path):
        styr.trykk("Legg til notatet").vent_til_ferdig()
        assert "Et annet program bruker mottak.db" in styr.tekst()
        assert styr.les("Notat") == "Ringte kommunen."
    styr.trykk("Legg til notatet").vent_til_ferdig()
    assert "Ringte kommunen." in styr.tekst()
    assert dialoger.sagt == []


def test_tallene_lagres_nar_det_er_blitt_plass(lag: Lag, filer: list[Path], liten_disk: Callable[[str], Path]) -> None:
    vindu, styr, dialoger = lag()
    vindu.sted.mottak.innlesing.les(filer)
    styr.vent_til_ferdig()
    vindu.ramme.ga_til("statistikk")
    styr.vent_til_ferdig()
    disk = liten_disk("size=256k")
    dialoger.stier.append(disk / "tall.xlsx")
    dialoger.rett.append(fyll_disken(disk).unlink)
    styr.trykk("Årsrapporten til Excel …").vent_til_ferdig()
    (sagt,) = dialoger.sagt
    assert sagt.startswith("Filen er ikke lagret\n")
    assert "disken er full" in sagt
    assert (disk / "tall.xlsx").stat().st_size
