"""Det som gjenstår når brevene er lagret: hva som sendes, hva som legges i saken, og hva en venter på."""

from __future__ import annotations

from collections.abc import Collection

from overforing.feil import Melding
from overforing.sak.modell import Dokument, Resultat, Sak

SENDES = frozenset({Dokument.ANMODNING, Dokument.TVIST, Dokument.OVERSENDELSE})
"""Går til noen utenfor kommunen. Notatene, framleggene og oppnevningen blir i den, og søkeren får sitt for seg."""

_LEVERES = {
    Dokument.ANMODNING: Melding("det_neste.anmodning"),
    Dokument.TVIST: Melding("det_neste.tvist"),
    Dokument.OVERSENDELSE: Melding("det_neste.oversendelse"),
    Dokument.OPPNEVNING: Melding("det_neste.oppnevning"),
    Dokument.FRAMLEGG: Melding("det_neste.framlegg"),
    Dokument.SAKSFRAMLEGG: Melding("det_neste.saksframlegg"),
    Dokument.HABILITETSNOTAT: Melding("det_neste.habilitetsnotat"),
}


def er_sendt(sak: Sak) -> bool:
    return sak.sendt is not None and sak.sendt.dato is not None


def kan_sendes(sak: Sak, dokumenter: Collection[Dokument]) -> bool:
    """Om noe av det utfallet kaller på, er ferdig, skal ut av kommunen og ikke er merket som sendt."""
    return sak.ferdigstilt is not None and not er_sendt(sak) and not SENDES.isdisjoint(dokumenter)


def det_neste(sak: Sak, dokumenter: Collection[Dokument]) -> tuple[Melding, ...]:
    """Det som følger, i den rekkefølgen det gjøres. Tomt til saken er ferdig."""
    resultat = sak.svar.resultat if sak.svar else None
    if resultat is not None:
        return (*_etter_svaret(resultat, dokumenter), *_soker(sak))
    if er_sendt(sak):
        venter = not {Dokument.ANMODNING, Dokument.TVIST}.isdisjoint(dokumenter)
        return (*_soker(sak), *((Melding("det_neste.vent"),) if venter else ()))
    if sak.ferdigstilt is None:
        return ()
    leveres = tuple(_LEVERES[dokument] for dokument in dokumenter if dokument in _LEVERES)
    return (*leveres, *(_soker(sak) if Dokument.ORIENTERING in dokumenter else ()))


def _etter_svaret(resultat: Resultat, dokumenter: Collection[Dokument]) -> tuple[Melding, ...]:
    if resultat is Resultat.OVERFORT:
        return (Melding("det_neste.settekommune"),)
    if resultat is Resultat.AVSLATT:
        pa_nytt = Dokument.ANMODNING in dokumenter
        return (Melding("det_neste.pa_nytt") if pa_nytt else Melding("det_neste.avslatt"),)
    return ()


def _soker(sak: Sak) -> tuple[Melding, ...]:
    return (Melding("det_neste.orienter"),) if sak.orientering_soker is None else ()
