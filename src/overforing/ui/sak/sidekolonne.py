"""Venstre kolonne i saken: stegene, «Trengs hjelp nå?» og angre."""

from __future__ import annotations

from PySide6.QtCore import Signal

from overforing.saksgang.tilstand import Skjemasteg, Tilstand
from overforing.ui.deler.flyt import Rad
from overforing.ui.deler.klosser import Etikett, Flate, HelEtikett, Kort, Lenke, knapp, stabel
from overforing.ui.deler.ordene import Ord
from overforing.ui.deler.tema import Tema, sett

from .stegliste import Stegliste


class Sidekolonne(Flate):
    """Sender opp hva brukeren vil: gå til et steg, registrere hjelp, angre, gjenta eller tilbake til sakene."""

    steg = Signal(object)
    hjelp = Signal()
    angre = Signal()
    gjenta = Signal()
    tilbake = Signal()

    def __init__(self, tema: Tema, ord_: Ord) -> None:
        super().__init__()
        self._ord = ord_
        px = tema.px
        rom = stabel(self, px(8), (px(4), px(18), px(6), px(12)))
        rom.addWidget(knapp(ord_("alle_saker"), self.tilbake.emit, "lenke_liten"))
        self._hvor = rom.ny(Etikett("", "dempet"))
        self.stegliste = rom.ny(Stegliste(tema, ord_))
        self.stegliste.valgt.connect(self.steg)
        rom.addSpacing(px(10))
        self._hjelpekort = rom.ny(Kort(tema, "varsel"))
        self._hjelpetittel = self._hjelpekort.rom.ny(HelEtikett("", "korttittel"))
        self._hjelpetekst = self._hjelpekort.rom.ny(HelEtikett())
        self._hjelpeknapp = self._hjelpekort.rom.ny(Lenke(ord_("hjelp.registrer"), self.hjelp.emit))
        rom.addStretch(1)
        self._angre = Lenke("", self.angre.emit, "lenke_liten")
        self._gjenta = Lenke("", self.gjenta.emit, "lenke_liten")
        rom.addWidget(Rad(px(14), self._angre, self._gjenta))

    def vis(self, tilstand: Tilstand) -> None:
        alle = list(Skjemasteg)
        self._hvor.vis_tekst(
            self._ord("steg.hvor", nummer=str(alle.index(tilstand.side) + 1), antall=str(len(tilstand.sider)))
        )
        self.stegliste.vis(tilstand.sider, tilstand.side)
        hjelp = tilstand.hjelp
        tegn = "△ " if hjelp.framhev else "✓ " if hjelp.registrert else ""
        self._hjelpetittel.vis_tekst(tegn + self._ord("hjelp.tittel"))
        self._hjelpetekst.vis_tekst(hjelp.tekst)
        sett(self._hjelpekort, farge="stopp" if hjelp.framhev else "" if hjelp.registrert else "varsel")
        self._hjelpeknapp.vis_tekst(self._ord("hjelp.se" if hjelp.registrert else "hjelp.registrer"))
        self._hjelpekort.setAccessibleName(self._ord("hjelp.tittel"))
        _vis_handling(self._angre, self._ord("angre"), tilstand.angrer)
        _vis_handling(self._gjenta, self._ord("gjenta"), tilstand.gjentar)


def _vis_handling(k: Lenke, ordet: str, hva: str | None) -> None:
    """«Angre: Når kom søknaden?»"""
    k.setEnabled(hva is not None)
    k.vis_tekst(f"{ordet}: {hva}" if hva else ordet)
