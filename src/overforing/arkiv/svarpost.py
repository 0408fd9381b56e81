"""Journalposten til et brev fra Statsforvalteren, av det loggen har: forespørselen, dokumentet og PDF-en som gikk ut.

Nøklene er de samme som i den offentlige journalen, så hvert brev har sin, også når det er to av samme slag på en
forespørsel. Pakkes det samme brevet igjen, er alt likt utenom meldingen selv.
"""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import datetime

from overforing.feil import KanIkke
from overforing.mottak.foresporsel import Foresporsel, Svarutfall
from overforing.mottak.kvittering import Dokumentpost

from .journal import Arkivskaper, journalpost_id, mappe_id
from .post import (
    ARKIVFORMAT,
    AVSENDER,
    AVSLUTTET,
    BREV,
    FERDIGSTILT,
    HOVEDDOKUMENT,
    KOPIMOTTAKER,
    MOTTAKER,
    SKJERMET_DOKUMENTTITTEL,
    UNDER_BEHANDLING,
    UTGAENDE,
    UTGAR,
    Arkivdokument,
    Arkivord,
    Arkivpost,
    Fil,
    Kode,
    Korrespondansepart,
)
from .vedlegg import PDF


def saksstatus(f: Foresporsel) -> Kode:
    """Hvor langt saken er kommet (Noark 5, M052). En feilført forespørsel er ikke en sak hos embetet."""
    if f.utfall is Svarutfall.FEILFORT:
        return UTGAR
    return UNDER_BEHANDLING if f.apen else AVSLUTTET


def svarpost(
    f: Foresporsel,
    d: Dokumentpost,
    pdf: bytes,
    skaper: Arkivskaper,
    mottakere: Sequence[str],
    ord_: Arkivord,
    tid: datetime,
    saksstatus: Kode,
) -> Arkivpost:
    """``mottakere`` er navnene på dem brevet går til, kommunen som spurte først og så dem som får kopi.

    ``f`` er forespørselen da brevet gikk ut, og ``saksstatus`` hvor langt den er kommet når pakken lages, som er
    ``tid``, med tidssone. Kaster ``KanIkke`` når dokumentet ikke er et brev som har gått ut.
    """
    if d.retning != "ut" or d.dokument is None or d.format != "pdf":
        raise KanIkke("feil.register.ikke_brev_ut", post=d.post, journalnummer=f.journalnummer)
    noekkel = journalpost_id(skaper, d)
    registrert = d.registrert.astimezone()
    visning = f"{ord_.tittel} {f.aar}-{f.nr}.pdf"
    typer = (MOTTAKER, *(KOPIMOTTAKER for _ in mottakere[1:]))
    return Arkivpost(
        melding_id=str(uuid.uuid5(uuid.UUID(noekkel), tid.isoformat())),
        mappe_id=mappe_id(skaper, f),
        id=noekkel,
        noekkel=noekkel,
        ord=ord_,
        tid=tid,
        registrert=registrert,
        kontor=skaper.navn,
        saksdato=f.mottatt,
        saksstatus=saksstatus,
        saksaar=f.aar,
        sekvensnummer=f.nr,
        type=UTGAENDE,
        # Loggen vet at brevet er ført som utgående, ikke når det faktisk ble sendt.
        status=FERDIGSTILT,
        dokumentdato=d.dato or registrert.date(),
        sendt=None,
        parter=(
            Korrespondansepart(
                AVSENDER,
                skaper.navn,
                orgnr=skaper.orgnr,
                adresse=skaper.adresse,
                saksbehandler=ord_.verdier.saksbehandler,
            ),
            *(Korrespondansepart(type_, navn) for type_, navn in zip(typer, mottakere, strict=True)),
        ),
        skjermet_metadata=(SKJERMET_DOKUMENTTITTEL,),
        dokumenter=(
            Arkivdokument(
                id=str(uuid.uuid5(uuid.UUID(noekkel), "1")),
                noekkel=f"{noekkel}/1",
                nummer=1,
                tittel=ord_.tittel,
                type=BREV,
                tilknyttet_som=HOVEDDOKUMENT,
                filer=(Fil(f"{d.dokument}.pdf", visning, PDF, ARKIVFORMAT, pdf),),
            ),
        ),
    )
