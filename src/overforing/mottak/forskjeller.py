"""Hva som skiller to utgaver: felt for felt mellom to saker, og linje for linje mellom to brevtekster."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Feltforskjell:
    """Ett svar som er endret. ``None`` er «ikke der». Stien er saksfilens."""

    felt: str
    for_: str | None = field(repr=False)
    naa: str | None = field(repr=False)


@dataclass(frozen=True)
class Tekstforskjell:
    """Linjer som står i den ene teksten og ikke i den andre, i leserekkefølge."""

    fjernet: tuple[str, ...] = field(repr=False)
    lagt_til: tuple[str, ...] = field(repr=False)


def feltforskjeller(for_: Mapping[str, Any], naa: Mapping[str, Any]) -> tuple[Feltforskjell, ...]:
    """Svarene som skiller to saker, gitt som saksfilens verdier. Rekkefølgen er den nyes, så det som er borte."""
    gammel, ny = dict(flat(for_)), dict(flat(naa))
    return tuple(
        Feltforskjell(sti, gammel.get(sti), ny.get(sti))
        for sti in dict.fromkeys((*ny, *gammel))
        if gammel.get(sti) != ny.get(sti)
    )


def tekstforskjeller(ventet: Sequence[str], fant: Sequence[str]) -> tuple[Tekstforskjell, ...]:
    """Linjene som er tatt bort fra ``ventet`` og kommet til i ``fant``."""
    biter = difflib.SequenceMatcher(None, ventet, fant, autojunk=False).get_opcodes()
    return tuple(Tekstforskjell(tuple(ventet[a:b]), tuple(fant[c:d])) for hva, a, b, c, d in biter if hva != "equal")


def flat(verdi: object, sti: str = "") -> Iterator[tuple[str, str]]:
    """Hvert svar med sti, i filens rekkefølge."""
    match verdi:
        case Mapping():
            for navn, innhold in verdi.items():
                yield from flat(innhold, f"{sti}.{navn}" if sti else str(navn))
        case list() | tuple():
            for nokkel, element in zip(_nokler(verdi), verdi, strict=True):
                yield from flat(element, f"{sti}[{nokkel}]")
        case bool():
            yield sti, "ja" if verdi else "nei"
        case _:
            yield sti, str(verdi)


def _nokler(liste: Iterable[object]) -> list[str]:
    """Id-en eller typen der elementene har en, ellers plassen; aldri to like."""
    nokler = [
        str(e.get("id") or (e.get("type") if "mulig" in e or "ansatt" in e else None) or plass)
        if isinstance(e, Mapping)
        else str(plass)
        for plass, e in enumerate(liste)
    ]
    return nokler if len(set(nokler)) == len(nokler) else [str(plass) for plass in range(len(nokler))]
