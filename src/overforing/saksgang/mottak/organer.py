"""De offentlige organene et brev kan sendes videre til. Navnet på et slikt er aldri en persons, så det skjules ikke."""

from __future__ import annotations

from overforing.mottak.egne_svar import er_blant
from overforing.sak.modell import Malform
from overforing.tekster.geografi import Geografi
from overforing.tekster.katalog import Katalog

_DEPARTEMENTER = ("arbeid", "forvaltning", "justis", "kommunal")


def organer(katalog: Katalog, geografi: Geografi, malform: Malform) -> tuple[str, ...]:
    """Navnene: statsforvalterne, departementene og kommunene, i den rekkefølgen."""
    departementer = (katalog.hent(f"mottak.departement.{navn}", malform) for navn in _DEPARTEMENTER)
    kommuner = (katalog.hent("brev.hode.kommune", malform, navn=k.navn) for k in geografi.kommuner.values())
    return (*(e.navn for e in geografi.embeter.values()), *departementer, *dict.fromkeys(kommuner))


def er_organ(navn: str, katalog: Katalog, geografi: Geografi) -> bool:
    """Om det som er skrevet, er navnet på et av dem."""
    return any(er_blant(navn, organer(katalog, geografi, malform)) for malform in Malform)
