"""Én måte å si fra på til den som bruker skjermleser."""

from __future__ import annotations

from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QWidget


def meld(fra: QWidget, tekst: str, *, viktig: bool = False) -> None:
    """Les opp teksten uten å flytte fokus. ``viktig`` avbryter det som leses."""
    if not tekst:
        return
    hendelse = QAccessibleAnnouncementEvent(fra, tekst)
    grad = QAccessible.AnnouncementPoliteness
    hendelse.setPoliteness(grad.Assertive if viktig else grad.Polite)
    QAccessible.updateAccessibility(hendelse)
