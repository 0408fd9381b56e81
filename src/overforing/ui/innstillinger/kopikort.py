"""Kortet om sikkerhetskopiene: hvor de ligger, hvor lenge de står, og å ta eller hente fram en nå."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent

from overforing.feil import OverforingFeil
from overforing.saksgang.kopier import Kopirom, Register
from overforing.tekster.katalog import dato
from overforing.ui.deler.flyt import Rad
from overforing.ui.deler.klosser import Etikett, Kort, knapp
from overforing.ui.deler.meld import meld
from overforing.ui.deler.utstyr import Utstyr


class Kopikort(Kort):
    """``hent_fram`` når brukeren vil se i kopiene. ``hva`` er registeret der hun arbeider nå."""

    hent_fram = Signal()

    def __init__(self, utstyr: Utstyr, rom: Kopirom, hva: Callable[[], Register]) -> None:
        t = utstyr.ord.fra
        super().__init__(utstyr.tema, tittel=t("ui_kopier.kort.tittel"))
        self._u, self._t, self._kopier, self._hva = utstyr, t, rom, hva
        self._innledning = self.rom.ny(Etikett(rolle="dempet"))
        self._hvor = self.rom.ny(Etikett(markerbar=True))
        self._nyeste = self.rom.ny(Etikett())
        self.rom.addWidget(Etikett(t("ui_kopier.kort.disk"), "dempet"))
        self._ved_siden = knapp(t("ui_kopier.kort.ved_siden"), lambda: self._bytt(""), "stille")
        hent, ta = knapp(t("ui_kopier.kort.hent"), self.hent_fram.emit), knapp(t("ui_kopier.kort.ta"), self._ta)
        velg = knapp(t("ui_kopier.kort.velg"), self._velg)
        self.rom.addWidget(Rad(utstyr.tema.px(10), hent, ta, velg, self._ved_siden))

    def showEvent(self, hendelse: QShowEvent) -> None:  # noqa: N802
        self.vis()  # en kan ha arbeidet lenge, eller et annet sted, siden sist
        super().showEvent(hendelse)

    def vis(self) -> None:
        """Vis hvor kopiene ligger nå, og når den siste ble tatt."""
        t, hva = self._t, self._hva()
        self._innledning.vis_tekst(t(f"ui_kopier.kort.{hva}"))
        self._hvor.vis_tekst(t("ui_kopier.kort.mappe", mappe=str(self._kopier.mappe(hva))))
        self._ved_siden.setVisible(bool(self._u.innstillinger.verdier.kopimappe))
        try:
            alle = self._kopier.alle(hva)
        except OverforingFeil as feil:
            self._nyeste.vis_tekst(f"△ {self._u.ord.feil(feil)}")
            return
        if not alle:
            self._nyeste.vis_tekst(t("ui_kopier.ingen"))
            return
        tatt = alle[0].tatt.astimezone()
        self._nyeste.vis_tekst(t("ui_kopier.kort.nyeste", nar=f"{dato(tatt.date())} kl. {tatt:%H.%M}"))

    def _velg(self) -> None:
        start = self._u.innstillinger.verdier.kopimappe
        mappe = self._u.dialoger.velg_mappe(self.window(), self._t("ui_kopier.kort.velg_tittel"), start)
        if mappe is not None:
            self._bytt(str(mappe))

    def _bytt(self, mappe: str) -> None:
        self._gjor("flyttet", lambda: self._kopier.bytt_mappe(mappe))

    def _ta(self) -> None:
        self._gjor("tatt", lambda: self._kopier.ta(self._hva()))

    def _gjor(self, hva: str, handling: Callable[[], object]) -> None:
        if self._u.dialoger.prov(self.window(), self._t(f"ui_kopier.kort.ikke_{hva}"), handling):
            self.vis()
            meld(self, self._t(f"ui_kopier.kort.{hva}"))
