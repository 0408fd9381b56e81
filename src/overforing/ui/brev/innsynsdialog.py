"""Vinduet der en velger hva som skal bort i en kopi til innsyn: hele deler, avsnitt, eller ord hvor de enn står."""

from __future__ import annotations

from collections import Counter

from PySide6.QtCore import QSize, QStringListModel
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication, QDialog, QHBoxLayout, QWidget

from overforing.brev.innsyn import MAKS_HJEMMEL, Gruppe, Sladding, forslag_til_hjemmel, grupper, treff
from overforing.brev.modell import Brev
from overforing.ui.deler.fokusring import Fokusring
from overforing.ui.deler.inndata import Tekstflate, med_etikett, med_forslag
from overforing.ui.deler.klosser import Etikett, Flate, HelEtikett, Rulle, knapp, stabel
from overforing.ui.deler.knapper import Avkryss
from overforing.ui.deler.linjefelt import Linjefelt
from overforing.ui.deler.meld import meld
from overforing.ui.deler.ordene import Ord
from overforing.ui.deler.tema import Tema

_PLASS = (880, 520)


class Innsynsdialog(QDialog):
    """Godtatt når brukeren vil lage kopien med det som står i ``valg``. Ingenting er valgt på forhånd.

    ``varsel`` er det hun bør vite om brevet først, eller tom.
    """

    def __init__(self, forelder: QWidget | None, ord_: Ord, tema: Tema, brev: Brev, varsel: str = "") -> None:
        super().__init__(forelder)
        self._t, self._brev, self._px = ord_.fra, brev, tema.px
        self._linjer: dict[tuple[int, ...], Avkryss] = {}
        self.setWindowTitle(ord_("program"))
        px = tema.px
        rom = stabel(self, px(8), (px(18), px(14), px(18), px(14)))
        rom.ny(HelEtikett(self._t("ui_brev.innsyn.tittel"), "mellomtittel"))
        rom.ny(HelEtikett(self._t("ui_brev.innsyn.hjelp"), "dempet")).setMinimumWidth(px(420))
        if varsel:
            rom.ny(HelEtikett(varsel)).setMinimumWidth(px(420))
        kolonner = QHBoxLayout()
        kolonner.setSpacing(px(18))
        kolonner.addWidget(self._delene(), 3)
        kolonner.addWidget(self._feltene(tema), 2)
        rom.addLayout(kolonner, 1)
        lag = knapp(self._t("ui_brev.innsyn.lag"), self.accept, "hoved")
        knapper = QHBoxLayout()
        knapper.setSpacing(px(14))
        self._oppsummert = Etikett(rolle="dempet", bryt=False)
        knapper.addWidget(self._oppsummert, 1)
        knapper.addWidget(lag)
        knapper.addWidget(knapp(ord_("knapp.avbryt"), self.reject))
        rom.addLayout(knapper)
        self._endret()
        plass = QSize(*map(px, _PLASS))
        self.resize(plass.boundedTo(forelder.window().size() - QSize(40, 30)) if forelder else plass)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        self._ring = Fokusring(self, app)

    def _delene(self) -> Rulle:
        flate = Flate()
        rom = stabel(flate, self._px(2), (self._px(6), self._px(6), self._px(10), 0))
        gruppene = grupper(self._brev)
        antall = Counter(tekst for gruppe in gruppene for _, tekst in gruppe.linjer)
        for gruppe in gruppene:
            navn = gruppe.overskrift or self._t(f"ui_brev.innsyn.{gruppe.id}")
            hele = rom.ny(_avkryss(self._t("ui_brev.innsyn.hele", del_=navn)))
            fet = hele.font()
            fet.setWeight(QFont.Weight.DemiBold)
            hele.setFont(fet)
            linjene = stabel(None, 0, (self._px(22), 0, 0, self._px(8)))
            rom.addLayout(linjene)
            for numre, tekst in gruppe.linjer:
                linje = self._linjer[numre] = linjene.ny(_avkryss(tekst))
                if antall[tekst] > 1:
                    linje.setAccessibleName(f"{navn}: {tekst}")
                linje.setAccessibleDescription(navn)
            self._bind(hele, gruppe)
        rom.addStretch(1)
        return Rulle(flate)

    def _bind(self, hele: Avkryss, gruppe: Gruppe) -> None:
        linjer = [self._linjer[numre] for numre, _ in gruppe.linjer]

        def alle(pa: bool) -> None:
            for linje in linjer:
                linje.setChecked(pa)

        def en(_: bool) -> None:
            hele.setChecked(all(linje.isChecked() for linje in linjer))
            self._endret()

        hele.clicked.connect(alle)
        for linje in linjer:
            linje.toggled.connect(en)

    def _feltene(self, tema: Tema) -> Rulle:
        t, flate = self._t, Flate()
        rom = stabel(flate, self._px(6), (self._px(4), 0, self._px(10), self._px(6)))
        self._ordene = med_etikett(rom, t("ui_brev.innsyn.ord"), Tekstflate(3, 6, egen_angre=True), tema)
        rom.ny(Etikett(t("ui_brev.innsyn.ord_hjelp"), "dempet"))
        self._steder = rom.ny(Etikett())
        rom.addSpacing(self._px(8))
        self._hjemmel = med_etikett(rom, t("ui_brev.innsyn.hjemmel"), Linjefelt(), tema)
        self._hjemmel.egen_angre = True
        self._hjemmel.setMaxLength(MAKS_HJEMMEL)
        med_forslag(self._hjemmel, QStringListModel(forslag_til_hjemmel(self._brev), self))
        rom.ny(Etikett(t("ui_brev.innsyn.hjemmel_hjelp"), "dempet"))
        rom.addStretch(1)
        self._ordene.textChanged.connect(self._endret)
        self._ordene.forlatt.connect(lambda: meld(self, self._steder.text()))
        return Rulle(flate)

    @property
    def valg(self) -> Sladding:
        """Det som er valgt nå."""
        linjer = frozenset(n for numre, linje in self._linjer.items() if linje.isChecked() for n in numre)
        return Sladding(linjer, tuple(ordet for ordet, _ in self._treffene()), self._hjemmel.text())

    def _treffene(self) -> list[tuple[str, int]]:
        """Ordene som er skrevet, og hvor mange steder de står i brevet."""
        ordene = dict.fromkeys(ordet for linje in self._ordene.toPlainText().splitlines() if (ordet := linje.strip()))
        return [(ordet, treff(self._brev, ordet)) for ordet in ordene]

    def _endret(self) -> None:
        t = self._t
        linjer = (
            t(f"ui_brev.innsyn.{'staar' if antall else 'staar_ikke'}", ord=ordet, antall=str(antall))
            for ordet, antall in self._treffene()
        )
        self._steder.vis_tekst("\n".join(linjer))
        valgt = sum(linje.isChecked() for linje in self._linjer.values())
        self._oppsummert.setText(t("ui_brev.innsyn.valgt", antall=str(valgt), alle=str(len(self._linjer))))

    def accept(self) -> None:
        """Et ord som ikke står i brevet, er kanskje skrevet feil: da er det som skulle bort, der ennå."""
        if all(antall for _, antall in self._treffene()):
            super().accept()
            return
        self._ordene.setFocus()
        meld(self, self._steder.text(), viktig=True)

    def done(self, svar: int) -> None:
        self._ring.slipp()
        super().done(svar)


def _avkryss(tekst: str) -> Avkryss:
    ny = Avkryss(tekst)
    ny.setAccessibleName(tekst)
    return ny
