"""Det som må løses før brevene kan lagres, som lenker dit det rettes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from overforing.saksgang.tilstand import Skjemasteg, Stegstatus, Tilstand
from overforing.ui.deler.klosser import Kort, Lenke
from overforing.ui.deler.tema import Tema
from overforing.ui.deler.valgrad import Fritekst

_UFOLDET = 2
"""Så mange vises før resten foldes: brevet skal synes under."""


class Mangelkort(Kort):
    """``ga_til`` (side, sti) når brukeren vil rette noe. Skjult når saken er ferdig."""

    ga_til = Signal(object, str)
    bygd_om = Signal()
    """Det er noe nytt å gå til med Tab."""

    def __init__(self, tema: Tema, tekst: Callable[..., str]) -> None:
        super().__init__(tema, "varsel")
        self._tekst = tekst
        self._utfoldet = False
        self._steder: tuple[str, list[tuple[Skjemasteg, str, str]]] = ("", [])
        self.rom.setContentsMargins(tema.px(12), tema.px(7), tema.px(12), tema.px(7))
        self.rom.setSpacing(tema.px(4))

    def vis(self, t: Tilstand) -> None:
        mangler = [] if t.ferdig else [s for s in t.sider if s.status is Stegstatus.MANGLER]
        venter = self._tekst("vindu.venter_pa_stegene")  # på et steg som alt er nevnt
        mangler = [s for s in mangler if s.grunn != venter or len(mangler) == 1]
        steder = [(s.side, "", f"{s.tittel}{' ' if s.tittel.endswith('?') else ': '}{s.grunn}") for s in mangler]
        sider = {s.side for s in mangler}
        steder += [(tvil.side, tvil.sti, tvil.tekst) for tvil in t.tvil if tvil.ma_loses and tvil.side not in sider]
        nokler = ("ikke_ferdig",) if t.dokumenter else ("ingen", "ikke_ferdig_uten_brev")
        overskrift = " ".join(self._tekst(f"ui_brev.{nokkel}") for nokkel in nokler)
        self.setAccessibleName(overskrift)
        self._steder = (overskrift, steder)
        self._fyll()
        self.setVisible(not t.ferdig)

    def _fyll(self) -> None:
        overskrift, steder = self._steder
        self.rom.fyll((overskrift, steder, self._utfoldet), self._innholdet(overskrift, steder))

    def _innholdet(self, overskrift: str, steder: list[tuple[Skjemasteg, str, str]]) -> Iterator[QWidget]:
        yield Fritekst(f"△ {overskrift}", "sterk")
        foldet = 0 if self._utfoldet or len(steder) <= _UFOLDET + 1 else len(steder) - _UFOLDET
        vist = steder[: len(steder) - foldet]
        yield from (Lenke(tekst, partial(self.ga_til.emit, side, sti)) for side, sti, tekst in vist)
        if foldet:
            flere = self._tekst("ui.mangler.flere", antall=str(foldet))
            yield Lenke(flere, self._fold_ut, "lenke_liten", "knapp")

    def _fold_ut(self) -> None:
        self._utfoldet = True
        self._fyll()
        lenkene = [lenke for lenke in self.findChildren(Lenke) if not lenke.isHidden()]
        lenkene[_UFOLDET].setFocus(Qt.FocusReason.OtherFocusReason)
        self.bygd_om.emit()

    def fokuser(self) -> bool:
        """Fokus til det første som må løses, om noe må det."""
        lenke = self.findChild(Lenke) if self.isVisible() else None
        if lenke is not None:
            lenke.setFocus(Qt.FocusReason.OtherFocusReason)
        return lenke is not None
