"""Brutt tekst til det som tegner seg selv. Et ord som er bredere enn plassen, deles heller enn å kuttes.

En e-postadresse deles helst ved «@» og punktum.
"""

from __future__ import annotations

import re
from math import ceil

from PySide6.QtCore import QPointF
from PySide6.QtGui import QFont, QPainter, QTextLayout, QTextOption

_I_ADRESSER = re.compile(r"(?<=[^\W\d])(?=@)|(?<=[^\W\d]\.)(?=[^\W\d])")


def delbar(tekst: str) -> str:
    """Teksten der en e-postadresse kan deles, til å vises. Den skal ikke kunne kopieres: delingen ville fulgt med."""
    return _I_ADRESSER.sub("\u200b", tekst)


def hoyde(tekst: str, skrift: QFont, bredde: int) -> int:
    """Så høy teksten blir i bredden, i piksler."""
    return _lagt(tekst, skrift, bredde)[1]


def tegn(maler: QPainter, x: int, y: int, bredde: int, tekst: str, skrift: QFont) -> int:
    """Tegn teksten med malerens penn, og gi høyden den tok."""
    oppsett, hoyden = _lagt(tekst, skrift, bredde)
    oppsett.draw(maler, QPointF(x, y))
    return hoyden


def _lagt(tekst: str, skrift: QFont, bredde: int) -> tuple[QTextLayout, int]:
    oppsett = QTextLayout(delbar(tekst.replace("\n", "\u2028")), skrift)
    valg = QTextOption()
    valg.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    oppsett.setTextOption(valg)
    y = 0.0
    oppsett.beginLayout()
    while (linje := oppsett.createLine()).isValid():
        linje.setLineWidth(max(1, bredde))
        linje.setPosition(QPointF(0, y))
        y += linje.height()
    oppsett.endLayout()
    return oppsett, ceil(y)
