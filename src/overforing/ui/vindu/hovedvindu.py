"""Hovedvinduet: rommene satt sammen i rammen, snarveiene, filene som slippes, og det å lukke."""

from __future__ import annotations

import base64
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QEvent, QPoint, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QKeyEvent, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QCheckBox,
    QHBoxLayout,
    QMainWindow,
    QRadioButton,
    QWidget,
)

from overforing.ui.deler.ordene import Regelbok
from overforing.ui.deler.ramme import Ramme
from overforing.ui.deler.utstyr import Utstyr
from overforing.ui.hjelp import sider as hjelpen
from overforing.ui.innstillinger import sider as innstillingene
from overforing.ui.kart import sider as kartet

from .apen_sak import ApenSak
from .arbeidssted import Arbeidssted, fil_i
from .kopivakt import Kopivakt
from .laasvakt import Laasvakt
from .meny import Menylinje
from .plassering import MINST, ONSKET, TITTELLINJE, innenfor
from .sakshandlinger import Sakshandlinger
from .skinne import Skinne

if TYPE_CHECKING:
    from pathlib import Path

    from overforing.saksgang.kontor import Sakskontor
    from overforing.saksgang.kopier import Kopirom
    from overforing.saksgang.mottak.kontor import Mottakskontor
    from overforing.ui.deler.arbeid import Arbeid
    from overforing.ui.deler.fokusring import Fokusring
    from overforing.ui.deler.krasjrapport import Rapport
    from overforing.ui.deler.staving import Stavevakt
    from overforing.ui.innstillinger.brevmalkort import EgneMaler
    from overforing.ui.innstillinger.laasport import Laasen
    from overforing.ui.sak.sakside import Sakside


I_SAKEN = ("sak", "veien", "ny_lov", "foresporsel", "mottaksbrev")
"""Sidene om én sak."""


