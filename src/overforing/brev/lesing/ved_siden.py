"""Filer utenfra lest ved siden av programmet, i en egen prosess med grenser for tid, minne og svar.

Prosessen startes første gang det trengs, og leser fil etter fil. Går en fil over en grense, stanses prosessen, filen
avvises med en setning som sier det, og den neste får en ny prosess. Det som kommer tilbake, er JSON, og prøves.
"""

from __future__ import annotations

import atexit
import contextlib
import subprocess
import threading
import time
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from typing import IO, TypeVar

from overforing.brev.lesing.les_epost import Omslag
from overforing.brev.lesing.sendt import BESTILLING, LENGDE, svar_inn, vist_inn
from overforing.brev.lesing.sendt import Svar as Svar
from overforing.brev.lesing.vis import Vist as Vist
from overforing.feil import KanIkke, UgyldigInndata
from overforing.stier import programmet_selv

T = TypeVar("T")

MAKS_TID = 10.0
"""Så lenge kan én fil ta, i sekunder."""

MAKS_START = 60.0
MAKS_SVAR = 64 * 1024 * 1024
"""Lengste svar, i byte: den største saken med hvert tegn skrevet som en kode."""

KOMMANDO = "--les-ved-siden"
"""Det eneste argumentet til programmet når det er leseren."""


_ODELAGT = (OSError, ValueError, KeyError, TypeError, AttributeError, OverflowError, RecursionError, zlib.error)
"""Det et svar som ikke er helt, eller er laget for å lure, kan kaste."""


class Stanset(KanIkke):
    """Noen ba om at lesingen skulle stanse. Det sier ingenting om filen."""


class _Vekker:
    """Gjør én ting når tiden er ute, med én tråd for alle filene etter hverandre: en ny for hver er det dyreste av alt.

    Tråden sover til den fristen den vet om, og ser da om det er kommet en senere. Er det ingen, slutter den.
    """

    def __init__(self) -> None:
        self._vent = threading.Condition()
        self._oppgave: tuple[float, Callable[[], None]] | None = None
        self._sover_til = 0.0
        self._gar = False

    @contextmanager
    def om(self, sekunder: float, gjor: Callable[[], None]) -> Iterator[None]:
        """Rundt det som skal bli ferdig innen så lenge; ellers kalles ``gjor`` på vekkerens tråd."""
        oppgave = (time.monotonic() + sekunder, gjor)
        with self._vent:
            self._oppgave = oppgave
            if not self._gar:
                self._gar = True
                threading.Thread(target=self._pass_pa, name="frist for leseren", daemon=True).start()
            elif oppgave[0] < self._sover_til:
                self._vent.notify()
        try:
            yield
        finally:
            with self._vent:
                if self._oppgave is oppgave:
                    self._oppgave = None

    def _pass_pa(self) -> None:
        with self._vent:
            while self._oppgave is not None:
                self._sover_til, gjor = self._oppgave
                if (rest := self._sover_til - time.monotonic()) > 0:
                    self._vent.wait(rest)
                else:
                    self._oppgave = None
                    gjor()
            self._gar = False


