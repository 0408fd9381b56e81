"""De små delene alle sidene bygges av."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from itertools import pairwise
from typing import TypeVar

from PySide6.QtCore import QCoreApplication, QEvent, QMargins, QObject, QSize, Qt, QTimer, SignalInstance
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLayout,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from overforing.saksgang.slag import Farge
from overforing.tekster.katalog import MANEDER

from .gruppe import gruppen, hold_tab_pa, velg_med_pilen
from .tema import TEGN, Tema, sett

W = TypeVar("W", bound=QWidget)

_HOLDES = re.compile(rf"(§§?|bokstav|nr\.) |\d\. ({'|'.join(MANEDER)}) (?=\d)|△ |\w: (?=\d)")


def folg_bredden(widget: QWidget, vannrett: QSizePolicy.Policy = QSizePolicy.Policy.Preferred) -> None:
    """Widgeten er så høy som bredden den får, krever."""
    policy = QSizePolicy(vannrett, QSizePolicy.Policy.Minimum)
    policy.setHeightForWidth(True)
    widget.setSizePolicy(policy)


def hold_sammen(tekst: str) -> str:
    """«§ 6», «bokstav b», en dato og «△» med det som følger, brytes ikke fra hverandre."""
    return _HOLDES.sub(lambda treff: treff[0].replace(" ", "\N{NO-BREAK SPACE}"), tekst)


class Etikett(QLabel):
    """Ren tekst som brytes. ``rolle`` velger utseendet i stilarket."""

    def __init__(self, tekst: str = "", rolle: str = "", *, bryt: bool = True, markerbar: bool = False) -> None:
        super().__init__()
        if rolle:
            self.setProperty("rolle", rolle)
        self.setText(tekst)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(bryt)
        self.setIndent(0)
        if bryt:
            self.setMinimumWidth(1)
            folg_bredden(self)
        if markerbar:
            self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)

    def vis_tekst(self, tekst: str) -> None:
        """Ny tekst; skjules når den er tom."""
        if self.text() != tekst:
            self.setText(tekst)
            self.updateGeometry()
        self.setVisible(bool(tekst))


class Bred(Etikett):
    """På én linje når det er plass; ellers brytes den."""

    def sizeHint(self) -> QSize:  # noqa: N802
        self.ensurePolished()
        return QSize(self.fontMetrics().horizontalAdvance(self.text()) + 2, self.fontMetrics().height())


class HelEtikett(Etikett):
    """En etikett som aldri gir fra seg høyde: i en trang kolonne kortes alt annet ned før den kuttes."""

    def resizeEvent(self, hendelse: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(hendelse)
        self._krev_hoyden()

    def vis_tekst(self, tekst: str) -> None:
        super().vis_tekst(tekst)
        self._krev_hoyden()

    def _krev_hoyden(self) -> None:
        # Qt regner den minste høyden med i svaret, så den gamle må bort før det spørres.
        gammel = self.minimumHeight()
        self.setMinimumHeight(0)
        hoyde = self.heightForWidth(self.width())
        self.setMinimumHeight(hoyde if hoyde > 0 else gammel)


class Klar(QWidget):
    """Noe uten farge selv: det bak synes."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("rolle", "klar")


class Flate(Klar):
    """Innholdet i et rullefelt: så høyt som det trenger i bredden det får."""

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        # Et rullefelt tar den minste høyden på alvor, og den er regnet ut for den smaleste bredden.
        rom = self.layout()
        return QSize(rom.totalMinimumSize().width() if rom else 0, 0)


class Rulle(QScrollArea):
    """Ruller loddrett, og er selv ikke i veien for tastaturet."""

    def __init__(self, innhold: QWidget | None = None) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # Å spørre etter Qts eget felt koster 20 ms første gang; vårt er gjennomsiktig fra før.
        self.setViewport(QWidget())
        if innhold is not None:
            self.setWidget(innhold)

    def tilpass(self) -> None:
        """Gi innholdet riktig høyde nå, uten å vente på neste runde i hendelseskøen."""
        if (widget := self.widget()) is not None and (rom := widget.layout()) is not None:
            rom.activate()
            QCoreApplication.sendEvent(self, QEvent(QEvent.Type.LayoutRequest))


class Stabel(QVBoxLayout):
    """Widgeter under hverandre."""

    _av: object = None

    def ny(self, widget: W) -> W:
        """Legg widgeten sist, og gi den tilbake."""
        self.addWidget(widget)
        return widget

    def under(self, mellomrom: int) -> Stabel:
        """En stabel sist i denne."""
        self.addLayout(inni := stabel(None, mellomrom))
        return inni

    def fyll(self, av: object, widgeter: Iterable[QWidget]) -> bool:
        """Bytt ut alt når det kommer av noe annet enn sist, og si om det gjorde det. Å lage det på nytt koster."""
        if av == self._av:
            return False
        self._av = av
        tom_rom(self)
        for widget in widgeter:
            legg(self, widget)
        return True

    def til_venstre(self, *widgeter: QWidget, mellomrom: int = -1) -> None:
        """Legg widgetene sist, ved siden av hverandre og ikke bredere enn de er. Uten mellomrom gjelder stilens."""
        rad = QHBoxLayout()
        rad.setSpacing(mellomrom)
        for widget in widgeter:
            rad.addWidget(widget)
        rad.addStretch(1)
        self.addLayout(rad)


