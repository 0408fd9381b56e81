"""Brevmalene i ``letters/``: ett Markdown-dokument for hvert brev og hver målform.

Det som er likt i flere brev, står én gang i ``felles/`` og settes inn når malene leses. Resten av programmet, og
kontoret som henter malene, ser hele brev.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from overforing.sak.modell import Dokument, Malform

Nokkel = tuple[Malform, Dokument]

_FELLES = re.compile(r'^\{% include "(\w+)" %\}\n', re.MULTILINE)


class Maler(Mapping[Nokkel, str]):
    """Malene som finnes, med målform og dokument som nøkkel."""

    def __init__(self, tekster: Mapping[Nokkel, str]) -> None:
        self._tekster = dict(tekster)

    @classmethod
    def les(cls, letters: Path) -> Maler:
        """Les ``nb/*.md`` og ``nn/*.md``. En fil som ikke heter som et dokument, er en feil i programmet."""

        def hel(fil: Path) -> str:
            felles = letters / "felles" / fil.parent.name
            return _FELLES.sub(lambda bit: (felles / f"{bit[1]}.md").read_text("utf-8"), fil.read_text("utf-8"))

        return cls(
            {
                (malform, Dokument(fil.stem)): hel(fil)
                for malform in Malform
                for fil in sorted((letters / malform.value).glob("*.md"))
            }
        )

    def med(self, egne: Mapping[Nokkel, str]) -> Maler:
        """Malene der de egne trer i stedet for våre."""
        return Maler({**self._tekster, **egne})

    def finnes(self, dokument: Dokument) -> bool:
        """Dokumentet kan lages på begge målformer."""
        return all((malform, dokument) in self._tekster for malform in Malform)

    @property
    def dokumenter(self) -> tuple[Dokument, ...]:
        return tuple(dokument for dokument in Dokument if self.finnes(dokument))

    def __getitem__(self, nokkel: Nokkel) -> str:
        return self._tekster[nokkel]

    def __iter__(self) -> Iterator[Nokkel]:
        return iter(self._tekster)

    def __len__(self) -> int:
        return len(self._tekster)
