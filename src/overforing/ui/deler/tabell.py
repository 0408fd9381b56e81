"""En tabell der en velger rader, lik i alle rommene."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QTableView


def som_radliste(tabell: QTableView, navn: str) -> None:
    """Hele rader, uten rutenett og uten å kunne skrive i dem. Tab går videre, ikke fra rute til rute."""
    tabell.setAccessibleName(navn)
    tabell.setShowGrid(False)
    tabell.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    tabell.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    tabell.setTabKeyNavigation(False)
    tabell.verticalHeader().hide()
    topp = tabell.horizontalHeader()
    topp.setSectionsClickable(False)
    topp.setHighlightSections(False)
    topp.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)


def med_en_valgt(tabell: QTableView) -> None:
    """Én rad om gangen, og celler som ikke brytes: er det for trangt, ruller den sidelengs."""
    tabell.setWordWrap(False)
    tabell.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    tabell.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
