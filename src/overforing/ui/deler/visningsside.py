"""En side som viser saken på en annen måte: overskrift, knapper, utskrift og veien tilbake."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QPushButton, QWidget

from .dialoger import Dialoger
from .flyt import Rad
from .klosser import Etikett, Klar, knapp, stabel
from .meld import meld
from .ordene import Ord
from .utstyr import Utstyr

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter


class Visningsside(Klar):
    """Ramme for slike sider. ``tilbake`` når brukeren vil tilbake til saken."""

    tilbake = Signal()

    def __init__(self, utstyr: Utstyr, tittel: str) -> None:
        super().__init__()
        self._tema, self._ord, self._dialoger = utstyr.tema, utstyr.ord, utstyr.dialoger
        px = self._tema.px
        self._rom = stabel(self, px(8), (px(24), px(16), px(24), px(14)))
        self._rom.til_venstre(knapp(self._ord("tilbake_til_saken"), self.tilbake.emit, "lenke_liten"))
        self._knapperad = self._rom.ny(Rad(px(10)))
        self._knapper = self._knapperad.rom
        self._knapper.setContentsMargins(0, px(5), 0, px(5))
        if tittel:
            self._knapper.addWidget(Etikett(tittel, "overskrift", bryt=False))

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
        skriv_til_valgt(self, self._dialoger, self._ord, navn, skriv, liggende=liggende)


def skriv_til_valgt(
    side: QWidget, dialoger: Dialoger, ord_: Ord, navn: str, skriv: Callable[[QPrinter], None], *, liggende: bool
) -> None:
    """La brukeren velge skriver, og skriv dit. ``navn`` står i skriverkøen og sier aldri noe om saken."""

    valgt: QPrinter | None = None

    def skriv_dit() -> None:
        nonlocal valgt
        valgt = dialoger.skriver(side, navn, liggende=liggende)
        if valgt is not None:
            skriv(valgt)

    if dialoger.prov(side, ord_.fra("ui_brev.ut.feil_skriv"), skriv_dit) and valgt is not None:
        meld(side, ord_.fra("ui_kart.skrevet_ut"))