def stabel(eier: QWidget | None, mellomrom: int, marger: tuple[int, int, int, int] = (0, 0, 0, 0)) -> Stabel:
    """En loddrett rekke i widgeten."""
    rom = Stabel(eier) if eier else Stabel()
    rom.setSpacing(mellomrom)
    rom.setContentsMargins(QMargins(*marger))
    return rom


class Spalte(Klar):
    """Widgetene under hverandre på en flate for seg."""

    def __init__(self, mellomrom: int, *widgeter: QWidget) -> None:
        super().__init__()
        self.rom = stabel(self, mellomrom)
        for widget in widgeter:
            self.rom.addWidget(widget)


class Kort(QFrame):
    """Et kort med kant. Innholdet legges i ``rom``, etter tittelen og innledningen."""

    def __init__(self, tema: Tema, farge: str = "", *, tittel: str = "", innledning: str = "") -> None:
        super().__init__()
        self.tittel = tittel
        self.setProperty("rolle", "kort")
        if farge:
            self.setProperty("farge", farge)
        self.rom = stabel(self, tema.px(8), (tema.px(16), tema.px(11), tema.px(16), tema.px(12)))
        for tekst, rolle in ((tittel, "korttittel"), (innledning, "dempet")):
            if tekst:
                self.rom.addWidget(Etikett(tekst, rolle))


class Rulleside(Klar):
    """En hel side som ruller. Innholdet legges i ``rom``."""

    def __init__(self, tema: Tema, *, mellomrom: int = 12, topp: int = 20) -> None:
        super().__init__()
        px, flate = tema.px, Flate()
        self._rulle = self.rulle = stabel(self, 0).ny(Rulle(flate))
        self.rom = stabel(flate, px(mellomrom), (px(24), px(topp), px(24), px(18)))


def knapp(
    tekst: str, ved_trykk: Callable[[], object] | None = None, rolle: str = "", leses_som: str = ""
) -> QPushButton:
    """En knapp med tastaturfokus; ``rolle`` er hoved, stille, filter, lenke, lenke_liten, bryter eller tom.

    En lenke går et sted. Ser noe ut som en lenke og gjør noe, er ``leses_som`` «knapp» (se ``roller.py``).
    """
    if rolle == "bryter":
        return Lenke(tekst, ved_trykk or (lambda: None), rolle)
    ny = (_Filter if rolle == "filter" else QPushButton)()
    if rolle:
        ny.setProperty("rolle", rolle)
    if leses_som:
        ny.setProperty("leses_som", leses_som)
    ny.setText(tekst.replace("&", "&&"))
    ny.setAccessibleName(tekst)
    ny.setAutoDefault(False)
    if rolle.startswith(("lenke", "feillenke", "merke")):
        ny.setCursor(Qt.CursorShape.PointingHandCursor)
        ny.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
    if ved_trykk:
        ny.clicked.connect(lambda *_: ved_trykk())
    return ny


class _Filter(QPushButton):
    """Et valgt filter har fet skrift, og det regner ikke Qt med i bredden."""

    def __init__(self) -> None:
        super().__init__()
        self.toggled.connect(lambda pa: hold_tab_pa(self) if pa else None)

    def keyPressEvent(self, hendelse: QKeyEvent) -> None:  # noqa: N802
        super().keyPressEvent(hendelse)
        velg_med_pilen(self, hendelse)

    def sizeHint(self) -> QSize:  # noqa: N802
        fet = self.font()
        fet.setWeight(QFont.Weight.DemiBold)
        mer = QFontMetrics(fet).horizontalAdvance(self.text()) - self.fontMetrics().horizontalAdvance(self.text())
        return super().sizeHint() + QSize(max(0, mer), 0)


class Lenke(QPushButton):
    """En lenke over flere linjer, som kan nås med tastaturet. Knapper flest bryter ikke teksten sin."""

    def __init__(self, tekst: str, ved_trykk: Callable[[], object], rolle: str = "lenke", leses_som: str = "") -> None:
        super().__init__()
        self.setProperty("rolle", rolle)
        if leses_som:
            self.setProperty("leses_som", leses_som)
        self.setAccessibleName(tekst)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        folg_bredden(self)
        self.ensurePolished()
        self._luft = round(self.fontMetrics().height() * 1.4) if rolle == "merke" else 4
        rom = stabel(self, 0, (0, 2, 0, 2))
        self._etikett = Etikett(tekst, rolle)
        self._etikett.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        rom.addWidget(self._etikett)
        self.clicked.connect(lambda *_: ved_trykk())

    def vis_tekst(self, tekst: str) -> None:
        if tekst != self._etikett.text():
            self.setText(tekst)
            self.setAccessibleName(tekst)

    def changeEvent(self, hendelse: QEvent) -> None:  # noqa: N802
        super().changeEvent(hendelse)
        if hendelse.type() == QEvent.Type.EnabledChange:
            sett(self._etikett, rolle=self.property("rolle") if self.isEnabled() else "dempet")

    def setText(self, tekst: str) -> None:  # noqa: N802
        # Teksten står i etiketten, som ikke kjenner «&&» for «&».
        self._etikett.setText(tekst.replace("&&", "&"))
        self.updateGeometry()

    def hasHeightForWidth(self) -> bool:  # noqa: N802
        return True

    def heightForWidth(self, bredde: int) -> int:  # noqa: N802
        return self._etikett.heightForWidth(bredde) + 4

    def sizeHint(self) -> QSize:  # noqa: N802
        self._etikett.ensurePolished()
        bredde = self._etikett.fontMetrics().horizontalAdvance(self._etikett.text()) + self._luft
        return QSize(bredde, self._etikett.fontMetrics().height() + 4)

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        return QSize(40, self._etikett.fontMetrics().height() + 4)


