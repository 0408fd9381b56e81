"""Å endre linjen fra kartet. Alt går gjennom de samme svarene og det samme angre som skjemaet."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtWidgets import QMenu

from overforing.sak.sti import i_liste
from overforing.saksgang.saksgang import Saksgang
from overforing.saksgang.slag import Plass
from overforing.saksgang.tilstand import Boks, Sporsmal
from overforing.ui.deler.ordene import Ord

from .linjekart import Linjekart
from .linjemeny import Handlinger, lag_meny

_FELT = ("overordnet", "oppgave", "rolle")


class Skjema(Protocol):
    def send(self) -> None: ...


class Saken(Protocol):
    """Siden kartet står på."""

    gang: Saksgang | None

    @property
    def skjema(self) -> Skjema: ...

    def vis_felt(self, sti: str) -> None: ...

    def gjor(self, handling: Callable[[Saksgang], object]) -> None: ...


class Linjeredigering(QObject):
    """``side`` er saken kartet hører til: den viser det som blir gjort."""

    def __init__(self, side: Saken, kart: Linjekart, ord_: Ord) -> None:
        super().__init__(kart)
        self._side, self._kart, self._ord = side, kart, ord_
        self.apen: QMenu | None = None
        kart.flate.meny.connect(self.apne)
        kart.flate.flytt.connect(lambda id_, over: self.svar(id_, "overordnet", over))
        kart.flate.fjern.connect(self.fjern)

    def apne(self, id_: str) -> None:
        """Åpne menyen på boksen. Den er allerede åpen når menytasten også gir et høyreklikk."""
        widget = self._kart.boks(id_)
        if widget is None or self.apen is not None:
            return
        self._side.skjema.send()
        handlinger = Handlinger(
            lambda: self._side.vis_felt(i_liste("ansatte", id_) / "navn"),
            lambda plass: self.legg_til(id_, plass),
            lambda felt, verdi: self.svar(id_, felt, verdi),
            lambda: self.fjern(id_),
        )
        meny = lag_meny(widget, widget.boks, self._sporsmalene(id_), self._ord, handlinger)
        meny.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        meny.aboutToHide.connect(self._lukket)
        self.apen = meny
        meny.popup(widget.mapToGlobal(QPoint(0, widget.height())))
        meny.setActiveAction(meny.actions()[0])

    def _lukket(self) -> None:
        self.apen = None

    def svar(self, id_: str, felt: str, verdi: str) -> None:
        """Gi svaret i feltet om personen, som ett steg å angre. En tom verdi tar svaret bort."""
        sti = i_liste("ansatte", id_) / felt

        def gjor(gang: Saksgang) -> None:
            gang.forlat_felt()
            if verdi:
                gang.svar(sti, verdi)
            else:
                gang.tom(sti)
            gang.forlat_felt()

        self._gjor(gjor)
        q = self._sporsmalene(id_).get(felt)
        self._kart.fokuser(id_)
        if q is not None and q.avvist:
            self._kart.si_ved(id_, q.avvist)
        elif (boks := self._boks(id_)) is not None:
            self._kart.si(self._gjort(boks, felt, q))

    def _gjort(self, boks: Boks, felt: str, q: Sporsmal | None) -> str:
        navn, status = boks.navn, boks.status
        if felt != "overordnet":
            hva = next((v.tekst for v in q.valg if v.verdi == q.svar), "") if q else ""
            return self._ord.fra("linje.satt", ansatt=navn, hva=hva[:1].lower() + hva[1:], status=status)
        over = self._boks(boks.under)
        if over is None:
            return self._ord.fra("linje.flyttet_ut", ansatt=navn, status=status)
        return self._ord.fra("linje.flyttet", ansatt=navn, overordnet=over.navn, status=status)

    def legg_til(self, ved: str, plass: Plass) -> None:
        """En ny ansatt ved den i boksen. Navnet skrives i skjemaet."""
        self._gjor(lambda gang: gang.legg_til_i_linjen(ved, plass))
        self._kart.si(self._ord.fra("linje.lagt_til"))
        self._side.vis_felt(self._gang.sak.ansatte[-1].sti / "navn")

    def fjern(self, id_: str) -> None:
        boks = self._boks(id_)
        if boks is None:
            return
        self._gjor(lambda gang: gang.fjern(i_liste("ansatte", id_)))
        self._kart.si(self._ord.fra("linje.fjernet", ansatt=boks.navn))
        if not self._gang.sak.ansatte:
            self._side.vis_felt("ansatte")

    def _gjor(self, handling: Callable[[Saksgang], object]) -> None:
        self._side.skjema.send()
        self._side.gjor(handling)

    @property
    def _gang(self) -> Saksgang:
        assert self._side.gang is not None
        return self._side.gang

    def _boks(self, id_: str) -> Boks | None:
        return next((b for b in self._gang.tilstand.linjen if b.id == id_), None)

    def _sporsmalene(self, id_: str) -> dict[str, Sporsmal]:
        alle = {q.sti: q for gruppe in self._gang.tilstand.grupper for q in gruppe.sporsmal}
        ansatt = i_liste("ansatte", id_)
        return {felt: alle[ansatt / felt] for felt in _FELT if ansatt / felt in alle}
