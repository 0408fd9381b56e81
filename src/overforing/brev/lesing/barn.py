"""Leseren i sin egen prosess: tar imot filer på standard inn, og svarer på standard ut, til den ikke får flere.

Startes av ``ved_siden.py``. Alt den leser, kan være laget for å skade; derfor grensene, og derfor går bare JSON ut.
"""

from __future__ import annotations

import os
import sys

from overforing.brev.lesing.les import filslag, les
from overforing.brev.lesing.sendt import BESTILLING, LENGDE, feil_ut, lest_ut, vist_ut
from overforing.brev.lesing.vis import Bildesider, vis
from overforing.feil import OverforingFeil, UgyldigInndata

MAKS_MINNE = 512 * 1024 * 1024
"""Så mye minne leseren får, i byte."""

_FOR_TUNG = 3
_ALENE = 30
"""Så lenge, i sekunder, kan én fil holde på om programmet som startet leseren, er borte."""


def tjen(bildesider: Bildesider | None = None) -> int:
    """Les filene som kommer, og svar på hver. Den sier først fra, med et tomt svar, at den er klar.

    Hver fil har bestillingen foran, og hvert svar lengden. Uten ``bildesider`` vises ingen bildefiler.
    Trengs mer minne enn grensen, avslutter prosessen uten å svare.
    """
    inn, ut = sys.stdin.buffer, os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # ingen andre skal skrive i svaret
    begrens(MAKS_MINNE)
    svar = b""
    while True:
        ut.write(LENGDE.pack(len(svar)) + svar)
        ut.flush()
        hode = inn.read(BESTILLING.size)
        if len(hode) < BESTILLING.size:
            return 0
        lengde, bredde, nr = BESTILLING.unpack(hode)
        try:
            svar = _svar(inn.read(lengde), bredde, nr, bildesider)
        except MemoryError:
            os._exit(_FOR_TUNG)


def begrens(minne: int) -> None:
    """Sett grensen for minne, i byte, for denne prosessen.

    macOS håndhever den ikke; der står bare tiden. På Windows er den et jobbobjekt; det er ikke prøvd på Windows.
    """
    if sys.platform == "win32":
        _jobbobjekt(minne)
        return
    import resource
    import signal

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # den som startet oss, avgjør når vi er ferdige
    for hva, mengde in ((resource.RLIMIT_AS, minne), (resource.RLIMIT_CORE, 0)):
        try:
            resource.setrlimit(hva, (mengde, mengde))
        except (OSError, ValueError):
            continue  # systemet har alt en strengere grense, eller kjenner den ikke


def _svar(data: bytes, bredde: int, nr: int, bildesider: Bildesider | None) -> bytes:
    slag = filslag(data)
    _alarm(_ALENE)
    try:
        if bredde:
            return vist_ut(vis(data, bredde, nr, bildesider))
        return lest_ut(slag, les(data, "", slag))
    except UgyldigInndata as feil:
        inni = feil.melding.verdier.get("feil", feil)  # uten filnavnet, som ikke er kommet hit
        return feil_ut(slag, inni if isinstance(inni, OverforingFeil) else feil)
    finally:
        _alarm(0)


def _alarm(sekunder: int) -> None:
    """Avslutt prosessen om så lenge; 0 avlyser."""
    if sys.platform != "win32":
        import signal

        signal.alarm(sekunder)


def _jobbobjekt(minne: int) -> None:
    """Et jobbobjekt med grense for minnet, og denne prosessen i det (JOBOBJECT_EXTENDED_LIMIT_INFORMATION).

    Skrevet etter Microsofts beskrivelse og ikke kjørt på Windows. Går det ikke, står bare tiden.
    """
    if sys.platform == "win32":
        import ctypes
        from ctypes import wintypes

        class Grunn(ctypes.Structure):
            _fields_ = (
                ("PerProcessUserTimeLimit", ctypes.c_int64),
                ("PerJobUserTimeLimit", ctypes.c_int64),
                ("LimitFlags", wintypes.DWORD),
                ("MinimumWorkingSetSize", ctypes.c_size_t),
                ("MaximumWorkingSetSize", ctypes.c_size_t),
                ("ActiveProcessLimit", wintypes.DWORD),
                ("Affinity", ctypes.c_size_t),
                ("PriorityClass", wintypes.DWORD),
                ("SchedulingClass", wintypes.DWORD),
            )

        class Grenser(ctypes.Structure):
            _fields_ = (
                ("Grunn", Grunn),
                ("IoInfo", ctypes.c_uint64 * 6),
                ("ProcessMemoryLimit", ctypes.c_size_t),
                ("JobMemoryLimit", ctypes.c_size_t),
                ("PeakProcessMemoryUsed", ctypes.c_size_t),
                ("PeakJobMemoryUsed", ctypes.c_size_t),
            )

        prosessminne, utvidet = 0x100, 9
        kjerne = ctypes.WinDLL("kernel32", use_last_error=True)
        kjerne.CreateJobObjectW.restype = kjerne.GetCurrentProcess.restype = wintypes.HANDLE
        kjerne.SetInformationJobObject.argtypes = (wintypes.HANDLE, ctypes.c_int, ctypes.c_void_p, wintypes.DWORD)
        kjerne.AssignProcessToJobObject.argtypes = (wintypes.HANDLE, wintypes.HANDLE)
        grenser = Grenser(Grunn=Grunn(LimitFlags=prosessminne), ProcessMemoryLimit=minne)
        jobb = kjerne.CreateJobObjectW(None, None)
        kjerne.SetInformationJobObject(jobb, utvidet, ctypes.byref(grenser), ctypes.sizeof(grenser))
        kjerne.AssignProcessToJobObject(jobb, kjerne.GetCurrentProcess())
