"""Det som kan hindre registeret i å åpne, lese eller lagre, hvert med råd om hva som skal til.

Meldingene nevner filer, tidspunkter og hvem som har registeret åpent, aldri noe fra en sak.
"""

from __future__ import annotations

import errno
import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from overforing.feil import KanIkke


class KrypteringFinnesIkke(KanIkke):
    """Registeret ble bedt åpnet med en nøkkel."""


class NyereUtgave(KanIkke):
    """Filen er skrevet av en nyere utgave av programmet."""


class EldreUtgave(KanIkke):
    """Filen er fra en eldre utgave, og den kan bare leses her og nå, så den kan ikke oppgraderes."""


class SkadetFil(KanIkke):
    """Filen er skadet, eller den er ikke et register."""


class Skrivebeskyttet(KanIkke):
    """Stedet registeret ligger, kan ikke skrives til."""


class DiskenErFull(KanIkke):
    """Det er ikke plass. Det som var lagret før, er urørt."""


class DiskenSvarerIkke(KanIkke):
    """Stedet kan verken leses eller skrives som ventet, for eksempel fordi nettverket er borte."""


class Opptatt(KanIkke):
    """Et annet program holdt registeret for lenge."""


class ApentHosAnnen(KanIkke):
    """Registeret ligger på en nettverksmappe og er åpent hos en annen; her kan det bare leses."""


class SakenFinnesIkke(KanIkke):
    """Registeret har ingen sak med denne id-en, eller den er slettet."""


class SakenFinnesAlt(KanIkke):
    """Registeret har allerede en sak med denne id-en."""


class UleseligSak(KanIkke):
    """Saken ligger i registeret, men kan ikke leses som en gyldig sak. De andre sakene er ikke berørt."""


class ForesporselFinnesIkke(KanIkke):
    """Loggen har ingen forespørsel med dette journalnummeret."""


class ForesporselEndret(KanIkke):
    """En annen har ført noe på forespørselen siden den ble lest. Ingenting er ført av dette."""

    def __init__(self, av: str, tidspunkt: datetime) -> None:
        super().__init__(
            f"Forespørselen ble endret av {av or 'en annen'} {nar(tidspunkt)}. Les den på nytt, og prøv igjen."
        )


class EndretAvAnnen(KanIkke):
    """Saken er lagret av en annen siden den ble lest. Det som skulle lagres, er tatt vare på som en kopi."""

    bevart = True

    def __init__(self, av: str, tidspunkt: datetime) -> None:
        hvem = av or "en annen"
        super().__init__(
            f"Saken ble endret av {hvem} {nar(tidspunkt)}. Det du har skrevet, er tatt vare på som en kopi; "
            "hent den fram på siden «Saker», og ta med deg det du trenger derfra."
        )
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
    except sqlite3.Error as feil:
        if oversatt := _fra_sqlite(feil, fil):
            raise oversatt from None
        raise
    except OSError as feil:
        raise _fra_filsystemet(feil, fil) from None


def _fra_sqlite(feil: sqlite3.Error, fil: Path) -> KanIkke | None:
    match getattr(feil, "sqlite_errorcode", 0) & 0xFF:
        case sqlite3.SQLITE_CORRUPT | sqlite3.SQLITE_NOTADB:
            return skadet(fil)
        case sqlite3.SQLITE_READONLY | sqlite3.SQLITE_PERM | sqlite3.SQLITE_AUTH:
            return _skrivebeskyttet(fil)
        case sqlite3.SQLITE_FULL:
            return _full(fil)
        case sqlite3.SQLITE_BUSY | sqlite3.SQLITE_LOCKED | sqlite3.SQLITE_PROTOCOL:
            return Opptatt(
                f"Et annet program bruker {fil.name} akkurat nå. Prøv igjen om litt. "
                "Hjelper det ikke, lukk andre vinduer av Overføring og programmer som kopierer filen."
            )
        case sqlite3.SQLITE_CANTOPEN | sqlite3.SQLITE_IOERR:
            if _uten_plass(fil):
                return _full(fil)
            return _svarer_ikke(fil) if _kan_skrives(fil) else _skrivebeskyttet(fil)
    return None


def _fra_filsystemet(feil: OSError, fil: Path) -> KanIkke:
    match feil.errno:
        case errno.EACCES | errno.EPERM | errno.EROFS:
            return _skrivebeskyttet(fil)
        case errno.ENOSPC | errno.EDQUOT:
            return _full(fil)
    return _svarer_ikke(fil)


def skadet(fil: Path) -> SkadetFil:
    """Filen er skadet eller noe annet enn et register."""
    return SkadetFil(
        f"{fil} er skadet eller er ikke et register fra dette programmet. Filen er ikke endret. "
        "Ta vare på den, og hent den siste sikkerhetskopien av mappen fra IT-avdelingen."
    )


def _skrivebeskyttet(fil: Path) -> Skrivebeskyttet:
    return Skrivebeskyttet(
        f"Kan ikke skrive i {fil.parent}. Sjekk at du har skrivetilgang til mappen og til {fil.name}, og prøv igjen."
    )


def _full(fil: Path) -> DiskenErFull:
    return DiskenErFull(
        f"Disken er full der {fil.name} ligger. Det som var lagret, er urørt, men det siste er ikke lagret. "
        "Frigjør plass, og prøv igjen."
    )


def _svarer_ikke(fil: Path) -> DiskenSvarerIkke:
    return DiskenSvarerIkke(
        f"Får ikke tak i {fil}. Sjekk at mappen finnes og at nettverket er tilkoblet, og prøv igjen."
    )


def _kan_skrives(fil: Path) -> bool:
    """Om mappen og filen kan skrives, når de finnes. SQLite sier bare at følgefilene ikke lot seg åpne."""
    return all(os.access(sti, os.W_OK) for sti in (fil.parent, fil) if sti.exists())


def _uten_plass(fil: Path) -> bool:
    """Om disken er så full at SQLite ikke får plass til hjelpefilene sine."""
    try:
        return shutil.disk_usage(fil.parent).free < 64 * 1024
    except OSError:
        return False
