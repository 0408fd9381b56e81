"""Sikkerhetskopiene: tatt av seg selv, prøvd, passe gamle, og lagt tilbake uten at noe går tapt."""

from __future__ import annotations

import errno
import os
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
from feilprover import kaster
from register.registerprover import ID, Apne, Klokke, LagRegister, en_sak

from overforing.hinder import Hindret
from overforing.register import kopi as kopiene
from overforing.register import tilkobling
from overforing.register.database import Register
from overforing.register.kopi import LOGGEN, SAKENE, Kopier
from overforing.register.tilbakelegging import begynn_pa_nytt, innhold, legg_tilbake_alt, legg_tilbake_sak
from overforing.sak.kopi import Registerkopi, Startfunn


@pytest.fixture
def kopier(fil: Path, klokke: Klokke) -> Kopier:
    return Kopier(fil, fil.parent / "sikkerhetskopier", SAKENE, klokke)


def odelegg(fil: Path) -> None:
    with fil.open("r+b") as apen:
        apen.seek(4096)
        apen.write(b"x" * 4096)


def test_en_kopi_om_dagen_hel_og_bare_for_brukeren(kopier: Kopier, lag_register: LagRegister, klokke: Klokke) -> None:
    assert kopier.daglig() is None  # ikke noe å ta kopi av
    kopier.register.parent.mkdir()
    kopier.register.touch()
    assert kopier.daglig() is None  # et annet vindu lager det nå
    kopier.register.unlink()
    register = lag_register()
    assert kopier.daglig() is None  # heller ikke nå
    register.opprett(en_sak())
    ny = kopier.daglig()
    assert ny is not None
    assert kopier.daglig() is None
    klokke.fram(days=1)
    kopier.daglig()
    assert [k.tatt.day for k in kopier.alle()] == [23, 22]
    assert {fil.name for fil in kopier.mappe.iterdir()} == {
        "saker-20261122T094200Z.db",
        "saker-20261123T094200Z.db",
    }
    if os.name == "posix":
        assert ny.fil.stat().st_mode & 0o777 == 0o600
    (rad,) = innhold(kopier, ny, lambda _: True)
    assert (rad.id, rad.nummer, rad.her, rad.uleselig) == (ID, "2026/0417", True, False)


def test_en_slettet_sak_er_borte_fra_kopiene_innen_fjorten_dager(
    kopier: Kopier, lag_register: LagRegister, klokke: Klokke
) -> None:
    register = lag_register()
    register.opprett(en_sak())
    kopier.daglig()
    register.slett(ID)
    slettet = klokke()
    while any(innhold(kopier, k, lambda _: False) for k in kopier.alle()):
        klokke.fram(days=1)
        kopier.daglig()
    assert timedelta(days=13) < klokke() - slettet <= timedelta(days=14)
    assert b"Per" not in b"".join(fil.read_bytes() for fil in kopier.mappe.iterdir())


def test_loggens_kopier_star_sju_dager_fire_uker_og_tolv_maneder(klokke: Klokke) -> None:
    star: list[Registerkopi] = []
    for _ in range(500):
        klokke.fram(days=1)
        i_dag = klokke().date()
        star = [Registerkopi(Path(), klokke()), *star]
        beholdt = set(LOGGEN.behold(star, i_dag))
        star = [kopi for kopi in star if kopi in beholdt]
    dager = [(i_dag - kopi.tatt.date()).days for kopi in star]
    assert dager[:7] == list(range(7))
    assert 18 <= len(dager) <= 7 + 4 + 12
    assert 300 <= dager[-1] <= 366


def test_klokka_som_gar_feil_far_ingen_kopi_til_a_ga(kopier: Kopier, lag_register: LagRegister, klokke: Klokke) -> None:
    lag_register().opprett(en_sak())
    for _ in range(3):
        klokke.fram(days=1)
        kopier.daglig()
    klokke.fram(days=-6000)
    kopier.daglig()
    klokke.fram(days=12000)
    kopier.daglig()
    assert len(kopier.alle()) == 5


