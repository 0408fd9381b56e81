"""Filer som kommer til vinduet utenfra: fra kommandolinjen, fra en start til, og fra skrivebordet på en Mac."""

from __future__ import annotations

import os
import socket
import sys
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QSocketNotifier, Qt, QTimer
from PySide6.QtGui import QFileOpenEvent
from PySide6.QtWidgets import QApplication, QWidget

from overforing import logg
from overforing.forste import MAKS_BYTE, TATT

if TYPE_CHECKING:
    from overforing.forste import Plass, Sendt

    from .hovedvindu import Hovedvindu

_IGJEN_MS = 150
_STILLE_MS = 5_000
"""Så lenge får en som har koblet seg til, bruke på å si hva den vil."""


class Utenfra(QObject):
    """Tar imot filene og gir dem til vinduet når det er klart og ingen dialog er oppe; da har brukeren svart på den.

    ``finn`` gir vinduet som er oppe, ``None`` før det er laget.
    """

    def __init__(
        self, app: QApplication, plass: Plass | None, filer: Iterable[Path], finn: Callable[[], Hovedvindu | None]
    ) -> None:
        super().__init__(app)
        self._app, self._plass, self._finn = app, plass, finn
        self._ko = list(filer)
        self._igjen = QTimer(self)
        self._igjen.setInterval(_IGJEN_MS)
        self._igjen.timeout.connect(self._gi)
        self._lytter = plass.lytt() if plass is not None else None
        self._varsler: QSocketNotifier | None = None
        if self._lytter is not None:
            self._varsler = QSocketNotifier(self._lytter.fileno(), QSocketNotifier.Type.Read, self)
            self._varsler.activated.connect(self._banket_pa)
        if sys.platform == "darwin":
            app.installEventFilter(self)
        if self._ko:
            self._igjen.start()

    def slipp(self) -> None:
        """Slutt å lytte. Den som starter nå, blir den første."""
        self._igjen.stop()
        if self._varsler is not None:
            self._varsler.setEnabled(False)
        if self._plass is not None:
            self._plass.slipp()

    def ta(self, filer: Iterable[Path]) -> None:
        self._ko += filer
        if self._ko:
            self._igjen.start()

    def eventFilter(self, objekt: QObject, hendelse: QEvent) -> bool:  # noqa: N802
        if hendelse.type() == QEvent.Type.FileOpen and isinstance(hendelse, QFileOpenEvent) and hendelse.file():
            self.ta([Path(hendelse.file())])
            return True
        return super().eventFilter(objekt, hendelse)

    def _banket_pa(self) -> None:
        assert self._lytter is not None
        with suppress(OSError):
            med, _ = self._lytter.accept()
            med.setblocking(False)
            assert self._plass is not None
            _Samtale(self, self._plass, med)

    def motta(self, sendt: Sendt) -> None:
        """Løft fram vinduet, og ta filene."""
        logg.info("start_til", filer=len(sendt.filer))
        self._loft_fram(sendt.aktivering)
        self.ta(sendt.filer)

    def _loft_fram(self, aktivering: str) -> None:
        vindu: QWidget | None = self._app.activeModalWidget() or self._finn()
        if vindu is None:
            return
        hoved = self._finn() or vindu
        hoved.setWindowState(hoved.windowState() & ~Qt.WindowState.WindowMinimized)
        hoved.show()
        if aktivering:
            os.environ["XDG_ACTIVATION_TOKEN"] = aktivering  # Qt bruker det når vinduet skal fram, og tar det bort
        vindu.raise_()
        vindu.activateWindow()
        self._app.alert(hoved)  # der systemet ikke lar oss ta fokus

    def _gi(self) -> None:
        vindu = self._finn()
        if vindu is None or not vindu.tar_imot or self._app.activeModalWidget() is not None:
            return
        filer, self._ko = self._ko, []
        self._igjen.stop()
        self.ta(vindu.apne_filer(filer))


class _Samtale(QObject):
    """Én som har koblet seg til. Lukkes når den har fått svar, sier noe som ikke er for oss, eller tier."""

    def __init__(self, til: Utenfra, plass: Plass, med: socket.socket) -> None:
        super().__init__(til)
        self._til, self._plass, self._med, self._data = til, plass, med, b""
        self._varsler = QSocketNotifier(med.fileno(), QSocketNotifier.Type.Read, self)
        self._varsler.activated.connect(self._les)
        QTimer.singleShot(_STILLE_MS, self, self._lukk)

    def _les(self) -> None:
        try:
            nytt = self._med.recv(MAKS_BYTE)
            self._data += nytt
            sendt = self._plass.les(self._data)
            if sendt is None and nytt:
                return
            if sendt is not None:
                self._med.sendall(TATT)  # er den gått igjen, tas ingenting
                self._til.motta(sendt)
        except (OSError, ValueError):
            logg.advarsel("start_til_avvist")
        self._lukk()

    def _lukk(self) -> None:
        self._varsler.setEnabled(False)
        self._med.close()
        self.deleteLater()
