"""Avgjørelsen: utfallet, kommunen når utfallet peker på en, hva en overføring omfatter, datoen og begrunnelsen."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QStringListModel
from PySide6.QtWidgets import QWidget

from overforing.feil import UgyldigInndata
from overforing.mottak.avgjorelse import Avgjorelse
from overforing.mottak.foresporsel import OVERFORER, Svarutfall
from overforing.mottak.svargrunnlag import UTEN_BREV
from overforing.sak.modell import Avgrensningstype
from overforing.saksgang import innlesing
from overforing.saksgang.mottak.bilde import dag
from overforing.saksgang.tilstand import Valg
from overforing.ui.deler.inndata import Nedtrekk, med_etikett, med_forslag
from overforing.ui.deler.klosser import Etikett, Spalte, Stabel
from overforing.ui.deler.ordene import Ord
from overforing.ui.deler.tema import Tema

from .deler import Handlingsdel

if TYPE_CHECKING:
    from overforing.saksgang.mottak.bilde import Foresporselsbilde


class Avgjorelsesdel(Handlingsdel):
    """``avgjor`` gis den ferdige ``Avgjorelse``, ``brev`` den brevet skal skrives om."""

    def __init__(
        self,
        tema: Tema,
        ord_: Ord,
        kommuner: tuple[Valg, ...],
        avgjor: Callable[[Avgjorelse], object],
        brev: Callable[[Avgjorelse], object],
    ) -> None:
        t = ord_.fra
        super().__init__(t("ui_mottak.gjor.avgjor_tittel"), tema, ord_)
        velg_utfall = Nedtrekk(t("ui_mottak.gjor.velg_utfall"))
        self._utfall = med_etikett(self.rom, t("ui_mottak.gjor.utfall"), velg_utfall, tema)
        self._utfall.valgt.connect(lambda *_: self._vis_feltene())
        self._settekommune, self._setteplass = self._kommunefelt("settekommune")
        self._ansvarlig, self._ansvarsplass = self._kommunefelt("ansvarlig")
        self._ansvarlig.vis_valg(kommuner)
        self._andre_navn = defaultdict(str, {kommune.verdi: kommune.ogsa for kommune in kommuner})
        self._omfangsplass, rom = self._plass()
        self._omfang = Nedtrekk(t("ui_mottak.gjor.velg_omfang"))
        med_etikett(rom, t("ui_mottak.gjor.omfang"), self._omfang, tema)
        self._omfang.valgt.connect(lambda *_: self._vis_feltene())
        self._bedt_om = rom.ny(Etikett("", "dempet"))
        self._tilplass, rom = self._plass()
        self._til = self.dato(t("ui_mottak.gjor.til"), rom)
        self._restplass, rom = self._plass()
        self._ikke_overfort = self.linje(t("ui_mottak.gjor.ikke_overfort"), rom)
        self._organplass, rom = self._plass()
        self._rett_organ = self.linje(t("ui_mottak.gjor.rett_organ"), rom)
        self._organer = QStringListModel(self)
        med_forslag(self._rett_organ, self._organer)
        rom.addWidget(Etikett(t("ui_mottak.gjor.rett_organ_hjelp"), "dempet"))
        self._dato = self.dato(t("ui_mottak.gjor.dato"))
        self._begrunnelse = self.flate(t("ui_mottak.gjor.begrunnelse"), 4)
        self._brevknapp = self.gjor(t("ui_mottak.gjor.brev"), lambda: brev(self._valgt()), "hoved")
        self.gjor(t("ui_mottak.gjor.avgjor"), lambda: avgjor(self._valgt()))
        self._vis_feltene()

    def _plass(self) -> tuple[QWidget, Stabel]:
        """Plass til felt som bare vises når de trengs."""
        plass = self.rom.ny(Spalte(self._tema.px(4)))
        return plass, plass.rom

    def _kommunefelt(self, navn: str) -> tuple[Nedtrekk, QWidget]:
        plass, rom = self._plass()
        felt = Nedtrekk(self._t("ui_mottak.gjor.velg_kommune"), sokbar=True)
        med_etikett(rom, self._t(f"ui_mottak.gjor.{navn}"), felt, self._tema)
        if navn == "settekommune":
            self._foreslar = rom.ny(Etikett("", "dempet"))
            rom.addWidget(Etikett(self._t("ui_mottak.gjor.settekommune_hjelp"), "dempet"))
        felt.uten_treff.connect(lambda navn: self._fant_ikke(felt, navn))
        felt.valgt.connect(lambda *_: self._si(felt, ""))
        return felt, plass

    def _fant_ikke(self, felt: Nedtrekk, navn: str) -> None:
        """Det som ble skrevet, er ikke en kommune i lista. Det forsvinner ikke uten et ord."""
        self._si(felt, self._t("ugyldig.ingen_kommune", navn=navn) if navn else "")

    def vis(self, bilde: Foresporselsbilde, i_dag: date) -> None:
        self._utfall.vis_valg(tuple(Valg(u.value, tekst) for u, tekst in bilde.utfall))
        valg = (Valg(nummer, tekst, self._andre_navn[nummer]) for nummer, tekst in bilde.settekommuner)
        self._settekommune.vis_valg(tuple(valg))
        self._foreslar.vis_tekst(bilde.foreslar)
        self._organer.setStringList(list(bilde.organer))
        self._omfang.vis_valg(tuple(Valg(o.value, tekst) for o, tekst in bilde.omfang))
        self._bedt_om.vis_tekst(bilde.bedt_om)
        if not self._dato.text():
            self._dato.setText(dag(i_dag))
        self._vis_feltene()

    @property
    def _valgene(self) -> tuple[Nedtrekk, ...]:
        return self._utfall, self._settekommune, self._ansvarlig, self._omfang

    def tom(self) -> None:
        super().tom()
        for felt in self._valgene:
            felt.vis_verdi("")
        self._vis_feltene()

    def skrevet(self) -> tuple[str, ...]:
        valgt = tuple(felt.verdi for felt in self._valgene)
        # Datoen står der av seg selv.
        noe = any(valgt) or self._begrunnelse.toPlainText().strip()
        return (*super().skrevet(), *valgt) if noe else ()

    def legg_inn(self, skrevet: tuple[str, ...]) -> None:
        super().legg_inn(skrevet)
        for felt, verdi in zip(self._valgene, skrevet[len(self._felt) :], strict=True):
            felt.vis_verdi(verdi)
        self._vis_feltene()

    def _vis_feltene(self) -> None:
        overfort = self._utfall.verdi in OVERFORER
        self._restplass.setVisible(self._utfall.verdi == Svarutfall.DELVIS_OVERFORT)
        self._organplass.setVisible(self._utfall.verdi == Svarutfall.VIDERESENDT)
        self._setteplass.setVisible(overfort)
        self._omfangsplass.setVisible(overfort)
        self._tilplass.setVisible(overfort and self._omfang.verdi == Avgrensningstype.SOKNAD_OG_FORNYELSER)
        self._ansvarsplass.setVisible(self._utfall.verdi == Svarutfall.ANSVAR_FASTSATT)
        self._brevknapp.setVisible(self._utfall.verdi not in UTEN_BREV)

    def _valgt(self) -> Avgjorelse:
        if not self._utfall.verdi:
            raise UgyldigInndata("ui_mottak.gjor.ma_velge_utfall")
        utfall = Svarutfall(self._utfall.verdi)
        overfort, fastsatt = utfall in OVERFORER, utfall is Svarutfall.ANSVAR_FASTSATT
        omfang = Avgrensningstype(self._omfang.verdi) if overfort and self._omfang.verdi else None
        til = self._til.text().strip() if omfang is Avgrensningstype.SOKNAD_OG_FORNYELSER else ""
        return Avgjorelse(
            utfall,
            innlesing.dato(self._dato.text()),
            self._begrunnelse.toPlainText().strip(),
            self._settekommune.verdi or None if overfort else None,
            self._ansvarlig.verdi or None if fastsatt else None,
            omfang,
            innlesing.dato(til) if til else None,
            self._ikke_overfort.text().strip() if utfall is Svarutfall.DELVIS_OVERFORT else "",
            self._rett_organ.text().strip() if utfall is Svarutfall.VIDERESENDT else "",
        )
