"""PDF-en lest tilbake: nøkkelordene, vedlegget og brødteksten.

Teksten følger PDF-ens egen struktur (tagger): topptekst, bunntekst og gjentatte tabellhoder er «Artifact» og er ikke
med, og linjer i samme avsnitt settes sammen slik de sto, også der en linje eller side er delt etter en bindestrek.
"""

from __future__ import annotations

import ctypes
import re
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from overforing.brev.pdf import DELETEGN, INNSYN, MERKE
from overforing.brev.reise import MAKS_SAK, VEDLEGGSNAVN, Merker, merker_fra
from overforing.feil import UgyldigInndata

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument, PdfPage

MAKS_SIDER = 300
MAKS_UTPAKKET = 100 * 1024 * 1024
"""Så mye innholdet i filen til sammen kan pakkes ut til, i byte."""

_STROM = re.compile(rb"(?<!end)stream\r?\n")
_STREK_UTEN_LUFT = 0.1
_LERRET = 64
_HALE = 2048
"""Så langt fra slutten, i byte, kan sluttmerket stå; noen arkiver legger noe etter det."""


def les_pdf(data: bytes) -> tuple[Merker | None, str | None, str]:
    """Merkene, saken som JSON-tekst når den ligger ved, og brødteksten. Merkene er None når filen ikke er vår."""
    import pypdfium2

    if b"%%EOF" not in data[-_HALE:]:  # pdfium setter ellers sammen det som er igjen av en avkortet fil
        raise UgyldigInndata("feil.les.pdf_slutt")
    _krev_rimelig(data)
    try:
        dokument = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as feil:
        passord = "password" in str(feil).lower()
        raise UgyldigInndata("feil.les.pdf_passord" if passord else "feil.les.pdf_skadet") from feil
    try:
        merker = _merker(dokument)
        if merker is None:
            return None, None, ""
        if len(dokument) > MAKS_SIDER:
            raise UgyldigInndata("feil.les.pdf_sider", flest=MAKS_SIDER)
        return merker, _vedlegg(dokument), brodtekst(dokument)
    finally:
        dokument.close()


def _krev_rimelig(data: bytes) -> None:
    """Avviser en fil som pakker seg ut til mye mer enn den er: pdfium ville tatt hele minnet før noen kunne si nei.

    Strømmene pakkes ut her først, også når de er pakket flere ganger, men aldri mer enn grensen til sammen.
    """
    igjen = MAKS_UTPAKKET
    for treff in _STROM.finditer(data):
        innhold = data[treff.end() : data.find(b"endstream", treff.end())]
        while innhold[:1] == b"\x78":  # zlib
            try:
                innhold = zlib.decompressobj().decompress(innhold, igjen)
            except zlib.error:
                break  # skadet eller noe annet; pdfium sier hva
            igjen -= len(innhold)
            if igjen <= 0:
                raise UgyldigInndata("feil.les.pdf_stor", mb=MAKS_UTPAKKET // 1024 // 1024)


def _merker(dokument: PdfDocument) -> Merker | None:
    nokkelord = str(dokument.get_metadata_dict().get("Keywords", "")).split(", ")
    par = (ord_.removeprefix(MERKE).partition("=")[::2] for ord_ in nokkelord if ord_.startswith(MERKE))
    merkene = dict(par)
    if INNSYN in merkene:
        raise UgyldigInndata("feil.les.innsyn")
    return merker_fra(merkene)


def _vedlegg(dokument: PdfDocument) -> str | None:
    import pypdfium2.raw as pdfium

    for nummer in range(dokument.count_attachments()):
        vedlegg = dokument.get_attachment(nummer)
        if vedlegg.get_name() == VEDLEGGSNAVN:
            lengde = ctypes.c_ulong()
            pdfium.FPDFAttachment_GetFile(vedlegg, None, 0, lengde)
            if lengde.value > MAKS_SAK:
                raise UgyldigInndata("feil.les.pdf_sak", mb=MAKS_SAK // 1024 // 1024)
            return bytes(vedlegg.get_data()).decode("utf-8")
    return None


@dataclass(frozen=True)
class _Element:
    """Et strukturelement (avsnitt, punkt, celle) med tekst på siden.

    ``fortsatt`` begynte på en tidligere side, ``fortsetter`` går videre på den neste.
    """

    mcid: frozenset[int]
    fortsatt: bool
    fortsetter: bool


def brodtekst(dokument: PdfDocument) -> str:
    """Teksten i leserekkefølge, ett avsnitt eller én celle på hver linje, også når den går over flere sider."""
    biter: list[str] = []
    apne: list[int] = []
    for nummer in range(len(dokument)):
        side = dokument[nummer]
        try:
            elementer = _elementer(side)
            tekster = _tekster(side, elementer)
        finally:
            side.close()
        fra_forrige, apne = iter(apne), []
        for element, tekst in zip(elementer, tekster, strict=False):
            plass = next(fra_forrige, None) if element.fortsatt else None
            if plass is None:
                plass = len(biter)
                biter.append("")
            biter[plass] += tekst
            if element.fortsetter:
                apne.append(plass)
        biter.append(tekster[-1])
    return "\n".join(biter).replace(DELETEGN, "")


def _tekster(side: PdfPage, elementer: list[_Element]) -> list[str]:
    """Teksten i hvert element, og til slutt tekst som ikke hører til noe element (noe andre har lagt inn).

    pdfiums egne mellomrom og linjeskift er ikke med: typst skriver mellomrommet også der linjen deles.
    """
    import pypdfium2.raw as pdfium

    plass_for = {mcid: plass for plass, element in enumerate(elementer) for mcid in element.mcid}
    tekster = [""] * (len(elementer) + 1)
    tekstside = side.get_textpage()
    for nummer in range(tekstside.count_chars()):
        objekt = pdfium.FPDFText_GetTextObject(tekstside, nummer)
        if not objekt or pdfium.FPDFText_IsGenerated(tekstside, nummer) == 1 or _utenfor(objekt):
            continue
        tegn = chr(pdfium.FPDFText_GetUnicode(tekstside, nummer))
        if pdfium.FPDFText_IsHyphen(tekstside, nummer) == 1:
            tegn = "- " if _mellomrom_etter(tekstside, nummer, objekt) else "-"
        tekster[plass_for.get(pdfium.FPDFPageObj_GetMarkedContentID(objekt), -1)] += tegn
    tekstside.close()
    return tekster


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
            ko.extend(b for b in reversed(barn) if b)
            # -1 for innhold som er et eget element, eller som står på en annen side.
            mcid = [pdfium.FPDF_StructElement_GetChildMarkedContentID(element, i) for i in range(antall)]
            if any(nummer >= 0 for nummer in mcid):
                her = frozenset(nummer for nummer in mcid if nummer >= 0)
                elementer.append(_Element(her, mcid[0] < 0 and not barn[0], mcid[-1] < 0 and not barn[-1]))
    finally:
        pdfium.FPDF_StructTree_Close(tre)
    return elementer


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
