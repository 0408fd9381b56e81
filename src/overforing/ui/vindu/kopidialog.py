"""Vinduet der en ser i sikkerhetskopiene, og legger tilbake én sak eller hele registeret."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QSize
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QListWidget,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from overforing.feil import OverforingFeil
from overforing.saksgang.kopier import Kopirad, Kopirom, Register, Registerkopi
from overforing.tekster.katalog import dato
from overforing.ui.deler.fokusring import Fokusring
from overforing.ui.deler.inndata import med_etikett
from overforing.ui.deler.klosser import HelEtikett, Spalte, knapp, stabel
from overforing.ui.deler.meld import meld
from overforing.ui.deler.tabell import med_en_valgt, som_radliste
from overforing.ui.deler.utstyr import Utstyr

_PLASS = (1060, 560)
_I_SAKENE = ("nummer", "merkelapp", "endret", "stand")
_I_LOGGEN = ("journalnummer", "mottatt")
_I_TILGANGEN = ("del", "endret")

Gjor = Callable[[str, Callable[[], object], Callable[[], object]], None]
"""Gjør noe med registeret, på den tråden som eier det. Får tittelen til det som sies om det ikke går, og det neste."""


class Kopidialog(QDialog):
    """Ingenting er valgt lagt tilbake på forhånd. ``gjor`` gjør det brukeren ber om, og lukker når det gikk."""

    def __init__(self, forelder: QWidget | None, utstyr: Utstyr, rom: Kopirom, hva: Register, gjor: Gjor) -> None:
        super().__init__(forelder)
        self._u, self._t, self._rom, self._hva, self._gjor = utstyr, utstyr.ord.fra, rom, hva, gjor
        self._rader: tuple[Kopirad, ...] = ()
        px = self._px = utstyr.tema.px
        self.setWindowTitle(utstyr.ord("program"))
        ytre = stabel(self, px(8), (px(18), px(14), px(18), px(14)))
        ytre.ny(HelEtikett(self._t("ui_kopier.tittel"), "mellomtittel"))
        ytre.ny(HelEtikett(self._t("ui_kopier.hjelp"), "dempet")).setMinimumWidth(px(420))
        kolonner = QHBoxLayout()
        kolonner.setSpacing(px(18))
        kolonner.addWidget(self._kopiene(), 3)
        kolonner.addWidget(self._innholdet(), 7)
        ytre.addLayout(kolonner, 1)
        self._legg_sak = knapp(self._t("ui_kopier.legg_sak"), self._tilbake_sak, "hoved")
        self._legg_sak.setVisible(hva is Register.SAKER)
        self._legg_alt = knapp(self._t("ui_kopier.legg_alt"), self._tilbake_alt)
        knapper = QHBoxLayout()
        knapper.setSpacing(px(14))
        self._oppsummert = ytre.ny(HelEtikett(rolle="dempet"))
        knapper.addStretch(1)
        for en in (self._legg_sak, self._legg_alt, knapp(utstyr.ord("knapp.lukk"), self.reject)):
            knapper.addWidget(en)
        ytre.addLayout(knapper)
        self._fyll()
        plass = QSize(*map(px, _PLASS))
        self.resize(plass.boundedTo(forelder.window().size() - QSize(40, 30)) if forelder else plass)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        self._ring = Fokusring(self, app)

    def _kopiene(self) -> Spalte:
        spalte = Spalte(self._px(4))
        self.kopiene = med_etikett(spalte.rom, self._t("ui_kopier.kopiene"), QListWidget(), self._u.tema)
        self.kopiene.setWordWrap(True)
        self.kopiene.currentRowChanged.connect(lambda _: self._vis_innholdet())
        return spalte

    def _innholdet(self) -> Spalte:
        spalte = Spalte(self._px(4))
        navn = self._t("ui_kopier.innholdet")
        i_registeret = {Register.SAKER: _I_SAKENE, Register.LOGG: _I_LOGGEN, Register.TILGANG: _I_TILGANGEN}
        self._kolonner = i_registeret[self._hva]
        self.innholdet = med_etikett(spalte.rom, navn, QTableWidget(0, len(self._kolonner)), self._u.tema)
        som_radliste(self.innholdet, navn)
        med_en_valgt(self.innholdet)
        self.innholdet.setHorizontalHeaderLabels([self._t(f"ui_kopier.kolonne.{k}") for k in self._kolonner])
        self.innholdet.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.innholdet.verticalHeader().setDefaultSectionSize(self._px(32))
        self.innholdet.horizontalHeader().setStretchLastSection(True)
        self.innholdet.itemSelectionChanged.connect(self._vis_knappene)
        return spalte

    # Det som vises

    def _fyll(self) -> None:
        try:
            self._alle: tuple[Registerkopi, ...] = self._rom.alle(self._hva)
        except OverforingFeil as feil:
            self._alle = ()
            self._oppsummert.vis_tekst(self._u.ord.feil(feil))
            self._vis_knappene()
            return
        for kopi in self._alle:
            self.kopiene.addItem(kopinavn(kopi, self._t))
        self.kopiene.setCurrentRow(0 if self._alle else -1)
        if not self._alle:
            self._oppsummert.vis_tekst(self._t("ui_kopier.ingen"))
            self._vis_knappene()

    @property
    def _kopi(self) -> Registerkopi | None:
        nr = self.kopiene.currentRow()
        return self._alle[nr] if 0 <= nr < len(self._alle) else None

    @property
    def _sak(self) -> Kopirad | None:
        nr = self.innholdet.currentRow()
        valgt = bool(self.innholdet.selectionModel().selectedRows())
        return self._rader[nr] if valgt and 0 <= nr < len(self._rader) else None

    def _vis_innholdet(self) -> None:
        kopi = self._kopi
        if kopi is None:
            return
        self._lesbar = True
        try:
            self._rader = self._rom.innhold(self._hva, kopi)
        except OverforingFeil:
            self._rader, self._lesbar = (), False
        self.innholdet.clearSelection()
        self.innholdet.setRowCount(len(self._rader))
        for nr, rad in enumerate(self._rader):
            for kolonne, navn in enumerate(self._kolonner):
                self.innholdet.setItem(nr, kolonne, QTableWidgetItem(self._celle(rad, navn)))
        for kolonne in range(len(self._kolonner) - 1):  # den siste tar resten
            self.innholdet.resizeColumnToContents(kolonne)
        antall = str(len(self._rader))
        nokkel = f"antall_{self._hva}" if self._rader else "tom" if self._lesbar else "leses_ikke"
        self._oppsummert.vis_tekst(self._t(f"ui_kopier.{nokkel}", antall=antall))
        meld(self, self._oppsummert.text())
        self._vis_knappene()

    def _celle(self, rad: Kopirad, kolonne: str) -> str:
        match kolonne:
            case "nummer":
                return rad.nummer or self._u.ord("start.nummer_mangler")
            case "merkelapp":
                return rad.merkelapp or "–"
            case "endret" if isinstance(rad.endret, datetime):
                return f"{rad.endret.astimezone():%d.%m.%Y} kl. {rad.endret.astimezone():%H.%M}"
            case "stand":
                stand = "uleselig" if rad.uleselig else "her" if rad.her else "ikke_her"
                return self._t(f"ui_kopier.stand.{stand}")
            case "mottatt":
                return f"{rad.endret:%d.%m.%Y}"
        return rad.nummer

    def _vis_knappene(self) -> None:
        sak = self._sak
        self._legg_sak.setEnabled(sak is not None and not sak.uleselig)
        self._legg_alt.setEnabled(self._kopi is not None and self._lesbar)

    _lesbar = False

    # Å legge tilbake

    def _tilbake_sak(self) -> None:
        kopi, sak = self._kopi, self._sak
        if (
            kopi is not None
            and sak is not None
            and self._spor("sak", self._t("ui_kopier.spor_sak.tekst", nar=nar(kopi)))
        ):
            self._tilbake(lambda: self._rom.legg_tilbake_sak(kopi, sak.id), "ui_kopier.sak_lagt")

    def _tilbake_alt(self) -> None:
        kopi = self._kopi
        if kopi is not None and self._spor("alt", self._t(f"ui_kopier.spor_alt.{self._hva}", nar=nar(kopi))):
            self._tilbake(lambda: self._rom.legg_tilbake_alt(self._hva, kopi), "ui_kopier.alt_lagt")

    def _spor(self, hva: str, tekst: str) -> bool:
        tittel, ja = self._t(f"ui_kopier.spor_{hva}.tittel"), self._t(f"ui_kopier.spor_{hva}.ja")
        return self._u.dialoger.spor(self, tittel, tekst, ja)

    def _tilbake(self, hva: Callable[[], object], sagt: str) -> None:
        def gikk() -> None:
            vindu = self.parentWidget()
            self.accept()
            if vindu is not None:
                meld(vindu, self._t(sagt))

        self._gjor(self._t("ui_kopier.gikk_ikke"), hva, gikk)

    def done(self, svar: int) -> None:
        self._ring.slipp()
        super().done(svar)


def nar(kopi: Registerkopi) -> str:
    """Da kopien ble tatt, som folk skriver det."""
    tatt = kopi.tatt.astimezone()
    return f"{dato(tatt.date())} kl. {tatt:%H.%M}"


def kopinavn(kopi: Registerkopi, t: Callable[..., str]) -> str:
    """Kopien i lista."""
    tatt = kopi.tatt.astimezone()
    nokkel = "ui_kopier.kopi_bytte" if kopi.bytte else "ui_kopier.kopi"
    return t(nokkel, dag=dato(tatt.date()), klokka=f"{tatt:%H.%M}")
