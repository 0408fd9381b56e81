"""Å skrive XML med lxml: elementer i rekkefølge, og bare tekst XML kan bære."""

from __future__ import annotations

import unicodedata
from datetime import date, datetime

from lxml import etree

from .post import Postadresse

XSI = "http://www.w3.org/2001/XMLSchema-instance"

_ALDRI = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})

MAKS_TEKST = 500
"""Lengste tekst i ett felt, i tegn. Et arkiv kutter gjerne en lengre tittel selv."""


class Element:
    """Ett element å legge flere inn i, i skjemaets rekkefølge."""

    def __init__(self, element: etree._Element, navnerom: str) -> None:
        self._element = element
        self._navnerom = navnerom

    @classmethod
    def rot(cls, navn: str, navnerom: str, **prefikser: str) -> Element:
        """Rotelementet. ``prefikser`` er flere navnerom etter prefiks."""
        nsmap: dict[str | None, str] = {None: navnerom, "xsi": XSI}
        nsmap.update(prefikser.items())
        return cls(etree.Element(etree.QName(navnerom, navn), nsmap=nsmap), navnerom)

    def ny(self, navn: str, type_: str = "", *, innhold: str = "") -> Element:
        """Et tomt element sist i dette.

        ``type_`` er typen i skjemaet når den er smalere enn elementets egen. ``innhold`` er navnerommet til det som
        legges i elementet, når typen er fra et annet skjema.
        """
        barn = etree.SubElement(self._element, etree.QName(self._navnerom, navn))
        if type_:
            barn.set(etree.QName(XSI, "type"), type_)
        return Element(barn, innhold or self._navnerom)

    def sett(self, navn: str, verdi: str | int | bool | date | datetime) -> None:
        """Et element med tekst."""
        etree.SubElement(self._element, etree.QName(self._navnerom, navn)).text = _tekst(verdi)

    def som_xml(self, merknad: str = "") -> bytes:
        """Hele dokumentet. ``merknad`` står foran rotelementet, utenfor det skjemaet sier noe om."""
        if merknad:
            self._element.addprevious(etree.Comment(f" {merknad} "))
        tre = self._element.getroottree()
        return etree.tostring(tre, xml_declaration=True, encoding="UTF-8", pretty_print=True)


def sett_adresse(til: Element, adresse: Postadresse) -> None:
    """Adressen slik begge skjemaene har den, uten det som ikke er kjent."""
    for linje in adresse.linjer:
        til.sett("postadresse", linje)
    for navn, verdi in (("postnummer", adresse.postnummer), ("poststed", adresse.poststed)):
        if verdi:
            til.sett(navn, verdi)


def _tekst(verdi: str | int | bool | date | datetime) -> str:
    if isinstance(verdi, bool):
        return "true" if verdi else "false"
    if isinstance(verdi, datetime):
        return verdi.isoformat(timespec="seconds")
    if isinstance(verdi, date):
        return verdi.isoformat()
    return ren_tekst(verdi) if isinstance(verdi, str) else str(verdi)


def ren_tekst(tekst: str) -> str:
    """Teksten på én linje, uten tegn XML ikke kan ha eller ingen kan se. «–» når ingenting blir igjen."""
    return synlig(tekst)[:MAKS_TEKST] or "–"


def synlig(tekst: str) -> str:
    """Det som er å se av teksten, på én linje. Tomt når ingenting er det."""
    normal = unicodedata.normalize("NFC", " ".join(tekst.split()))
    return "".join(tegn for tegn in normal if unicodedata.category(tegn) not in _ALDRI).strip()
