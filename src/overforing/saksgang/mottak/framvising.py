"""En forespørsel slik vinduet viser den for den som ser på, laget av alt som er ført på den."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from overforing.brev.lesing.les_epost import Omslag
from overforing.feil import KanIkke
from overforing.mottak import fire_oyne
from overforing.mottak.avgjorelse import Settekommunevalg
from overforing.mottak.brukere import Bruker, er_leder, kan_godkjenne, lederdelene
from overforing.mottak.egen_habilitet import Utforer, sperre
from overforing.mottak.egne_svar import i_tvil, inhabile, samme
from overforing.mottak.lignende import Likhet, lignende
from overforing.mottak.saksmappe import Saksmappe
from overforing.mottak.skjold import skjermede
from overforing.sak.modell import Malform
from overforing.tekster.geografi import Geografi
from overforing.tekster.katalog import Katalog

from .bilde import Foresporselsbilde, dag, lag_bilde, siste_brev
from .fakta import momentene
from .gang import Mottaksgang
from .godkjenning import Forslagsord
from .lederord import i_saken
from .logg import Liste, Logg
from .postrom import EPOST, kommune_i
from .skjermet import skjermet_bilde
from .visning import Visning


@dataclass(frozen=True)
class Framvising:
    """``hvem`` er den som ser på. ``omslag`` er det e-postene sier om seg selv, etter sum, så hver leses én gang."""

    logg: Logg
    liste: Liste
    gang: Mottaksgang
    katalog: Katalog
    geografi: Geografi
    malform: Malform
    hvem: Utforer
    i_dag: date
    omslag: dict[str, Omslag]

    def av(self, mappe: Saksmappe) -> tuple[Visning, Foresporselsbilde]:
        """Det som er ført, og bildet av det. Den som er skjermet fra forespørselen, får bare det hun har igjen."""
        if self.gang.er_skjermet(mappe.foresporsel):
            v = self.gang.skjermet(mappe)
            bilde = skjermet_bilde(self._bilde(v), self._sagt)
            return v, replace(bilde, kolleger=self._kolleger(mappe.brukere))
        v = self.gang.visningen(mappe)
        valg = self.gang.handlinger.settekommuner(v.foresporsel, v.sak, v.vurdering, self.i_dag)
        bilde = self._med_godkjenning(self._bilde(v, valg, self._lignende(v)), v, mappe)
        if v.foresporsel.manuell:
            bilde = self._med_det_som_er_lest(bilde, v)
        brev = siste_brev(v.dokumenter)
        if brev is not None and brev.tekst == "endret":
            forskjeller = self.gang.tekstforskjeller(brev.format, self.logg.fil(brev.sha256))
            bilde = replace(bilde, tekstendringer=forskjeller)
        return v, bilde

    def _bilde(
        self, v: Visning, valg: tuple[Settekommunevalg, ...] = (), like: tuple[Likhet, ...] = ()
    ) -> Foresporselsbilde:
        return lag_bilde(v, self.katalog, self.geografi, self.malform, self.hvem, self.i_dag, valg, like)

    def _sagt(self, nokkel: str, **verdier: str) -> str:
        return self.katalog.hent(nokkel, self.malform, **verdier)

    def _med_godkjenning(self, bilde: Foresporselsbilde, v: Visning, mappe: Saksmappe) -> Foresporselsbilde:
        """Bildet med forslaget som står, og hva den som ser på, kan gjøre som leder."""
        f, brukere, meg = v.foresporsel, mappe.brukere, self.hvem.navn
        ordene = Forslagsord(self.katalog.etter(v.regelsett), self.geografi, self.malform)
        # Den saken er åpnet for, er like inhabil: lederens del gjør hun ikke.
        ute, linje = (*inhabile(f), *i_tvil(f)), self.hvem.linje
        gjelder = bool(ute) and self.logg.skjold_gjelder()
        delene = lederdelene(brukere, linje, self.i_dag, ute) if gjelder else ()
        sperret = {d.gjores_av: hva for d in delene if (hva := sperre(f, Utforer(d.gjores_av, linje)))}
        ledere = i_saken(delene, sperret, self._sagt) if gjelder else ""
        kan_lofte = gjelder and sperre(f, self.hvem) is None and er_leder(meg, brukere, linje, self.i_dag, ute)
        return replace(
            bilde,
            foreslatt=ordene.bilde(f, v.historikk, meg, kan_godkjenne=kan_godkjenne(meg, brukere)),
            fire_oyne=fire_oyne.er_pa(mappe.fire_oyne),
            kan_loftes=skjermede(f) if kan_lofte else (),
            fakta=(*bilde.fakta, *(((self._sagt("ui_kolleger.leder_i_saken"), ledere),) if ledere else ())),
            kolleger=self._kolleger(brukere),
        )

    def _kolleger(self, brukere: Iterable[Bruker]) -> tuple[str, ...]:
        return tuple(b.navn for b in brukere if not samme(b.navn, self.hvem.navn))

    def _lignende(self, v: Visning) -> tuple[Likhet, ...]:
        f, momenter = v.foresporsel, momentene(v.sak)
        if not f.grunn and not momenter:
            return ()
        return lignende(f, momenter, self.liste.avgjorte(f.slag, f.grunn), self.hvem.navn)

    def _med_det_som_er_lest(self, bilde: Foresporselsbilde, v: Visning) -> Foresporselsbilde:
        """Bildet med det den første e-posten sier om seg selv, som forslag."""
        fil = next((d for d in v.dokumenter if d.retning == "inn" and d.format in EPOST), None)
        if fil is None:
            return bilde
        if fil.sha256 not in self.omslag:
            try:
                self.omslag[fil.sha256] = self.gang.omslaget(self.logg.fil(fil.sha256), fil.format)
            except KanIkke:  # forespørselen vises likevel
                return bilde
        sagt, navn = self.omslag[fil.sha256], self.geografi.navn
        kommune = kommune_i(sagt, self.geografi, self.i_dag)
        par = (
            ("emne", sagt.emne),
            ("fra", sagt.fra),
            ("sendt", dag(sagt.dato)),
            ("kommune", navn(kommune) if kommune else ""),
        )
        lest = tuple((self._sagt(f"ui_mottak.lest.{hva}"), verdi) for hva, verdi in par if verdi)
        forslag = {"kommune": kommune, "dokumentdato": sagt.dato}
        return replace(bilde, lest=lest, forslag={felt: verdi for felt, verdi in forslag.items() if verdi})
