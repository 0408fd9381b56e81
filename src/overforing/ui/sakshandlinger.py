"""Det brukeren gjør med hele saker: ny, åpne, lese inn, kopiere, slette, avslutte og lagre som saksfil."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QApplication

from overforing.feil import OverforingFeil
from overforing.sak.kodeverk import Malform

from .meld import meld
from .ordene import Ord

if TYPE_CHECKING:
    from overforing.saksgang.kontor import Innlest, Kontor
    from overforing.saksgang.saksgang import Saksgang
    from overforing.saksgang.svarmelding import Svarmelding

    from .hovedvindu import Hovedvindu

_FILTYPER = (".json", ".docx", ".pdf")
_STORSTE_FIL = 50 * 1024 * 1024


def fil_i(hendelse: QDropEvent) -> Path | None:
    """Den ene filen som dras, når den kan åpnes som en sak."""
    adresser = hendelse.mimeData().urls()
    fil = Path(adresser[0].toLocalFile()) if len(adresser) == 1 and adresser[0].isLocalFile() else None
    return fil if fil and fil.suffix.lower() in _FILTYPER else None


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
        try:
            if fil.stat().st_size > _STORSTE_FIL:
                self._feil(self._ord("feil.for_stor"))
                return
            data = fil.read_bytes()
        except OSError:
            self._feil(self._ord("feil.kan_ikke_leses"))
            return
        lest: list[Innlest | None] = []

        def hent() -> Saksgang | None:
            lest.append(self._kontor.les_inn(data, fil.name))
            return lest[0].gang if lest[0] else None

        self._apne(hent)
        if lest and lest[0]:
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
            lambda: self._kontor.for_svar(lest)
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
        if self._prov(lambda: self._kontor.dupliser(id_)):
            self._vindu.hent_saker()
            self._vindu.startside.tabell.setCurrentCell(0, 0)
            meld(self._vindu, self._ord("start.kopiert"))

    def slett(self, id_: str, saksnummer: str) -> None:
        sak = self._ord.fra("vindu.sak", nummer=saksnummer) if saksnummer else self._ord("start.uten_nummer")
        tittel, ja = self._ord("start.slett_tittel"), self._ord("start.slett_ja")
        if not self._vindu.dialoger.spor(self._vindu, tittel, self._ord("start.slett_tekst", sak=sak), ja):
            return
        if self._prov(lambda: self._kontor.slett(id_)):
            self._vindu.hent_saker()
            meld(self._vindu, self._ord("start.slettet"))

    def avslutt(self, avsluttet: bool) -> None:
        """Avslutt den åpne saken, eller åpne den igjen."""
        id_ = self._vindu.sakside.gang.sak.id
        if self._vindu.lukk_saken() and self._prov(lambda: self._kontor.sett_avsluttet(id_, avsluttet)):
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
        if self._prov(lambda: self._kontor.lagre_saksfil(gang.sak, sti), self._ord("feil.lagre")):
            meld(self._vindu, self._ord("saksfil.lagret"))

    def _apne(self, hent: Callable[[], Saksgang | None]) -> None:
        if not self._vindu.lukk_saken():
            return
        QApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
        try:
            gang = hent()
            melding = "" if gang else self._ord("feil.ingen_sak")
        except OverforingFeil as feil:
            gang, melding = None, self._ord.feil(feil)
        finally:
            QApplication.restoreOverrideCursor()
        if gang is None:
            self._feil(melding)
            self._vindu.vis_start()
            return
        self._vindu.vis_sak(gang)

    def _feil(self, melding: str) -> None:
        self._vindu.dialoger.feil(self._vindu, self._ord("feil.apne"), melding)

    def _prov(self, handling: Callable[[], object], tittel: str = "") -> bool:
        while True:
            try:
                handling()
                return True
            except OverforingFeil as feil:
                overskrift = tittel or self._ord("feil.apne")
                if not self._vindu.dialoger.feil(self._vindu, overskrift, feil, prov_igjen=True):
                    return False
