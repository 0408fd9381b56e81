"""Hvem i kommunen som kan ta saken: grunnlaget for spørsmålet om stedfortreder (fvl § 9 første ledd).

Bare den som er habil, og står i en linje som er kjent helt opp, kan bære noe.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from overforing.sak.modell import (
    SVARER_TIL_FOLKEVALGTE,
    Ansatt,
    Oppgave,
    Organ,
    OrganI,
    Rolle,
    Sak,
    Stedfortreder,
    Stedfortredertype,
)
from overforing.sak.sti import Sti, i_liste

from . import habilitet
from .funn import Status
from .linje import Kjede, fungerer_for, har_hull, linjen, med_oppgave


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

    def mangel(self, type_: Stedfortredertype) -> Sti | None:
        """Stien til det som mangler før alternativet er prøvd, eller ``None`` når det er prøvd."""
        alternativ = self.alternativer.get(type_)
        if alternativ is None:
            return i_liste("stedfortreder", type_)
        if alternativ.mulig is None:
            return alternativ.sti / "mulig"
        if not alternativ.mulig and not alternativ.begrunnelse.strip():
            return alternativ.sti / "begrunnelse"
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
    def linjefelt(self) -> tuple[Sti, ...]:
        poster = {post for id_ in self.linjen for kjede in (self.kjeder[id_],) for post in (*kjede.poster, *kjede.sted)}
        return tuple(
            ansatt.sti / felt
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
    def provde_felt(self) -> tuple[Sti, ...]:
        return tuple(self.alternativer[type_].sti for type_ in Stedfortredertype if type_ in self.alternativer)
