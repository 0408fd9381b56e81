"""Når maskinen slås av, brukeren logges ut eller systemet ber programmet slutte: det halvskrevne lagres først."""

from __future__ import annotations

import signal
import socket
from collections.abc import Callable
from contextlib import suppress

from PySide6.QtCore import QObject, QSocketNotifier
from PySide6.QtWidgets import QApplication

_SIGNALENE = ("SIGTERM", "SIGINT", "SIGHUP", "SIGBREAK")
"""De systemet har: SIGHUP er ikke på Windows, og SIGBREAK er bare der."""


class Sesjon(QObject):
    """``lagre`` tar vare på det som er skrevet, uten å spørre om noe. ``avslutt`` slipper i tillegg det som er åpent.

    Et signal kommer mens Qt venter, og Python ser det ikke før noe skjer: det skrives derfor til en sokkel Qt følger.
    """

    def __init__(self, app: QApplication, lagre: Callable[[], object], avslutt: Callable[[], object]) -> None:
        super().__init__(app)
        self._app, self._avslutt = app, avslutt
        app.commitDataRequest.connect(lambda _: lagre())
        app.aboutToQuit.connect(avslutt)
        self._les, self._skriv = socket.socketpair()
        for ende in (self._les, self._skriv):
            ende.setblocking(False)
        self._gammel_sokkel = signal.set_wakeup_fd(self._skriv.fileno(), warn_on_full_buffer=False)
        self._varsler = QSocketNotifier(self._les.fileno(), QSocketNotifier.Type.Read, self)
        self._varsler.activated.connect(self._kom)
        self._gamle = {nr: signal.signal(nr, _bare_vekk) for navn in _SIGNALENE if (nr := getattr(signal, navn, None))}

    def _kom(self) -> None:
        with suppress(OSError):
            numre = self._les.recv(64)
            if any(nr in self._gamle for nr in numre):
                self._varsler.setEnabled(False)
                self._avslutt()
                self._app.exit(0)

    def slipp(self) -> None:
        """Gi signalene tilbake til den som hadde dem."""
        self._varsler.setEnabled(False)
        for nr, gammel in self._gamle.items():
            signal.signal(nr, gammel)
        signal.set_wakeup_fd(self._gammel_sokkel)
        for ende in (self._les, self._skriv):
            ende.close()


def _bare_vekk(_nr: int, _ramme: object) -> None:
    """Sokkelen får signalet. Uten en egen behandler ville systemet avsluttet programmet."""
