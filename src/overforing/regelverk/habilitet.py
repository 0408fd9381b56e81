"""Forvaltningsloven § 6 første, annet og fjerde ledd (1967), §§ 26–28 (2025): er den ansatte selv inhabil?

Hver ansatt vurderes for seg, mot hver part. Avledet virkning av at en overordnet er inhabil, står i avledet.py.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from overforing.sak.modell import Ansatt, Konklusjon, Regelsett

from . import hjemmel as hj
from .funn import Funn, Mangel, Status, Steg
from .gren import Gren, velg
from .hjemmel import Hjemmel
from .tilknytning import grunn

STEG = Steg.HABILITET


@dataclass(frozen=True)
class Grunnlag:
    ansatt: Ansatt
    regelsett: Regelsett

    @cached_property
    def uten_videre(self) -> tuple[int, ...]:
        """Plassene til tilknytningene som gjør den ansatte inhabil uten videre."""
        return tuple(i for i, t in enumerate(self.ansatt.tilknytninger) if grunn(t.type, self.regelsett).uten_videre)

    @property
    def innsigelse(self) -> bool:
        """En parts innsigelse skal vektlegges etter 1967-loven § 6 annet ledd; den nye loven nevner den ikke."""
        return self.regelsett is Regelsett.FVL1967 and self.ansatt.innsigelse is not None

    @property
    def krever_vurdering(self) -> bool:
        return bool(self.ansatt.tilknytninger) or self.innsigelse or self.ansatt.skjonn is not None

    @property
    def vurderingen_mangler(self) -> tuple[str, ...]:
        """Stiene til det som mangler i den konkrete vurderingen."""
        skjonn = self.ansatt.skjonn
        return tuple(
            f"{self.sti}.skjonn.{felt}"
            for felt, besvart in (
                ("konklusjon", skjonn is not None and skjonn.konklusjon is not None),
                ("begrunnelse", skjonn is not None and bool(skjonn.begrunnelse.strip())),
            )
            if not besvart
        )

    @property
    def konklusjon(self) -> Konklusjon | None:
        if self.uten_videre or self.vurderingen_mangler or not self.ansatt.skjonn:
            return None
        return self.ansatt.skjonn.konklusjon

    @property
    def egen_inhabilitet(self) -> bool:
        return bool(self.uten_videre) or self.konklusjon is Konklusjon.INHABIL

    @property
    def unntak(self) -> bool:
        """Sagt at tilknytningen åpenbart ikke virker inn. Har bare virkning for den som selv er inhabil."""
        return (
            self.egen_inhabilitet
            and self.ansatt.apenbart_unntak is not None
            and bool(self.ansatt.apenbart_unntak.oppfylt)
        )

    @property
    def unntak_begrunnet(self) -> bool:
        return self.ansatt.apenbart_unntak is not None and bool(self.ansatt.apenbart_unntak.begrunnelse.strip())

    @property
    def sti(self) -> str:
        return f"ansatte[{self.ansatt.id}]"

    @property
    def tilknytningsfelt(self) -> tuple[str, ...]:
        plasser = self.uten_videre or range(len(self.ansatt.tilknytninger))
        return tuple(f"{self.sti}.tilknytninger[{i}]" for i in plasser)

    @property
    def vurderingsfelt(self) -> tuple[str, ...]:
        return (
            *self.tilknytningsfelt,
            *((f"{self.sti}.innsigelse",) if self.innsigelse else ()),
            f"{self.sti}.skjonn.konklusjon",
            f"{self.sti}.skjonn.begrunnelse",
        )

    @property
    def egne_felt(self) -> tuple[str, ...]:
        return self.tilknytningsfelt if self.uten_videre else self.vurderingsfelt

    @property
    def unntaksfelt(self) -> tuple[str, ...]:
        return (*self.egne_felt, f"{self.sti}.apenbart_unntak")


def _tilknytningenes_hjemmel(g: Grunnlag) -> tuple[Hjemmel, ...]:
    alle = (grunn(g.ansatt.tilknytninger[i].type, g.regelsett).hjemmel for i in g.uten_videre)
    return tuple(dict.fromkeys(alle))


GRENER: tuple[Gren[Grunnlag], ...] = (
    Gren("ingen_tilknytning", lambda g: not g.krever_vurdering, Status.HABIL, hj.HABILITETSKRAV),
    Gren(
        "unntak_uten_begrunnelse",
        lambda g: g.unntak and not g.unntak_begrunnet,
        Status.UAVKLART,
        hj.APENBART_UNNTAK,
        felt=lambda g: g.unntaksfelt,
    ),
    Gren("apenbart_unntak", lambda g: g.unntak, Status.HABIL, hj.APENBART_UNNTAK, felt=lambda g: g.unntaksfelt),
    Gren(
        "uten_videre",
        lambda g: bool(g.uten_videre),
        Status.INHABIL,
        hj.UTEN_VIDERE,
        felt=lambda g: g.egne_felt,
        hjemmel_av=_tilknytningenes_hjemmel,
    ),
    Gren(
        "vurdering_mangler",
        lambda g: bool(g.vurderingen_mangler),
        Status.UAVKLART,
        hj.EGEN_VURDERING,
        felt=lambda g: g.vurderingsfelt,
    ),
    Gren(
        "skjonn_inhabil",
        lambda g: g.konklusjon is Konklusjon.INHABIL,
        Status.INHABIL,
        hj.EGEN_VURDERING,
        felt=lambda g: g.vurderingsfelt,
    ),
    Gren(
        "skjonn_tvil",
        lambda g: g.konklusjon is Konklusjon.TVIL,
        Status.TVIL,
        hj.HVEM_AVGJOR_HABILITET,
        felt=lambda g: g.vurderingsfelt,
    ),
    Gren(
        "skjonn_habil",
        lambda _: True,
        Status.HABIL,
        hj.EGEN_VURDERING,
        felt=lambda g: g.vurderingsfelt,
    ),
)


@dataclass(frozen=True)
class Svar:
    """Den ansattes egen status, før avledet virkning, og hva den hviler på."""

    status: Status
    funn: Funn
    mangler: tuple[Mangel, ...]
    uten_videre: bool
    skjonnet_avgjorde: bool


def vurder(ansatt: Ansatt, regelsett: Regelsett) -> Svar:
    """Fvl § 6: den ansattes egen habilitet."""
    grunnlag = Grunnlag(ansatt, regelsett)
    gren = velg(GRENER, grunnlag)
    status = Status(gren.utfall)
    funn = Funn(
        STEG,
        gren.id,
        status,
        gren.hjemler(grunnlag, regelsett),
        gren.felt(grunnlag),
        om=ansatt.id,
        verdier={"ansatt": ansatt.id},
    )
    return Svar(
        status,
        funn,
        _mangler(grunnlag) if status is Status.UAVKLART else (),
        bool(grunnlag.uten_videre),
        grunnlag.konklusjon is not None,
    )


def _mangler(g: Grunnlag) -> tuple[Mangel, ...]:
    if g.unntak:
        felt: tuple[str, ...] = (f"{g.sti}.apenbart_unntak.begrunnelse",)
    else:
        felt = g.vurderingen_mangler
    return tuple(Mangel(sti, f"mangel.ansatte.{sti.split('].', 1)[1]}", {"ansatt": g.ansatt.id}) for sti in felt)
