"""Kortet «Låsen»: hva som er låst, målt; arket som åpner når nøkkelen er borte; og å slå låsen på og av.

Det som er lagret i klartekst, låses først når to av gruppene på arket er tastet tilbake: da er det sikkert at arket
finnes og kan leses.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent

from overforing.feil import OverforingFeil
from overforing.ui.deler.flyt import Rad
from overforing.ui.deler.klosser import Etikett, Kort, knapp
from overforing.ui.deler.meld import meld
from overforing.ui.deler.utstyr import Utstyr

from .arkflate import Arkflate
from .laasarbeid import Laasarbeid
from .laasport import Laasen, SlippLoggen


class Laaskort(Kort):
    """``endret`` kalles når noe er gjort med låsen."""

    def __init__(
        self,
        laasen: Laasen,
        slipp_loggen: SlippLoggen,
        utstyr: Utstyr,
        endret: Callable[[], object] = lambda: None,
    ) -> None:
        t = self._t = utstyr.ord.fra
        super().__init__(utstyr.tema, tittel=t("las.kort.tittel"), innledning=t("las.kort.innledning"))
        self._laasen, self._u, self._si_endret = laasen, utstyr, endret
        self._arbeid = Laasarbeid(laasen, slipp_loggen, utstyr)
        self._star = self.rom.ny(Etikett())
        self._filer = self.rom.ny(Etikett(rolle="dempet"))
        self._feil = self.rom.ny(Etikett(rolle="feil"))
        self._pa = knapp(t("las.kort.sla_pa"), self._vis_arket)
        self._resten = knapp(t("las.kort.las_resten"), self._las_resten)
        self._se_arket = knapp(t("las.kort.se_arket"), self._vis_arket)
        self._apne = knapp(t("las.kort.las_opp"), self._las_opp)
        self._av = knapp(t("las.kort.sla_av"), self._sla_av, "stille")
        self._knapper = (self._pa, self._resten, self._se_arket, self._apne, self._av)
        self.rom.addWidget(Rad(utstyr.tema.px(10), *self._knapper))
        self._ark = self.rom.ny(Arkflate(laasen, utstyr, utstyr.ord("knapp.avbryt")))
        self._ark.avbrutt.connect(self._lukk)
        self._ark.tastet.connect(self._tastet)
        self.rom.addWidget(Etikett(t("las.kort.verner"), "dempet"))
        self.rom.addWidget(Etikett(t("las.kort.verner_ikke"), "dempet"))
        self._lukk()

    def showEvent(self, hendelse: QShowEvent) -> None:  # noqa: N802
        super().showEvent(hendelse)
        if not self._ark.er_oppe:
            self.oppdater()

    def oppdater(self) -> None:
        """Les filene, og vis hvordan det står til."""
        laasen, t = self._laasen, self._t
        try:
            tilstand = laasen.tilstand()
        except (OSError, OverforingFeil):
            self._star.vis_tekst(t("las.kort.er.ukjent"))
            self._filer.vis_tekst("")
            for knappen in self._knapper:
                knappen.hide()
            return
        rader = [t(f"las.kort.er.{tilstand.er}")]
        if laasen.mangler_ark:
            rader.append(t("las.kort.mangler_ark"))
        if laasen.regler.krever:
            rader.append(t("las.kort.kreves"))
        if laasen.regler.uten:
            rader.append(t("oppsett.uten_las", grunn=self._u.innstillinger.oppsett.uten_las))
        self._star.vis_tekst("\n".join(rader))
        hvor = [t(f"las.kort.med.{tilstand.med}")] if tilstand.med else []
        if laasen.kontoret_kan_apne:
            hvor.append(t("las.kort.med.kontor"))
        filer = [
            t(f"las.kort.filer.{slag}", filer=", ".join(navn))
            for slag, navn in (("laaste", tilstand.laaste), ("apne", tilstand.apne))
            if navn
        ]
        self._filer.vis_tekst("\n".join([*filer, *hvor]))
        pa, har = tilstand.er != "av", tilstand.har_nokkel
        # Er las.json borte og arket brukt, slås låsen på igjen med den nøkkelen, så det er noe som husker den.
        self._nye = not tilstand.med and (har or not pa)
        fast = laasen.regler.uten and self._u.innstillinger.oppsett.bestemt("las.av")
        self._pa.setVisible(self._nye and not fast)
        self._resten.setVisible(tilstand.er == "delvis" and har and not self._nye)
        self._se_arket.setVisible(pa and har)
        self._av.setVisible(pa and har and not laasen.regler.krever)
        self._apne.setVisible(pa and not har)

    def _lukk(self) -> None:
        """Tilbake til hvordan det står til. Det som er tastet, glemmes."""
        self._ark.lukk()
        self._feil.vis_tekst("")
        self.oppdater()

    def _vis_arket(self) -> None:
        try:
            self._ark.vis(ny=self._nye)
        except OverforingFeil as feil:
            self._si(feil)
            return
        self._si(None)
        for knappen in self._knapper:
            knappen.hide()

    def _tastet(self, grupper: dict[int, str], frase: str) -> None:
        if self._nye:
            self._skriv_om("pa", lambda: self._laasen.sla_pa(grupper, frase))
            return
        try:
            self._laasen.bekreft(grupper)
        except OverforingFeil as feil:
            self._si(feil)
            return
        self._lukk()
        meld(self, self._t("las.kort.stemmer"))
        self._si_endret()

    def _las_resten(self) -> None:
        self._skriv_om("pa", lambda: self._laasen.sla_pa({}))

    def _sla_av(self) -> None:
        t = self._t
        if self._u.dialoger.spor(
            self, t("las.kort.sla_av_tittel"), t("las.kort.sla_av_sporsmal"), t("las.kort.sla_av")
        ):
            self._skriv_om("av", self._laasen.sla_av)

    def _las_opp(self) -> None:
        from .opplasing import Opplasing

        if Opplasing(self._laasen, self._u.ord, self).exec():
            self._lukk()
            self._si_endret()

    def _skriv_om(self, til: str, handling: Callable[[], object]) -> None:
        def ferdig(galt: OverforingFeil | None) -> None:
            if galt is None:
                self._lukk()
                meld(self, self._star.text(), viktig=True)
                (self._av if til == "pa" else self._pa).setFocus(Qt.FocusReason.OtherFocusReason)
            elif self._ark.tastes and self._laasen.er_pa:
                self._lukk()  # låsen er på, og resten kan låses når som helst
                self._si(galt)
            else:
                self._si(galt)
                if not self._ark.tastes:
                    self.oppdater()
            self._si_endret()

        self._arbeid.gjor(self.window(), til, handling, ferdig)

    def _si(self, feil: OverforingFeil | None) -> None:
        """Si hva som er galt, ved feltene når det er der en er. ``None`` tar det bort."""
        tastes = self._ark.tastes
        self._ark.si_feil(feil if tastes else None)
        tekst = self._u.ord.feil(feil) if feil is not None and not tastes else ""
        self._feil.vis_tekst(f"△ {tekst}" if tekst else "")
        if tekst:
            meld(self, tekst, viktig=True)
