"""Ett kort for hver tabell i tallene: søylene, og tabellen ved siden av. Og hovedtallene, hvert for seg."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QItemSelectionModel, QRect, Qt
from PySide6.QtGui import QFont, QResizeEvent
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
_RADHOYDE, _NAVNEBREDDE, _CELLELUFT = 30, 220, 26  # piksler
_VED_SIDEN = 880  # piksler
_VENSTRE = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_HOYRE = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class Talltabell(QTableWidget):
    """Så høy som radene. Navnene får plassen som er til overs, og brytes; er det for trangt, ruller den sidelengs."""

    def __init__(self, tema: Tema) -> None:
        super().__init__(0, 0)
        self._tema = tema
        self.setHorizontalScrollMode(QTableWidget.ScrollMode.ScrollPerPixel)

    def resizeEvent(self, hendelse: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(hendelse)
        self.tilpass()

    def tilpass(self) -> None:
        topp, slag, px = self.horizontalHeader(), QHeaderView.ResizeMode, self._tema.px
        bredder = [max(self.sizeHintForColumn(k), topp.sectionSizeHint(k)) for k in range(self.columnCount())]
        if not bredder:
            return
        navn = min(bredder[0], px(_NAVNEBREDDE))
        trangt = navn + sum(bredder[1:]) > self.viewport().width()
        for k in range(1, len(bredder)):
            topp.setSectionResizeMode(k, slag.ResizeToContents)
        topp.setSectionResizeMode(0, slag.Fixed if trangt else slag.Stretch)
        if trangt:
            topp.resizeSection(0, navn)
        else:
            navn = self.viewport().width() - sum(bredder[1:])
        for i in range(self.rowCount()):
            mer = self._flere_linjer(i, navn) if navn < bredder[0] else 0
            self.setRowHeight(i, px(_RADHOYDE) + mer)
        rader = sum(self.rowHeight(i) for i in range(min(self.rowCount(), _FLEST_RADER)))
        feltet = self.horizontalScrollBar().sizeHint().height() if trangt else 0
        self.setFixedHeight(topp.sizeHint().height() + rader + feltet + 2)

    def _flere_linjer(self, rad: int, bredde: int) -> int:
        """Hvor mye høyere navnet i raden er enn én linje, når det brytes."""
        mal, celle = self.fontMetrics(), self.item(rad, 0)
        plass = QRect(0, 0, max(1, bredde - self._tema.px(_CELLELUFT)), 9999)
        tekst = celle.text() if celle is not None else ""
        return max(0, mal.boundingRect(plass, Qt.TextFlag.TextWordWrap.value, tekst).height() - mal.height())


class Tallkort(Kort):
    """Radene i en tabell, med summen nederst."""

    def __init__(self, tema: Tema, ord_: Ord) -> None:
        super().__init__(tema)
        self._tema, self._t = tema, ord_.fra
        self._tittel = self.rom.ny(Etikett("", "korttittel"))
        self.soyler = Soyler(tema, ord_.fra("aarsrapport.skjermet"))
        self.tabell = Talltabell(tema)
        ramme = Spalte(0, self.soyler)
        ramme.rom.addStretch(1)
        self._spalter = self.rom.ny(Spalter(tema, _VED_SIDEN, ((ramme, 4), (self.tabell, 7))))

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
        tabell.horizontalHeader().setMinimumSectionSize(self._tema.px(62))
        tabell.horizontalHeader().ensurePolished()
        tabell.tilpass()
        # Innenfra og ut, så siden ikke tegnes med den gamle høyden først.
        for del_ in (self._spalter, self):
            if (rom := del_.layout()) is not None:
                rom.activate()
        # Den første raden er der piltastene begynner; valgt er den ikke før noen går dit.
        tabell.setCurrentCell(0, 0, QItemSelectionModel.SelectionFlag.NoUpdate)


def hovedtall(tema: Tema, nokkeltall: Iterable[tuple[str, Tallcelle]]) -> Iterable[QWidget]:
    """Hvert tall under ordet for det."""
    for hva, celle in nokkeltall:
        tekst = tallord(celle)
        tallet = Etikett(tekst, "mellomtittel", bryt=False)
        tallet.setAccessibleName(f"{hva}: {tekst}")
        yield Spalte(tema.px(1), Etikett(hva, "dempet", bryt=False), tallet)
