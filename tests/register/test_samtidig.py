"""Det som skjer mens det skrives: programmet drepes, disken fylles, en annen lagrer samtidig."""

from __future__ import annotations

import sqlite3
import subprocess
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from disker import fyll_disken
from feilprover import kaster
from register.registerprover import ID, Apne, LagRegister, en_sak

Start = Callable[..., "subprocess.Popen[str]"]


def linje(prosess: subprocess.Popen[str]) -> str:
    assert prosess.stdout
    return prosess.stdout.readline().strip()


def test_drept_mens_det_lagres_er_filen_hel_og_det_siste_kvitterte_er_der(
    apne: Apne, lag_register: LagRegister, fil: Path, start_lagrer: Start
) -> None:
    db = apne()
    lag_register(db=db).opprett(en_sak())
    db.close()
    for runde in range(8):
        prosess = start_lagrer(fil, f"runde {runde}")
        for _ in range(1 + runde * 7):
            kvittert = int(linje(prosess))
        prosess.kill()
        # Det barnet rakk å skrive før det døde, er også kvittert for.
        assert prosess.stdout
        kvittert = max([kvittert, *(int(siste) for siste in prosess.stdout.read().split("\n")[:-1])])
        prosess.wait()
        with closing(sqlite3.connect(fil)) as conn:
            assert conn.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        db = apne()
        lagret = lag_register(db=db).les(ID)
        db.close()
        assert lagret.versjon in (kvittert, kvittert + 1)
        assert lagret.sak.notat.split()[0] == str(lagret.versjon)
        assert lagret.raa == {"soknad.mottatt": f"{lagret.versjon}."}


def test_to_programmer_paa_samme_fil(apne: Apne, lag_register: LagRegister, fil: Path, start_lagrer: Start) -> None:
    register = lag_register()
    register.opprett(en_sak())
    kari, ola = (start_lagrer(fil, navn, "én") for navn in ("Kari", "Ola"))
    assert (linje(kari), linje(ola)) == ("1", "1")
    for prosess in (kari, ola):  # begge lagrer på den samme versjonen, så fort de kan
        assert prosess.stdin
        prosess.stdin.write("\n")
        prosess.stdin.flush()
    svar = {"Kari": linje(kari), "Ola": linje(ola)}
    vant = next(navn for navn, svaret in svar.items() if svaret == "2")
    tapte = next(navn for navn in svar if navn != vant)
    assert svar[tapte] == f"endret av {vant}"
    assert register.les(ID).sak.notat == vant
    (kopi,) = register.kopier(ID)
    assert kopi.sak is not None
    assert (kopi.av, kopi.sak.notat, kopi.raa) == (tapte, tapte, {"notat": tapte})


def test_flere_programmer_som_lagrer_hver_sin_sak_staar_ikke_i_veien_for_hverandre(
    apne: Apne, lag_register: LagRegister, fil: Path, start_lagrer: Start
) -> None:
    register = lag_register(db=apne(ventetid=60))
    register.opprett(en_sak())
    register.opprett(en_sak(1))
    prosess = start_lagrer(fil, "Ola")
    versjon = 1
    for _ in range(30):
        versjon = register.lagre_utkast(en_sak(1, notat=f"{versjon + 1}"), {}, versjon)
        linje(prosess)
    assert prosess.poll() is None
    assert register.les(en_sak(1).id).sak.notat == "31"


def test_en_ordentlig_full_disk(apne: Apne, lag_register: LagRegister, liten_disk: Callable[[str], Path]) -> None:
    disk = liten_disk("size=512k")
    db = apne(disk / "saker.db")
    register = lag_register(db=db)
    versjon = register.opprett(en_sak())
    fyll = fyll_disken(disk)
    with kaster("hinder.register.full", match="Frigjør plass"):
        for nr in range(200):
            siste = en_sak(notat=f"{nr} " + "x" * 2000 * nr)
            versjon = register.lagre_utkast(siste, {}, versjon)
    lagret = register.les(ID)
    assert lagret.versjon == versjon
    assert lagret.sak != siste
    fyll.unlink()
    assert register.lagre_utkast(siste, {}, versjon) == versjon + 1
    assert register.les(ID).sak == siste
    assert db.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_aa_slette_paa_en_full_disk_sier_fra_og_gaar_naar_det_er_plass(
    apne: Apne, lag_register: LagRegister, liten_disk: Callable[[str], Path]
) -> None:
    disk = liten_disk("size=2m")
    register = lag_register(db=apne(disk / "saker.db"))
    register.opprett(en_sak(notat="HEMMELIG" * 10_000))
    fyll = fyll_disken(disk)
    with kaster("hinder.register.full"):
        register.slett(ID)
    assert register.les(ID).sak.notat.startswith("HEMMELIG")
    fyll.unlink()
    register.slett(ID)
    assert not register.finnes(ID)
    assert b"HEMMELIG" not in b"".join(del_.read_bytes() for del_ in disk.iterdir())
