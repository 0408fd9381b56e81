"""Det som ble funnet i en Word-fil eller en PDF, før noe er sammenlignet."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from overforing.brev.reise import Merker


class Pafort(StrEnum):
    """Noe som er lagt på brevet uten å være en del av teksten som sammenlignes."""

    KOMMENTARER = "kommentarer"
    SPOREDE_ENDRINGER = "sporede_endringer"
    TEKSTBOKSER = "tekstbokser"
    """Tekstbokser og bilder i en Word-fil."""
    FOTNOTER = "fotnoter"
    MERKNADER = "merknader"
    """Merknader, stempler, felt og tekstbokser som ligger oppå sidene i en PDF."""
    TILFOYD = "tilfoyd"
    """Tekst eller figurer som er satt inn på sidene i en PDF, utenfor brevteksten, eller dekker noe av den."""


@dataclass(frozen=True)
class Lesning:
    """``merker`` er None når filen ikke er vår. ``sak`` er saken som JSON-tekst når den ligger der.

    ``tekst`` er brevteksten, ett avsnitt på hver linje. ``laget_om``: filen har ikke lenger strukturen teksten leses
    nøyaktig av; da er ``tekst`` lest av sidene, og ``ellers`` den samme lest på andre måter. ``fritekst`` er det som
    står i en fil som ikke er vår, når det er mer enn ``tekst``.
    """

    merker: Merker | None = None
    sak: str | None = None
    tekst: str = ""
    laget_om: bool = False
    ellers: tuple[str, ...] = ()
    pafort: frozenset[Pafort] = frozenset()
    fritekst: str = ""