_KORT_MERKE = 14  # tegn som aldri brytes


class _Merke(Etikett):
    """Én linje når det er plass; ellers brytes den mellom ordene. Aldri høyere enn teksten."""

    def __init__(self) -> None:
        super().__init__(rolle="merke")
        self.setMinimumWidth(0)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:  # noqa: N802
        return QSize(self._bredde(self.text()), self.height())

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        if len(self.text()) <= _KORT_MERKE:
            return self.sizeHint()
        return QSize(self._bredde(max(self.text().split(), key=len)), self.height())

    def resizeEvent(self, hendelse: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(hendelse)
        self._tilpass()

    def setText(self, tekst: str) -> None:  # noqa: N802
        super().setText(tekst)
        self.updateGeometry()
        self._tilpass()

    def _tilpass(self) -> None:
        # Tegnet foran kan komme fra en annen skrift, så en tekst som så vidt får plass, ville ellers blitt brutt.
        smal = self.width() < self._bredde(self.text())
        self.setWordWrap(smal)
        luft = self.fontMetrics().height() // 4
        linjer = self.heightForWidth(self.width()) if smal else 0
        self.setFixedHeight(max(linjer, self.fontMetrics().height() + luft))

    def _bredde(self, tekst: str) -> int:
        self.ensurePolished()
        return self.fontMetrics().horizontalAdvance(tekst) + round(self.fontMetrics().height() * 1.3)


def merke(tekst: str, farge: Farge) -> QLabel:
    """En merkelapp med tegn og ord."""
    lapp = _Merke()
    sett_merke(lapp, tekst, farge)
    return lapp


def sett_merke(lapp: QLabel, tekst: str, farge: Farge, *, tegn: bool = True) -> None:
    lapp.setText(f"{TEGN[farge]} {tekst}" if tegn else tekst)
    lapp.setAccessibleName(tekst)
    sett(lapp, farge=farge.value)


def strek() -> QFrame:
    linje = QFrame()
    linje.setProperty("rolle", "strek")
    return linje


def utsatt(eier: QObject, ms: int, gjor: Callable[[], object] | SignalInstance) -> QTimer:
    """En klokke som gjør det én gang, så mange millisekunder etter ``start``."""
    klokke = QTimer(eier, singleShot=True, interval=ms)
    klokke.timeout.connect(gjor)
    return klokke


def legg(rom: QVBoxLayout, widget: QWidget) -> None:
    """Legg widgeten sist og vis den straks. Ellers vises den først senere, og rommet måles uten den."""
    rom.addWidget(widget)
    if widget.parentWidget() is not None:
        widget.show()


def med_tab(eier: QWidget) -> list[QWidget]:
    """Det i widgeten som kan nås med Tab, i den rekkefølgen det er lagt inn. Alle i en gruppe: én av dem er det nå."""
    vindu, tab = eier.window(), Qt.FocusPolicy.TabFocus.value

    def nas(w: QWidget) -> bool:
        return bool(w.focusPolicy().value & tab) or (isinstance(w, QAbstractButton) and bool(gruppen(w)))

    return [w for w in eier.findChildren(QWidget) if nas(w) and w.focusProxy() is None and w.window() is vindu]


def sett_rekkefolge(widgeter: list[QWidget]) -> None:
    """Tab går gjennom widgetene i denne rekkefølgen."""
    for forrige, neste in pairwise(widgeter):
        QWidget.setTabOrder(forrige, neste)


def sett_inn_foran(widget: QWidget, nye: list[QWidget]) -> None:
    """Tab går gjennom de nye like før widgeten. Det som er laget sist, står ellers sist i rekken."""
    sett_rekkefolge([widget, *nye, widget] if nye else [])


def ta_bort(widget: QWidget) -> None:
    """Ta widgeten ut av vinduet for godt."""
    widget.hide()
    widget.setParent(None)
    widget.deleteLater()


def tom_rom(rom: QLayout) -> None:
    """Fjern alt i et rom."""
    while (ledd := rom.takeAt(0)) is not None:
        if widget := ledd.widget():
            ta_bort(widget)
        elif under := ledd.layout():
            tom_rom(under)
