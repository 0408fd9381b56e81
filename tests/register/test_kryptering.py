"""Låste filer: hva som åpner dem, hva som sies når nøkkelen ikke passer, og at ingenting av sakene står i klartekst."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from feilprover import kaster
from register.registerprover import Apne, LagRegister, en_sak

from overforing.hinder import Hindret
from overforing.register import kryptering, omskriving
from overforing.register.kryptering import OMSKRIVES, Filslag, filslag
from overforing.register.mottakstabeller import MOTTAK
from overforing.register.omskriving import STEG, finn, passer, skriv_om
from overforing.register.tilkobling import tilkobling

NOKKEL = "0123456789abcdef" * 4
EN_ANNEN = "fedcba9876543210" * 4
FAKTA = (b"Per \xc3\x85s", b"Ola Hov", b"Uten penger til mat", b"2026/0417")


def klartekst(mappe: Path) -> set[str]:
    """Filene i mappen der noe av saken kan leses rett fram."""
    return {f.name for f in mappe.rglob("*") if f.is_file() and any(ord_ in f.read_bytes() for ord_ in FAKTA)}


@pytest.fixture
def med_sak(apne: Apne, lag_register: LagRegister, fil: Path) -> Path:
    """Et åpent register med en sak, lukket igjen, og en kopi av det ved siden av."""
    db = apne()
    register = lag_register(db=db)
    register.opprett(en_sak())
    register.ny_revisjon(en_sak().id, "lukket")
    db.close()
    fil.with_name("saker.db.skjema3-x.bak").write_bytes(fil.read_bytes())
    return fil


def test_en_last_fil_apnes_bare_med_nokkelen(apne: Apne, lag_register: LagRegister, fil: Path) -> None:
    db = apne(key=NOKKEL)
    register = lag_register(db=db)
    register.opprett(en_sak())
    assert db.laast
    assert filslag(fil) is Filslag.LAAST
    assert [rad.id for rad in register.liste("Per Ås")] == [en_sak().id]
    assert klartekst(fil.parent) == set(), "også mens den er åpen, med -wal og -shm"
    db.close()
    with kaster("feil.register.laast", match="gjenopprettingsarket"):
        apne()
    with kaster("feil.register.feil_nokkel", match="saker.db"):
        apne(key=EN_ANNEN)
    assert lag_register(db=apne(key=NOKKEL)).les(en_sak().id).sak == en_sak()


def test_en_last_fil_kan_begynne_med_hva_som_helst(tmp_path: Path) -> None:
    fil, rest = tmp_path / "x.db", bytes(range(256)) * 16
    for hode, slag in ((b"PK", Filslag.LAAST), (b"PK\x03\x04", Filslag.UKJENT), (b"%PDF-", Filslag.UKJENT)):
        fil.write_bytes((hode + rest)[:4096])
        assert filslag(fil) is slag


def test_ingen_apner_en_fil_mens_den_kjennes_pa(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ellers slippes låsene SQLite nettopp tok, når filen lukkes etter å være lest."""
    slapp_til: list[bool] = []

    def apne() -> None:
        slapp_til.append(kryptering.PORTEN.acquire(blocking=False))
        if slapp_til[-1]:
            kryptering.PORTEN.release()

    def er_apen(_: Path) -> bool:
        trad = threading.Thread(target=apne)
        trad.start()
        trad.join()
        return False

    monkeypatch.setattr(kryptering, "er_apen", er_apen)
    (tmp_path / "x").write_bytes(b"x")
    filslag(tmp_path / "x")
    assert slapp_til == [False]


def test_en_tekst_som_ikke_er_utf8_blir_med_slik_den_er(med_sak: Path) -> None:
    with closing(tilkobling(str(med_sak), 1)) as conn:
        conn.execute("UPDATE saker SET endret_av = CAST(x'4bff' AS TEXT)")
    skriv_om(med_sak, None, NOKKEL)
    with closing(tilkobling(str(med_sak), 1, NOKKEL)) as conn:
        assert conn.execute("SELECT hex(endret_av) FROM saker").fetchone() == ("4BFF",)


