"""Det siste på oppsummeringen: brevene, og saken videre."""

from __future__ import annotations

from PySide6.QtCore import Signal

from overforing.saksgang.tilstand import Sakstilstand, Stegstatus, Tilstand
from overforing.ui.deler.flyt import Rad
from overforing.ui.deler.klosser import Etikett, Kort, knapp
from overforing.ui.deler.ordene import Ord
from overforing.ui.deler.tema import Tema


class Veienvidere(Kort):
    """``brevene`` vil se brevene, ``avslutt`` avslutte (sann) eller åpne igjen (usann), ``saksfil`` lagre som fil.

    ``forny`` vil ha en ny søknad i samme forhold.
    """

    brevene = Signal()
    avslutt = Signal(bool)
    saksfil = Signal()
    forny = Signal()

    def __init__(self, tema: Tema, ord_: Ord) -> None:
        super().__init__(tema, "info")
        self._ord = ord_
        self.setAccessibleName(ord_("videre.tittel"))
        self._tekst = self.rom.ny(Etikett())
        self._brevene = knapp(ord_("videre.brevene"), self.brevene.emit, "hoved")
        self._avslutt = knapp("", lambda: self.avslutt.emit(not self._er_avsluttet), "stille")
        saksfil = knapp(ord_("videre.saksfil"), self.saksfil.emit, "stille")
        self._forny = knapp(ord_("start.forny"), self.forny.emit, "stille")
        self.rom.addWidget(Rad(tema.px(12), self._brevene, self._avslutt, self._forny, saksfil))
        self._er_avsluttet = False

    def vis(self, tilstand: Tilstand) -> None:
        self._er_avsluttet = tilstand.sakstilstand is Sakstilstand.AVSLUTTET
        utkast = tilstand.sakstilstand is Sakstilstand.UTKAST
        self._tekst.vis_tekst(self._ord(f"videre.{_hvor_langt(tilstand) if utkast else tilstand.sakstilstand}"))
        ordet = self._ord("videre.gjenapne" if self._er_avsluttet else "videre.avslutt")
        self._avslutt.setText(ordet)
        self._avslutt.setAccessibleName(ordet)
        self._avslutt.setVisible(tilstand.sakstilstand is not Sakstilstand.UTKAST)
        self._forny.setVisible(tilstand.sakstilstand is not Sakstilstand.UTKAST)


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
