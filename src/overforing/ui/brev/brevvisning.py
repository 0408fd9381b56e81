"""Brevet som tekst, til skjermlesere, kopiering og søk."""

from __future__ import annotations

from collections.abc import Callable
from html import escape

from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from overforing.brev.modell import Avsnitt, Brev, Liste, Seksjon, Tabell
from overforing.ui.deler.klosser import knapp
from overforing.ui.deler.lesetekst import Lesetekst
from overforing.ui.deler.meld import meld
from overforing.ui.deler.valgrad import Fritekst

Tekst = Callable[..., str]

_STIL = "h1 { font-size: large; } h2 { font-size: medium; margin-top: 14px; } p, li { margin-bottom: 6px; }"
_SEKSJON = 2
"""Nivået på overskriftene i brevet."""


class Tekstvisning(QWidget):
    """Brevet som tekst med overskrifter og lister, til skjermlesere, kopiering og søk.

    ``skriv_om`` sender delen med overskriften brukeren valgte.
    """

    skriv_om = Signal(str)

    def __init__(self, tekst: Tekst, forelder: QWidget | None = None) -> None:
        super().__init__(forelder)
        self._tekst = tekst
        self._brev: Brev | None = None
        self._lenker = False
        self._plass_til: tuple[str, int] = ("", 0)
        self.sokefelt = QLineEdit(clearButtonEnabled=True)
        self.sokefelt.setAccessibleName(tekst("ui_brev.tekst.sok"))
        self.sokefelt.setPlaceholderText(tekst("ui_brev.tekst.sok"))
        neste = knapp(tekst("ui_brev.tekst.neste"), self._finn, "stille")
        self._svar = Fritekst(rolle="dempet")
        self.leser = Lesetekst(tekst("ui_brev.tekst.navn"))
        self.leser.setObjectName("brevtekst")
        self.leser.setTabChangesFocus(True)
        self.leser.document().setDefaultStyleSheet(_STIL)
        rad = QHBoxLayout()
        rad.addWidget(self.sokefelt, 1)
        rad.addWidget(neste)
        hele = QVBoxLayout(self)
        hele.setContentsMargins(0, 12, 0, 0)
        hele.addLayout(rad)
        hele.addWidget(self._svar)
        hele.addWidget(self.leser, 1)
        self.sokefelt.returnPressed.connect(self._finn)
        self.sokefelt.textChanged.connect(lambda *_: self._svar.vis_tekst(""))
        self.leser.setOpenLinks(False)
        self.leser.anchorClicked.connect(self._valgt)

    def vis(self, brev: Brev, *, lenker: bool = False) -> None:
        """Med ``lenker`` er overskriftene lenker til å skrive om delen under."""
        self._brev, self._lenker = brev, lenker
        self._tegn()

    def gi_plass(self, id_: str, hoyde: int) -> None:
        """La det være så mange piksler ledig under overskriften, i stedet for teksten i delen."""
        if (id_, hoyde) != self._plass_til:
            self._plass_til = (id_, hoyde)
            self._tegn()

    def under(self, id_: str) -> int:
        """Rett under overskriften til delen, der teksten vises nå; øverst når brevet ikke har den."""
        if self._brev is None:
            return 0
        overskrifter = iter(s.id for s in (*self._brev.kropp, *self._brev.tillegg))
        blokk, dokument = self.leser.document().begin(), self.leser.document()
        while blokk.isValid():
            if blokk.blockFormat().headingLevel() == _SEKSJON and next(overskrifter, "") == id_:
                ned = dokument.documentLayout().blockBoundingRect(blokk).bottom()
                return round(ned) - self.leser.verticalScrollBar().value()
            blokk = blokk.next()
        return 0

    def si(self, tekst: str) -> None:
        self._brev = None
        self.leser.setPlainText(tekst)

    def _tegn(self) -> None:
        if (brev := self._brev) is None:
            return
        plass = self.leser.verticalScrollBar().value()
        utkast = self._tekst("ui_brev.tekst.utkast") if brev.utkast else ""
        self.leser.setHtml(som_html(brev, utkast, lenker=self._lenker, plass_til=self._plass_til))
        self.leser.verticalScrollBar().setValue(plass)

    def _valgt(self, lenke: QUrl) -> None:
        self.skriv_om.emit(lenke.fragment())

    def _finn(self) -> None:
        sokt = self.sokefelt.text()
        self._svar.vis_tekst("")
        if not sokt or self.leser.find(sokt):
            self._les_treffet()
            return
        fra = self.leser.textCursor()
        self.leser.moveCursor(QTextCursor.MoveOperation.Start)
        if not self.leser.find(sokt):
            self.leser.setTextCursor(fra)
            self._svar.vis_tekst(self._tekst("ui_brev.tekst.ikke_funnet", sokt=sokt))
            meld(self, self._svar.text())
        else:
            self._les_treffet()

    def _les_treffet(self) -> None:
        meld(self, self.leser.textCursor().block().text() if self.leser.textCursor().hasSelection() else "")


