"""Én forespørsel: det som er kjent, det som er nytt, det som mangler, begge vurderingene, og det en kan gjøre."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from functools import partial
from itertools import chain
from pathlib import Path
from typing import cast

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from overforing.mottak.kvittering import Dokumentpost
from overforing.saksgang.mottak.bilde import Foresporselsbilde, Linje
from overforing.saksgang.mottak.fakta import Faktum
from overforing.saksgang.slag import Farge
from overforing.ui.deler.brytning import delbar
from overforing.ui.deler.flyt import Rad
from overforing.ui.deler.klosser import (
    Etikett,
    Klar,
    Kort,
    Lenke,
    Rulleside,
    Spalte,
    hold_sammen,
    knapp,
    med_tab,
    merke,
    sett_rekkefolge,
    stabel,
    strek,
    tom_rom,
    utsatt,
)
from overforing.ui.deler.meld import meld
from overforing.ui.deler.ordene import Ord
from overforing.ui.deler.staving import skrives_pa
from overforing.ui.deler.tema import Tema
from overforing.ui.deler.valgrad import Fritekst, Valgrad

from .brevrute import Brevrute
from .deler import Spalter
from .handling import Handlinger
from .nar import Nar

_KORTENE = (
    "lest",
    "endret",
    "tekst",
    "foreslatt",
    "saken",
    "mangler",
    "begrunnelser",
    "vurdering",
    "fakta",
    "lignende",
)
_VED_SIDEN = ("begrunnelser", "vurdering")
"""Kortene som står ved siden av hverandre, og fyller høyden."""
_BRED = 1300
"""Fra denne bredden står dokumentet ved siden av saken. I et smalere vindu er de hver sin fane."""
_SKJERMET = 760
"""Så bredt er det en ser som skjermet: ingen dokumenter står ved siden av."""
_HVILKEN_SOM_HELST = 16_777_215
"""Qts egen største bredde."""
_FANER = ("saken", "brevet")
_TITLER = {
    "saken": "ui_foresporsel.saken",
    "lignende": "ui_foresporsel.lignende.tittel",
    "foreslatt": "ui_fire_oyne.kort",
}


class Foresporselside(Klar):
    """``dokument`` gis dokumentet som skal lagres og åpnes, ``pakk`` brevet som skal til arkivet.

    ``legg_ved`` er å legge filer på forespørselen, og ``apne`` å gå til en annen, med året og nummeret. ``rute`` er det
    dokumentet vises i. ``ved`` gis filene, dagen de kom, og om den
    er bekreftet. ``tilgang`` er å se hvem som har sett på den.
    """

    tilbake = Signal()
    dokument = Signal(object)
    pakk = Signal(object)
    legg_ved = Signal()
    apne = Signal(int, int)
    ved = Signal(object, object, bool)
    tilgang = Signal()

    def __init__(self, tema: Tema, ord_: Ord, handlinger: Handlinger, rute: Brevrute) -> None:
        super().__init__()
        self._tema, self._t = tema, ord_.fra
        self.bilde: Foresporselsbilde | None = None
        self._lapper: list[tuple[str, Farge]] = []
        px = tema.px
        saken = self._saken = Rulleside(tema, mellomrom=10, topp=16)
        rom, self._rulle = saken.rom, saken.rulle
        self._tilbake = knapp(self._t("ui_mottak.til_lista"), self.tilbake.emit, "lenke_liten")
        self._ned = knapp(self._t("ui_mottak.kort.handlinger"), self._til_handlingene, "lenke_liten")
        rom.ny(Rad(px(12), self._tilbake)).rom.til_hoyre(self._ned)
        self._tittel = rom.ny(Etikett("", "overskrift"))
        self._merker = rom.ny(Rad(px(8))).rom
        self._andre = rom.ny(Etikett())
        self._merknader = rom.ny(Kort(tema, "varsel"))
        self.handlinger, self.rute = handlinger, rute
        k = self._kort = {navn: Kort(tema) for navn in _KORTENE}
        self._dokumenter, self._historikk = Kort(tema), Kort(tema)
        self._nar_de_kom = Kort(tema)
        self._nar = self._nar_de_kom.rom.ny(Nar(tema, ord_, "ui_mottak.legg_dem_ved", "ui_mottak.ikke_legg_ved"))
        self._nar.svart.connect(self._svart_nar)
        self._nar.avbrutt.connect(self._nar_de_kom.hide)
        self._nar_de_kom.hide()
        self._vis_nar = utsatt(self, 0, self._rull_til_nar)
        self._filer: tuple[Path, ...] = ()
        self._sagt = Fritekst(markerbar=True)
        self._om_den = Spalte(px(12), k["foreslatt"], k["saken"], k["mangler"])
        forst = Spalter(tema, 760, ((self._om_den, 5), (handlinger, 3)), topp=True)
        begge = Spalter(tema, 700, ((k["begrunnelser"], 1), (k["vurdering"], 1)))
        kortene = (k["lest"], k["endret"], k["tekst"], forst, begge, k["fakta"], k["lignende"])
        self._innhold = Spalte(px(12), *kortene, self._dokumenter, self._nar_de_kom, self._historikk)
        rad = QHBoxLayout()  # rett i siden regnes høyden for hele bredden, og det smale kuttes
        rad.addWidget(self._innhold, 1)
        rad.addStretch(0)
        rom.addLayout(rad)
        rom.addStretch(1)
        self._faner = Valgrad(self._t("ui_foresporsel.fane.navn"), faner=True)
        self._faner.fyll([(navn, self._t(f"ui_foresporsel.fane.{navn}")) for navn in _FANER])
        self._faner.velg("saken")
        self._faner.valgt.connect(lambda _: self._ordne())
        self._fanerad = Spalte(0, self._faner)
        self._fanerad.rom.setContentsMargins(px(24), px(8), px(24), 0)
        self._ved_siden = Spalte(0, rute)
        hele = stabel(self, 0)
        hele.addWidget(self._fanerad)
        begge_sider = QHBoxLayout()
        begge_sider.setSpacing(0)
        begge_sider.addWidget(saken, 5)
        begge_sider.addWidget(self._ved_siden, 6)
        hele.addLayout(begge_sider, 1)
        self._ordne_tab = utsatt(self, 0, lambda: sett_rekkefolge(med_tab(self)))
        self._ordne()

    def vis_andre(self, andre: str) -> None:
        """Hvem andre som har forespørselen åpen."""
        if andre != self._andre.text():
            self._andre.vis_tekst(andre)
            meld(self, andre)

    def vis(self, bilde: Foresporselsbilde, i_dag: date) -> None:
        ny = self.bilde is None or self.bilde.f.journalnummer != bilde.f.journalnummer
        if ny:
            self._andre.vis_tekst("")
        self.bilde = bilde
        skrives_pa(self, bilde.f.malform)
        if ny:
            self._nar_de_kom.hide()
        rulle = self._rulle.verticalScrollBar()
        plass = 0 if ny else rulle.value()
        fokus = cast("QWidget | None", self.window().focusWidget())
        sto_pa = fokus if fokus is not None and self._innhold.isAncestorOf(fokus) else None
        # Hver widget som vises i noe synlig, får hele siden lagt ut på nytt. Her vises alle på én gang.
        self._innhold.hide()
        self._tittel.vis_tekst(f"{bilde.f.journalnummer} · {bilde.tittel}")
        self._vis_merkene(bilde)
        self._merknader.setVisible(bool(bilde.merknader))
        self._merknader.rom.fyll(bilde.merknader, (Etikett(f"△ {tekst}") for tekst in bilde.merknader))
        self._om_den.setVisible(not bilde.skjermet)
        self._ned.setVisible(not bilde.skjermet)  # da er det en kan gjøre, det øverste på siden
        self._innhold.setMaximumWidth(self._tema.px(_SKJERMET) if bilde.skjermet else _HVILKEN_SOM_HELST)
        forslag = bilde.foreslatt
        self._fyll("foreslatt", (forslag, bilde.min) if forslag else (), self._forslaget(bilde))
        self._fyll("saken", bilde.saken, self._om_saken(bilde))
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
        self._fyll("lignende", (*bilde.lignende, *filter(None, (bilde.ingen_lignende,))), self._de_lignende(bilde))
        self._vis_dokumentene(bilde)
        self._vis_historikken(bilde)
        self.handlinger.vis(bilde, i_dag)
        self._innhold.show()
        self._rulle.tilpass()
        rulle.setValue(plass)
        if sto_pa is not None:
            self._fokuser_igjen(sto_pa)
        if ny:
            self._faner.velg("saken")
        self._ordne()
        self.rute.vis("" if bilde.skjermet else bilde.f.journalnummer, bilde.dokumenter)
        self._ordne_tab.start()

    def _fokuser_igjen(self, sto_pa: QWidget) -> None:
        """Det som ble skjult et øyeblikk, mistet fokus. Er det borte, er det tittelen på det første en kan gjøre: en
        knapp der kunne blitt trykket på én gang for mye.
        """
        if not (self._innhold.isAncestorOf(sto_pa) and sto_pa.isVisible()):
            titlene = (w for w in med_tab(self.handlinger) if isinstance(w, Lenke) and w.isVisible())
            sto_pa = next(titlene, self._tilbake)
        sto_pa.setFocus(Qt.FocusReason.OtherFocusReason)

    def resizeEvent(self, hendelse: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(hendelse)
        self._ordne()

    def _ordne(self) -> None:
        """Saken og dokumentet ved siden av hverandre når det er plass, ellers den fanen som er valgt."""
        bredde, px = self.width(), self._tema.px
        smal = bredde < px(_BRED)
        finnes = self.bilde is not None and any(post.har_fil for post, _ in self.bilde.dokumenter)
        self._fanerad.setVisible(smal and finnes)
        self._saken.setVisible(not (smal and finnes) or self._faner.verdi == "saken")
        self._ved_siden.rom.setContentsMargins(px(24) if smal else px(10), px(10), px(18), px(12))
        self._ved_siden.setVisible(finnes and (not smal or self._faner.verdi == "brevet"))
        if self.width() != bredde:
            self._ordne()  # det som ble vist, ga siden en annen bredde

    def vis_dokument(self, post: Dokumentpost) -> None:
        """Vis dokumentet her."""
        self._faner.velg("brevet")
        self._ordne()
        self.rute.vis_dokument(post)
        self.rute.velger.fokuser()

    def _til_handlingene(self) -> None:
        """Rull til det en kan gjøre, og stå der."""
        forste = next((w for w in med_tab(self.handlinger) if w.isVisible()), None)
        ned = self.handlinger.mapTo(self._saken, QPoint(0, 0)).y()
        rulle = self._rulle.verticalScrollBar()
        rulle.setValue(rulle.value() + ned)
        if forste is not None:
            forste.setFocus(Qt.FocusReason.OtherFocusReason)

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
        self._vis_nar.start()

    def bekreft_nar(self, feil: str) -> None:
        """Dagen filene skal ha kommet, er før datoen på noe annet."""
        self._nar_de_kom.show()
        self._nar.bekreft(feil)
        self._vis_nar.start()

    def _rull_til_nar(self) -> None:
        """Feltet fikk fokus før kortet hadde fått plassen sin."""
        self._rulle.tilpass()
        self._rulle.ensureWidgetVisible(self._nar_de_kom)

    def _svart_nar(self, mottatt: date, bekreftet: bool) -> None:
        self._nar_de_kom.hide()
        self.ved.emit(self._filer, mottatt, bekreftet)

    # Delene

    def _fyll(self, navn: str, av: tuple[object, ...], innhold: Iterable[QWidget]) -> None:
        """Kortet med tittelen og innholdet. Det vises når det kommer av noe."""
        kort = self._kort[navn]
        kort.setVisible(bool(av))
        if kort.rom.fyll(av, chain(self._tittelen(navn), innhold)) and navn in _VED_SIDEN:
            kort.rom.addStretch(1)

    def _tittelen(self, navn: str) -> Iterator[QWidget]:
        yield Etikett(self._t(_TITLER.get(navn, f"ui_mottak.kort.{navn}")), "korttittel")

    def _ingen(self, navn: str) -> Iterator[QWidget]:
        yield Etikett(self._t(f"ui_mottak.kort.ingen_{navn}"), "dempet")

    def _vis_merkene(self, b: Foresporselsbilde) -> None:
        lapper = [(b.tilstand, b.farge)]
        if b.f.forslag is not None and b.f.utfall is None:
            stand = self._t(f"mottak.forslag.{b.f.forslag}")
            lapper.append((stand[:1].upper() + stand[1:], Farge.NOYTRAL))
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

    def _forslaget(self, b: Foresporselsbilde) -> Iterator[QWidget]:
        forslag = b.foreslatt
        if forslag is None:
            return
        yield _linje(forslag.stand)
        if forslag.merknad:
            yield Etikett(self._t("ui_fire_oyne.merknaden"), "dempet")
            yield Etikett(forslag.merknad, markerbar=True)
        yield self._tabell((navn, _linje(verdi)) for navn, verdi in forslag.linjer)
        if forslag.forslag is None:
            return
        fores = forslag.godkjent and b.min
        rolle = "hoved" if fores else ""
        if forslag.forslag.malform is not None:
            tekst = self._t(f"ui_fire_oyne.{'lagre_brevet' if fores else 'se_brevet'}")
            yield Rad(self._tema.px(8), knapp(tekst, self.handlinger.apne_forslaget, rolle))
        elif fores:
            yield Rad(self._tema.px(8), knapp(self._t("ui_fire_oyne.for_det"), self.handlinger.for_godkjent, rolle))

    def _om_saken(self, b: Foresporselsbilde) -> Iterator[QWidget]:
        yield self._tabell((faktum.navn, self._faktum(faktum)) for faktum in b.saken)

    def _faktum(self, faktum: Faktum) -> QWidget:
        if not faktum.kjent:
            return Etikett(faktum.linjer[0], "dempet")
        linjer = [_linje(linje) for linje in faktum.linjer]
        return linjer[0] if len(linjer) == 1 else Spalte(self._tema.px(4), *linjer)

    def _de_lignende(self, b: Foresporselsbilde) -> Iterator[QWidget]:
        if b.ingen_lignende:
            yield Etikett(b.ingen_lignende, "dempet")
        for sak in b.lignende:
            aar, _, nr = sak.journalnummer.partition("/")
            apne = partial(self.apne.emit, int(aar), int(nr))
            yield Lenke(f"{sak.journalnummer}: {sak.utfall}", apne, "lenke_liten")
            yield Etikett(hold_sammen(sak.likhet), "dempet")

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
        nett.setColumnStretch(0, 1)
        nett.setColumnStretch(1, 2)
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

    def _dokumentene(self, b: Foresporselsbilde) -> Iterator[QWidget]:
        yield Etikett(self._t("ui_mottak.dokument.tittel"), "korttittel")
        for post, tekst in b.dokumenter:
            yield Etikett(tekst)
            if not post.har_fil:
                continue
            lenker = [
                self._dokumentlenke("ui_foresporsel.brev.vis", tekst, partial(self.vis_dokument, post)),
                self._dokumentlenke("ui_mottak.dokument.apne", tekst, partial(self.dokument.emit, post)),
            ]
            if post.retning == "ut":
                lenker.append(self._dokumentlenke("ui_mottak.brev.pakk", tekst, partial(self.pakk.emit, post)))
            yield Rad(self._tema.px(14), *lenker)
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
        self._historikk.setVisible(bool(b.historikk))  # på en tjener ser den som er skjermet, ingenting av den
        self._historikk.rom.fyll((b.historikk, b.skjermet), self._hendelsene(b.historikk, b.skjermet))

    def _hendelsene(self, historikk: tuple[Linje, ...], skjermet: bool) -> Iterator[QWidget]:
        yield from self._tittelen("historikk")
        if not skjermet:  # hvem som har sett på saken, er ikke for henne
            yield knapp(self._t("ui_tilgang.fra_saken"), self.tilgang.emit, "lenke_liten")
        for plass, linje in enumerate(historikk):
            if plass:
                yield strek()
            yield Etikett(f"{linje.nr}. {linje.hva}", "sterk")
            yield Etikett(f"{linje.nar}, {linje.av}", "dempet")
            if linje.tekst:
                yield Etikett(linje.tekst, markerbar=True)
            yield from (Etikett(f"{felt}: {for_} → {naa}", "dempet") for felt, for_, naa in linje.endret)


def _linje(tekst: str) -> Etikett:
    return Etikett(hold_sammen(tekst), markerbar=True)
