"""Brukerens ord om en tilknytning, satt inn i setningen om den."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from overforing.tekster.katalog import Katalog

_SKILLE = ",;."
_KORT_SVAR = 5


@dataclass(frozen=True)
class Tilknytningsord:
    """``slekt`` er ord for hva noen er for hverandre i en familie, ``sma`` alle ordene som aldri er navn."""

    slekt: frozenset[str]
    sma: frozenset[str]

    def utdyp(self, utsagn: str, naermere: str) -> str:
        """Utsagnet og brukerens ord om det i én setning: «Søkeren er søsken til Nav-lederen (søster)».

        Er ordene ikke et kort svar på hva de er for hverandre, følger de etter et kolon. Ord brukeren gjentar fra
        slutten av utsagnet, sies én gang: «nære venner» og «Nær venn gjennom tjue år» blir «nære venner gjennom tjue
        år». Første ord får liten forbokstav når det helt sikkert ikke er et navn.
        """
        if not naermere:
            return utsagn
        sagt, ord_ = utsagn.split(" "), naermere.split(" ")
        for antall in (2, 1):
            if self._gjentar(sagt[-antall:], ord_[:antall]):
                siste = ord_[antall - 1]
                return " ".join([utsagn + siste[len(siste.rstrip(_SKILLE)) :], *ord_[antall:]])
        if ord_[0].rstrip(_SKILLE).casefold() in self.sma and ord_[0] == ord_[0].capitalize():
            ord_[0] = ord_[0].casefold()
        tekst = " ".join(ord_)
        return f"{utsagn} ({tekst.rstrip('.')})" if self.er_slektskap(naermere) else f"{utsagn}: {tekst}"

    def er_slektskap(self, naermere: str) -> bool:
        """Om teksten bare sier hva de er for hverandre, som «Fetter» eller «søster, bor sammen»."""
        ord_ = naermere.split(" ")
        return (
            len(ord_) <= _KORT_SVAR
            and ord_[0].rstrip(_SKILLE).casefold() in self.slekt
            and not set(naermere.rstrip(".")) & set(".:()!?")
        )

    def _gjentar(self, sagt: list[str], skrevet: list[str]) -> bool:
        former = [ord_.rstrip(_SKILLE).casefold() for ord_ in skrevet]
        return len(sagt) == len(former) and all(
            form in self.sma and _ven(ord_).startswith(_ven(form)) for ord_, form in zip(sagt, former, strict=True)
        )


@cache
def tilknytningsord(katalog: Katalog) -> Tilknytningsord:
    liste = katalog.ordliste("tilknytning")
    slekt = frozenset(liste["slekt"].split())
    return Tilknytningsord(slekt, slekt | frozenset(liste["ellers"].split()))


def _ven(ord_: str) -> str:
    """«venn» og «ven» er samme ord: brevet kan være på nynorsk og brukerens tekst på bokmål."""
    return ord_.replace("venn", "ven")
