"""Det omgivelsene hindrer på kontoret: sagt med råd, arbeidet beholdt, og «Prøv igjen» går når det er rettet.

Hindringene er virkelige: fulle og skrivebeskyttede disker, låste, flyttede, skadede og nyere registre.
"""

from __future__ import annotations

import sqlite3
import subprocess
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from disker import fyll_disken
from ui.styr import Styr
from ui.vindu import Svarer, lag_vindu

from overforing.program.innstillinger import Innstillingslager, les
from overforing.program.program import Program
from overforing.ui.deler.tema import Tema
from overforing.ui.vindu.hovedvindu import Hovedvindu

pytestmark = pytest.mark.uten_lov

Lag = Callable[..., tuple[Hovedvindu, Styr, Svarer]]
SAKSNUMMER = "Saksnummer i fagsystemet"


@pytest.fixture
def lag(program: Program, tema: Tema, tmp_path: Path, qtbot) -> Iterator[Lag]:
    vinduer: list[Hovedvindu] = []

    def lag_ett(mappe: Path = tmp_path, dialoger: Svarer | None = None) -> tuple[Hovedvindu, Styr, Svarer]:
        _, vindu, svarer = lag_vindu(mappe, program=program, tema=tema, dialoger=dialoger)
        qtbot.addWidget(vindu)
        vindu.show()
        vinduer.append(vindu)
        return vindu, Styr(vindu).vent_til_ferdig(), svarer

    yield lag_ett
    for vindu in vinduer:
        vindu.close()


def _sagt(dialoger: Svarer) -> str:
    (det,) = dialoger.sagt
    dialoger.sagt.clear()
    return det


# Registeret


def test_en_lagring_mens_en_annen_holder_registeret_gar_nar_den_andre_slipper(lag: Lag, tmp_path: Path) -> None:
    vindu, styr, dialoger = lag()
    styr.trykk("Ny sak").skriv(SAKSNUMMER, "2026/1")
    with closing(sqlite3.connect(tmp_path / "saker.sqlite", isolation_level=None)) as annen:
        annen.execute("BEGIN IMMEDIATE")
        dialoger.rett.append(lambda: annen.execute("ROLLBACK"))
        vindu.sakside.skjema.send()
        assert vindu.sak.lagring.lagre()
    sagt = _sagt(dialoger)
    assert sagt.startswith("Saken er ikke lagret\nEt annet program bruker saker.sqlite")
    assert "[Prøv igjen]" in sagt
    assert vindu.sakene._kontor.saker()[0].saksnummer == "2026/1"


def test_ulagret_arbeid_prover_a_lagre_seg_selv_igjen_uten_a_mase(lag: Lag, tmp_path: Path) -> None:
    vindu, styr, dialoger = lag()
    styr.trykk("Ny sak").skriv(SAKSNUMMER, "2026/2")
    vindu.sakside.skjema.send()
    (tmp_path / "saker.sqlite").rename(tmp_path / "borte")
    assert not vindu.sak.lagring.lagre()
    assert "flyttet eller slettet" in _sagt(dialoger)
    assert not vindu.sak.lagring.lagre()
    assert dialoger.sagt == []
    assert vindu.sak.lagring._igjen.isActive()
    (tmp_path / "borte").rename(tmp_path / "saker.sqlite")
    vindu.sak.lagring._igjen.timeout.emit()
    assert not vindu.sakside.gang.ulagret


def test_en_full_disk_under_lagring_sies_og_saken_lagres_nar_det_er_plass(
    lag: Lag, liten_disk: Callable[[str], Path]
) -> None:
    disk = liten_disk("size=1m")
    vindu, styr, dialoger = lag(disk)
    styr.trykk("Ny sak")
    fyll = fyll_disken(disk)
    dialoger.rett.append(fyll.unlink)
    gang = vindu.sakside.gang
    for nr in range(200):  # hvilken lagring som ikke får plass, er likegyldig
        gang.svar("saksnummer", f"{nr} " + "x" * 5000)
        assert vindu.sak.lagring.lagre()
        if dialoger.sagt:
            break
    assert "Disken er full" in _sagt(dialoger)
    assert not gang.ulagret


def _gjor_nyere(fil: Path) -> None:
    with closing(sqlite3.connect(fil, isolation_level=None)) as db:
        db.execute("INSERT INTO _sqlite_migrations (migration_set, name, applied_at) VALUES ('saker', 'ny', '')")


