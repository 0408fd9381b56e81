"""``overforing las``: det som tastes på standard inn, og kodene."""

from __future__ import annotations

import io
from pathlib import Path
from types import SimpleNamespace

import pytest
from las import lasprover

from overforing.cli.kommandoer import kjor
from overforing.cli.utgang import KAN_IKKE
from overforing.las import FIL, passfrase
from overforing.las import nokkelhold as modul
from overforing.las.las import Las


def test_pa_ark_gjenopprett_og_av(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys) -> None:
    ring = lasprover.Minnering()
    monkeypatch.setenv("OVERFORING_HOME", str(tmp_path))
    monkeypatch.setattr(modul, "Systemring", lambda: ring)
    monkeypatch.setattr(passfrase.pakk_inn, "__defaults__", (2**4,))
    lasprover.fyll(tmp_path, Las(tmp_path, ring))
    monkeypatch.setattr(modul.secrets, "SystemRandom", lambda: SimpleNamespace(sample=lambda *_: [7, 3]))
    taster: list[str] = []
    spurt: list[str] = []

    def linje() -> str:
        """Gruppen det spørres om, tatt av arket som nettopp ble skrevet."""
        ut = capsys.readouterr()
        if "Gruppe" in ut.err:
            taster.append(ut.out)
            nr = ut.err.split()[1].rstrip(",")
            spurt.append(nr)
            arket = next(t for t in taster if "1.  " in t)
            return arket.split(f"{nr}.  ")[1].split()[0] + "\n"
        return ""

    monkeypatch.setattr("sys.stdin", type("Taster", (io.StringIO,), {"readline": lambda _: linje()})())
    assert kjor(["las", "ark"]) == 1
    capsys.readouterr()
    assert kjor(["las", "pa"]) == 0
    assert "saker.db: låst" in capsys.readouterr().out
    assert spurt == ["3", "7"], "de som ble trukket"
    assert lasprover.klartekst(tmp_path) == set()

    kjor(["las", "ark"])
    arket = " ".join(linje.split()[1] for linje in capsys.readouterr().out.splitlines() if ".  " in linje)
    (tmp_path / FIL).rename(tmp_path / "x")
    assert [kjor(["las", "vis"]), kjor(["las", "pa"])] == [KAN_IKKE, KAN_IKKE]
    sagt = capsys.readouterr()
    assert "las gjenopprett" in sagt.err
    assert "las pa" not in sagt.err
    assert "1.  " not in sagt.out, "ikke arket til en ny nøkkel"
    (tmp_path / "x").rename(tmp_path / FIL)
    ring.clear()
    assert kjor(["las", "ark"]) == 1
    assert "gjenopprettingsarket" in capsys.readouterr().err
    frase = lasprover.PASSFRASE
    monkeypatch.setattr("sys.stdin", io.StringIO("\n".join([arket, frase, frase, "feil passfrase her", frase]) + "\n"))
    assert kjor(["las", "gjenopprett", "--passfrase"]) == 0
    assert kjor(["las", "av"]) == 1
    assert "Passfrasen er ikke riktig" in capsys.readouterr().err
    assert kjor(["las", "av"]) == 0
    assert "saker.db: ikke låst" in capsys.readouterr().out
    assert kjor(["las", "av"]) == 0


@pytest.mark.parametrize("kommando", ["las vis", "kopier ta"])
def test_en_datamappe_som_ikke_svarer_er_ikke_en_feil_i_programmet(
    kommando: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys
) -> None:
    """Et langt navn gir feil fra systemet, slik en nettverksdisk som er borte, kan gjøre det."""
    monkeypatch.setenv("OVERFORING_HOME", str(tmp_path / ("x" * 300)))
    assert kjor(kommando.split()) == KAN_IKKE
    assert "kan ikke leses" in capsys.readouterr().err
