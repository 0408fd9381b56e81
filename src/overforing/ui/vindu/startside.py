"""Sakene: finne, åpne, lage, kopiere og slette. Lista har aldri navn."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QButtonGroup,
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from overforing.saksgang.slag import Sakstilstand
from overforing.ui.deler.flyt import Flyt
from overforing.ui.deler.inndata import Linjefelt
from overforing.ui.deler.klosser import Etikett, Flate, Kort, Rulle, knapp, med_tab, sett_inn_foran, stabel
from overforing.ui.deler.meld import meld
from overforing.ui.deler.ordene import Ord
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


class Startside(QWidget):
    """Sender opp hva brukeren vil med en sak; ``sok`` når lista skal hentes på nytt."""

    ny = Signal()
    eksempel = Signal()
    apne_fil = Signal()
    apne = Signal(str)
    dupliser = Signal(str)
    hent_kopier = Signal(str)
    slett = Signal(str, str)
    sok = Signal()

    def __init__(self, tema: Tema, ord_: Ord) -> None:
        super().__init__()
        self._tema, self._ord = tema, ord_
        self._rader: tuple[Saksrad, ...] = ()
        self._sok_vist: tuple[str, str | None] = ("", None)
        self.setProperty("rolle", "klar")
        px = tema.px
        flate = Flate()
        stabel(self, 0).addWidget(Rulle(flate))
        rom = stabel(flate, px(12), (px(24), px(20), px(24), px(18)))
        topp = QHBoxLayout()
        topp.setSpacing(px(12))
        topp.addWidget(Etikett(ord_("start.tittel"), "overskrift", bryt=False))
        topp.addStretch(1)
        self._ny = knapp(ord_("start.ny"), self.ny.emit, "hoved")
        self._handlinger = QWidget()
        self._handlinger.setProperty("rolle", "klar")
        rad = Flyt(self._handlinger, px(12))
        for k in (
            self._ny,
            knapp(ord_("start.apne_fil"), self.apne_fil.emit),
            knapp(ord_("start.eksempel"), self.eksempel.emit),
        ):
            rad.addWidget(k)
        self._topp = topp
        topp.addWidget(self._handlinger)
        rom.addLayout(topp)
        self._innledning = Etikett(ord_("start.innledning"), "dempet")
        rom.addWidget(self._innledning)
        rom.addWidget(self._sokerad())
        # Ikke en QStackedWidget: den blir så høy som den høyeste av sidene, også når siden ikke vises.
        self._listeside, self._tomside = self._lista(), self._tom()
        for side in (self._listeside, self._tomside):
            rom.addWidget(side, 1)
        self._klokke = QTimer(self)
        self._klokke.setSingleShot(True)
        self._klokke.setInterval(_SOK_MS)
        self._klokke.timeout.connect(self.sok)

    def _sokerad(self) -> QWidget:
        px, ord_ = self._tema.px, self._ord
        self._rad = QWidget()
        self._rad.setProperty("rolle", "klar")
        rad = Flyt(self._rad, px(8))
        self.sokefelt = Linjefelt()
        self.sokefelt.setPlaceholderText(ord_("start.sok"))
        self.sokefelt.setAccessibleName(ord_("start.sok"))
        self.sokefelt.setClearButtonEnabled(True)
        self.sokefelt.setFixedWidth(px(280))
        self.sokefelt.textChanged.connect(lambda _: self._klokke.start())
        rad.addWidget(self.sokefelt)
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
        flate = QWidget()
        flate.setProperty("rolle", "klar")
        rom = stabel(flate, px(12))
        self.tabell = Tabell(0, 5)
        self.tabell.setWordWrap(False)
        self.tabell.setAccessibleName(ord_("start.tittel"))
        self.tabell.setHorizontalHeaderLabels(
            [ord_(f"start.{k}") for k in ("saksnummer", "mottatt", "tilstand", "merk", "endret")]
        )
        self.tabell.verticalHeader().hide()
        self.tabell.setShowGrid(False)
        self.tabell.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.tabell.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.tabell.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.tabell.setTabKeyNavigation(False)
        self.tabell.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.tabell.horizontalHeader().setMinimumSectionSize(px(130))
        topp = self.tabell.horizontalHeader()
        topp.setHighlightSections(False)
        topp.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        topp.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        topp.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        topp.setSectionsClickable(False)
        self.tabell.apnes.connect(self._apne)
        self.tabell.slettes.connect(self._slett)
        self.tabell.itemDoubleClicked.connect(lambda _: self._apne())
        self.tabell.itemSelectionChanged.connect(self._vis_handlinger)
        rom.addWidget(self.tabell, 1_000)
        self._ingen = Kort(self._tema)
        self._ingen.setMaximumWidth(px(620))
        self._ingen.rom.addWidget(Etikett(ord_("start.ingen_treff")))
        vis_alle = QHBoxLayout()
        vis_alle.addWidget(knapp(ord_("start.vis_alle"), self.vis_alle))
        vis_alle.addStretch(1)
        self._ingen.rom.addLayout(vis_alle)
        rom.addWidget(self._ingen)
        self._bunn = QWidget()
        self._bunn.setProperty("rolle", "klar")
        bunn = QHBoxLayout(self._bunn)
        bunn.setContentsMargins(0, 0, 0, 0)
        bunn.setSpacing(px(10))
        self._apneknapp = knapp(ord_("start.apne"), self._apne, "stille")
        self._kopiknapp = knapp(ord_("start.dupliser"), self._dupliser, "stille")
        self._slettknapp = knapp(ord_("start.slett"), self._slett, "stille")
        self._hentknapp = knapp(ord_("start.hent_kopier"), self._hent_kopier, "stille")
        for k in (self._apneknapp, self._kopiknapp, self._slettknapp, self._hentknapp):
            bunn.addWidget(k)
        bunn.addStretch(1)
        self._antall = Etikett("", "dempet", bryt=False)
        bunn.addWidget(self._antall)
        rom.addWidget(self._bunn)
        rom.addStretch(1)
        return flate

    def _tom(self) -> QWidget:
        px, ord_ = self._tema.px, self._ord
        flate = QWidget()
        flate.setProperty("rolle", "klar")
        rom = stabel(flate, 0)
        kort = Kort(self._tema)
        kort.setMaximumWidth(px(620))
        kort.rom.setContentsMargins(px(24), px(22), px(24), px(24))
        kort.rom.setSpacing(px(12))
        kort.rom.addWidget(Etikett(ord_("start.tom_tittel"), "mellomtittel"))
        kort.rom.addWidget(Etikett(ord_("start.tom_tekst")))
        self._tomrad = QHBoxLayout()
        kort.rom.addLayout(self._tomrad)
        rom.addWidget(kort)
        rom.addStretch(1)
        return flate

    # Det som vises

    def vis_pa_tom_side(self, kort: QWidget) -> None:
        """Et kort øverst når det ikke er noen saker."""
        rom = self._tomside.layout()
        assert isinstance(rom, QVBoxLayout)
        rom.insertWidget(0, kort)
        rom.insertSpacing(1, self._tema.px(12))
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
        for k in (self._apneknapp, self._kopiknapp, self._slettknapp):
            k.setEnabled(self.valgt is not None)
        self._hentknapp.setVisible(self.valgt is not None and self.valgt.kopier > 0)

    def _apne(self) -> None:
        if self.valgt:
            self.apne.emit(self.valgt.id)

    def _dupliser(self) -> None:
        if self.valgt:
            self.dupliser.emit(self.valgt.id)

    def _hent_kopier(self) -> None:
        if self.valgt:
            self.hent_kopier.emit(self.valgt.id)

    def _slett(self) -> None:
        if self.valgt:
            self.slett.emit(self.valgt.id, self.valgt.saksnummer)


def _dag(verdi: date) -> str:
    return f"{verdi.day}.{verdi.month}.{verdi.year}"
