"""Fra ingenting til et vindu på skjermen, og til det er lukket."""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, QTimer
from PySide6.QtWidgets import QApplication

from overforing import logg
from overforing.sak.felles import Malform
from overforing.saksgang.slag import Skjemasteg
from overforing.ui.deler import qtnorsk
from overforing.ui.deler.dialoger import Dialoger
from overforing.ui.deler.krasj import Krasjfanger
from overforing.ui.deler.ordene import Ord, Regelbok
from overforing.ui.deler.tema import STIL, Tema
from overforing.ui.deler.utstyr import Utstyr

from .hovedvindu import Hovedvindu
from .plassering import ONSKET

if TYPE_CHECKING:
    from overforing.forste import Plass
    from overforing.program.innstillinger import Innstillingslager
    from overforing.saksgang.kontor import Sakskontor
    from overforing.saksgang.kopier import Kopirom
    from overforing.saksgang.mottak.kontor import Mottakskontor
    from overforing.tekster.geografi import Geografi
    from overforing.tekster.katalog import Katalog
    from overforing.tekster.rettskriving import Rettskriving
    from overforing.ui.innstillinger.brevmalkort import EgneMaler
    from overforing.ui.innstillinger.laasport import Laasen

    from .sesjon import Sesjon
    from .utenfra import Utenfra

PROGRAM_ID = "no.overforing.Overforing"
"""Navnet på programmet i systemet; filene i ``pakking/linux`` heter det samme."""


def start(
    kontor: Sakskontor,
    innstillinger: Innstillingslager,
    katalog: Katalog,
    geografi: Geografi,
    regelbok: Regelbok,
    *,
    forvarm: Callable[[], object] | None = None,
    egne_maler: EgneMaler | None = None,
    mottak: Mottakskontor | None = None,
    laasen: Laasen | None = None,
    kopier: Kopirom | None = None,
    malform: Malform = Malform.NB,
    mal_oppstart: bool = False,
    bilde: Path | None = None,
    ikon: Path | None = None,
    plass: Plass | None = None,
    filer: Sequence[Path] = (),
) -> int:
    """Vis vinduet og kjør til det lukkes. Med ``mal_oppstart`` lukkes det når det første bildet er tegnet.

    Med ``plass`` hører vinduet etter om programmet startes en gang til, og ``filer`` åpnes når det er klart.

    Med ``bilde`` åpnes eksempelsaken, bildet av den skrives, og vinduet lukkes igjen.
    """
    app, tema = _programmet()

    @cache
    def rettskriving() -> Rettskriving:
        from overforing.tekster.rettskriving import Rettskriving

        return Rettskriving(innstillinger.mappe, lambda: katalog.ordliste("rettskriving"))

    def lag(malform: Malform, varm: Callable[[], object] | None) -> Hovedvindu:
        qtnorsk.installer(app, katalog, malform)
        tema.sett_tekst(innstillinger.verdier.tekststorrelse)
        ord_ = Ord(katalog, malform)
        utstyr = Utstyr(ord_, tema, geografi, innstillinger, Dialoger(ord_), rettskriving=rettskriving)
        return Hovedvindu(
            kontor,
            utstyr,
            app,
            regelbok=regelbok,
            forvarm=varm,
            egne_maler=egne_maler,
            mottak=mottak,
            laasen=laasen,
            kopier=kopier,
        )

    utenfra: list[Utenfra] = []

    def hor_etter() -> None:
        if plass is not None or filer:
            from .utenfra import Utenfra

            utenfra.append(Utenfra(app, plass, filer, lambda: vinduer.na))

    vinduer = Vinduer(app, lag, kontor, mottak, malform, forvarm)
    vindu = vinduer.na
    fanger = Krasjfanger(lambda rapport: vinduer.na.krasj(rapport))
    fanger.fang()
    vindu.tegnet.connect(fanger.gjor_klar)
    sesjon: list[Sesjon] = []
    vindu.tegnet.connect(lambda: sesjon.append(_folg_sesjonen(app, vinduer)))
    vindu.tegnet.connect(hor_etter)
    vindu.tegnet.connect(lambda: _sett_ikon(app, ikon))
    vindu.tegnet.connect(lambda: logg.info("vindu_tegnet"))
    if mal_oppstart:
        vindu.tegnet.disconnect()
        vindu.tegnet.connect(app.quit)
    vindu.tegnet.connect(rydd_igjen)
    vindu.show()
    if bilde is not None:
        vindu.resize(ONSKET)  # uten skjerm er det ingen å holde seg innenfor
        vindu.sak.vis(kontor.eksempel())
        vindu.sak.ga_til(Skjemasteg.HABILITET, "")
        app.processEvents()
        vindu.grab().save(str(bilde))
        vindu.close()
        riv_ned(vindu)
        return 0
    kode = app.exec()
    for lytter in utenfra:
        lytter.slipp()
    for en in sesjon:
        en.slipp()
    fanger.slipp()
    riv_ned(vinduer.na)
    return kode


