"""Styrer vinduet slik et menneske gjør: finner felt og knapper på navnet, klikker, skriver, går med Tab, tar bilder.

Navnet er det en skjermleser sier («Kari Moen: Rolle»). Er siste del nok til å finne ett felt, holder den («Rolle»).

Som skript, med én handling på hver linje: ``.venv/bin/python tests/ui/styr.py SKRIPT.txt`` (se skript.py).
"""

from __future__ import annotations

import contextlib
import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

if __name__ == "__main__":  # som skript er tests/ ikke på stien
    sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from PySide6.QtCore import QEventLoop, QPoint, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QCheckBox,
    QComboBox,
    QCompleter,
    QLineEdit,
    QPlainTextEdit,
    QRadioButton,
    QScrollArea,
    QTextEdit,
    QWidget,
)
from ui.tidsur import arbeider, la_ga
from ui.widgeter import (
    FinnerIkke,
    bare_en,
    passer,
    piltast,
    plassen,
    radtekst,
    samme_gruppe,
    slaget,
    sporsmalet,
    synlig_tekst,
    verdien,
)

TASTER = {
    "Ned": Qt.Key.Key_Down,
    "Opp": Qt.Key.Key_Up,
    "Venstre": Qt.Key.Key_Left,
    "Høyre": Qt.Key.Key_Right,
    "Mellomrom": Qt.Key.Key_Space,
    "Enter": Qt.Key.Key_Return,
    "Slett": Qt.Key.Key_Delete,
}
ENDRERE = {
    "Ctrl": Qt.KeyboardModifier.ControlModifier,
    "Shift": Qt.KeyboardModifier.ShiftModifier,
    "Alt": Qt.KeyboardModifier.AltModifier,
}

_FLEST = 100
"""Så mange tidsur på rad går av før det ses etter om det tar for lang tid."""


