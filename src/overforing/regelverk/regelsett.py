"""Hvilken lov saken følger: regelsettene med startdato, sortert, uten hull og overlapp."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from overforing.sak.modell import Regelsett, Sak


class ForTidlig(ValueError):
    """Vurderingsdatoen er før det første regelsettet."""

    def __init__(self, dato: date, forste: date) -> None:
        super().__init__(f"{dato} er før {forste}")
        self.dato = dato
        self.forste = forste


class Kalender:
    """Regelsettene etter startdato. Et regelsett uten dato er ikke i kraft og velges aldri av datoen."""

    def __init__(self, startdatoer: Mapping[Regelsett, date]) -> None:
        if Regelsett.FVL1967 not in startdatoer:
            raise ValueError("kalenderen mangler det første regelsettet")
        self._rekke = sorted((start, regelsett) for regelsett, start in startdatoer.items())

    @property
    def forste(self) -> date:
        return self._rekke[0][0]

    def start(self, regelsett: Regelsett) -> date | None:
        """Dagen regelsettet gjelder fra, eller ``None`` når den ikke er bestemt."""
        return next((start for start, navn in self._rekke if navn is regelsett), None)

    def gjeldende(self, dato: date) -> Regelsett:
        """Regelsettet som gjelder på datoen. Kaster ``ForTidlig`` før det første."""
        gjelder = [regelsett for start, regelsett in self._rekke if start <= dato]
        if not gjelder:
            raise ForTidlig(dato, self.forste)
        return gjelder[-1]

    def for_sak(self, sak: Sak) -> Regelsett:
        """En ferdig sak beholder regelsettet den ble avgjort etter; ellers gjelder vurderingsdatoen."""
        if sak.ferdigstilt and sak.ferdigstilt.regelsett:
            return sak.ferdigstilt.regelsett
        return self.gjeldende(sak.vurderingsdato)
