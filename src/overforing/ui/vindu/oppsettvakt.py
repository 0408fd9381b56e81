"""Det som sies ved start om maskinen: at oppsettet er galt, eller at datamappen ligger et annet sted enn den ser ut."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from overforing.ui.deler.ramme import Ramme

    from .kopivakt import Kopivakt


def si_fra(ramme: Ramme, varsler: Kopivakt) -> None:
    """Vis det øverst der en arbeider. Datamappen må være laget."""
    lager, ord_ = ramme.utstyr.innstillinger, ramme.utstyr.ord
    t = ord_.fra
    innstillinger = (t("ui_innstillinger.tittel"), lambda: ramme.ga_til("innstillinger"))
    if lager.oppsett.galt:
        galt = "\n".join(ord_.feil(melding) for melding in lager.oppsett.galt)
        varsler.vis("oppsett", t("oppsett.start.galt_tittel"), f"{galt}\n{t('oppsett.start.galt_hjelp')}", ())
    if virkelig := lager.virkelig_mappe:
        tekst = t("oppsett.start.omdirigert", virkelig=str(virkelig))
        varsler.vis("omdirigert", t("oppsett.start.omdirigert_tittel"), tekst, (innstillinger,))
