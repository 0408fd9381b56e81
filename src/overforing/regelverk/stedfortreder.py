"""Forvaltningsloven § 9 første ledd (1967), § 29 fjerde ledd (2025): kan saken løses i kommunen?

Rekkefølgen er lovens: er noen i saken sperret, bytt saksbehandler, la en overordnet avgjøre, oppnevn
stedfortreder «om nødvendig», la et folkevalgt organ avgjøre. Først når alt er prøvd, er særlig ulempe et spørsmål.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from overforing.sak.modell import (
    SVARER_TIL_FOLKEVALGTE,
    Ansatt,
    Arsak,
    Oppgave,
    Organ,
    OrganI,
    Regelsett,
    Resultat,
    Rolle,
    Sak,
    Stedfortreder,
    Stedfortredertype,
)

from . import habilitet
from . import hjemmel as hj
from .funn import Funn, Mangel, Status, Steg, Utfall
from .gren import Gren, velg
from .linje import Kjede, fungerer_for, har_hull, linjen, med_oppgave

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
    kjeder: Mapping[str, Kjede]
    egne: Mapping[str, habilitet.Svar]

    @cached_property
    def ansatte(self) -> dict[str, Ansatt]:
        return {ansatt.id: ansatt for ansatt in self.sak.ansatte}

    @cached_property
    def linjen(self) -> tuple[str, ...]:
        return linjen(self.sak, self.kjeder)

    @cached_property
    def hull(self) -> tuple[str, ...]:
        """De i linjen, og stillingene den går gjennom, der det ikke er sagt hvem som står over."""
        kjedene = [self.kjeder[id_] for id_ in med_oppgave(self.sak)]
        med = {*self.linjen, *(post for kjede in kjedene for post in (*kjede.poster, *kjede.sted))}
        return tuple(a.id for a in self.sak.ansatte if a.id in med and har_hull(a))

    @cached_property
    def linje_uavklart(self) -> frozenset[str]:
        """De ansatte som har et hull, eller noen som er uavklart eller i tvil, over seg, eller selv mangler en over."""
        return frozenset(id_ for id_ in self.ansatte if not self._linjen_er_kjent(id_))

    def _linjen_er_kjent(self, id_: str) -> bool:
        kjede = self.kjeder[id_]
        return not any(
            har_hull(self.ansatte[post]) for post in (id_, *kjede.poster, *kjede.sted, *kjede.over)
        ) and not any(self.statuser[over] in (Status.UAVKLART, Status.TVIL) for over in kjede.over)

    def kan_avgjore(self, id_: str | None) -> bool:
        """Habil, og linjen over er kjent helt opp."""
        return id_ is not None and self.statuser[id_] is Status.HABIL and id_ not in self.linje_uavklart

    def framlegges_for(self, id_: str) -> str | None:
        """Den nærmeste over som kan avgjøre habiliteten. ``None``: et folkevalgt organ (fvl § 8)."""
        return next(
            (
                over
                for over in self.kjeder[id_].over
                if self.statuser[over] not in (Status.INHABIL, Status.TVIL) and not self.ansatte[over].stilling_ledig
            ),
            None,
        )

    @property
    def vi_er_vertskommune(self) -> bool:
        vertskommune = self.sak.opphold.vertskommune
        return vertskommune is not None and vertskommune.omfatter_saken

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
        return all(id_ in self.kjeder[inhabil].over for inhabil in self.inhabile)

    def brukbar(self, type_: Stedfortredertype) -> bool:
        """Alternativet er mulig, og den som skal avgjøre, er habil og står i en linje som er kjent helt opp."""
        alternativ = self.alternativer.get(type_)
        if alternativ is None or not alternativ.mulig:
            return False
        match type_:
            case Stedfortredertype.INNLEID:
                return alternativ.habil is True and self._svarer_til_en_habil(alternativ)
            case Stedfortredertype.FOLKEVALGT_ORGAN:
                return alternativ.habil is True and self.har_myndighet(alternativ)
            case Stedfortredertype.OVERORDNET:
                return (
                    self.kan_avgjore(alternativ.ansatt)
                    and alternativ.ansatt is not None
                    and self.over_alle_inhabile(alternativ.ansatt)
                )
            case _:
                return self.kan_avgjore(alternativ.ansatt)

    def har_myndighet(self, alternativ: Stedfortreder) -> bool:
        """Koml § 20-2: i et vertskommunesamarbeid har vertskommunens egne folkevalgte ingen myndighet i saken."""
        if alternativ.type is Stedfortredertype.INNLEID:
            over = self.ansatte.get(alternativ.svarer_til or "")
            folkevalgt = alternativ.svarer_til == SVARER_TIL_FOLKEVALGTE or (over and over.organ is Organ.FOLKEVALGTE)
            return not (self.vi_er_vertskommune and folkevalgt)
        egen = alternativ.organ_i in (None, OrganI.EGEN_KOMMUNE)
        return egen is not self.vi_er_vertskommune

    def svarer_til(self, type_: Stedfortredertype | None) -> str | None:
        """Den ansatte en innleid svarer til."""
        alternativ = self.alternativer.get(type_) if type_ else None
        return alternativ.svarer_til if alternativ and alternativ.svarer_til != SVARER_TIL_FOLKEVALGTE else None

    def _svarer_til_en_habil(self, alternativ: Stedfortreder) -> bool:
        """En innleid som svarer til noen som er inhabil, er sperret på samme måte (fvl §§ 10 og 6 tredje ledd)."""
        habil = alternativ.svarer_til == SVARER_TIL_FOLKEVALGTE or self.kan_avgjore(alternativ.svarer_til)
        return habil and self.har_myndighet(alternativ)

    def er_leder(self, id_: str) -> bool:
        """En leder har en lederrolle, noen i linjen under seg, eller fungerer for en leder.

        De utenfor saken gjør ingen til leder i den.
        """
        fungerer = [a.id for a in self.sak.ansatte if fungerer_for(a, self.sak.vurderingsdato) == id_]
        return any(
            self.ansatte[leder].rolle not in (Rolle.VEILEDER, Rolle.ANNEN)
            or any(self.ansatte[annen].overordnet == leder for annen in self.linjen)
            for leder in (id_, *fungerer)
        )

    @property
    def linjefelt(self) -> tuple[str, ...]:
        poster = {post for id_ in self.linjen for kjede in (self.kjeder[id_],) for post in (*kjede.poster, *kjede.sted)}
        return tuple(
            f"ansatte[{ansatt.id}].{felt}"
            for ansatt in self.sak.ansatte
            if ansatt.id in poster or ansatt.id in self.linjen
            for felt, sagt in (
                ("oppgave", ansatt.oppgave is not Oppgave.INGEN),
                ("overordnet", ansatt.overordnet),
                ("ingen_over", ansatt.ingen_over),
                ("fravaer", ansatt.fravaer),
            )
            if sagt
        )

    @property
    def provde_felt(self) -> tuple[str, ...]:
        return tuple(f"stedfortreder[{type_}]" for type_ in Stedfortredertype if type_ in self.alternativer)


def er_overfort(sak: Sak) -> bool:
    """Om Statsforvalteren har overført saken til en annen kommune."""
    return sak.svar is not None and sak.svar.resultat is Resultat.OVERFORT


def _overfort(g: Grunnlag) -> bool:
    return er_overfort(g.sak)


def _overfortfelt(g: Grunnlag) -> tuple[str, ...]:
    """Det anmodningen hvilte på, følger fortsatt med: saken kan leses, men ikke løses på nytt."""
    return ("svar.resultat", "svar.settekommune", *g.linjefelt, *g.provde_felt, "saerlig_ulempe.vurdering")


def _bare_saksbehandler(g: Grunnlag) -> bool:
    return not any(g.er_leder(id_) for id_ in g.inhabile) and not g.avvist(Stedfortredertype.ANNEN_SAKSBEHANDLER)


def _ny_saksbehandler_mangler(g: Grunnlag) -> str | None:
    """Stien til det som mangler om den som skal ta over, når bare en saksbehandler er inhabil."""
    alternativ = g.alternativer.get(Stedfortredertype.ANNEN_SAKSBEHANDLER)
    if alternativ is None or alternativ.mulig is None:
        return f"stedfortreder[{Stedfortredertype.ANNEN_SAKSBEHANDLER}]"
    return g.mangel(Stedfortredertype.ANNEN_SAKSBEHANDLER)


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
        "overfort_hvor",
        lambda g: _overfort(g) and g.sak.svar is not None and g.sak.svar.settekommune is None,
        Utfall.UAVKLART,
        hj.OVERFORING,
        Utfall.UAVKLART,
        lambda _: ("svar.settekommune",),
    ),
    Gren("overfort", _overfort, Utfall.BE_OM_OVERFORING, hj.OVERFORING, Utfall.BE_OM_OVERFORING, _overfortfelt),
    Gren(
        "ingen_avgjor",
        lambda g: not any(ansatt.oppgave is Oppgave.AVGJOR for ansatt in g.sak.ansatte),
        Utfall.UAVKLART,
        hj.HABILITETSKRAV,
        Utfall.UAVKLART,
        lambda _: ("ansatte",),
    ),
    Gren(
        "hull_i_linjen",
        lambda g: bool(g.hull),
        Utfall.UAVKLART,
        hj.AVLEDET,
        Utfall.UAVKLART,
        lambda g: tuple(f"ansatte[{id_}].overordnet" for id_ in g.hull),
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
        "ny_saksbehandler_mangler",
        lambda g: _bare_saksbehandler(g) and _ny_saksbehandler_mangler(g) is not None,
        Utfall.UAVKLART,
        hj.STEDFORTREDER,
        Utfall.UAVKLART,
        lambda g: (_ny_saksbehandler_mangler(g) or "",),
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
        "overfort_hvor",
        "overfort",
        "ingen_avgjor",
        "hull_i_linjen",
        "habilitet_uavklart",
        "habilitet_i_tvil",
        "ikke_grunn_til_overforing",
        "ingen_sperret",
        "ny_saksbehandler_mangler",
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
    """Fvl § 9 første ledd: hvem i kommunen som kan avgjøre, eller at ingen kan.

    Har Statsforvalteren overført saken, ligger myndigheten hos settekommunen, og det spørres ikke på nytt.
    """
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
        case "overfort_hvor":
            return (Mangel("svar.settekommune", "mangel.svar.settekommune"),)
        case "ingen_avgjor":
            return (Mangel("ansatte", "mangel.ansatte.ingen_avgjor"),)
        case "hull_i_linjen" | "habilitet_uavklart":
            hull = [
                Mangel(f"ansatte[{id_}].overordnet", "mangel.ansatte.overordnet", {"ansatt": id_}) for id_ in g.hull
            ]
            egne = [mangel for id_ in g.linjen for mangel in g.egne[id_].mangler]
            return tuple({mangel.felt: mangel for mangel in (*hull, *egne)}.values())
        case "alternativer_mangler" | "ny_saksbehandler_mangler":
            return tuple(_alternativmangel(sti) for sti in felt)
        case _:
            return ()


def _alternativmangel(sti: str) -> Mangel:
    type_, _, felt = sti.removeprefix("stedfortreder[").partition("]")
    return Mangel(sti, f"mangel.stedfortreder{felt or '.alternativ'}", {"alternativ": type_})
