"""Alt som er ført på en forespørsel, og det siden om den ellers trenger av loggen, lest i ett.

Veien til en tjener kan være lang, så den gås én gang og ikke én gang for hver del. Ingenting av det er vist for noen:
det spørres om den som ser på, er skjermet (``skjold``), før noe av det brukes.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from .brukere import Bruker
from .fire_oyne import Loggvalg
from .foresporsel import Foresporsel
from .hendelser import Hendelse
from .kvittering import Dokumentpost


@dataclass(frozen=True)
class Saksmappe:
    """``saker`` er saken i hver utgave som hadde den med seg, den siste sist, og ``historikk`` uten det som er sladdet.

    ``deler`` er journalnumrene på dem som er slått sammen med denne, og ``samme_referanse`` de andre fra kommunen med
    den samme referansen. ``halvskrevet`` er det den som spør, har skrevet uten å føre det, etter skjema og felt.
    ``fire_oyne`` og ``brukere`` gjelder hele loggen.
    """

    foresporsel: Foresporsel
    dokumenter: tuple[Dokumentpost, ...]
    historikk: tuple[Hendelse, ...] = field(repr=False)
    saker: tuple[str, ...] = field(repr=False)
    deler: tuple[str, ...]
    samme_referanse: tuple[str, ...]
    halvskrevet: Mapping[str, Mapping[str, str]] = field(repr=False)
    fire_oyne: Loggvalg | None
    brukere: tuple[Bruker, ...]
