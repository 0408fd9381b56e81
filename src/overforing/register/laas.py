"""Låsfilen ved siden av et register på en nettverksmappe: én skriver om gangen, de andre leser.

Regelen for en lås som er blitt liggende: den er død når den er laget på denne maskinen av et program som ikke kjører
lenger, når den ikke er fornyet på ``LEVETID``, eller når den er fornyet lenger fram i tid enn det: da gikk en klokke
feil, og den ville ellers stått i årevis. Et nummer på et program brukes om igjen, så låsen sier også når programmet og
maskinen ble startet. En død lås overtas. Den som har låsen, sjekker før hver lagring at
den fortsatt er hans og fornyer den, så en maskin som våkner etter lang tid, aldri skriver over den som overtok.
"""

from __future__ import annotations

import contextlib
import json
import os
import socket
import sys
import uuid
from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from overforing.hinder import Hindret

from .feil import ApentHosAnnen, nar
from .tilkobling import mappe_til_disken

LEVETID = timedelta(hours=12)
"""Så lenge gjelder en lås fra en annen maskin etter siste fornyelse: en arbeidsdag og litt til."""

FORNYES_ETTER = timedelta(minutes=5)

ENDELSE = ".laas"


@dataclass(frozen=True)
class Innehaver:
    """Den som har registeret åpent for skriving."""

    hvem: str
    maskin: str
    pid: int
    siden: datetime
    fornyet: datetime
    merke: str
    oppstart: str = ""
    startet: str = ""

    def er_dod(self, na: datetime) -> bool:
        """Om låsen kan overtas (regelen øverst i filen)."""
        her = self.maskin == socket.gethostname() and self.pid > 0
        return (her and not self._kjorer_enna()) or abs(na - self.fornyet) > LEVETID

    def _kjorer_enna(self) -> bool:
        """Om programmet som laget låsen på denne maskinen, kjører. Det maskinen ikke kan si, teller ikke."""
        if not _kjorer(self.pid):
            return False
        par = ((self.oppstart, oppstart()), (self.startet, startet(self.pid)))
        return not any(da and na and da != na for da, na in par)

    def hinder(self, fil: Path) -> ApentHosAnnen:
        """Det den som ikke får skrive, skal få vite."""
        tider = {"siden": nar(self.siden), "bort": nar(self.fornyet + LEVETID)}
        if not self.maskin:
            return ApentHosAnnen("hinder.register.apent_hos_ukjent", laasfil=fil.name, **tider)
        return ApentHosAnnen(
            "hinder.register.apent", hvem=self.hvem or "?", maskin=self.maskin, laasfil=fil.name, **tider
        )


