"""Det styringen vet om widgetene: navn, verdi, plass og gruppe."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QCheckBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QListView,
    QPlainTextEdit,
    QRadioButton,
    QTextEdit,
    QWidget,
)

if TYPE_CHECKING:
    from ui.styr import Styr


class FinnerIkke(AssertionError):
    """Ingen, eller flere enn én, passer med navnet. Meldingen sier hva som finnes."""


def passer(navn: str, sokt: str) -> bool:
    return navn == sokt or navn.endswith((f": {sokt}", f"? {sokt}"))


def bare_en(treff: list[Any], navn: str, styr: Styr) -> Any:
    if len(treff) == 1:
        return treff[0]
    if treff:
        navnene = ", ".join(f"«{w.accessibleName()}»" for w in treff)
        raise FinnerIkke(f"Flere passer med «{navn}»: {navnene}")
    raise FinnerIkke(f"«{navn}» finnes ikke. Her er:\n" + "\n".join(styr.felt()))


def sporsmalet(radio: QRadioButton) -> str:
    """Navnet på radioknappen uten svaret."""
    return radio.accessibleName().removesuffix(radio.text()).rstrip().removesuffix(":")


def samme_gruppe(a: QAbstractButton, b: QAbstractButton) -> bool:
    gruppe = a.group()
    return gruppe is b.group() if gruppe else a.autoExclusive() and b.autoExclusive() and a.parent() is b.parent()


def piltast(fra: QWidget, til: QWidget) -> Qt.Key:
    """Piltasten i retning av en annen knapp i samme gruppe."""
    vei = til.mapToGlobal(til.rect().center()) - fra.mapToGlobal(fra.rect().center())
    if abs(vei.x()) > 3 * abs(vei.y()) or (not vei.y()):
        return Qt.Key.Key_Right if vei.x() > 0 else Qt.Key.Key_Left
    return Qt.Key.Key_Down if vei.y() > 0 else Qt.Key.Key_Up


def radtekst(visning: QAbstractItemView, rad: int) -> str:
    modell, rot = visning.model(), visning.rootIndex()
    roller = (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.DisplayRole)
    kolonner = 1 if isinstance(visning, QListView) else modell.columnCount(rot)  # en listemodell holder sitt privat
    celler = (modell.index(rad, k, rot) for k in range(kolonner))
    return " · ".join(str(next((t for r in roller if (t := celle.data(r))), "")) for celle in celler)


def slaget(widget: QWidget) -> str:
    navn = {QRadioButton: "valg", QCheckBox: "kryss", QAbstractButton: "knapp", QComboBox: "liste"}
    skrives = (QLineEdit, QPlainTextEdit, QTextEdit)
    return next(
        (n for s, n in navn.items() if isinstance(widget, s)), "felt" if isinstance(widget, skrives) else "annet"
    )


def verdien(widget: QWidget) -> str:
    if isinstance(widget, (QRadioButton, QCheckBox)):
        return "på" if widget.isChecked() else "av"
    if isinstance(widget, QComboBox):
        return widget.currentText()
    if isinstance(widget, (QPlainTextEdit, QTextEdit)):
        return widget.toPlainText()
    return widget.text() if isinstance(widget, (QLineEdit, QLabel, QAbstractButton)) else ""


def synlig_tekst(widget: QWidget) -> str:
    if isinstance(widget, QAbstractItemView) and widget.model():
        return "\n".join(radtekst(widget, r) for r in range(widget.model().rowCount(widget.rootIndex())))
    if isinstance(widget, (QRadioButton, QCheckBox)):
        return f"{'●' if widget.isChecked() else '○'} {widget.text()}"
    if isinstance(widget, QLineEdit) and isinstance(widget.parent(), QComboBox):
        return ""
    return verdien(widget)


def plassen(widget: QWidget, vindu: QWidget) -> tuple[int, int]:
    punkt = widget.mapTo(vindu, QPoint(0, 0))
    return punkt.x() // 300, punkt.y()
