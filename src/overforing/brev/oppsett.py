"""Det Word-brevet og PDF-en skal ha likt: språkmerke, ordene i bunnteksten og kolonnebreddene i en tabell."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from itertools import chain

from overforing.brev.modell import Avsnitt, Blokk, Liste, Seksjon, Tabell, blokklinjer
from overforing.brev.tegn import ren
from overforing.sak.modell import Malform

SPRAK = {Malform.NB: "nb-NO", Malform.NN: "nn-NO"}
SIDE = {Malform.NB: ("Side", "av"), Malform.NN: ("Side", "av")}
UTKAST = {Malform.NB: "UTKAST", Malform.NN: "UTKAST"}

SATSBREDDE_TEGN = 72
"""Omtrent så mange tegn det er plass til på en full linje i begge formatene. Flere er tungt å lese."""

REFERANSE_TEGN = 28
"""Så mange tegn det er plass til i en verdi i referansefeltet, ved siden av navnet."""

TABELLBREDDE_TEGN = 76
"""Det samme i en tabell, som går helt ut til margen."""

_HELE_LINJER_TEGN = 80
"""Så mange tegn det er plass til når hver celle står på én linje, så ingen linje ender med et langt ord."""

EPOST = re.compile(r"[^\s@<>()]+@[^\s@<>()]+\.[^\s@<>(),;.]+")
"""En e-postadresse. Den er en lenke i begge formatene; ``brev.typ`` har det samme mønsteret."""

_CELLELUFT = 3
_MINSTE_LUFT = 2
_LENGSTE_ORD = 26
_TAK = 150
_FA_RADER = 6
_FA_TEGN = 400
_UDELT_CELLE = 300
_KORT_SEKSJON = 500
_NESTEN_INGENTING = 150
_FA_BLOKKER = 3


def kolonnebredder(tabell: Tabell) -> tuple[int, ...]:
    """Kolonnebredder i promille av satsbredden.

    Er det plass til hver celle på én linje, får kolonnene det. Ellers får hver kolonne først plass til sitt lengste
    ord; resten deles etter roten av hvor mye som da ikke fikk plass, så korte celler helst står på én linje, og lange
    likevel får mest.
    """
    kolonner = list(zip(tabell.overskrifter, *tabell.rader, strict=True))
    hele = [_MINSTE_LUFT + max(map(len, kolonne)) for kolonne in kolonner]
    if sum(hele) <= _HELE_LINJER_TEGN:
        return _promille(hele)
    minst = [_CELLELUFT + min(_LENGSTE_ORD, max(map(_lengste_ord, kolonne))) for kolonne in kolonner]
    vekt = [
        0.5 + math.sqrt(max(0, min(_TAK, max(map(len, kolonne))) - plass))
        for kolonne, plass in zip(kolonner, minst, strict=True)
    ]
    til_overs = max(0, TABELLBREDDE_TEGN - sum(minst))
    return _promille([m + til_overs * v / sum(vekt) for m, v in zip(minst, vekt, strict=True)])


def _promille(bredder: Sequence[float]) -> tuple[int, ...]:
    promille = [round(1000 * b / sum(bredder)) for b in bredder]
    promille[-1] += 1000 - sum(promille)
    return tuple(promille)


def merkelinje(tekst: str) -> str:
    """Merkingen, delt slik at en paragraf alltid står sammen med loven den er i: «offentleglova § 13»."""
    return ren(tekst).replace(" §", "\u00a0§")


def holdes_samlet(tabell: Tabell) -> bool:
    """Om tabellen er så liten at den ikke skal deles på to sider."""
    return len(tabell.rader) <= _FA_RADER and sum(map(len, chain.from_iterable(tabell.rader))) <= _FA_TEGN


def radene_holdes(tabell: Tabell) -> bool:
    """Om hver rad er så kort at den kan stå udelt på en side."""
    return all(len(celle) <= _UDELT_CELLE for rad in (tabell.overskrifter, *tabell.rader) for celle in rad)


def holdes_med_neste(blokk: Blokk, neste: Blokk | None, slutten: Seksjon | None) -> bool:
    """Om blokken skal stå på samme side som det som følger.

    Et avsnitt skal følge tabellen etter det, og listen det innleder (det slutter med kolon), og det siste i brevet skal
    følge hilsenen, så en underskrift aldri står alene på en side. ``slutten`` er seksjonen når den er en av brevets
    siste; er den kort, følger hele seksjonen hilsenen.
    """
    if slutten is not None and (neste is None or er_kort(slutten)):
        return True
    return isinstance(blokk, Avsnitt) and (
        isinstance(neste, Tabell) or (isinstance(neste, Liste) and blokk.tekst.endswith(":"))
    )


def slutten(seksjoner: Sequence[Seksjon]) -> tuple[Seksjon, ...]:
    """Seksjonene som følger hilsenen: den siste, og den foran når siden ellers ville vært nesten tom."""
    foran, siste = seksjoner[-2:-1], seksjoner[-1:]
    alene = all(_tegn(seksjon) <= _NESTEN_INGENTING for seksjon in siste)
    er_liten = all(er_kort(seksjon) and len(seksjon.blokker) <= _FA_BLOKKER for seksjon in foran)
    return (*foran, *siste) if alene and er_liten else tuple(siste)


def er_kort(seksjon: Seksjon) -> bool:
    """Om seksjonen er så kort at den ikke skal deles fra hilsenen når den er brevets siste."""
    if any(isinstance(blokk, Tabell) for blokk in seksjon.blokker):
        return False
    return _tegn(seksjon) <= _KORT_SEKSJON


def _tegn(seksjon: Seksjon) -> int:
    return sum(len(tekst) for blokk in seksjon.blokker for tekst in blokklinjer(blokk))


def _lengste_ord(celle: str) -> int:
    return max(map(len, ren(celle).split(" ")))
