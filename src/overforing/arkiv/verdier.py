"""Det kontoret har stilt inn om arkivet sitt: hvem som er ansvarlig, hvor saken hører hjemme, og hva filene kalles.

Ren: verdiene kommer som tekster fra innstillingene, og det som gjelder når ingenting er sagt, fra ``arkiv.toml``.
Skjemaene krever bare at en tekst ikke er tom; lengdene her er de et vanlig arkiv har plass til.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from overforing.feil import Melding, UgyldigInndata
from overforing.sak.lekkasje import finn_fodselsnumre


class Pakkefiler(StrEnum):
    """Filene brevet blir i pakken. Hvem som er på SvarUt, vet ingen herfra; derfor kan det velges."""

    ETTER_MOTTAKEREN = "etter_mottakeren"
    BARE_PDF = "bare_pdf"
    PDF_OG_WORD = "pdf_og_word"


class Formatkode(StrEnum):
    """Hvordan et filformat sies (Noark 5, M701): koden i PRONOM, eller filens endelse."""

    PRONOM = "pronom"
    ENDELSE = "endelse"


TEKSTFELT: Mapping[str, int] = {
    "saksansvarlig": 120,
    "saksbehandler": 120,
    "arkivdel": 60,
    "klassifikasjonssystem": 60,
    "klasse": 60,
    "klassetittel": 255,
    "skjermingshjemmel": 255,
    "tilgangskode": 10,
    "tilgangsnavn": 70,
}
"""Tekstene som kan stilles inn, og det meste de kan ha av tegn."""

VALG: Mapping[str, type[StrEnum]] = {"filer": Pakkefiler, "format": Formatkode}

_KLASSIFIKASJON = ("klassifikasjonssystem", "klasse", "klassetittel")
_TILGANG = ("tilgangskode", "tilgangsnavn")
_UTEN_MELLOMROM = frozenset({"arkivdel", "klasse", "tilgangskode"})
_STYRETEGN = re.compile(r"[\x00-\x1f\x7f]")


@dataclass(frozen=True)
class Arkivverdier:
    """Verdiene som gjelder. En tom tekst er ikke sagt: da gjelder kontorets navn, merkingen på brevet, eller ingenting.

    Reiser ``UgyldigInndata`` når en verdi ikke kan stå i en arkivmelding, eller når bare noen av dem som hører sammen,
    er sagt (``klassifikasjon`` i eFormidling krever alle tre, ``tilgangsrestriksjon`` begge).
    """

    saksansvarlig: str = ""
    saksbehandler: str = ""
    arkivdel: str = ""
    klassifikasjonssystem: str = ""
    klasse: str = ""
    klassetittel: str = ""
    skjermingshjemmel: str = ""
    tilgangskode: str = ""
    tilgangsnavn: str = ""
    filer: Pakkefiler = Pakkefiler.ETTER_MOTTAKEREN
    format: Formatkode = Formatkode.PRONOM

    def __post_init__(self) -> None:
        tekster = {navn: getattr(self, navn) for navn in TEKSTFELT}
        for navn, tekst in tekster.items():
            if hva := galt(navn, tekst):
                raise UgyldigInndata("feil.arkiv.verdi", felt=Melding(f"arkiv.felt.{navn}"), hva=hva)
        if mangler := mangler_ved_siden_av(tekster):
            raise UgyldigInndata("feil.arkiv.verdier_mangler", felt=tuple(Melding(f"arkiv.felt.{n}") for n in mangler))


def arkivverdier(innstilt: Mapping[str, str], standard: Mapping[str, str]) -> Arkivverdier:
    """Verdiene av det som er stilt inn og, der ingenting er sagt, det som ellers gjelder.

    Sammen hører tilgangskoden og navnet på den: er den ene stilt inn, gjelder ikke den andre fra ``standard``.
    Nøkler som ikke er her, brukes ikke. Reiser ``UgyldigInndata`` som ``Arkivverdier``.
    """
    sagt = {navn: verdi.strip() for navn, verdi in innstilt.items() if verdi.strip()}
    egen_tilgang = any(navn in sagt for navn in _TILGANG)
    gjelder = {navn: v for navn, v in standard.items() if not (egen_tilgang and navn in _TILGANG)} | sagt
    verdier: dict[str, Any] = {navn: gjelder[navn] for navn in TEKSTFELT if navn in gjelder}
    verdier |= {navn: _valg(navn, gjelder[navn]) for navn in VALG if navn in gjelder}
    return Arkivverdier(**verdier)


def galt(navn: str, tekst: str) -> Melding | None:
    """Det som er galt med teksten i ett av ``TEKSTFELT``, eller ``None``. En tom tekst er i orden."""
    if len(tekst) > TEKSTFELT[navn]:
        return Melding("arkiv.galt.for_lang", flest=TEKSTFELT[navn], antall=len(tekst))
    if _STYRETEGN.search(tekst):
        return Melding("arkiv.galt.en_linje")
    if finn_fodselsnumre(tekst):
        return Melding("arkiv.galt.fodselsnummer")
    if navn in _UTEN_MELLOMROM and len(tekst.split()) > 1:
        return Melding("arkiv.galt.mellomrom")
    return None


def mangler_ved_siden_av(tekster: Mapping[str, str]) -> tuple[str, ...]:
    """Feltene som mangler fordi et annet i den samme gruppen er fylt ut."""
    for gruppe in (_KLASSIFIKASJON, _TILGANG):
        mangler = tuple(navn for navn in gruppe if not tekster.get(navn, "").strip())
        if 0 < len(mangler) < len(gruppe):
            return mangler
    return ()


def _valg(navn: str, verdi: str) -> StrEnum:
    try:
        return VALG[navn](verdi)
    except ValueError:
        ventet = tuple(f"«{medlem}»" for medlem in VALG[navn])
        hva = Melding("arkiv.galt.valg", ventet=ventet, funnet=verdi)
        raise UgyldigInndata("feil.arkiv.verdi", felt=Melding(f"arkiv.felt.{navn}"), hva=hva) from None
