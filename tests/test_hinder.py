"""Det omgivelsene hindrer: hver feil fra maskinen blir én setning med råd, og ingenting er ødelagt."""

from __future__ import annotations

import errno
import os
import re
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from disker import fyll_disken

from overforing import feil as feilene
from overforing import hinder, stier
from overforing.cli.kommandoer import kjor
from overforing.filer import skriv_alle
from overforing.hinder import Hindret
from overforing.program.program import Program
from overforing.register.database import connect
from overforing.sak.kodeverk import Malform

KATALOG = Program.start().katalog
KILDE = Path(hinder.__file__).parent


def _windows(nummer: int) -> OSError:
    feil = OSError(errno.EACCES, "nei")
    feil.winerror = nummer  # type: ignore[attr-defined]
    return feil


@pytest.mark.parametrize(
    ("feil", "nokkel"),
    [
        (OSError(errno.ENOSPC, ""), "hinder.skriv.full"),
        (OSError(errno.EDQUOT, ""), "hinder.skriv.full"),
        (OSError(errno.EROFS, ""), "hinder.skriv.skrivebeskyttet"),
        (PermissionError(errno.EACCES, ""), "hinder.skriv.ingen_tilgang"),
        (OSError(errno.ENAMETOOLONG, ""), "hinder.skriv.navn"),
        (NotADirectoryError(errno.ENOTDIR, ""), "hinder.skriv.ikke_mappe"),
        (OSError(errno.EHOSTUNREACH, ""), "hinder.skriv.borte"),
        (OSError(errno.EIO, ""), "hinder.skriv.borte"),
        (_windows(32), "hinder.skriv.i_bruk"),
        (_windows(112), "hinder.skriv.full"),
        (_windows(53), "hinder.skriv.borte"),
        (_windows(206), "hinder.skriv.navn"),
    ],
)
def test_feilen_fra_maskinen_avgjor_setningen(feil: OSError, nokkel: str) -> None:
    svar = hinder.skriving(feil, Path("mappe"), Path("Anmodning.docx") if nokkel == "hinder.skriv.i_bruk" else None)
    assert svar.melding.nokkel == nokkel
    assert str(svar.melding.verdier["mappe"]) == "mappe"
    assert hinder.kan_proves_igjen(svar)


@pytest.mark.parametrize("nummer", [5, 32, 33])
def test_en_fil_word_holder_apen_pa_windows_nevnes_ved_navn(nummer: int) -> None:
    svar = str(hinder.skriving(_windows(nummer), Path("mappe"), Path("Anmodning.docx")))
    assert svar.startswith("Anmodning.docx kan ikke skrives over.")
    assert "åpen i Word" in svar


def test_hver_setning_programmet_kan_si_finnes_og_ingen_er_til_overs() -> None:
    kilden = "\n".join(fil.read_text("utf-8") for fil in KILDE.rglob("*.py"))
    brukt = set(re.findall(r'"(hinder\.[a-z_.]+)"', kilden))
    brukt |= {f"hinder.skriv.{slag}" for slag in (*hinder._ARSAK, "borte") if slag != "er_mappe"}
    brukt |= {f"hinder.les.{slag}" for slag in ("er_mappe", "ingen_tilgang", "i_bruk", "borte", "gikk_ikke")}
    skrevet = {n for n in KATALOG if n.startswith("hinder.")}
    brukt |= hinder._HJELPER_IKKE
    assert brukt == skrevet


def test_setningen_er_pa_vinduets_malform_ogsa_nar_et_hinder_er_inni_et_annet() -> None:
    apent = Hindret("hinder.register.apent_hos_ukjent", siden="i går", laasfil="saker.db.laas", bort="i kveld")
    feil = Hindret("hinder.register.eldre", fil="saker.db", laas=apent)
    assert "oppgraderes først. Åpen hos en annen siden i går." in str(feil)
    nynorsk = feil.paa(lambda nokkel, **verdier: KATALOG.hent(nokkel, Malform.NN, **verdier))
    assert "oppgraderast først. Open hos ein annan sidan i går." in nynorsk


def test_uten_programmets_egne_filer_sies_det_likevel_noe(monkeypatch, tmp_path: Path) -> None:
    monkeypatch.setattr(stier, "ressurser", lambda: tmp_path)
    feilene._tekster.cache_clear()
    assert str(Hindret("hinder.skriv.full", mappe="H:")) == "Det gikk ikke (hinder.skriv.full): H:"
    feilene._tekster.cache_clear()


# Å skrive filer


