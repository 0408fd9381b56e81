"""Saken slik den ligger i lageret: hva som er lagret, i hvilken versjon, og hvor brevene er."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import PurePath
from typing import Protocol

from overforing.sak.lagret import IKKE_LAGRET
from overforing.sak.modell import Sak

from .historikk import Oyeblikk


class Lager(Protocol):
    """Der utkastet lagres. ``versjon`` er den saken ble lest i, eller ``IKKE_LAGRET``; svaret er den nye."""

    def lagre_utkast(self, sak: Sak, raa: Mapping[str, str], versjon: int) -> int: ...

    def ny_revisjon(self, id_: str, grunn: str) -> None: ...

    def slett(self, *ider: str) -> None: ...
    def husk_filer(self, id_: str, filer: Sequence[str]) -> None: ...


class Utkast:
    """``lagret`` er når det sist ble lagret. ``filer`` er der brevene ligger, de siste først.

    ``begynt_her``: saken begynte nå, så det den begynte med, er det kontoret har stilt inn, og ingens svar.
    """

    def __init__(self, lager: Lager, versjon: int, lagret: datetime | None, filer: tuple[str, ...]) -> None:
        self._lager = lager
        self._versjon = versjon
        self.lagret = lagret
        self.filer = self._lagrede_filer = filer
        self.begynt_her = versjon == IKKE_LAGRET
        self._lagret_som: Oyeblikk | None = None

    def begynn(self, slik: Oyeblikk) -> None:
        """Slik ligger saken i lageret, eller slik begynte den."""
        self._lagret_som = slik

    def er_ulagret(self, na: Oyeblikk) -> bool:
        if self._versjon == IKKE_LAGRET and not self.begynt_her:
            return True
        return self._lagret_som is None or not na.samme_som(self._lagret_som)

    def lagre(self, na: Oyeblikk, tidspunkt: datetime) -> bool:
        """Lagre når noe er endret siden sist, og svar om det var det. Feil fra lageret går videre."""
        endret = self.er_ulagret(na)
        if endret:
            self._versjon = self._lager.lagre_utkast(na.sak, dict(na.raa), self._versjon)
            self._lagret_som, self.lagret = na, tidspunkt
        if self.filer != self._lagrede_filer:
            self._lager.husk_filer(na.sak.id, self.filer)
            self._lagrede_filer = self.filer
        return endret

    def brev_lagret(self, filer: Sequence[str]) -> None:
        """Brev er lagret, så saken blir liggende også når ingen har svart på noe i den."""
        self.begynt_her = False
        nye = {PurePath(fil).name for fil in filer}
        self.filer = (*filer, *(fil for fil in self.filer if PurePath(fil).name not in nye))

    def er_tom(self, forst: Oyeblikk, na: Oyeblikk) -> bool:
        """Om saken begynte her og ikke har fått et eneste svar."""
        return self.begynt_her and na.samme_som(forst)

    def slett(self, id_: str) -> None:
        """Ta bort det som er lagret av en sak det ikke ble noe av."""
        if self._versjon != IKKE_LAGRET:
            self._lager.slett(id_)
