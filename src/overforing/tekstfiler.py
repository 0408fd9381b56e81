"""Tekstene på bokmål og nynorsk ved siden av hverandre: ``{nb = …, nn = …}`` for hver nøkkel i TOML-filer."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from threading import Lock
from typing import Any


class Tekster(Mapping[str, Mapping[str, str]]):
    """Tekstene i ``mappe/*.toml``. En fil tolkes først når noen spør etter en nøkkel i den: vinduet skal fram fort."""

    _TABELL = re.compile(r"^\[([^].]+)", re.MULTILINE)

    def __init__(self, mappe: Path) -> None:
        self._lest: dict[str, Mapping[str, str]] = {}
        self._uleste: dict[Path, str] = {fil: fil.read_text("utf-8") for fil in sorted(mappe.glob("*.toml"))}
        self._filer: dict[str, list[Path]] = {}
        for fil, innhold in self._uleste.items():
            for tabell in dict.fromkeys(self._TABELL.findall(innhold)):
                self._filer.setdefault(tabell, []).append(fil)
        # Brevene lages ved siden av vinduet, og begge henter tekster.
        self._laas = Lock()

    def __getitem__(self, nokkel: str) -> Mapping[str, str]:
        if nokkel not in self._lest:
            self._les(self._filer.pop(nokkel.partition(".")[0], ()))
        return self._lest[nokkel]

    def __iter__(self) -> Iterator[str]:
        self._les(list(self._uleste))
        return iter(self._lest)

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def _les(self, filer: Iterable[Path]) -> None:
        import tomllib

        with self._laas:
            for fil in filer:
                if fil not in self._uleste:
                    continue
                for nokkel, par in _flat(tomllib.loads(self._uleste[fil])):
                    if nokkel in self._lest:
                        raise ValueError(f"{fil.name}: {nokkel} er skrevet to ganger")
                    self._lest[nokkel] = par
                del self._uleste[fil]


def _flat(tabell: Mapping[str, Any], sti: str = "") -> Iterator[tuple[str, Mapping[str, str]]]:
    if set(tabell) == {"nb", "nn"} and all(isinstance(v, str) for v in tabell.values()):
        yield sti, {m: tabell[m].strip() for m in tabell}
        return
    for navn, innhold in tabell.items():
        if not isinstance(innhold, Mapping):
            raise ValueError(f"{sti}.{navn}: en tekst må ha både nb og nn")
        yield from _flat(innhold, f"{sti}.{navn}" if sti else navn)
