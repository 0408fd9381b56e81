"""Forslagene som kommer mens en skriver i et felt: de som begynner slik, først. Enter og Tab tar det som er merket."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QModelIndex, QObject, QStringListModel, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QCompleter, QLineEdit, QWidget

from overforing.sak.rekkefolge import brett, uten_merker

if TYPE_CHECKING:
    from overforing.saksgang.tilstand import Valg

_SYNLIGE = 10


def rangert(skrevet: str, valgene: Iterable[Valg]) -> list[str]:
    """Valgene det skrevne finnes i: de som begynner slik, de der et ord gjør det, og resten, hver i sin rekkefølge.

    De andre ordene for et valg teller som navnet. Finnes det ikke i noen, ses det bort fra merkene på bokstavene.
    """
    alle = list(valgene)
    return _rangert(skrevet, alle, brett) or _rangert(skrevet, alle, uten_merker)


def _rangert(skrevet: str, valgene: Iterable[Valg], slik: Callable[[str], str]) -> list[str]:
    sokt = slik(skrevet.strip()) if skrevet.strip() else ""
    ut: tuple[list[str], list[str], list[str]] = ([], [], [])
    for valg in valgene if sokt else ():
        navnene = [slik(navn) for navn in (valg.tekst, *valg.ogsa.split(", ")) if navn]
        if any(navn.startswith(sokt) for navn in navnene):
            ut[0].append(valg.tekst)
        elif any(f" {sokt}" in navn for navn in navnene):
            ut[1].append(valg.tekst)
        elif any(sokt in navn for navn in navnene):
            ut[2].append(valg.tekst)
    return [tekst for del_ in ut for tekst in del_]


def uten_merknad(tekst: str) -> str:
    """«Malvik (foreslått)» heter «Malvik» for den som skriver det."""
    return tekst.partition(" (")[0]


class Forslag(QCompleter):
    """``valgt`` gis forslaget som tas. Det står da i feltet.

    Med ``merk_forste`` er det første merket fra det vises; ellers er ingen det før en går ned i lista, så feltet kan ha
    noe annet enn forslagene. Heter flere av dem det som er skrevet, er ingen merket: da må en velge selv.
    """

    valgt = Signal(str)

    def __init__(
        self, felt: QLineEdit, valgene: Callable[[], Iterable[Valg]], *, merk_forste: bool, i: QWidget | None = None
    ) -> None:
        super().__init__(felt)
        self._felt, self._valgene, self._merk_forste = felt, valgene, merk_forste
        self.skrevet = ""
        self._modell = QStringListModel(self)
        self.setModel(self._modell)
        # Lista er alt det som passer. Settes den på feltet, skriver Qt det merkede over det brukeren skriver.
        self.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self.setMaxVisibleItems(_SYNLIGE)
        self.setWrapAround(False)
        self.setWidget(i or felt)
        self.liste.setProperty("rolle", "forslag")
        self.activated.connect(self._ta)
        felt.textEdited.connect(self._vis)

    @property
    def liste(self) -> QAbstractItemView:
        liste = self.popup()
        assert liste is not None
        return liste

    def eventFilter(self, objekt: QObject, hendelse: QEvent) -> bool:  # noqa: N802
        tast = hendelse.key() if isinstance(hendelse, QKeyEvent) else None
        trykket = hendelse.type() == QEvent.Type.KeyPress
        if trykket and tast == Qt.Key.Key_Tab and objekt is self.liste and self.liste.isVisible():
            merket = self.liste.currentIndex()
            self.liste.hide()
            if merket.isValid():
                self._ta(str(merket.data()))
        return super().eventFilter(objekt, hendelse)

    def _vis(self, skrevet: str) -> None:
        self.skrevet = skrevet
        treff = rangert(skrevet, self._valgene())
        self._modell.setStringList(treff)
        if not treff:
            self.liste.hide()
            return
        self.complete()
        heter_det = [tekst for tekst in treff if brett(uten_merknad(tekst)) == brett(skrevet.strip())]
        merket = QModelIndex()
        if self._merk_forste and len(heter_det) < 2:
            merket = self.completionModel().index(treff.index(heter_det[0]) if heter_det else 0, 0)
        self.liste.setCurrentIndex(merket)

    def _ta(self, tekst: str) -> None:
        self._felt.setText(tekst)
        self.valgt.emit(tekst)
