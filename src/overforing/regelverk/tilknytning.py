"""Forvaltningsloven § 6 første og annet ledd (1967), §§ 26 og 27 (2025): hva hver tilknytning betyr.

Tabellen sier for hver type om den gjør den ansatte inhabil uten videre, eller krever en konkret vurdering,
og etter hvilken bestemmelse. Parten er den ansattes …
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from overforing.sak.modell import Regelsett
from overforing.sak.modell import Tilknytningstype as T

from .hjemmel import Hjemmel, Lov


@dataclass(frozen=True)
class Grunn:
    """``uten_videre``: inhabil uten nærmere vurdering. Ellers kreves en konkret vurdering."""

    uten_videre: bool
    hjemmel: Hjemmel


def _a67(bokstav: str, nummer: int | None = None) -> Grunn:
    return Grunn(True, Hjemmel(Lov.FVL, "6", 1, bokstav, nummer))


def _a25(ledd: int, bokstav: str | None = None) -> Grunn:
    return Grunn(True, Hjemmel(Lov.FVL2025, "26", ledd, bokstav))


_S67 = Grunn(False, Hjemmel(Lov.FVL, "6", 2))
_S25 = Grunn(False, Hjemmel(Lov.FVL2025, "27"))

_TABELL: Mapping[T, tuple[Grunn, Grunn]] = {
    T.ER_PART: (_a67("a"), _a25(1)),
    T.SLEKT_RETT_LINJE: (_a67("b"), _a25(2, "b")),
    T.SOSKEN: (_a67("b"), _a25(2, "c")),
    T.EKTEFELLE: (_a67("c"), _a25(2, "a")),
    T.TIDLIGERE_EKTEFELLE: (_a67("c"), _a25(2, "a")),
    T.FORLOVET: (_a67("c"), _a25(2, "a")),
    # Også den nye loven nevner bare den nåværende forlovede.
    T.TIDLIGERE_FORLOVET: (_S67, _S25),
    T.SAMBOER: (_S67, _a25(2, "a")),
    T.TIDLIGERE_SAMBOER: (_S67, _a25(2, "a")),
    T.KJARESTE: (_S67, _S25),
    T.FELLES_BARN: (_S67, _S25),
    T.SVIGERFORELDER: (_a67("b"), _a25(2, "d")),
    T.SVIGERBARN: (_a67("b"), _a25(2, "b")),
    T.STEFORELDER: (_a67("b"), _a25(2, "f")),
    T.STEBARN: (_a67("b"), _a25(2, "f")),
    T.EKTEFELLES_SOSKEN: (_a67("b"), _a25(2, "d")),
    T.SOSKENS_EKTEFELLE: (_a67("b"), _a25(2, "c")),
    T.SAMBOERS_SLEKT: (_S67, _a25(2, "d")),
    T.SLEKTS_SAMBOER: (_S67, _a25(2, "b")),
    T.SOSKENS_SAMBOER: (_S67, _a25(2, "c")),
    T.FOSTERFORELDER: (_a67("c"), _a25(2, "e")),
    T.FOSTERBARN: (_a67("c"), _a25(2, "e")),
    T.TIDLIGERE_FOSTERFORHOLD: (_S67, _S25),
    T.VERGE_FULLMEKTIG: (_a67("d"), _a25(3, "a")),
    T.TIDLIGERE_VERGE_FULLMEKTIG: (_S67, _S25),
    T.LEDELSE_FORENING_PART: (_a67("e", 1), _a25(3, "b")),
    T.LEDELSE_SELSKAP_PART: (_a67("e", 2), _a25(3, "b")),
    # Unntaket for selskap som er fullt ut offentlig eid, står ikke i den nye loven.
    T.LEDELSE_OFFENTLIG_SELSKAP_PART: (_S67, _a25(3, "b")),
    T.ANNEN_SLEKT: (_S67, _S25),
    # Om svogerskapet består etter skilsmisse, er uavklart: derfor en konkret vurdering.
    T.TIDLIGERE_SVOGERSKAP: (_S67, _S25),
    T.SVOGERS_EKTEFELLE: (_S67, _S25),
    T.NART_VENNSKAP: (_S67, _S25),
    T.BEKJENTSKAP: (_S67, _S25),
    T.NABO: (_S67, _S25),
    T.KOLLEGA: (_S67, _S25),
    T.TIDLIGERE_KOLLEGA: (_S67, _S25),
    T.KONFLIKT: (_S67, _S25),
    T.OKONOMISK_INTERESSE: (_S67, _S25),
    T.NERSTAENDE_INTERESSE: (_S67, _S25),
    T.TIDLIGERE_BEFATNING: (_S67, _S25),
    T.UNDERINSTANS: (_S67, _a25(4)),
    T.FELLES_VERV: (_S67, _S25),
    T.ANNET: (_S67, _S25),
}


def grunn(type_: T, regelsett: Regelsett) -> Grunn:
    """Regelen for en tilknytning i et regelsett."""
    gammel, ny = _TABELL[type_]
    return gammel if regelsett is Regelsett.FVL1967 else ny
