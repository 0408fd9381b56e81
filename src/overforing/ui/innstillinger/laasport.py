"""Låsen slik kortet og vinduet som låser opp, ser den."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Protocol

from overforing.feil import Tekst

SlippLoggen = Callable[[Callable[[], None]], object]
"""Lukker loggen på tråden den er åpen på, og kaller så det den får."""


class Laastilstand(Protocol):
    """Hva som er låst, målt."""

    @property
    def laaste(self) -> tuple[str, ...]: ...

    @property
    def apne(self) -> tuple[str, ...]: ...

    @property
    def med(self) -> str: ...

    @property
    def har_nokkel(self) -> bool: ...

    @property
    def er(self) -> str: ...


class Laasregler(Protocol):
    """Det som er bestemt om låsen for maskinen."""

    @property
    def krever(self) -> bool: ...

    @property
    def uten(self) -> bool: ...


class Laasen(Protocol):
    """Låsen på det som er lagret (las/las.py). Metodene kan kaste ``OverforingFeil``."""

    slipp: Callable[[], object]
    """Lukker kontorets saker. Kalles på vinduets tråd før ``sla_pa`` og ``sla_av``."""

    @property
    def regler(self) -> Laasregler: ...

    @property
    def er_pa(self) -> bool: ...

    @property
    def framdrift(self) -> tuple[int, int]: ...

    @property
    def mangler_ark(self) -> bool: ...

    @property
    def kontoret_kan_apne(self) -> bool: ...

    @property
    def med_passfrase(self) -> bool: ...

    @property
    def sporres_om(self) -> tuple[int, int]: ...

    def klargjor(self) -> str: ...

    def sporsmal(self) -> str: ...

    def si_nei(self) -> None: ...

    def stans(self) -> None: ...

    def tilstand(self) -> Laastilstand: ...

    def har_ring(self) -> bool: ...

    def ark(self) -> tuple[str, ...]: ...

    def arkside(self, tekst: Tekst, dato: date) -> str: ...

    def bekreft(self, tastet: Mapping[int, str]) -> None: ...

    def sla_pa(self, tastet: Mapping[int, str], passfrase: str = "") -> None: ...

    def sla_av(self) -> None: ...

    def las_opp(self, tekst: str) -> None: ...
