"""Hvilke dokumenter et utfall kaller på."""

from __future__ import annotations

from collections.abc import Mapping

from overforing.sak.modell import Dokument, Regelsett, Sak

from .funn import Utfall

FOR_UTFALL: Mapping[Utfall, tuple[Dokument, ...]] = {
    Utfall.UAVKLART: (),
    Utfall.BE_OM_OVERFORING: (Dokument.ANMODNING, Dokument.HABILITETSNOTAT, Dokument.ORIENTERING),
    Utfall.OPPNEVN_STEDFORTREDER: (Dokument.OPPNEVNING, Dokument.HABILITETSNOTAT, Dokument.ORIENTERING),
    Utfall.OVERORDNET_AVGJOR: (Dokument.HABILITETSNOTAT,),
    Utfall.BYTT_SAKSBEHANDLER: (Dokument.HABILITETSNOTAT,),
    Utfall.LEGG_FRAM_FOR_OVERORDNET: (Dokument.FRAMLEGG,),
    Utfall.ANNEN_KOMMUNE: (Dokument.OVERSENDELSE, Dokument.ORIENTERING),
    Utfall.VERTSKOMMUNE: (Dokument.OVERSENDELSE, Dokument.ORIENTERING),
    Utfall.TVIST_OM_OPPHOLD: (Dokument.TVIST,),
    Utfall.BEHANDLES_SOM_VANLIG: (Dokument.HABILITETSNOTAT,),
    Utfall.IKKE_GRUNN_TIL_OVERFORING: (Dokument.ORIENTERING,),
}

PA_FORESPORSEL = (Dokument.FORELOPIG_SVAR_SOKER,)
"""Kan lages i enhver sak, uansett utfall."""


def dokumenter(sak: Sak, utfall: Utfall, linjen: tuple[str, ...], regelsett: Regelsett) -> tuple[Dokument, ...]:
    """Dokumentene saken kaller på. Etter Statsforvalterens svar får søkeren en ny orientering."""
    valgt = FOR_UTFALL[utfall]
    if utfall is Utfall.BEHANDLES_SOM_VANLIG and not _noe_er_vurdert(sak, linjen, regelsett):
        valgt = ()
    if sak.svar and sak.svar.resultat and utfall is not Utfall.UAVKLART and Dokument.ORIENTERING not in valgt:
        valgt = (*valgt, Dokument.ORIENTERING)
    return valgt


def _noe_er_vurdert(sak: Sak, linjen: tuple[str, ...], regelsett: Regelsett) -> bool:
    return any(
        ansatt.tilknytninger or ansatt.skjonn or (regelsett is Regelsett.FVL1967 and ansatt.innsigelse)
        for ansatt in sak.ansatte
        if ansatt.id in linjen
    )
