"""Hvilke dokumenter et utfall kaller på, og hvilke som kan lages når noen ber om dem (rettsgrunnlag § 9)."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from overforing.sak.modell import Dokument, Resultat, Sak, Stedfortredertype

from .funn import Status, Utfall, Vurdering

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

UTEN_FERDIG_SAK = (Dokument.FORELOPIG_SVAR_SOKER, Dokument.HASTENOTAT, Dokument.ORIENTERING)
"""Kan lages i enhver sak, også en som er uavklart: hjelp og beskjed til søkeren venter aldri på en linje."""

FORELEGGES = frozenset({"habilitet_skal_legges_fram", "avgjort_av_inhabil"})
"""Avklaringene som løses ved å legge habilitetsspørsmålet fram."""


def dokumenter(
    sak: Sak, utfall: Utfall, linjen: Collection[str], statuser: Mapping[str, Status], baerer: Stedfortredertype | None
) -> tuple[Dokument, ...]:
    """Dokumentene saken kaller på. Etter Statsforvalterens svar får søkeren en ny orientering."""
    valgt = FOR_UTFALL[utfall]
    if utfall is Utfall.BEHANDLES_SOM_VANLIG and not _noe_er_vurdert(sak, linjen, statuser):
        valgt = ()
    if baerer is Stedfortredertype.FOLKEVALGT_ORGAN:
        valgt = (*valgt, Dokument.SAKSFRAMLEGG, Dokument.ORIENTERING)
    if utfall is not Utfall.UAVKLART and sak.svar and sak.svar.resultat:
        if Dokument.ORIENTERING not in valgt:
            valgt = (*valgt, Dokument.ORIENTERING)
        if utfall is Utfall.BE_OM_OVERFORING and sak.svar.resultat is Resultat.OVERFORT:
            # Det er for sent å be om det som er gjort.
            valgt = (*(d for d in valgt if d is not Dokument.ANMODNING), Dokument.OVERSENDELSE)
    return valgt


def _noe_er_vurdert(sak: Sak, linjen: Collection[str], statuser: Mapping[str, Status]) -> bool:
    """Om noen i linjen har noe som er vurdert, eller noen som er inhabil, alt har trådt til side."""
    return any(
        ansatt.tilknytninger or ansatt.skjonn or ansatt.innsigelse
        for ansatt in sak.ansatte
        if ansatt.id in linjen or statuser[ansatt.id] is Status.INHABIL
    )


def pa_foresporsel(
    utfall: Utfall, kalles_pa: Collection[Dokument], ma_framlegges: Collection[str], *, overfort: bool
) -> tuple[Dokument, ...]:
    """Dokumentene som kan lages selv om utfallet ikke kaller på dem. ``ma_framlegges`` er dem et framlegg gjelder."""
    mulige = list(UTEN_FERDIG_SAK)
    if utfall is Utfall.BEHANDLES_SOM_VANLIG:
        mulige.append(Dokument.HABILITETSNOTAT)
    if ma_framlegges:
        mulige.append(Dokument.FRAMLEGG)
    if utfall is Utfall.BE_OM_OVERFORING and not overfort:
        mulige.append(Dokument.FORESPORSEL_SETTEKOMMUNE)
    return tuple(dokument for dokument in mulige if dokument not in kalles_pa)


def kan_skrives(vurdering: Vurdering, dokument: Dokument) -> bool:
    """Om dokumentet kan skrives slik saken er. De fleste venter på at saken er ferdig."""
    if dokument in UTEN_FERDIG_SAK:
        return True
    if dokument is Dokument.FRAMLEGG and dokument in vurdering.pa_foresporsel:
        return all(avklaring.id in FORELEGGES for avklaring in vurdering.avklaringer if avklaring.ma_loses)
    return vurdering.ferdig
