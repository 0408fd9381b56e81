"""En e-post fra Outlook (.msg, MS-OXMSG), gjort om til en vanlig e-post (RFC 5322), så resten leser den som en slik.

Kalles bare i leserens egen prosess. E-poster som ligger ved som egne e-poster, er ikke med; filen selv er hel i loggen.
"""

from __future__ import annotations

import io
import struct
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from email.utils import format_datetime, formataddr
from typing import TYPE_CHECKING

from overforing.brev.lesing.les_epost import MAKS_FELT, MAKS_NAVN, MAKS_TEKST, MAKS_VEDLEGG
from overforing.feil import UgyldigInndata

if TYPE_CHECKING:
    from olefile import OleFileIO

_EMNE, _NAVN, _ADRESSER, _TEKST = "0037", "0C1A", ("5D01", "0C1F"), "1000"
_SENDT, _LEVERT = 0x0039_0040, 0x0E06_0040
_VEDLEGG, _FILNAVN, _INNHOLD = "__attach_version1.0_#", ("3707", "3704"), "__substg1.0_37010102"
_HODET, _EGENSKAP = 32, 16
"""Så mange byte er hodet i egenskapene til e-posten, og hver egenskap etter det."""

_BEGYNNELSEN = datetime(1601, 1, 1, tzinfo=UTC)


def som_epost(data: bytes) -> bytes:
    """E-posten med emnet, avsenderen, dagen, teksten og filene. Det som ikke er der, er ikke med.

    Kaster ``UgyldigInndata`` når den har for mange filer. En skadet fil kan kaste hva som helst.
    """
    import olefile

    with olefile.OleFileIO(io.BytesIO(data)) as ole:
        ut = EmailMessage()
        ut["Subject"] = _felt(ole, _EMNE)
        adresse = next((a for nr in _ADRESSER if "@" in (a := _felt(ole, nr))), "")
        ut["From"] = formataddr((_felt(ole, _NAVN), adresse)) if adresse.isascii() else _felt(ole, _NAVN)
        if sendt := _sendt(ole):
            ut["Date"] = format_datetime(sendt)
        ut.set_content(_tekst(ole, "", _TEKST)[:MAKS_TEKST])
        mappene = sorted({sti[0] for sti in ole.listdir() if sti[0].startswith(_VEDLEGG)})
        if len(mappene) > MAKS_VEDLEGG:
            raise UgyldigInndata("feil.les.epost_deler", flest=MAKS_VEDLEGG)
        for mappe in mappene:
            if ole.exists(f"{mappe}/{_INNHOLD}"):
                navn = next((n for nr in _FILNAVN if (n := _felt(ole, nr, f"{mappe}/"))), "fil")[:MAKS_NAVN]
                innhold = ole.openstream(f"{mappe}/{_INNHOLD}").read()
                ut.add_attachment(innhold, maintype="application", subtype="octet-stream", filename=navn)
        return ut.as_bytes()


def _felt(ole: OleFileIO, nr: str, mappe: str = "") -> str:
    """Feltet på én linje."""
    return " ".join(_tekst(ole, mappe, nr)[:MAKS_FELT].split())


def _tekst(ole: OleFileIO, mappe: str, nr: str) -> str:
    for slag, koding in (("001F", "utf-16-le"), ("001E", "cp1252")):
        sti = f"{mappe}__substg1.0_{nr}{slag}"
        if ole.exists(sti):
            lest: bytes = ole.openstream(sti).read(4 * MAKS_TEKST)
            return "".join(tegn for tegn in lest.decode(koding, "replace") if tegn.isprintable() or tegn in "\n\t")
    return ""


def _sendt(ole: OleFileIO) -> datetime | None:
    """Når den ble sendt, ellers levert, i maskinens tid."""
    egenskaper: bytes = ole.openstream("__properties_version1.0").read()[_HODET:]
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
