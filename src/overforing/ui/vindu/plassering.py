"""Hvor på skjermen hovedvinduet åpner."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize

MINST, ONSKET = QSize(940, 560), QSize(1320, 820)
"""Logiske piksler. Den minste får plass på 1366×768 med 125 % og oppgavelinje."""


TITTELLINJE = 24
"""Det Qts stil setter av til en tittellinje, ved 96 punkter per tomme. Systemets egen vet ingen før vinduet er vist."""


def innenfor(onsket: QRect, ledig: QRect, tittellinje: int = 0) -> QRect:
    """Vinduet slik det er ønsket, krympet og flyttet så det og tittellinjen over det er innenfor det ledige.

    Er det mindre plass enn ``MINST``, har vinduet den minste størrelsen øverst til venstre: der er tittelen og menyene.
    """
    rom = ledig.adjusted(0, tittellinje, 0, 0)
    bredde, hoyde = onsket.size().boundedTo(rom.size()).expandedTo(MINST).toTuple()
    x = max(rom.left(), min(onsket.left(), rom.right() + 1 - bredde))
    y = max(rom.top(), min(onsket.top(), rom.bottom() + 1 - hoyde))
    return QRect(x, y, bredde, hoyde)
