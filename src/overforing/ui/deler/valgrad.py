"""Ett valg av noen få på én linje, som radioknapper eller som faner, og brutt tekst på en side som ikke ruller."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QStackedWidget, QWidget

from .flyt import Flyt
from .klosser import Etikett, folg_bredden, knapp
from .knapper import Radio
from .meld import si_valgt


class Fritekst(Etikett):
    """Brutt tekst på en side som ikke ruller: så høy som bredden krever, ikke som om den var ett ord bred."""

    def __init__(self, tekst: str = "", rolle: str = "", *, markerbar: bool = False) -> None:
        super().__init__(tekst, rolle, markerbar=markerbar)
        self.setMinimumHeight(1)
        if not tekst:
            self.hide()


class Valgrad(QWidget):
    """``valgt`` sendes bare når brukeren velger. Piltastene flytter mellom valgene."""

    valgt = Signal(str)

    def __init__(self, navn: str, *, faner: bool = False) -> None:
        super().__init__()
        if faner:
            self.setProperty("leses_som", "faner")
        self.setAccessibleName(navn)
        self._faner = faner
        self._verdier: tuple[str, ...] = ()
        self._gruppe = QButtonGroup(self)
        self._rad = Flyt(self, 8 if faner else 14)
        folg_bredden(self)
        if not faner:
            self._rad.addWidget(Etikett(navn, "sterk", bryt=False))
        self._gruppe.idClicked.connect(lambda nr: self.valgt.emit(self._verdier[nr]))

    def fyll(self, valg: Sequence[tuple[str, str]]) -> None:
        """Valgene som (verdi, tekst). Er verdiene de samme, røres ingenting, så fokus blir der det er."""
        verdier = tuple(verdi for verdi, _ in valg)
        if verdier == self._verdier:
            return
        self._verdier = verdier
        for gammel in self._gruppe.buttons():
            self._gruppe.removeButton(gammel)
            self._rad.removeWidget(gammel)
            gammel.hide()
            gammel.deleteLater()
        for nr, (_, tekst) in enumerate(valg):
            ny = self._knapp(tekst[:1].upper() + tekst[1:])
            self._gruppe.addButton(ny, nr)
            self._rad.addWidget(ny)

    def velg(self, verdi: str) -> None:
        """Vis hva som gjelder, uten å si at brukeren valgte det. En annen verdi betyr at ingenting er valgt."""
        if verdi in self._verdier:
            self._gruppe.button(self._verdier.index(verdi)).setChecked(True)
        elif valgt := self._gruppe.checkedButton():
            self._gruppe.setExclusive(False)
            valgt.setChecked(False)
            self._gruppe.setExclusive(True)

    @property
    def verdi(self) -> str:
        """Det som er valgt, tomt når ingenting er det."""
        nr = self._gruppe.checkedId()
        return self._verdier[nr] if nr >= 0 else ""

    def fokuser(self) -> None:
        """Fokus til det som er valgt, eller det første når ingenting er det. Det velger ikke noe."""
        if valgt := self._gruppe.checkedButton() or next(iter(self._gruppe.buttons()), None):
            valgt.setFocus(Qt.FocusReason.OtherFocusReason)

    def legg_til(self, widget: QWidget) -> None:
        """Noe mer helt til høyre på linjen."""
        self._rad.til_hoyre(widget)

    def _knapp(self, tekst: str) -> QAbstractButton:
        if self._faner:
            ny: QAbstractButton = knapp(tekst, rolle="filter", leses_som="fane")
            ny.setCheckable(True)
            ny.toggled.connect(lambda _: si_valgt(ny))
            ny.setStyleSheet("font-weight: 600")  # likt på og av, så bredden holder når den velges
            return ny
        ny = Radio(tekst)
        ny.setAccessibleName(f"{self.accessibleName()}: {tekst}")
        return ny


class Fanestabel(QStackedWidget):
    """Fanene: så høye som plassen, og aldri lavere enn at de kan brukes. Er vinduet lavere, ruller siden."""

    def __init__(self, minst: int) -> None:
        super().__init__()
        self._minst = minst
        self.currentChanged.connect(lambda _: self.updateGeometry())

    def hasHeightForWidth(self) -> bool:  # noqa: N802
        return False

    def sizeHint(self) -> QSize:  # noqa: N802
        return QSize(400, self.minimumSizeHint().height())

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        # Den som vises. Qt tar den høyeste av alle.
        vist: QWidget | None = self.currentWidget()
        trengs = vist.minimumSizeHint() if vist else QSize()
        rom = vist.layout() if vist else None
        brutt = rom.minimumHeightForWidth(self.width()) if rom and rom.hasHeightForWidth() else 0
        return QSize(trengs.width(), max(self._minst, trengs.height(), brutt))

    def resizeEvent(self, hendelse: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(hendelse)
        if hendelse.oldSize().width() != self.width():
            self.updateGeometry()
