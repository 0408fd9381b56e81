"""Oppgraderingene: fra tomt og fra hver eldre utgave, med sikkerhetskopi, og alt eller ingenting."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
import sqlite_utils
from feilprover import kaster
from register.registerprover import ID, Apne, LagRegister

from overforing.feil import KanIkke
from overforing.register.database import sikkerhetskopier
from overforing.register.migrations import SAKER, Skjema
from overforing.sak.lagret import Kjennetegn
from overforing.sak.modell import Tjeneste

ELDRE = sorted((Path(__file__).parent / "eldre").glob("*.sql"))


def legg(sql: Path, fil: Path) -> None:
    """Lag filen av en eldre utgave."""
    fil.parent.mkdir()
    with closing(sqlite3.connect(fil, isolation_level=None)) as conn:
        conn.executescript(sql.read_text("utf-8"))


def tabeller(fil: Path) -> dict[str, str]:
    with closing(sqlite3.connect(fil)) as conn:
        rader = conn.execute("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE '%sqlite%'")
        return {navn: " ".join(sql.split()) for navn, sql in rader}


def test_fra_tomt_uten_sikkerhetskopi(apne: Apne, fil: Path) -> None:
    db = apne()
    assert {"saker", "revisjoner", "kopier", "slettet"} <= set(db.table_names())
    assert SAKER.nummer(db) == len(SAKER.endringer)
    assert sikkerhetskopier(fil) == []


@pytest.mark.parametrize("sql", ELDRE, ids=[sql.stem for sql in ELDRE])
def test_en_eldre_fil_blir_som_en_ny_og_saken_er_med(
    apne: Apne, lag_register: LagRegister, fil: Path, tmp_path: Path, sql: Path
) -> None:
    legg(sql, fil)
    register = lag_register()
    lagret = register.les(ID)
    assert (lagret.versjon, lagret.endret_av, lagret.raa) == (3, "Kari Moen", {"soknad.mottatt": "30.1"})
    assert lagret.sak.soknad.mottatt == date(2026, 10, 30)
    assert register.lagre_utkast(replace(lagret.sak, notat="nytt"), {}, 3) == 4
    assert [rad.id for rad in register.liste("til mat")] == [ID]
    apne(tmp_path / "ny" / "saker.db").close()
    assert tabeller(fil) == tabeller(tmp_path / "ny" / "saker.db")


def test_forelopige_svar_i_en_eldre_fil_kommer_med_ogsa_ved_siden_av_en_uleselig_sak(
    lag_register: LagRegister, fil: Path
) -> None:
    legg(Path(__file__).parent / "eldre" / "skjema4.sql", fil)
    svart = {rad.saksnummer: rad.forelopig_svar for rad in lag_register().liste()}
    assert svart == {"2026/0417": False, "2026/0418": True, "2026/0419": True, "2026/0420": False}


def test_tjenestene_i_en_eldre_fil_kommer_med_og_utfallet_er_ukjent(lag_register: LagRegister, fil: Path) -> None:
    legg(Path(__file__).parent / "eldre" / "skjema5.sql", fil)
    rader = {rad.saksnummer: rad for rad in lag_register().liste()}
    assert {nummer: set(rad.tjenester) for nummer, rad in rader.items()} == {
        "2026/0417": set(),
        "2026/0418": {Tjeneste.OKONOMISK_STONAD, Tjeneste.INDIVIDUELL_PLAN},
        "2026/0420": set(),
    }
    assert {(rad.kjennetegn, rad.merkelapp) for rad in rader.values()} == {(Kjennetegn(), "")}


def test_sikkerhetskopien_er_hel_eldre_og_bare_for_brukeren(apne: Apne, fil: Path) -> None:
    legg(ELDRE[0], fil)
    for_ = tabeller(fil)
    apne()
    (kopi,) = sikkerhetskopier(fil)
    assert kopi.name == "saker.db.skjema1-20261122T094200000000Z.bak"
    assert tabeller(kopi) == for_
    with closing(sqlite3.connect(kopi)) as conn:
        assert conn.execute("SELECT id, versjon FROM saker").fetchall() == [(ID, 3)]
        assert conn.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    if os.name == "posix":
        assert kopi.stat().st_mode & 0o777 == 0o600


def test_en_oppgradert_fil_oppgraderes_ikke_igjen(apne: Apne, fil: Path) -> None:
    legg(ELDRE[0], fil)
    apne().close()
    apne().close()
    assert len(sikkerhetskopier(fil)) == 1


def legger_til(db: sqlite_utils.Database) -> None:
    db.execute("ALTER TABLE saker ADD COLUMN bydel TEXT")


def feiler(db: sqlite_utils.Database) -> None:
    db.execute("UPDATE saker SET saksnummer = 'ødelagt'")
    raise RuntimeError


def test_feiler_en_oppgradering_er_filen_som_for(apne: Apne, fil: Path) -> None:
    legg(ELDRE[0], fil)
    for_ = tabeller(fil)
    with pytest.raises(RuntimeError):
        apne(skjema=replace(SAKER, endringer=(*SAKER.endringer, legger_til, feiler)))
    assert tabeller(fil) == for_
    with closing(sqlite3.connect(fil)) as conn:
        assert conn.execute("SELECT saksnummer FROM saker").fetchall() == [("2026/0417",)]


def test_uten_plass_til_sikkerhetskopien_oppgraderes_det_ikke(
    apne: Apne, fil: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class TrangDisk(sqlite3.Connection):
        def __init__(self, sti: object, **valg: object) -> None:
            super().__init__(sti, **valg)  # type: ignore[arg-type]
            if ".bak." in str(sti):
                self.execute("PRAGMA max_page_count = 2")

    legg(ELDRE[0], fil)
    for_ = tabeller(fil)
    ekte = sqlite3.connect
    monkeypatch.setattr(sqlite3, "connect", lambda sti, **valg: ekte(sti, factory=TrangDisk, **valg))
    with pytest.raises(KanIkke):
        apne()
    monkeypatch.undo()
    assert tabeller(fil) == for_
    assert sikkerhetskopier(fil) == []


def test_en_eldre_utgave_apner_ikke_en_oppgradert_fil(apne: Apne) -> None:
    apne(skjema=replace(SAKER, endringer=(*SAKER.endringer, legger_til))).close()
    with kaster("hinder.register.nyere"):
        apne()


def test_to_slag_registre_forveksles_ikke(apne: Apne) -> None:
    apne().close()
    with kaster("hinder.register.skadet"):
        apne(skjema=Skjema("foresporsler", 7, SAKER.endringer))
