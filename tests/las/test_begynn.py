"""Låsen fra første stund: en ny datamappe er låst fra første rad, og ingenting skrives om i stillhet."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from feilprover import kaster
from las.lasprover import PASSFRASE, Minnering, fyll, klartekst, saker, to_grupper

from overforing.cli.kommandoer import kjor
from overforing.feil import KanIkke
from overforing.las import FIL, er_pa, lasfil, nokkelhold, passfrase
from overforing.las.kontornokkel import nytt_par, x25519
from overforing.las.las import Las
from overforing.las.nokkel import grupper
from overforing.las.nokkelhold import Regler
from overforing.program import vinduet
from overforing.program.embetet import Mottaksprogram
from overforing.program.program import Program

SELV = Regler(begynner=True)
KREVER = Regler(begynner=True, krever=True)


@pytest.fixture
def ring() -> Minnering:
    return Minnering()


@pytest.fixture
def las(tmp_path: Path, ring: Minnering) -> Las:
    """Låsen i en ny datamappe med en sak i, begynt av seg selv."""
    las = Las(tmp_path, ring, regler=SELV)
    fyll(tmp_path, las)
    return las


def test_en_ny_datamappe_er_last_fra_forste_rad_og_arket_sporres_det_etter(
    las: Las, ring: Minnering, tmp_path: Path
) -> None:
    assert (las.tilstand().er, klartekst(tmp_path)) == ("pa", set())
    neste = Las(tmp_path, ring, regler=SELV)
    assert (neste.klargjor(), saker(tmp_path, neste)) == ("arket", 1)
    with kaster("feil.las.ark_forst"):
        neste.krev_arket()
    with kaster("feil.las.gruppe"):
        neste.bekreft({})
    assert neste.sporsmal() == "arket"
    neste.bekreft(to_grupper(neste))
    neste.krev_arket()
    assert Las(tmp_path, ring, regler=SELV).klargjor() == ""


def test_det_som_la_der_ulast_skrives_ikke_om_i_stillhet(tmp_path: Path, ring: Minnering) -> None:
    fyll(tmp_path, Las(tmp_path, ring))
    las = Las(tmp_path, ring, regler=SELV)
    assert las.klargjor() == "tilbud"
    assert las.nokkel_for(tmp_path / "mottak.db") is None, "det ene registeret er ikke låst når det andre ikke er det"
    assert (dict(ring), klartekst(tmp_path)) == ({}, {"saker.db"})
    las.si_nei()
    assert (las.sporsmal(), er_pa(tmp_path)) == ("", False)
    assert Las(tmp_path, ring, regler=KREVER).klargjor() == "kreves", "et nei gjelder ikke når låsen er påkrevd"
    las.sla_pa(to_grupper(las))
    assert (las.sporsmal(), klartekst(tmp_path)) == ("", set())
    las.sla_av()
    assert las.sporsmal() == "", "den som slo den av, spørres ikke igjen"
    assert Las(tmp_path, ring, regler=SELV).nokkel_for(tmp_path / "mottak.db") is None


def test_uten_nokkelring_tilbys_en_passfrase_og_er_lasen_pakrevd_lagres_ingenting_for_den(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(passfrase.pakk_inn, "__defaults__", (2**4,))
    uten = Minnering(virker=False)
    valgfri, pakrevd = (Las(tmp_path / n, uten, regler=r) for n, r in (("a", SELV), ("b", KREVER)))
    assert (valgfri.klargjor(), valgfri.nokkel_for(tmp_path / "a" / "saker.db")) == ("tilbud", None)
    assert pakrevd.klargjor() == "kreves"
    with kaster("feil.las.kreves"):
        fyll(tmp_path / "b", pakrevd)
    assert not (tmp_path / "b" / "saker.db").exists()
    pakrevd.sla_pa(to_grupper(pakrevd), PASSFRASE)
    fyll(tmp_path / "b", pakrevd)
    assert (pakrevd.sporsmal(), klartekst(tmp_path)) == ("", set())
    for nei in (pakrevd.sla_av, pakrevd.si_nei):
        with kaster("feil.las.kreves_av"):
            nei()


def test_maskinen_kan_la_lasen_vaere_av(tmp_path: Path, ring: Minnering) -> None:
    las = Las(tmp_path, ring, regler=replace(SELV, uten=True))
    fyll(tmp_path, las)
    assert (las.klargjor(), dict(ring), klartekst(tmp_path)) == ("", {}, {"saker.db"})


def test_er_noe_last_uten_las_json_begynnes_det_ikke_med_en_ny_nokkel(las: Las, tmp_path: Path) -> None:
    (tmp_path / FIL).unlink()
    annen = Las(tmp_path, Minnering(), regler=SELV)
    assert annen.klargjor() == "opplasing"
    with kaster("feil.las.alt_laast"):
        annen.nokkel_for(tmp_path / "mottak.db")
    annen.las_opp("".join(las._arket()))
    assert saker(tmp_path, annen) == 1


def test_to_programmer_som_begynner_samtidig_far_den_samme_nokkelen(
    tmp_path: Path, ring: Minnering, monkeypatch: pytest.MonkeyPatch
) -> None:
    ekte = lasfil.skriv_ny

    def den_andre_forst(mappe: Path, felt: dict[str, str]) -> bool:
        monkeypatch.setattr(lasfil, "skriv_ny", ekte)
        fyll(mappe, Las(mappe, ring, regler=SELV))
        return ekte(mappe, felt)

    monkeypatch.setattr(lasfil, "skriv_ny", den_andre_forst)
    las = Las(tmp_path, ring, regler=SELV)
    assert las.nokkel_for(tmp_path / "mottak.db") is not None
    assert (saker(tmp_path, las), len(ring)) == (1, 1)


def test_gar_det_ikke_a_skrive_las_json_er_ingen_nokkel_lagt_igjen(
    tmp_path: Path, ring: Minnering, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> bool:
        raise OSError(28, "full")

    monkeypatch.setattr(lasfil, "skriv_ny", full)
    las = Las(tmp_path, ring, regler=SELV)
    with pytest.raises(KanIkke):
        fyll(tmp_path, las)
    assert (dict(ring), list(tmp_path.iterdir())) == ({}, [])


# Kontorets nøkkel


def test_x25519_er_som_i_rfc_7748() -> None:
    skalar = bytes.fromhex("a546e36bf0527c9d3b16154b82465edd62144c0ac1fc5a18506a2244ba449ac4")
    punkt = bytes.fromhex("e6db6867583030db3594c1a424b15f7c726624ec26b3353b10a903a6d0ab1c4c")
    assert x25519(skalar, punkt).hex() == "c3da55379de9c6908e94ea4df28d084f32eccf03491c71f754b4075577a28552"
    grunnpunkt = (9).to_bytes(32, "little")
    assert x25519(grunnpunkt, grunnpunkt).hex() == "422c8e7a6227d7bca1350b3e2bb7279f7897b87bb6854b783c60e80311ae3079"


def test_kontorets_ark_apner_det_de_ansatte_har_last_og_bare_det(las: Las, ring: Minnering, tmp_path: Path) -> None:
    hemmelig, apen = nytt_par()
    med = Regler(begynner=True, kontornokkel=apen)
    assert Las(tmp_path, ring, regler=med).klargjor() == "", "kontoret kan åpne, så det henger ikke på arket hennes"
    for sti in (tmp_path / FIL, tmp_path / "saker.db"):
        assert bytes.fromhex(hemmelig) not in sti.read_bytes()
    ny_maskin = Las(tmp_path, Minnering(), regler=med)
    assert ny_maskin.klargjor() == "opplasing"
    with kaster("feil.las.annet_ark"):
        ny_maskin.las_opp(" ".join(grupper(nytt_par()[0])))
    ny_maskin.las_opp(" ".join(grupper(hemmelig)))
    assert saker(tmp_path, ny_maskin) == 1
    assert (Las(tmp_path, ring).sporsmal(), Las(tmp_path, ring)._arket()) == ("", las._arket())

    annen = nytt_par()
    Las(tmp_path, ring, regler=Regler(kontornokkel=annen[1])).klargjor()
    with kaster("feil.las.annet_ark"):
        Las(tmp_path, Minnering()).las_opp(" ".join(grupper(hemmelig)))
    Las(tmp_path, ring, regler=SELV).klargjor()
    assert json.loads((tmp_path / FIL).read_text())["ark"] == "ubekreftet"
    assert Las(tmp_path, ring, regler=SELV).klargjor() == "arket", "uten kontornøkkel trengs hennes eget igjen"


def test_er_datamappen_tapt_apner_kontorets_ark_kopiene_pa_en_annen_disk(ring: Minnering, tmp_path: Path) -> None:
    hemmelig, apen = nytt_par()
    disk, ny = tmp_path / "disk", tmp_path / "ny"
    disk.mkdir()
    las = Las(tmp_path / "data", ring, lambda: (disk,), Regler(begynner=True, kontornokkel=apen))
    fyll(tmp_path / "data", las)
    las.klargjor()
    shutil.copy(tmp_path / "data" / "saker.db", disk / "saker-20261130T081500Z.db")
    annen = Las(ny, Minnering(), lambda: (disk,))
    with kaster("feil.las.annet_ark"):
        annen.las_opp(" ".join(grupper(nytt_par()[0])))
    annen.las_opp(" ".join(grupper(hemmelig)))
    assert annen.nokkel_for(disk / "saker-20261130T081500Z.db") == las.nokkel()
    assert er_pa(ny), "det som nå lagres, er låst med den samme"


@pytest.mark.parametrize("navn", ["kontor_fra", "kontor_innpakket", "kontor_merke"])
def test_en_endret_innpakning_til_kontoret_apner_ingenting(ring: Minnering, tmp_path: Path, navn: str) -> None:
    hemmelig, apen = nytt_par()
    las = Las(tmp_path, ring, regler=Regler(begynner=True, kontornokkel=apen))
    fyll(tmp_path, las)
    felt = json.loads((tmp_path / FIL).read_text())
    (tmp_path / FIL).write_text(json.dumps(felt | {navn: "00" * 32}))
    with kaster("feil.las.annet_ark"):
        Las(tmp_path, Minnering()).las_opp(" ".join(grupper(hemmelig)))


# Programmet


def test_programmet_laser_sakene_og_slipper_ingen_til_loggen_for_arket(
    tmp_path: Path, ring: Minnering, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("OVERFORING_HOME", str(tmp_path))
    monkeypatch.setattr(nokkelhold, "Systemring", lambda: ring)
    program = Program.start()
    register = vinduet._apne_register(program)
    register.opprett(program.les_sak(program.eksempel()))
    register.lukk()
    assert er_pa(tmp_path)
    assert not (tmp_path / "saker.db").read_bytes().startswith(b"SQLite")
    with kaster("feil.las.ark_forst"):
        Mottaksprogram(program).apne_logg()
    assert not (tmp_path / "mottak.db").exists()
    assert kjor(["register", "liste"]) == 1
    assert "Kjør «overforing las bekreft»." in capsys.readouterr().err
    program.las.bekreft(to_grupper(program.las))
    Mottaksprogram(program).apne_logg().db.close()
    assert not (tmp_path / "mottak.db").read_bytes().startswith(b"SQLite")


def test_kommandoen_lager_en_kontornokkel_programmet_kan_bruke(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("OVERFORING_HOME", str(tmp_path))
    sagt: list[str] = []

    class Taster:
        def readline(self) -> str:
            ut = capsys.readouterr()
            sagt.append(ut.out)
            nr = ut.err.split()[1].rstrip(",")
            return sagt[0].split(f"{nr}.  ")[1].split()[0] + "\n"

        def isatty(self) -> bool:
            return False

    monkeypatch.setattr("sys.stdin", Taster())
    assert kjor(["las", "kontornokkel"]) == 0
    fil = tmp_path / "oppsett.toml"
    fil.write_text("[bestemt]\n" + capsys.readouterr().out.splitlines()[-1])
    oppsett = Program.start().les_oppsett(fil)
    assert (oppsett.galt, len(oppsett.bestemt("las.kontornokkel").split())) == ((), 8)
