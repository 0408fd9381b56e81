"""Hvor en står i vinduet, så et nytt vindu kan åpnes på samme sted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

if TYPE_CHECKING:
    from overforing.saksgang.saksgang import Saksgang

    from .hovedvindu import Hovedvindu

_VENT_MS, _FORSOK = 30, 20
"""Det siste på siden kan komme litt etter den: kort bygges ett for ett, og loggen leses ved siden av."""


@dataclass(frozen=True)
class Bokmerke:
    """Siden, brevene i den åpne saken, det som var søkt, og det som hadde fokus: slaget, navnet og markøren."""

    side: str
    i_brevene: bool
    sokt: str
    fokus: tuple[type[QWidget], str]
    markor: int

    @classmethod
    def i(cls, vindu: Hovedvindu) -> Bokmerke:
        ramme, sokefelt = vindu.ramme, vindu.ramme.sokefelt
        har_fokus: QWidget | None = vindu.focusWidget()  # PySide sier at det alltid finnes
        fokus = har_fokus or vindu
        return cls(
            ramme.na,
            vindu.sakside is not None and vindu.sakside.viser_brevene,
            sokefelt.text() if sokefelt is not None else "",
            _kjenning(fokus),
            fokus.cursorPosition() if isinstance(fokus, QLineEdit) else -1,
        )

    def finn(self, vindu: Hovedvindu, gang: Saksgang | None) -> None:
        """Åpne saken, siden og det som var på den i et nytt vindu, og gi fokus til det samme som før."""
        if gang is not None:
            vindu.sak.vis(gang)
            if self.i_brevene and vindu.sakside is not None:
                vindu.sakside.vis_brevene()
        if not vindu.sted.vis_igjen(self.side) and self.side != "sak":
            vindu.ramme.ga_til(self.side)
        if self.sokt and (felt := vindu.ramme.sokefelt) is not None:
            felt.setText(self.sokt)
        # Når det er tegnet, henter vinduet det som hører til det første bildet, og det flytter fokus.
        vindu.tegnet.connect(lambda: self._fokuser(vindu, _FORSOK))

    def _fokuser(self, vindu: Hovedvindu, forsok: int) -> None:
        samme = [w for w in vindu.findChildren(QWidget) if w.isVisible() and _kjenning(w) == self.fokus]
        if not samme or not all(self.fokus):
            if forsok:
                QTimer.singleShot(_VENT_MS, vindu, lambda: self._fokuser(vindu, forsok - 1))
            return
        her = samme[0]
        her.setFocus(Qt.FocusReason.OtherFocusReason)
        if self.markor >= 0 and isinstance(felt := her.lineEdit() if isinstance(her, QComboBox) else her, QLineEdit):
            felt.setCursorPosition(self.markor)


def _kjenning(widget: QWidget) -> tuple[type[QWidget], str]:
    """Slaget og navnet. Feltet i en søkbar liste er lista."""
    over = widget.parentWidget()
    kjent = over if isinstance(over, QComboBox) else widget
    return type(kjent), kjent.accessibleName()
