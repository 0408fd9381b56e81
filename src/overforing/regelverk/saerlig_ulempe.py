"""Forvaltningsloven § 9 annet ledd (1967), § 29 fjerde ledd annet punktum (2025): særlig ulempe.

Vilkåret gjelder det å få oppnevnt stedfortreder, i det enkelte tilfellet, og det er strengt. Et menneske konkluderer
og begrunner; her sies bare hva som følger. Har Statsforvalteren avslått, må kommunen oppnevne stedfortreder, om den
ikke har noe nytt å legge fram.
"""

from __future__ import annotations

from dataclasses import dataclass

from overforing.sak.modell import JaNei, Regelsett, Resultat, Sak

from . import hjemmel as hj
from .funn import Funn, Mangel, Steg, Utfall
from .gren import Gren, velg

STEG = Steg.SAERLIG_ULEMPE


def _mangler(sak: Sak) -> tuple[str, ...]:
    ulempe = sak.saerlig_ulempe
    return tuple(
        f"saerlig_ulempe.{felt}"
        for felt, besvart in (
            ("vurdering", ulempe.vurdering is not None),
            ("begrunnelse", bool(ulempe.begrunnelse.strip())),
        )
        if not besvart
    )


def _svarfelt(sak: Sak) -> tuple[str, ...]:
    return ("saerlig_ulempe.vurdering", "saerlig_ulempe.begrunnelse", "saerlig_ulempe.momenter")


def avslatt(sak: Sak) -> bool:
    return sak.svar is not None and sak.svar.resultat is Resultat.AVSLATT


def ny_anmodning(sak: Sak) -> bool:
    """Om det er kommet noe nytt etter avslaget, så kommunen kan be på nytt."""
    return (
        avslatt(sak)
        and sak.svar is not None
        and sak.svar.nye_opplysninger is not None
        and bool(sak.svar.nye_opplysninger.tekst.strip())
    )


GRENER: tuple[Gren[Sak], ...] = (
    Gren("ikke_vurdert", lambda s: bool(_mangler(s)), Utfall.UAVKLART, hj.OVERFORING, Utfall.UAVKLART, _mangler),
    Gren(
        "nye_opplysninger",
        lambda s: s.saerlig_ulempe.vurdering is JaNei.JA and ny_anmodning(s),
        Utfall.BE_OM_OVERFORING,
        hj.OVERFORING,
        Utfall.BE_OM_OVERFORING,
        lambda s: (*_svarfelt(s), "svar.resultat", "svar.nye_opplysninger"),
    ),
    Gren(
        "avslatt",
        lambda s: s.saerlig_ulempe.vurdering is JaNei.JA and avslatt(s),
        Utfall.OPPNEVN_STEDFORTREDER,
        hj.STEDFORTREDER,
        Utfall.OPPNEVN_STEDFORTREDER,
        lambda s: (*_svarfelt(s), "svar.resultat"),
    ),
    Gren(
        "saerlig_ulempe",
        lambda s: s.saerlig_ulempe.vurdering is JaNei.JA,
        Utfall.BE_OM_OVERFORING,
        hj.OVERFORING,
        Utfall.BE_OM_OVERFORING,
        _svarfelt,
    ),
    Gren(
        "ikke_saerlig_ulempe",
        lambda _: True,
        Utfall.OPPNEVN_STEDFORTREDER,
        hj.STEDFORTREDER,
        Utfall.OPPNEVN_STEDFORTREDER,
        _svarfelt,
    ),
)


@dataclass(frozen=True)
class Svar:
    funn: Funn
    ender: Utfall
    mangler: tuple[Mangel, ...]


def vurder(sak: Sak, regelsett: Regelsett) -> Svar:
    """Fvl § 9 annet ledd: om kommunen skal be Statsforvalteren overføre saken."""
    gren = velg(GRENER, sak)
    assert gren.ender is not None  # siste steg: alle grenene avslutter
    felt = gren.stier(sak)
    funn = Funn(STEG, gren.id, gren.utfall, gren.hjemler(sak, regelsett), felt)
    mangler = tuple(Mangel(sti, f"mangel.{sti}") for sti in felt) if gren.ender is Utfall.UAVKLART else ()
    return Svar(funn, gren.ender, mangler)
