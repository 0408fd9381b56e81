"""Det sidene i vinduet deler: ordene, temaet, kommunene, innstillingene, dialogene og hvilken dag det er."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from overforing.feil import OverforingFeil

from .dialoger import Dialoger
from .ordene import Ord
from .tema import Tema

if TYPE_CHECKING:
    from datetime import date

    from overforing.program.innstillinger import Innstillingslager
    from overforing.saksgang.tilstand import Valg
    from overforing.tekster.geografi import Geografi
    from overforing.tekster.rettskriving import Rettskriving


def _i_dag() -> date:
    from datetime import date  # det første bildet har ingen dato

    return date.today()


@dataclass(eq=False, repr=False)  # å fryse den tok lengre tid enn resten av modulen, før det første bildet
class Utstyr:
    """Ett sett for hvert vindu. Skifter vinduet målform, lages et nytt."""

    ord: Ord
    tema: Tema
    geografi: Geografi
    innstillinger: Innstillingslager
    dialoger: Dialoger
    i_dag: Callable[[], date] = _i_dag
    rettskriving: Callable[[], Rettskriving] | None = None
    """Ordlistene på maskinen, ``None`` der det ikke skal ses etter noen."""

    @cached_property
    def kommuner(self) -> tuple[Valg, ...]:
        """Kommunene å velge blant, i norsk alfabetisk rekkefølge. To som heter det samme, skilles med fylket.

        De finnes på alt de heter, på norsk, samisk og kvensk.
        """
        from overforing.saksgang.tilstand import Valg

        kjente = self.geografi.kommuner
        valgene = self.geografi.valgene(self.i_dag())
        return tuple(Valg(nummer, navn, ", ".join(kjente[nummer].navnene)) for nummer, navn in valgene.items())

    def husk(self, **felt: object) -> None:
        """Husk noe i innstillingene. Går det ikke, er det ikke verdt å plage noen med."""
        try:
            self.innstillinger.endre(**felt)
        except OverforingFeil:
            return

    def mappe(self) -> str:
        """Mappen brevene sist ble lagret i, tom når det ikke er lagret noen."""
        return self.innstillinger.verdier.mappe

    def husk_mappe(self, mappe: str) -> None:
        self.husk(mappe=mappe)
