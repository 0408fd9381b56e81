"""Brødteksten i en PDF, etter filens egen struktur (tagger) når den har den.

Topptekst, bunntekst og gjentatte tabellhoder er «Artifact» og er ikke med, og linjer i samme avsnitt settes sammen slik
de sto, også der en linje eller side er delt etter en bindestrek. Det pdfium selv setter inn av mellomrom og linjeskift,
er ikke med: typst skriver mellomrommet også der linjen deles. Etter et kombinerende tegn skriver typst mellomrommet som
et tekstobjekt for seg; det hopper pdfium over, og det settes inn igjen her.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument, PdfPage

_STREK_UTEN_LUFT = 0.1
_LERRET = 64
_BEGYNNELSE = 4000
_SIDER_FRITEKST = 20
_USYNLIG = 3
_TOM_TEKST = 2
"""Byte i en tom tekst fra pdfium, som er UTF-16 med null sist."""


@dataclass(frozen=True)
class _Element:
    """Et strukturelement (avsnitt, punkt, celle) med tekst på siden.

    ``fortsatt`` begynte på en tidligere side, ``fortsetter`` går videre på den neste.
    """

    mcid: frozenset[int]
    fortsatt: bool
    fortsetter: bool


@dataclass(frozen=True)
class Tagget:
    """Teksten i leserekkefølge, ett avsnitt eller én celle på hver linje, også når den går over flere sider.

    ``utenfor`` er tekst som ikke hører til noe element: den har noen andre satt inn. ``hel`` er usann når en side har
    tekst, men ingen elementer.
    """

    tekst: str
    utenfor: str
    hel: bool


def tagget(dokument: PdfDocument) -> Tagget:
    """Teksten etter strukturen."""
    biter: list[str] = []
    apne: list[int] = []
    utenfor = ""
    hel = True
    for side in _sidene(dokument):
        elementer = _elementer(side)
        *tekster, resten = _tekster(side, elementer)
        fra_forrige, apne = iter(apne), []
        for element, tekst in zip(elementer, tekster, strict=True):
            plass = next(fra_forrige, None) if element.fortsatt else None
            if plass is None:
                plass = len(biter)
                biter.append("")
            biter[plass] += tekst
            if element.fortsetter:
                apne.append(plass)
        utenfor += resten
        hel = hel and (bool(elementer) or not resten.strip())
    return Tagget("\n".join(biter), utenfor.strip(), hel)


def pa_sidene(dokument: PdfDocument) -> list[list[str]]:
    """Linjene på hver side, i den rekkefølgen de er tegnet: til en fil uten strukturen."""
    return [_linjer(side) for side in _sidene(dokument)]


def begynnelsen(dokument: PdfDocument) -> str:
    """Begynnelsen av teksten på den første siden, til å kjenne igjen en fil uten merker."""
    return _begynnelsen(dokument, 0, _BEGYNNELSE) if len(dokument) else ""


def fritekst(dokument: PdfDocument, mest: int) -> str:
    """De første tegnene, høyst så mange, i en fil som ikke er vår, til å søke i. En skadet side står ikke i veien."""
    from pypdfium2 import PdfiumError

    biter: list[str] = []
    for nummer in range(min(len(dokument), _SIDER_FRITEKST)):
        igjen = mest - sum(map(len, biter))
        if igjen <= 0:
            break
        try:
            biter.append(_begynnelsen(dokument, nummer, igjen))
        except PdfiumError:
            continue
    return "\n".join(biter)


def _begynnelsen(dokument: PdfDocument, nummer: int, mest: int) -> str:
    side = dokument[nummer]
    try:
        tekstside = side.get_textpage()
        try:
            return str(tekstside.get_text_range(0, min(tekstside.count_chars(), mest)))
        finally:
            tekstside.close()
    finally:
        side.close()


def _sidene(dokument: PdfDocument) -> Iterator[PdfPage]:
    for nummer in range(len(dokument)):
        side = dokument[nummer]
        try:
            yield side
        finally:
            side.close()


def _linjer(side: PdfPage) -> list[str]:
    linjer = [""]
    for tegn, objekt in _tegnene(side):
        if tegn in "\r\n":
            linjer.append("")
        elif objekt is None or not _er_usynlig(objekt):
            linjer[-1] += tegn
    return [linje for linje in linjer if linje.strip()]


def _tekster(side: PdfPage, elementer: list[_Element]) -> list[str]:
    """Teksten i hvert element, og til slutt tekst som ikke hører til noe element."""
    import pypdfium2.raw as pdfium

    plass_for = {mcid: plass for plass, element in enumerate(elementer) for mcid in element.mcid}
    tekster = [""] * (len(elementer) + 1)
    plassen: dict[int, int | None] = {}
    forrige = -1
    for tegn, objekt in _tegnene(side):
        if objekt is None:
            continue
        if (peker := _peker(objekt)) not in plassen:
            med = not _utenfor(objekt) and not _er_usynlig(objekt)
            plassen[peker] = plass_for.get(pdfium.FPDFPageObj_GetMarkedContentID(objekt), -1) if med else None
        plass = plassen[peker]
        if plass is not None:
            tekster[plass] += tegn if plass == forrige else tegn.lstrip()
            forrige = plass
    return tekster


def _tegnene(side: PdfPage) -> Iterator[tuple[str, Any]]:
    """Hvert tegn på siden og tekstobjektet det står i, None for det pdfium selv har satt inn."""
    import pypdfium2.raw as pdfium

    tekstside = side.get_textpage()
    try:
        raa, etter_luft = tekstside.raw, _etter_luft(side, tekstside)
        for nummer in range(tekstside.count_chars()):
            tegn = chr(pdfium.FPDFText_GetUnicode(raa, nummer))
            objekt = pdfium.FPDFText_GetTextObject(raa, nummer)
            if not objekt or pdfium.FPDFText_IsGenerated(raa, nummer) == 1:
                yield tegn, None
                continue
            if pdfium.FPDFText_IsHyphen(raa, nummer) == 1:
                tegn = "- " if _mellomrom_etter(tekstside, nummer, objekt) else "-"
            if etter_luft and (peker := _peker(objekt)) in etter_luft:
                etter_luft.discard(peker)
                tegn = f" {tegn}"
            yield tegn, objekt
    finally:
        tekstside.close()


def _etter_luft(side: PdfPage, tekstside: Any) -> set[int]:
    """Tekstobjektene som kommer etter et som bare er mellomrom."""
    import pypdfium2.raw as pdfium

    funnet, luft = set(), False
    for nummer in range(pdfium.FPDFPage_CountObjects(side)):
        objekt = pdfium.FPDFPage_GetObject(side, nummer)
        if pdfium.FPDFPageObj_GetType(objekt) == pdfium.FPDF_PAGEOBJ_TEXT:
            if luft:
                funnet.add(_peker(objekt))
            luft = pdfium.FPDFTextObj_GetText(objekt, tekstside, None, 0) <= _TOM_TEKST
    return funnet


def _peker(objekt: Any) -> int:
    return ctypes.addressof(objekt.contents)


def _elementer(side: PdfPage) -> list[_Element]:
    """Elementene med tekst på siden, i leserekkefølge."""
    import pypdfium2.raw as pdfium

    tre = pdfium.FPDF_StructTree_GetForPage(side)
    if not tre:
        return []
    elementer = []
    try:
        antall = pdfium.FPDF_StructTree_CountChildren(tre)
        ko = [pdfium.FPDF_StructTree_GetChildAtIndex(tre, i) for i in reversed(range(antall))]
        while ko:
            element = ko.pop()
            antall = pdfium.FPDF_StructElement_CountChildren(element)
            barn = [pdfium.FPDF_StructElement_GetChildAtIndex(element, i) for i in range(antall)]
            ko.extend(b for b in reversed(barn) if b and not _er_lenke(b))
            # -1 for innhold som er et eget element, eller som står på en annen side. En lenke er en del av avsnittet.
            mcid: list[int] = []
            for nummer, b in enumerate(barn):
                eget = pdfium.FPDF_StructElement_GetChildMarkedContentID(element, nummer)
                mcid += _i_lenken(b) if b and _er_lenke(b) else [eget]
            if any(nummer >= 0 for nummer in mcid):
                her = frozenset(nummer for nummer in mcid if nummer >= 0)
                elementer.append(_Element(her, mcid[0] < 0 and not barn[0], mcid[-1] < 0 and not barn[-1]))
    finally:
        pdfium.FPDF_StructTree_Close(tre)
    return elementer


def _er_lenke(element: Any) -> bool:
    import pypdfium2.raw as pdfium

    navn = ctypes.create_string_buffer(32)
    lengde = pdfium.FPDF_StructElement_GetType(element, navn, len(navn))
    return navn.raw[:lengde].decode("utf-16-le", "replace").rstrip("\0") == "Link"


def _i_lenken(lenke: Any) -> Iterator[int]:
    """Innholdet i lenken og det den er delt i, uten den klikkbare ruten. Ett nivå er det programmet selv skriver."""
    import pypdfium2.raw as pdfium

    for del_ in (lenke, *_barna(lenke)):
        for i in range(pdfium.FPDF_StructElement_CountChildren(del_)):
            nummer = pdfium.FPDF_StructElement_GetChildMarkedContentID(del_, i)
            if nummer >= 0:
                yield nummer


def _barna(element: Any) -> list[Any]:
    import pypdfium2.raw as pdfium

    antall = pdfium.FPDF_StructElement_CountChildren(element)
    return [b for i in range(antall) if (b := pdfium.FPDF_StructElement_GetChildAtIndex(element, i))]


def _utenfor(objekt: Any) -> bool:
    """Om tekstobjektet er merket «Artifact», altså ikke er en del av brevteksten."""
    import pypdfium2.raw as pdfium

    lengde = ctypes.c_ulong()
    lerret = (ctypes.c_ushort * _LERRET)()
    for nummer in range(pdfium.FPDFPageObj_CountMarks(objekt)):
        merke = pdfium.FPDFPageObj_GetMark(objekt, nummer)
        pdfium.FPDFPageObjMark_GetName(merke, lerret, ctypes.sizeof(lerret), lengde)
        if bytes(lerret)[: lengde.value].decode("utf-16-le", "replace").rstrip("\0") == "Artifact":
            return True
    return False


def _er_usynlig(objekt: Any) -> bool:
    """Om teksten ikke er tegnet, som under bildet i en skannet fil."""
    import pypdfium2.raw as pdfium

    return bool(pdfium.FPDFTextObj_GetTextRenderMode(objekt) == _USYNLIG)


def _mellomrom_etter(tekstside: Any, nummer: int, objekt: Any) -> bool:
    """Om linjen fortsetter med mellomrom etter bindestreken den slutter med («Nav- og» mot «Nav-kontor»).

    pdfium tar bort mellomrommet, men ikke plassen: da rekker tekstobjektet lenger enn selve streken.
    """
    import pypdfium2.raw as pdfium

    kanter = [ctypes.c_float() for _ in range(4)]
    tegn = [ctypes.c_double() for _ in range(4)]
    pdfium.FPDFPageObj_GetBounds(objekt, *kanter)
    pdfium.FPDFText_GetCharBox(tekstside, nummer, *tegn)
    return bool(kanter[2].value - tegn[1].value > _STREK_UTEN_LUFT)
