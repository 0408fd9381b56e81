"""Kanarifuglen: en fil i et ``<img>`` i alt noen kan skrive. Åpnes den, er teksten blitt lest som HTML."""

from __future__ import annotations

import ctypes
import json
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from PySide6.QtCore import QAbstractListModel, QPoint, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QAbstractItemView, QApplication, QComboBox, QToolTip, QWidget

from overforing.feil import OverforingFeil
from overforing.program.program import Program

_IN_OPEN = 0x20
_RADER = 60


class Kanari:
    """``bilde`` er et virkelig bilde, og ``merke`` det som settes inn i tekstene."""

    def __init__(self, mappe: Path) -> None:
        self.bilde = mappe / "k.png"
        QImage(4, 4, QImage.Format.Format_RGB32).save(str(self.bilde))
        self.merke = f'<img src="file://{self.bilde}">'
        self._vakt = _libc().inotify_init1(os.O_NONBLOCK)
        assert _libc().inotify_add_watch(self._vakt, os.fsencode(self.bilde), _IN_OPEN) >= 0

    def apnet(self) -> bool:
        """Om bildet er åpnet siden sist."""
        try:
            return bool(os.read(self._vakt, 4096))
        except BlockingIOError:
            return False

    def hold_over(self, rot: QWidget, sett: set[str]) -> None:
        """Vis hvert verktøytips i vinduet og i rutene i det, også det som ikke synes ennå. ``sett`` er vist før."""
        tipsene = {w.toolTip() for w in (rot, *rot.findChildren(QWidget))}
        for visning in rot.findChildren(QAbstractItemView):
            tipsene |= _i_modellen(visning.model())
        for liste in rot.findChildren(QComboBox):
            tipsene |= _i_modellen(liste.model())
        for tips in sorted(t for t in tipsene - sett if "k.png" in t):
            QToolTip.showText(QPoint(10, 10), tips, rot)
            QApplication.processEvents()
        QToolTip.hideText()
        sett |= tipsene


@contextmanager
def kanarifugl() -> Iterator[Kanari]:
    with tempfile.TemporaryDirectory(prefix="k") as mappe:  # kort, så merket får plass i feltene
        ett = Kanari(Path(mappe))
        yield ett
        os.close(ett._vakt)


def med_merket(program: Program, merke: str) -> str:
    """Eksempelsaken som saksfil, med merket først i hver tekst som kan ha det."""
    sak = json.loads(program.eksempel())
    for sted, nokkel in list(_tekstene(sak)):
        for_ = sted[nokkel]
        sted[nokkel] = f"{merke} {for_}"
        try:
            program.les_sak(json.dumps(sak))
        except OverforingFeil:
            sted[nokkel] = for_
    return json.dumps(sak)


def _tekstene(verdi: Any) -> Iterator[tuple[Any, Any]]:
    for nokkel, inni in verdi.items() if isinstance(verdi, dict) else enumerate(verdi):
        if isinstance(inni, str):
            yield verdi, nokkel
        elif isinstance(inni, (dict, list)):
            yield from _tekstene(inni)


def _i_modellen(modell: Any) -> set[str]:
    if modell is None:
        return set()
    rader = range(min(modell.rowCount(), _RADER))
    kolonner = 1 if isinstance(modell, QAbstractListModel) else modell.columnCount()  # en liste holder det privat
    ruter = (modell.index(r, k) for r in rader for k in range(kolonner))
    return {str(rute.data(Qt.ItemDataRole.ToolTipRole) or "") for rute in ruter}


def _libc() -> ctypes.CDLL:
    return ctypes.CDLL(None, use_errno=True)
