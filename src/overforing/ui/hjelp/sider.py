"""Hjelpen og regelboken, slik de melder seg i rammen."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from overforing.sak.felles import Malform
from overforing.ui.deler.ramme import Ramme, Rammeside

if TYPE_CHECKING:
    from .hjelpeside import Hjelpeside
    from .regelbokside import Regelbokside


def registrer(ramme: Ramme, regelbok: Callable[[Malform], str]) -> None:
    """``regelbok`` gir regelboken som Markdown på en målform."""
    u = ramme.utstyr

    def boken() -> Regelbokside:
        from .regelbokside import Regelbokside

        side = Regelbokside(u.tema, u.ord, regelbok(u.ord.malform))
        side.tilbake.connect(ramme.tilbake)
        return side

    def hjelpen() -> Hjelpeside:
        from .hjelpeside import Hjelpeside

        side = Hjelpeside(u.tema, u.ord, u.innstillinger.oppsett.uten_las)
        side.tilbake.connect(ramme.tilbake)
        return side

    ramme.meld_inn(
        Rammeside(
            navn="regelbok",
            lag=boken,
            vis=lambda side, sted: side.apne(sted),
            hjelp=("hjelp", "regelbok"),
            sokefelt=lambda side: side.sokefelt,
            tilbakeknapp=lambda side: side.tilbakeknapp,
            er_hjelp=True,
        ),
        Rammeside(
            navn="hjelp",
            lag=hjelpen,
            vis=lambda side, sted: side.apne(sted),
            tilbakeknapp=lambda side: side.tilbakeknapp,
            er_hjelp=True,
        ),
    )
