"""Forvaltningsloven § 9 første ledd (1967), § 29 fjerde ledd (2025): kan saken løses i kommunen?

Rekkefølgen er lovens: er noen i saken sperret, bytt saksbehandler, la en overordnet avgjøre, oppnevn
stedfortreder «om nødvendig», la et folkevalgt organ avgjøre. Først når alt er prøvd, er særlig ulempe et spørsmål.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from overforing.sak.modell import (
    UTEN_ANSATT,
    Ansatt,
    Arsak,
    Oppgave,
    Regelsett,
    Rolle,
    Sak,
    Stedfortreder,
    Stedfortredertype,
)

from . import habilitet
from . import hjemmel as hj
from .funn import Funn, Mangel, Status, Steg, Utfall
from .gren import Gren, velg
from .linje import linjen, med_oppgave

STEG = Steg.STEDFORTREDER

MA_PROVES = (
    Stedfortredertype.OVERORDNET,
    Stedfortredertype.LEDER_ANNEN_ENHET,
    Stedfortredertype.LEDER_UTENFOR_NAV,
    Stedfortredertype.INNLEID,
    Stedfortredertype.FOLKEVALGT_ORGAN,
)
"""Alternativene som må være prøvd før særlig ulempe blir et spørsmål."""


@dataclass(frozen=True)
class Grunnlag:
    """Saken, alles status, kjeden over hver og svaret på hver enkelts egen habilitet."""

    sak: Sak
    statuser: Mapping[str, Status]
    over: dict[str, tuple[str, ...]]
    egne: Mapping[str, habilitet.Svar]

    @cached_property
    def ansatte(self) -> dict[str, Ansatt]:
        return {ansatt.id: ansatt for ansatt in self.sak.ansatte}

    @cached_property
    def linjen(self) -> tuple[str, ...]:
        return linjen(self.sak, self.over)

    @cached_property
    def inhabile(self) -> tuple[str, ...]:
        """De inhabile i linjen."""
        return tuple(id_ for id_ in self.linjen if self.statuser[id_] is Status.INHABIL)

    @cached_property
    def sperret(self) -> tuple[str, ...]:
        """De med en oppgave de ikke kan utføre: de inhabile, og de som skulle avgjøre og er avledet."""
        return tuple(
            id_
            for id_ in med_oppgave(self.sak)
            if self.statuser[id_] is Status.INHABIL
            or (self.statuser[id_] is Status.AVLEDET and self.ansatte[id_].oppgave is Oppgave.AVGJOR)
        )

    @cached_property
    def alternativer(self) -> dict[Stedfortredertype, Stedfortreder]:
        return {alternativ.type: alternativ for alternativ in self.sak.stedfortreder}

    def mangel(self, type_: Stedfortredertype) -> str | None:
        """Stien til det som mangler før alternativet er prøvd, eller ``None`` når det er prøvd."""
        alternativ = self.alternativer.get(type_)
        if alternativ is None:
            return f"stedfortreder[{type_}]"
        if alternativ.mulig is None:
            return f"stedfortreder[{type_}].mulig"
        if not alternativ.mulig and not alternativ.begrunnelse.strip():
            return f"stedfortreder[{type_}].begrunnelse"
        return None

    def avvist(self, type_: Stedfortredertype) -> bool:
        return self.mangel(type_) is None and self.alternativer[type_].mulig is False

    def over_alle_inhabile(self, id_: str) -> bool:
        return all(id_ in self.over[inhabil] for inhabil in self.inhabile)

    def brukbar(self, type_: Stedfortredertype) -> bool:
        """Alternativet er mulig, og den som skal avgjøre, er habil."""
        alternativ = self.alternativer.get(type_)
        if alternativ is None or not alternativ.mulig:
            return False
        if type_ in UTEN_ANSATT:
            return alternativ.habil is True
        if alternativ.ansatt is None or self.statuser[alternativ.ansatt] is not Status.HABIL:
            return False
        return type_ is not Stedfortredertype.OVERORDNET or self.over_alle_inhabile(alternativ.ansatt)

    def er_leder(self, id_: str) -> bool:
        """En leder har en lederrolle eller noen i linjen under seg. De utenfor saken gjør ingen til leder i den."""
        if self.ansatte[id_].rolle not in (Rolle.VEILEDER, Rolle.ANNEN):
            return True
        return any(self.ansatte[annen].overordnet == id_ for annen in self.linjen)

    @property
    def linjefelt(self) -> tuple[str, ...]:
        return tuple(
            f"ansatte[{id_}].{felt}"
            for id_ in self.linjen
            for felt in ("oppgave", "overordnet")
            if (self.ansatte[id_].oppgave is not Oppgave.INGEN if felt == "oppgave" else self.ansatte[id_].overordnet)
        )

    @property
    def provde_felt(self) -> tuple[str, ...]:
        return tuple(f"stedfortreder[{type_}]" for type_ in Stedfortredertype if type_ in self.alternativer)


def _bare_saksbehandler(g: Grunnlag) -> bool:
    return not any(g.er_leder(id_) for id_ in g.inhabile) and not g.avvist(Stedfortredertype.ANNEN_SAKSBEHANDLER)


def _alternativ(type_: Stedfortredertype, utfall: Utfall, hjemmel: hj.Hjemler) -> Gren[Grunnlag]:
    return Gren(
        type_.value,
        lambda g: g.brukbar(type_),
        utfall,
        hjemmel,
        utfall,
        lambda g: (*g.linjefelt, *g.provde_felt),
    )


GRENER: tuple[Gren[Grunnlag], ...] = (
    Gren(
        "ingen_avgjor",
        lambda g: not any(ansatt.oppgave is Oppgave.AVGJOR for ansatt in g.sak.ansatte),
        Utfall.UAVKLART,
        hj.HABILITETSKRAV,
        Utfall.UAVKLART,
        lambda _: ("ansatte",),
    ),
    Gren(
        "habilitet_uavklart",
        lambda g: any(g.statuser[id_] is Status.UAVKLART for id_ in g.linjen),
        Utfall.UAVKLART,
        hj.HVEM_AVGJOR_HABILITET,
        Utfall.UAVKLART,
        lambda g: tuple(m.felt for id_ in g.linjen for m in g.egne[id_].mangler),
    ),
    Gren(
        "habilitet_i_tvil",
        lambda g: any(g.statuser[id_] is Status.TVIL for id_ in g.linjen),
        Utfall.LEGG_FRAM_FOR_OVERORDNET,
        hj.HVEM_AVGJOR_HABILITET,
        Utfall.LEGG_FRAM_FOR_OVERORDNET,
        lambda g: tuple(f"ansatte[{id_}].skjonn" for id_ in g.linjen if g.statuser[id_] is Status.TVIL),
    ),
    Gren(
        "ikke_grunn_til_overforing",
        lambda g: not g.sperret and g.sak.arsak not in (None, Arsak.INHABILITET),
        Utfall.IKKE_GRUNN_TIL_OVERFORING,
        hj.UNNTAKENE_FRA_HOVEDREGELEN,
        Utfall.IKKE_GRUNN_TIL_OVERFORING,
        lambda g: ("arsak", *g.linjefelt),
    ),
    Gren(
        "ingen_sperret",
        lambda g: not g.sperret,
        Utfall.BEHANDLES_SOM_VANLIG,
        hj.HABILITETSKRAV,
        Utfall.BEHANDLES_SOM_VANLIG,
        lambda g: g.linjefelt,
    ),
    Gren(
        "bare_saksbehandler",
        _bare_saksbehandler,
        Utfall.BYTT_SAKSBEHANDLER,
        hj.STEDFORTREDER,
        Utfall.BYTT_SAKSBEHANDLER,
        lambda g: (*g.linjefelt, *(f for f in g.provde_felt if "annen_saksbehandler" in f)),
    ),
    _alternativ(Stedfortredertype.ANNEN_SAKSBEHANDLER, Utfall.BYTT_SAKSBEHANDLER, hj.STEDFORTREDER),
    _alternativ(Stedfortredertype.OVERORDNET, Utfall.OVERORDNET_AVGJOR, hj.STEDFORTREDER),
    _alternativ(Stedfortredertype.LEDER_ANNEN_ENHET, Utfall.OPPNEVN_STEDFORTREDER, hj.STEDFORTREDER),
    _alternativ(Stedfortredertype.LEDER_UTENFOR_NAV, Utfall.OPPNEVN_STEDFORTREDER, hj.STEDFORTREDER),
    _alternativ(Stedfortredertype.INNLEID, Utfall.OPPNEVN_STEDFORTREDER, hj.INNLEID),
    _alternativ(Stedfortredertype.FOLKEVALGT_ORGAN, Utfall.OVERORDNET_AVGJOR, hj.FOLKEVALGT_ORGAN),
    Gren(
        "alternativer_mangler",
        lambda g: any(g.mangel(type_) for type_ in MA_PROVES),
        Utfall.UAVKLART,
        hj.STEDFORTREDER,
        Utfall.UAVKLART,
        lambda g: tuple(sti for type_ in MA_PROVES if (sti := g.mangel(type_))),
    ),
    Gren(
        "ingen_i_kommunen",
        lambda _: True,
        "ingen_i_kommunen",
        hj.STEDFORTREDER,
        felt=lambda g: (*g.linjefelt, *g.provde_felt),
    ),
)

FOR_ALTERNATIVENE = frozenset(
    {
        "ingen_avgjor",
        "habilitet_uavklart",
        "habilitet_i_tvil",
        "ikke_grunn_til_overforing",
        "ingen_sperret",
        "bare_saksbehandler",
    }
)
"""Grenene som svarer før alternativene prøves hver for seg."""


@dataclass(frozen=True)
class Svar:
    funn: Funn
    ender: Utfall | None
    mangler: tuple[Mangel, ...]
    baerer: Stedfortredertype | None

    @property
    def alternativene_provd(self) -> bool:
        return self.funn.gren not in FOR_ALTERNATIVENE


def vurder(grunnlag: Grunnlag, regelsett: Regelsett) -> Svar:
    """Fvl § 9 første ledd: hvem i kommunen som kan avgjøre, eller at ingen kan."""
    gren = velg(GRENER, grunnlag)
    felt = gren.felt(grunnlag)
    baerer = next((type_ for type_ in Stedfortredertype if type_ == gren.id), None)
    if gren.id == "bare_saksbehandler" and grunnlag.brukbar(Stedfortredertype.ANNEN_SAKSBEHANDLER):
        baerer = Stedfortredertype.ANNEN_SAKSBEHANDLER
    verdier = {}
    if baerer and (ansatt := grunnlag.alternativer[baerer].ansatt):
        verdier["ansatt"] = ansatt
    funn = Funn(STEG, gren.id, gren.utfall, gren.hjemler(grunnlag, regelsett), felt, verdier=verdier)
    return Svar(funn, gren.ender, _mangler(gren.id, grunnlag, felt), baerer)


def _mangler(gren: str, g: Grunnlag, felt: tuple[str, ...]) -> tuple[Mangel, ...]:
    match gren:
        case "ingen_avgjor":
            return (Mangel("ansatte", "mangel.ansatte.ingen_avgjor"),)
        case "habilitet_uavklart":
            return tuple(mangel for id_ in g.linjen for mangel in g.egne[id_].mangler)
        case "alternativer_mangler":
            return tuple(_alternativmangel(sti) for sti in felt)
        case _:
            return ()


def _alternativmangel(sti: str) -> Mangel:
    type_, _, felt = sti.removeprefix("stedfortreder[").partition("]")
    return Mangel(sti, f"mangel.stedfortreder{felt or '.alternativ'}", {"alternativ": type_})
