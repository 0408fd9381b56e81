"""Arket i et eget vindu: det bekreftes, eller låsen slås på med det. Ingen må: Escape er å vente."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication, QDialog, QWidget

from overforing.feil import OverforingFeil
from overforing.ui.deler.fokusring import Fokusring
from overforing.ui.deler.klosser import Etikett, Flate, Rulle, stabel
from overforing.ui.deler.utstyr import Utstyr

from .arkflate import Arkflate
from .laasarbeid import Laasarbeid
from .laasport import Laasen


class Arkdialog(QDialog):
    """Godtatt når arket er bekreftet, og med ``ny`` også alt låst. Kaster ``OverforingFeil`` når arket ikke er her."""

    def __init__(
        self, forelder: QWidget, laasen: Laasen, arbeid: Laasarbeid, utstyr: Utstyr, hvorfor: str, *, ny: bool
    ) -> None:
        super().__init__(forelder)
        self._laasen, self._arbeid, self._u, self._ny = laasen, arbeid, utstyr, ny
        self.setWindowTitle(utstyr.ord("program"))
        em = self.fontMetrics().height()
        innhold = Flate()
        rom = stabel(innhold, em // 2, (em, em, em, em))
        rom.addWidget(Etikett(hvorfor))
        self.flate = rom.ny(Arkflate(laasen, utstyr, utstyr.ord("knapp.ikke_na")))
        rom.addStretch(1)
        stabel(self, 0).addWidget(Rulle(innhold))
        self.flate.avbrutt.connect(self.reject)
        self.flate.tastet.connect(self._tastet)
        self.flate.vis(ny=ny)
        self._innhold, self._bredde = innhold, em * 34
        self._tilpass()
        self.flate.byttet.connect(self._tilpass)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        self._ring = Fokusring(self, app)

    def _tilpass(self) -> None:
        """Så høyt som det som vises trenger, og ikke høyere enn det er plass til på skjermen; da ruller det."""
        rom = self._innhold.layout()
        hoyde = rom.totalHeightForWidth(self._bredde) if rom is not None else 0
        self.resize(self._bredde, min(hoyde, round(self.screen().availableGeometry().height() * 0.9)))

    def _tastet(self, grupper: dict[int, str], frase: str) -> None:
        if self._ny:
            self._arbeid.gjor(self, "pa", lambda: self._laasen.sla_pa(grupper, frase), self._gjort)
            return
        try:
            self._laasen.bekreft(grupper)
        except OverforingFeil as feil:
            self._gjort(feil)
        else:
            self._gjort(None)

    def _gjort(self, galt: OverforingFeil | None) -> None:
        if galt is None:
            self.accept()
            return
        self.flate.si_feil(galt)
        self._ny = self._ny and not self._laasen.er_pa  # er den slått på, er det bare resten som står igjen

    def done(self, svar: int) -> None:
        self.flate.lukk()
        self._ring.slipp()
        super().done(svar)
