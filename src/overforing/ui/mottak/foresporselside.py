"""Én forespørsel: det som er kjent, det som er nytt, det som mangler, begge vurderingene, og det en kan gjøre."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from functools import partial
from itertools import chain
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from overforing.saksgang.mottak.bilde import Foresporselsbilde, Linje
from overforing.saksgang.slag import Farge
from overforing.ui.deler.brytning import delbar
from overforing.ui.deler.flyt import Rad
from overforing.ui.deler.klosser import (
    Etikett,
    Klar,
    Kort,
    Rulleside,
    Spalte,
    hold_sammen,
    knapp,
    med_tab,
    merke,
    sett_inn_foran,
    strek,
    tom_rom,
    utsatt,
)
from overforing.ui.deler.meld import meld
from overforing.ui.deler.ordene import Ord
from overforing.ui.deler.tema import Tema
from overforing.ui.deler.valgrad import Fritekst

from .deler import Spalter
from .handling import Handlinger
from .nar import Nar

_KORTENE = ("lest", "fakta", "tekst", "endret", "mangler", "begrunnelser", "vurdering")
_VED_SIDEN = ("begrunnelser", "vurdering")
"""Kortene som står ved siden av hverandre, og fyller høyden."""


class Foresporselside(Rulleside):
    """``dokument`` gis dokumentet som skal lagres og åpnes, ``pakk`` brevet som skal til arkivet.

    ``legg_ved`` er å legge filer på forespørselen, og ``ved`` gis filene, dagen de kom, og om den er bekreftet.
    """

    tilbake = Signal()
    dokument = Signal(object)
    pakk = Signal(object)
    legg_ved = Signal()
    ved = Signal(object, object, bool)

    def __init__(self, tema: Tema, ord_: Ord, handlinger: Handlinger) -> None:
        super().__init__(tema, mellomrom=10, topp=16)
        self._tema, self._t = tema, ord_.fra
        self.bilde: Foresporselsbilde | None = None
        self._lapper: list[tuple[str, Farge]] = []
        px, rom = tema.px, self.rom
        self._tilbake = rom.ny(knapp(self._t("ui_mottak.til_lista"), self.tilbake.emit, "lenke_liten"))
        self._tittel = rom.ny(Etikett("", "overskrift"))
        self._merker = rom.ny(Rad(px(8))).rom
        self._merknader = rom.ny(Kort(tema, "varsel"))
        self.handlinger = handlinger
        self._kort = {navn: Kort(tema) for navn in _KORTENE}
        self._dokumenter, self._historikk = Kort(tema), Kort(tema)
        self._nar_de_kom = Kort(tema)
        self._nar = self._nar_de_kom.rom.ny(Nar(tema, ord_, "ui_mottak.legg_dem_ved", "ui_mottak.ikke_legg_ved"))
        self._nar.svart.connect(self._svart_nar)
        self._nar.avbrutt.connect(self._nar_de_kom.hide)
        self._nar_de_kom.hide()
        self._filer: tuple[Path, ...] = ()
        self._sagt = Fritekst(markerbar=True)
        sider = Spalter(tema, 560, ((self._kort["begrunnelser"], 1), (self._kort["vurdering"], 1)))
        kortene = (self._kort[navn] for navn in _KORTENE[:5])
        self._venstre = Spalte(px(12), *kortene, sider, self._dokumenter, self._nar_de_kom, self._historikk)
        hoyre = self._hoyre = Spalte(0, self.handlinger)
        for spalte in (self._venstre, hoyre):
            spalte.rom.addStretch(1)
        rom.addWidget(Spalter(tema, 760, ((self._venstre, 5), (hoyre, 3))))
        self._folg = utsatt(self, 0, self._folg_med)
        self._rulle.verticalScrollBar().valueChanged.connect(lambda _: self._folg_med())
        self._rulle.verticalScrollBar().rangeChanged.connect(lambda *_: self._folg.start())
        self.handlinger.installEventFilter(self)
        rom.addStretch(1)

    def vis(self, bilde: Foresporselsbilde, i_dag: date) -> None:
        ny = self.bilde is None or self.bilde.f.journalnummer != bilde.f.journalnummer
        self.bilde = bilde
        if ny:
            self._nar_de_kom.hide()
        rulle = self._rulle.verticalScrollBar()
        plass = 0 if ny else rulle.value()
        # Hver widget som vises i noe synlig, får hele siden lagt ut på nytt. Her vises alle på én gang.
        self._venstre.hide()
        self._tittel.vis_tekst(f"{bilde.f.journalnummer} · {bilde.tittel}")
        self._vis_merkene(bilde)
        self._merknader.setVisible(bool(bilde.merknader))
        self._merknader.rom.fyll(bilde.merknader, (Etikett(f"△ {tekst}") for tekst in bilde.merknader))
        self._fyll("fakta", bilde.fakta, self._fakta(bilde))
        self._fyll("lest", bilde.lest, self._det_som_er_lest(bilde))
        self._fyll("tekst", bilde.tekstendringer, self._tekstendringene(bilde))
        self._fyll("endret", bilde.endret, self._endringene(bilde))
        mangler = (_linje(f"△ {linje}") for linje in bilde.sjekkliste)
        ingen = self._ingen("mangler") if not (bilde.sjekkliste or bilde.uten_data) else ()
        self._fyll("mangler", (bilde.sjekkliste, bilde.uten_data), chain(ingen, mangler))
        self._kort["mangler"].setVisible(bool(bilde.sjekkliste) or not bilde.uten_data)
        self._fyll("begrunnelser", (bilde.begrunnelser, bilde.uten_data), self._begrunnelsene(bilde))
        self._kort["begrunnelser"].setVisible(not bilde.uten_data)
        self._fyll("vurdering", bilde.vurdering, map(_linje, bilde.vurdering))
        self._vis_dokumentene(bilde)
        self._vis_historikken(bilde)
        self.handlinger.vis(bilde, i_dag)
        self._venstre.show()
        self._rulle.tilpass()
        rulle.setValue(plass)

    def eventFilter(self, objekt: QObject, hendelse: QEvent) -> bool:  # noqa: N802
        if hendelse.type() in (QEvent.Type.Resize, QEvent.Type.Move):
            self._folg.start()  # rommet har lagt den øverst igjen
        return super().eventFilter(objekt, hendelse)

    def _folg_med(self) -> None:
        """Det en kan gjøre, følger med når en leser nedover i det kommunen skriver."""
        synlig, luft = self._rulle.viewport().height(), self._tema.px(10)
        rullet, hoyde = self._rulle.verticalScrollBar().value(), self.handlinger.height()
        topp = self._hoyre.mapTo(self._rulle.viewport(), QPoint(0, 0)).y() + rullet
        # Er den høyere enn vinduet, må en kunne rulle til bunnen av den.
        ned = rullet + luft - topp if hoyde + 2 * luft <= synlig else rullet + synlig - hoyde - luft - topp
        self.handlinger.move(self.handlinger.x(), max(0, min(ned, self._hoyre.height() - hoyde)))

    def fokuser(self) -> None:
        """Til det en skal gjøre når brevet kom uten saken, ellers øverst."""
        if self.handlinger.fokuser():
            return
        self._tilbake.setFocus(Qt.FocusReason.OtherFocusReason)

    def spor_nar(self, filer: Sequence[Path], i_dag: date) -> None:
        """Spør når filene kom, før de legges ved."""
        self._filer = tuple(filer)
        self._nar_de_kom.show()
        self._nar.hide()
        self._nar.spor(self._t("ui_mottak.skal_ved", navn=", ".join(fil.name for fil in filer)), i_dag)

    def bekreft_nar(self, feil: str) -> None:
        """Dagen filene skal ha kommet, er før datoen på noe annet."""
        self._nar_de_kom.show()
        self._nar.bekreft(feil)

    def _svart_nar(self, mottatt: date, bekreftet: bool) -> None:
        self._nar_de_kom.hide()
        self.ved.emit(self._filer, mottatt, bekreftet)

    # Delene

    def _fyll(self, navn: str, av: tuple[object, ...], innhold: Iterable[QWidget]) -> None:
        """Kortet med tittelen og innholdet. Det vises når det kommer av noe."""
        kort = self._kort[navn]
        kort.setVisible(bool(av))
        if not kort.rom.fyll(av, chain(self._tittelen(navn), innhold)):
            return
        if navn in _VED_SIDEN:
            kort.rom.addStretch(1)
        if knappene := med_tab(kort):
            sett_inn_foran(med_tab(self.handlinger)[0], knappene)

    def _tittelen(self, navn: str) -> Iterator[QWidget]:
        yield Etikett(self._t(f"ui_mottak.kort.{navn}"), "korttittel")

    def _ingen(self, navn: str) -> Iterator[QWidget]:
        yield Etikett(self._t(f"ui_mottak.kort.ingen_{navn}"), "dempet")

    def _vis_merkene(self, b: Foresporselsbilde) -> None:
        lapper = [(b.tilstand, b.farge)]
        if b.over_frist:
            lapper.append((self._t("ui_mottak.ko.over_frist"), Farge.STOPP))
        if b.teksten:
            lapper.append(b.teksten)
        if lapper == self._lapper:
            return
        self._lapper = lapper
        tom_rom(self._merker)
        for lapp in lapper:
            self._merker.ny(merke(*lapp)).show()

    def _fakta(self, b: Foresporselsbilde) -> Iterator[QWidget]:
        yield self._tabell((navn, _linje(verdi)) for navn, verdi in b.fakta)

    def _det_som_er_lest(self, b: Foresporselsbilde) -> Iterator[QWidget]:
        yield Etikett(self._t("ui_mottak.lest.ikke_fort"), "dempet")
        yield self._tabell((hva, Etikett(delbar(verdi))) for hva, verdi in b.lest)
        if b.forslag:
            yield knapp(self._t("ui_mottak.lest.bruk"), self.handlinger.fyll_ut_med_det_som_er_lest, "lenke_liten")

    def _tabell(self, par: Iterable[tuple[str, QWidget]]) -> QWidget:
        ramme = Klar()
        nett = QGridLayout(ramme)
        nett.setContentsMargins(0, 0, 0, 0)
        nett.setHorizontalSpacing(self._tema.px(16))
        nett.setVerticalSpacing(self._tema.px(5))
        nett.setColumnStretch(0, 2)
        nett.setColumnStretch(1, 3)
        for rad, (navn, verdi) in enumerate(par):
            nett.addWidget(Etikett(navn, "dempet"), rad, 0, Qt.AlignmentFlag.AlignTop)
            nett.addWidget(verdi, rad, 1)
        return ramme

    def _tekstendringene(self, b: Foresporselsbilde) -> Iterator[QWidget]:
        for forskjell in b.tekstendringer:
            for nokkel, linjer in (("tatt_bort", forskjell.fjernet), ("lagt_til", forskjell.lagt_til)):
                if linjer:
                    tekst = self._t(f"ui_mottak.kort.{nokkel}", tekst=" ".join(linjer))
                    yield Etikett(tekst, "dempet" if nokkel == "tatt_bort" else "", markerbar=True)

    def _endringene(self, b: Foresporselsbilde) -> Iterator[QWidget]:
        for hva, for_, naa in b.endret:
            yield Etikett(hva, "sterk")
            yield Etikett(self._t("ui_mottak.kort.for", tekst=for_), "dempet", markerbar=True)
            yield Etikett(self._t("ui_mottak.kort.naa", tekst=naa), markerbar=True)

    def _begrunnelsene(self, b: Foresporselsbilde) -> Iterator[QWidget]:
        for sporsmal, tekst in b.begrunnelser:
            yield Etikett(sporsmal, "dempet")
            yield Etikett(tekst, markerbar=True)
        if not b.begrunnelser:
            yield from self._ingen("begrunnelser")

    def _vis_dokumentene(self, b: Foresporselsbilde) -> None:
        self._dokumenter.setVisible(bool(b.dokumenter))
        if self._dokumenter.rom.fyll((b.f.journalnummer, b.dokumenter), self._dokumentene(b)):
            self._sagt = self._dokumenter.rom.ny(Fritekst(markerbar=True))
            etter_hverandre = [*med_tab(self._dokumenter), *med_tab(self._nar_de_kom)]
            sett_inn_foran(med_tab(self.handlinger)[0], etter_hverandre)

    def _dokumentene(self, b: Foresporselsbilde) -> Iterator[QWidget]:
        yield Etikett(self._t("ui_mottak.dokument.tittel"), "korttittel")
        for post, tekst in b.dokumenter:
            yield Etikett(tekst)
            if not post.har_fil:
                continue
            yield self._dokumentlenke("ui_mottak.dokument.apne", tekst, partial(self.dokument.emit, post))
            if post.retning == "ut":
                yield self._dokumentlenke("ui_mottak.brev.pakk", tekst, partial(self.pakk.emit, post))
        if not b.f.del_av:
            yield knapp(self._t("ui_mottak.vedlegg"), self.legg_ved.emit, "lenke_liten")

    def _dokumentlenke(self, nokkel: str, dokument: str, ved_trykk: Callable[[], object]) -> QWidget:
        lenke = knapp(self._t(nokkel), ved_trykk, "lenke_liten", "knapp")
        lenke.setAccessibleName(f"{dokument}: {self._t(nokkel)}")
        return lenke

    def si(self, tekst: str) -> None:
        """Noe som er gjort med et dokument."""
        self._sagt.vis_tekst(tekst)
        meld(self, tekst)

    def _vis_historikken(self, b: Foresporselsbilde) -> None:
        self._historikk.rom.fyll(b.historikk, self._hendelsene(b.historikk))

    def _hendelsene(self, historikk: tuple[Linje, ...]) -> Iterator[QWidget]:
        yield from self._tittelen("historikk")
        for nr, linje in enumerate(historikk):
            if nr:
                yield strek()
            yield Etikett(linje.hva, "sterk")
            yield Etikett(f"{linje.nar}, {linje.av}", "dempet")
            if linje.tekst:
                yield Etikett(linje.tekst, markerbar=True)
            yield from (Etikett(f"{felt}: {for_} → {naa}", "dempet") for felt, for_, naa in linje.endret)


def _linje(tekst: str) -> Etikett:
    return Etikett(hold_sammen(tekst), markerbar=True)
