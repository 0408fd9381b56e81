"""Kortet der låsen slås på og av, og arket skrives ut. Det som står om låsen, er lest av filene."""

from __future__ import annotations

import html
from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLineEdit

from overforing.feil import Melding, OverforingFeil
from overforing.ui.deler.flyt import Rad
from overforing.ui.deler.inndata import beskriv, med_etikett, merk
from overforing.ui.deler.klosser import Etikett, Kort, Spalte, knapp
from overforing.ui.deler.linjefelt import Linjefelt
from overforing.ui.deler.meld import meld
from overforing.ui.deler.utstyr import Utstyr

from .laasport import Laasen


class Laaskort(Kort):
    """``slipp_loggen`` lukker loggen på tråden den er åpen på, og kaller så det den får."""

    def __init__(self, laasen: Laasen, slipp_loggen: Callable[[Callable[[], None]], object], utstyr: Utstyr) -> None:
        t, px = utstyr.ord.fra, utstyr.tema.px
        self._t = t
        super().__init__(utstyr.tema, tittel=t("las.kort.tittel"), innledning=t("las.kort.innledning"))
        self._laasen, self._slipp, self._u = laasen, slipp_loggen, utstyr
        self._star = self.rom.ny(Etikett())
        self._filer = self.rom.ny(Etikett(rolle="dempet"))
        self._feil = self.rom.ny(Etikett(rolle="feil"))
        self._pa = knapp(t("las.kort.sla_pa"), self._vis_arket)
        self._resten = knapp(t("las.kort.las_resten"), lambda: self._skriv_om("pa", lambda: laasen.sla_pa({})))
        self._se_arket = knapp(t("las.kort.se_arket"), self._vis_arket)
        self._apne = knapp(t("las.kort.las_opp"), self._las_opp)
        self._av = knapp(t("las.kort.sla_av"), self._sla_av, "stille")
        self._knapper = (self._pa, self._resten, self._se_arket, self._apne, self._av)
        self.rom.addWidget(Rad(px(10), *self._knapper))
        self._arket = self.rom.ny(self._arkflate())
        self._tasting = self.rom.ny(self._tasteflate())
        self.rom.addWidget(Etikett(t("las.kort.verner"), "dempet"))
        self.rom.addWidget(Etikett(t("las.kort.verner_ikke"), "dempet"))
        self._lukk()

    def _arkflate(self) -> Spalte:
        t, px = self._t, self._u.tema.px
        flate = Spalte(px(8))
        flate.rom.addWidget(Etikett(t("las.kort.arket"), "etikett"))
        flate.rom.addWidget(Etikett(t("las.kort.arket_hjelp")))
        self._grupper = flate.rom.ny(Etikett(markerbar=True, rolle="jevnbred"))
        self._skriv_ut = knapp(t("las.kort.skriv_ut"), self._pa_papir)
        self._har_arket = knapp(t("las.kort.har_arket"), self._vis_tasting, "hoved")
        avbryt = knapp(self._u.ord("knapp.avbryt"), self._lukk, "stille")
        flate.rom.addWidget(Rad(px(10), self._skriv_ut, self._har_arket, avbryt))
        return flate

    def _tasteflate(self) -> Spalte:
        t, px = self._t, self._u.tema.px
        flate = Spalte(px(8))
        self._oppgave = flate.rom.ny(Etikett())
        rad = QHBoxLayout()
        rad.setSpacing(px(12))
        flate.rom.addLayout(rad)
        par = [(Etikett(rolle="etikett"), Linjefelt()) for _ in range(2)]
        for etikett, felt in par:
            etikett.setBuddy(felt)
            felt.setMaximumWidth(px(160))
            felt.returnPressed.connect(self._bekreft)
            rad.addWidget(spalte := Spalte(px(3), etikett, felt))
            spalte.setMaximumWidth(px(160))
        rad.addStretch(1)
        self._gruppeord, self._gruppefelt = zip(*par, strict=True)
        self._frase = Spalte(px(8))
        self._frase.rom.addWidget(Etikett(t("las.kort.uten_ring")))
        self._frasefelt = tuple(
            med_etikett(self._frase.rom, t(f"las.kort.{navn}"), Linjefelt(), self._u.tema)
            for navn in ("passfrase", "passfrase_igjen")
        )
        for felt in self._frasefelt:
            felt.setEchoMode(QLineEdit.EchoMode.Password)
            felt.setMaximumWidth(px(420))
        flate.rom.addWidget(self._frase)
        self._tastefeil = flate.rom.ny(Etikett(rolle="feil"))
        self._gjor = knapp("", self._bekreft, "hoved")
        flate.rom.addWidget(Rad(px(10), self._gjor, knapp(t("las.kort.tilbake"), self._vis_arket, "stille")))
        return flate

    def showEvent(self, hendelse: QShowEvent) -> None:  # noqa: N802
        super().showEvent(hendelse)
        if self._arket.isHidden() and self._tasting.isHidden():
            self.oppdater()

    def oppdater(self) -> None:
        """Les filene, og vis hvordan det står til."""
        try:
            tilstand = self._laasen.tilstand()
        except (OSError, OverforingFeil):
            self._star.vis_tekst(self._t("las.kort.er.ukjent"))
            self._filer.vis_tekst("")
            for knappen in self._knapper:
                knappen.hide()
            return
        self._star.vis_tekst(self._t(f"las.kort.er.{tilstand.er}"))
        hvor = (self._t(f"las.kort.med.{tilstand.med}"),) if tilstand.med else ()
        rader = [
            self._t(f"las.kort.filer.{slag}", filer=", ".join(filer))
            for slag, filer in (("laaste", tilstand.laaste), ("apne", tilstand.apne))
            if filer
        ]
        self._filer.vis_tekst("\n".join([*rader, *hvor]))
        pa, har = tilstand.er != "av", tilstand.har_nokkel
        # Er las.json borte og arket brukt, slås låsen på igjen med den nøkkelen, så det er noe som husker den.
        self._nye = not tilstand.med and (har or not pa)
        self._pa.setVisible(self._nye)
        self._resten.setVisible(tilstand.er == "delvis" and har and not self._nye)
        self._se_arket.setVisible(pa and har)
        self._av.setVisible(pa and har)
        self._apne.setVisible(pa and not har)

    def _lukk(self) -> None:
        """Tilbake til hvordan det står til. Det som er tastet, glemmes."""
        self._arket.hide()
        self._tasting.hide()
        self._grupper.vis_tekst("")
        for felt in (*self._gruppefelt, *self._frasefelt):
            felt.clear()
        self._si("")
        self.oppdater()

    def _vis_arket(self) -> None:
        def vis() -> None:
            rader = [self._t("las.ark.gruppe", nr=str(nr), gruppe=g) for nr, g in enumerate(self._laasen.ark(), 1)]
            for knappen in self._knapper:
                knappen.hide()
            self._grupper.vis_tekst("\n".join(rader))
            self._tasting.hide()
            self._arket.show()
            self._skriv_ut.setFocus(Qt.FocusReason.OtherFocusReason)

        self._prov(vis)

    def _pa_papir(self) -> None:
        from overforing.ui.kart.utskrift import skriv_tekst

        tittel = self._t("las.ark.tittel")
        skriver = self._u.dialoger.skriver(self, tittel)
        if skriver is not None:
            side = som_html(self._laasen.arkside(self._t, self._u.i_dag()))
            self._prov(lambda: skriv_tekst(skriver, side, self._u.ord))

    def _vis_tasting(self) -> None:
        """Gruppene er ikke på skjermen lenger: det som tastes, må komme fra arket."""
        for nr, etikett, felt in zip(self._laasen.sporres_om, self._gruppeord, self._gruppefelt, strict=True):
            ordet = self._t("las.kort.gruppe", nr=str(nr))
            etikett.vis_tekst(ordet)
            beskriv(felt, ordet, "")
        self._frase.setVisible(self._nye and not self._laasen.har_ring())
        self._oppgave.vis_tekst(self._t("las.kort.tast"))
        self._gjor.setText(self._t("las.kort.las_na" if self._nye else "las.kort.sjekk"))
        self._si("")
        self._arket.hide()
        self._grupper.vis_tekst("")
        self._tasting.show()
        self._gruppefelt[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def _bekreft(self) -> None:
        tastet = {nr: felt.text() for nr, felt in zip(self._laasen.sporres_om, self._gruppefelt, strict=True)}
        if not self._nye:
            if self._prov(lambda: self._laasen.bekreft(tastet)):
                self._lukk()
                meld(self, self._t("las.kort.stemmer"))
            return
        frase, igjen = ("" if self._frase.isHidden() else felt.text() for felt in self._frasefelt)
        if frase != igjen:
            self._si(self._t("las.kort.ulike"), self._frasefelt)
            return
        self._skriv_om("pa", lambda: self._laasen.sla_pa(tastet, frase))

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

    def _skriv_om(self, til: str, handling: Callable[[], object]) -> None:
        """Loggen lukkes på sin tråd først. Hver fil er hel hele veien; en feil gjør bare at noe ikke er gjort ennå."""

        def gjor() -> None:
            QApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
            try:
                gikk = self._prov(handling)
            finally:
                QApplication.restoreOverrideCursor()
            if gikk:
                self._lukk()
                meld(self, self._star.text(), viktig=True)
                (self._av if til == "pa" else self._pa).setFocus(Qt.FocusReason.OtherFocusReason)
            elif self._tasting.isHidden():
                self.oppdater()

        self._slipp(gjor)

    def _prov(self, handling: Callable[[], object]) -> bool:
        """Om det gikk. Ellers sies det hvorfor."""
        try:
            handling()
        except OverforingFeil as feil:
            self._si(self._u.ord.feil(feil), self._feltene(feil.melding))
            return False
        self._si("")
        return True

    def _feltene(self, feil: Melding) -> tuple[Linjefelt, ...]:
        """Feltene feilen gjelder."""
        if feil.nokkel == "feil.las.gruppe":
            par = zip(self._laasen.sporres_om, self._gruppefelt, strict=True)
            return tuple(felt for nr, felt in par if nr == feil.verdier["nr"])
        return self._frasefelt if feil.nokkel in ("feil.las.kort_passfrase", "feil.las.uten_ring") else ()

    def _si(self, tekst: str, gjelder: tuple[Linjefelt, ...] = ()) -> None:
        """Si hva som er galt, ved feltene når det er der en er, og gå til det første det gjelder."""
        tastes = not self._tasting.isHidden()
        vist = f"△ {tekst}" if tekst else ""
        self._tastefeil.vis_tekst(vist if tastes else "")
        self._feil.vis_tekst("" if tastes else vist)
        for felt in (*self._gruppefelt, *self._frasefelt):
            merk(felt, tekst if tastes and felt in gjelder else "")
        if gjelder and tastes:
            gjelder[0].setFocus(Qt.FocusReason.OtherFocusReason)
        if tekst:
            meld(self, tekst, viktig=True)


def som_html(side: str) -> str:
    """Arket til papiret: avsnittene, og gruppene med tegn som er like brede, så 0 og D ikke ligner."""
    tittel, *avsnitt = side.split("\n\n")
    deler = [f"<h1>{html.escape(tittel)}</h1>"]
    for ett in avsnitt:
        rader = "<br>".join(map(html.escape, ett.split("\n")))
        deler.append(
            f'<p style="font-family: monospace; font-size: 16pt">{rader}</p>' if "\n" in ett else f"<p>{rader}</p>"
        )
    return f'<div style="margin: 2cm">{"".join(deler)}</div>'
