"""Kortet der rettskrivingen slås av og på, og hvilke ordlister som er funnet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

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
        funnet = rettskriving.malformer
        merk = self.rom.ny(Avkryss(navn := t("ui_innstillinger.staving.merk")))
        merk.setAccessibleName(navn)
        merk.setChecked(bool(funnet) and utstyr.innstillinger.verdier.rettskriving)
        merk.setEnabled(bool(funnet))
        merk.clicked.connect(lambda pa: self.valgt.emit(pa))
        er = "begge" if len(funnet) == 2 else funnet[0].value if funnet else "ingen"
        self.rom.addWidget(Etikett(t(f"ui_innstillinger.staving.er.{er}")))
        self.rom.addWidget(
            Etikett(t("ui_innstillinger.staving.hjelp" if funnet else "ui_innstillinger.staving.hvor"), "dempet")
        )