def test_en_fil_som_ikke_kan_skrives_over_stanser_alle_for_noen_er_byttet(tmp_path: Path, som_vanlig_bruker) -> None:
    ut = tmp_path / "ut"
    skriv_alle(ut, {"a.docx": b"gammel", "b.docx": b"gammel"})
    som_vanlig_bruker(ut)
    (ut / "b.docx").chmod(0o444)
    with pytest.raises(Hindret, match=r"b\.docx kan ikke skrives over") as hindret:
        skriv_alle(ut, {"a.docx": b"ny", "b.docx": b"ny"}, overskriv=True)
    assert hinder.kan_proves_igjen(hindret.value)
    assert {fil.name: fil.read_bytes() for fil in ut.iterdir()} == {"a.docx": b"gammel", "b.docx": b"gammel"}
    (ut / "b.docx").chmod(0o644)
    skriv_alle(ut, {"a.docx": b"ny", "b.docx": b"ny"}, overskriv=True)
    assert (ut / "b.docx").read_bytes() == b"ny"


def test_en_mappe_uten_tilgang_sies_fra_om(tmp_path: Path, som_vanlig_bruker) -> None:
    som_vanlig_bruker(tmp_path)
    tmp_path.chmod(0o500)
    with pytest.raises(Hindret, match="ingen tilgang"):
        skriv_alle(tmp_path, {"a.docx": b"x"})
    tmp_path.chmod(0o700)


def test_en_full_disk_lar_det_gamle_sta_og_gar_nar_det_er_plass(liten_disk: Callable[[str], Path]) -> None:
    disk = liten_disk("size=256k")
    skriv_alle(disk, {"a.pdf": b"gammel"})
    fyll = fyll_disken(disk)
    with pytest.raises(Hindret, match="disken er full"):
        skriv_alle(disk, {"a.pdf": bytes(100_000)}, overskriv=True)
    assert (disk / "a.pdf").read_bytes() == b"gammel"
    assert sorted(fil.name for fil in disk.iterdir()) == ["a.pdf", "fyll"]
    fyll.unlink()
    skriv_alle(disk, {"a.pdf": bytes(100_000)}, overskriv=True)
    assert (disk / "a.pdf").stat().st_size == 100_000


def test_et_skrivebeskyttet_sted_sies_fra_om(liten_disk: Callable[[str], Path]) -> None:
    disk = liten_disk("size=64k")
    subprocess.run(["mount", "-o", "remount,ro", disk], check=True)
    with pytest.raises(Hindret, match="skrivebeskyttet"):
        skriv_alle(disk, {"a.pdf": b"x"})


# Registeret som flyttes mens programmet er åpent


def test_et_register_som_er_flyttet_tar_ikke_imot_for_det_er_tilbake(tmp_path: Path) -> None:
    mappe = tmp_path / "data"
    with closing(connect(mappe / "saker.db")) as db:
        mappe.rename(tmp_path / "borte")
        with pytest.raises(Hindret, match="flyttet eller slettet"), db.skriver():
            raise AssertionError("det ble skrevet")
        mappe.mkdir()
        (mappe / "saker.db").write_bytes(b"en annen fil")
        with pytest.raises(Hindret, match="flyttet eller slettet"), db.skriver():
            raise AssertionError("det ble skrevet")
        (mappe / "saker.db").unlink()
        mappe.rmdir()
        (tmp_path / "borte").rename(mappe)
        with db.skriver():
            db.conn.execute("CREATE TABLE prove (x)")


# På kommandolinjen: én norsk setning og en kode, aldri en sporingsutskrift


@pytest.fixture
def nyere(tmp_path: Path) -> Path:
    fil = tmp_path / "nyere.db"
    assert kjor(["register", "liste", "--register", str(fil)]) == 0
    with closing(sqlite3.connect(fil, isolation_level=None)) as db:
        db.execute("INSERT INTO _sqlite_migrations (migration_set, name, applied_at) VALUES ('foresporsler', 'ny', '')")
    return fil


def test_et_nyere_et_skadet_og_et_opptatt_register_sies_i_en_setning(nyere: Path, tmp_path: Path, capsys) -> None:
    skadet = tmp_path / "skadet.db"
    skadet.write_bytes(b"dette er et brev\n" * 100)
    ikke_mappe = skadet / "under" / "mottak.db"
    for fil, ventet in ((nyere, "nyere utgave"), (skadet, "er skadet"), (ikke_mappe, "Får ikke tak i")):
        capsys.readouterr()
        assert kjor(["register", "liste", "--register", str(fil)]) == 1
        ut, feil = capsys.readouterr()
        assert ut == ""
        assert ventet in feil
        assert feil.count("\n") == 1


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="bare Linux har /dev/full")
@pytest.mark.parametrize("argumenter", [["eksempel"], ["--help"]])
def test_et_svar_det_ikke_er_plass_til_sies_fra_om_for_programmet_ender(argumenter: list[str]) -> None:
    with Path("/dev/full").open("w") as full:
        svar = subprocess.run(
            [sys.executable, "-m", "overforing", *argumenter],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            env={**os.environ, "PYTHONPATH": str(KILDE.parent)},
            check=False,
        )
    assert svar.returncode == 1
    assert svar.stderr.startswith("Svaret ble ikke skrevet ferdig.")
    assert svar.stderr.count("\n") == 1
