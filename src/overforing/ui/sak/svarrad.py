"""Én rad på oppsummeringen: spørsmålet, svaret og «Endre svar». Hele raden er knappen."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from overforing.ui.deler import brytning
from overforing.ui.deler.klosser import folg_bredden
from overforing.ui.deler.pensel import pensel
from overforing.ui.deler.tema import Tema

_KORTEST = 400
_BRYT = Qt.TextFlag.TextWordWrap.value | Qt.AlignmentFlag.AlignLeft.value | Qt.AlignmentFlag.AlignTop.value


class Svarrad(QAbstractButton):
    """Tegner seg selv: en oppsummering har over femti av dem. ``stier`` er feltene svaret står i."""

    def __init__(self, stier: tuple[str, ...], sporsmal: str, svar: str, endre: str, tema: Tema) -> None:
        super().__init__()
        self.setProperty("leses_som", "lenke")
        self.stier = stier
        # Flere svar på én rad trenger plassen, og har en kort tittel.
        self._venstre = 0.44 if len(stier) == 1 else 0.26
        self._sporsmal, self._svar, self._endre, self._tema = sporsmal, svar, endre, tema
        self._i_ett = len(stier) > 1
        self._hoyder: dict[int, int] = {}
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        folg_bredden(self, QSizePolicy.Policy.Expanding)

    def _liten(self) -> QFont:
        skrift = QFont(self.font())
        skrift.setPointSizeF(self._tema.punkt(0.9))
        return skrift

    def _plassene(self, bredde: int) -> tuple[QRect, QRect, QRect]:
        """Spørsmålet, svaret og lenken ved siden av hverandre; i en smal kolonne står svaret under begge."""
        px, mal = self._tema.px, QFontMetrics(self._liten())
        lenke = mal.horizontalAdvance(self._endre) + px(2)
        resten = max(px(80), bredde - lenke - 2 * px(10))
        y, hoyt = px(4), 10_000
        til_hoyre = QRect(bredde - lenke, y, lenke, hoyt)
        if bredde < px(400):
            under = y + brytning.hoyde(self._sporsmal, self._liten(), resten)
            return QRect(0, y, resten, hoyt), QRect(0, under, bredde, hoyt), til_hoyre
        venstre = int(resten * self._venstre)
        return QRect(0, y, venstre, hoyt), QRect(venstre + px(10), y, resten - venstre, hoyt), til_hoyre

    def _kortet(self, bredde: int) -> str:
        """Flere svar på én rad får én linje hver. Det som ikke får plass, står i det som er foldet."""
        return "\n".join(self._avkortet(t, bredde) for t in self._svar.split("\n")) if self._i_ett else self._svar

    def _avkortet(self, tekst: str, bredde: int) -> str:
        # Er raden smal, brytes det i stedet: ellers ble det bare noen få ord igjen.
        plass = max(bredde, self._tema.px(_KORTEST))
        kort = QFontMetrics(self.font()).elidedText(tekst, Qt.TextElideMode.ElideRight, plass)
        if kort == tekst:
            return tekst
        return kort.rstrip("…").rsplit(" ", 1)[0].rstrip(" ·,.:") + "\N{NO-BREAK SPACE}…"

    def hasHeightForWidth(self) -> bool:  # noqa: N802
        return True

    def heightForWidth(self, bredde: int) -> int:  # noqa: N802
        if bredde not in self._hoyder:
            sporsmal, svar, _ = self._plassene(bredde)
            nederst = (
                sporsmal.top() + 1 + brytning.hoyde(self._sporsmal, self._liten(), sporsmal.width()),
                svar.top() + brytning.hoyde(self._kortet(svar.width()), self.font(), svar.width()),
            )
            self._hoyder[bredde] = max(nederst) + self._tema.px(4)
        return self._hoyder[bredde]

    def sizeHint(self) -> QSize:  # noqa: N802
        return QSize(self._tema.px(400), self.fontMetrics().height() + 2 * self._tema.px(4))

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        return QSize(self._tema.px(200), self.sizeHint().height())

    def changeEvent(self, hendelse: QEvent) -> None:  # noqa: N802
        if hendelse.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._hoyder.clear()
        super().changeEvent(hendelse)

    def paintEvent(self, _hendelse: QPaintEvent) -> None:  # noqa: N802
        f = self._tema.farger
        maler = pensel(self)
        over = self.underMouse()
        if over:
            maler.setPen(Qt.PenStyle.NoPen)
            maler.setBrush(QColor(f.svak))
            maler.drawRect(self.rect())
        sporsmal, svar, lenke = self._plassene(self.width())
        maler.setPen(QColor(f.dempet if not over else f.tekst))
        x, y = sporsmal.left(), sporsmal.top() + 1
        brytning.tegn(maler, x, y, sporsmal.width(), self._sporsmal, self._liten())
        skrift = self._liten()
        skrift.setUnderline(True)
        maler.setFont(skrift)
        maler.setPen(QColor(f.lenke))
        maler.drawText(lenke.translated(0, 1), _BRYT, self._endre)
        maler.setPen(QColor(f.tekst))
        brytning.tegn(maler, svar.left(), svar.top(), svar.width(), self._kortet(svar.width()), self.font())
