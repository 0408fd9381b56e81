"""Siden om én forespørsel: kortene, handlingene og dokumentet ved siden av, og hvor en står når den vises på nytt."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import chain
from pathlib import Path
from typing import cast

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from overforing.mottak.kvittering import Dokumentpost
from overforing.saksgang.mottak.bilde import Foresporselsbilde
from overforing.saksgang.slag import Farge
from overforing.ui.deler.flyt import Rad
from overforing.ui.deler.klosser import (
    Etikett,
    Klar,
    Kort,
    Lenke,
    Rulleside,
    Spalte,
    knapp,
    med_tab,
    merke,
    sett_rekkefolge,
    stabel,
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
from .kortinnhold import Kortinnhold
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


class Foresporselside(Klar):
    """``dokument`` gis dokumentet som skal lagres og åpnes, ``pakk`` brevet som skal til arkivet.

    ``legg_ved`` er å legge filer på forespørselen, og ``apne`` å gå til en annen, med året og nummeret. ``rute`` er det
    dokumentet vises i. ``ved`` gis filene, dagen de kom, og om den er bekreftet. ``tilgang`` er å se hvem som har sett
    på den. Det som står i kortene, er ``Kortinnhold``.
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
        inni = self._innholdet = Kortinnhold(self, tema, ord_, handlinger)
        inni.vis_her.connect(self.vis_dokument)
        for fra, til in (
            (inni.dokument, self.dokument),
            (inni.pakk, self.pakk),
            (inni.legg_ved, self.legg_ved),
            (inni.apne, self.apne),
            (inni.tilgang, self.tilgang),
        ):
            fra.connect(til)
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
        inni, forslag = self._innholdet, bilde.foreslatt
        self._fyll("foreslatt", (forslag, bilde.min) if forslag else (), inni.forslaget(bilde))
        self._fyll("saken", bilde.saken, inni.om_saken(bilde))
        self._fyll("fakta", bilde.fakta, inni.fakta(bilde))
        self._fyll("lest", bilde.lest, inni.det_som_er_lest(bilde))
        self._fyll("tekst", bilde.tekstendringer, inni.tekstendringene(bilde))
        self._fyll("endret", bilde.endret, inni.endringene(bilde))
        self._fyll("mangler", (bilde.sjekkliste, bilde.uten_data), inni.mangler(bilde))
        self._kort["mangler"].setVisible(bool(bilde.sjekkliste) or not bilde.uten_data)
        self._fyll("begrunnelser", (bilde.begrunnelser, bilde.uten_data), inni.begrunnelsene(bilde))
        self._kort["begrunnelser"].setVisible(not bilde.uten_data)
        self._fyll("vurdering", bilde.vurdering, inni.vurdering(bilde))
        self._fyll("lignende", (*bilde.lignende, *filter(None, (bilde.ingen_lignende,))), inni.de_lignende(bilde))
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
        if kort.rom.fyll(av, chain(self._innholdet.tittelen(navn), innhold)) and navn in _VED_SIDEN:
            kort.rom.addStretch(1)

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

    def _vis_dokumentene(self, b: Foresporselsbilde) -> None:
        self._dokumenter.setVisible(bool(b.dokumenter))
        if self._dokumenter.rom.fyll((b.f.journalnummer, b.dokumenter), self._innholdet.dokumentene(b)):
            self._sagt = self._dokumenter.rom.ny(Fritekst(markerbar=True))

    def si(self, tekst: str) -> None:
        """Noe som er gjort med et dokument."""
        self._sagt.vis_tekst(tekst)
        meld(self, tekst)

    def _vis_historikken(self, b: Foresporselsbilde) -> None:
        self._historikk.setVisible(bool(b.historikk))  # på en tjener ser den som er skjermet, ingenting av den
        self._historikk.rom.fyll((b.historikk, b.skjermet), self._innholdet.hendelsene(b.historikk, b.skjermet))
