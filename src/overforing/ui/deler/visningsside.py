"""En side som viser saken på en annen måte: overskrift, knapper, utskrift og veien tilbake."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from .dialoger import Dialoger
from .flyt import Flyt
from .klosser import Etikett, knapp, stabel
from .meld import meld
from .ordene import Ord
from .tema import Tema

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter


class Visningsside(QWidget):
    """Ramme for slike sider. ``tilbake`` når brukeren vil tilbake til saken."""

    tilbake = Signal()

    def __init__(self, tema: Tema, ord_: Ord, dialoger: Dialoger, tittel: str) -> None:
        super().__init__()
        self.setProperty("rolle", "klar")
        self._tema, self._ord, self._dialoger = tema, ord_, dialoger
        px = tema.px
        self._rom = stabel(self, px(8), (px(24), px(16), px(24), px(14)))
        rad = QHBoxLayout()
        rad.addWidget(knapp(ord_("tilbake_til_saken"), self.tilbake.emit, "lenke_liten"))
        rad.addStretch(1)
        self._rom.addLayout(rad)
        knapper = QWidget()
        knapper.setProperty("rolle", "klar")
        self._knapper = Flyt(knapper, px(10))
        self._knapper.setContentsMargins(0, px(5), 0, px(5))
        if tittel:
            self._knapper.addWidget(Etikett(tittel, "overskrift", bryt=False))
        self._knapperad = knapper
        self._rom.addWidget(knapper)

    def _knapp(self, tekst: str, handling: Callable[[], object]) -> QPushButton:
        ny = knapp(tekst, handling, "stille")
        self._knapper.addWidget(ny)
        return ny

    def _tast(self, tast: QKeySequence.StandardKey | str, handling: Callable[[], object]) -> None:
        """En snarvei som bare gjelder på denne siden."""
        snarvei = QShortcut(QKeySequence(tast), self)
        snarvei.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        snarvei.activated.connect(lambda: handling())

    def _skriv_ut(self, navn: str, skriv: Callable[[QPrinter], None], *, liggende: bool) -> None:
        """La brukeren velge skriver, og skriv dit. ``navn`` står i skriverkøen og sier aldri noe om saken."""

        valgt: QPrinter | None = None

        def skriv_dit() -> None:
            nonlocal valgt
            valgt = self._dialoger.skriver(self, navn, liggende=liggende)
            if valgt is not None:
                skriv(valgt)

        if self._dialoger.prov(self, self._ord.fra("ui_brev.ut.feil_skriv"), skriv_dit) and valgt is not None:
            meld(self, self._ord.fra("ui_kart.skrevet_ut"))
