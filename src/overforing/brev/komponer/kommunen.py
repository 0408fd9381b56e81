"""Hvilken kommune som har ansvaret, ordlagt (sotjl §§ 3 og 49)."""

from __future__ import annotations

from overforing.regelverk import hjemmel as hj
from overforing.regelverk.funn import Steg, Utfall
from overforing.sak.modell import OverfortHit, Sakstype
from overforing.sak.utgaende import fortalt_om_oppholdet

from .begreper import ANSVAR_OG_UTGIFTER, medkommune
from .flett import Felt
from .lesning import Lesning
from .ord import setning
from .svaret import omfanget, overfort_til

HJEMMEL_FOR_GRUNN = {
    "oppholder_seg": hj.OPPHOLD,
    "institusjon": hj.INSTITUSJON,
    "fengsel": hj.INSTITUSJON,
    "utskrevet": hj.begge(hj.sotjl("3", 3)),
    "bosatt_i_kommunen": hj.begge(hj.f1251("3", 1)),
    "flytting_avtalt": hj.begge(hj.f1251("3", 2)),
    "avslag": hj.begge(hj.f1251("3", 3)),
    "avslag_apenbart_urimelig": hj.begge(hj.f1251("3", 3)),
    "ikke_avslag": hj.begge(hj.f1251("3", 3)),
    "begrensede_rettigheter": hj.BEGRENSEDE_RETTIGHETER,
}


def kommunen(les: Lesning) -> Felt:
    """``rett_kommune`` er hvorfor kommunen har ansvaret, ``vertskommune`` at myndigheten er delegert (eller tom).

    ``er_settekommune`` er at saken er overført hit, fra ``overfort_fra``.
    """
    rett, vert = _rett_kommune(les)
    hit = les.sak.opphold.overfort_hit
    return {
        "er_settekommune": les.hit is not None,
        "overfort_fra": medkommune(les.ord, hit.fra) if hit else "",
        "overfort_hit_dato": les.ord.dato(hit.dato) if hit else "",
        "rett_kommune": rett,
        "vertskommune": vert,
        "opphold_begrunnelse": setning(les.sak.opphold.begrunnelse),
        "utgiftskommune": medkommune(les.ord, les.vurdering.ansvarlig),
    }


def _rett_kommune(les: Lesning) -> tuple[str, str]:
    funn, opphold = les.funn(Steg.RETT_KOMMUNE), les.sak.opphold
    if les.hit is not None:
        return _som_settekommune(les, les.hit), ""
    if funn is None or funn.grunn is None:
        return "", ""
    grunn = funn.grunn
    if grunn == "begrensede_rettigheter" and opphold.grunnlag:
        grunn = opphold.grunnlag.value
    elif grunn == "avslag" and les.sak.sakstype is not Sakstype.SOKNAD:
        grunn = "avslag_uten_soknad"
    tekst = les.ord(
        f"brev.opphold.{grunn}",
        kommune=les.ord.kommune(opphold.kommune),
        for_inntak=les.ord.kommune(opphold.kommune_for_inntak),
        bosetting=les.ord.kommune(opphold.bosettingskommune),
        hjemmel=les.ord.lov(HJEMMEL_FOR_GRUNN[funn.grunn]),
    )
    if opphold.vertskommune is None or not opphold.vertskommune.omfatter_saken:
        return tekst, ""
    vert = les.ord(
        "brev.opphold.vertskommune",
        ansvarlig=les.ord.kommune(les.vurdering.ansvarlig),
        vertskommune=les.ord.kommune(opphold.vertskommune.kommune),
        hjemmel=les.ord.lov(hj.DELEGERT_TIL_VERTSKOMMUNE),
    )
    return tekst, vert


