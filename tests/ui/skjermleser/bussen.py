"""En egen buss, en egen skjerm, vinduet på den og en leser av vinduet. Alt som startes her, lukkes her."""

from __future__ import annotations

import json
import os
import runpy
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Thread
from typing import Any

HER = Path(__file__).parent
DEBIANS_PYTHON = Path("/usr/bin/python3")
LENGST = 20
"""Så mange sekunder ventes det på ett svar."""


def mangler() -> str:
    """Det maskinen mangler for å ha en skjermleser, tomt når alt er her."""
    if not sys.platform.startswith("linux"):
        return "AT-SPI er bare på Linux"
    borte = [navn for navn in ("Xvfb", "dbus-daemon") if shutil.which(navn) is None]
    if not any(Path(sted, "at-spi-bus-launcher").exists() for sted in ("/usr/libexec", "/usr/lib/at-spi2-core")):
        borte.append("at-spi2-core")
    kilden = runpy.run_path(str(HER.parents[2] / "start.py"))
    borte += [bibliotek for bibliotek, _ in kilden["QT_X11"] if not kilden["laster"](bibliotek)]
    gi = "import gi; gi.require_version('Atspi', '2.0'); from gi.repository import Atspi"
    if not DEBIANS_PYTHON.exists() or subprocess.run([DEBIANS_PYTHON, "-c", gi], capture_output=True).returncode:
        borte.append("gi med Atspi 2.0")
    return f"mangler {', '.join(borte)}" if borte else ""


class Prosess:
    """Et program en snakker med, en linje om gangen."""

    def __init__(self, kommando: list[str | Path], miljo: dict[str, str]) -> None:
        self._barn = subprocess.Popen(
            kommando, env=miljo, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, start_new_session=True
        )
        self._linjer: SimpleQueue[str] = SimpleQueue()
        Thread(target=self._les, daemon=True).start()

    def _les(self) -> None:
        assert self._barn.stdout is not None
        for linje in self._barn.stdout:
            self._linjer.put(linje.strip())

    def linje(self) -> str:
        try:
            return self._linjer.get(timeout=LENGST)
        except Empty:
            raise TimeoutError(f"{self._barn.args} svarte ikke på {LENGST} s") from None

    def si(self, linje: str) -> str:
        assert self._barn.stdin is not None
        self._barn.stdin.write(linje + "\n")
        self._barn.stdin.flush()
        return self.linje()

    def slutt(self) -> int:
        """Koden programmet ender med når det har lukket seg selv."""
        return self._barn.wait(LENGST)

    def lukk(self) -> None:
        """Be den slutte, med alt den selv har startet."""
        for signalet in (signal.SIGTERM, signal.SIGKILL):
            try:
                os.killpg(self._barn.pid, signalet)
            except ProcessLookupError:
                break
            try:
                self._barn.wait(5)
                break
            except subprocess.TimeoutExpired:
                continue
        self._barn.wait(5)


@dataclass(frozen=True)
class Sted:
    """Noe skjermleseren finner."""

    dybde: int
    rolle: str
    navn: str
    tilstander: list[str]
    egenskaper: dict[str, str]
    tekst: str


class Skjermleser:
    """Vinduet slik en skjermleser har det: det som vises, og det som er sagt."""

    def __init__(self, vinduet: Prosess, leser: Prosess) -> None:
        self._vinduet, self._leser = vinduet, leser

    def gjor(self, *linjer: str) -> Skjermleser:
        """Det brukeren gjør, som i ``skript.py``."""
        for linje in linjer:
            assert self._vinduet.si(linje) == "ferdig", linje
        return self

    def _spor(self, ordet: str) -> Any:
        svar = json.loads(self._leser.si(ordet))
        assert not (isinstance(svar, dict) and "feil" in svar), svar
        return svar

    def tre(self) -> list[Sted]:
        return [Sted(*det) for det in self._spor("tre")]

    def av(self, rolle: str) -> list[Sted]:
        return [sted for sted in self.tre() if sted.rolle == rolle]

    def en(self, navn: str) -> Sted:
        """Det ene som heter dette."""
        treff = [sted for sted in self.tre() if sted.navn == navn]
        assert len(treff) == 1, f"{len(treff)} heter «{navn}»"
        return treff[0]

    def linje(self) -> str | None:
        return self._spor("linje")

    def trykk(self, navn: str) -> None:
        assert self._spor(f"trykk {navn}"), navn

    def fokuser(self, navn: str) -> None:
        assert self._spor(f"fokus {navn}"), navn

    def horer(self, slag: str = "announcement") -> list[str]:
        """Det som er sagt siden sist."""
        return [tekst for hva, tekst in self._spor("hort") if hva == slag]

    def vent_pa(self, hort: Callable[[str], bool]) -> list[str]:
        """Alt som er sagt, til og med det det ventes på."""
        sagt: list[str] = []
        slutt = time.monotonic() + LENGST
        while not any(map(hort, sagt)):
            assert time.monotonic() < slutt, f"hørte bare {sagt}"
            time.sleep(0.05)
            sagt += self.horer()
        return sagt


@contextmanager
def skjermleser(mappe: Path) -> Iterator[Skjermleser]:
    """Start alt, og lukk det igjen."""
    with ExitStack() as rydd:

        def start(kommando: list[str | Path], miljo: dict[str, str]) -> Prosess:
            prosess = Prosess(kommando, miljo)
            rydd.callback(prosess.lukk)
            return prosess

        rom = mappe / "run"
        rom.mkdir(mode=0o700)
        miljo = {navn: verdi for navn, verdi in os.environ.items() if not navn.startswith(("QT_", "DBUS_", "AT_SPI_"))}
        miljo |= {"XDG_RUNTIME_DIR": str(rom), "LC_ALL": "C.UTF-8", "QT_QPA_PLATFORM": "xcb"}
        miljo["PYTHONPATH"] = os.pathsep.join(filter(None, (str(HER.parents[1]), os.environ.get("PYTHONPATH"))))
        skjerm = start(["Xvfb", "-displayfd", "1", "-screen", "0", "1366x768x24", "-nolisten", "tcp"], miljo)
        miljo["DISPLAY"] = f":{skjerm.linje()}"
        buss = start(["dbus-daemon", "--session", "--nofork", "--print-address=1"], miljo)
        miljo["DBUS_SESSION_BUS_ADDRESS"] = buss.linje()
        subprocess.run(
            [
                "dbus-send",
                "--session",
                "--print-reply",
                "--dest=org.a11y.Bus",
                "/org/a11y/bus",
                "org.freedesktop.DBus.Properties.Set",
                "string:org.a11y.Status",
                "string:IsEnabled",
                "variant:boolean:true",
            ],
            env=miljo,
            check=True,
            capture_output=True,
            timeout=LENGST,
        )
        leser = start([DEBIANS_PYTHON, HER / "leser.py"], miljo)
        assert json.loads(leser.linje()) == "klar"
        vinduet = start([sys.executable, HER / "vinduet.py", mappe], miljo)
        assert vinduet.linje() == "ferdig"
        ett = Skjermleser(vinduet, leser)
        slutt = time.monotonic() + LENGST
        while not ett.tre():
            assert time.monotonic() < slutt, "vinduet kom aldri på bussen"
            time.sleep(0.05)
        yield ett
        ett.gjor("lukk")
        assert (kode := vinduet.slutt()) == 0, f"vinduet endte med {kode}"
