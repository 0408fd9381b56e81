"""Word-filen lest tilbake: det som fulgte med, og brødteksten slik den står nå.

Leser XML-en direkte, for python-docx ser ikke tekst i innholdskontroller og sporede endringer. Filen er fremmed
inntil det motsatte er vist: størrelsen er begrenset, og XML med DOCTYPE avvises.
"""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

from overforing.brev.lesing.grenser import krev_rimelig_xml
from overforing.brev.lesing.lesning import Lesning, Pafort
from overforing.brev.reise import EGENSKAPSNAVN, NAVNEROM, Merker, fra_nokkelord, merker_fra
from overforing.feil import UgyldigInndata

if TYPE_CHECKING:
    from lxml.etree import _Element

MAKS_DEL = 50 * 1024 * 1024
"""Største del av en pakke vi pakker ut, i byte."""

MAKS_XML = 10 * 1024 * 1024
"""Største XML-del vi leser, i byte. Et brev er langt mindre; en større del er laget for å fylle minnet."""

_MAKS_XML_DELER = 50
_UTELATES = frozenset(
    {"del", "moveFrom", "instrText", "delText", "delInstrText", "Fallback", "pPr", "rPr", "sectPr", "txbxContent"}
)
_PAFORT = {
    **dict.fromkeys(("ins", "del", "moveFrom", "moveTo"), Pafort.SPOREDE_ENDRINGER),
    **dict.fromkeys(("txbxContent", "drawing", "pict"), Pafort.TEKSTBOKSER),
    **dict.fromkeys(("commentReference", "commentRangeStart"), Pafort.KOMMENTARER),
    **dict.fromkeys(("footnoteReference", "endnoteReference"), Pafort.FOTNOTER),
}
_PAFORTE = tuple(f"{{*}}{navn}" for navn in _PAFORT)
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
# Stilene Word selv har, på engelsk og norsk: «Heading1», «Overskrift1», «Title», «Tittel».
_OVERSKRIFT = re.compile(r"(?:heading|overskrift|title|tittel)\s?([1-6]?)$", re.IGNORECASE)
_MELLOMROM = frozenset({"tab", "br", "cr", "ptab"})
_OFFICE_DOCUMENT = "/officeDocument"


def les_docx(pakke: zipfile.ZipFile) -> Lesning:
    """Merkene, saken når den ligger der, brødteksten, og det som er lagt til uten å være en del av den."""
    merker, sak = _fra_xml_del(pakke)
    if merker is None:
        merker = _fra_egenskaper(pakke)
    # Også en fremmed fil leses helt: den kan bli liggende hos mottakeren, og skal ikke være laget for å skade.
    rot = hoveddelen(pakke)
    laget_om = merker is not None and not merker.tekstsum
    return Lesning(merker, sak, brodtekst(rot), laget_om, pafort=pafort(rot))


