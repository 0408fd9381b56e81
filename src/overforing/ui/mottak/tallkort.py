"""Ett kort for hver tabell i tallene: søylene, og tabellen ved siden av. Og hovedtallene, hvert for seg."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QHeaderView, QTableWidget, QTableWidgetItem, QWidget

from overforing.saksgang.mottak.rapport import Rapporttabell, Tallcelle, tallord
from overforing.ui.deler.bokstavelig import bokstavelig
from overforing.ui.deler.klosser import Etikett, Kort, Spalte
from overforing.ui.deler.ordene import Ord
from overforing.ui.deler.tabell import som_radliste
from overforing.ui.deler.tema import Tema

from .deler import Spalter
from .soyler import Soyler

_FLEST_RADER = 13
_VED_SIDEN = 880  # piksler
_VENSTRE = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_HOYRE = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class Tallkort(Kort):
    """Radene i en tabell, med summen nederst."""

    def __init__(self, tema: Tema, ord_: Ord) -> None:
        super().__init__(tema)
        self._tema, self._t = tema, ord_.fra
        self._tittel = self.rom.ny(Etikett("", "korttittel"))
        self.soyler = Soyler(tema, ord_.fra("aarsrapport.skjermet"))
        self.tabell = QTableWidget(0, 0)
        self.tabell.setWordWrap(False)
        ramme = Spalte(0, self.soyler)
        ramme.rom.addStretch(1)
        self.rom.addWidget(Spalter(tema, _VED_SIDEN, ((ramme, 4), (self.tabell, 7))))

    def vis(self, t: Rapporttabell) -> None:
        self._tittel.vis_tekst(t.tittel)
        som_radliste(self.tabell, t.tittel)
        self.soyler.vis(
            tuple((rad.navn, rad.antall) for rad in t.rader), self._t("ui_mottak.tall.soyler", hva=t.tittel.lower())
        )
        rader = [(rad.navn, *map(tallord, rad.celler)) for rad in (*t.rader, t.sum)]
        tabell = self.tabell
        tabell.clear()
        tabell.setRowCount(len(rader))
        tabell.setColumnCount(1 + len(t.kolonner))
        for j, tekst in enumerate((t.navn, *t.kolonner)):
            overskrift = QTableWidgetItem(tekst)
            overskrift.setTextAlignment(_HOYRE if j else _VENSTRE)
            tabell.setHorizontalHeaderItem(j, overskrift)
        hoyde = self._tema.px(30)
        for i, rad in enumerate(rader):
            for j, tekst in enumerate(rad):
                celle = QTableWidgetItem(tekst)
                celle.setToolTip(bokstavelig(tekst))
                if j:
                    celle.setTextAlignment(_HOYRE)
                if i == len(rader) - 1:
                    fet = tabell.font()
                    fet.setWeight(QFont.Weight.DemiBold)
                    celle.setFont(fet)
                tabell.setItem(i, j, celle)
            tabell.setRowHeight(i, hoyde)
        topp = tabell.horizontalHeader()
        topp.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        topp.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        topp.setMinimumSectionSize(self._tema.px(62))
        topp.ensurePolished()
        tabell.setFixedHeight(topp.sizeHint().height() + hoyde * min(len(rader), _FLEST_RADER) + 2)
        # Den første raden er der piltastene begynner; valgt er den ikke før noen går dit.
        tabell.setCurrentCell(0, 0, QItemSelectionModel.SelectionFlag.NoUpdate)


def hovedtall(tema: Tema, nokkeltall: Iterable[tuple[str, Tallcelle]]) -> Iterable[QWidget]:
    """Hvert tall under ordet for det."""
    for hva, celle in nokkeltall:
        tekst = tallord(celle)
        tallet = Etikett(tekst, "mellomtittel", bryt=False)
        tallet.setAccessibleName(f"{hva}: {tekst}")
        yield Spalte(tema.px(1), Etikett(hva, "dempet", bryt=False), tallet)
