"""Det som mangler i en forespørsel, sett med programmets egne øyne på de samme svarene.

Ren: vurderingen er gitt, gjort etter sakens eget regelsett. Lista er et grunnlag for etterlysningen; hva som faktisk
trengs for å avgjøre, bestemmer saksbehandleren.
"""

from __future__ import annotations

from dataclasses import dataclass

from overforing.regelverk.funn import Avklaring, Mangel, Utfall, Vurdering

from .foresporsel import Slag

VENTET: dict[Slag, Utfall] = {
    Slag.ANMODNING: Utfall.BE_OM_OVERFORING,
    Slag.TVIST: Utfall.TVIST_OM_OPPHOLD,
}
"""Utfallet svarene må gi for at det som bes om, følger av dem."""


@dataclass(frozen=True)
class Mangelliste:
    """Det som bør spørres om.

    ``annet_utfall`` er programmets utfall når svarene ikke fører til det kommunen ber om. ``ma_loses`` er det som
    holdt saken tilbake hos avsenderen også, ``bor_avklares`` resten av tvilene.
    """

    annet_utfall: Utfall | None
    mangler: tuple[Mangel, ...]
    ma_loses: tuple[Avklaring, ...]
    bor_avklares: tuple[Avklaring, ...]

    @property
    def antall(self) -> int:
        return (self.annet_utfall is not None) + len(self.mangler) + len(self.ma_loses) + len(self.bor_avklares)


def mangelliste(slag: Slag, vurdering: Vurdering) -> Mangelliste:
    """Lista for en forespørsel av dette slaget."""
    stemmer = vurdering.utfall in (VENTET[slag], Utfall.UAVKLART)
    return Mangelliste(
        annet_utfall=None if stemmer else vurdering.utfall,
        mangler=vurdering.mangler,
        ma_loses=tuple(a for a in vurdering.avklaringer if a.ma_loses),
        bor_avklares=tuple(a for a in vurdering.avklaringer if not a.ma_loses),
    )
