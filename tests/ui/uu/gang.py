"""Gangen: rundturen med alle prøvene på hvert sted. Samler feilene, hver med stedet den først ble sett."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from types import ModuleType

from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QWidget
from ui.tidsur import ro
from ui.uu import farge, navn, plass, tab
from ui.uu.felles import Blikk, Prove

from overforing.program.program import Program
from overforing.sak.kodeverk import Malform
from overforing.ui.deler.tema import Tema
from overforing.ui.vindu.oppstart import riv_ned

STOR, LITEN, LITEN_MED_DOBBEL_SKRIFT = (1320, 820), (940, 560), (1024, 700)

SKJERMLESER: dict[str, Prove] = {
    "navn": navn.navn,
    "rolle": navn.rolle,
    "overskrift": navn.overskrift,
    "tilstand": navn.tilstand,
    "feil_i_feltet": navn.feil_i_feltet,
    "ulike_navn": navn.ulike_navn,
    "ledetekst": navn.ledetekst,
    "rader": navn.rader,
    "tegn_og_ord": farge.tegn_og_ord,
}
PLASS: dict[str, Prove] = {
    "plass": plass.plass,
    "innenfor": plass.innenfor,
    "oppa": plass.oppa,
    "sidelengs": plass.sidelengs,
    "leserekkefolge": tab.leserekkefolge,
}
FARGER = ("tekstkontrast", "fokus")
PROVER = (*SKJERMLESER, *PLASS, *FARGER, "tab")
"""Navnene på prøvene på hvert sted. Erklæringen om tilgjengelighet viser til dem, og til ``ANDRE``."""
ANDRE = ("meldinger", "skjermleser")
"""Prøvene i egne filer: ``test_meldinger.py`` og ``test_skjermleser.py``."""


@dataclass
class Gang:
    """Feilene: prøven, så feilen, så det første stedet den er sett."""

    feil: dict[str, dict[str, str]] = field(default_factory=lambda: defaultdict(dict))
    steder: list[str] = field(default_factory=list)
    sett: set[object] = field(default_factory=set)

    def prov(self, sted: str, blikk: Blikk, prover: dict[str, Prove]) -> None:
        for hva, prove in prover.items():
            if hva == "ulike_navn" and sted.startswith("06-lange-navn"):
                continue  # der heter alle i saken det samme
            for setning in prove(blikk):
                self.feil[hva].setdefault(setning, sted)

    def melding(self, hva: str) -> str:
        return "\n".join(f"{setning} ({sted})" for setning, sted in self.feil[hva].items())


def ga(
    tur: ModuleType,
    program: Program,
    hjem: Path,
    tema: Tema,
    app: QApplication,
    *,
    dobbel: bool,
    se: Callable[[str, QWidget], None] = lambda *_: None,
) -> Gang:
    """Gå turen med dobbel skrift i lys drakt og lite vindu, eller med vanlig skrift i mørk drakt i begge størrelser.

    ``se`` får hvert sted i tillegg, før noe er gjort der.
    """
    QAccessible.setActive(True)  # ellers sier ikke listene fra når radene er andre
    tema.las(not dobbel)
    if dobbel:
        tema.skaler(2)
    gang = Gang()
    farger: dict[str, Prove] = {"tekstkontrast": farge.Tekstkontrast(), "fokus": farge.Fokus()}
    vindu = tur.lag_vindu(program, hjem, tema, app, Malform.NB)
    try:
        apne(vindu, LITEN_MED_DOBBEL_SKRIFT if dobbel else STOR)
        se_pa = _se_pa_stort if dobbel else _se_pa

        def se_dialogen(sted: str, dialog: QWidget) -> None:
            se(sted, dialog)
            _se_pa_dialogen(gang, sted, dialog, farger)

        for sted in tur.rundtur(vindu, program, hjem, se_dialogen):
            vindu.activateWindow()  # uten skjerm får det ikke fokus igjen av seg selv etter en dialog
            ro(vindu)
            gang.steder.append(sted)
            se(sted, vindu)
            se_pa(gang, sted, vindu, farger)
    finally:
        vindu.close()
        riv_ned(vindu)  # med en gang: ellers tegnes det på nytt hver gang drakten byttes
        if dobbel:
            tema.skaler(0.5)
        tema.las(False)
    return gang


def apne(vindu: QWidget, storrelse: tuple[int, int]) -> None:
    """Vis vinduet og gi det fokus."""
    vindu.resize(*storrelse)
    vindu.show()
    vindu.activateWindow()
    ro(vindu)


def _se_pa_stort(gang: Gang, sted: str, vindu: QWidget, farger: dict[str, Prove]) -> None:
    """Dobbel skrift endrer plassen og fargene som er tegnet, ikke navnene."""
    gang.prov(sted, Blikk(vindu), {**PLASS, **farger})


def _se_pa(gang: Gang, sted: str, vindu: QWidget, farger: dict[str, Prove]) -> None:
    blikk = Blikk(vindu)
    gang.prov(sted, blikk, {**SKJERMLESER, **PLASS, **farger})
    kjenning = tuple((type(w), w.accessibleName()) for w in blikk.fokuserbare)
    if kjenning in gang.sett:
        return
    gang.sett.add(kjenning)
    vindu.resize(*LITEN)
    ro(vindu)
    gang.prov(f"{sted}, lite vindu", Blikk(vindu), PLASS)
    vindu.resize(*STOR)
    QApplication.processEvents()
    gang.prov(sted, Blikk(vindu), {"tab": tab.tab})


def _se_pa_dialogen(gang: Gang, sted: str, dialog: QWidget, farger: dict[str, Prove]) -> None:
    dialog.activateWindow()
    QApplication.processEvents()
    gang.steder.append(sted)
    gang.prov(sted, Blikk(dialog), {**SKJERMLESER, "plass": plass.plass, **farger, "tab": tab.tab})