class Styr:
    """Styrer ett vindu. Med ``tastatur`` brukes aldri musa: fokus flyttes med Tab og piler."""

    def __init__(self, vindu: QWidget, *, tastatur: bool = False) -> None:
        self.vindu = vindu
        self.tastatur = tastatur
        vindu.window().activateWindow()
        with contextlib.suppress(TimeoutError):
            self.vent_pa(vindu.isActiveWindow, 2)

    # Handlinger

    def trykk(self, navn: str) -> Styr:
        if not self._knapper(navn):
            self.vent_til_ferdig()  # det som skrives, føres når en stanser; da først vet knappen hva som er neste
        if treff := self._knapper(navn):
            return self._trykk_knapp(bare_en(treff, navn, self))
        for visning in self._av(QAbstractItemView):
            for rad in range(visning.model().rowCount(visning.rootIndex())):
                plass = visning.model().index(rad, 0, visning.rootIndex())
                if navn in radtekst(visning, rad):
                    return self._trykk_rad(visning, plass)
        raise FinnerIkke(f"«{navn}» finnes ikke. Her er:\n" + "\n".join(self.felt()))

    def skriv(self, navn: str, tekst: str) -> Styr:
        felt = self._finn(navn, QLineEdit, QPlainTextEdit, QTextEdit, QComboBox)
        self._ga_til(felt)
        return self._skriv(felt.lineEdit() if isinstance(felt, QComboBox) else felt, tekst)

    def skriv_her(self, tekst: str) -> Styr:
        """Skriv i feltet som har fokus."""
        felt = QApplication.focusWidget()
        if not isinstance(felt, (QLineEdit, QPlainTextEdit)):
            raise FinnerIkke(f"«{self.fokus}» har fokus, og kan ikke skrives i")
        return self._skriv(felt, tekst)

    def _skriv(self, mal: QWidget, tekst: str) -> Styr:
        QTest.keyClick(mal, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        QTest.keyClick(mal, Qt.Key.Key_Delete)
        for nr, linje in enumerate(tekst.split("\n")):
            if nr:
                QTest.keyClick(mal, Qt.Key.Key_Return)
            for tegn in linje:  # keyClicks tar bare tegn på et amerikansk tastatur
                QTest.sendKeyEvent(QTest.KeyAction.Click, mal, Qt.Key.Key_unknown, tegn, Qt.KeyboardModifier.NoModifier)
        self._lukk_forslag(mal)
        return self.vent()

    def velg(self, navn: str, valg: str) -> Styr:
        """Velg i en nedtrekksliste, eller skriv og velg når den kan søkes i."""
        boks = self._finn(navn, QComboBox)
        plass = boks.findText(valg)
        if plass < 0:
            alle = ", ".join(boks.itemText(i) for i in range(boks.count()))
            raise FinnerIkke(f"«{valg}» er ikke blant valgene i «{navn}»: {alle}")
        if boks.isEditable():
            self.skriv(navn, valg)
            return self.tast("Tab")
        self._ga_til(boks)
        while boks.currentIndex() != plass:
            QTest.keyClick(boks, Qt.Key.Key_Down if boks.currentIndex() < plass else Qt.Key.Key_Up)
            self.vent()
        return self

    def svar(self, sporsmal: str, svar: str) -> Styr:
        def finn() -> QRadioButton:
            knapper = [k for k in self._av(QRadioButton) if k.text() == svar and passer(sporsmalet(k), sporsmal)]
            return bare_en(knapper, f"{sporsmal} {svar}", self)

        knapp = finn()
        if not self.tastatur:
            return self._klikk(knapp)
        try:
            self._ga_til(knapp)
        except RuntimeError:  # pilene svarer underveis, og «Ja» bygger raden på nytt
            knapp = finn()
            self._ga_til(knapp)
        if not knapp.isChecked():
            QTest.keyClick(knapp, Qt.Key.Key_Space)
        return self.vent()

    def kryss(self, navn: str) -> Styr:
        return self._trykk_knapp(self._finn(navn, QCheckBox))

    def tast(self, *taster: str) -> Styr:
        for tast in taster:
            *endrere, navn = tast.split("+")
            mal = QApplication.activePopupWidget() or QApplication.focusWidget() or self.vindu
            if tast == "Shift+Tab":
                navn = "Backtab"
            kode = TASTER.get(navn) or Qt.Key[f"Key_{navn.upper() if len(navn) == 1 else navn}"]
            modus = Qt.KeyboardModifier.NoModifier
            for endrer in endrere:
                modus |= ENDRERE[endrer]
            QTest.keyClick(mal, kode, modus)
            self.vent()
        return self

    # Lese

    def les(self, navn: str) -> str:
        return verdien(self._finn(navn, QWidget))

    def finnes(self, navn: str) -> bool:
        return any(passer(w.accessibleName(), navn) or getattr(w, "text", str)() == navn for w in self._av(QWidget))

    def felt(self) -> list[str]:
        """Alt som kan brukes på siden, i Tab-rekkefølge: hva det er, navnet og det som står der."""
        ut = []
        for widget in self._i_rekkefolge():
            if isinstance(widget, QAbstractItemView):
                rader = [radtekst(widget, r) for r in range(widget.model().rowCount(widget.rootIndex()))]
                ut.append(f"liste: {widget.accessibleName()}: {' | '.join(rader)}")
            else:
                verdi = verdien(widget)
                navn = widget.accessibleName()
                ut.append(f"{slaget(widget)}: {navn}" + (f" = {verdi}" if verdi and verdi != navn else ""))
        return ut

    def tekst(self) -> str:
        """All tekst som vises, ovenfra og ned."""
        ut = [(plassen(w, self.vindu), synlig_tekst(w)) for w in self._av(QWidget)]
        return "\n".join(tekst for _, tekst in sorted(ut, key=lambda par: par[0]) if tekst)

    def bilde(self, sti: str | Path) -> Styr:
        self.vent_til_ferdig()
        if not self.vindu.grab().save(str(sti)):
            raise OSError(f"kan ikke skrive {sti}")
        return self

    @property
    def fokus(self) -> str:
        widget = QApplication.focusWidget()
        return widget.accessibleName() if widget else ""

    # Vente

    def vent(self, millisekunder: int = 0) -> Styr:
        """La vinduet gjøre det som venter. Løkka slipper arbeidstrådene til, det gjør ikke ``QTest.qWait``."""
        lokke = QEventLoop()
        QTimer.singleShot(millisekunder, lokke.quit)
        lokke.exec()
        for _ in range(3):
            QApplication.processEvents()
        return self

    def vent_pa(self, betingelse: Callable[[], Any], sekunder: float = 10) -> Styr:
        slutt = time.monotonic() + sekunder
        while not betingelse():
            if time.monotonic() > slutt:
                raise TimeoutError(f"ventet {sekunder} s. Siden viser:\n{self.tekst()}")
            self.vent(10)
        return self

    def vent_til_ferdig(self) -> Styr:
        """Til arbeidet ved siden av vinduet er gjort, også det som begynner om litt: det begynner nå."""

        def ferdig() -> bool:
            for _ in range(_FLEST):
                if not la_ga(self.vindu):
                    return not arbeider(self.vindu)
                self.vent()
            return False

        return self.vent_pa(ferdig)

    # Finne

    def _av(self, *slag: type) -> list[Any]:
        return [w for w in self.vindu.findChildren(QWidget) if isinstance(w, slag) and w.isVisible()]

    def _finn(self, navn: str, *slag: type) -> Any:
        av_slaget = [w for w in self._av(*slag) if w.accessibleName() and not isinstance(w.parent(), QComboBox)]
        like = [w for w in av_slaget if w.accessibleName() == navn]
        return bare_en(like or [w for w in av_slaget if passer(w.accessibleName(), navn)], navn, self)

    def _knapper(self, navn: str) -> list[QAbstractButton]:
        knapper = [k for k in self._av(QAbstractButton) if not isinstance(k, QRadioButton)]
        like = [k for k in knapper if navn in (k.accessibleName(), k.text().replace("&&", "&"))]
        return like or [k for k in knapper if passer(k.accessibleName(), navn)]

    def _i_rekkefolge(self) -> Iterable[QWidget]:
        widget = start = self.vindu
        while (widget := widget.nextInFocusChain()) is not start:
            if widget.isVisible() and widget.isEnabled() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
                if isinstance(widget.parent(), QComboBox) or isinstance(widget, QScrollArea):
                    continue
                yield widget

    # Nå fram

    def _ga_til(self, widget: QWidget) -> None:
        """Fokus til widgeten: med Tab og piler, eller med et klikk."""
        mal = widget.lineEdit() if isinstance(widget, QComboBox) and widget.isEditable() else widget
        if QApplication.focusWidget() in (widget, mal):
            return
        if not self.tastatur:
            self._vis(widget)
            mal.setFocus(Qt.FocusReason.MouseFocusReason)
            self.vent()
            return
        besokt: list[QWidget | None] = []
        for _ in range(500):
            fokus = QApplication.focusWidget()
            if fokus in (widget, mal):
                return
            if (
                isinstance(widget, QAbstractButton)
                and isinstance(fokus, QAbstractButton)
                and samme_gruppe(widget, fokus)
            ):
                QTest.keyClick(fokus, piltast(fokus, widget))
                self.vent()
                if QApplication.focusWidget() is not fokus:
                    continue
            besokt.append(fokus)
            QTest.keyClick(fokus or self.vindu, Qt.Key.Key_Tab)
            QApplication.processEvents()
        navn = [w.accessibleName() if w else "ingen" for w in besokt[-40:]]
        raise FinnerIkke(f"«{widget.accessibleName()}» nås ikke med Tab. Var innom: {navn}")

    def _trykk_knapp(self, knapp: QAbstractButton) -> Styr:
        if not self.tastatur:
            return self._klikk(knapp)
        self._ga_til(knapp)
        QTest.keyClick(knapp, Qt.Key.Key_Space)
        return self.vent()

    def _trykk_rad(self, visning: QAbstractItemView, plass: Any) -> Styr:
        if not self.tastatur:
            visning.scrollTo(plass)
            midt = visning.visualRect(plass).center()
            QTest.mouseClick(visning.viewport(), Qt.MouseButton.LeftButton, pos=midt)
            return self.vent()
        self._ga_til(visning)
        while visning.currentIndex().row() != plass.row():
            ned = visning.currentIndex().row() < plass.row()
            for_ = visning.currentIndex().row()
            QTest.keyClick(visning, Qt.Key.Key_Down if ned else Qt.Key.Key_Up)
            if visning.currentIndex().row() == for_:
                raise FinnerIkke("pilene flytter ikke i lista")
        QTest.keyClick(visning, Qt.Key.Key_Return)
        return self.vent()

    def _klikk(self, knapp: QWidget) -> Styr:
        if not knapp.isEnabled():
            raise FinnerIkke(f"«{knapp.accessibleName()}» kan ikke brukes nå")
        self._vis(knapp)
        QTest.mouseClick(knapp, Qt.MouseButton.LeftButton, pos=QPoint(min(12, knapp.width() // 2), knapp.height() // 2))
        return self.vent()

    def _vis(self, widget: QWidget) -> None:
        """Rull widgeten fram."""
        over = widget.parentWidget()
        while over:
            if isinstance(over, QScrollArea):
                over.ensureWidgetVisible(widget)
            over = over.parentWidget()
        self.vent()

    def _lukk_forslag(self, felt: QWidget) -> None:
        """Lukk forslagene under feltet. Uten skjerm tar de med seg vinduets fokus når de lukkes."""
        if (forslag := QApplication.activePopupWidget()) is not None:
            forslag.close()
        if isinstance(felt, QLineEdit) and felt.findChild(QCompleter):
            self.vindu.window().activateWindow()
            self.vent()
            felt.setFocus()


if __name__ == "__main__":
    from ui.skript import hoved

    hoved(sys.argv[1:])