def les_del(pakke: zipfile.ZipFile, navn: str, maks: int = MAKS_DEL) -> bytes:
    """En del av pakken, aldri mer enn ``maks`` byte utpakket, hva enn pakken selv sier om størrelsen."""
    with pakke.open(navn) as fil:
        data = fil.read(maks + 1)
    if len(data) > maks:
        raise UgyldigInndata("feil.les.stor_del", mb=maks // 1024 // 1024)
    return data


def hoveddelen(pakke: zipfile.ZipFile) -> _Element:
    """Roten i dokumentets hoveddel."""
    return les_xml(les_del(pakke, _hoveddel(pakke), MAKS_XML))


def avsnittene(rot: _Element) -> Iterator[tuple[int, str]]:
    """Hvert avsnitt i hoveddelen, også i tabeller og tekstbokser: nivået på overskriften (0 er vanlig), og teksten."""
    for avsnitt in rot.iter(f"{{{W}}}p"):
        if not any(lokalt(over) == "Fallback" for over in avsnitt.iterancestors()):
            stilen = avsnitt.find(f"{{{W}}}pPr/{{{W}}}pStyle")
            stil = _OVERSKRIFT.match(str(stilen.get(f"{{{W}}}val", "")) if stilen is not None else "")
            yield int(stil[1] or 1) if stil else 0, "".join(_ord(avsnitt))


def brodtekst(rot: _Element) -> str:
    """Teksten i dokumentets hoveddel, ett avsnitt på hver linje. Slettet tekst og feltkoder er ikke med."""
    return "".join(_ord(rot))


def pafort(rot: _Element) -> frozenset[Pafort]:
    """Det som er lagt til i dokumentets hoveddel uten å være brødtekst."""
    return frozenset(_PAFORT[lokalt(element)] for element in rot.iter(*_PAFORTE))


def _ord(element: _Element) -> Iterator[str]:
    """Alt av tekst i leserekkefølge, uten rekursjon, så dypt nøstede filer ikke velter programmet."""
    ko: list[_Element | str] = [element]
    while ko:
        neste = ko.pop()
        if isinstance(neste, str):
            yield neste
            continue
        navn = lokalt(neste)
        if navn in _UTELATES or (navn == "r" and _skjult(neste)):
            continue
        if navn == "t":
            yield neste.text or ""
        elif navn in _MELLOMROM:
            yield " "
        elif navn == "noBreakHyphen":
            yield "-"
        else:
            if navn == "p":
                ko.append("\n")
            ko.extend(reversed(neste))


def _skjult(tekstbit: _Element) -> bool:
    """Om teksten er satt som skjult: da står den ikke i brevet."""
    egenskaper = next(tekstbit.iterchildren("{*}rPr"), ())
    return any(
        lokalt(e) == "vanish" and not any(v in ("0", "false", "off") for v in e.attrib.values()) for e in egenskaper
    )


def lokalt(element: _Element) -> str:
    """Navnet på elementet, uten navnerommet."""
    navn = element.tag
    return _uten_navnerom(navn) if isinstance(navn, str) else ""


@lru_cache(maxsize=512)  # et dokument har mange elementer og få navn
def _uten_navnerom(navn: str) -> str:
    return navn.rsplit("}", 1)[-1]


def _hoveddel(pakke: zipfile.ZipFile) -> str:
    for forhold in les_xml(les_del(pakke, "_rels/.rels", MAKS_XML)):
        if str(forhold.get("Type", "")).endswith(_OFFICE_DOCUMENT):
            return posixpath.normpath(str(forhold.get("Target", "")).lstrip("/"))
    raise UgyldigInndata("feil.les.ikke_word")


def _fra_xml_del(pakke: zipfile.ZipFile) -> tuple[Merker | None, str | None]:
    deler = [navn for navn in pakke.namelist() if navn.startswith("customXml/item") and "Props" not in navn]
    for navn in deler[:_MAKS_XML_DELER]:
        rot = les_xml(les_del(pakke, navn, MAKS_XML))
        if rot.tag == f"{{{NAVNEROM}}}reise":
            felter = {lokalt(felt): felt.text or "" for felt in rot}
            sak = felter.pop("sak", None)
            merker = merker_fra(felter)
            if merker is None:
                raise UgyldigInndata("feil.les.skadet_folge")
            return merker, sak
    return None, None


def _fra_egenskaper(pakke: zipfile.ZipFile) -> Merker | None:
    """Reserven: de egendefinerte egenskapene, som også overlever der XML-delen er tatt bort, og så nøkkelordene.

    De bærer ikke saken.
    """
    if "docProps/custom.xml" not in pakke.namelist():
        return _fra_nokkelord(pakke)
    felter = {
        str(egenskap.get("name"))[len(EGENSKAPSNAVN) :]: "".join(str(tekst) for tekst in egenskap.itertext()).strip()
        for egenskap in les_xml(les_del(pakke, "docProps/custom.xml", MAKS_XML))
        if str(egenskap.get("name", "")).startswith(EGENSKAPSNAVN)
    }
    return merker_fra(felter) or _fra_nokkelord(pakke)


def _fra_nokkelord(pakke: zipfile.ZipFile) -> Merker | None:
    if "docProps/core.xml" not in pakke.namelist():
        return None
    ordene = (e.text or "" for e in les_xml(les_del(pakke, "docProps/core.xml", MAKS_XML)) if lokalt(e) == "keywords")
    return fra_nokkelord(", ".join(ordene))


def les_xml(data: bytes) -> _Element:
    """Roten i en del av pakken. Reiser UgyldigInndata når den har en DOCTYPE, og lxml-feil når den er skadet."""
    from lxml import etree

    krev_rimelig_xml(data)
    leser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False, load_dtd=False)
    rot = etree.fromstring(data, leser)
    if rot.getroottree().docinfo.doctype:
        raise UgyldigInndata("feil.les.doctype")
    return rot
