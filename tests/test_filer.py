"""Å lese filer: én grense, de samme setningene overalt, og ett sett endelser i velgerne og i det som kan slippes."""

from __future__ import annotations

import errno
import io
import os
import re
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest
from feilprover import kaster

from overforing.feil import KanIkke, Melding, UgyldigInndata
from overforing.filer import KAN_APNES, Pakkested, les, skrevet, skriv_alle
from overforing.hinder import Hindret
from overforing.program.program import Program
from overforing.sak.kodeverk import Malform

KATALOG = Program.start().katalog


def test_en_fil_over_grensen_leses_ikke_inn(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fil = tmp_path / "stor.pdf"
    with fil.open("wb") as apnet:
        apnet.truncate(3 * 1024 * 1024 + 1)
    apne = Path.open
    monkeypatch.setattr(Path, "open", lambda s, *a, **k: pytest.fail("ble lest") if s == fil else apne(s, *a, **k))
    with pytest.raises(UgyldigInndata, match=r"^Filen er over 3 MB\.$"):
        les(fil, 3 * 1024 * 1024)
    with pytest.raises(UgyldigInndata, match=r"stor\.pdf: vedlegget er over 2 MB\.$"):
        les(fil, 2 * 1024 * 1024, for_stor="feil.arkiv.stort_vedlegg")


@pytest.mark.skipif(os.name == "nt", reason="der er det ingen slik fil")
def test_heller_ikke_en_som_aldri_tar_slutt() -> None:
    with pytest.raises(UgyldigInndata):
        les("/dev/zero", 1000)


def test_en_fil_pa_grensen_leses(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"abc")
    assert les(tmp_path / "a", 3) == les(str(tmp_path / "a")) == b"abc"


def test_det_som_er_i_veien_sies_med_stien_eller_navnet(tmp_path: Path) -> None:
    with pytest.raises(Hindret) as borte:
        les(tmp_path / "borte.json", 10)
    with pytest.raises(Hindret) as mappe:
        les(tmp_path, 10, navn="mappen")
    assert borte.value.melding == Melding("hinder.les.finnes_ikke", fil=tmp_path / "borte.json")
    assert mappe.value.melding == Melding("hinder.les.er_mappe", fil=Path("mappen"))
    with pytest.raises(Hindret):
        les("nul\0tegn", 10)


def test_en_strek_er_standard_inn_men_en_fil_kan_hete_det(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(b"inn")))
    monkeypatch.chdir(tmp_path)
    Path("-").write_bytes(b"filen")
    assert (les("-"), les(Path("-"))) == (b"inn", b"filen")


@pytest.mark.parametrize("malform", Malform)
@pytest.mark.parametrize("nokkel", ["ui.start.filtyper", "ui_mottak.filtyper"])
def test_velgerne_viser_alt_som_kan_apnes(nokkel: str, malform: Malform) -> None:
    vist = re.findall(r"\*\.(\w+)", KATALOG.hent(nokkel, malform))
    assert sorted(vist) == sorted(KAN_APNES)


@pytest.mark.parametrize("stanser", [1, 2, 3])
@pytest.mark.parametrize("angrer", [True, False])
def test_gar_det_galt_midt_i_flere_filer_er_alle_gamle_eller_det_sies_hvilke(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, stanser: int, angrer: bool
) -> None:
    filer = {navn: b"ny" for navn in ("a.docx", "b.docx", "c.docx")}
    (tmp_path / "a.docx").write_bytes(b"gammel")
    (tmp_path / "b.docx").write_bytes(b"gammel")
    ekte, kall = Path.replace, []

    def replace(fra: Path, til: Path) -> Path:
        kall.append(til)
        if len(kall) == stanser or (len(kall) > stanser and not angrer):
            raise PermissionError(13, "åpen i Word")
        return ekte(fra, til)

    monkeypatch.setattr(Path, "replace", replace)
    with pytest.raises(Hindret) as feil:
        skriv_alle(tmp_path, filer, overskriv=True)
    delvis = not angrer and stanser > 1
    assert (feil.value.melding.nokkel == "hinder.skriv.delvis") is delvis
    nye = {fil.name for fil in tmp_path.iterdir() if fil.read_bytes() == b"ny"}
    assert nye == (set(feil.value.melding.verdier["filer"]) if delvis else set())  # type: ignore[call-overload]
    assert {fil.name for fil in tmp_path.iterdir()} == {"a.docx", "b.docx"}


