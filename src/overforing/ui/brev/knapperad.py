"""Knappene under brevet. Det som ikke får plass på linjen, ligger under «Mer»."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QPushButton, QWidget

from overforing.ui.deler.flyt import Rad
from overforing.ui.deler.klosser import knapp
from overforing.ui.deler.ordene import Ord
from overforing.ui.deler.taster import legg_i_menyen
from overforing.ui.deler.tema import Tema

from .velger import Velger

if TYPE_CHECKING:
    from PySide6.QtWidgets import QMenu

_VIST_ELLER_SKJULT = (QEvent.Type.ShowToParent, QEvent.Type.HideToParent)


class Knapperad(Rad):
    """``knapper`` står alltid. Er det trangt, viker ``sjeldne`` først, så valget av hvor stort brevet vises."""

    def __init__(
        self,
        tema: Tema,
        ord_: Ord,
        knapper: tuple[QWidget, ...],
        storrelse: Velger,
        sjeldne: tuple[QPushButton, ...] = (),
    ) -> None:
        self._mellomrom, self._marg = tema.px(12), tema.px(4)
        super().__init__(self._mellomrom, *knapper, marg=self._marg)
        self._t, self._knapper, self._sjeldne, self._storrelse = ord_.fra, knapper, sjeldne, storrelse
        # Hver i sitt rom, så den selv er skjult bare når den ikke gjelder.
        self._plass_sjeldne = self.rom.ny(Rad(self._mellomrom, *sjeldne))
        self.mer = self.rom.ny(knapp(self._t("ui_brev.mer"), self._vis_meny, "stille"))
        self._plass_storrelse = Rad(0, storrelse)
        self.rom.til_hoyre(self._plass_storrelse)
        self.apen: QMenu | None = None
        self.setObjectName("brevknapper")
        for widget in (*knapper, *sjeldne, storrelse):
            widget.installEventFilter(self)
        self._fordel()

    def _fordel(self) -> None:
        har = [k for k in self._sjeldne if not k.isHidden()]
        storrelse = [] if self._storrelse.isHidden() else [self._storrelse]
        alltid = [k for k in self._knapper if not k.isHidden()]
        if har and not self._far_plass(*alltid, *har, *storrelse):
            alltid.append(self.mer)
            viker = True
        else:
            alltid += har
            viker = False
        storrelse_viker = bool(storrelse) and not self._far_plass(*alltid, *storrelse)
        for_ = self.mer.isHidden(), self._plass_sjeldne.isHidden(), self._plass_storrelse.isHidden()
        self._plass_sjeldne.setVisible(bool(har) and not viker)
        self._plass_storrelse.setVisible(bool(storrelse) and not storrelse_viker)
        self.mer.setVisible(viker or storrelse_viker)
        if for_ != (self.mer.isHidden(), self._plass_sjeldne.isHidden(), self._plass_storrelse.isHidden()):
            # Midt i en plassering hører ikke rommet over at høyden er en annen.
            QTimer.singleShot(0, self, self.updateGeometry)

    def _far_plass(self, *widgeter: QWidget) -> bool:
        bredde = sum(w.sizeHint().width() + self._mellomrom for w in widgeter) - self._mellomrom
        return bredde <= self.width() - 2 * self._marg

    def _vis_meny(self) -> None:
        from PySide6.QtWidgets import QMenu

        meny = self.apen = QMenu(self.mer)
        meny.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        meny.setAccessibleName(self._t("ui_brev.mer"))
        if self._plass_sjeldne.isHidden():
            for valg in self._sjeldne:
                if not valg.isHidden():
                    legg_i_menyen(meny, valg.text().replace("&&", "&"), valg.click)
        if self._plass_storrelse.isHidden() and not self._storrelse.isHidden():
            self._storrelsene(meny.addMenu(self._t("ui_brev.storrelse.navn")))
        meny.popup(self.mer.mapToGlobal(QPoint(0, -meny.sizeHint().height())))
        meny.setActiveAction(meny.actions()[0])

    def _storrelsene(self, meny: QMenu) -> None:
        meny.setAccessibleName(meny.title())
        liste = self._storrelse
        for nr in range(liste.count()):
            if liste.itemData(nr):
                valg = legg_i_menyen(meny, liste.itemText(nr), partial(liste.velg_som_bruker, nr))
                valg.setCheckable(True)
                valg.setChecked(nr == liste.currentIndex())

    def resizeEvent(self, hendelse: QResizeEvent) -> None:  # noqa: N802
        self._fordel()
        super().resizeEvent(hendelse)

    def eventFilter(self, hvem: QObject, hendelse: QEvent) -> bool:  # noqa: N802
        if hendelse.type() in _VIST_ELLER_SKJULT:
            self._fordel()
        return super().eventFilter(hvem, hendelse)
