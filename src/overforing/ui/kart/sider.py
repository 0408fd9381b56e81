"""Beslutningskartet og sammenligningen med vedtatt lov, slik de melder seg i rammen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from overforing.ui.deler.ramme import Ramme, Rammeside

if TYPE_CHECKING:
    from overforing.saksgang.kontor import Kontor
    from overforing.ui.vindu.apen_sak import ApenSak

    from .kartside import Kartside
    from .sammenligningsside import Sammenligningsside


def registrer(ramme: Ramme, kontor: Kontor, sak: ApenSak) -> None:
    u = ramme.utstyr

    def kartet() -> Kartside:
        from .kartside import Kartside

        side = Kartside(u.tema, u.ord, u.dialoger)
        side.tilbake.connect(ramme.tilbake)
        side.ga_til.connect(sak.ga_til)
        side.les_mer.connect(lambda steg: ramme.hjelp("regelbok", u.ord.fra(f"regelbok.{steg}.tittel")))
        return side

    def sammenligningen() -> Sammenligningsside:
        from .sammenligningsside import Sammenligningsside

        side = Sammenligningsside(u.tema, u.ord, u.dialoger)
        side.tilbake.connect(ramme.tilbake)
        return side

    ramme.meld_inn(
        Rammeside(
            navn="veien",
            lag=kartet,
            i_skinnen="saker",
            vis=lambda side, _: side.vis(kontor.kart(sak.gang)),
            hjelp=lambda side: ("hjelp", "veien"),
            escape=lambda side: side.escape(),
        )
    )
    ramme.meld_inn(
        Rammeside(
            navn="ny_lov",
            lag=sammenligningen,
            i_skinnen="saker",
            vis=lambda side, _: side.vis(kontor.sammenligning(sak.gang)),
            hjelp=lambda side: ("hjelp", "ny_lov"),
        )
    )
