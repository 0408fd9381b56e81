"""Innlesingen ved siden av vinduet: noen filer om gangen, framdrift, stans, og et resultat for hver fil."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QProgressBar

from overforing.feil import OverforingFeil
from overforing.hinder import Hindret
from overforing.mottak.foresporsel import Foresporsel
from overforing.mottak.kvittering import Kvittering, Mottaksutfall
from overforing.ui.deler.arbeid import Arbeid
from overforing.ui.deler.flyt import Rad
from overforing.ui.deler.klosser import Etikett, Kort, Spalte, knapp
from overforing.ui.deler.meld import meld
from overforing.ui.deler.ordene import Ord
from overforing.ui.deler.tema import Tema

from .nar import Nar
from .uleste import Uleste

if TYPE_CHECKING:
    from overforing.saksgang.mottak.gang import ForBrevet, Resultat
    from overforing.saksgang.mottak.kontor import Mottakskontor

_FORT = (Mottaksutfall.NY, Mottaksutfall.NY_ANMODNING, Mottaksutfall.NY_VERSJON)
_TEGN = dict.fromkeys(_FORT, "✓")


class _Fil(NamedTuple):
    """En fil som skal leses, dagen den kom, og om det er bekreftet at den kom før brevets dato."""

    sti: Path
    mottatt: date
    bekreftet: bool


class Innlesingskort(Kort):
    """Spør når filene den gis, kom, og leser dem inn. ``endret`` når noe er ført, ``apne`` gis år og nummer.

    ``ferdig`` gis journalnummeret på den nyeste av dem som er lest inn, like før ``endret``.

    Hvert arbeid er én fil, og dem etter den som alt er lest, så lista og forespørslene kan hentes mens det leses.
    """

    endret = Signal()
    ferdig = Signal(str)
    apne = Signal(int, int)

    def __init__(self, kontor: Mottakskontor, arbeid: Arbeid, ord_: Ord, tema: Tema) -> None:
        super().__init__(tema)
        self._kontor, self._arbeid, self._t, self._ord = kontor, arbeid, ord_.fra, ord_
        px = tema.px
        self._filer: list[_Fil] = []
        self._resultater: list[Resultat] = []
        self._leser = self._stans = False
        self._venter: list[Path] = []
        self._sett_pa: tuple[int, int, int] | None = None
        self._sporsmal = self.rom.ny(Nar(tema, ord_, "ui_mottak.inn.les", "ui_mottak.inn.ikke"))
        self._sporsmal.svart.connect(self._svart)
        self._sporsmal.avbrutt.connect(self._avbrutt)
        self._sporsmal.hide()
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
        self._etter = self.rom.ny(Spalte(px(6)))
        self._etter.rom.addWidget(Etikett(self._t("ui_mottak.inn.for_brevet"), "sterk"))
        self._etter.rom.addWidget(
            Rad(
                px(10),
                knapp(self._t("ui_mottak.inn.likevel"), self._likevel),
                knapp(self._t("ui_mottak.inn.annen_dag"), self._annen_dag),
            )
        )
        self._etter.hide()
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
        self._liste.currentItemChanged.connect(lambda ledd, _: self._vis_den_valgte(ledd))
        self._uleste = self.rom.ny(Uleste(tema, ord_))
        self._uleste.likevel.connect(self._for_som_de_er)
        self._uleste.legg_pa.connect(self._legg_pa)
        self._uleste.hide()
        self._liste.itemActivated.connect(self._valgt)
        self.hide()

    @property
    def pagar(self) -> bool:
        return self._leser

    def spor(self, filer: Sequence[Path]) -> None:
        """Spør når brevene kom, og les dem så inn."""
        if not filer:
            return
        self._venter += filer
        self._vis()
        antall = self._t("ui_mottak.inn.antall", antall=str(len(self._venter)))
        self._sporsmal.spor(antall, self._kontor.i_dag)
        self.show()

    def _svart(self, mottatt: date, _bekreftet: bool) -> None:
        venter, self._venter = self._venter, []
        self.les(venter, mottatt)

    def _avbrutt(self) -> None:
        self._venter = []
        self.setVisible(bool(self._filer))

    def les(self, filer: Sequence[Path], mottatt: date | None = None, *, bekreftet: bool = False) -> None:
        """Les inn filene som kom ``mottatt`` (i dag), etter dem som alt venter."""
        if not filer:
            return
        if begynner := not self.pagar:
            self._behold_det_som_ikke_er_fort({*filer})
            self._begynn()
        self._filer += [_Fil(fil, mottatt or self._kontor.i_dag, bekreftet) for fil in filer]
        self._vis()
        self.show()
        if begynner:
            self._neste()

    def _behold_det_som_ikke_er_fort(self, nye: set[Path]) -> None:
        """Det som ikke ble ført sist, står til brukeren lukker lista, og det en feil hindret i å bli lest, leses nå.

        Ellers ville et brev til, åpnet fra skrivebordet, tatt bort det eneste som sa at noe ikke var ført.
        """
        ulest = [] if self._igjen.isHidden() else self._filer[len(self._resultater) :]
        par = zip(self._filer, self._resultater, strict=False)
        igjen = [(fil, r) for fil, r in par if r.kvittering is None and fil.sti not in nye]
        self._filer = [*(fil for fil, _ in igjen), *(fil for fil in ulest if fil.sti not in nye)]
        self._resultater = [r for _, r in igjen]
        self._liste.clear()
        for r in self._resultater:
            self._legg_i_lista(r)

    def _begynn(self) -> None:
        self._leser, self._stans = True, False
        self._kontor.innlesing.klar()
        self._feil.vis_tekst("")
        self._igjen.hide()
        self._etter.hide()
        self._uleste.hide()

    def _prov_igjen(self) -> None:
        """Les resten, fra og med filen som ikke ble ført."""
        self._begynn()
        self._vis()
        self._avbryt.setFocus()
        self._neste()

    def stans(self) -> None:
        """Stans med en gang. Filen som leses, blir ikke ført; det som alt er ført, står."""
        self._stans = True
        if self.pagar:
            self._kontor.innlesing.stans()

    def _for_brevet(self) -> list[_Fil]:
        """Filene som ble lest, men ikke ført, fordi brevet er datert etter dagen det skal ha kommet."""
        return [fil for fil, r in zip(self._filer, self._resultater, strict=False) if r.for_brevet]

    def _likevel(self) -> None:
        filer = self._for_brevet()
        for mottatt in dict.fromkeys(fil.mottatt for fil in filer):
            self.les([fil.sti for fil in filer if fil.mottatt == mottatt], mottatt, bekreftet=True)

    def _annen_dag(self) -> None:
        filer = self._for_brevet()
        self._etter.hide()
        self.spor([fil.sti for fil in filer])

    def _neste(self) -> None:
        kontor, filer = self._kontor, self._filer[len(self._resultater) :]
        self._arbeid.gjor(
            "innlesing",
            lambda: kontor.innlesing.registrer_flere(filer),
            self._lest,
            self._stoppet,
        )

    def _lest(self, resultater: tuple[Resultat, ...]) -> None:
        for_ = len(self._resultater)
        for _, svar in groupby(resultater, key=lambda r: r.plass):
            plass, flere = len(self._resultater), list(svar)
            self._filer[plass : plass + 1] = [self._filer[plass]] * len(flere)  # en pakke gir flere
            self._resultater += flere
        for resultat in resultater:
            self._legg_i_lista(resultat)
        if resultater and len(self._resultater) < len(self._filer) and not self._stans:
            self._vis()
            if len(self._resultater) // 25 > for_ // 25:
                self.endret.emit()
            self._neste()
            return
        self._leser = False
        self._kontor.innlesing.klar()
        self._vis()
        self._etter.setVisible(bool(self._for_brevet()))
        self._velg_den_viktigste()
        meld(self, self._status.text())
        self._si_nyeste(self._resultater)
        self.endret.emit()

    def _si_nyeste(self, resultater: Iterable[Resultat]) -> None:
        fort = [r.kvittering.foresporsel for r in resultater if r.kvittering is not None]
        if fort:
            self.ferdig.emit(max(fort, key=lambda f: (f.aar, f.nr)).journalnummer)

    def _stoppet(self, feil: Exception) -> None:
        self._leser = False
        self._kontor.innlesing.klar()
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
        ledd = QListWidgetItem()
        self._skriv(ledd, r)
        self._liste.addItem(ledd)
        self._liste.scrollToBottom()

    def _skriv(self, ledd: QListWidgetItem, r: Resultat) -> None:
        slag = r.kvittering.utfall if r.kvittering else "avvist"
        tegn = "✕" if r.kvittering is None else _TEGN.get(r.kvittering.utfall, "–")
        ledd.setText(f"{tegn} {self._t(f'ui_mottak.inn.slag.{slag}')}: {r.fil}. {r.melding}")
        ledd.setData(Qt.ItemDataRole.UserRole, r.kvittering.foresporsel if r.kvittering else None)

    # Det som ikke kunne leses

    def _vis_den_valgte(self, ledd: QListWidgetItem | None) -> None:
        self._hele.vis_tekst(ledd.text() if ledd else "")
        uleste, plass = self._plassene, self._liste.currentRow()
        valgt = self._resultater[plass] if plass in uleste else None
        self._uleste.vis(0 if self.pagar else len(uleste), valgt)

    @property
    def _plassene(self) -> list[int]:
        """Der filene som kan føres slik de kom, står i lista."""
        return [plass for plass, r in enumerate(self._resultater) if r.kan_fores]

    def _for_som_de_er(self, alle: bool) -> None:
        kontor, uleste = self._kontor, self._plassene
        filer = dict.fromkeys(self._filer[plass] for plass in (uleste if alle else [self._liste.currentRow()]))

        def gjor() -> dict[tuple[_Fil, str], Resultat]:
            return {
                (fil, r.fil): r
                for fil in filer
                for r in kontor.innlesing.registrer(fil.sti, fil.mottatt, bekreftet=fil.bekreftet, som_den_er=True)
            }

        def gjort(svar: dict[tuple[_Fil, str], Resultat]) -> None:
            nye = {plass: svar.get((self._filer[plass], self._resultater[plass].fil)) for plass in uleste}
            self._bytt({plass: r for plass, r in nye.items() if r is not None})

        self._arbeid.gjor("som_de_er", gjor, gjort, self._ikke_fort)

    def _legg_pa(self, aar: int, nr: int) -> None:
        kontor, plass = self._kontor, self._liste.currentRow()
        fil, her = self._filer[plass], (plass, aar, nr)
        bekreftet = fil.bekreftet or her == self._sett_pa

        def legg() -> Foresporsel | ForBrevet:
            from overforing.saksgang.mottak.gang import ForBrevet

            try:
                return kontor.legg_ved(aar, nr, [fil.sti], fil.mottatt, bekreftet=bekreftet)
            except ForBrevet as feil:
                return feil

        def gjort(svar: Foresporsel | ForBrevet) -> None:
            if not isinstance(svar, Foresporsel):
                self._sett_pa = her
                igjen = self._t("ui_mottak.inn.bekreft", knapp=self._t("ui_mottak.inn.legg_pa"))
                self._si_feil(f"{self._ord.feil(svar)} {igjen}")
                return
            lagt = self._t("ui_mottak.inn.lagt_pa", journalnummer=svar.journalnummer)
            ny = replace(
                self._resultater[plass],
                avvist="",
                kan_fores=False,
                kvittering=Kvittering(Mottaksutfall.KNYTTET, svar),
                merknader=(lagt,),
            )
            self._bytt({plass: ny})

        self._arbeid.gjor("legg_pa", legg, gjort, self._ikke_fort)

    def _bytt(self, nye: dict[int, Resultat]) -> None:
        self._feil.vis_tekst("")
        for plass, r in nye.items():
            self._resultater[plass] = r
            self._skriv(self._liste.item(plass), r)
        self._vis()
        meld(self, self._status.text())
        igjen = self._plassene
        self._liste.setCurrentRow(igjen[0] if igjen else max(nye, default=0))
        self._vis_den_valgte(self._liste.currentItem())
        self._liste.setFocus()
        self._si_nyeste(nye.values())
        self.endret.emit()

    def _ikke_fort(self, feil: Exception) -> None:
        if not isinstance(feil, OverforingFeil):
            raise feil
        self._si_feil(self._ord.feil(feil))

    def _si_feil(self, tekst: str) -> None:
        self._feil.vis_tekst(tekst)
        meld(self, tekst, viktig=True)

    def _velg_den_viktigste(self) -> None:
        """Den første som ikke ble brukt, ellers den siste: hele svaret på den som er valgt, står under lista."""
        avvist = (i for i, r in enumerate(self._resultater) if r.kvittering is None)
        self._liste.setCurrentRow(next(avvist, self._liste.count() - 1))
        self._vis_den_valgte(self._liste.currentItem())

    def _vis(self) -> None:
        gjort, alle = len(self._resultater), len(self._filer)
        self._liste.setVisible(bool(alle))
        self._framdrift.setMaximum(max(1, alle))
        self._framdrift.setValue(gjort)
        self._framdrift.setVisible(self.pagar)
        self._avbryt.setVisible(self.pagar)
        self._lukk.setVisible(not self.pagar and bool(alle))
        tall = {"gjort": str(gjort), "antall": str(alle)}
        if self.pagar:
            self._status.vis_tekst(self._t("ui_mottak.inn.leser", **tall))
            return
        if not alle:
            self._status.vis_tekst("")
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
        self._filer, self._resultater = [], []
        self._liste.clear()
        self.hide()
