"""Å lese filer inn i loggen: de som er lest, føres, mens de neste leses ved siden av."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path

from overforing.brev.lesing.ved_siden import Leser
from overforing.filer import MAKS_FIL, les
from overforing.mottak.foresporsel import Foresporsel
from overforing.mottak.horer_til import horer_til
from overforing.tekster.geografi import Geografi

from .forlesing import FORAN, Forlest
from .gang import Mottaksgang, Resultat
from .logg import Liste
from .postrom import kommune_i

Fil = tuple[Path, date, bool]
"""En fil som skal leses inn, dagen den kom, og om det er bekreftet at den kom før brevets dato."""


class Innlesing:
    """``gang`` og ``liste`` gir dem den åpne loggen har, og ``foreslatt`` ordene om en forespørsel filen ligner på."""

    def __init__(
        self,
        leser: Leser,
        gang: Callable[[], Mottaksgang],
        liste: Callable[[], Liste],
        geografi: Geografi,
        foreslatt: Callable[[str], str],
        i_dag: Callable[[], date],
    ) -> None:
        self._leser, self._gang, self._liste, self._i_dag = leser, gang, liste, i_dag
        self._geografi, self._foreslatt = geografi, foreslatt
        self._forlest: deque[tuple[Path, Forlest]] = deque()

    def stans(self) -> None:
        """Stans det som leses, med en gang. Ingenting leses før ``klar``. Kan kalles fra vinduets tråd."""
        self._leser.stans()

    def klar(self) -> None:
        """Det kan leses igjen, og det som var lest på forhånd, leses på nytt."""
        self._glem()
        self._leser.klar()

    def registrer(
        self, fil: Path, mottatt: date, *, bekreftet: bool = False, som_den_er: bool = False
    ) -> tuple[Resultat, ...]:
        """Før en fil som kom ``mottatt``, og gi svaret; en pakke med flere saker gir ett for hver fil i den.

        Tomt når ``stans`` er kalt: da er filen ikke ført.

        Er brevet datert etter det, føres det bare når det er ``bekreftet``, og en fil som ikke kan brukes, bare når den
        skal føres ``som_den_er``. Den som ikke ble ført, har forespørslene den kan høre til; en fil i en pakke har
        ingen, for pakken legges ikke på noens sak.
        """
        gang = self._gang()
        resultater = gang.registrer([hentet(fil)], mottatt, bekreftet=bekreftet, som_den_er=som_den_er)
        return tuple(self._med_forslag(r, fil) for r in resultater)

    def registrer_flere(self, filer: Sequence[Fil]) -> tuple[Resultat, ...]:
        """Som ``registrer``, for den første av filene, og dem etter den som alt er lest: ingen må vente på dem.

        ``plass`` i hvert svar er hvilken av ``filer`` det gjelder, og de neste av dem leses imens. Det som er galt uten
        å være filens feil, kastes når filen er den første.
        """
        gang, klare = self._gang(), self._klare(filer[: FORAN + 1])
        _, mottatt, bekreftet = filer[0]
        svar: list[Resultat] = []
        try:
            for r in gang.registrer(klare, mottatt, bekreftet=bekreftet):
                svar.append(self._med_forslag(r, filer[r.plass][0]))
        except Exception:
            if not svar:
                raise
        return tuple(svar)

    def _klare(self, filer: Sequence[Fil]) -> list[tuple[str, Callable[[], bytes]]]:
        """Den første av filene og dem etter den som er lest og kom den samme dagen; de andre leses, eller skal til."""
        stier = [sti for sti, *_ in filer]
        if [sti for sti, _ in self._forlest] != stier[: len(self._forlest)]:
            self._glem()
        if len(stier) == 1 and not self._forlest:
            return [hentet(stier[0])]
        begynn = self._gang().forlesing.begynn
        self._forlest += ((sti, begynn(*hentet(sti))) for sti in stier[len(self._forlest) :])
        klare: list[tuple[str, Callable[[], bytes]]] = []
        for _, *dagen in filer:
            sti, forlest = self._forlest[0]
            if klare and (dagen != [*filer[0][1:]] or not forlest.lest):
                break
            klare.append((sti.name, forlest))
            self._forlest.popleft()
        return klare

    def _glem(self) -> None:
        while self._forlest:
            self._forlest.popleft()[1].forkast()

    def _med_forslag(self, r: Resultat, fil: Path) -> Resultat:
        """Svaret; er det om en fil som ikke ble ført, med de åpne forespørslene den kan høre til, den likeste først."""
        if not r.kan_fores or r.fil != fil.name:
            return r
        apne = tuple(self._liste().apne())
        kommune = kommune_i(r.omslag, self._geografi, self._i_dag())
        like = horer_til(f"{r.fil} {r.omslag.emne} {r.omslag.tekst}", kommune, apne)
        alle = dict.fromkeys((*like, *apne))
        return replace(r, horer_til=tuple((f.aar, f.nr, self._hvilken(f, foreslatt=f in like)) for f in alle))

    def _hvilken(self, f: Foresporsel, *, foreslatt: bool) -> str:
        navn = self._geografi.navn(f.kommune) if f.kommune else f.avsender
        hva = ", ".join(filter(None, (f"{f.journalnummer} {navn}".strip(), f.deres_ref)))
        return self._foreslatt(hva) if foreslatt else hva


def hentet(sti: Path) -> tuple[str, Callable[[], bytes]]:
    """Navnet på filen, og det som leser den."""
    return sti.name, partial(les, sti, MAKS_FIL, navn=sti.name)
