"""Journalposten slik begge formatene skal ha den: titler, parter, skjerming og filer, uten noe om XML.

Ingen part eller ansatt er nevnt ved navn, med ett unntak: den som får et brev, er mottaker av journalposten
(arkivforskrifta § 15 bokstav d), og det navnet er alltid skjermet.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from overforing.sak.modell import Dokument

from .vedlegg import Filtype
from .verdier import Arkivverdier

SYSTEM = "Overføring"
"""Navnet arkivet kjenner programmet ved (Fiks Arkiv: ``fagsystem``)."""

_POSTSTED = re.compile(r"([0-9]{4}) +(.+)")


@dataclass(frozen=True)
class Kode:
    """En verdi fra Noarks metadatakatalog: eFormidling skriver navnet, Fiks Arkiv begge."""

    kode: str
    navn: str


UTGAENDE = Kode("U", "Utgående dokument")
TIL_OPPFOLGING = Kode("N", "Organinternt dokument for oppfølging")
UTEN_OPPFOLGING = Kode("X", "Organinternt dokument uten oppfølging")

FERDIGSTILT = Kode("F", "Ferdigstilt fra saksbehandler")
EKSPEDERT = Kode("E", "Ekspedert")

AVSENDER = Kode("EA", "Avsender")
MOTTAKER = Kode("EM", "Mottaker")
KOPIMOTTAKER = Kode("EK", "Kopimottaker")
INTERN_AVSENDER = Kode("IA", "Intern avsender")

UNDER_BEHANDLING = Kode("B", "Under behandling")
AVSLUTTET = Kode("A", "Avsluttet")
UTGAR = Kode("U", "Utgår")
DOKUMENT_FERDIG = Kode("F", "Dokumentet er ferdigstilt")
HOVEDDOKUMENT = Kode("H", "Hoveddokument")
VEDLEGG = Kode("V", "Vedlegg")
ARKIVFORMAT = Kode("A", "Arkivformat")
PRODUKSJONSFORMAT = Kode("P", "Produksjonsformat")

BREV = Kode("KORR", "Brev")
NOTAT = Kode("", "Notat")

SKJERMET_MOTTAKER = "Skjerming navn mottaker"
SKJERMET_DOKUMENTTITTEL = "Skjerming tittel dokumentbeskrivelse"
SKJERMET_DOKUMENT = "Skjerming av hele dokumentet"

TIL_SOKEREN = frozenset({Dokument.ORIENTERING, Dokument.FORELOPIG_SVAR_SOKER})
"""Brevene til en privatperson. Alle andre utgående brev går til et forvaltningsorgan."""

JOURNALPOSTTYPE: Mapping[Dokument, Kode] = {
    Dokument.HABILITETSNOTAT: UTEN_OPPFOLGING,
    Dokument.OPPNEVNING: UTEN_OPPFOLGING,
    Dokument.FRAMLEGG: TIL_OPPFOLGING,
    Dokument.HASTENOTAT: UTEN_OPPFOLGING,
    Dokument.SAKSFRAMLEGG: TIL_OPPFOLGING,
}
"""Dokumentene som blir i kommunen. Resten er utgående."""


@dataclass(frozen=True)
class Arkivord:
    """Det arkivet får av ord og lokale koder, valgt av den som kaller: nøytralt, og på brevets målform.

    ``tittel`` står på journalposten og hoveddokumentet, ``mappetittel`` på saksmappen, ``vedlegg`` foran nummeret på
    hvert vedlegg, og ``saken`` på saken som eget dokument. ``hjemmel`` er bestemmelsene i merkingen etter vurderingens
    regelsett. ``verdier`` er det arkivet er stilt inn med. ``mottakers_orgnr`` er ni sifre eller tomt.
    """

    tittel: str
    mappetittel: str
    vedlegg: str
    saken: str
    hjemmel: str
    verdier: Arkivverdier
    mottakers_orgnr: str = ""

    @property
    def tilgang(self) -> Kode:
        return Kode(self.verdier.tilgangskode, self.verdier.tilgangsnavn)

    @property
    def skjermingshjemmel(self) -> str:
        return self.verdier.skjermingshjemmel or self.hjemmel


@dataclass(frozen=True)
class Postadresse:
    """Hvor noen får post. Alt som ikke er kjent, er tomt."""

    linjer: tuple[str, ...] = ()
    postnummer: str = ""
    poststed: str = ""

    @classmethod
    def fra_tekst(cls, tekst: str) -> Postadresse:
        """Av en adresse med linjeskift eller komma; den siste linjen er postnummer og poststed når den ser slik ut."""
        *linjer, siste = [del_.strip() for del_ in tekst.replace(",", "\n").splitlines() if del_.strip()] or [""]
        if treff := _POSTSTED.fullmatch(siste):
            return cls(tuple(linjer), treff[1], treff[2])
        return cls(tuple(filter(None, (*linjer, siste))))


UKJENT = Postadresse()


@dataclass(frozen=True)
class Korrespondansepart:
    type: Kode
    navn: str
    orgnr: str = ""
    skjermet: bool = False
    er_person: bool = False
    adresse: Postadresse = UKJENT
    saksbehandler: str = ""


@dataclass(frozen=True)
class Fil:
    """Én fil i pakken. ``navn`` er navnet i pakken, ``visningsnavn`` det arkivet kan vise."""

    navn: str
    visningsnavn: str
    type: Filtype
    variant: Kode
    innhold: bytes


@dataclass(frozen=True)
class Arkivdokument:
    """Én dokumentbeskrivelse. ``nummer`` er 1 for hoveddokumentet."""

    id: str
    noekkel: str
    nummer: int
    tittel: str
    type: Kode
    tilknyttet_som: Kode
    filer: tuple[Fil, ...]


@dataclass(frozen=True)
class Arkivpost:
    """Én journalpost i én saksmappe. Id-ene er de samme hver gang samme brev i samme sak pakkes.

    ``melding_id`` er ny for hvert tidspunkt. ``tid`` er meldingens, og ``registrert`` er når brevet ble ført.
    ``saksaar`` og ``sekvensnummer`` er kontorets eget saksnummer når det er skrevet som år og løpenummer; står det noe
    annet der, følger det ikke med. ``saksstatus`` er hvor langt saken er kommet.
    """

    melding_id: str
    mappe_id: str
    id: str
    noekkel: str
    ord: Arkivord
    tid: datetime
    registrert: datetime
    kontor: str
    saksdato: date
    saksstatus: Kode
    saksaar: int | None
    sekvensnummer: int | None
    type: Kode
    status: Kode
    dokumentdato: date
    sendt: date | None
    parter: tuple[Korrespondansepart, ...]
    skjermet_metadata: tuple[str, ...]
    dokumenter: tuple[Arkivdokument, ...]

    @property
    def filer(self) -> tuple[Fil, ...]:
        return tuple(fil for dokument in self.dokumenter for fil in dokument.filer)

    @property
    def saksansvarlig(self) -> str:
        return self.ord.verdier.saksansvarlig or self.kontor
