"""Brevene på papir og som pakker til arkivet. Det som tar tid, gjøres ved siden av vinduet."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMarginsF, QObject, QRectF, Signal
from PySide6.QtGui import QImage, QPageLayout, QPainter
from PySide6.QtWidgets import QPushButton, QWidget

from overforing.feil import KanIkke
from overforing.filer import Pakkested
from overforing.hinder import Hindret
from overforing.sak.modell import Dokument
from overforing.saksgang.utgang import Sidebilde
from overforing.ui.deler.arbeid import Arbeid
from overforing.ui.deler.klosser import knapp
from overforing.ui.deler.utstyr import Utstyr

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

PIKSLER = 2480
"""Bredden på en A4-side i 300 punkter per tomme."""

_SLAG = ("eformidling", "fiks")


class Utganger(QObject):
    """Knappene «Skriv ut …» og «Pakke til arkivet …». ``sagt`` er det brukeren skal få vite."""

    sagt = Signal(str)

    def __init__(self, eier: QWidget, utstyr: Utstyr, arbeid: Arbeid) -> None:
        super().__init__(eier)
        self._eier, self._u, self._arbeid = eier, utstyr, arbeid
        tekst = self._t = utstyr.ord.fra
        self._dialoger = utstyr.dialoger
        self.skriv_ut: QPushButton = knapp(tekst("ui_brev.ut.skriv_ut"), rolle="stille")
        self.pakk: QPushButton = knapp(tekst("ui_brev.ut.pakk"), rolle="stille")
        self.pakk.setObjectName("pakk")

    def skriv(self, dokument: Dokument, lag: Callable[[], tuple[Sidebilde, ...]]) -> None:
        """Skriv ut dokumentet slik det blir som PDF. ``lag`` gir sidene, ``PIKSLER`` brede."""
        skriver = self._dialoger.skriver(self._eier, self._t(f"dokument.{dokument}"))
        if skriver is None:
            return

        def pa_papir(sider: tuple[Sidebilde, ...]) -> None:
            try:
                self._pa_papir(skriver, sider)
            except KanIkke as feil:
                feilet(feil)

        def feilet(feil: Exception) -> None:
            self.sagt.emit("")
            if self._dialoger.gikk_ikke(self._eier, self._t("ui_brev.ut.feil_skriv"), feil):
                self.skriv(dokument, lag)

        self.sagt.emit(self._t("ui_brev.ut.skriver"))
        self._arbeid.gjor("skriv_ut", lag, pa_papir, feilet)

    def lag_pakker(
        self,
        lag: Callable[[str, Pakkested], tuple[Path, ...]],
        forklaring: str = "ui_brev.ut.slag_tekst",
        laget: Callable[[tuple[Path, ...]], object] = lambda _: None,
    ) -> None:
        """Pakkene ``lag`` skriver for arkivet: i mappen de hentes fra når en er stilt inn, ellers i en brukeren velger.

        ``laget`` får filene det ble.
        """
        svar = (*(self._t(f"ui_brev.ut.{slag}") for slag in _SLAG), self._t("ui.knapp.avbryt"))
        valgt = self._dialoger.velg(self._eier, self._t("ui_brev.ut.slag"), self._t(forklaring), svar)
        if valgt >= len(_SLAG):
            return
        sted = self._stedet()
        if sted is None:
            return

        def ferdig(stier: tuple[Path, ...]) -> None:
            filer = ", ".join(sti.name for sti in stier)
            hva = "ui_brev.ut.lagt_til_henting" if sted.hentes else "ui_brev.ut.pakket"
            self.sagt.emit(self._t(hva, mappe=str(sted.mappe), filer=filer))
            laget(stier)

        def begynn() -> None:
            self.sagt.emit(self._t("ui_brev.ut.pakker"))
            self._arbeid.gjor("pakk", lambda: lag(_SLAG[valgt], sted), ferdig, feilet)

        def feilet(feil: Exception) -> None:
            self.sagt.emit("")
            if self._dialoger.gikk_ikke(self._eier, self._t("ui_brev.ut.feil"), feil):
                begynn()

        begynn()
        if not sted.hentes:
            self._u.husk_mappe(str(sted.mappe))

    def _stedet(self) -> Pakkested | None:
        if stilt_inn := self._u.innstillinger.verdier.pakkemappe:
            return Pakkested(Path(stilt_inn), hentes=True)
        mappe = self._dialoger.velg_mappe(self._eier, self._t("ui_brev.ut.mappe"), self._u.mappe())
        return Pakkested(mappe) if mappe is not None else None

    def _pa_papir(self, skriver: QPrinter, sider: tuple[Sidebilde, ...]) -> None:
        skriver.setPageMargins(QMarginsF(0, 0, 0, 0), QPageLayout.Unit.Millimeter)  # brevet har sine egne
        maler = QPainter()
        if not maler.begin(skriver):
            raise Hindret("hinder.skriver.tok_ikke_imot")
        try:
            for nr, side in enumerate(sider):
                if nr and not skriver.newPage():
                    raise Hindret("hinder.skriver.tok_ikke_imot")
                bilde = QImage(side.data, side.bredde, side.hoyde, QImage.Format.Format_RGB32)
                ark = QRectF(maler.viewport())
                hoyde = min(ark.height(), ark.width() * side.hoyde / side.bredde)
                maler.drawImage(QRectF(0, 0, hoyde * side.bredde / side.hoyde, hoyde), bilde)
        finally:
            maler.end()
        self.sagt.emit(self._t("ui_brev.ut.skrevet"))
