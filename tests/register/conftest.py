"""Felles for registerprøvene: en klokke som stilles for hånd, og åpninger som lukkes etter seg."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from gyldige_saker import KOMMUNER
from register.registerprover import Apne, Klokke, LagLogg, LagRegister, ukjent
from register.testtjener import Provelogg, Proveregister, tom

from overforing.register.database import Register, connect
from overforing.register.foresporsler import Foresporselsregister
from overforing.register.mottakstabeller import MOTTAK
from overforing.register.saker import Saksregister


@pytest.fixture
def klokke() -> Klokke:
    return Klokke()


@pytest.fixture
def fil(tmp_path: Path) -> Path:
    """Hvor registeret skal ligge. Verken filen eller mappen finnes."""
    return tmp_path / "data" / "saker.db"


@pytest.fixture
def apne(fil: Path, klokke: Klokke) -> Iterator[Apne]:
    """Åpner registeret, på en lokal disk når ikke annet er sagt; alt lukkes etter prøven."""
    apne_na: list[Register] = []

    def apne(sti: Path = fil, **valg: Any) -> Register:
        valg = {"na": klokke, "er_nettverk": lambda _: False, "ventetid": 0.2, **valg}
        db = connect(sti, **valg)
        apne_na.append(db)
        return db

    yield apne
    for db in apne_na:
        db.close()


@pytest.fixture
def lag_register(apne: Apne, klokke: Klokke) -> LagRegister:
    """Et saksregister, i en egen åpning av filen når ikke en annen er gitt."""

    def lag(bruker: str = "Kari Moen", db: Register | None = None) -> Saksregister:
        return Saksregister(db or apne(), kommuner=KOMMUNER, na=klokke, bruker=bruker, kjennetegn=ukjent)

    return lag


@pytest.fixture
def register(lag_register: LagRegister) -> Saksregister:
    return lag_register()


@pytest.fixture
def lag_logg(motor: str, klokke: Klokke, request: pytest.FixtureRequest) -> Iterator[LagLogg]:
    """Åpner loggen, hver gang med en egen forbindelse til den samme."""
    apne_na: list[Provelogg] = []
    if motor == "tjener":
        tjener, database = request.getfixturevalue("tjener"), request.getfixturevalue("felles_database")
        tom(tjener, database)
    else:
        apne = request.getfixturevalue("apne")

    def lag(bruker: str = "Ine Aune", kommunenavn: Callable[[str], str] = str) -> Foresporselsregister:
        if motor == "fil":
            return Foresporselsregister(apne(skjema=MOTTAK), kommunenavn=kommunenavn, na=klokke, bruker=bruker)
        apne_na.append(tjener.ledige.pop() if tjener.ledige else Provelogg(tjener.adresse(database)))
        return Proveregister(apne_na[-1], kommunenavn=kommunenavn, na=klokke, bruker=bruker)

    yield lag
    for db in apne_na:
        db.som_ny()
        tjener.ledige.append(db)


@pytest.fixture
def start_lagrer(rot: Path) -> Iterator[Callable[..., subprocess.Popen[str]]]:
    """Starter ``lagrer.py`` i en egen prosess; den stanses etter prøven om den fortsatt kjører."""
    barn: list[subprocess.Popen[str]] = []

    def start(*argumenter: str | Path) -> subprocess.Popen[str]:
        prosess = subprocess.Popen(
            [sys.executable, Path(__file__).with_name("lagrer.py"), *argumenter],
            env={**os.environ, "PYTHONPATH": os.pathsep.join(map(str, (rot / "src", rot / "tests", *sys.path)))},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            encoding="utf-8",
        )
        barn.append(prosess)
        return prosess

    yield start
    for prosess in barn:
        prosess.kill()
        prosess.communicate()
