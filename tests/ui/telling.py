"""Teller det en bruker gjør: hvert kall på et av ordene i ``Styr`` er én handling, også når det gjør flere ting."""

from __future__ import annotations

from typing import Any

from ui.styr import Styr

from overforing.saksgang.tilstand import Skjemasteg

ORDENE = ("trykk", "skriv", "skriv_her", "velg", "svar", "kryss", "tast")


class Teller(Styr):
    """``rulles`` er hvor mye som lå utenfor på hvert steg, det meste som ble målt mens det sto der."""

    def __init__(self, vindu: Any, *, tastatur: bool = False) -> None:
        super().__init__(vindu, tastatur=tastatur)
        self.handlinger = 0
        self.rulles: dict[Skjemasteg, int] = {}
        self._inni = False

    def __getattribute__(self, navn: str) -> Any:
        verdi = super().__getattribute__(navn)
        if navn not in ORDENE:
            return verdi

        def telt(*a: Any, **k: Any) -> Any:
            if self._inni:
                return verdi(*a, **k)
            self.handlinger += 1
            self._inni = True
            try:
                return verdi(*a, **k)
            finally:
                self._inni = False
                self._mal()

        return telt

    def _mal(self) -> None:
        side = self.vindu.sakside
        if side is None or side.gang is None or side.viser_brevene:
            return
        self.vent_til_ferdig()
        steg, rullefelt = side.gang.tilstand.side, side.midt.rulle.verticalScrollBar()
        self.rulles[steg] = max(self.rulles.get(steg, 0), rullefelt.maximum())
