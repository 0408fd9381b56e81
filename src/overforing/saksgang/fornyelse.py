"""Ny søknad i samme forhold: hva som følger med fra den forrige saken, og hva som må svares på igjen.

Habiliteten gjelder den enkelte saken (fvl § 6), og den vurderes på nytt for hver. Det er tre slags ting i en sak:

- **Hvem som er hvem** følger med: partene, de ansatte, linjen, tilknytningene.
- **Det som verner noen** følger med, for å miste det i stillhet kunne gjort skade: sperret adresse, at en ansatt holdes
  utenfor, og at saken er overført hit. Ingenting av det gjør noen habil.
- **Svar** følger ikke med. Et gammelt «nei» er ikke et nytt, og en samtykket den gangen. Heller ikke det som gjaldt en
  dag, som et fravær eller en ledig stilling, eller hvem som skal avgjøre denne saken.

En tidligere vurdering er et forslag: den viser hva som ble ment sist, og blir et svar først når noen bekrefter den.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from overforing.sak import modell as m

_VURDERINGEN = ("skjonn", "apenbart_unntak", "habilitetsvurdering")


def ny_soknad(sak: m.Sak, id_: str, dag: date, kontor: m.Kontor) -> m.Sak:
    """En ny sak om de samme menneskene. Det som ikke er nevnt her, begynner tomt."""
    return m.Sak(
        id=id_,
        vurderingsdato=dag,
        malform=sak.malform,
        kontor=kontor,
        parter=tuple(map(_part, sak.parter)),
        opphold=_opphold(sak.opphold, kontor),
        ansatte=tuple(map(_ansatt, sak.ansatte)),
    )


def _part(part: m.Part) -> m.Part:
    """Den samme, med den samme som taler for henne. Er adressen sperret, er den det fortsatt."""
    return m.Part(
        id=part.id,
        rolle=part.rolle,
        navn=part.navn,
        adresse=part.adresse,
        postnummer=part.postnummer,
        poststed=part.poststed,
        adressesperre=part.adressesperre or None,
        representant=part.representant,
    )


def _ansatt(ansatt: m.Ansatt) -> m.Ansatt:
    """Den samme på samme plass i linjen, med tilknytningene. Hva de betyr i denne saken, er ikke avgjort."""
    return m.Ansatt(
        id=ansatt.id,
        navn=ansatt.navn,
        rolle=ansatt.rolle,
        overordnet=ansatt.overordnet,
        ingen_over=ansatt.ingen_over,
        organ=ansatt.organ,
        holdes_utenfor=ansatt.holdes_utenfor,
        tilknytninger=tuple(map(_kjent_fra_for, ansatt.tilknytninger)),
    )


def _kjent_fra_for(tilknytning: m.Tilknytning) -> m.Tilknytning:
    """Det hun selv fortalte den gangen, er kjent fra før, men er ikke svaret hennes i denne saken."""
    selv = tilknytning.kilde is m.Tilknytningskilde.SELV
    return replace(tilknytning, kilde=m.Tilknytningskilde.ANDRE) if selv else tilknytning


def _opphold(opphold: m.Opphold, kontor: m.Kontor) -> m.Opphold:
    """Hvor søkeren oppholder seg nå, avgjør (sotjl § 3), så det spørres det om igjen.

    Er saken overført hit (fvl § 9 annet ledd), ville kontoret ellers tatt den nye søknaden som sin egen. Hvor langt
    overføringen rekker, og om den gjelder denne søknaden, leses av avgjørelsen på nytt.
    """
    hit = opphold.overfort_hit
    return m.Opphold(
        kommune=kontor.kommune,
        overfort_hit=m.OverfortHit(fra=hit.fra, omfang=hit.omfang) if hit else None,
    )


def tidligere(forrige: m.Sak | None, sak: m.Sak, ansatt: m.Ansatt) -> m.Ansatt | None:
    """Den ansatte slik hun ble vurdert i den forrige saken, når det fortsatt er henne og de samme tilknytningene.

    Er noe av det vurderingen hvilte på, et annet nå, er den ikke et forslag til noe.
    """
    da = next((a for a in forrige.ansatte if a.id == ansatt.id), None) if forrige else None
    if forrige is None or da is None or all(getattr(da, del_) is None for del_ in _VURDERINGEN):
        return None
    den_samme = _grunnlaget(da) == _grunnlaget(ansatt) and _hvem(forrige) == _hvem(sak)
    return da if den_samme else None


def vurdert_sist(forrige: m.Sak | None, sak: m.Sak) -> frozenset[str]:
    """De det finnes en tidligere vurdering av. Ingen svarer for dem samlet: hver av dem må noen se etter."""
    return frozenset(a.id for a in sak.ansatte if tidligere(forrige, sak, a))


def _grunnlaget(ansatt: m.Ansatt) -> m.Ansatt:
    return replace(_ansatt(ansatt), overordnet=None, ingen_over=None, navn=ansatt.navn.strip())


def _hvem(sak: m.Sak) -> dict[str, tuple[str, m.Partsrolle | None]]:
    return {p.id: (p.navn.strip(), p.rolle) for p in sak.parter}
