"""Radioknapper og avkryssinger med tekst som brytes, og store nok å treffe."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontInfo, QKeyEvent, QPainter, QPaintEvent, QPalette, QPen, QPolygonF
from PySide6.QtWidgets import QAbstractButton, QCheckBox, QRadioButton

from .gruppe import hold_tab_pa, velg_med_pilen
from .klosser import folg_bredden
from .pensel import pensel

# Shiboken tåler ikke to Qt-klasser som forelder, så det felles er en Qt-klasse bare for typekontrollen.
if TYPE_CHECKING:
    _Grunn = QAbstractButton
else:
    _Grunn = object

_BRYT = Qt.TextFlag.TextWordWrap.value | Qt.AlignmentFlag.AlignLeft.value | Qt.AlignmentFlag.AlignTop.value


class _Brytende(_Grunn):
    """Det radioknappen og avkryssingen har felles: måler og tegner seg selv."""

    _malt: dict[int, int]

    def _oppsett(self) -> None:
        folg_bredden(self)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    @property
    def _rute(self) -> int:
        return round(self.fontMetrics().height() * 0.84)

    @property
    def _luft(self) -> int:
        # Like høyt å treffe i alle skrifter: noen har alt mye luft i linjen.
        return max(2, round((QFontInfo(self.font()).pixelSize() * 1.75 - self.fontMetrics().height()) / 2))

    @property
    def _innrykk(self) -> int:
        return self._rute + 2 * self._luft + 1

    def sizeHint(self) -> QSize:  # noqa: N802
        mal = self.fontMetrics()
        bredde = mal.horizontalAdvance(self.text()) + self._innrykk + 4
        return QSize(bredde, max(mal.height(), self._rute) + 2 * self._luft)

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        lengste = max((self.fontMetrics().horizontalAdvance(o) for o in self.text().split()), default=0)
        return QSize(self._innrykk + lengste + 4, self.sizeHint().height())

    def hasHeightForWidth(self) -> bool:  # noqa: N802
        return True

    def heightForWidth(self, bredde: int) -> int:  # noqa: N802
        # Spørres om mange ganger for hver plassering, og nesten alltid for de samme breddene.
        hoyde = self._malt.get(bredde)
        if hoyde is None:
            flate = QRect(0, 0, max(1, bredde - self._innrykk), 10_000)
            tekst = self.fontMetrics().boundingRect(flate, _BRYT, self.text()).height()
            hoyde = self._malt[bredde] = max(tekst, self._rute) + 2 * self._luft
        return hoyde

    def setText(self, tekst: str) -> None:  # noqa: N802
        self._malt.clear()
        super().setText(tekst)

    def changeEvent(self, hendelse: QEvent) -> None:  # noqa: N802
        if hendelse.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._malt.clear()
        super().changeEvent(hendelse)

    def hitButton(self, punkt: QPoint) -> bool:  # noqa: N802
        return self.rect().contains(punkt)

    def paintEvent(self, _hendelse: QPaintEvent) -> None:  # noqa: N802
        maler = pensel(self)
        p, roller = self.palette(), QPalette.ColorRole
        pa, over = self.isChecked(), self.underMouse()
        linje = max(self.fontMetrics().height(), self._rute)
        felt = QRectF(1, self._luft + (linje - self._rute) / 2 + 0.5, self._rute - 1, self._rute - 1)
        kant = p.color(roller.Accent) if pa or over else p.color(roller.Mid)
        maler.setPen(QPen(kant, 2 if pa or over else 1.4))
        maler.setBrush(p.color(roller.Base))
        self._tegn(maler, felt, pa)
        maler.setPen(p.color(roller.WindowText))
        ned = self._luft + (linje - self.fontMetrics().height()) // 2
        tekst = self.rect().adjusted(self._innrykk, ned, 0, 0)
        maler.drawText(tekst, _BRYT, self.text())

    def _tegn(self, maler: QPainter, felt: QRectF, pa: bool) -> None:
        raise NotImplementedError


class Radio(_Brytende, QRadioButton):
    """Ett av flere valg."""

    def __init__(self, tekst: str) -> None:
        self._malt = {}
        QRadioButton.__init__(self, tekst)
        self._oppsett()
        self.toggled.connect(lambda pa: hold_tab_pa(self) if pa else None)

    def keyPressEvent(self, hendelse: QKeyEvent) -> None:  # noqa: N802
        super().keyPressEvent(hendelse)
        velg_med_pilen(self, hendelse)

    def _tegn(self, maler: QPainter, felt: QRectF, pa: bool) -> None:
        maler.drawEllipse(felt)
        if pa:
            maler.setPen(Qt.PenStyle.NoPen)
            maler.setBrush(self.palette().color(QPalette.ColorRole.Accent))
            inn = felt.width() * 0.26
            maler.drawEllipse(felt.adjusted(inn, inn, -inn, -inn))


class Avkryss(_Brytende, QCheckBox):
    """Av eller på."""

    def __init__(self, tekst: str) -> None:
        self._malt = {}
        QCheckBox.__init__(self, tekst)
        self._oppsett()

    def _tegn(self, maler: QPainter, felt: QRectF, pa: bool) -> None:
        p, roller = self.palette(), QPalette.ColorRole
        if pa:
            maler.setBrush(p.color(roller.Accent))
        maler.drawRoundedRect(felt, 3, 3)
        if pa:
            penn = QPen(p.color(roller.HighlightedText), max(1.8, felt.width() * 0.13))
            penn.setCapStyle(Qt.PenCapStyle.RoundCap)
            penn.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
            maler.setPen(penn)
            b = felt.width()
            maler.drawPolyline(
                QPolygonF(
                    [felt.topLeft() + QPointF(x * b, y * b) for x, y in ((0.24, 0.53), (0.43, 0.72), (0.77, 0.3))]
                )
            )
