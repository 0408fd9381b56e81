"""Ordene i vinduet på vinduets målform."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from overforing.feil import OverforingFeil, UgyldigSaksfil
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
        if isinstance(feil, Hindret):
            return feil.setning(self.fra)
        if isinstance(feil, UgyldigSaksfil):
            return "; ".join(self.melding(str(f)) for f in feil.feil)
        paa = feil.paa if isinstance(feil, OverforingFeil) else None
        return paa(self.malform) if paa else self.melding(str(feil))

    def melding(self, tekst: str) -> str:
        """En melding fra delene under vinduet."""
        return self.katalog.meldinger.paa(tekst, self.malform)

    def advarsel(self, tekst: str) -> str:
        """Det som sies om en tekst med et fødselsnummer, ellers tomt."""
        from overforing.saksgang import innlesing

        return self("fodselsnummer") if innlesing.roper_fodselsnummer(tekst) else ""


Regelbok = Callable[[Malform], str]
"""Gir regelboken som markdown på en målform."""
