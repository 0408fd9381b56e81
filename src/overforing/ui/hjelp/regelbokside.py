"""Regelboken, til å lese og søke i, med innholdet ved siden av."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QFont,
    QFontMetrics,
    QPainter,
    QPalette,
    QResizeEvent,
    QTextBlock,
    QTextCursor,
)
from PySide6.QtWidgets import (
    QBoxLayout,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTextBrowser,
)

from overforing.ui.deler.flyt import Rad
from overforing.ui.deler.klosser import Etikett, Klar, hold_sammen, knapp, stabel
from overforing.ui.deler.lesetekst import Lesetekst
from overforing.ui.deler.linjefelt import Linjefelt
from overforing.ui.deler.meld import meld
from overforing.ui.deler.ordene import Ord
from overforing.ui.deler.tema import Tema

_PLASS, _NIVA = Qt.ItemDataRole.UserRole, Qt.ItemDataRole.UserRole + 1
_UTEN_TAK = (1 << 24) - 1  # QWIDGETSIZE_MAX, som PySide6 ikke har
_Plass = QModelIndex | QPersistentModelIndex
_BRYT = Qt.TextFlag.TextWordWrap.value | Qt.AlignmentFlag.AlignLeft.value | Qt.AlignmentFlag.AlignTop.value

_LAVT = 420


class Regelbokside(Klar):
    """``tilbake`` når brukeren vil tilbake til saken."""

    tilbake = Signal()

    def __init__(self, tema: Tema, ord_: Ord, markdown: str) -> None:
        super().__init__()
        self._tema, self._ord = tema, ord_
        px = tema.px
        rom = stabel(self, px(10), (px(24), px(18), px(24), px(18)))
        self.tilbakeknapp = knapp(ord_("tilbake_til_saken"), self.tilbake.emit, "stille")
        self.sokefelt = Linjefelt()
        self.sokefelt.setPlaceholderText(ord_("regelbok.sok"))
        self.sokefelt.setAccessibleName(ord_("regelbok.sok"))
        self.sokefelt.setFixedWidth(px(300))
        self.sokefelt.textEdited.connect(self._sok_forfra)
        self.sokefelt.returnPressed.connect(self._sok_videre)
        self._treff = Etikett("", "dempet", bryt=False)
        self._tittel = Etikett(ord_("regelbok.navn"), "overskrift", bryt=False)
        rom.addWidget(Rad(px(12), self._tittel, self.sokefelt, self._treff, self.tilbakeknapp))
        midten = self._midten = QHBoxLayout()
        midten.setSpacing(px(14))
        self.innhold = QListWidget()
        self.innhold.setAccessibleName(ord_.fra("ui_hjelp.innhold"))
        self.innhold.setProperty("rolle", "innhold")
        self.innhold.setItemDelegate(_Innholdslinje(self.innhold))
        self.innhold.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.innhold.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.tekst = Lesetekst(ord_("regelbok.navn"))
        self.tekst.setOpenExternalLinks(True)
        self.tekst.setMaximumWidth(px(860))
        self.tekst.document().setIndentWidth(px(20))
        self.tekst.document().setDocumentMargin(px(4))
        self.tekst.setMarkdown(hold_sammen(markdown.partition("\n")[2]))  # overskriften står over
        self._luft(px)
        midten.addWidget(self.innhold)
        midten.addWidget(self.tekst, 100)
        midten.addStretch(1)
        rom.addLayout(midten, 1)
        self._fyll_innholdet()
        self.innhold.currentItemChanged.connect(lambda linje, _: self._vis(linje))
        self.innhold.itemActivated.connect(self._vis)
        self.innhold.itemClicked.connect(self._vis)

    def apne(self, kapittel: str = "") -> None:
        """Vis kapittelet med denne overskriften, nummer uregnet, eller begynnelsen."""
        self.tekst.setFocus(Qt.FocusReason.OtherFocusReason)
        linjene = (self.innhold.item(rad) for rad in range(self.innhold.count()))
        linje = next((en for en in linjene if kapittel and en.text().endswith(kapittel)), None)
        if linje is None:
            return
        self.innhold.setCurrentItem(linje)
        # Teksten er ikke lagt ut før siden er vist.
        QTimer.singleShot(0, self, lambda: self._vis(linje))

    def resizeEvent(self, hendelse: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(hendelse)
        # Er siden smal, står innholdet over teksten: ved siden av blir det for trangt til ordene.
        px, smal = self._tema.px, self.width() < self._tema.px(640)
        retning = QBoxLayout.Direction
        self._midten.setDirection(retning.TopToBottom if smal else retning.LeftToRight)
        self.innhold.setMinimumWidth(0 if smal else px(250))
        self.innhold.setMaximumWidth(_UTEN_TAK if smal else px(250))
        lavt = self.height() < px(_LAVT)  # da trenger teksten plassen
        self._tittel.setVisible(not lavt)
        self.sokefelt.setFixedWidth(px(220 if smal else 300))
        hoyde = round(self.height() * (0.22 if lavt else 0.3))
        self.innhold.setMinimumHeight(hoyde if smal else 0)
        self.innhold.setMaximumHeight(hoyde if smal else _UTEN_TAK)
        # Linjene er så høye som bredden krever, og den er kjent først når alt er lagt ut.
        QTimer.singleShot(0, self.innhold, self.innhold.doItemsLayout)

    def _fyll_innholdet(self) -> None:
        for blokk in _overskriftene(self.tekst):
            niva = blokk.blockFormat().headingLevel()
            linje = QListWidgetItem(blokk.text())
            linje.setData(_PLASS, blokk.position())
            linje.setData(_NIVA, niva)
            self.innhold.addItem(linje)

    def _vis(self, linje: QListWidgetItem | None) -> None:
        """Rull overskriften til toppen. Fokus blir der det er."""
        if linje is None:
            return
        markor = self.tekst.textCursor()
        markor.setPosition(linje.data(_PLASS))
        self.tekst.setTextCursor(markor)
        oppsett = self.tekst.document().documentLayout()
        oppsett.documentSize()  # ellers er bare det som har vært vist, lagt ut
        topp = oppsett.blockBoundingRect(markor.block()).top()
        self.tekst.verticalScrollBar().setValue(round(topp) - self._tema.px(6))

    def _luft(self, px: Callable[[float], int]) -> None:
        """Mer luft over en overskrift enn under: den hører til det som følger."""
        markor = QTextCursor(self.tekst.document())
        while True:
            if niva := markor.blockFormat().headingLevel():
                format_ = markor.blockFormat()
                format_.setTopMargin(px(4 if niva == 1 else 18))
                format_.setBottomMargin(px(6))
                markor.setBlockFormat(format_)
            if not markor.movePosition(QTextCursor.MoveOperation.NextBlock):
                break
        self.tekst.moveCursor(QTextCursor.MoveOperation.Start)

    def _sok_forfra(self, tekst: str) -> None:
        self.tekst.moveCursor(QTextCursor.MoveOperation.Start)
        self._si_treff(not tekst or self.tekst.find(tekst))

    def _sok_videre(self) -> None:
        if self.tekst.find(self.sokefelt.text()):
            self._si_treff(True)
        else:
            self._sok_forfra(self.sokefelt.text())

    def _si_treff(self, fant: bool) -> None:
        tekst = "" if fant else self._ord.fra("ui_hjelp.ingen_treff")
        self._treff.vis_tekst(tekst)
        markor = self.tekst.textCursor()
        meld(self, tekst or (markor.block().text() if markor.hasSelection() else ""))


class _Innholdslinje(QStyledItemDelegate):
    """En overskrift som brytes med innrykket sitt. Qts egen kutter den, eller bryter den uten."""

    def sizeHint(self, valg: QStyleOptionViewItem, plass: _Plass) -> QSize:  # noqa: N802
        liste = self.parent()
        assert isinstance(liste, QListWidget)
        bredde = liste.viewport().width()
        tekst = self._tekstplass(QRect(0, 0, bredde, 100_000), plass, valg)
        hoyde = QFontMetrics(self._skrift(valg, plass)).boundingRect(tekst, _BRYT, plass.data()).height()
        return QSize(bredde, hoyde + valg.fontMetrics.height() // 2)

    def paint(self, maler: QPainter, valg: QStyleOptionViewItem, plass: _Plass) -> None:
        maler.save()
        p, roller = valg.palette, QPalette.ColorRole
        if valg.state & QStyle.StateFlag.State_Selected:
            maler.fillRect(valg.rect, p.color(roller.Midlight))
            maler.fillRect(QRect(valg.rect.topLeft(), QSize(3, valg.rect.height())), p.color(roller.Accent))
        maler.setFont(self._skrift(valg, plass))
        maler.setPen(p.color(roller.Text))
        luft = valg.fontMetrics.height() // 4
        maler.drawText(self._tekstplass(valg.rect, plass, valg).adjusted(0, luft, 0, 0), _BRYT, plass.data())
        maler.restore()

    def _skrift(self, valg: QStyleOptionViewItem, plass: _Plass) -> QFont:
        skrift = QFont(valg.font)
        skrift.setBold(plass.data(_NIVA) == 2)
        return skrift

    def _tekstplass(self, rute: QRect, plass: _Plass, valg: QStyleOptionViewItem) -> QRect:
        luft = valg.fontMetrics.height() // 2
        return rute.adjusted(luft * (1 if plass.data(_NIVA) == 2 else 3), 0, -luft, 0)


def _overskriftene(tekst: QTextBrowser) -> Iterator[QTextBlock]:
    blokk = tekst.document().begin()
    while blokk.isValid():
        if blokk.blockFormat().headingLevel() in (2, 3):
            yield blokk
        blokk = blokk.next()
