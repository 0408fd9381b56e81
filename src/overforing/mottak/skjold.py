"""Skjoldet: den som er inhabil i en forespørsel, ser ikke lenger saken, og kan bare gi den fra seg (fvl §§ 6 og 13).

Den som har svart «inhabil», er skjermet til en leder har svart noe annet, og den som er i tvil, til hun har fått svar.
Den som står under en inhabil leder, er det ikke: hun kan forberede, men ikke avgjøre (fvl § 6 tredje ledd; det er
``egen_habilitet.sperre``). Unntatt er det som ikke kan vente (§ 7), og den en leder har åpnet forespørselen for; begge
deler er ført og synlig.

Her er regelen. Alt som kommer av saken, spør den: siden, brevene, søket, lignende saker, lista og det som gis ut.
"""

from __future__ import annotations

from enum import StrEnum

from overforing.feil import KanIkke, UgyldigInndata

from .egne_svar import er_blant, i_tvil, inhabile, med, navnene, samme
from .foresporsel import Foresporsel
from .hendelser import Endring, Handling
from .overganger import endring


class Skjold(StrEnum):
    """Hvorfor noen ikke ser saken."""

    INHABIL = "inhabil"
    TVIL = "tvil"
    UTEN_NAVN = "uten_navn"
    """Noen her er inhabil eller i tvil, og det er ikke sagt hvem som ser på."""


def skjold(f: Foresporsel, navn: str) -> Skjold | None:
    """Hvorfor ``navn`` ikke ser saken, eller ``None``. Den som ikke har sagt hvem hun er, kan være den det gjelder."""
    if not navn.strip():
        return Skjold.UTEN_NAVN if inhabile(f) or i_tvil(f) else None
    if er_apnet_for(f, navn) or haster_for(f, navn):
        return None
    if er_blant(navn, inhabile(f)):
        return Skjold.INHABIL
    return Skjold.TVIL if er_blant(navn, i_tvil(f)) else None


def er_apnet_for(f: Foresporsel, navn: str) -> bool:
    """Om en leder har åpnet den for ``navn``."""
    return er_blant(navn, navnene(f.skjold_loftet))


def haster_for(f: Foresporsel, navn: str) -> bool:
    """Om det siste som ble ført, er noe ``navn`` gjorde selv om hun er inhabil, fordi det ikke kunne vente (fvl § 7).

    Så lenge ser hun det hun trenger. Det neste noen fører, lukker den igjen.
    """
    return samme(f.kan_ikke_vente.partition(":")[0], navn)


def skjermede(f: Foresporsel) -> tuple[str, ...]:
    """Navnene på dem som ikke ser saken nå."""
    return tuple(navn for navn in (*inhabile(f), *i_tvil(f)) if skjold(f, navn) is not None)


def loft(f: Foresporsel, for_: str, av: str, hvorfor: str, *, er_leder: bool) -> Endring:
    """En leder åpner forespørselen for en som er skjermet, med en grunn som blir stående.

    Hun som får den åpnet, er like inhabil: hun kan se, og ikke avgjøre noe. Kaster ``KanIkke`` når ``av`` ikke kan det,
    eller ``for_`` ikke er skjermet.
    """
    if not er_leder:
        raise KanIkke("feil.skjold.bare_leder")
    if samme(for_, av) or skjold(f, av) is not None or er_blant(av, (*inhabile(f), *i_tvil(f))):
        raise KanIkke("feil.skjold.selv")
    if not er_blant(for_, skjermede(f)):
        raise KanIkke("feil.skjold.ikke_skjermet", navn=for_)
    if not hvorfor.strip():
        raise UgyldigInndata("feil.skjold.hvorfor")
    return endring(f, Handling.SKJOLD_LOFTET, {"skjold_loftet": med(f.skjold_loftet, for_)}, f"{for_}: {hvorfor}")


def apne_for_hast(f: Foresporsel) -> Endring:
    """Den som er skjermet, åpner den selv fordi noe ikke kan vente. Hvorfor føres av ``egen_habilitet.vokt``."""
    return endring(f, Handling.APNET_HAST)


def krev_innsyn(f: Foresporsel, navn: str) -> None:
    """Kaster ``KanIkke`` når ``navn`` er skjermet fra forespørselen."""
    if hvorfor := skjold(f, navn):
        raise KanIkke(f"feil.skjold.{hvorfor}", journalnummer=f.journalnummer)
