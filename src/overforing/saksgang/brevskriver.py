"""Brevene skrevet av de tekstene som gjelder nå: våre, eller kontorets egne der de er valgt."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from overforing.brev.modell import Brev, Seksjon, brevtekst, tekstsum
from overforing.feil import KanIkke, OverforingFeil
from overforing.mottak.svargrunnlag import Svargrunnlag
from overforing.regelverk.funn import Vurdering
from overforing.sak.modell import Dokument, Malform, Sak

from .brevdato import brevdato

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
        i_dag: date | None = None,
    ) -> Brev:
        """Kommunens brev, med dagen det skal ha når det lages ``i_dag``; uten den gjelder sakens egen dag.

        Kaster ``KanIkke`` når det ikke kan skrives, også når kontorets egen tekst er grunnen.
        """
        from overforing.brev.komponer import lag_brev

        valgt = malform or sak.malform

        def med(dag: date | None) -> Brev:
            datert = replace(sak, brev=replace(sak.brev, dato=dag))
            return self._skriv(
                (valgt, dokument),
                lambda stoff: lag_brev(dokument, datert, vurdering, stoff, malform=valgt, utkast=utkast),
            )

        if i_dag is None:
            return med(sak.brev.dato)
        return med(brevdato(dokument, sak, vurdering, i_dag, lambda dag: tekstsum(brevtekst(med(dag)))))

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
