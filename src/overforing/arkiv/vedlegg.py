"""Vedleggene: hvilke filer en pakke kan ha med. Slaget avgjøres av innholdet, og filens eget navn følger ikke med."""

from __future__ import annotations

import io
import re
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
JSON = Filtype("json", "application/json")
"""Saken i en pakke, aldri et vedlegg noen legger ved."""

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_KRYPTERT_I_OLE = "EncryptedPackage".encode("utf-16-le")
"""Word med passord: hele filen kryptert inne i en OLE-beholder (MS-OFFCRYPTO 2.3.4.4)."""

_STROM = re.compile(rb"stream\r?\n.*?endstream", re.DOTALL)
_KRYPTERT_I_PDF = re.compile(rb"/Encrypt\s*(?:\d+\s+\d+\s+R|<<)")
"""I halen eller kryssreferansen (ISO 32000-1, 7.6.1), aldri inne i en strøm."""


@dataclass(frozen=True)
class Vedlegg:
    innhold: bytes
    type: Filtype


def vedlegg(innhold: bytes, filnavn: str) -> Vedlegg:
    """Filen som vedlegg. ``filnavn`` brukes bare i meldingen.

    Reiser ``UgyldigInndata`` når filen er tom, for stor, beskyttet med passord, eller noe annet enn PDF, Word, PNG
    eller JPEG. Det arkivet ikke kan åpne, er ikke bevart, og PDF/A har ingen kryptering (ISO 19005-2, 6.1.3).
    """
    if not innhold:
        raise UgyldigInndata("feil.arkiv.tomt_vedlegg", fil=filnavn)
    if len(innhold) > MAKS_VEDLEGG:
        raise UgyldigInndata("feil.arkiv.stort_vedlegg", fil=filnavn, mb=MAKS_VEDLEGG // 1024 // 1024)
    if _er_beskyttet(innhold):
        raise UgyldigInndata("feil.arkiv.vedlegg_passord", fil=filnavn)
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


def _er_beskyttet(innhold: bytes) -> bool:
    if innhold.startswith(b"%PDF-"):
        return _KRYPTERT_I_PDF.search(_STROM.sub(b"", innhold)) is not None
    if innhold.startswith(_OLE):
        return _KRYPTERT_I_OLE in innhold
    if not innhold.startswith(b"PK"):
        return False
    try:
        with zipfile.ZipFile(io.BytesIO(innhold)) as pakke:
            return any(del_.flag_bits & 1 for del_ in pakke.infolist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        return False


def _er_word(innhold: bytes) -> bool:
    try:
        with zipfile.ZipFile(io.BytesIO(innhold)) as pakke:
            deler = set(pakke.namelist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        return False
    return {"[Content_Types].xml", "word/document.xml"} <= deler and "word/vbaProject.bin" not in deler