class Laas:
    """En lås dette programmet har. ``slipp`` når registeret lukkes."""

    def __init__(self, fil: Path, innehaver: Innehaver, na: Callable[[], datetime]) -> None:
        self._fil = fil
        self._jeg = innehaver
        self._na = na

    @classmethod
    def prov(cls, register: Path, hvem: str, na: Callable[[], datetime]) -> Laas | ApentHosAnnen:
        """Ta låsen for ``register``, eller få vite hos hvem det er åpent."""
        fil = register.with_name(register.name + ENDELSE)
        tid = na().astimezone(UTC)
        meg = os.getpid(), tid, tid, uuid.uuid4().hex, oppstart(), startet(os.getpid())
        laas = cls(fil, Innehaver(hvem, socket.gethostname(), *meg), na)
        if laas._lag():
            return laas
        innehaver = _les(fil)
        if innehaver is None:  # sluppet akkurat nå
            return laas if laas._lag() else _ukjent(tid).hinder(fil)
        if not innehaver.er_dod(tid):
            return innehaver.hinder(fil)
        laas._skriv()
        return laas

    def krev(self) -> None:
        """Kast ``ApentHosAnnen`` om en annen har overtatt; forny låsen når det er en stund siden sist."""
        innehaver = _les(self._fil)
        if innehaver is None:
            if self._lag():
                return
            innehaver = _les(self._fil) or _ukjent(self._na())
        if innehaver.merke != self._jeg.merke:
            raise ApentHosAnnen("hinder.register.overtatt", laas=innehaver.hinder(self._fil))
        if abs(self._na() - self._jeg.fornyet) > FORNYES_ETTER:
            self._jeg = replace(self._jeg, fornyet=self._na().astimezone(UTC))
            self._skriv()

    def slipp(self) -> None:
        """Fjern låsfilen om den fortsatt er vår."""
        # Er nettverket borte, er låsen død når programmet er det.
        with contextlib.suppress(OSError, Hindret):
            innehaver = _les(self._fil)
            if innehaver and innehaver.merke == self._jeg.merke:
                self._fil.unlink(missing_ok=True)

    def _lag(self) -> bool:
        """Lag låsfilen om den ikke finnes. Det skjer i ett steg, også over nett."""
        try:
            nummer = os.open(self._fil, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
        except FileExistsError:
            return False
        self._fyll(nummer)
        mappe_til_disken(self._fil.parent)
        return True

    def _skriv(self) -> None:
        ny = self._fil.with_name(f"{self._fil.name}.{self._jeg.merke}")
        try:
            self._fyll(os.open(ny, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, 0o600))
            ny.replace(self._fil)
            mappe_til_disken(self._fil.parent)
        finally:
            ny.unlink(missing_ok=True)

    def _fyll(self, nummer: int) -> None:
        """Skriv låsen til den åpne filen, og få den på disken: en tom lås etter et strømbrudd er ingens."""
        with os.fdopen(nummer, "wb") as ut:
            ut.write(self._innhold())
            ut.flush()
            os.fsync(ut.fileno())

    def _innhold(self) -> bytes:
        verdier = asdict(self._jeg) | {navn: getattr(self._jeg, navn).isoformat() for navn in ("siden", "fornyet")}
        return json.dumps(verdier, ensure_ascii=False).encode("utf-8", "replace")


def _les(fil: Path) -> Innehaver | None:
    """Innehaveren, eller ``None`` når låsfilen ikke finnes. En halvskrevet fil har en ukjent innehaver."""
    try:
        innhold, endret = fil.read_bytes(), fil.stat().st_mtime
    except FileNotFoundError:
        return None
    except OSError:
        raise Hindret("hinder.register.borte", fil=fil) from None
    try:
        verdier = json.loads(innhold)
        tider = {navn: datetime.fromisoformat(verdier[navn]).astimezone(UTC) for navn in ("siden", "fornyet")}
        hvem, maskin, merke = (str(verdier[navn]) for navn in ("hvem", "maskin", "merke"))
        start = (str(verdier.get(navn, "")) for navn in ("oppstart", "startet"))
        return Innehaver(hvem, maskin, int(verdier["pid"]), tider["siden"], tider["fornyet"], merke, *start)
    except (ValueError, KeyError, TypeError, AttributeError):
        return _ukjent(datetime.fromtimestamp(endret, UTC))


def _ukjent(tid: datetime) -> Innehaver:
    return Innehaver("", "", 0, tid, tid, "")


def oppstart() -> str:
    """Et navn på denne oppstarten av maskinen, tomt der systemet ikke har noe."""
    try:
        return Path("/proc/sys/kernel/random/boot_id").read_text("ascii").strip()
    except (OSError, ValueError):
        return ""


if sys.platform == "win32":
    import ctypes

    def startet(pid: int) -> str:
        """Når programmet med dette nummeret ble startet, slik systemet sier det; tomt når det ikke gjør det."""
        kernel32 = ctypes.WinDLL("kernel32", use_last_error=True)
        kernel32.OpenProcess.restype = ctypes.c_void_p
        apnet = kernel32.OpenProcess(0x1000, False, pid)
        if apnet is None:
            return ""
        tider = [ctypes.c_ulonglong() for _ in range(4)]
        gikk = kernel32.GetProcessTimes(ctypes.c_void_p(apnet), *map(ctypes.byref, tider))
        kernel32.CloseHandle(ctypes.c_void_p(apnet))
        return str(tider[0].value) if gikk else ""

    def _kjorer(pid: int) -> bool:
        """Om et program med dette nummeret kjører på maskinen. (``os.kill`` sender Ctrl+C på Windows.)"""
        begrenset_innsyn, ingen_tilgang, kjorer_enna = 0x1000, 5, 259
        kernel32 = ctypes.WinDLL("kernel32", use_last_error=True)
        kernel32.OpenProcess.restype = ctypes.c_void_p
        apnet = kernel32.OpenProcess(begrenset_innsyn, False, pid)
        if apnet is None:
            return ctypes.get_last_error() == ingen_tilgang
        prosess = ctypes.c_void_p(apnet)
        kode = ctypes.c_ulong()
        kernel32.GetExitCodeProcess(prosess, ctypes.byref(kode))
        kernel32.CloseHandle(prosess)
        return kode.value == kjorer_enna

else:

    def startet(pid: int) -> str:
        """Når programmet med dette nummeret ble startet, slik systemet sier det; tomt når det ikke gjør det."""
        try:
            etter_navnet = Path(f"/proc/{pid}/stat").read_text("utf-8", "replace").rpartition(")")[2].split()
            return etter_navnet[19]
        except (OSError, IndexError):
            return ""

    def _kjorer(pid: int) -> bool:
        """Om et program med dette nummeret kjører på maskinen."""
        try:
            os.kill(pid, 0)
        except (ProcessLookupError, OverflowError):
            return False
        except PermissionError:
            return True  # den kjører, men er en annens
        return True
