"""Tegnene i skinnen når den er smal: enkle streker, tegnet i en rute på 20 × 20."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

_RUTE = 20.0
_STREKER: dict[str, tuple[tuple[tuple[float, float], ...], ...]] = {
    # Hver strek er punktene den går gjennom.
    "saker": (((2, 16), (2, 4), (8, 4), (10, 6.5), (18, 6.5), (18, 16), (2, 16)), ((2, 9.5), (18, 9.5))),
    "mottak": (
        ((2, 11), (2, 17), (18, 17), (18, 11), (13, 11), (12, 13.5), (8, 13.5), (7, 11), (2, 11)),
        ((10, 2), (10, 9.5)),
        ((6.5, 6.2), (10, 9.7), (13.5, 6.2)),
    ),
    "statistikk": (((2, 17.5), (18, 17.5)), ((5, 17), (5, 11)), ((10, 17), (10, 4)), ((15, 17), (15, 8))),
    "regelbok": (
        ((10, 5), (8, 3.5), (2, 3.5), (2, 15.5), (8, 15.5), (10, 17)),
        ((10, 5), (12, 3.5), (18, 3.5), (18, 15.5), (12, 15.5), (10, 17), (10, 5)),
    ),
    "innstillinger": (
        *(((2, y), (18, y)) for y in (4.5, 10, 15.5)),
        ((6.5, 2.5), (6.5, 6.5)),
        ((13.5, 8), (13.5, 12)),
        ((8.5, 13.5), (8.5, 17.5)),
    ),
}


def tegn_ikon(maler: QPainter, side: str, rute: QRectF, farge: QColor) -> None:
    """Tegnet for siden midt i ruten, så stort som den."""
    maler.save()
    maler.translate(rute.topLeft())
    maler.scale(rute.width() / _RUTE, rute.height() / _RUTE)
    penn = QPen(farge, 1.6)
    penn.setCapStyle(Qt.PenCapStyle.RoundCap)
    penn.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    maler.setPen(penn)
    maler.setBrush(Qt.BrushStyle.NoBrush)
    for strek in _STREKER.get(side, ()):
        maler.drawPolyline([QPointF(x, y) for x, y in strek])
    if side == "hjelp":
        maler.drawEllipse(QRectF(1.5, 1.5, 17, 17))
        _sporsmalstegn(maler, farge)
    maler.restore()


def _sporsmalstegn(maler: QPainter, farge: QColor) -> None:
    buen = QPainterPath(QPointF(7.2, 7.8))
    buen.cubicTo(QPointF(7.2, 4.2), QPointF(12.8, 4.2), QPointF(12.8, 7.6))
    buen.cubicTo(QPointF(12.8, 9.8), QPointF(10, 9.6), QPointF(10, 12))
    maler.drawPath(buen)
    maler.setPen(Qt.PenStyle.NoPen)
    maler.setBrush(farge)
    maler.drawEllipse(QPointF(10, 14.8), 1.1, 1.1)
