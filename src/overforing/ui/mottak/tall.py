"""Statistikken: tallene i en tid, tegnet med tabellen ved siden av, og det som kan lagres til andre."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelectionModel, Signal
from PySide6.QtWidgets import QHeaderView, QTableWidget, QTableWidgetItem

from overforing.feil import UgyldigInndata
from overforing.mottak.statistikk import Dimensjon
from overforing.saksgang import innlesing
from overforing.saksgang.mottak.bilde import dag
from overforing.ui.deler.bokstavelig import bokstavelig
from overforing.ui.deler.flyt import Flyt, Rad
from overforing.ui.deler.inndata import merk
from overforing.ui.deler.klosser import Etikett, Kort, Rulleside, Spalte, knapp
from overforing.ui.deler.linjefelt import Linjefelt
from overforing.ui.deler.meld import meld
from overforing.ui.deler.ordene import Ord
from overforing.ui.deler.tabell import som_radliste
from overforing.ui.deler.tema import Tema
from overforing.ui.deler.valgrad import Fritekst

from .deler import Spalter
from .soyler import Soyler

if TYPE_CHECKING:
    from overforing.mottak.statistikk import Tallrad, Talltabell

JOURNALER = ("journal", "lopende")
EKSPORTER = (*JOURNALER, "dokumenter", "csv", "tall")
_FLEST_RADER = 12


class Tallside(Rulleside):
    """``hent`` og ``eksporter`` gis den første og den siste dagen."""

    hent = Signal(object, object)
    eksporter = Signal(str, object, object)

    def __init__(self, tema: Tema, ord_: Ord, i_dag: date) -> None:
        super().__init__(tema)
        self._tema, self._t = tema, ord_.fra
        t, rom = self._t, self.rom
        rom.addWidget(Etikett(t("ui_mottak.tall.tittel"), "overskrift"))
        rom.addWidget(Etikett(t("ui_mottak.tall.innledning"), "dempet"))
        linje = rom.ny(Rad(tema.px(8))).rom
        self._fra = self._dato(linje, "fra", date(i_dag.year, 1, 1))
        self._til = self._dato(linje, "til", i_dag)
        linje.addWidget(knapp(t("ui_mottak.tall.vis"), self.be_om, "hoved"))
        self._feil = rom.ny(Etikett("", "feil"))
        self._feil.hide()
        self._sum = rom.ny(Etikett("", "viktig"))
        self._kort: dict[Dimensjon, Kort] = {}
        self._soyler: dict[Dimensjon, Soyler] = {}
        self._tabeller: dict[Dimensjon, QTableWidget] = {}
        for dimensjon in (Dimensjon.MANED, Dimensjon.UTFALL, Dimensjon.KOMMUNE, Dimensjon.GRUNN):
            rom.addWidget(self._lag_kort(dimensjon))
        rom.addWidget(self._eksportkort())
        rom.addStretch(1)

    def _dato(self, rom: Flyt, navn: str, verdi: date) -> Linjefelt:
        tekst = self._t(f"ui_mottak.tall.{navn}")
        felt = Linjefelt()
        felt.setAccessibleName(tekst)
        felt.setFixedWidth(self._tema.px(120))
        felt.setText(dag(verdi))
        felt.returnPressed.connect(self.be_om)
        etikett = Etikett(tekst, "etikett", bryt=False)
        etikett.setBuddy(felt)
        rom.addWidget(etikett)
        rom.addWidget(felt)
        return felt

    def _lag_kort(self, dimensjon: Dimensjon) -> Kort:
        tittel = self._t(f"ui_mottak.tall.etter.{dimensjon}")
        kort = self._kort[dimensjon] = Kort(self._tema, tittel=tittel)
        soyler = self._soyler[dimensjon] = Soyler(self._tema)
        tabell = self._tabeller[dimensjon] = QTableWidget(0, 3)
        som_radliste(tabell, tittel)
        andre = [self._t(f"ui_mottak.tall.{k}") for k in ("antall", "median")]
        tabell.setHorizontalHeaderLabels([self._t(f"mottak.dimensjon.{dimensjon}"), *andre])
        topp = tabell.horizontalHeader()
        topp.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        topp.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        topp.setMinimumSectionSize(self._tema.px(70))
        ramme = Spalte(0, soyler)
        ramme.rom.addStretch(1)
        kort.rom.addWidget(Spalter(self._tema, 840, ((ramme, 1), (tabell, 1))))
        return kort

    def _eksportkort(self) -> Kort:
        t = self._t
        kort = Kort(self._tema, tittel=t("ui_mottak.tall.eksporter"), innledning=t("ui_mottak.tall.eksport_hjelp"))
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

    def be_om(self) -> None:
        """Be om tallene for tiden i feltene."""
        if tiden := self._tiden():
            self.hent.emit(*tiden)

    def vis(self, deler: tuple[Talltabell, ...]) -> None:
        sum_ = deler[0].sum
        tomt = not sum_.antall
        tekst = self._t("ui_mottak.tall.ingen") if tomt else self._summert(sum_)
        self._sum.vis_tekst(tekst)
        for del_ in deler:
            self._kort[del_.dimensjon].setVisible(not tomt)
            tittel = self._t(f"ui_mottak.tall.etter.{del_.dimensjon}").lower()
            rader = tuple((rad.verdi, rad.antall or 0) for rad in del_.rader)
            self._soyler[del_.dimensjon].vis(rader, self._t("ui_mottak.tall.soyler", hva=tittel))
            self._fyll(self._tabeller[del_.dimensjon], del_.rader)
        self._rulle.tilpass()
        meld(self, tekst)

    def _fyll(self, tabell: QTableWidget, rader: tuple[Tallrad, ...]) -> None:
        tabell.setRowCount(len(rader))
        hoyde = self._tema.px(34)
        for i, rad in enumerate(rader):
            for j, tekst in enumerate((rad.verdi, str(rad.antall), _tall(rad.median_dager) or "–")):
                celle = QTableWidgetItem(tekst)
                celle.setToolTip(bokstavelig(tekst))
                tabell.setItem(i, j, celle)
            tabell.setRowHeight(i, hoyde)
        tabell.horizontalHeader().ensurePolished()
        topp = tabell.horizontalHeader().sizeHint().height()
        tabell.setFixedHeight(topp + hoyde * max(1, min(len(rader), _FLEST_RADER)) + 2)
        if rader:
            # Den første raden er der piltastene begynner; valgt er den ikke før noen går dit.
            tabell.setCurrentCell(0, 0, QItemSelectionModel.SelectionFlag.NoUpdate)

    def _summert(self, sum_: Tallrad) -> str:
        median = self._t("ui_mottak.tall.ingen_median")
        if sum_.median_dager is not None:
            median = self._t("ui_mottak.tall.dager", antall=_tall(sum_.median_dager))
        return self._t("ui_mottak.tall.sum", antall=str(sum_.antall), avgjorte=str(sum_.avgjorte), median=median)

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


def _tall(verdi: float | None) -> str:
    """Med komma, uten «,0»."""
    return "" if verdi is None else f"{verdi:g}".replace(".", ",")
