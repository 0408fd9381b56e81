"""Å endre linjen i saken fra kartet. Alt går gjennom de samme svarene og det samme angre som skjemaet."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from overforing.sak.sti import i_liste
from overforing.saksgang.saksgang import Saksgang
from overforing.saksgang.slag import Plass
from overforing.saksgang.tilstand import Boks, Sporsmal
from overforing.ui.deler.ordene import Ord

from .linjekart import Linjekart
from .linjestyring import Linjestyring

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


class Linjeredigering(Linjestyring):
    """``side`` er saken kartet hører til: den viser det som blir gjort."""

    def __init__(self, side: Saken, kart: Linjekart, ord_: Ord) -> None:
        super().__init__(kart, ord_, ord_.fra("linje.ingen_over"))
        self._side = side

    def send(self) -> None:
        self._side.skjema.send()

    def ga_til(self, id_: str) -> None:
        self._side.vis_felt(i_liste("ansatte", id_) / "navn")

    def sist(self, id_: str) -> dict[str, Callable[[], object]]:
        return {self._ord.fra("linje.fjern"): lambda: self.fjern(id_)}

    def svar(self, id_: str, felt: str, verdi: str) -> None:
        """Som ett steg å angre."""
        sti = i_liste("ansatte", id_) / felt

        def gjor(gang: Saksgang) -> None:
            gang.forlat_felt()
            if verdi:
                gang.svar(sti, verdi)
            else:
                gang.tom(sti)
            gang.forlat_felt()

        self._gjor(gjor)
        q = self.sporsmalene(id_).get(felt)
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

    def sporsmalene(self, id_: str) -> dict[str, Sporsmal]:
        alle = {q.sti: q for gruppe in self._gang.tilstand.grupper for q in gruppe.sporsmal}
        ansatt = i_liste("ansatte", id_)
        return {felt: alle[ansatt / felt] for felt in _FELT if ansatt / felt in alle}