@pytest.mark.parametrize("angrer", [True, False])
def test_gar_ikke_det_som_horer_til_filene_er_de_som_for_eller_det_sies(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, angrer: bool
) -> None:
    (tmp_path / "a.docx").write_bytes(b"gammel")

    def skriv_og_stans() -> None:
        with skrevet(tmp_path, {"a.docx": b"ny", "b.docx": b"ny"}, overskriv=True):
            if not angrer:
                monkeypatch.setattr(Path, "replace", _i_bruk)
            raise KanIkke("feil.mottak.ikke_nummer")

    with pytest.raises(KanIkke) as feil:
        skriv_og_stans()
    monkeypatch.undo()
    if angrer:
        assert feil.value.melding.nokkel == "feil.mottak.ikke_nummer"
        assert (tmp_path / "a.docx").read_bytes() == b"gammel"
    else:
        assert feil.value.melding.verdier["filer"] == ("a.docx",)
    assert [fil.name for fil in tmp_path.iterdir()] == ["a.docx"]


def _i_bruk(fra: Path, til: Path) -> Path:
    raise PermissionError(13, "åpen i Word")


def test_det_som_ble_liggende_feies_neste_gang_men_ikke_det_et_annet_program_skriver(tmp_path: Path) -> None:
    gammel, fersk = tmp_path / ".overforing-1.tmp", tmp_path / ".overforing-2.tmp"
    for fil in (gammel, fersk):
        fil.write_bytes(b"halvt")
    os.utime(gammel, (1, 1))
    skriv_alle(tmp_path, {"a.docx": b"a"})
    assert {fil.name for fil in tmp_path.iterdir()} == {"a.docx", fersk.name}


# Der noe hentes


def test_det_som_skal_hentes_legges_helt_og_aldri_over_det_som_ikke_er_hentet(tmp_path: Path) -> None:
    sted = Pakkested(tmp_path, hentes=True)
    (fil,) = sted.legg({"pakke.zip": b"ny"})
    assert fil.read_bytes() == b"ny"
    assert [f.name for f in tmp_path.iterdir()] == ["pakke.zip"]
    with pytest.raises(Hindret, match="ikke hentet ennå"):
        sted.legg({"en annen.zip": b"x", "pakke.zip": b"nyere"})
    assert fil.read_bytes() == b"ny"
    assert [f.name for f in tmp_path.iterdir()] == ["pakke.zip"]
    fil.unlink()
    assert sted.legg({"pakke.zip": b"nyere"}) == (fil,)


def test_det_en_annen_legger_der_imens_skrives_ikke_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """To som legger samtidig: begge har sett at plassen var ledig."""
    monkeypatch.setattr("overforing.filer._krev_ledig", lambda *_: (tmp_path / "b.zip").write_bytes(b"den andres"))
    with kaster("feil.skriving.finnes"):
        skriv_alle(tmp_path, {"a.zip": b"min", "b.zip": b"min"})
    assert [(fil.name, fil.read_bytes()) for fil in tmp_path.iterdir()] == [("b.zip", b"den andres")]


@pytest.mark.skipif(os.name == "nt", reason="der trengs det ikke to navn")
def test_en_disk_som_ikke_gir_en_fil_to_navn_gar_ogsa(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def link(*_: object) -> None:
        raise OSError(errno.EOPNOTSUPP, "")

    monkeypatch.setattr(os, "link", link)
    assert [fil.read_bytes() for fil in Pakkested(tmp_path, hentes=True).legg({"a.zip": b"min"})] == [b"min"]
    assert [fil.name for fil in tmp_path.iterdir()] == ["a.zip"]


def test_et_sted_som_ikke_svarer_sies(tmp_path: Path) -> None:
    """Et langt navn gir feil fra systemet, slik en nettverksdisk som er borte, kan gjøre det."""
    borte = tmp_path / ("x" * 300)
    with kaster("hinder.hentes.borte"):
        Pakkested(borte, hentes=True).legg({"a.zip": b""})
    with kaster("hinder.skriv.navn"):
        skriv_alle(borte, {"a.docx": b""})


def test_en_mappe_det_skal_hentes_fra_lages_ikke_nar_den_er_borte(tmp_path: Path) -> None:
    with pytest.raises(Hindret, match="ikke her nå"):
        Pakkested(tmp_path / "borte", hentes=True).legg({"pakke.zip": b""})
    assert list(tmp_path.iterdir()) == []
    assert Pakkested(tmp_path / "valgt").legg({"pakke.zip": b""})[0].is_file()
