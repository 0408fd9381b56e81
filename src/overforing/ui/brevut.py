"""Brevene på papir og som pakker til arkivet. Det som tar tid, gjøres ved siden av vinduet."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QMarginsF, QObject, QRectF, Signal
from PySide6.QtGui import QImage, QPageLayout, QPainter
from PySide6.QtWidgets import QPushButton, QWidget

from overforing.feil import OverforingFeil
from overforing.sak.modell import Dokument, Sak
from overforing.saksgang.kontor import Kontor, Sidebilde

from .arbeid import Arbeid
from .klosser import knapp

PIKSLER = 2480
"""Bredden på en A4-side i 300 punkter per tomme."""

Grunnlag = tuple[Dokument, Sak, Any]
"""Dokumentet, saken og vurderingen det gjelder."""

_SLAG = ("eformidling", "fiks")


class Utganger(QObject):
    """Knappene «Skriv ut …» og «Pakke til arkivet …». ``sagt`` er det brukeren skal få vite."""

    sagt = Signal(str)

    def __init__(self, eier: QWidget, kontor: Kontor, tekst: Callable[..., str], dialoger: Any, arbeid: Arbeid) -> None:
        super().__init__(eier)
        self._eier, self._kontor, self._t = eier, kontor, tekst
        self._dialoger, self._arbeid = dialoger, arbeid
        self.skriv_ut: QPushButton = knapp(tekst("ui_brev.ut.skriv_ut"), rolle="stille")
        self.pakk: QPushButton = knapp(tekst("ui_brev.ut.pakk"), rolle="stille")

    def skriv(self, grunnlag: Grunnlag) -> None:
        """Skriv ut dokumentet slik det blir som PDF."""
        dokument, sak, vurdering = grunnlag
        skriver = self._dialoger.skriver(self._eier, self._t(f"dokument.{dokument}"))
        if skriver is None:
            return

        def lag() -> tuple[Sidebilde, ...]:
            return self._kontor.utskrift(self._kontor.utkast(dokument, sak, vurdering), sak, vurdering, PIKSLER)

        self.sagt.emit(self._t("ui_brev.ut.skriver"))
        self._arbeid.gjor("skriv_ut", lag, lambda sider: self._pa_papir(skriver, sider), self._feilet)

    def lag_pakker(self, dokumenter: tuple[Dokument, ...], sak: Sak, vurdering: Any, start: str) -> Path | None:
        """Én pakke for hvert brev, i en mappe brukeren velger. Svaret er mappen."""
        svar = (*(self._t(f"ui_brev.ut.{slag}") for slag in _SLAG), self._t("ui.knapp.avbryt"))
        valgt = self._dialoger.velg(self._eier, self._t("ui_brev.ut.slag"), self._t("ui_brev.ut.slag_tekst"), svar)
        if valgt >= len(_SLAG):
            return None
        mappe = self._dialoger.velg_mappe(self._eier, self._t("ui_brev.ut.mappe"), start)
        if mappe is None:
            return None

        def lag() -> tuple[Path, ...]:
            brevene = [self._kontor.utkast(d, sak, vurdering) for d in dokumenter]
            return self._kontor.lag_pakker(brevene, sak, vurdering, _SLAG[valgt], mappe, overskriv=True)

        def ferdig(stier: tuple[Path, ...]) -> None:
            filer = ", ".join(sti.name for sti in stier)
            self.sagt.emit(self._t("ui_brev.ut.pakket", mappe=str(mappe), filer=filer))

        self.sagt.emit(self._t("ui_brev.ut.pakker"))
        self._arbeid.gjor("pakk", lag, ferdig, self._feilet)
        return Path(mappe)

    def _pa_papir(self, skriver: Any, sider: tuple[Sidebilde, ...]) -> None:
        skriver.setPageMargins(QMarginsF(0, 0, 0, 0), QPageLayout.Unit.Millimeter)  # brevet har sine egne
        maler = QPainter()
        if not maler.begin(skriver):
            self.sagt.emit(self._t("ui_brev.ut.ikke_skrevet"))
            return
        try:
            for nr, side in enumerate(sider):
                if nr:
                    skriver.newPage()
                bilde = QImage(side.data, side.bredde, side.hoyde, QImage.Format.Format_RGB32)
                ark = QRectF(maler.viewport())
                hoyde = min(ark.height(), ark.width() * side.hoyde / side.bredde)
                maler.drawImage(QRectF(0, 0, hoyde * side.bredde / side.hoyde, hoyde), bilde)
        finally:
            maler.end()
        self.sagt.emit(self._t("ui_brev.ut.skrevet"))

    def _feilet(self, feil: Exception) -> None:
        self.sagt.emit("")
        if not isinstance(feil, OverforingFeil):
            raise feil
        self._dialoger.feil(self._eier, self._t("ui_brev.ut.feil"), feil)
