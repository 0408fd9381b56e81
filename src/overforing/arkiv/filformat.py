"""Filformatet som PRONOM-kode (Noark 5, M701), lest av innholdet: The National Archives, PRONOM.

Bare det filen selv sier, og bare der det er til å stole på. Et PNG- eller JPEG-bilde har ikke versjonen på ett sted, så
de har ingen kode; ``mimeType`` sier hva de er.
"""

from __future__ import annotations

import re

from .vedlegg import DOCX, JSON, PDF, Filtype

_PDF = {b"1.%d" % nr: f"fmt/{14 + nr}" for nr in range(7)} | {b"1.7": "fmt/276", b"2.0": "fmt/1129"}
_PDFA = {
    b"1A": "fmt/95",
    b"1B": "fmt/354",
    b"2A": "fmt/476",
    b"2B": "fmt/477",
    b"2U": "fmt/478",
    b"3A": "fmt/479",
    b"3B": "fmt/480",
    b"3U": "fmt/481",
}
_ANDRE = {DOCX: ("fmt/412", "Office Open XML (Word)"), JSON: ("fmt/817", "JSON")}

_VERSJON = re.compile(rb"%PDF-(\d\.\d)")
_DEL = re.compile(rb"pdfaid:part(?:>|=[\"'])([123])")
_SAMSVAR = re.compile(rb"pdfaid:conformance(?:>|=[\"'])([ABUabu])")


def filformat(innhold: bytes, type_: Filtype) -> tuple[str, str] | None:
    """PRONOM-koden og navnet på formatet, eller ``None`` når det ikke er til å si."""
    if type_ != PDF:
        return _ANDRE.get(type_)
    # XMP i en PDF/A er aldri pakket sammen i del 1, og ikke av noen av dem vi skriver.
    del_, samsvar = _DEL.search(innhold), _SAMSVAR.search(innhold)
    if del_ and samsvar and (kode := _PDFA.get(del_[1] + samsvar[1].upper())):
        return kode, f"PDF/A-{del_[1].decode()}{samsvar[1].decode().lower()}"
    versjon = _VERSJON.match(innhold)
    if versjon is None or (kode := _PDF.get(versjon[1])) is None:
        return None
    return kode, f"PDF {versjon[1].decode()}"
