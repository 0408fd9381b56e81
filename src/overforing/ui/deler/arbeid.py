"""Arbeid ved siden av vinduet: ett om gangen, svaret på vinduets tråd, og bare det siste svaret teller."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor, wait
from contextlib import suppress
from functools import partial
from typing import NoReturn, TypeVar

from PySide6.QtCore import QObject, Qt, Signal, Slot

T = TypeVar("T")
Levering = Callable[[], object]
"""Det som skal skje på vinduets tråd når arbeidet er gjort."""


class Arbeid(QObject):
    """En kø med én arbeidstråd: pdfium tåler bare én om gangen, og rekkefølgen blir den det ble bedt om.

    Et arbeid gjør et tidligere med samme ``navn`` foreldet: er det ikke begynt, blir det aldri gjort, og svaret det
    ellers gir, kastes. En feil uten ``feilet`` kastes på vinduets tråd, og går til programmets egen feilmelding.
    """

    opptatt = Signal(bool)
    _gjort = Signal(int, object)  # nummer, levering

    def __init__(self, forelder: QObject | None = None) -> None:
        super().__init__(forelder)
        self._trad: ThreadPoolExecutor | None = None
        self._gjort.connect(self._lever, Qt.ConnectionType.QueuedConnection)
        self._nummer = 0
        self._siste: dict[str, int] = {}
        self._venter: dict[int, str] = {}

    def gjor(
        self,
        navn: str,
        hva: Callable[[], T],
        ferdig: Callable[[T], object],
        feilet: Callable[[Exception], object] | None = None,
    ) -> None:
        """Gjør ``hva`` ved siden av, og kall ``ferdig`` med svaret på vinduets tråd."""
        self._nummer += 1
        self._siste[navn] = self._nummer
        self._venter[self._nummer] = navn
        if len(self._venter) == 1:
            self.opptatt.emit(True)
        if self._trad is None:
            self._trad = ThreadPoolExecutor(max_workers=1, thread_name_prefix="arbeid")
        self._trad.submit(self._kjor, navn, self._nummer, lambda: _forsok(hva, ferdig, feilet or _kast))

    @property
    def pagar(self) -> bool:
        """Om noe er bedt om og ikke levert."""
        return bool(self._venter)

    def forkast(self, navn: str) -> None:
        """Svaret på dette arbeidet skal ikke leveres."""
        self._siste.pop(navn, None)

    def vent_pa(self, hva: Callable[[], object], sekunder: float) -> None:
        """Gjør ``hva`` etter det som står i køen, og vent så lenge på det: det kan være at maskinen slås av.

        Er tråden aldri brukt, eller avsluttet, gjøres ingenting. Det ``hva`` kaster, går ingen steder.
        """
        if self._trad is not None:
            with suppress(RuntimeError):  # tråden er alt på vei ned
                wait([self._trad.submit(hva)], timeout=sekunder)

    def avslutt(self, sist: Callable[[], object] | None = None) -> None:
        """Vent på det som er begynt; det andre gjøres ikke, og ingen svar leveres. Brukes når vinduet lukkes.

        ``sist`` gjøres på arbeidstråden til slutt, om den er brukt.
        """
        self._siste.clear()
        if self._trad is not None:
            if sist is not None:
                self._trad.submit(sist)
            self._trad.shutdown(wait=True, cancel_futures=sist is None)
            self._trad = None
        self._venter.clear()

    def _kjor(self, navn: str, nummer: int, gjor: Callable[[], Levering]) -> None:
        """På arbeidstråden."""
        self._gjort.emit(nummer, gjor() if self._siste.get(navn) == nummer else None)

    @Slot(int, object)
    def _lever(self, nummer: int, levering: Levering | None) -> None:
        if nummer not in self._venter:
            return
        navn = self._venter.pop(nummer)
        gjelder = self._siste.get(navn) == nummer
        if gjelder:
            self._siste.pop(navn)
        if not self._venter:
            self.opptatt.emit(False)
        if gjelder and levering is not None:
            levering()


def _forsok(hva: Callable[[], T], ferdig: Callable[[T], object], feilet: Callable[[Exception], object]) -> Levering:
    """Gjør arbeidet. Det det kaster, går til den som ba om det."""
    try:
        return partial(ferdig, hva())
    except Exception as feil:
        return partial(feilet, feil)


def _kast(feil: Exception) -> NoReturn:
    raise feil
