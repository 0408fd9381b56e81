"""Felles for prøvene av arkivet: alle brev saken kan gi, og pakker uten å tegne brevene."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from functools import cache
from itertools import product
from pathlib import Path

from lxml import etree

from overforing.arkiv.brevpost import Brevfiler
from overforing.arkiv.pakke import ARKIVMELDING, Pakkeslag, lag_pakke
from overforing.arkiv.vedlegg import JPEG, PDF, Vedlegg
from overforing.arkiv.verdier import Arkivverdier, Formatkode
from overforing.brev.modell import Brev
from overforing.program.program import Program
from overforing.sak.modell import Malform, Part, Regelsett, Sak

PROGRAM = Program.start()
TID = datetime(2026, 11, 20, 14, 30, tzinfo=timezone(timedelta(hours=1)))
FILER = Brevfiler(b"%PDF-1.7 brevet", b"PK brevet")
MED_SAKEN = replace(FILER, sak=b'{"skjema": "overforing/sak/1"}')
BARE_PDF = Brevfiler(b"%PDF-1.7 brevet")
VEDLEGGENE = (Vedlegg(b"%PDF-1.4 et vedlegg", PDF), Vedlegg(b"\xff\xd8\xff et bilde", JPEG))
ALT_STILT_INN = Arkivverdier(
    saksansvarlig="Arkivtjenesten",
    saksbehandler="NAV12",
    arkivdel="SAK-2024",
    klassifikasjonssystem="K-koder",
    klasse="F47",
    klassetittel="Sosiale tjenester & annet",
    skjermingshjemmel="Offl. § 13 jf. fvl. § 13",
    tilgangskode="UO13",
    tilgangsnavn="Unntatt etter offentleglova § 13",
    format=Formatkode.ENDELSE,
)

_TESTER = Path(__file__).resolve().parents[1]
SAKER = {fil.stem: fil for mappe in ("eksempler", "brev/saker") for fil in sorted((_TESTER / mappe).rglob("*.json"))}
del SAKER["forventet"]


@cache
def sak(navn: str) -> Sak:
    """Saken, med navn på alle arkivet må vite hvem er."""
    return navngitt(PROGRAM.les_sak(SAKER[navn].read_bytes()))


def navngitt(sak: Sak) -> Sak:
    """Saken med oppdiktede navn på dem ingen har skrevet navnet på: brevene til søkeren kan ikke arkiveres uten."""
    parter = [] if sak.parter else [Part(id="p1", navn="Eksem Pel")]
    for nr, part in enumerate(sak.parter, 1):
        representant = part.representant
        if representant and not representant.navn:
            representant = replace(representant, navn=f"Rep Resentant{nr}")
        parter.append(replace(part, navn=part.navn or f"Eksem Pel{nr}", representant=representant))
    return replace(sak, parter=tuple(parter))


def brevene(sak: Sak, malform: Malform) -> Iterator[Brev]:
    """Hvert brev saken kaller på."""
    vurdering = PROGRAM.vurder(sak)
    for dokument in (*vurdering.dokumenter, *vurdering.pa_foresporsel):
        yield PROGRAM.brevskriver.lag(dokument, sak, vurdering, malform)


def pakke(
    slag: Pakkeslag,
    brev: Brev,
    sak: Sak,
    tid: datetime = TID,
    vedlegg: tuple[Vedlegg, ...] = (),
    *,
    filer: Brevfiler = FILER,
    verdier: Arkivverdier | None = None,
    avsluttet: bool = False,
) -> dict[str, bytes]:
    """Pakken med oppdiktede brevfiler, så prøven ikke må tegne noe."""
    ord_ = PROGRAM.arkivpakker.arkivord(brev, regelsettet(sak))
    ord_ = replace(ord_, verdier=verdier or ord_.verdier)
    return lag_pakke(slag, brev, filer, sak, ord_, tid, vedlegg, avsluttet=avsluttet)


def regelsettet(sak: Sak) -> Regelsett:
    """Loven saken vurderes etter. En sak vurderes én gang, uansett hvor mange pakker den legges i."""
    if id(sak) not in _VURDERT:
        _VURDERT[id(sak)] = sak, PROGRAM.vurder(sak).regelsett
    return _VURDERT[id(sak)][1]


_VURDERT: dict[int, tuple[Sak, Regelsett]] = {}
"""Sakene holdes her, så ingen annen sak får samme ``id``."""


@cache
def pakkene_i(navn: str, malform: Malform) -> tuple[tuple[Pakkeslag, Brev, dict[str, bytes]], ...]:
    """Hvert brev i hvert slag pakke, med to vedlegg."""
    brevene = product(Pakkeslag, brevene_i(navn, malform))
    return tuple((slag, brev, pakke(slag, brev, sak(navn), vedlegg=VEDLEGGENE)) for slag, brev in brevene)


@cache
def brevene_i(navn: str, malform: Malform) -> tuple[Brev, ...]:
    return tuple(brevene(sak(navn), malform))


def melding(filer: dict[str, bytes]) -> etree._Element:
    return etree.fromstring(filer[ARKIVMELDING])


def verdier(element: etree._Element, navn: str) -> list[str]:
    """Teksten i hvert element med navnet, uansett navnerom; for en kode er det beskrivelsen."""
    treff = [e for e in element.iter() if etree.QName(e).localname == navn]
    return [e.findtext("{*}beskrivelse") or (e.text or "").strip() for e in treff]
