"""Brevsiden: dokumentene saken kaller på, slik de blir, som tekst og til å skrive om, og veien ut som filer."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from overforing.feil import OverforingFeil
from overforing.sak.modell import Dokument, Malform, Sak
from overforing.saksgang.kontor import Kontor
from overforing.saksgang.saksgang import Saksgang
from overforing.tekster.katalog import oppramsing

from .arbeid import Arbeid
from .brevlaging import Laget, lag_brev
from .brevut import Utganger
from .brevvisning import Sidevisning, Tekstvisning
from .dialoger import Dialoger
from .flyt import Flyt
from .klosser import Etikett, Flate, Rulle, knapp
from .mangelkort import Mangelkort
from .meld import meld
from .omskriving import Omskriving
from .ordene import Ord
from .tema import Tema
from .utsending import Lagring, Sending
from .valgrad import Fanestabel, Fritekst, Valgrad

VENT = 80
"""Millisekunder fra en endring til brevet lages på nytt; det tar rundt 50 ms ved siden av vinduet."""


class Brevside(QWidget):
    """Vis en sak med ``vis``, og kall ``oppdater`` når den er endret et annet sted.

    ``endret`` sier at saken er endret herfra, ``ga_til`` (side, sti) at brukeren vil rette noe.
    """

    endret = Signal()
    ga_til = Signal(object, str)

    def __init__(
        self,
        kontor: Kontor,
        ord_: Ord,
        tema: Tema,
        dialoger: Dialoger,
        *,
        navnet_ditt: Callable[[], str] = lambda: "",
        mappe: Callable[[], str] = lambda: "",
        husk_mappe: Callable[[str], object] = lambda mappe: None,
    ) -> None:
        super().__init__()
        self._kontor, self._ord, self._t, self._tema = kontor, ord_, ord_.fra, tema
        self._navnet_ditt, self._mappe, self._husk_mappe = navnet_ditt, mappe, husk_mappe
        self._gang: Saksgang | None = None
        self._dokument: Dokument | None = None
        self._vist: tuple[Any, ...] = ()
        self._laget: Laget | None = None
        self.arbeid = Arbeid(self)
        self._vent = QTimer(self, singleShot=True, interval=VENT)
        self._vent.timeout.connect(self._lag)
        self.lagring = Lagring(self._t, dialoger, self.arbeid)
        self.sending = Sending(self._t)
        self.ut = Utganger(self, kontor, self._t, dialoger, self.arbeid)
        self._bygg()
        self._dokumenter.valgt.connect(self._velg_dokument)
        self._malformer.valgt.connect(self._velg_malform)
        self.sider.bredde_endret.connect(self._lag)
        self.om.skrevet.connect(self._skriv_om)
        self.om.tilbake.connect(self._tilbake)
        self.om.forlatt.connect(self._forlat)
        self.lagring.knapp.clicked.connect(self._lagre)
        self.lagring.lagret.connect(self._er_lagret)
        self.ut.sagt.connect(self.lagring.si)
        self.ut.skriv_ut.clicked.connect(self._skriv_ut)
        self.ut.pakk.clicked.connect(self._pakk)
        self.sending.sendt.connect(self._merk_sendt)

    def _bygg(self) -> None:
        t, px = self._t, self._tema.px
        self._malvarsel = Fritekst(rolle="feil")
        self._mangler = Mangelkort(self._tema, t)
        self._mangler.ga_til.connect(self.ga_til)
        self._finnes_ikke = Fritekst(rolle="dempet")
        self._dokumenter = Valgrad(t("ui_brev.dokument"))
        self._malformer = Valgrad(t("ui_brev.malform"))
        self._malformer.fyll([(m.value, t(f"malform.{m}")) for m in Malform])
        self._andre_malform = Fritekst(rolle="dempet")
        self.sider, self.tekst = Sidevisning(t), Tekstvisning(t)
        self.om = Omskriving(t)
        self.faner = Valgrad(t("ui_brev.fane.navn"), faner=True)
        self.faner.fyll([(navn, t(f"ui_brev.fane.{navn}")) for navn in ("sider", "tekst", "omskriving")])
        self.faner.velg("sider")
        zoom = [
            knapp(t(f"ui_brev.zoom.{navn}"), partial(self.sider.zoom, retning), "stille")
            for navn, retning in (("ut", -1), ("inn", 1))
        ]
        stabel = Fanestabel(px(380))
        for widget in (self.sider, self.tekst, self.om):
            stabel.addWidget(widget)
        for zoomknapp in zoom:
            self.faner.legg_til(zoomknapp)

        def vis_fane(navn: str) -> None:
            stabel.setCurrentIndex(("sider", "tekst", "omskriving").index(navn))
            for zoomknapp in zoom:
                zoomknapp.setVisible(navn == "sider")

        self.faner.valgt.connect(vis_fane)
        bunn = QWidget()
        bunn.setProperty("rolle", "klar")
        knapper = Flyt(bunn, px(12), px(4))
        for nederst in (
            self.lagring.knapp,
            self.sending.knapp,
            self.lagring.apne_word,
            self.lagring.apne,
            self.ut.skriv_ut,
            self.ut.pakk,
        ):
            knapper.addWidget(nederst)
        flate = Flate()
        rom = QVBoxLayout(flate)
        rom.setContentsMargins(px(4), 0, px(6), 0)
        rom.setSpacing(px(10))
        for element in (
            Etikett(t("ui_brev.tittel"), "overskrift"),
            Fritekst(t("ui_brev.innledning"), "dempet"),
            self._malvarsel,
            self._mangler,
            self._dokumenter,
            self._finnes_ikke,
            self._malformer,
            self._andre_malform,
            self.faner,
        ):
            rom.addWidget(element)
        rom.addWidget(stabel, 1)
        rom.addWidget(self.lagring)
        rom.addWidget(self.sending)
        rom.addStretch(0)
        self._stabel, self._rulle = stabel, Rulle(flate)
        hele = QVBoxLayout(self)
        hele.setContentsMargins(0, 0, 0, 0)
        hele.setSpacing(px(10))
        hele.addWidget(self._rulle, 1)
        hele.addWidget(bunn)
        self.sending.apnet.connect(lambda: QTimer.singleShot(0, self, self._vis_sending))

    def _vis_sending(self) -> None:
        self._rulle.tilpass()
        self._rulle.ensureWidgetVisible(self.sending, 0, 0)

    # Det som vises

    def vis(self, gang: Saksgang) -> None:
        """Vis brevene i denne saken."""
        if gang is not self._gang:
            self.om.send()
            self._gang, self._dokument, self._vist, self._laget = gang, None, (), None
            self.sider.si("")
            self.lagring.nullstill()
        self.oppdater()

    def oppdater(self) -> None:
        """Saken er kanskje endret. Brevet lages på nytt ved siden av, litt etter den siste endringen."""
        if self._gang is None:
            return
        t = self._gang.tilstand
        alle = (*t.kan_lages, *t.pa_foresporsel)
        if self._dokument not in alle:
            self._dokument = alle[0] if alle else None
        self._mangler.vis(t)
        self._vis_malvarsel()
        self._dokumenter.fyll([(d.value, self._t(f"dokument.{d}")) for d in alle])
        self._dokumenter.velg(self._dokument or "")
        self._dokumenter.setVisible(bool(alle))
        self._malformer.velg(t.sak.malform)
        for element in (self._malformer, self.faner, self._stabel):
            element.setVisible(bool(alle))
        ukjente = oppramsing(self._t(f"dokument.{d}") for d in t.dokumenter if d not in t.kan_lages)
        nokkel = "finnes_ikke" if t.kan_lages else "finnes_bare_ikke"
        self._finnes_ikke.vis_tekst(self._t(f"ui_brev.{nokkel}", dokumenter=ukjente) if ukjente else "")
        self._andre_malform.vis_tekst(self._om_andre_malform(t.sak))
        nokkel = "knapp_ett" if self._pa_foresporsel else "knapp"
        self.lagring.knapp.setText(self._t(f"ui_brev.lagre.{nokkel}"))
        self.lagring.knapp.setAccessibleName(self.lagring.knapp.text())
        self.lagring.knapp.setVisible(bool(alle))
        self.ut.skriv_ut.setVisible(bool(alle))
        self.ut.pakk.setVisible(t.ferdig and bool(t.kan_lages) and not self._pa_foresporsel)
        self.sending.vis(t.sak, t.dokumenter)
        if self._grunnlag() != self._vist:
            self._vent.start()
        elif self._laget:
            self.om.vis(self._laget.deler)

    def _vis_malvarsel(self) -> None:
        self._malvarsel.vis_tekst("\n".join(f"△ {self._ord.melding(varsel)}" for varsel in self._kontor.malvarsler()))

    def _om_andre_malform(self, sak: Sak) -> str:
        egne = sak.brev.overstyringer.get(self._dokument, {}) if self._dokument else {}
        fra = [m for m in Malform if egne.get(m) and m is not sak.malform]
        if not fra or egne.get(sak.malform):
            return ""
        malformer = {"fra": self._t(f"malform.{fra[0]}"), "til": self._t(f"malform.{sak.malform}")}
        return self._t("ui_brev.om.andre_malform", **malformer)

    # Å lage brevet ved siden av vinduet

    def _grunnlag(self) -> tuple[Any, ...]:
        """Alt bildet av brevet kommer av. Er det likt, lages det ikke på nytt."""
        return (self._gang and self._gang.sak, self._dokument, self.sider.pikselbredde, self._kontor.malene())

    def _lag(self) -> None:
        grunnlag = self._grunnlag()
        if self._gang is None or grunnlag == self._vist or not self.isVisible():
            return
        if self._dokument is None:
            self._si(self._t("ui_brev.ingen"))
            return
        dokument, sak, vurdering = self._dokument, self._gang.sak, self._gang.vurdering
        bredde, kontor = self.sider.pikselbredde, self._kontor

        def vis(laget: Laget) -> None:
            if grunnlag != self._grunnlag():
                return  # endret i mellomtiden; et nytt er bedt om
            self._vist, self._laget = grunnlag, laget
            self.sider.vis(laget.sider)
            self.tekst.vis(laget.brev)
            self.om.vis(laget.deler)

        if not self.sider.antall:
            self.sider.si(self._t("ui_brev.lager_sidene"))
        self.arbeid.gjor("sider", lambda: lag_brev(kontor, dokument, sak, vurdering, bredde), vis, self._kan_ikke_vises)

    def _kan_ikke_vises(self, feil: Exception) -> None:
        var = not isinstance(feil, OverforingFeil)
        self._si(self._t("ui_brev.kan_ikke_vises", grunn="" if var else self._ord.feil(feil)))
        if var:
            raise feil

    def _si(self, tekst: str) -> None:
        self.arbeid.forkast("sider")
        self._vist, self._laget = self._grunnlag(), None
        self.sider.si(tekst)
        self.tekst.si(tekst)
        self.om.vis(())

    def showEvent(self, hendelse) -> None:  # noqa: N802
        super().showEvent(hendelse)
        self._vis_malvarsel()  # malene kan være valgt på en annen side
        self._vent.start()
        if not hendelse.spontaneous():
            QTimer.singleShot(0, self, self.fokuser)

    def fokuser(self) -> None:
        """Fokus til det første som må løses, ellers til valget av dokument."""
        if not self._mangler.fokuser() and self._dokument:
            self._dokumenter.fokuser()
        self._rulle.verticalScrollBar().setValue(0)

    def hideEvent(self, hendelse) -> None:  # noqa: N802
        self.om.send()
        super().hideEvent(hendelse)

    def avslutt(self) -> None:
        """Ta med det siste som er skrevet, og vent på det som pågår. Kalles før vinduet lukkes."""
        self.om.send()
        self.arbeid.avslutt()

    # Det brukeren gjør

    def _velg_dokument(self, dokument: str) -> None:
        self.om.send()
        self._dokument = Dokument(dokument)
        self.oppdater()

    def _velg_malform(self, malform: str) -> None:
        self.om.send()
        if self._gang:
            self._gang.svar("malform", malform)
            self._gang.forlat_felt()
            self._endret()

    def _forlat(self) -> None:
        if self._gang:
            self._gang.forlat_felt()

    def _skriv_om(self, seksjon: str, tekst: str, forslag: str) -> None:
        if self._gang and self._dokument:
            self._gang.skriv_om(self._dokument, self._gang.sak.malform, seksjon, tekst, forslag)
            self._endret()

    def _tilbake(self, seksjon: str) -> None:
        if self._gang and self._dokument:
            self._gang.forlat_felt()
            self._gang.tilbake_til_forslaget(self._dokument, self._gang.sak.malform, seksjon)
            self._gang.forlat_felt()
            self._endret()

    @property
    def _pa_foresporsel(self) -> bool:
        """Om dokumentet som vises, er et en ber om når som helst, uavhengig av om saken er ferdig."""
        return self._gang is not None and self._dokument in self._gang.tilstand.pa_foresporsel

    def _lagre(self) -> None:
        """Alle brevene saken kaller på, i en mappe brukeren velger. Da er saken også gjort ferdig.

        Et brev på forespørsel lagres alene, og sier ingenting om hvor langt saken er kommet.
        """
        self.om.send()
        gang = self._gang
        if gang is None or self.lagring.pagar:
            return
        alene = self._pa_foresporsel
        if not alene and not gang.tilstand.ferdig:
            meld(self, self._mangler.accessibleName(), viktig=True)
            self.fokuser()
            return
        dokumenter = (self._dokument,) if alene and self._dokument else gang.tilstand.kan_lages
        filer = self._kontor.filnavn(dokumenter, gang.sak)
        mappe = self.lagring.velg_mappe(self._mappe(), filer)
        if mappe is None:
            return
        self._husk_mappe(str(mappe))
        ferdigstill = gang.sak.ferdigstilt is None and not alene
        if ferdigstill and not self._prov(lambda: gang.ferdigstill(self._navnet_ditt())):
            return
        sak, vurdering, kontor = gang.sak, gang.vurdering, self._kontor

        def lagre() -> tuple[Path, ...]:
            brevene = tuple(kontor.utkast(dokument, sak, vurdering) for dokument in dokumenter)
            return kontor.lagre_brev(brevene, sak, vurdering, mappe, overskriv=True)

        # Saken er ikke ferdig før brevene er skrevet.
        self.lagring.lagre(gang, lagre, lambda: self._prov(gang.angre) if ferdigstill else None)

    def _skriv_ut(self) -> None:
        self.om.send()
        if self._gang and self._dokument:
            self.ut.skriv((self._dokument, self._gang.sak, self._gang.vurdering))

    def _pakk(self) -> None:
        self.om.send()
        if self._gang:
            t = self._gang.tilstand
            mappe = self.ut.lag_pakker(t.kan_lages, self._gang.sak, self._gang.vurdering, self._mappe())
            if mappe is not None:
                self._husk_mappe(str(mappe))

    def _er_lagret(self, gang: Saksgang) -> None:
        self._prov(gang.brev_laget)

    def _merk_sendt(self, dag: date, mate: str) -> None:
        gang = self._gang
        if gang:
            self._prov(lambda: gang.merk_sendt(dag, mate))
            self.lagring.knapp.setFocus(Qt.FocusReason.OtherFocusReason)

    def _prov(self, gjor: Callable[[], object]) -> bool:
        """Gjør noe med saken. Kan den ikke lagres, sies det; endringen står i saken likevel."""
        try:
            gjor()
        except OverforingFeil as feil:
            self.lagring.si_feil(feil)
            return False
        finally:
            self._endret()
        return True

    def _endret(self) -> None:
        self.oppdater()
        self.endret.emit()
