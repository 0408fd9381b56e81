"""Journalen etter Noark 5: den offentlige (``offentligJournal.xsd``) og embetets egen, den løpende
(``loependeJournal.xsd``), begge i versjon 5.0.

Den offentlige har ingen felt et personnavn kan stå i: titlene er valgt etter slag og kommunenummer, og partene er
kommuner og andre offentlige organer. Tittelen og feltene saksbehandleren kan rette i loggen, brukes ikke der. Interne
notater er organinterne dokumenter, og bare med i den løpende. En feilført forespørsel er ikke et saksdokument, og er
ikke med i noen av dem så lenge det ikke er kommet noe til på den (arkivforskrifta §§ 14 og 15). Ingen av skjemaene har
kontrollsummer: de følger med pakken til arkivet og dokumentlista.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from overforing.feil import KanIkke
from overforing.mottak.foresporsel import Foresporsel, Slag
from overforing.mottak.journalplikt import Avskrivning
from overforing.mottak.kvittering import Dokumentpost
from overforing.mottak.merke import NOKKELORD
from overforing.sak.modell import Dokument

from .post import UKJENT, Kode, Postadresse
from .xml import Element

_ID = uuid.uuid5(uuid.NAMESPACE_URL, "urn:overforing:journal:1")


class Journalslag(StrEnum):
    """De to journalene, hver med navnet på rotelementet i skjemaet sitt."""

    OFFENTLIG = "offentligJournal"
    LOPENDE = "loependeJournal"


@dataclass(frozen=True)
class Journalord:
    """Ordene i journalen, alle valgt av kode: ``mappetittel`` av slag og kommune, ``dokumenttittel`` av dokumentet.

    ``notattittel`` er tittelen på et internt notat. ``tilgang`` er embetets egen kode. ``hjemmel`` er bestemmelsene det
    mottatte er unntatt etter, og ``egen_hjemmel`` dem embetets egne dokumenter er det etter, på dagen det ble
    journalført.
    """

    mappetittel: Callable[[Slag, str | None], str]
    dokumenttittel: Callable[[Dokument | None, Slag], str]
    notattittel: str
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


@dataclass(frozen=True)
class Journalpost:
    """Et dokument med det journalen skal si om det. ``parter`` er (type, navn); i den offentlige aldri en person.

    ``feilfort`` er at forespørselen er feilført, og at det ikke er kommet noe til på den.
    """

    f: Foresporsel
    d: Dokumentpost
    parter: tuple[tuple[Kode, str], ...]
    avskrevet: Avskrivning | None = None
    feilfort: bool = False

    @property
    def journaldato(self) -> date:
        return self.d.registrert.astimezone().date()

    @property
    def mottatt(self) -> date | None:
        """Dagen et dokument kom. Er den ikke sagt om noe som kom etter det første, vet en dagen det ble ført."""
        if self.d.retning != "inn":
            return None
        return self.f.mottatt if self.d.hendelse == 1 else self.d.mottatt or self.journaldato

    @property
    def dato(self) -> date:
        """Dokumentets egen dato, ellers dagen det kom eller gikk ut (arkivforskrifta § 15 e)."""
        return self.d.dato or self.mottatt or self.journaldato


def journalen(
    slag: Journalslag,
    poster: Iterable[Journalpost],
    fra: date,
    til: date,
    skaper: Arkivskaper,
    ord_: Journalord,
    logg: str = "",
) -> bytes:
    """Journalen for dokumentene ført fra og med ``fra`` til og med ``til``. ``logg`` er merket på loggen den er av.

    Kaster ``KanIkke`` når det ikke er noen: skjemaet har ingen tom journal.
    """
    med = [post for post in poster if not post.feilfort and (slag is Journalslag.LOPENDE or post.d.retning != "intern")]
    if not med:
        raise KanIkke("feil.arkiv.tom_journal")
    rot = Element.rot(slag, f"http://www.arkivverket.no/standarder/noark5/{slag}")
    hode = rot.ny("journalhode")
    hode.sett("journalStartDato", fra)
    hode.sett("journalSluttDato", til)
    hode.sett("antallJournalposter", len(med))
    arkivskaper = hode.ny("arkivskaper")
    arkivskaper.sett("arkivskaperID", skaper.orgnr)
    arkivskaper.sett("arkivskaperNavn", skaper.navn)
    for post in med:
        _registrering(rot.ny("journalregistrering"), slag, post, skaper, ord_)
    return rot.som_xml(f"{NOKKELORD}{logg}" if logg else "")


def _registrering(til: Element, slag: Journalslag, p: Journalpost, skaper: Arkivskaper, ord_: Journalord) -> None:
    f, d, lopende = p.f, p.d, slag is Journalslag.LOPENDE
    mappe = til.ny("saksmappe")
    if f.arkivsak and lopende:
        mappe.sett("mappeID", f.arkivsak)
    mappe.sett("saksaar", f.aar)
    mappe.sett("sakssekvensnummer", f.nr)
    if lopende:
        mappe.sett("tittel", f.tittel)
    mappe.sett("offentligTittel", ord_.mappetittel(f.slag, f.kommune))
    post = til.ny("journalpost")
    post.sett("systemID", journalpost_id(skaper, d))
    post.sett("journalaar", d.aar)
    post.sett("journalsekvensnummer", d.sekvens)
    post.sett("journalpostnummer", d.post)
    tittel = ord_.notattittel if d.retning == "intern" else ord_.dokumenttittel(d.dokument, f.slag)
    if lopende:
        post.sett("tittel", tittel)
    post.sett("offentligTittel", tittel)
    post.sett("journaldato", p.journaldato)
    post.sett("dokumentetsDato", p.dato)
    if p.avskrevet:
        post.sett("avskrivningsdato", p.avskrevet.dato)
        post.sett("avskrivningsmaate", p.avskrevet.mate)
    if lopende and f.saksbehandler:
        post.sett("saksbehandler", f.saksbehandler)
    if p.avskrevet and p.avskrevet.av:
        post.sett("referanseAvskrivesAvJournalpost", journalpost_id(skaper, p.avskrevet.av))
    post.sett("tilgangsrestriksjon", ord_.tilgang)
    hjemmel = ord_.hjemmel if d.retning == "inn" else ord_.egen_hjemmel
    post.sett("skjermingshjemmel", hjemmel(p.journaldato))
    for type_, navn in p.parter:
        part = post.ny("korrespondansepart")
        part.sett("korrespondanseparttype", type_.navn)
        part.sett("korrespondansepartNavn", navn)
