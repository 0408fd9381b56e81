"""De billige vaktene: det et brev aldri har så mye av, avvises før noe stort leses inn.

De kan lures; bak dem står grensene for hele lesingen (``ved_siden.py``).
"""

from __future__ import annotations

import re
import zlib
from typing import TYPE_CHECKING

from overforing.feil import UgyldigInndata

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument

MAKS_TEGN = 500_000
"""Flest tegn i et dokument. Et brev har under 50 000."""

MAKS_OPPSLAG = 200_000_000
"""Flest tegn ganger deler på siden, lagt sammen for alle sidene: for hver del ser pdfium gjennom alle tegnene på siden.
Et brev har under en million på hver side."""

MAKS_FRITEKST = 50_000
"""Så mange tegn leses av en fil som ikke er vår, til å søke i."""

MAKS_MERKER = 1_000_000
"""Flest merker («<» og «=») i en XML-del: to for hvert element, og ett for hver egenskap."""

MAKS_UTPAKKET = 100 * 1024 * 1024
"""Så mye innholdet i en PDF til sammen kan pakkes ut til, i byte."""

_BIT = 1024 * 1024
_ZLIB = 8
_KODING = re.compile(rb"""<\?xml[^>]{0,200}?encoding\s*=\s*["']([^"']*)""")
_KODINGER = frozenset({b"utf-8", b"utf-16", b"us-ascii", b"ascii", b"iso-8859-1", b"windows-1252"})
_STROM = re.compile(rb"(?<!end)stream\r?\n?")
_FILTER = re.compile(rb"/Filter\s*(\[[^\]]{0,400}\]|/[^\s/<>\[\]()]+)")
# Bilder i en fremmed PDF pakkes ikke ut når teksten leses.
_FILTRE = frozenset({b"FlateDecode", b"DCTDecode", b"JPXDecode", b"JBIG2Decode", b"CCITTFaxDecode"})
_KORTE = frozenset({b"AHx", b"A85", b"LZW", b"RL", b"Crypt"})


def krev_rimelig_xml(data: bytes) -> None:
    """Avviser en XML-del med flere elementer og egenskaper enn noe brev har, eller i en koding OPC ikke tillater."""
    koding = _KODING.match(data.lstrip(b"\xef\xbb\xbf \t\r\n"))
    if koding is not None and koding[1].lower() not in _KODINGER:
        raise UgyldigInndata("feil.les.xml_koding")
    if data.count(b"<") + data.count(b"=") > MAKS_MERKER:
        raise UgyldigInndata("feil.les.mange_elementer")


def krev_rimelig_tekst(antall: int) -> None:
    """Avviser et dokument med så mange tegn."""
    if antall > MAKS_TEGN:
        raise UgyldigInndata("feil.les.mange_tegn", flest=f"{MAKS_TEGN:,}".replace(",", "\N{NO-BREAK SPACE}"))


def krev_rimelig_pdf(data: bytes) -> None:
    """Avviser en PDF som er pakket som ingen av våre er, eller som pakker seg ut til mye mer enn den er.

    pdfium ville tatt hele minnet før noen kunne si nei. Strømmene pakkes ut her først, også når de er pakket flere
    ganger, men aldri mer enn grensen til sammen.
    """
    for treff in _FILTER.finditer(data):
        # «/Filter» sier også hvordan filen er låst eller signert.
        filtre = [n for n in treff[1].strip(b"[]").replace(b"/", b" ").split() if n.endswith(b"Decode") or n in _KORTE]
        if len(filtre) > 1 or not _FILTRE.issuperset(filtre) or b"#" in treff[1]:
            raise UgyldigInndata("feil.les.pdf_filter")
    igjen = MAKS_UTPAKKET
    for treff in _STROM.finditer(data):
        igjen = _pakk_ut(memoryview(data)[treff.end() :], igjen)


def krev_faa_tegn(dokument: PdfDocument) -> None:
    """Avviser en PDF med flere tegn enn noe brev har, eller flere deler på sidene, før tegnene leses ett for ett."""
    import pypdfium2.raw as pdfium

    antall = oppslag = 0
    for nummer in range(len(dokument)):
        side = dokument[nummer]
        tekstside = side.get_textpage()
        tegn = tekstside.count_chars()
        antall += tegn
        oppslag += tegn * pdfium.FPDFPage_CountObjects(side)
        tekstside.close()
        side.close()
        krev_rimelig_tekst(antall)
        if oppslag > MAKS_OPPSLAG:
            raise UgyldigInndata("feil.les.pdf_deler")


def _pakk_ut(strom: memoryview, igjen: int) -> int:
    """Det som er igjen av grensen når strømmen er pakket ut, så mange ganger som den er pakket.

    Strømmen slutter der zlib sier det, ikke ved ordet «endstream», som kan stå inne i den.
    """
    while len(strom) and strom[0] & 0x0F == _ZLIB:
        ut, plass, pakker = bytearray(), 0, zlib.decompressobj()
        try:
            while plass < len(strom) and not pakker.eof:
                bit: bytes | memoryview = strom[plass : plass + _BIT]
                plass += _BIT
                while len(bit) and not pakker.eof:
                    ut += pakker.decompress(bit, _BIT)
                    bit = pakker.unconsumed_tail
                    if len(ut) > igjen:
                        raise UgyldigInndata("feil.les.pdf_stor", mb=MAKS_UTPAKKET // 1024 // 1024)
        except zlib.error:
            pass  # skadet eller noe annet; pdfium sier hva, og får det som alt er pakket ut
        igjen -= len(ut)
        strom = memoryview(bytes(ut))
    return igjen
