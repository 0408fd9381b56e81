"""Navnet på et dokument som fil: hva det er, og saksnummeret når det ikke røper hvem saken gjelder."""

from __future__ import annotations

import re
import unicodedata

from overforing.sak.lekkasje import trygt_saksnummer
from overforing.sak.modell import Dokument, Malform, Sak

from .katalog import Katalog

_IKKE_I_FILNAVN = re.compile(r'\s*[\\/:*?"<>|]+\s*')
_LENGSTE_NUMMER = 40


def filnavn(katalog: Katalog, dokument: Dokument, sak: Sak, malform: Malform, utgave: int = 1) -> str:
    """«Anmodning 2026-0417», uten endelse. To dokumenter i samme sak får aldri samme navn.

    ``utgave`` teller brevene av samme slag i saken, for den som skriver flere. En avgjørelse nummer to er en ny.
    Orienteringen etter Statsforvalterens svar er et nytt brev ved siden av den første (rettsgrunnlag § 9).
    Spørsmålet til en mulig settekommune har ikke saksnummeret: den skal ikke kunne kjenne saken igjen.
    Navnet er NFC, og tegn et filsystem ikke tar, er blitt bindestrek.
    """
    ny = dokument is Dokument.ORIENTERING and sak.svar is not None and sak.svar.resultat is not None
    if dokument is Dokument.AVGJORELSE and utgave > 1:
        ny, utgave = True, utgave - 1
    navn = katalog.hent(f"brev.filnavn.{'ny_' if ny else ''}{dokument}", malform)
    nummer = "" if dokument is Dokument.FORESPORSEL_SETTEKOMMUNE else _nummer(sak)
    nr = f" ({utgave})" if utgave > 1 else ""
    return unicodedata.normalize("NFC", f"{navn}{nr} {nummer}".strip())


def _nummer(sak: Sak) -> str:
    synlig = "".join(tegn for tegn in trygt_saksnummer(sak) if tegn.isspace() or unicodedata.category(tegn)[0] != "C")
    return " ".join(_IKKE_I_FILNAVN.sub("-", synlig).split())[:_LENGSTE_NUMMER].strip(" .-")
