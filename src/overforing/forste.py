"""Den første: ett vindu for hver bruker og datamappe. Den som starter siden, gir filene sine til den som er oppe.

Plassen er en lås på en fil bare brukeren har, som systemet slipper når programmet dør; derfor blir ingen gammel
sokkel stående i veien. Den første lytter først når vinduet er tegnet. Den som spør imens, venter til det er gjort.

Det som sendes, er stiene til filene og en nøkkel som ligger ved siden av låsen. Ingenting av det skrives i loggen.
"""

from __future__ import annotations

import contextlib
import os
import stat
import sys
import time
import zlib
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import socket

VENT_S = 10.0
"""Så lenge venter den som spør, før den første regnes som hengt."""

MAKS_BYTE = 1_000_000
_HVIL_S = 0.05
_LENGSTE_SOKKEL = 100
"""Så lang kan stien til en sokkel være på alle systemer."""
TATT = b"tatt"
"""Svaret til den som har gitt filene fra seg."""
_SLUTT, _SKILLE, _INGEN = b"\0\0", b"\0", b"-"


class Henger(Exception):
    """Programmet er oppe, men svarer ikke."""


class Sendt(NamedTuple):
    """Det den andre sendte: filene, og det skrivebordet ga den for å kunne løfte fram et vindu (tomt ellers)."""

    filer: tuple[Path, ...]
    aktivering: str


