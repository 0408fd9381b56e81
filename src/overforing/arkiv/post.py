"""Journalposten slik begge formatene skal ha den: titler, parter, skjerming og filer, uten noe om XML.

Ingen part eller ansatt er nevnt ved navn, med ett unntak: den som får et brev, er mottaker av journalposten
(arkivforskrifta § 15 bokstav d), og det navnet er alltid skjermet.
"""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from overforing.brev.modell import Brev, normaliser
from overforing.feil import KanIkke
from overforing.sak.modell import Dokument, Sak

from .vedlegg import DOCX, PDF, Filtype, Vedlegg

SYSTEM = "Overføring"
"""Navnet arkivet kjenner programmet ved (Fiks Arkiv: ``fagsystem``)."""

_NAVNEROM = uuid.uuid5(uuid.NAMESPACE_URL, "urn:overforing:arkiv:1")
_SAKSNUMMER = re.compile(r"\s*((?:19|20)\d\d)\s*/\s*(\d{1,9})\s*")


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
    hvert vedlegg, og ``soker`` er mottakeren når søkeren ikke er navngitt. ``hjemmel`` er bestemmelsene i merkingen
    etter vurderingens regelsett. ``tilgang`` er kommunens egen kode. ``mottakers_orgnr`` er ni sifre eller tomt.
    """

    tittel: str
    mappetittel: str
    vedlegg: str
    soker: str
    hjemmel: str
    tilgang: Kode
    mottakers_orgnr: str = ""


@dataclass(frozen=True)
class Korrespondansepart:
    type: Kode
    navn: str
    orgnr: str = ""
    skjermet: bool = False
    er_person: bool = False


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
    annet der, følger det ikke med.
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


def arkivpost(
    brev: Brev, filer: Mapping[str, bytes], sak: Sak, ord_: Arkivord, tid: datetime, vedlegg: Sequence[Vedlegg] = ()
) -> Arkivpost:
    """Journalposten til ett brev. ``filer`` er brevet som ``pdf`` og ``docx``; ``tid`` har tidssone.

    Kaster ``KanIkke`` når brevet er et utkast eller mangler den mottakeren journalen skal ha.
    """
    if brev.utkast:
        raise KanIkke("feil.arkiv.utkast")
    if tid.tzinfo is None:
        raise ValueError("tidspunktet trenger tidssone")
    sak_id = str(uuid.UUID(sak.id))
    noekkel = f"{sak_id}/{_slag(brev.dokument, sak)}"
    # Den som kanskje kan bli settekommune, skal ikke få vite noe saken kan kjennes igjen på.
    uten_nummer = brev.dokument is Dokument.FORESPORSEL_SETTEKOMMUNE
    nummer = None if uten_nummer else _SAKSNUMMER.fullmatch(sak.saksnummer)
    type_ = JOURNALPOSTTYPE.get(brev.dokument, UTGAENDE)
    sendt = _sendt(brev, sak) if type_ is UTGAENDE else None
    til_soker = brev.dokument in TIL_SOKEREN
    return Arkivpost(
        melding_id=_id(f"{noekkel}/melding/{tid.isoformat()}"),
        mappe_id=sak_id,
        id=_id(noekkel),
        noekkel=noekkel,
        ord=ord_,
        tid=tid,
        registrert=tid,
        kontor=brev.forfatter or SYSTEM,
        saksdato=sak.soknad.mottatt or sak.vurderingsdato,
        saksaar=int(nummer[1]) if nummer else None,
        sekvensnummer=int(nummer[2]) if nummer else None,
        type=type_,
        status=EKSPEDERT if sendt else FERDIGSTILT,
        dokumentdato=brev.dato,
        sendt=sendt,
        parter=_parter(brev, sak, ord_, type_),
        skjermet_metadata=(SKJERMET_DOKUMENTTITTEL, *([SKJERMET_MOTTAKER] if til_soker else [])),
        dokumenter=tuple(_dokumenter(brev, filer, ord_, noekkel, _visning(ord_.tittel, nummer), vedlegg)),
    )


def _id(noekkel: str) -> str:
    return str(uuid.uuid5(_NAVNEROM, noekkel))


def _slag(dokument: Dokument, sak: Sak) -> str:
    """Orienteringen etter Statsforvalterens svar er et nytt brev, ikke en rettet utgave av den første."""
    etter_svar = dokument is Dokument.ORIENTERING and sak.svar is not None and sak.svar.resultat is not None
    return f"{dokument}-etter-svar" if etter_svar else str(dokument)


def _sendt(brev: Brev, sak: Sak) -> date | None:
    """Dagen brevet ble sendt. Et brev datert senere kan ikke være blant dem som ble sendt."""
    dag = sak.sendt.dato if sak.sendt else None
    return dag if dag and dag >= brev.dato else None


def _parter(brev: Brev, sak: Sak, ord_: Arkivord, type_: Kode) -> tuple[Korrespondansepart, ...]:
    kontor = brev.forfatter or SYSTEM
    if type_ is not UTGAENDE:
        return (Korrespondansepart(INTERN_AVSENDER, kontor),)
    return (Korrespondansepart(AVSENDER, kontor), *_mottakere(brev, sak, ord_))


def _mottakere(brev: Brev, sak: Sak, ord_: Arkivord) -> Iterable[Korrespondansepart]:
    if brev.dokument in TIL_SOKEREN:
        personer = {normaliser(navn) for navn in _personene(sak)} - {""}
        navngitte = [linje for linje in brev.hode.mottaker if normaliser(linje) in personer]
        for navn in navngitte or [ord_.soker]:
            yield Korrespondansepart(MOTTAKER, navn, skjermet=True, er_person=bool(navngitte))
        for navn in brev.kopi_til:
            navngitt = normaliser(navn) in personer
            yield Korrespondansepart(KOPIMOTTAKER, navn if navngitt else ord_.soker, skjermet=True, er_person=navngitt)
    elif brev.hode.mottaker:
        yield Korrespondansepart(MOTTAKER, brev.hode.mottaker[0], orgnr=ord_.mottakers_orgnr)
    else:
        raise KanIkke("feil.arkiv.uten_mottaker")


def _personene(sak: Sak) -> Iterable[str]:
    """Partene, og dem som representerer dem."""
    for part in sak.parter:
        yield part.navn
        if part.representant:
            yield part.representant.navn


def _visning(tittel: str, nummer: re.Match[str] | None) -> str:
    """«Anmodning om overføring 2026-0417», uten endelse."""
    return f"{tittel} {nummer[1]}-{nummer[2]}" if nummer else tittel


def _dokumenter(
    brev: Brev, filer: Mapping[str, bytes], ord_: Arkivord, noekkel: str, visning: str, vedlegg: Sequence[Vedlegg]
) -> Iterable[Arkivdokument]:
    # Inne i pakken leser maskiner navnet, og noen av dem tar bare ASCII.
    pdf, word = (f"{brev.dokument}.{type_.endelse}" for type_ in (PDF, DOCX))
    yield Arkivdokument(
        id=_id(f"{noekkel}/1"),
        noekkel=f"{noekkel}/1",
        nummer=1,
        tittel=ord_.tittel,
        type=BREV if brev.dokument not in JOURNALPOSTTYPE else NOTAT,
        tilknyttet_som=HOVEDDOKUMENT,
        # PDF-en først: den er det mottakeren åpner, og noen mottakere tar bare imot PDF.
        filer=(
            Fil(pdf, f"{visning}.pdf", PDF, ARKIVFORMAT, filer["pdf"]),
            Fil(word, f"{visning}.docx", DOCX, PRODUKSJONSFORMAT, filer["docx"]),
        ),
    )
    for i, en in enumerate(vedlegg, 1):
        tittel, navn = f"{ord_.vedlegg} {i}", f"vedlegg-{i}.{en.type.endelse}"
        yield Arkivdokument(
            id=_id(f"{noekkel}/{i + 1}"),
            noekkel=f"{noekkel}/{i + 1}",
            nummer=i + 1,
            tittel=tittel,
            type=VEDLEGG,
            tilknyttet_som=VEDLEGG,
            filer=(Fil(navn, f"{tittel}.{en.type.endelse}", en.type, PRODUKSJONSFORMAT, en.innhold),),
        )
