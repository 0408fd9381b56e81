"""``arkivmelding.xml`` for Fiks Arkiv (``no.ks.fiks.arkiv.v1.arkivering.arkivmelding.opprett``).

Saken og dokumentene kjennes igjen på ``referanseEksternNoekkel``; ``systemID`` er arkivets egen og står ikke her.
Å endre noe som alt er arkivert, er en egen meldingstype i Fiks Arkiv: den som sender, bruker nøklene herfra.
"""

from __future__ import annotations

import hashlib
from datetime import datetime, time

from .filformat import filformat
from .post import (
    AVSENDER,
    DOKUMENT_FERDIG,
    INTERN_AVSENDER,
    SYSTEM,
    Arkivdokument,
    Arkivpost,
    Fil,
    Kode,
    Korrespondansepart,
)
from .verdier import Formatkode
from .xml import Element, sett_adresse

NAVNEROM = "https://ks-no.github.io/standarder/fiks-protokoll/fiks-arkiv/arkivmelding/opprett/v1"
_KATALOG = "https://ks-no.github.io/standarder/fiks-protokoll/fiks-arkiv/metadatakatalog/v1"


def arkivmelding(post: Arkivpost) -> bytes:
    """Meldingen som XML, i skjemaets rekkefølge."""
    rot = Element.rot("arkivmelding", NAVNEROM, n5mdk=_KATALOG)
    rot.sett("system", SYSTEM)
    rot.sett("antallFiler", len(post.filer))
    mappe = rot.ny("mappe", "saksmappe")
    mappe.sett("tittel", post.ord.mappetittel)
    mappe.sett("offentligTittel", post.ord.mappetittel)
    mappe.sett("opprettetDato", post.registrert)
    mappe.sett("opprettetAv", post.kontor)
    verdier = post.ord.verdier
    if verdier.arkivdel:
        mappe.ny("arkivdel", innhold=_KATALOG).sett("kode", verdier.arkivdel)
    _skjerming(mappe, post)
    if verdier.klasse:
        klassifikasjon = mappe.ny("klassifikasjon")
        klassifikasjon.sett("klassifikasjonssystemID", verdier.klassifikasjonssystem)
        klassifikasjon.sett("klasseID", verdier.klasse)
        klassifikasjon.sett("tittel", verdier.klassetittel)
    _noekkel(mappe, post.mappe_id)
    mappe.sett("saksdato", post.saksdato)
    mappe.ny("administrativEnhet", innhold=_KATALOG).sett("navn", post.kontor)
    mappe.ny("saksansvarlig", innhold=_KATALOG).sett("navn", post.saksansvarlig)
    _kode(mappe, "saksstatus", post.saksstatus)
    _journalpost(rot.ny("registrering", "journalpost"), post)
    return rot.som_xml()


def _journalpost(til: Element, post: Arkivpost) -> None:
    til.sett("opprettetDato", post.registrert)
    til.sett("opprettetAv", post.kontor)
    _noekkel(til.ny("referanseForelderMappe", innhold=_KATALOG), post.mappe_id)
    _skjerming(til, post)
    for dokument in post.dokumenter:
        _dokument(til.ny("dokumentbeskrivelse"), dokument, post)
    til.sett("tittel", post.ord.tittel)
    til.sett("offentligTittel", post.ord.tittel)
    for part in post.parter:
        _part(til.ny("korrespondansepart"), part)
    _noekkel(til, post.noekkel)
    _kode(til, "journalposttype", post.type)
    _kode(til, "journalstatus", post.status)
    til.sett("journaldato", post.registrert.date())
    til.sett("dokumentetsDato", post.dokumentdato)
    if post.sendt:
        til.sett("sendtDato", datetime.combine(post.sendt, time.min))
    til.sett("antallVedlegg", len(post.dokumenter) - 1)


def _part(til: Element, part: Korrespondansepart) -> None:
    # Meldingen går til kommunens eget arkiv, der kontoret er en intern avsender.
    _kode(til, "korrespondanseparttype", INTERN_AVSENDER if part.type is AVSENDER else part.type)
    til.sett("korrespondansepartNavn", part.navn)
    if part.orgnr:
        til.sett("organisasjonid", part.orgnr)
    sett_adresse(til, part.adresse)
    if part.saksbehandler:
        til.ny("saksbehandler", innhold=_KATALOG).sett("navn", part.saksbehandler)
    til.sett("erSkjermet", part.skjermet)
    til.sett("erPersonnavn", part.er_person)


def _dokument(til: Element, dokument: Arkivdokument, post: Arkivpost) -> None:
    if dokument.type.kode and dokument.nummer == 1:
        _kode(til, "dokumenttype", dokument.type)
    _kode(til, "dokumentstatus", DOKUMENT_FERDIG)
    til.sett("tittel", dokument.tittel)
    _kode(til, "tilknyttetRegistreringSom", dokument.tilknyttet_som)
    til.sett("dokumentnummer", dokument.nummer)
    _skjerming(til, post)
    for fil in dokument.filer:
        _fil(til.ny("dokumentobjekt"), fil, post.ord.verdier.format)
    _noekkel(til, dokument.noekkel)


def _fil(til: Element, fil: Fil, formatkode: Formatkode) -> None:
    til.sett("versjonsnummer", 1)
    _kode(til, "variantformat", fil.variant)
    pronom, navn = filformat(fil.innhold, fil.type) or ("", fil.type.endelse.upper())
    if kode := pronom if formatkode is Formatkode.PRONOM else fil.type.endelse:
        _kode(til, "format", Kode(kode, navn))
    til.sett("mimeType", fil.type.mime)
    til.sett("filnavn", fil.visningsnavn)
    til.sett("referanseDokumentfil", fil.navn)
    til.sett("sjekksum", hashlib.sha256(fil.innhold).hexdigest())
    til.sett("sjekksumAlgoritme", "SHA256")
    til.sett("filstoerrelse", len(fil.innhold))


def _skjerming(til: Element, post: Arkivpost) -> None:
    skjerming = til.ny("skjerming")
    _kode(skjerming, "tilgangsrestriksjon", post.ord.tilgang)
    skjerming.sett("skjermingshjemmel", post.ord.skjermingshjemmel)


def _kode(til: Element, navn: str, kode: Kode) -> None:
    element = til.ny(navn, innhold=_KATALOG)
    element.sett("kode", kode.kode)
    element.sett("beskrivelse", kode.navn)


def _noekkel(til: Element, noekkel: str) -> None:
    element = til.ny("referanseEksternNoekkel", innhold=_KATALOG)
    element.sett("fagsystem", SYSTEM)
    element.sett("noekkel", noekkel)
