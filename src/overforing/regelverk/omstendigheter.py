"""Det en avklaring kan hvile på: saken, utfallet og veien dit."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from overforing.sak.modell import Ansatt, Dokument, Regelsett, Sak, Stedfortredertype

from .besvarelse import Besvarelse
from .funn import Funn, Status, Steg, Utfall
from .losning import Grunnlag as Losning
from .oppholdskommune import Etterfolger, som_den_heter


@dataclass(frozen=True)
class Omstendigheter:
    """Alt en avklaring kan hvile på. ``losning`` er grunnlaget for stedfortredersteget, også når det ikke ble nådd.

    ``alternativene_provd``: veien nådde de enkelte alternativene (rettsgrunnlag § 5 punkt 6 eller senere).
    ``baerer`` er alternativet utfallet hviler på. ``egen`` og ``ansvarlig`` er kommunene slik de er den dagen.
    """

    sak: Sak
    regelsett: Regelsett
    utfall: Utfall
    spor: tuple[Funn, ...]
    losning: Losning
    besvarelse: Besvarelse
    alternativene_provd: bool
    baerer: Stedfortredertype | None
    egen: str | None
    ansvarlig: str | None
    dokumenter: tuple[Dokument, ...]
    embete_for: Mapping[str, str]
    etterfolger: Etterfolger = som_den_heter

    @property
    def statuser(self) -> Mapping[str, Status]:
        return self.losning.statuser

    @cached_property
    def nadd(self) -> frozenset[Steg]:
        return frozenset(funn.steg for funn in self.spor)

    @cached_property
    def gren(self) -> Mapping[tuple[Steg, str | None], str]:
        """Grenen som slo til, etter steg og ansatt."""
        return {(funn.steg, funn.om): funn.gren for funn in self.spor}

    @cached_property
    def ansatte(self) -> tuple[Ansatt, ...]:
        """De det reises tvil om: linjen, og dem et mulig alternativ navngir. Andre ansatte gir ingen tvil."""
        navngitte = {id_ for a in self.sak.stedfortreder if a.mulig for id_ in (a.ansatt, a.svarer_til)}
        return tuple(a for a in self.sak.ansatte if a.id in self.losning.linjen or a.id in navngitte)

    @cached_property
    def baerende(self) -> str | None:
        """Den ansatte som bærer utfallet."""
        return self.losning.alternativer[self.baerer].ansatt if self.baerer else None

    @property
    def hastesvar_uten_tiltak(self) -> bool:
        return bool(self.sak.soknad.haster) and not self.sak.midlertidige_tiltak

    @property
    def ingen_tiltak_begrunnet(self) -> bool:
        return self.sak.ingen_tiltak is not None and bool(self.sak.ingen_tiltak.begrunnelse.strip())
