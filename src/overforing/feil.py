"""Feilene etter hvem som kan rette dem: brukeren, omgivelsene eller vi."""

from __future__ import annotations

from dataclasses import dataclass


class OverforingFeil(Exception):
    """En feil med en melding på norsk som kan vises som den er. Meldingen har aldri opplysninger fra saken."""


@dataclass(frozen=True)
class Feltfeil:
    """Én feil i en fil: stien til feltet, hva som var ventet, og hva som sto der."""

    felt: str
    forventet: str
    funnet: str

    def __str__(self) -> str:
        return f"{self.felt or 'filen'}: ventet {self.forventet}, fant {self.funnet}"


class UgyldigSaksfil(OverforingFeil):
    """Brukerens: filen er ikke en gyldig saksfil. Bærer alle feilene på én gang."""

    def __init__(self, feil: tuple[Feltfeil, ...]) -> None:
        super().__init__("; ".join(str(f) for f in feil))
        self.feil = feil


class UgyldigInndata(OverforingFeil):
    """Brukerens: det som ble gitt inn, er ikke det programmet kan bruke."""


class KanIkke(OverforingFeil):
    """Omgivelsenes eller sakens: det lot seg ikke gjøre nå. Meldingen sier hva som skal til."""
