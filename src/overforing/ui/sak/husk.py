"""Å huske kontoret og linjen i saken til de neste, etter å ha spurt når innstillingene sa noe annet."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from PySide6.QtWidgets import QWidget

from overforing.sak.modell import Sak
from overforing.saksgang.husk import Husket, husk
from overforing.saksgang.kontorlinje import Linjebilde
from overforing.ui.deler.ordene import Ord
from overforing.ui.deler.utstyr import Utstyr


def husk_kontoret(eier: QWidget, utstyr: Utstyr, sak: Sak) -> bool:
    """Om det ble husket."""
    lager, dialoger, ord_ = utstyr.innstillinger, utstyr.dialoger, utstyr.ord
    kontor = lager.verdier.kontor
    faste: dict[str, Any] = {felt: verdi for felt, verdi in kontor.items() if lager.oppsett.bestemt(f"kontor.{felt}")}
    # Det som er bestemt for maskinen, kan ikke huskes som noe annet, så det spørres ikke om det.
    husket = husk(replace(sak, kontor=replace(sak.kontor, **faste)), kontor, lager.verdier.personer)
    if (byttes := _det_som_byttes(husket, ord_)) and not dialoger.spor(
        eier, ord_("husk.tittel"), ord_("husk.tekst", hva=byttes), ord_("husk.ja")
    ):
        return False
    endre = {"kontor": husket.kontor, "personer": husket.linje}
    return dialoger.prov(eier, ord_("husk.feil"), lambda: lager.endre(**endre))


def _det_som_byttes(husket: Husket, ord_: Ord) -> str:
    bilde = Linjebilde(husket.linje, ord_.fra)
    kontoret = [ord_("husk.kontoret")] if husket.bytter_kontor else []
    return ", ".join([*kontoret, *map(bilde.omtalt, husket.bytter)])
