"""Begrunnelsene utfallet hviler på, og avklaringene om dem."""

from __future__ import annotations

from collections.abc import Iterator

from overforing.regelverk.begrunnelser import TYNN
from overforing.regelverk.funn import Begrunnelse, Steg, Utfall
from overforing.regelverk.omstendigheter import Omstendigheter
from overforing.sak.modell import Regelsett, Stedfortredertype
from overforing.sak.sti import Sti

from .habiliteten import krav_uten_overordnet, tidsspille
from .regel import habilitet


def brukte_begrunnelser(o: Omstendigheter) -> tuple[Begrunnelse, ...]:
    """Begrunnelsene utfallet hviler på, når veien gikk om spørsmålet om stedfortreder."""
    return tuple(Begrunnelse(sti, tekst) for sti, tekst in _brukte(o)) if habilitet(o) else ()


def _brukte(o: Omstendigheter) -> Iterator[tuple[Sti, str]]:
    """Stien og teksten til hver begrunnelse utfallet hviler på."""
    for ansatt in o.ansatte:
        egen = o.losning.egne[ansatt.id]
        if ansatt.skjonn and egen.skjonnet_avgjorde:
            yield ansatt.sti / "skjonn.begrunnelse", ansatt.skjonn.begrunnelse
        if ansatt.apenbart_unntak and egen.loftet:
            yield ansatt.sti / "apenbart_unntak.begrunnelse", ansatt.apenbart_unntak.begrunnelse
        if o.regelsett is Regelsett.FVL1967 and krav_uten_overordnet(ansatt) and tidsspille(ansatt):
            yield ansatt.sti / "habilitetsvurdering.tidsspille", tidsspille(ansatt)
    if o.alternativene_provd:
        for type_ in Stedfortredertype:
            if o.losning.avvist(type_):
                alternativ = o.losning.alternativer[type_]
                yield alternativ.sti / "begrunnelse", alternativ.begrunnelse
    if Steg.SAERLIG_ULEMPE in o.nadd and o.utfall is not Utfall.UAVKLART:
        yield Sti("saerlig_ulempe.begrunnelse"), o.sak.saerlig_ulempe.begrunnelse
    if o.hastesvar_uten_tiltak and o.ingen_tiltak_begrunnet and o.sak.ingen_tiltak:
        yield Sti("ingen_tiltak.begrunnelse"), o.sak.ingen_tiltak.begrunnelse


def tynn_begrunnelse(o: Omstendigheter) -> Iterator[str]:
    for sti, begrunnelse in _brukte(o):
        if len(begrunnelse.strip()) < TYNN:
            yield sti


def like_begrunnelser(o: Omstendigheter) -> Iterator[str]:
    """To grunner med de samme ordene er neppe to vurderinger."""
    stier: dict[str, str] = {}
    for sti, begrunnelse in _brukte(o):
        forste = stier.setdefault("".join(begrunnelse.split()).casefold(), sti)
        if forste != sti:
            yield forste
            return
