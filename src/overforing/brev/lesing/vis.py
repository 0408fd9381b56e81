"""En fil utenfra slik den kan vises i vinduet: sidene som bilder, teksten linje for linje, og filene som ligger i den.

Kalles bare i leserens egen prosess (``barn.py``): det som leses her, kan være laget for å skade.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import count, islice
from typing import TYPE_CHECKING, TypeVar

from overforing.brev.lesing.grenser import MAKS_TEGN, krev_faa_tegn
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

T = TypeVar("T")
Side = tuple[int, int, bytes]
"""Bredde, høyde og BGRX-piksler, fire byte hver, rad for rad ovenfra."""

Bildesider = Callable[[bytes, str, int, int, int], Iterable[Side]]
"""Sidene i en bildefil, gitt innholdet, slaget, bredden, den største høyden og det største antallet."""


@dataclass(frozen=True)
class Vist:
    """Det en fil kan vises som. Er alt tomt, kan den ikke vises her.

    ``slag`` er som ``filslag`` sier. ``linjer`` er teksten: nivået på overskriften (0 for vanlig tekst) og ordene.
    ``antall`` er hvor mange sider filen har, også dem som ikke er med, og ``skadet`` numrene på dem som ikke kan vises,
    fra 1. ``inni`` er navnene på filene som ligger i den.
    """

    slag: str
    linjer: tuple[tuple[int, str], ...] = field(default=(), repr=False)
    sider: tuple[Side, ...] = field(default=(), repr=False)
    antall: int = 0
    skadet: tuple[int, ...] = ()
    inni: tuple[str, ...] = field(default=(), repr=False)
    omslag: Omslag = field(default=Omslag(), repr=False)

    @property
    def numre(self) -> tuple[int, ...]:
        """Nummeret på hver av ``sider`` i filen, fra 1."""
        hele = (nr for nr in count(1) if nr not in self.skadet)
        return tuple(islice(hele, len(self.sider)))


def vis(data: bytes, bredde: int, nr: int, bildesider: Bildesider | None = None) -> Vist:
    """Filen, eller nummer ``nr`` (fra 0) av dem som ligger i den når det ikke er negativt.

    Sidene blir ``bredde`` piksler brede. Kaster ``UgyldigInndata`` når filen ikke kan leses.
    """
    try:
        if len(data) > MAKS_FIL:
            raise UgyldigInndata("feil.program.for_stor", mb=MAKS_FIL // 1024 // 1024)
        if nr < 0:
            return _vis(data, max(1, min(bredde, MAKS_BREDDE)), bildesider, inni=False)
        return _vis(_fil(data, nr), max(1, min(bredde, MAKS_BREDDE)), bildesider, inni=True)
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
            navnene = () if inni else tuple(navn for navn, _ in navngitte(data))
            return Vist(slag, linjer=tuple((0, linje) for linje in linjene(data)), inni=navnene, omslag=omslag(data))
        case "zip" if not inni:
            return Vist(slag, inni=tuple(navn for navn, _ in _pakket(data)))
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


def _fil(data: bytes, nr: int) -> bytes:
    """Fil nummer ``nr`` i en e-post eller en pakke. Det som ligger i dem igjen, telles ikke."""
    match filslag(data):
        case "eml" | "msg":
            return next(islice(navngitte(_som_epost(data)), nr, None))[1]()
        case "zip":
            return _pakket(data)[nr][1]
    raise UgyldigInndata("feil.les.ukjent_slag")


def _pakket(data: bytes) -> tuple[tuple[str, bytes], ...]:
    with zipfile.ZipFile(io.BytesIO(data)) as pakke:
        krev_trygg_pakke(pakke)
    return i_pakken(data)


# PDF


def _pdf(data: bytes, bredde: int) -> Vist:
    import pypdfium2

    from overforing.brev.pdfium import apnet

    try:
        with apnet(data) as dokument:
            bilder, skadet = _provd(dokument, lambda side: _bilde(side, bredde))
            if skadet and not bilder:
                raise UgyldigInndata("feil.les.pdf_skadet")
            linjer = tuple((0, linje) for linje in _teksten(dokument))
            return Vist("pdf", linjer, tuple(bilder), len(dokument), tuple(skadet))
    except pypdfium2.PdfiumError as feil:
        passord = "password" in str(feil).lower()
        raise UgyldigInndata("feil.les.pdf_passord" if passord else "feil.les.pdf_skadet") from feil


def _provd(dokument: PdfDocument, gjor: Callable[[PdfPage], T]) -> tuple[list[T], list[int]]:
    """Det ``gjor`` gir for hver av sidene, og numrene på dem som er skadet: de står ikke i veien for de andre."""
    svar: list[T] = []
    skadet: list[int] = []
    for nummer in range(min(len(dokument), MAKS_SIDER)):
        try:
            side = dokument[nummer]
            try:
                svar.append(gjor(side))
            finally:
                side.close()
        except MemoryError:
            raise
        except Exception:  # som i ``vis``: en skadet side kan velte leserne på måter vi ikke kjenner
            skadet.append(nummer + 1)
    return svar, skadet


def _bilde(side: PdfPage, bredde: int) -> Side:
    b, h = side.get_size()
    # pdfium runder opp.
    skala = min((bredde - 0.01) / b, MAKS_HOYDE / h)
    bilde = side.render(scale=skala, rev_byteorder=False, prefer_bgrx=True)
    return bilde.width, bilde.height, bytes(bilde.buffer)


def _teksten(dokument: PdfDocument) -> Iterator[str]:
    """Avsnittene i et brev herfra, ellers linjene på hver side slik de står."""
    from pypdfium2 import PdfiumError

    from overforing.brev.lesing.pdf_tekst import tagget
    from overforing.brev.reise import fra_nokkelord

    if fra_nokkelord(str(dokument.get_metadata_dict().get("Keywords", ""))) and len(dokument) <= MAKS_SIDER:
        teksten = None
        with suppress(PdfiumError, UgyldigInndata):  # en side er skadet eller for tung; de andre leses linje for linje
            krev_faa_tegn(dokument)
            teksten = tagget(dokument)
        if teksten is not None and teksten.hel:
            # Punktet foran et ledd i en liste er et element for seg.
            yield from filter(str.strip, teksten.tekst.replace("•\n", "• ").split("\n"))
            return
    igjen = MAKS_TEGN

    def ordene(side: PdfPage) -> str:
        nonlocal igjen
        tekstside = side.get_textpage()
        try:
            tekst = str(tekstside.get_text_range(0, min(tekstside.count_chars(), igjen))) if igjen else ""
        finally:
            tekstside.close()
        igjen -= len(tekst)
        return tekst

    for tekst in _provd(dokument, ordene)[0]:
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
