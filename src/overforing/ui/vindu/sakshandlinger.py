"""Det brukeren gjør med hele saker: ny, åpne, lese inn, kopiere, slette, avslutte og lagre som saksfil."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from overforing import hinder
from overforing.feil import OverforingFeil, UgyldigInndata
from overforing.sak.kodeverk import Malform
from overforing.ui.deler.meld import meld
from overforing.ui.deler.ordene import Ord

if TYPE_CHECKING:
    from overforing.saksgang.kontor import Innlest, Kontor
    from overforing.saksgang.saksgang import Saksgang
    from overforing.saksgang.svarmelding import Svarmelding

    from .hovedvindu import Hovedvindu

_STORSTE_FIL = 50 * 1024 * 1024


class Sakshandlinger:
    """Handlingene gjøres mot kontoret, og vinduet viser følgen."""

    def __init__(self, vindu: Hovedvindu, kontor: Kontor, ord_: Ord, innstillinger: Any) -> None:
        self._vindu, self._kontor, self._ord, self._innstillinger = vindu, kontor, ord_, innstillinger

    def ny(self) -> None:
        from overforing.sak.modell import Kontor as Kontoret

        verdier = self._innstillinger.verdier
        kontoret = Kontoret(**{navn: verdi for navn, verdi in verdier.kontor.items() if verdi})
        self._apne(lambda: self._kontor.ny(kontoret, Malform(verdier.malform)))

    def eksempel(self) -> None:
        self._apne(self._kontor.eksempel)

    def apne(self, id_: str) -> None:
        self._apne(lambda: self._kontor.apne(id_))

    def apne_fil(self) -> None:
        fil = self._vindu.dialoger.apne_fil(self._vindu, self._ord("start.velg_fil"), self._ord("start.filtyper"))
        if fil is not None:
            self.les_inn(fil)

    def les_inn(self, fil: Path) -> None:
        """Åpne saken i en saksfil eller et brev."""
        lest: list[Innlest | None] = []

        def hent() -> Saksgang:
            lest[:] = [self._kontor.les_inn(_les(fil, self._ord), fil.name)]
            if lest[0] is None:
                raise UgyldigInndata(self._ord("feil.ingen_sak"))
            return lest[0].gang

        if self._apne(hent) and lest[0] is not None:
            if lest[0].svar is not None:
                self._for_svar(lest[0], lest[0].svar)
            else:
                self._si_om_filen(lest[0])

    def _for_svar(self, lest: Innlest, svar: Svarmelding) -> None:
        """Statsforvalterens svar føres først når brukeren har sett det og sagt ja."""
        endret = self._ord("innlest.svar_endret") if lest.endret else ""
        tekst = "\n\n".join(bit for bit in (endret, svar.tekst, svar.folger) if bit)
        tittel, ja = self._ord("innlest.svar"), self._ord("innlest.for_svar")
        if svar.i_saken is None:
            self._vindu.dialoger.si(self._vindu, tittel, tekst)
        elif self._vindu.dialoger.spor(self._vindu, tittel, tekst, ja) and self._prov(
            lambda: self._kontor.for_svar(lest), self._ord("feil.svar")
        ):
            self._vindu.vis_sak(lest.gang)
            meld(self._vindu, self._ord("innlest.svar_fort"))

    def _si_om_filen(self, lest: Innlest) -> None:
        """Det brukeren bør vite om saken som ble åpnet fra en fil."""
        hva = [nokkel for nokkel, gjelder in (("endret", lest.endret), ("fantes", lest.fantes)) if gjelder]
        if hva:
            tekst = "\n\n".join(self._ord(f"innlest.{nokkel}") for nokkel in hva)
            self._vindu.dialoger.si(self._vindu, self._ord("innlest.tittel"), tekst)

    def dupliser(self, id_: str) -> None:
        if self._prov(lambda: self._kontor.dupliser(id_), self._ord("feil.kopi")):
            self._vindu.hent_saker()
            self._vindu.startside.tabell.setCurrentCell(0, 0)
            meld(self._vindu, self._ord("start.kopiert"))

    def hent_ut_kopier(self, id_: str) -> None:
        """Det som ikke kunne lagres fordi saken var endret et annet sted, som egne saker."""
        if self._prov(lambda: self._kontor.hent_ut_kopier(id_), self._ord("feil.hent_kopier")):
            self._vindu.hent_saker()
            self._vindu.startside.tabell.setCurrentCell(0, 0)
            meld(self._vindu, self._ord("start.kopier_hentet"))

    def slett(self, id_: str, saksnummer: str) -> None:
        sak = self._ord.fra("vindu.sak", nummer=saksnummer) if saksnummer else self._ord("start.uten_nummer")
        tittel, ja = self._ord("start.slett_tittel"), self._ord("start.slett_ja")
        if not self._vindu.dialoger.spor(self._vindu, tittel, self._ord("start.slett_tekst", sak=sak), ja):
            return
        if self._prov(lambda: self._kontor.slett(id_), self._ord("feil.slett")):
            self._vindu.hent_saker()
            meld(self._vindu, self._ord("start.slettet"))

    def avslutt(self, avsluttet: bool) -> None:
        """Avslutt den åpne saken, eller åpne den igjen."""
        id_ = self._vindu.sakside.gang.sak.id
        if self._vindu.lukk_saken() and self._prov(
            lambda: self._kontor.sett_avsluttet(id_, avsluttet), self._ord("feil.lagre")
        ):
            if avsluttet:
                self._vindu.vis_start()
            else:
                self.apne(id_)

    def lagre_saksfil(self) -> None:
        """Lagre den åpne saken som en fil et annet kontor eller en annen maskin kan åpne."""
        gang = self._vindu.sakside.gang
        tittel, typer = self._ord("saksfil.tittel"), self._ord("saksfil.filtype")
        fil = self._vindu.dialoger.lagre_fil(self._vindu, tittel, self._ord("saksfil.navn"), typer)
        if fil is None:
            return
        sti = fil if fil.suffix else fil.with_suffix(".json")
        if self._prov(lambda: self._kontor.lagre_saksfil(gang.sak, sti), self._ord("feil.saksfil")):
            meld(self._vindu, self._ord("saksfil.lagret"))

    def _apne(self, hent: Callable[[], Saksgang]) -> bool:
        """Åpne saken ``hent`` gir, i stedet for den som er åpen."""
        if not self._vindu.lukk_saken():
            return False
        apnet: list[Saksgang] = []

        def med_ventetegn() -> None:
            QApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
            try:
                apnet.append(hent())
            finally:
                QApplication.restoreOverrideCursor()

        if self._prov(med_ventetegn, self._ord("feil.apne")):
            self._vindu.vis_sak(apnet[0])
            return True
        self._vindu.vis_start()
        return False

    def _prov(self, handling: Callable[[], object], tittel: str) -> bool:
        while True:
            try:
                handling()
                return True
            except OverforingFeil as feil:
                if not self._vindu.dialoger.gikk_ikke(self._vindu, tittel, feil):
                    return False


def _les(fil: Path, ord_: Ord) -> bytes:
    try:
        if fil.stat().st_size > _STORSTE_FIL:
            raise UgyldigInndata(ord_("feil.for_stor"))
        return fil.read_bytes()
    except (OSError, ValueError) as feil:
        raise hinder.lesing(feil, fil) from None
