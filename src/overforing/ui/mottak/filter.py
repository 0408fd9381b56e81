"""Søket og filtrene over lista i mottaket. De som brukes sjelden, ligger bak «Flere filtre»."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QWidget

from overforing.feil import UgyldigInndata
from overforing.mottak.foresporsel import Slag, Status, Svarutfall
from overforing.mottak.utvalg import Ko, Sortering, Utvalg
from overforing.sak.kodeverk import Avgrensningstype
from overforing.saksgang import innlesing
from overforing.saksgang.tilstand import Valg
from overforing.tekster.navn import stor
from overforing.ui.deler.bokstavelig import bokstavelig
from overforing.ui.deler.flyt import Flyt, Rad
from overforing.ui.deler.inndata import Nedtrekk, beskriv
from overforing.ui.deler.klosser import Etikett, Klar, Spalte, knapp, stabel, utsatt
from overforing.ui.deler.linjefelt import Linjefelt
from overforing.ui.deler.meld import meld
from overforing.ui.deler.ordene import Ord
from overforing.ui.deler.tema import Tema

_SOK_MS = 120


class Filtre(Klar):
    """``endret`` når noe annet skal vises; det som skrives i søket, etter et lite opphold.

    Rekkefølgen kan også velges på overskriftene i lista (``sorter``).
    """

    endret = Signal()

    def __init__(self, tema: Tema, ord_: Ord, kommuner: tuple[Valg, ...]) -> None:
        super().__init__()
        self._tema, self._t = tema, ord_.fra
        self._datoer: dict[str, date | None] = {"fra": None, "til": None}
        self._synkende: bool | None = None
        px, t = tema.px, self._t
        hele = stabel(self, px(6))
        rom = hele.ny(self._rad()).rom
        self.sokefelt = Linjefelt()
        self.sokefelt.setPlaceholderText(t("ui_mottak.sok"))
        self.sokefelt.setAccessibleName(t("ui_mottak.sok"))
        self.sokefelt.setClearButtonEnabled(True)
        self.sokefelt.setFixedWidth(px(220))
        self._klokke = utsatt(self, _SOK_MS, self.endret)
        self.sokefelt.textChanged.connect(lambda _: self._klokke.start())
        rom.addWidget(self._under_etikett(t("ui_mottak.sokeord"), self.sokefelt))
        slag = tuple(Valg(s.value, stor(t(f"mottak.slag.{s}"))) for s in Slag)
        sortering = tuple(Valg(s.value, t(f"ui_mottak.sortering.{s}")) for s in list(Sortering)[1:])
        statuser = tuple(Valg(s.value, stor(t(f"mottak.status.{s}"))) for s in Status)
        utfall = tuple(Valg(u.value, stor(t(f"mottak.utfall_kort.{u}"))) for u in Svarutfall)
        omfang = tuple(Valg(o.value, stor(t(f"mottak.omfang_valg.{o}"))) for o in Avgrensningstype)
        self._kommune = self._nedtrekk(rom, "filter_kommune", t("ui_mottak.alle_kommuner"), kommuner, 210, sokbar=True)
        self._sorter = self._nedtrekk(rom, "sorter", t("ui_mottak.sortering.haster"), sortering, 190)
        self._sorter.valgt.disconnect()
        self._sorter.valgt.connect(lambda *_: self._ny_rekkefolge(None))
        self._snu = knapp("⇅", self._snudd, "filter")
        beskriv(self._snu, t("mottaksliste.snu"), "")
        self._snu.setToolTip(bokstavelig(t("mottaksliste.snu")))
        self._snu.hide()
        rom.addWidget(self._ved_feltene(self._snu))
        self._flere = knapp("", None, "filter")
        self._flere.setCheckable(True)
        self._flere.setStyleSheet("font-weight: 600")  # likt på og av, så teksten får plass når den er på
        rom.addWidget(self._ved_feltene(self._flere))
        mer = hele.ny(self._rad())
        rom = mer.rom
        self._slag = self._nedtrekk(rom, "filter_slag", t("ui_mottak.alle_slag"), slag, 200)
        self._status = self._nedtrekk(rom, "filter_status", t("ui_mottak.alle_statuser"), statuser, 230)
        self._utfall = self._nedtrekk(rom, "filter_utfall", t("ui_mottak.alle_utfall"), utfall, 220)
        self._omfang = self._nedtrekk(rom, "filter_omfang", t("ui_mottak.alle_omfang"), omfang, 220)
        tiden = self._rad()
        self._felt = {navn: self._dato(tiden.rom, navn) for navn in self._datoer}
        rom.addWidget(tiden)
        self._feil = hele.ny(Etikett("", "feil"))
        self._feil.hide()
        mer.hide()
        self._flere.toggled.connect(mer.setVisible)
        self._vis_antallet()

    def _rad(self) -> Rad:
        return Rad(self._tema.px(8), langs_bunnen=True)

    def _ved_feltene(self, k: QPushButton) -> QWidget:
        """En knapp midt på feltene ved siden av."""
        plass = Klar()
        plass.setMinimumHeight(self._tema.px(38))
        stabel(plass, 0).addWidget(k, 0, Qt.AlignmentFlag.AlignVCenter)
        return plass

    def _nedtrekk(
        self, rom: Flyt, navn: str, tomt: str, valg: tuple[Valg, ...], bredde: int, *, sokbar: bool = False
    ) -> Nedtrekk:
        felt = Nedtrekk(tomt, sokbar=sokbar)
        felt.uten_treff.connect(self._fant_ikke)
        felt.vis_valg(valg)
        felt.setFixedWidth(self._tema.px(bredde))
        felt.valgt.connect(lambda *_: self._valgte())
        tekst = self._t(f"ui_mottak.{navn}")
        beskriv(felt, tekst, "")
        rom.addWidget(self._under_etikett(tekst, felt))
        return felt

    def _under_etikett(self, tekst: str, felt: QWidget) -> QWidget:
        etikett = Etikett(tekst, "dempet", bryt=False)
        etikett.setBuddy(felt)
        felt.setMinimumHeight(self._tema.px(38))  # likt for alle slag, så etikettene også står på linje
        return Spalte(self._tema.px(2), etikett, felt)

    def _dato(self, rom: Flyt, navn: str) -> Linjefelt:
        tekst = self._t(f"ui_mottak.filter_{navn}")
        felt = Linjefelt()
        felt.setAccessibleName(tekst)
        felt.setFixedWidth(self._tema.px(130))
        felt.returnPressed.connect(self._les_datoene)
        felt.forlatt.connect(self._les_datoene)
        rom.addWidget(self._under_etikett(tekst, felt))
        return felt

    def utvalg(self, ko: Ko) -> Utvalg:
        """Det brukeren har valgt å se i en kø."""
        slag, status, utfall = self._slag.verdi, self._status.verdi, self._utfall.verdi
        return Utvalg(
            ko,
            sok=self.sokefelt.text(),
            slag=Slag(slag) if slag else None,
            status=Status(status) if status else None,
            utfall=Svarutfall(utfall) if utfall else None,
            omfang=Avgrensningstype(omfang) if (omfang := self._omfang.verdi) else None,
            kommune=self._kommune.verdi or None,
            fra=self._datoer["fra"],
            til=self._datoer["til"],
            sortering=self.sortering,
            synkende=self._synkende,
        )

    @property
    def sortering(self) -> Sortering:
        return Sortering(self._sorter.verdi or Sortering.HASTER)

    @property
    def synkende(self) -> bool:
        """Om det som er størst eller sist, står øverst."""
        if self._synkende is not None:
            return self._synkende
        return self.sortering in (Sortering.NYEST, Sortering.MOTTATT)

    def sorter(self, sortering: Sortering, synkende: bool) -> None:
        """Vis dem i denne rekkefølgen."""
        self._sorter.vis_verdi("" if sortering is Sortering.HASTER else sortering.value)
        self._ny_rekkefolge(None if sortering is Sortering.HASTER else synkende)

    def _snudd(self) -> None:
        self._ny_rekkefolge(not self.synkende)

    def _ny_rekkefolge(self, synkende: bool | None) -> None:
        self._synkende = synkende
        self._snu.setVisible(self.sortering is not Sortering.HASTER)
        self.endret.emit()

    def nullstill(self) -> None:
        """Ingen filtre og ikke noe søk. Rekkefølgen står. Sier ikke fra selv."""
        for valg in (self._slag, self._status, self._utfall, self._omfang, self._kommune):
            valg.vis_verdi("")
        for navn, felt in self._felt.items():
            felt.clear()
            self._datoer[navn] = None
        self.sokefelt.clear()
        self._klokke.stop()
        self._feil.vis_tekst("")
        self._vis_antallet()

    def _fant_ikke(self, navn: str) -> None:
        """Det som er skrevet, er ikke en kommune: det sies, og lista er da ikke begrenset av det."""
        self._valgte()
        self._si(self._t("ugyldig.ingen_kommune", navn=navn))

    def _si(self, feil: str) -> None:
        self._feil.vis_tekst(feil)
        meld(self, feil, viktig=True)

    def _valgte(self) -> None:
        self._feil.vis_tekst("")
        self._vis_antallet()
        self.endret.emit()

    def _les_datoene(self) -> None:
        try:
            lest = {n: innlesing.dato(f.text()) if f.text().strip() else None for n, f in self._felt.items()}
            fra, til = lest["fra"], lest["til"]
            if fra and til and fra > til:
                raise UgyldigInndata("ui_mottak.tall.galt")
        except UgyldigInndata as feil:
            self._si(feil.paa(self._t))
            return
        self._feil.vis_tekst("")
        if lest != self._datoer:
            self._datoer = lest
            self._valgte()

    def _vis_antallet(self) -> None:
        """Hvor mange av dem bak knappen som er i bruk, så de synes når raden er lukket."""
        valgt = (self._slag.verdi, self._status.verdi, self._utfall.verdi, self._omfang.verdi, *self._datoer.values())
        antall = sum(map(bool, valgt))
        nokkel = "ui_mottak.flere_filtre_antall" if antall else "ui_mottak.flere_filtre"
        self._flere.setText(self._t(nokkel, antall=str(antall)) if antall else self._t(nokkel))
        self._flere.setAccessibleName(self._flere.text())
