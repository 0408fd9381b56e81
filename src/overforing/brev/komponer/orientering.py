"""Det orienteringen til søkeren trenger.

Søkeren skal få vite hva som skjer med saken, og hvilke roller det gjelder, aldri hvem en ansatt er for hvem.
Derfor bygges grunnlaget av et utdrag som ikke har med tilknytninger, begrunnelser eller annen fri tekst om ansatte.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from overforing.regelverk.funn import Status, Steg, Utfall, Vurdering
from overforing.sak.modell import (
    Ansatt,
    Arsak,
    Avgrensningstype,
    Konklusjon,
    Kontor,
    OrienteringSoker,
    OverfortHit,
    Part,
    Resultat,
    Rolle,
    Sak,
    Sakstype,
    Stedfortredertype,
    Tiltakshjemmel,
    Tjeneste,
)
from overforing.tekster.geografi import Geografi

from .begreper import Begreper, medkommune
from .flett import Felt
from .kommunen import HJEMMEL_FOR_GRUNN
from .losningen import ETTER_ANMODNING
from .mottakerne import mottakerne, sokere
from .ord import adresselinjer, linje
from .ventetiden import FORELOPIG_SVAR_MANGLER, etter_dato


@dataclass(frozen=True)
class Utdrag:
    """Det av saken og vurderingen som kan stå i et brev til søkeren. Ingenting her er skrevet om en ansatt.

    ``tiltak`` er bare slag og dato, ``grunn`` er grunnen til hvilken kommune som har ansvaret, ``avslar_selv`` om
    det er dette kontorets kommune som viser til bosettingskommunen. ``hit`` er overføringen hit, når dette kontoret er
    settekommunen, og ``hit_gjelder`` om den gjelder denne saken. ``utenfor`` er dem som holdes utenfor
    uten å være spurt, og ``innsigelser`` dem den ene parten har sagt imot, og som er funnet habile.
    """

    utfall: Utfall
    sakstype: Sakstype
    arsak: Arsak | None
    tjenester: tuple[Tjeneste, ...]
    mottatt: date | None
    forelopig_svar: date | None
    har_forelopig_svar: bool
    svar_er_forsinket: bool
    inhabile: tuple[Rolle, ...]
    utenfor: tuple[Rolle, ...]
    vurderte: tuple[Rolle, ...]
    innsigelser: tuple[Rolle, ...]
    noen_avledet: bool
    losning: Stedfortredertype | None
    losning_rolle: Rolle | None
    tiltak: tuple[tuple[Tiltakshjemmel, date | None], ...]
    grunn: str | None
    avslar_selv: bool
    ansvarlig: str | None
    behandlende: str | None
    kommune_uavklart: bool
    svar: Resultat | None
    svardato: date | None
    settekommune: str | None
    omfang: Avgrensningstype | None
    omfang_til: date | None
    hit: OverfortHit | None
    hit_gjelder: bool
    hit_fra_eget_embete: bool
    kontor: Kontor
    kontaktperson: str
    parter: tuple[Part, ...]
    orientert: OrienteringSoker | None


def utdrag(sak: Sak, vurdering: Vurdering, geografi: Geografi) -> Utdrag:
    ansatte = {ansatt.id: ansatt for ansatt in sak.ansatte}
    i_linjen = [ansatte[id_] for id_ in vurdering.linjen]
    inhabile = [a for a in i_linjen if vurdering.ansatte[a.id] is Status.INHABIL]
    losning = next((s for s in sak.stedfortreder if s.type == vurdering.baerer), None)
    kommune = next((f for f in vurdering.spor if f.steg is Steg.RETT_KOMMUNE), None)
    svar = sak.svar if vurdering.utfall in ETTER_ANMODNING else None
    hit, embete_for = sak.opphold.overfort_hit, geografi.embete_for
    sperrede = {linje(a.navn).casefold() for a in sak.ansatte if not _kan_kontaktes(vurdering.ansatte[a.id])}
    kontakt = linje(sak.kontor.kontaktperson)
    return Utdrag(
        utfall=vurdering.utfall,
        sakstype=sak.sakstype,
        arsak=sak.arsak,
        tjenester=tuple(dict.fromkeys(sak.soknad.tjenester)),
        mottatt=sak.soknad.mottatt,
        forelopig_svar=sak.forelopig_svar_soker.dato if sak.forelopig_svar_soker else None,
        har_forelopig_svar=sak.forelopig_svar_soker is not None,
        svar_er_forsinket=any(a.id == FORELOPIG_SVAR_MANGLER for a in vurdering.avklaringer),
        inhabile=tuple(a.rolle for a in inhabile if not a.holdes_utenfor.strip()),
        utenfor=tuple(a.rolle for a in inhabile if a.holdes_utenfor.strip()),
        vurderte=tuple(a.rolle for a in i_linjen if vurdering.ansatte[a.id] is Status.HABIL),
        innsigelser=tuple(a.rolle for a in i_linjen if len(sak.parter) == 1 and _funnet_habil(a, vurdering)),
        noen_avledet=any(vurdering.ansatte[a.id] is Status.AVLEDET for a in i_linjen),
        losning=losning.type if losning else None,
        losning_rolle=ansatte[losning.ansatt].rolle if losning and losning.ansatt else None,
        tiltak=tuple((t.hjemmel or Tiltakshjemmel.ANNET, t.dato) for t in etter_dato(sak.midlertidige_tiltak)),
        grunn=kommune.grunn if kommune else None,
        avslar_selv=kommune is not None
        and kommune.grunn == "avslag"
        and geografi.samme(sak.opphold.kommune, sak.kontor.kommune, sak.vurderingsdato),
        ansvarlig=vurdering.ansvarlig,
        behandlende=kommune.verdier.get("behandlende") if kommune else None,
        kommune_uavklart=kommune is not None and kommune.utfall == Utfall.UAVKLART,
        svar=svar.resultat if svar else None,
        svardato=svar.dato if svar else None,
        settekommune=svar.settekommune if svar else None,
        omfang=svar.omfang if svar else None,
        omfang_til=svar.til if svar else None,
        hit=hit,
        hit_gjelder=kommune is not None and kommune.gren == "overfort_hit",
        hit_fra_eget_embete=hit is not None
        and hit.fra is not None
        and embete_for.get(hit.fra) == embete_for.get(sak.kontor.kommune or ""),
        kontor=sak.kontor,
        kontaktperson="" if kontakt.casefold() in sperrede else kontakt,
        parter=sak.parter,
        orientert=sak.orientering_soker,
    )


def _funnet_habil(ansatt: Ansatt, vurdering: Vurdering) -> bool:
    """Parten har reist innsigelse, og svaret er at den ansatte ikke selv er inhabil."""
    habil = ansatt.skjonn is not None and ansatt.skjonn.konklusjon is Konklusjon.HABIL
    return ansatt.innsigelse is not None and habil and _kan_kontaktes(vurdering.ansatte[ansatt.id])


def _kan_kontaktes(status: Status) -> bool:
    return status in (Status.HABIL, Status.AVLEDET)


LOSES_I_KOMMUNEN = frozenset(
    {
        Utfall.OPPNEVN_STEDFORTREDER,
        Utfall.OVERORDNET_AVGJOR,
        Utfall.BYTT_SAKSBEHANDLER,
        Utfall.BEHANDLES_SOM_VANLIG,
        Utfall.IKKE_GRUNN_TIL_OVERFORING,
    }
)


ANDRE_AVGJOR = frozenset(
    {
        Utfall.BE_OM_OVERFORING,
        Utfall.OPPNEVN_STEDFORTREDER,
        Utfall.OVERORDNET_AVGJOR,
        Utfall.BYTT_SAKSBEHANDLER,
    }
)
"""Utfallene der søkeren må få vite at noen er inhabile, for å forstå hva som skjer."""

SVARER_PA_INNSIGELSEN = ANDRE_AVGJOR | {Utfall.BEHANDLES_SOM_VANLIG}
"""Når det ikke er grunn til overføring, sier brevet uansett hvem som er vurdert."""


def bygg(u: Utdrag, ord_: Begreper) -> Felt:
    """Det malen til orienteringen kan skrive ut eller spørre om. Høyst ett av utfallene er sant."""
    overfort = u.svar is Resultat.OVERFORT
    ny_anmodning = u.svar is Resultat.AVSLATT and u.utfall is Utfall.BE_OM_OVERFORING
    her = u.utfall in LOSES_I_KOMMUNEN and not overfort
    flere = len(sokere(u.parter)) > 1
    hit = u.hit_gjelder and u.utfall is not Utfall.UAVKLART
    til = mottakerne(u.parter, u.orientert, u.sakstype, ord_)

    def er(utfall: Utfall) -> bool:
        return u.utfall is utfall and not overfort

    return {
        "du": ord_.du(flere),
        "deg": ord_.deg(flere),
        "din": ord_.din(flere),
        "denne": ord_.denne(u.sakstype),
        "saken_din": ord_.saken_din(u.sakstype, flere=flere),
        "saken_din_om": _saken_din_om(u, ord_),
        "er_soknad": u.sakstype is Sakstype.SOKNAD,
        "er_klage": u.sakstype is Sakstype.KLAGE,
        "innledning": _innledning(u, ord_),
        "ikke_pa_nytt": ord_.ikke_pa_nytt(u.sakstype, flere=flere),
        "avgjor_saken": ord_.avgjor_saken(u.sakstype),
        "representert": til.representert,
        "kopi_til": til.kopi_til,
        "finner_ut": u.utfall is Utfall.UAVKLART,
        "ber_om_overforing": er(Utfall.BE_OM_OVERFORING) and (u.svar is None or ny_anmodning),
        "ny_anmodning": ny_anmodning,
        "stedfortreder": er(Utfall.OPPNEVN_STEDFORTREDER),
        "overordnet": er(Utfall.OVERORDNET_AVGJOR),
        "bytt_saksbehandler": er(Utfall.BYTT_SAKSBEHANDLER),
        "som_vanlig": er(Utfall.BEHANDLES_SOM_VANLIG),
        "undersoker_habilitet": er(Utfall.LEGG_FRAM_FOR_OVERORDNET),
        "ikke_grunn_til_overforing": er(Utfall.IKKE_GRUNN_TIL_OVERFORING),
        "annen_kommune": u.utfall is Utfall.ANNEN_KOMMUNE,
        "gar_tilbake": u.utfall is Utfall.ANNEN_KOMMUNE and u.hit is not None,
        "vertskommune": u.utfall is Utfall.VERTSKOMMUNE,
        "tvist": u.utfall is Utfall.TVIST_OM_OPPHOLD,
        "overfort": overfort,
        "avslatt": u.svar is Resultat.AVSLATT and not ny_anmodning,
        "returnert": u.svar is Resultat.RETURNERT,
        "behandles_her": her,
        "overfort_hit": hit,
        "statsforvalteren_hit": _statsforvalteren_hit(u, ord_),
        "overfort_fra": medkommune(ord_, u.hit.fra) if u.hit else "",
        "overfort_hit_dato": ord_.dato(u.hit.dato) if u.hit else "",
        "overfort_hit_bare_denne": u.hit is not None and u.hit.omfang is Avgrensningstype.EN_SOKNAD,
        "overfort_hit_til": (
            ord_.dato(u.hit.til) if u.hit and u.hit.omfang is Avgrensningstype.SOKNAD_OG_FORNYELSER else ""
        ),
        "inhabile": bool(u.inhabile or u.utenfor),
        "forklarer_inhabilitet": bool(u.inhabile or u.utenfor) and (overfort or u.utfall in ANDRE_AVGJOR),
        "inhabile_roller": ord_.roller(u.inhabile),
        "utenfor_roller": ord_.roller(u.utenfor),
        "innsigelser_mot": ord_.roller(u.innsigelser) if u.utfall in SVARER_PA_INNSIGELSEN and not overfort else "",
        "flere_innsigelser": len(u.innsigelser) > 1,
        "noen_avledet": u.noen_avledet,
        "vurderte_roller": ord_.roller(u.vurderte),
        "flere_vurderte": len(u.vurderte) > 1,
        "onske_om_bytte": u.arsak is Arsak.ONSKE_OM_BYTTE,
        "kapasitet": u.arsak is Arsak.KAPASITET,
        "innleid": u.losning is Stedfortredertype.INNLEID,
        "leder_annen_enhet": u.losning is Stedfortredertype.LEDER_ANNEN_ENHET,
        "leder_utenfor_nav": u.losning is Stedfortredertype.LEDER_UTENFOR_NAV,
        "folkevalgt_organ": u.losning is Stedfortredertype.FOLKEVALGT_ORGAN,
        "losning_rolle": ord_(f"rolle_bestemt.{u.losning_rolle}") if u.losning_rolle else "",
        "behandlende": medkommune(ord_, u.behandlende),
        "ansvarlig": medkommune(ord_, u.ansvarlig),
        "hvorfor_kommunen": _hvorfor_kommunen(u, ord_),
        "eget_vedtak": u.avslar_selv and u.sakstype is Sakstype.SOKNAD,
        "settekommune": medkommune(ord_, u.settekommune),
        "svardato": ord_.dato(u.svardato),
        "omfatter_bare_denne": u.omfang is Avgrensningstype.EN_SOKNAD,
        "omfatter_fornyelser": u.omfang is Avgrensningstype.SOKNAD_OG_FORNYELSER,
        "omfatter_fornyelser_til": ord_.dato(u.omfang_til) if u.omfang is Avgrensningstype.SOKNAD_OG_FORNYELSER else "",
        "tiltak": tuple(
            " ".join(del_ for del_ in (ord_(f"tiltak.{slag}"), ord_.dato(dato)) if del_) for slag, dato in u.tiltak
        ),
        "forelopig_svar": ord_.dato(u.forelopig_svar),
        "fatt_forelopig_svar": u.har_forelopig_svar,
        "svar_er_forsinket": u.svar_er_forsinket,
        "kontoret": linje(u.kontor.navn) or medkommune(ord_, u.kontor.kommune),
        "kontaktperson": u.kontaktperson,
        "telefon": linje(u.kontor.telefon),
        "epost": linje(u.kontor.epost),
        "adressen": ", ".join(adresselinjer(u.kontor)) if linje(u.kontor.adresse) else "",
    }


def _statsforvalteren_hit(u: Utdrag, ord_: Begreper) -> str:
    """Embetet som overførte saken hit. Ligger kommunene under hvert sitt, vet ikke brevet hvilket det var."""
    embete = ord_.geografi.embete_for.get(u.kontor.kommune or "") if u.hit_fra_eget_embete else None
    return ord_.geografi.embeter[embete].navn if embete else ord_("brev.statsforvalteren")


def _hvorfor_kommunen(u: Utdrag, ord_: Begreper) -> str:
    if u.grunn is None:
        return ""
    uten_soknad = u.grunn == "avslag" and u.sakstype is not Sakstype.SOKNAD
    return ord_(
        f"brev.opphold_du.{'avslag_uten_soknad' if uten_soknad else u.grunn}",
        ansvarlig=ord_.kommune(u.ansvarlig),
        du=ord_.du(len(sokere(u.parter)) > 1),
        deg=ord_.deg(len(sokere(u.parter)) > 1),
        hjemmel=ord_.lov(HJEMMEL_FOR_GRUNN[u.grunn]),
    )


def _saken_din_om(u: Utdrag, ord_: Begreper) -> str:
    """«søknaden din om økonomisk stønad til livsopphold»; uten tjeneste bare «søknaden din»."""
    saken = ord_.saken_din(u.sakstype, flere=len(sokere(u.parter)) > 1)
    if not u.tjenester:
        return saken
    return ord_("brev.saken_din.om", saken=saken, tjenester=ord_.tjenester(u.tjenester, paragrafer=False))


def _innledning(u: Utdrag, ord_: Begreper) -> str:
    """«Vi fikk søknaden din om økonomisk stønad til livsopphold 18. november 2026.»"""
    saken = _saken_din_om(u, ord_)
    if u.sakstype not in (Sakstype.SOKNAD, Sakstype.KLAGE):
        return ord_("brev.innledning.gjelder", saken=saken)
    if u.mottatt is None:
        return ord_("brev.innledning.fatt", saken=saken)
    return ord_("brev.mottatt.inn", saken=saken, dato=ord_.dato(u.mottatt))


def mottatt(u: Utdrag, ord_: Begreper) -> str:
    """Dagen søknaden eller klagen kom; tom i en sak kontoret selv har tatt opp."""
    return ord_.dato(u.mottatt) if u.sakstype in (Sakstype.SOKNAD, Sakstype.KLAGE) else ""


def hodet(u: Utdrag, ord_: Begreper) -> tuple[str, ...]:
    """Den eller dem brevet går til, med adresse når den er kjent og kan stå der."""
    return mottakerne(u.parter, u.orientert, u.sakstype, ord_).linjer


def ventegrunn(u: Utdrag) -> Felt:
    """Hva som ikke er avklart, når saken ikke har et utfall ennå."""
    uavklart = u.utfall is Utfall.UAVKLART
    return {
        "kommune_uavklart": uavklart and u.kommune_uavklart,
        "hvem_uavklart": uavklart and not u.kommune_uavklart,
    }
