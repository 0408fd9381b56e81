"""Sidene slik de blir, som bilder, med en knapp ved hver del som kan skrives om."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise

from PySide6.QtCore import QCoreApplication, QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QImage, QMouseEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from overforing.saksgang.omskrevet import Del
from overforing.saksgang.utgang import Sidebilde
from overforing.ui.deler.bokstavelig import bokstavelig
from overforing.ui.deler.farger import LYS
from overforing.ui.deler.klosser import Bred, knapp, ta_bort, utsatt

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

    Noe kan legges inn der en del begynner, med ``legg_inn``: da deles siden i to strimler der. ``storrelse`` er
    ``BREDDE``, ``SIDE`` eller en av ``PROSENT``. ``skriv_om`` sender delen brukeren vil skrive om.
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
        self._sidenavn = "ui_brev.side"
        self._numre: Sequence[int] = ()
        self._strimler: list[_Strimmel] = []
        self._inne: tuple[QWidget, str] | None = None
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
        self._rad.setContentsMargins(_MARG, _MARG, _MARG, _MARG)
        self._rad.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self._melding = Bred()
        self._melding.setMinimumWidth(320)
        self._rad.addWidget(self._melding)
        self.setWidget(self.innhold)
        self._venter = utsatt(self, 300, self.bredde_endret)

    @property
    def ledig(self) -> int:
        """Bredden det er plass til uten å rulle sidelengs."""
        return self.viewport().width() - 2 * _MARG - 2

    @property
    def bredde(self) -> int:
        """Sidens bredde i logiske piksler."""
        ledig = self.ledig
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

    def vis(
        self,
        sider: tuple[Sidebilde, ...],
        deler: Sequence[Del] = (),
        *,
        navn: str = "ui_brev.side",
        numre: Sequence[int] = (),
    ) -> None:
        """``deler`` er dem som kan skrives om, i den rekkefølgen overskriftene står på sidene.

        ``navn`` er nøkkelen til det en skjermleser sier om en side, og ``numre`` nummeret på hver, når ikke alle er
        med.
        """
        self._sidenavn, self._numre = navn, numre or range(1, len(sider) + 1)
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

    def legg_inn(self, widget: QWidget, id_: str) -> None:
        """Legg widgeten der delen begynner. Står delen ikke på noen side, legges den øverst."""
        if self._inne != (widget, id_):
            self._inne = (widget, id_)
            if widget.parentWidget() is not self.innhold:
                widget.setParent(self.innhold)
            self._tegn()

    def ta_ut(self) -> None:
        """Ta ut det som er lagt inn, og la siden bli hel igjen."""
        if self._inne is not None:
            self._rad.removeWidget(self._inne[0])
            self._inne = None
            self._tegn()

    def fokuser(self, id_: str) -> None:
        """Fokus til knappen ved delen, ellers til den første."""
        if knappen := self._knapper.get(id_) or next(iter(self._knapper.values()), None):
            knappen.setFocus(Qt.FocusReason.OtherFocusReason)
            QTimer.singleShot(0, self, lambda: self.ensureWidgetVisible(knappen, 0, 4 * knappen.height()))

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
                ny.setProperty("fokusfarge", LYS.fokus)  # arket er hvitt i begge drakter
                ny.clicked.connect(lambda _=False, id_=del_.id: self.skriv_om.emit(id_))
            slag = "endret" if del_.endret else "om" if del_.egen is not None else "skriv"
            ordet = self._tekst(f"ui_brev.om.pa_arket_{slag}")
            knappen, navn = self._knapper[del_.id], self._tekst("ui_brev.om.knapp", hva=ordet, del_=del_.overskrift)
            knappen.setProperty("ordet", f"△ {ordet}" if del_.endret else ordet)
            knappen.setAccessibleName(navn)
            knappen.setToolTip(bokstavelig(navn))

    def _delt(self) -> tuple[int, float] | None:
        """Siden og stedet der noe er lagt inn."""
        inne = self._inne[1] if self._inne else ""
        return next(((nr, andel) for nr, andel, id_ in self._steder if id_ == inne), None)

    def _tegn(self) -> None:
        """Legg bildene i strimlene. Er de laget for en annen bredde, strekkes de til de nye kommer."""
        delt = self._delt()
        biter: list[tuple[int, float, float]] = []
        for nr in range(len(self._bilder)):
            kutt = (0.0, delt[1], 1.0) if delt and delt[0] == nr else (0.0, 1.0)
            biter += [(nr, fra, til) for fra, til in pairwise(kutt)]
        while len(self._strimler) > len(biter):
            self._slipp_knapper(self._strimler[-1])
            ta_bort(self._strimler.pop())
        while len(self._strimler) < len(biter):
            ny = _Strimmel()
            ny.klikket.connect(self._klikket)
            self._rad.addWidget(ny)
            self._strimler.append(ny)
        forhold, bredde = self.devicePixelRatioF(), self.bredde
        hand = Qt.CursorShape.PointingHandCursor if self._steder else Qt.CursorShape.ArrowCursor
        for strimmel, (nr, fra, til) in zip(self._strimler, biter, strict=True):
            bilde = self._bilder[nr]
            skarpt = bilde.width() == self.pikselbredde
            strimmel.vis(bilde, nr, fra, til, round(bilde.width() / forhold) if skarpt else bredde, forhold)
            strimmel.setAccessibleName(
                self._tekst(self._sidenavn, nr=str(self._numre[nr]), antall=str(self._numre[-1]))
            )
            strimmel.setCursor(hand)
        self._plasser_det_som_er_inne(delt)
        self._plasser_knapper()
        self._rad.activate()
        # Innholdet blir ellers ikke så høyt som sidene når de kom mens det var skjult.
        QCoreApplication.sendEvent(self, QEvent(QEvent.Type.LayoutRequest))
        self.plassert.emit()

    def _plasser_det_som_er_inne(self, delt: tuple[int, float] | None) -> None:
        """I rekken mellom strimlene, også i rekken Tab går."""
        if self._inne is None:
            return
        widget = self._inne[0]
        etter = next((s for s in self._strimler if delt and (s.nr, s.fra) == delt), None)
        if etter is None:
            etter = self._strimler[0] if self._strimler else None
        self._rad.removeWidget(widget)
        self._rad.insertWidget(self._rad.indexOf(etter) if etter else 0, widget, 0, Qt.AlignmentFlag.AlignHCenter)
        widget.show()
        if etter is not None:
            widget.stackUnder(etter)

    def _plasser_knapper(self) -> None:
        """Hver knapp i margen til høyre for overskriften sin, og under den forrige der det er trangt."""
        ledig_fra: dict[_Strimmel, int] = {}
        for nr, andel, id_ in self._steder:
            knappen = self._knapper[id_]
            strimmel = next(s for s in self._strimler if s.nr == nr and s.fra <= andel < s.til)
            if knappen.parentWidget() is not strimmel:
                knappen.setParent(strimmel)
            knappen.setText("✎" if strimmel.width() < _SMAL else str(knappen.property("ordet")))
            knappen.adjustSize()
            midt = round((andel - strimmel.fra + _TIL_OVERSKRIFTEN) * strimmel.sidehoyde)
            topp = max(ledig_fra.get(strimmel, 0), midt - knappen.height() // 2)
            knappen.move(strimmel.width() - knappen.width() - 6, topp)
            ledig_fra[strimmel] = topp + knappen.height() + 1
            knappen.show()
            knappen.raise_()  # i rekken Tab går

    def _slipp_knapper(self, strimmel: QWidget) -> None:
        """Knappene på en strimmel som blir borte, hører til en annen nå."""
        for knappen in self._knapper.values():
            if knappen.parentWidget() is strimmel:
                knappen.setParent(self.innhold)

    def _klikket(self, nr: int, andel: float) -> None:
        """Delen brukeren klikket i: den siste som begynner over."""
        over = [id_ for side, topp, id_ in self._steder if (side, topp) <= (nr, andel)]
        if over:
            self.skriv_om.emit(over[-1])


class _Strimmel(QLabel):
    """En side, eller en del av den. ``klikket`` bærer siden og hvor langt ned på den."""

    klikket = Signal(int, float)

    def __init__(self) -> None:
        super().__init__(scaledContents=True)
        self.setObjectName("brevside_bilde")
        self.nr, self.fra, self.til, self.sidehoyde = 0, 0.0, 1.0, 0

    def vis(self, bilde: QImage, nr: int, fra: float, til: float, bredde: int, forhold: float) -> None:
        """Siden fra og til så langt ned på den, ``bredde`` logiske piksler bred."""
        self.nr, self.fra, self.til = nr, fra, til
        self.sidehoyde = round(bredde * bilde.height() / bilde.width())
        topp, bunn = round(fra * bilde.height()), round(til * bilde.height())
        piksler = QPixmap.fromImage(bilde.copy(0, topp, bilde.width(), bunn - topp))
        piksler.setDevicePixelRatio(forhold)
        self.setPixmap(piksler)
        self.setFixedSize(bredde, round((til - fra) * self.sidehoyde))

    def mouseReleaseEvent(self, hendelse: QMouseEvent) -> None:  # noqa: N802
        super().mouseReleaseEvent(hendelse)
        if hendelse.button() is Qt.MouseButton.LeftButton and self.rect().contains(hendelse.position().toPoint()):
            self.klikket.emit(self.nr, self.fra + hendelse.position().y() / self.sidehoyde)
