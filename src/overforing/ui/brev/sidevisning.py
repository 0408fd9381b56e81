"""Sidene slik de blir, som bilder, med en knapp ved hver del som kan skrives om."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QPoint, Qt, Signal
from PySide6.QtGui import QImage, QMouseEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from overforing.saksgang.omskrevet import Del
from overforing.saksgang.utgang import Sidebilde
from overforing.ui.deler.klosser import Etikett, knapp, ta_bort, utsatt

Tekst = Callable[..., str]

BREDDE, SIDE = "bredde", "side"
PROSENT = ("75", "100", "125", "150", "200", "300")
A4_BREDDE = 794
"""Logiske piksler i en A4-side på 100 prosent."""
STORST_BREDDE = 1000
"""Bredere blir en side ikke av å tilpasses bredden: da blir linjene for lange å lese."""
_MINST = 200
_MARG = 16
_SMAL = 420
_TIL_OVERSKRIFTEN = 0.015
"""Fra der seksjonen begynner, til midt på overskriften, som en del av sidens høyde."""


class Sidevisning(QScrollArea):
    """Sidene under hverandre. ``bredde_endret`` sier at de bør lages på nytt for å bli skarpe.

    ``storrelse`` er ``BREDDE``, ``SIDE`` eller en av ``PROSENT``. ``skriv_om`` sender delen brukeren vil skrive om.
    """

    bredde_endret = Signal()
    skriv_om = Signal(str)
    plassert = Signal()
    """Sidene har fått nye plasser."""

    def __init__(self, tekst: Tekst, forelder: QWidget | None = None) -> None:
        super().__init__(forelder)
        self._tekst = tekst
        self.storrelse = BREDDE
        self._bilder: tuple[QImage, ...] = ()
        self._sider: list[_Side] = []
        self._steder: tuple[tuple[int, float, str], ...] = ()
        self._knapper: dict[str, QPushButton] = {}
        self.setObjectName("brevsider")
        self.setAccessibleName(tekst("ui_brev.sidene"))
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.innhold = QWidget()
        self.innhold.setObjectName("brevsider_innhold")
        self._rad = QVBoxLayout(self.innhold)
        self._rad.setSpacing(_MARG)
        self._rad.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self.rom_under(0)
        self._melding = Etikett()
        self._melding.setMinimumWidth(320)
        self._rad.addWidget(self._melding)
        self.setWidget(self.innhold)
        self._venter = utsatt(self, 300, self.bredde_endret)

    @property
    def bredde(self) -> int:
        """Sidens bredde i logiske piksler."""
        ledig = self.viewport().width() - 2 * _MARG - 2
        if self.storrelse == BREDDE:
            return max(_MINST, min(ledig, STORST_BREDDE))
        if self.storrelse == SIDE:
            forhold = self._bilder[0].width() / self._bilder[0].height() if self._bilder else 0.707
            return max(_MINST, min(ledig, int((self.viewport().height() - 2 * _MARG) * forhold)))
        return A4_BREDDE * int(self.storrelse) // 100

    @property
    def pikselbredde(self) -> int:
        """Sidens bredde på skjermen den vises på nå."""
        return round(self.bredde * self.devicePixelRatioF())

    def velg_storrelse(self, storrelse: str) -> None:
        """Sidene strekkes med en gang og lages så på nytt."""
        self.storrelse = storrelse
        self._tegn()
        self._venter.start()

    def vis(self, sider: tuple[Sidebilde, ...], deler: Sequence[Del] = ()) -> None:
        """``deler`` er dem som kan skrives om, i den rekkefølgen overskriftene står på sidene."""
        # BGRX ligger i minnet som RGB32; kopien eier pikslene sine.
        self._bilder = tuple(
            QImage(s.data, s.bredde, s.hoyde, s.bredde * 4, QImage.Format.Format_RGB32).copy() for s in sider
        )
        plasser = [(nr, andel) for nr, side in enumerate(sider) for andel in side.overskrifter]
        self._steder = tuple((nr, andel, d.id) for (nr, andel), d in zip(plasser, deler, strict=False))
        self._lag_knapper(deler)
        self._melding.hide()
        self._tegn()

    def si(self, tekst: str) -> None:
        """En setning i stedet for sidene."""
        self.vis(())
        self._melding.setText(tekst)
        self._melding.show()

    @property
    def antall(self) -> int:
        return len(self._bilder)

    def sted(self, id_: str) -> QPoint | None:
        """Hvor delen begynner, i ``innhold``; ``None`` når den ikke står på noen side."""
        for nr, andel, her in self._steder:
            if her == id_ and nr < len(self._sider):
                return self._sider[nr].pos() + QPoint(0, round(andel * self._sider[nr].height()))
        return None

    def rom_under(self, mer: int) -> None:
        """Så mye ledig plass under den siste siden, til noe som ligger over den."""
        self._rad.setContentsMargins(_MARG, _MARG, _MARG, _MARG + mer)

    def fokuser(self, id_: str) -> None:
        """Fokus til knappen ved delen, ellers til den første."""
        if knappen := self._knapper.get(id_) or next(iter(self._knapper.values()), None):
            knappen.setFocus(Qt.FocusReason.OtherFocusReason)

    def resizeEvent(self, hendelse: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(hendelse)
        self._tegn()
        self._venter.start()

    def changeEvent(self, hendelse: QEvent) -> None:  # noqa: N802
        super().changeEvent(hendelse)
        if hendelse.type() == QEvent.Type.DevicePixelRatioChange:
            self._venter.start()

    def _lag_knapper(self, deler: Sequence[Del]) -> None:
        med = {id_ for _, _, id_ in self._steder}
        for id_ in [id_ for id_ in self._knapper if id_ not in med]:
            ta_bort(self._knapper.pop(id_))
        for del_ in deler:
            if del_.id not in med:
                continue
            if del_.id not in self._knapper:
                ny = self._knapper[del_.id] = knapp("", rolle="pa_arket")
                ny.clicked.connect(lambda _=False, id_=del_.id: self.skriv_om.emit(id_))
            slag = "endret" if del_.endret else "om" if del_.egen is not None else "skriv"
            self._knapper[del_.id].setProperty("ordet", self._tekst(f"ui_brev.om.pa_arket_{slag}"))
            navn = self._tekst("ui_brev.om.knapp", del_=del_.overskrift)
            self._knapper[del_.id].setAccessibleName(navn)
            self._knapper[del_.id].setToolTip(navn)

    def _tegn(self) -> None:
        """Legg bildene i siderutene. Er de laget for en annen bredde, strekkes de til de nye kommer."""
        while len(self._sider) > len(self._bilder):
            self._slipp_knapper(self._sider[-1])
            ta_bort(self._sider.pop())
        while len(self._sider) < len(self._bilder):
            rute = _Side(len(self._sider))
            rute.klikket.connect(self._klikket)
            self._rad.addWidget(rute)
            self._sider.append(rute)
        forhold = self.devicePixelRatioF()
        for nr, (rute, bilde) in enumerate(zip(self._sider, self._bilder, strict=True), 1):
            piksler = QPixmap.fromImage(bilde)
            piksler.setDevicePixelRatio(forhold)
            rute.setPixmap(piksler)
            bredde = bilde.width() / forhold if bilde.width() == self.pikselbredde else self.bredde
            rute.setFixedSize(round(bredde), round(bredde * bilde.height() / bilde.width()))
            rute.setAccessibleName(self._tekst("ui_brev.side", nr=str(nr), antall=str(len(self._bilder))))
            hand = Qt.CursorShape.PointingHandCursor if self._steder else Qt.CursorShape.ArrowCursor
            rute.setCursor(hand)
        self._plasser_knapper()
        self._rad.activate()
        self.plassert.emit()

    def _plasser_knapper(self) -> None:
        """Hver knapp i margen til høyre for overskriften sin."""
        for nr, andel, id_ in self._steder:
            knappen, rute = self._knapper[id_], self._sider[nr]
            if knappen.parentWidget() is not rute:
                knappen.setParent(rute)
            knappen.setText("✎" if rute.width() < _SMAL else str(knappen.property("ordet")))
            knappen.adjustSize()
            midt = round((andel + _TIL_OVERSKRIFTEN) * rute.height())
            knappen.move(rute.width() - knappen.width() - 6, midt - knappen.height() // 2)
            knappen.show()

    def _slipp_knapper(self, side: QWidget) -> None:
        """Knappene på en side som blir borte, hører til en annen side nå."""
        for knappen in self._knapper.values():
            if knappen.parentWidget() is side:
                knappen.setParent(self.innhold)

    def _klikket(self, nr: int, andel: float) -> None:
        """Delen brukeren klikket i: den siste som begynner over."""
        over = [id_ for side, topp, id_ in self._steder if (side, topp) <= (nr, andel)]
        if over:
            self.skriv_om.emit(over[-1])


class _Side(QLabel):
    """Én side. ``klikket`` bærer nummeret og hvor langt ned på siden."""

    klikket = Signal(int, float)

    def __init__(self, nr: int) -> None:
        super().__init__(scaledContents=True)
        self.setObjectName("brevside_bilde")
        self._nr = nr

    def mouseReleaseEvent(self, hendelse: QMouseEvent) -> None:  # noqa: N802
        super().mouseReleaseEvent(hendelse)
        if hendelse.button() is Qt.MouseButton.LeftButton and self.rect().contains(hendelse.position().toPoint()):
            self.klikket.emit(self._nr, hendelse.position().y() / self.height())
