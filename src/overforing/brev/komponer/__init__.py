"""Dokument + sak + vurdering → brev. Rent: ingen filer, ingen klokke.

Malen og grunnlaget gir forslaget; seksjonene brukeren har skrevet om, trer i stedet her og ikke i noen tegner.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from overforing.brev.modell import Brev, Seksjon
from overforing.feil import KanIkke
from overforing.regelverk.funn import Vurdering
from overforing.sak.modell import Dokument, Malform, Overstyring, Regelsett, Sak

from .begreper import Begreper
from .dokumenter import SKRIVERE
from .flett import flett
from .ord import fra_tekst, som_tekst
from .stoff import Brevstoff

__all__ = ["Brevstoff", "fra_tekst", "komponer", "skjermingshjemmel", "som_tekst"]


def komponer(
    dokument: Dokument,
    sak: Sak,
    vurdering: Vurdering,
    stoff: Brevstoff,
    *,
    malform: Malform | None = None,
    utkast: bool = False,
) -> Brev:
    """Brevet på sakens målform, eller den som er bedt om.

    Kaster ``KanIkke`` når dokumentet ikke finnes ennå, eller saken ikke har det brevet må ha.
    """
    malform = malform or sak.malform
    mal = stoff.maler.get((malform, dokument))
    begreper = Begreper(stoff.katalog, stoff.geografi, malform, vurdering.regelsett)
    if mal is None or dokument not in SKRIVERE:
        navn = stoff.katalog.hent(f"dokument.{dokument}", Malform.NB)
        raise KanIkke(f"Dokumentet «{dokument}» ({navn}) kan ikke lages i denne versjonen.")
    skriver = SKRIVERE[dokument](sak, vurdering, stoff, begreper)
    flettet = flett(mal, skriver.verdier())
    egne = sak.brev.overstyringer.get(dokument, {}).get(malform, {})
    return Brev(
        dokument=dokument,
        malform=malform,
        sak_id=sak.id,
        tittel=flettet.tittel,
        dato=skriver.dato,
        hode=skriver.hode(),
        seksjoner=tuple(s for forslag in flettet.seksjoner if (s := _overstyrt(forslag, egne)).blokker),
        hilsen=skriver.hilsen(),
        underskrift=skriver.underskrift(),
        utkast=utkast,
    )


def skjermingshjemmel(stoff: Brevstoff, malform: Malform, regelsett: Regelsett) -> str:
    """Bestemmelsene et brev er unntatt offentlighet etter: regelsettets, uansett kontorets egen merking."""
    return Begreper(stoff.katalog, stoff.geografi, malform, regelsett).skjermingshjemmel()


def _overstyrt(forslag: Seksjon, egne: Mapping[str, Overstyring]) -> Seksjon:
    """Seksjonen slik brukeren har skrevet den. En seksjon skrevet om til ingenting faller bort."""
    egen = egne.get(forslag.id)
    if egen is None:
        return forslag
    return replace(forslag, blokker=fra_tekst(egen.tekst), overstyrt=True, forslag=som_tekst(forslag.blokker))