class Hovedvindu(QMainWindow):
    """Sidene melder seg i rammen og lages første gang de trengs, så det første bildet kommer fort.

    ``forvarm`` leser inn det programmet ellers ville ventet på den første gangen; det gjøres ved siden av vinduet når
    det er tegnet, og så hentes sakene. ``mottak`` er loggen hos Statsforvalteren, ``None`` når det ikke finnes noen.
    """

    tegnet = Signal()
    """Vinduet er på skjermen for første gang."""

    def __init__(
        self,
        kontor: Sakskontor,
        utstyr: Utstyr,
        app: QApplication,
        *,
        regelbok: Regelbok,
        forvarm: Callable[[], object] | None = None,
        egne_maler: EgneMaler | None = None,
        mottak: Mottakskontor | None = None,
        laasen: Laasen | None = None,
        kopier: Kopirom | None = None,
    ) -> None:
        super().__init__()
        self._utstyr, self._forvarm = utstyr, forvarm
        self._er_tegnet = False
        self.tar_imot = False
        """Registrene er sett etter, så en fil kan åpnes."""
        self._arbeid: Arbeid | None = None
        self._ring: Fokusring | None = None
        self._staving: Stavevakt | None = None
        self.setWindowTitle(utstyr.ord("program"))
        self.setMinimumSize(MINST)
        self.setAcceptDrops(True)
        self.ramme = Ramme(self, utstyr)
        self.skinne = Skinne(utstyr.tema, utstyr.ord)
        self.skinne.valgt.connect(self.ramme.ga_til)
        self.ramme.vist.connect(self.skinne.vis)
        self.ramme.vist.connect(lambda _: self._gi_plass())
        midten = QWidget()
        rom = QHBoxLayout(midten)
        rom.setContentsMargins(0, 0, 0, 0)
        rom.setSpacing(0)
        rom.addWidget(self.skinne)
        rom.addWidget(self.ramme.stabel, 1)
        self.setCentralWidget(midten)

        self.sak = ApenSak(self.ramme, kontor)
        self.sak.lagring.status.connect(self.skinne.vis_status)
        self.sakene = Sakshandlinger(self.ramme, kontor, self.sak)
        self.sted = Arbeidssted(self.ramme, self.skinne, self.sakene.side, mottak)
        self.sted.skiftet.connect(self._frisk_opp_saken)
        self.sak.husket.connect(self.sted.bruk)
        self.kopier = Kopivakt(self.ramme, kopier, self.sak, self.sakene, self.sted)
        self.laas = Laasvakt(self.ramme, laasen, self.sted, self.kopier, self._hent)
        self.sakene.side.hent_fram.connect(lambda _: self.kopier.apne())
        kartet.registrer(self.ramme, kontor, lambda: self.sak.gang, self.sak.ga_til)
        hjelpen.registrer(self.ramme, regelbok)
        innstillingene.registrer(self.ramme, self.sted, egne_maler, self.kopier, self.laas)

        self.menyer = Menylinje(self.menuBar(), self.ramme, self.sak, self.sakene, self.sted, self.kopier, app)
        app.applicationStateChanged.connect(self._mistet_fokus)
        utstyr.tema.endret.connect(self._nytt_tema)
        self.sted.bruk()
        self._plasser()
        self.ramme.vis("saker")
        if self.sted.embete:
            (self.ramme.vis if self._venter_pa_nokkelen else self.ramme.ga_til)("mottak")
        self.tegnet.connect(lambda: self._vis_fokus(app))
        self.tegnet.connect(self.menyer.fyll)
        self.tegnet.connect(self._forste)

    @property
    def sakside(self) -> Sakside | None:
        return self.sak.side

    @property
    def _venter_pa_nokkelen(self) -> bool:
        """Om loggen ikke kan åpnes før nøkkelen er hentet ved siden av. Et vindu som er bygd på nytt, har den."""
        return self.laas.laasen is not None and self._forvarm is not None

    def _frisk_opp_saken(self) -> None:
        if not self.sted.embete and self.sak.side is not None:
            self.sak.side.frisk_opp()

    def _gi_plass(self) -> None:
        """Skinnen er bare tegn når en er i saken, og ellers i et lite vindu eller med stor skrift."""
        px = self._utstyr.tema.px
        bare_tegn = self.ramme.na in I_SAKEN or self.width() < px(700) or self.height() < px(400)
        self.skinne.sett_plass(smal=self.width() < px(1180), bare_tegn=bare_tegn)

    def paintEvent(self, hendelse: QPaintEvent) -> None:  # noqa: N802
        super().paintEvent(hendelse)
        if not self._er_tegnet:
            self._er_tegnet = True
            QTimer.singleShot(0, self, self.tegnet.emit)

    def _vis_fokus(self, app: QApplication) -> None:
        """Ringen rundt det som har fokus. PySide bruker lengre tid på klassene den trenger, enn på resten av bildet."""
        from overforing.ui.deler.fokusring import Fokusring

        if self.isVisible():  # det kan være lukket igjen
            self._ring = Fokusring(self, app)
            if self._utstyr.rettskriving is not None:
                from overforing.ui.deler.staving import Stavevakt

                self._staving = Stavevakt(self, app, self._utstyr, self._utstyr.rettskriving())

    def _forste(self) -> None:
        """Hent sakene etter at vinduet er på skjermen: databasen kan bruke tid på å åpne."""
        from overforing.ui.deler import roller

        roller.installer(self)
        if self._forvarm is None and self.kopier.rom is None and self.laas.laasen is None:
            self._forste_saker()
            return
        from overforing.ui.deler.arbeid import Arbeid

        arbeid = self._arbeid = Arbeid(self)

        def varm(_: object) -> None:
            self.laas.begynn(arbeid, lambda: self.kopier.begynn(arbeid, self._forste_saker), forst=bool(self._forvarm))

        arbeid.gjor("forvarm", self._forvarm or (lambda: None), varm)

    def _forste_saker(self) -> None:
        from .oppsettvakt import si_fra

        si_fra(self.ramme, self.sted, self.kopier)
        if self.ramme.na == "mottak" and self._venter_pa_nokkelen:
            self.ramme.ga_til("mottak")
        if self.ramme.na == "saker":
            self.sted.spor()
            self.ramme.ga_til("saker")
            # Den første saken skal åpne like fort som den neste.
            QTimer.singleShot(0, self, lambda: self.ramme.side("sak"))
        self.tar_imot = True

    def _hent(self) -> None:
        """Hent det som vises der en arbeider, på nytt."""
        if self.sted.embete:
            self.sted.mottak.hent()
        else:
            self.sakene.hent()

    def resizeEvent(self, hendelse: QResizeEvent) -> None:  # noqa: N802
        self._gi_plass()
        super().resizeEvent(hendelse)

    def changeEvent(self, hendelse: QEvent) -> None:  # noqa: N802
        super().changeEvent(hendelse)
        if hendelse.type() == QEvent.Type.ApplicationPaletteChange:
            self._utstyr.tema.nye_systemfarger()

    def _nytt_tema(self) -> None:
        self._gi_plass()
        for widget in self.findChildren(QWidget):
            widget.update()

    def _mistet_fokus(self, tilstand: Qt.ApplicationState) -> None:
        if tilstand != Qt.ApplicationState.ApplicationActive:
            self.sak.mistet_fokus()

    def keyPressEvent(self, hendelse: QKeyEvent) -> None:  # noqa: N802
        """Enter trykker på knappen som har fokus. Felt, lister og bokser som selv bruker Enter, får den først."""
        enter = hendelse.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        endret = hendelse.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        knapp = self.focusWidget() if enter and not endret else None
        if not isinstance(knapp, QAbstractButton) or isinstance(knapp, QCheckBox | QRadioButton):
            super().keyPressEvent(hendelse)
        elif not hendelse.isAutoRepeat():  # den som holder Enter nede, skal ikke fare gjennom alle stegene
            knapp.click()

    def dragEnterEvent(self, hendelse: QDragEnterEvent) -> None:  # noqa: N802
        if self.sted.filer_i(hendelse) or fil_i(hendelse):
            hendelse.acceptProposedAction()

    def dropEvent(self, hendelse: QDropEvent) -> None:  # noqa: N802
        """En fil som slippes: i mottaket hos Statsforvalteren, ellers som en sak som skal åpnes."""
        if filer := self.sted.filer_i(hendelse):
            hendelse.acceptProposedAction()
            QTimer.singleShot(0, self, lambda: self.sted.mottak.ta_imot(filer))
        elif fil := fil_i(hendelse):
            hendelse.acceptProposedAction()
            # Den som drar, skal få slippe før filen leses.
            QTimer.singleShot(0, self, lambda: self.sakene.les_inn(fil))

    def apne_filer(self, filer: Sequence[Path]) -> list[Path]:
        """Åpne filene, som om de var sluppet her. På kontoret én om gangen; svaret er dem som står igjen."""
        if self.sted.embete:
            self.sted.mottak.ta_imot(filer)
            return []
        self.sakene.les_inn(filer[0])
        return list(filer[1:])

    def closeEvent(self, hendelse: QCloseEvent) -> None:  # noqa: N802
        if not self.sak.lukk():
            hendelse.ignore()
            return
        if self.sak.side is not None:
            self.sak.side.avslutt_arbeid()
        if self._arbeid is not None:
            self._arbeid.avslutt()
        self.sted.lukk()
        self.slipp()
        self._utstyr.husk(vindu=base64.b64encode(self.saveGeometry().data()).decode("ascii"))
        hendelse.accept()

    def lagre_alt(self) -> None:
        """Ta vare på det som er skrevet, uten å spørre om noe: det kan være at maskinen slås av."""
        if self.sak.apen:
            self.sak.mistet_fokus()
        self.sted.lagre()

    def avslutt_na(self) -> None:
        """Som ``lagre_alt``, og slipp det som er åpent. Etterpå kan ingenting gjøres i vinduet."""
        if (felt := QApplication.focusWidget()) is not None:
            felt.clearFocus()  # et felt tar det som er skrevet, når det forlates
        self.lagre_alt()
        self.sted.lukk()

    def slipp(self) -> None:
        """Slipp det som følger fokus i programmet, før vinduet rives ned."""
        if self._ring is not None:
            self._ring.slipp()
        if self._staving is not None:
            self._staving.slipp()
        self.menyer.slipp()

    def _plasser(self) -> None:
        """Der det sto sist, ellers midt på skjermen; alltid innenfor den skjermen som er der nå."""
        ledig = self.screen().availableGeometry()
        plass = QRect(QPoint(), ONSKET)
        plass.moveCenter(ledig.center())
        self.setGeometry(plass)
        if vindu := self._utstyr.innstillinger.verdier.vindu:
            self.restoreGeometry(QByteArray.fromBase64(vindu.encode("ascii", "ignore")))
            skjerm = QApplication.screenAt(self.geometry().center()) or self.screen()
            ledig = skjerm.availableGeometry()
        tittel = round(TITTELLINJE * self.logicalDpiY() / 96)
        if not self.isMaximized() and not self.isFullScreen():
            self.setGeometry(innenfor(self.geometry(), ledig, tittel))

    def krasj(self, rapport: Rapport) -> None:
        """Lagre det som kan lagres, si fra om en feil i programmet, og lukk om brukeren vil det."""
        lagret = "mottak" if self.sted.embete else self.sak.lagret_ved_krasj()
        if self._utstyr.dialoger.krasj(self, self._utstyr.ord(f"krasj.{lagret}"), rapport.tekst):
            self.close()