@pytest.mark.parametrize("key", [None, NOKKEL], ids=["åpen", "låst"])
def test_det_som_slettes_gar_ogsa_ut_av_kopier_laasen_ikke_nadde(
    apne: Apne, lag_register: LagRegister, med_sak: Path, key: str | None
) -> None:
    """En kopi som er låst med noe annet, står: den kan være hel. Den hindrer ikke at resten ryddes."""
    kopi, fremmed = med_sak.with_name("saker.db.skjema3-x.bak"), med_sak.with_name("saker.db.skjema2-x.bak")
    fremmed.write_bytes(kopi.read_bytes())
    skriv_om(fremmed, None, EN_ANNEN)
    if key:
        skriv_om(med_sak, None, key)
    db = apne(key=key)
    lag_register(db=db).slett(en_sak().id)
    assert antall_saker(kopi, None) == 0
    assert passer(fremmed, EN_ANNEN)
    assert db.execute("SELECT ryddet FROM slettet").fetchone() == (0,), "prøves igjen"
    db.close()
    assert klartekst(med_sak.parent) == set()


def test_en_apen_fil_apnes_ikke_som_last(apne: Apne, med_sak: Path) -> None:
    with kaster("feil.register.ikke_laast", match="ikke låst"):
        apne(key=NOKKEL)


@pytest.mark.parametrize("nokkel", ["hemmelig", "00", "'; DROP TABLE saker; --"])
def test_bare_32_byte_er_en_nokkel(tmp_path: Path, nokkel: str) -> None:
    with pytest.raises(ValueError, match=r"byte|hexadecimal"):
        tilkobling(str(tmp_path / "x"), 0.1, nokkel)


def test_loggen_kan_lases_med_soket_i_seg(apne: Apne, fil: Path) -> None:
    """FTS5, vernet mot sletting og numrene er der etter at filen er skrevet om begge veier."""
    db = apne(skjema=MOTTAK)
    for_ = db.execute("SELECT name, sql FROM sqlite_master ORDER BY name").fetchall()
    db.close()
    skriv_om(fil, None, NOKKEL)
    db = apne(skjema=MOTTAK, key=NOKKEL)
    assert db.execute("SELECT name, sql FROM sqlite_master ORDER BY name").fetchall() == for_
    db.close()
    skriv_om(fil, NOKKEL, None)
    assert apne(skjema=MOTTAK).execute("SELECT name, sql FROM sqlite_master ORDER BY name").fetchall() == for_


def test_alt_er_med_nar_filen_lases_og_ingenting_ligger_igjen(
    apne: Apne, lag_register: LagRegister, med_sak: Path
) -> None:
    assert klartekst(med_sak.parent) == {"saker.db", "saker.db.skjema3-x.bak"}
    for fil in finn(med_sak.parent, Filslag.APEN):
        skriv_om(fil, None, NOKKEL)
    assert klartekst(med_sak.parent) == set()
    assert {f.name for f in med_sak.parent.iterdir()} == {"saker.db", "saker.db.skjema3-x.bak"}
    register = lag_register(db=apne(key=NOKKEL))
    assert register.les(en_sak().id).sak == en_sak()
    assert len(register.revisjoner(en_sak().id)) == 1
    register.slett(en_sak().id)  # også i kopien, som er låst den også
    with tilkobling(str(med_sak.with_name("saker.db.skjema3-x.bak")), 1, NOKKEL) as kopi:
        assert kopi.execute("SELECT count(*) FROM saker").fetchone() == (0,)


class Avbrutt(Exception):
    pass


@pytest.mark.parametrize("steg", STEG)
@pytest.mark.parametrize(("fra", "til"), [(None, NOKKEL), (NOKKEL, None)], ids=["på", "av"])
def test_avbrutt_pa_et_steg_star_en_hel_fil(med_sak: Path, steg: str, fra: str | None, til: str | None) -> None:
    if fra:
        skriv_om(med_sak, None, fra)

    def avbryt(naa: str) -> None:
        if naa == steg:
            raise Avbrutt

    with pytest.raises(Avbrutt):
        skriv_om(med_sak, fra, til, underveis=avbryt)
    gjelder = til if STEG.index(steg) >= STEG.index("byttet") else fra
    assert passer(med_sak, gjelder)
    assert {f.name for f in med_sak.parent.iterdir()} == {"saker.db", "saker.db.skjema3-x.bak"}
    skriv_om(med_sak, gjelder, til)
    assert antall_saker(med_sak, til) == 1