class Leser:
    """Leser én fil om gangen, og kan brukes fra flere tråder. ``tid`` er sekunder for hver fil."""

    def __init__(self, tid: float = MAKS_TID) -> None:
        self._tid = tid
        self._en_om_gangen = threading.Lock()
        self._bytter = threading.Lock()  # vokter de tre under
        self._prosess: subprocess.Popen[bytes] | None = None
        self._stanset = False
        self._drept: subprocess.Popen[bytes] | None = None
        self._omslagene: Leser | None = None
        self._vekker = _Vekker()

    def __call__(self, data: bytes, filnavn: str) -> Svar:
        """Det filen sier om seg selv. ``filnavn`` brukes bare i meldingen.

        Kaster ``UgyldigInndata`` når filen gikk over en grense, ``Stanset`` når noen ba om det, og ``KanIkke`` når
        leseren ikke kan startes.
        """
        return self._be_om(data, filnavn, svar_inn, 0, -1)

    def vis(self, data: bytes, filnavn: str, bredde: int, nr: int = -1) -> Vist:
        """Det filen kan vises som, med sidene ``bredde`` piksler brede; fil nummer ``nr`` av dem som ligger i den.

        Kaster det samme, og ``UgyldigInndata`` når filen ikke kan leses.
        """
        vist = self._be_om(data, filnavn, vist_inn, max(1, bredde), nr)
        if isinstance(vist, UgyldigInndata):
            raise vist
        return vist

    def omslag(self, data: bytes, filnavn: str) -> Omslag:
        """Det en e-post sier om seg selv; ingenting når den ikke kan leses. Kaster ``Stanset`` og ``KanIkke``.

        Leses i en prosess til: den som venter på omslaget, skal ikke stå i kø bak en fil som vises.
        """
        with self._bytter:
            if self._omslagene is None:
                self._omslagene = Leser(self._tid)
                self._omslagene._stanset = self._stanset
        try:
            return self._omslagene.vis(data, filnavn, 1).omslag
        except UgyldigInndata:
            return Omslag()

    def _be_om(self, data: bytes, filnavn: str, tolk: Callable[[bytes], T], bredde: int, nr: int) -> T:
        with self._en_om_gangen:
            prosess = self._oppe()
            with self._frist(prosess, self._tid) as ute:
                try:
                    return tolk(self._spor(prosess, data, bredde, nr))
                except _ODELAGT:
                    self.lukk()
            self._krev_ikke_stanset(prosess)
            tid, minne = UgyldigInndata("feil.les.tok_tid", sek=round(self._tid)), UgyldigInndata("feil.les.tok_minne")
            raise UgyldigInndata("feil.les.i_filen", fil=filnavn, feil=tid if ute.is_set() else minne)

    def stans(self) -> None:
        """Stans det som leses nå, med en gang. Ingenting leses før ``klar``."""
        with self._bytter:
            self._stanset = True
            if self._prosess is not None:
                self._prosess.kill()
                self._drept = self._prosess
        if self._omslagene is not None:
            self._omslagene.stans()

    def klar(self) -> None:
        """Det kan leses igjen."""
        with self._bytter:
            self._stanset = False
        if self._omslagene is not None:
            self._omslagene.klar()

    def lukk(self) -> None:
        """Avslutt prosessen. Den startes igjen når den trengs."""
        if self._omslagene is not None:
            self._omslagene.lukk()
        with self._bytter:
            prosess, self._prosess = self._prosess, None
        if prosess is not None:
            prosess.kill()
            with contextlib.suppress(OSError), prosess:
                pass  # lukker rørene og venter; det som ikke ble sendt, er borte

    def _oppe(self) -> subprocess.Popen[bytes]:
        with self._bytter:
            self._krev_ikke_stanset()
            if self._prosess is not None and self._prosess is not self._drept:
                return self._prosess
        self.lukk()  # den kan være stanset uten at noe ble lest
        with self._bytter:
            self._krev_ikke_stanset()
            try:
                prosess = self._prosess = _start()
            except OSError as feil:
                raise KanIkke("feil.les.ikke_startet") from feil
        with self._frist(prosess, MAKS_START):
            try:
                self._les(prosess.stdout)
            except (OSError, ValueError):
                self.lukk()
                self._krev_ikke_stanset(prosess)
                raise KanIkke("feil.les.ikke_startet") from None
        return prosess

    def _krev_ikke_stanset(self, prosess: subprocess.Popen[bytes] | None = None) -> None:
        """Også når den som stanset ``prosess``, alt har sagt at det kan leses igjen."""
        if self._stanset or (prosess is not None and prosess is self._drept):
            raise Stanset("feil.les.stanset")

    def _spor(self, prosess: subprocess.Popen[bytes], data: bytes, bredde: int, nr: int) -> bytes:
        assert prosess.stdin is not None
        prosess.stdin.write(BESTILLING.pack(len(data), bredde, nr))
        prosess.stdin.write(data)
        prosess.stdin.flush()
        return self._les(prosess.stdout)

    def _les(self, fra: IO[bytes] | None) -> bytes:
        assert fra is not None
        hode = fra.read(LENGDE.size)
        lengde = LENGDE.unpack(hode)[0] if len(hode) == LENGDE.size else -1
        svar = fra.read(lengde) if 0 <= lengde <= MAKS_SVAR else b""
        if len(svar) != lengde:
            raise ValueError("svaret er ikke helt")
        return svar

    @contextmanager
    def _frist(self, prosess: subprocess.Popen[bytes], sekunder: float) -> Iterator[threading.Event]:
        """Stanser prosessen når tiden er ute. Gir det som sier at den ble det."""
        ute = threading.Event()

        def stans() -> None:
            ute.set()
            prosess.kill()

        with self._vekker.om(sekunder, stans):
            yield ute


@cache
def felles() -> Leser:
    """Den ene leseren programmet bruker."""
    leser = Leser()
    atexit.register(leser.lukk)
    return leser


def _start() -> subprocess.Popen[bytes]:
    """Programmet selv som leser."""
    argumenter, miljo = programmet_selv()
    return subprocess.Popen(
        [*argumenter, KOMMANDO],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=miljo,
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )
