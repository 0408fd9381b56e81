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

from overforing.brev.lesing.les_docx import les_del, les_xml
from overforing.feil import OverforingFeil, UgyldigMal

if TYPE_CHECKING:
    from lxml.etree import _Element

MAKS_BREVHODE = 10 * 1024 * 1024
"""Største brevhode, i byte. Det legges i hvert brev, så det skal være lite."""

MAKS_UTPAKKET = 40 * 1024 * 1024
MAKS_DELER = 300
_BARE_DOCX = "Åpne den i Word, velg «Lagre som» og «Word-dokument (.docx)», og velg den nye filen."
_SPORET = frozenset({"ins", "del", "moveFrom", "moveTo", "pPrChange", "rPrChange", "tblPrChange", "sectPrChange"})
_FELT_UT = re.compile(
    r"\s*(DDE|DDEAUTO|INCLUDETEXT|INCLUDEPICTURE|LINK|MACROBUTTON|DATABASE|IMPORT|RD|AUTOTEXT|GLOSSARY)\b", re.I
)
_LOVLIGE_I_TOPPEN = frozenset({"image", "hyperlink"})


def les_pakke(data: bytes, filnavn: str) -> dict[str, bytes]:
    """Delene i dokumentet, etter navn. Reiser UgyldigMal når filen ikke kan brukes i det hele tatt."""
    try:
        return _les(data)
    except UgyldigMal as feil:
        raise UgyldigMal([f"{filnavn}: {problem}" for problem in feil.problemer]) from feil
    except Exception as feil:  # en fremmed fil kan velte leserne på måter vi ikke kjenner
        hvorfor = str(feil) if isinstance(feil, OverforingFeil) else "Filen er skadet. Åpne den i Word, og lagre den."
        raise UgyldigMal([f"{filnavn}: {hvorfor}"]) from feil


def _les(data: bytes) -> dict[str, bytes]:
    if len(data) > MAKS_BREVHODE:
        raise UgyldigMal([f"Filen er over {MAKS_BREVHODE // 1024 // 1024} MB. Bruk en mindre utgave av logoen."])
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise UgyldigMal([f"Filen er laget i en eldre Word eller er beskyttet med passord. {_BARE_DOCX}"])
    if not data.startswith(b"PK"):
        raise UgyldigMal([f"Filen er ikke et Word-dokument. {_BARE_DOCX}"])
    deler: dict[str, bytes] = {}
    with zipfile.ZipFile(io.BytesIO(data)) as pakke:
        if len(pakke.infolist()) > MAKS_DELER:
            raise UgyldigMal([f"Filen har over {MAKS_DELER} deler. Det har ikke et brevhode."])
        if any(del_.flag_bits & 1 for del_ in pakke.infolist()):
            raise UgyldigMal(["Filen er beskyttet med passord. Ta det bort i Word."])
        igjen = MAKS_UTPAKKET
        for navn in pakke.namelist():
            if navn in deler:
                raise UgyldigMal(["Filen har to deler med samme navn. Åpne den i Word, og lagre den på nytt."])
            deler[navn] = les_del(pakke, navn, igjen)
            igjen -= len(deler[navn])
    _krev_vanlig_dokument(deler)
    return deler


def _krev_vanlig_dokument(deler: Mapping[str, bytes]) -> None:
    innholdstyper = deler.get("[Content_Types].xml")
    if innholdstyper is None:
        raise UgyldigMal([f"Filen er ikke et Word-dokument. {_BARE_DOCX}"])
    typer = [str(element.get("ContentType", "")) for element in les_xml(innholdstyper)]
    if any("macroEnabled" in type_ or "vbaProject" in type_ for type_ in typer) or any(
        "vbaproject" in navn.lower() for navn in deler
    ):
        raise UgyldigMal([f"Filen kan ha makroer, og det kan ikke et brevhode ha. {_BARE_DOCX}"])
    if any(type_.endswith("wordprocessingml.template.main+xml") for type_ in typer):
        raise UgyldigMal([f"Filen er en Word-mal (.dotx). {_BARE_DOCX}"])
    if not any(type_.endswith("wordprocessingml.document.main+xml") for type_ in typer):
        raise UgyldigMal([f"Filen er ikke et Word-dokument. {_BARE_DOCX}"])
    if b"http://purl.oclc.org/ooxml/" in deler.get("_rels/.rels", b""):
        raise UgyldigMal([f"Filen er lagret som «Strict Open XML-dokument». {_BARE_DOCX}"])


def problemer_i_del(navn: str, deler: Mapping[str, bytes]) -> Iterator[str]:
    """Det som må rettes i én del. Bare det som blir med i brevene, må være uten feil."""
    if navn.endswith((".xml", ".rels")):
        rot = les_xml(deler[navn])  # også de andre delene: en DOCTYPE avvises uansett hvor den står
        if _lokalt(rot) in ("hdr", "ftr"):
            mappe, fil = posixpath.split(navn)
            yield from _innholdet(rot)
            yield from _forholdene(deler.get(f"{mappe}/_rels/{fil}.rels", b""))


def _innholdet(rot: _Element) -> Iterator[str]:
    if {_lokalt(element) for element in rot.iter()} & _SPORET:
        yield "Topp- eller bunnteksten har sporede endringer, med navn på den som skrev. Godta eller avvis dem i Word."
    for kode in _feltkoder(rot):
        if treff := _FELT_UT.match(kode):
            yield f"Topp- eller bunnteksten har et felt som henter noe utenfra ({treff[1].upper()}). Ta det bort."


def _feltkoder(rot: _Element) -> Iterator[str]:
    """Kodene i feltene; Word deler dem gjerne på flere steder, og et felt kan ligge i et annet."""
    apne: list[str] = []
    for element in rot.iter():
        navn = _lokalt(element)
        verdier = {_uten_navnerom(str(nokkel)): str(verdi) for nokkel, verdi in element.attrib.items()}
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


def _forholdene(data: bytes) -> Iterator[str]:
    for rel in les_xml(data) if data else ():
        slag = str(rel.get("Type", "")).rsplit("/", 1)[-1]
        ekstern, mal = rel.get("TargetMode") == "External", str(rel.get("Target", ""))
        if slag not in _LOVLIGE_I_TOPPEN:
            yield "Topp- eller bunnteksten har et innebygd objekt. Der kan det bare stå tekst, bilder og lenker."
        elif ekstern and slag == "image":
            yield "Bildet i topp- eller bunnteksten er bare en lenke til en annen fil. Sett inn selve bildet."
        elif ekstern and not mal.lower().startswith(("http://", "https://", "mailto:", "tel:")):
            yield "En lenke i topp- eller bunnteksten peker til en fil på maskinen eller nettet deres. Ta den bort."


def _lokalt(element: _Element) -> str:
    return _uten_navnerom(str(element.tag))


def _uten_navnerom(navn: str) -> str:
    return navn.rsplit("}", 1)[-1]
