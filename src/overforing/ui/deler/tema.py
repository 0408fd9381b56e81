"""Fargene, skriften og målene i vinduet, lyst og mørkt etter systemet. Målene følger skriften."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPalette
from PySide6.QtWidgets import QApplication, QStyleFactory, QWidget

from overforing.saksgang.slag import Farge

TEGN = {Farge.GOD: "✓", Farge.STOPP: "✕", Farge.VARSEL: "△", Farge.NOYTRAL: "–"}
"""Tegnet som alltid står ved siden av en farge."""

_STORRELSE = 7 / 6  # brødteksten mot systemets skrift
_LINJEHOYDE = 19.0  # i tegningen målene er tatt fra


@dataclass(frozen=True)
class Tone:
    """En merkefarge: flaten, kanten og skriften på flaten."""

    flate: str
    kant: str
    tekst: str


@dataclass(frozen=True)
class Farger:
    """Alle fargene i vinduet, etter hva de er til."""

    morkt: bool
    bunn: str
    kort: str
    kant: str
    feltkant: str
    tekst: str
    dempet: str
    hoved: str
    hoved_over: str
    pa_hoved: str
    svak: str
    lenke: str
    fokus: str
    merket: str
    pa_merket: str
    feil: str
    strek: str
    rulle: str
    skinne: str
    skinne_valgt: str
    skinne_tekst: str
    skinne_dempet: str
    skinne_fokus: str
    god: Tone
    stopp: Tone
    varsel: Tone
    noytral: Tone
    info: Tone

    def tone(self, farge: Farge) -> Tone:
        tone: Tone = getattr(self, farge.value)
        return tone


LYS = Farger(
    morkt=False,
    bunn="#f4f6f9",
    kort="#ffffff",
    kant="#d3d9e3",
    feltkant="#6f7a8a",
    tekst="#1a2433",
    dempet="#566173",
    hoved="#1a5dc6",
    hoved_over="#154ca3",
    pa_hoved="#ffffff",
    svak="#e3edfb",
    lenke="#1a5dc6",
    fokus="#b3540a",
    merket="#1a5dc6",
    pa_merket="#ffffff",
    feil="#b3261e",
    strek="#7d8aa1",
    rulle="#b3bccb",
    skinne="#14284b",
    skinne_valgt="#2b4a7f",
    skinne_tekst="#ffffff",
    skinne_dempet="#b7c4dc",
    skinne_fokus="#ffc14d",
    god=Tone("#dff3e4", "#2e8b4a", "#14602d"),
    stopp=Tone("#fbe1df", "#c0392f", "#8f1d16"),
    varsel=Tone("#fef0d5", "#c9810f", "#744300"),
    noytral=Tone("#e8ebf0", "#7a8494", "#434d5c"),
    info=Tone("#e6effc", "#8db3ea", "#1a2433"),
)

MORK = Farger(
    morkt=True,
    bunn="#12161d",
    kort="#1b212b",
    kant="#39434f",
    feltkant="#8a96a6",
    tekst="#e8ecf2",
    dempet="#aab5c3",
    hoved="#7fb1ff",
    hoved_over="#a3c7ff",
    pa_hoved="#0b1a33",
    svak="#22344f",
    lenke="#8dbaff",
    fokus="#ffc14d",
    merket="#7fb1ff",
    pa_merket="#0b1a33",
    feil="#ff9b92",
    strek="#7f8c9e",
    rulle="#4d5867",
    skinne="#0c1220",
    skinne_valgt="#263c63",
    skinne_tekst="#f2f5fa",
    skinne_dempet="#a6b4cc",
    skinne_fokus="#ffc14d",
    god=Tone("#17351f", "#4fae6c", "#9fe0b2"),
    stopp=Tone("#42201e", "#e0665c", "#ffb4ad"),
    varsel=Tone("#3c2c10", "#d99a35", "#f7cd86"),
    noytral=Tone("#2a323d", "#8a95a5", "#c6cfdb"),
    info=Tone("#1c2b43", "#456a9f", "#e8ecf2"),
)


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
        self._app.setStyleSheet(stilark(self))
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
