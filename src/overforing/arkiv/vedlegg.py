"""Vedleggene: hvilke filer en pakke kan ha med. Slaget avgjøres av innholdet, og filens eget navn følger ikke med."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass

from overforing.feil import UgyldigInndata

MAKS_VEDLEGG = 20 * 1024 * 1024
"""Største vedlegg i byte."""

MAKS_SAMLET = 45 * 1024 * 1024
"""Alt i en pakke til sammen, i byte: mindre enn det ``overforing les`` åpner."""

MAKS_ANTALL = 30


@dataclass(frozen=True)
class Filtype:
    endelse: str
    mime: str


PDF = Filtype("pdf", "application/pdf")
DOCX = Filtype("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document")
PNG = Filtype("png", "image/png")
JPEG = Filtype("jpg", "image/jpeg")


@dataclass(frozen=True)
class Vedlegg:
    innhold: bytes
    type: Filtype


def vedlegg(innhold: bytes, filnavn: str) -> Vedlegg:
    """Filen som vedlegg. ``filnavn`` brukes bare i meldingen.

    Reiser ``UgyldigInndata`` når filen er tom, for stor, eller noe annet enn PDF, Word, PNG eller JPEG.
    """
    if not innhold:
        raise UgyldigInndata("feil.arkiv.tomt_vedlegg", fil=filnavn)
    if len(innhold) > MAKS_VEDLEGG:
        raise UgyldigInndata("feil.arkiv.stort_vedlegg", fil=filnavn, mb=MAKS_VEDLEGG // 1024 // 1024)
    type_ = _type(innhold)
    if type_ is None:
        raise UgyldigInndata("feil.arkiv.vedleggsslag", fil=filnavn)
    return Vedlegg(innhold, type_)


def krev_plass(filer: Sequence[bytes], antall_vedlegg: int) -> None:
    """Reiser ``UgyldigInndata`` når pakken får for mange vedlegg eller blir for stor."""
    if antall_vedlegg > MAKS_ANTALL:
        raise UgyldigInndata("feil.arkiv.mange_vedlegg", flest=MAKS_ANTALL, antall=antall_vedlegg)
    if sum(map(len, filer)) > MAKS_SAMLET:
        raise UgyldigInndata("feil.arkiv.for_stort", mb=MAKS_SAMLET // 1024 // 1024)


def _type(innhold: bytes) -> Filtype | None:
    if innhold.startswith(b"%PDF-"):
        return PDF
    if innhold.startswith(b"\x89PNG\r\n\x1a\n"):
        return PNG
    if innhold.startswith(b"\xff\xd8\xff"):
        return JPEG
    return DOCX if innhold.startswith(b"PK") and _er_word(innhold) else None


def _er_word(innhold: bytes) -> bool:
    try:
        with zipfile.ZipFile(io.BytesIO(innhold)) as pakke:
            deler = set(pakke.namelist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        return False
    return {"[Content_Types].xml", "word/document.xml"} <= deler and "word/vbaProject.bin" not in deler
