"""Fargene: kontrasten i det som er tegnet, ringen rundt det som har fokus, og tegn og ord ved siden av fargen."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QImage, QPixmap, QRegion, QTextFrame, QTextTable
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QScrollArea, QTextEdit, QWidget
from ui.uu.felles import Blikk, kalt, synlig_felt

TEKST, STOR_TEKST, DELER = 4.5, 3.0, 3.0
_STOR, _STOR_FET = 18.0, 14.0  # punkt


def kontrast(a: QColor | int, b: QColor | int) -> float:
    """Forholdet mellom de to fargenes lyshet, 1 til 21, slik WCAG 2.1 regner det."""
    lys, mork = sorted((_lyshet(QColor(a)), _lyshet(QColor(b))), reverse=True)
    return (lys + 0.05) / (mork + 0.05)


def _lyshet(farge: QColor) -> float:
    def lineaer(del_: float) -> float:
        return del_ / 12.92 if del_ <= 0.04045 else ((del_ + 0.055) / 1.055) ** 2.4

    return 0.2126 * lineaer(farge.redF()) + 0.7152 * lineaer(farge.greenF()) + 0.0722 * lineaer(farge.blueF())


class Tekstkontrast:
    """Teksten mot det den står på, i alt som vises. Hvert utseende måles én gang i hver drakt."""

    def __init__(self) -> None:
        self._sett: set[object] = set()

    def __call__(self, blikk: Blikk) -> Iterator[str]:
        for w in blikk.synlige:
            if isinstance(w, QTextEdit):
                yield from _i_teksten(w)
            elif isinstance(w, (QLabel, QAbstractButton, QLineEdit)) and w.isEnabled() and _teksten(w):
                yield from self._mal(blikk.vindu, w)

    def _mal(self, vindu: QWidget, w: QWidget) -> Iterator[str]:
        over = w.parentWidget()
        utseende = tuple(over.property(p) for p in ("rolle", "farge", "feil")) if over else ()
        valgt = isinstance(w, QAbstractButton) and w.isChecked()
        eget = (type(w).__name__, *(w.property(p) for p in ("rolle", "farge", "feil")), valgt)
        felt = synlig_felt(vindu, w)
        if (eget, utseende) in self._sett or felt.width() < 8 or felt.height() < w.height():
            return
        self._sett.add((eget, utseende))
        malt = _malt_kontrast(vindu, felt.adjusted(3, 2, -3, -2))
        if malt < (krav := kravet(w)):
            yield f"{kalt(w)} har kontrast {malt:.1f}, og skal ha {krav}"


def kravet(w: QWidget) -> float:
    """Stor tekst, 18 punkt eller 14 fet, kan ha mindre kontrast. Skriften er målt slik den er uten forstørring."""
    skala = QApplication.font().pointSizeF() / 10.5 if QApplication.font().pointSizeF() > 16 else 1
    punkt = w.font().pointSizeF() / skala
    return STOR_TEKST if punkt >= _STOR or (punkt >= _STOR_FET and w.font().bold()) else TEKST


def _teksten(w: QWidget) -> str:
    return w.text() or getattr(w, "placeholderText", str)()


def _malt_kontrast(vindu: QWidget, felt: QRect) -> float:
    """Bunnen er det det er mest av; skriften er det som skiller seg mest fra den. Tegnet dobbelt så stort, så
    strekene i bokstavene er fulle piksler."""
    farger = Counter(_piksler(_tegn(vindu, felt, 2)))
    bunn = farger.most_common(1)[0][0]
    return max(kontrast(QColor(f), QColor(bunn)) for f, antall in farger.items() if antall >= 3)


def _tegn(vindu: QWidget, felt: QRect, skala: int = 1) -> QImage:
    bilde = QPixmap(QSize(felt.width(), felt.height()) * skala)
    bilde.setDevicePixelRatio(skala)
    vindu.render(bilde, QPoint(), QRegion(felt))
    return bilde.toImage().convertToFormat(QImage.Format.Format_RGB32)


def _piksler(bilde: QImage) -> memoryview:
    return memoryview(bytes(bilde.constBits())).cast("I")


def _i_teksten(w: QTextEdit) -> Iterator[str]:
    """Hver farge i et dokument mot flaten i ruten den står i."""
    grunn, tekst = w.palette().color(w.backgroundRole()), w.palette().color(w.foregroundRole())
    sett: set[tuple[int, int]] = set()
    dokument = w.document()
    blokk = dokument.begin()
    while blokk.isValid():
        bunn = _flaten(blokk.blockFormat().background()) or _ruten(dokument.rootFrame(), blokk.position()) or grunn
        deler = blokk.begin()
        while not deler.atEnd():
            form = deler.fragment().charFormat()
            farge = _flaten(form.foreground()) or tekst
            if deler.fragment().text().strip() and (farge.rgb(), bunn.rgb()) not in sett:
                sett.add((farge.rgb(), bunn.rgb()))
                if (malt := kontrast(farge, bunn)) < TEKST:
                    yield f"{kalt(w)}: «{deler.fragment().text()[:40]}» har kontrast {malt:.1f}, og skal ha {TEKST}"
            deler += 1
        blokk = blokk.next()


def _flaten(pensel: QBrush) -> QColor | None:
    return pensel.color() if pensel.style() != Qt.BrushStyle.NoBrush else None


def _ruten(ramme: QTextFrame, plass: int) -> QColor | None:
    for under in ramme.childFrames():
        if under.firstPosition() <= plass <= under.lastPosition():
            if isinstance(under, QTextTable) and (rute := under.cellAt(plass)).isValid():
                return _flaten(rute.format().background()) or _flaten(under.frameFormat().background())
            return _ruten(under, plass)
    return None


class Fokus:
    """Det som har fokus, ser annerledes ut enn uten: en ring med kontrast til det som var der. Én gang per slag."""

    def __init__(self) -> None:
        self._sett: set[object] = set()

    def __call__(self, blikk: Blikk) -> Iterator[str]:
        vindu = blikk.vindu
        for w in blikk.fokuserbare:
            slag = (type(w).__name__, w.property("rolle"), _skinnen(w))
            if slag in self._sett:
                continue
            rullet = [(r, r.verticalScrollBar().value()) for r in vindu.findChildren(QScrollArea)]
            for rulle, _ in rullet:
                if rulle.isAncestorOf(w):
                    rulle.ensureWidgetVisible(w)  # slik Tab gjør
            w.setFocus(Qt.FocusReason.TabFocusReason)  # det som er høyere enn vinduet, ruller til det en står på
            felt = synlig_felt(vindu, w)
            if felt.height() >= min(20, w.height()) and felt.width() >= min(20, w.width()):
                self._sett.add(slag)
                yield from self._mal(vindu, w, felt.adjusted(-8, -8, 8, 8) & vindu.rect())
            for rulle, plass in rullet:
                rulle.verticalScrollBar().setValue(plass)

    def _mal(self, vindu: QWidget, w: QWidget, felt: QRect) -> Iterator[str]:
        w.setFocus(Qt.FocusReason.TabFocusReason)
        med = _etter_tegning(vindu, felt)
        if QApplication.focusWidget() is not None:
            QApplication.focusWidget().clearFocus()
        uten = _etter_tegning(vindu, felt)
        ulike = Counter((a, b) for a, b in zip(med, uten, strict=True) if a != b)
        tydelige = sum(n for (a, b), n in ulike.items() if kontrast(QColor(a), QColor(b)) >= DELER)
        if tydelige < felt.width() + felt.height() - 32:
            yield f"{kalt(w)}: {tydelige} piksler viser at den har fokus"


def _skinnen(w: QWidget) -> object:
    return w.parentWidget().property("rolle") if w.parentWidget() else None


def _etter_tegning(vindu: QWidget, felt: QRect) -> memoryview:
    # Ringen vises først når det den står rundt, er tegnet og køen er tømt.
    _tegn(vindu, felt)
    for _ in range(3):
        QApplication.processEvents()
    return _piksler(_tegn(vindu, felt))


FARGEDE = ("god", "stopp", "varsel", "noytral")
TEGNENE = "✓✕△–"
_MED_TEGN = {"merke": ("god", "stopp", "varsel"), "kort": ("god", "stopp")}
"""Et kort som bare er farget for å synes, har ord og trenger ikke tegn."""


def tegn_og_ord(blikk: Blikk) -> Iterator[str]:
    """Det som har en farge med betydning, har også et tegn og ord, og skjermleseren får ordene."""
    for w in blikk.synlige:
        farge = w.property("farge")
        if farge not in FARGEDE:
            continue
        tekst = _alt_i(w)
        if not any(bit.isalpha() for bit in tekst):
            yield f"{kalt(w)} er {farge}, uten ord"
        elif farge in _MED_TEGN.get(w.property("rolle"), ()) and not any(t in tekst for t in TEGNENE):
            yield f"{kalt(w)} er {farge}, uten tegn: «{tekst[:50]}»"


def _alt_i(w: QWidget) -> str:
    egen = getattr(w, "text", str)() if isinstance(w, (QLabel, QAbstractButton)) else ""
    return " ".join([egen, *(e.text() for e in w.findChildren(QLabel))])