def test_et_nyere_register_sies_ved_start_uten_noe_a_prove_igjen(lag: Lag, tmp_path: Path) -> None:
    forste, _, _ = lag()
    forste.sakene._kontor.eksempel()
    _gjor_nyere(tmp_path / "saker.sqlite")
    _, styr, dialoger = lag()
    sagt = _sagt(dialoger)
    assert sagt.startswith("Kan ikke hente sakene\n")
    assert "nyere utgave" in sagt
    assert "[Prøv igjen]" not in sagt
    styr.trykk("Ny sak")
    assert all("nyere utgave" in det for det in dialoger.sagt)


def test_et_skadet_register_kan_legges_tilbake_uten_a_starte_pa_nytt(lag: Lag, tmp_path: Path) -> None:
    fil = tmp_path / "saker.sqlite"
    fil.write_bytes(b"dette er ikke et register\n" * 100)
    dialoger = Svarer()
    dialoger.rett.append(fil.unlink)
    _, styr, _ = lag(dialoger=dialoger)
    assert "er skadet" in _sagt(dialoger)
    assert "Ingen saker ennå" in styr.tekst()


# Filer inn


def test_en_fil_som_ikke_er_der_kan_apnes_nar_den_er_kommet(lag: Lag, program: Program, tmp_path: Path) -> None:
    vindu, styr, dialoger = lag()
    fil = tmp_path / "inn" / "sak.json"
    dialoger.stier.append(fil)

    def legg_den_der() -> None:
        fil.parent.mkdir()
        fil.write_text(program.eksempel(), "utf-8")

    dialoger.rett.append(legg_den_der)
    styr.trykk("Åpne fil …")
    assert "filen finnes ikke" in _sagt(dialoger)
    assert vindu.sakside.gang.sak.id == program.les_sak(program.eksempel()).id


def test_en_mappe_i_stedet_for_en_fil_sies_fra_om_og_saken_som_var_apen_er_lagret(lag: Lag, tmp_path: Path) -> None:
    vindu, styr, dialoger = lag()
    styr.trykk("Ny sak").skriv(SAKSNUMMER, "2026/4")
    (tmp_path / "sak.json").mkdir()
    vindu.sakene.les_inn(tmp_path / "sak.json")
    assert "dette er en mappe" in _sagt(dialoger)
    assert vindu.sakene._kontor.saker()[0].saksnummer == "2026/4"


# Filer ut


@pytest.fixture
def brevene(lag: Lag) -> tuple[Hovedvindu, Styr, Svarer]:
    vindu, styr, dialoger = lag()
    vindu.sakene.eksempel()
    vindu.sakside.vis_brevene()
    return vindu, styr.vent_til_ferdig(), dialoger


def _full(disk: Path, dialoger: Svarer) -> None:
    dialoger.stier.append(disk)
    dialoger.rett.append(fyll_disken(disk).unlink)


def test_brevene_lagres_nar_det_er_blitt_plass_og_saken_er_ikke_ferdig_for(
    brevene, liten_disk: Callable[[str], Path]
) -> None:
    vindu, styr, dialoger = brevene
    disk, gang = liten_disk("size=4m"), vindu.sakside.gang
    _full(disk, dialoger)
    frigjor = dialoger.rett.pop()
    ferdig_imens: list[object] = []
    dialoger.rett.append(lambda: (ferdig_imens.append(gang.sak.ferdigstilt), frigjor()))
    styr.trykk("Lagre Word og PDF").vent_til_ferdig()
    assert _sagt(dialoger).startswith("Brevene er ikke lagret")
    assert ferdig_imens == [None]
    assert gang.sak.ferdigstilt is not None
    assert {fil.suffix for fil in disk.iterdir()} == {".docx", ".pdf"}


def test_pakken_til_arkivet_lages_nar_det_er_blitt_plass(brevene, liten_disk: Callable[[str], Path]) -> None:
    _, styr, dialoger = brevene
    disk = liten_disk("size=4m")
    _full(disk, dialoger)
    styr.trykk("Pakke til arkivet …").vent_til_ferdig()
    assert [det.split("\n")[0] for det in dialoger.sagt] == ["Hvilket arkiv skal pakken til?", "Pakken er ikke laget"]
    assert [fil.suffix for fil in disk.iterdir()].count(".zip") >= 1


