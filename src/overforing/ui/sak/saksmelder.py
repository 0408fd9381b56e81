"""Sier det som endrer seg i saken utenfor fokus: utfallet, hjelpen som trengs nå, og hvordan hver ansatt står."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from overforing.saksgang.tilstand import Tilstand
from overforing.ui.deler.klosser import utsatt
from overforing.ui.deler.meld import meld
from overforing.ui.deler.ordene import Ord

_RO_MS = 700
"""Så lenge etter det siste svaret: den som skriver, skal ikke avbrytes for hvert tegn."""


class Saksmelder(QObject):
    """Følger saken med ``folg``. Bare det som er endret siden sist, sies."""

    def __init__(self, fra: QWidget, ord_: Ord) -> None:
        super().__init__(fra)
        self._fra, self._ord = fra, ord_
        self._sagt: dict[str, str] = {}
        self._na: dict[str, str] = {}
        self._klokke = utsatt(self, _RO_MS, self._si)

    def ny_sak(self) -> None:
        """Det første som vises av en annen sak, er ikke noe som er endret."""
        self._klokke.stop()
        self._sagt = {}

    def folg(self, tilstand: Tilstand) -> None:
        self._na = {
            "utfall": f"{self._ord('slik_star')}: {tilstand.slik_star}",
            "hjelp": f"{self._ord('hjelp.tittel')} {tilstand.hjelp.tekst}",
            **{f"ansatt {boks.id}": f"{boks.navn}: {boks.status}" for boks in tilstand.linjen},
        }
        self._sagt = self._sagt or self._na
        self._klokke.start()

    def _si(self) -> None:
        nytt = [tekst for sted, tekst in self._na.items() if tekst != self._sagt.get(sted, tekst)]
        self._sagt = self._na
        meld(self._fra, " ".join(nytt))
