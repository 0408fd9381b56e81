"""Små grep på tekst: brukerens ord gjort til en setning, avsnitt og lister."""

from __future__ import annotations

import re
from itertools import groupby

from overforing.brev.modell import Avsnitt, Blokk, Liste, Tabell
from overforing.sak.modell import Kontor, Part, Representant
from overforing.sak.rensing import rens

PUNKT = "- "
"""Slik begynner en linje som er et listepunkt når brukeren skriver om en seksjon."""

_MELLOMROM = re.compile(r"[^\S\u00a0\u202f]+")
_AVSLUTTET = tuple(".!?…:")
_LUKKER = "»”’\"')]"


def linje(tekst: str) -> str:
    """Teksten på én linje; hardt mellomrom beholdes."""
    return _MELLOMROM.sub(" ", tekst).strip()


def adresselinjer(hos: Kontor | Part | Representant) -> tuple[str, ...]:
    """Postadressen, med det av den som er ført: gaten, og postnummeret med poststedet."""
    return tuple(rad for tekst in (hos.adresse, f"{hos.postnummer} {hos.poststed}") if (rad := linje(tekst)))


def avsnitt(tekst: str) -> tuple[str, ...]:
    """Avsnittene i en tekst. En blank linje skiller dem; et enkelt linjeskift er et mellomrom."""
    deler: list[list[str]] = [[]]
    for rad in rens(tekst).splitlines():
        if rad.strip():
            deler[-1].append(rad)
        else:
            deler.append([])
    return tuple(tekst for del_ in deler if (tekst := linje(" ".join(del_))))


def setning(tekst: str) -> str:
    """Brukerens tekst med punktum etter, om den ikke alt er avsluttet. Tom tekst blir tom."""
    renset = tekst.strip()
    kjerne = renset.rstrip(_LUKKER)
    return renset if not kjerne or kjerne.endswith(_AVSLUTTET) else f"{renset}."


def fra_tekst(tekst: str) -> tuple[Blokk, ...]:
    """Blokkene i en seksjon brukeren har skrevet: blank linje skiller avsnitt, «- » først på linjen er et punkt."""
    blokker: list[Blokk] = []
    linjer = [rad.strip() for rad in rens(tekst).splitlines()]
    for slag, gruppe in groupby(linjer, key=lambda rad: "punkt" if rad.startswith(PUNKT) else bool(rad)):
        if slag == "punkt":
            punkter = tuple(p for rad in gruppe if (p := linje(rad.removeprefix(PUNKT))))
            if punkter:
                blokker.append(Liste(punkter))
        elif slag:
            blokker.append(Avsnitt(linje(" ".join(gruppe))))
    return tuple(blokker)


def som_tekst(blokker: tuple[Blokk, ...]) -> str:
    """Det motsatte av ``fra_tekst``: teksten brukeren får å skrive om. En tabellrad blir et punkt."""
    return "\n\n".join(_blokk(blokk) for blokk in blokker)


def _blokk(blokk: Blokk) -> str:
    match blokk:
        case Avsnitt(tekst):
            return tekst
        case Liste(punkter):
            return "\n".join(PUNKT + punkt for punkt in punkter)
        case Tabell(_, rader):
            return "\n".join(PUNKT + "; ".join(celle for celle in rad if celle) for rad in rader)
