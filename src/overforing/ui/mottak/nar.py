"""Når det som skal føres, kom."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Signal

from overforing.feil import UgyldigInndata
from overforing.saksgang import innlesing
from overforing.saksgang.mottak.bilde import dag
from overforing.ui.deler.flyt import Rad
from overforing.ui.deler.inndata import med_etikett, merk
from overforing.ui.deler.klosser import Etikett, Spalte, knapp
from overforing.ui.deler.linjefelt import Linjefelt
from overforing.ui.deler.meld import meld
from overforing.ui.deler.ordene import Ord
from overforing.ui.deler.tema import Tema


class Nar(Spalte):
    """Spør når noe kom. I dag er foreslått, så Enter er nok. ``gjor`` og ``ikke`` er ordene på knappene.

    ``svart`` gis dagen, og om den er bekreftet: det er den når den er svart på nytt etter ``bekreft``.
    """

    svart = Signal(object, bool)
    avbrutt = Signal()

    def __init__(self, tema: Tema, ord_: Ord, gjor: str, ikke: str) -> None:
        super().__init__(tema.px(6))
        self._t, self._i_dag = ord_.fra, date.min
        self._mottatt: date | None = None
        self._sett_pa: date | None = None
        self._hva = self.rom.ny(Etikett("", "sterk"))
        self._dag = Linjefelt()
        self._dag.setMaximumWidth(tema.px(140))
        med_etikett(self.rom, self._t("ui_mottak.inn.nar"), self._dag, tema)
        self._dag.returnPressed.connect(self._les)
        self._feil = self.rom.ny(Etikett("", "feil"))
        self._knapp = knapp(self._t(gjor), self._les, "hoved")
        self.rom.addWidget(Rad(tema.px(10), self._knapp, knapp(self._t(ikke), self._avbryt, "stille")))

    def spor(self, hva: str, i_dag: date) -> None:
        """Spør om det ``hva`` sier."""
        if self.isHidden():
            self._dag.setText(dag(i_dag))
            self._sett_pa = None
        self._i_dag = i_dag
        self._hva.vis_tekst(hva)
        self._feil.vis_tekst("")
        merk(self._dag, "")
        self.show()
        self._knapp.setFocus()
        meld(self, hva)

    def bekreft(self, feil: str) -> None:
        """Dagen som ble svart, ser feil ut. Svares den en gang til, er den bekreftet."""
        self._sett_pa = self._mottatt
        self.show()
        igjen = self._t("ui_mottak.inn.bekreft", knapp=self._knapp.text())
        self._si(f"{feil} {igjen}")

    def _les(self) -> None:
        try:
            mottatt = innlesing.dato(self._dag.text())
            if mottatt > self._i_dag:
                raise UgyldigInndata("ugyldig.mottatt_fram_i_tid")
        except UgyldigInndata as feil:
            self._si(feil.paa(self._t))
            return
        self._mottatt = mottatt
        merk(self._dag, "")
        self.hide()
        self.svart.emit(mottatt, mottatt == self._sett_pa)

    def _si(self, feil: str) -> None:
        self._feil.vis_tekst(f"△ {feil}")
        merk(self._dag, feil)
        self._dag.setFocus()
        meld(self, feil, viktig=True)

    def _avbryt(self) -> None:
        self.hide()
        self.avbrutt.emit()
