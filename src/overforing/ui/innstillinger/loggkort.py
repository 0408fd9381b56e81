"""Kortet der en velger hvor loggen ligger: på denne maskinen, eller på en tjener der flere arbeider i den samme."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QApplication, QLineEdit

from overforing.feil import OverforingFeil
from overforing.saksgang.mottak.loggsted import Loggsted
from overforing.ui.deler.inndata import med_etikett
from overforing.ui.deler.klosser import Etikett, Kort, Spalte, knapp
from overforing.ui.deler.linjefelt import Linjefelt
from overforing.ui.deler.meld import meld
from overforing.ui.deler.utstyr import Utstyr
from overforing.ui.deler.valgrad import Valgrad

T = TypeVar("T")
HER, TJENER = "her", "tjener"


class Loggkort(Kort):
    """``slipp_loggen`` lukker loggen på tråden den er åpen på, og kaller så det den får. ``byttet`` når en annen logg
    er valgt.
    """

    byttet = Signal()

    def __init__(self, sted: Loggsted, slipp_loggen: Callable[[Callable[[], None]], object], utstyr: Utstyr) -> None:
        t = self._t = utstyr.ord.fra
        super().__init__(utstyr.tema, tittel=t("felles.kort.tittel"), innledning=t("felles.kort.innledning"))
        self._sted, self._slipp, self._u = sted, slipp_loggen, utstyr
        if sted.er_bestemt:
            self.rom.addWidget(Etikett(t("oppsett.bestemt")))
        self._hvor = self.rom.ny(Valgrad(t("felles.kort.hvor")))
        self._hvor.fyll([(hvor, t(f"felles.kort.{hvor}")) for hvor in (HER, TJENER)])
        self._hvor.valgt.connect(self._valgte)
        self._hvor.setDisabled(sted.er_bestemt)
        px = utstyr.tema.px
        self._skjema = self.rom.ny(Spalte(px(8)))
        rom = self._skjema.rom
        self._adresse = med_etikett(rom, t("felles.kort.adresse"), Linjefelt(), utstyr.tema)
        self._adresse.setMaximumWidth(px(560))
        self._adresse.setReadOnly(sted.er_bestemt)
        self._adresse.setProperty("fast", "ja" if sted.er_bestemt else "")
        self._adresse.textEdited.connect(lambda _: self._si())
        self._passord = med_etikett(rom, t("felles.kort.passord"), Linjefelt(), utstyr.tema)
        self._passord.setMaximumWidth(px(320))
        self._passord.setEchoMode(QLineEdit.EchoMode.Password)
        rom.addWidget(Etikett(t("felles.kort.passord_hjelp"), "dempet"))
        self._prov = knapp(t("felles.kort.prov"), self._prov_den)
        self._bruk = knapp(t("felles.kort.bruk"), self._bruk_den, "hoved")
        rom.til_venstre(self._prov, self._bruk)
        self._tilbake = knapp(t("felles.kort.bruk_her"), self._bruk_her, "hoved")
        self.rom.til_venstre(self._tilbake)
        self._svar = self.rom.ny(Etikett())
        self._feil = self.rom.ny(Etikett(rolle="feil"))
        self.vis()

    def showEvent(self, hendelse: QShowEvent) -> None:  # noqa: N802
        super().showEvent(hendelse)
        self.vis()

    def vis(self) -> None:
        """Vis det som gjelder."""
        self._adresse.setText(self._sted.adresse or self._sted.foreslatt)
        self._passord.clear()
        self._hvor.velg(TJENER if self._sted.adresse else HER)
        self._vis_skjema(TJENER if self._sted.adresse else HER)
        self._si()

    def _valgte(self, hvor: str) -> None:
        self._vis_skjema(hvor)
        self._si()
        if hvor == TJENER:
            self._adresse.setFocus(Qt.FocusReason.OtherFocusReason)

    def _vis_skjema(self, hvor: str) -> None:
        self._skjema.setVisible(hvor == TJENER)
        self._tilbake.setVisible(hvor == HER and bool(self._sted.adresse))

    def _si(self, svar: str = "", feil: str = "") -> None:
        self._svar.vis_tekst(svar)
        self._feil.vis_tekst(f"△ {feil}" if feil else "")
        meld(self, feil or svar, viktig=bool(feil))

    def _prov_den(self) -> None:
        navn = self._forsok(lambda: self._sted.prov(self._adresse.text(), self._passord.text()))
        if navn is not None:
            self._si(self._t("felles.kort.gar", navn=navn))

    def _bruk_den(self) -> None:
        """Bare en logg som kan brukes, velges."""
        adresse, passord = self._adresse.text(), self._passord.text()
        navn = self._forsok(lambda: self._sted.prov(adresse, passord))
        if navn is None:
            return

        def lukket() -> None:
            husket = self._forsok(lambda: self._sted.velg(adresse, passord))
            if husket is not None:
                self._passord.clear()
                self.byttet.emit()
                self._si(self._t("felles.kort.brukes" if husket else "felles.kort.brukes_uten_ring", navn=navn))

        self._slipp(lukket)

    def _bruk_her(self) -> None:
        def lukket() -> None:
            if self._forsok(lambda: self._sted.velg("", "")) is not None:
                self.vis()
                self._si(self._t("felles.kort.brukes_her"))
                self._hvor.setFocus(Qt.FocusReason.OtherFocusReason)
                self.byttet.emit()

        self._slipp(lukket)

    def _forsok(self, hva: Callable[[], T]) -> T | None:
        """Svaret, eller ``None`` når det ikke gikk; da er det sagt hvorfor. Tjeneren har fem sekunder på seg."""
        QApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
        try:
            return hva()
        except OverforingFeil as feil:
            self._si(feil=self._u.ord.feil(feil))
            return None
        finally:
            QApplication.restoreOverrideCursor()
