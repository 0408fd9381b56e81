"""Hvordan saken løses, ordlagt: stedfortreder, særlig ulempe, settekommune (fvl § 9)."""

from __future__ import annotations

from collections.abc import Iterator

from overforing.regelverk.funn import Status, Steg, Utfall
from overforing.sak.modell import (
    SVARER_TIL_FOLKEVALGTE,
    TUNGE_MOMENTER,
    Avgrensningstype,
    JaNei,
    Moment,
    OrganI,
    Resultat,
    Stedfortreder,
    Stedfortredertype,
    Svar,
)
from overforing.tekster.katalog import oppramsing
from overforing.tekster.navn import stor

from .begreper import medkommune
from .flett import Felt
from .lesning import Lesning
from .ord import setning

ETTER_ANMODNING = frozenset(
    {
        Utfall.BE_OM_OVERFORING,
        Utfall.OPPNEVN_STEDFORTREDER,
        Utfall.OVERORDNET_AVGJOR,
        Utfall.BYTT_SAKSBEHANDLER,
        Utfall.BEHANDLES_SOM_VANLIG,
        Utfall.LEGG_FRAM_FOR_OVERORDNET,
        Utfall.IKKE_GRUNN_TIL_OVERFORING,
    }
)
"""Utfallene der et svar fra Statsforvalteren hører til det saken nå handler om."""


def losningen(les: Lesning) -> Felt:
    """Hvem som tar saken, og hva som er prøvd. Høyst ett av utfallene er sant.

    ``besvart``: Statsforvalteren har svart, og det bes ikke om noe nytt. ``nye_opplysninger`` er det en ny anmodning
    etter et avslag bygger på. ``organet`` er det folkevalgte organet som kan avgjøre, og ``svarer_til`` den en innleid
    svarer til.
    """
    sak, vurdering, valgt = les.sak, les.vurdering, les.valgt
    svar = sak.svar if vurdering.utfall in ETTER_ANMODNING else None
    resultat = svar.resultat if svar else None
    ny_anmodning = resultat is Resultat.AVSLATT and vurdering.utfall is Utfall.BE_OM_OVERFORING
    nye = svar.nye_opplysninger if svar and ny_anmodning else None
    return {
        "be_om_overforing": vurdering.utfall is Utfall.BE_OM_OVERFORING,
        "oppnevn_stedfortreder": vurdering.utfall is Utfall.OPPNEVN_STEDFORTREDER,
        "overordnet_avgjor": vurdering.utfall is Utfall.OVERORDNET_AVGJOR,
        "bytt_saksbehandler": vurdering.utfall is Utfall.BYTT_SAKSBEHANDLER,
        "behandles_som_vanlig": vurdering.utfall is Utfall.BEHANDLES_SOM_VANLIG,
        "bytte_loser_alt": not any(les.status(a.id) is Status.AVLEDET for a in les.i_linjen),
        "folkevalgt_organ": vurdering.baerer == Stedfortredertype.FOLKEVALGT_ORGAN,
        "innleid": vurdering.baerer == Stedfortredertype.INNLEID,
        "svarer_til": _svarer_til(les),
        "organet": organet(les, "organ") if vurdering.baerer == Stedfortredertype.FOLKEVALGT_ORGAN else "",
        "i_vertskommune": sak.opphold.vertskommune is not None and sak.opphold.vertskommune.omfatter_saken,
        "har_losning": valgt is not None,
        "losning_hvem": les.hvem_er(valgt.ansatt) if valgt else "",
        "losning_begrunnelse": setning(valgt.begrunnelse) if valgt else "",
        "forkastede": tuple(
            alternativ for s in les.provde if s is not valgt and _noe_er_sagt(alternativ := _alternativ(les, s))
        ),
        "avslatt_av_statsforvalteren": resultat is Resultat.AVSLATT,
        "returnert": resultat is Resultat.RETURNERT,
        "besvart": resultat is not None and not ny_anmodning,
        "overfort": resultat is Resultat.OVERFORT,
        "overfort_til": _overfort_til(les, svar) if svar and resultat is Resultat.OVERFORT else "",
        "overfort_omfang": _overfort_omfang(les, svar) if svar and resultat is Resultat.OVERFORT else "",
        "nye_opplysninger": setning(nye.tekst) if nye else "",
        "svardato": les.ord.dato(svar.dato) if svar else "",
    }


def _alternativ(les: Lesning, s: Stedfortreder) -> Felt:
    """En måte å løse saken på i kommunen, og hvorfor den ikke går. ``uavklart``: mulig, men noe står igjen."""
    uavklart = s.mulig is True and any(avklaring.om == s.type for avklaring in les.vurdering.avklaringer)
    navn = stor(les.ord(f"stedfortreder.{s.type}"))
    return {
        "navn": navn,
        "hvem": les.hvem_er(s.ansatt),
        "mulig": bool(s.mulig),
        "uavklart": uavklart,
        "begrunnelse": setning(s.begrunnelse),
    }


