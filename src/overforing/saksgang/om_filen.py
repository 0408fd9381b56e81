"""Det den som åpner en fil, må vite om den: noe er lagt på brevet, noe er falt ut, eller teksten lar seg ikke måle."""

from __future__ import annotations

from overforing.brev.lesing.les import Lest
from overforing.feil import Tekst


def om_filen(lest: Lest, ord_: Tekst) -> list[str]:
    """Hele setninger. Om teksten er endret, sies for seg: det er ulikt hva som følger av det hos de to."""
    setninger = [ord_("lest.tekst.kan_ikke_avgjores")] if lest.tekst == "kan_ikke_avgjores" else []
    if lest.mistet:
        setninger.append(ord_(f"lest.mistet.{lest.mistet}"))
    return setninger + [ord_(f"lest.pafort.{slag}") for slag in lest.pafort]
