"""Det som gjøres med loggen, på tråden som eier den, og hva som sies når det ikke går."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from overforing.feil import OverforingFeil
from overforing.saksgang.kopier import er_fortalt, venter_pa_lasen
from overforing.ui.deler.arbeid import Arbeid
from overforing.ui.deler.dialoger import Dialoger
from overforing.ui.deler.ordene import Ord

T = TypeVar("T")


class Loggarbeid(Arbeid):
    """Arbeidstråden til mottaket. Går noe ikke, sies det i en dialog over ``vindu``."""

    levert = Signal()
    """Noe er gjort, og svaret tatt imot."""

    def __init__(self, forelder: QObject, vindu: QWidget, dialoger: Dialoger, ord_: Ord) -> None:
        super().__init__(forelder)
        self._vindu, self._dialoger, self._ord = vindu, dialoger, ord_
        self._sier_fra = False

    def gjor(
        self,
        navn: str,
        hva: Callable[[], T],
        ferdig: Callable[[T], object],
        feilet: Callable[[Exception], object] | None = None,
    ) -> None:
        def tatt_imot(svar: T) -> None:
            ferdig(svar)
            self.levert.emit()

        super().gjor(navn, hva, tatt_imot, feilet)

    def prov(
        self,
        navn: str,
        hva: Callable[[], T],
        ferdig: Callable[[T], object],
        tittel: str = "ui_mottak.feil",
        ellers: Callable[[], object] = lambda: None,
    ) -> None:
        """Gjør noe. Går det ikke, sies det, og brukeren kan prøve igjen. ``ellers`` når det ikke ble gjort."""

        def feilet(feil: Exception) -> None:
            if not prov_igjen(feil):
                ellers()

        def prov_igjen(feil: Exception) -> bool:
            if (
                er_fortalt(feil)
                or (navn == "liste" and venter_pa_lasen(feil))
                or (isinstance(feil, OverforingFeil) and self._sier_fra)
            ):
                return False  # det samme er i veien for begge, og ett vindu om gangen er nok
            self._sier_fra = True
            try:
                igjen = self._dialoger.gikk_ikke(self._vindu, self._ord.fra(tittel), feil)
            finally:
                self._sier_fra = False
            if igjen:
                self.prov(navn, hva, ferdig, tittel, ellers)
            return igjen

        self.gjor(navn, hva, ferdig, feilet)

    def si(self, feil: Exception, vis: Callable[[str], object] | None = None) -> None:
        """Si feilen der ``vis`` sier den, ellers i en dialog. En feil i programmet går videre til krasjmeldingen."""
        if not isinstance(feil, OverforingFeil):
            raise feil
        tekst = self._ord.feil(feil)
        if vis is not None:
            vis(tekst)
        else:
            self._dialoger.feil(self._vindu, self._ord.fra("ui_mottak.feil"), tekst)
