"""Liggende søyler, tegnet av programmet selv. Tallet står ved hver søyle, så lengden aldri er det eneste."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from overforing.ui.deler.pensel import avrundet, pensel
from overforing.ui.deler.tema import Tema

_FLEST = 12
"""Så mange søyler tegnes; resten står i tabellen."""


class Soyler(QWidget):
    """Én søyle for hver rad (navn, antall). Et antall som er skjermet (``None``), har ordet for det og ingen søyle."""

    def __init__(self, tema: Tema, skjermet: str) -> None:
        super().__init__()
        self._tema, self._skjermet = tema, skjermet
        self._rader: tuple[tuple[str, int | None], ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def vis(self, rader: tuple[tuple[str, int | None], ...], navn: str) -> None:
        self._rader = rader[:_FLEST]
        self.setAccessibleName(navn)
        self.setAccessibleDescription(", ".join(f"{tekst}: {self._tall(antall)}" for tekst, antall in self._rader))
        self.updateGeometry()
        self.update()

    @property
    def _radhoyde(self) -> int:
        return round(self.fontMetrics().height() * 1.5)

    def sizeHint(self) -> QSize:  # noqa: N802
        return QSize(self._tema.px(260), self._radhoyde * max(1, len(self._rader)))

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        return QSize(self._tema.px(160), self.sizeHint().height())

    def changeEvent(self, hendelse: QEvent) -> None:  # noqa: N802
        if hendelse.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self.updateGeometry()
        super().changeEvent(hendelse)

    def paintEvent(self, _hendelse: QPaintEvent) -> None:  # noqa: N802
        if not self._rader:
            return
        f, mal, hoyde = self._tema.farger, self.fontMetrics(), self._radhoyde
        maler = pensel(self)
        luft = mal.height() // 2
        navneplass = min(max(mal.horizontalAdvance(navn) for navn, _ in self._rader) + 4, self.width() * 6 // 10)
        tallplass = max(mal.horizontalAdvance(self._tall(antall)) for _, antall in self._rader) + luft
        lengst = max(1, self.width() - navneplass - luft - tallplass)
        storst = max(1, *(antall or 0 for _, antall in self._rader), 1)
        midt = Qt.AlignmentFlag.AlignVCenter.value
        for nr, (navn, antall) in enumerate(self._rader):
            y = nr * hoyde
            maler.setPen(QColor(f.tekst))
            kort = mal.elidedText(navn, Qt.TextElideMode.ElideRight, navneplass)
            maler.drawText(QRectF(0, y, navneplass, hoyde), midt | Qt.AlignmentFlag.AlignRight.value, kort)
            lengde = lengst * (antall or 0) / storst
            soyle = QRectF(navneplass + luft, y + hoyde * 0.18, max(2.0, lengde), hoyde * 0.64)
            if antall is not None:
                avrundet(maler, soyle, 2, f.hoved)
            maler.setPen(QColor(f.dempet if antall is None else f.tekst))
            maler.drawText(QRectF(soyle.right() + luft / 2, y, tallplass, hoyde), midt, self._tall(antall))

    def _tall(self, antall: int | None) -> str:
        return self._skjermet if antall is None else str(antall)
