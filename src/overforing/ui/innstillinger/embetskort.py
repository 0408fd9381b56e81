"""Det som bare gjelder hos Statsforvalteren: hvor journalen føres."""

from __future__ import annotations

from PySide6.QtCore import Signal

from overforing.ui.deler.klosser import Etikett, Kort
from overforing.ui.deler.knapper import Avkryss
from overforing.ui.deler.ordene import Ord
from overforing.ui.deler.tema import Tema


class Journalkort(Kort):
    """Om embetets arkiv fører journalen. ``valgt`` gis svaret."""

    valgt = Signal(bool)

    def __init__(self, tema: Tema, ord_: Ord) -> None:
        t = ord_.fra
        super().__init__(tema, tittel=t("ui_innstillinger.journal.tittel"))
        self._arkivet = self.rom.ny(Avkryss(t("ui_innstillinger.journal.arkivet_forer")))
        self._arkivet.clicked.connect(self.valgt.emit)
        self.rom.addWidget(Etikett(t("ui_innstillinger.journal.hjelp"), "dempet"))

    def vis(self, arkivet_forer: bool) -> None:
        self._arkivet.setChecked(arkivet_forer)
