"""Tilgangsloggen: det som føres, står, en gammel del går hel og ført, og det noen gjør med den utenom, finnes."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from las.lasprover import Minnering, to_grupper
from register.registerprover import Klokke

from overforing.feil import KanIkke
from overforing.las.las import Las
from overforing.mottak.kontrollsvar import Funn
from overforing.mottak.tilgang import Gjort, Hvem
from overforing.register.database import Register, connect
from overforing.register.kopi import TILGANGEN, Kopier
from overforing.register.laas import Laas
from overforing.register.tilgangskontroll import kontroller, summer
from overforing.register.tilgangslogg import Tilgangslogg, summen
from overforing.register.tilgangstabeller import TILGANG
from overforing.sak.kopi import Startfunn

INE, TOR = Hvem("Ine Aune", "ineau"), Hvem("Tor Hegg", "torhe")
NOKKEL = "5b" * 32


def apne(fil: Path, key: str | None = None) -> Register:
    return connect(fil, key, skjema=TILGANG, er_nettverk=lambda _: False)


def funn(fil: Path, kopi: dict[int, str] | None = None) -> set[str]:
    with closing(apne(fil)) as db:
        return {ett.nokkel for ett in kontroller(db, kopi)}


def fyll(fil: Path, klokke: Klokke, key: str | None = None, maaneder: int = 24) -> Tilgangslogg:
    """En logg med noe i tre måneder."""
    logg = Tilgangslogg(lambda _: apne(fil, key), klokke, lambda: maaneder)
    for _ in range(3):
        logg.noter(INE, Gjort.APNET, (2026, 1))
        klokke.fram(minutes=5)
        logg.noter(TOR, Gjort.SOKT)
        logg.noter(TOR, Gjort.APNET, (2026, 2))
        klokke.fram(days=31)
    return logg


@pytest.fixture(scope="module")
def mal(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """En logg der den første måneden er tatt bort etter tiden, og to står."""
    fil, klokke = tmp_path_factory.mktemp("mal") / "tilgang.db", Klokke()
    fyll(fil, klokke).lukk()
    klokke.fram(days=-31)
    logg = Tilgangslogg(lambda _: apne(fil), klokke, lambda: 1)
    logg.noter(INE, Gjort.EKSPORTERT)
    logg.lukk()
    return fil


@pytest.fixture
def fil(mal: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(mal, tmp_path / "tilgang.db"))


def test_den_sier_hvem_hva_og_nar_og_egne_er_bare_ens_egne(tmp_path: Path) -> None:
    logg = fyll(tmp_path / "tilgang.db", Klokke())
    forste = logg.om((2026, 1))[-1]
    assert (forste.hvem, forste.gjort, forste.aar, forste.journalnr) == (INE, Gjort.APNET, 2026, 1)
    assert {o.hvem for o in logg.egne(TOR)} == {TOR}
    assert [o.gjort for o in logg.egne(INE)][-2:] == [Gjort.APNET, Gjort.BEGYNT]
    logg.lukk()
    assert funn(tmp_path / "tilgang.db") == set()


def test_en_gammel_del_gar_hel_og_summen_star(fil: Path, mal: Path) -> None:
    with closing(sqlite3.connect(fil)) as conn:
        ((del_, fra, til),) = conn.execute("SELECT del, fra, til FROM deler").fetchall()
        assert (del_, fra, til) == ("2026-11", 1, 4)
        assert conn.execute("SELECT min(nr) FROM oppslag").fetchone() == (5,)
        assert conn.execute("SELECT count(*) FROM oppslag WHERE gjort = 'fjernet' AND grunn = '2026-11'").fetchone()[0]
    assert funn(fil) == set()
    assert b"2026-11-22T" not in fil.read_bytes(), "heller ikke mellom sidene"


def test_klokka_stilt_fram_fjerner_ingenting_den_dagen(tmp_path: Path) -> None:
    klokke, fil = Klokke(), tmp_path / "tilgang.db"
    logg = fyll(fil, klokke)
    klokke.fram(days=3650)
    logg.noter(INE, Gjort.SOKT)
    logg.noter(INE, Gjort.SOKT)
    assert logg.om((2026, 1))
    logg.lukk()


def utenom(fil: Path, *sql: str) -> None:
    """Filen endret utenom programmet, av en som kan alt: sperrene er borte imens, og er så der igjen."""
    with closing(sqlite3.connect(fil, isolation_level=None)) as conn:
        vern = conn.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
        for navn, _ in vern:
            conn.execute(f"DROP TRIGGER {navn}")
        for en in sql:
            conn.execute(en)
        for _, laget in vern:
            conn.execute(laget)


@pytest.mark.parametrize(
    ("sql", "sagt"),
    [
        (["UPDATE oppslag SET navn = 'Siv Moen' WHERE nr = 6"], "tilgang_endret"),
        (["UPDATE oppslag SET journalnr = 9 WHERE nr = 5"], "tilgang_endret"),
        (["DELETE FROM oppslag WHERE nr = 6"], "tilgang_hull"),
        (["DELETE FROM oppslag WHERE nr = (SELECT max(nr) FROM oppslag)"], "tilgang_slutt"),
        (["DELETE FROM oppslag WHERE del = '2026-12'"], "tilgang_hull"),
        (["DELETE FROM deler"], "tilgang_hull"),
        (["UPDATE deler SET sum = '00'"], "tilgang_brutt"),
        (["UPDATE deler SET fra = 2"], "tilgang_del"),
        (["UPDATE deler SET fjernet = 5"], "tilgang_del"),
        (["DELETE FROM sqlite_sequence"], "tilgang_slutt"),
        (["DROP TABLE deler", "CREATE TABLE deler (del TEXT)"], "tilgang_skjema_endret"),
        (["CREATE TRIGGER ny AFTER INSERT ON oppslag BEGIN SELECT 1; END"], "tilgang_skjema_fremmed"),
    ],
)
def test_det_noen_gjor_med_den_finnes(fil: Path, sql: list[str], sagt: str) -> None:
    if sql[0].startswith("DROP TABLE"):  # sperrene på den følger med
        with closing(sqlite3.connect(fil, isolation_level=None)) as conn:
            for en in sql:
                conn.execute(en)
    else:
        utenom(fil, *sql)
    assert sagt in funn(fil)


def test_en_maned_tatt_bort_med_plassen_sin_men_uten_at_det_er_fort(fil: Path) -> None:
    """Også når den som gjør det, skriver raden i ``deler`` selv, med rett sum."""
    utenom(
        fil,
        "INSERT INTO deler SELECT '2026-12', min(nr), max(nr), "
        "(SELECT sum FROM oppslag WHERE del = '2026-12' ORDER BY nr DESC LIMIT 1), 999 "
        "FROM oppslag WHERE del = '2026-12'",
        "DELETE FROM oppslag WHERE del = '2026-12'",
    )
    assert "tilgang_del" in funn(fil)


def test_alt_regnet_om_finnes_mot_kopien(fil: Path, mal: Path) -> None:
    with closing(sqlite3.connect(fil, isolation_level=None)) as conn:
        conn.row_factory = sqlite3.Row
        rader = conn.execute("SELECT * FROM oppslag ORDER BY nr").fetchall()
    forrige, sql = rader[0]["forrige"], []
    for rad in rader:
        ny = dict(rad) | {"konto": "sivmo"}
        sum_ = summen(ny["nr"], ny, forrige)
        sql.append(f"UPDATE oppslag SET konto = 'sivmo', forrige = '{forrige}', sum = '{sum_}' WHERE nr = {ny['nr']}")
        forrige = sum_
    utenom(fil, *sql)
    with closing(sqlite3.connect(mal)) as kopi:
        i_kopien = summer(kopi)
    assert funn(fil) == set(), "kjeden alene er ikke nok"
    assert funn(fil, i_kopien) == {"tilgang_annen"}
    assert funn(mal, i_kopien) == set()


@pytest.mark.parametrize(
    "sql", ["DELETE FROM oppslag", "UPDATE oppslag SET navn = ''", "DELETE FROM deler", "UPDATE deler SET sum = ''"]
)
def test_databasen_sier_nei_til_a_endre_den(fil: Path, sql: str) -> None:
    with closing(sqlite3.connect(fil)) as conn, pytest.raises(sqlite3.IntegrityError, match="bare legges til i"):
        conn.execute(sql)


def test_last_er_ingen_navn_i_klartekst(tmp_path: Path) -> None:
    klokke = Klokke()
    logg = fyll(tmp_path / "tilgang.db", klokke, NOKKEL)
    kopier = Kopier(tmp_path / "tilgang.db", tmp_path / "kopier", TILGANGEN, klokke, lambda _: NOKKEL)
    assert kopier.daglig() is not None
    innhold = b"".join(f.read_bytes() for f in tmp_path.rglob("*") if f.is_file())
    logg.lukk()
    assert len(innhold) > 20_000
    assert not [ord_ for ord_ in (b"Ine Aune", b"torhe", b"apnet", b"2026-1") if ord_ in innhold]


def test_en_uleselig_linje_skjuler_ikke_de_andre(fil: Path) -> None:
    utenom(fil, "UPDATE oppslag SET gjort = 'noe annet', tidspunkt = 'i går' WHERE nr = 5")
    logg = Tilgangslogg(lambda _: apne(fil), Klokke(), lambda: 24)
    assert [o.gjort for o in logg.om((2026, 1))] == [Gjort.APNET, Gjort.UKJENT]
    logg.lukk()


def test_lasen_skriver_den_om_begge_veier(tmp_path: Path) -> None:
    las, fil = Las(tmp_path, Minnering()), tmp_path / "tilgang.db"
    fyll(fil, Klokke()).lukk()
    las.sla_pa(to_grupper(las))
    assert las.tilstand().laaste == ("tilgang.db",)
    assert b"Ine Aune" not in fil.read_bytes()
    with closing(apne(fil, las.nokkel_for(fil))) as db:
        assert list(kontroller(db)) == []
    las.sla_av()
    assert funn(fil) == set()


@pytest.fixture
def kopier(fil: Path, tmp_path: Path) -> Kopier:
    klokke = Klokke()
    klokke.fram(days=90)
    kopier = Kopier(fil, tmp_path / "kopier", TILGANGEN, klokke)
    kopier.ta()
    return kopier


@pytest.mark.parametrize(
    ("gjor", "hva"),
    [
        (Path.unlink, Startfunn.MANGLER),
        (lambda f: f.write_bytes(b""), Startfunn.MANGLER),
        (lambda f: f.write_bytes(b"tull" * 5000), Startfunn.SKADET),
        (lambda f: utenom(f, "DELETE FROM oppslag"), Startfunn.TOMT),
        (lambda f: utenom(f, "DELETE FROM oppslag WHERE nr > 6"), Startfunn.ELDRE),
    ],
)
def test_mangler_tom_eldre_eller_skadet_sies(
    kopier: Kopier, fil: Path, gjor: Callable[[Path], object], hva: Startfunn
) -> None:
    assert kopier.funn() is None
    gjor(fil)
    svar = kopier.funn()
    assert svar is not None
    assert svar[0] is hva


def test_pa_en_nettverksmappe_er_den_apen_bare_mens_det_fores(tmp_path: Path) -> None:
    klokke, fil = Klokke(), tmp_path / "tilgang.db"

    def pa_nett(_: bool) -> Register:
        return connect(fil, skjema=TILGANG, na=klokke, er_nettverk=lambda _: True)

    logg = Tilgangslogg(pa_nett, klokke, lambda: 24)
    logg.noter(INE, Gjort.SOKT)
    en_annen = Laas.prov(fil, "Tor Hegg", klokke)
    assert isinstance(en_annen, Laas), "den er sluppet"
    logg.venter = 0.2
    with pytest.raises(KanIkke, match="Tor Hegg"):
        logg.noter(INE, Gjort.SOKT)
    en_annen.slipp()
    logg.noter(INE, Gjort.SOKT)
    assert len(logg.egne(INE)) == 3


def test_funnene_har_en_setning_pa_begge_malformer() -> None:
    from mottak.mottakprover import PROGRAM

    from overforing.mottak.kontrollsvar import Avvik, Kontrollslag

    ett = Funn("tilgang_del", "2026-11")
    sagt = Avvik(Kontrollslag.TILGANGEN, ett.nokkel, (ett.hvor,)).paa(
        lambda n, **v: PROGRAM.katalog.hent(n, "nn", **v)  # type: ignore[arg-type]
    )
    assert "2026-11" in sagt
