"""Det eneste et kontor må si ved første start: hva det heter, og hvilken kommune det hører til. Begge kan vente."""

from __future__ import annotations

from PySide6.QtCore import Signal

from overforing.sak.rensing import rens
from overforing.saksgang import innlesing
from overforing.ui.deler.flyt import Rad
from overforing.ui.deler.inndata import med_etikett, med_forslag, merk
from overforing.ui.deler.klosser import Etikett, Klar, knapp, stabel
from overforing.ui.deler.linjefelt import Linjefelt
from overforing.ui.deler.utstyr import Utstyr


class Kontorsporsmal(Klar):
    """``svart`` gis det som er skrevet, med feltnavnene i ``kontor`` i saksfilen; tomt når brukeren hopper over."""

    svart = Signal(dict)

    def __init__(self, utstyr: Utstyr) -> None:
        super().__init__()
        self._geografi, self._i_dag = utstyr.geografi, utstyr.i_dag
        tema, t, px = utstyr.tema, utstyr.ord.fra, utstyr.tema.px
        self._t = t
        rom = stabel(self, px(8))
        self._navn = med_etikett(rom, t("sporsmal.kontor.navn.tekst"), Linjefelt(), tema)
        self._kommune = med_etikett(rom, t("sporsmal.kontor.kommune.tekst"), Linjefelt(), tema)
        self._kommune.setMaximumWidth(px(380))
        med_forslag(self._kommune, utstyr.kommuner, merk_forste=True)
        self._feil = rom.ny(Etikett("", "feil"))
        self._feil.hide()
        lagre = knapp(t("ui_mottak.hvor.lagre"), self._lagre, "hoved")
        hopp_over = knapp(t("ui_mottak.hvor.hopp_over"), lambda: self.svart.emit({}), "stille")
        rom.addWidget(Rad(px(10), lagre, hopp_over))
        for felt in (self._navn, self._kommune):
            felt.returnPressed.connect(self._lagre)

    def fokuser(self) -> None:
        self._navn.setFocus()

    def _lagre(self) -> None:
        kommune = self._kommune.text().strip()
        try:
            nummer = innlesing.kommune(kommune, self._geografi, self._i_dag()) if kommune else ""
        except innlesing.Ugyldig as feil:
            melding = feil.paa(self._t)
            self._feil.vis_tekst(f"△ {melding}")
            merk(self._kommune, melding)
            self._kommune.setFocus()
            return
        svar = {"navn": rens(self._navn.text()).strip(), "kommune": nummer}
        self.svart.emit({felt: verdi for felt, verdi in svar.items() if verdi})
