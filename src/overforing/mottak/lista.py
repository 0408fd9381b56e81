"""En linje i lista over forespørsler: det kolonnene viser, og ikke mer, så en side er rask å hente."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from overforing.sak.kodeverk import Avgrensningstype

from .foresporsel import Slag, Status, Svarutfall


class Listerad(NamedTuple):
    """Feltene er de samme som i ``Foresporsel``.

    ``kommunenavn`` er navnet på avsenderens kommune, og ``forelopig_sendt`` at et foreløpig svar er ført.
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
    forelopig_sendt: bool

    @property
    def journalnummer(self) -> str:
        return f"{self.aar}/{self.nr}"
