"""Statistikken: tallene i en tid, tegnet med tabellen ved siden av, og det som kan lagres til andre."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelectionModel, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem, QWidget

from overforing.feil import UgyldigInndata
from overforing.mottak.statistikk import Dimensjon
from overforing.saksgang import innlesing
from overforing.saksgang.mottak.bilde import dag
from overforing.ui.deler.flyt import Flyt
from overforing.ui.deler.inndata import Linjefelt, beskriv
from overforing.ui.deler.klosser import Etikett, Flate, Kort, Rulle, knapp, stabel
from overforing.ui.deler.meld import meld
from overforing.ui.deler.ordene import Ord
from overforing.ui.deler.tema import Tema, sett
from overforing.ui.deler.valgrad import Fritekst

from .deler import Spalter
from .soyler import Soyler

if TYPE_CHECKING:
    from overforing.mottak.statistikk import Tallrad, Talltabell

EKSPORTER = ("journal", "csv", "tall")
_FLEST_RADER = 12


class Tallside(QWidget):
    """``hent`` og ``eksporter`` gis den første og den siste dagen."""

    hent = Signal(object, object)
    eksporter = Signal(str, object, object)

    def __init__(self, tema: Tema, ord_: Ord, i_dag: date) -> None:
        super().__init__()
        self._tema, self._t = tema, ord_.fra
        self.setProperty("rolle", "klar")
        px, t = tema.px, self._t
        flate = Flate()
        self._rulle = Rulle(flate)
        stabel(self, 0).addWidget(self._rulle)
        rom = stabel(flate, px(12), (px(24), px(20), px(24), px(18)))
        rom.addWidget(Etikett(t("ui_mottak.tall.tittel"), "overskrift"))
        rom.addWidget(Etikett(t("ui_mottak.tall.innledning"), "dempet"))
        rad = QWidget()
        rad.setProperty("rolle", "klar")
        linje = Flyt(rad, px(8))
        self._fra = self._dato(linje, "fra", date(i_dag.year, 1, 1))
        self._til = self._dato(linje, "til", i_dag)
        linje.addWidget(knapp(t("ui_mottak.tall.vis"), self.be_om, "hoved"))
        rom.addWidget(rad)
        self._feil = Etikett("", "feil")
        self._feil.hide()
        rom.addWidget(self._feil)
        self._sum = Etikett("", "viktig")
        rom.addWidget(self._sum)
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
        kort = self._kort[dimensjon] = Kort(self._tema)
        kort.rom.addWidget(Etikett(tittel, "korttittel"))
        soyler = self._soyler[dimensjon] = Soyler(self._tema)
        tabell = self._tabeller[dimensjon] = QTableWidget(0, 3)
        tabell.setAccessibleName(tittel)
        andre = [self._t(f"ui_mottak.tall.{k}") for k in ("antall", "median")]
        tabell.setHorizontalHeaderLabels([self._t(f"mottak.dimensjon.{dimensjon}"), *andre])
        tabell.verticalHeader().hide()
        tabell.setShowGrid(False)
        tabell.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        tabell.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        tabell.setTabKeyNavigation(False)
        topp = tabell.horizontalHeader()
        topp.setSectionsClickable(False)
        topp.setHighlightSections(False)
        topp.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        topp.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        topp.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        topp.setMinimumSectionSize(self._tema.px(120))
        ramme = QWidget()
        ramme.setProperty("rolle", "klar")
        rom = stabel(ramme, 0)
        rom.addWidget(soyler)
        rom.addStretch(1)
        kort.rom.addWidget(Spalter(self._tema, 840, ((ramme, 1), (tabell, 1))))
        return kort

    def _eksportkort(self) -> Kort:
        kort = Kort(self._tema)
        kort.rom.addWidget(Etikett(self._t("ui_mottak.tall.eksporter"), "korttittel"))
        kort.rom.addWidget(Etikett(self._t("ui_mottak.tall.eksport_hjelp"), "dempet"))
        rad = QWidget()
        rad.setProperty("rolle", "klar")
        rom = Flyt(rad, self._tema.px(10))
        for hva in EKSPORTER:
            rom.addWidget(knapp(self._t(f"ui_mottak.eksport.{hva}"), partial(self._eksporter, hva), "stille"))
        kort.rom.addWidget(rad)
        self._sagt = Fritekst()
        kort.rom.addWidget(self._sagt)
        return kort

    # Vise

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
                celle.setToolTip(tekst)
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
            galt = bool(tekst) and felt is feltet
            sett(felt, feil="ja" if galt else "nei")
            beskriv(felt, felt.accessibleName(), tekst if galt else "")
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
