"""Kontorets linje i innstillingene: å endre den, å si den i ord, og å begynne en ny sak med den."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from overforing.feil import KanIkke, Melding
from overforing.regelverk.linje import har_hull, har_ingen_over
from overforing.sak import modell as m
from overforing.sak.person import Linje, Person
from overforing.sak.sti import i_liste
from overforing.tekster.navn import stor

from .elementer import i_ring, ledig
from .slag import Farge, Plass
from .tilstand import Boks, Sporsmal, Svarslag, Valg

_ROLLER = {rolle.value: rolle for rolle in m.Rolle}
_GRUNNER = {grunn.value: grunn for grunn in m.IngenOver}


def ansatte(linje: Linje) -> tuple[m.Ansatt, ...]:
    """De en ny sak begynner med, uten noe svar om noen. De folkevalgte står ikke i linjen.

    Under en som har sluttet, er det ikke sagt hvem som er over, og saken spør.
    """
    her = {p.id: p for p in linje if not p.sluttet and _rollen(p) not in m.FOLKEVALGTE_ROLLER}
    return tuple(
        m.Ansatt(
            id=p.id,
            navn=p.navn,
            rolle=_rollen(p),
            overordnet=p.overordnet if p.overordnet in her else None,
            ingen_over=None if p.overordnet or not _kan_vaere_overst(p) else _GRUNNER.get(p.ingen_over),
        )
        for p in her.values()
    )


def _rollen(person: Person) -> m.Rolle:
    """En rolle fra en annen utgave er ikke noe her."""
    return _ROLLER.get(person.rolle, m.Rolle.ANNEN)


def _kan_vaere_overst(person: Person) -> bool:
    return _rollen(person) in m.KAN_VAERE_OVERST


# Å endre


def med_ny(linje: Linje, ved: str = "", plass: Plass = Plass.VED_SIDEN) -> Linje:
    """Linjen med en ny, tom person sist, ved den med id-en ``ved``. Over er mellom henne og den som sto over."""
    ny = Person(id=ledig("a", [p.id for p in linje]))
    if not ved:
        return (*linje, ny)
    over = ved if plass is Plass.UNDER else _finn(linje, ved).overordnet
    ny = replace(ny, overordnet=over, rolle=m.Rolle.ANNEN_LEDER.value if plass is Plass.OVER else "")
    return med_svar((*linje, ny), ved, "overordnet", ny.id) if plass is Plass.OVER else (*linje, ny)


def med_svar(linje: Linje, id_: str, felt: str, svar: str | bool) -> Linje:
    """Linjen med feltet om personen satt. Kaster ``KanIkke`` når hun til slutt ville stå under seg selv."""
    gammel, sagt = _finn(linje, id_), dict[str, Any]({felt: svar})
    ny = replace(gammel, **sagt)
    if felt == "overordnet" and svar:
        over = _finn(linje, str(svar))
        if i_ring({p.id: p.overordnet for p in linje}, id_, over.id):
            raise KanIkke("linje.ring", ansatt=_omtalt(gammel), overordnet=_omtalt(over))
        ny = replace(ny, ingen_over="")
    elif felt == "ingen_over" and svar:
        ny = replace(ny, overordnet="")
    elif felt == "rolle" and not _kan_vaere_overst(ny):
        ny = replace(ny, ingen_over="")
    return tuple(ny if p.id == id_ else p for p in linje)


def uten(linje: Linje, id_: str) -> Linje:
    """Linjen uten personen. De rett under henne står etterpå under den hun sto under, som i en sak."""
    over = _finn(linje, id_).overordnet
    return tuple(replace(p, overordnet=over) if p.overordnet == id_ else p for p in linje if p.id != id_)


def uten_tomme(linje: Linje) -> Linje:
    """Linjen uten dem ingen har sagt noe om, og som ingen står under."""
    under = {p.overordnet for p in linje}
    return tuple(p for p in linje if p.navn or p.rolle or p.id in under)


def _omtalt(person: Person) -> str | Melding:
    return person.navn or Melding(f"rolle_bestemt.{_rollen(person)}")


def _finn(linje: Linje, id_: str) -> Person:
    return next(p for p in linje if p.id == id_)


# I ord


@dataclass(frozen=True)
class Linjebilde:
    """Linjen slik den vises i innstillingene. ``tekst`` gir ordene på vinduets målform."""

    linje: Linje
    tekst: Callable[..., str]

    @cached_property
    def _ansatte(self) -> dict[str, m.Ansatt]:
        return {a.id: a for a in ansatte(self.linje)}

    @property
    def rekken(self) -> Linje:
        """Alle, de som har sluttet, sist."""
        return tuple(sorted(self.linje, key=lambda p: p.sluttet))

    def person(self, id_: str) -> Person:
        return _finn(self.linje, id_)

    def omtalt(self, id_: str) -> str:
        """Personen inne i en setning: navnet, ellers rollen."""
        person = self.person(id_)
        return person.navn or self.tekst(f"rolle_bestemt.{_rollen(person)}")

    def navn(self, id_: str) -> str:
        """Personen for seg selv, også før noen har sagt noe om henne."""
        person = self.person(id_)
        return stor(self.omtalt(id_) if person.navn or person.rolle else self.tekst("boks.ikke_fylt_ut"))

    def hvem_over(self, id_: str) -> str:
        """Spørsmålet om hvem som er over, når det ikke er sagt; ellers tomt, også før noen har sagt hvem hun er."""
        ansatt, person = self._ansatte.get(id_), self.person(id_)
        if ansatt is None or not har_hull(ansatt) or not (person.navn or person.rolle):
            return ""
        return self.tekst("ui_innstillinger.linje.hvem_over", ansatt=self.omtalt(id_))

    def boksene(self) -> tuple[Boks, ...]:
        """De en ny sak begynner med."""
        return tuple(
            Boks(
                id=a.id,
                navn=self.navn(a.id),
                rolle=self.tekst(f"rolle.{a.rolle}") if self.person(a.id).rolle else "",
                status=self._status(a),
                farge=Farge.NOYTRAL,
                under=a.overordnet or "",
            )
            for a in self._ansatte.values()
        )

    def _status(self, ansatt: m.Ansatt) -> str:
        overst = self.tekst("ui_innstillinger.linje.overst") if har_ingen_over(ansatt) else ""
        return self.hvem_over(ansatt.id) or overst

    def sporsmalene(self, id_: str) -> dict[str, Sporsmal]:
        """Det som kan svares om personen, etter feltet: hvem som er over, hvorfor ingen er det, og rollen.

        Hvem som er over, bare når det er noen å spørre om: ikke over den øverste, og ikke når hun har sluttet.
        """
        ansatt = self._ansatte.get(id_)
        ut: dict[str, Sporsmal] = {}
        if ansatt is not None and (ansatt.overordnet or ansatt.rolle not in m.OVERST):
            ut["overordnet"] = self._sporsmal(id_, "overordnet", ansatt.overordnet or "", self._kan_sta_over(id_))
            if ansatt.rolle in m.KAN_VAERE_OVERST:
                ut["ingen_over"] = self._sporsmal(
                    id_, "ingen_over", ansatt.ingen_over or "", self._valg("ingen_over", _GRUNNER)
                )
        rolle = self.person(id_).rolle
        return ut | {"rolle": self._sporsmal(id_, "rolle", rolle, self._valg("rolle_valg", _ROLLER))}

    def _kan_sta_over(self, id_: str) -> tuple[Valg, ...]:
        """De andre i linjen. De som avvises, står sist: med piltastene kommer ingen forbi dem."""
        over = {p.id: p.overordnet for p in self.linje}
        andre = sorted((a for a in self._ansatte if a != id_), key=lambda annen: i_ring(over, id_, annen))
        return tuple(Valg(annen, self.navn(annen)) for annen in andre)

    def _valg(self, begrep: str, verdier: Iterable[str]) -> tuple[Valg, ...]:
        return tuple(Valg(verdi, stor(self.tekst(f"{begrep}.{verdi}"))) for verdi in verdier)

    def _sporsmal(self, id_: str, felt: str, svar: str, valg: tuple[Valg, ...]) -> Sporsmal:
        sti = i_liste("ansatte", id_) / felt
        usagt = Melding(f"sporsmal.ansatte.{felt}.tekst")
        return Sporsmal(sti, Svarslag.VALG, usagt.paa(self.tekst), usagt, svar, valg=valg)
