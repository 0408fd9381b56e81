"""Pakken: arkivmelding, brevet som PDF/A og Word, vedleggene, saken, og en liste med SHA-256 over alt sammen.

Ren: samme brev, filer, sak og tidspunkt gir de samme bytene. Ingenting sendes og ingenting skrives herfra.
"""

from __future__ import annotations

import hashlib
import io
import zipfile
from collections.abc import Mapping, Sequence
from datetime import datetime
from enum import StrEnum

from overforing.brev.modell import Brev
from overforing.sak.modell import Sak

from . import eformidling, fiks
from .brevpost import Brevfiler, arkivpost
from .post import Arkivord, Arkivpost
from .vedlegg import Vedlegg, krev_plass
from .xml import ren_tekst

ARKIVMELDING = "arkivmelding.xml"
MANIFEST = "manifest-sha256.txt"


def pakkenavn(brevets_navn: str, slag: str) -> str:
    """Navnet på pakken, uten endelse, av navnet brevet har som fil: «Anmodning 2026-0417 fiks»."""
    return f"{brevets_navn} {slag}"


class Pakkeslag(StrEnum):
    EFORMIDLING = "eformidling"
    FIKS = "fiks"


_SKRIVERE = {Pakkeslag.EFORMIDLING: eformidling.arkivmelding, Pakkeslag.FIKS: fiks.arkivmelding}


def lag_pakke(
    slag: Pakkeslag,
    brev: Brev,
    filer: Brevfiler,
    sak: Sak,
    ord_: Arkivord,
    tid: datetime,
    vedlegg: Sequence[Vedlegg] = (),
    merknader: Sequence[str] = (),
    *,
    avsluttet: bool = False,
) -> dict[str, bytes]:
    """Filene i pakken etter navn, manifestet sist.

    ``merknader`` er linjer å skrive øverst i manifestet. ``avsluttet``: kontoret har avsluttet saken.
    Kaster ``KanIkke`` når brevet ikke kan arkiveres, og ``UgyldigInndata`` når pakken blir for stor.
    """
    krev_plass([*filer, *(en.innhold for en in vedlegg)], len(vedlegg))
    return pakk(slag, arkivpost(brev, filer, sak, ord_, tid, vedlegg, avsluttet=avsluttet), merknader)


def pakk(slag: Pakkeslag, post: Arkivpost, merknader: Sequence[str] = ()) -> dict[str, bytes]:
    """Filene i pakken til en journalpost, manifestet sist."""
    innhold = {ARKIVMELDING: _SKRIVERE[slag](post)} | {fil.navn: fil.innhold for fil in post.filer}
    return innhold | {MANIFEST: manifest(innhold, merknader)}


def manifest(filer: Mapping[str, bytes], merknader: Sequence[str] = ()) -> bytes:
    """Listen ``sha256sum --check`` leser. Linjer som begynner med «#», er merknader."""
    linjer = [f"# {ren_tekst(merknad)}" for merknad in merknader]
    linjer += [f"{hashlib.sha256(innhold).hexdigest()}  {navn}" for navn, innhold in filer.items()]
    return ("\n".join(linjer) + "\n").encode()


def som_zip(filer: Mapping[str, bytes]) -> bytes:
    """Filene i én zip, uten klokkeslett, eier eller komprimering, så bytene bare avhenger av innholdet."""
    ut = io.BytesIO()
    with zipfile.ZipFile(ut, "w", zipfile.ZIP_STORED) as pakke:
        for navn, innhold in filer.items():
            del_ = zipfile.ZipInfo(navn, (1980, 1, 1, 0, 0, 0))
            del_.create_system = 0
            pakke.writestr(del_, innhold)
    return ut.getvalue()
