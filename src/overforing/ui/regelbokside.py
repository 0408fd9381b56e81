"""Regelboken, til å lese og søke i."""

from __future__ import annotations

import re
from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtGui import QTextCursor
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
        topp.setSpacing(px(12))
        topp.addWidget(self.sokefelt, 10)
        topp.addWidget(self.tilbakeknapp)
        topp.addStretch(1)
        rom.addLayout(topp)
        self.tekst = QTextBrowser()
        self.tekst.setAccessibleName(ord_("regelbok.navn"))
        self.tekst.setOpenExternalLinks(True)
        self.tekst.setMaximumWidth(px(860))
        self.tekst.document().setIndentWidth(px(20))
        self.tekst.document().setDocumentMargin(px(4))
        self.tekst.setMarkdown(til_lesing(markdown))
        self._luft(px)
        rom.addWidget(self.tekst, 1)

    def _luft(self, px: Callable[[float], int]) -> None:
        """Mer luft over en overskrift enn under: den hører til det som følger."""
        markor = QTextCursor(self.tekst.document())
        while True:
            if niva := markor.blockFormat().headingLevel():
                format_ = markor.blockFormat()
                format_.setTopMargin(px(4 if niva == 1 else 18))
                format_.setBottomMargin(px(6))
                markor.setBlockFormat(format_)
            if not markor.movePosition(QTextCursor.MoveOperation.NextBlock):
                break
        self.tekst.moveCursor(QTextCursor.MoveOperation.Start)

    def _sok_forfra(self, tekst: str) -> None:
        markor = self.tekst.textCursor()
        markor.movePosition(markor.MoveOperation.Start)
        self.tekst.setTextCursor(markor)
        if tekst:
            self.tekst.find(tekst)

    def _sok_videre(self) -> None:
        if not self.tekst.find(self.sokefelt.text()):
            self._sok_forfra(self.sokefelt.text())


def til_lesing(markdown: str) -> str:
    """Boken uten navnene reglene og prøvene har i programmet: spørsmålet i regelen blir overskriften."""
    for monster, blir in (
        (r"^(#+ [\d.]+) `\w+`\n\n([^\n?]+\?) +", r"\1 \2\n\n"),
        (r"^(#+ [\d.]+) `\w+`\n\n(Ellers)\b ", r"\1 \2\n\n\2 "),
        (r"^- `\w+` \((.+?)\): ", lambda m: f"- **{m[1][:1].upper()}{m[1][1:]}:** "),
        (r"^- `\w+`: ", "- "),
        (r" \(`\w+`\)", ""),
        (r"^- Eksempler: .*\n", ""),
    ):
        markdown = re.sub(monster, blir, markdown, flags=re.MULTILINE)
    return markdown
