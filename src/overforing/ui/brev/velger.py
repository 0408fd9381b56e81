"""Et valg av noen få på liten plass: dokumentet, målformen og hvor stort brevet vises."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtWidgets import QComboBox

from overforing.ui.deler.bokstavelig import bokstavelig
from overforing.ui.deler.inndata import Nedtrekk, med_skjult_etikett


class Velger(Nedtrekk):
    """Nedtrekksliste der noe alltid er valgt. ``endret`` sendes bare når brukeren velger noe annet enn før."""

    endret = Signal(str)

    def __init__(self, navn: str) -> None:
        super().__init__("")
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        med_skjult_etikett(self, navn, self)
        self._gjelder = ""
        self.activated.connect(lambda _: self._velg())

    def fyll(self, valg: Sequence[tuple[str, str]], skille: int = 0) -> None:
        """Valgene som (verdi, tekst), med en strek foran nummer ``skille``. Er de de samme, røres ingenting."""
        rader = [(tekst[:1].upper() + tekst[1:], verdi) for verdi, tekst in valg]
        if rader == [(self.itemText(i), self.itemData(i)) for i in range(self.count()) if self.itemData(i)]:
            return
        self.clear()
        for tekst, verdi in rader:
            self.addItem(tekst, verdi)
        if 0 < skille < len(rader):
            self.insertSeparator(skille)
        self.velg(self._gjelder)

    def velg(self, verdi: str) -> None:
        """Vis hva som gjelder, uten å si at brukeren valgte det."""
        self._gjelder = verdi
        self.setCurrentIndex(self.findData(verdi) if verdi else -1)
        self.setToolTip(bokstavelig(self.currentText()))

    def velg_som_bruker(self, nr: int) -> None:
        """Velg nummer ``nr`` på brukerens vegne, fra et annet sted enn lista."""
        self.setCurrentIndex(nr)
        self._velg()

    def sizeHint(self) -> QSize:  # noqa: N802
        """Så bred at det lengste valget står på én linje. Qt regner ikke med all luften i stilarket."""
        onsket, bredt = super().sizeHint(), self.fontMetrics().horizontalAdvance
        lengst = max((bredt(self.itemText(nr)) for nr in range(self.count())), default=0)
        plass = self._tekstplass(QRect(QPoint(0, 0), onsket)).width()
        return onsket + QSize(max(0, lengst + 4 - plass), 0)

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        return QSize(min(self.sizeHint().width(), 120), super().minimumSizeHint().height())

    def fokuser(self) -> None:
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def _velg(self) -> None:
        if self.verdi != self._gjelder:
            self.velg(self.verdi)
            self.endret.emit(self.verdi)
