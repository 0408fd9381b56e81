"""Personene som går igjen: navn og rolle, til å legge til og fjerne."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from overforing.sak.modell import Rolle
from overforing.saksgang import innlesing
from overforing.saksgang.tilstand import Valg
from overforing.tekster.navn import stor
from overforing.ui.deler.inndata import Nedtrekk, med_skjult_etikett
from overforing.ui.deler.klosser import Kort, knapp, sett_inn_foran, tom_rom
from overforing.ui.deler.linjefelt import Linjefelt
from overforing.ui.deler.tema import Tema

Personer = tuple[tuple[str, str], ...]


class Personliste(Kort):
    """``endret`` har alle som har et navn, som (navn, rolle)."""

    endret = Signal(object)
    forlatt = Signal()

    def __init__(self, tema: Tema, tekst: Callable[..., str]) -> None:
        tittel, innledning = (tekst(f"ui_innstillinger.personer.{del_}") for del_ in ("tittel", "innledning"))
        super().__init__(tema, tittel=tittel, innledning=innledning)
        self._tekst = tekst
        self._tema = tema
        self._smal = False
        self._rader: list[tuple[Linjefelt, Nedtrekk, QWidget]] = []
        self._rutenett = QGridLayout()
        self._rutenett.setSpacing(tema.px(8))
        self.rom.addLayout(self._rutenett)
        self._legg_til = knapp(tekst("ui_innstillinger.personer.legg_til"), self._ny, "stille")
        self.rom.addWidget(self._legg_til, 0, Qt.AlignmentFlag.AlignLeft)

    def vis(self, personer: Personer) -> None:
        tom_rom(self._rutenett)
        self._rader = []
        t = self._tekst
        valg = tuple(Valg(r.value, stor(t(f"rolle_valg.{r}"))) for r in Rolle)
        for nr, (navn, rolle) in enumerate(personer):
            om = t("ui_innstillinger.personer.person", nr=str(nr + 1))
            felt, roller = Linjefelt(), Nedtrekk(t("ui_innstillinger.personer.velg_rolle"))
            felt.setText(navn)
            felt.setCursorPosition(0)
            felt.setAccessibleName(f"{om}: {t('ui_innstillinger.personer.navn')}")
            felt.setPlaceholderText(t("ui_innstillinger.personer.navn"))
            med_skjult_etikett(roller, f"{om}: {t('ui_innstillinger.personer.rolle')}", self)
            roller.vis_valg(valg)
            roller.vis_verdi(rolle)
            felt.textEdited.connect(lambda *_: self._si())
            felt.forlatt.connect(self.forlatt)
            roller.valgt.connect(lambda *_: self._si())
            fjern = knapp(t("ui_innstillinger.personer.fjern"), partial(self._fjern, nr), "lenke_liten", "knapp")
            fjern.setAccessibleName(f"{om}: {t('ui_innstillinger.personer.fjern')}")
            self._rader.append((felt, roller, fjern))
        self._plasser()
        sett_inn_foran(self._legg_til, [widget for rad in self._rader for widget in rad])

    def resizeEvent(self, hendelse: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(hendelse)
        if (smal := self.width() < self._tema.px(480)) != self._smal:
            self._smal = smal
            self._plasser()

    def _plasser(self) -> None:
        """Én linje for hver person; i en smal kolonne står navnet over rollen."""
        for nr, (felt, roller, fjern) in enumerate(self._rader):
            for element in (felt, roller, fjern):
                self._rutenett.removeWidget(element)
            if self._smal:
                self._rutenett.addWidget(felt, 2 * nr, 0, 1, 3)
            else:
                self._rutenett.addWidget(felt, 2 * nr + 1, 0)
            self._rutenett.addWidget(roller, 2 * nr + 1, 0 if self._smal else 1, 1, 2 if self._smal else 1)
            self._rutenett.addWidget(fjern, 2 * nr + 1, 2)
        self._rutenett.setColumnStretch(0, 3)
        self._rutenett.setColumnStretch(1, 2)

    @property
    def _na(self) -> Personer:
        return tuple((innlesing.rens(felt.text()).strip(), rolle.verdi) for felt, rolle, _ in self._rader)

    def _si(self) -> None:
        self.endret.emit(tuple((navn, rolle) for navn, rolle in self._na if navn))

    def _ny(self) -> None:
        self.vis((*self._na, ("", "")))
        self._rader[-1][0].setFocus(Qt.FocusReason.OtherFocusReason)

    def _fjern(self, nr: int) -> None:
        self.vis(tuple(p for i, p in enumerate(self._na) if i != nr))
        self._si()
        neste = self._rader[min(nr, len(self._rader) - 1)][0] if self._rader else self._legg_til
        neste.setFocus(Qt.FocusReason.OtherFocusReason)
