"""Tegner beslutningskartet: på skjermen og på papir med de samme strekene."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from math import ceil

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen, QPolygonF

from overforing.saksgang.kart.beslutningskart import Beslutningskart, Folge, Kartbane, Kartnode
from overforing.saksgang.kart.kartplan import Banedel, Mal, Pil, Plan, Rute, legg_ut
from overforing.ui.deler.farger import LYS, Farger
from overforing.ui.deler.ordene import Ord
from overforing.ui.deler.pensel import avrundet

TRUFFET = "✓"
TEGN = {Folge.SLUTT: "■", Folge.VIDERE: "→", Folge.AVKLAR: "△"}
"""Tegnet foran utfallet, så ingenting vises med farge alene."""

PAPIR = LYS._replace(bunn="#ffffff")
"""Fargene på papir."""

_BRYT = Qt.TextFlag.TextWordWrap.value | Qt.AlignmentFlag.AlignLeft.value | Qt.AlignmentFlag.AlignTop.value


@dataclass(frozen=True)
class Tegner:
    """Måler og tegner boksene. ``storrelse`` er skrifthøyden i piksler, som alle målene følger."""

    skrift: QFont
    storrelse: float
    farger: Farger
    ord: Ord

    def plan(self, kartet: Beslutningskart, bredde: float, spalter: int) -> Plan:
        """Kartet lagt ut i bredden, i høyst ``spalter`` spalter."""
        e = self.storrelse
        # Hele piksler: en boks som avrundes smalere enn den er målt, kan få en linje for mye.
        mellom = round(e * 1.7)
        spalte = int((bredde - mellom * (spalter - 1)) // spalter)
        mal = Mal(spalte=spalte, mellom=mellom, luft=round(e * 1.25), kant=round(e * 0.7))
        noder = {node.id: self.hoyde(node, mal.boks) for node in kartet.noder}
        # Planleggeren spør om den samme tittelen mange ganger.
        titler = {
            (bane.id, fortsetter): self._hoyde(self._tittel(bane, fortsetter), self._tittelskrift(), mal.boks)
            for bane in kartet.baner
            for fortsetter in (False, True)
        }
        return legg_ut(kartet.baner, noder.__getitem__, lambda *hvilken: titler[hvilken], mal, spalter)

    def hoyde(self, node: Kartnode, bredde: float) -> float:
        """Høyden boksen trenger i bredden."""
        inn, luft = self._inn, self._luft
        linjer = self._linjer(node)
        return 2 * inn + luft * (len(linjer) - 1) + sum(self._hoyde(t, s, bredde - 2 * inn) for t, s, _ in linjer)

    # Det som tegnes

    def kart(self, maler: QPainter, kartet: Beslutningskart, plan: Plan) -> None:
        """Hele kartet, med boksene: slik det står på papiret."""
        self.bunn(maler, kartet, plan)
        for bane in kartet.baner:
            for node in bane.noder:
                self.boks(maler, node, plan.noder[node.id], nadd=bane.nadd)

    def bunn(self, maler: QPainter, kartet: Beslutningskart, plan: Plan) -> None:
        """Banene og pilene, uten boksene."""
        baner = {bane.id: bane for bane in kartet.baner}
        for del_ in plan.deler:
            self._bane(maler, baner[del_.bane], del_)
        fulgt = {node.id for node in kartet.noder if node.provd} | {bane.id for bane in kartet.baner if bane.videre}
        for pil in plan.piler:
            self._pil(maler, pil, fulgt=pil.fra in fulgt)

    def boks(self, maler: QPainter, node: Kartnode, rute: Rute, *, nadd: bool, over: bool = False) -> None:
        f, e = self.farger, self.storrelse
        penn = QPen(QColor(f.hoved if node.truffet else f.feltkant), e * (0.2 if node.truffet else 0.07))
        if not nadd:
            penn.setStyle(Qt.PenStyle.DashLine)
        halv = penn.widthF() / 2
        fyll = f.svak if node.truffet or over else f.kort
        avrundet(maler, _rect(rute).adjusted(halv, halv, -halv, -halv), e * 0.4, fyll, penn)
        inn, y = self._inn, rute.y + self._inn
        for tekst, skrift, farge in self._linjer(node, nadd):
            hoyde = self._hoyde(tekst, skrift, rute.bredde - 2 * inn)
            maler.setFont(skrift)
            maler.setPen(QColor(farge))
            maler.drawText(QRectF(rute.x + inn, y, rute.bredde - 2 * inn, hoyde), _BRYT, tekst)
            y += hoyde + self._luft

    def _bane(self, maler: QPainter, bane: Kartbane, del_: Banedel) -> None:
        f = self.farger
        fyll = f.noytral.flate if f.morkt else f.bunn
        avrundet(maler, _rect(del_.rute), self.storrelse * 0.6, fyll, QPen(QColor(f.kant), 1))
        maler.setFont(self._tittelskrift())
        maler.setPen(QColor(f.tekst if bane.nadd else f.dempet))
        maler.drawText(_rect(del_.tittel), _BRYT, self._tittel(bane, del_.fortsetter))

    def _pil(self, maler: QPainter, pil: Pil, *, fulgt: bool) -> None:
        f, e = self.farger, self.storrelse
        farge = QColor(f.hoved if fulgt else f.strek)
        penn = QPen(farge, e * (0.2 if fulgt else 0.1))
        penn.setCapStyle(Qt.PenCapStyle.FlatCap)
        maler.setPen(penn)
        punkter = [QPointF(x, y) for x, y in pil.punkter]
        for fra, til in pairwise(punkter):
            maler.drawLine(fra, til)
        spiss, for_ = punkter[-1], punkter[-2]
        ned = abs(spiss.y() - for_.y()) > abs(spiss.x() - for_.x())
        b = e * (0.42 if fulgt else 0.34)
        bak = QPointF(0, -b * 1.3) if ned else QPointF(-b * 1.3, 0)
        ut = QPointF(b, 0) if ned else QPointF(0, b)
        maler.setPen(Qt.PenStyle.NoPen)
        maler.setBrush(farge)
        maler.drawPolygon(QPolygonF([spiss, spiss + bak + ut, spiss + bak - ut]))
        if pil.nei and len(punkter) == 2:
            maler.setFont(self._skrift(0.82))
            maler.setPen(QColor(f.dempet))
            hoyde = spiss.y() - for_.y()
            plass = QRectF(for_.x() + e * 0.5, for_.y(), e * 4, hoyde)
            flagg = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
            maler.drawText(plass, flagg.value, self.ord.fra("ui_kart.nei"))

    # Skriften

    @property
    def _inn(self) -> int:
        return round(self.storrelse * 0.6)

    @property
    def _luft(self) -> int:
        return round(self.storrelse * 0.3)

    def _linjer(self, node: Kartnode, nadd: bool = True) -> list[tuple[str, QFont, str]]:
        f = self.farger
        tekst = f.tekst if nadd else f.dempet
        linjer = [(f"{node.nummer} {node.sporsmal}", self._skrift(1.0), tekst)]
        linjer.append((f"{TEGN[node.folge]} {node.utfall}", self._skrift(0.94, fet=True), tekst))
        if node.truffet:
            linjer.append((f"{TRUFFET} {self.merke(node)}", self._skrift(0.94, fet=True), f.hoved))
        return linjer

    def merke(self, node: Kartnode) -> str:
        """Det som sier at saken gikk hit, og hvem det gjelder."""
        if node.hvem:
            return self.ord.fra("ui_kart.truffet_hvem", hvem=", ".join(node.hvem))
        return self.ord.fra("ui_kart.truffet")

    def _tittel(self, bane: Kartbane, fortsetter: bool) -> str:
        tittel = f"{bane.nummer}. {bane.tittel}"
        return self.ord.fra("ui_kart.fortsetter", tittel=tittel) if fortsetter else tittel

    def _tittelskrift(self) -> QFont:
        return self._skrift(1.1, fet=True)

    def _skrift(self, faktor: float, *, fet: bool = False) -> QFont:
        ny = QFont(self.skrift)
        ny.setPixelSize(max(1, round(self.storrelse * faktor)))
        ny.setWeight(QFont.Weight.DemiBold if fet else QFont.Weight.Normal)
        return ny

    def _hoyde(self, tekst: str, skrift: QFont, bredde: float) -> float:
        return ceil(QFontMetricsF(skrift).boundingRect(QRectF(0, 0, bredde, 100_000), _BRYT, tekst).height())


def folger(node: Kartnode, ord_: Ord) -> str:
    """Hva som skjer når grenen slår til. En gren som gjelder ellers, spør ikke."""
    nokkel = "folger" if node.sporsmal.endswith("?") else "ellers"
    return ord_.fra(f"ui_kart.{nokkel}", utfall=node.utfall)


def tegnforklaring(ord_: Ord) -> str:
    """Tegnene i kartet og hva de betyr, på én linje som kan brytes mellom dem."""
    tegn = [(TRUFFET, "truffet"), *((tegn, folge.value) for folge, tegn in TEGN.items())]
    return "     ".join(f"{t}\u00a0{ord_.fra(f'ui_kart.tegn.{navn}')}" for t, navn in tegn)


def _rect(rute: Rute) -> QRectF:
    return QRectF(rute.x, rute.y, rute.bredde, rute.hoyde)
