"""Feltet for én linje tekst: det eneste av feltene startsiden trenger."""

from __future__ import annotations

from PySide6 import QtGui
from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit

from .taster import med_vinduets_angre


def er_angre(hendelse: QEvent) -> bool:
    """Om tasten er «Angre» eller «Gjenta»."""
    if not isinstance(hendelse, QKeyEvent) or hendelse.type() == QEvent.Type.KeyRelease:
        return False
    # PySide lager klassen med alle snarveiene når den nevnes, og det skal vinduet ikke vente på.
    vanlig = QtGui.QKeySequence.StandardKey
    return any(hendelse.matches(taster) for taster in (vanlig.Undo, vanlig.Redo))


class Linjefelt(QLineEdit):
    """Én linje tekst. Angre er programmets, med Ctrl+Z og høyreklikk, om feltet ikke har ``egen_angre``."""

    forlatt = Signal()
    egen_angre = False

    def event(self, hendelse: QEvent) -> bool:
        if not self.egen_angre and er_angre(hendelse):
            hendelse.ignore()
            return False
        return super().event(hendelse)

    def focusOutEvent(self, hendelse: QFocusEvent) -> None:  # noqa: N802
        super().focusOutEvent(hendelse)
        if hendelse.reason() != Qt.FocusReason.PopupFocusReason:
            self.forlatt.emit()

    def contextMenuEvent(self, hendelse: QContextMenuEvent) -> None:  # noqa: N802
        meny = self.createStandardContextMenu()
        if not self.egen_angre:
            med_vinduets_angre(meny, self.window())
        meny.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        meny.popup(hendelse.globalPos())
