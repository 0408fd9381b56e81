"""Journalposten til et brev fra kommunen, av brevet, filene det ble til, og saken."""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from overforing.brev.modell import Brev, normaliser
from overforing.feil import KanIkke, Melding
from overforing.sak.modell import Dokument, Partsrolle, Sak

from .post import (
    ARKIVFORMAT,
    AVSENDER,
    AVSLUTTET,
    BREV,
    EKSPEDERT,
    FERDIGSTILT,
    HOVEDDOKUMENT,
    INTERN_AVSENDER,
    JOURNALPOSTTYPE,
    KOPIMOTTAKER,
    MOTTAKER,
    NOTAT,
    PRODUKSJONSFORMAT,
    SKJERMET_DOKUMENTTITTEL,
    SKJERMET_MOTTAKER,
    SYSTEM,
    TIL_SOKEREN,
    UNDER_BEHANDLING,
    UTGAENDE,
    VEDLEGG,
    Arkivdokument,
    Arkivord,
    Arkivpost,
    Fil,
    Kode,
    Korrespondansepart,
    Postadresse,
)
from .vedlegg import DOCX, JSON, PDF, Filtype, Vedlegg
from .xml import synlig

_NAVNEROM = uuid.uuid5(uuid.NAMESPACE_URL, "urn:overforing:arkiv:1")
_SAKSNUMMER = re.compile(r"\s*((?:19|20)\d\d)\s*/\s*(\d{1,9})\s*")


@dataclass(frozen=True)
class Brevfiler:
    """Brevet som filer. ``pdf`` er PDF/A-2a uten noe inni seg, til arkivet, med mindre ``saken_i_pdf``: da er den
    PDF/A-3a med saken i. ``word`` er ``None`` når pakken bare skal ha PDF, og ``sak`` er saken som eget dokument.
    """

    pdf: bytes
    word: bytes | None = None
    sak: bytes | None = None
    saken_i_pdf: bool = False

    def __iter__(self) -> Iterator[bytes]:
        yield from (fil for fil in (self.pdf, self.word, self.sak) if fil is not None)


def arkivpost(
    brev: Brev,
    filer: Brevfiler,
    sak: Sak,
    ord_: Arkivord,
    tid: datetime,
    vedlegg: Sequence[Vedlegg] = (),
    *,
    avsluttet: bool = False,
) -> Arkivpost:
    """Journalposten til ett brev. ``tid`` har tidssone. ``avsluttet``: kontoret har avsluttet saken.

    Kaster ``KanIkke`` når brevet er et utkast eller mangler den mottakeren journalen skal ha.
    """
    if brev.utkast:
        raise KanIkke("feil.arkiv.utkast")
    krev_navn(brev.dokument, sak)
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
        saksstatus=AVSLUTTET if avsluttet else UNDER_BEHANDLING,
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


def krev_navn(dokument: Dokument, sak: Sak) -> None:
    """Arkivet skal ha navnet på mottakeren (arkivforskrifta § 15 bokstav d), også når det er den som har søkt.

    Kaster ``KanIkke`` når en av dem et brev til søkeren går til, eller den som representerer henne, ikke er navngitt.
    """
    if dokument not in TIL_SOKEREN:
        return
    til = [p for p in sak.parter if p.rolle in (Partsrolle.SOKER, Partsrolle.EKTEFELLE) or len(sak.parter) == 1]
    if not til or not all(synlig(p.representant.navn if p.representant else p.navn) for p in til):
        raise _uten_navn(dokument)


def _uten_navn(dokument: Dokument) -> KanIkke:
    return KanIkke("feil.arkiv.uten_navn", dokument=Melding(f"dokument.{dokument}"))


def _parter(brev: Brev, sak: Sak, ord_: Arkivord, type_: Kode) -> tuple[Korrespondansepart, ...]:
    kontor = sak.kontor
    avsender = Korrespondansepart(
        INTERN_AVSENDER if type_ is not UTGAENDE else AVSENDER,
        brev.forfatter or SYSTEM,
        orgnr="".join(kontor.organisasjonsnummer.split()),
        adresse=Postadresse(
            tuple(filter(None, map(str.strip, kontor.adresse.splitlines()))),
            kontor.postnummer.strip(),
            kontor.poststed.strip(),
        ),
        saksbehandler=ord_.verdier.saksbehandler,
    )
    return (avsender,) if type_ is not UTGAENDE else (avsender, *_mottakere(brev, sak, ord_))


def _mottakere(brev: Brev, sak: Sak, ord_: Arkivord) -> Iterable[Korrespondansepart]:
    if brev.dokument in TIL_SOKEREN:
        personer = {normaliser(navn) for navn in _personene(sak)} - {""}
        mottakere = [linje for linje in brev.hode.mottaker if normaliser(linje) in personer]
        kopi = [navn for navn in brev.kopi_til if normaliser(navn) in personer]
        if not mottakere or len(kopi) < len(brev.kopi_til):
            raise _uten_navn(brev.dokument)
        for type_, navnene in ((MOTTAKER, mottakere), (KOPIMOTTAKER, kopi)):
            for navn in navnene:
                yield Korrespondansepart(type_, navn, skjermet=True, er_person=True)
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
    brev: Brev, filer: Brevfiler, ord_: Arkivord, noekkel: str, visning: str, vedlegg: Sequence[Vedlegg]
) -> Iterable[Arkivdokument]:
    # Inne i pakken leser maskiner navnet, og noen av dem tar bare ASCII.
    pdf, word = (f"{brev.dokument}.{type_.endelse}" for type_ in (PDF, DOCX))
    variant = PRODUKSJONSFORMAT if filer.saken_i_pdf else ARKIVFORMAT
    # PDF-en først: den er det mottakeren åpner, og noen mottakere tar bare imot PDF.
    brevet = [Fil(pdf, f"{visning}.pdf", PDF, variant, filer.pdf)]
    if filer.word is not None:
        brevet.append(Fil(word, f"{visning}.docx", DOCX, PRODUKSJONSFORMAT, filer.word))
    yield Arkivdokument(
        id=_id(f"{noekkel}/1"),
        noekkel=f"{noekkel}/1",
        nummer=1,
        tittel=ord_.tittel,
        type=BREV if brev.dokument not in JOURNALPOSTTYPE else NOTAT,
        tilknyttet_som=HOVEDDOKUMENT,
        filer=tuple(brevet),
    )
    for i, en in enumerate(vedlegg, 1):
        yield _ved_siden_av(noekkel, str(i + 1), i + 1, f"{ord_.vedlegg} {i}", f"vedlegg-{i}", en.type, en.innhold)
    if filer.sak is not None:
        # Nøkkelen er den samme uansett hvor mange vedlegg det er.
        yield _ved_siden_av(noekkel, "sak", len(vedlegg) + 2, ord_.saken, "sak", JSON, filer.sak)


def _ved_siden_av(
    noekkel: str, del_: str, nummer: int, tittel: str, navn: str, type_: Filtype, innhold: bytes
) -> Arkivdokument:
    return Arkivdokument(
        id=_id(f"{noekkel}/{del_}"),
        noekkel=f"{noekkel}/{del_}",
        nummer=nummer,
        tittel=tittel,
        type=VEDLEGG,
        tilknyttet_som=VEDLEGG,
        filer=(Fil(f"{navn}.{type_.endelse}", f"{tittel}.{type_.endelse}", type_, PRODUKSJONSFORMAT, innhold),),
    )
