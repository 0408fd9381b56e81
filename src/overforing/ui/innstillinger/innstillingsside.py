"""Innstillingene: kontoret, deg, Statsforvalterens adresse, linjen og arkivet. Lagres mens en skriver."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from overforing.feil import OverforingFeil
from overforing.sak.modell import Malform
from overforing.sak.rensing import rens
from overforing.ui.deler.dialoger import Dialoger
from overforing.ui.deler.inndata import Tekstflate, med_etikett
from overforing.ui.deler.klosser import (
    Etikett,
    Flate,
    Kort,
    Rulle,
    Spalte,
    knapp,
    med_tab,
    sett_inn_foran,
    utsatt,
)
from overforing.ui.deler.linjefelt import Linjefelt
from overforing.ui.deler.meld import meld
from overforing.ui.deler.staving import uten_rettskriving
from overforing.ui.deler.utstyr import Utstyr
from overforing.ui.deler.valgrad import Valgrad

from .arkivkort import Arkivkort
from .brevmalkort import Brevmalkort, EgneMaler
from .embetskort import Journalkort, Lederkort
from .kontorkort import Kontorkort
from .kontorlinje import Kontorlinje
from .mottaksvalg import Arbeidsstedkort, malformvalg, storrelsevalg
from .oppsettkort import Oppsettkort
from .oversikt import Oversikt
from .pakkemappekort import Pakkemappekort
from .stavekort import Stavekort

if TYPE_CHECKING:
    from overforing.program.innstillinger import Innstillinger
    from overforing.saksgang.kopier import Kopirom, Register
    from overforing.saksgang.mottak.loggsted import Loggsted

    from .kollegakort import Kollegakort
    from .laasport import Laasen, SlippLoggen

VENT = 500
"""Millisekunder fra siste tastetrykk til det lagres."""


class Innstillingsside(Rulle):
    """Sier fra når noe er lagret (``endret``), når brukeren vil tilbake til saken hun kom fra (``tilbake``), og når
    vinduet skal snakke en annen målform (``malform_valgt``) eller ha større eller mindre tekst (``storrelse_valgt``).
    """

    endret = Signal()
    tilbake = Signal()
    malform_valgt = Signal(str)
    storrelse_valgt = Signal(int)

    def __init__(self, utstyr: Utstyr) -> None:
        super().__init__()
        self._u = utstyr
        self._lager, self._geografi = utstyr.innstillinger, utstyr.geografi
        self._ord, self._t, self._tema = utstyr.ord, utstyr.ord.fra, utstyr.tema
        self._venter: dict[str, Any] = {}
        self._vent = utsatt(self, VENT, self.lagre)
        self._embete = self._arbeider_i = ""
        self._bygg()
        self.vis()

    def _bygg(self) -> None:
        t, px = self._t, self._tema.px
        ytre = Flate()
        rad = QHBoxLayout(ytre)
        rad.setContentsMargins(px(24), px(20), px(22), px(22))
        spalte = Spalte(px(12))
        spalte.setMaximumWidth(px(760))
        rad.addWidget(spalte, 1)
        rad.addStretch(0)
        rom = spalte.rom
        topp = QHBoxLayout()
        topp.addWidget(Etikett(t("ui_innstillinger.tittel"), "overskrift"), 1)
        self.tilbakeknapp = knapp(t("ui.tilbake_til_saken"), self.tilbake.emit, "stille")
        topp.addWidget(self.tilbakeknapp)
        rom.addLayout(topp)
        rom.addWidget(Etikett(t("ui_innstillinger.innledning"), "dempet"))
        self.oversikt = rom.ny(Oversikt(self, spalte, self._tema, self._ord))
        self._feil = rom.ny(Etikett(rolle="feil"))
        self._igjen = knapp(t("ui.knapp.prov_igjen"), self.lagre)
        self._igjen.hide()
        rom.addWidget(self._igjen, 0, Qt.AlignmentFlag.AlignLeft)
        self._stedplass = rom.under(0)
        self.kontoret = rom.ny(Kontorkort(self._u, self._kontoret_na))
        self.kontoret.endret.connect(self._nytt_kontor)
        self.kontoret.forlatt.connect(self.lagre)
        rom.addWidget(self._deg())
        rom.addWidget(self._statsforvalteren())
        self.linjen = rom.ny(Kontorlinje(self._tema, self._ord))
        self.linjen.endret.connect(lambda linje: self._endre(personer=linje))
        self.linjen.forlatt.connect(self.lagre)
        self.linjen.vis_fram.connect(self._vis_fram)
        self._bare_kontoret = (self.kontoret, self.linjen)
        self._lederne = rom.ny(Lederkort(self._tema, self._ord))
        self._lederne.endret.connect(lambda linje: self._endre(embetslinje=linje))
        self._journal = rom.ny(Journalkort(self._tema, self._ord))
        self._journal.valgt.connect(lambda arkivet: self._endre(journal_i_arkivet=arkivet))
        self._bare_embetet: tuple[QWidget, ...] = (self._lederne, self._journal)
        for kort in self._bare_embetet:
            kort.hide()
        self._brevmalplass = rom.under(0)
        self.arkivet = rom.ny(Arkivkort(self._tema, self._ord))
        self.arkivet.endret.connect(lambda verdier: self._endre(arkiv=verdier))
        self.arkivet.forlatt.connect(self.lagre)
        self.pakkemappen = rom.ny(Pakkemappekort(self._u))
        self._loggplass = rom.under(0)
        self._laasplass = rom.under(0)
        self._kopiplass = rom.under(0)
        vinduet = rom.ny(Kort(self._tema, tittel=t("ui_innstillinger.vindu.tittel")))
        self._vindusmalform = vinduet.rom.ny(malformvalg(ord_=self._ord, valgt=self.malform_valgt))
        vinduet.rom.addWidget(Etikett(t("ui_innstillinger.vindu.hjelp"), "dempet"))
        vinduet.rom.addWidget(storrelsevalg(self._u, self.storrelse_valgt))
        vinduet.rom.addWidget(Etikett(t("ui_innstillinger.vindu.utseende"), "dempet"))
        if self._u.rettskriving is not None:
            staving = rom.ny(Stavekort(self._u, self._u.rettskriving()))
            staving.valgt.connect(lambda pa: self._endre(rettskriving=pa))
        rom.addWidget(Oppsettkort(self._u))
        rom.addStretch(1)
        self.setWidget(ytre)

    def fokuser_malform(self) -> None:
        """Til valget av målform, som den som nettopp valgte den, sto på."""
        self._vindusmalform.fokuser()
        self.ensureWidgetVisible(self._vindusmalform)

    def vis_brevmaler(self, maler: EgneMaler, dialoger: Dialoger) -> None:
        """Legg til kortet der kontoret velger egne brevmaler."""
        self._brevmalplass.addWidget(Brevmalkort(maler, dialoger, self._ord, self._tema))

    def vis_laasen(self, laasen: Laasen, slipp_loggen: SlippLoggen, endret: Callable[[], object]) -> None:
        """Legg til kortet der låsen slås på og av."""
        from .laaskort import Laaskort

        self.laaskort = Laaskort(laasen, slipp_loggen, self._u, endret)
        self._laasplass.addWidget(self.laaskort)
        sett_inn_foran(med_tab(self._vindusmalform)[0], med_tab(self.laaskort))

    def vis_loggsted(
        self, sted: Loggsted, slipp_loggen: Callable[[Callable[[], None]], object], kollegene: Kollegakort
    ) -> None:
        """Legg til kortet der en velger hvor loggen ligger, og det om dem som bruker den. De er bare for dem som har en
        logg.
        """
        from .loggkort import Loggkort

        kort = Loggkort(sted, slipp_loggen, self._u)
        kort.byttet.connect(kollegene.hent)
        kollegene.vist.connect(self.oversikt.tegn.start)
        for et in (kollegene, kort):
            self._bare_embetet = (*self._bare_embetet, et)
            et.setVisible(bool(self._arbeider_i))
            self._loggplass.addWidget(et)
            sett_inn_foran(med_tab(self._vindusmalform)[0], med_tab(et))

    def vis_kopier(self, rom: Kopirom, hva: Callable[[], Register], hent_fram: Callable[[], object]) -> None:
        """Legg til kortet om sikkerhetskopiene der en arbeider."""
        from .kopikort import Kopikort

        kort = self.kopier = Kopikort(self._u, rom, hva)
        kort.hent_fram.connect(hent_fram)
        self._kopiplass.addWidget(kort)
        sett_inn_foran(med_tab(self._vindusmalform)[0], med_tab(kort))

    def vis_arbeidssted(self, kort: Arbeidsstedkort) -> None:
        """Legg til kortet der en velger hvor en arbeider."""
        kort.valgt.connect(self._velg_arbeidssted)
        self._stedplass.addWidget(kort)
        sett_inn_foran(med_tab(self._bare_kontoret[0])[0], med_tab(kort))

    def _velg_arbeidssted(self, embete: str) -> None:
        self._endre(embete=embete, rolle="embete" if embete else "kontor")
        self.vis_for(embete)

    def vis_for(self, embete: str) -> None:
        """Bare det som brukes der en arbeider: hos Statsforvalteren er det ikke noe kontor å fylle ut."""
        self._arbeider_i = embete
        for kort in self._bare_kontoret:
            kort.setVisible(not embete)
        for egen in self._bare_embetet:
            egen.setVisible(bool(embete))
        self.oversikt.tegn.start()
        self._hjelp_om_navnet.vis_tekst(self._t(f"ui_innstillinger.deg.{'hjelp_embete' if embete else 'hjelp'}"))
        self._vis_embete()

    # Kortene

    def _deg(self) -> Kort:
        kort = Kort(self._tema, tittel=self._t("ui_innstillinger.deg.tittel"))
        self._navn = med_etikett(kort.rom, self._t("ui_innstillinger.deg.navn"), Linjefelt(), self._tema, 0)
        self._navn.setMaximumWidth(self._tema.px(560))
        self._navn.textEdited.connect(lambda tekst: self._endre(navnet_ditt=tekst.strip()))
        self._navn.forlatt.connect(self.lagre)
        self._hjelp_om_navnet = kort.rom.ny(Etikett(self._t("ui_innstillinger.deg.hjelp"), "dempet"))
        self._malform = kort.rom.ny(Valgrad(self._t("ui_innstillinger.deg.malform")))
        self._malform.fyll([(m.value, self._t(f"malform.{m}")) for m in Malform])
        self._malform.valgt.connect(lambda malform: self._endre(malform=malform))
        return kort

    def _statsforvalteren(self) -> Kort:
        kort = Kort(self._tema, tittel=self._t("ui_innstillinger.adresse.tittel"))
        self._adresseord = kort.rom.ny(Etikett(rolle="etikett"))
        self._adresse = kort.rom.ny(Tekstflate(minst=2, mest=4))
        uten_rettskriving(self._adresse)
        self._adresse.setMaximumWidth(self._tema.px(560))
        self._adresseord.setBuddy(self._adresse)
        self._adressestatus = kort.rom.ny(Etikett())
        self._bekreft = knapp(self._t("ui_innstillinger.adresse.bekreft"), self._bekreft_adressen)
        self._ikke_bruk = knapp(self._t("ui_innstillinger.adresse.ikke_bruk"), self._ta_bort_adressen, "stille")
        kort.rom.til_venstre(self._bekreft, self._ikke_bruk)
        self._adresse.textChanged.connect(self._vis_adressestatus)
        return kort

    # Vise

    def vis(self) -> None:
        """Vis innstillingene slik de er nå."""
        verdier = self._lager.verdier
        self.kontoret.vis(dict(verdier.kontor))
        self._navn.setText(verdier.navnet_ditt)
        self._malform.velg(verdier.malform)
        self._feil.vis_tekst(self._ord.feil(verdier.melding or ""))
        self._vis_embete()
        self.linjen.vis(verdier.personer)
        self._journal.vis(verdier.journal_i_arkivet)
        self.arkivet.vis(verdier.arkiv)
        self.pakkemappen.vis()
        self._lederne.vis(verdier.embetslinje)
        self._vist = (verdier.kontor, verdier.personer)

    def _vis_embete(self) -> None:
        embete = self._arbeider_i or self._geografi.embete_for.get(self._kontoret_na().get("kommune", ""), "")
        self._embete = embete
        for element in (self._adresse, self._bekreft, self._ikke_bruk):
            element.setVisible(bool(embete))
        if not embete:
            self._adresseord.vis_tekst("")
            self._adressestatus.vis_tekst(self._t("ui_innstillinger.adresse.uten_kommune"))
            return
        forslag = self._geografi.embeter[embete].postadresse_ubekreftet.replace(", ", "\n")
        tekst = self._t("ui_innstillinger.adresse.felt", embete=self._geografi.embeter[embete].navn)
        self._adresseord.vis_tekst(tekst)
        self._adresse.setAccessibleName(tekst)
        self._adresse.setPlainText(self._bekreftede().get(embete, forslag))
        self._vis_adressestatus()

    def _vis_adressestatus(self) -> None:
        if not self._embete:
            return
        bekreftet = self._bekreftede().get(self._embete)
        status = "ikke_bekreftet" if bekreftet is None else "bekreftet" if bekreftet == self._adressen() else "endret"
        self._adressestatus.vis_tekst(self._t(f"ui_innstillinger.adresse.{status}"))
        self._bekreft.setVisible(status != "bekreftet" and bool(self._adressen()))
        self._ikke_bruk.setVisible(bekreftet is not None)

    # Endre

    @property
    def _na(self) -> Innstillinger:
        """Innstillingene med det som ennå ikke er lagret."""
        return replace(self._lager.verdier, **self._venter)

    def _kontoret_na(self) -> dict[str, str]:
        return dict(self._na.kontor)

    def _bekreftede(self) -> Mapping[str, str]:
        return self._na.bekreftede_adresser

    def _nytt_kontor(self, kontor: dict[str, str]) -> None:
        ny_kommune = kontor.get("kommune") != self._kontoret_na().get("kommune")
        self._endre(kontor=kontor)
        if ny_kommune:
            self._vis_embete()

    def _adressen(self) -> str:
        linjer = (linje.strip() for linje in rens(self._adresse.toPlainText()).splitlines())
        return "\n".join(linje for linje in linjer if linje)

    def _bekreft_adressen(self) -> None:
        self._endre(bekreftede_adresser={**self._bekreftede(), self._embete: self._adressen()})
        self._etter_adressen()

    def _ta_bort_adressen(self) -> None:
        self._endre(bekreftede_adresser={e: a for e, a in self._bekreftede().items() if e != self._embete})
        self._etter_adressen()

    def _etter_adressen(self) -> None:
        self.lagre()
        self._vis_adressestatus()
        meld(self, self._adressestatus.text())
        self._adresse.setFocus(Qt.FocusReason.OtherFocusReason)

    def _endre(self, **felt: object) -> None:
        self._venter |= felt
        self._vent.start()

    def lagre(self) -> None:
        """Lagre det som venter. Kalles også når siden eller vinduet forlates."""
        self._vent.stop()
        if not self._venter and not self._lager.uskrevet:
            return
        felt, self._venter = self._venter, {}
        try:
            ny = self._lager.endre(**felt)
            self._vist = (ny.kontor, ny.personer)
            self._si_feil("")
        except OverforingFeil as feil:
            self._si_feil(self._ord.feil(feil))
        self.endret.emit()

    def _si_feil(self, tekst: str) -> None:
        self._feil.vis_tekst(tekst)
        self._igjen.setVisible(bool(tekst))
        meld(self, tekst, viktig=True)

    def _vis_fram(self, widget: QWidget) -> None:
        self.tilpass()
        self.ensureWidgetVisible(widget, 20, self._tema.px(60))

    def resizeEvent(self, hendelse: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(hendelse)
        self.oversikt.ordne()

    def showEvent(self, hendelse: QShowEvent) -> None:  # noqa: N802
        super().showEvent(hendelse)
        self.oversikt.tegn.start()
        verdier = self._lager.verdier
        if (verdier.kontor, verdier.personer) != self._vist and not self._lager.uskrevet:
            self.vis()  # et kontor er husket fra en sak

    def hideEvent(self, hendelse: QHideEvent) -> None:  # noqa: N802
        self.lagre()
        super().hideEvent(hendelse)
