"""Kortet «Kopier til fagsystemet»: fakta om saken, til å lime inn der. En ser hva det er før det kopieres."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication

from overforing.ui.deler.fold import Fold
from overforing.ui.deler.klosser import Etikett, Kort, Spalte, knapp
from overforing.ui.deler.meld import meld
from overforing.ui.deler.ordene import Ord
from overforing.ui.deler.tema import Tema


class Fagsystemkort(Kort):
    """``byttet`` når det som kopieres, er vist eller skjult."""

    byttet = Signal()

    def __init__(self, tema: Tema, ord_: Ord) -> None:
        t = self._t = ord_.fra
        super().__init__(tema)
        px = tema.px
        self.rom.setContentsMargins(px(12), px(7), px(12), px(7))
        self.rom.setSpacing(px(4))
        innhold = Spalte(px(6))
        innhold.rom.addWidget(Etikett(t("fagsystem.kort.hjelp"), "dempet"))
        self._fakta = Etikett("", markerbar=True)
        innhold.rom.addWidget(self._fakta)
        self._sagt = Etikett("", "dempet")
        innhold.rom.til_venstre(knapp(t("fagsystem.kort.knapp"), self._kopier))
        innhold.rom.addWidget(self._sagt)
        self.fold = self.rom.ny(Fold(ord_, innhold, px(4)))
        self.fold.vis_tittel(t("fagsystem.kort.tittel"))
        self.fold.byttet.connect(self.byttet)

    def vis(self, fakta: str) -> None:
        if fakta != self._fakta.text():
            self._fakta.vis_tekst(fakta)
            self._sagt.vis_tekst("")

    def _kopier(self) -> None:
        QGuiApplication.clipboard().setText(self._fakta.text())
        self._sagt.vis_tekst(self._t("fagsystem.kort.kopiert"))
        meld(self, self._sagt.text())
