"""Et fremmed Word-dokument åpnet med varsomhet: størrelsen er begrenset, og makroer, DOCTYPE, sporede endringer,
felt som henter noe utenfra, og lenker ut av filen sies fra om.
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from overforing.brev.lesing.les_docx import les_del, les_xml, lokalt
from overforing.feil import Melding, OverforingFeil, UgyldigInndata, UgyldigMal

if TYPE_CHECKING:
    from lxml.etree import _Element

MAKS_BREVHODE = 10 * 1024 * 1024
"""Største brevhode, i byte. Det legges i hvert brev, så det skal være lite."""

MAKS_UTPAKKET = 40 * 1024 * 1024
MAKS_DELER = 300
_BARE_DOCX = Melding("feil.brevhode.bare_docx")
_SPORET = frozenset({"ins", "del", "moveFrom", "moveTo", "pPrChange", "rPrChange", "tblPrChange", "sectPrChange"})
_FELT_UT = re.compile(
    r"\s*(DDE|DDEAUTO|INCLUDETEXT|INCLUDEPICTURE|LINK|MACROBUTTON|DATABASE|IMPORT|RD|AUTOTEXT|GLOSSARY)\b", re.I
)
_I_TOPPEN = re.compile(r"/_rels/(header|footer)[^/]*\.rels$")
_LOVLIGE_I_TOPPEN = frozenset({"image", "hyperlink"})


def les_pakke(data: bytes, filnavn: str) -> dict[str, bytes]:
    """Delene i dokumentet, etter navn. Reiser UgyldigMal når filen ikke kan brukes i det hele tatt."""
    try:
        return _les(data)
    except Exception as feil:  # en fremmed fil kan velte leserne på måter vi ikke kjenner
        hvorfor = feil if isinstance(feil, OverforingFeil) else Melding("feil.brevhode.skadet_fil")
        raise UgyldigMal([Melding("feil.les.i_filen", fil=filnavn, feil=hvorfor)]) from feil


def _les(data: bytes) -> dict[str, bytes]:
    if len(data) > MAKS_BREVHODE:
        raise UgyldigInndata("feil.brevhode.for_stor", mb=MAKS_BREVHODE // 1024 // 1024)
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise UgyldigInndata("feil.brevhode.eldre", rad=_BARE_DOCX)
    if not data.startswith(b"PK"):
        raise UgyldigInndata("feil.brevhode.ikke_word", rad=_BARE_DOCX)
    deler: dict[str, bytes] = {}
    with zipfile.ZipFile(io.BytesIO(data)) as pakke:
        if len(pakke.infolist()) > MAKS_DELER:
            raise UgyldigInndata("feil.brevhode.mange_deler", flest=MAKS_DELER)
        if any(del_.flag_bits & 1 for del_ in pakke.infolist()):
            raise UgyldigInndata("feil.brevhode.passord")
        igjen = MAKS_UTPAKKET
        for navn in pakke.namelist():
            if navn in deler:
                raise UgyldigInndata("feil.brevhode.samme_navn")
            deler[navn] = les_del(pakke, navn, igjen)
            igjen -= len(deler[navn])
    _krev_vanlig_dokument(deler)
    return deler


def _krev_vanlig_dokument(deler: Mapping[str, bytes]) -> None:
    innholdstyper = deler.get("[Content_Types].xml")
    if innholdstyper is None:
        raise UgyldigInndata("feil.brevhode.ikke_word", rad=_BARE_DOCX)
    typer = [str(element.get("ContentType", "")) for element in les_xml(innholdstyper)]
    if any("macroEnabled" in type_ or "vbaProject" in type_ for type_ in typer) or any(
        "vbaproject" in navn.lower() for navn in deler
    ):
        raise UgyldigInndata("feil.brevhode.makroer", rad=_BARE_DOCX)
    if any(type_.endswith("wordprocessingml.template.main+xml") for type_ in typer):
        raise UgyldigInndata("feil.brevhode.word_mal", rad=_BARE_DOCX)
    if not any(type_.endswith("wordprocessingml.document.main+xml") for type_ in typer):
        raise UgyldigInndata("feil.brevhode.ikke_word", rad=_BARE_DOCX)
    if b"http://purl.oclc.org/ooxml/" in deler.get("_rels/.rels", b""):
        raise UgyldigInndata("feil.brevhode.strict", rad=_BARE_DOCX)


def uten_lose_forhold(deler: Mapping[str, bytes]) -> dict[str, bytes]:
    """Delene uten forhold til steder som ikke er deler: ``#_top`` og andre bokmerker, ``NULL`` og tomme mål.

    Word skriver slike, men python-docx leser dem som deler i pakken og gir opp (python-docx#1351). En lenke som pekte
    dit, blir igjen som vanlig tekst. Mangler bildet i topp- eller bunnteksten, er filen skadet, og forholdet står.
    """
    from lxml import etree

    ut = dict(deler)
    for navn, data in deler.items():
        if not navn.endswith(".rels"):
            continue
        rot = les_xml(data)
        bare_lenker = _I_TOPPEN.search(navn) is not None
        lose = [
            rel
            for rel in rot
            if rel.get("TargetMode") != "External"
            and not _finnes(navn, rel, deler)
            and (not bare_lenker or str(rel.get("Type", "")).endswith("/hyperlink"))
        ]
        if not lose:
            continue
        for rel in lose:
            rot.remove(rel)
        ut[navn] = etree.tostring(rot, xml_declaration=True, encoding="UTF-8", standalone=True)
        mappe, fil = posixpath.split(navn)
        kilde = posixpath.join(posixpath.dirname(mappe), fil.removesuffix(".rels"))
        if kilde in deler and kilde.endswith(".xml"):
            innhold = les_xml(deler[kilde])
            _los_lenkene(innhold, {str(rel.get("Id")) for rel in lose})
            ut[kilde] = etree.tostring(innhold, xml_declaration=True, encoding="UTF-8", standalone=True)
    return ut


def toppforhold(deler: Mapping[str, bytes]) -> list[bytes]:
    """Forholdene i topp- og bunntekstene."""
    return [data for navn, data in deler.items() if _I_TOPPEN.search(navn)]


def _finnes(navn: str, rel: _Element, deler: Mapping[str, bytes]) -> bool:
    mal = str(rel.get("Target", ""))
    mappe = posixpath.dirname(posixpath.dirname(navn))
    sti = mal.lstrip("/") if mal.startswith("/") else posixpath.normpath(posixpath.join(mappe, mal))
    return bool(mal) and sti in deler


def _los_lenkene(rot: _Element, ider: set[str]) -> None:
    for lenke in [e for e in rot.iter() if lokalt(e) == "hyperlink" and _id(e) in ider]:
        forelder = lenke.getparent()
        assert forelder is not None  # roten er ingen lenke
        plass = forelder.index(lenke)
        forelder[plass : plass + 1] = list(lenke)


def _id(element: _Element) -> str:
    return next((str(v) for k, v in element.attrib.items() if str(k).endswith("relationships}id")), "")


def pakk(deler: Mapping[str, bytes]) -> bytes:
    """Delene som en pakke igjen."""
    ut = io.BytesIO()
    with zipfile.ZipFile(ut, "w", zipfile.ZIP_DEFLATED) as pakke:
        for navn, data in deler.items():
            pakke.writestr(zipfile.ZipInfo(navn, (1980, 1, 1, 0, 0, 0)), data, zipfile.ZIP_DEFLATED)
    return ut.getvalue()


def problemer_i_del(navn: str, deler: Mapping[str, bytes]) -> Iterator[Melding]:
    """Det som må rettes i én del. Bare det som blir med i brevene, må være uten feil."""
    if navn.endswith((".xml", ".rels")):
        rot = les_xml(deler[navn])  # også de andre delene: en DOCTYPE avvises uansett hvor den står
        if lokalt(rot) in ("hdr", "ftr"):
            mappe, fil = posixpath.split(navn)
            yield from _innholdet(rot)
            yield from _forholdene(deler.get(f"{mappe}/_rels/{fil}.rels", b""))


def _innholdet(rot: _Element) -> Iterator[Melding]:
    if {lokalt(element) for element in rot.iter()} & _SPORET:
        yield Melding("feil.brevhode.sporet")
    for kode in _feltkoder(rot):
        if treff := _FELT_UT.match(kode):
            yield Melding("feil.brevhode.felt", felt=treff[1].upper())


def _feltkoder(rot: _Element) -> Iterator[str]:
    """Kodene i feltene; Word deler dem gjerne på flere steder, og et felt kan ligge i et annet."""
    apne: list[str] = []
    for element in rot.iter():
        navn = lokalt(element)
        verdier = {str(nokkel).rsplit("}", 1)[-1]: str(verdi) for nokkel, verdi in element.attrib.items()}
        if navn == "fldSimple":
            yield verdier.get("instr", "")
        elif navn == "instrText":
            if apne:
                apne[-1] += element.text or ""
            else:
                yield element.text or ""
        elif navn == "fldChar" and verdier.get("fldCharType") == "begin":
            apne.append("")
        elif navn == "fldChar" and verdier.get("fldCharType") == "end" and apne:
            yield apne.pop()
    yield from apne


def _forholdene(data: bytes) -> Iterator[Melding]:
    for rel in les_xml(data) if data else ():
        slag = str(rel.get("Type", "")).rsplit("/", 1)[-1]
        ekstern, mal = rel.get("TargetMode") == "External", str(rel.get("Target", ""))
        if slag not in _LOVLIGE_I_TOPPEN:
            yield Melding("feil.brevhode.objekt")
        elif ekstern and slag == "image":
            yield Melding("feil.brevhode.bildelenke")
        elif ekstern and not mal.lower().startswith(("http://", "https://", "mailto:", "tel:")):
            yield Melding("feil.brevhode.fillenke")
