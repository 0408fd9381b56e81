"""Delene en forespørsel settes sammen av: en handling som åpnes og lukkes, et felt med etikett, og to spalter."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QPushButton, QVBoxLayout, QWidget

from overforing.feil import UgyldigInndata
from overforing.saksgang import innlesing
from overforing.ui.deler.flyt import Flyt, Rad
from overforing.ui.deler.inndata import Tekstflate, med_etikett, merk
from overforing.ui.deler.klosser import Etikett, Klar, Lenke, Spalte, knapp, stabel
from overforing.ui.deler.linjefelt import Linjefelt
from overforing.ui.deler.meld import meld
from overforing.ui.deler.ordene import Ord
from overforing.ui.deler.tema import Tema


class Handlingsdel(Klar):
    """Noe en kan gjøre: tittelen åpner og lukker skjemaet under. Det skrevne blir stående til det er ført."""

    def __init__(self, tittel: str, tema: Tema, ord_: Ord) -> None:
        super().__init__()
        self._tittel, self._tema, self._t, self._advarsel = tittel, tema, ord_.fra, ord_.advarsel
        ytre = stabel(self, tema.px(6))
        self._bryter = ytre.ny(Lenke("", self.bytt, "bryter"))
        self._kropp = ytre.ny(Spalte(tema.px(8)))
        self._kropp.setAccessibleName(tittel)
        self.rom = self._kropp.rom
        self.rom.setContentsMargins(0, 0, 0, tema.px(8))
        self._feil = Etikett("", "feil")
        self._feil.hide()
        self._felt: list[Linjefelt | Tekstflate] = []
        self._knapper: list[QPushButton] = []
        self._knapperad: Flyt | None = None
        self.apne(False)

    @property
    def apen(self) -> bool:
        return not self._kropp.isHidden()

    def bytt(self) -> None:
        self.apne(not self.apen)
        meld(self, self._t("ui.apnet" if self.apen else "ui.lukket"))

    def apne(self, apen: bool) -> None:
        self._kropp.setVisible(apen)
        self._bryter.vis_tekst(f"{'▾' if apen else '▸'} {self._tittel}")
        self._bryter.setAccessibleName(self._tittel)
        self._bryter.setProperty("apen", apen)

    def forklar(self, tekst: str) -> Etikett:
        return self.rom.ny(Etikett(tekst, "dempet"))

    def linje(self, tekst: str, rom: QVBoxLayout | None = None) -> Linjefelt:
        felt = Linjefelt()
        felt.egen_angre = True  # loggen har ingenting å angre
        self._ta_med(felt, tekst, rom)
        felt.textChanged.connect(lambda: self._varsle(felt, felt.text()))
        return felt

    def dato(self, tekst: str, rom: QVBoxLayout | None = None) -> Linjefelt:
        """Et felt til en dato: det som er galt, sies når feltet forlates."""

        def sjekk() -> None:
            try:
                if felt.text().strip():
                    innlesing.dato(felt.text())
            except UgyldigInndata as feil:
                self._si(felt, feil.paa(self._t))

        felt = self.linje(tekst, rom)
        felt.forlatt.connect(sjekk)
        return felt

    def flate(self, tekst: str, minst: int = 3) -> Tekstflate:
        felt = Tekstflate(minst=minst, mest=10, egen_angre=True)
        self._ta_med(felt, tekst)
        felt.textChanged.connect(lambda: self._varsle(felt, felt.toPlainText()))
        return felt

    def gjor(self, tekst: str, handling: Callable[[], object], rolle: str = "") -> QPushButton:
        """En knapp nederst i skjemaet, etter den forrige. Kaster handlingen ``UgyldigInndata``, sies det over den."""

        def provd() -> None:
            self.vis_feil("")
            try:
                handling()
            except UgyldigInndata as feil:
                self.vis_feil(feil.paa(self._t))
                merk(ny, feil.paa(self._t))  # den har fokus

        if self._knapperad is None:
            self.rom.addWidget(self._feil)
            self._knapperad = self.rom.ny(Rad(self._tema.px(10))).rom
        ny = knapp(tekst, provd, rolle)
        self._knapper.append(ny)
        self._knapperad.addWidget(ny)
        return ny

    def vis_feil(self, tekst: str) -> None:
        self._feil.vis_tekst(f"△ {tekst}" if tekst else "")
        for k in self._knapper:
            merk(k, "")
        if tekst:
            self.apne(True)
            meld(self, tekst, viktig=True)

    def tom(self) -> None:
        """En annen forespørsel: ingenting fra den forrige blir med."""
        self.vis_feil("")
        for felt in self._felt:
            felt.clear()
        self.apne(False)

    def skrevet(self) -> tuple[str, ...]:
        """Det som står i feltene, til ``legg_inn``. Tomt når ingenting er skrevet."""
        tekster = tuple(f.text() if isinstance(f, Linjefelt) else f.toPlainText() for f in self._felt)
        return tekster if any(tekst.strip() for tekst in tekster) else ()

    def legg_inn(self, skrevet: tuple[str, ...]) -> None:
        """Sett tilbake det som var skrevet, og vis det."""
        for felt, tekst in zip(self._felt, skrevet, strict=False):
            if isinstance(felt, Linjefelt):
                felt.setText(tekst)
            else:
                felt.setPlainText(tekst)
        self.apne(True)

    def fort(self) -> None:
        """Det er ført: tøm og lukk."""
        self.tom()
        self._bryter.setFocus(Qt.FocusReason.OtherFocusReason)

    def _ta_med(self, felt: Linjefelt | Tekstflate, tekst: str, rom: QVBoxLayout | None = None) -> None:
        med_etikett(rom or self.rom, tekst, felt, self._tema)
        self._felt.append(felt)

    def _varsle(self, felt: QWidget, tekst: str) -> None:
        """Si fra med en gang når det står et fødselsnummer der det ikke hører hjemme."""
        varsel = self._advarsel(tekst)
        if varsel or felt.accessibleDescription():
            self._si(felt, varsel)

    def _si(self, felt: QWidget, tekst: str) -> None:
        merk(felt, tekst)
        if tekst or self._feil.text():
            self.vis_feil(tekst)


class Spalter(Klar):
    """Ved siden av hverandre når det er plass, ellers under hverandre. Med ``topp`` blir ingen høyere enn de må."""

    def __init__(self, tema: Tema, minst: int, deler: tuple[tuple[QWidget, int], ...], *, topp: bool = False) -> None:
        super().__init__()
        self._minst = tema.px(minst)
        self._rom = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._rom.setContentsMargins(0, 0, 0, 0)
        self._rom.setSpacing(tema.px(14))
        for widget, del_ in deler:
            # En knapp strekkes ikke når den kommer under.
            plass = Qt.AlignmentFlag.AlignTop if topp else Qt.AlignmentFlag(0)
            self._rom.addWidget(widget, del_, plass if del_ else Qt.AlignmentFlag.AlignLeft)

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        # Så smal som den bredeste delen: står de ved siden av hverandre nå, kan de likevel legges under hverandre.
        deler = [ledd.minimumSize() for i in range(self._rom.count()) if (ledd := self._rom.itemAt(i))]
        return QSize(max((d.width() for d in deler), default=0), 0)

    def resizeEvent(self, hendelse: QResizeEvent) -> None:  # noqa: N802
        retning = QBoxLayout.Direction
        ny = retning.TopToBottom if self.width() < self._minst else retning.LeftToRight
        if ny != self._rom.direction():
            self._rom.setDirection(ny)
        super().resizeEvent(hendelse)
