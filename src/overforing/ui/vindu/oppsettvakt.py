"""Det som sies ved start om maskinen: at oppsettet er galt, eller at datamappen ligger et annet sted enn den ser ut."""

from __future__ import annotations

from typing import TYPE_CHECKING

from overforing.program.innstillinger import signatur

if TYPE_CHECKING:
    from overforing.ui.deler.ramme import Ramme

    from .arbeidssted import Arbeidssted
    from .kopivakt import Kopivakt


def si_fra(ramme: Ramme, sted: Arbeidssted, varsler: Kopivakt) -> None:
    """Vis det øverst der en arbeider. Datamappen må være laget.

    Er det bestemt at en arbeider hos Statsforvalteren, er navnet ikke spurt om ved første start, og bes om her.
    """
    lager, ord_ = ramme.utstyr.innstillinger, ramme.utstyr.ord
    t = ord_.fra
    innstillinger = (t("ui_innstillinger.tittel"), lambda: ramme.ga_til("innstillinger"))
    if lager.oppsett.galt:
        galt = "\n".join(ord_.feil(melding) for melding in lager.oppsett.galt)
        varsler.vis("oppsett", t("oppsett.start.galt_tittel"), f"{galt}\n{t('oppsett.start.galt_hjelp')}", ())
    if virkelig := lager.virkelig_mappe:
        tekst = t("oppsett.start.omdirigert", virkelig=str(virkelig))
        varsler.vis("omdirigert", t("oppsett.start.omdirigert_tittel"), tekst, (innstillinger,))

    def navnet() -> None:
        if sted.embete and lager.oppsett.stedet_er_bestemt and not signatur(lager.verdier.navnet_ditt):
            varsler.vis(
                "navn", t("oppsett.start.navn_tittel"), t("ui_innstillinger.deg.hjelp_embete"), (innstillinger,)
            )
        else:
            varsler.ta_bort("navn")

    navnet()
    sted.skiftet.connect(navnet)
