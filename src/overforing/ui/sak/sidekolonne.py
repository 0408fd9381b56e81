"""Venstre kolonne i saken: stegene, «Trengs hjelp nå?» og angre. Er det trangt, er det stegene som ruller."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSize, Signal
from PySide6.QtWidgets import QSizePolicy

from overforing.saksgang.tilstand import Skjemasteg, Tilstand
from overforing.ui.deler.flyt import Rad
from overforing.ui.deler.klosser import Etikett, Flate, HelEtikett, Kort, Lenke, Rulle, knapp, stabel
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
        rom = stabel(self, px(8), (px(4), px(16), px(6), px(8)))
        topp = rom.ny(Rad(px(8), knapp(ord_("alle_saker"), self.tilbake.emit, "lenke_liten")))
        self._hvor = Etikett("", "dempet", bryt=False)
        topp.rom.til_hoyre(self._hvor)
        self.stegliste = Stegliste(tema, ord_)
        self.stegliste.valgt.connect(self.steg)
        self._stegrulle = _Stegrulle(self.stegliste)
        rom.addWidget(self._stegrulle, 1_000)
        self._hjelpekort = rom.ny(Kort(tema, "varsel"))
        self._hjelpetittel = self._hjelpekort.rom.ny(HelEtikett("", "korttittel"))
        self._hjelpetekst = self._hjelpekort.rom.ny(HelEtikett())
        self._hjelpeknapp = self._hjelpekort.rom.ny(Lenke(ord_("hjelp.registrer"), self.hjelp.emit))
        rom.addStretch(1)
        self._angre = Lenke("", self.angre.emit, "lenke_liten", "knapp")
        self._gjenta = Lenke("", self.gjenta.emit, "lenke_liten", "knapp")
        rom.addWidget(Rad(px(14), self._angre, self._gjenta))

    def heightForWidth(self, bredde: int) -> int:  # noqa: N802
        # Rullefeltet rundt gir ellers alt den vil ha, og da ruller hele kolonnen i stedet for stegene.
        rom = self.layout()
        return rom.minimumHeightForWidth(bredde) if rom is not None else -1

    def vis(self, tilstand: Tilstand) -> None:
        alle = list(Skjemasteg)
        self._hvor.vis_tekst(
            self._ord("steg.hvor", nummer=str(alle.index(tilstand.side) + 1), antall=str(len(tilstand.sider)))
        )
        self.stegliste.vis(tilstand.sider, tilstand.side)
        self._stegrulle.vis_steget(alle.index(tilstand.side))
        hjelp = tilstand.hjelp
        tegn = "△ " if hjelp.framhev else "✓ " if hjelp.registrert else ""
        self._hjelpetittel.vis_tekst(tegn + self._ord("hjelp.tittel"))
        self._hjelpetekst.vis_tekst(hjelp.tekst)
        sett(self._hjelpekort, farge="stopp" if hjelp.framhev else "" if hjelp.registrert else "varsel")
        self._hjelpeknapp.vis_tekst(self._ord("hjelp.se" if hjelp.registrert else "hjelp.registrer"))
        self._hjelpekort.setAccessibleName(self._ord("hjelp.tittel"))
        _vis_handling(self._angre, self._ord("angre"), tilstand.angrer)
        _vis_handling(self._gjenta, self._ord("gjenta"), tilstand.gjentar)


class _Stegrulle(Rulle):
    """Så høy som stegene når det er plass, ellers minst tre av dem, med det åpne i syne."""

    def __init__(self, liste: Stegliste) -> None:
        self._liste = liste  # rullefeltet spør etter den mens det lages
        super().__init__(liste)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        liste.installEventFilter(self)
        liste.currentRowChanged.connect(self.vis_steget)

    def sizeHint(self) -> QSize:  # noqa: N802
        return QSize(self._liste.sizeHint().width(), self._liste.height())

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        return QSize(0, min(self._liste.height(), 3 * self._liste.sizeHintForRow(0)))

    def eventFilter(self, objekt: QObject, hendelse: QEvent) -> bool:  # noqa: N802
        if objekt is self._liste and hendelse.type() == QEvent.Type.Resize:
            self.setMaximumHeight(self._liste.height())
            self.updateGeometry()
        return super().eventFilter(objekt, hendelse)

    def vis_steget(self, rad: int) -> None:
        """Rull fram steget som er åpent, eller som pilene går til."""
        if (ledd := self._liste.item(rad)) is not None:
            midt = self._liste.visualItemRect(ledd).center()
            self.ensureVisible(midt.x(), midt.y(), 0, self._liste.sizeHintForRow(0))


def _vis_handling(k: Lenke, ordet: str, hva: str | None) -> None:
    """«Angre: Når kom søknaden?»"""
    k.setEnabled(hva is not None)
    k.vis_tekst(f"{ordet}: {hva}" if hva else ordet)
