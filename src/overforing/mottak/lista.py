"""En linje i lista over forespørsler: det kolonnene viser, og ikke mer, så en side er rask å hente."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from overforing.sak.kodeverk import Avgrensningstype

from .foresporsel import Forslagsstand, Slag, Status, Svarutfall


class Listerad(NamedTuple):
    """Feltene er de samme som i ``Foresporsel``.

    ``kommunenavn`` er navnet på avsenderens kommune, og ``forelopig_mangler`` at den er åpen og kom for så lenge siden
    at et foreløpig svar skulle vært ført (``paminnelser``). ``skjermet`` er at den som ser på, ikke ser saken
    (``skjold``): da er bare nummeret, statusen og saksbehandleren ekte.
    """

    aar: int
    nr: int
    slag: Slag
    mottatt: date
    frist: date
    status: Status
    utfall: Svarutfall | None
    settekommune: str | None
    ansvarlig: str | None
    omfang: Avgrensningstype | None
    til: date | None
    svarfrist: date | None
    etter_avslag: str
    del_av: str
    kommunenavn: str
    avsender: str
    inhabile: str
    haster: bool | None
    manuell: bool
    ny_versjon: bool
    saksbehandler: str
    versjon: int
    forelopig_mangler: bool
    forslag: Forslagsstand | None
    skjermet: bool = False

    def uten_saken(self) -> Listerad:
        """Linjen slik den som er skjermet, får den."""
        return self._replace(
            slag=Slag.ANMODNING,
            mottatt=date.max,
            frist=date.max,
            utfall=None,
            settekommune=None,
            ansvarlig=None,
            omfang=None,
            til=None,
            svarfrist=None,
            etter_avslag="",
            del_av="",
            kommunenavn="",
            avsender="",
            inhabile="",
            haster=None,
            manuell=False,
            ny_versjon=False,
            forelopig_mangler=False,
            skjermet=True,
            forslag=None,
        )

    @property
    def journalnummer(self) -> str:
        return f"{self.aar}/{self.nr}"
