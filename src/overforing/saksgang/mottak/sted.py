"""Stedet det arbeides fra: loggen, embetet, ordene og reglene, felles for alt som gjøres med en forespørsel."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from overforing.brev.lesing.les_epost import Omslag
from overforing.brev.lesing.ved_siden import Svar
from overforing.regelverk.funn import Vurdering
from overforing.regelverk.regelsett import Kalender
from overforing.sak.modell import Malform, Sak
from overforing.sak.person import Linje
from overforing.saksgang.brevskriver import Brevskriver
from overforing.saksgang.utgang import Utgang
from overforing.tekster.geografi import Geografi
from overforing.tekster.katalog import Katalog

from .logg import Logg


@dataclass(frozen=True)
class Mottakssted:
    """``embete`` er det en arbeider i, tomt når det ikke er sagt.

    ``malform`` er den meldingene skrives på, og ``tittelmalform`` den det som føres i loggen, skrives på. ``vurder`` er
    programmets vurdering etter sakens eget regelsett. ``linje`` er hvem som er leder for hvem i embetet.
    """

    logg: Logg
    embete: str
    malform: Malform
    tittelmalform: Malform
    katalog: Katalog
    geografi: Geografi
    kalender: Kalender
    les_sak: Callable[[str], Sak]
    vurder: Callable[[Sak], Vurdering]
    brevskriver: Brevskriver
    utgang: Utgang
    na: Callable[[], datetime]
    les: Callable[[bytes, str], Svar]
    omslag: Callable[[bytes, str], Omslag]
    linje: Callable[[], Linje]

    def ord(self, nokkel: str, **verdier: str) -> str:
        """Teksten på den målformen meldingene skrives på."""
        return self.katalog.hent(nokkel, self.malform, **verdier)