def antall_saker(fil: Path, key: str | None) -> int:
    conn = tilkobling(str(fil), 1, key)
    try:
        assert conn.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        return int(conn.execute("SELECT count(*) FROM saker").fetchone()[0])
    finally:
        conn.close()


DREPT = """
import os, signal, sys
from pathlib import Path
from overforing.register.omskriving import skriv_om
fra, til = (None if n == "-" else n for n in sys.argv[3:5])
skriv_om(Path(sys.argv[1]), fra, til, underveis=lambda s: s == sys.argv[2] and os.kill(os.getpid(), signal.SIGKILL))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows har ikke SIGKILL")
@pytest.mark.parametrize("steg", ["kopiert", "provd", "byttet"])
def test_drept_star_en_hel_fil_og_resten_ryddes(apne: Apne, med_sak: Path, steg: str) -> None:
    """Av-veien: det som blir liggende, er da i klartekst, og skal bort når registeret åpnes igjen."""
    skriv_om(med_sak, None, NOKKEL)
    svar = subprocess.run([sys.executable, "-c", DREPT, str(med_sak), steg, NOKKEL, "-"], check=False)
    assert svar.returncode < 0
    rest = med_sak.with_name(med_sak.name + OMSKRIVES)
    gjelder = None if steg == "byttet" else NOKKEL
    assert rest.exists() is (steg != "byttet")
    assert antall_saker(med_sak, gjelder) == 1
    apne(key=gjelder).close()
    assert not rest.exists()


def test_en_fil_som_ikke_ble_lik_settes_ikke_inn(med_sak: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ekte = omskriving.eksporter

    def glemsk(gammel: sqlite3.Connection, ny: Path, til: str | None) -> None:
        ekte(gammel, ny, til)
        conn = tilkobling(str(ny), 1, til)
        conn.execute("UPDATE saker SET endret_av = endret_av || ' '")
        conn.close()

    monkeypatch.setattr(omskriving, "eksporter", glemsk)
    with pytest.raises(Hindret):
        skriv_om(med_sak, None, NOKKEL)
    assert filslag(med_sak) is Filslag.APEN


@pytest.fixture
def annet_program(med_sak: Path) -> Iterator[Callable[[], None]]:
    kode = "import sqlite3,sys;c=sqlite3.connect(sys.argv[1]);c.execute('PRAGMA journal_mode=wal');" + (
        "c.execute('SELECT count(*) FROM saker').fetchone();print(flush=True);input()"
    )
    pros = subprocess.Popen(
        [sys.executable, "-c", kode, str(med_sak)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert pros.stdout
    pros.stdout.readline()
    yield lambda: None
    pros.kill()
    pros.communicate()


@pytest.mark.usefixtures("annet_program")
def test_en_fil_i_bruk_skrives_ikke_om(apne: Apne, med_sak: Path) -> None:
    with kaster("hinder.register.opptatt"):
        skriv_om(med_sak, None, NOKKEL, ventetid=0.1)
    apne()
    with kaster("hinder.register.opptatt"):
        skriv_om(med_sak, None, NOKKEL, ventetid=0.1)
    assert filslag(med_sak) is Filslag.APEN


def test_en_skadet_side_i_en_last_fil_merkes(apne: Apne, lag_register: LagRegister, fil: Path) -> None:
    lag_register(db=(db := apne(key=NOKKEL))).opprett(en_sak())
    db.close()
    data = bytearray(fil.read_bytes())
    data[3 * 4096 + 17] ^= 1
    fil.write_bytes(data)
    with kaster("hinder.register.skadet"):
        apne(key=NOKKEL)
