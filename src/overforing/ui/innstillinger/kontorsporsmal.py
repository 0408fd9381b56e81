"""Det eneste et kontor må si ved første start: hva det heter, og hvilken kommune det hører til. Begge kan vente."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QAbstractItemModel, Signal
from PySide6.QtWidgets import QWidget

from overforing.saksgang import innlesing
from overforing.tekster.geografi import Geografi
from overforing.ui.deler.flyt import Flyt
from overforing.ui.deler.inndata import Linjefelt, med_forslag
from overforing.ui.deler.klosser import Etikett, knapp, stabel
from overforing.ui.deler.ordene import Ord
from overforing.ui.deler.tema import Tema, sett
from overforing.ui.mottak.deler import med_etikett


class Kontorsporsmal(QWidget):
    """``svart`` gis det som er skrevet, med feltnavnene i ``kontor`` i saksfilen; tomt når brukeren hopper over."""

    svart = Signal(dict)

    def __init__(
        self, tema: Tema, ord_: Ord, geografi: Geografi, kommuner: QAbstractItemModel, i_dag: Callable[[], date]
    ) -> None:
        super().__init__()
        self._geografi, self._i_dag = geografi, i_dag
        self.setProperty("rolle", "klar")
        t, px = ord_.fra, tema.px
        self._t = t
        rom = stabel(self, px(8))
        self._navn, self._kommune = Linjefelt(), Linjefelt()
        med_etikett(rom, t("sporsmal.kontor.navn.tekst"), self._navn, tema)
        med_etikett(rom, t("sporsmal.kontor.kommune.tekst"), self._kommune, tema)
        self._kommune.setMaximumWidth(px(380))
        med_forslag(self._kommune, kommuner)
        self._feil = Etikett("", "feil")
        self._feil.hide()
        rom.addWidget(self._feil)
        rad = QWidget()
        rad.setProperty("rolle", "klar")
        knapper = Flyt(rad, px(10))
        knapper.addWidget(knapp(t("ui_mottak.hvor.lagre"), self._lagre, "hoved"))
        knapper.addWidget(knapp(t("ui_mottak.hvor.hopp_over"), lambda: self.svart.emit({}), "stille"))
        rom.addWidget(rad)
        for felt in (self._navn, self._kommune):
            felt.returnPressed.connect(self._lagre)

    def fokuser(self) -> None:
        self._navn.setFocus()

    def _lagre(self) -> None:
        kommune = self._kommune.text().strip()
        try:
            nummer = innlesing.kommune(kommune, self._geografi, self._i_dag()) if kommune else ""
        except innlesing.Ugyldig as feil:
            sett(self._kommune, feil="ja")
            melding = feil.paa(self._t)
            self._feil.vis_tekst(f"△ {melding}")
            self._kommune.setAccessibleDescription(melding)
            self._kommune.setFocus()
            return
        svar = {"navn": innlesing.rens(self._navn.text()).strip(), "kommune": nummer}
        self.svart.emit({felt: verdi for felt, verdi in svar.items() if verdi})
