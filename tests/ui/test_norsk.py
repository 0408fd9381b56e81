"""Hele vinduet på begge målformer: ingen tekst som ikke står i tekstene, ingen engelsk, ingen bokmål på nynorsk."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from PySide6.QtGui import QAction
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import (
    QApplication,
    QFileDialog,
    QLineEdit,
    QMenu,
    QMessageBox,
    QPlainTextEdit,
    QTextBrowser,
)
from ui import rundtur, rundtur_mottak
from ui.engelsk import engelske_ord
from ui.norske_ord import bokmalsord
from ui.tekstkilder import Kilder, tekstene
from ui.tidsur import ro
from ui.turtekster import Turtekster

from overforing.las.nokkel import grupper
from overforing.program.program import Program
from overforing.sak.kodeverk import Malform
from overforing.ui.deler.qtnorsk import installer
from overforing.ui.deler.tema import Tema
from overforing.ui.vindu.oppstart import riv_ned

MASKINENS = (".pdf",)
"""Det dialogene viser av denne maskinen."""
OPPDIKTET = (
    "Nav Eksempel",
    "Kari Moen",
    "Ine Aune",
    "Siv Moen",
    "Kjenner en part.",
    "Tor Hegg",
    "Arn Vik",
    "Seniorrådgiver",
    "Avdelingsdirektør",
    "Ringte Nav-kontoret.",
    "Søknaden om råd og veiledning",
    "Botilbudet kan kommunen gi selv.",
    "Nye opplysninger.",
    "IMG 1.jpg",
    "Kjenner en av partene.",
    "bruker",
    "Se brevet.",
    "Anmodning 2026-0417.docx",
    "saker.db.laas",
    "saker.db",
    "PC-1042",
    r"H:\Saker\Brev",
    r"H:\Overføring\saker.db",
    "Alle som kan avgjøre saken hos dere, er inhabile. Stedfortreder er ikke funnet.",
    "Vi har lest brevet deres, og trenger svar på to spørsmål før vi kan avgjøre saken.",
    "Hvem kan avgjøre i stedet?",
    "Dette har kontoret skrevet selv, i to setninger. Forslaget står ved siden av.",
    "Kontoret har bare bekreftet at søknaden er mottatt.",
    "1f2e3d4c",
    "finnes ikke",
)
"""Det rundturene skriver inn selv."""
TURER = {"kontor": rundtur, "mottak": rundtur_mottak}


class Tur:
    """Tekstene på hvert sted i ett vindu på én målform, og hvor de kan være fra."""

    def __init__(self, tekster: Turtekster, malform: Malform, program: Program, hjem: Path) -> None:
        self.malform, self.steder = malform, tekster.steder
        self.kilder = Kilder(program.katalog, malform, [*_data(program, hjem), *dict.fromkeys(tekster.data)])

    def feil(self, gal: Any) -> dict[str, list[str]]:
        """Tekstene som er gale, hver på det første stedet den sto."""
        sett: set[str] = set()
        ut: dict[str, list[str]] = {}
        for sted, tekster in self.steder.items():
            if funnet := sorted(tekst for tekst in tekster - sett if gal(tekst)):
                ut[sted] = funnet
            sett |= tekster
        return ut


def _data(program: Program, hjem: Path) -> Iterator[str]:
    """Det som er oppdiktet på turen, og stedene."""
    for kommune in program.geografi.kommuner.values():
        yield from (kommune.navn, kommune.brevnavn, kommune.norsk_alias, kommune.nummer)
    for embete in program.geografi.embeter.values():
        yield from (embete.navn, embete.postadresse_ubekreftet, *embete.postadresse_ubekreftet.split(", "))
    yield from _verdiene(json.loads(program.eksempel()))
    yield from (*OPPDIKTET, rundtur.LANGT_NAVN, *grupper(rundtur.NOKKEL))
    yield from (str(sted) for fil in hjem.rglob("*") for sted in (fil, fil.name))
    yield from (str(hjem), str(hjem / "sikkerhetskopier"))  # mappene heter det de heter, også før de er laget
    yield from ("Hva er gjort i saken så langt?", "Hvem har dere spurt om å avgjøre?")
    for nokkel in program.katalog:
        if nokkel.startswith("vekt.") and nokkel.endswith(".kilde"):  # kildene heter det de heter
            yield from re.findall("«([^»]+)»", program.katalog.hent(nokkel, Malform.NN))


def _verdiene(del_: Any) -> Iterator[str]:
    if isinstance(del_, dict | list):
        for verdi in del_.values() if isinstance(del_, dict) else del_:
            yield from _verdiene(verdi)
    else:
        yield str(del_)


@pytest.fixture(scope="module", params=[(side, malform) for malform in Malform for side in TURER], ids=str)
def tur(
    request: pytest.FixtureRequest,
    program: Program,
    tema: Tema,
    qapp: QApplication,
    tmp_path_factory: pytest.TempPathFactory,
    gatt_pa_bokmal: Callable[[ModuleType], tuple[Any, Turtekster, Path]],
) -> Tur:
    side, malform = request.param
    if malform is Malform.NB:
        _, *gatt = gatt_pa_bokmal(TURER[side])
    else:
        gatt = _ga(TURER[side], malform, program, tmp_path_factory.mktemp(side), tema, qapp)
    tekster, hjem = gatt
    return Tur(tekster, malform, program, hjem)


def _ga(tur: ModuleType, malform: Malform, program: Program, hjem: Path, tema: Tema, app: Any) -> list[Any]:
    installer(app, program.katalog, malform)
    vindu = tur.lag_vindu(program, hjem, tema, app, malform)
    vindu.resize(1320, 820)
    vindu.show()
    tekster = Turtekster()
    for navn in tur.rundtur(vindu, program, hjem, tekster.se):
        ro(vindu)
        tekster.se(navn, vindu)
    vindu.close()
    riv_ned(vindu)
    installer(app, program.katalog)
    return [tekster, hjem]


def test_all_tekst_star_i_tekstene_eller_er_brukerens(tur: Tur) -> None:
    assert tur.feil(lambda tekst: not tur.kilder.kjent(tekst)) == {}


def test_ingen_engelske_ord(tur: Tur) -> None:
    ogsa_nynorsk = {"open"} if tur.malform is Malform.NN else set()

    def engelsk(tekst: str) -> set[str]:
        funnet = set(engelske_ord(tekst)) - ogsa_nynorsk
        return funnet and funnet & set(engelske_ord(tur.kilder.uten_data(tekst)))

    assert tur.feil(engelsk) == {}


def test_ingen_bokmal_pa_nynorsk(tur: Tur) -> None:
    if tur.malform is Malform.NN:
        assert tur.feil(lambda tekst: bokmalsord(tekst) and bokmalsord(tur.kilder.uten_data(tekst))) == {}


@pytest.mark.parametrize("malform", Malform)
def test_qts_egne_dialoger_og_menyer(malform: Malform, program: Program, qapp: Any, qtbot: Any, tmp_path: Path) -> None:
    installer(qapp, program.katalog, malform)
    try:
        kilder = Kilder(program.katalog, malform, [*_stedene(tmp_path), *_stedene(Path.home()), *MASKINENS])
        gale = [
            tekst
            for tekst in _fra_qt(qtbot, tmp_path)
            if not kilder.kjent(tekst) or engelske_ord(kilder.uten_data(tekst))
        ]
    finally:
        installer(qapp, program.katalog)
    assert gale == []


def _stedene(mappe: Path) -> list[str]:
    return [f"{mappe}/", str(mappe), *mappe.parts]


def _fra_qt(qtbot: Any, mappe: Path) -> Iterator[str]:
    """Det som står i Qts filvelger, utskrift, meldinger og høyreklikkmenyer."""
    fil = QFileDialog(None, "", str(mappe))
    fil.setOption(QFileDialog.Option.DontUseNativeDialog)
    skriver = QPrinter()  # dialogen eier den ikke
    utskrift = QPrintDialog(skriver)
    boks = QMessageBox()
    boks.setDetailedText(" ")
    for knapp in QMessageBox.StandardButton:
        if knapp.value:
            boks.addButton(knapp)
    for dialog in (fil, utskrift, boks):
        qtbot.addWidget(dialog)
        dialog.show()
        yield from tekstene(dialog)
    for slag in (QLineEdit, QPlainTextEdit, QTextBrowser):
        felt = slag()
        qtbot.addWidget(felt)
        yield from (
            handling.text().replace("&", "").split("\t")[0] for handling in _alle(felt.createStandardContextMenu())
        )


def _alle(meny: QMenu) -> Iterator[QAction]:
    for handling in meny.actions():
        yield handling
        if handling.menu():
            yield from _alle(handling.menu())
