"""Statistikken: tallene for et år, tegnet med tabellen ved siden av, og det som kan lagres og skrives ut."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut

from overforing.feil import UgyldigInndata
from overforing.saksgang import innlesing
from overforing.saksgang.mottak.bilde import dag
from overforing.saksgang.mottak.rapport import REKKEFOLGE
from overforing.saksgang.tilstand import Valg
from overforing.ui.deler.flyt import Flyt, Rad
from overforing.ui.deler.inndata import Nedtrekk, beskriv, merk
from overforing.ui.deler.klosser import Etikett, Kort, Rulleside, knapp, tom_rom
from overforing.ui.deler.linjefelt import Linjefelt
from overforing.ui.deler.meld import meld
from overforing.ui.deler.taster import SNARVEIER
from overforing.ui.deler.tema import sett
from overforing.ui.deler.utstyr import Utstyr
from overforing.ui.deler.valgrad import Fritekst, Valgrad
from overforing.ui.deler.visningsside import skriv_til_valgt

from .tallkort import Tallkort, hovedtall

if TYPE_CHECKING:
    from overforing.saksgang.mottak.rapport import Rapport

JOURNALER = ("journal", "lopende")
EKSPORTER = (*JOURNALER, "dokumenter", "csv")
_ALLE, _SKJERMET = "umasket", "masket"


class Tallside(Rulleside):
    """``hent`` er året og om tallene skal være skjermet; ``eksporter`` gis den første og den siste dagen."""

    hent = Signal(int, bool)
    lagre = Signal(object)
    eksporter = Signal(str, object, object)

    def __init__(self, utstyr: Utstyr, i_dag: date) -> None:
        super().__init__(utstyr.tema)
        self._u, self._tema, self._t = utstyr, utstyr.tema, utstyr.ord.fra
        self._rapport: Rapport | None = None
        t, rom = self._t, self.rom
        rom.addWidget(Etikett(t("ui_mottak.tall.tittel"), "overskrift"))
        linje = rom.ny(Rad(self._tema.px(16))).rom
        self._aar = self._aarsvalg(linje, i_dag.year)
        self._utgave = Valgrad(t("ui_mottak.tall.utgave"))
        self._utgave.fyll([(en, t(f"ui_mottak.tall.{en}")) for en in (_ALLE, _SKJERMET)])
        self._utgave.velg(_ALLE)
        self._utgave.valgt.connect(lambda _: self.be_om())
        linje.addWidget(self._utgave)
        self._varsel = rom.ny(Kort(self._tema))
        self._advarsel = self._varsel.rom.ny(Etikett("", "sterk"))
        self._lagre = knapp(t("ui_mottak.tall.til_excel"), self._lagre_rapporten, "hoved")
        self._skriv = knapp(t("ui_mottak.tall.skriv_ut"), self.skriv_ut, "stille")
        self._varsel.rom.addWidget(Rad(self._tema.px(10), self._lagre, self._skriv))
        self._lagret = self._varsel.rom.ny(Fritekst())
        self._tomt = rom.ny(Etikett(t("ui_mottak.tall.ingen"), "viktig"))
        self._tomt.hide()
        self._hovedkort = rom.ny(Kort(self._tema))
        self._hovedtall = self._hovedkort.rom.ny(Rad(self._tema.px(28)))
        self.kort = {dimensjon: rom.ny(Tallkort(self._tema, utstyr.ord)) for dimensjon in REKKEFOLGE}
        self._om_tallene = rom.ny(Kort(self._tema, tittel=t("ui_mottak.tall.om_tallene")))
        self._forklaring = self._om_tallene.rom.ny(Etikett(""))
        self._med_tall = (self._varsel, self._hovedkort, *self.kort.values(), self._om_tallene)
        for del_ in self._med_tall:
            del_.hide()
        rom.addWidget(self._eksportkort(i_dag))
        rom.addStretch(1)
        for tast in SNARVEIER["skriv_ut"]:
            hit = Qt.ShortcutContext.WidgetWithChildrenShortcut
            QShortcut(QKeySequence(tast), self, self.skriv_ut, context=hit)

    def _aarsvalg(self, rom: Flyt, aar: int) -> Nedtrekk:
        felt = Nedtrekk("")
        tekst = self._t("ui_mottak.tall.aar")
        felt.setFixedWidth(self._tema.px(110))
        felt.valgt.connect(lambda *_: self.be_om())
        beskriv(felt, tekst, "")
        etikett = Etikett(tekst, "sterk", bryt=False)
        etikett.setBuddy(felt)
        rom.addWidget(Rad(self._tema.px(8), etikett, felt))
        felt.vis_valg((Valg(str(aar), str(aar)),))
        felt.removeItem(0)  # ett år er alltid valgt
        return felt

    def _eksportkort(self, i_dag: date) -> Kort:
        t = self._t
        kort = Kort(self._tema, tittel=t("ui_mottak.tall.eksporter"), innledning=t("ui_mottak.tall.eksport_hjelp"))
        linje = kort.rom.ny(Rad(self._tema.px(8))).rom
        self._fra = self._dato(linje, "fra", date(i_dag.year, 1, 1))
        self._til = self._dato(linje, "til", i_dag)
        self._feil = kort.rom.ny(Etikett("", "feil"))
        self._feil.hide()
        self._knapper = {
            hva: knapp(t(f"ui_mottak.eksport.{hva}"), partial(self._eksporter, hva), "stille") for hva in EKSPORTER
        }
        kort.rom.addWidget(Rad(self._tema.px(10), *self._knapper.values()))
        self._arkivet = kort.rom.ny(Etikett(t("feil.mottak.arkivet_forer"), "dempet"))
        self._sagt = kort.rom.ny(Fritekst())
        return kort

    def legg_til(self, kort: Kort) -> None:
        """Et kort nederst på siden."""
        self.rom.insertWidget(self.rom.count() - 1, kort)

    def _dato(self, rom: Flyt, navn: str, verdi: date) -> Linjefelt:
        tekst = self._t(f"ui_mottak.tall.{navn}")
        felt = Linjefelt()
        felt.setAccessibleName(tekst)
        felt.setFixedWidth(self._tema.px(120))
        felt.setText(dag(verdi))
        etikett = Etikett(tekst, "etikett", bryt=False)
        etikett.setBuddy(felt)
        rom.addWidget(etikett)
        rom.addWidget(felt)
        return felt

    # Vise

    def vis_journalen(self, arkivet_forer: bool) -> None:
        """Bare når den føres her, kan den lages her."""
        self._arkivet.setVisible(arkivet_forer)
        for hva in JOURNALER:
            self._knapper[hva].setVisible(not arkivet_forer)

    def si(self, tekst: str) -> None:
        """Det som ble gjort, ved knappene og til den som bruker skjermleser."""
        self._sagt.vis_tekst(tekst)
        meld(self, tekst)

    def si_lagret(self, fil: str) -> None:
        """Rapporten er lagret; er den ikke skjermet, også at den ikke skal ut."""
        tekst = self._t("ui_mottak.tall.lagret", fil=fil)
        if self._rapport is not None and not self._rapport.skjermet:
            tekst = f"{tekst} {self._rapport.advarsel_kort}"
        self._lagret.vis_tekst(tekst)
        meld(self, tekst)

    def be_om(self) -> None:
        """Be om tallene for året og utgaven som er valgt."""
        self._lagret.vis_tekst("")
        self._rapport = None  # det som vises til svaret kommer, er et annet år eller en annen utgave
        self.hent.emit(int(self._aar.verdi), self._utgave.verdi == _SKJERMET)

    def vis(self, aarene: tuple[int, ...], rapport: Rapport) -> None:
        self._rapport = rapport
        if rapport.skjermet:
            self._utgave.velg(_SKJERMET)
        if [str(aar) for aar in aarene] != [self._aar.itemData(i) for i in range(self._aar.count())]:
            self._aar.vis_valg(tuple(Valg(str(aar), str(aar)) for aar in aarene))
            self._aar.removeItem(0)
        self._aar.vis_verdi(str(rapport.aar))
        sett(self._varsel, farge="info" if rapport.skjermet else "varsel")
        self._advarsel.vis_tekst(rapport.advarsel if rapport.skjermet else f"△ {rapport.advarsel}")
        self._tomt.setVisible(rapport.tom)
        for del_ in self._med_tall:
            del_.setVisible(not rapport.tom)
        tom_rom(self._hovedtall.rom)
        for widget in hovedtall(self._tema, rapport.nokkeltall):
            self._hovedtall.rom.addWidget(widget)
            widget.show()
        self._forklaring.vis_tekst("\n".join(rapport.forklaring))
        for tabell in rapport.tabeller:
            self.kort[tabell.dimensjon].vis(tabell)
        self._rulle.tilpass()
        meld(self, self._t("ui_mottak.tall.ingen") if rapport.tom else f"{rapport.kort}. {rapport.advarsel_kort}")

    # Ut

    def _lagre_rapporten(self) -> None:
        self._lagret.vis_tekst("")
        if self._rapport is not None:
            self.lagre.emit(self._rapport)

    def skriv_ut(self) -> None:
        rapport = self._rapport
        if rapport is None:
            return
        if rapport.tom:
            meld(self, self._t("ui_mottak.tall.ingen"), viktig=True)
            return
        from overforing.ui.kart.utskrift import skriv_tekst

        from .tallutskrift import rapporttekst

        ord_, html = self._u.ord, rapporttekst(rapport)
        skriv_til_valgt(
            self, self._u.dialoger, ord_, rapport.kort, lambda skriver: skriv_tekst(skriver, html, ord_), liggende=False
        )

    def vis_feil(self, tekst: str, feltet: Linjefelt | None = None) -> None:
        """Si hva som er galt, og merk datoen det gjelder."""
        self._feil.vis_tekst(f"△ {tekst}" if tekst else "")
        for felt in (self._fra, self._til):
            merk(felt, tekst if felt is feltet else "")
        meld(self, tekst, viktig=True)

    def _eksporter(self, hva: str) -> None:
        self._sagt.vis_tekst("")
        if tiden := self._tiden():
            self.eksporter.emit(hva, *tiden)

    def _tiden(self) -> tuple[date, date] | None:
        feltet = self._fra
        try:
            fra = innlesing.dato(feltet.text())
            feltet = self._til
            til = innlesing.dato(feltet.text())
            if fra > til:
                raise UgyldigInndata("ui_mottak.tall.galt")
        except UgyldigInndata as feil:
            self.vis_feil(feil.paa(self._t), feltet)
            return None
        self.vis_feil("")
        return fra, til
