"""Det som tas ut av loggen: tallene, eksporten, dokumentene, pakkene og papiret. At det ble gjort, føres."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from overforing.filer import Pakkested, skriv_alle
from overforing.mottak.kvittering import Dokumentpost
from overforing.sak.modell import Malform
from overforing.saksgang.utgang import Sidebilde

from .logg import Liste, Logg
from .rapport import Rapport
from .svar import Mottakssvar, Svarutkast
from .tilgang import Innsynsark, Tilgang, Tilgangsord, nummeret
from .utlevering import Utlevering


class Uttak:
    """Mot én åpen logg."""

    def __init__(
        self, logg: Logg, liste: Liste, tilgang: Tilgang, utlevering: Utlevering, malform: Malform, i_dag: date
    ) -> None:
        self._logg, self._liste, self._tilgang, self._utlevering = logg, liste, tilgang, utlevering
        self._malform, self._i_dag = malform, i_dag

    def dokumentet(self, aar: int, nr: int, dokument: Dokumentpost, sti: Path) -> Path:
        """Skriv et mottatt eller sendt dokument på forespørselen, uendret."""
        self._tilgang.eksportert((aar, nr))
        return _skriv(sti, self._logg.fil(dokument.sha256))

    def pakk(self, aar: int, nr: int, post: int, slag: str, sted: Pakkested) -> tuple[Path, ...]:
        """Skriv pakken til arkivet for et brev som har gått ut, på stedet."""
        pakken = self._utlevering.pakke(aar, nr, slag, post)
        self._tilgang.eksportert((aar, nr))
        return sted.legg(pakken)

    def skriv_ut(self, svar: Mottakssvar, utkast: Svarutkast, bredde: int) -> tuple[Sidebilde, ...]:
        """Sidene i brevet, til papiret."""
        sidene = svar.utskrift(utkast, bredde)
        self._tilgang.skrevet_ut((utkast.f.aar, utkast.f.nr))
        return sidene

    def aarene(self) -> tuple[int, ...]:
        """Årene det er tall for, det siste først. Året som går, er alltid med."""
        return tuple(sorted({self._i_dag.year, *self._liste.aarene()}, reverse=True))

    def rapport(self, aar: int, *, skjermet: bool) -> Rapport:
        """Årsrapporten. Uten ``skjermet`` er den bare til embetet selv."""
        return self._utlevering.rapport(aar, self._malform, skjermet=skjermet)

    def lagre_rapporten(self, rapport: Rapport, sti: Path) -> Path:
        """Skriv rapporten slik den vises, til Excel."""
        return _skriv(sti, self._utlevering.arbeidsbok(rapport, self._malform))

    def eksporter(self, hva: str, fra: date, til: date, sti: Path) -> Path:
        """Skriv «journal», «lopende», «dokumenter» eller «csv» til fila."""
        innhold = self._utlevering.ark(hva, fra, til)
        self._tilgang.eksportert()
        return _skriv(sti, innhold)

    def innsynsark(self, ord_: Tilgangsord, nummer: str) -> Innsynsark:
        """Siden til den saken gjelder, uten navn. ``nummer`` er slik det er skrevet («2026/17»)."""
        return ord_.ark(self._tilgang.innsyn(nummeret(nummer)), self._i_dag)

    def lagre_arket(self, ark: Innsynsark, sti: Path) -> Path:
        """Skriv siden til den saken gjelder, som tekst."""
        return _skriv(sti, ark.tekst().encode())


def _skriv(sti: Path, innhold: bytes) -> Path:
    """Brukeren har valgt stedet, og har sagt ja til å skrive over."""
    skriv_alle(sti.absolute().parent, {sti.name: innhold}, overskriv=True)
    return sti
