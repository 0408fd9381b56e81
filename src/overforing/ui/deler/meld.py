"""Én måte å si fra på til den som bruker skjermleser."""

from __future__ import annotations

from PySide6 import QtGui
from PySide6.QtWidgets import QWidget


def meld(fra: QWidget, tekst: str, *, viktig: bool = False) -> None:
    """Les opp teksten uten å flytte fokus. ``viktig`` avbryter det som leses."""
    if not tekst:
        return
    # PySide lager klassen med alle rollene når den nevnes, og det skal vinduet ikke vente på.
    lytter = QtGui.QAccessible
    hendelse = QtGui.QAccessibleAnnouncementEvent(fra, tekst)
    grad = lytter.AnnouncementPoliteness
    hendelse.setPoliteness(grad.Assertive if viktig else grad.Polite)
    lytter.updateAccessibility(hendelse)


def si_valgt(widget: QWidget) -> None:
    """Fanen eller punktet er valgt, eller ikke lenger."""
    if widget.isVisible():
        hendelse = QtGui.QAccessibleEvent(widget, QtGui.QAccessible.Event.Selection)
        QtGui.QAccessible.updateAccessibility(hendelse)
