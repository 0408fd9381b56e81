"""Snarveiene: navnet i ``ui_hjelp.taster`` og tastene slik Qt skriver dem. Menyene og hjelpen leser samme liste."""

from __future__ import annotations

from collections.abc import Callable

from PySide6 import QtGui
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QMenu, QWidget

SNARVEIER: dict[str, tuple[str, ...]] = {
    "neste": ("Alt+Right",),
    "forrige": ("Alt+Left",),
    "steg": tuple(f"Ctrl+{nummer}" for nummer in range(1, 9)),
    "ny": ("Ctrl+N",),
    "apne": ("Ctrl+O",),
    "sok": ("Ctrl+F",),
    "angre": ("Ctrl+Z",),
    "gjenta": ("Ctrl+Y", "Ctrl+Shift+Z"),
    "linjen": ("Ctrl+Up", "Ctrl+Down", "Ctrl+Left", "Ctrl+Right"),
    "hjelp": ("F1",),
    "tilbake": ("Esc",),
    "storre": ("Ctrl++", "Ctrl+="),
    "mindre": ("Ctrl+-",),
    "hel": ("Ctrl+0",),
    "skriv_ut": ("Ctrl+P",),
    "lagre": ("Ctrl+S",),
    "meny": ("F10",),
    "lukk": ("Ctrl+Q",),
}

PILER = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}
"""Retningene i et kart (til høyre, ned)."""

_TEGN = {"Right": "→", "Left": "←", "Up": "↑", "Down": "↓", "Ctrl+-": "Ctrl+minus", "Ctrl++": "Ctrl+pluss"}


def legg_til_snarvei(vindu: QWidget, tastene: tuple[str, ...], handling: Callable[[], object]) -> None:
    """La tastene gjøre handlingen, hvor i vinduet en enn står."""
    ny = QAction(vindu)
    ny.setShortcuts([QtGui.QKeySequence(t) for t in tastene])
    ny.triggered.connect(lambda _=False: handling())
    vindu.addAction(ny)


def legg_i_menyen(meny: QMenu, tekst: str, gjor: Callable[[], object]) -> QAction:
    """Et valg i en meny på noe i vinduet. Et «&» i teksten er et tegn, ikke en hurtigtast."""
    handling = QAction(tekst.replace("&", "&&"), meny)
    handling.triggered.connect(lambda *_: gjor())
    meny.addAction(handling)
    return handling


_FOR_SNARVEIEN = QEvent.Type.ShortcutOverride
_RETNING = {Qt.Key.Key_Plus: 1, Qt.Key.Key_Equal: 1, Qt.Key.Key_Minus: -1, Qt.Key.Key_0: 0}


class Kommando(QAction):
    """Noe en kan gjøre, i menyene og med tastene. Navnet er i ``objectName``.

    ``tekst`` og ``kan`` leses når en meny viser den. Tastene prøver uansett, så det som nettopp ble skrevet, teller.
    """

    def __init__(
        self,
        eier: QObject,
        navn: str,
        tekst: Callable[[], str],
        gjor: Callable[[], object],
        kan: Callable[[], bool] = lambda: True,
    ) -> None:
        super().__init__(eier)
        self._tekst, self._kan = tekst, kan
        self.setObjectName(navn)
        self.triggered.connect(lambda _=False: gjor())
        self.setText(tekst())

    def oppdater(self) -> None:
        self.setText(self._tekst())
        self.setEnabled(self._kan())


def vis_kommandoene(meny: QMenu) -> None:
    """La menyen vise hva kommandoene gjør nå, og grå ut dem som ikke kan brukes, så lenge den er åpen."""

    def oppdater() -> None:
        for kommando in kommandoene():
            kommando.oppdater()

    def slipp() -> None:
        for kommando in kommandoene():
            kommando.setEnabled(True)

    def kommandoene() -> list[Kommando]:
        return [handling for handling in meny.actions() if isinstance(handling, Kommando)]

    meny.aboutToShow.connect(oppdater)
    meny.aboutToHide.connect(slipp)


def med_vinduets_angre(meny: QMenu, vindu: QWidget) -> QMenu:
    """Høyreklikkmenyen til et felt med vinduets «Angre» og «Gjenta» i stedet for feltets: de to første, og en strek."""
    egne = meny.actions()[:2]
    vinduets = (vindu.findChild(Kommando, navn) for navn in ("angre", "gjenta"))
    meny.insertActions(egne[0], [kommando for kommando in vinduets if kommando is not None])
    for egen in egne:
        meny.removeAction(egen)
    vis_kommandoene(meny)
    return meny


def zoomretning(hendelse: QEvent) -> int | None:
    """Hvilken vei en tast vil ha det som har fokus: større (1), mindre (-1) eller i vanlig størrelse (0)."""
    if not isinstance(hendelse, QKeyEvent) or hendelse.type() not in (_FOR_SNARVEIEN, QEvent.Type.KeyPress):
        return None
    endrere = Qt.KeyboardModifier
    if hendelse.modifiers() & ~(endrere.ShiftModifier | endrere.KeypadModifier) != endrere.ControlModifier:
        return None
    return _RETNING.get(Qt.Key(hendelse.key()))


def vist(navn: str) -> str:
    """Tastene slik de skrives for et menneske: «Alt+→», «Ctrl+1 … Ctrl+8»."""
    tastene = SNARVEIER[navn]
    if navn == "steg":
        return f"{tastene[0]} … {tastene[-1]}"
    if navn == "storre":  # «=» er bare «+» uten Shift på noen tastatur
        tastene = tastene[:1]
    return ", ".join(_skrevet(tast) for tast in tastene)


def _skrevet(tast: str) -> str:
    for qt, tegn in _TEGN.items():
        tast = tast.replace(qt, tegn) if qt.isalpha() or qt == tast else tast
    return tast
