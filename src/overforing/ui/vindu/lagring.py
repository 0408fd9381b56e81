"""Lagring av seg selv: kort tid etter en endring, og når saken eller vinduet forlates."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from overforing.feil import OverforingFeil
from overforing.ui.deler.dialoger import Dialoger
from overforing.ui.deler.klosser import utsatt
from overforing.ui.deler.meld import meld
from overforing.ui.deler.ordene import Ord

if TYPE_CHECKING:
    from overforing.saksgang.saksgang import Saksgang

_VENT_MS = 1500
_IGJEN_MS = 15_000
"""Så ofte prøves det igjen av seg selv når det ikke gikk, uten å si noe."""


class Autolagring(QObject):
    """Lagrer saken 1,5 s etter den første endringen siden sist. ``status`` er det foten av vinduet viser."""

    status = Signal(str)
    lagret = Signal()

    def __init__(self, vindu: QWidget, ord_: Ord, dialoger: Dialoger) -> None:
        super().__init__(vindu)
        self._vindu = vindu
        self._ord = ord_
        self._dialoger = dialoger
        self._gang: Saksgang | None = None
        self._sagt = ""
        self._meldt = False
        self._stille = False
        self._klokke = utsatt(self, _VENT_MS, self.lagre)
        self._igjen = utsatt(self, _IGJEN_MS, lambda: self.lagre(spor=False))

    def folg(self, gang: Saksgang | None) -> None:
        """Følg denne saken. Den forrige skal være lagret."""
        self._klokke.stop()
        self._igjen.stop()
        self._gang = gang
        self._sagt = ""
        self._meldt = self._stille = False
        self.endret()

    def endret(self) -> None:
        """Saken kan være endret."""
        if self._gang is None:
            self.status.emit("")
            return
        tilstand = self._gang.tilstand
        if tilstand.ulagret and not self._klokke.isActive():
            self._klokke.start()
        if tilstand.ulagret:
            self.status.emit(self._ord("ikke_lagret" if self._igjen.isActive() else "lagrer"))
        elif tilstand.lagret:
            self.status.emit(self._ord("lagret", klokka=f"{tilstand.lagret.astimezone():%H.%M}"))

    def lagre(self, *, spor: bool = True) -> bool:
        """Lagre nå. Går det ikke, sies det én gang, med råd og «Prøv igjen»."""
        gang = self._gang
        self._klokke.stop()
        self._igjen.stop()
        while gang is not None and gang.ulagret:
            try:
                gang.lagre()
                self._sagt, self._stille = "", False
                self._meld_lagret(gang)
                self.lagret.emit()
            except OverforingFeil as feil:
                melding = self._ord.feil(feil)
                self._meldt = False
                kjent, ny = melding == self._sagt, not self._sagt
                self.status.emit(self._ord("ikke_lagret"))
                if spor and not kjent:
                    self._sagt = melding  # før det sies: en lagring til kan komme mens det står på skjermen
                    if self._dialoger.gikk_ikke(self._vindu, self._ord("feil.lagre"), feil):
                        self._sagt = ""
                        continue
                elif ny and not self._stille:
                    self._stille = True
                    meld(self._vindu, self._ord("feil.lagre"), viktig=True)
                self._igjen.start()
                return False
        self.endret()
        return True

    def _meld_lagret(self, gang: Saksgang) -> None:
        """Sies høyt første gang i en sak og når det går igjen etter en feil; hver gang ville vært i veien."""
        if not self._meldt and gang.tilstand.lagret:
            self._meldt = True
            meld(self._vindu, self._ord("lagret", klokka=f"{gang.tilstand.lagret.astimezone():%H.%M}"))

    def lukk(self) -> bool:
        """Lagre og bevar saken før den forlates. Er svaret nei, skal den ikke forlates."""
        gang = self._gang
        while gang is not None:
            try:
                gang.lukk()
                break
            except OverforingFeil as feil:
                if feil.bevart:
                    if self._ord.feil(feil) != self._sagt:
                        self._dialoger.gikk_ikke(self._vindu, self._ord("feil.lagre"), feil)
                    break
                valg = tuple(self._ord(f"knapp.{k}") for k in ("prov_igjen", "lukk_likevel", "bli"))
                valgt = self._dialoger.velg(self._vindu, self._ord("feil.lagre"), self._ord.feil(feil), valg)
                if valgt == 2:
                    self.endret()
                    return False
                if valgt == 1:
                    break
        self.folg(None)
        return True
