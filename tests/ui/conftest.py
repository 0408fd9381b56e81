"""Felles for prøvene av vinduet."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any, cast

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication
from ui.oppe import Oppe
from ui.vindu import Svarer, lag_kontor

from overforing.program.innstillinger import Innstillingslager
from overforing.program.program import Program
from overforing.saksgang.kontor import Sakskontor
from overforing.ui.deler.dialoger import Dialoger
from overforing.ui.deler.ordene import Ord
from overforing.ui.deler.qtnorsk import installer
from overforing.ui.deler.tema import Tema
from overforing.ui.deler.utstyr import Utstyr
from overforing.ui.vindu.hovedvindu import Hovedvindu
from overforing.ui.vindu.oppstart import riv_ned


@pytest.fixture(scope="session")
def program() -> Program:
    return Program.start()


@pytest.fixture(scope="session")
def norsk(qapp: QApplication, program: Program) -> QApplication:
    installer(qapp, program.katalog)
    return qapp


@pytest.fixture(scope="session", autouse=True)
def _revet_mens_programmet_er_der(qapp: QApplication) -> Iterator[None]:
    """Det prøvene har lukket, slettes før Qt tas ned, ikke i tilfeldig rekkefølge når Python slutter.

    Har en skjermleser spurt etter det, krasjer Qt ellers.
    """
    yield
    for _ in range(2):  # det som slettes, kan ha holdt på noe
        gc.collect()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


@pytest.fixture(scope="session")
def tema(norsk: QApplication) -> Tema:
    return Tema(norsk, las=False)


@pytest.fixture(scope="session")
def gatt_pa_bokmal(
    program: Program, tema: Tema, norsk: QApplication, tmp_path_factory: pytest.TempPathFactory
) -> Callable[[ModuleType], tuple[Any, Any, Path]]:
    """Rundturen på bokmål, gått én gang i hvert vindu: prøvene av tilgjengeligheten og av tekstene ser på det samme."""
    from ui.turtekster import Turtekster
    from ui.uu import gang

    @cache
    def ga(tur: ModuleType) -> tuple[Any, Any, Path]:
        hjem, tekster = tmp_path_factory.mktemp("hjem"), Turtekster()
        return gang.ga(tur, program, hjem, tema, norsk, dobbel=False, se=tekster.se), tekster, hjem

    return ga


@pytest.fixture(scope="module")
def gaa(
    program: Program,
    tema: Tema,
    norsk: QApplication,
    tmp_path_factory: pytest.TempPathFactory,
    gatt_pa_bokmal: Callable[[ModuleType], tuple[Any, Any, Path]],
) -> Callable[..., Any]:
    """Gå en rundtur med alle prøvene av tilgjengeligheten: ``gaa(turen, dobbel=False)``."""
    from ui.uu import gang

    def ga(tur: ModuleType, *, dobbel: bool) -> Any:
        if not dobbel:
            return gatt_pa_bokmal(tur)[0]
        return gang.ga(tur, program, tmp_path_factory.mktemp("hjem"), tema, norsk, dobbel=True)

    return ga


@pytest.fixture
def ord_(program: Program) -> Ord:
    return Ord(program.katalog)


@pytest.fixture
def kontor(program: Program, tmp_path: Path) -> Sakskontor:
    return lag_kontor(program, tmp_path)


@pytest.fixture
def dialoger() -> Svarer:
    return Svarer()


@pytest.fixture
def utstyr(program: Program, ord_: Ord, tema: Tema, dialoger: Svarer, tmp_path: Path) -> Utstyr:
    return Utstyr(ord_, tema, program.geografi, Innstillingslager(tmp_path), cast(Dialoger, dialoger))


@pytest.fixture
def oppe(program: Program, tmp_path: Path, tema: Tema, norsk: QApplication) -> Iterator[Oppe]:
    ett = Oppe(program, tmp_path, tema, norsk)
    yield ett
    ett.vindu.close()
    riv_ned(ett.vindu)  # ellers tegnes det på nytt når skriften byttes
    tema.sett_tekst(100)
    installer(norsk, program.katalog)


@pytest.fixture(autouse=True)
def _ingen_vinduer_igjen() -> Iterator[None]:
    """Det som er igjen, tegnes på nytt hver gang drakten eller skriften byttes."""
    yield
    oppe = QApplication.topLevelWidgets()
    for vindu in oppe:
        vindu.close()
    for vindu in oppe:
        if isinstance(vindu, Hovedvindu):
            riv_ned(vindu)
