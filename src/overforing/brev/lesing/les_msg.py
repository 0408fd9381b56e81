"""En e-post fra Outlook (.msg, MS-OXMSG), gjort om til en vanlig e-post (RFC 5322), så resten leser den som en slik.

Kalles bare i leserens egen prosess.
"""

from __future__ import annotations

import io
import struct
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email.header import Header
from email.message import Message
from email.mime.application import MIMEApplication
from email.mime.message import MIMEMessage
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText
from email.utils import format_datetime
from typing import TYPE_CHECKING

from overforing.brev.lesing.les_epost import MAKS_FELT, MAKS_NAVN, MAKS_TEKST, MAKS_VEDLEGG
from overforing.feil import UgyldigInndata

if TYPE_CHECKING:
    from olefile import OleFileIO

_EMNE, _NAVN, _ADRESSER, _TEKST, _NETTSIDE = "0037", "0C1A", ("5D01", "0C1F"), "1000", "1013"
_SENDT, _LEVERT = 0x0039_0040, 0x0E06_0040
_VEDLEGG, _FILNAVN = "__attach_version1.0_#", ("3707", "3704")
_INNHOLD, _INNEBYGD, _EGENSKAPER = "__substg1.0_37010102", "__substg1.0_3701000D/", "__properties_version1.0"
_HODET, _HODET_INNI, _EGENSKAP = 32, 24, 16
"""Så mange byte er hodet i egenskapene til e-posten, og til en som ligger i den, og hver egenskap etter det."""

_MAKS_DYPT = 5
"""Så mange e-poster leses inni hverandre."""

_BEGYNNELSEN = datetime(1601, 1, 1, tzinfo=UTC)


def som_epost(data: bytes) -> bytes:
    """E-posten med emnet, avsenderen, dagen, teksten, filene og e-postene i den. Det som ikke er der, er ikke med.

    Kaster ``UgyldigInndata`` når den har for mange filer. En skadet fil kan kaste hva som helst.
    """
    import olefile

    with olefile.OleFileIO(io.BytesIO(data)) as ole:
        return _epost(ole, "", 0).as_bytes()


def _epost(ole: OleFileIO, i: str, dypt: int) -> Message:
    """E-posten i mappen ``i``."""
    ut = MIMEMultipart()
    ut["Subject"] = _kodet(_felt(ole, i, _EMNE))
    adresse = next((a for nr in _ADRESSER if "@" in (a := _felt(ole, i, nr))), "")
    ut["From"] = f"{_kodet(_felt(ole, i, _NAVN))} <{adresse if adresse.isascii() else _kodet(adresse)}>"
    if sendt := _sendt(ole, i, _HODET_INNI if dypt else _HODET):
        ut["Date"] = format_datetime(sendt)
    tekst = _tekst(ole, i, _TEKST)
    ut.attach(MIMEText(tekst or _tekst(ole, i, _NETTSIDE), "plain" if tekst else "html", "utf-8"))
    for del_ in _vedleggene(ole, i, dypt):
        ut.attach(del_)
    return ut


def _vedleggene(ole: OleFileIO, i: str, dypt: int) -> Iterator[Message]:
    plass = i.count("/")
    stier = (sti for sti in ole.listdir() if "/".join([*sti[:plass], ""]) == i)
    mappene = sorted({sti[plass] for sti in stier if len(sti) > plass and sti[plass].startswith(_VEDLEGG)})
    if len(mappene) > MAKS_VEDLEGG:
        raise UgyldigInndata("feil.les.epost_deler", flest=MAKS_VEDLEGG)
    for mappe in mappene:
        her = f"{i}{mappe}/"
        if ole.exists(her + _INNHOLD):
            fil = MIMEApplication(ole.openstream(her + _INNHOLD).read())
            navn = next((n for nr in _FILNAVN if (n := _felt(ole, her, nr))), "fil")[:MAKS_NAVN]
            fil.add_header("Content-Disposition", "attachment", filename=("utf-8", "", navn))
            yield fil
        elif ole.exists(her + _INNEBYGD + _EGENSKAPER) and dypt < _MAKS_DYPT:
            yield MIMEMessage(_epost(ole, her + _INNEBYGD, dypt + 1))


def _kodet(tekst: str) -> str:
    """Slik et felt i hodet skrives, så ingenting i teksten blir lest som noe annet enn tekst."""
    return Header(tekst, "utf-8", maxlinelen=10**6).encode() if tekst else ""


def _felt(ole: OleFileIO, i: str, nr: str) -> str:
    """Feltet på én linje."""
    return " ".join(_tekst(ole, i, nr)[:MAKS_FELT].split())


def _tekst(ole: OleFileIO, i: str, nr: str) -> str:
    for slag, koding in (("001F", "utf-16-le"), ("001E", "cp1252"), ("0102", "utf-8")):
        sti = f"{i}__substg1.0_{nr}{slag}"
        if ole.exists(sti):
            lest: bytes = ole.openstream(sti).read(4 * MAKS_TEKST)
            tekst = lest.decode(koding, "replace").replace("\r\n", "\n").replace("\r", "\n")[:MAKS_TEKST]
            return "".join(t if t.isprintable() or t in "\n\t" else " " if t.isspace() else "" for t in tekst)
    return ""


def _sendt(ole: OleFileIO, i: str, hodet: int) -> datetime | None:
    """Når den ble sendt, ellers levert, i maskinens tid."""
    if not ole.exists(i + _EGENSKAPER):
        return None
    egenskaper: bytes = ole.openstream(i + _EGENSKAPER).read()[hodet:]
    tider = {
        merke: verdi
        for merke, _, verdi in struct.iter_unpack("<IIQ", egenskaper[: len(egenskaper) // _EGENSKAP * _EGENSKAP])
        if merke in (_SENDT, _LEVERT) and verdi
    }
    for merke in (_SENDT, _LEVERT):
        if merke in tider:
            try:
                tid = _BEGYNNELSEN + timedelta(microseconds=tider[merke] // 10)
                return tid.astimezone()
            except OverflowError:
                continue
    return None
