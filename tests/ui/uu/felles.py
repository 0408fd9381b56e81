"""Det prøvene av tilgjengeligheten deler: hva som vises, hva som tar fokus, og hva en widget kalles i en melding."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cached_property

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QAbstractScrollArea, QComboBox, QFocusFrame, QWidget


class Blikk:
    """Vinduet slik det er nå: det som vises, og det som tar fokus. Gjelder til noe i vinduet er endret."""

    def __init__(self, vindu: QWidget) -> None:
        self.vindu = vindu

    @cached_property
    def synlige(self) -> list[QWidget]:
        """Alt som vises, også det som er rullet ut av syne. Ringen rundt det som har fokus, er ikke innhold."""
        return [w for w in self.vindu.findChildren(QWidget) if w.isVisible() and not isinstance(w, QFocusFrame)]

    @cached_property
    def fokuserbare(self) -> list[QWidget]:
        """Det Tab skal innom, i den rekkefølgen Qt har det."""
        ut, widget = [], self.vindu
        while (widget := widget.nextInFocusChain()) is not self.vindu:
            if _tar_fokus(widget, self.vindu):
                ut.append(widget)
        return ut


Prove = Callable[[Blikk], Iterator[str]]
"""Går gjennom det som vises i vinduet og gir en setning for hver feil."""


def _tar_fokus(widget: QWidget, vindu: QWidget) -> bool:
    return (
        widget.isVisible()
        and widget.isEnabled()
        and widget.window() is vindu.window()
        and bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
        and widget.focusProxy() is None
        and not isinstance(widget.parent(), QComboBox)
    )


def synlig_felt(vindu: QWidget, widget: QWidget) -> QRect:
    """Den delen av widgeten en ser nå, i vinduets mål."""
    felt = QRect(widget.mapTo(vindu, QPoint(0, 0)), widget.size())
    over = widget.parentWidget()
    while over is not None and over is not vindu:
        felt &= QRect(over.mapTo(vindu, QPoint(0, 0)), over.size())
        over = over.parentWidget()
    return felt & vindu.rect()


def i_rullefelt(widget: QWidget) -> bool:
    """Om widgeten er det et rullefelt ruller, og derfor får være større enn ruten sin."""
    ramme = widget.parentWidget()
    eier = ramme.parentWidget() if ramme else None
    return isinstance(eier, QAbstractScrollArea) and eier.viewport() is ramme


def kalt(widget: QWidget) -> str:
    """«Linjefelt «Navn»»: slaget, utseendet og navnet."""
    tekst = widget.accessibleName() or getattr(widget, "text", str)() or "uten navn"
    rolle = widget.property("rolle")
    return f"{type(widget).__name__}{f'[{rolle}]' if rolle else ''} «{tekst[:60]}»"
