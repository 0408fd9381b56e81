"""Listen over de sju stegene, med status og grunn."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListWidget,
    QListWidgetItem,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from overforing.saksgang.tilstand import Sidetilstand, Skjemasteg, Stegstatus
from overforing.tekster.navn import stor
from overforing.ui.deler.bokstavelig import bokstavelig
from overforing.ui.deler.ordene import Ord
from overforing.ui.deler.pensel import avrundet
from overforing.ui.deler.tema import Tema

_STEG = Qt.ItemDataRole.UserRole
_APEN = Qt.ItemDataRole.UserRole + 1

_Indeks = QModelIndex | QPersistentModelIndex


class Stegliste(QListWidget):
    """Pilene flytter i lista; Enter, mellomrom eller klikk åpner steget."""

    valgt = Signal(object)

    def __init__(self, tema: Tema, ord_: Ord) -> None:
        super().__init__()
        self._tema = tema
        self._ord = ord_
        self.setProperty("rolle", "steg")
        self.setProperty("egen_fokus", True)
        self.setAccessibleName(ord_("stegene"))
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._tegner = _Tegner(tema, self)
        self._hoyder: list[int] = []
        self.setItemDelegate(self._tegner)
        self.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.setMouseTracking(True)
        self.itemClicked.connect(self._apne)

    def vis(self, sider: tuple[Sidetilstand, ...], apen: Skjemasteg) -> None:
        while self.count() < len(sider):
            self.addItem(QListWidgetItem())
        for i, side in enumerate(sider):
            ledd = self.item(i)
            if ledd.data(_STEG) != side:
                status = self._ord(f"steg.{side.status}")
                ledd.setData(_STEG, side)
                ledd.setText(side.tittel)
                mangler = side.status is Stegstatus.MANGLER
                hint = f"{stor(status)}: {side.grunn}" if mangler else side.grunn or status
                ledd.setToolTip(bokstavelig(hint))
                ledd.setData(Qt.ItemDataRole.AccessibleTextRole, f"{i + 1}. {side.tittel}, {status}")
                ledd.setData(Qt.ItemDataRole.AccessibleDescriptionRole, side.grunn)
            ledd.setData(_APEN, side.side is apen)
            if side.side is apen and not self.hasFocus():
                self.setCurrentItem(ledd)
        self._tilpass()

    def resizeEvent(self, hendelse: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(hendelse)
        self._tilpass()

    def _tilpass(self) -> None:
        """Så høy som stegene: en lang tittel i smal kolonne eller stor skrift tar to linjer."""
        hoyder = [self._tegner.hoyde(self.item(i).text(), self.viewport().width()) for i in range(self.count())]
        if hoyder != self._hoyder:
            self._hoyder = hoyder
            self.scheduleDelayedItemsLayout()
        self.setFixedHeight(sum(hoyder) + 2)

    def keyPressEvent(self, hendelse: QKeyEvent) -> None:  # noqa: N802
        if hendelse.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and self.currentRow() >= 0:
            self._apne(self.currentItem())
        else:
            super().keyPressEvent(hendelse)

    def sizeHint(self) -> QSize:  # noqa: N802
        return QSize(self._tema.px(200), self.height())

    def _apne(self, ledd: QListWidgetItem) -> None:
        self.valgt.emit(ledd.data(_STEG).side)


class _Tegner(QStyledItemDelegate):
    """Tegn, tittel og, på det åpne steget, en flate med kant."""

    def __init__(self, tema: Tema, liste: Stegliste) -> None:
        super().__init__(liste)
        self._tema = tema
        self._liste = liste

    def sizeHint(self, _valg: QStyleOptionViewItem, indeks: _Indeks) -> QSize:  # noqa: N802
        return QSize(self._tema.px(120), self.hoyde(indeks.data(), self._liste.viewport().width()))

    def hoyde(self, tittel: str, bredde: int) -> int:
        """Høyden på et steg i denne bredden. Måles med den brede skriften, så den ikke endres når steget åpnes."""
        plass = QRect(0, 0, max(1, bredde - self._tema.px(33) - 4), 10_000)
        tekst = QFontMetrics(_skriften(self._liste.font(), apen=True)).boundingRect(plass, _BRYT, tittel).height()
        return max(self._tema.px(33), tekst + self._tema.px(11))

    def paint(self, maler: QPainter, valg: QStyleOptionViewItem, indeks: _Indeks) -> None:
        side: Sidetilstand = indeks.data(_STEG)
        f, px = self._tema.farger, self._tema.px
        apen = bool(indeks.data(_APEN))
        rute = valg.rect.adjusted(2, 2, -2, -2)
        maler.save()
        maler.setRenderHint(QPainter.RenderHint.Antialiasing)
        over = bool(valg.state & QStyle.StateFlag.State_MouseOver)
        if apen or over:
            avrundet(maler, rute, 5, f.svak)
        if apen:
            avrundet(maler, QRect(rute.left(), rute.top(), px(4), rute.height()), 2, f.hoved)
        if self._liste.hasFocus() and indeks.row() == self._liste.currentRow():
            avrundet(maler, rute, 5, None, QPen(QColor(f.fokus), 2))
        tegn, farge = self._tegn(side, indeks.row(), apen)
        skrift = QFont(valg.font)
        maler.setPen(QColor(farge))
        maler.setFont(skrift)
        midt = Qt.AlignmentFlag.AlignVCenter
        maler.drawText(QRect(rute.left() + px(8), rute.top(), px(20), rute.height()), midt | _MIDT, tegn)
        maler.setFont(_skriften(skrift, apen=apen))
        ikke_aktuell = side.status is Stegstatus.IKKE_AKTUELL
        maler.setPen(QColor(f.dempet if ikke_aktuell and not apen else f.tekst))
        plass = QRect(rute.left() + px(32), rute.top(), rute.width() - px(33), rute.height())
        maler.drawText(plass, midt | Qt.TextFlag.TextWordWrap, side.tittel)
        maler.restore()

    def _tegn(self, side: Sidetilstand, rad: int, apen: bool) -> tuple[str, str]:
        f = self._tema.farger
        match side.status:
            case Stegstatus.FERDIG:
                return "✓", f.god.tekst
            case Stegstatus.IKKE_AKTUELL:
                return "–", f.dempet
        return str(rad + 1), f.tekst if apen else f.dempet


def _skriften(skrift: QFont, *, apen: bool) -> QFont:
    ut = QFont(skrift)
    ut.setWeight(QFont.Weight.DemiBold if apen else QFont.Weight.Normal)
    return ut


_MIDT = Qt.AlignmentFlag.AlignHCenter
_BRYT = Qt.TextFlag.TextWordWrap.value
