"""Hvor boksene i beslutningskartet står: fra høyder til koordinater, uten å vite hvordan de tegnes.

Banene leses som spalter i en avis, nedover og så mot høyre. En lang bane fortsetter i neste spalte.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from .beslutningskart import Kartbane

Punkt = tuple[float, float]


@dataclass(frozen=True)
class Mal:
    """Målene planen legges etter, i enheten høydene er gitt i.

    ``mellom`` er mellom spaltene og mellom baner i samme spalte, ``luft`` mellom boksene og ``kant`` rundt dem.
    """

    spalte: float
    mellom: float
    luft: float
    kant: float

    @property
    def boks(self) -> float:
        """Bredden på en boks."""
        return self.spalte - 2 * self.kant


@dataclass(frozen=True)
class Rute:
    x: float
    y: float
    bredde: float
    hoyde: float

    @property
    def hoyre(self) -> float:
        return self.x + self.bredde

    @property
    def bunn(self) -> float:
        return self.y + self.hoyde


@dataclass(frozen=True)
class Banedel:
    """Den delen av en bane som står i én spalte. ``tittel`` er plassen til overskriften."""

    bane: str
    spalte: int
    rute: Rute
    tittel: Rute
    fortsetter: bool
    noder: tuple[str, ...]


@dataclass(frozen=True)
class Pil:
    """En pil gjennom ``punkter``. ``fra`` er boksen eller banen den kommer fra; ``nei`` når den følger svaret nei."""

    fra: str
    punkter: tuple[Punkt, ...]
    nei: bool


@dataclass(frozen=True)
class Plan:
    bredde: float
    hoyde: float
    deler: tuple[Banedel, ...]
    noder: dict[str, Rute]
    piler: tuple[Pil, ...]


Hoyde = Callable[[str], float]
Tittelhoyde = Callable[[str, bool], float]


def legg_ut(
    baner: Sequence[Kartbane], hoyde: Hoyde, tittelhoyde: Callable[[str, bool], float], mal: Mal, spalter: int
) -> Plan:
    """Legg banene i høyst ``spalter`` spalter, så lave som de kan bli.

    ``hoyde`` gis id-en til en node, ``tittelhoyde`` id-en til en bane og om den fortsetter fra spalten før.
    """
    legger = _Legger(baner, hoyde, tittelhoyde, mal)
    # Lavere enn dette kan det ikke bli.
    alt = sum(hoyde(node.id) for bane in baner for node in bane.noder)
    tak = max(alt / spalter, *(legger.minste(bane) for bane in baner))
    while (deler := legger.fordel(tak))[-1].spalte >= spalter:
        tak += mal.luft
    noder = {id_: rute for del_ in deler for id_, rute in legger.i_delen(del_)}
    bredde = (deler[-1].spalte + 1) * (mal.spalte + mal.mellom) - mal.mellom
    return Plan(bredde, max(del_.rute.bunn for del_ in deler), deler, noder, tuple(_piler(deler, noder, mal)))


@dataclass(frozen=True)
class _Legger:
    baner: Sequence[Kartbane]
    hoyde: Hoyde
    tittelhoyde: Tittelhoyde
    mal: Mal

    def minste(self, bane: Kartbane) -> float:
        """Det en spalte må romme for at banen skal få plass med én boks i hver."""
        tittel = max(self.tittelhoyde(bane.id, fortsetter) for fortsetter in (False, True))
        return self._topp(tittel) + max(self.hoyde(node.id) for node in bane.noder) + self.mal.kant

    def fordel(self, tak: float) -> tuple[Banedel, ...]:
        """Fyll spaltene opp til ``tak``. En bane begynner bare under en annen når hele får plass der."""
        deler: list[Banedel] = []
        spalte, y = 0, 0.0
        for bane in self.baner:
            noder = [node.id for node in bane.noder]
            if y and y + self.mal.mellom + self._delhoyde(bane.id, False, noder) > tak:
                spalte, y = spalte + 1, 0.0
            elif y:
                y += self.mal.mellom
            fortsetter = False
            while noder:
                antall = self._far_plass(bane.id, fortsetter, noder, tak - y)
                del_ = self._del(bane.id, spalte, y, fortsetter, tuple(noder[:antall]))
                deler.append(del_)
                y = del_.rute.bunn
                noder = noder[antall:]
                if noder:
                    spalte, y, fortsetter = spalte + 1, 0.0, True
        return tuple(deler)

    def i_delen(self, del_: Banedel) -> list[tuple[str, Rute]]:
        y, ut = del_.tittel.bunn + self.mal.luft / 2, []
        for id_ in del_.noder:
            rute = Rute(del_.rute.x + self.mal.kant, y, self.mal.boks, self.hoyde(id_))
            ut.append((id_, rute))
            y = rute.bunn + self.mal.luft
        return ut

    def _topp(self, tittel: float) -> float:
        return self.mal.kant + tittel + self.mal.luft / 2

    def _delhoyde(self, bane: str, fortsetter: bool, noder: Sequence[str]) -> float:
        bokser = sum(self.hoyde(id_) for id_ in noder) + self.mal.luft * (len(noder) - 1)
        return self._topp(self.tittelhoyde(bane, fortsetter)) + bokser + self.mal.kant

    def _far_plass(self, bane: str, fortsetter: bool, noder: Sequence[str], plass: float) -> int:
        antall = len(noder)
        while antall > 1 and self._delhoyde(bane, fortsetter, noder[:antall]) > plass:
            antall -= 1
        return antall

    def _del(self, bane: str, spalte: int, y: float, fortsetter: bool, noder: tuple[str, ...]) -> Banedel:
        mal, x = self.mal, spalte * (self.mal.spalte + self.mal.mellom)
        rute = Rute(x, y, mal.spalte, self._delhoyde(bane, fortsetter, noder))
        tittel = Rute(x + mal.kant, y + mal.kant, mal.boks, self.tittelhoyde(bane, fortsetter))
        return Banedel(bane, spalte, rute, tittel, fortsetter, noder)


def _piler(deler: Sequence[Banedel], noder: dict[str, Rute], mal: Mal) -> list[Pil]:
    piler = []
    for plass, del_ in enumerate(deler):
        for over, under in zip(del_.noder, del_.noder[1:], strict=False):
            a, b = noder[over], noder[under]
            midt = a.x + a.bredde / 2
            piler.append(Pil(over, ((midt, a.bunn), (midt, b.y)), nei=True))
        if plass + 1 < len(deler):
            neste = deler[plass + 1]
            fra = del_.noder[-1] if neste.fortsetter else del_.bane
            piler.append(Pil(fra, _mellom(del_.rute, neste.rute, neste.tittel, mal), nei=neste.fortsetter))
    return piler


def _mellom(fra: Rute, til: Rute, tittel: Rute, mal: Mal) -> tuple[Punkt, ...]:
    """Fra én del til den neste: rett ned i samme spalte, ellers opp i mellomrommet og inn mot overskriften."""
    if til.x == fra.x:
        midt = fra.x + fra.bredde / 2
        return (midt, fra.bunn), (midt, til.y)
    ned, opp = fra.bunn - mal.kant * 2, tittel.y + tittel.hoyde / 2
    midt = fra.hoyre + mal.mellom / 2
    return (fra.hoyre, ned), (midt, ned), (midt, opp), (til.x, opp)
