"""Brevene skrevet av de tekstene som gjelder nå: våre, eller kontorets egne der de er valgt."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from overforing.brev.modell import Brev, Seksjon
from overforing.feil import KanIkke, OverforingFeil
from overforing.mottak.svargrunnlag import Svargrunnlag
from overforing.regelverk.funn import Vurdering
from overforing.sak.modell import Dokument, Malform, Sak

if TYPE_CHECKING:
    from overforing.brev.komponer import Brevstoff

Nokkel = tuple[Malform, Dokument]


@dataclass(frozen=True)
class Brevskriver:
    """``vare`` er tekstene som følger med programmet, og ``stoff`` gir det brevene lages av akkurat nå."""

    vare: Mapping[Nokkel, str]
    stoff: Callable[[], Brevstoff]

    def lag(
        self,
        dokument: Dokument,
        sak: Sak,
        vurdering: Vurdering,
        malform: Malform | None = None,
        *,
        utkast: bool = False,
    ) -> Brev:
        """Kommunens brev. Kaster ``KanIkke`` når det ikke kan skrives, også når kontorets egen tekst er grunnen."""
        from overforing.brev.komponer import lag_brev

        malform = malform or sak.malform
        return self._skriv(
            (malform, dokument), lambda stoff: lag_brev(dokument, sak, vurdering, stoff, malform=malform, utkast=utkast)
        )

    def lag_svar(self, dokument: Dokument, grunnlag: Svargrunnlag) -> Brev:
        """Statsforvalterens brev. Feil som for ``lag``."""
        from overforing.brev.komponer import lag_svarbrev

        return self._skriv((grunnlag.malform, dokument), lambda stoff: lag_svarbrev(dokument, grunnlag, stoff))

    def _skriv(self, nokkel: Nokkel, lag: Callable[[Brevstoff], Brev]) -> Brev:
        """En egen tekst er prøvd, men ikke med hver sak. Går det ikke, er det teksten som må rettes."""
        stoff = self.stoff()
        try:
            brev = lag(stoff)
            if not brev.tittel:
                raise ValueError("feil.mal.uten_tittel")
            return brev
        except OverforingFeil:
            raise
        except Exception as feil:
            if stoff.maler.get(nokkel) == self.vare.get(nokkel):
                raise
            navn = f"{nokkel[0].value}/{nokkel[1].value}.md"
            raise KanIkke("feil.program.egen_tekst", fil=navn) from feil


def seksjonstekst(seksjon: Seksjon) -> str:
    """Seksjonen som tekst å skrive videre på: blank linje skiller avsnitt, «- » er et listepunkt."""
    from overforing.brev.komponer import som_tekst

    return som_tekst(seksjon.blokker)
