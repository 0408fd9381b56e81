"""Gjenopprettingsarket på skjermen, og så to av gruppene tastet tilbake fra papiret."""

from __future__ import annotations

import html

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit

from overforing.feil import Melding, OverforingFeil
from overforing.ui.deler.flyt import Rad
from overforing.ui.deler.inndata import beskriv, med_etikett, merk
from overforing.ui.deler.klosser import Etikett, Spalte, knapp
from overforing.ui.deler.linjefelt import Linjefelt
from overforing.ui.deler.meld import meld
from overforing.ui.deler.utstyr import Utstyr

from .laasport import Laasen


class Arkflate(Spalte):
    """``tastet`` gis de to gruppene og passfrasen når brukeren er ferdig, og ``avbrutt`` når hun lar være.

    Det som er galt med det som ble tastet, sies med ``si_feil``.
    """

    tastet = Signal(object, str)  # gruppene er etter nummer, og et slikt kart tar ikke Qt imot selv
    avbrutt = Signal()
    byttet = Signal()
    """Noe annet vises nå: arket, eller feltene."""

    def __init__(self, laasen: Laasen, utstyr: Utstyr, avbryt: str) -> None:
        super().__init__(0)
        self._laasen, self._u, self._t = laasen, utstyr, utstyr.ord.fra
        self._arket = self.rom.ny(self._lag_arket(avbryt))
        self._tasting = self.rom.ny(self._lag_tastingen())
        self.lukk()

    def _lag_arket(self, avbryt: str) -> Spalte:
        t, px = self._t, self._u.tema.px
        flate = Spalte(px(8))
        flate.rom.addWidget(Etikett(t("las.kort.arket"), "sterk"))
        flate.rom.addWidget(Etikett(t("las.kort.arket_hjelp")))
        self._grupper = flate.rom.ny(Etikett(markerbar=True, rolle="jevnbred"))
        self._skriv_ut = knapp(t("las.kort.skriv_ut"), self._pa_papir)
        har_arket = knapp(t("las.kort.har_arket"), self._vis_tasting, "hoved")
        stille = knapp(avbryt, self.avbrutt.emit, "stille")
        flate.rom.addWidget(Rad(px(10), self._skriv_ut, har_arket, stille))
        self._arkfeil = flate.rom.ny(Etikett(rolle="feil"))
        return flate

    def _lag_tastingen(self) -> Spalte:
        t, px = self._t, self._u.tema.px
        flate = Spalte(px(8))
        flate.rom.addWidget(Etikett(t("las.kort.tast")))
        rad = QHBoxLayout()
        rad.setSpacing(px(12))
        flate.rom.addLayout(rad)
        par = [(Etikett(rolle="etikett"), Linjefelt()) for _ in range(2)]
        for etikett, felt in par:
            etikett.setBuddy(felt)
            felt.setMaximumWidth(px(160))
            felt.returnPressed.connect(self._send)
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
        self._gjor = knapp("", self._send, "hoved")
        flate.rom.addWidget(Rad(px(10), self._gjor, knapp(t("las.kort.tilbake"), self._tilbake, "stille")))
        return flate

    @property
    def er_oppe(self) -> bool:
        return not (self._arket.isHidden() and self._tasting.isHidden())

    @property
    def tastes(self) -> bool:
        return not self._tasting.isHidden()

    def vis(self, *, ny: bool) -> None:
        """Vis arket. ``ny`` når låsen skal slås på med det. Kaster ``OverforingFeil``."""
        rader = [self._t("las.ark.gruppe", nr=str(nr), gruppe=g) for nr, g in enumerate(self._laasen.ark(), 1)]
        self._ny = ny
        self._gjor.setText(self._t("las.kort.las_na" if ny else "las.kort.sjekk"))
        self._grupper.vis_tekst("\n".join(rader))
        self._tasting.hide()
        self._arket.show()
        self._skriv_ut.setFocus(Qt.FocusReason.OtherFocusReason)
        self.byttet.emit()

    def _tilbake(self) -> None:
        try:
            self.vis(ny=self._ny)
        except OverforingFeil as feil:
            self.si_feil(feil)

    def lukk(self) -> None:
        """Det som er vist og tastet, glemmes."""
        self._arket.hide()
        self._tasting.hide()
        self._grupper.vis_tekst("")
        self._arkfeil.vis_tekst("")
        for felt in (*self._gruppefelt, *self._frasefelt):
            felt.clear()
        self.si_feil(None)

    def _pa_papir(self) -> None:
        from overforing.ui.kart.utskrift import skriv_tekst

        skriver = self._u.dialoger.skriver(self, self._t("las.ark.tittel"))
        if skriver is None:
            return
        try:
            skriv_tekst(skriver, som_html(self._laasen.arkside(self._t, self._u.i_dag())), self._u.ord)
        except OverforingFeil as feil:
            self._arkfeil.vis_tekst(f"△ {self._u.ord.feil(feil)}")
            meld(self, self._arkfeil.text(), viktig=True)

    def _vis_tasting(self) -> None:
        """Gruppene er ikke på skjermen lenger: det som tastes, må komme fra arket."""
        for nr, etikett, felt in zip(self._laasen.sporres_om, self._gruppeord, self._gruppefelt, strict=True):
            ordet = self._t("las.kort.gruppe", nr=str(nr))
            etikett.vis_tekst(ordet)
            beskriv(felt, ordet, "")
        self._frase.setVisible(self._ny and not self._laasen.har_ring())
        self.si_feil(None)
        self._arket.hide()
        self._grupper.vis_tekst("")
        self._tasting.show()
        self._gruppefelt[0].setFocus(Qt.FocusReason.OtherFocusReason)
        self.byttet.emit()

    def _send(self) -> None:
        frase, igjen = ("" if self._frase.isHidden() else felt.text() for felt in self._frasefelt)
        if frase != igjen:
            self._si(self._t("las.kort.ulike"), self._frasefelt)
            return
        felt = zip(self._laasen.sporres_om, self._gruppefelt, strict=True)
        self.tastet.emit({nr: ett.text() for nr, ett in felt}, frase)

    def si_feil(self, feil: OverforingFeil | None) -> None:
        """Si hva som er galt, ved feltene det gjelder. ``None`` tar det bort."""
        if feil is None:
            self._si("", ())
        else:
            self._si(self._u.ord.feil(feil), self._feltene(feil.melding))

    def _feltene(self, feil: Melding) -> tuple[Linjefelt, ...]:
        """Feltene feilen gjelder."""
        if feil.nokkel == "feil.las.gruppe":
            par = zip(self._laasen.sporres_om, self._gruppefelt, strict=True)
            return tuple(felt for nr, felt in par if nr == feil.verdier["nr"])
        return self._frasefelt if feil.nokkel in ("feil.las.kort_passfrase", "feil.las.uten_ring") else ()

    def _si(self, tekst: str, gjelder: tuple[Linjefelt, ...]) -> None:
        self._tastefeil.vis_tekst(f"△ {tekst}" if tekst else "")
        for felt in (*self._gruppefelt, *self._frasefelt):
            merk(felt, tekst if felt in gjelder else "")
        if gjelder:
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
