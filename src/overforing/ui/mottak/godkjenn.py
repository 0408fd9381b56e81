"""Skjemaene for det to er sammen om, og for den som er skjermet: godkjenne, åpne for en annen, og det som haster."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from overforing.feil import UgyldigInndata
from overforing.mottak.hendelser import Handling
from overforing.saksgang.tilstand import Valg
from overforing.ui.deler.ordene import Ord
from overforing.ui.deler.tema import Tema, sett

from .deler import Handlingsdel

if TYPE_CHECKING:
    from overforing.saksgang.mottak.bilde import Foresporselsbilde


class Godkjenningsdel(Handlingsdel):
    """``returner`` gis merknaden."""

    def __init__(
        self, tema: Tema, ord_: Ord, godkjenn: Callable[[], object], returner: Callable[[str], object]
    ) -> None:
        t = ord_.fra
        super().__init__(t("ui_fire_oyne.godkjenn_tittel"), tema, ord_)
        self.forklar(t("ui_fire_oyne.godkjenn_hjelp"))
        self._hinder, self._hvorfor_ikke = self.forklar(""), ""
        self.feil_vist.connect(self._vis_hinderet)
        merknad = self.flate("merknad", t("ui_fire_oyne.merknad"), 2)
        self._godkjenn = self.gjor(t("ui_fire_oyne.godkjenn"), godkjenn, "hoved")
        self.gjor(t("ui_fire_oyne.returner"), lambda: returner(merknad.toPlainText()))

    def vis(self, bilde: Foresporselsbilde) -> None:
        kan = Handling.GODKJENT in bilde.kan
        self._godkjenn.setVisible(kan)
        for_, hinder = self._hvorfor_ikke, bilde.foreslatt.hinder if bilde.foreslatt and kan else ""
        self._hvorfor_ikke = hinder
        if for_ and for_ != hinder and self.feilen == for_:
            self.vis_feil("")  # det er ikke i veien lenger
        self._vis_hinderet(self.feilen)
        sett(self._godkjenn, rolle="" if hinder else "hoved")
        self.setVisible(Handling.RETURNERT in bilde.kan)

    def _vis_hinderet(self, feil: str) -> None:
        """Det som er i veien, til en har prøvd likevel; da står det over knappene."""
        hinder = "" if feil == self._hvorfor_ikke else self._hvorfor_ikke
        self._hinder.vis_tekst(f"△ {hinder}" if hinder else "")
        self._hinder.setVisible(bool(hinder))


class Hastedel(Handlingsdel):
    """Det som ikke kan vente, for den som er skjermet. ``apne`` gis hvorfor."""

    def __init__(self, tema: Tema, ord_: Ord, apne: Callable[[str], object]) -> None:
        t = ord_.fra
        super().__init__(t("ui_skjold.hast_tittel"), tema, ord_)
        self.forklar(t("ui_skjold.hast_hjelp"))
        hvorfor = self.flate("hvorfor", t("ui_mottak.gjor.hast"), 2)
        self.gjor(t("ui_skjold.hast_apne"), lambda: apne(hvorfor.toPlainText()))

    def vis(self, bilde: Foresporselsbilde) -> None:
        self.setVisible(Handling.APNET_HAST in bilde.kan)


class Skjolddel(Handlingsdel):
    """En leder åpner saken for en som er inhabil eller i tvil. ``loft`` gis hvem, og hvorfor."""

    def __init__(self, tema: Tema, ord_: Ord, loft: Callable[[str, str], object]) -> None:
        t = ord_.fra
        super().__init__(t("ui_skjold.loft_tittel"), tema, ord_)
        self.forklar(t("ui_skjold.loft_hjelp"))
        self._hvem = self.liste("hvem", t("ui_skjold.loft_for"), t("ui_skjold.loft_velg"))
        hvorfor = self.flate("hvorfor", t("ui_skjold.loft_hvorfor"), 2)

        def gjor() -> None:
            if not self._hvem.verdi:
                raise UgyldigInndata("ui_skjold.loft_velg")
            loft(self._hvem.verdi, hvorfor.toPlainText())

        self.gjor(t("ui_skjold.loft_gjor"), gjor)

    def vis(self, bilde: Foresporselsbilde) -> None:
        self._hvem.vis_valg(tuple(Valg(navn, navn) for navn in bilde.kan_loftes))
        self.foresla(hvem=bilde.kan_loftes[0] if len(bilde.kan_loftes) == 1 else "")
        self.setVisible(Handling.SKJOLD_LOFTET in bilde.kan and bool(bilde.kan_loftes))
