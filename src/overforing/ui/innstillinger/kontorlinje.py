"""Kontorets linje: tegnet, og som en liste under. Det som gjøres det ene stedet, vises i begge."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from overforing.feil import KanIkke
from overforing.sak.person import Linje
from overforing.saksgang.kontorlinje import Linjebilde, med_ny, med_svar, uten, uten_tomme
from overforing.saksgang.slag import Plass
from overforing.saksgang.tilstand import Sporsmal
from overforing.tekster.navn import stor
from overforing.ui.deler.klosser import Spalte, knapp, sett_inn_foran, utsatt
from overforing.ui.deler.ordene import Ord
from overforing.ui.deler.tema import Tema
from overforing.ui.linje.linjekart import Linjekart
from overforing.ui.linje.linjestyring import Linjestyring

from .personliste import Personliste

_VENT = 150
"""Millisekunder fra siste tastetrykk i et navn til det står i kartet og hos dem som er under."""


class Kontorlinje(Spalte):
    """``endret`` gis linjen, uten dem ingen har sagt noe om. ``forlatt``: et navn er skrevet ferdig."""

    endret = Signal(object)
    forlatt = Signal()
    vis_fram = Signal(QWidget)
    """Det brukeren er på, så det kan rulles fram."""

    def __init__(self, tema: Tema, ord_: Ord) -> None:
        super().__init__(tema.px(12))
        self._ord = ord_
        self._linje: Linje = ()
        self._angrer: list[Linje] = []
        self._sist = ""
        self.kart = self.rom.ny(Linjekart(tema, ord_, ord_.fra("ui_innstillinger.linje.tittel")))
        self.kart.flate.vis_boks.connect(self.vis_fram)
        self._angre = knapp(ord_("angre"), self.angre, "stille")
        self.kart.rom.addWidget(self._angre, 0, Qt.AlignmentFlag.AlignLeft)
        self.liste = self.rom.ny(Personliste(tema, ord_))
        self.styring = _Styring(self, ord_)
        self._vis_snart = utsatt(self, _VENT, self._vis)
        self.liste.svart.connect(self._svart_i_lista)
        self.liste.fjernes.connect(self.fjern)
        self.liste.ny.connect(self.legg_til)
        self.liste.forlatt.connect(self.forlatt)

    @property
    def bilde(self) -> Linjebilde:
        return Linjebilde(self._linje, self._ord.fra)

    def vis(self, linje: Linje) -> None:
        """Vis linjen slik den står i innstillingene."""
        self._linje, self._angrer, self._sist = linje, [], ""
        self._vis()

    def _vis(self) -> None:
        bilde = self.bilde
        boksene = bilde.boksene()
        self.kart.vis(boksene)
        self._angre.setVisible(bool(self._angrer))
        self.kart.setVisible(bool(boksene or self._angrer))
        self.liste.vis(bilde)
        sett_inn_foran(self.liste.legg_til, [*self.kart.flate.rekken, self._angre, *self.liste.rekken])

    # Å endre

    def svar(self, id_: str, felt: str, svar: str | bool, steg: str = "") -> str:
        """Gi svaret om personen. Det som gis tilbake, er hvorfor det ikke gikk, ellers tomt.

        Svar etter hverandre i det samme ``steg`` angres som ett, som et navn som skrives.
        """
        try:
            ny = med_svar(self._linje, id_, felt, svar)
        except KanIkke as feil:
            return stor(self._ord.feil(feil))
        self._bytt(ny, steg)
        return ""

    def slutt(self, id_: str, sluttet: bool) -> None:
        """Personen har sluttet, eller er tilbake."""
        self.svar(id_, "sluttet", sluttet)
        self.si("har_sluttet" if sluttet else "er_tilbake", ansatt=self.bilde.omtalt(id_))

    def legg_til(self, ved: str = "", plass: Plass = Plass.VED_SIDEN) -> None:
        """En ny person, ved den med id-en når det er sagt. Navnet skrives i lista."""
        self._bytt(med_ny(self._linje, ved, plass))
        self.fokuser(self._linje[-1].id)

    def fjern(self, id_: str) -> None:
        """Den neste i lista får fokus, om ikke kartet har det."""
        navn, rekken = self.bilde.omtalt(id_), [p.id for p in self.bilde.rekken]
        i_kartet = any(boks.hasFocus() for boks in self.kart.flate.rekken)
        self._bytt(uten(self._linje, id_))
        self.si("fjernet", ansatt=navn)
        igjen = [*rekken[rekken.index(id_) + 1 :], *reversed(rekken[: rekken.index(id_)])]
        if not i_kartet or not self.kart.flate.rekken:
            self.fokuser(igjen[0] if igjen else "")

    def angre(self) -> None:
        self._linje, self._sist = self._angrer.pop(), ""
        self.endret.emit(uten_tomme(self._linje))
        self._vis()
        self.si("angret")
        if not self._angrer:
            self.fokuser()

    def _bytt(self, ny: Linje, steg: str = "") -> None:
        if not steg or steg != self._sist:
            self._angrer.append(self._linje)
        self._linje, self._sist = ny, steg
        self.endret.emit(uten_tomme(ny))
        if steg.endswith(".navn"):
            self._vis_snart.start()
        else:
            self._vis()

    def _svart_i_lista(self, id_: str, felt: str, svar: str | bool) -> None:
        if felt == "sluttet":
            self.slutt(id_, bool(svar))
            self.fokuser(id_, felt)
        elif galt := self.svar(id_, felt, svar, f"{id_}.{felt}"):
            self.liste.avvis(self.bilde, id_, galt)

    # Å si og vise

    def si(self, nokkel: str, **verdier: str) -> None:
        self.kart.si(stor(self._ord.fra(f"ui_innstillinger.linje.{nokkel}", **verdier)))

    def fokuser(self, id_: str = "", felt: str = "navn") -> None:
        """Til feltet om personen i lista, ellers til knappen som legger til en."""
        self.vis_fram.emit(self.liste.fokuser(id_, felt))


class _Styring(Linjestyring):
    """Kartet endrer den samme linjen som lista."""

    def __init__(self, eier: Kontorlinje, ord_: Ord) -> None:
        super().__init__(eier.kart, ord_, ord_.fra("ui_innstillinger.linje.ingen"))
        self._eier = eier

    def sporsmalene(self, id_: str) -> dict[str, Sporsmal]:
        return self._eier.bilde.sporsmalene(id_)

    def svar(self, id_: str, felt: str, verdi: str) -> None:
        galt = self._eier.svar(id_, felt, verdi)
        self._kart.fokuser(id_)
        if galt:
            self._kart.si_ved(id_, galt)
            return
        bilde = self._eier.bilde
        person, navn = bilde.person(id_), bilde.omtalt(id_)
        if felt != "overordnet":
            hva = next((v.tekst for v in bilde.sporsmalene(id_)[felt].valg if v.verdi == verdi), "")
            self._eier.si("satt", ansatt=navn, hva=hva[:1].lower() + hva[1:])
        elif person.overordnet:
            self._eier.si("flyttet", ansatt=navn, overordnet=bilde.omtalt(person.overordnet))
        else:
            self._eier.si("flyttet_ut", ansatt=navn)

    def ga_til(self, id_: str) -> None:
        self._eier.fokuser(id_)

    def legg_til(self, ved: str, plass: Plass) -> None:
        self._eier.legg_til(ved, plass)
        self._kart.si(self._ord.fra("linje.lagt_til"))

    def fjern(self, id_: str) -> None:
        self._eier.fjern(id_)

    def sist(self, id_: str) -> dict[str, Callable[[], object]]:
        return {
            self._ord.fra("ui_innstillinger.personer.sluttet"): lambda: self._eier.slutt(id_, True),
            self._ord.fra("ui_innstillinger.linje.fjern"): lambda: self._eier.fjern(id_),
        }
