"""Kortet der en velger mappen eFormidling eller arkivet henter pakkene fra."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtGui import QShowEvent

from overforing.hinder import er_mappe
from overforing.ui.deler.klosser import Etikett, Kort, knapp
from overforing.ui.deler.meld import meld
from overforing.ui.deler.utstyr import Utstyr


class Pakkemappekort(Kort):
    """Uten en mappe velger brukeren en hver gang det lages pakker."""

    def __init__(self, utstyr: Utstyr) -> None:
        t = self._t = utstyr.ord.fra
        super().__init__(
            utstyr.tema,
            tittel=t("ui_innstillinger.arkiv.mappe.tittel"),
            innledning=t("ui_innstillinger.arkiv.mappe.hjelp"),
        )
        self._u = utstyr
        self._hvor = self.rom.ny(Etikett(markerbar=True))
        self._borte = self.rom.ny(Etikett(t("ui_innstillinger.arkiv.mappe.borte"), "feil"))
        self.velg = knapp(t("ui_innstillinger.arkiv.mappe.velg"), self._velg)
        self.slutt = knapp(t("ui_innstillinger.arkiv.mappe.slutt"), lambda: self._bytt(""), "stille")
        self.rom.til_venstre(self.velg, self.slutt, mellomrom=utstyr.tema.px(10))
        self.vis()

    def showEvent(self, hendelse: QShowEvent) -> None:  # noqa: N802
        self.vis()  # nettverket kan være kommet eller gått siden sist
        super().showEvent(hendelse)

    def vis(self) -> None:
        """Vis mappen som gjelder nå, og om den er der."""
        mappe = self._u.innstillinger.verdier.pakkemappe
        hva = "valgt" if mappe else "ingen"
        self._hvor.vis_tekst(self._t(f"ui_innstillinger.arkiv.mappe.{hva}", mappe=mappe))
        self._borte.setVisible(bool(mappe) and not er_mappe(Path(mappe)))
        self.slutt.setVisible(bool(mappe))

    def _velg(self) -> None:
        start = self._u.innstillinger.verdier.pakkemappe
        mappe = self._u.dialoger.velg_mappe(self.window(), self._t("ui_innstillinger.arkiv.mappe.tittel"), start)
        if mappe is not None:
            self._bytt(str(mappe))

    def _bytt(self, mappe: str) -> None:
        tittel, lager = self._t("ui_innstillinger.arkiv.mappe.ikke_lagret"), self._u.innstillinger
        if self._u.dialoger.prov(self.window(), tittel, lambda: lager.endre(pakkemappe=mappe)):
            self.vis()
            meld(self, self._hvor.text())
            if not mappe:
                self.velg.setFocus()
