"""Ordene i vinduet på vinduets målform."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from overforing.feil import si
from overforing.sak.felles import Malform
from overforing.tekster.katalog import Katalog


class Ord(NamedTuple):
    """``ord("ny_sak")`` er teksten ``ui.ny_sak``; ``fra`` tar hele nøkkelen."""

    katalog: Katalog
    malform: Malform = Malform.NB

    def __call__(self, nokkel: str, **verdier: str) -> str:
        return self.katalog.hent(f"ui.{nokkel}", self.malform, **verdier)

    def fra(self, nokkel: str, **verdier: str) -> str:
        return self.katalog.hent(nokkel, self.malform, **verdier)

    def feil(self, hva: object) -> str:
        """Det en feil eller en melding fra delene under vinduet sier."""
        return si(hva, self.fra)

    def advarsel(self, tekst: str) -> str:
        """Det som sies om en tekst med et fødselsnummer, ellers tomt."""
        from overforing.saksgang import innlesing

        return self("fodselsnummer") if innlesing.roper_fodselsnummer(tekst) else ""


Regelbok = Callable[[Malform], str]
"""Gir regelboken som markdown på en målform."""
