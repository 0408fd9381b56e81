"""Feilene på siden, like over knappene. Hver er en lenke til feltet sitt."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy

from overforing.saksgang.tilstand import Feil

from .klosser import Flate, HelEtikett, Kort, Lenke, Rulle, stabel
from .ordene import Ord
from .tema import Tema, sett


class Feilliste(Kort):
    """Skjult når det ikke er noen feil."""

    valgt = Signal(str)

    def __init__(self, tema: Tema, ord_: Ord) -> None:
        super().__init__(tema)
        self._tema = tema
        self.setAccessibleName(ord_("feil.tittel"))
        sett(self, feil="ja")
        px = tema.px
        self.rom.setContentsMargins(px(11), px(10), px(11), px(8))
        self.rom.setSpacing(px(4))
        self._tittel = self.rom.ny(HelEtikett(f"△ {ord_('feil.tittel')}", "sterk"))
        self._tittel.setContentsMargins(px(5), 0, px(5), 0)
        inni = self._inni = Flate()
        self._listerom = stabel(inni, px(3), (px(5), px(5), px(5), px(5)))
        self._rulle = self.rom.ny(Rulle(inni))
        self._rulle.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setVisible(False)

    def vis(self, feil: tuple[Feil, ...]) -> None:
        lenker = (Lenke(en.tekst, partial(self.valgt.emit, en.sti), "feillenke") for en in feil)
        if self._listerom.fyll(feil, lenker):
            self.setVisible(bool(feil))
            self.tilpass()

    def fokuser(self) -> None:
        """Flytt fokus til den første feilen."""
        if lenke := self._inni.findChild(Lenke):
            lenke.setFocus()

    def tilpass(self) -> None:
        """Så høy som feilene trenger, men bare en del av siden: spørsmålene skal også synes."""
        if self.isHidden():
            return
        forelder = self.parentWidget()
        bredde = max(50, (forelder.width() if forelder else 400) - 2 * self._tema.px(11) - 4)
        trengs = self._listerom.heightForWidth(bredde) + 2
        over_en_linje = self._tittel.heightForWidth(bredde) - self._tittel.fontMetrics().height()
        mest = (forelder.height() if forelder else 600) // 4 - over_en_linje
        self._rulle.setFixedHeight(min(trengs, max(mest, self._tema.px(60))))
        self._rulle.tilpass()
