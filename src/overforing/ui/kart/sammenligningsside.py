"""«Sammenlign med ny lov»: de samme svarene etter loven som gjelder og loven som er vedtatt."""

from __future__ import annotations

from PySide6.QtCore import Qt

from overforing.saksgang.kart.sammenligning import Sammenligning
from overforing.ui.deler.farger import Farger
from overforing.ui.deler.knapper import Avkryss
from overforing.ui.deler.lesetekst import Lesetekst
from overforing.ui.deler.meld import meld
from overforing.ui.deler.utstyr import Utstyr
from overforing.ui.deler.visningsside import Visningsside

from .hypertekst import sammenligningstekst
from .karttegning import PAPIR
from .utskrift import skriv_tekst


class Sammenligningsside(Visningsside):
    """Bare til å lese og skrive ut: ingenting her endrer saken."""

    def __init__(self, utstyr: Utstyr) -> None:
        ord_ = utstyr.ord
        super().__init__(utstyr, ord_.fra("ui_sammenlign.tittel"))
        self._svar: Sammenligning | None = None
        self._bare_ulike = Avkryss(ord_.fra("ui_sammenlign.bare_ulike"))
        self._bare_ulike.setAccessibleName(ord_.fra("ui_sammenlign.bare_ulike"))
        self._bare_ulike.toggled.connect(lambda _: self._tegn())
        self._knapp(ord_.fra("ui_kart.skriv_ut"), self.skriv_ut)
        self._knapper.addWidget(self._bare_ulike)
        self.tekst = Lesetekst(ord_.fra("ui_sammenlign.tittel"))
        self._rom.addWidget(self.tekst, 1)
        self._tast("Ctrl+P", self.skriv_ut)
        utstyr.tema.endret.connect(self._tegn)

    def vis(self, svar: Sammenligning) -> None:
        self._svar = svar
        self._tegn()
        self.tekst.verticalScrollBar().setValue(0)
        self.tekst.setFocus(Qt.FocusReason.OtherFocusReason)
        meld(self, svar.konklusjon)

    def skriv_ut(self) -> None:
        if self._svar is not None:
            navn = self._ord.fra("ui_sammenlign.tittel")
            html = f"<h1>{navn}</h1>{self._html(PAPIR)}"
            self._skriv_ut(navn, lambda skriver: skriv_tekst(skriver, html, self._ord), liggende=True)

    def _tegn(self) -> None:
        if self._svar is not None:
            self.tekst.setHtml(self._html(self._tema.farger))

    def _html(self, farger: Farger) -> str:
        assert self._svar is not None
        return sammenligningstekst(self._svar, self._ord, farger, bare_ulike=self._bare_ulike.isChecked())
