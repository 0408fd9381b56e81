"""Sladding av noe som aldri skulle stått i et eget notat eller fritekstfelt.

Bare egne ord sladdes: aldri et dokument, en avgjørelse, grunnen til den, eller hvem som gjorde hva. Det er en annen enn
den som skrev det, som sladder. Originalen blir liggende og kan åpnes av to sammen, til noen som kan bestemme det, har
bestemt at den skal tilintetgjøres.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from enum import StrEnum

from overforing.feil import KanIkke, UgyldigInndata

from .egne_svar import samme
from .foresporsel import Foresporsel
from .hendelser import Endring, Handling, Hendelse, Sladdegrunn, Sladding
from .overganger import endring

KAN_SLADDES = frozenset({Handling.NOTAT, Handling.FORELOPIG_SVAR, Handling.EGEN_HABILITET, Handling.RETTET})


class Bestemt(StrEnum):
    """De som kan bestemme at originalen tilintetgjøres."""

    NASJONALARKIVET = "nasjonalarkivet"
    DATATILSYNET = "datatilsynet"
    DOMSTOL = "domstol"
    IKKE_SAKSDOKUMENT = "ikke_saksdokument"
    """Arkivet har funnet at det ikke er et saksdokument."""


def masker(historikk: Iterable[Hendelse]) -> tuple[Hendelse, ...]:
    """Historikken slik den vises: uten det som er sladdet, med når og hvorfor i stedet."""
    alle = tuple(historikk)
    sladdet: dict[int, Sladding] = {}
    for h in alle:
        if h.handling is Handling.SLADDET:
            nr, _, grunn = h.tekst.partition(":")
            sladdet[int(nr)] = Sladding(h.tidspunkt.astimezone().date(), Sladdegrunn(grunn))
        elif h.handling is Handling.TILINTETGJORT:
            nr = h.tekst.partition(":")[0]
            sladdet[int(nr)] = replace(sladdet[int(nr)], tilintetgjort=True)
    return tuple(replace(h, tekst="", sladdet=sladdet[h.nr]) if h.nr in sladdet else h for h in alle)


def kan_sladdes(historikk: Sequence[Hendelse], av: str) -> tuple[Hendelse, ...]:
    """Hendelsene ``av`` kan sladde ordene i, den siste først. ``historikk`` er maskert."""
    return tuple(
        h for h in reversed(historikk) if h.handling in KAN_SLADDES and h.tekst.strip() and not samme(h.av, av)
    )


def sladd(
    f: Foresporsel, historikk: Sequence[Hendelse], nr: int, grunn: Sladdegrunn, av: str, *, ingen_innsyn: bool
) -> Endring:
    """Sladd ordene i hendelse ``nr``. ``ingen_innsyn`` er at ingen har bedt om innsyn som ikke er avgjort.

    Kaster ``KanIkke`` når de ikke kan sladdes av ``av``, og ``UgyldigInndata`` når det kan være bedt om innsyn.
    """
    h = _finn(historikk, nr)
    if h.sladdet:
        raise KanIkke("feil.sladding.alt")
    if h.handling not in KAN_SLADDES or not h.tekst.strip():
        raise KanIkke("feil.sladding.ikke_dette")
    if samme(h.av, av):
        raise KanIkke("feil.sladding.egen")
    if not ingen_innsyn:
        raise UgyldigInndata("feil.sladding.innsyn")
    return endring(f, Handling.SLADDET, tekst=f"{nr}:{grunn.value}")


def apne(f: Foresporsel, historikk: Sequence[Hendelse], nr: int, av: str, sammen_med: str, hvorfor: str) -> Endring:
    """To sammen åpner originalen, med en grunn som blir stående."""
    _krev_original(historikk, nr)
    if not sammen_med.strip() or samme(av, sammen_med):
        raise UgyldigInndata("feil.sladding.to")
    if not hvorfor.strip():
        raise UgyldigInndata("feil.sladding.hvorfor")
    return endring(f, Handling.SLADDET_APNET, tekst=f"{nr}:{sammen_med.strip()}: {hvorfor.strip()}")


def tilintetgjor(
    f: Foresporsel, historikk: Sequence[Hendelse], nr: int, bestemt_av: Bestemt, dato: date, hvorfor: str
) -> Endring:
    """Originalen tilintetgjøres etter en beslutning fra ``dato``, som blir stående."""
    _krev_original(historikk, nr)
    if not hvorfor.strip():
        raise UgyldigInndata("feil.sladding.hvorfor")
    return endring(f, Handling.TILINTETGJORT, tekst=f"{nr}:{bestemt_av.value}:{dato.isoformat()}: {hvorfor.strip()}")


def gjelder(h: Hendelse) -> int:
    """Nummeret på hendelsen en sladding, en åpning eller en tilintetgjøring gjelder."""
    return int(h.tekst.partition(":")[0])


def _finn(historikk: Sequence[Hendelse], nr: int) -> Hendelse:
    h = next((h for h in historikk if h.nr == nr), None)
    if h is None:
        raise KanIkke("feil.sladding.finnes_ikke")
    return h


def _krev_original(historikk: Sequence[Hendelse], nr: int) -> None:
    sladdet = _finn(historikk, nr).sladdet
    if sladdet is None:
        raise KanIkke("feil.sladding.ikke_sladdet")
    if sladdet.tilintetgjort:
        raise KanIkke("feil.sladding.borte")
