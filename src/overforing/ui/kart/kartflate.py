"""Tegningen på skjermen: hver boks er en knapp som kan nås med piltastene og leses av en skjermleser."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QFontInfo, QKeyEvent, QPaintEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QScrollArea

from overforing.saksgang.kart.beslutningskart import Beslutningskart, Kartnode
from overforing.saksgang.kart.kartplan import Plan, Rute
from overforing.ui.deler.klosser import Etikett, Klar, ta_bort
from overforing.ui.deler.ordene import Ord
from overforing.ui.deler.pensel import pensel
from overforing.ui.deler.taster import PILER, zoomretning
from overforing.ui.deler.tema import Tema

from .karttegning import Tegner, folger, tegnforklaring

MINST, STORST, TRINN = 0.5, 3.0, 1.2
_SPALTER = 4


class Kartboks(QAbstractButton):
    """En gren. Bare den det sist ble gått til, kan nås med Tab; piltastene går mellom dem."""

    def __init__(self, node: Kartnode, nadd: bool, flate: _Flate) -> None:
        super().__init__(flate)
        self.node, self.nadd, self._flate = node, nadd, flate
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def paintEvent(self, _hendelse: QPaintEvent) -> None:  # noqa: N802
        maler = pensel(self)
        rute = Rute(0, 0, self.width(), self.height())
        self._flate.tegner.boks(maler, self.node, rute, nadd=self.nadd, over=self.underMouse())

    def keyPressEvent(self, hendelse: QKeyEvent) -> None:  # noqa: N802
        tast = Qt.Key(hendelse.key())
        if tast in PILER and hendelse.modifiers() & ~Qt.KeyboardModifier.KeypadModifier == Qt.KeyboardModifier(0):
            self._flate.ga(self, *PILER[tast])
        elif tast in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self._flate.fokuser(self._flate.bokser[0 if tast == Qt.Key.Key_Home else -1])
        elif tast in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(hendelse)


class _Flate(Klar):
    """Boksene og pilene mellom dem."""

    valgt = Signal(object)
    fokusert = Signal(object)

    def __init__(self, tema: Tema, ord_: Ord) -> None:
        super().__init__()
        self._tema, self._ord = tema, ord_
        self.zoom = 1.0
        self.bokser: list[Kartboks] = []
        self._kartet: Beslutningskart | None = None
        self._plan: Plan | None = None
        self.tegner = self._ny_tegner()
        self._tegnene = Etikett(f"{tegnforklaring(ord_)}     {ord_.fra('ui_kart.taster')}", "dempet")
        self._tegnene.setParent(self)

    def _ny_tegner(self) -> Tegner:
        skrift = QApplication.font()
        return Tegner(skrift, QFontInfo(skrift).pixelSize() * 0.95 * self.zoom, self._tema.farger, self._ord)

    def vis(self, kartet: Beslutningskart) -> None:
        for gammel in self.bokser:
            ta_bort(gammel)
        self._kartet = kartet
        self.bokser = []
        for bane in kartet.baner:
            for node in bane.noder:
                boks = Kartboks(node, bane.nadd, self)
                boks.setAccessibleName(self._navn(node, bane.nadd))
                boks.setAccessibleDescription(node.forklaring)
                boks.clicked.connect(lambda _=False, n=node: self.valgt.emit(n))
                boks.show()
                self.bokser.append(boks)

    def _navn(self, node: Kartnode, nadd: bool) -> str:
        stand = "provd" if node.provd else "" if nadd else "ikke_nadd"
        merke = self.tegner.merke(node) if node.truffet else self._ord.fra(f"ui_kart.{stand}") if stand else ""
        deler = (f"{node.nummer} {node.sporsmal}", folger(node, self._ord), merke)
        return " ".join(del_ if del_.endswith(("?", ".")) else f"{del_}." for del_ in deler if del_)

    def legg(self, bredde: int) -> None:
        """Legg boksene ut i bredden. Antall spalter følger skriften, ikke hvor stor tegningen er vist."""
        if self._kartet is None:
            return
        px = self._tema.px
        self.tegner = self._ny_tegner()
        spalter = max(1, min(_SPALTER, bredde // px(215)))
        kant = px(6)
        plan = self.tegner.plan(self._kartet, (bredde - 2 * kant) * self.zoom, spalter)
        self._plan = plan
        topp = self._tegnene.heightForWidth(bredde - 2 * kant) + kant
        self._tegnene.setGeometry(kant, 0, bredde - 2 * kant, topp - kant)
        self._hjorne = QPoint(kant, topp + kant)
        for boks in self.bokser:
            r = plan.noder[boks.node.id]
            boks.setGeometry(round(r.x), round(r.y), round(r.bredde), round(r.hoyde))
            boks.move(boks.pos() + self._hjorne)
        bredest = max(round(plan.bredde) + 2 * kant, bredde)
        self.setFixedSize(bredest, round(plan.hoyde) + topp + 2 * kant)
        self.update()

    def fokuser(self, boks: Kartboks) -> None:
        for annen in self.bokser:
            annen.setFocusPolicy(Qt.FocusPolicy.StrongFocus if annen is boks else Qt.FocusPolicy.ClickFocus)
        boks.setFocus(Qt.FocusReason.OtherFocusReason)
        self.fokusert.emit(boks)

    def ga(self, fra: Kartboks, dx: int, dy: int) -> None:
        """Til den nærmeste boksen i retningen. Opp og ned følger også rekkefølgen forbi spaltens ende."""
        her = fra.geometry().center()
        best, kortest = None, None
        for boks in self.bokser:
            vei = boks.geometry().center() - her
            langs, tvers = vei.x() * dx + vei.y() * dy, abs(vei.x() * dy) + abs(vei.y() * dx)
            if langs > fra.width() // 2 * abs(dx) and (dx or tvers < fra.width() // 2):
                avstand = langs + 2 * tvers if dx == 0 else langs * 10 + tvers
                if kortest is None or avstand < kortest:
                    best, kortest = boks, avstand
        if best is None and dy:
            plass = self.bokser.index(fra) + dy
            best = self.bokser[plass] if 0 <= plass < len(self.bokser) else None
        if best is not None:
            self.fokuser(best)

    def paintEvent(self, _hendelse: QPaintEvent) -> None:  # noqa: N802
        if self._kartet is None or self._plan is None:
            return
        maler = pensel(self)
        maler.translate(self._hjorne)
        self.tegner.bunn(maler, self._kartet, self._plan)


class Kartflate(QScrollArea):
    """Tegningen med rullefelt og størrelse. ``valgt`` gis noden når Enter eller musa velger den."""

    valgt = Signal(object)
    flyttet = Signal(object)
    """Noden som nettopp fikk fokus."""
    zoomet = Signal(int)

    def __init__(self, tema: Tema, ord_: Ord) -> None:
        super().__init__()
        self._tema = tema
        self._flate = _Flate(tema, ord_)
        self._flate.valgt.connect(self._velg)
        self._flate.fokusert.connect(self._rull_til)
        self._flate.fokusert.connect(lambda boks: self.flyttet.emit(boks.node))
        self.setWidget(self._flate)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(ord_.fra("ui_kart.tegningen"))
        self.viewport().setAutoFillBackground(False)
        tema.endret.connect(self._legg)

    @property
    def prosent(self) -> int:
        return round(self._flate.zoom * 100)

    @property
    def tegner(self) -> Tegner:
        return self._flate.tegner

    @property
    def bokser(self) -> list[Kartboks]:
        return self._flate.bokser

    def vis(self, kartet: Beslutningskart) -> None:
        self._flate.vis(kartet)
        self._legg()

    def fokuser(self, id_: str) -> None:
        """Gå til noden, og rull dit."""
        boks = next(boks for boks in self.bokser if boks.node.id == id_)
        self._flate.fokuser(boks)
        # Rullefeltet vet ikke hvor stort det er før det er vist.
        QTimer.singleShot(0, self, lambda: self._rull_til(boks))

    def zoom(self, retning: int) -> None:
        """Større (1), mindre (-1) eller tilbake til 100 % (0)."""
        ny = self._flate.zoom * TRINN**retning if retning else 1.0
        self._flate.zoom = min(STORST, max(MINST, ny))
        if abs(self._flate.zoom - 1) < 0.05:
            self._flate.zoom = 1.0
        self._legg()
        fokus = next((boks for boks in self.bokser if boks.focusPolicy() == Qt.FocusPolicy.StrongFocus), None)
        if fokus is not None:
            self._rull_til(fokus)
        self.zoomet.emit(self.prosent)

    def event(self, hendelse: QEvent) -> bool:
        """Tastene som gjør teksten i vinduet større, gjelder tegningen når en står i den."""
        if (retning := zoomretning(hendelse)) is None:
            return super().event(hendelse)
        if hendelse.type() == QEvent.Type.KeyPress:
            self.zoom(retning)
        hendelse.accept()
        return True

    def resizeEvent(self, hendelse: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(hendelse)
        self._legg()

    def wheelEvent(self, hendelse: QWheelEvent) -> None:  # noqa: N802
        if hendelse.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom(1 if hendelse.angleDelta().y() > 0 else -1)
            hendelse.accept()
            return
        super().wheelEvent(hendelse)

    def _legg(self) -> None:
        self._flate.legg(self.maximumViewportSize().width() - self.verticalScrollBar().sizeHint().width())

    def _velg(self, node: Kartnode) -> None:
        boks = next(boks for boks in self.bokser if boks.node is node)
        self._flate.fokuser(boks)
        self.valgt.emit(node)

    def _rull_til(self, boks: Kartboks) -> None:
        luft = self._tema.px(40)
        self.ensureWidgetVisible(boks, luft, luft)
