"""På papir: tegningen på én side, så stor den kan bli, og tekst over så mange sider den trenger."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QMarginsF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPageLayout, QPainter, QTextDocument
from PySide6.QtWidgets import QApplication

from overforing.hinder import Hindret
from overforing.saksgang.kart.beslutningskart import Beslutningskart
from overforing.saksgang.kart.kartplan import Plan
from overforing.ui.deler.ordene import Ord

from .karttegning import PAPIR, Tegner, tegnforklaring

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

_MARG = 10.0  # mm
_STORRELSE = 20.0  # tegnes i denne størrelsen og skaleres til arket


def tegn_kart(skriver: QPrinter, kartet: Beslutningskart, ord_: Ord) -> None:
    """Kartet på ett ark, med tittel og tegnforklaring. Kaster ``KanIkke`` når skriveren ikke tar imot."""
    skriver.setPageMargins(QMarginsF(_MARG, _MARG, _MARG, _MARG), QPageLayout.Unit.Millimeter)
    maler = QPainter()
    if not maler.begin(skriver):
        raise Hindret("hinder.skriver.tok_ikke_imot")
    try:
        ark = skriver.pageLayout().paintRectPixels(skriver.resolution())
        tegner = Tegner(QFont(QApplication.font()), _STORRELSE, PAPIR, ord_)
        topp, bunn = _STORRELSE * 4.2, _STORRELSE * 2.2
        plan = _beste(tegner, kartet, ark.width() / ark.height(), topp + bunn)
        skala = min(ark.width() / plan.bredde, ark.height() / (plan.hoyde + topp + bunn))
        maler.scale(skala, skala)
        bredde = ark.width() / skala
        maler.setPen(QColor(PAPIR.tekst))
        _skriv(maler, 0, bredde, ord_.fra("ui_kart.tittel"), 1.7, fet=True)
        star = ord_.fra("ui_kart.slik_star", utfall=kartet.utfall, regelsett=kartet.regelsett)
        _skriv(maler, _STORRELSE * 2.3, bredde, star, 1.0)
        maler.translate(0, topp)
        tegner.kart(maler, kartet, plan)
        maler.setPen(QColor(PAPIR.dempet))
        _skriv(maler, plan.hoyde + bunn - _STORRELSE * 1.4, bredde, tegnforklaring(ord_), 0.9)
    finally:
        maler.end()


def skriv_tekst(skriver: QPrinter, html: str, ord_: Ord) -> None:
    """En HTML-tekst på papir. Kaster ``KanIkke`` når skriveren ikke tar imot."""
    skriver.setPageMargins(QMarginsF(0, 0, 0, 0), QPageLayout.Unit.Millimeter)  # dokumentet har sine egne 2 cm
    dokument = QTextDocument()
    skrift = QFont(QApplication.font())
    skrift.setPointSizeF(9.5)
    dokument.setDefaultFont(skrift)
    dokument.setHtml(html)
    dokument.print_(skriver)
    if skriver.printerState() == type(skriver).PrinterState.Error:
        raise Hindret("hinder.skriver.tok_ikke_imot")


def _beste(tegner: Tegner, kartet: Beslutningskart, forhold: float, rundt: float) -> Plan:
    """Planen som gir størst skrift på et ark med dette forholdet mellom bredde og høyde."""
    spalter, plan = min(
        (
            (spalter, tegner.plan(kartet, bredde * spalter * _STORRELSE, spalter))
            for spalter in ((3, 4, 5) if forhold > 1 else (2, 3))
            for bredde in range(14, 24, 2)
        ),
        key=lambda par: max(par[1].bredde, (par[1].hoyde + rundt) * forhold),
    )
    # Er det høyden som setter grensen, fylles resten av bredden.
    return tegner.plan(kartet, max(plan.bredde, (plan.hoyde + rundt) * forhold), spalter)


def _skriv(maler: QPainter, y: float, bredde: float, tekst: str, faktor: float, *, fet: bool = False) -> None:
    skrift = QFont(QApplication.font())
    skrift.setPixelSize(round(_STORRELSE * faktor))
    skrift.setWeight(QFont.Weight.DemiBold if fet else QFont.Weight.Normal)
    maler.setFont(skrift)
    maler.drawText(QRectF(0, y, bredde, _STORRELSE * faktor * 1.6), Qt.AlignmentFlag.AlignVCenter.value, tekst)
