"""Feltene folk skriver og velger i, uten eget angre og uten å endre seg av musehjulet."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QPointF,
    QRect,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QPaintEvent,
    QPalette,
    QPen,
    QPolygonF,
    QWheelEvent,
)
from PySide6.QtWidgets import (
    QBoxLayout,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QSizePolicy,
    QStyle,
    QStyleOptionComboBox,
    QStylePainter,
    QWidget,
)

from .bokstavelig import bokstavelig
from .forslag import Forslag, uten_merknad
from .klosser import Etikett, W, stabel, utsatt
from .linjefelt import Linjefelt, er_angre
from .taster import med_vinduets_angre
from .tema import Tema, sett

if TYPE_CHECKING:
    from PySide6.QtGui import QTextCursor
    from PySide6.QtWidgets import QMenu

    from overforing.saksgang.tilstand import Valg

_BRYT = Qt.TextFlag.TextWordWrap.value | Qt.AlignmentFlag.AlignLeft.value


class Stavehjelp(Protocol):
    """Det som kan legge noe om ordet ved markøren i høyreklikkmenyen."""

    def til_menyen(self, meny: QMenu, markor: QTextCursor) -> None: ...


class HeltSkrevet(QPlainTextEdit):
    """Gir teksten slik den er skrevet. Qt gjør ellers et hardt mellomrom til et vanlig."""

    staver: Stavehjelp | None = None

    def toPlainText(self) -> str:  # noqa: N802
        return self.document().toRawText().replace("\u2029", "\n").replace("\u2028", "\n")

    def meny(self) -> QMenu:
        """Det en kan gjøre i feltet, for høyreklikk."""
        return self.createStandardContextMenu()

    def contextMenuEvent(self, hendelse: QContextMenuEvent) -> None:  # noqa: N802
        meny = self.meny()
        if self.staver is not None and not self.isReadOnly():
            med_musa = hendelse.reason() is QContextMenuEvent.Reason.Mouse
            self.staver.til_menyen(meny, self.cursorForPosition(hendelse.pos()) if med_musa else self.textCursor())
        meny.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        meny.popup(hendelse.globalPos())


class Tekstflate(HeltSkrevet):
    """Flere linjer tekst, så høyt som teksten trenger. Tab går til neste felt.

    Angre er programmets, med Ctrl+Z og høyreklikk, om feltet ikke har ``egen_angre``.
    """

    forlatt = Signal()

    def __init__(self, minst: int = 3, mest: int = 14, *, egen_angre: bool = False) -> None:
        super().__init__()
        self._minst, self._mest = minst, mest
        self._voks_snart = utsatt(self, 0, self._voks)
        self.document().setDocumentMargin(2)
        self.setUndoRedoEnabled(egen_angre)
        self.setTabChangesFocus(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().documentLayout().documentSizeChanged.connect(lambda *_: self._voks())
        self._voks()

    def event(self, hendelse: QEvent) -> bool:
        if not self.isUndoRedoEnabled() and er_angre(hendelse):
            hendelse.ignore()
            return False
        if hendelse.type() in (QEvent.Type.StyleChange, QEvent.Type.FontChange):
            self._voks_snart.start()
        return super().event(hendelse)

    def wheelEvent(self, hendelse: QWheelEvent) -> None:  # noqa: N802
        if self.verticalScrollBar().maximum() > 0 and self.hasFocus():
            super().wheelEvent(hendelse)
        else:
            hendelse.ignore()

    def meny(self) -> QMenu:
        meny = super().meny()
        return meny if self.isUndoRedoEnabled() else med_vinduets_angre(meny, self.window())

    def focusOutEvent(self, hendelse: QFocusEvent) -> None:  # noqa: N802
        super().focusOutEvent(hendelse)
        if hendelse.reason() != Qt.FocusReason.PopupFocusReason:
            self.forlatt.emit()

    def sizeHint(self) -> QSize:  # noqa: N802
        return QSize(200, self.height())

    def _voks(self) -> None:
        linjer = int(self.document().size().height())  # QPlainTextEdit måler dokumentet i linjer
        rammen = self.height() - self.viewport().height() if self.isVisible() else 0
        rammen = max(rammen, 10) + int(2 * self.document().documentMargin())
        hoyde = max(self._minst, min(linjer, self._mest)) * self.fontMetrics().lineSpacing() + rammen
        for_mye = linjer > self._mest
        self.setVerticalScrollBarPolicy(
            Qt.ScrollBarPolicy.ScrollBarAsNeeded if for_mye else Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        )
        if hoyde != self.height():
            self.setFixedHeight(hoyde)


class Nedtrekk(QComboBox):
    """En nedtrekksliste med tomt første valg. ``sokbar`` lar en skrive en del av teksten, og ta det som er merket.

    ``valgt`` kommer bare når brukeren velger; ``i_lista`` er sant når det skjedde i den åpne lista. Er det skrevet noe
    som ikke er et av valgene, blir det stående, og da er ingenting valgt.
    """

    valgt = Signal(str, bool)
    skrivefelt: Linjefelt
    forslag: Forslag
    forlatt = Signal()
    uten_treff = Signal(str)
    """Det som var skrevet da feltet ble forlatt, når det ikke er noe av valgene."""

    def __init__(self, tomt: str, *, sokbar: bool = False) -> None:
        super().__init__()
        self._tomt = tomt
        self._i_lista = False
        self._ordet = ""
        self._valgene: tuple[Valg, ...] | None = None
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(8)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(not sokbar)
        self.setSizePolicy(policy)
        self.setMaxVisibleItems(14)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        if sokbar:
            self.setEditable(True)
            self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
            felt = Linjefelt()
            felt.setFrame(False)
            felt.setPlaceholderText(tomt)
            felt.setProperty("egen_fokus", False)
            self.setLineEdit(felt)
            self.setCompleter(None)  # type: ignore[arg-type]  # forslagene er våre egne
            self.forslag = Forslag(felt, lambda: self._valgene or (), merk_forste=True, i=self)
            self.forslag.valgt.connect(self._fra_forslag)
            self.skrivefelt = felt
            felt.forlatt.connect(self._forlot)
        self.activated.connect(self._aktivert)
        # Et langt valg tar flere linjer.
        self.currentIndexChanged.connect(lambda _: self.updateGeometry())

    @property
    def verdi(self) -> str:
        return str(self.currentData() or "") if self._star_i_feltet else ""

    @property
    def _star_i_feltet(self) -> bool:
        """Om det er valget som er gjort, som står i feltet, og ikke noe annet en har skrevet."""
        return not self.isEditable() or self.skrivefelt.text().strip() == self.itemText(self.currentIndex()).strip()

    @property
    def svaret(self) -> str:
        """Verdien, og ordet brukeren fant den på når det sier mer enn valget."""
        return f"{self.verdi} {self._ordet}".strip()

    @property
    def delene(self) -> tuple[QWidget, ...]:
        """Lista, og feltet i den når den er søkbar: det er det en skjermleser er på."""
        return (self, self.skrivefelt) if self.isEditable() else (self,)

    def vis_valg(self, valgene: tuple[Valg, ...]) -> None:
        if valgene == self._valgene:
            return
        self._valgene = valgene
        for_, skrevet = self.verdi, "" if self._star_i_feltet else self.skrivefelt.text()
        self.clear()
        self.addItem("" if self.isEditable() else self._tomt, "")
        for valg in valgene:
            self.addItem(valg.tekst, valg.verdi)
            self.setItemData(self.count() - 1, bokstavelig(valg.tekst), Qt.ItemDataRole.ToolTipRole)
        self.vis_verdi(for_)
        if skrevet:
            self.skrivefelt.setText(skrevet)

    def vis_verdi(self, verdi: str) -> None:
        self._ordet = ""
        plass = max(0, self.findData(verdi))
        if plass != self.currentIndex():
            self.setCurrentIndex(plass)
            self.updateGeometry()
        if self.isEditable():
            self.skrivefelt.setText(self.itemText(plass))
            self.skrivefelt.setCursorPosition(0)
        self.setToolTip(bokstavelig(self.itemText(plass)) if plass else "")

    def showPopup(self) -> None:  # noqa: N802
        self._i_lista = True
        bredde = self.view().sizeHintForColumn(0) + 40
        self.view().setMinimumWidth(min(max(bredde, self.width()), max(self.window().width() - 40, self.width())))
        super().showPopup()

    def hidePopup(self) -> None:  # noqa: N802
        super().hidePopup()
        if self._i_lista:  # Qt lukker også den som rives, og da er det ingen å si det til
            QTimer.singleShot(0, self, self._lukket)

    def wheelEvent(self, hendelse: QWheelEvent) -> None:  # noqa: N802
        hendelse.ignore()

    def focusOutEvent(self, hendelse: QFocusEvent) -> None:  # noqa: N802
        super().focusOutEvent(hendelse)
        if not self.isEditable() and hendelse.reason() != Qt.FocusReason.PopupFocusReason:
            self.forlatt.emit()

    def heightForWidth(self, bredde: int) -> int:  # noqa: N802
        """Et langt valg i et smalt felt tar flere linjer."""
        en_linje = super().sizeHint().height()
        plass = self._tekstplass(QRect(0, 0, bredde, en_linje))
        tekst = self.fontMetrics().boundingRect(QRect(0, 0, plass.width(), 10_000), _BRYT, self.currentText())
        return en_linje + max(0, tekst.height() - self.fontMetrics().height())

    def _tekstplass(self, flate: QRect) -> QRect:
        valg = QStyleOptionComboBox()
        self.initStyleOption(valg)
        valg.rect = flate
        kontroll, felt = QStyle.ComplexControl.CC_ComboBox, QStyle.SubControl.SC_ComboBoxEditField
        return self.style().subControlRect(kontroll, valg, felt, self)

    def paintEvent(self, _hendelse: QPaintEvent) -> None:  # noqa: N802
        maler = QStylePainter(self)
        valg = QStyleOptionComboBox()
        self.initStyleOption(valg)
        maler.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, valg)
        maler.setRenderHint(QStylePainter.RenderHint.Antialiasing)
        maler.setPen(QPen(self.palette().color(QPalette.ColorRole.Text), 1.6))
        if not self.isEditable():
            midt = Qt.AlignmentFlag.AlignVCenter.value
            maler.drawText(self._tekstplass(self.rect()), _BRYT | midt, self.currentText())
        b = self.fontMetrics().height() * 0.24
        x, y = self.width() - self.fontMetrics().height() * 0.95, self.height() / 2
        maler.drawPolyline(_punkter((x - b, y - b / 2), (x, y + b / 2), (x + b, y - b / 2)))

    def _lukket(self) -> None:
        self._i_lista = False

    def _aktivert(self, plass: int) -> None:
        if self.isEditable() and plass >= 0 and self.skrivefelt.text() != self.itemText(plass):
            self.skrivefelt.setText(self.itemText(plass))
        self._ordet = ""
        self.valgt.emit(self.verdi, self._i_lista)

    def _fra_forslag(self, tekst: str) -> None:
        plass = self.findText(tekst)
        if plass >= 0:
            self.setCurrentIndex(plass)
            self._ordet = self._presist(plass, self.forslag.skrevet)
            self.valgt.emit(self.verdi, True)

    def _forlot(self) -> None:
        """Treffer det som er skrevet, et valg, er det valgt; er feltet tømt, er svaret tatt bort. Alt annet står."""
        tekst = self.skrivefelt.text().strip()
        treff = self._treff(tekst)
        if treff is None:
            self.uten_treff.emit(tekst)
        else:
            nytt = treff != self.currentIndex()
            self.setCurrentIndex(treff)
            self.skrivefelt.setText(self.itemText(treff))
            self.skrivefelt.setCursorPosition(0)
            if nytt:
                self._ordet = self._presist(treff, tekst)
                self.valgt.emit(self.verdi, False)
        self.forlatt.emit()

    def _presist(self, plass: int, skrevet: str) -> str:
        """Ordet som er skrevet, eller det eneste som begynner slik, når det sier mer enn valget."""
        valg = (self._valgene or ())[plass - 1] if plass > 0 else None
        begynt = skrevet.strip().casefold()
        if valg is None or not begynt or begynt in valg.tekst.casefold():
            return ""
        alle = [ord_ for ord_ in valg.ogsa.split(", ") if ord_.casefold().startswith(begynt)]
        ordet = next((ord_ for ord_ in alle if ord_.casefold() == begynt), alle[0] if len(alle) == 1 else "")
        return ordet if ordet in valg.presise else ""

    def _treff(self, tekst: str) -> int | None:
        """Valget som heter dette, eller som dette er et annet ord for."""
        plass = self.findText(tekst, Qt.MatchFlag.MatchFixedString)
        if plass >= 0:
            return plass
        ord_ = tekst.casefold()
        andre = [
            i
            for i, valg in enumerate(self._valgene or (), start=1)
            if ord_ in (*valg.ogsa.casefold().split(", "), uten_merknad(valg.tekst).casefold())
        ]
        return andre[0] if ord_ and len(andre) == 1 else None


def _punkter(*punkter: tuple[float, float]) -> QPolygonF:
    return QPolygonF([QPointF(x, y) for x, y in punkter])


def med_forslag(felt: QLineEdit, fra: QAbstractItemModel | Sequence[Valg], *, merk_forste: bool = False) -> Forslag:
    """Forslag som kommer mens en skriver. ``merk_forste`` er at feltet bare kan ha ett av dem."""
    from overforing.saksgang.tilstand import Valg

    if not isinstance(fra, QAbstractItemModel):
        return Forslag(felt, lambda: fra, merk_forste=merk_forste)
    modell = fra

    def valgene() -> Iterator[Valg]:
        for rad in range(modell.rowCount()):
            tekst = str(modell.index(rad, 0).data())
            yield Valg(tekst, tekst)

    return Forslag(felt, valgene, merk_forste=merk_forste)


def med_skjult_etikett(felt: Nedtrekk, navn: str, eier: QWidget) -> None:
    """Navnet på en liste uten etikett over. På Linux tar Qt det fra etiketten, og ellers fra det som er valgt."""
    felt.setAccessibleName(navn)
    etikett = QLabel(eier)
    etikett.setTextFormat(Qt.TextFormat.PlainText)
    etikett.setText(navn)
    etikett.hide()
    etikett.setBuddy(felt)
    felt.destroyed.connect(etikett.deleteLater)


def beskriv(widget: QWidget, navn: str, beskrivelse: str) -> None:
    """Navnet og beskrivelsen en skjermleser leser."""
    for del_ in widget.delene if isinstance(widget, Nedtrekk) else (widget,):
        if del_.accessibleName() != navn:
            del_.setAccessibleName(navn)
        if del_.accessibleDescription() != beskrivelse:
            del_.setAccessibleDescription(beskrivelse)


def merk(widget: QWidget, feil: str) -> None:
    """Feilen er en del av beskrivelsen av det den gjelder, og synes på det."""
    beskriv(widget, widget.accessibleName(), feil)
    sett(widget, feil="ja" if feil else "nei")


def med_etikett(rom: QBoxLayout, tekst: str, felt: W, tema: Tema, andel: int = 0) -> W:
    """Feltet med navnet over, bundet sammen for skjermleseren."""
    beskriv(felt, tekst, "")
    etikett = Etikett(tekst, "etikett")
    etikett.setBuddy(felt)
    par = stabel(None, tema.px(3))
    par.addWidget(etikett)
    rom.addLayout(par, andel)
    return par.ny(felt)
