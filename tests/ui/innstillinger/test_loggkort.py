"""Kortet «Hvor loggen ligger»: bare en tjener som kan brukes, velges, og hver feil har sin setning."""

from __future__ import annotations

import threading
from pathlib import Path
from types import SimpleNamespace
from typing import cast

import pytest
from ui.styr import Styr
from ui.vindu import Svarer

from overforing.hinder import Hindret
from overforing.program.innstillinger import Innstillingslager
from overforing.program.program import Program
from overforing.saksgang.mottak.kontor import Mottakskontor
from overforing.ui.deler.dialoger import Dialoger
from overforing.ui.deler.ordene import Ord
from overforing.ui.deler.tema import Tema
from overforing.ui.deler.utstyr import Utstyr
from overforing.ui.innstillinger.loggkort import Loggkort
from overforing.ui.mottak.live import Live

ADRESSE = "postgresql://tjener.example.no/overforing"


class Tjeneren:
    """En tjener som tar imot ett passord."""

    er_bestemt, foreslatt = False, ""

    def __init__(self) -> None:
        self.adresse = ""
        self.horer: list[object] = []

    def prov(self, adresse: str, passord: str) -> str:
        om = {"tjener": "tjener.example.no", "logg": "overforing", "login": "ine"}
        if adresse != ADRESSE:
            raise Hindret("hinder.felles.borte", **om)
        if passord != "riktig":
            raise Hindret("hinder.felles.passord", **om)
        return "Ine Aune"

    def velg(self, adresse: str, passord: str) -> bool:
        self.adresse = adresse
        return True

    def lytt(self, hort: object) -> object:
        self.horer.append(hort)
        return lambda: self.horer.remove(hort)


@pytest.fixture
def tjener() -> Tjeneren:
    return Tjeneren()


@pytest.fixture
def styr(tjener: Tjeneren, program: Program, tema: Tema, tmp_path: Path, dialoger: Svarer, qtbot) -> Styr:
    lager = Innstillingslager(tmp_path)
    utstyr = Utstyr(Ord(program.katalog), tema, program.geografi, lager, cast(Dialoger, dialoger))
    kort = Loggkort(tjener, lambda ferdig: ferdig(), utstyr)
    qtbot.addWidget(kort)
    kort.resize(760, 500)
    kort.show()
    return Styr(kort)


def test_en_tjener_proves_velges_og_velges_bort(styr: Styr, tjener: Tjeneren) -> None:
    styr.svar("Loggen vår ligger", "På en tjener")
    styr.skriv("Adressen (postgresql://…)", "postgresql://feil.example.no/x")
    styr.trykk("Prøv")
    assert "Får ikke tak i tjener.example.no" in styr.tekst()
    styr.skriv("Adressen (postgresql://…)", ADRESSE)
    styr.trykk("Bruk denne tjeneren")
    assert "Sjekk brukernavnet og passordet" in styr.tekst()
    assert tjener.adresse == "", "bare en som kan brukes, velges"
    styr.skriv("Passordet", "riktig")
    styr.trykk("Prøv")
    assert "Der føres du som Ine Aune." in styr.tekst()
    assert tjener.adresse == ""
    styr.trykk("Bruk denne tjeneren")
    assert tjener.adresse == ADRESSE
    styr.svar("Loggen vår ligger", "På denne maskinen")
    styr.trykk("Bruk loggen på denne maskinen")
    assert tjener.adresse == ""


def test_det_andre_forer_hores_pa_vinduets_trad_og_samles(tjener: Tjeneren, qtbot) -> None:
    from PySide6.QtCore import QObject

    eier, hort = QObject(), []
    live = Live(eier, cast(Mottakskontor, SimpleNamespace(loggsted=tjener)), lambda n: hort.append((n, _traden())))
    live.folg()
    assert tjener.horer == [], "loggen er på maskinen"
    tjener.adresse = ADRESSE
    live.folg()
    live.folg()
    (si,) = tjener.horer
    traad = threading.Thread(target=lambda: [si(nr) for nr in ("2026/1", "2026/2", "2026/1")])  # type: ignore[operator]
    traad.start()
    traad.join()
    qtbot.waitUntil(lambda: bool(hort))
    assert hort == [(frozenset({"2026/1", "2026/2"}), _traden())]
    live.stans()
    assert tjener.horer == []


def _traden() -> int:
    return threading.get_ident()
