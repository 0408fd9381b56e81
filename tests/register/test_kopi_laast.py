"""Kopiene av et låst register: låst med samme nøkkel, og til å se i og legge tilbake når den er her."""

from __future__ import annotations

import os
import signal
from pathlib import Path

import pytest
from gyldige_saker import KOMMUNER
from register.registerprover import Klokke, en_sak, ukjent

from overforing.feil import KanIkke
from overforing.hinder import Hindret
from overforing.register.database import connect
from overforing.register.kjedekontroll import merkene_i_kopien
from overforing.register.kopi import LOGGEN, SAKENE, Kopier
from overforing.register.kryptering import Filslag, filslag
from overforing.register.migrations import SAKER
from overforing.register.mottakstabeller import MOTTAK
from overforing.register.omskriving import skriv_om
from overforing.register.saker import Saksregister
from overforing.register.tilbakelegging import innhold, legg_tilbake_alt, legg_tilbake_sak
from overforing.sak.kopi import Startfunn

NOKKEL = "5b" * 32
ANNEN = "c7" * 32
FAKTA = "Per Ås".encode()


@pytest.fixture
def klokke() -> Klokke:
    return Klokke()


@pytest.fixture
def kopier(tmp_path: Path, klokke: Klokke) -> Kopier:
    """Et låst register med en sak, og nøkkelen til det."""
    fil = tmp_path / "saker.db"
    db = connect(fil, NOKKEL, na=klokke, er_nettverk=lambda _: False)
    register = Saksregister(db, kommuner=KOMMUNER, na=klokke, bruker="Kari Moen", kjennetegn=ukjent)
    register.opprett(en_sak())
    register.lukk()
    return _kopier(fil, klokke, NOKKEL)


def _kopier(fil: Path, klokke: Klokke, key: str | None) -> Kopier:
    def nokkel(f: Path) -> str | None:
        return None if filslag(f) is Filslag.APEN else key

    return Kopier(fil, fil.parent / "sikkerhetskopier", SAKENE, klokke, nokkel)


def _antall(fil: Path, key: str | None) -> int:
    db = connect(fil, key, skjema=SAKER, er_nettverk=lambda _: False)
    (antall,) = db.execute("SELECT count(*) FROM saker").fetchone()
    db.close()
    return antall


def _tom(kopier: Kopier, key: str | None) -> None:
    db = connect(kopier.register, key, skjema=SAKER, er_nettverk=lambda _: False)
    with db.skriver():
        db.execute("DELETE FROM saker")
    db.close()


def test_kopien_er_laast_og_kan_ses_i_og_legges_tilbake(kopier: Kopier, klokke: Klokke) -> None:
    kopi = kopier.daglig()
    assert kopi is not None
    assert filslag(kopi.fil) is Filslag.LAAST
    assert FAKTA not in kopi.fil.read_bytes()
    assert kopier.alle() == (kopi,)
    (rad,) = innhold(kopier, kopi, lambda _: False)
    assert not rad.uleselig
    klokke.fram(minutes=1)
    db = connect(kopier.register, NOKKEL, skjema=SAKER, er_nettverk=lambda _: False)
    Saksregister(db, kommuner=KOMMUNER, na=klokke, bruker="Kari Moen", kjennetegn=ukjent).slett(rad.id)
    db.close()
    legg_tilbake_sak(kopier, kopi, rad.id, lambda: connect(kopier.register, NOKKEL), klokke())
    assert _antall(kopier.register, NOKKEL) == 1
    assert {filslag(k.fil) for k in kopier.alle()} == {Filslag.LAAST}


@pytest.mark.parametrize(("kopien", "na"), [(NOKKEL, NOKKEL), (None, NOKKEL), (NOKKEL, None)])
def test_alt_kan_legges_tilbake_ogsa_over_laasen(
    kopier: Kopier, klokke: Klokke, kopien: str | None, na: str | None
) -> None:
    kopi = kopier.ta()
    if kopien is None:  # tatt før låsen ble slått på, på en disk som ikke var koblet til
        skriv_om(kopi.fil, NOKKEL, None)
    _tom(kopier, NOKKEL)
    if na is None:
        skriv_om(kopier.register, NOKKEL, None)
    klokke.fram(minutes=1)
    legg_tilbake_alt(kopier, kopi, lambda: connect(kopier.register, na, er_nettverk=lambda _: False))
    assert _antall(kopier.register, na) == 1
    assert not list(kopier.register.parent.glob("*.uferdig*"))


def test_et_odelagt_laast_register_byttes_ut_med_kopien(kopier: Kopier, klokke: Klokke) -> None:
    kopi = kopier.ta()
    data = bytearray(kopier.register.read_bytes())
    data[20:60] = bytes(40)
    kopier.register.write_bytes(data)
    funn = kopier.funn()
    assert funn is not None
    assert funn[0] is Startfunn.SKADET
    legg_tilbake_alt(kopier, kopi, lambda: connect(kopier.register, NOKKEL, er_nettverk=lambda _: False))
    assert _antall(kopier.register, NOKKEL) == 1
    assert filslag(kopier.register) is Filslag.LAAST


@pytest.mark.parametrize(("key", "sagt"), [(None, "laast"), (ANNEN, "feil_nokkel")])
def test_uten_nokkelen_sies_det_og_aldri_skadet(kopier: Kopier, klokke: Klokke, key: str | None, sagt: str) -> None:
    kopi = kopier.ta()
    uten = _kopier(kopier.register, klokke, key)
    assert uten.funn() is None
    klokke.fram(minutes=1)
    for gjor in (uten.ta, lambda: innhold(uten, kopi, lambda _: False)):
        with pytest.raises(KanIkke) as feil:
            gjor()
        assert feil.value.melding.nokkel == f"feil.register.{sagt}"
    assert kopier.alle() == (kopi,)


def test_merkene_i_en_laast_kopi_av_loggen(tmp_path: Path, klokke: Klokke) -> None:
    fil = tmp_path / "mottak.db"
    connect(fil, NOKKEL, skjema=MOTTAK, er_nettverk=lambda _: False).close()
    kopi = Kopier(fil, tmp_path / "k", LOGGEN, klokke, lambda _: NOKKEL).ta()
    assert [merke.nr for merke in merkene_i_kopien(kopi.fil, NOKKEL)] == [0]
    with pytest.raises(KanIkke) as feil:
        list(merkene_i_kopien(kopi.fil))
    assert feil.value.melding.nokkel == "feil.register.laast"


@pytest.mark.skipif(os.name != "posix", reason="grensen for hvor stor en fil kan bli, er POSIX")
def test_en_laast_kopi_det_ikke_er_plass_til_sies_med_rad_og_ingenting_ligger_igjen(kopier: Kopier) -> None:
    import resource

    myk, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    forte = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    try:
        for byte in range(0, kopier.register.stat().st_size, 4096):
            resource.setrlimit(resource.RLIMIT_FSIZE, (byte, hard))
            with pytest.raises(Hindret):
                kopier.ta()
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (myk, hard))
        signal.signal(signal.SIGXFSZ, forte)
    assert kopier.alle() == ()
    assert list(kopier.mappe.iterdir()) == []
    assert kopier.ta().fil.is_file()
