"""Feilene etter hvem som kan rette dem: brukeren, omgivelsene eller vi."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any


class OverforingFeil(Exception):
    """En feil med en melding på norsk som kan vises som den er. Den skrives aldri i en logg: den kan gjengi et felt.

    ``bevart``: det som skulle lagres, er trygt et annet sted, så det hjelper ikke å prøve igjen. ``paa`` gir meldingen
    på en målform, når den som kaster, har tekstene på begge.
    """

    bevart = False

    def __init__(self, melding: str = "", *, paa: Callable[[Any], str] | None = None) -> None:
        super().__init__(melding)
        self.paa = paa


@dataclass(frozen=True)
class Feltfeil:
    """Én feil i en fil: stien til feltet, hva som var ventet, og hva som sto der."""

    felt: str
    forventet: str
    funnet: str

    def __str__(self) -> str:
        return f"{self.felt or 'filen'}: ventet {self.forventet}, fant {self.funnet}"


class UgyldigSaksfil(OverforingFeil):
    """Brukerens: filen er ikke en gyldig saksfil. Bærer alle feilene på én gang, hver på én lesbar linje."""

    def __init__(self, feil: Iterable[Feltfeil]) -> None:
        self.feil = tuple(Feltfeil(_lesbar(f.felt), f.forventet, _lesbar(f.funnet)) for f in feil)
        super().__init__("; ".join(str(f) for f in self.feil))


def _lesbar(tekst: str) -> str:
    """Kort og på én linje, også når teksten kom fra en fil utenfra."""
    kort = tekst if len(tekst) <= 120 else tekst[:119] + "…"
    return "".join(tegn if tegn.isprintable() else "�" for tegn in kort)


class UgyldigInndata(OverforingFeil):
    """Brukerens: det som ble gitt inn, er ikke det programmet kan bruke."""


class UgyldigMal(UgyldigInndata):
    """Brukerens: et eget brevhode eller en egen brevtekst kan ikke brukes. Bærer alt som må rettes, én linje hver."""

    def __init__(self, problemer: Iterable[str]) -> None:
        self.problemer = tuple(problemer)
        super().__init__("\n".join(self.problemer))


class KanIkke(OverforingFeil):
    """Omgivelsenes eller sakens: det lot seg ikke gjøre nå. Meldingen sier hva som skal til."""
