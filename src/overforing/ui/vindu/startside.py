"""Sakene: finne, åpne, lage, kopiere og slette. Lista har aldri navn."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal, SignalInstance
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from overforing.saksgang.slag import Sakstilstand
from overforing.ui.deler.flyt import Rad
from overforing.ui.deler.klosser import (
    Etikett,
    Klar,
    Kort,
    Rulleside,
    Spalte,
    knapp,
    med_tab,
    sett_inn_foran,
    utsatt,
)
from overforing.ui.deler.linjefelt import Linjefelt
from overforing.ui.deler.meld import meld
from overforing.ui.deler.ordene import Ord
from overforing.ui.deler.tabell import med_en_valgt, som_radliste
from overforing.ui.deler.tema import Tema

if TYPE_CHECKING:
    from overforing.saksgang.kontor import Saksrad

_SOK_MS = 120


class Tabell(QTableWidget):
    """Enter åpner, Delete vil slette. Tab går videre, ikke fra rute til rute."""

    apnes = Signal()
    slettes = Signal()

    def tilpass(self, rad: int) -> None:
        """Så høy som radene, og aldri så høy at siden må rulle for den."""
        self.horizontalHeader().ensurePolished()
        topp = self.horizontalHeader().sizeHint().height()
        rullefelt = self.horizontalScrollBar().sizeHint().height()
        self.setMaximumHeight(topp + rad * max(1, self.rowCount()) + rullefelt + 4)
        self.setMinimumHeight(min(topp + 3 * rad, self.maximumHeight()))
        self._kolonnene()

    def resizeEvent(self, hendelse: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(hendelse)
        self._kolonnene()

    def _kolonnene(self) -> None:
        """Den første kolonnen tar plassen som er igjen; er det for lite igjen, ruller tabellen sidelengs."""
        topp, maler = self.horizontalHeader(), QHeaderView.ResizeMode
        resten = sum(topp.sectionSize(i) for i in range(1, self.columnCount()))
        # Et langt saksnummer kan kortes; et vanlig skal synes helt.
        vanlig = self.fontMetrics().averageCharWidth() * 24
        trengs = max(min(self.sizeHintForColumn(0), vanlig), topp.sectionSizeHint(0)) + resten
        topp.setSectionResizeMode(0, maler.Stretch if trengs <= self.viewport().width() else maler.ResizeToContents)

    def sizeHint(self) -> QSize:  # noqa: N802
        return QSize(super().sizeHint().width(), self.minimumHeight())

    def keyPressEvent(self, hendelse: QKeyEvent) -> None:  # noqa: N802
        match hendelse.key():
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self.apnes.emit()
            case Qt.Key.Key_Delete:
                self.slettes.emit()
            case _:
                super().keyPressEvent(hendelse)


class Startside(Rulleside):
    """Sender opp hva brukeren vil med en rad; ``sok`` når lista skal hentes på nytt."""

    ny = Signal()
    eksempel = Signal()
    apne_fil = Signal()
    apne = Signal(object)
    dupliser = Signal(object)
    slett = Signal(object)
    hent_kopier = Signal(object)
    sok = Signal()

    def __init__(self, tema: Tema, ord_: Ord) -> None:
        super().__init__(tema)
        self._tema, self._ord = tema, ord_
        self._rader: tuple[Saksrad, ...] = ()
        self._sok_vist: tuple[str, str | None] = ("", None)
        px, rom = tema.px, self.rom
        topp = QHBoxLayout()
        topp.setSpacing(px(12))
        topp.addWidget(Etikett(ord_("start.tittel"), "overskrift", bryt=False))
        topp.addStretch(1)
        self._ny = knapp(ord_("start.ny"), self.ny.emit, "hoved")
        apne_fil = knapp(ord_("start.apne_fil"), self.apne_fil.emit)
        self._handlinger = Rad(px(12), self._ny, apne_fil, knapp(ord_("start.eksempel"), self.eksempel.emit))
        self._topp = topp
        topp.addWidget(self._handlinger)
        rom.addLayout(topp)
        self._innledning = rom.ny(Etikett(ord_("start.innledning"), "dempet"))
        rom.addWidget(self._sokerad())
        # Ikke en QStackedWidget: den blir så høy som den høyeste av sidene, også når siden ikke vises.
        self._listeside, self._tomside = self._lista(), self._tom()
        for side in (self._listeside, self._tomside):
            rom.addWidget(side, 1)
            side.hide()  # til sakene er hentet: ingen av delene er sant før det
        rom.addStretch(0)
        self._klokke = utsatt(self, _SOK_MS, self.sok)

    def _sokerad(self) -> QWidget:
        px, ord_ = self._tema.px, self._ord
        self._rad = Rad(px(8))
        rad = self._rad.rom
        self.sokefelt = rad.ny(Linjefelt())
        self.sokefelt.setPlaceholderText(ord_("start.sok"))
        self.sokefelt.setAccessibleName(ord_("start.sok"))
        self.sokefelt.setClearButtonEnabled(True)
        self.sokefelt.setFixedWidth(px(280))
        self.sokefelt.textChanged.connect(lambda _: self._klokke.start())
        self._filtre = QButtonGroup(self)
        self._filtre.setExclusive(True)
        self._filter: dict[QPushButton, str | None] = {}
        for verdi in (None, *Sakstilstand):
            tekst = ord_("start.alle") if verdi is None else ord_(f"tilstand.{verdi}")
            k = knapp(tekst, None, "filter")
            k.setCheckable(True)
            k.setChecked(verdi is None)
            k.setAccessibleName(f"{ord_('start.filter')}: {tekst}")
            self._filter[k] = verdi
            self._filtre.addButton(k)
            rad.addWidget(k)
        self._filtre.buttonClicked.connect(lambda _: self.sok.emit())
        return self._rad

    def _lista(self) -> QWidget:
        px, ord_ = self._tema.px, self._ord
        flate = Spalte(px(12))
        rom = flate.rom
        self.tabell = Tabell(0, 5)
        som_radliste(self.tabell, ord_("start.tittel"))
        med_en_valgt(self.tabell)
        self.tabell.setHorizontalHeaderLabels(
            [ord_(f"start.{k}") for k in ("saksnummer", "mottatt", "tilstand", "merk", "endret")]
        )
        topp = self.tabell.horizontalHeader()
        topp.setMinimumSectionSize(px(130))
        topp.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        topp.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.tabell.apnes.connect(partial(self._med_valgt, self.apne))
        self.tabell.itemDoubleClicked.connect(partial(self._med_valgt, self.apne))
        self.tabell.slettes.connect(partial(self._med_valgt, self.slett))
        self.tabell.itemSelectionChanged.connect(self._vis_handlinger)
        rom.addWidget(self.tabell, 1_000)
        self._ingen = rom.ny(Kort(self._tema))
        self._ingen.setMaximumWidth(px(620))
        self._ingen.rom.addWidget(Etikett(ord_("start.ingen_treff")))
        self._ingen.rom.til_venstre(knapp(ord_("start.vis_alle"), self.vis_alle))
        self._bunn = rom.ny(Klar())
        bunn = QHBoxLayout(self._bunn)
        bunn.setContentsMargins(0, 0, 0, 0)
        bunn.setSpacing(px(10))
        signaler = {"apne": self.apne, "dupliser": self.dupliser, "slett": self.slett, "hent_kopier": self.hent_kopier}
        self._knapper = {
            navn: knapp(ord_(f"start.{navn}"), partial(self._med_valgt, signal), "stille")
            for navn, signal in signaler.items()
        }
        for k in self._knapper.values():
            bunn.addWidget(k)
        bunn.addStretch(1)
        self._antall = Etikett("", "dempet", bryt=False)
        bunn.addWidget(self._antall)
        rom.addStretch(1)
        return flate

    def _tom(self) -> Spalte:
        px, ord_ = self._tema.px, self._ord
        kort = Kort(self._tema)
        kort.setMaximumWidth(px(620))
        kort.rom.setContentsMargins(px(24), px(22), px(24), px(24))
        kort.rom.setSpacing(px(12))
        kort.rom.addWidget(Etikett(ord_("start.tom_tittel"), "mellomtittel"))
        kort.rom.addWidget(Etikett(ord_("start.tom_tekst")))
        self._tomrad = QHBoxLayout()
        kort.rom.addLayout(self._tomrad)
        flate = Spalte(0, kort)
        flate.rom.addStretch(1)
        return flate

    # Det som vises

    def vis_pa_tom_side(self, kort: QWidget) -> None:
        """Et kort øverst når det ikke er noen saker."""
        self._tomside.rom.insertWidget(0, kort)
        self._tomside.rom.insertSpacing(1, self._tema.px(12))
        sett_inn_foran(self._ny, med_tab(kort))

    @property
    def sokt(self) -> str:
        return self.sokefelt.text()

    @property
    def filter(self) -> str | None:
        return next(verdi for k, verdi in self._filter.items() if k.isChecked())

    def vis_alle(self) -> None:
        """Ta bort søket og filteret."""
        self.sokefelt.clear()
        self._klokke.stop()
        next(k for k, verdi in self._filter.items() if verdi is None).setChecked(True)
        self.sokefelt.setFocus()
        self.sok.emit()

    def vis(self, rader: tuple[Saksrad, ...]) -> None:
        """Vis radene. Den som var valgt, er valgt fortsatt."""
        tomt = not rader and not self.sokt and self.filter is None
        self._listeside.setVisible(not tomt)
        self._tomside.setVisible(tomt)
        self._topp.removeWidget(self._handlinger)
        self._tomrad.removeWidget(self._handlinger)
        if tomt:
            self._tomrad.insertWidget(0, self._handlinger)
        else:
            self._topp.addWidget(self._handlinger)
        self._rad.setVisible(not tomt)
        self._innledning.setVisible(not tomt)
        valgt = self.valgt
        self._rader = rader
        self.tabell.setRowCount(len(rader))
        hoyde = self._tema.px(40)
        for i, rad in enumerate(rader):
            for j, tekst in enumerate(
                (
                    rad.saksnummer or self._ord("start.uten_nummer"),
                    _dag(rad.mottatt) if rad.mottatt else "–",
                    self._ord(f"tilstand.{rad.tilstand}"),
                    self._merk(rad),
                    self._endret(rad),
                )
            ):
                self.tabell.setItem(i, j, QTableWidgetItem(tekst))
            self.tabell.setRowHeight(i, hoyde)
        self.tabell.tilpass(hoyde)
        if not rader and self.tabell.hasFocus():
            self.sokefelt.setFocus()
        for del_ in (self.tabell, self._bunn):
            del_.setVisible(bool(rader))
        plass = next((i for i, rad in enumerate(rader) if valgt and rad.id == valgt.id), 0)
        if rader:
            self.tabell.setCurrentCell(plass, 0)
        self._ingen.setVisible(not rader)
        self._antall.setText(
            self._ord("start.en") if len(rader) == 1 else self._ord("start.antall", antall=str(len(rader)))
        )
        self._vis_handlinger()
        if (sok := (self.sokt, self.filter)) != self._sok_vist:
            self._sok_vist = sok
            meld(self, self._antall.text() if rader else self._ord("start.ingen_treff"))

    @property
    def valgt(self) -> Saksrad | None:
        rad = self.tabell.currentRow()
        return self._rader[rad] if 0 <= rad < len(self._rader) else None

    def fokuser(self) -> None:
        (self.tabell if self._rader else self._ny).setFocus()

    def _merk(self, rad: Saksrad) -> str:
        """Det som ikke bør vente: at saken haster, noe ulagret, og fristen for foreløpig svar når den er nær."""
        haster = rad.haster and rad.tilstand == Sakstilstand.UTKAST
        biter = (
            self._ord("start.haster") if haster else "",
            self._ord("start.har_kopi") if rad.kopier else "",
            rad.frist.kort,
        )
        return " · ".join(bit for bit in biter if bit)

    def _endret(self, rad: Saksrad) -> str:
        nar = f"{_dag(rad.endret.astimezone())} kl. {rad.endret.astimezone():%H.%M}"
        return self._ord("start.endret_av", nar=nar, hvem=rad.endret_av) if rad.endret_av else nar

    def _vis_handlinger(self) -> None:
        for navn in ("apne", "dupliser", "slett"):
            self._knapper[navn].setEnabled(self.valgt is not None)
        self._knapper["hent_kopier"].setVisible(self.valgt is not None and self.valgt.kopier > 0)

    def _med_valgt(self, signal: SignalInstance, *_: object) -> None:
        if self.valgt:
            signal.emit(self.valgt)


def _dag(verdi: date) -> str:
    return f"{verdi.day}.{verdi.month}.{verdi.year}"
