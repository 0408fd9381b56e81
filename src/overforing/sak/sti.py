"""Veien til ett felt i saken, som én verdi: ``ansatte[a1].skjonn.konklusjon``, ``stedfortreder[innleid].mulig``.

Den bygges med ``i_liste`` og ``/``, og deles opp her og ingen andre steder.
"""

from __future__ import annotations

import re

Ledd = tuple[str, str | None]
"""Navnet i ett ledd, og nøkkelen når det er ett element i en liste."""

_LEDD = re.compile(r"(\w+)(?:\[(.*?)\](?=\.|$))?", re.DOTALL)


class Sti(str):
    """Teksten selv, slik den står i saksfilen og i feil og funn, så den kan skrives ut og sammenlignes som en tekst."""

    __slots__ = ()

    def __truediv__(self, under: str) -> Sti:
        """Feltet ``under`` denne; den tomme stien er saken selv."""
        return Sti(self + "." + under if self else under)

    @property
    def ledd(self) -> tuple[Ledd, ...]:
        return tuple((ledd[1], ledd[2]) for ledd in _LEDD.finditer(self))

    @property
    def rot(self) -> str:
        """Delen av saken: ``ansatte``."""
        return next((navn for navn, _ in self.ledd), "")

    @property
    def id(self) -> str | None:
        """Nøkkelen i det første leddet: ``a1``."""
        return next((nokkel for _, nokkel in self.ledd), None)

    @property
    def felt(self) -> str:
        """Navnet i det siste leddet: ``konklusjon``."""
        return self.ledd[-1][0] if self else ""

    @property
    def uten_nokler(self) -> str:
        """Feltet uansett hvem det gjelder: ``ansatte.skjonn.konklusjon``."""
        return ".".join(navn for navn, _ in self.ledd)

    @property
    def over(self) -> Sti:
        """Delen feltet hører til: ``ansatte[a1].skjonn``. Tom når det er saken."""
        return Sti(".".join(navn if nokkel is None else i_liste(navn, nokkel) for navn, nokkel in self.ledd[:-1]))

    @property
    def liste(self) -> Sti:
        """Lista det nærmeste elementet på veien står i: ``ansatte``. Tom når veien ikke går gjennom noen."""
        return Sti(self.rpartition("[")[0])

    def er_under(self, over: str) -> bool:
        return self.startswith((f"{over}.", f"{over}["))


def i_liste(liste: str, nokkel: object) -> Sti:
    """Elementet med id-en, typen eller plassen ``nokkel`` i lista."""
    return Sti(f"{liste}[{nokkel}]")
