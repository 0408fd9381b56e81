"""PDF-en lest tilbake: nøkkelordene, vedlegget, brødteksten og det som ligger oppå den."""

from __future__ import annotations

import ctypes
from typing import TYPE_CHECKING

from overforing.brev.lesing.grenser import MAKS_FRITEKST, krev_faa_tegn, krev_rimelig_pdf
from overforing.brev.lesing.lesning import Lesning
from overforing.brev.lesing.omlaget import lesemater, oppa_sidene
from overforing.brev.lesing.pdf_tekst import begynnelsen, fritekst, pa_sidene, tagget
from overforing.brev.pdfium import apnet
from overforing.brev.reise import INNSYNSKOPI, MAKS_SAK, VEDLEGGSNAVN, Merker, fra_nokkelord
from overforing.feil import UgyldigInndata

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument

MAKS_SIDER = 300
_HALE = 2048
"""Så langt fra slutten, i byte, kan sluttmerket stå; noen arkiver legger noe etter det."""


def les_pdf(data: bytes) -> Lesning:
    """Merkene, saken når den ligger ved, og brødteksten. Kaster UgyldigInndata når filen ikke kan brukes."""
    import pypdfium2

    if b"%%EOF" not in data[-_HALE:]:  # pdfium setter ellers sammen det som er igjen av en avkortet fil
        raise UgyldigInndata("feil.les.pdf_slutt")
    krev_rimelig_pdf(data)
    try:
        with apnet(data) as dokument:
            egenskaper = dokument.get_metadata_dict()
            nokkelord = str(egenskaper.get("Keywords", ""))
            if INNSYNSKOPI in nokkelord:
                raise UgyldigInndata("feil.les.innsyn")
            merker = fra_nokkelord(nokkelord)
            if merker is None:
                return Lesning(tekst=begynnelsen(dokument), fritekst=fritekst(dokument, MAKS_FRITEKST))
            if len(dokument) > MAKS_SIDER:
                raise UgyldigInndata("feil.les.pdf_sider", flest=MAKS_SIDER)
            krev_faa_tegn(dokument)
            return _brevet(dokument, merker, laget_av=str(egenskaper.get("Producer", "")))
    except pypdfium2.PdfiumError as feil:
        passord = "password" in str(feil).lower()
        raise UgyldigInndata("feil.les.pdf_passord" if passord else "feil.les.pdf_skadet") from feil


def _brevet(dokument: PdfDocument, merker: Merker, laget_av: str) -> Lesning:
    """Brevet, når filen er vår. typst sier ikke hva som laget filen; det gjør alt som lager den om."""
    teksten = tagget(dokument)
    var_egen = teksten.hel and not laget_av
    pafort = oppa_sidene(dokument, med_tagger=var_egen)
    sak = _vedlegg(dokument)
    if var_egen:
        return Lesning(merker, sak, teksten.tekst, pafort=pafort)
    lest = lesemater(pa_sidene(dokument))
    tekst = teksten.tekst if teksten.hel else lest[0]
    return Lesning(merker, sak, tekst, True, lest, pafort)


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
