"""Vinduet som spør etter én linje tekst."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication, QDialog, QHBoxLayout, QLayout, QWidget

from .fokusring import Fokusring
from .klosser import HelEtikett, knapp, stabel
from .linjefelt import Linjefelt
from .ordene import Ord


class Skrivedialog(QDialog):
    """Godtatt når brukeren vil lagre ``tekst``; Escape er å la være."""

    def __init__(self, forelder: QWidget | None, ord_: Ord, tittel: str, hjelp: str, verdi: str, lengst: int) -> None:
        super().__init__(forelder)
        self.setWindowTitle(ord_("program"))
        em = self.fontMetrics().height()
        rom = stabel(self, em // 2, (em, em, em, em))
        rom.setSizeConstraint(QLayout.SizeConstraint.SetFixedSize)
        rom.ny(HelEtikett(tittel, "mellomtittel"))
        rom.ny(HelEtikett(hjelp)).setMinimumWidth(em * 24)
        self._felt = rom.ny(Linjefelt())
        self._felt.setMaxLength(lengst)
        self._felt.setText(verdi)
        self._felt.selectAll()
        self._felt.setAccessibleName(tittel)
        self._felt.setAccessibleDescription(hjelp)
        lagre, avbryt = knapp(ord_("knapp.lagre"), self.accept, "hoved"), knapp(ord_("knapp.avbryt"), self.reject)
        lagre.setDefault(True)
        knapper = QHBoxLayout()
        knapper.setSpacing(em)
        knapper.addStretch(1)
        knapper.addWidget(lagre)
        knapper.addWidget(avbryt)
        rom.addLayout(knapper)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        self._ring = Fokusring(self, app)

    @property
    def tekst(self) -> str:
        return self._felt.text()

    def done(self, svar: int) -> None:
        self._ring.slipp()
        super().done(svar)
