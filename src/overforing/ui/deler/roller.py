"""Hva noe er for en skjermleser, der Qt selv bare sier tekst, knapp eller ramme.

Rollen følger av utseendet (``rolle``): en overskrift er en overskrift og en lenke en lenke. Det som ser ut som noe
annet enn det er, sier hva det er med egenskapen ``leses_som``. Begge settes før teksten og navnet. En knapp som åpner
og lukker noe, har egenskapen ``apen``.

Modulen leses inn når vinduet er tegnet: PySide lager klassen med alle rollene når den nevnes.
"""

from __future__ import annotations

from functools import cache
from typing import cast

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QAccessible, QAccessibleAttributesInterface, QAccessibleInterface
from PySide6.QtWidgets import QAbstractButton, QAccessibleWidget, QLabel, QWidget
from shiboken6 import Shiboken

_Rolle = QAccessible.Role
_NIVAA = {"overskrift": 1, "mellomtittel": 2, "korttittel": 2}
_KNAPPER = {
    "lenke": _Rolle.Link,
    "lenke_liten": _Rolle.Link,
    "feillenke": _Rolle.Link,
    "skinnelenke": _Rolle.Link,
    "merke": _Rolle.Link,
    "bryter": _Rolle.Button,
    "bryter_lett": _Rolle.Button,
    "knapp": _Rolle.Button,
    "fane": _Rolle.PageTab,
    "listepunkt": _Rolle.ListItem,
}
_RAMMER = {"liste": _Rolle.List, "faner": _Rolle.PageTabList}
_FLATER = {"QFrame": _Rolle.Border, "QWidget": _Rolle.Client}


class _Nivaa(QAccessibleAttributesInterface):
    def __init__(self, nivaa: int) -> None:
        super().__init__()
        self._nivaa = nivaa

    def attributeKeys(self) -> list[QAccessible.Attribute]:  # noqa: N802
        return [QAccessible.Attribute.Level]

    def attributeValue(self, _navn: QAccessible.Attribute) -> int:  # noqa: N802
        return self._nivaa


class _Overskrift(QAccessibleWidget):
    def __init__(self, etikett: QLabel, nivaa: int) -> None:
        super().__init__(etikett, _Rolle.Heading)
        self._nivaa = _Nivaa(nivaa)

    def text(self, hva: QAccessible.Text) -> str:
        return cast(QLabel, self.widget()).text() if hva == QAccessible.Text.Name else super().text(hva)

    def interface_cast(self, hva: QAccessible.InterfaceType) -> int:
        # PySide sier at svaret er et tall, men tar bare en peker.
        nivaa = hva == QAccessible.InterfaceType.AttributesInterface
        return cast(int, Shiboken.VoidPtr(Shiboken.getCppPointer(self._nivaa)[0] if nivaa else 0))


class _Knapp(QAccessibleWidget):
    """Noe som kan trykkes på: en lenke, en fane, et punkt i en liste, eller det som åpner og lukker noe."""

    def state(self) -> QAccessible.State:
        stand, knapp = super().state(), cast(QAbstractButton, self.widget())
        if self.role() in (_Rolle.PageTab, _Rolle.ListItem):
            stand.selectable, stand.selected = True, knapp.isChecked()
        elif (apen := knapp.property("apen")) is not None:
            stand.expandable, stand.expanded, stand.collapsed = True, apen, not apen
        return stand

    def actionNames(self) -> list[str]:  # noqa: N802
        return [self.pressAction(), *super().actionNames()] if self.widget().isEnabled() else []

    def doAction(self, hva: str) -> None:  # noqa: N802
        if hva == self.pressAction():
            # Den som ber om det, skal få svar før det trykkes: trykket kan åpne en dialog.
            knapp = cast(QAbstractButton, self.widget())
            QTimer.singleShot(0, knapp, knapp.click)
        else:
            super().doAction(hva)


class _Flate(QAccessibleWidget):
    """Det som bare er en flate, er en gruppe så lenge det har et navn."""

    def role(self) -> QAccessible.Role:
        return _Rolle.Grouping if self.widget().accessibleName() else super().role()


def _slaget(widget: QObject) -> str:
    return widget.property("leses_som") or widget.property("rolle") or ""


def _rollen(widget: QObject) -> QAccessible.Role | None:
    slaget = _slaget(widget)
    if isinstance(widget, QLabel):
        return _Rolle.Heading if slaget in _NIVAA else None
    return (_KNAPPER if isinstance(widget, QAbstractButton) else _RAMMER).get(slaget)


def _lag(klasse: str, widget: QObject) -> QAccessibleInterface | None:
    """Svaret til Qt, som spør for hver klasse widgeten arver, fra den innerste. ``None``: Qts eget gjelder."""
    if not Shiboken.createdByPython(widget):
        return None  # Qts egen, eller en som er halvveis laget eller revet: Qt husker svaret for godt
    rolle = _rollen(widget)
    if isinstance(widget, QLabel):
        return _Overskrift(widget, _NIVAA[_slaget(widget)]) if rolle else None
    if isinstance(widget, QAbstractButton):
        return _Knapp(widget, rolle) if rolle else None
    if not isinstance(widget, QWidget):
        return None
    if rolle:
        return QAccessibleWidget(widget, rolle)
    return _Flate(widget, _FLATER[klasse]) if klasse in _FLATER else None


@cache
def _installer() -> None:
    QAccessible.installFactory(_lag)


def installer(vindu: QWidget) -> None:
    """Gi alt i programmet rollen sin. Det en skjermleser alt har spurt etter, får den vite på nytt."""
    _installer()
    if QAccessible.isActive():
        for widget in vindu.findChildren(QWidget):
            gammel, rolle = QAccessible.queryAccessibleInterface(widget), _rollen(widget)
            if rolle not in (None, gammel.role()):
                QAccessible.deleteAccessibleInterface(QAccessible.uniqueId(gammel))