class Plass:
    """Plassen til den første. Uten ``sted`` er den bare vinduets egen: ingen finner den."""

    def __init__(self, sted: Path | None, las: int | None) -> None:
        self._sted, self._las = sted, las
        self._lytter: socket.socket | None = None
        self._nokkel = os.urandom(16).hex().encode()

    def lytt(self) -> socket.socket | None:
        """Sokkelen de andre spør på, uten venting. ``None`` når det ikke går: da åpner de hvert sitt vindu."""
        if self._sted is None or self._lytter is not None:
            return self._lytter
        try:
            self._lytter, adresse = _lytter(self._sted.with_suffix(".sok"))
            self._skriv_adressen(f"{adresse} {self._nokkel.decode()}")
        except OSError:
            self.slipp()  # ellers ventet de på en som ikke kan høre dem
        return self._lytter

    def _skriv_adressen(self, tekst: str) -> None:
        assert self._sted is not None
        ny = self._sted.with_suffix(f".{os.getpid()}")
        ny.unlink(missing_ok=True)
        with os.fdopen(os.open(ny, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w") as fil:
            fil.write(tekst)
        ny.replace(self._sted.with_suffix(".adr"))

    def les(self, data: bytes) -> Sendt | None:
        """Det som er sendt, når hele er kommet og nøkkelen er den rette. Kaster ``ValueError`` når den ikke er det."""
        if len(data) > MAKS_BYTE:
            raise ValueError
        if not data.endswith(_SLUTT):
            return None
        nokkel, aktivering, *filer = data.removesuffix(_SLUTT).split(_SKILLE)
        if nokkel != self._nokkel:
            raise ValueError
        til_vinduet = "" if aktivering == _INGEN else aktivering.decode()
        return Sendt(tuple(Path(os.fsdecode(fil)) for fil in filer), til_vinduet)

    def slipp(self) -> None:
        """Slutt å lytte, og la den neste bli den første."""
        self._lukk()
        if self._las is not None:
            os.close(self._las)
            self._las = None

    def _lukk(self) -> None:
        if self._lytter is not None:
            self._lytter.close()
            self._lytter = None
        if self._sted is not None:
            for slag in (".adr", ".sok"):
                with contextlib.suppress(OSError):
                    self._sted.with_suffix(slag).unlink(missing_ok=True)


def begynn(datamappe: Path, filer: Iterable[Path], vent: float = VENT_S) -> Plass | None:
    """Plassen når vi er den første, og ``None`` når den første har tatt imot filene og løftet fram vinduet sitt.

    Kaster ``Henger`` når den første ikke har svart på ``vent`` sekunder.
    """
    frist = time.monotonic() + vent
    while (plass := ta(datamappe)) is None:
        if _gi(_sted(datamappe), filer, frist):
            return None
        if time.monotonic() >= frist:
            raise Henger
        time.sleep(_HVIL_S)
    return plass


def ta(datamappe: Path) -> Plass | None:
    """Plassen, eller ``None`` når en annen har den. Ingen spørres. Der den ikke kan tas, er den bare vinduets egen."""
    try:
        sted = _sted(datamappe)
        las = os.open(sted.with_suffix(".las"), os.O_CREAT | os.O_RDWR, 0o600)
    except OSError:
        return Plass(None, None)
    try:
        if _las(las):
            return Plass(sted, las)
    except OSError:
        os.close(las)
        return Plass(None, None)
    os.close(las)
    return None


def _sted(datamappe: Path) -> Path:
    """Der plassen er, uten endelse: ett navn for hver datamappe. Kaster ``OSError`` når mappen ikke er vår alene."""
    under = os.environ.get("XDG_RUNTIME_DIR", "")
    mappe = Path(under if os.path.isdir(under) else _midlertidig()) / _mappenavn()  # noqa: PTH112
    mappe.mkdir(mode=0o700, exist_ok=True)
    if sys.platform != "win32":
        hva = mappe.lstat()
        if not stat.S_ISDIR(hva.st_mode) or hva.st_uid != os.getuid() or hva.st_mode & 0o077:
            raise FileNotFoundError  # det er ikke vår mappe
    navn = os.fsencode(os.path.normcase(os.path.realpath(datamappe)))
    # Å kjenne igjen en mappe krever ingen kryptografi, og hashlib ville tatt tid før det første bildet.
    return mappe / f"{zlib.crc32(navn):08x}{zlib.crc32(navn[::-1]):08x}"


def _mappenavn() -> str:
    if sys.platform == "win32":  # mappen for midlertidige filer er der brukerens egen
        return "overforing"
    return f"overforing-{os.getuid()}"


def _las(fil: int) -> bool:
    """Om plassen ble vår. Kaster ``OSError`` når disken ikke kan låse: da er det ingen å vente på."""
    if sys.platform == "win32":
        import msvcrt

        try:
            msvcrt.locking(fil, msvcrt.LK_NBLCK, 1)
        except OSError:  # det samme svaret når en annen har den
            return False
    else:
        import fcntl

        try:
            fcntl.flock(fil, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
    return True


def _lytter(sokkel: Path) -> tuple[socket.socket, str]:
    """En sokkel i brukerens egen mappe, og der systemet ikke har slike, en på maskinen selv; og adressen til den."""
    import socket

    if hasattr(socket, "AF_UNIX") and len(os.fsencode(sokkel)) <= _LENGSTE_SOKKEL:
        sokkel.unlink(missing_ok=True)
        lytter = socket.socket(socket.AF_UNIX)
        lytter.bind(str(sokkel))
        sokkel.chmod(0o600)
        adresse = "sokkel"
    else:
        lytter = socket.socket(socket.AF_INET)
        if sys.platform == "win32":
            lytter.setsockopt(socket.SOL_SOCKET, socket.SO_EXCLUSIVEADDRUSE, 1)
        lytter.bind(("127.0.0.1", 0))
        adresse = str(lytter.getsockname()[1])
    lytter.listen(8)
    lytter.setblocking(False)
    return lytter, adresse


def _gi(sted: Path, filer: Iterable[Path], frist: float) -> bool:
    """Om den første tok imot. Usant også når den ikke lytter ennå, eller er på vei ned."""
    import socket

    try:
        adresse, nokkel = sted.with_suffix(".adr").read_text("ascii").split()
        med = socket.socket(socket.AF_UNIX if adresse == "sokkel" else socket.AF_INET)
    except (OSError, ValueError):
        return False
    aktivering = os.environ.get("XDG_ACTIVATION_TOKEN", "").encode("ascii", "ignore") or _INGEN
    deler = [nokkel.encode(), aktivering, *(os.fsencode(os.path.abspath(fil)) for fil in filer)]  # noqa: PTH100
    with med:
        try:
            med.settimeout(max(0.05, frist - time.monotonic()))
            med.connect(str(sted.with_suffix(".sok")) if adresse == "sokkel" else ("127.0.0.1", int(adresse)))
            _la_den_loftes_fram()
            med.sendall(_SKILLE.join(deler) + _SLUTT)
            return med.recv(len(TATT)) == TATT
        except (OSError, ValueError):
            return False


def _la_den_loftes_fram() -> None:
    """Windows lar bare den som har fokus, gi det videre."""
    if sys.platform == "win32":
        import ctypes

        ctypes.windll.user32.AllowSetForegroundWindow(-1)


def _midlertidig() -> str:
    import tempfile  # det drar med seg pakkeformatene, og trengs sjelden før vinduet er tegnet

    return tempfile.gettempdir()
