"""Teksten i en PDF som er laget om, og hva som ligger oppå sidene.

Et arkiv, Ghostscript eller «skriv ut til PDF» tegner sidene på nytt uten strukturen. Da er linjene på sidene det som er
igjen: uten topp- og bunnteksten, og uten tabellhodet der det gjentas på en ny side.
"""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from overforing.brev.lesing.lesning import Pafort
from overforing.brev.oppsett import SIDE, UTKAST

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument, PdfPage

_SIDETALL = re.compile("|".join(rf"{side}\d+{av}\d+" for side, av in set(SIDE.values())))
_DELER_ETTER = ("-", "/")
_DEKKER = 0.5
_HODELINJER = 12
_RAMME = 2
_FLEST_OBJEKTER = 5000
"""Så mange ting har aldri en side i et brev herfra."""


def lesemater(sidene: list[list[str]]) -> tuple[str, ...]:
    """Teksten på sidene, med og uten det som står likt først på en side og på en tidligere side."""
    uten_rammen = [_uten_rammen(linjer) for linjer in sidene]
    hel = _sett_sammen(linje for linjer in uten_rammen for linje in linjer)
    uten_hoder: list[str] = []
    for linjer in uten_rammen:
        uten_hoder += linjer[_gjentatt(linjer, uten_hoder) :]
    return tuple(dict.fromkeys((hel, _sett_sammen(uten_hoder))))


def _uten_rammen(linjer: list[str]) -> list[str]:
    """Linjene uten sidetallet og utkastmerket, der de står for seg selv ytterst på siden."""
    ytterst = {*range(_RAMME), *range(len(linjer) - _RAMME, len(linjer))}
    return [linje for nr, linje in enumerate(linjer) if nr not in ytterst or not _er_ramme(linje)]


def _er_ramme(linje: str) -> bool:
    tett = "".join(linje.split())  # utkastmerket er sperret
    return tett in UTKAST.values() or _SIDETALL.fullmatch(tett) is not None


def _gjentatt(linjer: list[str], tidligere: list[str]) -> int:
    """Hvor mange av de første linjene som også står etter hverandre tidligere i brevet."""
    antall = 0
    while antall < min(len(linjer), _HODELINJER):
        biten = linjer[: antall + 1]
        if not any(tidligere[i : i + len(biten)] == biten for i in range(len(tidligere))):
            break
        antall += 1
    return antall


def _sett_sammen(linjer: Iterator[str] | list[str]) -> str:
    """Linjene som én tekst. Etter en strek som deler et ord, er det ikke noe mellomrom."""
    return "".join(linje if linje.endswith(_DELER_ETTER) else f"{linje}\n" for linje in linjer)


def oppa_sidene(dokument: PdfDocument, *, med_tagger: bool) -> frozenset[Pafort]:
    """Det som ligger på sidene uten å være brevtekst: merknader, og det som er tegnet over teksten.

    ``med_tagger``: også det som er satt inn uten å være merket slik alt vårt er.
    """
    funnet: set[Pafort] = set()
    for nummer in range(len(dokument)):
        side = dokument[nummer]
        try:
            if _har_merknader(side):
                funnet.add(Pafort.MERKNADER)
            if Pafort.TILFOYD not in funnet and _tilfoyd(side, med_tagger):
                funnet.add(Pafort.TILFOYD)
        finally:
            side.close()
    return frozenset(funnet)


def _har_merknader(side: PdfPage) -> bool:
    """Om noe synlig ligger oppå siden: en merknad, et stempel, en tekstboks eller et felt. Lenker regnes ikke med."""
    import pypdfium2.raw as pdfium

    lenker = (pdfium.FPDF_ANNOT_LINK, pdfium.FPDF_ANNOT_POPUP)
    for plass in range(pdfium.FPDFPage_GetAnnotCount(side)):
        merknad = pdfium.FPDFPage_GetAnnot(side, plass)
        if not merknad:
            continue
        felt = pdfium.FS_RECTF()
        har_plass = pdfium.FPDFAnnot_GetRect(merknad, felt) and felt.left != felt.right
        slag = pdfium.FPDFAnnot_GetSubtype(merknad)
        pdfium.FPDFPage_CloseAnnot(merknad)
        if slag not in lenker and (har_plass or slag != pdfium.FPDF_ANNOT_WIDGET):
            return True
    return False


def _tilfoyd(side: PdfPage, med_tagger: bool) -> bool:
    import pypdfium2.raw as pdfium

    tekster: list[tuple[float, ...]] = []
    antall = pdfium.FPDFPage_CountObjects(side)
    if antall > _FLEST_OBJEKTER:
        return True
    for nummer in range(antall):
        objekt = pdfium.FPDFPage_GetObject(side, nummer)
        kanter = _kanter(objekt)
        if med_tagger and pdfium.FPDFPageObj_CountMarks(objekt) == 0:
            return True
        if pdfium.FPDFPageObj_GetType(objekt) == pdfium.FPDF_PAGEOBJ_TEXT:
            tekster.append(kanter)
        elif any(_dekker(kanter, tekst) for tekst in tekster):
            return True
    return False


def _kanter(objekt: Any) -> tuple[float, ...]:
    """Venstre, nedre, høyre og øvre kant i punkt."""
    import pypdfium2.raw as pdfium

    kanter = [ctypes.c_float() for _ in range(4)]
    pdfium.FPDFPageObj_GetBounds(objekt, *kanter)
    return tuple(kant.value for kant in kanter)


def _dekker(over: tuple[float, ...], under: tuple[float, ...]) -> bool:
    """Om det som er tegnet sist, ligger over en god del av det som er under."""
    bredde = min(over[2], under[2]) - max(over[0], under[0])
    hoyde = min(over[3], under[3]) - max(over[1], under[1])
    flate = (under[2] - under[0]) * (under[3] - under[1])
    return bredde > 0 and hoyde > 0 and bredde * hoyde > _DEKKER * flate
