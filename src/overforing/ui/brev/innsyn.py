"""Knappen «Kopi til innsyn …»: velge hva som skal bort, og hvor kopien skal ligge. Brevet og saken er som før."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QPushButton, QWidget

from overforing.brev.innsyn import Sladding, er_som_lagret
from overforing.brev.modell import Brev
from overforing.feil import KanIkke, OverforingFeil
from overforing.hinder import finnes
from overforing.sak.modell import Dokument
from overforing.saksgang.kontor import Sakskontor
from overforing.saksgang.saksgang import Saksgang
from overforing.ui.deler.arbeid import Arbeid
from overforing.ui.deler.klosser import knapp
from overforing.ui.deler.utstyr import Utstyr

from .innsynsdialog import Innsynsdialog


class Innsyn(QObject):
    """``sagt`` er det brukeren skal få vite."""

    sagt = Signal(str)

    def __init__(self, eier: QWidget, utstyr: Utstyr, arbeid: Arbeid, kontor: Sakskontor) -> None:
        super().__init__(eier)
        self._eier, self._u, self._arbeid, self._kontor = eier, utstyr, arbeid, kontor
        self._t, self._dialoger = utstyr.ord.fra, utstyr.dialoger
        self.knapp: QPushButton = knapp(self._t("ui_brev.innsyn.knapp"), rolle="stille")
        self.knapp.setObjectName("innsyn")

    def velg(self, gang: Saksgang, dokument: Dokument) -> None:
        """Spør hva som skal bort i dokumentet."""
        try:
            brev = self._kontor.utkast(dokument, gang.sak, gang.vurdering)
        except OverforingFeil as feil:
            self._dialoger.gikk_ikke(self._eier, self._t("ui_brev.innsyn.feil"), feil)
            return
        som_lagret, t = er_som_lagret(brev, gang.sak), self._t
        if som_lagret is False:
            self._dialoger.gikk_ikke(self._eier, t("ui_brev.innsyn.feil"), KanIkke("ui_brev.innsyn.et_annet"))
            return
        varsel = t("ui_brev.innsyn.ikke_lagret") if som_lagret is None else ""
        dialog = Innsynsdialog(self._eier, self._u.ord, self._u.tema, brev, varsel)
        dialog.accepted.connect(lambda: self._lag(gang, brev, dialog.valg))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _lag(self, gang: Saksgang, brev: Brev, valg: Sladding) -> None:
        t, navn = self._t, self._kontor.innsynsnavn(brev)
        if self._kontor.navn_star_igjen(brev, gang.sak, valg) and not self._dialoger.spor(
            self._eier, t("ui_brev.innsyn.navn_tittel"), t("ui_brev.innsyn.navn"), t("ui_brev.innsyn.likevel")
        ):
            return
        mappe = self._dialoger.velg_mappe(self._eier, t("ui_brev.innsyn.mappe"), self._u.mappe())
        if mappe is None or not self._kan_skrives(mappe, navn):
            return
        self._u.husk_mappe(str(mappe))
        self._skriv(gang, brev, valg, mappe)

    def _kan_skrives(self, mappe: Path, navn: str) -> bool:
        """Om filen er ny, eller brukeren vil skrive over den som er der."""
        t = self._t
        return not finnes(mappe / navn) or self._dialoger.spor(
            self._eier,
            t("ui_brev.lagre.finnes_tittel"),
            t("ui_brev.lagre.finnes", mappe=str(mappe), filer=navn),
            t("ui_brev.lagre.skriv_over"),
        )

    def _skriv(self, gang: Saksgang, brev: Brev, valg: Sladding, mappe: Path) -> None:
        kontor, sak = self._kontor, gang.sak

        def ferdig(stier: tuple[Path, ...]) -> None:
            filer = ", ".join(sti.name for sti in stier)
            hva = "laget" if valg.linjer or valg.ord else "uten"
            self.sagt.emit(self._t(f"ui_brev.innsyn.{hva}", mappe=str(mappe), filer=filer))

        def feilet(feil: Exception) -> None:
            self.sagt.emit("")
            if self._dialoger.gikk_ikke(self._eier, self._t("ui_brev.innsyn.feil"), feil):
                self._skriv(gang, brev, valg, mappe)

        self.sagt.emit(self._t("ui_brev.innsyn.lager"))
        self._arbeid.gjor("innsyn", lambda: kontor.lag_innsyn(brev, sak, valg, mappe), ferdig, feilet)
