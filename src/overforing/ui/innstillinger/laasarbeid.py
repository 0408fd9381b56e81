"""Å skrive om det som er lagret, ved siden av vinduet: framdriften vises, og det kan stanses mellom to filer."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from overforing.feil import OverforingFeil
from overforing.ui.deler.utstyr import Utstyr

from .laasport import Laasen, SlippLoggen


class Laasarbeid:
    """``slipp_loggen`` lukker loggen på tråden den er åpen på, og kaller så det den får."""

    def __init__(self, laasen: Laasen, slipp_loggen: SlippLoggen, utstyr: Utstyr) -> None:
        self._laasen, self._slipp, self._u = laasen, slipp_loggen, utstyr

    def gjor(
        self,
        forelder: QWidget,
        til: str,
        handling: Callable[[], object],
        ferdig: Callable[[OverforingFeil | None], object],
    ) -> None:
        """Gjør ``handling``, som låser eller låser opp, og kall ``ferdig`` med det som var i veien, om noe var det.

        Hver fil er hel hele veien; en feil eller en stans gjør bare at noe ikke er gjort ennå. ``til`` er «pa» eller
        «av».
        """
        t, laasen = self._u.ord.fra, self._laasen

        def framdrift() -> str:
            gjort, av = laasen.framdrift
            return t("las.arbeid.framdrift", nr=str(min(gjort + 1, av)), av=str(av)) if av else ""

        def na() -> None:
            laasen.slipp()  # kontorets saker er åpne på vinduets tråd
            try:
                self._u.dialoger.vent(forelder, t(f"las.arbeid.{til}"), handling, laasen.stans, framdrift)
            except OverforingFeil as feil:
                ferdig(feil)
            else:
                ferdig(None)

        self._slipp(na)
