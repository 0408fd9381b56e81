"""Boksen for én person i linjen: navn, rolle, oppgave, og tegn og ord for hva personen kan gjøre."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QColor, QContextMenuEvent, QFont, QKeyEvent, QMouseEvent, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QApplication

from overforing.saksgang.tilstand import Boks
from overforing.ui.deler import brytning
from overforing.ui.deler.bokstavelig import bokstavelig
from overforing.ui.deler.klosser import hold_sammen
from overforing.ui.deler.pensel import avrundet, pensel
from overforing.ui.deler.taster import PILER
from overforing.ui.deler.tema import TEGN, Tema

_MENYTASTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Menu)


class Personboks(QAbstractButton):
    """Klikk, Enter, mellomrom og menytasten åpner menyen. Piltastene går til en annen boks; med Ctrl flytter de."""

    meny = Signal()
    ga = Signal(int, int)
    til_ende = Signal(bool)
    flytt = Signal(int, int)
    fjern = Signal()
    drar = Signal(QPoint)
    """Punktet i flaten musa er på mens boksen dras."""
    sluppet = Signal(bool)
    """Boksen er sluppet; usant når brukeren angret seg."""

    def __init__(self, boks: Boks, tema: Tema) -> None:
        super().__init__()
        self._tema = tema
        self.boks = boks
        self.valgt = False
        self.mal = False
        self._tatt: QPoint | None = None
        self._dras = False
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.clicked.connect(lambda *_: self.meny.emit())
        self.vis(boks, "")

    def vis(self, boks: Boks, beskrivelse: str) -> None:
        """Vis personen. ``beskrivelse`` er det en skjermleser sier etter navnet: hvor i linjen, og hva boksen gjør."""
        self.boks = boks
        deler = (boks.navn, boks.rolle, boks.oppgave, boks.status, boks.hjemmel)
        navn = ", ".join(del_ for del_ in deler if del_)
        self.setAccessibleName(navn)
        self.setAccessibleDescription(beskrivelse)
        self.setProperty("feil", "nei")
        self.setToolTip(bokstavelig(navn))
        self.update()

    def avvis(self, hvorfor: str) -> None:
        """Det som ikke gikk, er en del av beskrivelsen til personen vises på nytt."""
        self.setProperty("feil", "ja")
        self.setAccessibleDescription(f"{hvorfor} {self.accessibleDescription()}")

    # Utseende

    def _linjer(self) -> tuple[tuple[str, QFont, str], ...]:
        f = self._tema.farger
        navn, rolle, status = QFont(self.font()), QFont(self.font()), QFont(self.font())
        navn.setWeight(QFont.Weight.DemiBold)
        navn.setPointSizeF(self._tema.punkt(1.04))
        rolle.setPointSizeF(self._tema.punkt(0.9))
        status.setPointSizeF(self._tema.punkt(0.9))
        status.setWeight(QFont.Weight.DemiBold)
        hva = " · ".join(del_ for del_ in (self.boks.rolle, self.boks.oppgave) if del_)
        hjemmel = hold_sammen(self.boks.hjemmel)
        ordene = f"{TEGN[self.boks.farge]} {self.boks.status}" + (f" · {hjemmel}" if hjemmel else "")
        alle = (
            (self.boks.navn, navn, f.tekst),
            (hva, rolle, f.tekst if self.valgt or self.underMouse() else f.dempet),
            (ordene if self.boks.status else "", status, f.tone(self.boks.farge).tekst),
        )
        return tuple(linje for linje in alle if linje[0])

    def _plass(self, bredde: int) -> int:
        """Bredden teksten har, ved siden av prikkene som sier at det er en meny her."""
        return bredde - self._tema.px(10) - self._tema.px(22)

    def hoyde(self, bredde: int) -> int:
        plass = self._plass(bredde)
        return 2 * self._tema.px(7) + sum(brytning.hoyde(tekst, skrift, plass) for tekst, skrift, _ in self._linjer())

    def paintEvent(self, _hendelse: QPaintEvent) -> None:  # noqa: N802
        f, px = self._tema.farger, self._tema.px
        maler = pensel(self)
        kant = f.hoved if self.mal else f.tone(self.boks.farge).kant
        penn = QPen(QColor(kant), 3 if self.mal or self.valgt else 2)
        if self.mal:
            penn.setStyle(Qt.PenStyle.DashLine)
        fyll = f.svak if self.valgt or self.mal or self.underMouse() else f.kort
        avrundet(maler, self.rect().adjusted(2, 2, -2, -2), 6, fyll, penn)
        y, plass = px(7), self._plass(self.width())
        for tekst, skrift, farge in self._linjer():
            maler.setPen(QColor(farge))
            y += brytning.tegn(maler, px(10), y, plass, tekst, skrift)
        maler.setPen(Qt.PenStyle.NoPen)
        maler.setBrush(QColor(f.tekst if self.valgt or self.underMouse() else f.dempet))
        for nr in range(3):
            maler.drawEllipse(QPoint(self.width() - px(12), px(12) + nr * px(5)), max(1, px(1.4)), max(1, px(1.4)))

    # Tastatur

    def keyPressEvent(self, hendelse: QKeyEvent) -> None:  # noqa: N802
        tast = Qt.Key(hendelse.key())
        endrer = hendelse.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if self._dras and tast == Qt.Key.Key_Escape:
            self._slipp(False)
        elif tast in PILER and endrer == Qt.KeyboardModifier.ControlModifier:
            self.flytt.emit(*PILER[tast])
        elif tast in PILER and endrer == Qt.KeyboardModifier.NoModifier:
            self.ga.emit(*PILER[tast])
        elif tast in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self.til_ende.emit(tast == Qt.Key.Key_End)
        elif tast == Qt.Key.Key_Delete:
            self.fjern.emit()
        elif tast in _MENYTASTER:
            self.meny.emit()
        else:
            super().keyPressEvent(hendelse)

    def contextMenuEvent(self, hendelse: QContextMenuEvent) -> None:  # noqa: N802
        self.meny.emit()
        hendelse.accept()

    # Mus

    def mousePressEvent(self, hendelse: QMouseEvent) -> None:  # noqa: N802
        super().mousePressEvent(hendelse)
        if hendelse.button() == Qt.MouseButton.LeftButton:
            self._tatt = hendelse.position().toPoint()

    def mouseMoveEvent(self, hendelse: QMouseEvent) -> None:  # noqa: N802
        if self._tatt is None or not hendelse.buttons() & Qt.MouseButton.LeftButton:
            super().mouseMoveEvent(hendelse)
            return
        flyttet = hendelse.position().toPoint() - self._tatt
        if not self._dras and flyttet.manhattanLength() >= QApplication.startDragDistance():
            self._dras = True
            self.setDown(False)
            self.raise_()
            self.setCursor(Qt.CursorShape.ClosedHandCursor)
        if self._dras:
            self.move(self.pos() + flyttet)
            self.drar.emit(self.mapToParent(self._tatt))

    def mouseReleaseEvent(self, hendelse: QMouseEvent) -> None:  # noqa: N802
        if self._dras and hendelse.button() == Qt.MouseButton.LeftButton:
            self._slipp(True)
            return
        self._tatt = None
        super().mouseReleaseEvent(hendelse)

    def _slipp(self, her: bool) -> None:
        self._tatt = None
        self._dras = False
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.sluppet.emit(her)
