"""Å endre en linje fra kartet: menyen på boksene, og det en boks sier fra om. Hva som da skjer, sier den som arver."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtWidgets import QMenu

from overforing.saksgang.slag import Plass
from overforing.saksgang.tilstand import Sporsmal
from overforing.ui.deler.ordene import Ord

from .linjekart import Linjekart
from .linjemeny import Handlinger, lag_meny


class Linjestyring(QObject):
    """``ingen`` er ordene for ingen over."""

    def __init__(self, kart: Linjekart, ord_: Ord, ingen: str) -> None:
        super().__init__(kart)
        self._kart, self._ord, self._ingen = kart, ord_, ingen
        self.apen: QMenu | None = None
        kart.flate.meny.connect(self.apne)
        kart.flate.flytt.connect(lambda id_, over: self.svar(id_, "overordnet", over))
        kart.flate.fjern.connect(lambda id_: self.fjern(id_))

    def apne(self, id_: str) -> None:
        """Åpne menyen på boksen. Den er allerede åpen når menytasten også gir et høyreklikk."""
        widget = self._kart.boks(id_)
        if widget is None or self.apen is not None:
            return
        self.send()
        handlinger = Handlinger(
            lambda: self.ga_til(id_),
            lambda plass: self.legg_til(id_, plass),
            lambda felt, verdi: self.svar(id_, felt, verdi),
            self._ingen,
            self.sist(id_),
        )
        meny = lag_meny(widget, widget.boks, self.sporsmalene(id_), self._ord, handlinger)
        meny.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        meny.aboutToHide.connect(self._lukket)
        self.apen = meny
        meny.popup(widget.mapToGlobal(QPoint(0, widget.height())))
        meny.setActiveAction(meny.actions()[0])

    def _lukket(self) -> None:
        self.apen = None

    # Det som er ulikt

    def send(self) -> None:
        """Ta med det som er skrevet, før noe annet gjøres."""

    def sporsmalene(self, id_: str) -> Mapping[str, Sporsmal]:
        """Det menyen kan svare på, etter feltet."""
        raise NotImplementedError

    def svar(self, id_: str, felt: str, verdi: str) -> None:
        """Gi svaret i feltet om personen. En tom verdi tar svaret bort."""
        raise NotImplementedError

    def ga_til(self, id_: str) -> None:
        """Til det som er skrevet om personen."""
        raise NotImplementedError

    def legg_til(self, ved: str, plass: Plass) -> None:
        raise NotImplementedError

    def fjern(self, id_: str) -> None:
        raise NotImplementedError

    def sist(self, id_: str) -> Mapping[str, Callable[[], object]]:
        """Det som står nederst i menyen, etter ordene."""
        raise NotImplementedError
