"""Det lista over saker viser av en sak: hva den ender med, og hvem det er som skal gjøre noe nå.

Lista ses av den som går forbi. Den sier aldri hvem, bare hvilken rolle, og aldri noe om en ansatts habilitet.
"""

from __future__ import annotations

from enum import StrEnum

from overforing.regelverk.funn import Utfall, Vurdering
from overforing.sak.lagret import Kjennetegn
from overforing.sak.modell import Sak, Stedfortredertype
from overforing.sak.tilstand import sakstilstand

from .slag import Sakstilstand

TIL_STATSFORVALTEREN = (Utfall.BE_OM_OVERFORING, Utfall.TVIST_OM_OPPHOLD)


class Venter(StrEnum):
    """Den det ventes på."""

    OSS = "oss"
    SOKEREN = "sokeren"
    OVERORDNET = "overordnet"
    FOLKEVALGTE = "folkevalgte"
    STATSFORVALTEREN = "statsforvalteren"
    INGEN = "ingen"


def kjennetegn(sak: Sak, vurdering: Vurdering, *, halvskrevet: bool) -> Kjennetegn:
    """Utfallet står der først når ingenting mangler: «behandles som vanlig» skal ikke leses ut av en halv sak.

    Når Statsforvalteren har svart, er det svaret som står der.
    """
    ferdig = vurdering.ferdig and not halvskrevet
    if sak.svar and sak.svar.resultat:
        utfall: str = sak.svar.resultat
    else:
        utfall = vurdering.utfall if ferdig else Utfall.UAVKLART
    return Kjennetegn(utfall, venter_pa(sak, vurdering, ferdig=ferdig))


def venter_pa(sak: Sak, vurdering: Vurdering, *, ferdig: bool) -> Venter:
    """Den som skal gjøre det neste. Er ingen av de andre bedt om noe, er det oss."""
    tilstand = sakstilstand(sak)
    if tilstand is Sakstilstand.SVAR_MOTTATT:
        return Venter.OSS
    if not ferdig:
        # Er adressen sperret, spørres ingen andre før søkeren har sagt om hun kan nevnes for dem.
        if any(part.adressesperre and part.samtykke is None for part in sak.parter):
            return Venter.SOKEREN
        oppnevnes = any(avklaring.id == "oppnevnes_av_folkevalgte" for avklaring in vurdering.avklaringer)
        return Venter.FOLKEVALGTE if oppnevnes else Venter.OSS
    if vurdering.utfall is Utfall.LEGG_FRAM_FOR_OVERORDNET:
        return Venter.OVERORDNET
    if tilstand is not Sakstilstand.SENDT:
        return Venter.OSS
    if vurdering.utfall in TIL_STATSFORVALTEREN:
        return Venter.STATSFORVALTEREN
    return Venter.FOLKEVALGTE if vurdering.baerer == Stedfortredertype.FOLKEVALGT_ORGAN else Venter.INGEN
