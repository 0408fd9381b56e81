"""Knapper der bare én er valgt: Tab går inn i gruppen til den valgte og ut igjen, og piltastene velger."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QButtonGroup, QRadioButton

from .taster import PILER


def gruppen(knapp: QAbstractButton) -> list[QAbstractButton]:
    """Knappen og de andre den deler valget med. Tom når den står for seg selv."""
    gruppe: QButtonGroup | None = knapp.group()  # PySide sier at den alltid finnes
    if gruppe is not None:
        return gruppe.buttons() if gruppe.exclusive() else []
    rommet = knapp.parentWidget()
    if not isinstance(knapp, QRadioButton) or rommet is None:
        return []
    # Også mens svaret vises, og de et øyeblikk kan velges hver for seg.
    return list(rommet.findChildren(QRadioButton, options=Qt.FindChildOption.FindDirectChildrenOnly))


def hold_tab_pa(valgt: QAbstractButton) -> None:
    """Qt lar ellers Tab gå til den som sist hadde fokus, selv om en annen er valgt siden."""
    for knapp in gruppen(valgt):
        knapp.setFocusPolicy(Qt.FocusPolicy.StrongFocus if knapp is valgt else Qt.FocusPolicy.ClickFocus)


def velg_med_pilen(fra: QAbstractButton, hendelse: QKeyEvent) -> None:
    """Qt flytter bare fokus når ingen er valgt. Kalles etter at den har gjort det."""
    til = QApplication.focusWidget()
    if hendelse.key() not in PILER or not isinstance(til, QAbstractButton) or til is fra or til not in gruppen(fra):
        return
    if not til.isChecked():
        til.click()
