"""Å lage ett brev ferdig til visning. Kalles på arbeidstråden, så alt som trengs, gis inn."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from overforing.brev.modell import Brev
from overforing.sak.modell import Dokument, Sak
from overforing.saksgang.kontor import Sakskontor, Vurdering
from overforing.saksgang.omskrevet import Del, deler, uten_egne
from overforing.saksgang.utgang import Sidebilde

if TYPE_CHECKING:
    from overforing.saksgang.mottak.svar import Mottakssvar, Svarutkast


@dataclass(frozen=True)
class Laget:
    """Ett brev laget ferdig ved siden av vinduet. ``svar`` er det som hører til et brev fra Statsforvalteren."""

    brev: Brev
    sider: tuple[Sidebilde, ...]
    deler: tuple[Del, ...]
    svar: Svarutkast | None = None


def lag_forhandsvisning(kontor: Sakskontor, dokument: Dokument, sak: Sak, vurdering: Vurdering, bredde: int) -> Laget:
    """Brevet med sidene ``bredde`` piksler brede, og delene med forslaget ved siden av brukerens tekst."""
    brev = kontor.utkast(dokument, sak, vurdering)
    forslag = kontor.utkast(dokument, uten_egne(sak), vurdering)
    egne = sak.brev.overstyringer.get(dokument, {}).get(sak.malform, {})
    return Laget(brev, kontor.sider(brev, sak, vurdering, bredde), deler(brev, forslag, egne))


def lag_svarbrev(svar: Mottakssvar, utkast: Svarutkast, bredde: int) -> Laget:
    """Det samme for et brev fra Statsforvalteren."""
    alle = deler(utkast.brev, utkast.forslag, utkast.egne)
    return Laget(utkast.brev, svar.sider(utkast, bredde), alle, utkast)
