"""Det Word-brevet og PDF-en skal ha likt: språkmerke, ordene i bunnteksten og kolonnebreddene i en tabell."""

from __future__ import annotations

import math
from itertools import chain

from overforing.brev.modell import Avsnitt, Blokk, Tabell
from overforing.brev.tegn import ren
from overforing.sak.modell import Malform

SPRAK = {Malform.NB: "nb-NO", Malform.NN: "nn-NO"}
SIDE = {Malform.NB: ("Side", "av"), Malform.NN: ("Side", "av")}
UTKAST = {Malform.NB: "UTKAST", Malform.NN: "UTKAST"}

SATSBREDDE_TEGN = 78
"""Omtrent så mange tegn det er plass til på en full linje i begge formatene."""

_CELLELUFT = 3
_LENGSTE_ORD = 26
_TAK = 150
_FA_RADER = 3
_FA_TEGN = 400
_UDELT_CELLE = 300


def kolonnebredder(tabell: Tabell) -> tuple[int, ...]:
    """Kolonnebredder i promille av satsbredden.

    Hver kolonne får først plass til sitt lengste ord; resten deles etter roten av hvor mye som da ikke fikk plass,
    så korte celler helst står på én linje, og lange likevel får mest.
    """
    kolonner = list(zip(tabell.overskrifter, *tabell.rader, strict=True))
    minst = [_CELLELUFT + min(_LENGSTE_ORD, max(map(_lengste_ord, kolonne))) for kolonne in kolonner]
    vekt = [
        0.5 + math.sqrt(max(0, min(_TAK, max(map(len, kolonne))) - plass))
        for kolonne, plass in zip(kolonner, minst, strict=True)
    ]
    til_overs = max(0, SATSBREDDE_TEGN - sum(minst))
    bredder = [m + til_overs * v / sum(vekt) for m, v in zip(minst, vekt, strict=True)]
    promille = [round(1000 * b / sum(bredder)) for b in bredder]
    promille[-1] += 1000 - sum(promille)
    return tuple(promille)


def holdes_samlet(tabell: Tabell) -> bool:
    """Om tabellen er så liten at den ikke skal deles på to sider."""
    return len(tabell.rader) <= _FA_RADER and sum(map(len, chain.from_iterable(tabell.rader))) <= _FA_TEGN


def radene_holdes(tabell: Tabell) -> bool:
    """Om hver rad er så kort at den kan stå udelt på en side."""
    return all(len(celle) <= _UDELT_CELLE for rad in (tabell.overskrifter, *tabell.rader) for celle in rad)


def holdes_med_neste(blokk: Blokk, neste: Blokk | None, siste_seksjon: bool) -> bool:
    """Om blokken skal stå på samme side som det som følger.

    Et avsnitt skal følge listen eller tabellen det innleder, og det siste i brevet skal følge hilsenen, så en
    underskrift aldri står alene på en side.
    """
    return siste_seksjon if neste is None else isinstance(blokk, Avsnitt) and not isinstance(neste, Avsnitt)


def _lengste_ord(celle: str) -> int:
    return max(map(len, ren(celle).split(" ")))
