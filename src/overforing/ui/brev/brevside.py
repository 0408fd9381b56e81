"""Brevsiden: brevene saken kaller på, og veien ut som filer."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from overforing.brev.modell import FORMATER, Brev
from overforing.feil import OverforingFeil
from overforing.filer import Pakkested
from overforing.sak.modell import Dokument, Malform, Sak, Sakstilstand
from overforing.saksgang.kontor import Sakskontor
from overforing.saksgang.omskrevet import Foreldet
from overforing.saksgang.saksgang import Saksgang
from overforing.saksgang.tilstand import Tilstand
from overforing.tekster.katalog import oppramsing
from overforing.ui.deler.arbeid import Arbeid
from overforing.ui.deler.klosser import Etikett, Klar, stabel
from overforing.ui.deler.meld import meld
from overforing.ui.deler.taster import SNARVEIER
from overforing.ui.deler.utstyr import Utstyr
from overforing.ui.deler.valgrad import Fritekst

from .brevflate import Brevflate, brevrulle
from .brevlaging import lag_forhandsvisning
from .brevut import PIKSLER, Utganger
from .innsyn import Innsyn
from .knapperad import Knapperad
from .mangelkort import Mangelkort
from .omstripe import spor_om_foreldede
from .utsending import Lagring, Sending
from .velger import Velger

_HER = Qt.ShortcutContext.WidgetWithChildrenShortcut
_LAVT = 320
"""Lavere enn dette blir det for lite igjen til brevet."""


class Brevside(QWidget):
    """Vis en sak med ``vis``, og kall ``oppdater`` når den er endret et annet sted.

    ``endret`` sier at saken er endret herfra, ``ga_til`` (side, sti) at brukeren vil rette noe.
    """

    endret = Signal()
    ga_til = Signal(object, str)
    bygd_om = Signal()
    """Lenkene eller valgene er laget på nytt, og står sist i rekken Tab går."""

    def __init__(self, kontor: Sakskontor, utstyr: Utstyr) -> None:
        super().__init__()
        self._kontor, self._u, self._ord, self._t, self._tema = kontor, utstyr, utstyr.ord, utstyr.ord.fra, utstyr.tema
        self._gang: Saksgang | None = None
        self._dokument: Dokument | None = None
        self.arbeid = Arbeid(self)
        self._dokumenter = Velger(self._t("ui_brev.dokument"))
        self.flate = flate = Brevflate(
            self._ord, self._tema, self.arbeid, self._t("ui_brev.malform"), foran=self._dokumenter
        )
        self.sider, self.tekst, self.om, self.faner = flate.sider, flate.tekst, flate.om, flate.faner
        self.sending = Sending(self._t)
        self.lagring = Lagring(utstyr, self.arbeid, self.sending)
        self.ut = Utganger(self, utstyr, self.arbeid)
        self.innsyn = Innsyn(self, utstyr, self.arbeid, kontor)
        self._bygg()
        self._dokumenter.endret.connect(self._velg_dokument)
        self.flate.malform_valgt.connect(self._velg_malform)
        self.flate.bygd_om.connect(self.bygd_om)
        self.flate.stripe.annet_valgt.connect(self._se_pa)
        self.om.skrevet.connect(self._skriv_om)
        self.om.tilbake.connect(self._tilbake)
        self.om.forlatt.connect(self._forlat)
        self.lagring.knapp.clicked.connect(self._lagre)
        self.lagring.lagret.connect(self._er_lagret)
        for ut in (self.ut, self.innsyn):
            ut.sagt.connect(self.lagring.si)
        self.innsyn.knapp.clicked.connect(self._gi_innsyn)
        self.ut.skriv_ut.clicked.connect(self._skriv_ut)
        for tast, knappen in (("skriv_ut", self.ut.skriv_ut), ("lagre", self.lagring.knapp)):
            for taster in SNARVEIER[tast]:
                QShortcut(QKeySequence(taster), self, knappen.click, context=_HER)
        self.ut.pakk.clicked.connect(self._pakk)
        self.sending.sendt.connect(self._merk_sendt)

    def _bygg(self) -> None:
        t, px = self._t, self._tema.px
        self._malvarsel = Fritekst(rolle="feil")
        self._mangler = Mangelkort(self._tema, t)
        self._mangler.ga_til.connect(self.ga_til)
        self._mangler.bygd_om.connect(self.bygd_om)
        self._innledning = Fritekst(rolle="dempet")
        topp = Klar()
        rad = QHBoxLayout(topp)
        rad.setContentsMargins(0, 0, 0, 0)
        rad.setSpacing(px(14))
        rad.addWidget(Etikett(t("ui_brev.tittel"), "overskrift", bryt=False))
        rad.addWidget(self._innledning, 1)
        knapper, sjeldne = (self.lagring.knapp, self.ut.skriv_ut), (self.ut.pakk, self.innsyn.knapp)
        self.knapper = Knapperad(self._tema, self._ord, knapper, self.flate.storrelse, sjeldne)
        self._rulle = brevrulle(self._tema, (topp, self._malvarsel, self._mangler, self.lagring, self.flate))
        hele = stabel(self, px(10))
        hele.addWidget(self._rulle, 1)
        hele.addWidget(self.knapper)
        self.sending.apnet.connect(lambda: QTimer.singleShot(0, self, self._vis_sending))

    def _vis_sending(self) -> None:
        self._rulle.tilpass()
        self._rulle.ensureWidgetVisible(self.sending, 0, 0)

    # Det som vises

    def vis(self, gang: Saksgang) -> None:
        """Vis brevene i denne saken."""
        if gang is not self._gang:
            self.flate.nullstill()
            self._gang, self._dokument = gang, None
            self.lagring.nullstill()
        self.oppdater()

    def oppdater(self) -> None:
        """Saken er kanskje endret. Brevet lages på nytt ved siden av, litt etter den siste endringen."""
        if self._gang is None:
            return
        t = self._gang.tilstand
        alle = (*t.dokumenter, *t.pa_foresporsel)
        if self._dokument not in alle:
            self._dokument = alle[0] if alle else None
        self._mangler.vis(t)
        self._vis_malvarsel()
        self._dokumenter.fyll([(d.value, self._t(f"dokument.{d}")) for d in alle], len(t.dokumenter))
        self._dokumenter.velg(self._dokument or "")
        self.flate.setVisible(bool(alle))
        self.flate.vis_malform(t.sak.malform, self._andre_malform(t.sak))
        self.flate.vis_andre([f for f in t.foreldede if f.dokument is not self._dokument])
        self._vis_innledningen(t)
        nokkel = "knapp_ett" if self._pa_foresporsel else "knapp"
        self.lagring.knapp.setText(self._t(f"ui_brev.lagre.{nokkel}"))
        self.lagring.knapp.setAccessibleName(self.lagring.knapp.text())
        self.lagring.knapp.setVisible(bool(alle))
        self.ut.skriv_ut.setVisible(bool(alle))
        self.innsyn.knapp.setVisible(bool(alle))
        self.ut.pakk.setVisible(t.ferdig and bool(t.dokumenter) and not self._pa_foresporsel)
        self.sending.vis(t.sak, kan_sendes=t.kan_sendes)
        self.lagring.vis_filer(self._gang.filer)
        self.lagring.vis_det_neste(t.det_neste)
        self.bygd_om.emit()
        self._be_om_brevet(self._gang)

    @property
    def _er_lav(self) -> bool:
        return self.height() < self._tema.px(_LAVT)

    def _vis_innledningen(self, t: Tilstand) -> None:
        tekst = "" if self._er_lav else f"{self._lagres(t)} {self._t('ui_brev.innledning')}".strip()
        self._innledning.vis_tekst(tekst)

    def resizeEvent(self, hendelse: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(hendelse)
        if self._gang:
            self._vis_innledningen(self._gang.tilstand)

    def _lagres(self, t: Tilstand) -> str:
        """Hva som lagres sammen, når det ikke sier seg selv."""
        if self._pa_foresporsel:
            return self._t("ui_brev.for_seg") if t.dokumenter else ""
        if len(t.dokumenter) < 2:
            return ""
        return self._t("ui_brev.sammen", dokumenter=oppramsing(self._t(f"dokument.{d}") for d in t.dokumenter))

    def _vis_malvarsel(self) -> None:
        self._malvarsel.vis_tekst("\n".join(f"△ {self._ord.feil(varsel)}" for varsel in self._kontor.malvarsler()))

    def _andre_malform(self, sak: Sak) -> Malform | None:
        egne = sak.brev.overstyringer.get(self._dokument, {}) if self._dokument else {}
        fra = [m for m in Malform if egne.get(m) and m is not sak.malform]
        return None if not fra or egne.get(sak.malform) else fra[0]

    def _be_om_brevet(self, gang: Saksgang) -> None:
        if self._dokument is None:
            self.flate.si(self._t("ui_brev.ingen"))
            return
        dokument, sak, vurdering, kontor = self._dokument, gang.sak, gang.vurdering, self._kontor
        nokkel = (sak, dokument, kontor.malene())
        self.flate.be_om(nokkel, lambda bredde: lag_forhandsvisning(kontor, dokument, sak, vurdering, bredde))

    def showEvent(self, hendelse: QShowEvent) -> None:  # noqa: N802
        super().showEvent(hendelse)
        self._vis_malvarsel()  # malene kan være valgt på en annen side
        if self._gang:
            self._be_om_brevet(self._gang)
        if not hendelse.spontaneous():
            QTimer.singleShot(0, self, self.fokuser)

    def se_pa(self, sti: str) -> None:
        """Vis det som er skrevet om der tvilen om det peker."""
        for foreldet in self._gang.tilstand.foreldede if self._gang else ():
            if sti.endswith(f".{foreldet.dokument.value}.{foreldet.del_.id}"):
                self._se_pa(foreldet)

    def fokuser(self) -> None:
        """Fokus til det som skrives om, så til det første som må løses, ellers til valget av dokument."""
        if self.om.valgt is not None:
            self.om.fokuser()
            return
        til_brevet = not self._mangler.fokuser() and self._dokument is not None
        if til_brevet:
            self._dokumenter.fokuser()
        self._rulle.tilpass()
        # I et lavt vindu er det brevet som får plassen, ikke tittelen over det.
        self._rulle.verticalScrollBar().setValue(
            self.flate.y() - self._tema.px(6) if til_brevet and self._er_lav else 0
        )

    def avslutt(self) -> None:
        """Ta med det siste som er skrevet, og vent på det som pågår. Kalles før vinduet lukkes."""
        self.om.send()
        self.arbeid.avslutt()

    # Det brukeren gjør

    def _velg_dokument(self, dokument: str) -> None:
        self.om.lukk()
        self._dokument = Dokument(dokument)
        self.oppdater()

    def _velg_malform(self, malform: str) -> None:
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

    def _se_pa(self, foreldet: Foreldet) -> None:
        """Til en del som er skrevet om, i brevet den står i."""
        self._velg_dokument(foreldet.dokument.value)
        self.flate.skriv_om(foreldet.del_.id)

    def _er_sett_pa(self, dokumenter: Sequence[Dokument], hva: str) -> bool:
        """Om egen tekst på gamle opplysninger skal ut likevel. Vil brukeren heller se på den, vises den."""
        if self._gang is None:
            return False
        foreldede = [f for f in self._gang.tilstand.foreldede if f.dokument in dokumenter]
        if not foreldede or spor_om_foreldede(self, self._u.dialoger, self._t, foreldede, hva):
            return True
        self._se_pa(foreldede[0])
        return False

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
        dokumenter = (self._dokument,) if alene and self._dokument else gang.tilstand.dokumenter
        if not self._er_sett_pa(dokumenter, "lagre"):
            return
        filer = self._kontor.filnavn(dokumenter, gang.sak)
        if (mappe := self.lagring.velg_mappe(filer)) is not None:
            self._lagre_i(mappe, gang, dokumenter, gjor_ferdig=not alene)

    def _lagre_i(
        self,
        mappe: Path,
        gang: Saksgang,
        dokumenter: tuple[Dokument, ...],
        *,
        gjor_ferdig: bool,
        formater: tuple[str, ...] = FORMATER,
    ) -> None:
        ferdigstill = gang.sak.ferdigstilt is None and gjor_ferdig

        # Saken er ikke ferdig før brevene er skrevet.
        def ikke_ferdig() -> None:
            if ferdigstill and gang.sak.ferdigstilt is not None:
                self._prov(gang.angre)

        if ferdigstill and not self._prov(lambda: gang.ferdigstill(self._u.innstillinger.verdier.navnet_ditt)):
            ikke_ferdig()
            return
        sak, vurdering, kontor = gang.sak, gang.vurdering, self._kontor
        brevene: list[Brev] = []

        def lagre() -> tuple[Path, ...]:
            brevene[:] = [kontor.utkast(dokument, sak, vurdering) for dokument in dokumenter]
            return kontor.lagre_brev(tuple(brevene), sak, vurdering, mappe, overskriv=True, formater=formater)

        def igjen(formater: tuple[str, ...] = formater) -> None:
            self._lagre_i(mappe, gang, dokumenter, gjor_ferdig=gjor_ferdig, formater=formater)

        self.lagring.lagre((gang, brevene), lagre, ikke_ferdig, igjen, lambda: igjen(("docx",)))

    def _skriv_ut(self) -> None:
        self.om.send()
        gang, dokument, kontor = self._gang, self._dokument, self._kontor
        if gang and dokument and self._er_sett_pa((dokument,), "skriv_ut"):
            sak, vurdering = gang.sak, gang.vurdering
            self.ut.skriv(
                dokument, lambda: kontor.utskrift(kontor.utkast(dokument, sak, vurdering), sak, vurdering, PIKSLER)
            )

    def _gi_innsyn(self) -> None:
        self.om.send()
        if self._gang and self._dokument:
            self.innsyn.velg(self._gang, self._dokument)

    def _pakk(self) -> None:
        self.om.send()
        gang = self._gang
        if gang is None or not self._er_sett_pa(gang.tilstand.dokumenter, "pakk"):
            return
        kontor, sak, vurdering = self._kontor, gang.sak, gang.vurdering
        dokumenter, dialoger = gang.tilstand.dokumenter, self._u.dialoger
        if not dialoger.prov(self, self._t("ui_brev.ut.feil"), lambda: kontor.krev_navn(dokumenter, sak)):
            return
        avsluttet = gang.tilstand.sakstilstand is Sakstilstand.AVSLUTTET
        brevene: list[Brev] = []

        def lag(slag: str, sted: Pakkested) -> tuple[Path, ...]:
            brevene[:] = [kontor.utkast(d, sak, vurdering) for d in dokumenter]
            return kontor.lag_pakker(brevene, sak, vurdering, slag, sted, avsluttet=avsluttet)

        self.ut.lag_pakker(lag, laget=lambda stier: self._er_lagret((gang, brevene), stier))

    def _er_lagret(self, lagret: tuple[Saksgang, list[Brev]], stier: tuple[Path, ...]) -> None:
        gang, brevene = lagret
        self._prov(lambda: gang.brev_laget(brevene, [str(sti) for sti in stier]))
        self._rulle.verticalScrollBar().setValue(0)  # der filene og det neste står

    def _merk_sendt(self, dag: date, mate: str) -> None:
        gang = self._gang
        if gang:
            self._prov(lambda: gang.merk_sendt(dag, mate))
            self.lagring.knapp.setFocus(Qt.FocusReason.OtherFocusReason)

    def _prov(self, gjor: Callable[[], object]) -> bool:
        """Gjør noe med saken. Kan den ikke lagres, sies det; endringen står i saken, og «Prøv igjen» lagrer den."""
        try:
            while True:
                try:
                    gjor()
                    return True
                except OverforingFeil as feil:
                    if self._gang is None or not self.lagring.si_feil(feil):
                        return False
                    gjor = self._gang.lagre
        finally:
            self._endret()

    def _endret(self) -> None:
        self.oppdater()
        self.endret.emit()
