"""Det som står mellom brukeren og neste steg, like over knappene. Hver linje er en lenke til feltet sitt.

Det som er galt, står i rødt. Det som bare mangler svar, er ingen feil: det står rolig, og de fleste linjene foldet.
"""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy

from overforing.saksgang.tilstand import Farge, Feil, Feilslag

from .klosser import Flate, HelEtikett, Klar, Kort, Lenke, Rulle, stabel
from .ordene import Ord
from .tema import TEGN, Tema, sett

_UFOLDET = 3
"""Så mange linjer som mangler, vises før resten foldes."""


_TO_LISTER = 660
"""Så høy må siden være for at begge listene skal få plass over knappene."""


class Feilliste(Klar):
    """Skjult når ingenting står igjen."""

    valgt = Signal(str)
    bygd_om = Signal()

    def __init__(self, tema: Tema, ord_: Ord) -> None:
        super().__init__()
        self._tema = tema
        rom = stabel(self, tema.px(8))
        self.galt = rom.ny(_Liste(tema, f"△ {ord_('feil.tittel')}", ord_))
        self.mangler = rom.ny(_Liste(tema, f"{TEGN[Farge.NOYTRAL]} {ord_('mangler.tittel')}", ord_, folder=True))
        sett(self.galt, feil="ja")
        for liste in (self.galt, self.mangler):
            liste.valgt.connect(self.valgt)
            liste.foldet_ut.connect(self._foldet_ut)
        self.setVisible(False)

    def vis(self, feil: tuple[Feil, ...]) -> None:
        galt = tuple(en for en in feil if en.slag is Feilslag.GALT)
        nytt = self.galt.vis(galt)
        if self.mangler.vis(tuple(en for en in feil if en not in galt)) or nytt:
            self.setVisible(bool(feil))
            self.tilpass()

    def fokuser(self) -> None:
        """Flytt fokus til det første: det som er galt, før det som mangler."""
        if lenke := self.galt.forste() or self.mangler.forste():
            lenke.setFocus()

    @property
    def antallet(self) -> str:
        """«Én feil må rettes. 2 ting mangler.»"""
        return " ".join(sagt for liste in (self.galt, self.mangler) if (sagt := liste.antallet))

    def tilpass(self) -> None:
        """Så høy som linjene trenger, men bare en del av siden: spørsmålene skal også synes."""
        if self.isHidden():
            return
        forelder = self.parentWidget()
        bredde, hoyde = (forelder.width(), forelder.height()) if forelder else (400, 600)
        # Er det ikke plass til begge, er det som er galt, det første å gjøre noe med.
        self.mangler.setVisible(self.mangler.har_noe and not (self.galt.har_noe and hoyde < self._tema.px(_TO_LISTER)))
        for liste in (self.galt, self.mangler):
            liste.tilpass(bredde, hoyde // 4)

    def _foldet_ut(self) -> None:
        self.tilpass()
        self.bygd_om.emit()


class _Liste(Kort):
    """Én tittel med lenker under. ``folder`` viser bare de første til brukeren ber om resten."""

    valgt = Signal(str)
    foldet_ut = Signal()

    def __init__(self, tema: Tema, tittel: str, ord_: Ord, *, folder: bool = False) -> None:
        super().__init__(tema)
        self._tema, self._ord, self._folder = tema, ord_, folder
        self._alle: tuple[Feil, ...] = ()
        self._utfoldet = False
        self.setAccessibleName(tittel[2:])
        px = tema.px
        self.rom.setContentsMargins(px(11), px(10), px(11), px(8))
        self.rom.setSpacing(px(4))
        self._tittel = self.rom.ny(HelEtikett(tittel, "sterk"))
        self._tittel.setContentsMargins(px(5), 0, px(5), 0)
        inni = self._inni = Flate()
        self._listerom = stabel(inni, px(3), (px(5), px(5), px(5), px(5)))
        self._rulle = self.rom.ny(Rulle(inni))
        self._rulle.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setVisible(False)

    def vis(self, feil: tuple[Feil, ...]) -> bool:
        """Vis linjene, og si om noe ble nytt."""
        if feil == self._alle:
            return False
        self._alle = feil
        self._utfoldet = self._utfoldet and bool(feil)
        self._fyll()
        self.setVisible(bool(feil))
        return True

    @property
    def har_noe(self) -> bool:
        return bool(self._alle)

    def _fold_ut(self) -> None:
        self._utfoldet = True
        self._fyll()
        self._lenkene()[_UFOLDET].setFocus()
        self.foldet_ut.emit()

    def _fyll(self) -> None:
        foldet = len(self._alle) - _UFOLDET if self._folder and not self._utfoldet else 0
        vist = self._alle[:_UFOLDET] if foldet > 0 else self._alle
        rolle = "lenke" if self._folder else "feillenke"
        lenker = [Lenke(en.tekst, partial(self.valgt.emit, en.sti), rolle) for en in vist]
        if foldet > 0:
            lenker.append(Lenke(self._ord("mangler.flere", antall=str(foldet)), self._fold_ut, "lenke_liten", "knapp"))
        self._listerom.fyll((self._alle, self._utfoldet), lenker)

    def _lenkene(self) -> list[Lenke]:
        return [lenke for lenke in self._inni.findChildren(Lenke) if not lenke.isHidden()]

    @property
    def antallet(self) -> str:
        antall, om = len(self._alle), "mangler" if self._folder else "feil"
        return self._ord(f"{om}.{'ett' if antall == 1 else 'antall'}", antall=str(antall)) if antall else ""

    def forste(self) -> Lenke | None:
        return next(iter(self._lenkene()), None)

    def tilpass(self, bredde: int, mest: int) -> None:
        bredde = max(50, bredde - 2 * self._tema.px(11) - 4)
        trengs = self._listerom.heightForWidth(bredde) + 2
        mest -= self._tittel.heightForWidth(bredde) - self._tittel.fontMetrics().height()
        self._rulle.setFixedHeight(min(trengs, max(mest, self._tema.px(60))))
        self._rulle.tilpass()