@pytest.mark.parametrize("feil", [errno.ENOSPC, errno.EROFS, errno.EACCES, errno.EIO])
@pytest.mark.parametrize("hvor", ["open", "fsync", "replace", "mkdir"])
def test_en_kopi_som_ikke_gar_sies_og_det_som_var_er_der(
    kopier: Kopier, lag_register: LagRegister, klokke: Klokke, monkeypatch: pytest.MonkeyPatch, feil: int, hvor: str
) -> None:
    lag_register().opprett(en_sak())
    if hvor != "mkdir":
        kopier.daglig()
        klokke.fram(days=20)

    def nei(*_: object, **__: object) -> None:
        raise OSError(feil, "nei")

    monkeypatch.setattr(*((Path, hvor) if hvor in ("replace", "mkdir") else (tilkobling.os, hvor)), nei)
    slag = {errno.ENOSPC: "full", errno.EIO: "borte"}.get(feil, "skrivebeskyttet")
    with kaster(f"hinder.kopi.{slag}"):
        kopier.daglig()
    monkeypatch.undo()
    assert len(kopier.alle()) == (hvor != "mkdir")
    assert all(fil.suffix == ".db" for fil in kopier.mappe.glob("*"))
    kopier.ta()


def test_av_et_skadet_register_tas_ingen_kopi_og_de_gamle_star(
    kopier: Kopier, lag_register: LagRegister, klokke: Klokke, fil: Path
) -> None:
    register = lag_register()
    for nr in range(30):
        register.opprett(en_sak(nr))
    register.lukk()
    kopier.daglig()
    odelegg(fil)
    klokke.fram(days=20)
    with kaster("hinder.kopi.skadet"):
        kopier.daglig()
    assert len(kopier.alle()) == 1


def tom_fil(fil: Path) -> None:
    fil.write_bytes(b"")


def nytt_register(fil: Path) -> None:
    fil.unlink()
    from overforing.register.database import connect

    connect(fil, er_nettverk=lambda _: False).close()


def gammelt(fil: Path) -> None:
    with closing(sqlite3.connect(fil)) as conn, conn:
        conn.execute("UPDATE saker SET endret = '2020-01-01T00:00:00.000000+00:00'")


@pytest.mark.parametrize(
    ("skjedd", "hva"),
    [
        (Path.unlink, Startfunn.MANGLER),
        (tom_fil, Startfunn.MANGLER),
        (nytt_register, Startfunn.TOMT),
        (gammelt, Startfunn.ELDRE),
        (lambda fil: fil.write_bytes(b"ikke en database" * 100), Startfunn.SKADET),
    ],
    ids=["borte", "tom fil", "nytt", "eldre", "skadet"],
)
def test_et_register_som_ikke_er_som_sist_fortelles_og_kan_hentes_fram(
    kopier: Kopier,
    apne: Apne,
    lag_register: LagRegister,
    klokke: Klokke,
    fil: Path,
    skjedd: Callable[[Path], object],
    hva: Startfunn,
) -> None:
    register = lag_register()
    register.opprett(en_sak())
    nyeste = kopier.daglig()
    register.lukk()
    assert kopier.funn() is None
    skjedd(fil)
    assert nyeste is not None
    assert kopier.funn() == (hva, nyeste)
    klokke.fram(minutes=1)
    var = fil.read_bytes() if fil.is_file() else b""
    legg_tilbake_alt(kopier, nyeste, apne)
    assert lag_register().les(ID).sak == en_sak()
    assert kopier.funn() is None
    if hva is Startfunn.SKADET:
        assert next(kopier.mappe.glob("saker-skadet-*.db")).read_bytes() == var
    elif var:
        assert kopier.alle()[0].bytte


@pytest.mark.parametrize(("skjedd", "hva"), [(Path.unlink, Startfunn.TOMT), (gammelt, Startfunn.ELDRE)])
def test_en_tilbakelegging_som_stanses_skjuler_ikke_det_som_er_galt(
    kopier: Kopier,
    apne: Apne,
    lag_register: LagRegister,
    klokke: Klokke,
    fil: Path,
    monkeypatch: pytest.MonkeyPatch,
    skjedd: Callable[[Path], object],
    hva: Startfunn,
) -> None:
    register = lag_register()
    register.opprett(en_sak())
    nyeste = kopier.daglig()
    register.lukk()
    assert nyeste is not None
    skjedd(fil)
    klokke.fram(minutes=1)
    with kaster("feil.kopi.alt_forst"):
        legg_tilbake_sak(kopier, nyeste, ID, apne, klokke())

    def full(*_: object) -> None:
        raise Hindret("hinder.register.full", fil=fil.name)

    with monkeypatch.context() as patch, kaster("hinder.register.full"):
        patch.setattr(Register, "erstatt_med", full)
        legg_tilbake_alt(kopier, nyeste, apne)
    assert kopier.funn() == (hva, nyeste)
    klokke.fram(minutes=1)
    legg_tilbake_alt(kopier, nyeste, apne)
    assert kopier.funn() is None


