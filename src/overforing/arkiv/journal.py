"""Offentlig journal etter Noark 5 (``offentligJournal.xsd``, versjon 5.0).

Posten har ingen felt et personnavn kan stå i: titlene er valgt etter slag og kommunenummer, og parten er kommunen.
Tittelen og feltene saksbehandleren kan rette i loggen, brukes ikke. Feilførte forespørsler er ikke saksdokumenter, og
er ikke med (arkivforskrifta §§ 14 og 15).
"""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from overforing.feil import KanIkke
from overforing.mottak.foresporsel import Foresporsel, Slag, Svarutfall
from overforing.mottak.kvittering import Dokumentpost
from overforing.sak.modell import Dokument

from .post import AVSENDER, MOTTAKER, UKJENT, Postadresse
from .xml import Element

NAVNEROM = "http://www.arkivverket.no/standarder/noark5/offentligJournal"
_ID = uuid.uuid5(uuid.NAMESPACE_URL, "urn:overforing:journal:1")


@dataclass(frozen=True)
class Journalord:
    """Ordene i journalen, alle valgt av kode: ``mappetittel`` av slag og kommune, ``dokumenttittel`` av dokumentet.

    ``kommune`` gir navnet på en kommune, eller et ord for at den ikke er ført. ``tilgang`` er embetets egen kode.
    ``hjemmel`` er bestemmelsene det mottatte er unntatt etter, og ``egen_hjemmel`` dem embetets egne brev er det etter,
    på dagen brevet ble journalført.
    """

    mappetittel: Callable[[Slag, str | None], str]
    dokumenttittel: Callable[[Dokument | None, Slag], str]
    kommune: Callable[[str | None], str]
    tilgang: str
    hjemmel: Callable[[date], str]
    egen_hjemmel: Callable[[date], str]


@dataclass(frozen=True)
class Arkivskaper:
    """Embetet: organisasjonsnummeret og navnet, og postadressen når den er bekreftet."""

    orgnr: str
    navn: str
    adresse: Postadresse = UKJENT


def journalpost_id(skaper: Arkivskaper, d: Dokumentpost) -> str:
    """Nøkkelen til en journalpost: embetets, og dokumentets egen plass i journalen. Den samme hver gang."""
    return str(uuid.uuid5(_ID, f"{skaper.orgnr}/{d.aar}/{d.sekvens}"))


def mappe_id(skaper: Arkivskaper, f: Foresporsel) -> str:
    """Nøkkelen til saksmappen forespørselen er."""
    return str(uuid.uuid5(_ID, f"{skaper.orgnr}/sak/{f.aar}/{f.nr}"))


def offentlig_journal(
    poster: Iterable[tuple[Foresporsel, Dokumentpost]], fra: date, til: date, skaper: Arkivskaper, ord_: Journalord
) -> bytes:
    """Journalen for dokumentene ført fra og med ``fra`` til og med ``til``.

    Kaster ``KanIkke`` når det ikke er noen: skjemaet har ingen tom journal.
    """
    med = [(f, d) for f, d in poster if f.utfall is not Svarutfall.FEILFORT]
    if not med:
        raise KanIkke("feil.arkiv.tom_journal")
    rot = Element.rot("offentligJournal", NAVNEROM)
    hode = rot.ny("journalhode")
    hode.sett("journalStartDato", fra)
    hode.sett("journalSluttDato", til)
    hode.sett("antallJournalposter", len(med))
    arkivskaper = hode.ny("arkivskaper")
    arkivskaper.sett("arkivskaperID", skaper.orgnr)
    arkivskaper.sett("arkivskaperNavn", skaper.navn)
    for f, d in med:
        _registrering(rot.ny("journalregistrering"), f, d, skaper, ord_)
    return rot.som_xml()


def _registrering(til: Element, f: Foresporsel, d: Dokumentpost, skaper: Arkivskaper, ord_: Journalord) -> None:
    mappe = til.ny("saksmappe")
    mappe.sett("saksaar", f.aar)
    mappe.sett("sakssekvensnummer", f.nr)
    mappe.sett("offentligTittel", ord_.mappetittel(f.slag, f.kommune))
    post = til.ny("journalpost")
    post.sett("systemID", journalpost_id(skaper, d))
    post.sett("journalaar", d.aar)
    post.sett("journalsekvensnummer", d.sekvens)
    post.sett("journalpostnummer", d.post)
    post.sett("offentligTittel", ord_.dokumenttittel(d.dokument, f.slag))
    journaldato = d.registrert.astimezone().date()
    post.sett("journaldato", journaldato)
    if d.dato:
        post.sett("dokumentetsDato", d.dato)
    post.sett("tilgangsrestriksjon", ord_.tilgang)
    hjemmel = ord_.hjemmel if d.retning == "inn" else ord_.egen_hjemmel
    post.sett("skjermingshjemmel", hjemmel(journaldato))
    part = post.ny("korrespondansepart")
    part.sett("korrespondanseparttype", (AVSENDER if d.retning == "inn" else MOTTAKER).navn)
    part.sett("korrespondansepartNavn", ord_.kommune(f.kommune))
