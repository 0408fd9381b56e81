"""Det som tegner seg selv, tegner med disse."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QWidget


def pensel(widget: QWidget) -> QPainter:
    """En maler med jevne kanter."""
    maler = QPainter(widget)
    maler.setRenderHint(QPainter.RenderHint.Antialiasing)
    return maler


def avrundet(
    maler: QPainter, rute: QRect | QRectF, radius: float, fyll: str | QColor | None, kant: QPen | None = None
) -> None:
    """En rute med runde hjørner, fylt, med kant eller begge deler."""
    maler.setPen(kant or Qt.PenStyle.NoPen)
    maler.setBrush(Qt.BrushStyle.NoBrush if fyll is None else QColor(fyll))
    maler.drawRoundedRect(rute, radius, radius)
