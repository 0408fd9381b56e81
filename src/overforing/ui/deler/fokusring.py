"""Ringen rundt det som har fokus."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import (
    QApplication,
    QFocusFrame,
    QProxyStyle,
    QScrollArea,
    QStyle,
    QStyleHintReturn,
    QStyleOption,
    QWidget,
)

from .pensel import pensel


class _Luftig(QProxyStyle):
    """Gir ringen litt luft rundt det den omgir, og lar den ligge øverst, så ingen ramme kutter den."""

    def styleHint(  # noqa: N802
        self,
        hint: QStyle.StyleHint,
        valg: QStyleOption | None = None,
        widget: QWidget | None = None,
        svar: QStyleHintReturn | None = None,
    ) -> int:
        if hint == QStyle.StyleHint.SH_FocusFrame_AboveWidget:
            return 1
        return super().styleHint(hint, valg, widget, svar)

    def pixelMetric(  # noqa: N802
        self, mal: QStyle.PixelMetric, valg: QStyleOption | None = None, widget: QWidget | None = None
    ) -> int:
        if mal in (QStyle.PixelMetric.PM_FocusFrameHMargin, QStyle.PixelMetric.PM_FocusFrameVMargin):
            return 4
        return super().pixelMetric(mal, valg, widget)


class _Vokter(QObject):
    """Sier fra når det som har fokus, tegnes, og når det mister fokus."""

    tegnet = Signal()
    mistet = Signal()

    def eventFilter(self, objekt: QObject, hendelse: QEvent) -> bool:  # noqa: N802
        if hendelse.type() == QEvent.Type.Paint:
            self.tegnet.emit()
        elif hendelse.type() == QEvent.Type.FocusOut and isinstance(objekt, QWidget) and not objekt.hasFocus():
            self.mistet.emit()  # ikke når en meny bare ligger over
        return super().eventFilter(objekt, hendelse)


def _rull_fram(widget: QWidget) -> None:
    """Rull fram det som har fått fokus. Qt gjør det selv bare for Tab.

    Ikke mens en museknapp er nede, for da flytter det seg fra musa, og ikke det som er høyere enn plassen.
    """
    if not widget.hasFocus() or QApplication.mouseButtons() != Qt.MouseButton.NoButton:
        return
    over = widget.parentWidget()
    while over is not None:
        if isinstance(over, QScrollArea) and widget.height() <= over.viewport().height():
            over.ensureWidgetVisible(widget, 20, 20)
        over = over.parentWidget()


class Fokusring(QFocusFrame):
    """Ringen rundt det som har fokus: lik for alt, og godt synlig i lys og mørk drakt."""

    def __init__(self, vindu: QWidget, app: QApplication) -> None:
        super().__init__(vindu)
        self._vindu = vindu
        self._stil = _Luftig("Fusion")
        self.setStyle(self._stil)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        # Qt skjuler ringen når det den omgir, får nytt utseende eller ligger utenfor, og viser den ikke igjen.
        self._vokter = _Vokter(self)
        self._vokter.tegnet.connect(self._vis, Qt.ConnectionType.QueuedConnection)
        # Det som mister fokus, kan svare med å bli borte fra vinduet, før noen har sagt hvor fokus er nå.
        self._vokter.mistet.connect(lambda: self.setWidget(None))  # type: ignore[arg-type]  # None er lov i Qt
        self._app: QApplication | None = app
        app.focusChanged.connect(self._flytt)
        self._flytt(None, app.focusWidget())

    def slipp(self) -> None:
        """Følg ikke fokus lenger. Mens vinduet rives ned, peker fokus på widgeter som er halvveis borte."""
        if self._app is not None:
            self._app.focusChanged.disconnect(self._flytt)
            self._app = None

    def _flytt(self, gammel: QWidget | None, ny: QWidget | None) -> None:
        if gammel is not None:
            gammel.removeEventFilter(self._vokter)
            if ny is not None and ny.window() is self._vindu:
                QTimer.singleShot(0, ny, lambda: _rull_fram(ny))
        if ny is None or ny.window() is not self._vindu or ny.property("egen_fokus"):
            self.setWidget(None)  # type: ignore[arg-type]  # None er lov i Qt
            return
        self.setWidget(ny)
        ny.installEventFilter(self._vokter)

    def _vis(self) -> None:
        widget: QWidget | None = self.widget()  # PySide sier at den alltid finnes
        if widget and self.isHidden():
            self.show()
            self.raise_()

    def paintEvent(self, _hendelse: QPaintEvent) -> None:  # noqa: N802
        maler = pensel(self)
        widget: QWidget | None = self.widget()
        egen = widget.property("fokusfarge") if widget else None
        maler.setPen(QPen(QColor(egen) if egen else self._vindu.palette().color(QPalette.ColorRole.Shadow), 2))
        maler.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), 8, 8)
