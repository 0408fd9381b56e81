"""Låsen slik kortet og vinduet som låser opp, ser den."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Protocol

from overforing.feil import Tekst


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


class Laasen(Protocol):
    """Låsen på det som er lagret (las/las.py). Metodene kan kaste ``OverforingFeil``."""

    @property
    def med_passfrase(self) -> bool: ...

    @property
    def sporres_om(self) -> tuple[int, int]: ...

    def tilstand(self) -> Laastilstand: ...

    def har_ring(self) -> bool: ...

    def ark(self) -> tuple[str, ...]: ...

    def arkside(self, tekst: Tekst, dato: date) -> str: ...

    def bekreft(self, tastet: Mapping[int, str]) -> None: ...

    def sla_pa(self, tastet: Mapping[int, str], passfrase: str = "") -> None: ...

    def sla_av(self) -> None: ...

    def las_opp(self, tekst: str) -> None: ...
