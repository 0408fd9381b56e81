"""Å sladde ordene i et notat eller et fritekstfelt en annen har skrevet."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from overforing.feil import UgyldigInndata
from overforing.mottak.hendelser import Sladdegrunn
from overforing.saksgang.tilstand import Valg
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
        self._hva = self.liste("hva", t("ui_mottak.gjor.sladd_hva"), t("ui_mottak.gjor.sladd_velg"))
        self._grunn = self.liste("grunn", t("ui_mottak.gjor.sladd_grunn"), t("ui_mottak.gjor.sladd_velg_grunn"))
        self._grunn.vis_valg(tuple(Valg(g.value, t(f"ui_mottak.sladdegrunn.{g}")) for g in Sladdegrunn))
        self._ingen_innsyn = self.ta_med("ingen_innsyn", self.rom.ny(Avkryss(t("ui_mottak.gjor.sladd_innsyn"))))

        def gjor() -> None:
            if not self._hva.verdi or not self._grunn.verdi:
                raise UgyldigInndata("ui_mottak.gjor.sladd_mangler")
            sladd(int(self._hva.verdi), Sladdegrunn(self._grunn.verdi), self._ingen_innsyn.isChecked())

        self.gjor(t("ui_mottak.gjor.sladd"), gjor)

    def vis(self, bilde: Foresporselsbilde) -> None:
        self._hva.vis_valg(tuple(Valg(str(nr), tekst) for nr, tekst in bilde.kan_sladdes))
        self.foresla(hva=str(bilde.kan_sladdes[0][0]) if len(bilde.kan_sladdes) == 1 else "")