def _som_settekommune(les: Lesning, hit: OverfortHit) -> str:
    """At saken er overført hit, hvor langt overføringen rekker, og hvem som fortsatt har ansvaret."""
    dato = les.ord.dato(hit.dato)
    fra = medkommune(les.ord, hit.fra)
    return " ".join(
        (
            les.ord(f"brev.overfort_hit.{'med' if dato else 'uten'}_dato", fra=fra, dato=dato),
            omfanget(les, hit.omfang, hit.til),
            les.ord("brev.overfort_hit.ansvaret", fra=fra, hjemmel=les.ord.lov(ANSVAR_OG_UTGIFTER)),
        )
    )


def oversendt(les: Lesning) -> Felt:
    """Det oversendelsen sier ut over grunnen. ``forutsetning`` er hvem som har gjort vedtaket en annen sak gjelder.

    ``til_settekommune`` er at Statsforvalteren har overført saken dit, og ``gar_tilbake`` at den var overført hit, men
    falt utenfor.
    """
    sak, funn, overfort = les.sak, les.funn(Steg.RETT_KOMMUNE), overfort_til(les)
    soknad, kommune = sak.sakstype is Sakstype.SOKNAD, behandlende(les)
    fra = sak.opphold.overfort_hit
    return {
        "til_vertskommune": funn is not None and funn.gren == "vertskommune",
        "til_settekommune": overfort is not None,
        "gar_tilbake": fra is not None and les.vurdering.utfall is Utfall.ANNEN_KOMMUNE,
        "behandlende": kommune,
        "ansvarlig": medkommune(les.ord, les.vurdering.ansvarlig),
        "forutsetning": "" if soknad or overfort else les.ord(f"brev.forutsetning.{sak.sakstype}", kommune=kommune),
        "eget_avslag": (
            soknad
            and funn is not None
            and funn.grunn == "avslag"
            and les.ord.geografi.samme(sak.opphold.kommune, sak.kontor.kommune, sak.vurderingsdato)
        ),
    }


def behandlende(les: Lesning) -> str:
    """Kommunen som skal behandle saken, eller tom tekst."""
    funn = les.funn(Steg.RETT_KOMMUNE)
    return medkommune(les.ord, overfort_til(les) or (funn.verdier.get("behandlende") if funn else None))


def tvisten(les: Lesning) -> Felt:
    """De to kommunene, det som er oppgitt om oppholdet, og hva hver av dem mener, med brukerens ord.

    ``motpart`` er tom når den andre ikke er oppgitt, ``mener_ansvarlig`` når det ikke er sagt hvem vi mener det er.
    """
    sak, geografi = les.sak, les.ord.geografi
    tvist = sak.opphold.tvist
    motpart = tvist.med_kommune if tvist else None
    embete = geografi.embete_for.get(motpart or "")
    eget = geografi.embete_for.get(sak.kontor.kommune or "")
    syn = tvist.vart_syn if tvist else None
    return {
        "egen_kommune": medkommune(les.ord, sak.kontor.kommune),
        "motpart": medkommune(les.ord, motpart),
        "motpartens_svar": setning(tvist.motpartens_svar) if tvist else "",
        "annet_embete": geografi.embeter[embete].navn if embete and embete != eget else "",
        "oppholdet": _oppholdet(les),
        "mener_ansvarlig": medkommune(les.ord, syn.ansvarlig) if syn else "",
        "mener_begrunnelse": setning(syn.begrunnelse) if syn else "",
    }


def _oppholdet(les: Lesning) -> tuple[str, ...]:
    opphold = les.sak.opphold
    if opphold.grunnlag is None:
        return ()
    nokkel = f"brev.tvist.grunnlag.{opphold.grunnlag}"
    linjer = [les.ord(nokkel)] if nokkel in les.ord.katalog else []
    for felt in fortalt_om_oppholdet(opphold):
        svar = getattr(opphold, felt)
        if isinstance(svar, bool):
            linjer.append(les.ord(f"brev.tvist.{felt}.{'ja' if svar else 'nei'}"))
        elif felt != "grunnlag" and svar:
            linjer.append(les.ord(f"brev.tvist.{felt}", kommune=les.ord.kommune(svar)))
    return tuple(linjer)
