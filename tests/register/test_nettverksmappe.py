"""På en nettverksmappe: ingen WAL, én skriver, de andre leser og får vite hos hvem det er åpent."""

from __future__ import annotations

import json
import os
import socket
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from feilprover import kaster
from register.registerprover import Apne, Klokke, LagRegister, en_sak

from overforing.register import feil, laas
from overforing.register.database import Register
from overforing.register.laas import ENDELSE, LEVETID


@pytest.fixture
def paa_nett(apne: Apne) -> Apne:
    """Åpner registeret som om mappen lå på en nettverksdisk."""

    def apne_paa_nett(*argumenter: Any, **valg: Any) -> Register:
        return apne(*argumenter, **{"bruker": "Kari Moen", "er_nettverk": lambda _: True, **valg})

    return apne_paa_nett


@pytest.fixture
def laasfil(fil: Path) -> Path:
    return fil.with_name(fil.name + ENDELSE)


def legg_laas(laasfil: Path, klokke: Klokke, **felt: Any) -> None:
    """En lås fra Anne på en annen maskin, med det som ellers blir bedt om."""
    tid = klokke().isoformat()
    innhold = {"hvem": "Anne Dahl", "maskin": "PC17", "pid": 1, "siden": tid, "fornyet": tid, "merke": "annes"}
    laasfil.parent.mkdir(exist_ok=True)
    laasfil.write_text(json.dumps(innhold | felt), encoding="utf-8")


def et_dodt_program() -> int:
    prosess = subprocess.Popen([sys.executable, "-c", ""])
    prosess.wait()
    return prosess.pid


def test_mappen_avgjor_ikke_filen(apne: Apne, fil: Path) -> None:
    spurt: list[Path] = []

    def detektor(sti: Path) -> bool:
        spurt.append(sti)
        return False

    apne(er_nettverk=detektor)
    assert spurt == [fil.parent]


def test_ingen_wal_og_full_synkronisering(paa_nett: Apne, lag_register: LagRegister, fil: Path) -> None:
    db = paa_nett()
    lag_register(db=db).opprett(en_sak())
    assert db.execute("PRAGMA journal_mode").fetchone() == ("delete",)
    assert db.execute("PRAGMA synchronous").fetchone() == (2,)
    assert {del_.name for del_ in fil.parent.iterdir()} == {"saker.db", "saker.db.laas"}


def test_en_fil_som_var_i_wal_et_annet_sted(apne: Apne, paa_nett: Apne, lag_register: LagRegister, fil: Path) -> None:
    lokal = apne()
    lag_register(db=lokal).opprett(en_sak())
    flyttet = fil.parent.parent / "felles" / "saker.db"
    flyttet.parent.mkdir()
    for endelse in ("", "-wal"):  # kopiert mens den var åpen, med det siste ennå i WAL-filen
        flyttet.with_name(flyttet.name + endelse).write_bytes(fil.with_name(fil.name + endelse).read_bytes())
    delt_minne = flyttet.with_name(flyttet.name + "-shm")
    delt_minne.mkdir()  # så prøver den å bruke delt minne, går det ikke
    db = paa_nett(flyttet)
    delt_minne.rmdir()
    assert lag_register(db=db).finnes(en_sak().id)
    assert db.execute("PRAGMA journal_mode").fetchone() == ("delete",)
    assert {del_.name for del_ in flyttet.parent.iterdir()} == {"saker.db", "saker.db.laas"}
    assert lag_register("Ola", paa_nett(flyttet)).finnes(en_sak().id)


def test_den_andre_kan_lese_og_far_vite_hos_hvem_det_er_apent(
    paa_nett: Apne, lag_register: LagRegister, klokke: Klokke
) -> None:
    kari = lag_register(db=paa_nett())
    kari.opprett(en_sak())
    klokke.fram(hours=1)
    db = paa_nett(bruker="Ola Hov")
    ola = lag_register("Ola Hov", db)
    assert db.skrivebeskyttet is not None
    assert f"Åpen hos Kari Moen på {socket.gethostname()} siden {feil.nar(klokke.tid.replace(hour=9))}" in (
        db.skrivebeskyttet
    )
    assert ola.les(en_sak().id).sak == en_sak()
    assert len(ola.liste()) == 1
    for endring in (
        lambda: ola.opprett(en_sak(1)),
        lambda: ola.lagre_utkast(en_sak(), {}, 1),
        lambda: ola.slett(en_sak().id),
        lambda: ola.ny_revisjon(en_sak().id, "lukket"),
    ):
        with pytest.raises(feil.ApentHosAnnen, match="Åpen hos Kari Moen"):
            endring()
    # Den som har registeret, merker ingenting, og det den lagrer, ser den andre.
    kari.lagre_utkast(en_sak(notat="mer"), {}, 1)
    assert ola.les(en_sak().id).sak.notat == "mer"


