"""Det PDF-en tar med fra kontorets brevhode i Word, som data: siden, topp- og bunntekst, logo og overskriftenes farger.

PDF-en har sin egen skrift. Det som ikke kan bli med, står i ``utelatt``, så kontoret får vite det når det velger.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from overforing.feil import Melding


@dataclass(frozen=True)
class Bit:
    """Tekst med samme utseende. ``storrelse`` er i punkt, ``farge`` «#rrggbb» eller tom. ``felt`` er «side» eller
    «sider» når teksten er et sidetall."""

    tekst: str
    fet: bool
    kursiv: bool
    farge: str
    storrelse: float
    felt: str = ""


@dataclass(frozen=True)
class Bilde:
    """Et bilde: ``nummer`` i ``Brevhodeinnhold.bilder``, og mål i mm. ``sted`` er fra sidens hjørne øverst til venstre
    når det er festet der."""

    nummer: int
    bredde: float
    hoyde: float
    alternativ: str
    sted: tuple[float, float] | None = None


@dataclass(frozen=True)
class Strek:
    """En strek over eller under et avsnitt. ``tykkelse`` i punkt."""

    farge: str
    tykkelse: float


@dataclass(frozen=True)
class Linje:
    """Ett avsnitt. ``deler`` er skilt med tabulator, og ``stopp`` er (justering, mm) for hver del etter den første.

    ``storrelse`` er skriftens, også når avsnittet er tomt, og ``over`` og ``under`` er luft, alle i punkt; ``innrykk``
    er i mm, og ``utkast`` sier at avsnittet er plassen til utkastmerket.
    """

    justering: str
    storrelse: float
    deler: tuple[tuple[Bit | Bilde, ...], ...]
    stopp: tuple[tuple[str, float], ...] = ()
    over: float = 0
    under: float = 0
    innrykk: float = 0
    strek_over: Strek | None = None
    strek_under: Strek | None = None
    utkast: bool = False


@dataclass(frozen=True)
class Rute:
    """En tabell brukt til plassering: bredden på kolonnene i mm, og cellene som (spenn, avsnitt)."""

    kolonner: tuple[float, ...]
    celler: tuple[tuple[int, tuple[Linje, ...]], ...]


Innhold = tuple[Linje | Rute, ...]


@dataclass(frozen=True)
class Brevhodeinnhold:
    """Brevhodet som data. ``marger`` er topp, høyre, bunn, venstre og ``kanter`` avstanden fra sidens topp og bunn
    til topp- og bunnteksten, alt i mm.

    ``topp`` og ``bunn`` har nøklene «vanlig», «forste» og «like»; de to siste bare når siden er en annen enn de andre.
    """

    storrelse: tuple[float, float]
    marger: tuple[float, float, float, float]
    kanter: tuple[float, float]
    topp: dict[str, Innhold] = field(hash=False)
    bunn: dict[str, Innhold] = field(hash=False)
    bilder: tuple[bytes, ...] = field(repr=False)
    overskrifter: tuple[str, str]
    utelatt: tuple[Melding, ...] = ()

    @property
    def pa_forste_side(self) -> str:
        """Teksten i topp- og bunnteksten på første side."""
        deler = (del_.get("forste", del_.get("vanlig", ())) for del_ in (self.topp, self.bunn))
        linjer = (linje for innhold in deler for linje in _linjene(innhold))
        return "\n".join(
            " ".join("".join(bit.tekst for bit in biter if isinstance(bit, Bit)) for biter in linje.deler)
            for linje in linjer
        )


def _linjene(innhold: Innhold) -> Iterator[Linje]:
    for del_ in innhold:
        if isinstance(del_, Linje):
            yield del_
        else:
            yield from (linje for _, linjer in del_.celler for linje in linjer)
