"""Det loggen svarer: hva som ble av en fil, og dokumentene en forespørsel har."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Literal

from overforing.sak.kodeverk import Dokument

from .foresporsel import Foresporsel

Retning = Literal["inn", "ut", "intern"]


class Mottaksutfall(StrEnum):
    """Hva som ble av en fil."""

    NY = "ny"
    NY_ANMODNING = "ny_anmodning"
    """Samme sak, der kommunen ber på nytt etter et avslag: ført som en ny forespørsel som viser til den forrige."""
    NY_VERSJON = "ny_versjon"
    """Samme sak, annet innhold: ligger som ny utgave på forespørselen."""
    SAMME_INNHOLD = "samme_innhold"
    """Samme sak og samme svar i en annen fil: lagt ved forespørselen."""
    KNYTTET = "knyttet"
    """Et brev i en sak som er kommet før, men uten saken med seg: lagt ved forespørselen."""
    ALLEREDE = "allerede"
    """De samme bytene er ført før. Ingenting er gjort."""


@dataclass(frozen=True)
class Kvittering:
    """Det som ble gjort med en fil.

    ``sak`` er saken i filen som JSON-tekst, og ``forrige_sak`` den i utgaven før, når det kom en ny. ``usett`` er at
    den som førte den, er skjermet fra forespørselen saken kom som før, på tjeneren: feltene der er som før, og hvordan
    den endte, er ikke kjent. ``fort`` er hvem som førte filen, og når, når den er ført før.
    """

    utfall: Mottaksutfall
    foresporsel: Foresporsel
    sak: str | None = field(default=None, repr=False)
    forrige_sak: str | None = field(default=None, repr=False)
    usett: bool = False
    fort: tuple[str, datetime] | None = None


@dataclass(frozen=True)
class Dokumentpost:
    """Et dokument i journalen. ``aar`` og ``sekvens`` er dets egen plass i den, ``post`` nummeret i forespørselen.

    Det som kom på papir, ble skrevet et annet sted eller er et internt notat, har ingen fil: da er ``format`` og
    ``sha256`` tomme. ``filnavn`` er det filen het da den kom; det kan ha navn på personer, og er bare til bruk her.
    ``mottatt`` er dagen noe som er kommet siden, kom; for det forespørselen begynte med, står dagen på forespørselen.
    """

    aar: int
    sekvens: int
    post: int
    hendelse: int
    registrert: datetime
    retning: Retning
    dokument: Dokument | None
    format: str
    dato: date | None
    tekst: str
    pafort: tuple[str, ...]
    sha256: str
    storrelse: int
    har_sak: bool
    filnavn: str = field(default="", repr=False)
    mottatt: date | None = None

    @property
    def har_fil(self) -> bool:
        return bool(self.sha256)
