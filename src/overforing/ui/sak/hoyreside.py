"""Høyresiden: hvordan saken står, hva loven sier om feltet en er i, hvorfor vi spør, og sporet hit."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QSizePolicy, QWidget

from overforing.saksgang.tilstand import Lovtekst, Omtale, Sporpost, Tilstand
from overforing.ui.deler.bokstavelig import bokstavelig
from overforing.ui.deler.klosser import (
    Etikett,
    Flate,
    Kort,
    Lenke,
    Spalte,
    hold_sammen,
    knapp,
    stabel,
)
from overforing.ui.deler.ordene import Ord
from overforing.ui.deler.tema import TEGN, Tema


class Hoyreside(Flate):
    """Følger hvert svar, og feltet som har fokus. ``ga_til`` gis siden og stien til svaret et funn hviler på.

    Sier aldri fra av seg selv når fokus flytter seg. Lenkene har det loven sier, som beskrivelse.
    """

    ga_til = Signal(object, str)
    vis_veien = Signal()
    sammenlign = Signal()

    def __init__(self, tema: Tema, ord_: Ord) -> None:
        super().__init__()
        self._tema = tema
        self._ord = ord_
        self.setAccessibleName(ord_("hoyresiden"))
        px = tema.px
        self._marger = (px(2), px(20), px(4), px(16))
        rom = self._rom = stabel(self, px(12), self._marger)

        star = self._starkort = rom.ny(Kort(tema, "info", tittel=ord_("slik_star")))
        self._star = star.rom.ny(Etikett("", "viktig", markerbar=True))
        self._neste = star.rom.ny(Etikett("", "dempet"))
        self._frist = star.rom.ny(Etikett("", "dempet"))
        for nokkel, signal in (("ui_kart.vis", self.vis_veien), ("ui_sammenlign.tittel", self.sammenlign)):
            star.rom.addWidget(Lenke(ord_.fra(nokkel), signal.emit))

        lov = rom.ny(Kort(tema, tittel=ord_("loven")))
        self._lovrom = lov.rom.under(px(12))
        lov.rom.addSpacing(px(6))
        lov.rom.addWidget(Etikett(ord_("hvorfor"), "korttittel"))
        self._hvorfor = lov.rom.ny(Etikett("", "dempet"))

        self._sporkort = rom.ny(Kort(tema, tittel=ord_("sporet")))
        self._sporrom = self._sporkort.rom.under(px(7))
        rom.addStretch(1)

    def vis(self, tilstand: Tilstand) -> None:
        self._star.vis_tekst(tilstand.slik_star)
        neste = tilstand.neste_sporsmal
        self._neste.vis_tekst(self._ord("neste_sporsmal", sporsmal=neste) if neste else "")
        self._frist.vis_tekst(f"{TEGN[tilstand.frist.farge]} {tilstand.frist.tekst}" if tilstand.frist.tekst else "")
        self._sporkort.setVisible(bool(tilstand.spor))
        self._sporrom.fyll(tilstand.spor, map(self._spor, tilstand.spor))

    def vis_omtale(self, omtale: Omtale) -> bool:
        """Vis det som gjelder feltet, og si om lenkene er nye."""
        self._hvorfor.vis_tekst(omtale.hvorfor)
        return self._lovrom.fyll(omtale.loven, map(self._bestemmelse, omtale.loven))

    def sett_foldet(self, foldet: bool) -> None:
        """Foldet under spørsmålene sier tittelen alt hvordan saken står. Da kommer loven først."""
        self._rom.setContentsMargins(2, 0, 4, 0) if foldet else self._rom.setContentsMargins(*self._marger)
        self._rom.removeWidget(self._starkort)
        self._rom.insertWidget(self._rom.count() - 1 if foldet else 0, self._starkort)

    def _bestemmelse(self, lovtekst: Lovtekst) -> QWidget:
        lenke = knapp(self._ord("lovdata"), lambda: QDesktopServices.openUrl(QUrl(lovtekst.url)), "lenke_liten")
        lenke.setAccessibleName(f"{self._ord('lovdata')}: {lovtekst.hjemmel}")
        lenke.setAccessibleDescription(lovtekst.tekst)
        lenke.setToolTip(bokstavelig(lovtekst.url))
        hjemmel = Etikett(hold_sammen(lovtekst.hjemmel), "sterk")
        return Spalte(self._tema.px(2), hjemmel, Etikett(lovtekst.tekst, "dempet", markerbar=True), lenke)

    def _spor(self, post: Sporpost) -> QWidget:
        lapp = Sporlapp(f"{TEGN[post.farge]} {post.tekst}", lambda: self.ga_til.emit(post.side, post.sti))
        lapp.setProperty("farge", post.farge.value)
        lapp.setAccessibleName(post.tekst)
        lapp.setAccessibleDescription(post.begrunnelse)
        lapp.setToolTip(bokstavelig(post.begrunnelse, brytes=True))
        ramme = Spalte(0)
        ramme.rom.til_venstre(lapp)
        return ramme


class Sporlapp(Lenke):
    """Et funn som lapp man kan trykke på; lange ord brytes."""

    def __init__(self, tekst: str, ved_trykk: Callable[[], object]) -> None:
        super().__init__(tekst, ved_trykk, "merke")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
