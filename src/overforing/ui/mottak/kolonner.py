"""Kolonnene i lista over forespørslene: hvor brede de blir, og hvilke som viker når det er trangt."""

from __future__ import annotations

from collections.abc import Mapping

from overforing.mottak.utvalg import Sortering

KOLONNER = ("nummer", "mottatt", "kommune", "inhabile", "tilstand", "frist", "saksbehandler")

BRYTES = frozenset({"kommune", "inhabile", "tilstand", "saksbehandler"})
"""Kolonnene som heller går over flere linjer enn å kuttes."""

SORTERING: Mapping[str, Sortering] = {
    "nummer": Sortering.NYEST,
    "mottatt": Sortering.MOTTATT,
    "kommune": Sortering.KOMMUNE,
    "inhabile": Sortering.INHABILE,
    "tilstand": Sortering.STATUS,
    "frist": Sortering.FRIST,
    "saksbehandler": Sortering.SAKSBEHANDLER,
}
"""Det lista sorteres på når det trykkes på overskriften."""

_VIKER = ("inhabile", "saksbehandler", "mottatt", "frist", "kommune")
"""Kolonnene som viker når ikke engang det lengste ordet i hver får plass, den første først."""


def kolonnebredder(plass: int, minst: Mapping[str, int], onsket: Mapping[str, int]) -> dict[str, int]:
    """Bredden på hver kolonne som får plass, til sammen ``plass``.

    ``minst`` er det en kolonne trenger når teksten brytes, ``onsket`` når den står på én linje.
    """
    vises = list(KOLONNER)
    for navn in _VIKER:
        if sum(minst[en] for en in vises) > plass:
            vises.remove(navn)
    bredder = {navn: minst[navn] for navn in vises}
    igjen = plass - sum(bredder.values())
    # Den som mangler minst, får først: da blir flest hele.
    for navn in sorted(vises, key=lambda en: onsket[en] - minst[en]):
        mer = max(0, min(igjen, onsket[navn] - bredder[navn]))
        bredder[navn] += mer
        igjen -= mer
    luft = [navn for navn in vises if navn in BRYTES] if igjen > 0 else []
    for navn in luft:
        bredder[navn] += igjen // len(luft)
    bredder[vises[-1]] += max(0, plass - sum(bredder.values()))
    return bredder
