"""Det som gjøres med mange forespørsler på en gang, én om gangen: å fordele dem, sette en frist og purre.

Hver er sin egen transaksjon: går det ikke for en av dem, står de andre. Det som ikke går, kastes som ``KanIkke`` eller
``UgyldigInndata`` med grunnen, også når noen har ført noe på den siden lista ble hentet.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from overforing.feil import KanIkke
from overforing.mottak import overganger
from overforing.mottak.egen_habilitet import Utforer, vokt
from overforing.mottak.egne_svar import samme
from overforing.mottak.foresporsel import Foresporsel
from overforing.mottak.hendelser import Endring
from overforing.mottak.lista import Listerad
from overforing.mottak.paminnelser import purring
from overforing.sak.modell import Dokument

from .gang import Mottaksgang
from .logg import Logg
from .svar import Mottakssvar, Svarvalg
from .visning import Visningsord


class Bunke:
    """Handlingene. ``rad`` er forespørselen slik den sto i lista."""

    def __init__(self, logg: Logg, gang: Mottaksgang, svar: Mottakssvar, ord_: Visningsord, i_dag: date) -> None:
        self._logg, self._gang, self._svar, self._ord, self._i_dag = logg, gang, svar, ord_, i_dag

    def fordel(self, rad: Listerad, til: str) -> None:
        """Gi forespørselen til en saksbehandler."""
        f = self._les(rad)
        if samme(f.saksbehandler, til):
            raise KanIkke("mottaksliste.ikke.har_den", navn=f.saksbehandler)
        self._for(f, overganger.tildel(f, til))

    def sett_frist(self, rad: Listerad, frist: date, hvorfor: str) -> None:
        """Gi forespørselen en ny frist."""
        f = self._les(rad)
        nye: Mapping[str, object] = {"frist": frist}
        self._for(f, self._gang.handlinger.rett(f, nye, hvorfor))

    def purr(self, rad: Listerad, svarfrist: date, mappe: Path) -> tuple[Path, ...]:
        """Be kommunen på nytt om det den sist ble bedt om, i et brev som lagres i mappen og føres i loggen."""
        self._les(rad)
        visning = self._gang.vis(rad.aar, rad.nr)
        f, hva = visning.foresporsel, purring(visning.foresporsel, visning.historikk, self._i_dag)
        # Var det hele sjekklisten, blir punktene i brevet spørsmål på brevets målform.
        var_sjekklisten = hva == "\n".join(f"– {punkt}" for punkt in self._ord.sjekkliste(visning))
        etterlyst = "" if var_sjekklisten else hva
        valg = Svarvalg(Dokument.ETTERLYSNING, tekst=hva, etterlyst=etterlyst, svarfrist=svarfrist)
        utkast = self._svar.lag(f, valg, None, {})
        if utkast.egne or utkast.andre:
            raise KanIkke("mottaksliste.ikke.begynt")
        return self._svar.for_inn(utkast, mappe)

    def _les(self, rad: Listerad) -> Foresporsel:
        self._logg.krev_versjon(rad.aar, rad.nr, rad.versjon)
        return self._logg.les(rad.aar, rad.nr)

    def _for(self, f: Foresporsel, endring: Endring) -> None:
        utforer = Utforer(self._svar.meg, self._gang.linje)
        self._logg.gjor(f.aar, f.nr, f.versjon, vokt(f, endring, utforer))
