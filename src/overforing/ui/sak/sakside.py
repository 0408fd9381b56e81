"""Saken: stegene til venstre, spørsmålene i midten, hvordan saken står til høyre."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from overforing.sak.sti import Sti
from overforing.saksgang.saksgang import Saksgang
from overforing.saksgang.tilstand import Skjemasteg, Tilstand
from overforing.ui.deler.klosser import Klar, Rulle, knapp, med_tab, sett_rekkefolge, utsatt
from overforing.ui.deler.meld import meld
from overforing.ui.deler.utstyr import Utstyr
from overforing.ui.linje.linjekart import Linjekart
from overforing.ui.linje.linjeredigering import Linjeredigering

from .felt import Felt
from .hoyreside import Hoyreside
from .oppsummering import Oppsummering
from .saksmidte import Saksmidte
from .sidekolonne import Sidekolonne
from .skjema import Skjema
from .veienvidere import Veienvidere

if TYPE_CHECKING:
    from overforing.ui.brev.brevside import Brevside


class Sakside(Klar):
    """Viser én sak. ``endret`` etter hver endring.

    ``lag_brevside`` gir brevsiden første gang den trengs.
    """

    endret = Signal()

    def __init__(self, utstyr: Utstyr, lag_brevside: Callable[[], Brevside]) -> None:
        super().__init__()
        self._tema, self._ord = utstyr.tema, utstyr.ord
        self._lag_brevside = lag_brevside
        self._brevside: Brevside | None = None
        self._brevene: QWidget | None = None
        self.gang: Saksgang | None = None
        self._vist: Skjemasteg | None = None
        self._fra_oppsummering = False
        self._modus = ""
        self._ordne_tab = utsatt(self, 0, self._tabrekken)
        self._bygg(utstyr)
        self._ordne("vid")

    # Oppbygging

    def _bygg(self, utstyr: Utstyr) -> None:
        tema, ord_, px = self._tema, self._ord, self._tema.px
        self.kolonne = Sidekolonne(tema, ord_)
        self.kolonne.steg.connect(self.ga_til)
        self.kolonne.hjelp.connect(self._registrer_hjelp)
        self.kolonne.angre.connect(self.angre)
        self.kolonne.gjenta.connect(self.gjenta)
        self._venstre = Rulle()
        self.hoyre = Hoyreside(tema, ord_)
        self.hoyre.ga_til.connect(self.ga_til)
        self._hoyre_rulle = Rulle()

        self.linjekart = Linjekart(tema, ord_)
        self.linjen = Linjeredigering(self, self.linjekart, ord_)
        self.oppsummering = Oppsummering(tema, ord_)
        self.oppsummering.endre.connect(self._endre_svar)
        self.skjema = Skjema(utstyr)
        self.skjema.svart.connect(self._svar)
        self.skjema.tomt.connect(self._tom)
        self.skjema.hentes.connect(self._hent)
        self.skjema.forlatt.connect(lambda _: self._forlot())
        self.skjema.fjernes.connect(self._fjern)
        self.skjema.legges_til.connect(self._legg_til)
        self.skjema.bygd_om.connect(self._ordne_tab.start)
        self.veien = Veienvidere(tema, ord_)
        self.veien.brevene.connect(self.vis_brevene)

        self.midt = Saksmidte(tema, ord_, (self.linjekart, self.oppsummering, self.skjema, self.veien))
        self.linjekart.flate.vis_boks.connect(lambda boks: self.midt.rulle.ensureWidgetVisible(boks, 20, tema.px(40)))
        self.midt.feilliste.valgt.connect(self.vis_felt)
        self.midt.neste.clicked.connect(lambda _: self.ga_neste())
        self.midt.forrige.clicked.connect(lambda _: self.ga_forrige())
        self.midt.til_oppsummering.clicked.connect(lambda _: self.ga_til(Skjemasteg.OPPSUMMERING))

        self._bytte = QStackedWidget()
        self._bytte.addWidget(self.midt)
        self._rom = QHBoxLayout(self)
        self._rom.setContentsMargins(px(12), 0, px(10), 0)
        self._rom.setSpacing(px(12))
        self._rom.addWidget(self._venstre)
        self._rom.addWidget(self._bytte, 1)
        self._rom.addWidget(self._hoyre_rulle)

    def resizeEvent(self, hendelse: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(hendelse)
        px = self._tema.px
        b = self.width()
        self._ordne("vid" if b >= px(1040) else "smal" if b >= px(800) else "trang" if b >= px(480) else "trangest")
        QTimer.singleShot(0, self.midt.feilliste, self.midt.feilliste.tilpass)

    def _ordne(self, modus: str) -> None:
        """Legg kolonnene etter plassen: er det for trangt, flytter høyresiden og stegene inn i midten."""
        if modus == self._modus:
            return
        self._modus = modus
        px = self._tema.px
        for rulle, del_ in ((self._venstre, self.kolonne), (self._hoyre_rulle, self.hoyre)):
            if rulle.widget() is del_:
                rulle.takeWidget()
        for del_ in (self.kolonne, self.hoyre):
            self.midt.gi_fra_seg(del_)
        if modus == "trangest":
            self.midt.ta_inn(self.kolonne)
        else:
            self._venstre.setWidget(self.kolonne)
        if modus in ("vid", "smal"):
            self._hoyre_rulle.setWidget(self.hoyre)
        else:
            self.midt.ta_inn(self.hoyre)
        self._venstre.setVisible(modus != "trangest")
        self._hoyre_rulle.setVisible(modus in ("vid", "smal") and self._bytte.currentIndex() == 0)
        self._venstre.setFixedWidth(px(222 if modus == "vid" else 210))
        # Plass til det lengste ordet, «(FOR-2018-06-04-810)»: Qt bryter ikke mellom bindestrek og tall.
        self._hoyre_rulle.setFixedWidth(px(296 if modus == "vid" else 260))
        self.kolonne.show()
        self.hoyre.show()
        # Det som flyttes, havner sist i rekken.
        self._ordne_tab.start()

    # Det som vises

    def apne(self, gang: Saksgang) -> None:
        """Vis denne saken fra det første steget som mangler noe."""
        self.skjema.tom()
        self.gang = gang
        self._vist = None
        self._fra_oppsummering = False
        self.vis(gang.tilstand)
        self.fokuser_forste()

    def vis(self, tilstand: Tilstand, *, rort: str = "") -> None:
        self.setUpdatesEnabled(False)
        try:
            self._vis(tilstand, rort)
        finally:
            self.setUpdatesEnabled(True)

    def frisk_opp(self) -> None:
        """Innstillingene er endret: vis det i saken som følger dem."""
        if self.gang is not None:
            self.vis(self.gang.ga_til(self.gang.tilstand.side))

    def _vis(self, tilstand: Tilstand, rort: str) -> None:
        ny_side = tilstand.side is not self._vist
        if ny_side:
            self._vist = tilstand.side
            self.midt.innhold.hide()  # bygges ferdig før det måles og vises
            self._bytte.setCurrentIndex(0)
            self._hoyre_rulle.setVisible(self._modus in ("vid", "smal"))
        self.midt.vis(tilstand, fra_oppsummering=self._fra_oppsummering)
        self.kolonne.vis(tilstand)
        self.hoyre.vis(tilstand)
        pa_habilitet, pa_oppsummering = (tilstand.side is s for s in (Skjemasteg.HABILITET, Skjemasteg.OPPSUMMERING))
        self.linjekart.setVisible(pa_habilitet and bool(tilstand.linjen))
        if pa_habilitet:
            self.linjekart.vis(tilstand.linjen)
        self.oppsummering.setVisible(pa_oppsummering)
        self.veien.setVisible(pa_oppsummering)
        if pa_oppsummering:
            self.oppsummering.vis(tilstand)
            self.veien.vis(tilstand)
        self.skjema.vis(tilstand.side, tilstand.grupper, rort=rort)
        # Feilen i feltet en skriver i, kommer først når feltet er forlatt.
        self.midt.feilliste.vis(tuple(feil for feil in tilstand.feil if feil.sti != rort))
        self._ordne_tab.start()
        if ny_side:
            self.midt.innhold.show()
            for rulle in (self.midt.rulle, self._hoyre_rulle, self._venstre):
                rulle.tilpass()
            self.midt.rulle.verticalScrollBar().setValue(0)
            meld(self, tilstand.sidetittel)

    def _tabrekken(self) -> None:
        """Stegene, så midten ovenfra og ned, så høyresiden. Det som er flyttet inn i midten, kommer der det står."""
        kolonne, hoyre = med_tab(self.kolonne), med_tab(self.hoyre)
        if self.viser_brevene and self._brevene is not None:
            sett_rekkefolge([*([] if self._modus == "trangest" else kolonne), *med_tab(self._brevene)])
            return
        trangt, trangest = self._modus in ("trang", "trangest"), self._modus == "trangest"
        sett_rekkefolge(
            [
                *([] if trangest else kolonne),
                *self.linjekart.flate.rekken,
                *med_tab(self.oppsummering),
                *self.skjema.rekken(),
                *med_tab(self.veien),
                *(kolonne if trangest else []),
                *(hoyre if trangt else []),
                *med_tab(self.midt.feilliste),
                *self.midt.knappene,
                *([] if trangt else hoyre),
            ]
        )

    # Det brukeren gjør

    def gjor(self, handling: Callable[[Saksgang], object], *, rort: str = "") -> None:
        if self.gang is None:
            return
        handling(self.gang)
        self.vis(self.gang.tilstand, rort=rort)
        self.endret.emit()

    def _svar(self, sti: str, tekst: str) -> None:
        rort = sti if self.skjema.skriver == sti else ""
        self.gjor(lambda gang: gang.svar(sti, tekst), rort=rort)

    def _forlot(self) -> None:
        if self.gang is not None:
            self.gang.forlat_felt()
            self.midt.feilliste.vis(self.gang.tilstand.feil)

    def _legg_til(self, liste: str, forslag: str = "") -> None:
        for_ = {q.sti for g in self.gang.tilstand.grupper for q in g.sporsmal} if self.gang else set()
        self.gjor(lambda gang: gang.legg_til(liste, forslag))
        nye = [q.sti for g in self.gang.tilstand.grupper for q in g.sporsmal if q.sti not in for_] if self.gang else []
        if nye:
            self.vis_felt(nye[0])
        elif liste == "ansatte" and self.gang and not forslag:
            # Lagt til fra oppsummeringen: navnet skrives der de ansatte står.
            self._endre_svar(Skjemasteg.HABILITET, self.gang.sak.ansatte[-1].sti / "navn")

    def _hent(self, sti: str) -> None:
        self.gjor(lambda gang: gang.hent_kontoret())
        self.vis_felt(sti)

    def _tom(self, sti: str) -> None:
        """Ta bort svaret. Ble feltet borte med det, går fokus til nærmeste felt."""
        self.gjor(lambda gang: gang.tom(sti))
        if self.skjema.felt(sti) is None:
            meld(self, self._ord("fjernet"))
            self.vis_felt(Sti(sti).liste)

    def _fjern(self, sti: str) -> None:
        self.gjor(lambda gang: gang.fjern(sti))
        meld(self, self._ord("fjernet"))
        self.vis_felt(Sti(sti).rot)

    def _registrer_hjelp(self) -> None:
        tiltak = self.gang is not None and (self.gang.sak.midlertidige_tiltak or self.gang.sak.ingen_tiltak)
        self.ga_til(Skjemasteg.I_MELLOMTIDEN)
        if not tiltak:
            self._legg_til("midlertidige_tiltak")

    def _endre_svar(self, side: Skjemasteg, sti: str) -> None:
        if Sti(sti).er_under("brev.overstyringer"):  # det som er skrevet om, rettes i brevet
            self.vis_brevene()
            if self._brevside is not None:
                self._brevside.se_pa(sti)
            return
        self._fra_oppsummering = side is not Skjemasteg.OPPSUMMERING
        self.ga_til(side, sti)

    def angre(self) -> None:
        self._angre("angre", lambda gang: gang.angre(), lambda t: t.angrer)

    def gjenta(self) -> None:
        self._angre("gjenta", lambda gang: gang.gjenta(), lambda t: t.gjentar)

    def _angre(self, ordet: str, handling: Callable[[Saksgang], object], hva: Callable[[Tilstand], str | None]) -> None:
        self.skjema.send()
        if self.gang is None or (navn := hva(self.gang.tilstand)) is None:
            return
        self.gjor(handling)
        if self._brevside is not None and self._bytte.currentIndex() == 1:
            self._brevside.oppdater()
        meld(self, f"{self._ord(ordet)}: {navn}")

    # Å gå

    def ga_til(self, side: Skjemasteg, sti: str = "") -> None:
        """Åpne en side, og feltet når det er sagt hvilket."""
        self.skjema.send()
        if self.gang is None:
            return
        if side is Skjemasteg.OPPSUMMERING:
            self._fra_oppsummering = False
        if self._bytte.currentIndex() != 0 or self.gang.tilstand.side is not side:
            self._vist = None
            self.vis(self.gang.ga_til(side))
        if sti:
            QTimer.singleShot(0, self, lambda: self.vis_felt(sti))
        else:
            self.fokuser_forste()

    def ga_neste(self) -> None:
        self.skjema.send()
        if self.gang is None or self.viser_brevene:
            return
        for_ = self.gang.tilstand.side
        if self.gang.tilstand.neste is None:
            self.vis_brevene()
            return
        self.vis(self.gang.neste())
        if self.gang.tilstand.side is for_ and self.gang.tilstand.feil:
            self.midt.feilliste.tilpass()
            self.midt.feilliste.fokuser()
            antall = len(self.gang.tilstand.feil)
            meld(self, self._ord("feil.ett" if antall == 1 else "feil.antall", antall=str(antall)), viktig=True)
        else:
            self.fokuser_forste()

    def ga_forrige(self) -> None:
        self.skjema.send()
        if self.gang is not None:
            self.vis(self.gang.forrige())
            self.fokuser_forste()

    def vis_felt(self, sti: str) -> None:
        """Flytt fokus til feltet, og rull dit."""
        sted = self.skjema.sted(sti)
        if sted is None:
            return
        (sted.inndata() if isinstance(sted, Felt) else sted).setFocus(Qt.FocusReason.OtherFocusReason)
        self.midt.rulle.tilpass()
        self.midt.rulle.ensureWidgetVisible(sted, 20, self._tema.px(60))

    def fokuser_forste(self) -> None:
        if self.gang is None:
            return
        forste = None if self.gang.tilstand.side is Skjemasteg.OPPSUMMERING else self.skjema.forste()
        (forste or self.kolonne.stegliste).setFocus(Qt.FocusReason.OtherFocusReason)
        self.midt.rulle.verticalScrollBar().setValue(0)

    # Brevene

    def vis_brevene(self) -> None:
        self.skjema.send()
        if self.gang is None:
            return
        if self._brevside is None:
            self._brevside = self._lag_brevside()
            from overforing.ui.brev.brevflate import brevramme

            tilbake = knapp(self._ord("til_oppsummering"), partial(self.ga_til, Skjemasteg.OPPSUMMERING), "lenke_liten")
            self._brevene = brevramme(self._tema, tilbake, self._brevside)
            self._bytte.addWidget(self._brevene)
            self._brevside.endret.connect(self._brevet_endret)
            self._brevside.ga_til.connect(self._endre_svar)
            self._brevside.bygd_om.connect(self._ordne_tab.start)
        # Brevene hører til oppsummeringen, så det er det steget steglisten viser.
        self._vist = Skjemasteg.OPPSUMMERING
        self.kolonne.vis(self.gang.ga_til(Skjemasteg.OPPSUMMERING))
        self._bytte.setCurrentIndex(1)
        self._hoyre_rulle.setVisible(False)
        self._brevside.vis(self.gang)

    def _brevet_endret(self) -> None:
        if self.gang is not None:
            tilstand = self.gang.tilstand
            self.kolonne.vis(tilstand)
            self.skjema.vis(tilstand.side, tilstand.grupper)
            self.veien.vis(tilstand)
            self.endret.emit()

    @property
    def viser_brevene(self) -> bool:
        return self._bytte.currentIndex() == 1

    def lukk(self) -> None:
        """Ta med det siste som er skrevet, før saken lukkes."""
        self.skjema.send()
        if self._brevside is not None:
            self._brevside.om.send()

    def avslutt_arbeid(self) -> None:
        if self._brevside is not None:
            self._brevside.avslutt()
