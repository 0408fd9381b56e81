"""Oppdiktede fødselsnumre til prøvene, regnet ut for seg: med oppslag i stedet for formel.

Ingen av dem er tildelt noen: de er syntetiske (måned + 40, 65 eller 80), fra 2032-serien, eller har et individnummer
som ikke er i bruk for året (1964-serien har ikke 500–899 for årene 40–53).
"""

from __future__ import annotations

from calendar import monthrange
from itertools import product

from hypothesis import strategies as st

DAGENS = (0,)
FRA_2032 = (1, 2, 3)


def kontrollsifre(ni: str, rester: tuple[int, ...] = DAGENS) -> list[str]:
    """Alle par av kontrollsifre som passer til de ni første sifrene, når k1 får gi en av restene."""
    return [
        f"{k1}{k2}"
        for k1, k2 in product(range(10), repeat=2)
        if _sum(ni + str(k1), "3761894521") in rester and _sum(ni + str(k1) + str(k2), "54327654321") == 0
    ]


def _sum(sifre: str, vekter: str) -> int:
    tall = 0
    for siffer, vekt in zip(sifre, vekter, strict=True):
        for _ in range(int(vekt)):
            tall = (tall + int(siffer)) % 11
    return tall


@st.composite
def numre(draw: st.DrawFn) -> str:
    """Et gyldig nummer: vanlig, D-nummer eller syntetisk, i dagens serie eller den fra 2032."""
    ar = draw(st.integers(40, 53))
    maned = draw(st.integers(1, 12))
    dag = draw(st.integers(1, monthrange(2000 + ar, maned)[1]))
    d_nummer = draw(st.booleans())
    tillegg = draw(st.sampled_from((0, 40, 65, 80)))
    ni = f"{dag + 40 * d_nummer:02}{maned + tillegg:02}{ar:02}{draw(st.integers(500, 899))}"
    par = kontrollsifre(ni, draw(st.sampled_from((DAGENS, FRA_2032))))
    if not par:
        return draw(numre())
    return ni + draw(st.sampled_from(par))


def et_nummer() -> str:
    """Et fast, syntetisk nummer: 17. mai 1950 med måned + 80."""
    return "178550" + "600" + kontrollsifre("178550600")[0]
