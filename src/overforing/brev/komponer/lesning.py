"""Saken lest gjennom vurderingen: hvem som teller, hva de heter i et brev, og hvilke funn som gjelder dem."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from overforing.regelverk.funn import Funn, Status, Steg, Vurdering
from overforing.sak.modell import Ansatt, OverfortHit, Part, Partsrolle, Rolle, Sak, Stedfortreder, Stedfortredertype

from .begreper import Begreper
from .ord import linje


@dataclass(frozen=True)
class Lesning:
    """Én sak og én vurdering, med ordene til ett brev. Regner ikke ut noe regelverket har svart på."""

    sak: Sak
    vurdering: Vurdering
    ord: Begreper

    # de ansatte

    @cached_property
    def ansatte(self) -> dict[str, Ansatt]:
        return {ansatt.id: ansatt for ansatt in self.sak.ansatte}

    @cached_property
    def i_linjen(self) -> tuple[Ansatt, ...]:
        return tuple(self.ansatte[id_] for id_ in self.vurdering.linjen)

    @cached_property
    def aktuelle(self) -> tuple[Ansatt, ...]:
        """De som teller: linjen i saken og dem et prøvd alternativ nevner. Andre står utenfor brevet."""
        return self._i_saken(s.ansatt for s in self.provde if s.mulig)

    @cached_property
    def nevnte(self) -> tuple[Ansatt, ...]:
        """De som teller, og dem et alternativ som ikke er mulig, nevner."""
        return self._i_saken(s.ansatt for s in self.provde)

    def _i_saken(self, foreslatt: Iterable[str | None]) -> tuple[Ansatt, ...]:
        ider = {*self.vurdering.linjen, *foreslatt}
        return tuple(ansatt for ansatt in self.sak.ansatte if ansatt.id in ider)

    def hvem(self, ansatt: Ansatt) -> str:
        """«kommunalsjef Anne Dahl», eller «kommunalsjefen» når navnet mangler."""
        navn = linje(ansatt.navn)
        if not navn:
            return self.ord(f"rolle_bestemt.{ansatt.rolle}")
        return navn if ansatt.rolle is Rolle.ANNEN else f"{self.ord(f'rolle.{ansatt.rolle}')} {navn}"

    def hvem_er(self, id_: str | None) -> str:
        return self.hvem(self.ansatte[id_]) if id_ in self.ansatte else ""

    def kort(self, ansatt: Ansatt) -> str:
        """«kommunalsjefen» når det bare er én, ellers navnet."""
        alene = sum(annen.rolle is ansatt.rolle for annen in self.aktuelle) <= 1
        navn = linje(ansatt.navn)
        return (
            navn if navn and (ansatt.rolle is Rolle.ANNEN or not alene) else self.ord(f"rolle_bestemt.{ansatt.rolle}")
        )

    def over(self, ansatt: Ansatt) -> tuple[Ansatt, ...]:
        """Alle som står over den ansatte, nærmeste først; den som fungerer, i stedet for den som er borte."""
        return tuple(self.ansatte[id_] for id_ in self.vurdering.over.get(ansatt.id, ()))

    def holdes_utenfor(self, ansatt: Ansatt) -> bool:
        return bool(ansatt.holdes_utenfor.strip())

    def star_igjen(self, avklaring: str) -> tuple[Ansatt, ...]:
        """De ansatte avklaringen står igjen for."""
        om = {a.om for a in self.vurdering.avklaringer if a.id == avklaring}
        return tuple(ansatt for ansatt in self.sak.ansatte if ansatt.id in om)

    # partene

    def part(self, id_: str | None) -> str:
        part = next((p for p in self.sak.parter if p.id == id_), self.sak.parter[0] if self.sak.parter else None)
        if part is None or part.rolle in (None, Partsrolle.SOKER):
            return self.ord("partsrolle_bestemt.soker")
        andre = sum(p.rolle is Partsrolle.ANNEN_PART for p in self.sak.parter)
        if part.rolle is Partsrolle.ANNEN_PART and andre > 1:
            return self.ord("brev.part.annen_av_flere")
        return self.ord(f"partsrolle_bestemt.{part.rolle}")

    def gjelder(self, oppgitt: str | None, part: str) -> bool:
        """Om svaret gjelder parten; med bare én part trenger det ikke si hvilken."""
        return oppgitt == part or (oppgitt is None and len(self.sak.parter) == 1)

    @property
    def soker(self) -> Part | None:
        parter = self.sak.parter
        return next((p for p in parter if p.rolle is Partsrolle.SOKER), parter[0] if len(parter) == 1 else None)

    # overføringen hit

    @property
    def hit(self) -> OverfortHit | None:
        """Overføringen hit, når den gjelder denne saken: da er dette kontoret settekommunen."""
        funn = self.funn(Steg.RETT_KOMMUNE)
        return self.sak.opphold.overfort_hit if funn is not None and funn.gren == "overfort_hit" else None

    # funnene

    def funn(self, steg: Steg, om: str | None = None) -> Funn | None:
        return next((f for f in self.vurdering.spor if f.steg is steg and f.om == om), None)

    @cached_property
    def egen(self) -> dict[str, Funn]:
        """Funnet om hver enkelts egen habilitet, før virkningen av at en overordnet er inhabil."""
        return {
            ansatt.id: funn for ansatt in self.sak.ansatte if (funn := self.funn(Steg.HABILITET, ansatt.id)) is not None
        }

    def status(self, id_: str) -> Status:
        return self.vurdering.ansatte[id_]

    @cached_property
    def inhabile(self) -> tuple[Ansatt, ...]:
        return self._med(Status.INHABIL)

    @cached_property
    def i_tvil(self) -> tuple[Ansatt, ...]:
        return self._med(Status.TVIL)

    def _med(self, status: Status) -> tuple[Ansatt, ...]:
        return tuple(a for a in self.aktuelle if self.status(a.id) is status and a.id in self.egen)

    @cached_property
    def provde(self) -> tuple[Stedfortreder, ...]:
        """Alternativene veien gikk om, i lovens rekkefølge. Et nei uten begrunnelse er ikke noe svar."""
        losning = self.funn(Steg.STEDFORTREDER)
        felt = losning.felt if losning else ()
        etter_type = {s.type: s for s in self.sak.stedfortreder}
        return tuple(
            etter_type[type_]
            for type_ in Stedfortredertype
            if type_ in etter_type
            and etter_type[type_].sti in felt
            and (
                etter_type[type_].mulig or (etter_type[type_].mulig is False and etter_type[type_].begrunnelse.strip())
            )
        )

    @cached_property
    def valgt(self) -> Stedfortreder | None:
        return next((s for s in self.sak.stedfortreder if s.type == self.vurdering.baerer), None)
