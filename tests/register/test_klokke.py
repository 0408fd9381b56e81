"""Klokka som går feil: det som ser ut til å være før det nyeste, eller langt etter, føres ikke før det er bekreftet."""

from __future__ import annotations

import pytest
from feilprover import kaster
from mottak.mottakprover import MOTTATT, inngaende
from register.registerprover import Apne, Klokke

from overforing.register.foresporsler import Foresporselsregister
from overforing.register.mottakstabeller import MOTTAK


@pytest.mark.parametrize(("skifte", "nokkel"), [(-1, "klokka_for"), (90, "klokka_etter"), (0, ""), (30, "")])
def test_klokka_bekreftes_for_noe_fores(apne: Apne, klokke: Klokke, skifte: int, nokkel: str) -> None:
    def logg() -> Foresporselsregister:
        return Foresporselsregister(apne(skjema=MOTTAK), kommunenavn=str, na=klokke, bruker="Ine Aune")

    logg().registrer_for_hand({}, MOTTATT)
    klokke.fram(days=skifte, minutes=-5)
    ny = logg()
    if nokkel:
        with kaster(f"feil.register.{nokkel}"):
            ny.motta(inngaende(), MOTTATT)
        with kaster("feil.register.ingen_foresporsel"):
            ny.les(2026, 2)
        ny.klokkevakt.er_rett()
    f = ny.motta(inngaende(), MOTTATT).foresporsel
    assert ny.les(f.aar, f.nr) == f