def _noe_er_sagt(alternativ: Felt) -> bool:
    """Et alternativ uten grunn er ikke vurdert. Står det bare igjen å avklare det, er det grunnen."""
    return bool(alternativ["begrunnelse"] or alternativ["uavklart"])


def _svarer_til(les: Lesning) -> str:
    if les.valgt is None or les.valgt.type is not Stedfortredertype.INNLEID:
        return ""
    if les.valgt.svarer_til == SVARER_TIL_FOLKEVALGTE:
        return les.ord("notat.svarer_til.folkevalgte")
    return les.hvem_er(les.valgt.svarer_til)


def organet(les: Lesning, nokkel: str) -> str:
    """Det folkevalgte organet som kan avgjøre, eller som saken legges fram for (``nokkel`` «organ» eller «til»)."""
    organ_i = les.valgt.organ_i if les.valgt else None
    kommune = medkommune(les.ord, les.vurdering.ansvarlig)
    return les.ord(f"notat.{nokkel}.{organ_i or OrganI.EGEN_KOMMUNE}", kommune=kommune)


def _overfort_til(les: Lesning, svar: Svar) -> str:
    return medkommune(les.ord, svar.settekommune) or les.ord("notat.overfort.en_annen")


def _overfort_omfang(les: Lesning, svar: Svar) -> str:
    """Hvor langt overføringen rekker, når svaret sier det."""
    match svar.omfang:
        case Avgrensningstype.SOKNAD_OG_FORNYELSER if svar.til is None:
            return les.ord("notat.overfort.fornyelser_uten_slutt")
        case None:
            return ""
        case omfang:
            return les.ord(f"notat.overfort.{omfang}", til=les.ord.dato(svar.til))


def ulempen(les: Lesning) -> Felt:
    """Vurderingen av særlig ulempe. Tom når veien ikke nådde dit."""
    ulempe = les.sak.saerlig_ulempe
    losning = les.funn(Steg.STEDFORTREDER)
    # Etter en overføring spørres det ikke på nytt, men anmodningen hvilte på dette.
    nadd = les.funn(Steg.SAERLIG_ULEMPE) is not None or (
        losning is not None and "saerlig_ulempe.vurdering" in losning.felt
    )
    return {
        "saerlig_ulempe": nadd and ulempe.vurdering is JaNei.JA,
        "ikke_saerlig_ulempe": nadd and ulempe.vurdering is JaNei.NEI,
        "momenter": _momenter(les, svake=False) if nadd else (),
        "svake_momenter": oppramsing(f"at {moment}" for moment in _momenter(les, svake=True)) if nadd else "",
        "saerlig_ulempe_begrunnelse": setning(ulempe.begrunnelse) if nadd else "",
        "soker_onsker_overforing": nadd and Moment.SOKERENS_ONSKE in ulempe.momenter,
    }


def _momenter(les: Lesning, *, svake: bool) -> tuple[str, ...]:
    return tuple(
        les.ord(f"moment.{moment}")
        for moment in Moment
        if moment in les.sak.saerlig_ulempe.momenter
        and (moment not in TUNGE_MOMENTER) is svake
        and moment is not Moment.SOKERENS_ONSKE  # står i seksjonen om søkeren
    )


def overforingen(les: Lesning) -> Felt:
    """Det anmodningen ber om: hvilke kommuner, og hvor mye den omfatter."""
    avgrensning = les.sak.avgrensning
    return {
        "settekommuner": tuple(_settekommuner(les)),
        "bare_denne_saken": avgrensning.type is Avgrensningstype.EN_SOKNAD,
        "med_fornyelser": avgrensning.type is Avgrensningstype.SOKNAD_OG_FORNYELSER,
        "fornyelser_til": les.ord.dato(avgrensning.til),
        "avgrensning": setning(avgrensning.tekst),
    }


def _settekommuner(les: Lesning) -> Iterator[Felt]:
    embeter = les.ord.geografi.embete_for
    eget = embeter.get(les.sak.kontor.kommune or "")
    # Om noen der er inhabile, kan bare vurderes av dem som får vite hvem saken gjelder.
    samtykke = bool(les.sak.parter) and all(part.samtykke for part in les.sak.parter)
    for s in les.sak.settekommuner:
        if s.kommune is None:
            continue
        annet = embeter.get(s.kommune)
        yield {
            "navn": medkommune(les.ord, s.kommune),
            "spurt": s.spurt is True or s.villig is not None,
            "ikke_spurt": s.spurt is False and s.villig is None,
            "vil": s.villig is True,
            "vil_ikke": s.villig is False,
            "habil": samtykke and s.habil is True,
            "ikke_habil": samtykke and s.habil is False,
            "annet_embete": les.ord.geografi.embeter[annet].navn if annet and annet != eget else "",
            "merknad": setning(s.merknad),
        }
