"""Beslutningskartet og sammenligningen med vedtatt lov, slik de melder seg i rammen."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from overforing.ui.deler.ramme import Ramme, Rammeside

if TYPE_CHECKING:
    from overforing.saksgang.kontor import Sakskontor
    from overforing.saksgang.saksgang import Saksgang
    from overforing.saksgang.slag import Skjemasteg

    from .kartside import Kartside
    from .sammenligningsside import Sammenligningsside


def registrer(
    ramme: Ramme, kontor: Sakskontor, gang: Callable[[], Saksgang], ga_til: Callable[[Skjemasteg, str], None]
) -> None:
    """``gang`` er den åpne saken, og ``ga_til`` går til et svar i den."""
    u = ramme.utstyr

    def kartet() -> Kartside:
        from .kartside import Kartside

        side = Kartside(u)
        side.tilbake.connect(ramme.tilbake)
        side.detaljer.ga_til.connect(ga_til)
        side.detaljer.les_mer.connect(lambda steg: ramme.hjelp("regelbok", u.ord.fra(f"regelbok.{steg}.tittel")))
        return side

    def sammenligningen() -> Sammenligningsside:
        from .sammenligningsside import Sammenligningsside

        side = Sammenligningsside(u)
        side.tilbake.connect(ramme.tilbake)
        return side

    def tittel(siden: str) -> tuple[str, ...]:
        return (siden, gang().tilstand.tittel) if ramme.apen else (siden,)

    ramme.meld_inn(
        Rammeside(
            navn="veien",
            lag=kartet,
            tittel=lambda side: tittel(u.ord.fra("ui_kart.tittel")),
            i_skinnen="saker",
            vis=lambda side, _: side.vis(kontor.kart(gang())),
            hjelp=("hjelp", "veien"),
            escape=lambda side: side.escape(),
        ),
        Rammeside(
            navn="ny_lov",
            lag=sammenligningen,
            tittel=lambda side: tittel(u.ord.fra("ui_sammenlign.tittel")),
            i_skinnen="saker",
            vis=lambda side, _: side.vis(kontor.sammenligning(gang())),
            hjelp=("hjelp", "ny_lov"),
        ),
    )
