"""De små delene alle sidene bygges av."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import pairwise

from PySide6.QtCore import QCoreApplication, QEvent, QMargins, QObject, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPalette, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QFocusFrame,
    QFrame,
    QLabel,
    QLayout,
    QProxyStyle,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QStyle,
    QStyleHintReturn,
    QStyleOption,
    QVBoxLayout,
    QWidget,
)

from overforing.saksgang.slag import Farge

from .tema import TEGN, Tema, sett


def hold_sammen(tekst: str) -> str:
    """«§ 6» og «bokstav b» brytes ikke fra hverandre."""
    return re.sub(r"(§§?|bokstav|nr\.) ", "\\1\N{NO-BREAK SPACE}", tekst)


class Etikett(QLabel):
    """Ren tekst som brytes. ``rolle`` velger utseendet i stilarket."""

    def __init__(self, tekst: str = "", rolle: str = "", *, bryt: bool = True, markerbar: bool = False) -> None:
        super().__init__(tekst)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(bryt)
        self.setIndent(0)
        if rolle:
            self.setProperty("rolle", rolle)
        if bryt:
            self.setMinimumWidth(1)
            policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
            policy.setHeightForWidth(True)
            self.setSizePolicy(policy)
        if markerbar:
            self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)

    def vis_tekst(self, tekst: str) -> None:
        """Ny tekst; skjules når den er tom."""
        if self.text() != tekst:
            self.setText(tekst)
            self.updateGeometry()
        self.setVisible(bool(tekst))


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


class Flate(QWidget):
    """Innholdet i et rullefelt: så høyt som det trenger i bredden det får."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("rolle", "klar")

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


class Kort(QFrame):
    """Et kort med kant. Innholdet legges i ``rom``."""

    def __init__(self, tema: Tema, farge: str = "") -> None:
        super().__init__()
        self.setProperty("rolle", "kort")
        if farge:
            self.setProperty("farge", farge)
        self.rom = stabel(self, tema.px(8), (tema.px(16), tema.px(14), tema.px(16), tema.px(16)))


def stabel(eier: QWidget | None, mellomrom: int, marger: tuple[int, int, int, int] = (0, 0, 0, 0)) -> QVBoxLayout:
    """En loddrett rekke i widgeten."""
    rom = QVBoxLayout(eier) if eier else QVBoxLayout()
    rom.setSpacing(mellomrom)
    rom.setContentsMargins(QMargins(*marger))
    return rom


def knapp(tekst: str, ved_trykk: Callable[[], object] | None = None, rolle: str = "") -> QPushButton:
    """En knapp med tastaturfokus; ``rolle`` er hoved, stille, filter, lenke, lenke_liten, bryter eller tom."""
    if rolle == "bryter":
        return Lenke(tekst, ved_trykk or (lambda: None), rolle)
    ny = QPushButton(tekst.replace("&", "&&"))
    ny.setAccessibleName(tekst)
    ny.setAutoDefault(False)
    if rolle:
        ny.setProperty("rolle", rolle)
    if rolle.startswith(("lenke", "feillenke", "merke")):
        ny.setCursor(Qt.CursorShape.PointingHandCursor)
        ny.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
    if ved_trykk:
        ny.clicked.connect(lambda *_: ved_trykk())
    return ny


class Lenke(QPushButton):
    """En lenke over flere linjer, som kan nås med tastaturet. Knapper flest bryter ikke teksten sin."""

    def __init__(self, tekst: str, ved_trykk: Callable[[], object], rolle: str = "lenke") -> None:
        super().__init__()
        self.setProperty("rolle", rolle)
        self.setAccessibleName(tekst)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
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


def legg(rom: QVBoxLayout, widget: QWidget) -> None:
    """Legg widgeten sist og vis den straks. Ellers vises den først senere, og rommet måles uten den."""
    rom.addWidget(widget)
    if widget.parentWidget() is not None:
        widget.show()


def med_tab(eier: QWidget) -> list[QWidget]:
    """Det i widgeten som kan nås med Tab, i den rekkefølgen det er lagt inn."""
    vindu, tab = eier.window(), Qt.FocusPolicy.TabFocus.value
    return [
        w
        for w in eier.findChildren(QWidget)
        if w.focusPolicy().value & tab and w.focusProxy() is None and w.window() is vindu
    ]


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


class _Luftig(QProxyStyle):
    """Gir ringen litt luft rundt det den omgir, og lar den ligge øverst, så ingen ramme kutter den."""

    def styleHint(  # noqa: N802
        self,
        hint: QStyle.StyleHint,
        valg: QStyleOption | None = None,
        widget: QWidget | None = None,
        svar: QStyleHintReturn | None = None,
    ) -> int:
        if hint == QStyle.StyleHint.SH_FocusFrame_AboveWidget:
            return 1
        return super().styleHint(hint, valg, widget, svar)

    def pixelMetric(  # noqa: N802
        self, mal: QStyle.PixelMetric, valg: QStyleOption | None = None, widget: QWidget | None = None
    ) -> int:
        if mal in (QStyle.PixelMetric.PM_FocusFrameHMargin, QStyle.PixelMetric.PM_FocusFrameVMargin):
            return 4
        return super().pixelMetric(mal, valg, widget)


class _Vokter(QObject):
    """Sier fra når det som har fokus, tegnes."""

    tegnet = Signal()

    def eventFilter(self, objekt: QObject, hendelse: QEvent) -> bool:  # noqa: N802
        if hendelse.type() == QEvent.Type.Paint:
            self.tegnet.emit()
        return super().eventFilter(objekt, hendelse)


class Fokusring(QFocusFrame):
    """Ringen rundt det som har fokus: lik for alt, og godt synlig i lys og mørk drakt."""

    def __init__(self, vindu: QWidget, app: QApplication) -> None:
        super().__init__(vindu)
        self._vindu = vindu
        self._stil = _Luftig("Fusion")
        self.setStyle(self._stil)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        # Qt skjuler ringen når det den omgir, får nytt utseende eller ligger utenfor, og viser den ikke igjen.
        self._vokter = _Vokter(self)
        self._vokter.tegnet.connect(self._vis, Qt.ConnectionType.QueuedConnection)
        self._app: QApplication | None = app
        app.focusChanged.connect(self._flytt)

    def slipp(self) -> None:
        """Følg ikke fokus lenger. Mens vinduet rives ned, peker fokus på widgeter som er halvveis borte."""
        if self._app is not None:
            self._app.focusChanged.disconnect(self._flytt)
            self._app = None

    def _flytt(self, gammel: QWidget | None, ny: QWidget | None) -> None:
        if gammel is not None:
            gammel.removeEventFilter(self._vokter)
        if ny is None or ny.window() is not self._vindu or ny.property("egen_fokus"):
            self.setWidget(None)  # type: ignore[arg-type]  # None er lov i Qt
            return
        self.setWidget(ny)
        ny.installEventFilter(self._vokter)

    def _vis(self) -> None:
        widget: QWidget | None = self.widget()  # PySide sier at den alltid finnes
        if widget and self.isHidden():
            self.show()
            self.raise_()

    def paintEvent(self, _hendelse: QPaintEvent) -> None:  # noqa: N802
        maler = QPainter(self)
        maler.setRenderHint(QPainter.RenderHint.Antialiasing)
        widget: QWidget | None = self.widget()
        egen = widget.property("fokusfarge") if widget else None
        maler.setPen(QPen(QColor(egen) if egen else self._vindu.palette().color(QPalette.ColorRole.Shadow), 2))
        maler.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), 8, 8)
