"""Det siste på oppsummeringen: hvor langt saken er kommet, og saken videre. Brevene er det neste steget."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout

from overforing.saksgang.tilstand import Sakstilstand, Stegstatus, Tilstand
from overforing.ui.deler.flyt import Rad
from overforing.ui.deler.klosser import Etikett, Kort, knapp
from overforing.ui.deler.ordene import Ord
from overforing.ui.deler.tema import Tema


class Veienvidere(Kort):
    """``avslutt`` vil avslutte (sann) eller åpne igjen (usann), ``saksfil`` lagre som fil.

    ``forny`` vil ha en ny søknad i samme forhold.
    """

    avslutt = Signal(bool)
    saksfil = Signal()
    forny = Signal()

    def __init__(self, tema: Tema, ord_: Ord) -> None:
        super().__init__(tema, "info")
        self._ord = ord_
        self.setAccessibleName(ord_("videre.tittel"))
        self.rom.setContentsMargins(tema.px(12), tema.px(7), tema.px(12), tema.px(7))
        self._tekst = Etikett()
        self._avslutt = knapp("", lambda: self.avslutt.emit(not self._er_avsluttet), "stille")
        saksfil = knapp(ord_("videre.saksfil"), self.saksfil.emit, "lenke", "knapp")
        topp = QHBoxLayout()
        topp.setSpacing(tema.px(12))
        topp.addWidget(self._tekst, 1)
        topp.addWidget(saksfil, 0, Qt.AlignmentFlag.AlignTop)
        self.rom.addLayout(topp)
        self._forny = knapp(ord_("start.forny"), self.forny.emit, "stille")
        self._knappene = self.rom.ny(Rad(tema.px(12), self._avslutt, self._forny))
        self._er_avsluttet = False

    def vis(self, tilstand: Tilstand) -> None:
        self._er_avsluttet = tilstand.sakstilstand is Sakstilstand.AVSLUTTET
        utkast = tilstand.sakstilstand is Sakstilstand.UTKAST
        self._tekst.vis_tekst(self._ord(f"videre.{_hvor_langt(tilstand) if utkast else tilstand.sakstilstand}"))
        ordet = self._ord("videre.gjenapne" if self._er_avsluttet else "videre.avslutt")
        self._avslutt.setText(ordet)
        self._avslutt.setAccessibleName(ordet)
        self._knappene.setVisible(not utkast)


def _hvor_langt(tilstand: Tilstand) -> str:
    """Hva som sies om et utkast. Klar er bare den saken som ikke mangler noe, og har brev som stemmer med den."""
    if any(tvil.ma_loses for tvil in tilstand.tvil):
        return "ma_loses"
    if not tilstand.ferdig:
        return "ikke_klar"
    if not tilstand.dokumenter:
        return "uten_brev"
    if any(steg.status is Stegstatus.MANGLER for steg in tilstand.sider):
        return "noe_mangler"
    return "foreldet" if tilstand.foreldede else "klar"
