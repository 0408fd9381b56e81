"""Loggen flyttet fra en fil til en tjener og tilbake: alt er likt, og ingenting sies å være gjort før det er prøvd."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import psycopg
import pytest
from feilprover import kaster
from mottak.mottakprover import MOTTATT, PROGRAM, inngaende
from register.registerprover import Apne, Klokke
from register.testtjener import EIER, Provetjener, lag_database, legg_til

from overforing.cli.kommandoer import kjor
from overforing.mottak import overganger
from overforing.mottak.inngaende import Utgaende
from overforing.mottak.utvalg import Utvalg
from overforing.register.database import Register, connect
from overforing.register.felles import flytting, skjema
from overforing.register.felles.tjener import apne as apne_felles
from overforing.register.foresporselsliste import Foresporselsliste
from overforing.register.foresporsler import Foresporselsregister
from overforing.register.kontroll import kontroller
from overforing.register.mottakstabeller import MOTTAK
from overforing.sak.modell import Dokument, Malform, Overstyring


@pytest.fixture
def fil(apne: Apne, klokke: Klokke, tmp_path: Path) -> Path:
    """En logg med to forespørsler, et notat, et brev som gikk ut, og et som er halvskrevet."""
    fil = tmp_path / "mottak.db"
    logg = Foresporselsregister(apne(fil, skjema=MOTTAK), kommunenavn=PROGRAM.geografi.navn, na=klokke, bruker="Ine")
    f = logg.motta(inngaende(1), MOTTATT).foresporsel
    logg.gjor(f.aar, f.nr, 1, overganger.noter(f, "Ringt direktøren."))
    f = logg.motta(inngaende(2), MOTTATT).foresporsel
    logg.gjor(f.aar, f.nr, 1, overganger.forelopig_svar(f), [Utgaende(b"%PDF-1.7", "pdf", Dokument.FORELOPIG_SVAR)])
    logg.lagre_brevutkast(2026, 1, Dokument.ETTERLYSNING, Malform.NN, {"bakgrunn": Overstyring(tekst="Eige.")})
    logg.lagre_skjemautkast("2026/1", {"notat": {"tekst": "Halvt"}})
    logg.db.close()
    return fil


@pytest.fixture
def database(tjener: Provetjener) -> str:
    with psycopg.connect(**tjener.adresse("postgres").valg, autocommit=True) as conn:
        conn.execute("DROP DATABASE IF EXISTS flytt WITH (FORCE)")
    lag_database(tjener, "flytt", stillbar=False)
    return "flytt"


@pytest.fixture
def adresse(tjener: Provetjener, database: str) -> str:
    return f"postgresql://{EIER}@/{database}?host={tjener.mappe}"


def test_inn_og_ut_igjen_er_alt_likt(
    fil: Path, adresse: str, tjener: Provetjener, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert kjor(["felles", "flytt", str(fil), "--tjener", adresse, "--ja"]) == 0
    svar = capsys.readouterr()
    assert "Flyttet og prøvd: 2 forespørsler, 4 hendelser, 3 filer." in svar.out
    assert "ikke lagt til: Ine." in svar.err
    assert not fil.stat().st_mode & 0o222
    db = apne_felles(tjener.adresse("flytt"), som_bruker=False)
    assert kontroller(db).avvik == ()
    assert [rad.nr for rad in Foresporselsliste(db, "").side(Utvalg(sok="ringt"), MOTTATT).rader] == [1]
    db.close()
    assert kjor(["felles", "flytt", str(fil), "--tjener", adresse, "--ja"]) == 1
    assert "alt ført noe" in capsys.readouterr().err
    ut = tmp_path / "ut.db"
    assert kjor(["felles", "hent-ut", str(ut), "--tjener", adresse]) == 0
    assert "2 forespørsler, 4 hendelser, 3 filer" in capsys.readouterr().out
    gammel, ny = (connect(sti, skjema=MOTTAK, er_nettverk=lambda _: False) for sti in (fil, ut))
    for tabell in flytting._TABELLENE:
        rader = [sorted(map(str, db.query(f"SELECT * FROM {tabell}"))) for db in (gammel, ny)]
        assert rader[0] == rader[1] != []
    assert kontroller(ny).avvik == ()
    gammel.close()
    ny.close()
    assert kjor(["felles", "hent-ut", str(ut), "--tjener", adresse]) == 2


def test_en_eldre_logg_oppgraderes_med_det_som_er_fort(
    fil: Path, tjener: Provetjener, monkeypatch: pytest.MonkeyPatch
) -> None:
    lag_database(tjener, "eldre", stillbar=False, tom=True)
    with psycopg.connect(**tjener.adresse("eldre").valg, autocommit=True) as conn, monkeypatch.context() as m:
        m.setattr(skjema, "ENDRINGER", skjema.ENDRINGER[:1])
        m.setattr(skjema, "RETTIGHETER", "GRANT USAGE ON SCHEMA overforing TO {gruppe};")
        assert skjema.opprett(conn) == ("loggen",)
        gammel = connect(fil, skjema=MOTTAK, er_nettverk=lambda _: False)
        flytting._slipp(conn, "DISABLE")
        for tabell in flytting._TABELLENE:
            kolonner, rader = flytting._kolonner(gammel, tabell), flytting._rader(gammel, gammel, tabell)
            flytting._fyll(conn, tabell, kolonner, rader)
        for navn in ("foresporsler", "kjede"):
            conn.execute("UPDATE tellere SET verdi = %s WHERE navn = %s", (gammel.motor.talt(navn), navn))
        conn.execute("UPDATE foresporsler SET i_tvil_her = 'Ine' WHERE id = 1")
        conn.execute("UPDATE soketekster SET ord = ordene_i(tekst)")
        flytting._slipp(conn, "ENABLE")
        gammel.close()
    with kaster("hinder.felles.eldre"):
        apne_felles(tjener.adresse("eldre"), som_bruker=False)
    with psycopg.connect(**tjener.adresse("eldre").valg, autocommit=True) as conn:
        assert skjema.planlegg(conn).endringer == skjema.opprett(conn) != ()
        legg_til(tjener, "eldre", "e-ine", "Ine", "saksbehandler")
    db = apne_felles(tjener.adresse("eldre", "e-ine"))
    assert [rad.skjermet for rad in Foresporselsliste(db, "Ine").side(Utvalg(), MOTTATT).rader] == [False, True]
    assert db.execute("SELECT id FROM foresporsler").fetchall() == [(2,)]
    assert list(db.motor.databasen()) == []
    db.close()


def test_blir_noe_ulikt_er_tjeneren_tom_og_filen_som_for(
    fil: Path, adresse: str, tjener: Provetjener, monkeypatch: pytest.MonkeyPatch
) -> None:
    ekte = flytting._rader

    def ulik(db: Any, *argumenter: Any) -> Any:
        for rad in ekte(db, *argumenter):
            yield rad if isinstance(db, Register) or argumenter[1] != "hendelser" else (*rad[:-1], "noe annet")

    monkeypatch.setattr(flytting, "_rader", ulik)
    db = apne_felles(tjener.adresse("flytt"), som_bruker=False)
    gammel = connect(fil, skjema=MOTTAK, er_nettverk=lambda _: False)
    with kaster("feil.felles.ikke_likt"):
        flytting.flytt_inn(gammel, db)
    gammel.close()
    assert db.execute("SELECT count(*) FROM hendelser").fetchone() == (0,)
    assert list(db.motor.databasen()) == []
    db.close()
    assert fil.stat().st_mode & 0o200


def test_brukerne_styres_fra_kommandolinjen(
    tjener: Provetjener, adresse: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def felles(*argumenter: str) -> int:
        return kjor(["felles", *argumenter, "--tjener", adresse])

    monkeypatch.setattr("overforing.cli.felles.tastet", lambda *_, **__: "hemmelig")
    ny = ("--navn", "Ine Aune", "--rolle", "leder")
    assert felles("bruker", "legg-til", "f-ine", *ny, "--tittel", "seniorrådgiver", "--passord") == 0
    assert felles("bruker", "legg-til", "f-ine", *ny) == 1
    assert felles("bruker", "legg-til", "f-tor", "--navn", "Tor Hegg", "--rolle", "sjef") == 2
    assert felles("bruker", "legg-til", "f-tor", "--navn", "Tor Hegg", "--rolle", "arkiv") == 0
    assert felles("bruker", "endre", "f-tor", "--borte-til", "2026-12-24", "--stedfortreder", "f-ine") == 0
    assert felles("bruker", "endre", "f-tor", "--stedfortreder", "f-tor") == 2
    assert felles("bruker", "endre", "f-siv", "--rolle", "leder") == 1
    assert felles("bruker", "endre", "f-tor", "--overordnet", "f-siv") == 1
    assert felles("bruker", "endre", "f-tor", "--overordnet", "f-ine") == 0
    assert felles("bruker", "endre", "f-ine", "--overordnet", "f-tor") == 2
    assert felles("bruker", "endre", "f-ine", "--overordnet", "ingen") == 0
    assert felles("opprett", "--ja") == 0
    capsys.readouterr()
    assert felles("bruker", "liste") == 0
    assert capsys.readouterr().out.splitlines() == [
        "f-ine\tIne Aune\tleder\tseniorrådgiver\t\tøverst",
        "f-tor\tTor Hegg\tarkiv\t\tborte til 24.12.2026\tunder f-ine",
    ]
    with psycopg.connect(**tjener.adresse("flytt").valg) as conn:
        sql = "SELECT rolpassword LIKE 'SCRAM-SHA-256$%' FROM pg_authid WHERE rolname = 'f-ine'"
        assert conn.execute(sql).fetchone() == (True,)
    db = apne_felles(tjener.adresse("flytt", "f-ine"))
    logg = Foresporselsregister(db, kommunenavn=str, na=db.na, bruker=db.meg)
    logg.motta(inngaende(1), MOTTATT)
    db.close()
    assert felles("bruker", "endre", "f-ine", "--navn", "Ine Moen") == 1
    assert "kan ikke endres" in capsys.readouterr().err
    assert felles("bruker", "endre", "f-ine", "--sluttet") == 0
    with kaster("hinder.felles.rettigheter"):
        apne_felles(tjener.adresse("flytt", "f-ine"))
