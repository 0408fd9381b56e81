"""Topp- og bunnteksten i et brevhode: det som alt sier hvem som skriver, og merket på et utkast."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from overforing.brev.modell import Brev, normaliser

if TYPE_CHECKING:
    from docx.document import Document
    from docx.oxml.xmlchemy import BaseOxmlElement

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_INNHOLD = [f"{{{W}}}{navn}" for navn in ("t", "drawing", "pict", "object", "fldChar", "fldSimple")]


def uten_gjentatt_avsender(brev: Brev, sagt: str, *, i_brevhodet: bool) -> Brev:
    """Brevet uten de linjene om avsenderen som alt står i ``sagt``, topp- og bunnteksten på første side.

    Står ikke navnet der, blir alle linjene med: brevhodet sier da ikke hvem som skriver. ``i_brevhodet`` er kontorets
    ord for at brevhodet har avsenderen, for eksempel som et bilde.
    """
    avsender = brev.hode.avsender
    sagt = normaliser(sagt).casefold()

    def star_der(linje: str) -> bool:
        return re.search(rf"(?<!\w){re.escape(normaliser(linje).casefold())}(?!\w)", sagt) is not None

    if i_brevhodet:
        avsender = ()
    elif avsender and star_der(avsender[0]):
        avsender = tuple(linje for linje in avsender if not star_der(linje))
    return replace(brev, hode=replace(brev.hode, avsender=avsender))


def sagt_i(dokument: Document) -> str:
    """Teksten i topp- og bunnteksten på første side."""
    return " ".join(_tekst(rot) for rot in _pa_forste_side(dokument))


def _pa_forste_side(dokument: Document) -> Iterator[BaseOxmlElement]:
    side = dokument.element.body.sectPr
    slag = "first" if side.titlePg_val else "default"
    for navn in ("headerReference", "footerReference"):
        for element in side.findall(f"{{{W}}}{navn}"):
            if element.get(f"{{{W}}}type") == slag:
                yield dokument.part.related_parts[element.get(f"{{{R}}}id")].element


def _tekst(rot: BaseOxmlElement) -> str:
    avsnitt = ("".join(t.text or "" for t in p.iter(f"{{{W}}}t")) for p in rot.iter(f"{{{W}}}p"))
    return normaliser(" ".join(avsnitt))


def frigjor(dokument: Document, utkast: str) -> None:
    """La det kontoret har satt inn i avsnittet til utkastmerket, bli et vanlig avsnitt.

    Stilen ``utkast`` er rød og høyrestilt, og et brevhode skal ikke se slik ut fordi det første avsnittet var ledig.
    """
    for rel in dokument.part.rels.values():
        if rel.reltype.endswith(("/header", "/footer")):
            for avsnitt in rel.target_part.element.iter(f"{{{W}}}p"):
                if avsnitt.style == utkast and next(avsnitt.iter(*_INNHOLD), None) is not None:
                    avsnitt.style = None


def merk_utkast(dokument: Document, merke: str, utkast: str) -> None:
    """Skriver merket i hver topptekst dokumentet bruker, i et eget avsnitt uten noe av kontorets formatering."""
    from docx.oxml.parser import parse_xml

    side = dokument.sections[0]
    topptekster = [side.header]
    if side.different_first_page_header_footer:
        topptekster.append(side.first_page_header)
    if dokument.settings.odd_and_even_pages_header_footer:
        topptekster.append(side.even_page_header)
    for topptekst in topptekster:
        nytt = parse_xml(
            f'<w:p xmlns:w="{W}"><w:pPr><w:pStyle w:val="{utkast}"/></w:pPr><w:r><w:t>{merke}</w:t></w:r></w:p>'
        )
        ledige = [p for p in topptekst.paragraphs if p._p.style == utkast]
        if ledige:
            ledige[0]._p.getparent().replace(ledige[0]._p, nytt)
        else:
            topptekst._element.append(nytt)
