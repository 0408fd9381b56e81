"""Brevhoder slik kontor lager dem, og slike ingen bør sende oss. Alt er oppdiktet."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Callable, Mapping
from pathlib import Path

import docx
from docx.document import Document
from docx.oxml.parser import parse_xml
from docx.shared import Mm

ROT = Path(__file__).resolve().parents[3]
VART = ROT / "letters" / "brevhode.docx"
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELS = "http://schemas.openxmlformats.org/package/2006/relationships"


def logo(bredde: int = 120, hoyde: int = 48) -> bytes:
    """En liten PNG: en grønn flate med en hvit stripe."""

    def del_(navn: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + navn + data + struct.pack(">I", zlib.crc32(navn + data))

    rader = b"".join(
        b"\0" + (b"\xff\xff\xff" if hoyde // 3 < y < hoyde // 2 else b"\x2f\x6b\x4f") * bredde for y in range(hoyde)
    )
    hode = struct.pack(">IIBBBBB", bredde, hoyde, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + del_(b"IHDR", hode) + del_(b"IDAT", zlib.compress(rader)) + del_(b"IEND", b"")


def lagret(dokument: Document) -> bytes:
    ut = io.BytesIO()
    dokument.save(ut)
    return ut.getvalue()


def deler(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as pakke:
        return {navn: pakke.read(navn) for navn in pakke.namelist()}


def pakket(innhold: Mapping[str, bytes]) -> bytes:
    ut = io.BytesIO()
    with zipfile.ZipFile(ut, "w", zipfile.ZIP_DEFLATED) as pakke:
        for navn, data in innhold.items():
            pakke.writestr(navn, data)
    return ut.getvalue()


def endret(data: bytes, navn: str, endre: Callable[[str], str]) -> bytes:
    """Pakken med én del endret (eller lagt til, av en tom)."""
    innhold = deler(data)
    innhold[navn] = endre(innhold.get(navn, b"").decode()).encode()
    return pakket(innhold)


def med_forhold(data: bytes, del_: str, id_: str, slag: str, mal: str, *, ekstern: bool = True) -> bytes:
    """Pakken der delen også viser til noe annet."""
    mappe, _, fil = del_.rpartition("/")
    utenfor = ' TargetMode="External"' if ekstern else ""
    ny = f'<Relationship Id="{id_}" Type="{R}/{slag}" Target="{mal}"{utenfor}/>'
    tom = f'<Relationships xmlns="{RELS}"></Relationships>'
    return endret(
        data, f"{mappe}/_rels/{fil}.rels", lambda x: (x or tom).replace("</Relationships>", f"{ny}</Relationships>")
    )


def kontorets() -> bytes:
    """Et kontors brevhode: vårt, med logo og navn i toppteksten på første side, og adressen i bunnteksten."""
    dokument = docx.Document(str(VART))
    side = dokument.sections[0]
    side.top_margin, side.header_distance = Mm(34), Mm(10)
    side.different_first_page_header_footer = True
    topp = side.first_page_header
    topp.is_linked_to_previous = False
    topp.paragraphs[0].add_run().add_picture(io.BytesIO(logo()), height=Mm(12))
    topp.paragraphs[0].add_run("   Nav Eksempel")
    side.header.paragraphs[0].insert_paragraph_before("Nav Eksempel")
    for bunn in (side.first_page_footer, side.footer):
        bunn.is_linked_to_previous = False
        bunn.paragraphs[0].text = "Nav Eksempel · Storgata 1, 7004 Trondheim · eksempel.kommune.no"
    dokument.core_properties.author = dokument.core_properties.last_modified_by = "Kari Skriver"
    return lagret(dokument)


def fra_word() -> bytes:
    """Det samme med alt Word legger igjen: mal på nettet, fotnoter, revisjonsnumre, dokumentvariabler og en tekst."""
    dokument = docx.Document(io.BytesIO(kontorets()))
    dokument.element.body.insert(0, parse_xml(f'<w:p xmlns:w="{W}"><w:r><w:t>Kladd om Ola</w:t></w:r></w:p>'))
    data = lagret(dokument)
    oppsett = (
        '<w:attachedTemplate r:id="rId99"/><w:documentProtection w:edit="readOnly" w:enforcement="1"/>'
        '<w:footnotePr><w:footnote w:id="-1"/></w:footnotePr><w:rsids><w:rsidRoot w:val="00AB12CD"/></w:rsids>'
        '<w:docVars><w:docVar w:name="sak" w:val="hemmelig sak"/></w:docVars>'
    )
    data = endret(
        data,
        "word/settings.xml",
        lambda x: x.replace("</w:settings>", oppsett + "</w:settings>").replace(
            "<w:settings ", f'<w:settings xmlns:r="{R}" ', 1
        ),
    )
    data = med_forhold(data, "word/settings.xml", "rId99", "attachedTemplate", "file:///\\\\server\\maler\\nav.dotm")
    data = med_forhold(data, "word/document.xml", "rId98", "footnotes", "footnotes.xml", ekstern=False)
    data = endret(data, "word/footnotes.xml", lambda _: f'<w:footnotes xmlns:w="{W}"/>')
    return endret(
        data,
        "[Content_Types].xml",
        lambda x: x.replace(
            "</Types>",
            '<Override PartName="/word/footnotes.xml" ContentType="application/vnd.openxmlformats-officedocument.'
            'wordprocessingml.footnotes+xml"/></Types>',
        ),
    )
