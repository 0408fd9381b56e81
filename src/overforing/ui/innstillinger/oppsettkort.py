"""Kortet om maskinen: hvor det som lagres ligger, og det den som drifter maskinen har bestemt og foreslått."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtGui import QShowEvent

from overforing.program.innstillinger import Innstillingslager
from overforing.program.oppsett import Oppsett
from overforing.ui.deler.klosser import Etikett, Kort
from overforing.ui.deler.ordene import Ord
from overforing.ui.deler.utstyr import Utstyr


class Oppsettkort(Kort):
    def __init__(self, utstyr: Utstyr) -> None:
        t = utstyr.ord.fra
        super().__init__(utstyr.tema, tittel=t("oppsett.kort.tittel"))
        self._u = utstyr
        self.rom.addWidget(Etikett(t("oppsett.kort.datamappe", mappe=str(utstyr.innstillinger.mappe)), markerbar=True))
        self._virkelig = self.rom.ny(Etikett(rolle="feil", markerbar=True))
        oppsett = utstyr.innstillinger.oppsett
        if oppsett.fil is not None:
            rader = list(_rader(utstyr.innstillinger, utstyr))
            hode = [t("oppsett.kort.fra", fil=str(oppsett.fil))] if rader else []
            self.rom.addWidget(Etikett("\n".join([*hode, *rader]), markerbar=True))
            if oppsett.galt:
                self.rom.addWidget(Etikett(feilene(oppsett, utstyr.ord), "feil", markerbar=True))

    def showEvent(self, hendelse: QShowEvent) -> None:  # noqa: N802
        super().showEvent(hendelse)
        virkelig = self._u.innstillinger.virkelig_mappe
        tekst = self._u.ord.fra("oppsett.kort.omdirigert", virkelig=str(virkelig)) if virkelig else ""
        self._virkelig.vis_tekst(tekst)


def feilene(oppsett: Oppsett, ord_: Ord) -> str:
    """Det som er galt i filen, en linje hver."""
    return "\n".join(f"△ {ord_.feil(galt)}" for galt in oppsett.galt)


def _rader(lager: Innstillingslager, utstyr: Utstyr) -> Iterator[str]:
    t, oppsett = utstyr.ord.fra, lager.oppsett
    for nokkel, verdi in oppsett.verdier.items():
        hva = t(f"sporsmal.{nokkel}.tekst" if nokkel.startswith("kontor.") else f"oppsett.hva.{nokkel}")
        yield "•  " + t(
            f"oppsett.kort.rad.{'fast' if verdi.fast else 'forslag'}", hva=hva, verdi=_vist(nokkel, verdi.verdi, utstyr)
        )


def _vist(nokkel: str, verdi: str, utstyr: Utstyr) -> str:
    t, geografi = utstyr.ord.fra, utstyr.geografi
    match nokkel:
        case "rolle":
            return t(f"ui_mottak.hvor.{verdi}")
        case "embete":
            return geografi.embeter[verdi].navn
        case "kontor.kommune":
            return geografi.navn(verdi)
        case "las.krev":
            return t("oppsett.ja")
    return verdi
