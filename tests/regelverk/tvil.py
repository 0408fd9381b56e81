"""Tilfellene i prøvene av tvilen: en sak som reiser den, eller en som så vidt ikke gjør det."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from regelverk.bygg import BEGGE, VEIER, avklaringer, om, utfall

from overforing.sak.modell import Regelsett, Sak


@dataclass(frozen=True)
class Tilfelle:
    """``om`` er det tvilen handler om, en gang for hver forekomst; tom når den så vidt ikke reises."""

    id: str
    hva: str
    sak: Sak
    om: tuple[str, ...] = ()
    ma_loses: bool = False
    regelsett: tuple[Regelsett, ...] = BEGGE

    def __str__(self) -> str:
        return f"{self.id}: {self.hva}"

    def prov(self) -> None:
        for regelsett in self.regelsett:
            svaret = [(str(a.om), a.ma_loses) for a in avklaringer(self.sak, self.id, regelsett)]
            assert svaret == [(om, self.ma_loses) for om in self.om]


def ma(id_: str, hva: str, om: str, sak: Sak, *, regelsett: tuple[Regelsett, ...] = BEGGE) -> Tilfelle:
    """Tvilen reises, og må løses før saken er ferdig."""
    return Tilfelle(id_, hva, sak, tuple(om.split()), ma_loses=True, regelsett=regelsett)


def kan(id_: str, hva: str, om: str, sak: Sak, *, regelsett: tuple[Regelsett, ...] = BEGGE) -> Tilfelle:
    """Tvilen reises, og kan stå."""
    return Tilfelle(id_, hva, sak, tuple(om.split()), regelsett=regelsett)


def ikke(id_: str, hva: str, sak: Sak, *, regelsett: tuple[Regelsett, ...] = BEGGE) -> Tilfelle:
    """Tvilen reises så vidt ikke."""
    return Tilfelle(id_, hva, sak, regelsett=regelsett)


ALLE = frozenset(VEIER)
HABILITET = frozenset(navn for navn, vei in VEIER.items() if vei.habilitet)
ALTERNATIVER = frozenset(navn for navn, vei in VEIER.items() if vei.alternativer)


def veier_med(id_: str, endring: Callable[[Sak], Sak]) -> set[str]:
    """Veiene der tvilen reises når saken får denne endringen, som ikke må flytte saken til et annet utfall."""
    ut = set()
    for navn, vei in VEIER.items():
        s = endring(vei.sak)
        assert utfall(s) == vei.utfall, f"endringen flyttet «{navn}»"
        if om(s, id_):
            ut.add(navn)
    return ut


def veier_til(*utfall: str) -> set[str]:
    return {navn for navn, vei in VEIER.items() if vei.utfall in utfall}
