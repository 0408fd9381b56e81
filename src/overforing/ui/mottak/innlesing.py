"""Innlesingen ved siden av vinduet: én fil om gangen, framdrift, stans, og et resultat for hver fil."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QProgressBar

from overforing.feil import OverforingFeil
from overforing.hinder import Hindret
from overforing.mottak.kvittering import Mottaksutfall
from overforing.ui.deler.arbeid import Arbeid
from overforing.ui.deler.klosser import Etikett, Kort, knapp
from overforing.ui.deler.meld import meld
from overforing.ui.deler.ordene import Ord
from overforing.ui.deler.tema import Tema

if TYPE_CHECKING:
    from overforing.saksgang.mottak.gang import Resultat
    from overforing.saksgang.mottak.kontor import Mottakskontor

_FORT = (Mottaksutfall.NY, Mottaksutfall.NY_ANMODNING, Mottaksutfall.NY_VERSJON)
_TEGN = dict.fromkeys(_FORT, "✓")


class Innlesingskort(Kort):
    """Leser inn filene den gis. ``endret`` når noe er ført, ``apne`` gis år og nummer.

    Hver fil er et eget arbeid, så lista og forespørslene kan hentes mens det leses.
    """

    endret = Signal()
    apne = Signal(int, int)

    def __init__(self, kontor: Mottakskontor, arbeid: Arbeid, ord_: Ord, tema: Tema) -> None:
        super().__init__(tema)
        self._kontor, self._arbeid, self._t, self._ord = kontor, arbeid, ord_.fra, ord_
        px = tema.px
        self._filer: list[Path] = []
        self._hentet = 0
        self._resultater: list[Resultat] = []
        self._gang: Iterator[Resultat] | None = None
        self._stans = False
        rad = QHBoxLayout()
        rad.setSpacing(px(10))
        self._status = Etikett("", "sterk")
        rad.addWidget(self._status, 1)
        self._avbryt = knapp(self._t("ui_mottak.inn.avbryt"), self.stans, "stille")
        self._lukk = knapp(self._t("ui_mottak.inn.lukk"), self._ferdig_lest, "stille")
        self._igjen = knapp(self._t("ui.knapp.prov_igjen"), self._prov_igjen)
        self._igjen.hide()
        rad.addWidget(self._igjen)
        rad.addWidget(self._avbryt)
        rad.addWidget(self._lukk)
        self.rom.addLayout(rad)
        self._framdrift = self.rom.ny(QProgressBar())
        self._framdrift.setTextVisible(False)
        self._framdrift.setAccessibleName(self._t("ui_mottak.inn.framdrift"))
        self._framdrift.setFixedHeight(px(8))
        self._feil = self.rom.ny(Etikett("", "feil"))
        self._liste = self.rom.ny(QListWidget())
        self._hele = self.rom.ny(Etikett("", markerbar=True))
        self._hele.hide()
        self._liste.setAccessibleName(self._t("ui_mottak.inn.resultat"))
        # Like høye linjer: ellers måles alle på nytt for hver som kommer til, og hundrevis tar lang tid.
        self._liste.setUniformItemSizes(True)
        self._liste.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self._liste.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._liste.setFixedHeight(px(124))
        self._liste.currentItemChanged.connect(lambda ledd, _: self._hele.vis_tekst(ledd.text() if ledd else ""))
        self._liste.itemActivated.connect(self._valgt)
        self.hide()

    @property
    def pagar(self) -> bool:
        return self._gang is not None

    def les(self, filer: Sequence[Path]) -> None:
        """Les inn filene, etter dem som alt venter."""
        if not filer:
            return
        if not self.pagar:
            self._filer, self._resultater, self._hentet = [], [], 0
            self._liste.clear()
            self._begynn()
        self._filer += filer
        self._vis()
        self.show()
        if len(self._resultater) == self._hentet:
            self._neste()

    def _begynn(self) -> None:
        self._stans = False
        self._feil.vis_tekst("")
        self._igjen.hide()
        self._gang = self._kontor.registrer(self._en_og_en())

    def _prov_igjen(self) -> None:
        """Les resten, fra og med filen som ikke ble ført."""
        self._hentet = len(self._resultater)
        self._begynn()
        self._vis()
        self._avbryt.setFocus()
        self._neste()

    def stans(self) -> None:
        """Stans med en gang. Filen som leses, blir ikke ført; det som alt er ført, står."""
        self._stans = True
        if self.pagar:
            self._kontor.stans()

    def _en_og_en(self) -> Iterator[Path]:
        """Filene i kø, også dem som kommer til mens det leses."""
        while self._hentet < len(self._filer):
            self._hentet += 1
            yield self._filer[self._hentet - 1]

    def _neste(self) -> None:
        gang = self._gang
        assert gang is not None
        self._arbeid.gjor("innlesing", lambda: next(gang, None), self._lest, self._stoppet)

    def _lest(self, resultat: Resultat | None) -> None:
        if resultat is not None:
            self._resultater.append(resultat)
            self._legg_i_lista(resultat)
            if len(self._resultater) < len(self._filer) and not self._stans:
                self._vis()
                if len(self._resultater) % 25 == 0:
                    self.endret.emit()
                self._neste()
                return
        self._gang = None
        self._vis()
        self._velg_den_viktigste()
        meld(self, self._status.text())
        self.endret.emit()

    def _stoppet(self, feil: Exception) -> None:
        self._gang = None
        self._vis()
        if not isinstance(feil, OverforingFeil):
            self._feil.vis_tekst(self._t("ui_mottak.inn.krasjet"))
            raise feil
        self._feil.vis_tekst(self._t("ui_mottak.inn.stoppet", feil=self._ord.feil(feil)))
        self._igjen.show()
        meld(self, self._feil.text(), viktig=True)
        if not isinstance(feil, Hindret):  # det som hindrer innlesingen, hindrer også lista
            self.endret.emit()

    def _legg_i_lista(self, r: Resultat) -> None:
        slag = r.kvittering.utfall if r.kvittering else "avvist"
        tegn = "✕" if r.kvittering is None else _TEGN.get(r.kvittering.utfall, "–")
        ledd = QListWidgetItem(f"{tegn} {self._t(f'ui_mottak.inn.slag.{slag}')}: {r.fil}. {r.melding}")
        ledd.setData(Qt.ItemDataRole.UserRole, r.kvittering.foresporsel if r.kvittering else None)
        self._liste.addItem(ledd)
        self._liste.scrollToBottom()

    def _velg_den_viktigste(self) -> None:
        """Den første som ikke ble brukt, ellers den siste: hele svaret på den som er valgt, står under lista."""
        avvist = (i for i, r in enumerate(self._resultater) if r.kvittering is None)
        self._liste.setCurrentRow(next(avvist, self._liste.count() - 1))

    def _vis(self) -> None:
        gjort, alle = len(self._resultater), len(self._filer)
        self._framdrift.setMaximum(max(1, alle))
        self._framdrift.setValue(gjort)
        self._framdrift.setVisible(self.pagar)
        self._avbryt.setVisible(self.pagar)
        self._lukk.setVisible(not self.pagar)
        tall = {"gjort": str(gjort), "antall": str(alle)}
        if self.pagar:
            self._status.vis_tekst(self._t("ui_mottak.inn.leser", **tall))
            return
        utfall = Counter(r.kvittering.utfall if r.kvittering else None for r in self._resultater)
        fort = sum(utfall[u] for u in _FORT)
        antall = {"fort": fort, "avvist": utfall[None], "kjent": gjort - fort - utfall[None]}
        ferdig = self._t("ui_mottak.inn.ferdig", **tall, **{navn: str(n) for navn, n in antall.items()})
        stanset = self._stans and gjort < alle
        self._status.vis_tekst(self._t("ui_mottak.inn.stanset", ferdig=ferdig) if stanset else ferdig)

    def _valgt(self, ledd: QListWidgetItem) -> None:
        if f := ledd.data(Qt.ItemDataRole.UserRole):
            self.apne.emit(f.aar, f.nr)

    def _ferdig_lest(self) -> None:
        self.hide()
