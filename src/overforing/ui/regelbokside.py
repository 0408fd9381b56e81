"""Regelboken, til å lese og søke i."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QTextBrowser, QWidget

from .inndata import Linjefelt
from .klosser import knapp, stabel
from .ordene import Ord
from .tema import Tema


class Regelbokside(QWidget):
    """``tilbake`` når brukeren vil tilbake til saken."""

    tilbake = Signal()

    def __init__(self, tema: Tema, ord_: Ord, markdown: str) -> None:
        super().__init__()
        self.setProperty("rolle", "klar")
        px = tema.px
        rom = stabel(self, px(10), (px(24), px(18), px(24), px(18)))
        topp = QHBoxLayout()
        self.tilbakeknapp = knapp(ord_("tilbake_til_saken"), self.tilbake.emit, "stille")
        self.sokefelt = Linjefelt()
        self.sokefelt.setPlaceholderText(ord_("regelbok.sok"))
        self.sokefelt.setAccessibleName(ord_("regelbok.sok"))
        self.sokefelt.setMaximumWidth(px(320))
        self.sokefelt.textEdited.connect(self._sok_forfra)
        self.sokefelt.returnPressed.connect(self._sok_videre)
        topp.addWidget(self.sokefelt, 1)
        topp.addStretch(1)
        topp.addWidget(self.tilbakeknapp)
        rom.addLayout(topp)
        self.tekst = QTextBrowser()
        self.tekst.setAccessibleName(ord_("regelbok.navn"))
        self.tekst.setOpenExternalLinks(True)
        self.tekst.setMarkdown(markdown)
        rom.addWidget(self.tekst, 1)

    def _sok_forfra(self, tekst: str) -> None:
        markor = self.tekst.textCursor()
        markor.movePosition(markor.MoveOperation.Start)
        self.tekst.setTextCursor(markor)
        if tekst:
            self.tekst.find(tekst)

    def _sok_videre(self) -> None:
        if not self.tekst.find(self.sokefelt.text()):
            self._sok_forfra(self.sokefelt.text())
