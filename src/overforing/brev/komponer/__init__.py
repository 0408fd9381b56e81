"""Dokument + det det bygger på → brev. Rent: ingen filer, ingen klokke.

Malen og grunnlaget gir forslaget; seksjonene brukeren har skrevet om, trer i stedet her og ikke i noen tegner.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from overforing.brev.modell import Brev, Seksjon
from overforing.feil import KanIkke, Melding
from overforing.mottak.svargrunnlag import Svargrunnlag
from overforing.regelverk.funn import Vurdering
from overforing.sak.modell import Dokument, Malform, Overstyring, Regelsett, Sak
from overforing.tekster.geografi import Geografi
from overforing.tekster.katalog import Katalog

from .begreper import Begreper
from .dokumenter import SKRIVERE
from .embetet import EMBETETS, Embetsskriver
from .flett import flett
from .ord import fra_tekst, som_tekst
from .skriver import Skriver
from .stoff import Brevstoff

__all__ = ["Brevstoff", "embetets_hjemmel", "fra_tekst", "lag_brev", "lag_svarbrev", "skjermingshjemmel", "som_tekst"]


def lag_brev(
    dokument: Dokument,
    sak: Sak,
    vurdering: Vurdering,
    stoff: Brevstoff,
    *,
    malform: Malform | None = None,
    utkast: bool = False,
) -> Brev:
    """Kommunens brev, på sakens målform eller den som er bedt om.

    Kaster ``KanIkke`` når dokumentet ikke skrives av en kommune, eller saken ikke har det brevet må ha.
    """
    malform = malform or sak.malform
    if dokument not in SKRIVERE:
        raise KanIkke("feil.komponer.embetets", dokument=dokument, navn=Melding(f"dokument.{dokument}"))
    begreper = Begreper(stoff.katalog, stoff.geografi, malform, vurdering.regelsett)
    skriver = SKRIVERE[dokument](sak, vurdering, stoff, begreper)
    egne = sak.brev.overstyringer.get(dokument, {}).get(malform, {})
    return _sett_sammen(dokument, malform, sak.id, skriver, stoff, egne, utkast)


def lag_svarbrev(dokument: Dokument, grunnlag: Svargrunnlag, stoff: Brevstoff) -> Brev:
    """Statsforvalterens brev, på grunnlagets målform.

    Kaster ``KanIkke`` når dokumentet ikke skrives av Statsforvalteren, eller når brevet mangler avsender, mottaker
    eller utfall.
    """
    if dokument not in EMBETETS:
        raise KanIkke("feil.komponer.kommunens", dokument=dokument, navn=Melding(f"dokument.{dokument}"))
    begreper = Begreper(stoff.katalog, stoff.geografi, grunnlag.malform, grunnlag.regelsett)
    skriver = EMBETETS[dokument](grunnlag, stoff, begreper)
    sak_id = grunnlag.sak.id if grunnlag.sak else grunnlag.foresporsel.sak or ""
    return _sett_sammen(dokument, grunnlag.malform, sak_id, skriver, stoff, grunnlag.overstyringer)


def skjermingshjemmel(katalog: Katalog, geografi: Geografi, malform: Malform, regelsett: Regelsett) -> str:
    """Bestemmelsene et brev er unntatt offentlighet etter: regelsettets, uansett kontorets egen merking."""
    return Begreper(katalog, geografi, malform, regelsett).skjermingshjemmel()


def embetets_hjemmel(katalog: Katalog, geografi: Geografi, malform: Malform, regelsett: Regelsett) -> str:
    """Det samme for Statsforvalterens egne brev."""
    return Begreper(katalog, geografi, malform, regelsett).embetets_hjemmel()


def _sett_sammen(
    dokument: Dokument,
    malform: Malform,
    sak_id: str,
    skriver: Skriver | Embetsskriver,
    stoff: Brevstoff,
    egne: Mapping[str, Overstyring],
    utkast: bool = False,
) -> Brev:
    mal = stoff.maler.get((malform, dokument))
    if mal is None:
        raise KanIkke("feil.komponer.finnes_ikke", dokument=dokument, navn=Melding(f"dokument.{dokument}"))
    flettet = flett(mal, skriver.verdier())
    return Brev(
        dokument=dokument,
        malform=malform,
        sak_id=sak_id,
        tittel=flettet.tittel,
        dato=skriver.dato,
        hode=skriver.hode(),
        seksjoner=tuple(s for forslag in flettet.seksjoner if (s := _overstyrt(forslag, egne)).blokker),
        hilsen=skriver.hilsen(),
        underskrift=skriver.underskrift(),
        godkjenning=skriver.ord("brev.godkjent_elektronisk") if stoff.godkjent_elektronisk else "",
        utkast=utkast,
    )


def _overstyrt(forslag: Seksjon, egne: Mapping[str, Overstyring]) -> Seksjon:
    """Seksjonen slik brukeren har skrevet den. En seksjon skrevet om til ingenting faller bort."""
    egen = egne.get(forslag.id)
    if egen is None:
        return forslag
    return replace(forslag, blokker=fra_tekst(egen.tekst), overstyrt=True, forslag=som_tekst(forslag.blokker))
