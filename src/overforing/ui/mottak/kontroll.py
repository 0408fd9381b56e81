"""«Kontroller loggen»: er den hel og slik den ble ført, og er den den samme som da noe gikk ut av den?"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from overforing.feil import OverforingFeil
from overforing.ui.deler.arbeid import Arbeid
from overforing.ui.deler.flyt import Rad
from overforing.ui.deler.klosser import Etikett, Kort, knapp
from overforing.ui.deler.meld import meld
from overforing.ui.deler.ordene import Ord
from overforing.ui.deler.tema import Tema
from overforing.ui.deler.valgrad import Fritekst

if TYPE_CHECKING:
    from overforing.mottak.kontrollsvar import Kontroll
    from overforing.saksgang.mottak.kontor import Mottakskontor


class Kontrollkort(Kort):
    """Kontrollerer på arbeidstråden. ``velg_filer`` spør hvilke filer loggen skal prøves mot."""

    def __init__(
        self, kontor: Mottakskontor, arbeid: Arbeid, ord_: Ord, tema: Tema, velg_filer: Callable[[], list[Path]]
    ) -> None:
        t = self._t = ord_.fra
        super().__init__(tema, tittel=t("ui_mottak.kontroll.tittel"), innledning=t("ui_mottak.kontroll.hjelp"))
        self._kontor, self._arbeid, self._ord, self._velg_filer = kontor, arbeid, ord_, velg_filer
        alene = knapp(t("ui_mottak.kontroll.alene"), lambda: self._kontroller(()), "stille")
        mot = knapp(t("ui_mottak.kontroll.mot"), self._mot_filer, "stille")
        self.rom.addWidget(Rad(tema.px(10), alene, mot))
        self._svar = self.rom.ny(Fritekst(rolle="viktig"))
        self._feil = self.rom.ny(Etikett("", "feil"))
        self._funn = self.rom.ny(Fritekst(markerbar=True))
        self._feil.hide()

    def _mot_filer(self) -> None:
        if filer := self._velg_filer():
            self._kontroller(filer)

    def _kontroller(self, mot: Sequence[Path]) -> None:
        self._si(self._t("ui_mottak.kontroll.gar"))
        self._arbeid.gjor(
            "kontroll", lambda: self._kontor.kontroller(mot), lambda svar: self._vis(svar, mot), self._gikk_ikke
        )

    def _vis(self, svar: Kontroll, mot: Sequence[Path]) -> None:
        t, antall = self._t, len(svar.avvik)
        lest = t(
            "ui_mottak.kontroll.lest",
            foresporsler=str(svar.foresporsler),
            hendelser=str(svar.hendelser),
            dokumenter=str(svar.dokumenter),
        )
        funn = [f"△ {self._ord.feil(avvik)}" for avvik in svar.avvik]
        funn += [f"• {self._ord.feil(merknad)}" for merknad in (*svar.merknader, *svar.om_sqlite)]
        funn.append(t("ui_mottak.kontroll.kopier", antall=str(svar.kopier)))
        if mot:
            funn.append(t("ui_mottak.kontroll.provd_mot", filer=", ".join(fil.name for fil in mot)))
        if svar.merke is not None:
            funn.append(t("ui_mottak.kontroll.merket", merke=str(svar.merke)))
        if svar.i_orden:
            self._si(f"✓ {t('ui_mottak.kontroll.i_orden')} {lest}", funn=funn)
        else:
            self._si(feil=f"△ {t('ui_mottak.kontroll.ikke_i_orden', antall=str(antall))} {lest}", funn=funn)

    def _gikk_ikke(self, feil: Exception) -> None:
        if not isinstance(feil, OverforingFeil):
            raise feil
        self._si(feil=f"△ {self._t('ui_mottak.kontroll.ikke_kontrollert')} {self._ord.feil(feil)}")

    def _si(self, svar: str = "", *, feil: str = "", funn: Sequence[str] = ()) -> None:
        self._svar.vis_tekst(svar)
        self._feil.vis_tekst(feil)
        self._funn.vis_tekst("\n\n".join(funn))
        meld(self, svar or feil, viktig=bool(feil))
