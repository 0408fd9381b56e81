"""Sikkerhetskopiene i vinduet: dagens kopi ved siden av det, det som er galt ved start, og «Hent fram en kopi»."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from overforing.ui.deler.meld import meld
from overforing.ui.deler.ramme import Ramme

if TYPE_CHECKING:
    from overforing.feil import Melding, OverforingFeil
    from overforing.saksgang.kopier import Funn, Kopirom, Register
    from overforing.ui.deler.arbeid import Arbeid
    from overforing.ui.deler.varsel import Varsel

    from .apen_sak import ApenSak
    from .arbeidssted import Arbeidssted
    from .sakshandlinger import Sakshandlinger

_HVIL_MS = 5 * 60_000
_NY_DAG_MS = 60 * 60_000


class Kopivakt(QObject):
    """``rom`` er kopiene, ``None`` når programmet ikke har noen. Ingenting gjøres før ``begynn``."""

    def __init__(
        self, ramme: Ramme, rom: Kopirom | None, sak: ApenSak, sakene: Sakshandlinger, sted: Arbeidssted
    ) -> None:
        super().__init__(ramme)
        self._ramme, self._u, self._sak, self._sakene, self._sted = ramme, ramme.utstyr, sak, sakene, sted
        self._t = ramme.utstyr.ord.fra
        self.rom = rom
        self._arbeid: Arbeid | None = None
        self._varsler: dict[str, Varsel] = {}

    def begynn(self, arbeid: Arbeid, ferdig: Callable[[], object]) -> None:
        """Se etter at registrene er som sist, og kall så ``ferdig``. Etterpå tas dagens kopi. Alt ved siden av."""
        if (rom := self.rom) is None:
            ferdig()
            return
        self._arbeid = arbeid

        def funnet(svar: tuple[tuple[Funn, ...], Melding | None]) -> None:
            funn, klokka = svar
            for ett in funn:
                self._vis_funn(ett)
            if klokka is not None:
                riktig = (self._t("ui_kopier.varsel.klokka_er_riktig"), lambda: self.ta_bort("klokka"))
                self.vis("klokka", self._t("ui_kopier.varsel.klokka"), self._u.ord.feil(klokka), (riktig,))
            ferdig()
            self._ta_dagens()

        arbeid.gjor("kopifunn", lambda: (rom.funn(), None if self._sted.embete else rom.klokka()), funnet)
        for hvert, hva in ((_NY_DAG_MS, self._ta_dagens), (_HVIL_MS, self._hvil)):
            klokke = QTimer(self)
            klokke.timeout.connect(hva)
            klokke.start(hvert)

    def _ta_dagens(self) -> None:
        if self._arbeid is not None and self.rom is not None:
            self._arbeid.gjor("kopi", self.rom.daglig, self._tatt)

    def _hvil(self) -> None:
        if self._arbeid is not None and self.rom is not None:
            self._arbeid.gjor("hvil", self.rom.hvil, lambda _: None)

    def _tatt(self, galt: tuple[OverforingFeil, ...]) -> None:
        from overforing.saksgang.kopier import venter_pa_lasen

        self.ta_bort("kopi")
        if galt := tuple(feil for feil in galt if not venter_pa_lasen(feil)):
            tekst = "\n".join(dict.fromkeys(self._u.ord.feil(feil) for feil in galt))
            knapper = (
                (self._u.ord("knapp.prov_igjen"), self._ta_dagens),
                (self._t("ui_innstillinger.tittel"), lambda: self._ramme.ga_til("innstillinger")),
            )
            self.vis("kopi", self._t("ui_kopier.varsel.tittel"), tekst, knapper)

    # Det som er galt ved start

    def _vis_funn(self, funn: Funn) -> None:
        from overforing.saksgang.kopier import Startfunn

        from .kopidialog import nar

        t, hva = self._t, f"ui_kopier.funn.{funn.register}.{funn.hva}"
        knapper = [(t("ui_kopier.funn.hent"), lambda: self.apne(funn.register))]
        if funn.hva is not Startfunn.SKADET:
            valg = "begynn" if funn.hva is Startfunn.MANGLER else "bruk"
            knapper.append((t(f"ui_kopier.funn.{valg}"), lambda: self._la_gjelde(funn.register, valg)))
        self.vis(funn.register, t(hva), t(f"{hva}_tekst", fil=str(funn.fil), nar=nar(funn.nyeste)), tuple(knapper))

    def _la_gjelde(self, hva: Register, valg: str) -> None:
        t, rom = self._t, self.rom
        tittel = t(f"ui_kopier.funn.{valg}_tittel")
        ja = t(f"ui_kopier.funn.{valg}").removesuffix(" …")
        if rom is not None and self._u.dialoger.spor(self._ramme.vindu, tittel, t(f"ui_kopier.funn.{valg}_tekst"), ja):
            self.gjor(hva, t(f"ui_kopier.funn.{valg}"), lambda: rom.begynn_pa_nytt(hva), lambda: None)

    def vis(self, navn: str, tittel: str, tekst: str, knapper: tuple[tuple[str, Callable[[], object]], ...]) -> None:
        """Et varsel øverst der en arbeider. Det forrige med samme navn viker."""
        from overforing.ui.deler.varsel import Varsel

        self.ta_bort(navn)
        varsel = self._varsler[navn] = Varsel(self._u.tema, navn, tittel, tekst, knapper)
        (self._sted.mottak.side if self._sted.embete else self._sakene.side).varslene.legg_til(varsel)
        meld(self._ramme.vindu, varsel.sagt, viktig=True)

    def ta_bort(self, navn: str) -> None:
        """Varselet er ikke sant lenger."""
        if (varsel := self._varsler.pop(navn, None)) is not None:
            varsel.ta_bort()

    # Å hente fram

    def registeret(self) -> Register:
        """Registeret der en arbeider nå."""
        from overforing.saksgang.kopier import Register

        return Register.LOGG if self._sted.embete else Register.SAKER

    def apne(self, hva: Register | None = None) -> None:
        """Vinduet der en ser i kopiene. Uten ``hva`` er det registeret der en arbeider."""
        if self.rom is None:
            return
        from overforing.saksgang.kopier import Register

        from .kopidialog import Kopidialog

        hva = hva or self.registeret()
        if hva is Register.SAKER and not self._sak.lukk():
            return
        if self._ramme.na in ("sak", "foresporsel", "mottaksbrev"):
            self._ramme.ga_til(self._sted.hjem)
        forelder: QWidget = self._ramme.vindu

        def gjor(tittel: str, handling: Callable[[], object], ferdig: Callable[[], object]) -> None:
            self.gjor(hva, tittel, handling, ferdig)

        Kopidialog(forelder, self._u, self.rom, hva, gjor).exec()

    def gjor(self, hva: Register, tittel: str, handling: Callable[[], object], ferdig: Callable[[], object]) -> None:
        """Gjør noe med registeret på tråden som eier det, og vis det som er der etterpå."""
        from overforing.saksgang.kopier import Register

        def gikk() -> None:
            self.ta_bort(hva)
            ferdig()
            if hva is Register.SAKER:
                self._sakene.hent()
            else:
                self._sted.mottak.hent()
            self._ta_dagens()

        if hva is not Register.SAKER and self._sted.embete:
            self._sted.mottak.med_lukket_logg(handling, gikk, tittel)
            return

        def med_ventetegn() -> None:
            QApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
            try:
                handling()
            finally:
                QApplication.restoreOverrideCursor()

        if self._u.dialoger.prov(self._ramme.vindu, tittel.removesuffix(" …"), med_ventetegn):
            gikk()
