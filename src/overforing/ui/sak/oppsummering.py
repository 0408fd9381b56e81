"""Oppsummeringen: alt som er svart, og det Statsforvalteren ville spurt om. Endrer aldri noe selv."""

from __future__ import annotations

from itertools import groupby

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from overforing.sak.kodeverk import Dokument
from overforing.saksgang.tilstand import Farge, Svarlinje, Tilstand, Tvil
from overforing.ui.deler.klosser import Etikett, Kort, Lenke, legg, merke, stabel, strek, tom_rom
from overforing.ui.deler.ordene import Ord
from overforing.ui.deler.tema import Tema

from .svarrad import Svarrad


class Oppsummering(QWidget):
    """``endre`` gis siden og stien til svaret."""

    endre = Signal(object, str)

    def __init__(self, tema: Tema, ord_: Ord) -> None:
        super().__init__()
        self._tema = tema
        self._ord = ord_
        self.setProperty("rolle", "klar")
        self._svarene: tuple[Svarlinje, ...] | None = None
        self._tvilen: tuple[Tvil, ...] | None = None
        px = tema.px
        rom = stabel(self, px(12))
        self._svarkort = Kort(tema)
        self._svarkort.rom.addWidget(Etikett(ord_("oppsummering.svarene"), "mellomtittel"))
        self._svarrom = stabel(None, px(2))
        self._svarkort.rom.addLayout(self._svarrom)
        rom.addWidget(self._svarkort)
        self._tvilkort = Kort(tema)
        self._tviltittel = Etikett("", "mellomtittel")
        self._tvilkort.rom.addWidget(self._tviltittel)
        self._tvilrom = stabel(None, px(12))
        self._tvilkort.rom.addLayout(self._tvilrom)
        rom.addWidget(self._tvilkort)

    def vis(self, tilstand: Tilstand) -> None:
        if tilstand.svarene != self._svarene:
            self._svarene = tilstand.svarene
            tom_rom(self._svarrom)
            titler = {s.side: s.tittel for s in tilstand.sider}
            for side, linjer in groupby(tilstand.svarene, key=lambda s: s.side):
                self._side(titler[side], list(linjer))
            if not tilstand.svarene:
                legg(self._svarrom, Etikett(self._ord("oppsummering.ingen_svar"), "dempet"))
        til_embetet = {Dokument.ANMODNING, Dokument.TVIST} & set(tilstand.dokumenter)
        self._tviltittel.vis_tekst(self._ord("oppsummering.tvil" if til_embetet else "oppsummering.tvil_her"))
        if tilstand.tvil != self._tvilen:
            self._tvilen = tilstand.tvil
            tom_rom(self._tvilrom)
            for tvil in tilstand.tvil:
                legg(self._tvilrom, self._en_tvil(tvil))
            if not tilstand.tvil:
                legg(self._tvilrom, Etikett(self._ord("oppsummering.ingen_tvil"), "dempet"))

    def _side(self, tittel: str, linjer: list[Svarlinje]) -> None:
        px = self._tema.px
        if self._svarrom.count():
            self._svarrom.addSpacing(px(8))
            legg(self._svarrom, strek())
        self._svarrom.addSpacing(px(8))
        legg(self._svarrom, Etikett(tittel, "korttittel"))
        for gruppe, i_gruppen in groupby(linjer, key=lambda s: s.gruppe):
            if gruppe != tittel:
                self._svarrom.addSpacing(px(8))
                legg(self._svarrom, Etikett(gruppe, "sterk"))
            for linje in i_gruppen:
                legg(self._svarrom, self._rad(gruppe, linje))

    def _rad(self, gruppe: str, linje: Svarlinje) -> Svarrad:
        endre = self._ord("oppsummering.endre")
        rad = Svarrad(linje.sporsmal, linje.svar, endre, self._tema)
        rad.setAccessibleName(f"{endre}: {gruppe}: {linje.sporsmal}")
        rad.setAccessibleDescription(linje.svar)
        rad.clicked.connect(lambda *_: self.endre.emit(linje.side, linje.sti))
        return rad

    def _en_tvil(self, tvil: Tvil) -> QWidget:
        ramme = QWidget()
        ramme.setProperty("rolle", "klar")
        rom = stabel(ramme, self._tema.px(3))
        ord_ = self._ord("oppsummering.ma_loses" if tvil.ma_loses else "oppsummering.bor_vurderes")
        rom.addWidget(merke(ord_, Farge.STOPP if tvil.ma_loses else Farge.VARSEL))
        lenke = Lenke(tvil.tekst, lambda: self.endre.emit(tvil.side, tvil.sti))
        lenke.setAccessibleName(f"{ord_}: {tvil.tekst}")
        rom.addWidget(lenke)
        return ramme
