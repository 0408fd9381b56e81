"""Brevet å se på: sidene som bilder, og den samme teksten som tekst."""

from __future__ import annotations

from collections.abc import Callable
from html import escape

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QImage, QPixmap, QResizeEvent, QTextCursor
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from overforing.brev.modell import Avsnitt, Brev, Liste, Seksjon, Tabell
from overforing.saksgang.utgang import Sidebilde
from overforing.ui.deler.klosser import Etikett, knapp, utsatt
from overforing.ui.deler.lesetekst import Lesetekst
from overforing.ui.deler.meld import meld
from overforing.ui.deler.taster import zoomretning
from overforing.ui.deler.valgrad import Fritekst

Tekst = Callable[..., str]

_STIL = "h1 { font-size: large; } h2 { font-size: medium; margin-top: 14px; } p, li { margin-bottom: 6px; }"
STORST_BREDDE = 820
"""Logiske piksler. Bredere enn dette blir en side ikke av seg selv."""
ZOOM = (0.5, 0.75, 1.0, 1.25, 1.5, 2.0, 3.0)


class Sidevisning(QScrollArea):
    """Sidene under hverandre. ``bredde_endret`` sier at de bør lages på nytt for å bli skarpe."""

    bredde_endret = Signal()

    def __init__(self, tekst: Tekst, forelder: QWidget | None = None) -> None:
        super().__init__(forelder)
        self._tekst = tekst
        self._zoom = 1.0
        self._bilder: tuple[QImage, ...] = ()
        self._sider: list[QLabel] = []
        self.setObjectName("brevsider")
        self.setAccessibleName(tekst("ui_brev.sidene"))
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        innhold = QWidget()
        innhold.setObjectName("brevsider_innhold")
        self._rad = QVBoxLayout(innhold)
        self._rad.setContentsMargins(16, 16, 16, 16)
        self._rad.setSpacing(16)
        self._rad.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self._melding = Etikett()
        self._melding.setMinimumWidth(320)
        self._rad.addWidget(self._melding)
        self.setWidget(innhold)
        self._venter = utsatt(self, 300, self.bredde_endret)

    def event(self, hendelse: QEvent) -> bool:
        """Tastene som gjør teksten i vinduet større, gjelder sidene når en står i dem."""
        if (retning := zoomretning(hendelse)) is None:
            return super().event(hendelse)
        if hendelse.type() == QEvent.Type.KeyPress:
            self.zoom(retning)
        hendelse.accept()
        return True

    @property
    def bredde(self) -> int:
        """Sidens bredde i logiske piksler."""
        ledig = self.viewport().width() - 34
        return max(200, int(min(ledig, STORST_BREDDE) * self._zoom))

    @property
    def pikselbredde(self) -> int:
        """Sidens bredde på skjermen den vises på nå."""
        return round(self.bredde * self.devicePixelRatioF())

    def zoom(self, retning: int) -> None:
        """Ett hakk større eller mindre, eller vanlig størrelse (0). Sidene strekkes straks og lages så på nytt."""
        plass = ZOOM.index(self._zoom if retning else 1.0) + retning
        if 0 <= plass < len(ZOOM):
            self._zoom = ZOOM[plass]
            self._tegn()
            self._venter.start()

    def vis(self, sider: tuple[Sidebilde, ...]) -> None:
        # BGRX ligger i minnet som RGB32; kopien eier pikslene sine.
        self._bilder = tuple(
            QImage(s.data, s.bredde, s.hoyde, s.bredde * 4, QImage.Format.Format_RGB32).copy() for s in sider
        )
        self._melding.hide()
        self._tegn()

    def si(self, tekst: str) -> None:
        """En setning i stedet for sidene."""
        self._bilder = ()
        self._tegn()
        self._melding.setText(tekst)
        self._melding.show()

    @property
    def antall(self) -> int:
        return len(self._bilder)

    def resizeEvent(self, hendelse: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(hendelse)
        self._tegn()
        self._venter.start()

    def changeEvent(self, hendelse: QEvent) -> None:  # noqa: N802
        super().changeEvent(hendelse)
        if hendelse.type() == QEvent.Type.DevicePixelRatioChange:
            self._venter.start()

    def _tegn(self) -> None:
        """Legg bildene i siderutene. Er de laget for en annen bredde, strekkes de til de nye kommer."""
        while len(self._sider) > len(self._bilder):
            self._sider.pop().deleteLater()
        while len(self._sider) < len(self._bilder):
            rute = QLabel(scaledContents=True)
            rute.setObjectName("brevside_bilde")
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


class Tekstvisning(QWidget):
    """Brevet som tekst med overskrifter og lister, til skjermlesere, kopiering og søk."""

    def __init__(self, tekst: Tekst, forelder: QWidget | None = None) -> None:
        super().__init__(forelder)
        self._tekst = tekst
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

    def vis(self, brev: Brev) -> None:
        plass = self.leser.verticalScrollBar().value()
        self.leser.setHtml(som_html(brev, self._tekst("ui_brev.tekst.utkast") if brev.utkast else ""))
        self.leser.verticalScrollBar().setValue(plass)

    def si(self, tekst: str) -> None:
        self.leser.setPlainText(tekst)

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


def som_html(brev: Brev, utkast: str = "") -> str:
    """Brevet med overskrifter som overskrifter. All tekst er data."""
    hode = brev.hode
    ut = [f"<p><b>{escape(utkast)}</b></p>"] if utkast else []
    ut += [_linjer(linjer) for linjer in (hode.avsender, hode.mottaker) if linjer]
    if hode.referanser:
        ut.append(_linjer(tuple(f"{r.navn} {r.verdi}" for r in hode.referanser)))
    if hode.merking:
        ut.append(_linjer((hode.merking,)))
    ut.append(f"<h1>{escape(brev.tittel)}</h1>")
    ut += _seksjoner(brev.kropp)
    ut += [_linjer((brev.hilsen,))] if brev.hilsen else []
    ut += [_linjer(brev.underskrift)] if brev.underskrift else []
    ut += _seksjoner(brev.tillegg)
    return "".join(ut)


def _seksjoner(seksjoner: tuple[Seksjon, ...]) -> list[str]:
    ut = []
    for seksjon in seksjoner:
        ut.append(f"<h2>{escape(seksjon.overskrift)}</h2>")
        for blokk in seksjon.blokker:
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
