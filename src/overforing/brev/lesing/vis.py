"""En fil utenfra slik den kan vises i vinduet: sidene som bilder, teksten linje for linje, og filene som ligger i den.

Kalles bare i leserens egen prosess (``barn.py``): det som leses her, kan være laget for å skade.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from overforing.brev.lesing.grenser import MAKS_TEGN
from overforing.brev.lesing.les import PASSORD, filslag, i_pakken, krev_trygg_pakke
from overforing.brev.lesing.les_epost import Omslag, er_epost, linjene, navngitte, omslag
from overforing.feil import OverforingFeil, UgyldigInndata
from overforing.filer import MAKS_FIL

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument, PdfPage

MAKS_SIDER = 20
"""Så mange sider vises. Resten må en åpne filen for å se."""

MAKS_BREDDE = 1200
MAKS_HOYDE = 3 * MAKS_BREDDE
"""Største side, i piksler."""

BILDER = ("jpg", "png", "tiff")

Side = tuple[int, int, bytes]
"""Bredde, høyde og BGRX-piksler, fire byte hver, rad for rad ovenfra."""

Bildesider = Callable[[bytes, str, int, int, int], Iterable[Side]]
"""Sidene i en bildefil, gitt innholdet, slaget, bredden, den største høyden og det største antallet."""


@dataclass(frozen=True)
class Vist:
    """Det en fil kan vises som. Er alt tomt, kan den ikke vises her.

    ``slag`` er som ``filslag`` sier. ``linjer`` er teksten: nivået på overskriften (0 for vanlig tekst) og ordene.
    ``antall`` er hvor mange sider filen har, også dem som ikke er med. ``inni`` er navnene på filene som ligger i den.
    """

    slag: str
    linjer: tuple[tuple[int, str], ...] = field(default=(), repr=False)
    sider: tuple[Side, ...] = field(default=(), repr=False)
    antall: int = 0
    inni: tuple[str, ...] = field(default=(), repr=False)
    omslag: Omslag = field(default=Omslag(), repr=False)


def vis(data: bytes, bredde: int, nr: int, bildesider: Bildesider | None = None) -> Vist:
    """Filen, eller nummer ``nr`` (fra 0) av dem som ligger i den når det ikke er negativt.

    Sidene blir ``bredde`` piksler brede. Kaster ``UgyldigInndata`` når filen ikke kan leses.
    """
    try:
        if len(data) > MAKS_FIL:
            raise UgyldigInndata("feil.program.for_stor", mb=MAKS_FIL // 1024 // 1024)
        if nr < 0:
            return _vis(data, max(1, min(bredde, MAKS_BREDDE)), bildesider, inni=False)
        del_ = _filene(data)[nr][1]
        return _vis(del_, max(1, min(bredde, MAKS_BREDDE)), bildesider, inni=True)
    except (OverforingFeil, MemoryError):
        raise
    except Exception as feil:  # en fremmed fil kan velte leserne på måter vi ikke kjenner
        raise UgyldigInndata("feil.les.ufullstendig") from feil


def _vis(data: bytes, bredde: int, bildesider: Bildesider | None, *, inni: bool) -> Vist:
    match slag := filslag(data):
        case "pdf":
            return _pdf(data, bredde)
        case "docx":
            return Vist(slag, linjer=tuple(_word(data)))
        case "eml" | "msg":
            data = _som_epost(data)
            navn = () if inni else tuple(n for n, _ in _filene(data))
            return Vist(slag, linjer=tuple((0, linje) for linje in linjene(data)), inni=navn, omslag=omslag(data))
        case "zip" if not inni:
            return Vist(slag, inni=tuple(n for n, _ in _filene(data)))
        case _ if slag in BILDER and bildesider is not None:
            sider = tuple(bildesider(data, slag, bredde, MAKS_HOYDE, MAKS_SIDER))
            return Vist(slag, sider=sider, antall=len(sider))
        case _ if slag == PASSORD:
            raise UgyldigInndata("feil.les.word_passord")
    return Vist(slag)


def _som_epost(data: bytes) -> bytes:
    if er_epost(data):
        return data
    from overforing.brev.lesing.les_msg import som_epost

    return som_epost(data)


def _filene(data: bytes) -> list[tuple[str, bytes]]:
    """Filene i en e-post eller en pakke. Det som ligger i dem igjen, er ikke med."""
    if filslag(data) in ("eml", "msg"):
        return list(navngitte(_som_epost(data)))
    if filslag(data) != "zip":
        return []
    with zipfile.ZipFile(io.BytesIO(data)) as pakke:
        krev_trygg_pakke(pakke)
    return list(i_pakken(data))


# PDF


def _pdf(data: bytes, bredde: int) -> Vist:
    import pypdfium2

    from overforing.brev.pdfium import apnet

    try:
        with apnet(data) as dokument:
            sider = tuple(_bilde(side, bredde) for side in _sidene(dokument))
            return Vist("pdf", tuple((0, linje) for linje in _teksten(dokument)), sider, len(dokument))
    except pypdfium2.PdfiumError as feil:
        passord = "password" in str(feil).lower()
        raise UgyldigInndata("feil.les.pdf_passord" if passord else "feil.les.pdf_skadet") from feil


def _sidene(dokument: PdfDocument) -> Iterator[PdfPage]:
    for nummer in range(min(len(dokument), MAKS_SIDER)):
        side = dokument[nummer]
        try:
            yield side
        finally:
            side.close()


def _bilde(side: PdfPage, bredde: int) -> Side:
    b, h = side.get_size()
    # pdfium runder opp.
    skala = min((bredde - 0.01) / b, MAKS_HOYDE / h)
    bilde = side.render(scale=skala, rev_byteorder=False, prefer_bgrx=True)
    return bilde.width, bilde.height, bytes(bilde.buffer)


def _teksten(dokument: PdfDocument) -> Iterator[str]:
    """Avsnittene i et brev herfra, ellers linjene på hver side slik de står."""
    from overforing.brev.lesing.pdf_tekst import tagget
    from overforing.brev.reise import fra_nokkelord

    if fra_nokkelord(str(dokument.get_metadata_dict().get("Keywords", ""))) and len(dokument) <= MAKS_SIDER:
        teksten = tagget(dokument)
        if teksten.hel:
            # Punktet foran et ledd i en liste er et element for seg.
            yield from filter(str.strip, teksten.tekst.replace("•\n", "• ").split("\n"))
            return
    igjen = MAKS_TEGN
    for side in _sidene(dokument):
        tekstside = side.get_textpage()
        try:
            tekst = str(tekstside.get_text_range(0, min(tekstside.count_chars(), igjen))) if igjen else ""
        finally:
            tekstside.close()
        igjen -= len(tekst)
        yield from (rent for linje in tekst.splitlines() if (rent := linje.strip("\0 \t\ufffe")))


# Word


def _word(data: bytes) -> Iterator[tuple[int, str]]:
    from overforing.brev.lesing.les_docx import avsnittene, hoveddelen

    igjen = MAKS_TEGN
    with zipfile.ZipFile(io.BytesIO(data)) as pakke:
        krev_trygg_pakke(pakke)
        for niva, tekst in avsnittene(hoveddelen(pakke)):
            if (rent := " ".join(tekst.split())) and igjen > 0:
                igjen -= len(rent)
                yield niva, rent
