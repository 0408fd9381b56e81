"""Tidsurene som går av om litt: en prøve venter ikke på dem, men lar dem gå av med en gang."""

from __future__ import annotations

import time

from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, QTimer, QTimerEvent
from PySide6.QtWidgets import QApplication, QWidget

from overforing.ui.deler.arbeid import Arbeid

_OM_LITT = 600
"""Millisekunder. Et tidsur som er stilt på mer, hører ikke til det som ble gjort nå."""
_LAG = 10
"""Flest lag med innhold over hverandre i et vindu."""
_LENGST = 20
"""Så mange sekunder får vinduet på en maskin som har mye annet å gjøre."""


def venter(vindu: QWidget) -> list[QTimer]:
    """Tidsurene i vinduet som er i gang, det neste først."""
    urene = [
        ur for ur in vindu.findChildren(QTimer) if ur.isActive() and ur.isSingleShot() and ur.interval() <= _OM_LITT
    ]
    return sorted(urene, key=QTimer.remainingTime)


def la_ga(vindu: QWidget) -> bool:
    """La det neste tidsuret i vinduet gå av nå, og si om noe gjorde det."""
    for ur in venter(vindu)[:1]:
        QCoreApplication.sendEvent(ur, QTimerEvent(ur.timerId()))
        return True
    return False


def arbeider(vindu: QWidget) -> bool:
    """Om noe gjøres ved siden av vinduet."""
    return any(arbeid.pagar for arbeid in vindu.findChildren(Arbeid))


def ro(vindu: QWidget) -> None:
    """La vinduet bli ferdig med det som er bedt om, og legge ut det som kom."""
    rolig = 0
    slutt = time.monotonic() + _LENGST
    while time.monotonic() < slutt:
        lokke = QEventLoop()  # slipper arbeidstrådene til, det gjør ikke ``QTest.qWait``
        QTimer.singleShot(1, lokke.quit)
        lokke.exec()
        QApplication.processEvents()
        # Hver runde legger ut ett lag: en tabell som er blitt høyere, når ikke vinduet før alle over den har målt seg.
        QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
        rolig += 1
        if rolig == _LAG:
            if not la_ga(vindu) and not arbeider(vindu):
                return
            rolig = 0