def test_nar_den_forste_lukker_kan_den_neste_skrive(paa_nett: Apne, lag_register: LagRegister, laasfil: Path) -> None:
    kari = paa_nett()
    assert paa_nett(bruker="Ola").skrivebeskyttet
    kari.close()
    assert not laasfil.exists()
    ola = paa_nett(bruker="Ola")
    assert ola.skrivebeskyttet is None
    lag_register("Ola", ola).opprett(en_sak())


def test_leseren_tar_ikke_laasen_med_seg_nar_den_lukker(paa_nett: Apne, laasfil: Path) -> None:
    paa_nett()
    paa_nett(bruker="Ola").close()
    assert laasfil.exists()


def test_meldingen_sier_hvordan_en_laas_blir_borte(paa_nett: Apne, laasfil: Path, klokke: Klokke) -> None:
    paa_nett().close()
    legg_laas(laasfil, klokke)
    melding = paa_nett().skrivebeskyttet
    assert melding is not None
    assert "Åpen hos Anne Dahl på PC17" in melding
    assert "slett saker.db.laas" in melding
    assert feil.nar(klokke() + LEVETID) in melding


def test_laasen_etter_et_program_som_krasjet_her_overtas(paa_nett: Apne, laasfil: Path, klokke: Klokke) -> None:
    legg_laas(laasfil, klokke, maskin=socket.gethostname(), pid=et_dodt_program())
    assert paa_nett().skrivebeskyttet is None


def test_laasen_til_et_program_som_kjorer_her_overtas_ikke(paa_nett: Apne, laasfil: Path, klokke: Klokke) -> None:
    paa_nett().close()
    legg_laas(laasfil, klokke, maskin=socket.gethostname(), pid=os.getpid())
    assert paa_nett().skrivebeskyttet


