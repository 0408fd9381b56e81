"""Å åpne registeret: rettigheter, pragmaer, og råd når filen eller stedet ikke duger."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from feilprover import kaster
from register.registerprover import Apne

from overforing.feil import KanIkke
from overforing.register.database import Register

POSIX = pytest.mark.skipif(os.name != "posix", reason="Windows har ikke POSIX-rettigheter")


def rettigheter(sti: Path) -> int:
    return sti.stat().st_mode & 0o777


@POSIX
def test_mappen_og_filene_er_bare_for_brukeren(apne: Apne, fil: Path) -> None:
    gammel = os.umask(0)
    try:
        db = apne()
        db.execute("INSERT INTO slettet (sak, tidspunkt) VALUES ('x', 'y')")
    finally:
        os.umask(gammel)
    assert rettigheter(fil.parent) == 0o700
    assert {del_.name: rettigheter(del_) for del_ in fil.parent.iterdir()} == {
        "saker.db": 0o600,
        "saker.db-wal": 0o600,
        "saker.db-shm": 0o600,
    }


@POSIX
def test_en_fil_andre_har_tilgang_til_strammes_inn(apne: Apne, fil: Path) -> None:
    apne().close()
    fil.chmod(0o644)
    apne()
    assert rettigheter(fil) == 0o600


@POSIX
def test_en_mappe_som_finnes_fra_for_endres_ikke(apne: Apne, fil: Path) -> None:
    fil.parent.mkdir(mode=0o755)
    apne()
    assert rettigheter(fil.parent) == 0o755


@pytest.mark.parametrize(
    ("pragma", "verdi"),
    [
        ("foreign_keys", 1),
        ("synchronous", 2),
        ("secure_delete", 1),
        ("journal_mode", "wal"),
        ("busy_timeout", 200),
        ("temp_store", 2),
    ],
)
def test_pragmaene_star(apne: Apne, pragma: str, verdi: object) -> None:
    assert apne().execute(f"PRAGMA {pragma}").fetchone() == (verdi,)


def test_en_fil_fra_en_nyere_utgave_apnes_ikke_og_endres_ikke(apne: Apne, fil: Path) -> None:
    db = apne()
    db.execute("INSERT INTO _sqlite_migrations (migration_set, name, applied_at) VALUES ('saker', 'ny', '')")
    db.close()
    for_ = fil.read_bytes()
    with kaster("hinder.register.nyere", match="nyeste utgaven"):
        apne()
    assert fil.read_bytes() == for_
    assert list(fil.parent.iterdir()) == [fil]


@pytest.mark.parametrize("innhold", [b"x", b"Dette er et brev, ikke et register.\n" * 200, b"PK\x03\x04" + bytes(5000)])
def test_noe_annet_enn_et_register_apnes_ikke_og_endres_ikke(apne: Apne, fil: Path, innhold: bytes) -> None:
    fil.parent.mkdir()
    fil.write_bytes(innhold)
    with kaster("hinder.register.skadet", match="ikke et register"):
        apne()
    assert fil.read_bytes() == innhold


def test_et_annet_programs_sqlite_fil_apnes_ikke_og_endres_ikke(apne: Apne, fil: Path) -> None:
    fil.parent.mkdir()
    with closing(sqlite3.connect(fil)) as annen:
        annen.execute("CREATE TABLE bokmerker (adresse)")
    for_ = fil.read_bytes()
    with kaster("hinder.register.skadet"):
        apne()
    assert fil.read_bytes() == for_


def _fyll(db: Register) -> None:
    for i in range(50):
        db.execute("INSERT INTO slettet (sak, tidspunkt) VALUES (?, ?)", (str(i), "x" * 500))
    db.close()


def test_en_avkortet_fil_apnes_ikke(apne: Apne, fil: Path) -> None:
    _fyll(apne())
    fil.write_bytes(fil.read_bytes()[:-9000])
    with kaster("hinder.register.skadet", match="sikkerhetskopi"):
        apne()


def test_en_fil_med_odelagte_sider_apnes_ikke(apne: Apne, fil: Path) -> None:
    _fyll(apne())
    data = bytearray(fil.read_bytes())
    for side in range(4096, len(data), 4096):
        data[side : side + 8] = b"\xff" * 8
    fil.write_bytes(data)
    with kaster("hinder.register.skadet"):
        apne()


def test_et_skrivebeskyttet_sted_gir_rad(apne: Apne, liten_disk: Callable[[str], Path]) -> None:
    disk = liten_disk("size=1m")
    apne(disk / "saker.db").close()
    subprocess.run(["mount", "-o", "remount,ro", disk], check=True)
    with kaster("hinder.register.skrivebeskyttet", match="skrivetilgang"):
        apne(disk / "saker.db")
    with kaster("hinder.register.skrivebeskyttet", match="skrivetilgang"):
        apne(disk / "ny.db")
    with kaster("hinder.register.skrivebeskyttet", match="skrivetilgang"):
        apne(disk / "mappe" / "ny.db")


def test_en_mappe_uten_skrivetilgang_gir_rad(som_vanlig_bruker: Callable[[Path], None], apne: Apne, fil: Path) -> None:
    fil.parent.mkdir()
    som_vanlig_bruker(fil.parent)
    apne().close()
    fil.parent.chmod(0o500)
    try:
        with kaster("hinder.register.skrivebeskyttet", match="skrivetilgang"):
            apne()
        fil.chmod(0o400)
        with kaster("hinder.register.skrivebeskyttet", match="skrivetilgang"):
            apne()
    finally:
        fil.parent.chmod(0o700)


def test_et_sted_som_ikke_kan_vaere_en_mappe_gir_rad(apne: Apne, tmp_path: Path) -> None:
    (tmp_path / "fil").write_text("")
    with pytest.raises(KanIkke, match="Sjekk at mappen finnes"):
        apne(tmp_path / "fil" / "saker.db")


def test_en_full_disk_gir_rad_ved_apning(apne: Apne, liten_disk: Callable[[str], Path]) -> None:
    disk = liten_disk("size=16k")
    with kaster("hinder.register.full", match="Frigjør plass"):
        apne(disk / "saker.db")


def test_den_som_venter_for_lenge_far_vite_det(apne: Apne) -> None:
    en, to = apne(), apne()
    with en.skriver(), kaster("hinder.register.opptatt", match="Prøv igjen"), to.skriver():
        pass
    with to.skriver():
        pass


def test_den_som_apner_mens_en_annen_holder_filen_far_vite_det(apne: Apne, fil: Path) -> None:
    apne().close()
    with closing(sqlite3.connect(fil, isolation_level=None)) as annen:
        annen.execute("PRAGMA journal_mode = DELETE")
        annen.execute("BEGIN EXCLUSIVE")
        with kaster("hinder.register.opptatt", match="Prøv igjen"):
            apne()
        annen.execute("ROLLBACK")
        apne()


def test_en_feil_midt_i_en_skriving_ruller_alt_tilbake(apne: Apne) -> None:
    db = apne()
    with pytest.raises(sqlite3.IntegrityError):  # noqa: PT012, SIM117 - det er blokka som prøves
        with db.skriver():
            db.execute("INSERT INTO slettet (sak, tidspunkt) VALUES ('x', 'y')")
            db.execute("INSERT INTO slettet (sak, tidspunkt) VALUES ('x', NULL)")
    assert db.table("slettet").count == 0
    with db.skriver():
        db.execute("INSERT INTO slettet (sak, tidspunkt) VALUES ('x', 'y')")
    assert db.table("slettet").count == 1


def test_mange_kan_apne_et_nytt_register_samtidig(fil: Path, rot: Path) -> None:
    kode = (
        "import sys; from pathlib import Path; from overforing.register.database import connect\n"
        "sys.stdin.read()\n"
        "db = connect(Path(sys.argv[1]), er_nettverk=lambda _: False, ventetid=60)\n"
        "with db.skriver(): db.execute('INSERT INTO slettet (sak, tidspunkt) VALUES (1, 2)')\n"
        "db.close()"
    )
    barn = [
        subprocess.Popen(
            [sys.executable, "-c", kode, fil],
            stdin=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env={**os.environ, "PYTHONPATH": str(rot / "src")},
        )
        for _ in range(4)
    ]
    for prosess in barn:  # slipp dem løs samtidig
        assert prosess.stdin
        prosess.stdin.close()
        prosess.stdin = None
    for prosess in barn:
        _, feilmelding = prosess.communicate()
        assert prosess.returncode == 0, feilmelding
    with closing(sqlite3.connect(fil)) as conn:
        assert conn.execute("SELECT count(*) FROM slettet").fetchone() == (4,)
