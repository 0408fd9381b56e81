"""Linjen som et kort: hvem som står under hvem, og i en sak hva hver av dem kan gjøre. Den endres i kartet."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QScrollArea, QSizePolicy, QToolTip

from overforing.saksgang.tilstand import Boks
from overforing.ui.deler.bokstavelig import bokstavelig
from overforing.ui.deler.klosser import Etikett, Kort
from overforing.ui.deler.meld import meld
from overforing.ui.deler.ordene import Ord
from overforing.ui.deler.tema import Tema, sett

from .linjeboks import Personboks
from .linjeflate import Linjeflate


class Linjekart(Kort):
    """Kortet med linjen. Det brukeren vil med en boks, sier ``flate`` fra om."""

    def __init__(self, tema: Tema, ord_: Ord, tittel: str) -> None:
        hvordan = f"{ord_.fra('linje.hvordan')} {ord_.fra('linje.taster')}"
        super().__init__(tema, tittel=tittel, innledning=hvordan)
        self._tema, self._ord = tema, ord_
        self._linjen: tuple[Boks, ...] = ()
        self._avvist = False
        self.setAccessibleName(tittel)
        self.flate = Linjeflate(tema, ord_)
        self.flate.ingen_vei.connect(self._ingen_vei)
        self._rulle = self.rom.ny(QScrollArea())
        self._rulle.setWidget(self.flate)
        self._rulle.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._rulle.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._rulle.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._rulle.viewport().setAutoFillBackground(False)
        self._sagt = self.rom.ny(Etikett("", "dempet"))
        self._sagt.hide()

    def vis(self, linjen: tuple[Boks, ...]) -> None:
        self._sagt.vis_tekst("")
        if linjen != self._linjen or self._avvist:
            self._linjen, self._avvist = linjen, False
            self._legg(ny=True)

    def si(self, tekst: str, *, feil: bool = False) -> None:
        """Si hva som ble gjort, eller hvorfor ikke: under kartet og til den som bruker skjermleser."""
        sett(self._sagt, rolle="feil" if feil else "dempet")
        self._sagt.vis_tekst(f"△ {tekst}" if feil else tekst)
        meld(self, tekst, viktig=feil)

    def si_ved(self, id_: str, tekst: str) -> None:
        """Si hvorfor noe ikke gikk. Er kartet så langt at setningen ikke synes, står den også ved boksen."""
        self.si(tekst, feil=True)
        boks = self.boks(id_)
        if boks is None:
            return
        boks.avvis(tekst)
        self._avvist = True
        if self._sagt.visibleRegion().isEmpty():
            QToolTip.showText(boks.mapToGlobal(QPoint(0, boks.height())), bokstavelig(tekst), boks)

    def boks(self, id_: str) -> Personboks | None:
        return self.flate.boks(id_)

    def fokuser(self, id_: str) -> None:
        self.flate.fokuser(id_)

    def _ingen_vei(self, id_: str) -> None:
        if (boks := self.boks(id_)) is not None:
            self.si_ved(id_, self._ord.fra("linje.ingen_vei", ansatt=boks.boks.navn))

    def resizeEvent(self, hendelse: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(hendelse)
        self._legg()

    def _legg(self, *, ny: bool = False) -> None:
        bredde = self.width() - 2 * self._tema.px(16) - 4
        if ny:
            self.flate.vis(self._linjen, bredde)
        else:
            self.flate.legg(bredde)
        rulle = self._tema.px(14) if self.flate.width() > bredde else 0
        self._rulle.setFixedHeight(self.flate.height() + rulle)

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        return QSize(self._tema.px(200), super().minimumSizeHint().height())
