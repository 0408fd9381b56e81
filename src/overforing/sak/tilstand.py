"""Hvor langt saken er kommet: det samme i lista som i den åpne saken."""

from __future__ import annotations

from .modell import Ferdigstilt, Sak, Sakstilstand, Sendt


def sakstilstand(sak: Sak, avsluttet: bool = False) -> Sakstilstand:
    """Tilstanden følger av det siste som er ført inn. Avsluttet går foran alt, og et tomt svar er intet svar."""
    if avsluttet:
        return Sakstilstand.AVSLUTTET
    if sak.svar and sak.svar.resultat:
        return Sakstilstand.SVAR_MOTTATT
    if sak.sendt not in (None, Sendt()):
        return Sakstilstand.SENDT
    if sak.ferdigstilt not in (None, Ferdigstilt()):
        return Sakstilstand.FERDIG
    return Sakstilstand.UTKAST
