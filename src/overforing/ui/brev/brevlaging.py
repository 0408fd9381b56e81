"""Å lage ett brev ferdig til visning. Kalles på arbeidstråden, så alt som trengs, gis inn."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from overforing.brev.modell import Brev
from overforing.sak.modell import Dokument, Overstyring, Sak
from overforing.saksgang.brevskriver import seksjonstekst
from overforing.saksgang.kontor import Sakskontor, Vurdering
from overforing.saksgang.utgang import Sidebilde

from .omskriving import Del

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
    forslag = kontor.utkast(dokument, replace(sak, brev=replace(sak.brev, overstyringer={})), vurdering)
    egne = sak.brev.overstyringer.get(dokument, {}).get(sak.malform, {})
    deler = _deler(brev, forslag, egne)
    return Laget(brev, kontor.sider(brev, sak, vurdering, bredde), deler)


def lag_svarbrev(svar: Mottakssvar, utkast: Svarutkast, bredde: int) -> Laget:
    """Det samme for et brev fra Statsforvalteren."""
    deler = _deler(utkast.brev, utkast.forslag, utkast.egne)
    return Laget(utkast.brev, svar.sider(utkast, bredde), deler, utkast)


def _deler(brev: Brev, forslag: Brev, egne: Mapping[str, Overstyring]) -> tuple[Del, ...]:
    """Delene å skrive om: alle i forslaget, de brukeren har fylt der forslaget er tomt, og tekst uten plass."""
    deler = [(s.id, s.overskrift, seksjonstekst(s)) for s in forslag.seksjoner]
    for plass, seksjon in enumerate(brev.seksjoner):
        if seksjon.id not in [id_ for id_, _, _ in deler]:
            deler.insert(plass, (seksjon.id, seksjon.overskrift, ""))
    ut = [
        Del(id_, overskrift, tekst, egne[id_].tekst, egne[id_].forslag) if id_ in egne else Del(id_, overskrift, tekst)
        for id_, overskrift, tekst in deler
    ]
    med = {d.id for d in ut}
    ut += [Del(id_, id_, None, egen.tekst, egen.forslag) for id_, egen in egne.items() if id_ not in med]
    return tuple(ut)
