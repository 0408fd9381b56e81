"""Kortet der rettskrivingen slås av og på, og hvilke ordlister som er funnet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent

from overforing.ui.deler.klosser import Etikett, Kort
from overforing.ui.deler.knapper import Avkryss
from overforing.ui.deler.utstyr import Utstyr

if TYPE_CHECKING:
    from overforing.tekster.rettskriving import Rettskriving


class Stavekort(Kort):
    """``valgt`` gis om ord som kan være feil stavet, skal merkes. Uten en ordliste er det ingenting å velge."""

    valgt = Signal(bool)

    def __init__(self, utstyr: Utstyr, rettskriving: Rettskriving) -> None:
        t = utstyr.ord.fra
        super().__init__(utstyr.tema, tittel=t("ui_innstillinger.staving.tittel"))
        self._u, self._t, self._rett = utstyr, t, rettskriving
        self._merk = self.rom.ny(Avkryss(navn := t("ui_innstillinger.staving.merk")))
        self._merk.setAccessibleName(navn)
        self._merk.clicked.connect(lambda pa: self.valgt.emit(pa))
        self._er = self.rom.ny(Etikett())
        self._hjelp = self.rom.ny(Etikett("", "dempet"))
        self._vis()

    def showEvent(self, hendelse: QShowEvent) -> None:  # noqa: N802
        self._vis()  # en ordliste som er prøvd siden sist, kan ha vist seg å ikke være noen
        super().showEvent(hendelse)

    def _vis(self) -> None:
        t, funnet = self._t, self._rett.malformer
        self._merk.setChecked(bool(funnet) and self._u.innstillinger.verdier.rettskriving)
        self._merk.setEnabled(bool(funnet))
        er = "begge" if len(funnet) == 2 else funnet[0].value if funnet else "ingen"
        self._er.vis_tekst(t(f"ui_innstillinger.staving.er.{er}"))
        self._hjelp.vis_tekst(t(f"ui_innstillinger.staving.{'hjelp' if funnet else 'hvor'}"))
