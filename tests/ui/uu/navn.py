"""Det en skjermleser får vite: navn, rolle, tilstand og feil, spurt gjennom ``QAccessible``."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QComboBox,
    QLabel,
    QLineEdit,
    QMainWindow,
    QPlainTextEdit,
    QRadioButton,
    QTextBrowser,
    QTextEdit,
    QWidget,
)
from ui.uu.felles import Blikk, kalt

R = QAccessible.Role
ROLLER = {
    QRadioButton: {R.RadioButton},
    QAbstractButton: {R.Button, R.CheckBox, R.RadioButton, R.ButtonMenu, R.Link, R.PageTab, R.ListItem},
    QComboBox: {R.ComboBox},
    QLineEdit: {R.EditableText},
    QPlainTextEdit: {R.EditableText},
    QTextBrowser: {R.StaticText},
    QTextEdit: {R.EditableText},
    QAbstractItemView: {R.List, R.Table, R.Tree},
    QAbstractScrollArea: {R.Client},
}
OVERSKRIFTER = ("overskrift", "mellomtittel", "korttittel")
_TEGN = "✓✕△–−+‹›…○●◆■→↩·= "


def grensesnitt(widget: QWidget):
    return QAccessible.queryAccessibleInterface(widget)


def navnet(widget: QWidget) -> str:
    """Navnet en skjermleser bruker. På Linux tar Qt navnet på en nedtrekksliste fra etiketten som er bundet til den."""
    flate = grensesnitt(widget)
    if isinstance(widget, QComboBox):
        for annen, forhold in flate.relations():
            if forhold & QAccessible.RelationFlag.Label and annen.text(QAccessible.Text.Name):
                return widget.accessibleName() or annen.text(QAccessible.Text.Name)
    return (flate.text(QAccessible.Text.Name) or "").strip()


def navn(blikk: Blikk) -> Iterator[str]:
    """Alt som tar fokus, har et navn, og navnet er ikke det som står i feltet."""
    for w in blikk.fokuserbare:
        lest = navnet(w)
        verdi = w.currentText() if isinstance(w, QComboBox) else w.text() if isinstance(w, QLineEdit) else ""
        if not lest:
            yield f"{kalt(w)} har ikke noe navn"
        elif lest == verdi:
            yield f"{kalt(w)} heter det som står i feltet"


def rolle(blikk: Blikk) -> Iterator[str]:
    """Alt som tar fokus, har rollen til det det er."""
    for w in blikk.fokuserbare:
        lov = next((roller for slag, roller in ROLLER.items() if isinstance(w, slag)), set())
        har = grensesnitt(w).role()
        if har not in lov:
            yield f"{kalt(w)} har rollen {har.name}"


def overskrift(blikk: Blikk) -> Iterator[str]:
    """Det som ser ut som en overskrift, er en overskrift, og siden har én øverst."""
    titler = [w for w in blikk.synlige if isinstance(w, QLabel) and w.property("rolle") in OVERSKRIFTER]
    for w in titler:
        if grensesnitt(w).role() is not R.Heading:
            yield f"{kalt(w)} er ikke en overskrift"
    overst = sum(w.property("rolle") == "overskrift" for w in titler)
    if isinstance(blikk.vindu, QMainWindow) and overst != 1:
        yield f"{overst} overskrifter øverst på siden «{blikk.vindu.windowTitle()}»"


def tilstand(blikk: Blikk) -> Iterator[str]:
    """Avkrysset, nedtrykt, skrivebeskyttet og avslått er sagt, og verdien i feltet kan leses."""
    for w in blikk.synlige:
        if not isinstance(w, (QAbstractButton, QLineEdit, QComboBox, QPlainTextEdit, QTextEdit)):
            continue
        flate = grensesnitt(w)
        stand = flate.state()
        if bool(stand.disabled) != (not w.isEnabled()):
            yield f"{kalt(w)} sier ikke om det kan brukes"
        if isinstance(w, QAbstractButton):
            ett_av_flere = flate.role() in (R.PageTab, R.ListItem)
            kan, er = (stand.selectable, stand.selected) if ett_av_flere else (stand.checkable, stand.checked)
            if w.isCheckable() and (not kan or bool(er) != w.isChecked()):
                yield f"{kalt(w)} sier ikke om det er valgt"
        elif isinstance(w, QComboBox):
            if flate.text(QAccessible.Text.Value) != w.currentText():
                yield f"{kalt(w)} sier ikke hva som er valgt"
        elif bool(stand.readOnly) != w.isReadOnly():
            yield f"{kalt(w)} sier ikke om det kan skrives i"


def feil_i_feltet(blikk: Blikk) -> Iterator[str]:
    """Det som er galt med et felt, er en del av beskrivelsen av det."""
    for w in blikk.synlige:
        if isinstance(w, QLabel) and w.property("rolle") == "feil" and w.text():
            felt = [f for f in _i_samme_felt(w) if f.property("feil") == "ja"]
            for f in felt:
                beskrevet = grensesnitt(f).text(QAccessible.Text.Description)
                if not all(bit.strip() in beskrevet for bit in w.text().split("△")):
                    yield f"{kalt(f)} sier ikke feilen «{w.text()}»"
            if not felt:
                yield f"{kalt(w)} står ikke ved noe felt"


def _i_samme_felt(feil: QLabel) -> list[QWidget]:
    forelder = feil.parentWidget()
    return [w for w in forelder.findChildren(QWidget) if w.isVisible() and w.focusProxy() is None] if forelder else []


def ulike_navn(blikk: Blikk) -> Iterator[str]:
    """To felt med samme rolle heter ikke det samme, uten at de står i grupper med hvert sitt navn."""
    like: dict[object, list[QWidget]] = defaultdict(list)
    for w in blikk.fokuserbare:
        like[(navnet(w), grensesnitt(w).role(), _gruppene(w))].append(w)
    for (lest, *_), widgeter in like.items():
        if len(widgeter) > 1 and lest:
            yield f"{len(widgeter)} heter «{lest}»: {kalt(widgeter[0])}"


def _gruppene(w: QWidget) -> tuple[str, ...]:
    ut, over = [], w.parentWidget()
    while over is not None:
        ut.append(over.accessibleName())
        over = over.parentWidget()
    return tuple(navn for navn in ut if navn)


def ledetekst(blikk: Blikk) -> Iterator[str]:
    """Ordene en ser på en knapp eller over et felt, er med i navnet: den som styrer med stemmen, sier dem."""
    for w in blikk.synlige:
        if isinstance(w, QAbstractButton) and (sett := _ordene(w.text())) and sett not in _ordene(navnet(w)):
            yield f"{kalt(w)} viser «{w.text()}»"
        elif isinstance(w, QLabel) and (felt := w.buddy()) is not None and felt.isVisible():
            uten = w.text().replace("&&", "&").rsplit(" (", 1)[0]
            if _ordene(uten) not in _ordene(navnet(felt)):
                yield f"{kalt(felt)} står under «{w.text()}»"


def _ordene(tekst: str) -> str:
    ord_ = tekst.replace("&&", "&").split()
    return " ".join(bit for bit in ord_ if bit.strip(_TEGN) and not bit.isdigit()).casefold().strip(_TEGN)


def rader(blikk: Blikk) -> Iterator[str]:
    """Hver rad i en liste og hver rute i en tabell har en tekst."""
    for w in blikk.synlige:
        if not isinstance(w, QAbstractItemView):
            continue
        flate = grensesnitt(w)
        for nr in range(min(flate.childCount(), 60)):
            barn = flate.child(nr)
            if barn is None:
                continue
            if barn.role() in (R.ListItem, R.Cell, R.TreeItem) and not (barn.text(QAccessible.Text.Name) or "").strip():
                yield f"{kalt(w)} har en rute uten tekst ({nr})"
                break
