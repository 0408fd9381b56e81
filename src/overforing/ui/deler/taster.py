"""Snarveiene: navnet i ``ui_hjelp.taster`` og tastene slik Qt skriver dem. Vinduet og hjelpen leser samme liste."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

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
    ny.setShortcuts([QKeySequence(t) for t in tastene])
    ny.triggered.connect(lambda _=False: handling())
    vindu.addAction(ny)


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
