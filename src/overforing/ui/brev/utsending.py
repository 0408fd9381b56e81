"""Brevene ut av programmet: lagre dem som filer, og før opp at de er sendt."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

from PySide6.QtCore import QStringListModel, Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from overforing.sak.modell import Dokument, Resultat, Sak
from overforing.saksgang import innlesing
from overforing.tekster.katalog import dato
from overforing.ui.deler.arbeid import Arbeid
from overforing.ui.deler.inndata import med_forslag
from overforing.ui.deler.klosser import Etikett, knapp, stabel
from overforing.ui.deler.linjefelt import Linjefelt
from overforing.ui.deler.meld import meld
from overforing.ui.deler.utstyr import Utstyr
from overforing.ui.deler.valgrad import Fritekst

Tekst = Callable[..., str]


class Lagring(QWidget):
    """Knappene og det som sies om lagringen. ``lagret`` bærer saken som ble lagret."""

    lagret = Signal(object)

    def __init__(self, utstyr: Utstyr, arbeid: Arbeid) -> None:
        super().__init__()
        self._u, self._tekst, self._dialoger, self._arbeid = utstyr, utstyr.ord.fra, utstyr.dialoger, arbeid
        tekst = self._tekst
        self._mappe: Path | None = None
        self.pagar = False
        self.knapp = knapp(tekst("ui_brev.lagre.knapp"), rolle="hoved")
        self.apne = knapp(tekst("ui_brev.lagre.apne_mappen"), self._apne, "stille")
        self.apne_word = knapp(tekst("ui_brev.lagre.apne_word"), self._apne_word, "stille")
        self._word: Path | None = None
        self._sagt = stabel(self, -1).ny(Fritekst(markerbar=True))
        self.nullstill()

    def nullstill(self) -> None:
        self._mappe = self._word = None
        self.apne.hide()
        self.apne_word.hide()
        self.hide()

    def velg_mappe(self, filer: Sequence[str]) -> Path | None:
        """Mappen brukeren valgte, når de av filene som finnes der fra før, kan skrives over."""
        mappe = self._dialoger.velg_mappe(self, self._tekst("ui_brev.lagre.mappe"), self._u.mappe())
        if mappe is None:
            return None
        finnes = [navn for navn in filer if (mappe / navn).exists()]
        if finnes and not self._dialoger.spor(
            self,
            self._tekst("ui_brev.lagre.finnes_tittel"),
            self._tekst("ui_brev.lagre.finnes", mappe=str(mappe), filer="\n".join(finnes)),
            self._tekst("ui_brev.lagre.skriv_over"),
        ):
            return None
        self._u.husk_mappe(str(mappe))
        return mappe

    def lagre(
        self,
        gang: object,
        gjor: Callable[[], tuple[Path, ...]],
        gikk_ikke: Callable[[], object],
        igjen: Callable[[], object],
    ) -> None:
        """Lagre ved siden av vinduet.

        ``gikk_ikke`` kalles når ingen filer ble skrevet, ``igjen`` når brukeren vil prøve igjen.
        """

        def feilet(feil: Exception) -> None:
            self.pagar = False
            self.si(self._tekst("ui_brev.lagre.feil"))
            gikk_ikke()
            if self.si_feil(feil):
                igjen()

        def ferdig(stier: tuple[Path, ...]) -> None:
            self.pagar = False
            self._mappe = stier[0].parent
            filer = ", ".join(sti.name for sti in stier)
            self.si(self._tekst("ui_brev.lagre.lagret", mappe=str(self._mappe), filer=filer))
            self._word = next((sti for sti in stier if sti.suffix == ".docx"), None)
            self.apne.show()
            self.apne_word.setVisible(self._word is not None)
            self.lagret.emit(gang)

        self.pagar = True  # knappen er på hele tiden: en avslått knapp mister fokus
        self.si(self._tekst("ui_brev.lagre.lagrer"))
        self._arbeid.gjor("lagre", gjor, ferdig, feilet)

    def si_feil(self, feil: Exception) -> bool:
        """Vis feilen; sant når brukeren vil prøve igjen."""
        return self._dialoger.gikk_ikke(self, self._tekst("ui_brev.lagre.feil"), feil)

    def si(self, tekst: str) -> None:
        """Vis og si fra om det som skjer med filene."""
        self._sagt.vis_tekst(tekst)
        self.setVisible(bool(tekst))
        meld(self, tekst)

    def _apne_word(self) -> None:
        """Åpne det første brevet i maskinens eget tekstprogram."""
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._word)))

    def _apne(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._mappe)))


class Sending(QWidget):
    """Når og hvordan brevene ble sendt, og hva som følger. ``sendt`` sender (dag, måte)."""

    sendt = Signal(object, str)
    apnet = Signal()

    def __init__(self, tekst: Tekst) -> None:
        super().__init__()
        self._tekst = tekst
        self._sak = ""
        self.knapp = knapp(tekst("ui_brev.sendt.knapp"), self._spor)
        self._status = Fritekst()
        self._felt = QWidget()
        self.dato, self.mate = Linjefelt(), Linjefelt()
        med_forslag(self.mate, QStringListModel(tekst("ui_brev.sendt.maate").split("\n"), self))
        self._feil = Fritekst(rolle="feil")
        skjema = QGridLayout(self._felt)
        skjema.setContentsMargins(0, 0, 0, 0)
        skjema.setVerticalSpacing(4)
        skjema.setColumnStretch(2, 1)
        for kolonne, (navn, felt) in enumerate((("dato", self.dato), ("mate", self.mate))):
            felt.setAccessibleName(tekst(f"ui_brev.sendt.{navn}"))
            felt.setMaximumWidth(260)
            etikett = Etikett(tekst(f"ui_brev.sendt.{navn}"), "etikett", bryt=False)
            etikett.setBuddy(felt)
            skjema.addWidget(etikett, 0, kolonne)
            skjema.addWidget(felt, 1, kolonne)
        knapper = QHBoxLayout()
        knapper.addWidget(knapp(tekst("ui_brev.sendt.knapp"), self._svar))
        knapper.addWidget(knapp(tekst("ui_brev.sendt.avbryt"), self._lukk, "stille"))
        knapper.addStretch(1)
        skjema.addWidget(self._feil, 2, 0, 1, 3)
        skjema.addLayout(knapper, 3, 0, 1, 3)
        hele = stabel(self, -1)
        hele.addWidget(self._status)
        hele.addWidget(self._felt)
        self._felt.hide()
        self.dato.returnPressed.connect(self._svar)

    def vis(self, sak: Sak, dokumenter: Sequence[Dokument]) -> None:
        """Sendt eller ikke, og det neste."""
        if sak.id != self._sak:
            # Et åpent skjema hører til den forrige saken, og skal ikke kunne merke denne som sendt.
            self._sak = sak.id
            self._felt.hide()
        er_sendt = sak.sendt is not None and sak.sendt.dato is not None
        self.knapp.setVisible(
            bool(dokumenter) and sak.ferdigstilt is not None and not er_sendt and self._felt.isHidden()
        )
        setninger = []
        if sak.sendt and sak.sendt.dato:
            nokkel = "er_sendt_mate" if sak.sendt.mate else "er_sendt"
            setninger.append(self._tekst(f"ui_brev.sendt.{nokkel}", dato=dato(sak.sendt.dato), mate=sak.sendt.mate))
            resultat = sak.svar.resultat if sak.svar else None
            if resultat is Resultat.OVERFORT:
                setninger.append(self._tekst("ui_brev.sendt.settekommune"))
            elif resultat is Resultat.AVSLATT:
                pa_nytt = Dokument.ANMODNING in dokumenter
                setninger.append(self._tekst(f"ui_brev.sendt.{'pa_nytt' if pa_nytt else 'avslatt'}"))
            if sak.orientering_soker is None:
                setninger.append(self._tekst("ui_brev.sendt.orienter"))
            elif resultat is None and Dokument.ANMODNING in dokumenter:
                setninger.append(self._tekst("ui_brev.sendt.vent"))
        self._status.vis_tekst(" ".join(setninger))

    def _spor(self) -> None:
        i_dag = date.today()
        self.dato.setText(f"{i_dag.day}.{i_dag.month}.{i_dag.year}")
        self._feil.vis_tekst("")
        self._felt.show()
        self.knapp.hide()
        self.dato.setFocus(Qt.FocusReason.OtherFocusReason)
        self.apnet.emit()

    def _svar(self) -> None:
        try:
            dag = innlesing.dato(self.dato.text())
        except innlesing.Ugyldig as feil:
            melding = feil.paa(self._tekst)
            self._feil.vis_tekst(melding)
            meld(self, melding, viktig=True)
            self.dato.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self._felt.hide()
        self.sendt.emit(dag, self.mate.text().strip())

    def _lukk(self) -> None:
        self._felt.hide()
        self.knapp.show()
        self.knapp.setFocus(Qt.FocusReason.OtherFocusReason)
