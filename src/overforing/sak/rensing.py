"""Tekst gjort til tegn et brev kan bære, med de samme ordene: når den kommer inn, skrives og sammenlignes."""

from __future__ import annotations

import re
import unicodedata

_LIGATURER = {0xFB00: "ff", 0xFB01: "fi", 0xFB02: "fl", 0xFB03: "ffi", 0xFB04: "ffl", 0xFB05: "st", 0xFB06: "st"}
_STREKER = {0x2010: "-", 0x2011: "-"}
_BRETT = {**_LIGATURER, **_STREKER, **dict.fromkeys(range(0xFE00, 0xFE10))}
"""Ligaturene som bokstaver, de to andre bindestrekene som den på tastaturet, og variantvelgerne (usynlige) bort."""

WORDS_MERKER = "\uf06e\uf071\uf076\uf0a7\uf0a8\uf0b7\uf0d8\uf0e0\uf0fc"
"""Punktmerkene Word henter fra Symbol og Wingdings: private kodepunkter uten mening i en annen skrift."""

_FORST = re.compile(rf"(?m)^[^\S\n]*(?:[•‣⁃◦▪▫■●○◆❖➢➤{WORDS_MERKER}]|·(?=\s))[^\S\n]*")
_INNE = re.compile(rf"[^\S\n]*[{WORDS_MERKER}][^\S\n]*")


def brett(tekst: str) -> str:
    """NFC, ligaturer som bokstaver, én slags bindestrek, og ingen tegn som ikke synes (Unicode-gruppen Cf)."""
    if tekst.isascii():
        return tekst
    tekst = unicodedata.normalize("NFC", tekst)
    # Et brev har få ulike tegn. Sees det etter i hvert eneste, er dette det dyreste ved å lese det.
    bytt = {
        ord(tegn): _BRETT.get(ord(tegn))
        for tegn in set(tekst)
        if ord(tegn) in _BRETT or unicodedata.category(tegn) == "Cf"
    }
    # Et usynlig tegn kan ha skilt en bokstav fra merket sitt.
    return unicodedata.normalize("NFC", tekst.translate(bytt)) if bytt else tekst


def listemerker(tekst: str) -> str:
    """Punktmerkene først på en linje som «- », og Words private merker inne i en linje som en strek med luft rundt."""
    if tekst.isascii():
        return tekst
    return _INNE.sub(" - ", _FORST.sub("- ", tekst))


def rens(tekst: str) -> str:
    """Limt inn tekst gjort vanlig: ``brett``, ``listemerker``, vanlige linjeskift, ingen styretegn og ikke-tegn.

    Et hardt mellomrom blir stående: det kan være skrevet med vilje.
    """
    tekst = tekst.replace("\r\n", "\n").translate(_LINJESKIFT)
    tekst = "".join(c for c in brett(tekst) if c in "\n\t" or not _uten_mening(c))
    return listemerker(tekst)


def _uten_mening(tegn: str) -> bool:
    return unicodedata.category(tegn) in ("Cc", "Cs") or ord(tegn) & 0xFFFE == 0xFFFE


_LINJESKIFT = dict.fromkeys((0x0B, 0x0C, 0x0D, 0x85, 0x2028, 0x2029), "\n")
