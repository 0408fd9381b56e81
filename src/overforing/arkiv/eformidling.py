"""``arkivmelding.xml`` for eFormidling (arkivmelding.xsd, etter Noark 5 versjon 3.1).

eFormidling krever en saksmappe med én journalpost, og bruker ``offentligTittel`` som tittel hos mottakere på
SvarUt. Skjemaet har ikke ekstern nøkkel eller sjekksum; ``systemID`` er den nøkkelen avsenderen kan sende igjen.
"""

from __future__ import annotations

from datetime import datetime, time

from .post import (
    DOKUMENT_FERDIG,
    SKJERMET_DOKUMENT,
    SYSTEM,
    Arkivdokument,
    Arkivpost,
    Korrespondansepart,
)
from .xml import Element, sett_adresse

NAVNEROM = "http://www.arkivverket.no/standarder/noark5/arkivmelding"


def arkivmelding(post: Arkivpost) -> bytes:
    """Meldingen som XML, i skjemaets rekkefølge."""
    rot = Element.rot("arkivmelding", NAVNEROM)
    rot.sett("system", SYSTEM)
    rot.sett("meldingId", post.melding_id)
    rot.sett("tidspunkt", post.tid)
    rot.sett("antallFiler", len(post.filer))
    mappe = rot.ny("mappe", "saksmappe")
    mappe.sett("systemID", post.mappe_id)
    mappe.sett("tittel", post.ord.mappetittel)
    mappe.sett("offentligTittel", post.ord.mappetittel)
    _opprettet(mappe, post)
    verdier = post.ord.verdier
    if verdier.arkivdel:
        mappe.sett("referanseArkivdel", verdier.arkivdel)
    _skjerming(mappe, post)
    if verdier.klasse:
        klassifikasjon = mappe.ny("klassifikasjon")
        klassifikasjon.sett("referanseKlassifikasjonssystem", verdier.klassifikasjonssystem)
        klassifikasjon.sett("klasseID", verdier.klasse)
        klassifikasjon.sett("tittel", verdier.klassetittel)
    _journalpost(mappe.ny("basisregistrering", "journalpost"), post)
    if post.saksaar is not None and post.sekvensnummer is not None:
        mappe.sett("saksaar", post.saksaar)
        mappe.sett("sakssekvensnummer", post.sekvensnummer)
    mappe.sett("saksdato", post.saksdato)
    mappe.sett("administrativEnhet", post.kontor)
    mappe.sett("saksansvarlig", post.saksansvarlig)
    mappe.sett("saksstatus", post.saksstatus.navn)
    return rot.som_xml()


def _journalpost(til: Element, post: Arkivpost) -> None:
    til.sett("systemID", post.id)
    _opprettet(til, post)
    til.sett("arkivertDato", post.registrert)
    til.sett("arkivertAv", post.kontor)
    til.sett("referanseForelderMappe", post.mappe_id)
    _skjerming(til, post)
    for dokument in post.dokumenter:
        _dokument(til.ny("dokumentbeskrivelse"), dokument, post)
    til.sett("tittel", post.ord.tittel)
    til.sett("offentligTittel", post.ord.tittel)
    til.sett("journalposttype", post.type.navn)
    til.sett("journalstatus", post.status.navn)
    til.sett("journaldato", post.registrert.date())
    til.sett("dokumentetsDato", post.dokumentdato)
    if post.sendt:
        til.sett("sendtDato", datetime.combine(post.sendt, time.min))
    til.sett("antallVedlegg", len(post.dokumenter) - 1)
    for part in post.parter:
        _part(til.ny("korrespondansepart"), part)


def _part(til: Element, part: Korrespondansepart) -> None:
    til.sett("korrespondanseparttype", part.type.navn)
    til.sett("korrespondansepartNavn", part.navn)
    sett_adresse(til, part.adresse)
    if part.saksbehandler:
        til.sett("saksbehandler", part.saksbehandler)


def _dokument(til: Element, dokument: Arkivdokument, post: Arkivpost) -> None:
    til.sett("systemID", dokument.id)
    til.sett("dokumenttype", dokument.type.navn)
    til.sett("dokumentstatus", DOKUMENT_FERDIG.navn)
    til.sett("tittel", dokument.tittel)
    _opprettet(til, post)
    til.sett("tilknyttetRegistreringSom", dokument.tilknyttet_som.navn)
    til.sett("dokumentnummer", dokument.nummer)
    til.sett("tilknyttetDato", post.registrert)
    til.sett("tilknyttetAv", post.kontor)
    _skjerming(til, post)
    for fil in dokument.filer:
        objekt = til.ny("dokumentobjekt")
        objekt.sett("versjonsnummer", 1)
        objekt.sett("variantformat", fil.variant.navn)
        _opprettet(objekt, post)
        objekt.sett("referanseDokumentfil", fil.navn)


def _opprettet(til: Element, post: Arkivpost) -> None:
    til.sett("opprettetDato", post.registrert)
    til.sett("opprettetAv", post.kontor)


def _skjerming(til: Element, post: Arkivpost) -> None:
    skjerming = til.ny("skjerming")
    skjerming.sett("tilgangsrestriksjon", post.ord.tilgang.navn)
    skjerming.sett("skjermingshjemmel", post.ord.skjermingshjemmel)
    for felt in post.skjermet_metadata:
        skjerming.sett("skjermingMetadata", felt)
    skjerming.sett("skjermingDokument", SKJERMET_DOKUMENT)
