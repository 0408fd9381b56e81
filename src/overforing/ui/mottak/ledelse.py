"""«Hvem avgjør, og hva hver har»: om en annen skal godkjenne avgjørelsene, og haugene til hver."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from overforing.feil import OverforingFeil
from overforing.mottak.fire_oyne import AV, PA, er_pa
from overforing.saksgang.mottak.bilde import dag
from overforing.saksgang.mottak.lederord import lederne
from overforing.ui.deler.arbeid import Arbeid
from overforing.ui.deler.inndata import med_etikett
from overforing.ui.deler.klosser import Etikett, Kort, Spalte, hold_sammen, knapp
from overforing.ui.deler.linjefelt import Linjefelt
from overforing.ui.deler.meld import meld
from overforing.ui.deler.ordene import Ord
from overforing.ui.deler.tema import Tema

if TYPE_CHECKING:
    from overforing.mottak.brukere import Haug
    from overforing.mottak.fire_oyne import Loggvalg
    from overforing.saksgang.mottak.kontor import Mottakskontor

    Svar = tuple[bool, "Loggvalg | None", bool, tuple[Haug, ...], str]


class Ledelseskort(Kort):
    """Vises når flere arbeider i loggen, eller noen er leder: den som er alene, har ingenting å gjøre her."""

    def __init__(self, kontor: Mottakskontor, arbeid: Arbeid, ord_: Ord, tema: Tema) -> None:
        t = self._t = ord_.fra
        super().__init__(tema, tittel=t("ui_ledelse.tittel"))
        self._kontor, self._arbeid, self._ord, self._pa = kontor, arbeid, ord_, False
        self._sagt = self.rom.ny(Etikett("", "viktig"))
        self._hvem = self.rom.ny(Etikett("", "dempet"))
        self._leder = self.rom.ny(Etikett())
        self._hvorforplass = self.rom.ny(Spalte(tema.px(4)))
        self._hvorfor = med_etikett(self._hvorforplass.rom, t("ui_ledelse.hvorfor_av"), Linjefelt(), tema)
        self._bytt = knapp("", self._bytt_om, "stille")
        self.rom.til_venstre(self._bytt)
        self._feil = self.rom.ny(Etikett("", "feil"))
        self._feil.hide()
        self._haugene = self.rom.ny(Spalte(tema.px(4)))
        self.hide()

    def hent(self) -> None:
        """Hent det som gjelder nå."""
        self._arbeid.gjor("ledelse", self._les, self._vis, self._gikk_ikke)

    def _les(self) -> Svar:
        ledelse = self._kontor.ledelse
        delene = ledelse.lederdelene()
        return (ledelse.flere, *ledelse.fire_oyne(), ledelse.haugene(), lederne(delene, self._t) if delene else "")

    def _vis(self, svar: Svar) -> None:
        flere, valgt, leder, hauger, leder_na = svar
        t, pa = self._t, er_pa(valgt)
        self._pa = pa
        self.setVisible(flere or leder or valgt is not None)
        self._sagt.vis_tekst(t(f"ui_ledelse.{'pa' if pa else 'av'}"))
        hvem = [t("ui_ledelse.satt", navn=valgt.av, dato=dag(valgt.tidspunkt.astimezone().date()))] if valgt else []
        if valgt and valgt.hvorfor:
            hvem.append(t("ui_ledelse.hvorfor", hvorfor=valgt.hvorfor))
        self._hvem.vis_tekst(" ".join((*hvem, t("ui_ledelse.bare_leder"))))
        self._leder.vis_tekst(leder_na)
        self._hvorforplass.setVisible(leder and pa)
        self._bytt.setVisible(leder)
        self._bytt.setText(t(f"ui_ledelse.{'sla_av' if pa else 'sla_pa'}"))
        self._bytt.setAccessibleName(self._bytt.text())
        self._feil.vis_tekst("")
        self._haugene.rom.fyll((hauger,), self._linjene(hauger))

    def _linjene(self, hauger: tuple[Haug, ...]) -> Iterator[QWidget]:
        t = self._t
        for h in hauger:
            navn = h.navn or t("ui_ledelse.ingen")
            linjer = [t("ui_ledelse.haug", navn=navn, antall=str(h.apne), dato=dag(h.eldst))]
            if h.over_frist:
                linjer.append(f"△ {t('ui_ledelse.over_frist', antall=str(h.over_frist))}")
            if h.venter:
                linjer.append(t("ui_ledelse.venter", antall=str(h.venter)))
            yield Etikett(hold_sammen(" ".join(linjer)))
        if not hauger:
            yield Etikett(t("ui_ledelse.ingen_apne"), "dempet")

    def _bytt_om(self) -> None:
        verdi, hvorfor = (AV if self._pa else PA), self._hvorfor.text()

        def sett() -> Svar:
            self._kontor.ledelse.sett_fire_oyne(verdi, hvorfor)
            return self._les()

        def satt(svar: Svar) -> None:
            self._hvorfor.clear()
            self._vis(svar)
            meld(self, self._sagt.text())

        self._arbeid.gjor("fire_oyne", sett, satt, self._gikk_ikke)

    def _gikk_ikke(self, feil: Exception) -> None:
        if not isinstance(feil, OverforingFeil):
            raise feil
        self._feil.vis_tekst(f"△ {self._ord.feil(feil)}")
        meld(self, self._ord.feil(feil), viktig=True)
