"""Hvilket felt brukeren er i."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication, QWidget

from .felt import Felt


class Feltfokus(QObject):
    """``sti`` er feltet på siden som sist hadde fokus. Utenfor feltene blir den stående, så det en leser, blir der."""

    byttet = Signal()

    def __init__(self, side: QWidget) -> None:
        super().__init__(side)
        self._side = side
        self.sti = ""
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._folg)

    def _folg(self, _fra: QWidget | None, til: QWidget | None) -> None:
        while til is not None and not isinstance(til, Felt):
            til = til.parentWidget()
        if til is not None and til.q.sti != self.sti and self._side.isAncestorOf(til):
            self.sti = til.q.sti
            self.byttet.emit()
