"""En rad som fortsetter på neste linje når det ikke er plass."""

from __future__ import annotations

from PySide6.QtCore import QMargins, QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget

from .klosser import Klar, W


class Flyt(QLayout):
    """Widgetene står etter hverandre fra venstre, hver så bred som den vil være, og brytes som ord i en tekst.

    På en linje står de midt på hverandre, eller ``langs_bunnen``, der noen har en etikett over seg.
    """

    def __init__(self, eier: QWidget | None, mellomrom: int, marg: int = 0, *, langs_bunnen: bool = False) -> None:
        self._ledd: list[QLayoutItem] = []
        self._hoyder: dict[int, int] = {}
        super().__init__(eier)
        self._langs_bunnen = langs_bunnen
        self._mellomrom = mellomrom
        self._til_hoyre: set[QWidget] = set()
        self.setContentsMargins(QMargins(marg, marg, marg, marg))

    def ny(self, widget: W) -> W:
        """Legg widgeten sist, og gi den tilbake."""
        self.addWidget(widget)
        return widget

    def til_hoyre(self, widget: QWidget) -> None:
        """Legg widgeten sist, helt til høyre på linjen; får den en linje alene, til venstre."""
        self._til_hoyre.add(widget)
        self.addWidget(widget)

    def addItem(self, ledd: QLayoutItem) -> None:  # noqa: N802
        self._ledd.append(ledd)

    def count(self) -> int:
        return len(self._ledd)

    def itemAt(self, plass: int) -> QLayoutItem | None:  # noqa: N802
        return self._ledd[plass] if 0 <= plass < len(self._ledd) else None

    def takeAt(self, plass: int) -> QLayoutItem | None:  # noqa: N802
        return self._ledd.pop(plass) if 0 <= plass < len(self._ledd) else None

    def expandingDirections(self) -> Qt.Orientation:  # noqa: N802
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:  # noqa: N802
        return True

    def heightForWidth(self, bredde: int) -> int:  # noqa: N802
        if bredde not in self._hoyder:
            self._hoyder[bredde] = self._legg(QRect(0, 0, bredde, 0), prov=True)
        return self._hoyder[bredde]

    def invalidate(self) -> None:
        super().invalidate()
        self._hoyder.clear()

    def setGeometry(self, flate: QRect) -> None:  # noqa: N802
        super().setGeometry(flate)
        self._legg(flate, prov=False)

    def sizeHint(self) -> QSize:  # noqa: N802
        synlige = [ledd.sizeHint() for ledd in self._ledd if not ledd.isEmpty()]
        m = self.contentsMargins()
        bredde = sum(s.width() for s in synlige) + self._mellomrom * max(0, len(synlige) - 1)
        hoyde = max((s.height() for s in synlige), default=0)
        return QSize(bredde + m.left() + m.right(), hoyde + m.top() + m.bottom())

    def minimumSize(self) -> QSize:  # noqa: N802
        m = self.contentsMargins()
        storst = QSize()
        for ledd in self._ledd:
            if not ledd.isEmpty():
                storst = storst.expandedTo(ledd.minimumSize())
        return storst + QSize(m.left() + m.right(), m.top() + m.bottom())

    def _legg(self, flate: QRect, *, prov: bool) -> int:
        m = self.contentsMargins()
        inni = flate.adjusted(m.left(), m.top(), -m.right(), -m.bottom())
        linjer: list[list[tuple[QLayoutItem, QSize]]] = [[]]
        brukt = 0
        for ledd in self._ledd:
            if ledd.isEmpty():
                continue
            onsket = ledd.sizeHint()
            bredde = min(onsket.width(), max(inni.width(), ledd.minimumSize().width()))
            hoyde = ledd.heightForWidth(bredde) if ledd.hasHeightForWidth() else onsket.height()
            if linjer[-1] and brukt + self._mellomrom + bredde > inni.width():
                linjer.append([])
                brukt = 0
            brukt += bredde + (self._mellomrom if linjer[-1] else 0)
            linjer[-1].append((ledd, QSize(bredde, hoyde)))
        y = inni.top()
        for linje in linjer:
            hoyest = max((s.height() for _, s in linje), default=0)
            x = inni.left()
            til_overs = inni.width() - sum(s.width() + self._mellomrom for _, s in linje) + self._mellomrom
            for ledd, storrelse in linje:
                if ledd.widget() in self._til_hoyre and len(linje) > 1:
                    x, til_overs = x + max(0, til_overs), 0
                if not prov:
                    luft = hoyest - storrelse.height()
                    ledd.setGeometry(QRect(QPoint(x, y + (luft if self._langs_bunnen else luft // 2)), storrelse))
                x += storrelse.width() + self._mellomrom
            y += hoyest + max(4, self._mellomrom // 2)
        return y - max(4, self._mellomrom // 2) - flate.top() + m.bottom()


class Rad(Klar):
    """Widgetene i en ``Flyt`` på en flate for seg."""

    def __init__(self, mellomrom: int, *widgeter: QWidget, marg: int = 0, langs_bunnen: bool = False) -> None:
        super().__init__()
        self.rom = Flyt(self, mellomrom, marg, langs_bunnen=langs_bunnen)
        for widget in widgeter:
            self.rom.addWidget(widget)
