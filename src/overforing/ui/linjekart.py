"""«Linjen i saken»: hvem som står under hvem, og hva hver av dem kan gjøre."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise

from PySide6.QtCore import QPointF, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QScrollArea, QSizePolicy, QWidget

from overforing.saksgang.tilstand import Boks

from .klosser import Etikett, Kort, hold_sammen
from .ordene import Ord
from .tema import TEGN, Tema


class Personboks(QAbstractButton):
    """Én person: navn, rolle, og tegn og ord for hva personen kan gjøre."""

    def __init__(self, boks: Boks, tema: Tema) -> None:
        super().__init__()
        self._tema = tema
        self.boks = boks
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.vis(boks)

    def vis(self, boks: Boks) -> None:
        self.boks = boks
        deler = (boks.navn, boks.rolle, boks.status, boks.hjemmel)
        navn = ", ".join(del_ for del_ in deler if del_)
        self.setAccessibleName(navn)
        self.setToolTip(navn)
        self.update()

    def _linjer(self) -> tuple[tuple[str, QFont, str], ...]:
        f = self._tema.farger
        navn, rolle, status = QFont(self.font()), QFont(self.font()), QFont(self.font())
        navn.setWeight(QFont.Weight.DemiBold)
        navn.setPointSizeF(self._tema.punkt(1.04))
        rolle.setPointSizeF(self._tema.punkt(0.9))
        status.setPointSizeF(self._tema.punkt(0.9))
        status.setWeight(QFont.Weight.DemiBold)
        tegn = TEGN[self.boks.farge]
        hjemmel = hold_sammen(self.boks.hjemmel)
        ordene = f"{tegn} {self.boks.status}" + (f" · {hjemmel}" if hjemmel else "")
        return (
            (self.boks.navn, navn, f.tekst),
            (self.boks.rolle, rolle, f.dempet),
            (ordene, status, f.tone(self.boks.farge).tekst),
        )

    def hoyde(self, bredde: int) -> int:
        inn = self._tema.px(10)
        flate = QRect(0, 0, bredde - 2 * inn, 10_000)
        return 2 * self._tema.px(7) + sum(
            QFontMetrics(skrift).boundingRect(flate, _BRYT, tekst).height() for tekst, skrift, _ in self._linjer()
        )

    def paintEvent(self, _hendelse: QPaintEvent) -> None:  # noqa: N802
        f, px = self._tema.farger, self._tema.px
        maler = QPainter(self)
        maler.setRenderHint(QPainter.RenderHint.Antialiasing)
        maler.setPen(QPen(QColor(f.tone(self.boks.farge).kant), 2))
        maler.setBrush(QColor(f.svak if self.underMouse() else f.kort))
        maler.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), 6, 6)
        y, bredde = px(7), self.width() - 2 * px(10)
        for tekst, skrift, farge in self._linjer():
            maler.setFont(skrift)
            maler.setPen(QColor(farge))
            hoyde = QFontMetrics(skrift).boundingRect(QRect(0, 0, bredde, 10_000), _BRYT, tekst).height()
            maler.drawText(QRect(px(10), y, bredde, hoyde), _BRYT, tekst)
            y += hoyde


@dataclass
class _Gren:
    boks: Personboks
    under: list[_Gren] = field(default_factory=list)
    bredde: int = 0
    stablet: bool = False


class _Flate(QWidget):
    """Plasserer boksene og tegner strekene mellom dem."""

    valgt = Signal(str)

    def __init__(self, tema: Tema) -> None:
        super().__init__()
        self._tema = tema
        self._bokser: dict[str, Personboks] = {}
        self._strek: list[tuple[QPointF, ...]] = []
        self._rekke: tuple[Boks, ...] = ()
        self.rekken: list[Personboks] = []
        self.setProperty("rolle", "klar")

    def vis(self, linjen: tuple[Boks, ...], bredde: int) -> None:
        for id_ in [id_ for id_ in self._bokser if id_ not in {b.id for b in linjen}]:
            gammel = self._bokser.pop(id_)
            gammel.hide()
            gammel.setParent(None)
            gammel.deleteLater()
        for boks in linjen:
            if boks.id in self._bokser:
                self._bokser[boks.id].vis(boks)
            else:
                ny = Personboks(boks, self._tema)
                ny.setParent(self)
                ny.clicked.connect(lambda _=False, id_=boks.id: self.valgt.emit(id_))
                ny.show()
                self._bokser[boks.id] = ny
        self._rekke = linjen
        self.legg(bredde)

    def legg(self, bredde: int) -> None:
        """Legg boksene ut i bredden; det som ikke får plass side om side, stables."""
        px = self._tema.px
        rotter = self._trerne()
        i_bredden = max(1, sum(_blader(rot) for rot in rotter))
        self._boksbredde = max(px(150), min(px(276), (bredde - 8 - px(12) * (i_bredden - 1)) // i_bredden))
        for stable in (False, True):
            if stable:
                self._boksbredde = max(px(120), min(px(276), bredde - 8 - px(40)))
            for rot in rotter:
                self._mal(rot, stable)
            trengs = sum(rot.bredde for rot in rotter) + px(14) * max(0, len(rotter) - 1)
            if trengs + 8 <= bredde:
                break
        self._strek = []
        x, y = max(4, (bredde - trengs) // 2), 4
        bunn = y
        for rot in rotter:
            if x > 4 and x + rot.bredde + 4 > bredde:
                x, y = 4, bunn + px(14)
            bunn = max(bunn, self._plasser(rot, x, y))
            x += rot.bredde + px(14)
        self.setFixedSize(max(bredde, max((rot.bredde for rot in rotter), default=0) + 8), bunn + 4)
        self.rekken = [boks for gren in rotter for boks in _i_rekkefolge(gren)]
        self.update()

    def _trerne(self) -> list[_Gren]:
        grener = {b.id: _Gren(self._bokser[b.id]) for b in self._rekke}
        rotter: list[_Gren] = []
        for boks in self._rekke:
            if boks.under in grener and not self._i_ring(boks):
                grener[boks.under].under.append(grener[boks.id])
            else:
                rotter.append(grener[boks.id])
        return rotter

    def _i_ring(self, boks: Boks) -> bool:
        over = {b.id: b.under for b in self._rekke}
        sett_, her = {boks.id}, boks.under
        while her in over:
            if her in sett_:
                return True
            sett_.add(her)
            her = over[her]
        return False

    def _mal(self, gren: _Gren, stable: bool) -> None:
        px = self._tema.px
        for under in gren.under:
            self._mal(under, stable)
        blader = len(gren.under) > 1 and all(not u.under for u in gren.under)
        gren.stablet = stable and blader
        if gren.stablet:
            gren.bredde = self._boksbredde + px(40)
        else:
            trengs = sum(u.bredde for u in gren.under) + px(12) * max(0, len(gren.under) - 1)
            gren.bredde = max(self._boksbredde, trengs)

    def _plasser(self, gren: _Gren, x: int, y: int) -> int:
        px, b = self._tema.px, self._boksbredde
        hoyde = gren.boks.hoyde(b)
        venstre = x if gren.stablet else x + (gren.bredde - b) // 2
        gren.boks.setGeometry(venstre, y, b, hoyde)
        bunn, ned = y + hoyde, px(20)
        if not gren.under:
            return bunn
        if gren.stablet:
            stamme, dypest = venstre + px(18), bunn
            for under in gren.under:
                h = under.boks.hoyde(b)
                under.boks.setGeometry(x + px(40), dypest + px(12), b, h)
                midt = dypest + px(12) + h / 2
                self._strek.append((QPointF(stamme, bunn), QPointF(stamme, midt), QPointF(x + px(40), midt)))
                dypest += px(12) + h
            return dypest
        fra = QPointF(venstre + b / 2, bunn)
        plass = x + (gren.bredde - sum(u.bredde for u in gren.under) - px(12) * (len(gren.under) - 1)) // 2
        dypest = bunn
        for under in gren.under:
            dypest = max(dypest, self._plasser(under, plass, bunn + ned))
            g = under.boks.geometry()
            til = QPointF(g.left() + g.width() / 2, g.top())
            mellom = bunn + ned / 2
            self._strek.append((fra, QPointF(fra.x(), mellom), QPointF(til.x(), mellom), til))
            plass += under.bredde + px(12)
        return dypest

    def paintEvent(self, _hendelse: QPaintEvent) -> None:  # noqa: N802
        maler = QPainter(self)
        maler.setPen(QPen(QColor(self._tema.farger.strek), 2))
        for punkter in self._strek:
            for fra, til in pairwise(punkter):
                maler.drawLine(fra, til)


class Linjekart(Kort):
    """Kortet med linjen. Klikk eller Enter på en boks går til kortet til den personen."""

    valgt = Signal(str)

    def __init__(self, tema: Tema, ord_: Ord) -> None:
        super().__init__(tema)
        self._tema = tema
        self._linjen: tuple[Boks, ...] = ()
        self.setAccessibleName(ord_("linjen"))
        self.rom.addWidget(Etikett(ord_("linjen"), "korttittel"))
        self._flate = _Flate(tema)
        self._flate.valgt.connect(self.valgt)
        self._rulle = QScrollArea()
        self._rulle.setWidget(self._flate)
        self._rulle.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._rulle.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._rulle.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._rulle.viewport().setAutoFillBackground(False)
        self.rom.addWidget(self._rulle)

    def vis(self, linjen: tuple[Boks, ...]) -> None:
        if linjen != self._linjen:
            self._linjen = linjen
            self._legg(ny=True)

    def rekken(self) -> list[QWidget]:
        """Boksene ovenfra, slik Tab går."""
        return list(self._flate.rekken)

    def resizeEvent(self, hendelse: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(hendelse)
        self._legg()

    def _legg(self, *, ny: bool = False) -> None:
        bredde = self.width() - 2 * self._tema.px(16) - 4
        if ny:
            self._flate.vis(self._linjen, bredde)
        else:
            self._flate.legg(bredde)
        rulle = self._tema.px(14) if self._flate.width() > bredde else 0
        self._rulle.setFixedHeight(self._flate.height() + rulle)

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        return QSize(self._tema.px(200), super().minimumSizeHint().height())


def _blader(gren: _Gren) -> int:
    return sum(_blader(under) for under in gren.under) or 1


def _i_rekkefolge(gren: _Gren) -> list[Personboks]:
    return [gren.boks, *(boks for under in gren.under for boks in _i_rekkefolge(under))]


_BRYT = Qt.TextFlag.TextWordWrap.value | Qt.AlignmentFlag.AlignLeft.value | Qt.AlignmentFlag.AlignTop.value
