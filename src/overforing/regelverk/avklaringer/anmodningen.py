"""Avklaringene om særlig ulempe, settekommunen, avgrensningen og svaret (fvl § 9 annet ledd)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from overforing.regelverk.funn import Status
from overforing.regelverk.omstendigheter import Omstendigheter
from overforing.regelverk.saerlig_ulempe import avslatt
from overforing.sak.modell import TUNGE_MOMENTER, Avgrensningstype, Rolle


def overordnet_ikke_spurt(o: Omstendigheter) -> Iterator[str]:
    over = {id_ for inhabil in o.losning.inhabile for id_ in o.losning.kjeder[inhabil].over}
    for ansatt in o.sak.ansatte:
        if ansatt.id in over and o.statuser[ansatt.id] is Status.IKKE_KJENT and not ansatt.stilling_ledig:
            yield ansatt.id


def samarbeidskommunen_kan_ta_saken(o: Omstendigheter) -> Iterator[str]:
    """Om samarbeidskommunen kan ta en sak tilbake fra vertskommunen, er uavklart."""
    if o.losning.vi_er_vertskommune:
        yield "opphold.vertskommune"


def kommunestyret_kan_alltid(o: Omstendigheter) -> Iterator[str]:
    if avslatt(o.sak) and o.baerer is None:
        yield "svar.resultat"


def oppnevnes_av_folkevalgte(o: Omstendigheter) -> Iterator[str]:
    """Er kommunedirektøren, eller den som fungerer for henne, inhabil, oppnevner kommunestyret.

    Kommunestyret kan ha gitt myndigheten til et annet organ; ordføreren alene har den ikke.
    """
    inhabil = any(
        o.losning.ansatte[stilling].rolle is Rolle.KOMMUNEDIREKTOR
        for id_ in o.losning.inhabile
        for stilling in (id_, *o.losning.kjeder[id_].sted)
    )
    vedtak = o.sak.vedtak
    if inhabil and not (vedtak and vedtak.organ and vedtak.dato):
        yield "vedtak"


def saerlig_ulempe_tynn(o: Omstendigheter) -> Iterator[str]:
    if not TUNGE_MOMENTER.intersection(o.sak.saerlig_ulempe.momenter):
        yield "saerlig_ulempe.momenter"


def ingen_momenter(o: Omstendigheter, _: str) -> bool:
    """Uten kryss står begrunnelsen alene. Er bare det krysset av som aldri er nok, er vilkåret ikke oppfylt."""
    return not o.sak.saerlig_ulempe.momenter


def _foreslatte(o: Omstendigheter) -> list[str]:
    return list(dict.fromkeys(s.kommune for s in o.sak.settekommuner if s.kommune))


def settekommune_mangler(o: Omstendigheter) -> Iterator[str]:
    if not _foreslatte(o):
        yield "settekommuner"


def settekommune_ikke_spurt(o: Omstendigheter) -> Iterator[str]:
    if _foreslatte(o) and not any(s.spurt for s in o.sak.settekommuner if s.kommune):
        yield "settekommuner"


def settekommune_er_egen(o: Omstendigheter) -> Iterator[str]:
    for kommune in _foreslatte(o):
        if o.etterfolger(kommune, o.sak.vurderingsdato) in {o.egen, o.ansvarlig} - {None}:
            yield kommune


def settekommune_inhabil(o: Omstendigheter) -> Iterator[str]:
    yield from dict.fromkeys(s.kommune for s in o.sak.settekommuner if s.kommune and s.habil is False)


def settekommune_uvillig(o: Omstendigheter) -> Iterator[str]:
    yield from dict.fromkeys(s.kommune for s in o.sak.settekommuner if s.kommune and s.villig is False)


def settekommune_annet_fylke(o: Omstendigheter) -> Iterator[str]:
    eget = o.embete_for.get(o.egen or "")
    for kommune in _foreslatte(o):
        annet = o.embete_for.get(o.etterfolger(kommune, o.sak.vurderingsdato) or "")
        if eget and annet and annet != eget:
            yield kommune


def avgrensning_mangler(o: Omstendigheter) -> Iterator[str]:
    if o.sak.avgrensning.type is None:
        yield "avgrensning.type"


def _fornyelser(o: Omstendigheter) -> bool:
    return o.sak.avgrensning.type is Avgrensningstype.SOKNAD_OG_FORNYELSER


def avgrensning_uten_slutt(o: Omstendigheter) -> Iterator[str]:
    if _fornyelser(o) and o.sak.avgrensning.til is None:
        yield "avgrensning.til"


def avgrensning_lang(o: Omstendigheter) -> Iterator[str]:
    """Fvl § 9 annet ledd gjelder det enkelte tilfellet. Tolv måneder er programmets egen grense for å si fra."""
    til = o.sak.avgrensning.til
    if _fornyelser(o) and til is not None and til > _et_ar_etter(o.sak.vurderingsdato):
        yield "avgrensning.til"


def _et_ar_etter(dag: date) -> date:
    try:
        return dag.replace(year=dag.year + 1)
    except ValueError:  # 29. februar, eller kalenderens siste år
        return date(dag.year + 1, 2, 28) if dag.year < date.max.year else date.max
