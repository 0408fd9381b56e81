"""Formen på det som skrives i feltene om kontoret, i innstillingene, i saken og i oppsettet for maskinen."""

from __future__ import annotations

import re

_TELEFON = re.compile(r"\+?[\d\s()/-]*\d[\d\s()/-]*")
_FORMER = ("postnummer", "telefon", "epost", "organisasjonsnummer")
"""Feltene om kontoret som har en fast form."""
_LINJER = frozenset({"navn", "bydel", "adresse", "poststed", "kontaktperson"})
LENGSTE_LINJE = 255
"""Så mange tegn det er plass til i en egenskap ved en Word-fil, og mer enn det er plass til på en konvolutt."""


def formfeil(felt: str, tekst: str) -> str:
    """Nøkkelen til det som er galt med formen i et felt som har en fast form, tom når den er i orden eller tom."""
    renset = tekst.strip()
    if felt in _LINJER and len(renset) > LENGSTE_LINJE:
        return "innlesing.for_lang"
    if not renset or felt not in _FORMER:
        return ""
    sifrene = "".join(renset.split())
    i_orden = {
        "postnummer": re.fullmatch(r"[0-9]{4}", renset) is not None,
        "telefon": _TELEFON.fullmatch(renset) is not None and 5 <= sum(c.isdigit() for c in renset) <= 15,
        "epost": re.fullmatch(r"[^@\s,;]+@[^@\s,;]+\.[^@\s,;.]+", renset) is not None,
        "organisasjonsnummer": re.fullmatch(r"[0-9]{9}", sifrene) is not None and _kontrollsiffer(sifrene),
    }
    return "" if i_orden[felt] else f"innlesing.{felt}"


def _kontrollsiffer(sifrene: str) -> bool:
    """Om det siste sifferet i organisasjonsnummeret er kontrollsifferet (modulus 11)."""
    sum_ = sum(int(siffer) * vekt for siffer, vekt in zip(sifrene, (3, 2, 7, 6, 5, 4, 3, 2, 1), strict=True))
    return sum_ % 11 == 0
