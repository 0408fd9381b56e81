"""Vinduet satt sammen for prøver, bilder og styring: ekte register og regler, dialoger som svarer selv."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from copy import copy
from datetime import datetime
from pathlib import Path
from typing import Any, cast

from PySide6.QtWidgets import QApplication

from overforing.brev.egne.egne_maler import EgneMaler
from overforing.brev.maler import Maler
from overforing.feil import OverforingFeil
from overforing.hinder import kan_proves_igjen
from overforing.las.las import Las
from overforing.program.embetet import Mottaksprogram
from overforing.program.innstillinger import Innstillingslager
from overforing.program.kopier import Registerkopier
from overforing.program.program import Program
from overforing.program.vinduet import Sent
from overforing.register.database import connect
from overforing.register.saker import Saksregister
from overforing.saksgang.kontor import Sakskontor
from overforing.saksgang.mottak.kontor import Mottakskontor
from overforing.ui.deler.dialoger import Dialoger
from overforing.ui.deler.ordene import Ord
from overforing.ui.deler.qtnorsk import installer
from overforing.ui.deler.tema import Tema
from overforing.ui.deler.utstyr import Utstyr
from overforing.ui.vindu.hovedvindu import Hovedvindu


class Svarer:
    """Dialogene uten vinduer. ``svar`` (ellers ja), ``stier`` og ``skrevet`` er det neste som svares; ``sagt`` det
    som ble sagt.

    ``rett`` gjøres før brukeren svarer «Prøv igjen»: slik rettes det som var i veien.
    """

    def __init__(self) -> None:
        self.rett: list[Callable[[], object]] = []
        self.svar: list[bool] = []
        self.stier: list[Path] = []
        self.skrevet: list[str | None] = []
        self.sagt: list[str] = []

    def si(self, forelder: Any, tittel: str, tekst: str) -> None:
        self.sagt.append(f"{tittel}\n{tekst}")

    def spor(self, forelder: Any, tittel: str, tekst: str, ja: str, nei: str = "") -> bool:
        self.sagt.append(f"{tittel}\n{tekst}\n[{ja}]")
        return self.svar.pop(0) if self.svar else True

    def feil(self, forelder: Any, tittel: str, tekst: str, *, prov_igjen: bool = False) -> bool:
        self.sagt.append(f"{tittel}\n{tekst}" + ("\n[Prøv igjen]" if prov_igjen else ""))
        if self.rett and prov_igjen:
            self.rett.pop(0)()
            return True
        return self.svar.pop(0) if self.svar and prov_igjen else False

    def gikk_ikke(self, forelder: Any, tittel: str, feil: Exception) -> bool:
        if not isinstance(feil, OverforingFeil):
            raise feil
        return self.feil(forelder, tittel, str(feil), prov_igjen=kan_proves_igjen(feil))

    prov = Dialoger.prov

    def vent(self, forelder: Any, tekst: str, handling: Callable[[], Any], *_: Any) -> Any:
        return handling()

    def krasj(self, forelder: Any, tekst: str, rapport: str) -> bool:
        self.sagt.append(f"{tekst}\n{rapport}")
        return self.svar.pop(0) if self.svar else False

    def velg(self, forelder: Any, tittel: str, tekst: str, knapper: tuple[str, ...]) -> int:
        """Det første; spørres det om det samme med en gang igjen, det andre."""
        det = f"{tittel}\n{tekst}"
        igjen = self.sagt[-1:] == [det]
        self.sagt.append(det)
        return int(igjen)

    def skriv(self, forelder: Any, tittel: str, tekst: str, verdi: str, lengst: int) -> str | None:
        self.sagt.append(f"{tittel}: {verdi}\n{tekst}")
        return self.skrevet.pop(0) if self.skrevet else None

    def apne_fil(self, forelder: Any, tittel: str, filter_: str) -> Path | None:
        return self.stier.pop(0) if self.stier else None

    def apne_filer(self, forelder: Any, tittel: str, filter_: str) -> list[Path]:
        alle, self.stier = self.stier, []
        return alle

    def vis_fil(self, fil: Path) -> None:
        self.sagt.append(f"åpnet {fil.name}")

    def lagre_fil(self, forelder: Any, tittel: str, forslag: str, filter_: str) -> Path | None:
        return self.stier.pop(0) if self.stier else None

    def velg_mappe(self, forelder: Any, tittel: str, start: str = "") -> Path | None:
        return self.stier.pop(0) if self.stier else None

    def skriver(self, forelder: Any, navn: str, *, liggende: bool = False) -> Any:
        """En skriver som skriver PDF til det neste i ``stier``."""
        from PySide6.QtGui import QPageLayout
        from PySide6.QtPrintSupport import QPrinter

        self.sagt.append(navn)
        if not self.stier:
            return None
        skriver = QPrinter(QPrinter.PrinterMode.HighResolution)
        skriver.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        skriver.setOutputFileName(str(self.stier.pop(0)))
        skriver.setDocName(navn)
        retning = QPageLayout.Orientation
        skriver.setPageOrientation(retning.Landscape if liggende else retning.Portrait)
        return skriver


def na() -> datetime:
    return datetime.now().astimezone()


def lag_kontor(program: Program, mappe: Path, lager: Innstillingslager | None = None) -> Sakskontor:
    """Kontoret med et ekte register i mappen, og med innstillingene i ``lager``."""

    def apne() -> Saksregister:
        db = connect(mappe / "saker.sqlite", ventetid=0.2)
        return Saksregister(db, kommuner=program.geografi.numre, na=na, bruker="prøve", kjennetegn=program.kjennetegn)

    register: Any = Sent(apne)
    return program.apne_kontor(register, na, (lambda: lager.verdier) if lager else None)


def lag_mottak(program: Program, lager: Innstillingslager, mappe: Path) -> Mottakskontor:
    """Mottaket med en ekte logg i mappen, eller på tjeneren som er innstilt, og med innstillingene i den."""
    ett = copy(program)
    ett.__dict__["innstillinger"] = lager
    return Mottaksprogram(ett).kontor(None if lager.verdier.loggtjener else mappe / "mottak.db")


def lag_kopier(
    program: Program, lager: Innstillingslager, mappe: Path, na: Callable[[], datetime] = na, **valg: Any
) -> Registerkopier:
    """Sikkerhetskopiene av registrene i mappen."""
    ett = copy(program)
    ett.__dict__["innstillinger"] = lager
    return Registerkopier(ett, na, hjem=mappe, **valg)


def lag_vindu(
    mappe: Path,
    *,
    program: Program | None = None,
    dialoger: Svarer | None = None,
    tema: Tema | None = None,
    navnet_ditt: str = "",
    innstillinger: Mapping[str, Any] | None = None,
    laasen: Las | None = None,
) -> tuple[QApplication, Hovedvindu, Svarer]:
    """(app, vindu, dialoger). Vinduet er ikke vist ennå. De to siste er det som er stilt inn."""
    app = QApplication.instance() or QApplication([])
    program = program or Program.start()
    installer(app, program.katalog)
    dialoger = dialoger or Svarer()
    lager = Innstillingslager(mappe)
    if navnet_ditt:
        lager.endre(navnet_ditt=navnet_ditt)
    if innstillinger:
        lager.endre(**innstillinger)
    ord_ = Ord(program.katalog)
    vindu = Hovedvindu(
        lag_kontor(program, mappe, lager),
        Utstyr(ord_, tema or Tema(app, las=False), program.geografi, lager, cast(Dialoger, dialoger)),
        app,
        egne_maler=EgneMaler(
            mappe / "egne maler", lager, program.brevmaler, Maler.les(program.brevmaler), program.katalog
        ),
        mottak=lag_mottak(program, lager, mappe),
        regelbok=program.regelbok,
        laasen=laasen,
        forvarm=(lambda: None) if laasen else None,
    )
    if not lager.verdier.vindu:
        vindu.resize(1366, 768)
    return app, vindu, dialoger
