"""Én forespørsel: det som er kjent, det som er nytt, det som mangler, begge vurderingene, og det en kan gjøre."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from overforing.saksgang.mottak.bilde import Foresporselsbilde, Linje
from overforing.saksgang.slag import Farge
from overforing.saksgang.tilstand import Valg
from overforing.ui.deler.flyt import Flyt
from overforing.ui.deler.klosser import (
    Etikett,
    Flate,
    Kort,
    Rulle,
    hold_sammen,
    knapp,
    legg,
    med_tab,
    merke,
    sett_inn_foran,
    stabel,
    strek,
    tom_rom,
)
from overforing.ui.deler.meld import meld
from overforing.ui.deler.ordene import Ord
from overforing.ui.deler.tema import Tema
from overforing.ui.deler.valgrad import Fritekst

from .deler import Spalter
from .handling import Handlinger

if TYPE_CHECKING:
    from overforing.saksgang.mottak.svar import Svarvalg

    from .handling import Utfor


class Foresporselside(QWidget):
    """``dokument`` gis dokumentet som skal lagres og åpnes, ``pakk`` brevet som skal til arkivet."""

    tilbake = Signal()
    dokument = Signal(object)
    pakk = Signal(object)

    def __init__(
        self,
        tema: Tema,
        ord_: Ord,
        utfor: Utfor,
        kommuner: tuple[Valg, ...],
        advarsel: Callable[[str], str],
        brev: Callable[[Svarvalg], object],
    ) -> None:
        super().__init__()
        self._tema, self._t = tema, ord_.fra
        self.bilde: Foresporselsbilde | None = None
        self._vist: dict[str, object] = {}
        self.setProperty("rolle", "klar")
        px = tema.px
        flate = Flate()
        self._rulle = Rulle(flate)
        stabel(self, 0).addWidget(self._rulle)
        rom = stabel(flate, px(10), (px(24), px(16), px(24), px(18)))
        self._tilbake = knapp(self._t("ui_mottak.til_lista"), self.tilbake.emit, "lenke_liten")
        rom.addWidget(self._tilbake)
        self._tittel = Etikett("", "overskrift")
        rom.addWidget(self._tittel)
        merker = QWidget()
        merker.setProperty("rolle", "klar")
        self._merker = Flyt(merker, px(8))
        rom.addWidget(merker)
        self._merknader = Kort(tema, "varsel")
        rom.addWidget(self._merknader)
        self.handlinger = Handlinger(tema, ord_, utfor, kommuner, advarsel, brev)
        self._kort = {navn: Kort(tema) for navn in ("fakta", "tekst", "endret", "mangler", "begrunnelser", "vurdering")}
        self._dokumenter, self._historikk = Kort(tema), Kort(tema)
        self._sagt = Fritekst(markerbar=True)
        sider = Spalter(tema, 560, ((self._kort["begrunnelser"], 1), (self._kort["vurdering"], 1)))
        self._venstre = venstre = QWidget()
        venstre.setProperty("rolle", "klar")
        spalte = stabel(venstre, px(12))
        for widget in (
            self._kort["fakta"],
            self._kort["tekst"],
            self._kort["endret"],
            self._kort["mangler"],
            sider,
            self._dokumenter,
            self._historikk,
        ):
            spalte.addWidget(widget)
        spalte.addStretch(1)
        hoyre = QWidget()
        hoyre.setProperty("rolle", "klar")
        hoyrespalte = stabel(hoyre, 0)
        hoyrespalte.addWidget(self.handlinger)
        hoyrespalte.addStretch(1)
        rom.addWidget(Spalter(tema, 760, ((venstre, 5), (hoyre, 3))))
        rom.addStretch(1)

    def vis(self, bilde: Foresporselsbilde, i_dag: date) -> None:
        ny = self.bilde is None or self.bilde.f.journalnummer != bilde.f.journalnummer
        self.bilde = bilde
        rulle = self._rulle.verticalScrollBar()
        plass = 0 if ny else rulle.value()
        # Hver widget som vises i noe synlig, får hele siden lagt ut på nytt. Her vises alle på én gang.
        self._venstre.hide()
        self._tittel.vis_tekst(f"{bilde.f.journalnummer} · {bilde.tittel}")
        self._vis_merkene(bilde)
        self._vis_merknadene(bilde)
        self._vis_fakta(bilde)
        self._vis_teksten(bilde)
        self._vis_endringene(bilde)
        self._linjer("mangler", bilde.sjekkliste, tomt="" if bilde.uten_data else "ingen_mangler", punkt="△ ")
        self._vis_begrunnelsene(bilde)
        self._linjer("vurdering", bilde.vurdering)
        self._vis_dokumentene(bilde)
        self._vis_historikken(bilde)
        self.handlinger.vis(bilde, i_dag)
        self._venstre.show()
        self._rulle.tilpass()
        rulle.setValue(plass)

    def fokuser(self) -> None:
        self._tilbake.setFocus(Qt.FocusReason.OtherFocusReason)

    # Delene

    def _som_for(self, navn: str, *verdier: object) -> bool:
        """Om delen alt viser dette. Å lage den på nytt koster."""
        som_for = self._vist.get(navn) == verdier
        self._vist[navn] = verdier
        return som_for

    def _vis_merkene(self, b: Foresporselsbilde) -> None:
        if self._som_for("merker", b.tilstand, b.farge, b.over_frist, b.teksten):
            return
        tom_rom(self._merker)
        lapper = [merke(b.tilstand, b.farge)]
        if b.over_frist:
            lapper.append(merke(self._t("ui_mottak.ko.over_frist"), Farge.STOPP))
        if b.teksten:
            lapper.append(merke(*b.teksten))
        for lapp in lapper:
            self._merker.addWidget(lapp)
            lapp.show()

    def _vis_merknadene(self, b: Foresporselsbilde) -> None:
        if self._som_for("merknader", b.merknader):
            return
        tom_rom(self._merknader.rom)
        self._merknader.setVisible(bool(b.merknader))
        for tekst in b.merknader:
            legg(self._merknader.rom, Etikett(f"△ {tekst}"))

    def _vis_fakta(self, b: Foresporselsbilde) -> None:
        if self._som_for("fakta", b.fakta):
            return
        kort = self._forfra("fakta")
        nett = QGridLayout()
        nett.setHorizontalSpacing(self._tema.px(16))
        nett.setVerticalSpacing(self._tema.px(5))
        nett.setColumnStretch(0, 2)
        nett.setColumnStretch(1, 3)
        for rad, (navn, verdi) in enumerate(b.fakta):
            nett.addWidget(Etikett(navn, "dempet"), rad, 0, Qt.AlignmentFlag.AlignTop)
            nett.addWidget(Etikett(hold_sammen(verdi), markerbar=True), rad, 1)
        kort.rom.addLayout(nett)

    def _vis_teksten(self, b: Foresporselsbilde) -> None:
        if self._som_for("tekst", b.tekstendringer):
            return
        kort = self._forfra("tekst")
        kort.setVisible(bool(b.tekstendringer))
        for forskjell in b.tekstendringer:
            for nokkel, linjer in (("tatt_bort", forskjell.fjernet), ("lagt_til", forskjell.lagt_til)):
                if linjer:
                    tekst = self._t(f"ui_mottak.kort.{nokkel}", tekst=" ".join(linjer))
                    legg(kort.rom, Etikett(tekst, "dempet" if nokkel == "tatt_bort" else "", markerbar=True))

    def _vis_endringene(self, b: Foresporselsbilde) -> None:
        if self._som_for("endret", b.endret):
            return
        kort = self._forfra("endret")
        kort.setVisible(bool(b.endret))
        for hva, for_, naa in b.endret:
            legg(kort.rom, Etikett(hva, "sterk"))
            legg(kort.rom, Etikett(self._t("ui_mottak.kort.for", tekst=for_), "dempet", markerbar=True))
            legg(kort.rom, Etikett(self._t("ui_mottak.kort.naa", tekst=naa), markerbar=True))

    def _vis_begrunnelsene(self, b: Foresporselsbilde) -> None:
        if self._som_for("begrunnelser", b.begrunnelser, b.uten_data):
            return
        kort = self._forfra("begrunnelser")
        kort.setVisible(not b.uten_data)
        if not b.begrunnelser:
            legg(kort.rom, Etikett(self._t("ui_mottak.kort.ingen_begrunnelser"), "dempet"))
        for sporsmal, tekst in b.begrunnelser:
            legg(kort.rom, Etikett(sporsmal, "dempet"))
            legg(kort.rom, Etikett(tekst, markerbar=True))
        kort.rom.addStretch(1)

    def _linjer(self, navn: str, linjer: tuple[str, ...], *, tomt: str = "", punkt: str = "") -> None:
        if self._som_for(navn, linjer, tomt):
            return
        kort = self._forfra(navn)
        kort.setVisible(bool(linjer or tomt))
        if not linjer and tomt:
            legg(kort.rom, Etikett(self._t(f"ui_mottak.kort.{tomt}"), "dempet"))
        for linje in linjer:
            legg(kort.rom, Etikett(hold_sammen(f"{punkt}{linje}"), markerbar=True))
        if navn == "vurdering":
            kort.rom.addStretch(1)

    def _vis_dokumentene(self, b: Foresporselsbilde) -> None:
        if self._som_for("dokumenter", b.f.journalnummer, b.dokumenter):
            return
        tom_rom(self._dokumenter.rom)
        self._dokumenter.setVisible(bool(b.dokumenter))
        legg(self._dokumenter.rom, Etikett(self._t("ui_mottak.dokument.tittel"), "korttittel"))
        for post, tekst in b.dokumenter:
            legg(self._dokumenter.rom, Etikett(tekst))
            self._dokumentlenke("ui_mottak.dokument.apne", tekst, partial(self.dokument.emit, post))
            if post.retning == "ut":
                self._dokumentlenke("ui_mottak.brev.pakk", tekst, partial(self.pakk.emit, post))
        self._sagt = Fritekst(markerbar=True)
        self._dokumenter.rom.addWidget(self._sagt)
        sett_inn_foran(med_tab(self.handlinger)[0], med_tab(self._dokumenter))

    def _dokumentlenke(self, nokkel: str, dokument: str, ved_trykk: Callable[[], object]) -> None:
        lenke = knapp(self._t(nokkel), ved_trykk, "lenke_liten")
        lenke.setAccessibleName(f"{dokument}: {self._t(nokkel)}")
        legg(self._dokumenter.rom, lenke)

    def si(self, tekst: str) -> None:
        """Noe som er gjort med et dokument."""
        self._sagt.vis_tekst(tekst)
        meld(self, tekst)

    def _vis_historikken(self, b: Foresporselsbilde) -> None:
        tom_rom(self._historikk.rom)
        legg(self._historikk.rom, Etikett(self._t("ui_mottak.kort.historikk"), "korttittel"))
        for nr, linje in enumerate(b.historikk):
            if nr:
                legg(self._historikk.rom, strek())
            for etikett in self._hendelse(linje):
                legg(self._historikk.rom, etikett)

    def _hendelse(self, linje: Linje) -> list[Etikett]:
        ut = [Etikett(linje.hva, "sterk"), Etikett(f"{linje.nar}, {linje.av}", "dempet")]
        if linje.tekst:
            ut.append(Etikett(linje.tekst, markerbar=True))
        return ut + [Etikett(f"{felt}: {for_} → {naa}", "dempet") for felt, for_, naa in linje.endret]

    def _forfra(self, navn: str) -> Kort:
        kort = self._kort[navn]
        tom_rom(kort.rom)
        legg(kort.rom, Etikett(self._t(f"ui_mottak.kort.{navn}"), "korttittel"))
        return kort
