"""Oppsummeringen: alt som er svart, og det Statsforvalteren ville spurt om. Endrer aldri noe selv."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from itertools import groupby

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from overforing.sak.kodeverk import Dokument
from overforing.saksgang.tilstand import Farge, Svarlinje, Tilstand, Tvil
from overforing.ui.deler.klosser import Etikett, Klar, Kort, Lenke, Spalte, merke, stabel, strek
from overforing.ui.deler.ordene import Ord
from overforing.ui.deler.tema import Tema

from .svarrad import Svarrad


class Oppsummering(Klar):
    """``endre`` gis siden og stien til svaret."""

    endre = Signal(object, str)

    def __init__(self, tema: Tema, ord_: Ord) -> None:
        super().__init__()
        self._tema = tema
        self._ord = ord_
        px = tema.px
        rom = stabel(self, px(12))
        svarkort, tvilkort = rom.ny(Kort(tema)), rom.ny(Kort(tema))
        svarkort.rom.addWidget(Etikett(ord_("oppsummering.svarene"), "mellomtittel"))
        self._svarrom = svarkort.rom.under(px(2))
        self._tviltittel = tvilkort.rom.ny(Etikett("", "mellomtittel"))
        self._tvilrom = tvilkort.rom.under(px(12))

    def vis(self, tilstand: Tilstand) -> None:
        self._svarrom.fyll(tilstand.svarene, self._sidene(tilstand))
        til_embetet = {Dokument.ANMODNING, Dokument.TVIST} & set(tilstand.dokumenter)
        self._tviltittel.vis_tekst(self._ord("oppsummering.tvil" if til_embetet else "oppsummering.tvil_her"))
        self._tvilrom.fyll(tilstand.tvil, self._tvilen(tilstand))

    def _sidene(self, tilstand: Tilstand) -> Iterator[QWidget]:
        luft = partial(self._svarrom.addSpacing, self._tema.px(8))
        titler = {s.side: s.tittel for s in tilstand.sider}
        for side, linjer in groupby(tilstand.svarene, key=lambda s: s.side):
            if self._svarrom.count():
                luft()
                yield strek()
            luft()
            yield Etikett(titler[side], "korttittel")
            for gruppe, i_gruppen in groupby(linjer, key=lambda s: s.gruppe):
                if gruppe != titler[side]:
                    luft()
                    yield Etikett(gruppe, "sterk")
                yield from (self._rad(gruppe, linje) for linje in i_gruppen)
        if not tilstand.svarene:
            yield Etikett(self._ord("oppsummering.ingen_svar"), "dempet")

    def _tvilen(self, tilstand: Tilstand) -> Iterator[QWidget]:
        yield from map(self._en_tvil, tilstand.tvil)
        if not tilstand.tvil:
            yield Etikett(self._ord("oppsummering.ingen_tvil"), "dempet")

    def _rad(self, gruppe: str, linje: Svarlinje) -> Svarrad:
        endre = self._ord("oppsummering.endre")
        rad = Svarrad(linje.sporsmal, linje.svar, endre, self._tema)
        rad.setAccessibleName(f"{endre}: {gruppe}: {linje.sporsmal}")
        rad.setAccessibleDescription(linje.svar)
        rad.clicked.connect(lambda *_: self.endre.emit(linje.side, linje.sti))
        return rad

    def _en_tvil(self, tvil: Tvil) -> QWidget:
        ord_ = self._ord("oppsummering.ma_loses" if tvil.ma_loses else "oppsummering.bor_vurderes")
        lenke = Lenke(tvil.tekst, lambda: self.endre.emit(tvil.side, tvil.sti))
        lenke.setAccessibleName(f"{ord_}: {tvil.tekst}")
        return Spalte(self._tema.px(3), merke(ord_, Farge.STOPP if tvil.ma_loses else Farge.VARSEL), lenke)
