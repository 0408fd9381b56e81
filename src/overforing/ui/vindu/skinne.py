"""Skinnen helt til venstre: hvor i programmet en er, og når det sist ble lagret. Bare tegn når det er trangt."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QFrame, QSizePolicy

from overforing.ui.deler.bokstavelig import bokstavelig
from overforing.ui.deler.klosser import Etikett, Lenke, Spalte, stabel
from overforing.ui.deler.meld import si_valgt
from overforing.ui.deler.ordene import Ord
from overforing.ui.deler.pensel import avrundet, pensel
from overforing.ui.deler.tema import Tema

PA_KONTORET = ("saker", "regelbok", "innstillinger", "hjelp")
PA_EMBETET = ("mottak", "statistikk", "regelbok", "innstillinger", "hjelp")
SIDER = ("saker", "mottak", "statistikk", "regelbok", "innstillinger", "hjelp")


class _Punkt(QAbstractButton):
    def __init__(self, side: str, tekst: str, tema: Tema) -> None:
        super().__init__()
        self.setProperty("leses_som", "listepunkt")
        self._side, self._tema = side, tema
        self._bare_tegn = False
        self.setText(tekst)
        self.setAccessibleName(tekst)
        self.setCheckable(True)
        self.setProperty("egen_fokus", True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def vis_bare_tegn(self, bare_tegn: bool) -> None:
        """Uten plass til ordet står det i verktøytipset."""
        self._bare_tegn = bare_tegn
        self.setToolTip(bokstavelig(self.text()) if bare_tegn else "")
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802
        if self._bare_tegn:
            return QSize(self._tema.px(36), self._tema.px(34))
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
        if self._bare_tegn:
            from .skinneikon import tegn_ikon  # i et vanlig vindu er det første bildet uten

            ikon = QRectF(0, 0, px(20), px(20))
            ikon.moveCenter(QRectF(rute).center())
            tegn_ikon(maler, self._side, ikon, QColor(f.skinne_tekst))
            return
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
        px = tema.px
        rom = self._rom = stabel(self, px(4), (px(12), px(18), px(12), px(14)))
        self._program = rom.ny(Etikett(ord_("program"), "program", bryt=False))
        self._kontor = rom.ny(Lenke("", lambda: self._trykket("innstillinger"), "skinnelenke"))
        self._kontor.setProperty("fokusfarge", tema.farger.skinne_fokus)  # skinnen er mørk i begge drakter
        rom.addSpacing(px(14))
        self._vist = SIDER[0]
        self.punkter: dict[str, _Punkt] = {}
        lista = rom.ny(Spalte(px(4)))
        lista.setProperty("leses_som", "liste")
        lista.setAccessibleName(ord_("skinne.navn"))
        for side in SIDER:
            punkt = self.punkter[side] = lista.rom.ny(_Punkt(side, ord_(f"skinne.{side}"), tema))
            punkt.clicked.connect(lambda _=False, s=side: self._trykket(s))
        self.vis_sider(PA_KONTORET)
        rom.addStretch(1)
        self._status = rom.ny(Etikett())

    def _trykket(self, side: str) -> None:
        # Et trykk slår punktet av og på; hvilket som er på, følger av siden som vises.
        self.vis(self._vist)
        self.valgt.emit(side)

    def sett_plass(self, *, smal: bool, bare_tegn: bool) -> None:
        """``smal`` er i et lite vindu, ``bare_tegn`` når saken trenger plassen."""
        px = self._tema.px
        kant = px(6 if bare_tegn else 8 if smal else 12)
        for del_ in (self._program, self._kontor):
            del_.setVisible(not bare_tegn)
        for punkt in self.punkter.values():
            punkt.vis_bare_tegn(bare_tegn)
        if bare_tegn:
            minst, innhold = px(50), self._statusbredde()
        else:
            minst = px(120 if smal else 188)
            # Med stor skrift er ordene bredere enn skinnen ellers er; de skal aldri kuttes.
            innhold = max(del_.sizeHint().width() for del_ in (self._program, *self.punkter.values()))
        self.setFixedWidth(max(minst, innhold + 2 * kant))
        self._rom.setContentsMargins(kant, px(8 if bare_tegn else 18), kant, px(14))

    def _statusbredde(self) -> int:
        self._status.ensurePolished()
        ordene = (*self._ord("lagret", klokka="00.00").split(), *self._ord("ikke_lagret").split(), self._ord("lagrer"))
        return max(map(self._status.fontMetrics().horizontalAdvance, ordene)) + 2

    def vis(self, side: str) -> None:
        self._vist = side
        for navn, punkt in self.punkter.items():
            if punkt.isChecked() != (navn == side):
                punkt.setChecked(navn == side)
                si_valgt(punkt)

    def vis_sider(self, sider: tuple[str, ...]) -> None:
        """Bare det som hører til der en arbeider."""
        for navn, punkt in self.punkter.items():
            punkt.setVisible(navn in sider)

    def vis_kontor(self, navn: str) -> None:
        self._kontor.vis_tekst(navn or self._ord("uten_kontor"))

    def vis_status(self, tekst: str) -> None:
        self._status.vis_tekst(tekst)
