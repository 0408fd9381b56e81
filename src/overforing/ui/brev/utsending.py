"""Brevene ut av programmet: lagre dem som filer, det som følger, og når de er sendt."""

from __future__ import annotations

import os.path
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtCore import QStringListModel, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from overforing.feil import UtenPdf
from overforing.hinder import finnes
from overforing.sak.modell import Sak
from overforing.saksgang import innlesing
from overforing.tekster.katalog import dato
from overforing.ui.deler.arbeid import Arbeid
from overforing.ui.deler.flyt import Rad
from overforing.ui.deler.inndata import med_forslag
from overforing.ui.deler.klosser import Etikett, Kort, knapp, stabel
from overforing.ui.deler.linjefelt import Linjefelt
from overforing.ui.deler.meld import meld
from overforing.ui.deler.utstyr import Utstyr
from overforing.ui.deler.valgrad import Fritekst

Tekst = Callable[..., str]


class Lagring(Kort):
    """Det som sies om lagringen, filene som lenker, og det neste. ``lagret`` bærer det som ble lagret, og filene."""

    lagret = Signal(object, object)

    def __init__(self, utstyr: Utstyr, arbeid: Arbeid, sending: Sending | None = None) -> None:
        super().__init__(utstyr.tema, "info")
        self._sending = sending
        self._u, self._tekst, self._dialoger, self._arbeid = utstyr, utstyr.ord.fra, utstyr.dialoger, arbeid
        px = utstyr.tema.px
        self._filer: tuple[Path, ...] = ()
        self.pagar = False
        self.knapp = knapp(self._tekst("ui_brev.lagre.knapp"), rolle="hoved")
        self.rom.setContentsMargins(px(14), px(8), px(14), px(8))
        self.rom.setSpacing(px(4))
        self._sagt = self.rom.ny(Fritekst(markerbar=True))
        self._lenker, self._neste = self.rom.under(px(2)), self.rom.under(px(2))
        if sending is not None:
            self.rom.til_venstre(sending.knapp)
            self.rom.addWidget(sending)
        self.nullstill()

    def nullstill(self) -> None:
        self._sagt.vis_tekst("")
        self.vis_filer(())
        self.vis_det_neste(())

    def _vis(self) -> None:
        sendt = self._sending is not None and self._sending.sier_noe
        self.setVisible(sendt or bool(self._sagt.text() or self._lenker.count() or self._neste.count()))

    def velg_mappe(self, filer: Sequence[str]) -> Path | None:
        """Mappen brukeren valgte, når de av filene som finnes der fra før, kan skrives over."""
        mappe = self._dialoger.velg_mappe(self, self._tekst("ui_brev.lagre.mappe"), self._u.mappe())
        if mappe is None:
            return None
        fra_for = [navn for navn in filer if finnes(mappe / navn)]
        if fra_for and not self._dialoger.spor(
            self,
            self._tekst("ui_brev.lagre.finnes_tittel"),
            self._tekst("ui_brev.lagre.finnes", mappe=str(mappe), filer="\n".join(fra_for)),
            self._tekst("ui_brev.lagre.skriv_over"),
        ):
            return None
        self._u.husk_mappe(str(mappe))
        return mappe

    def lagre(
        self,
        hva: object,
        gjor: Callable[[], tuple[Path, ...]],
        gikk_ikke: Callable[[], object],
        igjen: Callable[[], object],
        bare_word: Callable[[], object] | None = None,
    ) -> None:
        """Lagre ved siden av vinduet.

        ``gikk_ikke`` kalles når ingen filer ble skrevet, ``igjen`` når brukeren vil prøve igjen, og ``bare_word`` når
        brevene ikke kan bli PDF og brukeren vil ha Word-filene alene.
        """

        def feilet(feil: Exception) -> None:
            self.pagar = False
            self.si(self._tekst("ui_brev.lagre.feil"))
            gikk_ikke()
            if bare_word is not None and isinstance(feil, UtenPdf):
                tittel, svar = self._tekst("ui_brev.lagre.feil"), self._tekst("ui_brev.lagre.bare_word")
                if self._dialoger.spor(self, tittel, self._u.ord.feil(feil), svar):
                    bare_word()
            elif self.si_feil(feil):
                igjen()

        def ferdig(stier: tuple[Path, ...]) -> None:
            self.pagar = False
            self._sagt.vis_tekst("")
            filer = ", ".join(sti.name for sti in stier)
            meld(self, self._tekst("ui_brev.lagre.lagret", mappe=str(stier[0].parent), filer=filer))
            self._vis_lenkene([(sti, True) for sti in stier])
            self.lagret.emit(hva, stier)

        self.pagar = True  # knappen er på hele tiden: en avslått knapp mister fokus
        self.si(self._tekst("ui_brev.lagre.lagrer"))
        self._arbeid.gjor("lagre", gjor, ferdig, feilet)

    def si_feil(self, feil: Exception) -> bool:
        """Vis feilen; sant når brukeren vil prøve igjen."""
        return self._dialoger.gikk_ikke(self, self._tekst("ui_brev.lagre.feil"), feil)

    def si(self, tekst: str) -> None:
        """Vis og si fra om det som skjer med filene."""
        self._sagt.vis_tekst(tekst)
        self._vis()
        meld(self, tekst)

    def vis_filer(self, filer: Sequence[str]) -> None:
        """Filene brevene er lagret i, også fra før. Om de er der ennå, ses det etter ved siden av vinduet."""
        stier = tuple(map(Path, filer))
        if stier == self._filer:
            return
        self._filer = stier
        self._arbeid.forkast("filene")
        if not stier:
            self._vis_lenkene([])
            return

        def vis(finnes: tuple[bool, ...]) -> None:
            self._vis_lenkene(list(zip(stier, finnes, strict=True)))

        self._arbeid.gjor("filene", lambda: tuple(map(os.path.exists, stier)), vis)

    def vis_det_neste(self, setninger: Sequence[str]) -> None:
        """Det som følger, en linje til hver."""

        def linjer() -> Iterator[QWidget]:
            if setninger:
                yield Etikett(self._tekst("ui_brev.lagre.det_neste"), "sterk")
            yield from (Etikett(f"• {setning}" if len(setninger) > 1 else setning) for setning in setninger)

        self._neste.fyll(tuple(setninger), linjer())
        self._vis()

    def _vis_lenkene(self, filer: list[tuple[Path, bool]]) -> None:
        self._filer = tuple(sti for sti, _ in filer)
        self._lenker.fyll(tuple(filer), self._linjene(filer))
        self._vis()

    def _linjene(self, filer: list[tuple[Path, bool]]) -> Iterator[QWidget]:
        """En linje for hver mappe, med lenkene under."""
        for mappe in dict.fromkeys(sti.parent for sti, _ in filer):
            yield Etikett(self._tekst("ui_brev.lagre.ligger_i", mappe=str(mappe)), "sterk", markerbar=True)
            her = [(sti, finnes) for sti, finnes in filer if sti.parent == mappe]
            brevene = [self._brevet([f for f in her if f[0].stem == s]) for s in dict.fromkeys(f[0].stem for f in her)]
            if any(finnes for _, finnes in her):
                apne = self._tekst("ui_brev.lagre.apne_mappen")
                brevene.append(knapp(apne, partial(self._apne, mappe), "lenke_liten"))
            yield Rad(self._u.tema.px(14), *brevene)

    def _brevet(self, filer: list[tuple[Path, bool]]) -> QWidget:
        """Filene ett brev ligger i, så de ikke skilles når linjen brytes."""
        word = any(finnes and sti.suffix == ".docx" for sti, finnes in filer)
        lenker = [
            self._lenke(sti, kort=word and sti.suffix == ".pdf") if finnes else self._borte(sti)
            for sti, finnes in filer
        ]
        return lenker[0] if len(lenker) == 1 else Rad(self._u.tema.px(8), *lenker)

    def _lenke(self, sti: Path, *, kort: bool) -> QWidget:
        """Står PDF-en rett etter Word-filen med det samme navnet, er «PDF» nok å se."""
        lenke = knapp("PDF" if kort else sti.name, partial(self._apne, sti), "lenke_liten")
        lenke.setAccessibleName(sti.name)
        return lenke

    def _borte(self, sti: Path) -> QWidget:
        return Etikett(self._tekst("ui_brev.lagre.borte", fil=sti.name), "dempet", bryt=False)

    def _apne(self, sti: Path) -> None:
        """I programmet maskinen har til det."""
        self._dialoger.vis_fil(sti)


class Sending(QWidget):
    """Når og hvordan brevene ble sendt. ``sendt`` sender (dag, måte)."""

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
        for widget in (self._felt, self.knapp):
            widget.hide()
        self.dato.returnPressed.connect(self._svar)

    def vis(self, sak: Sak, *, kan_sendes: bool) -> None:
        """Knappen når noe skal sendes, og dagen når det er gjort."""
        if sak.id != self._sak:
            # Et åpent skjema hører til den forrige saken, og skal ikke kunne merke denne som sendt.
            self._sak = sak.id
            self._felt.hide()
        self.knapp.setVisible(kan_sendes and self._felt.isHidden())
        sendt = ""
        if sak.sendt and sak.sendt.dato:
            nokkel = "er_sendt_mate" if sak.sendt.mate else "er_sendt"
            sendt = self._tekst(f"ui_brev.sendt.{nokkel}", dato=dato(sak.sendt.dato), mate=sak.sendt.mate)
        self._status.vis_tekst(sendt)

    @property
    def sier_noe(self) -> bool:
        """Om det er noe å se her."""
        return not (self._felt.isHidden() and self._status.isHidden() and self.knapp.isHidden())

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
