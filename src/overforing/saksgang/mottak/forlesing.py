"""De neste filene leses mens de forrige føres: leseren er en egen prosess, og venter ellers på loggen."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from queue import Empty, SimpleQueue

from overforing.brev.lesing.ved_siden import Stanset, Svar

_LEDIG = 5.0
"""Så lenge, i sekunder, venter tråden på en fil til før den slutter."""

FORAN = 24
"""Så mange filer leses på forhånd."""

_MYE = 32 * 1024 * 1024
"""Er filene som er lest og ikke tatt i bruk, og det som ble lest av dem, mer enn dette, leses det ikke flere imens."""

Hent = Callable[[], bytes]


class Forlest:
    """En fil som leses på forhånd. Brukes som den som henter filen; ``svar`` er det leseren sa om den.

    Det som gikk galt, kastes der det ville vært kastet uten.
    """

    def __init__(self, navn: str, hent: Hent) -> None:
        self._navn, self._hent = navn, hent
        self._ferdig, self._tatt = threading.Event(), threading.Event()
        self._data: bytes | None = None
        self._svar: Svar | None = None
        self._feil: BaseException | None = None
        self._forkastet = False

    def forkast(self) -> None:
        """Ingen skal bruke den. Er den ikke begynt på, leses den ikke, så den neste slipper å vente på den."""
        self._forkastet = True
        self._tatt.set()

    @property
    def lest(self) -> bool:
        """Om den er lest, så ingen må vente på den."""
        return self._ferdig.is_set()

    @property
    def vekt(self) -> int:
        """Byte og tegn den tar mens den venter på å bli tatt i bruk."""
        if self._tatt.is_set():
            return 0
        lest = self._svar.lest if self._svar else None
        tekster = (lest.sak_json or "", lest.brodtekst) if lest else (self._svar.fritekst if self._svar else "",)
        return len(self._data or b"") + sum(map(len, tekster))

    def vent_til_tatt(self) -> None:
        """Vent til den tas i bruk, men ikke lenge: den som skulle bruke den, kan ha gitt seg."""
        self._tatt.wait(_LEDIG)

    def les(self, leser: Callable[[bytes, str], Svar]) -> None:
        """Hent filen og les den. På forlesingens tråd."""
        try:
            data = self._hent()
            if self._forkastet:
                raise Stanset("feil.les.stanset")
            self._data = data
            self._svar = leser(data, self._navn)
        except BaseException as feil:
            self._feil = feil
        finally:
            self._ferdig.set()

    def __call__(self) -> bytes:
        self._ferdig.wait()
        self._tatt.set()
        if self._data is None:
            assert self._feil is not None
            raise self._feil
        return self._data

    def svar(self) -> Svar:
        """Kaster det leseren kastet."""
        self._ferdig.wait()
        if self._svar is None:
            assert self._feil is not None
            raise self._feil
        return self._svar


class Forlesing:
    """Leser filene i den rekkefølgen de kommer, på en egen tråd som slutter når det ikke er flere."""

    def __init__(self, leser: Callable[[bytes, str], Svar]) -> None:
        self._leser = leser
        self._ko: SimpleQueue[Forlest] = SimpleQueue()
        self._laas = threading.Lock()
        self._gar = False

    def begynn(self, navn: str, hent: Hent) -> Forlest:
        fil = Forlest(navn, hent)
        with self._laas:
            self._ko.put(fil)
            if not self._gar:
                self._gar = True
                threading.Thread(target=self._les, name="forlesing", daemon=True).start()
        return fil

    def foran(self, filer: Iterable[tuple[str, Hent]]) -> Iterator[tuple[str, Hent]]:
        """De samme filene, der de neste leses mens en holder på med én. Er det bare én, leses den ikke på forhånd."""
        venter: deque[tuple[str, Hent]] = deque()
        try:
            for navn, hent in filer:
                if len(venter) == 1:
                    venter.append(self._forlest(*venter.popleft()))
                venter.append(self._forlest(navn, hent) if venter else (navn, hent))
                if len(venter) > FORAN:
                    yield venter.popleft()
            while venter:
                yield venter.popleft()
        finally:
            for _, hent in venter:
                if isinstance(hent, Forlest):
                    hent.forkast()

    def _forlest(self, navn: str, hent: Hent) -> tuple[str, Hent]:
        return navn, hent if isinstance(hent, Forlest) else self.begynn(navn, hent)

    def _les(self) -> None:
        venter: list[Forlest] = []
        while True:
            try:
                fil = self._ko.get(timeout=_LEDIG)
            except Empty:
                with self._laas:
                    if self._ko.empty():
                        self._gar = False
                        return
                continue
            fil.les(self._leser)
            venter = [en for en in (*venter, fil) if en.vekt]
            if sum(en.vekt for en in venter) > _MYE:
                venter[0].vent_til_tatt()


def er_lest(hent: Hent) -> bool:
    """Om filen er lest på forhånd, så ingen må vente på den."""
    return isinstance(hent, Forlest) and hent.lest
