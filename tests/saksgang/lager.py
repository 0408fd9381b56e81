"""Et lager i minnet, som gjør det samme som databasen gjør for én sak."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from overforing.sak.modell import Sak


class MinneLager:
    """Husker det siste utkastet og revisjonene for hver sak."""

    def __init__(self) -> None:
        self.utkast: dict[str, tuple[Sak, dict[str, str], int]] = {}
        self.revisjoner: list[tuple[str, str]] = []
        self.filer: dict[str, tuple[str, ...]] = {}

    def lagre_utkast(self, sak: Sak, raa: Mapping[str, str], versjon: int) -> int:
        self.utkast[sak.id] = (sak, dict(raa), versjon + 1)
        return versjon + 1

    def ny_revisjon(self, id_: str, grunn: str) -> None:
        self.revisjoner.append((id_, grunn))

    def slett(self, *ider: str) -> None:
        for id_ in ider:
            del self.utkast[id_]

    def husk_filer(self, id_: str, filer: Sequence[str]) -> None:
        self.filer[id_] = tuple(filer)
