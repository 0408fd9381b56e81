"""Handlingene som trenger mer enn forespørselen selv: kommunelista, tittelen og avsenderens svar."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date

from overforing.feil import KanIkke, UgyldigInndata
from overforing.mottak import avgjorelse, overganger
from overforing.mottak.avgjorelse import (
    Avgjorelse,
    Settekommunevalg,
    fikk_saken,
    meddelte,
    settekommunevalg,
    utelukkede,
)
from overforing.mottak.foresporsel import Foresporsel, Slag, Svarutfall
from overforing.mottak.hendelser import Endring
from overforing.mottak.journalplikt import UTEN_DOKUMENT
from overforing.regelverk.funn import Vurdering
from overforing.sak.modell import Sak
from overforing.tekster.geografi import Geografi

from .visning import Visning


class Mottakshandlinger:
    """Endringer å føre. ``tittel`` er den nøytrale tittelen etter slag og kommune."""

    def __init__(self, geografi: Geografi, tittel: Callable[[Slag, str | None], str]) -> None:
        self._geografi = geografi
        self._tittel = tittel

    def rett(self, f: Foresporsel, felt: Mapping[str, object], hvorfor: str) -> Endring:
        """Rett felt. Tittelen følger kommunen og slaget så lenge ingen har skrevet sin egen."""
        return overganger.rett(f, self._med_tittel(f, felt), hvorfor)

    def fyll_ut(self, f: Foresporsel, felt: Mapping[str, object]) -> Endring:
        """Fyll ut et brev som kom uten saken, med tittelen som følger av det."""
        return overganger.fyll_ut(f, self._med_tittel(f, felt))

    def _med_tittel(self, f: Foresporsel, felt: Mapping[str, object]) -> dict[str, object]:
        nye = dict(felt)
        kommune, slag = nye.get("kommune", f.kommune), nye.get("slag", f.slag)
        if kommune is not None and kommune not in self._geografi.numre:
            raise UgyldigInndata("feil.mottak.kommunenummer")
        if f.tittel == self._tittel(f.slag, f.kommune) and isinstance(slag, Slag):
            nye.setdefault("tittel", self._tittel(slag, kommune if isinstance(kommune, str) else None))
        if nye.get("tittel") == f.tittel:
            del nye["tittel"]
        return nye

    def avgjor(
        self, f: Foresporsel, valgt: Avgjorelse, av: str, sak: Sak | None, vurdering: Vurdering | None
    ) -> Endring:
        """Avgjør. ``sak`` og ``vurdering`` er avsenderens siste svar, når brevet hadde dem med seg."""
        for nummer in (valgt.settekommune, valgt.ansvarlig):
            if nummer and self._geografi.gjelder_som(nummer, valgt.dato) != nummer:
                raise UgyldigInndata("feil.mottak.kommune_i_dag")
        return avgjorelse.avgjor(f, valgt, av, self._utelukkede(f, sak, vurdering, valgt.dato))

    def avgjor_uten_brev(self, f: Foresporsel, valgt: Avgjorelse, av: str, v: Visning) -> Endring:
        """Avgjør uten et brev herfra. Kaster ``KanIkke`` når noen må få vite det, eller alt har fått brev."""
        if valgt.utfall is Svarutfall.FEILFORT and any(d.retning == "ut" for d in v.dokumenter):
            raise KanIkke("feil.mottak.feilfort_sendt")
        forrige = next(reversed(meddelte(v.historikk, v.dokumenter)), None)
        har = fikk_saken(forrige)
        if har and valgt.utfall in UTEN_DOKUMENT and not self._geografi.samme(har, f.kommune, valgt.dato):
            raise KanIkke("feil.mottak.har_saken", kommune=self._geografi.navn(har))
        return self.avgjor(f, valgt, av, v.sak, v.vurdering)

    def settekommuner(
        self, f: Foresporsel, sak: Sak | None, vurdering: Vurdering | None, i_dag: date
    ) -> tuple[Settekommunevalg, ...]:
        """Kommunene som kan velges, i norsk alfabetisk rekkefølge."""
        gjeldende = [k.nummer for k in self._geografi.kommunene(i_dag)]
        # De to første sifrene i et gjeldende kommunenummer er fylket.
        fylke_for = {nummer: nummer[:2] for nummer in gjeldende}
        avsender = self._geografi.gjelder_som(f.kommune or "", i_dag)
        foreslatte = self._som(i_dag, (s.kommune for s in sak.settekommuner if s.kommune) if sak else ())
        uten = self._utelukkede(f, sak, vurdering, i_dag)
        return settekommunevalg(gjeldende, fylke_for, avsender, foreslatte, uten)

    def _utelukkede(self, f: Foresporsel, sak: Sak | None, vurdering: Vurdering | None, dato: date) -> frozenset[str]:
        return self._som(dato, utelukkede(sak, f, vurdering.ansvarlig if vurdering else None))

    def _som(self, dato: date, numre: Iterable[str]) -> frozenset[str]:
        """Kommunene numrene kan stå for på ``dato``. Er en av dem delt, er det alle delene."""
        return frozenset(n for nummer in numre for n in self._geografi.mulige(nummer, dato))
