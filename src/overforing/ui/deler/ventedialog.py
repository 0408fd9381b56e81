"""Noe som gjøres ved siden av vinduet, og et lite vindu med «Stans» når det varer."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication, QDialog, QHBoxLayout, QProgressBar, QWidget

from .fokusring import Fokusring
from .klosser import HelEtikett, knapp, stabel
from .ordene import Ord

T = TypeVar("T")

STILLE = 0.4
"""Så lenge, i sekunder, ventes det før det sies noe."""


FRAMDRIFT_MS = 200


def vent(
    forelder: QWidget | None,
    ord_: Ord,
    tekst: str,
    handling: Callable[[], T],
    stans: Callable[[], object],
    framdrift: Callable[[], str] | None = None,
) -> T:
    """Svaret ``handling`` gir, gjort på en egen tråd. ``stans`` skal få den til å slutte. Det den kaster, kastes.

    ``framdrift`` sier hvor langt den er kommet.
    """
    with ThreadPoolExecutor(max_workers=1) as trad:
        gjores = trad.submit(handling)
        try:
            return gjores.result(timeout=STILLE)
        except TimeoutError:
            if gjores.done():  # handlingens egen
                raise
        dialog = Ventedialog(forelder, ord_, tekst, stans, framdrift)
        gjores.add_done_callback(lambda _: dialog.ferdig.emit())
        if not gjores.done():
            dialog.exec()
        return gjores.result()


class Ventedialog(QDialog):
    """Oppe til ``ferdig``. Escape, krysset og knappen stanser."""

    ferdig = Signal()

    def __init__(
        self,
        forelder: QWidget | None,
        ord_: Ord,
        tekst: str,
        stans: Callable[[], object],
        framdrift: Callable[[], str] | None = None,
    ) -> None:
        super().__init__(forelder)
        self._stans = stans
        self.setWindowTitle(ord_("program"))
        em = self.fontMetrics().height()
        rom = stabel(self, em // 2, (em, em, em, em))
        rom.ny(HelEtikett(tekst, "mellomtittel")).setMinimumWidth(em * 24)
        linje = rom.ny(QProgressBar())
        linje.setRange(0, 0)
        linje.setTextVisible(False)
        linje.setAccessibleName(tekst)
        linje.setFixedHeight(em // 2)
        if framdrift is not None:
            hvor_langt = rom.ny(HelEtikett(framdrift()))
            hvor_langt.setMinimumWidth(em * 24)
            klokke = QTimer(self)
            klokke.timeout.connect(lambda: hvor_langt.vis_tekst(framdrift()))
            klokke.start(FRAMDRIFT_MS)
        knapper = QHBoxLayout()
        knapper.addStretch(1)
        self._knapp = knapp(ord_("knapp.stans"), self.reject)
        knapper.addWidget(self._knapp)
        rom.addLayout(knapper)
        self.ferdig.connect(self.accept, Qt.ConnectionType.QueuedConnection)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        self._ring = Fokusring(self, app)

    def reject(self) -> None:
        self._knapp.setEnabled(False)
        self._stans()

    def done(self, svar: int) -> None:
        self._ring.slipp()
        super().done(svar)
