"""Ordene i vinduet på vinduets målform."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from overforing.hinder import Hindret
from overforing.sak.kodeverk import Malform
from overforing.tekster.katalog import Katalog


@dataclass(frozen=True)
class Ord:
    """``ord("ny_sak")`` er teksten ``ui.ny_sak``; ``fra`` tar hele nøkkelen."""

    katalog: Katalog
    malform: Malform = Malform.NB

    def __call__(self, nokkel: str, **verdier: str) -> str:
        return self.katalog.hent(f"ui.{nokkel}", self.malform, **verdier)

    def fra(self, nokkel: str, **verdier: str) -> str:
        return self.katalog.hent(nokkel, self.malform, **verdier)

    def feil(self, feil: Exception) -> str:
        """Setningen til en feil brukeren eller omgivelsene kan rette."""
        return feil.setning(self.fra) if isinstance(feil, Hindret) else str(feil)


Regelbok = Callable[[], str]
"""Gir regelboken som markdown."""
