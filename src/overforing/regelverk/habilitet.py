"""Forvaltningsloven § 6 første, annet og fjerde ledd (1967), §§ 26–28 (2025): er den ansatte selv inhabil?

Hver ansatt vurderes for seg, mot hver part. Taushet frir ingen: før alle partene er svart for, er ingen habil, og den
som ikke er gjort kjent med saken, kan ikke bære noe. Virkningen av at en overordnet er inhabil, står i avledet.py.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from overforing.sak.modell import Ansatt, AvgjortAv, Konklusjon, Regelsett, Tilknytningstype
from overforing.sak.sti import Sti, i_liste

from . import hjemmel as hj
from .besvarelse import Besvarelse
from .funn import Funn, Mangel, Status, Steg
from .gren import Gren, velg
from .hjemmel import Hjemmel
from .linje import Kjede, har_ingen_over
from .tilknytning import grunn

STEG = Steg.HABILITET


def unntak_sagt(ansatt: Ansatt) -> bool:
    return ansatt.apenbart_unntak is not None and bool(ansatt.apenbart_unntak.oppfylt)


def unntak_begrunnet(ansatt: Ansatt) -> bool:
    return ansatt.apenbart_unntak is not None and bool(ansatt.apenbart_unntak.begrunnelse.strip())


@dataclass(frozen=True)
class Grunnlag:
    ansatt: Ansatt
    regelsett: Regelsett
    besvarelse: Besvarelse
    kjede: Kjede

    # Grunner

    @property
    def holdes_utenfor(self) -> bool:
        """Ikke spurt fordi det kunne skade søkeren: regnes som inhabil. Om § 8 tillater det, er uavklart."""
        return bool(self.ansatt.holdes_utenfor.strip())

    @cached_property
    def uten_videre(self) -> tuple[int, ...]:
        """Plassene til tilknytningene som gjør den ansatte inhabil uten videre."""
        return tuple(i for i, t in enumerate(self.ansatt.tilknytninger) if grunn(t.type, self.regelsett).uten_videre)

    @property
    def er_part(self) -> bool:
        return any(t.type is Tilknytningstype.ER_PART for t in self.ansatt.tilknytninger)

    @cached_property
    def kollega(self) -> bool:
        return self.besvarelse.kollega_er_part(self.ansatt)

    @property
    def krever_vurdering(self) -> bool:
        """En tilknytning som må vurderes, en innsigelse, en vurdering som er begynt, eller en kollega som er part."""
        return (
            len(self.uten_videre) < len(self.ansatt.tilknytninger)
            or self.ansatt.innsigelse is not None
            or self.ansatt.skjonn is not None
            or self.kollega
        )

    @property
    def vurderingen_mangler(self) -> tuple[Sti, ...]:
        """Stiene til det som mangler i den konkrete vurderingen."""
        if not self.krever_vurdering:
            return ()
        skjonn = self.ansatt.skjonn
        return tuple(
            self.sti / "skjonn" / felt
            for felt, besvart in (
                ("konklusjon", skjonn is not None and skjonn.konklusjon is not None),
                ("begrunnelse", skjonn is not None and bool(skjonn.begrunnelse.strip())),
            )
            if not besvart
        )

    @property
    def konklusjon(self) -> Konklusjon | None:
        """Konklusjonen i en fullført konkret vurdering."""
        skjonn = self.ansatt.skjonn
        return skjonn.konklusjon if skjonn and not self.vurderingen_mangler else None

    # Unntaket (§ 6 fjerde ledd)

    @property
    def avgjort_av_andre(self) -> bool:
        """Om en annen enn den ansatte selv har avgjort spørsmålet: en over henne, eller et folkevalgt organ."""
        vurdering = self.ansatt.habilitetsvurdering
        match vurdering.avgjort_av if vurdering else None:
            case AvgjortAv.OVERORDNET:
                return self.besvarelse.avgjorde_over_henne(self.ansatt, self.kjede)
            case AvgjortAv.FOLKEVALGT_ORGAN:
                return har_ingen_over(self.ansatt)
            case _:
                return False

    @property
    def kan_loftes(self) -> bool:
        """Ingen avgjør sin egen sak; andre grunner som virker uten videre, løftes bare når en annen har avgjort det."""
        if self.uten_videre:
            return not self.er_part and self.avgjort_av_andre
        return self.konklusjon is Konklusjon.INHABIL

    @property
    def loftet(self) -> bool:
        return unntak_sagt(self.ansatt) and unntak_begrunnet(self.ansatt) and self.kan_loftes

    @property
    def svaret_mangler(self) -> bool:
        return self.besvarelse.mangler(self.ansatt)

    # Feltene det hviler på

    @property
    def sti(self) -> Sti:
        return self.ansatt.sti

    @property
    def tilknytningsfelt(self) -> tuple[Sti, ...]:
        plasser = self.uten_videre or range(len(self.ansatt.tilknytninger))
        return tuple(self.sti / i_liste("tilknytninger", i) for i in plasser)

    @property
    def svarfelt(self) -> tuple[Sti, ...]:
        alle = range(len(self.ansatt.tilknytninger))
        return (*(self.sti / i_liste("tilknytninger", i) for i in alle), self.svarsti)

    @property
    def svarsti(self) -> Sti:
        return self.sti / "ingen_tilknytning"

    @property
    def vurderingsfelt(self) -> tuple[Sti, ...]:
        return (
            *self.svarfelt,
            *((self.sti / "innsigelse",) if self.ansatt.innsigelse else ()),
            self.sti / "skjonn.konklusjon",
            self.sti / "skjonn.begrunnelse",
        )

    @property
    def unntaksfelt(self) -> tuple[Sti, ...]:
        egne = (*self.tilknytningsfelt, self.svarsti) if self.uten_videre else self.vurderingsfelt
        skjonn = self.vurderingsfelt if self.krever_vurdering else ()
        hvem = (self.sti / "habilitetsvurdering",) if self.uten_videre else ()
        return tuple(dict.fromkeys((*egne, *skjonn, self.sti / "apenbart_unntak", *hvem)))


def _tilknytningenes_hjemmel(g: Grunnlag) -> tuple[Hjemmel, ...]:
    alle = (grunn(g.ansatt.tilknytninger[i].type, g.regelsett).hjemmel for i in g.uten_videre)
    return tuple(dict.fromkeys(alle))


def _alle_felt(g: Grunnlag) -> tuple[Sti, ...]:
    felt = g.unntaksfelt if g.loftet else g.svarfelt
    return tuple(dict.fromkeys((*felt, *(g.vurderingsfelt if g.krever_vurdering else ()))))


GRENER: tuple[Gren[Grunnlag], ...] = (
    Gren(
        "holdes_utenfor",
        lambda g: g.holdes_utenfor,
        Status.INHABIL,
        hj.HOLDES_UTENFOR,
        felt=lambda g: (g.sti / "holdes_utenfor",),
    ),
    Gren(
        "stilling_ledig",
        lambda g: bool(g.ansatt.stilling_ledig),
        Status.IKKE_KJENT,
        hj.HABILITETSKRAV,
        felt=lambda g: (g.sti / "stilling_ledig",),
    ),
    Gren(
        "unntak_uten_begrunnelse",
        lambda g: unntak_sagt(g.ansatt) and g.kan_loftes and not unntak_begrunnet(g.ansatt),
        Status.UAVKLART,
        hj.APENBART_UNNTAK,
        felt=lambda g: g.unntaksfelt,
    ),
    Gren(
        "uten_videre",
        lambda g: bool(g.uten_videre) and not g.loftet,
        Status.INHABIL,
        hj.UTEN_VIDERE,
        felt=lambda g: g.tilknytningsfelt,
        hjemmel_av=_tilknytningenes_hjemmel,
    ),
    Gren(
        "skjonn_inhabil",
        lambda g: g.konklusjon is Konklusjon.INHABIL and not g.loftet,
        Status.INHABIL,
        hj.EGEN_VURDERING,
        felt=lambda g: g.vurderingsfelt,
    ),
    Gren(
        "ingen_part",
        lambda g: not g.besvarelse.parter,
        Status.UAVKLART,
        hj.HABILITETSKRAV,
        felt=lambda _: ("parter",),
    ),
    Gren(
        "vurdering_mangler",
        lambda g: bool(g.vurderingen_mangler),
        Status.UAVKLART,
        hj.EGEN_VURDERING,
        felt=_alle_felt,
    ),
    Gren(
        "ikke_besvart",
        lambda g: g.svaret_mangler,
        Status.UAVKLART,
        hj.HABILITETSKRAV,
        felt=_alle_felt,
    ),
    Gren(
        "skjonn_tvil",
        lambda g: g.konklusjon is Konklusjon.TVIL,
        Status.TVIL,
        hj.HVEM_AVGJOR_HABILITET,
        felt=_alle_felt,
    ),
    Gren(
        "ikke_kjent",
        lambda g: not g.besvarelse.har_svart_selv(g.ansatt),
        Status.IKKE_KJENT,
        hj.HABILITETSKRAV,
        felt=_alle_felt,
    ),
    Gren("apenbart_unntak", lambda g: g.loftet, Status.HABIL, hj.APENBART_UNNTAK, felt=_alle_felt),
    Gren(
        "skjonn_habil",
        lambda g: g.konklusjon is Konklusjon.HABIL,
        Status.HABIL,
        hj.EGEN_VURDERING,
        felt=lambda g: g.vurderingsfelt,
    ),
    Gren("ingen_tilknytning", lambda _: True, Status.HABIL, hj.HABILITETSKRAV, felt=lambda g: (g.svarsti,)),
)

_UTEN_VURDERING = frozenset({"holdes_utenfor", "stilling_ledig", "uten_videre"})
"""Grenene der det ikke spørres om en konkret vurdering."""


@dataclass(frozen=True)
class Svar:
    """Den ansattes egen status, før avledet virkning, og hva den hviler på.

    ``loftet``: unntaket i fjerde ledd løftet en inhabilitet. ``skjonnet_avgjorde``: statusen følger av en konkret
    vurdering. ``uten_videre``: det finnes en tilknytning som gjør inhabil uten videre. ``kollega``: en annen i organet
    er part i saken.
    """

    status: Status
    funn: Funn
    mangler: tuple[Mangel, ...]
    uten_videre: bool
    er_part: bool
    kollega: bool
    loftet: bool
    avgjort_av_andre: bool
    skjonnet_avgjorde: bool


def vurder(ansatt: Ansatt, regelsett: Regelsett, besvarelse: Besvarelse, kjede: Kjede) -> Svar:
    """Fvl § 6: den ansattes egen habilitet."""
    grunnlag = Grunnlag(ansatt, regelsett, besvarelse, kjede)
    gren = velg(GRENER, grunnlag)
    status = Status(gren.utfall)
    funn = Funn(
        STEG,
        gren.id,
        status,
        gren.hjemler(grunnlag, regelsett),
        gren.stier(grunnlag),
        om=ansatt.id,
        verdier={"ansatt": ansatt.id},
    )
    return Svar(
        status,
        funn,
        _mangler(gren.id, grunnlag) if status is Status.UAVKLART else (),
        uten_videre=bool(grunnlag.uten_videre),
        er_part=grunnlag.er_part,
        kollega=grunnlag.kollega,
        loftet=grunnlag.loftet and gren.id != "holdes_utenfor",
        avgjort_av_andre=grunnlag.avgjort_av_andre,
        skjonnet_avgjorde=(
            status is not Status.UAVKLART and gren.id not in _UTEN_VURDERING and grunnlag.konklusjon is not None
        ),
    )


def _mangler(gren: str, g: Grunnlag) -> tuple[Mangel, ...]:
    match gren:
        case "unntak_uten_begrunnelse":
            felt: tuple[Sti, ...] = (g.sti / "apenbart_unntak.begrunnelse",)
        case _:
            felt = (*g.vurderingen_mangler, *((g.svarsti,) if g.svaret_mangler else ()))
    selv = "_selv" if g.besvarelse.mangler_eget_svar(g.ansatt) else ""
    egne = tuple(
        Mangel(
            sti,
            f"mangel.{sti.uten_nokler}{selv if sti == g.svarsti else ''}",
            {"ansatt": g.ansatt.id},
        )
        for sti in felt
    )
    return (Mangel(Sti("parter"), "mangel.parter"), *egne) if gren == "ingen_part" else egne
