"""Høyresiden: hvordan saken står, hva loven sier, hvorfor vi spør, og sporet hit."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from overforing.saksgang.tilstand import Lovtekst, Sporpost, Tilstand
from overforing.ui.deler.klosser import Etikett, Flate, Kort, Lenke, hold_sammen, knapp, legg, stabel, tom_rom
from overforing.ui.deler.ordene import Ord
from overforing.ui.deler.tema import TEGN, Tema


class Hoyreside(Flate):
    """Følger hvert svar. ``ga_til`` gis siden og stien til svaret et funn hviler på."""

    ga_til = Signal(object, str)
    vis_veien = Signal()
    sammenlign = Signal()

    def __init__(self, tema: Tema, ord_: Ord) -> None:
        super().__init__()
        self._tema = tema
        self._ord = ord_
        self.setAccessibleName(ord_("hoyresiden"))
        self._loven: tuple[Lovtekst, ...] | None = None
        self._sporet: tuple[Sporpost, ...] | None = None
        px = tema.px
        rom = stabel(self, px(12), (px(2), px(20), px(4), px(16)))

        star = Kort(tema, "info")
        star.rom.addWidget(Etikett(ord_("slik_star"), "korttittel"))
        self._star = Etikett("", "viktig", markerbar=True)
        self._neste = Etikett("", "dempet")
        star.rom.addWidget(self._star)
        star.rom.addWidget(self._neste)
        self._frist = Etikett("", "dempet")
        star.rom.addWidget(self._frist)
        for nokkel, signal in (("ui_kart.vis", self.vis_veien), ("ui_sammenlign.tittel", self.sammenlign)):
            star.rom.addWidget(Lenke(ord_.fra(nokkel), signal.emit))
        rom.addWidget(star)

        lov = Kort(tema)
        lov.rom.addWidget(Etikett(ord_("loven"), "korttittel"))
        self._lovrom = stabel(None, px(12))
        lov.rom.addLayout(self._lovrom)
        lov.rom.addSpacing(px(6))
        lov.rom.addWidget(Etikett(ord_("hvorfor"), "korttittel"))
        self._hvorfor = Etikett("", "dempet")
        lov.rom.addWidget(self._hvorfor)
        rom.addWidget(lov)

        self._sporkort = Kort(tema)
        self._sporkort.rom.addWidget(Etikett(ord_("sporet"), "korttittel"))
        self._sporrom = stabel(None, px(7))
        self._sporkort.rom.addLayout(self._sporrom)
        rom.addWidget(self._sporkort)
        rom.addStretch(1)

    def vis(self, tilstand: Tilstand) -> None:
        self._star.vis_tekst(tilstand.slik_star)
        neste = tilstand.neste_sporsmal
        self._neste.vis_tekst(self._ord("neste_sporsmal", sporsmal=neste) if neste else "")
        self._frist.vis_tekst(f"{TEGN[tilstand.frist.farge]} {tilstand.frist.tekst}" if tilstand.frist.tekst else "")
        self._hvorfor.vis_tekst(tilstand.hvorfor)
        if tilstand.loven != self._loven:
            self._loven = tilstand.loven
            tom_rom(self._lovrom)
            for lovtekst in tilstand.loven:
                legg(self._lovrom, self._bestemmelse(lovtekst))
        if tilstand.spor != self._sporet:
            self._sporet = tilstand.spor
            self._sporkort.setVisible(bool(tilstand.spor))
            tom_rom(self._sporrom)
            for post in tilstand.spor:
                legg(self._sporrom, self._spor(post))

    def _bestemmelse(self, lovtekst: Lovtekst) -> QWidget:
        ramme = QWidget()
        ramme.setProperty("rolle", "klar")
        rom = stabel(ramme, self._tema.px(2))
        rom.addWidget(Etikett(hold_sammen(lovtekst.hjemmel), "sterk"))
        rom.addWidget(Etikett(lovtekst.tekst, "dempet", markerbar=True))
        lenke = knapp(self._ord("lovdata"), lambda: QDesktopServices.openUrl(QUrl(lovtekst.url)), "lenke_liten")
        lenke.setAccessibleName(f"{self._ord('lovdata')}: {lovtekst.hjemmel}")
        lenke.setToolTip(lovtekst.url)
        rom.addWidget(lenke)
        return ramme

    def _spor(self, post: Sporpost) -> QWidget:
        lapp = Sporlapp(f"{TEGN[post.farge]} {post.tekst}", lambda: self.ga_til.emit(post.side, post.sti))
        lapp.setProperty("farge", post.farge.value)
        lapp.setAccessibleName(post.tekst)
        lapp.setAccessibleDescription(post.begrunnelse)
        lapp.setToolTip(f"<p>{_html(post.begrunnelse)}</p>")
        ramme = QWidget()
        ramme.setProperty("rolle", "klar")
        rad = QHBoxLayout(ramme)
        rad.setContentsMargins(0, 0, 0, 0)
        rad.addWidget(lapp)
        rad.addStretch(1)
        return ramme


class Sporlapp(Lenke):
    """Et funn som lapp man kan trykke på; lange ord brytes."""

    def __init__(self, tekst: str, ved_trykk: Callable[[], object]) -> None:
        super().__init__(tekst, ved_trykk, "merke")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)


def _html(tekst: str) -> str:
    return tekst.replace("&", "&amp;").replace("<", "&lt;")
