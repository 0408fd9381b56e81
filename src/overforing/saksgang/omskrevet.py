"""Delene av et brev som er skrevet om, og om forslaget er et annet nå enn da."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from textwrap import shorten

from overforing.brev.modell import Brev
from overforing.feil import KanIkke
from overforing.regelverk.funn import Vurdering
from overforing.sak.modell import Dokument, Malform, Overstyring, Sak

from .brevskriver import Brevskriver, seksjonstekst


@dataclass(frozen=True)
class Del:
    """En del av brevet. ``egen`` er brukerens tekst, eller ``None``; ``skrevet_mot`` forslaget den trådte i stedet for.

    ``forslag`` er ``None`` når brevet ikke lenger har delen.
    """

    id: str
    overskrift: str
    forslag: str | None
    egen: str | None = None
    skrevet_mot: str = ""

    @property
    def endret(self) -> bool:
        """Om forslaget er et annet nå enn da brukeren skrev."""
        return self.egen is not None and self.forslag is not None and self.forslag != self.skrevet_mot

    @property
    def uten_plass(self) -> bool:
        """Om brukeren har skrevet noe som brevet ikke har plass til nå."""
        return self.forslag is None and bool((self.egen or "").strip())

    @property
    def foreldet(self) -> bool:
        """Om brukeren må se på teksten: saken har fått andre opplysninger siden hun skrev."""
        return self.endret or self.uten_plass


@dataclass(frozen=True)
class Foreldet:
    """En del brukeren har skrevet om, og brevet den står i."""

    dokument: Dokument
    del_: Del


def deler(brev: Brev, forslag: Brev, egne: Mapping[str, Overstyring]) -> tuple[Del, ...]:
    """Delene å skrive om: alle i forslaget, de brukeren har fylt der forslaget er tomt, og tekst uten plass."""
    alle = [(s.id, s.overskrift, seksjonstekst(s)) for s in forslag.seksjoner]
    for plass, seksjon in enumerate(brev.seksjoner):
        if seksjon.id not in [id_ for id_, _, _ in alle]:
            alle.insert(plass, (seksjon.id, seksjon.overskrift, ""))
    ut = [
        Del(id_, overskrift, tekst, egne[id_].tekst, egne[id_].forslag) if id_ in egne else Del(id_, overskrift, tekst)
        for id_, overskrift, tekst in alle
    ]
    med = {d.id for d in ut}
    ut += [
        Del(id_, _begynnelsen(egen.tekst), None, egen.tekst, egen.forslag)
        for id_, egen in egne.items()
        if id_ not in med
    ]
    return tuple(ut)


def _begynnelsen(tekst: str) -> str:
    """De første ordene: det en tekst som ikke står noe sted, kan kalles."""
    return shorten(tekst, 50, placeholder=" …")


def uten_egne(sak: Sak) -> Sak:
    """Saken som om ingenting var skrevet om."""
    return replace(sak, brev=replace(sak.brev, overstyringer={}))


def med_egen_tekst(sak: Sak, dokument: Dokument, malform: Malform, seksjon: str, egen: Overstyring | None) -> Sak:
    """Saken med brukerens tekst i seksjonen, eller uten når ``egen`` er ``None``."""
    alle = sak.brev.overstyringer
    i_brevet = alle.get(dokument, {})
    egne = {id_: o for id_, o in i_brevet.get(malform, {}).items() if id_ != seksjon or egen is not None}
    if egen is not None:
        egne[seksjon] = egen
    nye = {**alle, dokument: {**i_brevet, malform: egne}}
    return replace(sak, brev=replace(sak.brev, overstyringer=nye))


def foreldede(
    skriver: Brevskriver,
    sak: Sak,
    vurdering: Vurdering,
    dokumenter: Sequence[Dokument] | None = None,
    malform: Malform | None = None,
) -> tuple[Foreldet, ...]:
    """Det som er skrevet om og må ses på, i dokumentene som kan lages, på målformen brevene får."""
    mulige = (*vurdering.dokumenter, *vurdering.pa_foresporsel) if dokumenter is None else dokumenter
    return tuple(
        Foreldet(dokument, del_)
        for dokument in mulige
        for del_ in _deler_i(skriver, dokument, sak, vurdering, malform or sak.malform)
        if del_.foreldet
    )


def _deler_i(
    skriver: Brevskriver, dokument: Dokument, sak: Sak, vurdering: Vurdering, malform: Malform
) -> Iterator[Del]:
    egne = sak.brev.overstyringer.get(dokument, {}).get(malform, {})
    if not egne:
        return
    try:
        forslag = skriver.lag(dokument, uten_egne(sak), vurdering, malform)
        # Står alle delene i forslaget, er det ikke mer å se i brevet selv, og det tar tid å lage.
        alle_med = egne.keys() <= {s.id for s in forslag.seksjoner}
        brev = forslag if alle_med else skriver.lag(dokument, sak, vurdering, malform)
    except KanIkke:  # et brev som ikke kan skrives, er det heller ikke noe foreldet i
        return
    yield from deler(brev, forslag, egne)
