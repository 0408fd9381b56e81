"""Det som kan hindre registeret i å åpne, lese eller lagre, hvert med råd om hva som skal til.

Meldingene nevner filer, tidspunkter og hvem som har registeret åpent, aldri noe fra en sak.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from overforing import hinder
from overforing.feil import KanIkke, Melding
from overforing.hinder import Hindret

from .kryptering import Filslag, feilkode, filslag, sqlitefeil

EN_ANNEN = Melding("feil.register.en_annen")
"""Den som ikke har skrevet hvem hun er."""


class ApentHosAnnen(Hindret):
    """Registeret ligger på en nettverksmappe og er åpent hos en annen; her kan det bare leses."""


class UleseligSak(KanIkke):
    """Saken ligger i registeret, men kan ikke leses som en gyldig sak. De andre sakene er ikke berørt."""


class EndretAvAnnen(KanIkke):
    """Saken er lagret av en annen siden den ble lest. Det som skulle lagres, er tatt vare på som en kopi."""

    bevart = True

    def __init__(self, av: str, tidspunkt: datetime) -> None:
        super().__init__("feil.register.sak_endret", av=av or EN_ANNEN, nar=nar(tidspunkt))
        self.av = av
        self.tidspunkt = tidspunkt


def nar(tidspunkt: datetime) -> str:
    """Tidspunktet som folk skriver det, i maskinens tidssone: «22.11.2026 kl. 10.42»."""
    return f"{tidspunkt.astimezone():%d.%m.%Y kl. %H.%M}"


@contextmanager
def med_rad(fil: Path) -> Iterator[None]:
    """Gjør feil fra SQLite og filsystemet om til ``KanIkke`` med råd. Feil som er våre egne, går urørt videre."""
    try:
        yield
    except sqlitefeil() as feil:
        if oversatt := _fra_sqlite(feil, fil):
            raise oversatt from None
        raise
    except OSError as feil:
        raise _fra_filsystemet(feil, fil) from None


@contextmanager
def nokkelen_passer(fil: Path, key: str | None) -> Iterator[None]:
    """Rundt det første som leses av en fil. Da skal det sies om det er nøkkelen eller filen det er noe galt med."""
    try:
        yield
    except sqlitefeil() as feil:
        if feilkode(feil) != sqlite3.SQLITE_NOTADB:
            raise
        match key is not None, filslag(fil):
            case True, Filslag.APEN:
                raise KanIkke("feil.register.ikke_laast", fil=fil.name) from None
            case True, Filslag.LAAST:
                raise KanIkke("feil.register.feil_nokkel", fil=fil.name) from None
            case False, Filslag.LAAST:
                raise KanIkke("feil.register.laast", fil=fil.name) from None
        raise


def _fra_sqlite(feil: Exception, fil: Path) -> KanIkke | None:
    match feilkode(feil):
        case sqlite3.SQLITE_CORRUPT | sqlite3.SQLITE_NOTADB:
            return skadet(fil)
        case sqlite3.SQLITE_READONLY | sqlite3.SQLITE_PERM | sqlite3.SQLITE_AUTH:
            return _skrivebeskyttet(fil)
        case sqlite3.SQLITE_FULL:
            return _full(fil)
        case sqlite3.SQLITE_BUSY | sqlite3.SQLITE_LOCKED | sqlite3.SQLITE_PROTOCOL:
            return Hindret("hinder.register.opptatt", fil=fil.name)
        case sqlite3.SQLITE_CANTOPEN | sqlite3.SQLITE_IOERR:
            if _uten_plass(fil):
                return _full(fil)
            return _svarer_ikke(fil) if _kan_skrives(fil) else _skrivebeskyttet(fil)
    return None


def _fra_filsystemet(feil: OSError, fil: Path) -> KanIkke:
    match hinder.arsak(feil):
        case "ingen_tilgang" | "skrivebeskyttet":
            return _skrivebeskyttet(fil)
        case "full":
            return _full(fil)
        case "i_bruk":
            return Hindret("hinder.register.opptatt", fil=fil.name)
    return _svarer_ikke(fil)


def skadet(fil: Path) -> Hindret:
    """Filen er skadet eller noe annet enn et register."""
    return Hindret("hinder.register.skadet", fil=fil)


def _skrivebeskyttet(fil: Path) -> Hindret:
    return Hindret("hinder.register.skrivebeskyttet", mappe=fil.parent, fil=fil.name)


def _full(fil: Path) -> Hindret:
    return Hindret("hinder.register.full", fil=fil.name)


def _svarer_ikke(fil: Path) -> Hindret:
    return Hindret("hinder.register.borte", fil=fil)


def _kan_skrives(fil: Path) -> bool:
    """Om mappen og filen kan skrives, når de finnes. SQLite sier bare at følgefilene ikke lot seg åpne."""
    return all(os.access(sti, os.W_OK) for sti in (fil.parent, fil) if sti.exists())


def _uten_plass(fil: Path) -> bool:
    """Om disken er så full at SQLite ikke får plass til hjelpefilene sine."""
    try:
        return shutil.disk_usage(fil.parent).free < 64 * 1024
    except OSError:
        return False