def test_en_skriver_som_ikke_tar_imot_kan_byttes(brevene, tmp_path: Path) -> None:
    _, styr, dialoger = brevene
    dialoger.stier += [tmp_path / "ingen" / "slik" / "mappe.pdf", tmp_path / "ut.pdf"]
    dialoger.rett.append(lambda: None)
    styr.trykk("Skriv ut …").vent_til_ferdig()
    assert [det.split("\n")[0] for det in dialoger.sagt][1::2] == ["Ikke skrevet ut"]
    assert "Skriveren tok ikke imot" in dialoger.sagt[1]
    assert (tmp_path / "ut.pdf").read_bytes().startswith(b"%PDF")


def test_kartet_skrives_ut_pa_en_annen_skriver_nar_den_forste_ikke_tar_imot(brevene, tmp_path: Path) -> None:
    vindu, styr, dialoger = brevene
    vindu.ramme.ga_til("veien")
    dialoger.stier += [tmp_path / "ingen" / "slik" / "mappe.pdf", tmp_path / "kart.pdf"]
    dialoger.rett.append(lambda: None)
    styr.trykk("Skriv ut …").vent_til_ferdig()
    assert any("Skriveren tok ikke imot" in det for det in dialoger.sagt)
    assert (tmp_path / "kart.pdf").read_bytes().startswith(b"%PDF")


def test_saksfilen_lagres_nar_stedet_ikke_lenger_er_skrivebeskyttet(brevene, liten_disk: Callable[[str], Path]) -> None:
    vindu, _, dialoger = brevene
    disk = liten_disk("size=1m")
    subprocess.run(["mount", "-o", "remount,ro", disk], check=True)
    dialoger.stier.append(disk / "sak.json")
    dialoger.rett.append(lambda: subprocess.run(["mount", "-o", "remount,rw", disk], check=True))
    vindu.sakene.lagre_saksfil()
    sagt = _sagt(dialoger)
    assert sagt.startswith("Saksfilen er ikke lagret")
    assert "skrivebeskyttet" in sagt
    assert (disk / "sak.json").is_file()


def test_malene_hentes_nar_det_er_blitt_plass(lag: Lag, liten_disk: Callable[[str], Path]) -> None:
    vindu, styr, dialoger = lag()
    disk = liten_disk("size=1m")
    _full(disk, dialoger)
    vindu.ramme.ga_til("innstillinger")
    styr.trykk("Hent programmets maler …")
    assert _sagt(dialoger).startswith("Malene er ikke hentet")
    assert list(disk.rglob("*.md"))


# Innstillingene


def test_innstillinger_det_ikke_var_plass_til_skrives_med_prov_igjen(
    lag: Lag, liten_disk: Callable[[str], Path]
) -> None:
    disk = liten_disk("size=1m")
    vindu, styr, _ = lag(disk)
    vindu.ramme.ga_til("innstillinger")
    fyll = fyll_disken(disk)
    styr.skriv("Navnet ditt", "Ida Øye").vent_til_ferdig()
    assert "disken er full" in styr.tekst()
    assert les(disk).navnet_ditt == ""
    fyll.unlink()
    styr.trykk("Prøv igjen")
    assert les(disk).navnet_ditt == "Ida Øye"
    assert not styr.finnes("Prøv igjen")


def test_en_innstillingsfil_som_ikke_kan_leses_skrives_ikke_over_av_standardverdiene(
    tmp_path: Path, som_vanlig_bruker: Any
) -> None:
    mappe = tmp_path / "data"
    Innstillingslager(mappe).endre(navnet_ditt="Ida Øye", mappe="H:")
    som_vanlig_bruker(mappe)
    fil = mappe / "innstillinger.json"
    fil.chmod(0o000)
    lager = Innstillingslager(mappe)
    assert "kan ikke leses" in str(lager.verdier.melding)
    with pytest.raises(Exception, match="kan ikke leses"):
        lager.endre(vindu="stort")
    fil.chmod(0o600)
    assert les(mappe).navnet_ditt == "Ida Øye"
    lager.endre(mappe="K:")
    na = les(mappe)
    assert (na.navnet_ditt, na.vindu, na.mappe) == ("Ida Øye", "stort", "K:")
