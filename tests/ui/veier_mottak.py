"""Hele veier hos Statsforvalteren, slik en bruker går dem med tastaturet. Brukes av prøvene og av målingene.

Hver vei har det som står i loggen fra før (``forbered``, som ikke telles), det brukeren gjør (``ga``), og hvor mange
handlinger det høyst skal ta. Vinduet er det til et embete som har stilt inn seg selv (``INNSTILLINGER``).
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

from brev.lesing.test_les import fremmed_docx
from ui.styr import Styr
from ui.telling import Teller
from ui.vindu import Svarer, lag_vindu

from overforing.ui.deler.tema import Tema
from overforing.ui.vindu.hovedvindu import Hovedvindu
from overforing.ui.vindu.oppstart import riv_ned

INNSTILLINGER = {"embete": "trondelag", "navnet_ditt": "Ine Aune", "rolle": "embete"}


class Vei(NamedTuple):
    """``forbered`` får vinduet før det vises, dialogene og mappen filer kan legges i."""

    forbered: Callable[[Hovedvindu, Svarer, Path], object]
    ga: Callable[[Styr], object]
    hoyst: int


def _et_brev_uten_data(vindu: Hovedvindu, dialoger: Svarer, mappe: Path) -> None:
    fil = mappe / "brev fra Malvik.docx"
    fil.write_bytes(fremmed_docx())
    dialoger.stier = [fil]


def fullfor_uten_data(s: Styr) -> None:
    """Et brev som ikke er laget i programmet, leses inn, og det som ikke kunne leses av det, fylles ut."""
    s.tast("Ctrl+O").tast("Enter").vent_til_ferdig()
    s.trykk("Åpne forespørselen").vent_til_ferdig()
    s.velg("Kommunen som ber", "Malvik").skriv("Deres ref. (valgfritt)", "26/77")
    s.skriv("Brevets dato (valgfritt)", "18.11.2026").tast("Enter")
    s.vent_til_ferdig()


VEIER_MOTTAK: dict[str, Vei] = {
    "fullfor_uten_data": Vei(_et_brev_uten_data, fullfor_uten_data, 7),
}


def ga(navn: str, mappe: Path, tema: Tema, **valg: Any) -> tuple[Hovedvindu, int]:
    """Gå veien i et vindu på 1366×696. Gir vinduet og antallet handlinger."""
    vei = VEIER_MOTTAK[navn]
    _, vindu, dialoger = lag_vindu(mappe, innstillinger=INNSTILLINGER, tema=tema, **valg)
    vei.forbered(vindu, dialoger, mappe)
    vindu.resize(1366, 696)
    vindu.show()
    teller = Teller(vindu, tastatur=True)
    teller.vent_til_ferdig()
    vei.ga(teller)
    return vindu, teller.handlinger


def mal(navn: str, mappe: Path, tema: Tema) -> int:
    """Handlingene på veien."""
    vindu, handlinger = ga(navn, mappe, tema)
    vindu.close()
    riv_ned(vindu)
    return handlinger