def test_den_som_sier_at_registeret_skal_gjelde_spores_ikke_igjen(
    kopier: Kopier, apne: Apne, lag_register: LagRegister, klokke: Klokke, fil: Path
) -> None:
    lag_register().opprett(en_sak())
    kopier.daglig()
    fil.unlink()
    klokke.fram(minutes=1)
    begynn_pa_nytt(kopier, apne)
    assert kopier.funn() is None
    assert len(kopier.alle()) == 2


def test_en_sak_legges_tilbake_og_resten_er_som_for(
    kopier: Kopier, apne: Apne, lag_register: LagRegister, klokke: Klokke
) -> None:
    register = lag_register()
    register.opprett(en_sak(1, notat="slik den var"), {"notat": "halvt"}, merkelapp="grønn")
    register.ny_revisjon(en_sak(1).id, "lukket")
    register.opprett(en_sak(2))
    kopi = kopier.daglig()
    assert kopi is not None
    versjon = register.lagre_utkast(en_sak(1, notat="ødelagt"), {}, 1)
    register.slett(en_sak(2).id)
    klokke.fram(minutes=1)
    for nr in (1, 2):
        legg_tilbake_sak(kopier, kopi, en_sak(nr).id, apne, klokke())
    lagret = register.les(en_sak(1).id)
    assert (lagret.sak.notat, lagret.raa, lagret.merkelapp) == ("slik den var", {"notat": "halvt"}, "grønn")
    assert lagret.versjon > versjon
    assert len(register.revisjoner(en_sak(1).id)) == 1
    assert register.les(en_sak(2).id).sak == en_sak(2)
    for_ = kopier.alle()[0]
    assert not for_.bytte
    assert {rad.id for rad in innhold(kopier, for_, register.finnes)} >= {en_sak(1).id}


def test_en_uleselig_sak_i_kopien_legges_ikke_tilbake(
    kopier: Kopier, apne: Apne, lag_register: LagRegister, klokke: Klokke
) -> None:
    register = lag_register()
    register.opprett(en_sak(1))
    register.opprett(en_sak(2))
    apne().execute("UPDATE saker SET json = CAST(x'ff' AS TEXT) WHERE id = ?", [en_sak(2).id])
    kopi = kopier.ta()
    assert [rad.uleselig for rad in innhold(kopier, kopi, register.finnes)] == [True, False]
    with kaster("feil.kopi.uleselig_sak"):
        legg_tilbake_sak(kopier, kopi, en_sak(2).id, apne, klokke())
    legg_tilbake_sak(kopier, kopi, en_sak(1).id, apne, klokke())


def test_kopien_er_urort_av_a_ses_i_ogsa_nar_den_er_av_et_eldre_register(
    kopier: Kopier, fil: Path, apne: Apne, lag_register: LagRegister, klokke: Klokke
) -> None:
    from register.test_migrations import ELDRE, legg

    legg(ELDRE[0], fil)
    kopi = kopier.ta()
    for_ = kopi.fil.read_bytes()
    (rad,) = innhold(kopier, kopi, lambda _: False)
    assert rad.id == ID
    fil.unlink()
    legg_tilbake_alt(kopier, kopi, apne)
    assert lag_register().les(ID).versjon == 3
    assert kopi.fil.read_bytes() == for_


def test_mens_en_annen_skriver_byttes_ingenting(
    kopier: Kopier, apne: Apne, lag_register: LagRegister, klokke: Klokke
) -> None:
    lag_register().opprett(en_sak())
    kopi = kopier.ta()
    klokke.fram(minutes=1)
    annen: Register = apne()
    annen.conn.execute("BEGIN IMMEDIATE")
    with kaster("hinder.register.opptatt"):
        legg_tilbake_alt(kopier, kopi, apne)
    annen.conn.execute("ROLLBACK")
    legg_tilbake_alt(kopier, kopi, apne)


def test_filen_alene_holder_etter_den_forste_okten(apne: Apne, lag_register: LagRegister, fil: Path) -> None:
    db = apne()
    lag_register(db=db).opprett(en_sak())
    db.hvil()
    alene = fil.with_name("alene.db")
    alene.write_bytes(fil.read_bytes())
    assert lag_register(db=apne(alene)).les(ID).sak == en_sak()


def test_navnene_er_ikke_til_a_ta_feil_av(kopier: Kopier, lag_register: LagRegister) -> None:
    lag_register().opprett(en_sak())
    kopier.ta()
    for navn in ("saker-20261322T094200Z.db", "saker-20261122T094200Z.db.bak", "mottak-20261122T094200Z.db"):
        (kopier.mappe / navn).write_bytes(b"")
    assert len(kopier.alle()) == 1
    assert kopiene.MAPPE == "sikkerhetskopier"
