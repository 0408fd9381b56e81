"""Å sladde ordene i et notat eller et fritekstfelt en annen har skrevet."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from overforing.feil import UgyldigInndata
from overforing.mottak.hendelser import Sladdegrunn
from overforing.saksgang.tilstand import Valg
from overforing.ui.deler.inndata import Nedtrekk, med_etikett
from overforing.ui.deler.knapper import Avkryss
from overforing.ui.deler.ordene import Ord
from overforing.ui.deler.tema import Tema

from .deler import Handlingsdel

if TYPE_CHECKING:
    from overforing.saksgang.mottak.bilde import Foresporselsbilde


class Sladdedel(Handlingsdel):
    """``sladd`` gis nummeret på hendelsen, grunnen, og at ingen har bedt om innsyn."""

    def __init__(self, tema: Tema, ord_: Ord, sladd: Callable[[int, Sladdegrunn, bool], object]) -> None:
        t = ord_.fra
        super().__init__(t("ui_mottak.gjor.sladd_tittel"), tema, ord_)
        self.forklar(t("ui_mottak.gjor.sladd_hjelp"))
        self._hva = Nedtrekk(t("ui_mottak.gjor.sladd_velg"))
        self._grunn = Nedtrekk(t("ui_mottak.gjor.sladd_velg_grunn"))
        med_etikett(self.rom, t("ui_mottak.gjor.sladd_hva"), self._hva, tema)
        med_etikett(self.rom, t("ui_mottak.gjor.sladd_grunn"), self._grunn, tema)
        self._grunn.vis_valg(tuple(Valg(g.value, t(f"ui_mottak.sladdegrunn.{g}")) for g in Sladdegrunn))
        self._ingen_innsyn = self.rom.ny(Avkryss(t("ui_mottak.gjor.sladd_innsyn")))

        def gjor() -> None:
            if not self._hva.verdi or not self._grunn.verdi:
                raise UgyldigInndata("ui_mottak.gjor.sladd_mangler")
            sladd(int(self._hva.verdi), Sladdegrunn(self._grunn.verdi), self._ingen_innsyn.isChecked())

        self.gjor(t("ui_mottak.gjor.sladd"), gjor)

    def vis(self, bilde: Foresporselsbilde) -> None:
        self._hva.vis_valg(tuple(Valg(str(nr), tekst) for nr, tekst in bilde.kan_sladdes))
        if len(bilde.kan_sladdes) == 1:
            self._hva.vis_verdi(str(bilde.kan_sladdes[0][0]))

    def tom(self) -> None:
        super().tom()
        self._hva.vis_verdi("")
        self._grunn.vis_verdi("")
        self._ingen_innsyn.setChecked(False)
