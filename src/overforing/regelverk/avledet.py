"""Forvaltningsloven § 6 tredje ledd (1967), § 25 annet ledd (2025): virkningen for dem under en inhabil overordnet.

De kan ikke avgjøre, men de kan forberede. Virkningen går bare nedover, gjennom alle ledd, i samme organ; den rammer
også den som ikke er gjort kjent med saken. Foreløpige avgjørelser, løpende oppfølging og råd er ikke sperret.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from overforing.sak.modell import Regelsett
from overforing.sak.sti import Sti, i_liste

from . import hjemmel as hj
from .funn import Funn, Status, Steg
from .gren import Gren

STEG = Steg.AVLEDET


@dataclass(frozen=True)
class Grunnlag:
    """``over`` er kjeden over den ansatte, ``egne`` alles egen status. I en ledig stilling er det ingen å ramme."""

    ansatt: str
    over: tuple[str, ...]
    egne: Mapping[str, Status]
    ledig: bool = False

    @property
    def inhabil_over(self) -> str | None:
        """Den nærmeste inhabile i kjeden over."""
        return next((id_ for id_ in self.over if self.egne[id_] is Status.INHABIL), None)

    @property
    def felt(self) -> tuple[Sti, ...]:
        ledd = [self.ansatt, *self.over]
        til = ledd.index(self.inhabil_over) if self.inhabil_over else 0
        return tuple(i_liste("ansatte", id_) / "overordnet" for id_ in ledd[:til])


_RAMMES = (Status.HABIL, Status.IKKE_KJENT)

GRENER: tuple[Gren[Grunnlag], ...] = (
    Gren(
        "overordnet_inhabil",
        lambda g: g.egne[g.ansatt] in _RAMMES and not g.ledig and g.inhabil_over is not None,
        Status.AVLEDET,
        hj.AVLEDET,
        felt=lambda g: g.felt,
    ),
)


def vurder(
    ansatt: str, over: tuple[str, ...], egne: Mapping[str, Status], regelsett: Regelsett, *, ledig: bool = False
) -> Funn | None:
    """Fvl § 6 tredje ledd: funnet når den ansatte er avledet inhabil, ellers ``None``."""
    grunnlag = Grunnlag(ansatt, over, egne, ledig)
    gren = next((gren for gren in GRENER if gren.vilkar(grunnlag)), None)
    if gren is None:
        return None
    return Funn(
        STEG,
        gren.id,
        gren.utfall,
        gren.hjemler(grunnlag, regelsett),
        gren.stier(grunnlag),
        om=ansatt,
        verdier={"ansatt": ansatt, "overordnet": grunnlag.inhabil_over or ""},
    )
