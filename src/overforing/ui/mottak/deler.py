"""Delene en forespørsel settes sammen av: en handling som åpnes og lukkes, et felt med etikett, og to spalter."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TypeVar

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QPushButton, QVBoxLayout, QWidget

from overforing.feil import UgyldigInndata
from overforing.saksgang import innlesing
from overforing.ui.deler.flyt import Flyt, Rad
from overforing.ui.deler.inndata import Nedtrekk, Tekstflate, med_etikett, merk
from overforing.ui.deler.klosser import Etikett, Klar, Lenke, Rulle, Spalte, knapp, stabel, utsatt
from overforing.ui.deler.knapper import Avkryss
from overforing.ui.deler.linjefelt import Linjefelt
from overforing.ui.deler.meld import meld
from overforing.ui.deler.ordene import Ord
from overforing.ui.deler.tema import Tema
from overforing.ui.deler.valgrad import Valgrad

Skrivefelt = Linjefelt | Tekstflate | Nedtrekk | Valgrad | Avkryss
F = TypeVar("F", Linjefelt, Tekstflate, Nedtrekk, Valgrad, Avkryss)


def les(felt: Skrivefelt) -> str:
    """Det som står i feltet, som tekst: for et valg verdien, for et kryss «ja» eller tomt."""
    match felt:
        case Linjefelt():
            return felt.text()
        case Tekstflate():
            return felt.toPlainText()
        case Avkryss():
            return "ja" if felt.isChecked() else ""
    return felt.verdi


def sett(felt: Skrivefelt, verdi: str) -> None:
    """Det motsatte av ``les``."""
    match felt:
        case Linjefelt():
            felt.setText(verdi)
            felt.setCursorPosition(0)  # det som er lengre enn feltet, vises fra begynnelsen
        case Tekstflate():
            felt.setPlainText(verdi)
        case Avkryss():
            felt.setChecked(bool(verdi))
        case Nedtrekk():
            felt.vis_verdi(verdi)
        case _:
            felt.velg(verdi)


def ved_endring(felt: Skrivefelt, gjor: Callable[[], object]) -> None:
    """Kall ``gjor`` når det som står i feltet, kan være endret."""
    match felt:
        case Linjefelt() | Tekstflate():
            felt.textChanged.connect(lambda *_: gjor())
        case Avkryss():
            felt.toggled.connect(lambda _: gjor())
        case _:
            felt.valgt.connect(lambda *_: gjor())


class Handlingsdel(Klar):
    """Noe en kan gjøre: tittelen åpner og lukker skjemaet under. Det skrevne blir stående til det er ført.

    Feltene har navn, og det som står i dem av seg selv, er ikke skrevet av noen (``foresla``). ``endret`` når det som
    står i et av dem, kan være et annet, og ``feil_vist`` med det som nå står over knappene.
    """

    endret = Signal()
    feil_vist = Signal(str)

    def __init__(self, tittel: str, tema: Tema, ord_: Ord, *, rolle: str = "bryter") -> None:
        super().__init__()
        self._tittel, self._tema, self._t, self._advarsel = tittel, tema, ord_.fra, ord_.advarsel
        ytre = stabel(self, tema.px(6))
        self._bryter = ytre.ny(Lenke("", self.bytt, rolle))
        self._kropp = ytre.ny(Spalte(tema.px(8)))
        self._kropp.setAccessibleName(tittel)
        self.rom = self._kropp.rom
        self.rom.setContentsMargins(0, 0, 0, tema.px(8))
        self._feil, self.feilen = Etikett("", "feil"), ""
        self._feil.hide()
        self._rull = utsatt(self, 0, self._rull_til_feilen)
        self._felt: dict[str, Skrivefelt] = {}
        self._av_seg_selv: dict[str, str] = {}
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

    def ta_med(self, navn: str, felt: F) -> F:
        """Feltet er en del av det som skrives i skjemaet."""
        self._felt[navn] = felt
        ved_endring(felt, self.endret.emit)
        return felt

    def linje(self, navn: str, tekst: str, rom: QVBoxLayout | None = None) -> Linjefelt:
        felt = Linjefelt()
        felt.egen_angre = True  # loggen har ingenting å angre
        felt.textChanged.connect(lambda: self._varsle(felt, felt.text()))
        return self._med_etikett(navn, tekst, felt, rom)

    def dato(self, navn: str, tekst: str, rom: QVBoxLayout | None = None) -> Linjefelt:
        """Et felt til en dato: det som er galt, sies når feltet forlates."""

        def sjekk() -> None:
            try:
                if felt.text().strip():
                    innlesing.dato(felt.text())
            except UgyldigInndata as feil:
                self._si(felt, feil.paa(self._t))

        felt = self.linje(navn, tekst, rom)
        felt.forlatt.connect(sjekk)
        return felt

    def flate(self, navn: str, tekst: str, minst: int = 3) -> Tekstflate:
        felt = Tekstflate(minst=minst, mest=10, egen_angre=True)
        felt.textChanged.connect(lambda: self._varsle(felt, felt.toPlainText()))
        return self._med_etikett(navn, tekst, felt)

    def liste(self, navn: str, tekst: str, tomt: str, rom: QVBoxLayout | None = None) -> Nedtrekk:
        return self._med_etikett(navn, tekst, Nedtrekk(tomt), rom)

    def kommuneliste(self, navn: str, tekst: str, rom: QVBoxLayout | None = None) -> Nedtrekk:
        """En kommune. Er det som skrives, ikke en, blir det stående, og det sies."""

        def fant_ikke(skrevet: str) -> None:
            self._si(felt, self._t("ugyldig.ingen_kommune", navn=skrevet))

        felt = self._med_etikett(navn, tekst, Nedtrekk(self._t("ui_mottak.gjor.velg_kommune"), sokbar=True), rom)
        felt.uten_treff.connect(fant_ikke)
        felt.valgt.connect(lambda *_: self._si(felt, ""))
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
        self.feilen = tekst
        self.feil_vist.emit(tekst)
        for k in self._knapper:
            merk(k, "")
        if tekst:
            self.apne(True)
            self._rull.start()
            meld(self, tekst, viktig=True)

    def _rull_til_feilen(self) -> None:
        """Feilen står over knappen en trykket på, og flytter den ned."""
        over = self.parentWidget()
        while over is not None and not isinstance(over, Rulle):
            over = over.parentWidget()
        if over is not None and self._feil.isVisible():
            over.tilpass()
            for widget in (*self._knapper, self._feil):
                over.ensureWidgetVisible(widget, 0, self._tema.px(12))

    def foresla(self, **verdier: str) -> None:
        """Det som står i feltene av seg selv. Det brukeren har skrevet i stedet, står."""
        for navn, verdi in verdier.items():
            felt, for_ = self._felt[navn], self._av_seg_selv.get(navn, "")
            self._av_seg_selv[navn] = verdi
            if les(felt) == for_:
                sett(felt, verdi)

    def tom(self) -> None:
        """En annen forespørsel: ingenting fra den forrige blir med."""
        self.vis_feil("")
        for navn, felt in self._felt.items():
            sett(felt, self._av_seg_selv.get(navn, ""))
        self.apne(False)

    def skrevet(self) -> dict[str, str]:
        """Det som er skrevet i feltene, etter navn, til ``legg_inn``. Tomt når ingenting er skrevet."""
        naa = {navn: les(felt) for navn, felt in self._felt.items()}
        return {navn: tekst for navn, tekst in naa.items() if tekst.strip() != self._av_seg_selv.get(navn, "").strip()}

    def legg_inn(self, skrevet: Mapping[str, str]) -> None:
        """Sett tilbake det som var skrevet, og vis det."""
        for navn, tekst in skrevet.items():
            if navn in self._felt:  # en annen utgave av programmet kan ha hatt andre
                sett(self._felt[navn], tekst)
        self.apne(bool(self.skrevet()))

    def fort(self) -> None:
        """Det er ført: tøm og lukk."""
        self.tom()
        self._bryter.setFocus(Qt.FocusReason.OtherFocusReason)

    def _med_etikett(self, navn: str, tekst: str, felt: F, rom: QVBoxLayout | None = None) -> F:
        return self.ta_med(navn, med_etikett(rom or self.rom, tekst, felt, self._tema))

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
