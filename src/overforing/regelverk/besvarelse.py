"""Hvem som har svart om hvem (rettsgrunnlag § 3 punkt 3): taushet er aldri et svar.

For hver part har den ansatte enten en tilknytning, sagt at hun ikke har noen, eller ikke blitt gjort kjent med saken.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from overforing.sak.modell import Ansatt, Oppgave, Sak, Svarkilde, Tilknytning, Tilknytningskilde, Tilknytningstype

from .funn import Besvart
from .linje import Kjede, er_borte, fungerer_for, nevnt_av


@dataclass(frozen=True)
class Besvarelse:
    """Spørsmålene om tilknytning i saken, og svarene."""

    sak: Sak

    @cached_property
    def parter(self) -> tuple[str, ...]:
        return tuple(part.id for part in self.sak.parter)

    @cached_property
    def _nevnt(self) -> Mapping[str, frozenset[str]]:
        return nevnt_av(self.sak)

    @cached_property
    def _ansatte(self) -> Mapping[str, Ansatt]:
        return {a.id: a for a in self.sak.ansatte}

    @cached_property
    def _parter_som_er_ansatt(self) -> tuple[Ansatt, ...]:
        return tuple(a for a in self.sak.ansatte if any(t.type is Tilknytningstype.ER_PART for t in a.tilknytninger))

    @cached_property
    def _navngitt(self) -> frozenset[str]:
        mulige = [s for s in self.sak.stedfortreder if s.mulig]
        return frozenset(id_ for s in mulige for id_ in (s.ansatt, s.svarer_til) if id_)

    def avgjorde_over_henne(self, ansatt: Ansatt, kjede: Kjede) -> bool:
        """Om den som avgjorde den ansattes habilitet, sto over henne: gjør det nå, eller gjorde det den dagen.

        En som er borte uten å telle i linjen, avgjør ikke noe før hun er tilbake (rettsgrunnlag § 4).
        """
        vurdering = ansatt.habilitetsvurdering
        over = self._ansatte.get(vurdering.avgjort_av_ansatt or "") if vurdering else None
        if vurdering is None or over is None:
            return False
        pa_jobb = vurdering.dato is not None and not er_borte(over, vurdering.dato)
        return over.id in kjede.over or (over.id in kjede.poster and pa_jobb)

    def part(self, gjelder: str | None) -> str | None:
        """Parten et svar gjelder; med bare én part trenger svaret ikke si hvilken."""
        return gjelder if gjelder is not None or len(self.parter) != 1 else self.parter[0]

    def tilknytninger(self, ansatt: Ansatt, part: str) -> tuple[Tilknytning, ...]:
        return tuple(t for t in ansatt.tilknytninger if self.part(t.part) == part)

    def svar(self, ansatt: Ansatt, part: str) -> Besvart:
        """Det andre forteller om henne, er ikke hennes svar. At hun ikke er gjort kjent med saken, må noen ha sagt."""
        tilknytninger = self.tilknytninger(ansatt, part)
        if any(t.kilde is Tilknytningskilde.SELV for t in tilknytninger):
            return Besvart.SELV
        for svar in ansatt.ingen_tilknytning:
            if self.part(svar.part) != part:
                continue
            if svar.kilde is Svarkilde.SELV:
                return Besvart.SELV
            if svar.dato is not None and svar.av.strip():
                return Besvart.IKKE_KJENT
        return Besvart.IKKE_KJENT if tilknytninger else Besvart.IKKE

    def ma_svare_selv(self, ansatt: Ansatt, part: str) -> bool:
        """Den som har en oppgave i saken, og den parten har nevnt uten at tilknytningen er ført opp."""
        if ansatt.oppgave is not Oppgave.INGEN:
            return True
        return ansatt.id in self._nevnt[part] and not self.tilknytninger(ansatt, part)

    def mangler(self, ansatt: Ansatt) -> bool:
        """Om en part ikke er svart for slik den må være."""
        return self.mangler_eget_svar(ansatt) or any(self.svar(ansatt, part) is Besvart.IKKE for part in self.parter)

    def mangler_eget_svar(self, ansatt: Ansatt) -> bool:
        """Om andre har svart for henne der hun må svare selv."""
        return any(
            self.svar(ansatt, part) is Besvart.IKKE_KJENT and self.ma_svare_selv(ansatt, part) for part in self.parter
        )

    def har_svart_selv(self, ansatt: Ansatt) -> bool:
        return all(self.svar(ansatt, part) is Besvart.SELV for part in self.parter)

    def kollega_er_part(self, ansatt: Ansatt) -> bool:
        """Om en annen i organet er part, og den ansatte er så nær at det må vurderes konkret."""
        return any(
            annen.id != ansatt.id and annen.organ is ansatt.organ and self._er_naer(ansatt, annen)
            for annen in self._parter_som_er_ansatt
        )

    def _er_naer(self, ansatt: Ansatt, part: Ansatt) -> bool:
        """Leder, underordnet eller ved siden av, eller en som har noe med saken å gjøre. Den som fungerer, er leder."""
        return (
            ansatt.oppgave is not Oppgave.INGEN
            or ansatt.id in self._navngitt
            or ansatt.id in self._ledere(part)
            or part.id in self._ledere(ansatt)
            or (ansatt.overordnet is not None and ansatt.overordnet == part.overordnet)
        )

    def _ledere(self, ansatt: Ansatt) -> tuple[str | None, ...]:
        """Den nærmeste lederen, og den som fungerer for henne."""
        leder = self._ansatte.get(ansatt.overordnet or "")
        return (leder.id, fungerer_for(leder, self.sak.vurderingsdato)) if leder else ()