def identifiser(app: QApplication) -> None:
    """Si til systemet hvilket program dette er, så vinduet får ikonet, navnet og plassen sin i oppgavelinjen."""
    app.setApplicationName("overforing")
    app.setDesktopFileName(PROGRAM_ID)
    if sys.platform == "win32":
        import ctypes

        ctypes.windll.shell32.SetCurrentProcessExplicitAppUserModelID(PROGRAM_ID)


def spor_igjen(katalog: Katalog, malform: Malform) -> bool:
    """Programmet er oppe, men svarer ikke: si det, og spør om det skal prøves igjen."""
    app, _ = _programmet()
    qtnorsk.installer(app, katalog, malform)
    ord_ = Ord(katalog, malform)
    return Dialoger(ord_).feil(None, ord_("henger.tittel"), ord_("henger.tekst"), prov_igjen=True)


def _programmet() -> tuple[QApplication, Tema]:
    finnes = QApplication.instance()
    # PySide lager klassen med alle delene i en stil når den nevnes. Qt kan velge den selv, uten at noen nevner den.
    app = finnes if isinstance(finnes, QApplication) else QApplication([*sys.argv[:1], "-style", STIL])
    app.setApplicationDisplayName("")
    identifiser(app)
    return app, Tema(app, har_stilen=app is not finnes)


def _sett_ikon(app: QApplication, ikon: Path | None) -> None:
    from PySide6.QtGui import QIcon  # med navnet på alle ikonene skrivebordet kan ha

    app.setWindowIcon(QIcon(str(ikon or "")))


def _folg_sesjonen(app: QApplication, vinduer: Vinduer) -> Sesjon:
    from .sesjon import Sesjon

    return Sesjon(app, lambda: vinduer.na.lagre_alt(), lambda: vinduer.na.avslutt_na())


def rydd_igjen() -> None:
    """Let etter søppel fra nå av, men ikke i det som ble laget til det første bildet."""
    gc.freeze()
    gc.enable()


class Vinduer:
    """Vinduet som er oppe, ``na``. Velger brukeren en annen målform eller tekststørrelse, bygges det på nytt.

    ``lag`` gir et vindu på målformen, og får det som skal leses inn ved siden av det første.
    """

    def __init__(
        self,
        app: QApplication,
        lag: Callable[[Malform, Callable[[], object] | None], Hovedvindu],
        kontor: Sakskontor,
        mottak: Mottakskontor | None,
        malform: Malform,
        forvarm: Callable[[], object] | None = None,
    ) -> None:
        self._app, self._lag, self._kontor, self._mottak, self._malform = app, lag, kontor, mottak, malform
        self.na = self._nytt(forvarm)

    def bytt(self, malform: Malform | None = None) -> None:
        """Bygg vinduet på nytt etter innstillingene, der brukeren står: saken med alt som kan angres, siden, plassen på
        skjermen, det halvskrevne og fokus. ``malform`` når det er målformen hun har byttet.
        """
        gammelt, self._malform = self.na, malform or self._malform
        from .bokmerke import Bokmerke

        bokmerke = Bokmerke.i(gammelt)
        gang, etterlatt = gammelt.sak.gi_fra_seg(), gammelt.sted.gi_fra_seg()
        siste_lukker = self._app.quitOnLastWindowClosed()
        self._app.setQuitOnLastWindowClosed(False)  # imens er det ikke noe vindu
        gammelt.close()
        self._kontor.bytt_malform(self._malform, gang)
        if self._mottak is not None:
            self._mottak.bytt_malform(self._malform)
        self.na = self._nytt()
        self.na.sted.ta_over(etterlatt)
        self.na.show()
        bokmerke.finn(self.na, gang)
        riv_ned(gammelt)
        self._app.setQuitOnLastWindowClosed(siste_lukker)

    def _nytt(self, forvarm: Callable[[], object] | None = None) -> Hovedvindu:
        vindu = self._lag(self._malform, forvarm)
        # Den som valgte, står fortsatt i vinduet som skal bort: først når hun er ute av det, kan det rives.
        vindu.ramme.malform_valgt.connect(lambda ny: QTimer.singleShot(0, self._app, lambda: self._ny_malform(ny)))
        vindu.ramme.storrelse_valgt.connect(lambda: QTimer.singleShot(0, self._app, self._ny_storrelse))
        return vindu

    def _ny_malform(self, malform: Malform) -> None:
        i_innstillingene = self.na.ramme.na == "innstillinger"
        self.bytt(malform)
        if i_innstillingene:  # det hun sto på, heter noe annet nå
            self.na.ramme.ga_til("innstillinger", "malform")

    def _ny_storrelse(self) -> None:
        self.bytt()
        self.na.menyer.si_storrelsen()


def riv_ned(vindu: Hovedvindu) -> None:
    """Ta vinduet ned mens programmet fortsatt er der. Ellers avgjør tilfeldighetene rekkefølgen, og Qt kan krasje."""
    vindu.slipp()
    vindu.deleteLater()
    QCoreApplication.sendPostedEvents(vindu, QEvent.Type.DeferredDelete.value)
