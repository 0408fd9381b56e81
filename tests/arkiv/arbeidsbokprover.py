"""Leser en arbeidsbok slik den ligger i fila."""

from __future__ import annotations

import io
import re
import zipfile

from lxml import etree

_REL = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


def les_bok(fil: bytes) -> dict[str, list[list[str | float]]]:
    """Arkene etter navnet på fanen: radene med noe i, uten tomme celler."""
    with zipfile.ZipFile(io.BytesIO(fil)) as pakke:

        def xml(navn: str) -> etree._Element:
            return etree.fromstring(pakke.read(navn))

        tekster = [_tekst("".join(si.itertext())) for si in xml("xl/sharedStrings.xml")]
        filer = {r.get("Id"): r.get("Target") for r in xml("xl/_rels/workbook.xml.rels")}
        arkene = {s.get("name"): xml(f"xl/{filer[s.get(_REL)]}") for s in xml("xl/workbook.xml").iter("{*}sheet")}
    return {str(navn): [rad for r in ark.iter("{*}row") if (rad := _rad(r, tekster))] for navn, ark in arkene.items()}


def _rad(rad: etree._Element, tekster: list[str]) -> list[str | float]:
    verdier = ((c.get("t"), c.findtext("{*}v")) for c in rad.iter("{*}c"))
    return [tekster[int(v)] if t == "s" else float(v) for t, v in verdier if v is not None]


def _tekst(tekst: str) -> str:
    """Styretegn er skrevet som «_x000B_» (ECMA-376 22.9.2.19)."""
    return re.sub("_x([0-9A-F]{4})_", lambda m: chr(int(m[1], 16)), tekst)
