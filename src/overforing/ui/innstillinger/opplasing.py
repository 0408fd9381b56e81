"""Vinduet som spør etter passfrasen eller arket før det som er låst, kan vises."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QHBoxLayout, QLayout, QLineEdit, QWidget

from overforing.feil import OverforingFeil
from overforing.ui.deler.fokusring import Fokusring
from overforing.ui.deler.inndata import beskriv, merk
from overforing.ui.deler.klosser import HelEtikett, knapp, stabel
from overforing.ui.deler.knapper import Avkryss
from overforing.ui.deler.linjefelt import Linjefelt
from overforing.ui.deler.meld import meld
from overforing.ui.deler.ordene import Ord

from .laasport import Laasen


class Opplasing(QDialog):
    """Godtatt når det er låst opp; Escape er å vente med det."""

    def __init__(self, laasen: Laasen, ord_: Ord, forelder: QWidget | None = None) -> None:
        super().__init__(forelder)
        self._laasen, self._ord = laasen, ord_
        t = ord_.fra
        self.setWindowTitle(ord_("program"))
        em = self.fontMetrics().height()
        rom = stabel(self, em // 2, (em, em, em, em))
        rom.setSizeConstraint(QLayout.SizeConstraint.SetFixedSize)  # så høyt som det som står der, også en feil
        rom.ny(HelEtikett(t("las.opp.tittel"), "mellomtittel"))
        med_passfrase = laasen.med_passfrase
        deler = ["passfrase" if med_passfrase else "ring"]
        if laasen.kontoret_kan_apne:
            deler.append("kontoret")
        elif laasen.mangler_ark:
            deler.append("ikke_skrevet")
        hjelp = "\n".join(t(f"las.opp.{del_}") for del_ in deler)
        rom.ny(HelEtikett(hjelp)).setMinimumWidth(em * 32)  # de åtte gruppene på én linje
        navn = t("las.opp.felt" if med_passfrase else "las.opp.felt_ring")
        etikett = rom.ny(HelEtikett(navn, "etikett"))
        self.felt = rom.ny(Linjefelt())
        etikett.setBuddy(self.felt)
        beskriv(self.felt, navn, hjelp)
        self._vis = rom.ny(Avkryss(t("las.opp.vis")))
        self._vis.setVisible(med_passfrase)
        self._vis.toggled.connect(self._skjul_eller_vis)
        self._vis.setChecked(not med_passfrase)
        self._skjul_eller_vis()
        self.feil = rom.ny(HelEtikett(rolle="feil"))
        self.feil.hide()
        apne = knapp(t("las.opp.apne"), self.prov, "hoved")
        apne.setDefault(True)
        knapper = QHBoxLayout()
        knapper.setSpacing(em)
        knapper.addStretch(1)
        knapper.addWidget(apne)
        knapper.addWidget(knapp(t("las.opp.ikke_na"), self.reject))
        rom.addLayout(knapper)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        self._ring = Fokusring(self, app)

    def _skjul_eller_vis(self) -> None:
        slag = QLineEdit.EchoMode
        self.felt.setEchoMode(slag.Normal if self._vis.isChecked() else slag.Password)

    def prov(self) -> None:
        """Lås opp med det som er skrevet, eller si hvorfor det ikke gikk."""
        try:
            self._laasen.las_opp(self.felt.text())
        except OverforingFeil as feil:
            self.feil.vis_tekst(f"△ {self._ord.feil(feil)}")
            merk(self.felt, self._ord.feil(feil))
            self.felt.setFocus(Qt.FocusReason.OtherFocusReason)
            meld(self, self._ord.feil(feil), viktig=True)
            return
        self.accept()

    def done(self, svar: int) -> None:
        self._ring.slipp()
        super().done(svar)
