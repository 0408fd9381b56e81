"""Skriften og målene i vinduet, og drakten: lys, mørk eller med høy kontrast etter systemet. Målene følger skriften."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QColor, QFont, QFontInfo, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from overforing.saksgang.slag import Farge

from .farger import LYS, MORK, Farger, systemets
from .systemet import Systemet

TEGN = {Farge.GOD: "✓", Farge.STOPP: "✕", Farge.VARSEL: "△", Farge.NOYTRAL: "–"}
"""Tegnet som alltid står ved siden av en farge."""

STIL = "Fusion"
"""Stilen i Qt alt tegnes med."""

STORRELSER = (90, 100, 110, 125, 150, 175, 200)
"""Tekststørrelsene en kan velge, i prosent."""

_STORRELSE = 7 / 6  # brødteksten mot systemets skrift
_SKRIFTHOYDE = 16.3  # i tegningen målene er tatt fra, i piksler


def neste_storrelse(prosent: int, retning: int) -> int:
    """Ett hakk større (1) eller mindre (-1), eller vanlig størrelse (0)."""
    if not retning:
        return 100
    videre = [s for s in STORRELSER if (s - prosent) * retning > 0]
    return min(videre, key=lambda s: abs(s - prosent), default=prosent)


class Tema(QObject):
    """Utseendet på ett program. Følger systemet så lenge ``las`` er ``None``.

    ``har_stilen`` når programmet er laget med ``STIL``.
    """

    endret = Signal()

    def __init__(
        self,
        app: QApplication,
        *,
        las: bool | None = None,
        systemet: Systemet | None = None,
        har_stilen: bool = False,
    ) -> None:
        super().__init__(app)
        self._app = app
        self._las = las
        self._systemet = systemet or Systemet(app)
        self._systemskrift = QFont(app.font())
        self._prosent = 100
        self._bytter = False
        if not har_stilen:
            app.setStyle(STIL)
        self.farger = LYS
        self._bruk()
        self._systemet.endret.connect(self._bruk)

    def las(self, morkt: bool | None) -> None:
        """Lås drakten, eller følg systemet igjen med ``None``. Brukes til bilder og prøver."""
        self._las = morkt
        self._bruk()

    def skaler(self, faktor: float) -> None:
        """Større eller mindre skrift enn systemets."""
        self._systemskrift.setPointSizeF(self._systemskrift.pointSizeF() * faktor)
        self._bruk()

    def sett_tekst(self, prosent: int) -> None:
        """Så stor tekst brukeren vil ha. Et vindu som alt er bygd, har målene fra før."""
        if prosent != self._prosent:
            self._prosent = prosent
            self._bruk()

    def nye_systemfarger(self) -> None:
        """Maskinen kan ha fått andre farger."""
        if self.farger.hoy_kontrast and not self._bytter and systemets(self._app.palette()) != self.farger:
            self._bruk()

    def px(self, n: float) -> int:
        """Et mål i tegningen, i forhold til skriften."""
        return max(1, round(n * self._k))

    def punkt(self, faktor: float) -> float:
        """Skriftstørrelsen i punkt, i forhold til brødteksten."""
        return round(self._skrift.pointSizeF() * faktor, 2)

    def _bruk(self) -> None:
        from .stilark import stilark

        self._bytter = True
        grunn = QPalette()
        if self._las is None and self._systemet.hoy_kontrast:
            grunn = self._systemet.palett()
            self.farger = systemets(grunn)
        else:
            self.farger = MORK if (self._systemet.morkt if self._las is None else self._las) else LYS
        self._skrift = QFont(self._systemskrift)
        storrelse = self._systemskrift.pointSizeF()
        self._skrift.setPointSizeF((storrelse if storrelse > 0 else 9.0) * _STORRELSE * self._prosent / 100)
        self._app.setFont(self._skrift)
        # Skriftens størrelse, ikke linjehøyden: Segoe UI har høye linjer, og da ble luften rundt dem like mye større.
        self._k = max(0.8, QFontInfo(self._skrift).pixelSize() / _SKRIFTHOYDE)
        self._app.setPalette(palett(self.farger, grunn))
        self._app.setStyleSheet(stilark(self.farger, self.px, self.punkt))
        self._bytter = False
        self.endret.emit()


def palett(f: Farger, grunn: QPalette | None = None) -> QPalette:
    """Paletten til det stilarket ikke styrer. Med høy kontrast gjelder maskinens, så langt den rekker."""
    p, rolle = QPalette() if grunn is None else QPalette(grunn), QPalette.ColorRole
    vare = {
        rolle.Accent: f.merket if f.hoy_kontrast else f.hoved,
        rolle.Link: f.lenke,
        rolle.LinkVisited: f.lenke,
        rolle.PlaceholderText: f.dempet,
        rolle.Mid: f.feltkant,
        rolle.Light: f.kort,
        rolle.Midlight: f.svak,
        rolle.Dark: f.strek,
        rolle.Shadow: f.fokus,
    }
    maskinens = {
        rolle.Window: f.bunn,
        rolle.WindowText: f.tekst,
        rolle.Base: f.kort,
        rolle.AlternateBase: f.bunn,
        rolle.Text: f.tekst,
        rolle.Button: f.kort,
        rolle.ButtonText: f.tekst,
        rolle.BrightText: f.feil,
        rolle.Highlight: f.merket,
        rolle.HighlightedText: f.pa_merket,
        rolle.ToolTipBase: f.kort,
        rolle.ToolTipText: f.tekst,
    }
    for rolle_, farge in (vare if f.hoy_kontrast else vare | maskinens).items():
        p.setColor(rolle_, QColor(farge))
    if f.hoy_kontrast:
        return p
    gruppe = QPalette.ColorGroup
    for rolle_ in (rolle.WindowText, rolle.Text, rolle.ButtonText):
        p.setColor(gruppe.Disabled, rolle_, QColor(f.avslatt))
    for rolle_, farge in ((rolle.Highlight, f.merket), (rolle.HighlightedText, f.pa_merket)):
        p.setColor(gruppe.Inactive, rolle_, QColor(farge))
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
