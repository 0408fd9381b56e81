"""Innstillingene, slik de melder seg i rammen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from overforing.ui.deler.ramme import Ramme, Rammeside

if TYPE_CHECKING:
    from overforing.ui.vindu.arbeidssted import Arbeidssted
    from overforing.ui.vindu.kopivakt import Kopivakt
    from overforing.ui.vindu.laasvakt import Laasvakt

    from .brevmalkort import EgneMaler
    from .innstillingsside import Innstillingsside


def registrer(ramme: Ramme, sted: Arbeidssted, egne_maler: EgneMaler | None, kopier: Kopivakt, laas: Laasvakt) -> None:
    """``egne_maler`` er kontorets egne brevmaler, ``None`` der de ikke kan velges."""
    u = ramme.utstyr

    def siden() -> Innstillingsside:
        from .innstillingsside import Innstillingsside

        side = Innstillingsside(u)
        if egne_maler is not None:
            side.vis_brevmaler(egne_maler, u.dialoger)
        if (loggsted := sted.loggsted) is not None and (kollegene := sted.kollegene()) is not None:
            side.vis_loggsted(loggsted, sted.slipp_loggen, kollegene)
        if laas.laasen is not None:
            side.vis_laasen(laas.laasen, sted.slipp_loggen, laas.oppdater)
        if (kort := sted.kort()) is not None:
            side.vis_for(sted.embete)
            side.vis_arbeidssted(kort)
        if kopier.rom is not None:
            side.vis_kopier(kopier.rom, kopier.registeret, kopier.apne)
        side.endret.connect(sted.bruk)
        side.tilbake.connect(ramme.tilbake)
        side.malform_valgt.connect(ramme.velg_malform)
        side.storrelse_valgt.connect(ramme.velg_storrelse)
        sted.svart.connect(side.vis)
        return side

    ramme.meld_inn(
        Rammeside(
            navn="innstillinger",
            lag=siden,
            vis=lambda side, sted: side.fokuser_malform() if sted == "malform" else None,
            hjelp=("hjelp", "innstillinger"),
            tilbakeknapp=lambda side: side.tilbakeknapp,
        )
    )
