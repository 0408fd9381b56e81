"""Vinduet slik programmet har det oppe: det kan bygges på nytt mens en er i det."""

from __future__ import annotations

from pathlib import Path
from typing import Any, cast

from PySide6.QtWidgets import QApplication
from ui.tidsur import ro
from ui.vindu import Svarer, lag_kontor, lag_mottak

from overforing.program.innstillinger import Innstillingslager
from overforing.program.program import Program
from overforing.sak.kodeverk import Malform
from overforing.ui.deler.dialoger import Dialoger
from overforing.ui.deler.ordene import Ord
from overforing.ui.deler.qtnorsk import installer
from overforing.ui.deler.tema import Tema
from overforing.ui.deler.utstyr import Utstyr
from overforing.ui.vindu.hovedvindu import Hovedvindu
from overforing.ui.vindu.oppstart import Vinduer


class Oppe:
    """Vinduet med alt det trenger, klart til å byttes ut."""

    def __init__(self, program: Program, mappe: Path, tema: Tema, app: QApplication) -> None:
        self.mappe, self.lager = mappe, Innstillingslager(mappe)
        self.kontor = lag_kontor(program, mappe)
        self.mottak = lag_mottak(program, self.lager, mappe)

        def lag(malform: Malform, _varm: Any) -> Hovedvindu:
            installer(app, program.katalog, malform)
            tema.sett_tekst(self.lager.verdier.tekststorrelse)
            ord_ = Ord(program.katalog, malform)
            utstyr = Utstyr(ord_, tema, program.geografi, self.lager, cast(Dialoger, Svarer()))
            vindu = Hovedvindu(self.kontor, utstyr, app, regelbok=program.regelbok, mottak=self.mottak)
            vindu.menyer.fyll()  # som når det er tegnet
            return vindu

        self.vinduer = Vinduer(app, lag, self.kontor, self.mottak, Malform.NB)
        self.vindu.show()

    @property
    def vindu(self) -> Hovedvindu:
        return self.vinduer.na

    def velg(self, malform: str) -> None:
        """Velg i innstillingene, som en som trykker."""
        self.vindu.ramme.ga_til("innstillinger")
        rad = self.vindu.ramme.side("innstillinger")._vindusmalform
        rad._gruppe.button(rad._verdier.index(malform)).click()
        self.vent()

    def vent(self) -> None:
        """Til vinduet er byttet ut og det nye er ferdig."""
        QApplication.processEvents()
        ro(self.vindu)
