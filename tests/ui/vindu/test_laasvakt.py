"""Låsen i vinduet: det som må svares på, står øverst, og loggen venter på arket uten at noe annet gjør det."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from copy import copy
from pathlib import Path
from typing import Any

import pytest
from las.lasprover import Minnering, fyll, klartekst
from ui.styr import Styr
from ui.vindu import lag_vindu

from overforing.las import er_pa
from overforing.las.las import Las
from overforing.las.nokkelhold import Regler
from overforing.program.program import Program
from overforing.ui.deler.tema import Tema
from overforing.ui.innstillinger.arkdialog import Arkdialog
from overforing.ui.vindu.hovedvindu import Hovedvindu

pytestmark = pytest.mark.uten_lov

Start = Callable[..., tuple[Hovedvindu, Styr, Las]]


@pytest.fixture
def start(program: Program, tema: Tema, tmp_path: Path, qtbot) -> Iterator[Start]:
    vinduer: list[Hovedvindu] = []

    def start(mappe: Path, regler: Regler | None = None, **innstillinger: Any) -> tuple[Hovedvindu, Styr, Las]:
        las = Las(mappe, Minnering(), regler=regler or Regler(begynner=True))
        ett = copy(program)
        ett.__dict__["las"] = las
        stilt_inn = {"navnet_ditt": "Siri Lund", "rolle": "kontor", **innstillinger}
        _, vindu, dialoger = lag_vindu(tmp_path, program=ett, tema=tema, innstillinger=stilt_inn, laasen=las)
        vindu.dialoger = dialoger
        vinduer.append(vindu)
        vindu.show()
        return vindu, Styr(vindu), las

    yield start
    for vindu in vinduer:
        vindu.close()


def taster(monkeypatch: pytest.MonkeyPatch, svar: bool = True) -> list[bool]:
    """Arket kommer opp, og to av gruppene tastes; eller brukeren venter med det."""
    vist: list[bool] = []

    def kjor(dialog: Arkdialog) -> int:
        dialog.show()
        styr, las = Styr(dialog), dialog._laasen
        assert isinstance(las, Las)
        vist.append(svar)
        if svar:
            styr.trykk("Jeg har arket")
            for nr in las.sporres_om:
                styr.skriv(f"Gruppe {nr}", las._arket()[nr - 1])
            styr.trykk("Lås nå" if dialog._ny else "Sjekk arket")
        else:
            styr.trykk("Ikke nå")
        return dialog.result()

    monkeypatch.setattr(Arkdialog, "exec", kjor)
    return vist


def test_et_nytt_kontor_er_last_og_arket_star_overst_til_det_er_bekreftet(
    start: Start, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot
) -> None:
    vist = taster(monkeypatch)
    _, styr, las = start(tmp_path / "data")
    qtbot.waitUntil(lambda: "Skriv ut gjenopprettingsarket" in styr.tekst() and "Ny sak" in styr.tekst())
    assert (las.er_pa, vist) == (True, []), "ingenting spørres om; arbeidet venter ikke"
    styr.trykk("Vis arket …")
    assert "Skriv ut gjenopprettingsarket" not in styr.tekst()
    assert (vist, las.sporsmal()) == ([True], "")


def test_loggen_apnes_ikke_for_arket_er_bekreftet(
    start: Start, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot
) -> None:
    vist = taster(monkeypatch, svar=False)
    vindu, styr, las = start(tmp_path, rolle="embete", embete="trondelag")
    qtbot.waitUntil(lambda: "Loggen kan ikke brukes før arket er bekreftet" in styr.tekst())
    qtbot.waitUntil(lambda: not vindu.sted.mottak.arbeid.pagar)
    assert (vist, (tmp_path / "mottak.db").exists(), vindu.dialoger.sagt) == ([False], False, [])
    taster(monkeypatch)
    styr.trykk("Vis arket …")
    qtbot.waitUntil(lambda: (tmp_path / "mottak.db").exists() and not vindu.sted.mottak.arbeid.pagar)
    assert "Loggen kan ikke brukes" not in styr.tekst()
    assert not (tmp_path / "mottak.db").read_bytes().startswith(b"SQLite")
    assert las.sporsmal() == ""


def test_den_som_begynner_hos_statsforvalteren_far_arket_med_en_gang(
    start: Start, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot
) -> None:
    vist = taster(monkeypatch)
    vindu, styr, las = start(tmp_path / "data")
    qtbot.waitUntil(lambda: las.er_pa and "Vis arket …" in styr.tekst())
    vindu._utstyr.husk(embete="trondelag", rolle="embete")
    vindu.sted.bruk()
    assert (vist, las.sporsmal()) == ([True], "")


def test_det_som_ligger_ulast_tilbys_last_og_et_nei_huskes(
    start: Start, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot
) -> None:
    mappe = tmp_path / "data"
    fyll(mappe, Las(mappe, Minnering()))
    taster(monkeypatch)
    _, styr, las = start(mappe)
    qtbot.waitUntil(lambda: "Vil du låse det som er lagret?" in styr.tekst())
    assert klartekst(mappe) == {"saker.db"}
    styr.trykk("Nei, la den være av")
    assert "Vil du låse" not in styr.tekst()
    assert las.sporsmal() == ""
    las.regler = Regler(begynner=True, krever=True)
    vindu = styr.vindu
    assert isinstance(vindu, Hovedvindu)
    vindu.laas.oppdater()
    qtbot.waitUntil(lambda: "Det som er lagret, skal være låst" in styr.tekst())
    styr.trykk("Slå på låsen …")
    assert (er_pa(mappe), klartekst(mappe)) == (True, set())
    assert "skal være låst" not in styr.tekst()
