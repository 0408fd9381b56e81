"""Feil vi ikke har sett for oss: fanget hvor som helst i programmet, skrevet til loggen uten noe fra en sak, og vist.

Kroken skriver rapporten der feilen skjer, og ber vinduet vise den når det er ledig. Da kan den komme fra en annen
tråd, eller midt i at noe tegnes.
"""

from __future__ import annotations

import os
import re
import sys
import threading
import time
from collections.abc import Callable
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6.QtCore import QMessageLogContext, QObject, Qt, QtMsgType, Signal, qInstallMessageHandler

if TYPE_CHECKING:
    from logging import Logger

    from .krasjrapport import Rapport

RO = 5.0
"""Sekunder den samme feilen må ha vært borte før den vises igjen: en feil som går i ring, skal ikke fylle skjermen."""
FLEST = 3
"""Så mange ganger vises den samme feilen."""


class Krasjfanger(QObject):
    """Tar imot feilene. ``vis`` får rapporten på vinduets tråd, én om gangen, og kommer tilbake når den er lest."""

    _kom = Signal(object)

    def __init__(self, vis: Callable[[Rapport], None], klokke: Callable[[], float] = time.monotonic) -> None:
        super().__init__()
        self._vis, self._klokke = vis, klokke
        self._i_gang = False
        self._sist: dict[str, float] = {}
        self._vist: dict[str, int] = {}
        self._kom.connect(self._ta, Qt.ConnectionType.QueuedConnection)

    def fang(self) -> None:
        """Bli programmets mottaker av feil ingen andre tok imot: på vinduets tråd, på andre tråder og fra Qt."""
        sys.excepthook = self._pa_vinduets_trad
        threading.excepthook = self._pa_en_annen_trad
        sys.unraisablehook = self._under_opprydding
        qInstallMessageHandler(qt_sier)

    def slipp(self) -> None:
        """Gi fra seg feilene. Rapporter som venter, vises ikke."""
        sys.excepthook, threading.excepthook = sys.__excepthook__, threading.__excepthook__
        sys.unraisablehook = sys.__unraisablehook__
        qInstallMessageHandler(None)
        self._kom.disconnect(self._ta)

    def gjor_klar(self) -> None:
        """Hent inn det en feil meldes med, når vinduet er tegnet: mappen programmet ligger i, kan være borte siden."""
        import logging  # noqa: F401

        from . import krasjrapport  # noqa: F401

    def meld(self, feil: BaseException, hvor: str = "") -> None:
        """Skriv feilen i loggen, og be vinduet vise den. Kan kalles fra alle tråder."""
        rapport = _rapport(os.urandom(4).hex(), feil, hvor)
        _logg("krasj").error("%s", rapport.tekst)
        self._kom.emit(rapport)

    def _pa_vinduets_trad(self, type_: type[BaseException], feil: BaseException, spor: TracebackType | None) -> None:
        if issubclass(type_, KeyboardInterrupt):
            sys.__excepthook__(type_, feil, spor)
            return
        self.meld(feil)

    def _pa_en_annen_trad(self, det: threading.ExceptHookArgs) -> None:
        if det.exc_value is not None and det.exc_type is not SystemExit:
            self.meld(det.exc_value, "arbeid")

    def _under_opprydding(self, det: sys.UnraisableHookArgs) -> None:
        if det.exc_value is not None:
            _logg("krasj").error("%s", _rapport("opprydding", det.exc_value).tekst)

    def _ta(self, rapport: Rapport) -> None:
        na = self._klokke()
        for_kort_siden = na - self._sist.get(rapport.kjenne, na - RO) < RO
        self._sist[rapport.kjenne] = na
        if self._i_gang or for_kort_siden or self._vist.get(rapport.kjenne, 0) >= FLEST:
            return
        self._vist[rapport.kjenne] = self._vist.get(rapport.kjenne, 0) + 1
        self._i_gang = True
        try:
            self._vis(rapport)
        except Exception as feil:  # feilmeldingen skal ikke selv kunne gi en feilmelding
            _logg("krasj").error("%s", _rapport("vising", feil).tekst)
        finally:
            self._i_gang = False
            self._sist[rapport.kjenne] = self._klokke()


def qt_sier(slag: QtMsgType, sted: QMessageLogContext, melding: str) -> None:
    """Det Qt vil si fra om, i loggen: hva slags, og navnet i Qt det begynner med. Resten kan gjengi det som vises."""
    if slag in (QtMsgType.QtDebugMsg, QtMsgType.QtInfoMsg):
        return
    navn = re.match(r"Q\w+(::\w+)*(?=[:(\s])", melding)
    _logg("qt").warning("%s %s %s", slag.name, sted.category or "", navn[0] if navn else "")


def _logg(navn: str) -> Logger:
    import logging  # vinduet tegnes uten

    return logging.getLogger(f"overforing.{navn}")


def _rapport(kode: str, feil: BaseException, hvor: str = "") -> Rapport:
    from .krasjrapport import lag  # vinduet tegnes uten

    return lag(kode, feil, hvor)
