"""Tilgangsloggen: det en selv har gjort, hvem som har sett på én forespørsel, og siden til den saken gjelder."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHeaderView, QTableWidget, QTableWidgetItem

from overforing.mottak.tilgang import FLEST, VALGENE, Grunn
from overforing.saksgang.tilstand import Valg
from overforing.ui.deler.bokstavelig import bokstavelig
from overforing.ui.deler.flyt import Rad
from overforing.ui.deler.inndata import Nedtrekk, med_etikett, merk
from overforing.ui.deler.klosser import Etikett, Kort, Rulleside, Spalte, knapp, strek
from overforing.ui.deler.linjefelt import Linjefelt
from overforing.ui.deler.meld import meld
from overforing.ui.deler.tabell import som_radliste
from overforing.ui.deler.tema import Tema
from overforing.ui.deler.utstyr import Utstyr
from overforing.ui.deler.valgrad import Fritekst, Valgrad

if TYPE_CHECKING:
    from overforing.saksgang.mottak.tilgang import Innsynsark

_FLEST_RADER = 9
"""Så mange rader er tabellen høy. Er det flere, ruller den."""

Rader = Sequence[tuple[str, ...]]


class Tilgangside(Rulleside):
    """``se`` gis nummeret slik det er skrevet og grunnen, ``skriv_ut`` og ``lagre`` nummeret, ``tid`` månedene."""

    tilbake = Signal()
    se = Signal(str, str)
    skriv_ut = Signal(str)
    lagre = Signal(str)
    tid = Signal(int)

    def __init__(self, utstyr: Utstyr) -> None:
        super().__init__(utstyr.tema)
        self._u, self._tema, self._t = utstyr, utstyr.tema, utstyr.ord.fra
        t, px, rom = self._t, self._tema.px, self.rom
        self._tilbake = knapp(t("ui_tilgang.tilbake"), self.tilbake.emit, "lenke_liten")
        rom.addWidget(Rad(px(12), self._tilbake))
        rom.addWidget(Etikett(t("ui_tilgang.tittel"), "overskrift"))
        self._om = rom.ny(Etikett("", "dempet"))
        rom.addWidget(self._egne())
        rom.addWidget(self._saken())
        rom.addWidget(self._tiden())
        rom.addStretch(1)

    def _egne(self) -> Kort:
        t = self._t
        kort = Kort(
            self._tema, tittel=t("ui_tilgang.egne.tittel"), innledning=t("ui_tilgang.egne.hjelp", antall=str(FLEST))
        )
        self.egne = kort.rom.ny(self._tabell(t("ui_tilgang.egne.tittel"), "nar", "hva", "hvilken"))
        self._ingen = kort.rom.ny(Etikett(t("ui_tilgang.egne.ingen")))
        return kort

    def _saken(self) -> Kort:
        t, px = self._t, self._tema.px
        kort = Kort(self._tema, tittel=t("ui_tilgang.sak.tittel"))
        self.nummer = Linjefelt()
        self.nummer.setPlaceholderText(t("ui_tilgang.sak.nummer_eks"))
        self.nummer.setMaximumWidth(px(200))
        med_etikett(kort.rom, t("ui_tilgang.sak.nummer"), self.nummer, self._tema)
        self._feil = kort.rom.ny(Etikett("", "feil"))
        self._feil.hide()
        kort.rom.addWidget(strek())
        kort.rom.addWidget(Etikett(t("ui_tilgang.se.tittel"), "sterk"))
        self._ikke_leder = kort.rom.ny(Etikett(t("feil.tilgang.ikke_leder")))
        self._leder = kort.rom.ny(Spalte(px(8), Etikett(t("ui_tilgang.se.hjelp"), "dempet")))
        self.grunn = Nedtrekk(t("ui_tilgang.se.velg"))
        self.grunn.vis_valg(tuple(Valg(en.value, t(f"tilgang.grunn.{en}")) for en in Grunn))
        self.grunn.setMaximumWidth(px(520))
        med_etikett(self._leder.rom, t("ui_tilgang.se.grunn"), self.grunn, self._tema)
        self._leder.rom.til_venstre(knapp(t("ui_tilgang.se.vis"), self._be_om_a_se, "hoved"))
        self._sett = self._leder.rom.ny(Fritekst())
        self.andre = self._leder.rom.ny(self._tabell(t("ui_tilgang.se.tabell"), "nar", "hvem", "hva"))
        self.andre.hide()
        kort.rom.addWidget(strek())
        kort.rom.addWidget(Etikett(t("ui_tilgang.ark.tittel"), "sterk"))
        kort.rom.addWidget(Etikett(t("ui_tilgang.ark.hjelp"), "dempet"))
        papir = knapp(t("ui_tilgang.ark.skriv_ut"), lambda: self.skriv_ut.emit(self._be_om_arket()), "stille")
        tekst = knapp(t("ui_tilgang.ark.lagre"), lambda: self.lagre.emit(self._be_om_arket()), "stille")
        kort.rom.addWidget(Rad(px(10), papir, tekst))
        self._sagt = kort.rom.ny(Fritekst())
        return kort

    def _tiden(self) -> Kort:
        t = self._t
        kort = Kort(self._tema, tittel=t("ui_tilgang.tid.tittel"), innledning=t("ui_tilgang.tid.hjelp"))
        self.maaneder = kort.rom.ny(Valgrad(t("ui_tilgang.tid.tittel")))
        self.maaneder.fyll([(str(n), t("ui_tilgang.tid.maaneder", antall=str(n))) for n in VALGENE])
        self.maaneder.valgt.connect(lambda antall: self.tid.emit(int(antall)))
        self._valgt_tid = kort.rom.ny(Etikett(""))
        return kort

    def _tabell(self, navn: str, *kolonner: str) -> _Tabell:
        navnene = {en: self._t(f"ui_tilgang.kolonne.{en}") for en in kolonner}
        return _Tabell(self._tema, navn, list(navnene.values()), navnene["hva"])

    # Vise

    def vis(self, nummer: str, maaneder: int) -> None:
        """Siden tom, til det som vises, er hentet. ``nummer`` er forespørselen en kom fra, ellers tomt."""
        self.vis_tiden(maaneder)
        self.nummer.setText(nummer)
        self.grunn.vis_verdi("")
        self.vis_feil("")
        self._sett.vis_tekst("")
        self._sagt.vis_tekst("")
        self.andre.hide()
        self._vis_leder(leder=False)
        (self.nummer if nummer else self._tilbake).setFocus(Qt.FocusReason.OtherFocusReason)

    def _vis_leder(self, *, leder: bool) -> None:
        self._leder.setVisible(leder)
        self._ikke_leder.setVisible(not leder)
        self.maaneder.setVisible(leder)
        self._valgt_tid.setVisible(not leder)

    def vis_tiden(self, maaneder: int) -> None:
        self.maaneder.velg(str(maaneder))
        self._valgt_tid.vis_tekst(self._t("ui_tilgang.tid.valgt", antall=str(maaneder)))
        self._om.vis_tekst(self._t("tilgang.fortalt.tekst", maaneder=str(maaneder)))

    def vis_egne(self, rader: Rader, *, leder: bool) -> None:
        """Det en selv har gjort, og det en leder kan."""
        self._vis_leder(leder=leder)
        self.egne.vis([(nar, hva, hvilken) for nar, _, hva, hvilken in rader])
        self.egne.setVisible(bool(rader))
        self._ingen.setVisible(not rader)
        if self.nummer.hasFocus():  # lista over skjøv det nedover
            self.rulle.tilpass()
            self.rulle.ensureWidgetVisible(self.nummer, 0, self._tema.px(240))

    def vis_andre(self, rader: Rader, nummer: str) -> None:
        """De som har sett på forespørselen ``nummer``."""
        self.vis_feil("")
        self.andre.vis([rad[:3] for rad in rader])
        self.andre.show()
        tekst = self._t("ui_tilgang.se.vist", journalnummer=nummer)
        self._sett.vis_tekst(tekst)
        meld(self, tekst)

    def vis_feil(self, tekst: str) -> None:
        self._feil.vis_tekst(f"△ {tekst}" if tekst else "")
        self._feil.setVisible(bool(tekst))
        merk(self.nummer, tekst)
        if tekst:
            self.andre.hide()
            self._sett.vis_tekst("")
            meld(self, tekst, viktig=True)

    def si(self, tekst: str) -> None:
        """Det som er gjort med siden til den saken gjelder."""
        self.vis_feil("")
        self._sagt.vis_tekst(tekst)
        meld(self, tekst)

    def _be_om_a_se(self) -> None:
        self.se.emit(self.nummer.text(), self.grunn.verdi)

    def _be_om_arket(self) -> str:
        self._sagt.vis_tekst("")
        return self.nummer.text()


class _Tabell(QTableWidget):
    """Så høy som radene, til den er ``_FLEST_RADER`` høy. ``hva`` tar plassen de andre kolonnene ikke trenger; er det
    for trangt, ruller tabellen sidelengs, så alt kan leses.
    """

    def __init__(self, tema: Tema, navn: str, kolonner: list[str], hva: str) -> None:
        super().__init__(0, len(kolonner))
        som_radliste(self, navn)
        self.setHorizontalScrollMode(QTableWidget.ScrollMode.ScrollPerPixel)
        self.setHorizontalHeaderLabels(kolonner)
        self._hva = kolonner.index(hva)
        topp = self.horizontalHeader()
        topp.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        topp.setSectionResizeMode(self._hva, QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(tema.px(30))
        self._rad = tema.px(30)

    def vis(self, rader: Rader) -> None:
        self.setRowCount(len(rader))
        for nr, rad in enumerate(rader):
            for kolonne, tekst in enumerate(rad):
                celle = QTableWidgetItem(tekst)
                celle.setToolTip(bokstavelig(tekst))
                self.setItem(nr, kolonne, celle)
        self._del_plassen()

    def resizeEvent(self, hendelse: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(hendelse)
        self._del_plassen()

    def _del_plassen(self) -> None:
        andre = sum(max(0, self.columnWidth(nr)) for nr in range(self.columnCount()) if nr != self._hva)
        plass, trenger = self.viewport().width() - andre, self.sizeHintForColumn(self._hva)
        self.setColumnWidth(self._hva, max(plass, trenger))
        hoyde = self.horizontalHeader().sizeHint().height() + self._rad * min(self.rowCount(), _FLEST_RADER)
        rulle = self.horizontalScrollBar().sizeHint().height() if trenger > plass else 0
        self.setFixedHeight(hoyde + 2 * self.frameWidth() + 2 + rulle)


def arktekst(ark: Innsynsark) -> str:
    """Siden til den saken gjelder som HTML slik ``QTextDocument`` forstår den."""
    topp = "".join(f'<th align="left">{escape(ord_)}</th>' for ord_ in ark.kolonner)
    rader = "".join("<tr>" + "".join(f"<td>{escape(celle)}</td>" for celle in rad) + "</tr>" for rad in ark.rader)
    tabell = f'<table width="100%" cellpadding="4" cellspacing="0"><thead><tr>{topp}</tr></thead>{rader}</table>'
    slutt = "".join(f"<p>{escape(linje)}</p>" for linje in ark.slutt)
    return f"<h1>{escape(ark.tittel)}</h1><p>{escape(ark.innledning)}</p>{tabell if ark.rader else ''}{slutt}"
