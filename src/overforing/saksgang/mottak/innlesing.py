"""Å lese filer inn i loggen: én om gangen, mens den neste leses ved siden av."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path

from overforing.brev.lesing.ved_siden import Leser
from overforing.filer import MAKS_FIL, les
from overforing.mottak.foresporsel import Foresporsel
from overforing.mottak.horer_til import horer_til
from overforing.tekster.geografi import Geografi

from .forlesing import Forlest
from .gang import Mottaksgang, Resultat
from .logg import Liste
from .postrom import kommune_i


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
        self._forlest: tuple[Path, Forlest] | None = None

    def stans(self) -> None:
        """Stans det som leses, med en gang. Ingenting leses før ``klar``. Kan kalles fra vinduets tråd."""
        self._leser.stans()

    def klar(self) -> None:
        """Det kan leses igjen, og det som var lest på forhånd, leses på nytt."""
        self._glem()
        self._leser.klar()

    def registrer(
        self,
        fil: Path,
        mottatt: date,
        *,
        bekreftet: bool = False,
        som_den_er: bool = False,
        neste: Path | None = None,
    ) -> tuple[Resultat, ...]:
        """Før en fil som kom ``mottatt``, og gi svaret; en pakke med flere saker gir ett for hver fil i den.

        Tomt når ``stans`` er kalt: da er filen ikke ført.

        Er brevet datert etter det, føres det bare når det er ``bekreftet``, og en fil som ikke kan brukes, bare når den
        skal føres ``som_den_er``. Den som ikke ble ført, har forespørslene den kan høre til; en fil i en pakke har
        ingen, for pakken legges ikke på noens sak. ``neste`` er filen som leses mens denne føres.
        """
        (navn, hent), forlest, gang = hentet(fil), self._forlest, self._gang()
        if forlest is not None and forlest[0] == fil:
            self._forlest, hent = None, forlest[1]
        self._glem()
        if neste is not None:
            hent = hent if isinstance(hent, Forlest) else gang.forlesing.begynn(navn, hent)
            self._forlest = (neste, gang.forlesing.begynn(*hentet(neste)))
        resultater = gang.registrer([(navn, hent)], mottatt, bekreftet=bekreftet, som_den_er=som_den_er)
        return tuple(self._med_forslag(r) if r.kan_fores and r.fil == fil.name else r for r in resultater)

    def _glem(self) -> None:
        forlest, self._forlest = self._forlest, None
        if forlest is not None:
            forlest[1].forkast()

    def _med_forslag(self, r: Resultat) -> Resultat:
        """Svaret med de åpne forespørslene filen kan høre til, den likeste først, så de andre."""
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
