"""Skjemaet for en forespørsel som kom på papir."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from overforing.feil import UgyldigInndata
from overforing.mottak.foresporsel import Slag
from overforing.saksgang.mottaksbilde import dag
from overforing.saksgang.tilstand import Valg

from .inndata import Linjefelt, Nedtrekk
from .klosser import Etikett, Flate, Kort, Rulle, knapp, stabel
from .meld import meld
from .mottaksdeler import les_dato, med_etikett
from .ordene import Ord
from .tema import Tema
from .valgrad import Valgrad


class Manuellside(QWidget):
    """``registrer`` gis feltene og datoen brevet kom."""

    registrer = Signal(object, object)
    tilbake = Signal()

    def __init__(self, tema: Tema, ord_: Ord, kommuner: tuple[Valg, ...], advarsel: Callable[[str], str]) -> None:
        super().__init__()
        self._tema, self._t, self._advarsel = tema, ord_.fra, advarsel
        self.setProperty("rolle", "klar")
        px, t = tema.px, self._t
        flate = Flate()
        stabel(self, 0).addWidget(Rulle(flate))
        rom = stabel(flate, px(12), (px(24), px(16), px(24), px(18)))
        rom.addWidget(knapp(t("ui_mottak.til_lista"), self.tilbake.emit, "lenke_liten"))
        rom.addWidget(Etikett(t("ui_mottak.manuell.tittel"), "overskrift"))
        rom.addWidget(Etikett(t("ui_mottak.manuell.innledning"), "dempet"))
        kort = Kort(tema)
        kort.setMaximumWidth(px(720))
        rom.addWidget(kort)
        rom.addStretch(1)
        self._slag = Valgrad(t("ui_mottak.manuell.slag"))
        self._slag.fyll([(s.value, t(f"mottak.slag.{s}")) for s in Slag])
        self._slag.valgt.connect(self._velg_slag)
        kort.rom.addWidget(self._slag)
        self._kommune = Nedtrekk(t("ui_mottak.gjor.velg_kommune"), sokbar=True)
        self._kommune.vis_valg(kommuner)
        med_etikett(kort.rom, t("ui_mottak.manuell.kommune"), self._kommune, tema)
        self._kommune.skrivefelt.setAccessibleName(t("ui_mottak.manuell.kommune"))
        self._felt = {navn: self._linje(kort, navn) for navn in ("avsender", "ref", "dokumentdato", "mottatt")}
        self._feil = Etikett("", "feil")
        kort.rom.addWidget(self._feil)
        rad = QHBoxLayout()
        rad.addWidget(knapp(t("ui_mottak.manuell.lagre"), self._registrer, "hoved"))
        rad.addStretch(1)
        kort.rom.addLayout(rad)

    def _linje(self, kort: Kort, navn: str) -> Linjefelt:
        felt = Linjefelt()
        med_etikett(kort.rom, self._t(f"ui_mottak.manuell.{navn}"), felt, self._tema)
        felt.textChanged.connect(lambda tekst: self.vis_feil(self._advarsel(tekst)))
        return felt

    def tom(self, i_dag: date) -> None:
        """Et tomt skjema, med i dag som mottatt."""
        self._velg_slag(Slag.ANMODNING)
        self._slag.velg(Slag.ANMODNING)
        self._kommune.vis_verdi("")
        for felt in self._felt.values():
            felt.clear()
        self._felt["mottatt"].setText(dag(i_dag))
        self.vis_feil("")
        self._kommune.setFocus()

    def vis_feil(self, tekst: str) -> None:
        self._feil.vis_tekst(tekst)
        meld(self, tekst, viktig=True)

    def _velg_slag(self, slag: str) -> None:
        self._valgt = Slag(slag)

    def _registrer(self) -> None:
        try:
            if not self._kommune.verdi:
                raise UgyldigInndata(self._t("ui_mottak.manuell.velg_kommune"))
            brevdato = self._felt["dokumentdato"].text().strip()
            felt: dict[str, object] = {
                "slag": self._valgt,
                "kommune": self._kommune.verdi,
                "avsender": self._felt["avsender"].text().strip(),
                "deres_ref": self._felt["ref"].text().strip(),
                "dokumentdato": les_dato(brevdato, self._t) if brevdato else None,
            }
            mottatt = les_dato(self._felt["mottatt"].text(), self._t)
        except UgyldigInndata as feil:
            self.vis_feil(str(feil))
            return
        self.vis_feil("")
        self.registrer.emit(felt, mottatt)
