"""Hvor boksene i linjen står, og strekene mellom dem. Ingen widget: bare ruter i en bredde."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from enum import IntEnum

from PySide6.QtCore import QPointF, QRect

from overforing.saksgang.tilstand import Boks

Hoyde = Callable[[str, int], int]
"""Høyden på boksen med id-en, i en bredde."""

_KANT = 4


class _Form(IntEnum):
    """Måtene å legge dem under noen på, fra den bredeste til den smaleste."""

    VED_SIDEN_AV_HVERANDRE = 0
    DE_NEDERSTE_STABLET = 1
    ALLE_STABLET = 2


@dataclass
class Gren:
    """En person og dem som står under henne."""

    boks: Boks
    under: list[Gren] = field(default_factory=list)
    bredde: int = 0
    stablet: bool = False


@dataclass
class Plan:
    """Rutene etter id, strekene, og målene på det hele. ``rekken`` er id-ene ovenfra, slik en går gjennom dem."""

    ruter: dict[str, QRect] = field(default_factory=dict)
    streker: list[tuple[QPointF, ...]] = field(default_factory=list)
    rekken: list[str] = field(default_factory=list)
    bredde: int = 0
    hoyde: int = 0


def trerne(linjen: tuple[Boks, ...]) -> list[Gren]:
    """De øverste, hver med sine under seg."""
    grener = {b.id: Gren(b) for b in linjen}
    rotter: list[Gren] = []
    for boks in linjen:
        (grener[boks.under].under if boks.under in grener else rotter).append(grener[boks.id])
    return rotter


def legg(linjen: tuple[Boks, ...], bredde: int, px: Callable[[float], int], hoyde: Hoyde) -> Plan:
    """Legg boksene ut i bredden: brede bokser når det er plass, ellers smalere, ellers stablet under hverandre."""
    rotter = trerne(linjen)
    former = [(form, px(b)) for form, bredder in _BREDDER.items() for b in bredder]
    for form, boksbredde in former:
        utlegg = _Utlegg(form, min(boksbredde, max(px(110), bredde - 2 * _KANT)), px, hoyde)
        for rot in rotter:
            utlegg.mal(rot)
        if all(rot.bredde + 2 * _KANT <= bredde for rot in rotter):
            break
    return utlegg.plassert(rotter, bredde)


_BREDDER = {
    _Form.VED_SIDEN_AV_HVERANDRE: (276, 240, 210, 180),
    _Form.DE_NEDERSTE_STABLET: (276, 240, 210, 180),
    _Form.ALLE_STABLET: (276, 240, 210, 180, 140),
}


@dataclass
class _Utlegg:
    form: _Form
    b: int
    px: Callable[[float], int]
    hoyde: Hoyde
    plan: Plan = field(default_factory=Plan)

    def mal(self, gren: Gren) -> None:
        """Finn bredden på grenen og alle under den."""
        for under in gren.under:
            self.mal(under)
        blader = len(gren.under) > 1 and all(not u.under for u in gren.under)
        gren.stablet = self.form is _Form.ALLE_STABLET or (self.form is _Form.DE_NEDERSTE_STABLET and blader)
        if not gren.under:
            gren.bredde = self.b
        elif gren.stablet:
            gren.bredde = max(u.bredde for u in gren.under) + self._innrykk
        else:
            gren.bredde = max(self.b, self._ved_siden(gren))

    def plassert(self, rotter: list[Gren], bredde: int) -> Plan:
        """Plasser alle. De øverste står ved siden av hverandre så langt det er plass, og så på neste rad."""
        trengs = sum(rot.bredde for rot in rotter) + self.px(14) * max(0, len(rotter) - 1)
        x, y = max(_KANT, (bredde - trengs) // 2), _KANT
        bunn = y
        for rot in rotter:
            if x > _KANT and x + rot.bredde + _KANT > bredde:
                x, y = _KANT, bunn + self.px(14)
            bunn = max(bunn, self._plasser(rot, x, y))
            x += rot.bredde + self.px(14)
        bredest = max((rot.bredde for rot in rotter), default=0) + 2 * _KANT
        self.plan.bredde, self.plan.hoyde = max(bredde, bredest), bunn + _KANT
        self.plan.rekken = [id_ for rot in rotter for id_ in _ider(rot)]
        return self.plan

    @property
    def _innrykk(self) -> int:
        return self.px(34)

    def _ved_siden(self, gren: Gren) -> int:
        return sum(u.bredde for u in gren.under) + self.px(12) * max(0, len(gren.under) - 1)

    def _plasser(self, gren: Gren, x: int, y: int) -> int:
        """Sett boksen og dem under, og gi bunnen av det hele."""
        hoyde = self.hoyde(gren.boks.id, self.b)
        venstre = x if gren.stablet else x + (gren.bredde - self.b) // 2
        self.plan.ruter[gren.boks.id] = QRect(venstre, y, self.b, hoyde)
        bunn = y + hoyde
        if not gren.under:
            return bunn
        return self._under(gren, x, bunn) if gren.stablet else self._i_bredden(gren, x, venstre, bunn)

    def _under(self, gren: Gren, x: int, bunn: int) -> int:
        stamme, dypest = x + self.px(16), bunn
        for under in gren.under:
            topp = dypest + self.px(12)
            dypest = self._plasser(under, x + self._innrykk, topp)
            midt = topp + self.plan.ruter[under.boks.id].height() / 2
            hit = QPointF(x + self._innrykk, midt)
            self.plan.streker.append((QPointF(stamme, bunn), QPointF(stamme, midt), hit))
        return dypest

    def _i_bredden(self, gren: Gren, x: int, venstre: int, bunn: int) -> int:
        ned = self.px(20)
        fra, mellom = QPointF(venstre + self.b / 2, bunn), bunn + ned / 2
        plass, dypest = x + (gren.bredde - self._ved_siden(gren)) // 2, bunn
        for under in gren.under:
            dypest = max(dypest, self._plasser(under, plass, bunn + ned))
            rute = self.plan.ruter[under.boks.id]
            til = QPointF(rute.left() + rute.width() / 2, rute.top())
            self.plan.streker.append((fra, QPointF(fra.x(), mellom), QPointF(til.x(), mellom), til))
            plass += under.bredde + self.px(12)
        return dypest


def _ider(gren: Gren) -> Iterator[str]:
    yield gren.boks.id
    for under in gren.under:
        yield from _ider(under)


def ny_over(linjen: tuple[Boks, ...], id_: str, dx: int, dy: int) -> str | None:
    """Hvem boksen kommer under når den flyttes i retningen: tom for ingen, ``None`` når det ikke går.

    Opp er ut til den overordnedes overordnede, ned inn under den ved siden av, og til siden under den ved siden av
    den overordnede.
    """
    over = {b.id: b.under for b in linjen}
    her = over[id_]
    if dy < 0:
        return over.get(her, "") if her else None
    if dy > 0:
        return _nabo([b.id for b in linjen if b.under == her], id_, -1) or _nabo(
            [b.id for b in linjen if b.under == her], id_, 1
        )
    return _nabo([i for i in over if _dybde(over, i) == _dybde(over, her)], her, dx) if her else None


def _dybde(over: dict[str, str], id_: str) -> int:
    return 1 + _dybde(over, over[id_]) if over.get(id_) in over else 0


def _nabo(rekke: list[str], id_: str, steg: int) -> str | None:
    plass = rekke.index(id_) + steg
    return rekke[plass] if 0 <= plass < len(rekke) else None
