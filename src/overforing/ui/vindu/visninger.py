"""Det hovedvinduet viser ved siden av stegene: hele veien, sammenligningen og hjelpen der en står."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from overforing.ui.deler.ordene import Ord
from overforing.ui.deler.tema import Tema

if TYPE_CHECKING:
    from overforing.saksgang.kontor import Kontor

    from .hovedvindu import Hovedvindu

_I_REGELBOKEN = ("rett_kommune", "habilitet", "stedfortreder", "saerlig_ulempe")
"""Stegene som har et eget kapittel i regelboken. De andre står i hjelpen."""


class Visninger:
    """Sidene lages første gang de trengs. ``kom_fra`` er siden hjelpen ble åpnet fra, der Escape går tilbake."""

    def __init__(self, vindu: Hovedvindu, kontor: Kontor, ord_: Ord, tema: Tema) -> None:
        self._vindu, self._kontor, self._ord, self._tema = vindu, kontor, ord_, tema
        self.kartside: Any = None
        self.sammenligningsside: Any = None
        self.kom_fra: QWidget | None = None

    def vis_veien(self) -> None:
        """Beslutningskartet for den åpne saken."""
        if self.kartside is None:
            from overforing.ui.kart.kartside import Kartside

            self.kartside = Kartside(self._tema, self._ord, self._vindu.dialoger)
            self.kartside.ga_til.connect(self._ga_til)
            self.kartside.les_mer.connect(lambda steg: self._hjelp("regelbok", self._kapittel(steg)))
            self._legg_til(self.kartside)
        gang = self._send()
        self._vindu.sider.setCurrentWidget(self.kartside)
        self.kartside.vis(self._kontor.kart(gang))

    def sammenlign(self) -> None:
        """Den åpne saken etter gjeldende og vedtatt lov."""
        if self.sammenligningsside is None:
            from overforing.ui.kart.sammenligningsside import Sammenligningsside

            self.sammenligningsside = Sammenligningsside(self._tema, self._ord, self._vindu.dialoger)
            self._legg_til(self.sammenligningsside)
        gang = self._send()
        self._vindu.sider.setCurrentWidget(self.sammenligningsside)
        self.sammenligningsside.vis(self._kontor.sammenligning(gang))

    def hjelp_her(self) -> None:
        """Hjelp om det som vises nå."""
        vindu = self._vindu
        na: Any = vindu.sider.currentWidget()
        if na is vindu.sakside and na.gang is not None:
            side = na.gang.tilstand.side
            if na.viser_brevene:
                self._hjelp("hjelp", "brevene")
            elif side in _I_REGELBOKEN:
                self._hjelp("regelbok", self._kapittel(side))
            else:
                self._hjelp("hjelp", f"steg-{side}")
            return
        steder = {
            id(vindu.startside): "saker",
            id(vindu.innstillingsside): "innstillinger",
            id(vindu.regelbokside): "regelbok",
            id(self.kartside): "veien",
            id(self.sammenligningsside): "ny_lov",
        }
        sted = "mottak" if vindu.sted.har(na) else steder.get(id(na), "taster")
        self._hjelp("hjelp", sted)

    def escape(self) -> bool:
        """Lukk det som er åpnet på siden, eller gå dit hjelpen ble åpnet fra. Usant når ingen av delene passer."""
        na: Any = self._vindu.sider.currentWidget()
        if na is self.kartside and na.escape():
            return True
        if self.kom_fra is None or na not in (self._vindu.hjelpeside, self._vindu.regelbokside):
            return False
        fra, self.kom_fra = self.kom_fra, None
        self._vindu.sider.setCurrentWidget(fra)
        navn = "innstillinger" if fra is self._vindu.innstillingsside else self._vindu.sted.hjem
        self._vindu.skinne.vis(navn)
        return True

    def _hjelp(self, side: str, sted: str) -> None:
        fra = self._vindu.sider.currentWidget()
        forrige = self.kom_fra
        hjelpen = (self._vindu.hjelpeside, self._vindu.regelbokside)
        self._vindu.vis_side(side, sted)
        self.kom_fra = forrige if fra in hjelpen else fra

    def _kapittel(self, steg: str) -> str:
        return self._ord.fra(f"regelbok.{steg}.tittel")

    def _legg_til(self, side: Any) -> None:
        side.tilbake.connect(self._vindu._til_saken)
        self._vindu.sider.addWidget(side)

    def _send(self) -> Any:
        """Ta med det siste som er skrevet, og gi saksgangen."""
        self._vindu.sakside.skjema.send()
        return self._vindu.sakside.gang

    def _ga_til(self, side: object, sti: str) -> None:
        self._vindu._til_saken()
        self._vindu.sakside.ga_til(side, sti)
