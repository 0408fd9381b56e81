"""Saken: stegene til venstre, spørsmålene i midten, hvordan saken står til høyre."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QStackedWidget, QWidget

from overforing.sak.kodeverk import Svarkilde
from overforing.sak.sti import Sti
from overforing.saksgang.saksgang import Saksgang
from overforing.saksgang.tilstand import Skjemasteg, Sporsmal, Svarslag, Tilstand
from overforing.ui.deler.klosser import Klar, Lenke, Rulle, knapp, med_tab, sett_rekkefolge, utsatt
from overforing.ui.deler.meld import meld
from overforing.ui.deler.staving import skrives_pa
from overforing.ui.deler.utstyr import Utstyr
from overforing.ui.linje.linjekart import Linjekart
from overforing.ui.linje.linjeredigering import Linjeredigering

from .felt import Felt
from .feltfokus import Feltfokus
from .hoyreside import Hoyreside
from .husk import husk_kontoret
from .oppsummering import Oppsummering
from .saksmelder import Saksmelder
from .saksmidte import Saksmidte
from .sidekolonne import Sidekolonne
from .skjema import Skjema
from .veienvidere import Veienvidere

if TYPE_CHECKING:
    from overforing.ui.brev.brevside import Brevside


_VIDT = 1280
"""Så bredt må vinduet være for at høyresiden skal ha plass ved siden av spørsmålene."""


class Sakside(Klar):
    """Viser én sak. ``endret`` etter hver endring.

    ``lag_brevside`` gir brevsiden første gang den trengs.
    """

    endret = Signal()
    husket = Signal()
    """Kontoret og linjen er husket i innstillingene."""
    vist = Signal()
    """Noe er vist på nytt: steget, brevene eller nummeret på saken kan være et annet."""

    def __init__(self, utstyr: Utstyr, lag_brevside: Callable[[], Brevside]) -> None:
        super().__init__()
        self._u, self._tema, self._ord = utstyr, utstyr.tema, utstyr.ord
        self._lag_brevside = lag_brevside
        self._brevside: Brevside | None = None
        self._brevene: QWidget | None = None
        self.gang: Saksgang | None = None
        self._vist: Skjemasteg | None = None
        self._fra_oppsummering = False
        self._endres = ""
        self._fokus = Feltfokus(self)
        self._fokus.byttet.connect(self._vis_omtalen)
        self._modus = ""
        self._kartet = False
        self._ordne_tab = utsatt(self, 0, self._tabrekken)
        self._melder = Saksmelder(self, utstyr.ord)
        self._bygg(utstyr)
        # Et felt som nettopp ble lagt om, har en annen høyde enn den siden ble lagt ut etter.
        self._tilpass = utsatt(self, 0, self._legg_ut)
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

        self.linjekart = Linjekart(tema, ord_, ord_("linjen"))
        self.linjen = Linjeredigering(self, self.linjekart, ord_)
        self.oppsummering = Oppsummering(tema, ord_)
        self.oppsummering.endre.connect(self._endre_svar)
        self.oppsummering.bygd_om.connect(self._ordne_tab.start)
        self.skjema = Skjema(utstyr)
        self.skjema.svart.connect(self._svar)
        self.skjema.tomt.connect(self._tom)
        self.skjema.hentes.connect(self._hent)
        self.skjema.forlatt.connect(lambda _: self._forlot())
        self.skjema.fjernes.connect(self._fjern)
        self.skjema.legges_til.connect(self._legg_til)
        self.skjema.svarer_for_flere.connect(self._svar_for_flere)
        self.skjema.bygg_om.connect(self.frisk_opp)
        self.skjema.huskes.connect(self._husk)
        self.skjema.bygd_om.connect(self._ordne_tab.start)
        self.veien = Veienvidere(tema, ord_)

        self.linjebryter = Lenke("", self._bytt_kart, "lenke_liten", "knapp")
        self.midt = Saksmidte(
            tema, ord_, (self.linjekart, self.oppsummering, self.skjema, self.veien), self.linjebryter
        )
        self.linjekart.flate.vis_boks.connect(lambda boks: self.midt.rulle.ensureWidgetVisible(boks, 20, tema.px(40)))
        self.midt.feilliste.valgt.connect(self.vis_felt)
        self.midt.feilliste.bygd_om.connect(self._ordne_tab.start)
        self.midt.neste.clicked.connect(lambda _: self.ga_neste())
        self.midt.forrige.clicked.connect(lambda _: self.ga_forrige())
        self.midt.til_oppsummering.clicked.connect(lambda _: self._tilbake_til_oppsummeringen())

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
        vid = self.window().width() >= px(_VIDT)
        self._ordne("vid" if vid else "trang" if b >= px(560) else "trangest")
        QTimer.singleShot(0, self.midt, self.midt.tilpass)

    def _ordne(self, modus: str) -> None:
        """Legg kolonnene etter plassen: er det for trangt, foldes høyresiden under spørsmålene, og stegene følger."""
        if modus == self._modus:
            return
        self._modus = modus
        px = self._tema.px
        for rulle, del_ in ((self._venstre, self.kolonne), (self._hoyre_rulle, self.hoyre)):
            if rulle.widget() is del_:
                rulle.takeWidget()
        self.midt.gi_fra_seg(self.kolonne)
        self.midt.fold_ut(self.hoyre)
        if modus == "trangest":
            self.midt.ta_inn(self.kolonne)
        else:
            self._venstre.setWidget(self.kolonne)
        self.hoyre.sett_foldet(modus != "vid")
        if modus == "vid":
            self._hoyre_rulle.setWidget(self.hoyre)
        else:
            self.midt.fold_inn(self.hoyre)
        self._venstre.setVisible(modus != "trangest")
        self._hoyre_rulle.setVisible(modus == "vid" and self._bytte.currentIndex() == 0)
        self._venstre.setFixedWidth(px(222 if modus == "vid" else 198))
        # Plass til det lengste ordet, «(FOR-2018-06-04-810)»: Qt bryter ikke mellom bindestrek og tall.
        self._hoyre_rulle.setFixedWidth(px(296))
        self.kolonne.show()
        self.hoyre.show()
        # Det som flyttes, havner sist i rekken.
        self._ordne_tab.start()

    # Det som vises

    def _legg_ut(self) -> None:
        self.skjema.mal_pa_nytt()
        self.midt.rulle.tilpass()

    def apne(self, gang: Saksgang) -> None:
        """Vis denne saken fra det første steget som mangler noe."""
        self.skjema.tom()
        self._melder.ny_sak()
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
        if self.gang is not None:
            skrives_pa(self, self.gang.sak.malform)
        ny_side = tilstand.side is not self._vist
        if ny_side:
            self._vist = tilstand.side
            self.midt.innhold.hide()  # bygges ferdig før det måles og vises
            self._bytte.setCurrentIndex(0)
            self._hoyre_rulle.setVisible(self._modus == "vid")
            self._fokus.sti = ""
        self.midt.vis(tilstand, fra_oppsummering=self._fra_oppsummering)
        self.kolonne.vis(tilstand)
        self.hoyre.vis(tilstand)
        self._melder.folg(tilstand)
        if not any(q.sti == self._fokus.sti for g in tilstand.grupper for q in g.sporsmal):
            self._fokus.sti = ""
        self._vis_omtalen()
        pa_oppsummering = tilstand.side is Skjemasteg.OPPSUMMERING
        self._vis_linjen(tilstand, ny_side=ny_side)
        self.oppsummering.setVisible(pa_oppsummering)
        self.veien.setVisible(pa_oppsummering)
        if pa_oppsummering:
            self.oppsummering.vis(tilstand)
            self.veien.vis(tilstand)
        self.skjema.vis(tilstand.side, tilstand.grupper, rort=rort)
        # Feilen i feltet en skriver i, kommer først når feltet er forlatt.
        self.midt.feilliste.vis(tuple(feil for feil in tilstand.feil if feil.sti != rort))
        self._ordne_tab.start()
        self._tilpass.start()
        if ny_side:
            self.midt.innhold.show()
            for rulle in (self.midt.rulle, self._hoyre_rulle, self._venstre):
                rulle.tilpass()
            self.midt.rulle.verticalScrollBar().setValue(0)
        self.vist.emit()

    def _vis_linjen(self, tilstand: Tilstand, *, ny_side: bool) -> None:
        """Er linjen kjent, sier radene hvem som står over hvem, og tegningen kan vente til noen vil endre den."""
        pa_habilitet = tilstand.side is Skjemasteg.HABILITET
        if pa_habilitet and ny_side:
            self._kartet = any(
                q.sti.felt == "overordnet" and not (q.svar or q.valgfri) for g in tilstand.grupper for q in g.sporsmal
            )
        self.linjebryter.vis_tekst(self._ord("skjul_kartet" if self._kartet else "vis_kartet"))
        self.linjebryter.setProperty("apen", self._kartet)
        self.linjebryter.setVisible(pa_habilitet and bool(tilstand.linjen))
        self.linjekart.setVisible(pa_habilitet and bool(tilstand.linjen) and self._kartet)
        if pa_habilitet:
            self.linjekart.vis(tilstand.linjen)

    def _bytt_kart(self) -> None:
        self._kartet = not self._kartet
        if self.gang is not None:
            self._vis_linjen(self.gang.tilstand, ny_side=False)
            self._ordne_tab.start()

    def _vis_omtalen(self) -> None:
        """Høyresiden følger feltet brukeren er i."""
        if self.gang is not None and self.hoyre.vis_omtale(self.gang.omtale(self._fokus.sti)):
            self._ordne_tab.start()

    def _tabrekken(self) -> None:
        """Stegene, så midten ovenfra og ned, så høyresiden. Det som er flyttet inn i midten, kommer der det står."""
        kolonne, hoyre = med_tab(self.kolonne), med_tab(self.hoyre)
        if self.viser_brevene and self._brevene is not None:
            sett_rekkefolge([*([] if self._modus == "trangest" else kolonne), *med_tab(self._brevene)])
            return
        foldet, trangest = self._modus != "vid", self._modus == "trangest"
        sett_rekkefolge(
            [
                *([] if trangest else kolonne),
                self.linjebryter,
                *self.linjekart.flate.rekken,
                *self.oppsummering.rekken(),
                *self.skjema.rekken(),
                *med_tab(self.veien),
                *(kolonne if trangest else []),
                *([self.midt.fold.bryter, *hoyre] if foldet else []),
                *med_tab(self.midt.feilliste),
                *self.midt.knappene,
                *([] if foldet else hoyre),
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
        for_ = {q.sti for q in self._synlige()}
        la_til = (felt := self.skjema.felt(sti)) is not None and felt.q.slag is Svarslag.LEGG_TIL
        i_feltet = (felt := self.skjema.felt(sti)) is not None and felt.isAncestorOf(QApplication.focusWidget() or self)
        self.gjor(lambda gang: gang.svar(sti, tekst), rort=rort)
        if (i_feltet or la_til) and self.skjema.felt(sti) is None:
            # Svaret tok feltet med seg: da er det neste det som kom i stedet, helst et som ikke er svart på.
            nye = sorted((bool(q.svar), nr, q.sti) for nr, q in enumerate(self._synlige()) if q.sti not in for_)
            self.vis_felt(nye[0][2] if nye else Sti(sti).over)

    def _synlige(self) -> list[Sporsmal]:
        return [q for g in self.gang.tilstand.grupper for q in g.sporsmal if not q.mer] if self.gang else []

    def _svar_for_flere(self, kilde: str) -> None:
        """Ett svar for alle som gjenstår. Knappen blir borte, så fokus går videre."""
        self.gjor(lambda gang: gang.svar_for_flere(Svarkilde(kilde)))
        meld(self, self._ord("svart_for_flere"))
        self.midt.neste.setFocus(Qt.FocusReason.OtherFocusReason)

    def _forlot(self) -> None:
        if self.gang is not None:
            self.gang.forlat_felt()
            self.midt.feilliste.vis(self.gang.tilstand.feil)

    def _legg_til(self, liste: str, forslag: str = "") -> None:
        for_ = {q.sti for g in self.gang.tilstand.grupper for q in g.sporsmal} if self.gang else set()
        self.gjor(lambda gang: gang.legg_til(liste, forslag))
        nye = [q.sti for g in self.gang.tilstand.grupper for q in g.sporsmal if q.sti not in for_] if self.gang else []
        # Den som er lagt til, er det neste, også når det er kommet andre spørsmål med henne.
        nye.sort(key=lambda sti: (sti.uten_nokler != "ansatte.navn", not sti.er_under(liste)))
        if nye:
            self.vis_felt(nye[0])
        elif liste == "ansatte" and self.gang and not forslag:
            # Lagt til fra oppsummeringen: navnet skrives der de ansatte står.
            self._endre_svar(Skjemasteg.HABILITET, self.gang.sak.ansatte[-1].sti / "navn")

    def _hent(self, sti: str) -> None:
        self.gjor(lambda gang: gang.hent_kontoret())
        self.vis_felt(sti)

    def _husk(self, kort: str) -> None:
        if self.gang is not None and husk_kontoret(self, self._u, self.gang.sak):
            self.husket.emit()
            self.skjema.si_husket(kort, self._ord("husk.sagt"))
            meld(self, self._ord("husk.sagt"))

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
        self._endres = sti
        self.ga_til(side, sti)

    def _tilbake_til_oppsummeringen(self) -> None:
        """Tilbake til raden brukeren kom fra."""
        self.ga_til(Skjemasteg.OPPSUMMERING)
        self.oppsummering.fokuser(self._endres)

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
            meld(self, self.midt.feilliste.antallet, viktig=True)
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
        if self._vist is Skjemasteg.OPPSUMMERING and not self.viser_brevene:
            self.gang.ta_forslagene()  # forslagene på en side brukeren ikke har sett, er ingens svar
        self._vist = Skjemasteg.OPPSUMMERING
        self.kolonne.vis(self.gang.ga_til(Skjemasteg.OPPSUMMERING))
        self._bytte.setCurrentIndex(1)
        self._hoyre_rulle.setVisible(False)
        self._brevside.vis(self.gang)
        self.vist.emit()

    def _brevet_endret(self) -> None:
        if self.gang is not None:
            tilstand = self.gang.tilstand
            self.kolonne.vis(tilstand)
            self.skjema.vis(tilstand.side, tilstand.grupper)
            self.veien.vis(tilstand)
            self._melder.folg(tilstand)
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
