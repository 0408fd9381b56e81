"""Feltet for én linje tekst: det eneste av feltene startsiden trenger."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit

from .taster import med_vinduets_angre

_ANGRE = (QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo)


def er_angre(hendelse: QEvent) -> bool:
    """Om tasten er «Angre» eller «Gjenta»."""
    return (
        hendelse.type() in (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress)
        and isinstance(hendelse, QKeyEvent)
        and any(hendelse.matches(taster) for taster in _ANGRE)
    )


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
