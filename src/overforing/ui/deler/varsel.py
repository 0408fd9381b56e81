"""Det som må sies øverst på startsiden og i mottaket, som at noe er galt med et register: ett kort om gangen."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import cast

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from .flyt import Rad
from .klosser import Etikett, Kort, Spalte, knapp, med_tab, sett_inn_foran, tom_rom
from .meld import meld
from .ordene import Ord
from .tema import Tema

VIKTIGST_FORST = (
    "saker",
    "logg",
    "laas",
    "oppsett",
    "tilgang",
    "kopi",
    "klokka",
    "omdirigert",
    "navn",
    "fortalt",
    "tilbud",
)
"""Det et varsel kan gjelde: først det som kan være borte, så det som stenger eller er galt, til sist det som tilbys."""


class Varsel(Kort):
    """``hva`` er ett av ``VIKTIGST_FORST``. ``knapper`` er ordene og det de gjør, det viktigste først."""

    borte = Signal()

    def __init__(
        self,
        tema: Tema,
        hva: str,
        tittel: str,
        tekst: str,
        knapper: tuple[tuple[str, Callable[[], object]], ...],
    ) -> None:
        rolig = hva in ("fortalt", "tilbud")  # ingenting er galt: knappen er ikke den viktigste på siden
        super().__init__(tema, "info" if rolig else "varsel")
        self.plass, self.tittel = VIKTIGST_FORST.index(hva), tittel
        self.rom.addWidget(Etikett(tittel, "korttittel"))
        self.rom.addWidget(Etikett(tekst, markerbar=True))
        if knapper:
            roller = ("" if rolig else "hoved", *[""] * len(knapper))
            ord_og_rolle = zip(knapper, roller, strict=False)
            rad = Rad(tema.px(10), *(knapp(ordet, gjor, rolle) for (ordet, gjor), rolle in ord_og_rolle))
            self.rom.addWidget(rad, 0, Qt.AlignmentFlag.AlignLeft)
        self.sagt = f"{tittel}. {tekst}"

    def ta_bort(self) -> None:
        """Det gjelder ikke lenger."""
        self.borte.emit()
        self.hide()
        self.deleteLater()


class Varslene(Spalte):
    """Det viktigste varselet helt, og de andre som én rad med titler: arbeidet skal ikke skyves ut av vinduet.

    ``foran`` er det første på siden som kan nås med Tab; varslene kommer før det.
    """

    def __init__(self, tema: Tema, ord_: Ord, foran: QWidget) -> None:
        super().__init__(tema.px(6))
        self._foran, self._ledetekst = foran, ord_.fra("ui.flere_varsler")
        self._alle: list[Varsel] = []
        self._valgt: Varsel | None = None
        self._titlene = self.rom.ny(Rad(tema.px(14)))

    def legg_til(self, varsel: Varsel) -> None:
        varsel.borte.connect(lambda: self._fjern(varsel))
        self._alle.append(varsel)
        self._alle.sort(key=lambda v: v.plass)
        self.rom.insertWidget(0, varsel)
        self._vis()

    def _fjern(self, varsel: Varsel) -> None:
        med_fokus = cast("QWidget | None", self.window().focusWidget())
        hadde_fokus = med_fokus is not None and varsel.isAncestorOf(med_fokus)
        self._alle.remove(varsel)
        if self._valgt is varsel:
            self._valgt = None
        self._vis()
        varsel.hide()
        if hadde_fokus:
            self._fokuser()

    def _velg(self, varsel: Varsel) -> None:
        self._valgt = varsel
        self._vis()
        self._fokuser()
        meld(self, varsel.sagt)

    def _vis(self) -> None:
        self._vist = next(iter(filter(None, (self._valgt, *self._alle))), None)
        andre = [varsel for varsel in self._alle if varsel is not self._vist]
        for varsel in self._alle:
            varsel.setVisible(varsel is self._vist)
        tom_rom(self._titlene.rom)
        if andre:
            self._titlene.rom.ny(Etikett(self._ledetekst, "dempet", bryt=False)).show()
        for varsel in andre:
            vis = knapp(varsel.tittel, partial(self._velg, varsel), "lenke_liten", "knapp")
            self._titlene.rom.ny(vis).show()
        self._titlene.setVisible(bool(andre))
        self.setVisible(bool(self._alle))
        i_varslene = [w for varsel in self._alle for w in med_tab(varsel)]
        sett_inn_foran(self._foran, [*i_varslene, *med_tab(self._titlene)])

    def _fokuser(self) -> None:
        """Til det første i varselet som vises; er det ingenting der, til det som kommer etter."""
        steder = [w for w in med_tab(self) if w.isVisibleTo(self)]
        i_varselet = [w for w in steder if self._vist is not None and self._vist.isAncestorOf(w)]
        (*i_varselet, *steder, self._foran)[0].setFocus(Qt.FocusReason.OtherFocusReason)
