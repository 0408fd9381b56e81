"""Hva som skal veies når en tilknytning krever en konkret vurdering (fvl § 6 annet ledd, § 27 i loven av 2025)."""

from __future__ import annotations

from dataclasses import dataclass

from overforing.sak.kodeverk import Malform, Tilknytningstype

from .katalog import Katalog

INNSIGELSE = "innsigelse"
"""En part mener at den ansatte er inhabil."""
KOLLEGA_SOM_PART = "kollega_som_part"
"""En annen ved kontoret er selv part i saken."""


@dataclass(frozen=True)
class Vekt:
    """Spørsmålene, det som er vanlig, og en kilde å slå opp. Utgangspunktet er aldri svaret."""

    sporsmal: tuple[str, ...]
    utgangspunkt: str
    kilde: str = ""


def vekt(katalog: Katalog, hva: Tilknytningstype | str, malform: Malform) -> Vekt | None:
    """Det som skal veies for tilknytningen, ``INNSIGELSE`` eller ``KOLLEGA_SOM_PART``.

    Ingenting for en tilknytning som gjør inhabil uten videre etter begge lovene.
    """
    if f"vekt.{hva}.utgangspunkt" not in katalog:
        return None
    kilde = f"vekt.{hva}.kilde"
    return Vekt(
        sporsmal=tuple(katalog.hent(f"vekt.{hva}.sporsmal", malform).splitlines()),
        utgangspunkt=katalog.hent(f"vekt.{hva}.utgangspunkt", malform),
        kilde=katalog.hent(kilde, malform) if kilde in katalog else "",
    )
