"""Filene som ikke kunne leses inn: føre dem slik de kom, eller legge dem på en forespørsel de hører til."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from overforing.saksgang.tilstand import Valg
from overforing.ui.deler.flyt import Rad
from overforing.ui.deler.inndata import Nedtrekk, med_etikett
from overforing.ui.deler.klosser import Etikett, Spalte, knapp
from overforing.ui.deler.ordene import Ord
from overforing.ui.deler.tema import Tema

if TYPE_CHECKING:
    from overforing.saksgang.mottak.gang import Resultat


class Uleste(Spalte):
    """``likevel`` er om alle skal føres, ellers den som er valgt. ``legg_pa`` gis år og nummer den valgte hører til."""

    likevel = Signal(bool)
    legg_pa = Signal(int, int)

    def __init__(self, tema: Tema, ord_: Ord) -> None:
        super().__init__(tema.px(6))
        self._t = ord_.fra
        self._hvor_mange = self.rom.ny(Etikett("", "sterk"))
        self._en = knapp(self._t("ui_mottak.inn.registrer_likevel"), lambda: self.likevel.emit(False))
        self._alle = knapp("", lambda: self.likevel.emit(True), "stille")
        self.rom.addWidget(Rad(tema.px(10), self._en, self._alle))
        self._sak = self.rom.ny(Spalte(tema.px(4)))
        self._sak.setMaximumWidth(tema.px(560))
        self._nedtrekk = Nedtrekk(self._t("ui_mottak.inn.velg_foresporsel"), sokbar=True)
        med_etikett(self._sak.rom, self._t("ui_mottak.inn.horer_til"), self._nedtrekk, tema)
        self._nedtrekk.valgt.connect(lambda *_: self._vis_knappen())
        self._nedtrekk.forlatt.connect(self._vis_knappen)
        self._pa = knapp(self._t("ui_mottak.inn.legg_pa"), self._legg)
        self._sak.rom.til_venstre(self._pa)

    def vis(self, antall: int, valgt: Resultat | None) -> None:
        """``antall`` er hvor mange som ikke er ført; ``valgt`` er den av dem som er valgt i lista."""
        self.setVisible(antall > 0)
        self._hvor_mange.vis_tekst(self._t("ui_mottak.inn.ulest", antall=str(antall)))
        self._en.setVisible(valgt is not None)
        self._alle.setText(self._t("ui_mottak.inn.registrer_alle", antall=str(antall)))
        self._alle.setVisible(antall > 1)
        mulige = valgt.horer_til if valgt else ()
        self._sak.setVisible(bool(mulige))
        self._nedtrekk.vis_valg(tuple(Valg(f"{aar}/{nr}", tekst) for aar, nr, tekst in mulige))
        self._vis_knappen()

    def _vis_knappen(self) -> None:
        self._pa.setEnabled(bool(self._nedtrekk.verdi))

    def _legg(self) -> None:
        aar, _, nr = self._nedtrekk.verdi.partition("/")
        self.legg_pa.emit(int(aar), int(nr))
