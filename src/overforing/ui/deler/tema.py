"""Skriften og målene i vinduet, og drakten: lys eller mørk etter systemet. Målene følger skriften."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPalette
from PySide6.QtWidgets import QApplication, QStyleFactory, QWidget

from overforing.saksgang.slag import Farge

from .farger import LYS, MORK, Farger

TEGN = {Farge.GOD: "✓", Farge.STOPP: "✕", Farge.VARSEL: "△", Farge.NOYTRAL: "–"}
"""Tegnet som alltid står ved siden av en farge."""

_STORRELSE = 7 / 6  # brødteksten mot systemets skrift
_LINJEHOYDE = 19.0  # i tegningen målene er tatt fra


class Tema(QObject):
    """Utseendet på ett program. Følger systemets lyse eller mørke drakt så lenge ``las`` er ``None``."""

    endret = Signal()

    def __init__(self, app: QApplication, *, las: bool | None = None) -> None:
        super().__init__(app)
        self._app = app
        self._las = las
        self._systemskrift = QFont(app.font())
        app.setStyle(QStyleFactory.create("Fusion"))
        self.farger = LYS
        self._bruk()
        app.styleHints().colorSchemeChanged.connect(lambda *_: self._bruk())

    def las(self, morkt: bool | None) -> None:
        """Lås drakten, eller følg systemet igjen med ``None``. Brukes til bilder og prøver."""
        self._las = morkt
        self._bruk()

    def skaler(self, faktor: float) -> None:
        """Større eller mindre skrift enn systemets."""
        self._systemskrift.setPointSizeF(self._systemskrift.pointSizeF() * faktor)
        self._bruk()

    def px(self, n: float) -> int:
        """Et mål i tegningen, i forhold til skriften."""
        return max(1, round(n * self._k))

    def punkt(self, faktor: float) -> float:
        """Skriftstørrelsen i punkt, i forhold til brødteksten."""
        return round(self._skrift.pointSizeF() * faktor, 2)

    def _bruk(self) -> None:
        from .stilark import stilark

        systemet = self._app.styleHints().colorScheme() == Qt.ColorScheme.Dark
        self.farger = MORK if (systemet if self._las is None else self._las) else LYS
        self._skrift = QFont(self._systemskrift)
        storrelse = self._systemskrift.pointSizeF()
        self._skrift.setPointSizeF((storrelse if storrelse > 0 else 9.0) * _STORRELSE)
        self._app.setFont(self._skrift)
        self._k = max(0.8, QFontMetricsF(self._skrift).height() / _LINJEHOYDE)
        self._app.setPalette(palett(self.farger))
        self._app.setStyleSheet(stilark(self.farger, self.px, self.punkt))
        self.endret.emit()


def palett(f: Farger) -> QPalette:
    """Paletten det som ikke styres av stilarket, tegnes med."""
    p = QPalette()
    roller = QPalette.ColorRole
    for rolle, farge in {
        roller.Window: f.bunn,
        roller.WindowText: f.tekst,
        roller.Base: f.kort,
        roller.AlternateBase: f.bunn,
        roller.Text: f.tekst,
        roller.Button: f.kort,
        roller.ButtonText: f.tekst,
        roller.BrightText: f.feil,
        roller.Highlight: f.merket,
        roller.HighlightedText: f.pa_merket,
        roller.Accent: f.hoved,
        roller.Link: f.lenke,
        roller.LinkVisited: f.lenke,
        roller.PlaceholderText: f.dempet,
        roller.ToolTipBase: f.kort,
        roller.ToolTipText: f.tekst,
        roller.Mid: f.feltkant,
        roller.Light: f.kort,
        roller.Midlight: f.svak,
        roller.Dark: f.strek,
        roller.Shadow: f.fokus,
    }.items():
        p.setColor(rolle, QColor(farge))
    for rolle in (roller.WindowText, roller.Text, roller.ButtonText):
        p.setColor(QPalette.ColorGroup.Disabled, rolle, QColor(f.dempet))
    for rolle, farge in ((roller.Highlight, f.merket), (roller.HighlightedText, f.pa_merket)):
        p.setColor(QPalette.ColorGroup.Inactive, rolle, QColor(farge))
    return p


def sett(widget: QWidget, **egenskaper: object) -> None:
    """Sett egenskaper stilarket velger på, og tegn på nytt når noen er endret."""
    endret = False
    for navn, verdi in egenskaper.items():
        if widget.property(navn) != verdi:
            widget.setProperty(navn, verdi)
            endret = True
    if endret:
        widget.style().unpolish(widget)
        widget.style().polish(widget)
        QApplication.postEvent(widget, QEvent(QEvent.Type.StyleChange))
