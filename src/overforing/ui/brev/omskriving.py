"""Å skrive om deler av brevet: forslaget, egen tekst ved siden av, og veien tilbake."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import (
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from overforing.saksgang.innlesing import roper_fodselsnummer
from overforing.ui.deler.flyt import Flyt
from overforing.ui.deler.klosser import Etikett, knapp, utsatt
from overforing.ui.deler.valgrad import Fritekst

Tekst = Callable[..., str]


@dataclass(frozen=True)
class Del:
    """En del av brevet. ``egen`` er brukerens tekst, eller ``None``; ``skrevet_mot`` forslaget den trådte i stedet for.

    ``forslag`` er ``None`` når brevet ikke lenger har delen.
    """

    id: str
    overskrift: str
    forslag: str | None
    egen: str | None = None
    skrevet_mot: str = ""

    @property
    def endret(self) -> bool:
        """Om forslaget er et annet nå enn da brukeren skrev."""
        return self.egen is not None and self.forslag is not None and self.forslag != self.skrevet_mot


class Omskriving(QWidget):
    """Lista over delene, og den valgte å skrive om.

    ``skrevet`` sender (del, tekst, forslaget teksten trer i stedet for); ``tilbake`` sender delen. Med ``egen_angre``
    angrer Ctrl+Z i feltet selv; ellers er det vinduet som angrer.
    """

    skrevet = Signal(str, str, str)
    tilbake = Signal(str)
    forlatt = Signal()

    def __init__(self, tekst: Tekst, forelder: QWidget | None = None, *, egen_angre: bool = False) -> None:
        super().__init__(forelder)
        self._tekst, self._egen_angre = tekst, egen_angre
        self._deler: tuple[Del, ...] = ()
        self._valgt = ""
        self._skriver = False
        self._usendt = False
        self._bygg()
        self._vent = utsatt(self, 300, self.send)
        self.liste.currentItemChanged.connect(self._velg)
        self.egen.textChanged.connect(self._skrev)
        self.egen.for_angre.connect(self.send)
        self.skriv_om.clicked.connect(self._begynn)
        self.sammenlign.toggled.connect(lambda pa: self._forslaget.setVisible(pa))
        self.tilbake_knapp.clicked.connect(self._tilbake)
        self.behold.clicked.connect(self._behold)

    def _bygg(self) -> None:
        t = self._tekst
        etikett = Etikett(t("ui_brev.om.deler"), "sterk", bryt=False)
        self.liste = QListWidget()
        self.liste.setAccessibleName(t("ui_brev.om.deler"))
        self.liste.setWordWrap(True)
        self.liste.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.liste.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        linje = self.liste.fontMetrics().height()
        self.liste.setMinimumHeight(4 * linje)
        self.liste.setMaximumHeight(7 * linje)
        etikett.setBuddy(self.liste)
        self.status = Fritekst()
        self.skriv_om, self.behold, self.tilbake_knapp, self.sammenlign = (
            knapp(t(f"ui_brev.om.{navn}"), rolle="" if navn == "skriv_om" else "stille")
            for navn in ("skriv_om", "behold", "tilbake", "sammenlign")
        )
        self.sammenlign.setCheckable(True)
        self.egen, egen, self._egen_etikett = self._felt("din_tekst")
        self.forslag, self._forslaget, _ = self._felt("forslaget")
        self.forslag.setReadOnly(True)
        ved_siden = self._ved_siden = QSplitter(Qt.Orientation.Horizontal, childrenCollapsible=False, handleWidth=12)
        ved_siden.addWidget(egen)
        ved_siden.addWidget(self._forslaget)
        for felt in (egen, self._forslaget):
            felt.raise_()  # delingen snur rekkefølgen Tab følger
        self.advarsel = Fritekst(rolle="feil")
        self._hjelp = Fritekst(t("ui_brev.om.hjelp"), "dempet")
        knapper = QWidget()
        rad = Flyt(knapper, 8)
        for en in (self.skriv_om, self.behold, self.sammenlign, self.tilbake_knapp):
            rad.addWidget(en)
        hele = QVBoxLayout(self)
        hele.setContentsMargins(0, 12, 0, 0)
        for element in (etikett, self.liste, self.status):
            hele.addWidget(element)
        hele.addWidget(ved_siden, 1)
        hele.addWidget(self.advarsel)
        hele.addWidget(knapper)
        hele.addWidget(self._hjelp)

    def _felt(self, navn: str) -> tuple[_Skrivefelt, QWidget, Etikett]:
        ramme = QWidget()
        etikett = Etikett(self._tekst(f"ui_brev.om.{navn}"), "sterk", bryt=False)
        felt = _Skrivefelt(self._egen_angre)
        felt.setAccessibleName(self._tekst(f"ui_brev.om.{navn}"))
        felt.setMinimumHeight(4 * felt.fontMetrics().height())
        etikett.setBuddy(felt)
        rad = QVBoxLayout(ramme)
        rad.setContentsMargins(0, 0, 0, 0)
        rad.addWidget(etikett)
        rad.addWidget(felt, 1)
        return felt, ramme, etikett

    def resizeEvent(self, hendelse: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(hendelse)
        smal = self.width() < 26 * self.fontMetrics().height()
        self._ved_siden.setOrientation(Qt.Orientation.Vertical if smal else Qt.Orientation.Horizontal)

    # Det som vises

    def vis(self, deler: tuple[Del, ...]) -> None:
        """Delene slik de er nå. Teksten under markøren røres ikke mens brukeren skriver i den."""
        if self._usendt:
            return  # det brukeren skriver, er nyere
        self._deler = deler
        ider = [d.id for d in deler]
        if self._valgt not in ider:
            self._valgt, self._skriver = (ider[0] if ider else ""), False
        with QSignalBlocker(self.liste):
            if [self.liste.item(i).data(Qt.ItemDataRole.UserRole) for i in range(self.liste.count())] != ider:
                self.liste.clear()
                for id_ in ider:
                    element = QListWidgetItem()
                    element.setData(Qt.ItemDataRole.UserRole, id_)
                    self.liste.addItem(element)
            for plass, del_ in enumerate(deler):
                self.liste.item(plass).setText(self._listetekst(del_))
                if del_.id == self._valgt:
                    self.liste.setCurrentRow(plass)
        self._vis_valgt()

    @property
    def valgt(self) -> Del | None:
        return next((d for d in self._deler if d.id == self._valgt), None)

    def _listetekst(self, del_: Del) -> str:
        if del_.egen is None:
            return del_.overskrift
        navn = "uten_plass" if del_.forslag is None else "tom" if not del_.egen.strip() else "om"
        return self._tekst(f"ui_brev.om.merke_{'endret' if del_.endret else navn}", del_=del_.overskrift)

    def _vis_valgt(self) -> None:
        del_ = self.valgt
        self.setEnabled(del_ is not None)
        if del_ is None:
            for felt in (self.egen, self.forslag):
                _sett(felt, "")
            self.status.vis_tekst("")
            return
        om = del_.egen is not None
        _sett(self.egen, del_.egen if del_.egen is not None else del_.forslag or "")
        _sett(self.forslag, del_.forslag or "")
        self.egen.setReadOnly(not (om or self._skriver))
        navn = self._tekst("ui_brev.om.din_tekst" if om or self._skriver else "ui_brev.om.forslaget")
        self.egen.setAccessibleName(f"{del_.overskrift}: {navn}")
        self.forslag.setAccessibleName(f"{del_.overskrift}: {self._tekst('ui_brev.om.forslaget')}")
        self._egen_etikett.setText(navn)
        self.status.vis_tekst(self._tekst(f"ui_brev.om.{self._status(del_)}"))
        self.skriv_om.setVisible(not om and not self._skriver)
        self._hjelp.setVisible(om or self._skriver)
        self.behold.setVisible(del_.endret)
        self.tilbake_knapp.setVisible(om)
        self.sammenlign.setVisible(om and del_.forslag is not None)
        self._forslaget.setVisible(om and self.sammenlign.isChecked() and del_.forslag is not None)
        roper = roper_fodselsnummer(del_.egen or "")
        self.advarsel.vis_tekst(f"△ {self._tekst('ui_brev.om.fodselsnummer')}" if roper else "")

    def _status(self, del_: Del) -> str:
        if del_.egen is None:
            return "er_forslaget"
        if del_.forslag is None:
            return "uten_plass"
        if del_.endret:
            return "er_endret"
        return "er_skrevet_om" if del_.egen.strip() else "er_tom"

    # Det brukeren gjør

    def _velg(self, element: QListWidgetItem | None) -> None:
        self.send()
        self.forlatt.emit()
        self._valgt = element.data(Qt.ItemDataRole.UserRole) if element else ""
        self._skriver = False
        self._vis_valgt()

    def _begynn(self) -> None:
        self._skriver = True
        self._vis_valgt()
        self.egen.setFocus(Qt.FocusReason.OtherFocusReason)

    def _skrev(self) -> None:
        self._usendt = True
        self._vent.start()

    def send(self) -> None:
        """Send det som er skrevet, videre nå. Også når vinduet lukkes."""
        self._vent.stop()
        del_ = self.valgt
        if not self._usendt or del_ is None:
            return
        self._usendt = False
        tekst = self.egen.toPlainText()
        if tekst != (del_.egen if del_.egen is not None else del_.forslag):
            mot = del_.skrevet_mot if del_.egen is not None else del_.forslag or ""
            self.skrevet.emit(del_.id, tekst, mot)

    def _tilbake(self) -> None:
        self._usendt = self._skriver = False
        self._vent.stop()
        self.tilbake.emit(self._valgt)
        self.liste.setFocus(Qt.FocusReason.OtherFocusReason)

    def _behold(self) -> None:
        self.send()
        del_ = self.valgt
        if del_ and del_.forslag is not None:
            self.skrevet.emit(del_.id, self.egen.toPlainText(), del_.forslag)
        self.egen.setFocus(Qt.FocusReason.OtherFocusReason)


class _Skrivefelt(QPlainTextEdit):
    """Uten ``egen_angre`` går Ctrl+Z til vinduet, som angrer i saken. ``for_angre`` kommer først."""

    for_angre = Signal()

    def __init__(self, egen_angre: bool) -> None:
        super().__init__(tabChangesFocus=True, undoRedoEnabled=egen_angre)

    def event(self, hendelse: QEvent) -> bool:
        angre = (QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo)
        trykk = hendelse.type() in (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress)
        if self.isUndoRedoEnabled():
            return super().event(hendelse)
        if isinstance(hendelse, QKeyEvent) and trykk and any(hendelse.matches(t) for t in angre):
            self.for_angre.emit()
            hendelse.ignore()
            return False
        return super().event(hendelse)


def _sett(felt: QPlainTextEdit, tekst: str) -> None:
    """Sett teksten uten å si at brukeren skrev, og med markøren der den var."""
    if felt.toPlainText() != tekst:
        with QSignalBlocker(felt):
            markor = felt.textCursor()
            plass = markor.position()
            felt.setPlainText(tekst)
            markor = felt.textCursor()
            markor.setPosition(min(plass, len(tekst)))
            felt.setTextCursor(markor)
