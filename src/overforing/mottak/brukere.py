"""De som arbeider i loggen: navnet de føres med, hva de er, om de er borte, og hvem som da gjør deres del.

Uten noen registrert leder er lederne dem som står over noen i embetets linje. Ingen er leder uten at det er sagt.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from overforing.sak.person import Linje

from .egen_habilitet import Utforer, sperre
from .egne_svar import er_blant, samme
from .foresporsel import Foresporsel


class Rolle(StrEnum):
    """Hva en gjør i loggen."""

    ARKIV = "arkiv"
    """Fører inn og gir ut; avgjør og godkjenner ingenting."""
    SAKSBEHANDLER = "saksbehandler"
    LEDER = "leder"


@dataclass(frozen=True)
class Bruker:
    """En som arbeider i loggen. ``borte_til`` er siste dag hun er borte, og ``stedfortreder`` hvem som da er der."""

    navn: str
    tittel: str = ""
    initialer: str = ""
    rolle: Rolle = Rolle.SAKSBEHANDLER
    borte_til: date | None = None
    stedfortreder: str = ""

    def er_borte(self, i_dag: date) -> bool:
        return self.borte_til is not None and i_dag <= self.borte_til


@dataclass(frozen=True)
class Kollega:
    """En som bruker, eller har brukt, loggen på en tjener. ``login`` er innloggingen, også ``stedfortreder``.

    ``sagt_av`` er den som sist sa noe om fraværet hennes, og ``sagt`` når; tomt når ingen har.
    """

    login: str
    bruker: Bruker
    stedfortreder: str = ""
    sluttet: bool = False
    sagt_av: str = ""
    sagt: datetime | None = None


@dataclass(frozen=True)
class Lederdel:
    """En leder, og hvem som gjør hennes del nå; tomt når ingen er der. Er det hun selv, er de to den samme."""

    leder: str
    gjores_av: str


def finn(brukere: Iterable[Bruker], navn: str) -> Bruker | None:
    return next((b for b in brukere if samme(b.navn, navn)), None)


def ledere(brukere: Sequence[Bruker], linje: Linje) -> tuple[str, ...]:
    """Lederne. Er ingen registrert som leder, er det dem som står over noen i linjen."""
    if registrert := tuple(b.navn for b in brukere if b.rolle is Rolle.LEDER):
        return registrert
    over = {p.overordnet for p in linje if not p.sluttet}
    return tuple(p.navn for p in linje if p.id in over and p.navn and not p.sluttet)


def er_leder(navn: str, brukere: Sequence[Bruker], linje: Linje, i_dag: date, utenfor: Iterable[str] = ()) -> bool:
    """Om ``navn`` er leder nå: selv, eller som stedfortreder for en som er borte.

    ``utenfor`` er dem som ikke kan være det i denne saken (``skjold.skjermede``). Da er det stedfortrederen som er.
    """
    ute = tuple(utenfor)
    if er_blant(navn, ute):
        return False
    alle = ledere(brukere, linje)
    return er_blant(navn, (*alle, *(_den_som_er_der(leder, brukere, i_dag, ute) for leder in alle)))


def lederdelene(
    brukere: Sequence[Bruker], linje: Linje, i_dag: date, utenfor: Iterable[str] = ()
) -> tuple[Lederdel, ...]:
    """Hvem som gjør hver leders del nå, slik ``er_leder`` regner den."""
    ute = tuple(utenfor)
    return tuple(Lederdel(leder, _den_som_er_der(leder, brukere, i_dag, ute)) for leder in ledere(brukere, linje))


def _den_som_er_der(leder: str, brukere: Sequence[Bruker], i_dag: date, ute: tuple[str, ...]) -> str:
    """Lederen, eller den første stedfortrederen nedover som er der og ikke er utenfor; tom når ingen er.

    Den som bare fører arkivet, avgjør ingenting, heller ikke når hun fikk den rollen etter at hun ble valgt.
    """
    sett: list[str] = []
    navn = leder
    while navn and not er_blant(navn, sett):
        bruker = finn(brukere, navn)
        if not er_blant(navn, ute) and not (bruker and (bruker.er_borte(i_dag) or bruker.rolle is Rolle.ARKIV)):
            return navn
        sett.append(navn)
        navn = bruker.stedfortreder if bruker else ""
    return ""


def kan_godkjenne(navn: str, brukere: Sequence[Bruker]) -> bool:
    """Om den som heter dette, kan godkjenne en avgjørelse: alle som ikke bare fører arkivet.

    Er det sagt hvem som arbeider her, er en ingen har nevnt, ikke blant dem.
    """
    bruker = finn(brukere, navn)
    return not brukere if bruker is None else bruker.rolle is not Rolle.ARKIV


@dataclass(frozen=True)
class Haug:
    """Det en har åpent. ``eldst`` er dagen den eldste kom, og ``venter`` hvor mange som venter på godkjenning.

    ``navn`` er tomt for dem ingen har.
    """

    navn: str
    apne: int
    over_frist: int
    eldst: date
    venter: int


@dataclass(frozen=True)
class Fordelingsforslag:
    """En forespørselen kan gis til, og hvor mange åpne hun har fra før."""

    navn: str
    apne: int


def fordeling(
    f: Foresporsel, brukere: Sequence[Bruker], linje: Linje, apne: Mapping[str, int], i_dag: date
) -> tuple[Fordelingsforslag, ...]:
    """Dem forespørselen kan gis til, den med færrest åpne først.

    Den som er borte, bare fører arkivet, eller ikke kan avgjøre den (``egen_habilitet.sperre``), er ikke med. At en er
    med, sier ikke at hun er habil: det svarer hun selv på.
    """
    haug = Counter(apne)
    kan = (
        b.navn
        for b in brukere
        if b.rolle is not Rolle.ARKIV
        and not b.er_borte(i_dag)
        and not samme(b.navn, f.saksbehandler)
        and sperre(f, Utforer(b.navn, linje)) is None
    )
    return tuple(sorted((Fordelingsforslag(navn, haug[navn]) for navn in kan), key=lambda en: (en.apne, en.navn)))
