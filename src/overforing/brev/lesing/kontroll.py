"""En ny brevfil lest tilbake før den går ut: den som åpner den, skal aldri få høre at vår egen tekst er endret."""

from __future__ import annotations

from overforing.brev.lesing.les import filslag, les
from overforing.brev.modell import Brev, normaliser
from overforing.brev.tegn import UlovligTegn, steder
from overforing.feil import KanIkke, Melding, UtenPdf


def krev_lik(brev: Brev, data: bytes) -> None:
    """Kaster ``KanIkke`` med delen, tegnet og kodepunktet når filen ikke leses som brevet den er laget av."""
    lest = les(data, brev.tittel)
    if lest.tekst == "uendret":
        return
    slag = filslag(data)
    fil, feil = Melding(f"feil.komponer.filen_{slag}"), UtenPdf if slag == "pdf" else KanIkke
    galt = _galt(brev, normaliser(lest.brodtekst))
    if galt is None:
        raise feil("feil.komponer.leses_ulikt", fil=fil)
    raise feil("feil.komponer.leses_ulikt_i", fil=fil, tegn=galt.melding)


def _galt(brev: Brev, lest: str) -> UlovligTegn | None:
    """Det første tegnet som ikke står i det leste slik det står i brevet."""
    for sted, vist, tekst in steder(brev):
        ventet = normaliser(tekst)
        if ventet not in lest:
            lengde = next(n for n in range(len(ventet)) if ventet[: n + 1] not in lest)
            return UlovligTegn(sted, vist, ventet[lengde])
    return None
