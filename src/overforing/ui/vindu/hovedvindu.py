"""Hovedvinduet: skinnen, sidene, snarveiene og veien mellom dem."""

from __future__ import annotations

import base64
from collections.abc import Callable
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QByteArray, QStringListModel, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QMainWindow, QStackedWidget, QWidget

from overforing.feil import OverforingFeil
from overforing.sak.kodeverk import Malform
from overforing.saksgang.slag import Side
from overforing.ui.deler.dialoger import Dialoger
from overforing.ui.deler.klosser import Fokusring
from overforing.ui.deler.ordene import Ord, Regelbok
from overforing.ui.deler.taster import SNARVEIER, legg_til_snarvei
from overforing.ui.deler.tema import Tema

from .arbeidssted import Arbeidssted, fil_i
from .lagring import Autolagring
from .sakshandlinger import Sakshandlinger
from .skinne import Skinne
from .startside import Startside
from .visninger import Visninger

if TYPE_CHECKING:
    from overforing.saksgang.kontor import Kontor
    from overforing.saksgang.saksgang import Saksgang
    from overforing.tekster.geografi import Geografi
    from overforing.ui.deler.arbeid import Arbeid
    from overforing.ui.deler.krasjrapport import Rapport


class Hovedvindu(QMainWindow):
    """Vinduet. Sidene lages første gang de trengs, så det første bildet kommer fort.

    ``forvarm`` leser inn det programmet ellers ville ventet på den første gangen; det gjøres ved siden av vinduet når
    det er tegnet, og så hentes sakene.
    """

    malform_valgt = Signal(Malform)
    """Brukeren vil ha vinduet på en annen målform."""
    tegnet = Signal()
    """Vinduet er på skjermen for første gang."""

    def __init__(
        self,
        kontor: Kontor,
        innstillinger: Any,
        ord_: Ord,
        geografi: Geografi,
        tema: Tema,
        app: QApplication,
        *,
        dialoger: Dialoger | None = None,
        regelbok: Regelbok | None = None,
        forvarm: Callable[[], object] | None = None,
        egne_maler: Any = None,
        mottak: Any = None,
        i_dag: Callable[[], date] = date.today,
    ) -> None:
        super().__init__()
        self._egne_maler, self.i_dag = egne_maler, i_dag
        self._kontor, self._innstillinger, self._ord = kontor, innstillinger, ord_
        self._geografi, self._tema, self._regelbok = geografi, tema, regelbok
        self.dialoger = dialoger or Dialoger(ord_)
        self.lagring = Autolagring(self, ord_, self.dialoger)
        self.sakene = Sakshandlinger(self, kontor, ord_, innstillinger)
        self.setWindowTitle(ord_("program"))
        self.setMinimumSize(1024, 700)
        self.setAcceptDrops(True)
        self.skinne = Skinne(tema, ord_)
        self.skinne.valgt.connect(self.vis_side)
        self.lagring.status.connect(self.skinne.vis_status)
        self.sider = QStackedWidget()
        midten = QWidget()
        rom = QHBoxLayout(midten)
        rom.setContentsMargins(0, 0, 0, 0)
        rom.setSpacing(0)
        rom.addWidget(self.skinne)
        rom.addWidget(self.sider, 1)
        self.setCentralWidget(midten)
        self.sted = Arbeidssted(self, innstillinger, mottak, ord_, geografi, tema)
        self.startside = Startside(tema, ord_)
        self.startside.ny.connect(self.sakene.ny)
        self.startside.eksempel.connect(self.sakene.eksempel)
        self.startside.apne_fil.connect(self.sakene.apne_fil)
        self.startside.apne.connect(self.sakene.apne)
        self.startside.dupliser.connect(self.sakene.dupliser)
        self.startside.hent_kopier.connect(self.sakene.hent_ut_kopier)
        self.startside.slett.connect(self.sakene.slett)
        self.startside.sok.connect(self.hent_saker)
        self.sider.addWidget(self.startside)
        self.sakside: Any = None
        self.regelbokside: Any = None
        self.hjelpeside: Any = None
        self.visninger = Visninger(self, kontor, ord_, tema)
        self.innstillingsside: Any = None
        self._kommuner: QStringListModel | None = None
        self._ring = Fokusring(self, app)
        self._snarveier()
        app.applicationStateChanged.connect(self._mistet_fokus)
        tema.endret.connect(self._nytt_tema)
        self.sted.bruk()
        self._plasser()
        self.skinne.sett_smal(self._smal)
        self.skinne.vis("saker")
        if self.sted.embete:
            self.vis_side("mottak")
        self._er_tegnet = False
        self._forvarm = forvarm
        self._arbeid: Arbeid | None = None
        self.tegnet.connect(self._forste)

    # Oppbygging

    def _snarveier(self) -> None:
        handlinger: dict[str, Callable[[], object]] = {
            "ny": lambda: self.sted.mottak.manuelt() if self.sted.embete else self.sakene.ny(),
            "apne": lambda: self.sted.mottak.velg_filer() if self.sted.embete else self.sakene.apne_fil(),
            "sok": self._sok,
            "angre": lambda: self._i_saken(lambda s: s.angre()),
            "gjenta": lambda: self._i_saken(lambda s: s.gjenta()),
            "neste": lambda: self._i_saken(lambda s: s.ga_neste()),
            "forrige": lambda: self._i_saken(lambda s: s.ga_forrige()),
            "hjelp": self.hjelp_her,
            "tilbake": self._escape,
        }
        for navn, handling in handlinger.items():
            legg_til_snarvei(self, SNARVEIER[navn], handling)
        for tast, side in zip(SNARVEIER["steg"], Side, strict=True):
            legg_til_snarvei(self, (tast,), partial(self._ga_til, side))

    def _ga_til(self, side: Side) -> None:
        self._i_saken(lambda s: s.ga_til(side))

    def _saken(self) -> Any:
        if self.sakside is None:
            from overforing.ui.sak.sakside import Sakside

            advarsel = self._ord.advarsel
            self.sakside = Sakside(self._tema, self._ord, self.kommunene(), advarsel, self._lag_brevside)
            self.sakside.endret.connect(self.lagring.endret)
            self.sakside.tilbake.connect(lambda: self.vis_side("saker"))
            self.sakside.avslutt.connect(self.sakene.avslutt)
            self.sakside.lagre_saksfil.connect(self.sakene.lagre_saksfil)
            self.sakside.hoyre.vis_veien.connect(self.visninger.vis_veien)
            self.sakside.hoyre.sammenlign.connect(self.visninger.sammenlign)
            self.sider.addWidget(self.sakside)
        return self.sakside

    def _lag_brevside(self) -> QWidget:
        from overforing.ui.brev.brevside import Brevside

        return Brevside(
            self._kontor,
            self._ord,
            self._tema,
            self.dialoger,
            navnet_ditt=lambda: self._innstillinger.verdier.navnet_ditt,
            mappe=lambda: self._innstillinger.verdier.mappe,
            husk_mappe=lambda mappe: self.husk(mappe=mappe),
        )

    def kommunene(self) -> QStringListModel:
        """Navnene å velge blant. To som heter det samme, skilles med fylket."""
        if self._kommuner is None:
            self._kommuner = QStringListModel(self._geografi.navnene(self.i_dag()), self)
        return self._kommuner

    # Sidene

    def vis_side(self, navn: str, sted: str = "") -> None:
        """Gå til en av sidene i skinnen, og til stedet på den. Sakene betyr ut av den åpne saken."""
        self.visninger.kom_fra = None
        if navn == "saker":
            if not self.lukk_saken():
                return
            self.vis_start()
        elif navn in ("mottak", "statistikk"):
            self.sted.mottak.vis(navn)
        elif navn == "regelbok":
            if self.regelbokside is None:
                from overforing.ui.hjelp.regelbokside import Regelbokside

                tekst = self._regelbok(self._ord.malform) if self._regelbok else self._ord("regelbok.ikke_her")
                self.regelbokside = Regelbokside(self._tema, self._ord, tekst)
                self.regelbokside.tilbake.connect(self._til_saken)
                self.sider.addWidget(self.regelbokside)
            self._bytt(self.regelbokside)
            self.regelbokside.apne(sted)
        elif navn == "hjelp":
            if self.hjelpeside is None:
                from overforing.ui.hjelp.hjelpeside import Hjelpeside

                self.hjelpeside = Hjelpeside(self._tema, self._ord)
                self.hjelpeside.tilbake.connect(self._til_saken)
                self.sider.addWidget(self.hjelpeside)
            self._bytt(self.hjelpeside)
            self.hjelpeside.apne(sted)
        elif navn == "innstillinger":
            if self.innstillingsside is None:
                from overforing.ui.innstillinger.innstillingsside import Innstillingsside

                self.innstillingsside = Innstillingsside(
                    self._innstillinger, self._geografi, self._ord, self._tema, self.kommunene(), self.i_dag
                )
                if self._egne_maler is not None:
                    self.innstillingsside.vis_brevmaler(self._egne_maler, self.dialoger)
                self.innstillingsside.endret.connect(self.sted.bruk)
                self.innstillingsside.tilbake.connect(self._til_saken)
                self.innstillingsside.malform_valgt.connect(self.velg_malform)
                self.sider.addWidget(self.innstillingsside)
                self.sted.i_innstillingene(self.innstillingsside)
            self._bytt(self.innstillingsside)
        self.skinne.vis(navn)

    def _bytt(self, side: QWidget) -> None:
        if self.sakside is not None:
            self.sakside.skjema.send()
        if hasattr(side, "tilbakeknapp"):
            side.tilbakeknapp.setVisible(self._har_sak)
        self.sider.setCurrentWidget(side)

    @property
    def _har_sak(self) -> bool:
        return self.sakside is not None and self.sakside.gang is not None

    def _til_saken(self) -> None:
        if self._har_sak:
            self._bytt(self.sakside)
            self.skinne.vis("saker")

    def _escape(self) -> None:
        if self.sider.currentWidget() is self.sakside or self.visninger.escape() or self.sted.escape():
            return
        self._til_saken()

    def hjelp_her(self) -> None:
        """Hjelp der brukeren står: kapittelet i regelboken for steget, eller avsnittet i hjelpen for siden."""
        self.visninger.hjelp_her()

    def vis_start(self) -> None:
        self.hent_saker()
        self._bytt(self.startside)
        self.skinne.vis("saker")
        self.startside.fokuser()

    def hent_saker(self) -> None:
        while True:
            try:
                self.startside.vis(self._kontor.saker(self.startside.sokt, self.startside.filter))
                return
            except OverforingFeil as feil:
                if not self.dialoger.gikk_ikke(self, self._ord("feil.lista"), feil):
                    return

    # Sakene

    def vis_sak(self, gang: Saksgang) -> None:
        side = self._saken()
        self.sider.setCurrentWidget(side)
        side.apne(gang)
        self.lagring.folg(gang)
        self.skinne.vis("saker")

    def lukk_saken(self) -> bool:
        """Lagre og legg fra seg den åpne saken. Usant når brukeren heller vil bli i den."""
        if not self._har_sak:
            return True
        self.sakside.lukk()
        if not self.lagring.lukk():
            return False
        self.sakside.gang = None
        self.sakside.skjema.tom()
        return True

    def gi_fra_seg_saken(self) -> Saksgang | None:
        """Den åpne saken med alt den har å angre, ut av vinduet, så et annet kan ta over."""
        if not self._har_sak:
            return None
        self.sakside.lukk()
        self.lagring.lagre(spor=False)
        gang, self.sakside.gang = self.sakside.gang, None
        self.lagring.folg(None)
        return gang

    def _i_saken(self, handling: Callable[[Any], object]) -> None:
        if self._har_sak and self.sider.currentWidget() is self.sakside:
            handling(self.sakside)

    def _sok(self) -> None:
        na: Any = self.sider.currentWidget()
        har_felt = na is self.startside or (na and na is self.regelbokside)
        felt = na.sokefelt if har_felt else self.sted.sokefelt(na)
        if felt is not None:
            felt.setFocus()
            felt.selectAll()

    # Vinduet

    @property
    def _smal(self) -> bool:
        return self.width() < self._tema.px(1180)

    def paintEvent(self, hendelse: QPaintEvent) -> None:  # noqa: N802
        super().paintEvent(hendelse)
        if not self._er_tegnet:
            self._er_tegnet = True
            QTimer.singleShot(0, self, self.tegnet.emit)

    def _forste(self) -> None:
        """Hent sakene etter at vinduet er på skjermen: databasen kan bruke tid på å åpne."""
        if self._forvarm is None:
            self._forste_saker()
            return
        from overforing.ui.deler.arbeid import Arbeid

        self._arbeid = Arbeid(self)
        self._arbeid.gjor("forvarm", self._forvarm, lambda _: self._forste_saker())

    def _forste_saker(self) -> None:
        if self.sider.currentWidget() is self.startside:
            self.sted.spor()
            self.vis_start()
            # Den første saken skal åpne like fort som den neste.
            QTimer.singleShot(0, self, self._saken)

    def resizeEvent(self, hendelse: QResizeEvent) -> None:  # noqa: N802
        self.skinne.sett_smal(self._smal)
        super().resizeEvent(hendelse)

    def _nytt_tema(self) -> None:
        self.skinne.sett_smal(self._smal)
        for widget in self.findChildren(QWidget):
            widget.update()

    def _mistet_fokus(self, tilstand: Qt.ApplicationState) -> None:
        if tilstand != Qt.ApplicationState.ApplicationActive and self._har_sak:
            self.sakside.skjema.send()
            self.lagring.lagre(spor=False)

    def dragEnterEvent(self, hendelse: QDragEnterEvent) -> None:  # noqa: N802
        if self.sted.filer_i(hendelse) or fil_i(hendelse):
            hendelse.acceptProposedAction()

    def dropEvent(self, hendelse: QDropEvent) -> None:  # noqa: N802
        if filer := self.sted.filer_i(hendelse):
            hendelse.acceptProposedAction()
            QTimer.singleShot(0, self, lambda: self.sted.mottak.ta_imot(filer))
        elif fil := fil_i(hendelse):
            hendelse.acceptProposedAction()
            # Den som drar, skal få slippe før filen leses.
            QTimer.singleShot(0, self, lambda: self.sakene.les_inn(fil))

    def closeEvent(self, hendelse: QCloseEvent) -> None:  # noqa: N802
        if not self.lukk_saken():
            hendelse.ignore()
            return
        if self.sakside is not None:
            self.sakside.avslutt_arbeid()
        if self._arbeid is not None:
            self._arbeid.avslutt()
        self.sted.lukk()
        self.slipp()
        self.husk(vindu=base64.b64encode(self.saveGeometry().data()).decode("ascii"))
        hendelse.accept()

    def slipp(self) -> None:
        """Slipp det som følger fokus i programmet, før vinduet rives ned."""
        self._ring.slipp()

    def _plasser(self) -> None:
        self.resize(1320, 820)
        if vindu := self._innstillinger.verdier.vindu:
            self.restoreGeometry(QByteArray.fromBase64(vindu.encode("ascii", "ignore")))

    def husk(self, **felt: Any) -> None:
        """Husk noe i innstillingene. Går det ikke, er det ikke verdt å plage noen med."""
        try:
            self._innstillinger.endre(**felt)
        except OverforingFeil:
            return

    def velg_malform(self, malform: str) -> None:
        """Husk målformen vinduet skal snakke på, og si fra til den som bygger vinduet."""
        self.husk(vindusmalform=malform)
        self.malform_valgt.emit(Malform(malform))

    def krasj(self, rapport: Rapport) -> None:
        """Lagre, og si fra om en feil i programmet."""
        from overforing.ui.deler.krasjdialog import vis_krasj

        vis_krasj(self, rapport)
