"""Sikkerhetskopiene slik vinduet bruker dem (program/kopier.py)."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from overforing.feil import Melding, OverforingFeil
from overforing.sak.kopi import Funn as Funn
from overforing.sak.kopi import Kopirad as Kopirad
from overforing.sak.kopi import Register as Register
from overforing.sak.kopi import Registerkopi as Registerkopi
from overforing.sak.kopi import Startfunn as Startfunn


class Kopirom(Protocol):
    """Kopiene av begge registrene.

    Alle metodene kan kalles på enhver tråd. De som legger tilbake, lukker først det vinduet har åpent av kontorets
    saker; loggen må den som eier den, ha lukket. Alle kan kaste ``KanIkke``; da er registeret som før.
    """

    def daglig(self, *hvilke: Register) -> tuple[OverforingFeil, ...]:
        """Ta dagens kopier av det som finnes, eller bare av noe, og gi det som var i veien."""

    def hvil(self) -> None:
        """Flytt det som er lagret, inn i selve filene, så den som kopierer dem, får det med."""

    def ta(self, hva: Register) -> Registerkopi: ...

    def funn(self) -> tuple[Funn, ...]:
        """Det som er galt med et register det finnes kopier av."""

    def klokka(self) -> Melding | None:
        """Det som er å si når noe i kontorets saker er lagret senere enn klokka er nå."""

    def mappe(self, hva: Register) -> Path:
        """Der kopiene ligger."""

    def bytt_mappe(self, mappe: str) -> None:
        """Ta med kopiene til en annen mappe, tom for den ved siden av registeret, og husk den."""

    def alle(self, hva: Register) -> tuple[Registerkopi, ...]:
        """Kopiene, den nyeste først."""

    def innhold(self, hva: Register, kopi: Registerkopi) -> tuple[Kopirad, ...]:
        """Det som er i kopien, det nyeste først."""

    def legg_tilbake_sak(self, kopi: Registerkopi, id_: str) -> None: ...

    def legg_tilbake_alt(self, hva: Register, kopi: Registerkopi) -> None: ...

    def begynn_pa_nytt(self, hva: Register) -> None:
        """Registeret skal gjelde som det er, eller begynne tomt. Kopiene er der fortsatt."""


def er_fortalt(feil: Exception) -> bool:
    """Om det som var i veien, er at registeret er borte: det fortelles for seg, med det som kan gjøres."""
    return isinstance(feil, OverforingFeil) and feil.melding.nokkel == "hinder.kopi.mangler"


_LASEN = ("ark_forst", "kreves", "ikke_i_ringen", "trenger_passfrase")


def venter_pa_lasen(feil: Exception) -> bool:
    """Om det som var i veien, er låsen. Det står øverst der en arbeider, med det som kan gjøres; den som bare skal se
    lista, trenger ikke et vindu til om det.
    """
    return isinstance(feil, OverforingFeil) and feil.melding.nokkel in [f"feil.las.{hva}" for hva in _LASEN]
