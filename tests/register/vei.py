"""En lang vei til prøvenes tjener: det som sendes, er halve turen underveis hver vei."""

from __future__ import annotations

import queue
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress


class Vei:
    """En adresse på 127.0.0.1 som fører til tjeneren. ``turer`` teller hver gang det spørres etter et svar."""

    def __init__(self, til: str, tur: float) -> None:
        self._til, self._halve, self.turer = til, tur / 2, 0
        self._svart = True
        self._lytter = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._lytter.getsockname()[1]
        threading.Thread(target=self._ta_imot, daemon=True).start()

    def lukk(self) -> None:
        self._lytter.close()

    def _ta_imot(self) -> None:
        with suppress(OSError):
            while True:
                fra, _ = self._lytter.accept()
                til = socket.socket(socket.AF_UNIX)
                til.connect(self._til)
                fra.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                for en, annen, spor in ((fra, til, True), (til, fra, False)):
                    threading.Thread(target=self._for, args=(en, annen, spor), daemon=True).start()

    def _for(self, fra: socket.socket, til: socket.socket, spor: bool) -> None:
        underveis: queue.SimpleQueue[tuple[float, bytes]] = queue.SimpleQueue()
        threading.Thread(target=self._lever, args=(underveis, til, spor), daemon=True).start()
        data = b"-"
        while data:
            with suppress(OSError):
                data = fra.recv(1 << 16)
            if spor and data and self._svart:
                self.turer, self._svart = self.turer + 1, False
            underveis.put((time.monotonic() + self._halve, data))

    def _lever(self, underveis: queue.SimpleQueue[tuple[float, bytes]], til: socket.socket, spor: bool) -> None:
        while True:
            naar, data = underveis.get()
            time.sleep(max(0.0, naar - time.monotonic()))
            self._svart = self._svart or not spor
            with suppress(OSError):
                if not data:
                    til.shutdown(socket.SHUT_WR)
                    return
                til.sendall(data)


@contextmanager
def vei(til: str, tur: float) -> Iterator[Vei]:
    """Veien til tjenerens socket ``til``; en tur fram og tilbake tar ``tur`` sekunder."""
    den = Vei(til, tur)
    try:
        yield den
    finally:
        den.lukk()
