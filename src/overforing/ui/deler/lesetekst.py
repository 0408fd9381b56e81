"""Lengre tekst til å lese: hjelpen, regelboken, brevet."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QTextBrowser, QWidget


class Lesetekst(QTextBrowser):
    """Piltastene flytter en markør i teksten, så den kan leses linje for linje, også av en skjermleser."""

    def __init__(self, navn: str) -> None:
        super().__init__()
        self.setAccessibleName(navn)
        self.setTextInteractionFlags(self.textInteractionFlags() | Qt.TextInteractionFlag.TextSelectableByKeyboard)
        self.anchorClicked.connect(self.les_herfra, Qt.ConnectionType.QueuedConnection)

    def les_herfra(self) -> None:
        """Sett markøren øverst i det som vises."""
        self.setTextCursor(self.cursorForPosition(QPoint(0, 0)))

    def focusNextPrevChild(self, neste: bool) -> bool:  # noqa: N802
        """Tab går fra lenke til lenke. Fra et felt som ligger inni teksten, går den videre, ikke tilbake til den."""
        if self.hasFocus():
            return super().focusNextPrevChild(neste)
        return QWidget.focusNextPrevChild(self, neste)
