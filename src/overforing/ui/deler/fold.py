"""Noe som kan legges sammen under en tittel."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from .klosser import Klar, Lenke, stabel
from .meld import meld
from .ordene import Ord


class Fold(Klar):
    """Tittelen er knappen, og sier selv om det under er vist. Begynner lagt sammen."""

    byttet = Signal()

    def __init__(self, ord_: Ord, innhold: QWidget, mellomrom: int) -> None:
        super().__init__()
        self._ord, self._innhold, self._tittel = ord_, innhold, ""
        rom = stabel(self, mellomrom)
        self.bryter = rom.ny(Lenke("", self._bytt, "bryter"))
        rom.addWidget(innhold)
        innhold.hide()

    def vis_tittel(self, tittel: str) -> None:
        self._tittel = tittel
        self.bryter.vis_tekst(f"{'▾' if self.apen else '▸'}  {tittel}")
        self.bryter.setProperty("apen", self.apen)
        self.bryter.setAccessibleName(f"{tittel}: {self._ord('legg_sammen' if self.apen else 'vis_alt')}")

    @property
    def apen(self) -> bool:
        return not self._innhold.isHidden()

    def apne(self, apen: bool = True) -> None:
        if apen != self.apen:
            self._innhold.setVisible(apen)
            self.vis_tittel(self._tittel)
            self.byttet.emit()

    def _bytt(self) -> None:
        self.apne(not self.apen)
        meld(self, f"{self._tittel}: {self._ord('fold.vist' if self.apen else 'fold.skjult')}")
