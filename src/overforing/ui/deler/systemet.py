"""Det maskinen ber om for utseendet: lyst eller mørkt, høy kontrast, og fargene sine. Prøvene setter inn sitt eget."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication


class Systemet(QObject):
    """``endret`` når maskinen ber om noe annet."""

    endret = Signal()

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._app, self._drakt = app, app.styleHints()
        self._drakt.colorSchemeChanged.connect(lambda *_: self.endret.emit())
        self._drakt.accessibility().contrastPreferenceChanged.connect(lambda *_: self.endret.emit())

    @property
    def morkt(self) -> bool:
        return self._drakt.colorScheme() == Qt.ColorScheme.Dark

    @property
    def hoy_kontrast(self) -> bool:
        return self._drakt.accessibility().contrastPreference() == Qt.ContrastPreference.HighContrast

    def palett(self) -> QPalette:
        """Maskinens egne farger. Legger bort dem programmet har satt."""
        self._app.setPalette(QPalette())
        return self._app.palette()
