"""Statsforvalterens svar, ordlagt: hvor langt en overføring rekker, og hva som er nytt etter et avslag (fvl § 9)."""

from __future__ import annotations

from datetime import date

from overforing.regelverk.funn import Utfall
from overforing.sak.modell import Avgrensningstype, Resultat

from .flett import Felt
from .lesning import Lesning
from .losningen import ETTER_ANMODNING
from .ord import setning


def svaret(les: Lesning) -> Felt:
    """``ny_anmodning`` er at kommunen ber på nytt etter avslaget fra ``avslatt_dato``, med det som da er nytt."""
    svar = les.sak.svar if les.vurdering.utfall in ETTER_ANMODNING else None
    overfort = svar is not None and svar.resultat is Resultat.OVERFORT
    pa_nytt = (
        svar is not None
        and svar.resultat is Resultat.AVSLATT
        and les.vurdering.utfall is Utfall.BE_OM_OVERFORING
        and svar.nye_opplysninger is not None
    )
    nye = svar.nye_opplysninger if svar and pa_nytt else None
    return {
        "overforingsdato": les.ord.dato(svar.dato) if svar and overfort else "",
        "omfanget": omfanget(les, svar.omfang, svar.til) if svar and overfort else "",
        "ny_anmodning": pa_nytt,
        "avslatt_dato": les.ord.dato(svar.dato) if svar and pa_nytt else "",
        "nytt_siden_avslaget": setning(nye.tekst) if nye else "",
        "nytt_siden_avslaget_dato": les.ord.dato(nye.dato) if nye else "",
    }


def omfanget(les: Lesning, omfang: Avgrensningstype | None, til: date | None) -> str:
    """«Overføringen gjelder bare denne søknaden.», eller at det ikke er ført opp."""
    if omfang is None:
        return les.ord("brev.omfang.ikke_fort")
    nokkel = f"{omfang}_til" if omfang is Avgrensningstype.SOKNAD_OG_FORNYELSER and til else str(omfang)
    return les.ord(f"brev.omfang.{nokkel}", denne=les.ord.denne(les.sak.sakstype), til=les.ord.dato(til))


def overfort_til(les: Lesning) -> str | None:
    """Settekommunen, når Statsforvalteren har overført saken dit."""
    svar = les.sak.svar if les.vurdering.utfall in ETTER_ANMODNING else None
    return svar.settekommune if svar and svar.resultat is Resultat.OVERFORT else None
