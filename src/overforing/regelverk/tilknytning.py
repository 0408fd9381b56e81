"""Forvaltningsloven § 6 første og annet ledd (1967), §§ 26 og 27 (2025): hva hver tilknytning betyr.

Tabellen sier for hver type om den gjør den ansatte inhabil uten videre, eller krever en konkret vurdering,
og etter hvilken bestemmelse. Parten er den ansattes …
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from overforing.sak.modell import Regelsett, Tilknytning
from overforing.sak.modell import Tilknytningstype as Type

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

_TABELL: Mapping[Type, tuple[Grunn, Grunn]] = {
    Type.ER_PART: (_a67("a"), _a25(1)),
    Type.SLEKT_RETT_LINJE: (_a67("b"), _a25(2, "b")),
    Type.SOSKEN: (_a67("b"), _a25(2, "c")),
    Type.EKTEFELLE: (_a67("c"), _a25(2, "a")),
    Type.TIDLIGERE_EKTEFELLE: (_a67("c"), _a25(2, "a")),
    Type.FORLOVET: (_a67("c"), _a25(2, "a")),
    # Også den nye loven nevner bare den nåværende forlovede.
    Type.TIDLIGERE_FORLOVET: (_S67, _S25),
    Type.SAMBOER: (_S67, _a25(2, "a")),
    Type.TIDLIGERE_SAMBOER: (_S67, _a25(2, "a")),
    Type.KJARESTE: (_S67, _S25),
    Type.FELLES_BARN: (_S67, _S25),
    Type.SVIGERFORELDER: (_a67("b"), _a25(2, "d")),
    Type.SVIGERBARN: (_a67("b"), _a25(2, "b")),
    Type.STEFORELDER: (_a67("b"), _a25(2, "f")),
    Type.STEBARN: (_a67("b"), _a25(2, "f")),
    Type.EKTEFELLES_SOSKEN: (_a67("b"), _a25(2, "d")),
    Type.SOSKENS_EKTEFELLE: (_a67("b"), _a25(2, "c")),
    Type.SAMBOERS_SLEKT: (_S67, _a25(2, "d")),
    Type.SLEKTS_SAMBOER: (_S67, _a25(2, "b")),
    Type.SOSKENS_SAMBOER: (_S67, _a25(2, "c")),
    Type.FOSTERFORELDER: (_a67("c"), _a25(2, "e")),
    Type.FOSTERBARN: (_a67("c"), _a25(2, "e")),
    Type.TIDLIGERE_FOSTERFORHOLD: (_S67, _S25),
    Type.VERGE_FULLMEKTIG: (_a67("d"), _a25(3, "a")),
    Type.TIDLIGERE_VERGE_FULLMEKTIG: (_S67, _S25),
    Type.LEDELSE_FORENING_PART: (_a67("e", 1), _a25(3, "b")),
    Type.LEDELSE_SELSKAP_PART: (_a67("e", 2), _a25(3, "b")),
    # Unntaket for selskap som er fullt ut offentlig eid, står ikke i den nye loven.
    Type.LEDELSE_OFFENTLIG_SELSKAP_PART: (_S67, _a25(3, "b")),
    Type.ANNEN_SLEKT: (_S67, _S25),
    # Om svogerskapet består etter skilsmisse, er uavklart: derfor en konkret vurdering.
    Type.TIDLIGERE_SVOGERSKAP: (_S67, _S25),
    Type.SVOGERS_EKTEFELLE: (_S67, _S25),
    Type.NART_VENNSKAP: (_S67, _S25),
    Type.BEKJENTSKAP: (_S67, _S25),
    Type.NABO: (_S67, _S25),
    Type.KOLLEGA: (_S67, _S25),
    Type.TIDLIGERE_KOLLEGA: (_S67, _S25),
    Type.KONFLIKT: (_S67, _S25),
    Type.OKONOMISK_INTERESSE: (_S67, _S25),
    Type.NERSTAENDE_INTERESSE: (_S67, _S25),
    Type.TIDLIGERE_BEFATNING: (_S67, _S25),
    Type.UNDERINSTANS: (_S67, _a25(4)),
    Type.FELLES_VERV: (_S67, _S25),
    Type.ARBEIDSFORHOLD: (_S67, _S25),
    Type.PARTENS_REPRESENTANT: (_S67, _S25),
    Type.ANNET: (_S67, _S25),
}


def grunn(type_: Type, regelsett: Regelsett) -> Grunn:
    """Regelen for en tilknytning i et regelsett."""
    gammel, ny = _TABELL[type_]
    return gammel if regelsett is Regelsett.FVL1967 else ny


def krever_vurdering(tilknytninger: Iterable[Tilknytning], regelsett: Regelsett) -> tuple[Type, ...]:
    """Typene som må vurderes konkret, hver én gang."""
    typer = dict.fromkeys(tilknytning.type for tilknytning in tilknytninger)
    return tuple(type_ for type_ in typer if not grunn(type_, regelsett).uten_videre)