def som_html(brev: Brev, utkast: str = "", *, lenker: bool = False, plass_til: tuple[str, int] = ("", 0)) -> str:
    """Brevet med overskrifter som overskrifter. All tekst er data.

    Med ``lenker`` viser overskriftene til delen de står over; ``plass_til`` er delen det skal være plass under i stedet
    for teksten, og hvor mange piksler.
    """
    hode = brev.hode
    ut = [f"<p><b>{escape(utkast)}</b></p>"] if utkast else []
    ut += [_linjer(linjer) for linjer in (hode.avsender, hode.mottaker) if linjer]
    if hode.referanser:
        ut.append(_linjer(tuple(f"{r.navn} {r.verdi}" for r in hode.referanser)))
    if hode.merking:
        ut.append(_linjer((hode.merking,)))
    ut.append(f"<h1>{escape(brev.tittel)}</h1>")
    ut += _seksjoner(brev.kropp, lenker, plass_til)
    ut += [_linjer((brev.hilsen,))] if brev.hilsen else []
    slutten = (*brev.underskrift, *((brev.godkjenning,) if brev.godkjenning else ()))
    ut += [_linjer(slutten)] if slutten else []
    ut += _seksjoner(brev.tillegg, lenker, plass_til)
    return "".join(ut)


def _seksjoner(seksjoner: tuple[Seksjon, ...], lenker: bool, plass_til: tuple[str, int]) -> list[str]:
    ut = []
    for seksjon in seksjoner:
        apen = seksjon.id == plass_til[0]
        overskrift = escape(seksjon.overskrift)
        if lenker:
            overskrift = f"<a href='#{escape(seksjon.id)}'>{overskrift}</a>"
        ut.append(f"<h2 style='margin-bottom:{plass_til[1]}px'>{overskrift}</h2>" if apen else f"<h2>{overskrift}</h2>")
        for blokk in () if apen else seksjon.blokker:
            match blokk:
                case Avsnitt(tekst):
                    ut.append(_linjer((tekst,)))
                case Liste(punkter):
                    ut.append("<ul>" + "".join(f"<li>{escape(p)}</li>" for p in punkter) + "</ul>")
                case Tabell(overskrifter, rader):
                    celler = "".join(f"<th align='left'>{escape(o)}</th>" for o in overskrifter)
                    kropp = "".join("<tr>" + "".join(f"<td>{escape(c)}</td>" for c in r) + "</tr>" for r in rader)
                    ut.append(
                        f"<table border='1' cellspacing='0' cellpadding='6' style='border-collapse:collapse'>"
                        f"<tr>{celler}</tr>{kropp}</table>"
                    )
    return ut


def _linjer(linjer: tuple[str, ...]) -> str:
    return "<p>" + "<br>".join(escape(linje) for linje in linjer) + "</p>"
