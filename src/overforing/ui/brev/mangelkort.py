"""Det som må løses før brevene kan lagres, som lenker dit det rettes."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, Signal

from overforing.saksgang.tilstand import Sidestatus, Tilstand
from overforing.ui.deler.klosser import Kort, Lenke, tom_rom
from overforing.ui.deler.tema import Tema
from overforing.ui.deler.valgrad import Fritekst


class Mangelkort(Kort):
    """``ga_til`` (side, sti) når brukeren vil rette noe. Skjult når saken er ferdig."""

    ga_til = Signal(object, str)

    def __init__(self, tema: Tema, tekst: Callable[..., str]) -> None:
        super().__init__(tema, "varsel")
        self._tekst = tekst
        self._vist: list[str] | None = None
        self._lenker: list[Lenke] = []

    def vis(self, t: Tilstand) -> None:
        mangler = [] if t.ferdig else [s for s in t.sider if s.status is Sidestatus.MANGLER]
        steder = [(s.side, "", f"{s.tittel}{' ' if s.tittel.endswith('?') else ': '}{s.grunn}") for s in mangler]
        sider = {s.side for s in mangler}
        steder += [(tvil.side, tvil.sti, tvil.tekst) for tvil in t.tvil if tvil.ma_loses and tvil.side not in sider]
        nokler = ("ikke_ferdig",) if t.dokumenter else ("ingen", "ikke_ferdig_uten_brev")
        overskrift = " ".join(self._tekst(f"ui_brev.{nokkel}") for nokkel in nokler)
        if self._vist != (nytt := [overskrift, *(tekst for _, _, tekst in steder)]):
            self._vist = nytt
            tom_rom(self.rom)
            self.setAccessibleName(overskrift)
            self.rom.addWidget(Fritekst(f"△ {overskrift}", "sterk"))
            self._lenker = [Lenke(tekst, partial(self.ga_til.emit, side, sti)) for side, sti, tekst in steder]
            for lenke in self._lenker:
                self.rom.addWidget(lenke)
        self.setVisible(not t.ferdig)

    def fokuser(self) -> bool:
        """Fokus til det første som må løses, om noe må det."""
        if not self.isVisible() or not self._lenker:
            return False
        self._lenker[0].setFocus(Qt.FocusReason.OtherFocusReason)
        return True
