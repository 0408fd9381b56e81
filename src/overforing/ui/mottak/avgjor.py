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
from overforing.mottak.fire_oyne import kreves
from overforing.mottak.foresporsel import OVERFORER, Forslagsstand, Svarutfall
from overforing.mottak.svargrunnlag import UTEN_BREV
from overforing.sak.modell import Avgrensningstype
from overforing.saksgang import innlesing
from overforing.saksgang.mottak.bilde import dag
from overforing.saksgang.tilstand import Valg
from overforing.ui.deler.inndata import med_forslag
from overforing.ui.deler.klosser import Etikett, Spalte, Stabel
from overforing.ui.deler.ordene import Ord
from overforing.ui.deler.tema import Tema, sett

from .deler import Handlingsdel

if TYPE_CHECKING:
    from overforing.saksgang.mottak.bilde import Foresporselsbilde


_FRA_FORSLAGET = (
    *("utfall", "settekommune", "ansvarlig", "omfang", "til", "ikke_overfort", "rett_organ"),
    "begrunnelse",
)
"""Feltene et forslag fyller ut; datoen er alltid dagens."""


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
        self._utfall = self.liste("utfall", t("ui_mottak.gjor.utfall"), t("ui_mottak.gjor.velg_utfall"))
        self._setteplass, rom = self._plass()
        self._settekommune = self.kommuneliste("settekommune", t("ui_mottak.gjor.settekommune"), rom)
        self._foreslar = rom.ny(Etikett("", "dempet"))
        rom.addWidget(Etikett(t("ui_mottak.gjor.settekommune_hjelp"), "dempet"))
        self._ansvarsplass, rom = self._plass()
        self._ansvarlig = self.kommuneliste("ansvarlig", t("ui_mottak.gjor.ansvarlig"), rom)
        self._ansvarlig.vis_valg(kommuner)
        self._andre_navn = defaultdict(str, {kommune.verdi: kommune.ogsa for kommune in kommuner})
        self._omfangsplass, rom = self._plass()
        self._omfang = self.liste("omfang", t("ui_mottak.gjor.omfang"), t("ui_mottak.gjor.velg_omfang"), rom)
        self._bedt_om = rom.ny(Etikett("", "dempet"))
        self._tilplass, rom = self._plass()
        self._til = self.dato("til", t("ui_mottak.gjor.til"), rom)
        self._restplass, rom = self._plass()
        self._ikke_overfort = self.linje("ikke_overfort", t("ui_mottak.gjor.ikke_overfort"), rom)
        self._organplass, rom = self._plass()
        self._rett_organ = self.linje("rett_organ", t("ui_mottak.gjor.rett_organ"), rom)
        self._organer = QStringListModel(self)
        med_forslag(self._rett_organ, self._organer)
        rom.addWidget(Etikett(t("ui_mottak.gjor.rett_organ_hjelp"), "dempet"))
        self._dato = self.dato("dato", t("ui_mottak.gjor.dato"))
        self._begrunnelse = self.flate("begrunnelse", t("ui_mottak.gjor.begrunnelse"), 4)
        self._brevknapp = self.gjor(t("ui_mottak.gjor.brev"), lambda: brev(self._valgt()), "hoved")
        self._alene = self.gjor(t("ui_mottak.gjor.avgjor"), lambda: avgjor(self._valgt()))
        self._fire_oyne = False
        for liste in (self._utfall, self._omfang):
            liste.valgt.connect(lambda *_: self.vis_feltene())
        self.vis_feltene()

    def _plass(self) -> tuple[QWidget, Stabel]:
        """Plass til felt som bare vises når de trengs."""
        plass = self.rom.ny(Spalte(self._tema.px(4)))
        return plass, plass.rom

    def vis(self, bilde: Foresporselsbilde, i_dag: date) -> None:
        self._utfall.vis_valg(tuple(Valg(u.value, tekst) for u, tekst in bilde.utfall))
        valg = (Valg(nummer, tekst, self._andre_navn[nummer]) for nummer, tekst in bilde.settekommuner)
        self._settekommune.vis_valg(tuple(valg))
        self._foreslar.vis_tekst(bilde.foreslar)
        self._organer.setStringList(list(bilde.organer))
        self._omfang.vis_valg(tuple(Valg(o.value, tekst) for o, tekst in bilde.omfang))
        self._bedt_om.vis_tekst(bilde.bedt_om)
        self._fire_oyne = bilde.fire_oyne
        # Er et forslag på vei, er det neste å godkjenne det eller føre det; et nytt er det ikke.
        pa_vei = bilde.f.forslag in (Forslagsstand.TIL_GODKJENNING, Forslagsstand.GODKJENT)
        sett(self._brevknapp, rolle="" if pa_vei else "hoved")
        self.foresla(**self._foreslatt(bilde), dato=dag(i_dag))
        self.vis_feltene()

    def _foreslatt(self, bilde: Foresporselsbilde) -> dict[str, str]:
        """Det som sist ble foreslått, så den som har forespørselen, kan gå videre med det."""
        forslag = bilde.foreslatt.forslag if bilde.foreslatt and bilde.min else None
        if forslag is None:
            return dict.fromkeys(_FRA_FORSLAGET, "")
        verdier = {navn: getattr(forslag.avgjorelse, navn) for navn in _FRA_FORSLAGET}
        return {navn: dag(v) if isinstance(v, date) else str(v or "") for navn, v in verdier.items()}

    def tom(self) -> None:
        super().tom()
        self.vis_feltene()

    def vis_feltene(self) -> None:
        """Bare feltene utfallet trenger."""
        overfort = self._utfall.verdi in OVERFORER
        self._restplass.setVisible(self._utfall.verdi == Svarutfall.DELVIS_OVERFORT)
        self._organplass.setVisible(self._utfall.verdi == Svarutfall.VIDERESENDT)
        self._setteplass.setVisible(overfort)
        self._omfangsplass.setVisible(overfort)
        self._tilplass.setVisible(overfort and self._omfang.verdi == Avgrensningstype.SOKNAD_OG_FORNYELSER)
        self._ansvarsplass.setVisible(self._utfall.verdi == Svarutfall.ANSVAR_FASTSATT)
        self._brevknapp.setVisible(self._utfall.verdi not in UTEN_BREV)
        utfall = Svarutfall(self._utfall.verdi) if self._utfall.verdi else None
        en_annen = self._fire_oyne and (utfall is None or kreves(utfall, med_brev=False))
        tekst = self._t("ui_fire_oyne.foresla_uten" if en_annen else "ui_mottak.gjor.avgjor")
        self._alene.setText(tekst)
        self._alene.setAccessibleName(tekst)

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
