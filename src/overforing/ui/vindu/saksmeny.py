"""Menyen på en eller flere saker i lista."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QMenu

from overforing.saksgang.slag import Sakstilstand
from overforing.ui.deler.ordene import Ord
from overforing.ui.deler.taster import legg_i_menyen

from .saksliste import KOLONNER, Sakstabell

if TYPE_CHECKING:
    from overforing.saksgang.kontor import Saksrad


def handlinger(rader: tuple[Saksrad, ...]) -> tuple[str, ...]:
    """Det som kan gjøres med de valgte. Flere kan bare slettes: det andre gjelder én sak."""
    if len(rader) != 1:
        return ("slett",) if rader else ()
    (rad,) = rader
    if rad.uleselig:
        return ("apne", "hent_fram", "slett")
    videre = {Sakstilstand.UTKAST: (), Sakstilstand.AVSLUTTET: ("gjenapne",)}.get(rad.tilstand, ("avslutt",))
    hent = ("hent_kopier",) if rad.kopier else ()
    return ("apne", "merk_sak", "forny", "dupliser", "saksfil", *videre, *hent, "slett")


def lag_meny(tabell: Sakstabell, ord_: Ord, gjor: Callable[[str], object]) -> QMenu:
    """Menyen for de valgte i tabellen, og sorteringen, som også kan klikkes på. ``gjor`` gis navnet på handlingen."""
    meny = QMenu(tabell)
    meny.setAccessibleName(ord_("start.meny"))
    for navn in handlinger(tabell.valgte):
        if navn == "slett":
            meny.addSeparator()
        legg_i_menyen(meny, ord_(f"start.{navn}"), partial(gjor, navn))
    meny.addSeparator()
    sorter = meny.addMenu(ord_("start.sorter"))
    sorter.setAccessibleName(ord_("start.sorter"))
    gruppe, topp = QActionGroup(sorter), tabell.horizontalHeader()
    etter, opp = topp.sortIndicatorSection(), topp.sortIndicatorOrder() == Qt.SortOrder.AscendingOrder
    for nr in (-1, *range(len(KOLONNER))):
        tekst = ord_("start.sist_endret_forst") if nr < 0 else ord_(f"start.{KOLONNER[nr]}")
        # Den som alt er valgt, snur rekkefølgen.
        retning = Qt.SortOrder.DescendingOrder if nr == etter and opp else Qt.SortOrder.AscendingOrder
        valg = legg_i_menyen(sorter, tekst, partial(topp.setSortIndicator, nr, retning))
        valg.setCheckable(True)
        valg.setChecked(nr == etter)
        gruppe.addAction(valg)
    return meny
