"""Hvem et brev til søkeren går til, hvor det sendes, og hvem som får kopi (fvl § 12).

En som representerer parten, er mottakeren; parten får kopi når hun selv skal ha beskjed. Postadressene står i disse
brevene og ingen andre steder. Har noen av partene adressesperre, står ingen adresse, heller ikke representantens: de
kan bo sammen.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from overforing.sak.modell import (
    Orienteringsmottaker,
    OrienteringSoker,
    Part,
    Partsrolle,
    Representant,
    Representanttype,
    Sakstype,
)
from overforing.tekster.katalog import oppramsing
from overforing.tekster.navn import stor

from .begreper import Begreper
from .ord import adresselinjer, linje


@dataclass(frozen=True)
class Mottakerne:
    """``linjer`` står i hodet. ``representert`` sier hvem brevet er sendt til når det ikke er parten selv."""

    linjer: tuple[str, ...]
    kopi_til: tuple[str, ...]
    representert: str


@dataclass(frozen=True)
class _Mottaker:
    """Én å sende til. ``linjer`` er navnet og hvem hun er, ``adresse`` hvor hun bor."""

    linjer: tuple[str, ...]
    adresse: tuple[str, ...]


def sokere(parter: Sequence[Part]) -> list[Part]:
    """De brevet gjelder: ektefeller som søker sammen, er begge parter."""
    return [p for p in parter if p.rolle in (Partsrolle.SOKER, Partsrolle.EKTEFELLE) or len(parter) == 1]


def mottakerne(
    parter: Sequence[Part], orientert: OrienteringSoker | None, sakstype: Sakstype, ord_: Begreper
) -> Mottakerne:
    til = sokere(parter)
    selv = [p for p in til if p.representant is None]
    representanter = _representanter(til)
    alle = [
        *(_Mottaker((navn,), adresselinjer(part)) for part in selv if (navn := linje(part.navn))),
        *(
            _Mottaker(_representantens_linjer(r, _hvem(p, sakstype, ord_), ord_), adresselinjer(r))
            for r, p in representanter
        ),
    ]
    linjer = [rad for mottaker in alle for rad in mottaker.linjer] or [ord_.til_deg(sakstype, flere=len(til) > 1)]
    adresser = {mottaker.adresse for mottaker in alle} or {adresselinjer(part) for part in til}
    if len(adresser) == 1 and not any(p.adressesperre for p in parter):
        linjer += adresser.pop()
    return Mottakerne(
        linjer=tuple(linjer),
        kopi_til=tuple(stor(_hvem([p], sakstype, ord_)) for p in til if p.representant and _far_kopi(p, orientert)),
        representert=" ".join(
            _sendt_til(r, _hvem(p, sakstype, ord_), _hvem(til, sakstype, ord_), len(til) > 1, ord_)
            for r, p in representanter
        ),
    )


def _representanter(til: Sequence[Part]) -> list[tuple[Representant, list[Part]]]:
    """Hver representant med dem hun representerer; to ektefeller kan ha samme."""
    grupper: dict[Representant, list[Part]] = {}
    for part in til:
        if part.representant:
            grupper.setdefault(part.representant, []).append(part)
    return list(grupper.items())


def _far_kopi(part: Part, orientert: OrienteringSoker | None) -> bool:
    """Parten kan selv kreve å få beskjed, ved siden av eller i stedet for fullmektigen.

    Er det ikke sagt hvem som skal ha den, får en med fullmektig kopi; hos en med verge er det vergen som avgjør det.
    """
    if orientert is None:
        return part.representant is not None and part.representant.type is not Representanttype.VERGE
    return orientert.til is not Orienteringsmottaker.REPRESENTANT


def _hvem(parter: Sequence[Part], sakstype: Sakstype, ord_: Begreper) -> str:
    """«Eli og Ivar Eksempel», eller «den som har søkt» når noen ikke er navngitt."""
    navn = [linje(p.navn) for p in parter]
    return oppramsing(navn) if all(navn) else ord_.den_som(sakstype, flere=len(parter) > 1)


def _representantens_linjer(r: Representant, for_: str, ord_: Begreper) -> tuple[str, ...]:
    type_ = ord_.representant(r.type)
    if navn := linje(r.navn):
        return navn, ord_("brev.til.representant", type=type_, hvem=for_)
    return (ord_("brev.til.representant_uten_navn", type=type_, hvem=for_),)


def _sendt_til(r: Representant, for_: str, alle: str, flere: bool, ord_: Begreper) -> str:
    nokkel = "med_navn" if linje(r.navn) else "uten_navn"
    return ord_(
        f"brev.representert.{nokkel}",
        navn=linje(r.navn),
        type=ord_.representant(r.type),
        hvem=for_,
        du=ord_.du(flere),
        alle=alle,
    )