@pytest.mark.parametrize("felt", [{"oppstart": "en annen"}, {"startet": "1"}])
def test_nummeret_til_et_dodt_program_kan_vaere_et_annets(
    paa_nett: Apne, laasfil: Path, klokke: Klokke, felt: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(laas, "oppstart", lambda: "denne")
    monkeypatch.setattr(laas, "startet", lambda pid: "5")
    paa_nett().close()
    her = {"maskin": socket.gethostname(), "pid": os.getpid()}
    legg_laas(laasfil, klokke, **her, oppstart="denne", startet="5")
    assert paa_nett().skrivebeskyttet
    legg_laas(laasfil, klokke, **her, **felt)
    assert paa_nett().skrivebeskyttet is None


def test_en_laas_fra_framtiden_tros_ikke(paa_nett: Apne, laasfil: Path, klokke: Klokke) -> None:
    paa_nett().close()
    legg_laas(laasfil, klokke, fornyet=(klokke() + 2 * LEVETID).isoformat())
    assert paa_nett().skrivebeskyttet is None


def test_en_laas_fra_en_annen_maskin_overtas_forst_nar_den_er_gammel(
    paa_nett: Apne, laasfil: Path, klokke: Klokke
) -> None:
    paa_nett().close()
    legg_laas(laasfil, klokke, pid=et_dodt_program())
    klokke.tid += LEVETID
    assert paa_nett().skrivebeskyttet
    klokke.fram(seconds=1)
    assert paa_nett().skrivebeskyttet is None


@pytest.mark.parametrize("innhold", ["", "{", "[]", '{"hvem": "Anne"}'])
def test_en_halvskrevet_laas_er_ogsaa_en_laas(paa_nett: Apne, laasfil: Path, klokke: Klokke, innhold: str) -> None:
    paa_nett().close()
    laasfil.write_text(innhold)
    os.utime(laasfil, (klokke().timestamp(),) * 2)
    melding = paa_nett().skrivebeskyttet
    assert melding is not None
    assert melding.startswith("Åpen hos en annen siden")


def test_den_som_sov_lenge_skriver_ikke_over_den_som_overtok(
    paa_nett: Apne, lag_register: LagRegister, klokke: Klokke, laasfil: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kari = lag_register(db=paa_nett())
    kari.opprett(en_sak())
    monkeypatch.setattr(socket, "gethostname", lambda: "PC17")
    klokke.tid += 2 * LEVETID
    ola = lag_register("Ola Hov", paa_nett(bruker="Ola Hov"))
    ola.lagre_utkast(en_sak(notat="Olas"), {}, 1)
    with pytest.raises(feil.ApentHosAnnen, match=r"overtatt.*Ola Hov på PC17"):
        kari.lagre_utkast(en_sak(notat="Karis"), {}, 1)
    assert kari.les(en_sak().id).sak.notat == "Olas"


def test_den_som_lagrer_beholder_laasen(
    paa_nett: Apne, lag_register: LagRegister, klokke: Klokke, laasfil: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kari = lag_register(db=paa_nett())
    versjon = kari.opprett(en_sak())
    for _ in range(4):
        klokke.tid += LEVETID / 2
        versjon = kari.lagre_utkast(en_sak(notat=str(versjon)), {}, versjon)
    monkeypatch.setattr(socket, "gethostname", lambda: "PC17")
    assert paa_nett(bruker="Ola").skrivebeskyttet


def test_en_laas_noen_slettet_tas_igjen(paa_nett: Apne, lag_register: LagRegister, laasfil: Path) -> None:
    kari = lag_register(db=paa_nett())
    laasfil.unlink()
    kari.opprett(en_sak())
    assert laasfil.exists()
    assert paa_nett(bruker="Ola").skrivebeskyttet


def test_en_apning_som_mislykkes_beholder_ikke_laasen(paa_nett: Apne, fil: Path, laasfil: Path) -> None:
    fil.parent.mkdir()
    fil.write_bytes(b"noe annet")
    with kaster("hinder.register.skadet"):
        paa_nett()
    assert not laasfil.exists()


def test_leseren_av_en_eldre_fil_far_vite_at_den_maa_oppgraderes(
    paa_nett: Apne, fil: Path, laasfil: Path, klokke: Klokke
) -> None:
    fil.parent.mkdir()
    with closing(sqlite3.connect(fil)) as conn:
        conn.executescript((Path(__file__).parent / "eldre" / "skjema1.sql").read_text("utf-8"))
    legg_laas(laasfil, klokke)
    with kaster("hinder.register.eldre", match="Anne Dahl"):
        paa_nett()


def test_den_som_leser_for_registeret_finnes_far_rad(paa_nett: Apne, laasfil: Path, klokke: Klokke) -> None:
    legg_laas(laasfil, klokke)
    with kaster("hinder.register.borte"):
        paa_nett()


AVBRUTT = """
import os, sys
from pathlib import Path
from overforing.register.database import connect
db = connect(Path(sys.argv[1]), bruker="Kari Moen", er_nettverk=lambda _: True)
db.execute("PRAGMA cache_size = 1")
db.execute("BEGIN IMMEDIATE")
for i in range(200):
    db.execute("INSERT INTO slettet (sak, tidspunkt) VALUES (?, ?)", (str(i), "x" * 4000))
db.execute("UPDATE saker SET json = 'halvskrevet'")
os._exit(9)
"""


def test_en_avbrutt_lagring_rulles_tilbake_av_den_neste_som_kan_skrive(
    paa_nett: Apne, lag_register: LagRegister, fil: Path, laasfil: Path, klokke: Klokke, rot: Path
) -> None:
    db = paa_nett()
    lag_register(db=db).opprett(en_sak())
    db.close()
    miljo = {**os.environ, "PYTHONPATH": str(rot / "src")}
    assert subprocess.run([sys.executable, "-c", AVBRUTT, fil], env=miljo, check=False).returncode == 9
    assert fil.with_name(fil.name + "-journal").exists()
    laas = laasfil.read_text("utf-8")
    legg_laas(laasfil, klokke)
    with pytest.raises(feil.ApentHosAnnen, match=r"avbrutt.*Åpen hos Anne Dahl"):
        paa_nett()
    laasfil.write_text(laas, "utf-8")
    db = paa_nett()
    assert lag_register(db=db).les(en_sak().id).sak == en_sak()
    assert db.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert db.table("slettet").count == 0
