"""Spørsmålene og meldingene som kommer i egne vinduer. Prøver bytter ut hele klassen.

PySide lager en klasse når den nevnes; de her nevnes først når en dialog skal vises.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6 import QtWidgets
from PySide6.QtCore import Qt

from overforing.feil import OverforingFeil
from overforing.hinder import kan_proves_igjen

from .ordene import Ord
from .tema import sett

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter
    from PySide6.QtWidgets import QPushButton, QWidget

T = TypeVar("T")


class Dialoger:
    """Porten til systemets dialoger. Alle tekstene kommer utenfra; knappene får norske ord her."""

    def __init__(self, ord_: Ord) -> None:
        self._ord = ord_

    def si(self, forelder: QWidget | None, tittel: str, tekst: str) -> None:
        """En melding som bare kan lukkes."""
        self._vis(forelder, tittel, tekst, (self._ord("knapp.lukk"),))

    def spor(self, forelder: QWidget | None, tittel: str, tekst: str, ja: str, nei: str = "") -> bool:
        """Om brukeren valgte ``ja``. Escape, krysset og Enter er nei: det som spørres om, kan ikke angres."""
        return self._vis(forelder, tittel, tekst, (ja, nei or self._ord("knapp.avbryt")), forvalgt=1) == 0

    def feil(
        self, forelder: QWidget | None, tittel: str, hva: str | OverforingFeil, *, prov_igjen: bool = False
    ) -> bool:
        """Noe som ikke gikk, med råd. Svaret er om brukeren vil prøve igjen."""
        tekst = hva if isinstance(hva, str) else self._ord.feil(hva)
        if not prov_igjen:
            self._vis(forelder, tittel, tekst, (self._ord("knapp.lukk"),), advarsel=True)
            return False
        knapper = (self._ord("knapp.prov_igjen"), self._ord("knapp.ikke_na"))
        return self._vis(forelder, tittel, tekst, knapper, advarsel=True) == 0

    def gikk_ikke(self, forelder: QWidget | None, tittel: str, feil: Exception) -> bool:
        """Si hva som var i veien. Svaret er om brukeren vil prøve igjen, der det kan hjelpe.

        En feil i programmet kastes videre, til programmets egen feilmelding.
        """
        if not isinstance(feil, OverforingFeil):
            raise feil
        return self.feil(forelder, tittel, self._ord.feil(feil), prov_igjen=kan_proves_igjen(feil))

    def prov(self, forelder: QWidget | None, tittel: str, handling: Callable[[], object]) -> bool:
        """Gjør det til det går, eller til brukeren ikke vil prøve igjen. Svaret er om det gikk."""
        while True:
            try:
                handling()
                return True
            except OverforingFeil as feil:
                if not self.gikk_ikke(forelder, tittel, feil):
                    return False

    def vent(
        self,
        forelder: QWidget | None,
        tekst: str,
        handling: Callable[[], T],
        stans: Callable[[], object],
        framdrift: Callable[[], str] | None = None,
    ) -> T:
        """Svaret handlingen gir, gjort ved siden av vinduet. Varer det, kan brukeren stanse det."""
        from .ventedialog import vent

        return vent(forelder, self._ord, tekst, handling, stans, framdrift)

    def krasj(self, forelder: QWidget | None, tekst: str, rapport: str) -> bool:
        """Si fra om en feil i programmet. Svaret er om brukeren vil lukke det."""
        from .krasjdialog import Krasjdialog

        return Krasjdialog(forelder, self._ord, tekst, rapport).exec() == QtWidgets.QDialog.DialogCode.Accepted

    def velg(self, forelder: QWidget | None, tittel: str, tekst: str, knapper: tuple[str, ...]) -> int:
        """Nummeret på knappen som ble valgt; Escape er den siste."""
        return self._vis(forelder, tittel, tekst, knapper)

    def skriv(self, forelder: QWidget | None, tittel: str, tekst: str, verdi: str, lengst: int) -> str | None:
        """Det brukeren skriver på en linje, eller ``None`` når brukeren lar være."""
        from .skrivedialog import Skrivedialog

        dialog = Skrivedialog(forelder, self._ord, tittel, tekst, verdi, lengst)
        return dialog.tekst if dialog.exec() == QtWidgets.QDialog.DialogCode.Accepted else None

    def apne_fil(self, forelder: QWidget | None, tittel: str, filter_: str) -> Path | None:
        navn, _ = QtWidgets.QFileDialog.getOpenFileName(forelder, tittel, "", filter_)
        return Path(navn) if navn else None

    def apne_filer(self, forelder: QWidget | None, tittel: str, filter_: str) -> list[Path]:
        """Flere filer på én gang; ingen når brukeren ombestemte seg."""
        navnene, _ = QtWidgets.QFileDialog.getOpenFileNames(forelder, tittel, "", filter_)
        return [Path(navn) for navn in navnene]

    def vis_fil(self, fil: Path) -> None:
        """Åpne en fil i programmet den hører til."""
        from PySide6.QtCore import QUrl
        from PySide6.QtGui import QDesktopServices

        QDesktopServices.openUrl(QUrl.fromLocalFile(str(fil)))

    def lagre_fil(self, forelder: QWidget | None, tittel: str, forslag: str, filter_: str) -> Path | None:
        navn, _ = QtWidgets.QFileDialog.getSaveFileName(forelder, tittel, forslag, filter_)
        return Path(navn) if navn else None

    def velg_mappe(self, forelder: QWidget | None, tittel: str, start: str = "") -> Path | None:
        navn = QtWidgets.QFileDialog.getExistingDirectory(forelder, tittel, start)
        return Path(navn) if navn else None

    def skriver(self, forelder: QWidget | None, navn: str, *, liggende: bool = False) -> QPrinter | None:
        """Skriveren brukeren valgte, eller ``None``.

        ``navn`` står i skriverkøen, der andre kan se det, og sier aldri noe om saken.
        """
        from PySide6.QtGui import QPageLayout, QPageSize
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter

        skriver = QPrinter(QPrinter.PrinterMode.HighResolution)
        skriver.setDocName(navn)
        skriver.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
        retning = QPageLayout.Orientation
        skriver.setPageOrientation(retning.Landscape if liggende else retning.Portrait)
        dialog = QPrintDialog(skriver, forelder)
        dialog.setWindowTitle(self._ord.fra("ui_kart.skriv_ut").removesuffix(" …"))
        return skriver if dialog.exec() == QPrintDialog.DialogCode.Accepted else None

    def _vis(
        self,
        forelder: QWidget | None,
        tittel: str,
        tekst: str,
        knapper: tuple[str, ...],
        advarsel: bool = False,
        forvalgt: int = 0,
    ) -> int:
        slag = QtWidgets.QMessageBox
        ikon = slag.Icon.Warning if advarsel else slag.Icon.NoIcon
        boks = slag(ikon, self._ord("program"), "", slag.StandardButton.NoButton, forelder)
        boks.setInformativeText(" ")  # nå finnes begge etikettene, og viser det de får, slik det står
        for etikett in boks.findChildren(QtWidgets.QLabel):
            etikett.setTextFormat(Qt.TextFormat.PlainText)
        boks.setText(tittel)
        boks.setInformativeText(tekst)
        laget: list[QPushButton] = []
        for i, ordet in enumerate(knapper):
            siste = i == len(knapper) - 1
            rolle = slag.ButtonRole.RejectRole if siste else slag.ButtonRole.AcceptRole
            laget.append(boks.addButton(ordet, rolle))
        sett(laget[forvalgt], rolle="hoved")
        boks.setDefaultButton(laget[forvalgt])
        boks.setEscapeButton(laget[-1])
        # Plass til fokusringen mellom knappene, og samme marg som i programmets egne dialoger.
        if (rom := boks.layout()) is not None:
            rom.setContentsMargins(18, 18, 18, 18)
        for rad in boks.findChildren(QtWidgets.QDialogButtonBox):
            if (rom := rad.layout()) is not None:
                rom.setSpacing(14)
        for etikett in boks.findChildren(QtWidgets.QLabel):
            etikett.setIndent(0)  # Qt rykker ellers bare den ene inn
        from .fokusring import Fokusring

        app = QtWidgets.QApplication.instance()
        assert isinstance(app, QtWidgets.QApplication)
        ring = Fokusring(boks, app)
        boks.exec()
        ring.slipp()
        valgt = boks.clickedButton()
        return next((i for i, knapp in enumerate(laget) if knapp is valgt), len(knapper) - 1)
