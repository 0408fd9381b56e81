"""Det brukeren gjør med hele saker: ny, åpne, lese inn, fornye, kopiere, slette, avslutte og lagre som saksfil."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QApplication

from overforing.feil import OverforingFeil, UgyldigInndata
from overforing.sak.felles import Malform
from overforing.ui.deler.meld import meld
from overforing.ui.deler.ramme import Ramme, Rammeside

from .startside import Startside

if TYPE_CHECKING:
    from overforing.sak.modell import Sak
    from overforing.saksgang.kontor import Innlest, Lest, Sakskontor, Saksrad
    from overforing.saksgang.saksgang import Saksgang
    from overforing.saksgang.svarmelding import Svarmelding

    from .apen_sak import ApenSak

MAKS_LAPP = 40
"""Så lang kan en merkelapp være, for å få plass i lista."""


class Sakshandlinger(QObject):
    """Handlingene gjøres mot kontoret; lista og den åpne saken viser følgen. ``side`` er startsiden med sakene."""

    def __init__(self, ramme: Ramme, kontor: Sakskontor, sak: ApenSak) -> None:
        super().__init__(ramme)
        self._ramme, self._kontor, self._sak, u = ramme, kontor, sak, ramme.utstyr
        self._vindu, self._u, self._ord, self._dialoger = ramme.vindu, u, u.ord, u.dialoger
        sak.avslutt.connect(self.avslutt)
        sak.forny.connect(self.forny_den_apne)
        sak.lagre_saksfil.connect(self.lagre_saksfil)
        side = self.side = Startside(u.tema, u.ord)
        side.ny.connect(self.ny)
        side.eksempel.connect(self.eksempel)
        side.apne_fil.connect(self.apne_fil)
        side.apne.connect(lambda rad: self.apne(rad.id))
        side.dupliser.connect(lambda rad: self.dupliser(rad.id))
        side.forny.connect(lambda rad: self.forny(rad.id))
        side.merk_sak.connect(self.merk)
        side.saksfil.connect(lambda rad: self._lagre_saksfil(lambda: kontor.apne(rad.id).sak))
        side.avslutt.connect(lambda rad: self._sett_avsluttet(rad.id, True))
        side.gjenapne.connect(lambda rad: self._sett_avsluttet(rad.id, False))
        side.hent_kopier.connect(lambda rad: self.hent_ut_kopier(rad.id))
        side.slett.connect(self.slett)
        side.sok.connect(self.hent)
        ramme.meld_inn(
            Rammeside(
                navn="saker",
                lag=lambda: side,
                slipper_inn=sak.lukk,  # sakene er veien ut av den åpne saken
                vis=lambda side, _: self._vis_lista(),
                hjelp=("hjelp", "saker"),
                sokefelt=lambda side: side.sokefelt,
            )
        )

    def _vis_lista(self) -> None:
        self.hent()
        self.side.fokuser()

    def hent(self) -> None:
        """Hent lista på nytt. Er det låst, vises ingen liste: en tom ville sagt at det ikke er noen saker."""
        self._prov(self._vis_radene, "lista")

    def _vis_radene(self) -> None:
        try:
            rader = self._rader()
        except OverforingFeil as feil:
            from overforing.saksgang.kopier import venter_pa_lasen

            if not venter_pa_lasen(feil):
                raise
        else:
            self.side.vis(rader)

    def _rader(self) -> tuple[Saksrad, ...]:
        try:
            return self._kontor.saker(self.side.sokt, self.side.filter)
        except OverforingFeil as feil:
            from overforing.saksgang.kopier import er_fortalt

            if er_fortalt(feil):
                return ()
            raise

    def ny(self) -> None:
        malform = Malform(self._u.innstillinger.verdier.malform)
        self._apne(lambda: self._kontor.ny(malform))

    def eksempel(self) -> None:
        self._apne(self._kontor.eksempel)

    def apne(self, id_: str) -> None:
        self._apne(lambda: self._kontor.apne(id_))

    def apne_fil(self) -> None:
        fil = self._dialoger.apne_fil(self._vindu, self._ord("start.velg_fil"), self._ord("start.filtyper"))
        if fil is not None:
            self.les_inn(fil)

    def les_inn(self, fil: Path) -> None:
        """Åpne saken i en saksfil eller et brev."""
        from overforing.filer import MAKS_FIL, les

        sagt: list[Lest | None] = []
        lest: list[Innlest | None] = []

        def les_ved_siden() -> None:
            innhold = les(fil, MAKS_FIL, for_stor="ui.feil.for_stor")
            kontor = self._kontor
            les_fil = partial(kontor.les_fil, innhold, fil.name)
            sagt[:] = [self._dialoger.vent(self._vindu, self._ord("start.leser"), les_fil, kontor.stans_lesing)]

        def hent() -> Saksgang:
            assert sagt[0] is not None
            lest[:] = [self._kontor.apne_lest(sagt[0])]
            if lest[0] is None:
                raise UgyldigInndata("ui.feil.ingen_sak")
            return lest[0].gang

        if not self._sak.lukk():
            return
        if not self._prov(les_ved_siden, "apne") or sagt[0] is None:
            self._ramme.ga_til("saker")
            return
        if self._apne(hent) and lest[0] is not None:
            if lest[0].svar is not None:
                self._for_svar(lest[0], lest[0].svar)
            else:
                self._si_om_filen(lest[0])

    def _for_svar(self, lest: Innlest, svar: Svarmelding) -> None:
        """Statsforvalterens svar føres først når brukeren har sett det og sagt ja."""
        endret = self._ord("innlest.svar_endret") if lest.endret else ""
        tekst = "\n\n".join(bit for bit in (endret, *lest.om_filen, svar.tekst, svar.folger) if bit)
        tittel, ja = self._ord("innlest.svar"), self._ord("innlest.for_svar")
        if svar.i_saken is None:
            self._dialoger.si(self._vindu, tittel, tekst)
        elif self._dialoger.spor(self._vindu, tittel, tekst, ja) and self._prov(
            lambda: self._kontor.for_svar(lest), "svar"
        ):
            self._sak.vis(lest.gang)
            meld(self._vindu, self._ord("innlest.svar_fort"))

    def _si_om_filen(self, lest: Innlest) -> None:
        """Det brukeren bør vite om saken som ble åpnet fra en fil."""
        hva = [nokkel for nokkel, gjelder in (("endret", lest.endret), ("fantes", lest.fantes)) if gjelder]
        setninger = (*(self._ord(f"innlest.{nokkel}") for nokkel in hva), *lest.om_filen)
        if setninger:
            tekst = "\n\n".join(setninger)
            self._dialoger.si(self._vindu, self._ord("innlest.tittel"), tekst)

    def forny_den_apne(self) -> None:
        self.forny(self._sak.gang.sak.id)

    def forny(self, id_: str) -> None:
        """En ny søknad i samme forhold som saken, åpnet."""
        if self._apne(lambda: self._kontor.forny(id_)):
            meld(self._vindu, self._ord("start.fornyet"))

    def merk(self, rad: Saksrad) -> None:
        """Spør om kontorets egen merkelapp på saken, til den kan brukes eller brukeren lar være."""
        tittel, tekst = self._ord("start.merkelapp"), self._ord("start.merkelapp_tekst")
        lapp: str | None = rad.merkelapp
        while (lapp := self._dialoger.skriv(self._vindu, tittel, tekst, lapp or "", MAKS_LAPP)) is not None:
            if self._prov(partial(self._kontor.sett_merkelapp, rad.id, lapp), "merkelapp"):
                self.hent()
                return

    def dupliser(self, id_: str) -> None:
        if self._prov(lambda: self._kontor.dupliser(id_), "kopi"):
            self._vis_den_nye("start.kopiert")

    def hent_ut_kopier(self, id_: str) -> None:
        """Det som ikke kunne lagres fordi saken var endret et annet sted, som egne saker."""
        if self._prov(lambda: self._kontor.hent_ut_kopier(id_), "hent_kopier"):
            self._vis_den_nye("start.kopier_hentet")

    def _vis_den_nye(self, hva: str) -> None:
        self.hent()
        self.side.tabell.velg({self.side.tabell.modell.nyeste})
        meld(self._vindu, self._ord(hva))

    def slett(self, rader: tuple[Saksrad, ...]) -> None:
        """Slett sakene når brukeren har sagt ja. Det spørres én gang, også om flere."""
        if len(rader) == 1:
            nummer = rader[0].saksnummer
            sak = self._ord.fra("vindu.sak", nummer=nummer) if nummer else self._ord("start.uten_nummer")
            tittel, tekst, ja = "start.slett_tittel", self._ord("start.slett_tekst", sak=sak), "start.slett_ja"
        else:
            tekst = self._ord("start.slett_flere_tekst")
            tittel, ja = "start.slett_flere_tittel", "start.slett_flere_ja"
        antall = str(len(rader))
        if not self._dialoger.spor(self._vindu, self._ord(tittel, antall=antall), tekst, self._ord(ja, antall=antall)):
            return
        gikk = self._prov(lambda: self._kontor.slett(*(rad.id for rad in rader)), "slett")
        self.hent()
        if gikk:
            meld(self._vindu, self._ord("start.slettet" if len(rader) == 1 else "start.slettet_flere", antall=antall))

    def avslutt(self, avsluttet: bool) -> None:
        """Avslutt den åpne saken, eller åpne den igjen."""
        id_ = self._sak.gang.sak.id
        if self._sak.lukk() and self._prov(lambda: self._kontor.sett_avsluttet(id_, avsluttet), "lagre"):
            if avsluttet:
                self._ramme.ga_til("saker")
            else:
                self.apne(id_)

    def _sett_avsluttet(self, id_: str, avsluttet: bool) -> None:
        if self._prov(lambda: self._kontor.sett_avsluttet(id_, avsluttet), "lagre"):
            self.hent()

    def lagre_saksfil(self) -> None:
        """Lagre den åpne saken som en fil et annet kontor eller en annen maskin kan åpne."""
        self._sak.send()
        sak = self._sak.gang.sak
        self._lagre_saksfil(lambda: sak)

    def _lagre_saksfil(self, hent: Callable[[], Sak]) -> None:
        from overforing.filer import SAKSFIL

        tittel, typer = self._ord("saksfil.tittel"), self._ord("saksfil.filtype")
        fil = self._dialoger.lagre_fil(self._vindu, tittel, self._ord("saksfil.navn"), typer)
        if fil is None:
            return
        sti = fil if fil.suffix else fil.with_suffix(SAKSFIL)
        if self._prov(lambda: self._kontor.lagre_saksfil(hent(), sti), "saksfil"):
            meld(self._vindu, self._ord("saksfil.lagret"))

    def _apne(self, hent: Callable[[], Saksgang]) -> bool:
        """Åpne saken ``hent`` gir, i stedet for den som er åpen."""
        if not self._sak.lukk():
            return False
        apnet: list[Saksgang] = []

        def med_ventetegn() -> None:
            QApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
            try:
                apnet.append(hent())
            finally:
                QApplication.restoreOverrideCursor()

        if self._prov(med_ventetegn, "apne"):
            self._sak.vis(apnet[0])
            return True
        self._ramme.ga_til("saker")
        return False

    def _prov(self, handling: Callable[[], object], hva: str) -> bool:
        return self._dialoger.prov(self._vindu, self._ord(f"feil.{hva}"), handling)
