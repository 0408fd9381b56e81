"""Skinnen helt til venstre: hvor i programmet en er, og når det sist ble lagret."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QFrame, QSizePolicy

from overforing.ui.deler.klosser import Etikett, Lenke, stabel
from overforing.ui.deler.ordene import Ord
from overforing.ui.deler.pensel import avrundet, pensel
from overforing.ui.deler.tema import Tema

PA_KONTORET = ("saker", "regelbok", "innstillinger", "hjelp")
PA_EMBETET = ("mottak", "statistikk", "regelbok", "innstillinger", "hjelp")
SIDER = ("saker", "mottak", "statistikk", "regelbok", "innstillinger", "hjelp")


class _Punkt(QAbstractButton):
    def __init__(self, tekst: str, tema: Tema) -> None:
        super().__init__()
        self._tema = tema
        self.setText(tekst)
        self.setAccessibleName(tekst)
        self.setCheckable(True)
        self.setProperty("egen_fokus", True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:  # noqa: N802
        skrift = QFont(self.font())
        skrift.setWeight(QFont.Weight.DemiBold)
        return QSize(QFontMetrics(skrift).horizontalAdvance(self.text()) + self._tema.px(24), self._tema.px(38))

    def paintEvent(self, _hendelse: QPaintEvent) -> None:  # noqa: N802
        f, px = self._tema.farger, self._tema.px
        maler = pensel(self)
        rute = self.rect().adjusted(1, 1, -1, -1)
        if self.isChecked() or self.underMouse():
            farge = QColor(f.skinne_valgt)
            farge.setAlphaF(1.0 if self.isChecked() else 0.5)
            avrundet(maler, rute, 6, farge)
        if self.isChecked():
            merket = QRect(rute.left(), rute.top() + px(9), px(3), rute.height() - px(18))
            avrundet(maler, merket, 1, f.skinne_tekst)
        if self.hasFocus():
            avrundet(maler, rute, 6, None, QPen(QColor(f.skinne_fokus), 2))
        skrift = QFont(self.font())
        skrift.setWeight(QFont.Weight.DemiBold if self.isChecked() else QFont.Weight.Normal)
        maler.setFont(skrift)
        maler.setPen(QColor(f.skinne_tekst))
        plass = rute.adjusted(px(13), 0, -px(4), 0)
        tekst = maler.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, plass.width())
        maler.drawText(plass, Qt.AlignmentFlag.AlignVCenter, tekst)


class Skinne(QFrame):
    """``valgt`` gis en av ``SIDER``."""

    valgt = Signal(str)

    def __init__(self, tema: Tema, ord_: Ord) -> None:
        super().__init__()
        self._tema = tema
        self._ord = ord_
        self.setProperty("rolle", "skinne")
        self.setAccessibleName(ord_("skinne.navn"))
        px = tema.px
        rom = self._rom = stabel(self, px(4), (px(12), px(18), px(12), px(14)))
        self._program = rom.ny(Etikett(ord_("program"), "program", bryt=False))
        self._kontor = rom.ny(Lenke("", lambda: self._trykket("innstillinger"), "skinnelenke"))
        self._kontor.setProperty("fokusfarge", tema.farger.skinne_fokus)  # skinnen er mørk i begge drakter
        rom.addSpacing(px(14))
        self._vist = SIDER[0]
        self.punkter: dict[str, _Punkt] = {}
        for side in SIDER:
            punkt = self.punkter[side] = rom.ny(_Punkt(ord_(f"skinne.{side}"), tema))
            punkt.clicked.connect(lambda _=False, s=side: self._trykket(s))
        self.vis_sider(PA_KONTORET)
        rom.addStretch(1)
        self._status = rom.ny(Etikett())

    def _trykket(self, side: str) -> None:
        # Et trykk slår punktet av og på; hvilket som er på, følger av siden som vises.
        self.vis(self._vist)
        self.valgt.emit(side)

    def sett_smal(self, smal: bool) -> None:
        px = self._tema.px
        kant = px(8 if smal else 12)
        # Med stor skrift er ordene bredere enn skinnen ellers er; de skal aldri kuttes.
        ordene = max(del_.sizeHint().width() for del_ in (self._program, *self.punkter.values()))
        self.setFixedWidth(max(px(120 if smal else 188), ordene + 2 * kant))
        self._rom.setContentsMargins(kant, px(18), kant, px(14))

    def vis(self, side: str) -> None:
        self._vist = side
        for navn, punkt in self.punkter.items():
            punkt.setChecked(navn == side)

    def vis_sider(self, sider: tuple[str, ...]) -> None:
        """Bare det som hører til der en arbeider."""
        for navn, punkt in self.punkter.items():
            punkt.setVisible(navn in sider)

    def vis_kontor(self, navn: str) -> None:
        self._kontor.vis_tekst(navn or self._ord("uten_kontor"))

    def vis_status(self, tekst: str) -> None:
        self._status.vis_tekst(tekst)
