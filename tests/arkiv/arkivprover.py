"""Felles for prøvene av arkivet: alle brev saken kan gi, og pakker uten å tegne brevene."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta, timezone
from pathlib import Path

from lxml import etree

from overforing.arkiv.pakke import ARKIVMELDING, Pakkeslag, lag_pakke
from overforing.arkiv.vedlegg import Vedlegg
from overforing.brev.modell import Brev
from overforing.program.program import Program
from overforing.sak.modell import Malform, Sak

PROGRAM = Program.start()
TID = datetime(2026, 11, 20, 14, 30, tzinfo=timezone(timedelta(hours=1)))
FILER = {"pdf": b"%PDF-1.7 brevet", "docx": b"PK brevet"}

_TESTER = Path(__file__).resolve().parents[1]
SAKER = {fil.stem: fil for mappe in ("eksempler", "brev/saker") for fil in sorted((_TESTER / mappe).rglob("*.json"))}
del SAKER["forventet"]


def sak(navn: str) -> Sak:
    return PROGRAM.les_sak(SAKER[navn].read_bytes())


def brevene(sak: Sak, malform: Malform) -> Iterator[Brev]:
    """Hvert brev saken kaller på."""
    vurdering = PROGRAM.vurder(sak)
    for dokument in (*vurdering.dokumenter, *vurdering.pa_foresporsel):
        yield PROGRAM.brevskriver.lag(dokument, sak, vurdering, malform)


def pakke(
    slag: Pakkeslag, brev: Brev, sak: Sak, tid: datetime = TID, vedlegg: tuple[Vedlegg, ...] = ()
) -> dict[str, bytes]:
    """Pakken med oppdiktede brevfiler, så prøven ikke må tegne noe."""
    ord_ = PROGRAM.arkivpakker.arkivord(brev, PROGRAM.vurder(sak).regelsett)
    return lag_pakke(slag, brev, FILER, sak, ord_, tid, vedlegg)


def melding(filer: dict[str, bytes]) -> etree._Element:
    return etree.fromstring(filer[ARKIVMELDING])


def verdier(element: etree._Element, navn: str) -> list[str]:
    """Teksten i hvert element med navnet, uansett navnerom; for en kode er det beskrivelsen."""
    treff = [e for e in element.iter() if etree.QName(e).localname == navn]
    return [e.findtext("{*}beskrivelse") or (e.text or "").strip() for e in treff]
