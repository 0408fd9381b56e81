"""Å skrive om en del av brevet der den står: egen tekst, forslaget ved siden av, og veien tilbake."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from overforing.saksgang.innlesing import roper_fodselsnummer
from overforing.saksgang.omskrevet import Del
from overforing.ui.deler.flyt import Rad
from overforing.ui.deler.inndata import HeltSkrevet
from overforing.ui.deler.klosser import Etikett, Kort, knapp, utsatt
from overforing.ui.deler.tema import Tema, sett
from overforing.ui.deler.valgrad import Fritekst

Tekst = Callable[..., str]

_LINJER = (4, 12)
"""Så få og så mange linjer som vises av teksten."""
_UTEN_FELTENE = 12
"""Resten av kortet, i linjer."""


class Omskriving(Kort):
    """Den delen som skrives om nå, valgt med ``apne``. Den som eier brevet, legger kortet inn der delen står.

    ``skrevet`` sender (del, tekst, forslaget teksten trer i stedet for); ``tilbake`` sender delen, og ``lukket`` delen
    brukeren er ferdig med. Med ``egen_angre`` angrer Ctrl+Z i feltet selv; ellers er det vinduet som angrer.
    """

    skrevet = Signal(str, str, str)
    tilbake = Signal(str)
    forlatt = Signal()
    lukket = Signal(str)
    ny_hoyde = Signal()

    def __init__(self, tema: Tema, tekst: Tekst, *, egen_angre: bool = False) -> None:
        super().__init__(tema)
        sett(self, rolle="over_brevet")
        self._tekst, self._egen_angre = tekst, egen_angre
        self._deler: tuple[Del, ...] = ()
        self._valgt = ""
        self._usendt = False
        self._bygg(tema)
        self._vent = utsatt(self, 300, self.send)
        self.egen.textChanged.connect(self._skrev)
        self.egen.for_angre.connect(self.send)
        self.ferdig.clicked.connect(self.lukk)
        self.sammenlign.toggled.connect(lambda pa: self._forslaget.setVisible(pa))
        self.tilbake_knapp.clicked.connect(self._tilbake)
        self.behold.clicked.connect(self._behold)
        self.hide()

    def _bygg(self, tema: Tema) -> None:
        t = self._tekst
        self.rom.setSpacing(tema.px(6))
        self._overskrift = self.rom.ny(Etikett("", "korttittel"))
        self.status = self.rom.ny(Fritekst())
        self.egen, egen, _ = self._felt("din_tekst")
        self.forslag, self._forslaget, _ = self._felt("forslaget")
        self.forslag.setReadOnly(True)
        self._forslaget.hide()
        ved_siden = QHBoxLayout()
        ved_siden.setSpacing(tema.px(12))
        for felt in (egen, self._forslaget):
            ved_siden.addWidget(felt, 1)
        self.rom.addLayout(ved_siden)
        self.advarsel = self.rom.ny(Fritekst(rolle="feil"))
        self.rom.addWidget(Fritekst(t("ui_brev.om.hjelp"), "dempet"))
        self.ferdig, self.behold, self.tilbake_knapp, self.sammenlign = (
            knapp(t(f"ui_brev.om.{navn}"), rolle="" if navn == "ferdig" else "stille")
            for navn in ("ferdig", "behold", "tilbake", "sammenlign")
        )
        self.sammenlign.setCheckable(True)
        self.rom.addWidget(Rad(tema.px(8), self.ferdig, self.behold, self.sammenlign, self.tilbake_knapp))

    def _felt(self, navn: str) -> tuple[_Skrivefelt, QWidget, Etikett]:
        ramme = QWidget()
        felt = _Skrivefelt(self._egen_angre)
        etikett = Etikett(self._tekst(f"ui_brev.om.{navn}"), "etikett", bryt=False)
        etikett.setBuddy(felt)
        rad = QVBoxLayout(ramme)
        rad.setContentsMargins(0, 0, 0, 0)
        rad.setSpacing(2)
        rad.addWidget(etikett)
        rad.addWidget(felt)
        return felt, ramme, etikett

    def tilpass(self, plass: int) -> None:
        """Gi feltene så mange linjer som det er plass til."""
        faerrest, flest = _LINJER
        linje = self.egen.fontMetrics().lineSpacing()
        linjer = max(faerrest, min(flest, plass // linje - _UTEN_FELTENE))
        for felt in (self.egen, self.forslag):
            if felt.height() != linjer * linje + 16:
                felt.setFixedHeight(linjer * linje + 16)

    def hoyde(self, bredde: int) -> int:
        """Hvor høyt kortet er i den bredden."""
        return self.rom.totalHeightForWidth(bredde) if self.rom.hasHeightForWidth() else self.sizeHint().height()

    # Det som vises

    def vis(self, deler: tuple[Del, ...]) -> None:
        """Delene slik de er nå. Teksten under markøren røres ikke mens brukeren skriver i den."""
        if self._usendt:
            return  # det brukeren skriver, er nyere
        self._deler = deler
        if self.valgt is None:
            self._valgt = ""
            self.hide()
        else:
            self._vis_valgt(self.valgt)

    def apne(self, id_: str) -> None:
        """Skriv om denne delen. Den som var åpen, er det som er skrevet i den, sendt fra."""
        self.send()
        self.forlatt.emit()
        self._valgt = id_
        if self.valgt is None:
            self._valgt = ""
            return
        self.sammenlign.setChecked(self.valgt.endret)
        self._vis_valgt(self.valgt)

    def fokuser(self) -> None:
        self.egen.setFocus(Qt.FocusReason.OtherFocusReason)

    def lukk(self) -> None:
        """Ferdig med delen. Det som er skrevet, står."""
        self.send()
        self.forlatt.emit()
        id_, self._valgt = self._valgt, ""
        self.hide()
        if id_:
            self.lukket.emit(id_)

    @property
    def valgt(self) -> Del | None:
        return next((d for d in self._deler if d.id == self._valgt), None)

    def _vis_valgt(self, del_: Del) -> None:
        om = del_.egen is not None
        self._overskrift.setText(del_.overskrift)
        _sett(self.egen, del_.egen if del_.egen is not None else del_.forslag or "")
        _sett(self.forslag, del_.forslag or "")
        for felt, navn in ((self.egen, "din_tekst"), (self.forslag, "forslaget")):
            felt.setAccessibleName(f"{del_.overskrift}: {self._tekst(f'ui_brev.om.{navn}')}")
        status = self._tekst(f"ui_brev.om.{self._status(del_)}")
        self.status.vis_tekst(f"△ {status}" if del_.foreldet else status)
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

    def event(self, hendelse: QEvent) -> bool:
        escape = isinstance(hendelse, QKeyEvent) and hendelse.key() == Qt.Key.Key_Escape
        if escape and hendelse.type() == QEvent.Type.ShortcutOverride:
            hendelse.accept()  # ellers går vinduet tilbake
            return True
        if escape and hendelse.type() == QEvent.Type.KeyPress:
            self.lukk()
            return True
        svar = super().event(hendelse)
        if hendelse.type() == QEvent.Type.LayoutRequest:
            self.ny_hoyde.emit()
        return svar

    # Det brukeren gjør

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
        self._usendt = False
        self._vent.stop()
        self.egen.setFocus(Qt.FocusReason.OtherFocusReason)
        self.tilbake.emit(self._valgt)

    def _behold(self) -> None:
        self.send()
        del_ = self.valgt
        if del_ and del_.forslag is not None:
            self.skrevet.emit(del_.id, self.egen.toPlainText(), del_.forslag)
        self.egen.setFocus(Qt.FocusReason.OtherFocusReason)


class _Skrivefelt(HeltSkrevet):
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
