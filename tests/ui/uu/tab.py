"""Tastaturet: Tab går innom alt, fram og tilbake, i den rekkefølgen det leses."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QTextBrowser, QWidget
from shiboken6 import isValid
from ui.uu.felles import Blikk, kalt
from ui.widgeter import samme_gruppe


def tab(blikk: Blikk) -> Iterator[str]:
    """Tab og Shift+Tab går innom alt som tar fokus og kommer tilbake til det første. Ingenting holder på dem."""
    for tast, ordet in ((Qt.Key.Key_Tab, "Tab"), (Qt.Key.Key_Backtab, "Shift+Tab")):
        besokt, fast = _runde(blikk, tast)
        if fast is not None:
            yield f"{ordet} kommer ikke videre fra {kalt(fast)}"
            continue
        for w in filter(_er_der, blikk.fokuserbare):
            if w not in besokt and not any(_samme_valg(w, annen) for annen in besokt):
                yield f"{ordet} kommer ikke til {kalt(w)}"


def _er_der(widget: QWidget) -> bool:
    """Om den fortsatt vises. Det som sier noe om feltet en er i, byttes ut når en går videre."""
    return isValid(widget) and widget.isVisible()


def _runde(blikk: Blikk, tast: Qt.Key) -> tuple[list[QWidget], QWidget | None]:
    """Det ``tast`` er innom på en runde, og det den står fast i."""
    alle = blikk.fokuserbare
    if not alle:
        return [], None
    alle[0].setFocus(Qt.FocusReason.TabFocusReason)
    besokt: list[QWidget] = []
    lenke = None
    while len(besokt) <= len(alle) + 4:
        her = _det_med_fokus()
        if her is None or (len(besokt) > 1 and her is besokt[0]):
            return besokt, None
        if isinstance(her, QTextBrowser) and her.textCursor() != lenke:
            lenke = her.textCursor()  # Tab går fra lenke til lenke i en tekst
            besokt += [] if her in besokt else [her]
        elif her in besokt:
            return besokt, her if len(alle) > 1 else None
        else:
            besokt.append(her)
        QTest.keyClick(QApplication.focusWidget() or blikk.vindu, tast)
    return besokt, besokt[-1]


def _samme_valg(a: QWidget, b: QWidget) -> bool:
    """Om de er to valg i samme gruppe: Tab går til ett av dem, og pilene mellom dem."""
    return isinstance(a, QAbstractButton) and isinstance(b, QAbstractButton) and samme_gruppe(a, b)


def _det_med_fokus() -> QWidget | None:
    her = QApplication.focusWidget()
    forelder = her.parentWidget() if her else None
    return forelder if isinstance(forelder, QComboBox) else her


def leserekkefolge(blikk: Blikk) -> Iterator[str]:
    """Tab går fra venstre spalte til høyre og ovenfra og ned i hver, slik det leses."""
    for a, b in pairwise(_fra_den_forste(blikk.fokuserbare, blikk.vindu)):
        if feil := _mot_leseretningen(a, b, blikk.vindu):
            yield f"{kalt(b)} kommer etter {kalt(a)}, men står {feil}"


def _fra_den_forste(alle: list[QWidget], vindu: QWidget) -> list[QWidget]:
    """Runden fra den som står først: Qt sier ikke hvor den begynner."""
    if not alle:
        return []
    start = min(range(len(alle)), key=lambda i: (_plass(alle[i], vindu).left() // 40, _plass(alle[i], vindu).top()))
    return alle[start:] + alle[:start]


def _mot_leseretningen(a: QWidget, b: QWidget, vindu: QWidget) -> str:
    """De to sammenlignes der veiene deres skilles: to spalter side om side, eller to ting i samme spalte."""
    over_a, over_b = _opp(a, vindu), _opp(b, vindu)
    felles = next((w for w in over_a if w in over_b), None)
    if felles is None or felles in (a, b):
        return ""
    fra, til = _plass(over_a[over_a.index(felles) - 1], vindu), _plass(over_b[over_b.index(felles) - 1], vindu)
    samme_rad = fra.top() < til.bottom() - 4 and til.top() < fra.bottom() - 4
    if til.left() >= fra.right() - 4:
        return ""
    if til.right() <= fra.left() + 4 and samme_rad:
        return "til venstre for den"
    return "over den" if til.top() < fra.top() - 4 and not samme_rad else ""


def _opp(w: QWidget, vindu: QWidget) -> list[QWidget]:
    ut = [w]
    while ut[-1] is not vindu and (over := ut[-1].parentWidget()) is not None:
        ut.append(over)
    return ut


def _plass(w: QWidget, vindu: QWidget) -> QRect:
    return QRect(w.mapTo(vindu, QPoint(0, 0)), w.size())
